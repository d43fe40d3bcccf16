//! The data of an assessment for spreadsheets and programs: its ratings as a table, and the record of its signed report
//! alone.

use std::path::PathBuf;

use csv::{QuoteStyle, Terminator, WriterBuilder};
use uuid::Uuid;

use super::audit::{Act, payloads};
use super::destination::data_name;
use super::{Destination, OpenAssessment, Workspace};
use crate::domain::audit::{Action, Subject, SubjectKind};
use crate::domain::decision::StatementRef;
use crate::domain::interview::Response;
use crate::error::{Error, Result};
use crate::signature;
use crate::store::{StoredReport, Values};

/// The columns of the ratings, one row for each statement. `level` and `number` are numbers, `rating` is a name of
/// interview files, `decisive` and `explored` are `yes` or `no`, `evidence` counts items as the report does (`E1 E2`).
const COLUMNS: [&str; 16] = [
    "assessment",
    "candidate",
    "reference",
    "assessor",
    "interviewed",
    "edition",
    "skill",
    "level",
    "number",
    "statement",
    "rating",
    "explored",
    "decisive",
    "evidence",
    "reason",
    "note",
];
/// Tells spreadsheets that the file is UTF-8: without it they read it in the machine's own encoding.
const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

/// What can be written beside a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DataKind {
    /// The ratings of an assessment, also of a draft, as CSV (RFC 4180) in UTF-8.
    Ratings,
    /// The record of an assessment's signed full report, byte for byte as the report embeds it.
    Record,
}

impl DataKind {
    /// How the names of such files end.
    fn remark(self) -> &'static str {
        match self {
            Self::Ratings => "ratings.csv",
            Self::Record => "record.json",
        }
    }
}

impl Workspace {
    /// The file name that says what it is.
    ///
    /// # Errors
    /// If there is no such assessment.
    pub fn data_name(&mut self, assessment: Uuid, kind: DataKind) -> Result<String> {
        Ok(name(&self.assessment(assessment)?, kind))
    }

    /// Writes data of an assessment. Answers with the file.
    ///
    /// # Errors
    /// If there is no such assessment, if the record is asked for and the report is not signed, or if the file exists
    /// ([`Code::Exists`](crate::error::Code::Exists)) or can't be written.
    pub fn export_data(&mut self, assessment: Uuid, kind: DataKind, destination: &Destination) -> Result<PathBuf> {
        let open = self.assessment(assessment)?;
        let bytes = match kind {
            DataKind::Ratings => ratings(&open)?,
            DataKind::Record => {
                let report = self.store.read(|transaction| transaction.report_of(open.interview.id))?;
                record(report.as_ref())?
            }
        };
        let file = destination.write(&name(&open, kind), &bytes)?;
        let act = Act::now(self.environment.as_ref());
        self.store.write(|transaction| {
            let subject = Subject::new(SubjectKind::Assessment, &open.assessment.id.to_string());
            let values = Values::new(payloads::written(&file));
            act.record(transaction, Action::DataExported, subject, Some(open.interview.id), &values)
        })?;
        Ok(file)
    }
}

fn name(open: &OpenAssessment, kind: DataKind) -> String {
    let interview = &open.interview;
    let code = open.assessment.definition.code.as_str();
    data_name(interview.sitting.started_at.date(), code, &interview.candidate.name, kind.remark())
}

fn record(report: Option<&StoredReport>) -> Result<Vec<u8>> {
    let report = report.ok_or_else(|| {
        Error::refused("The record is part of the signed report, and this one is not signed yet. Sign it first.")
    })?;
    signature::verify(&report.pdf).record.ok_or_else(|| {
        Error::refused("The signed report that is kept here is damaged. Check the workspace, or restore a backup.")
    })
}

fn ratings(open: &OpenAssessment) -> Result<Vec<u8>> {
    let failed = |error: csv::Error| Error::internal(error.to_string());
    let mut writer = WriterBuilder::new()
        .quote_style(QuoteStyle::Necessary)
        .terminator(Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    writer.write_record(COLUMNS).map_err(failed)?;
    let decisive = open.assessment.outcome().decisive;
    for at in open.assessment.definition.statement_refs() {
        writer.write_record(row(open, at, decisive.contains(&at)).map(|cell| guarded(&cell))).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| Error::internal(error.to_string()))
}

fn row(open: &OpenAssessment, at: StatementRef, decisive: bool) -> [String; 16] {
    let (assessment, interview) = (&open.assessment, &open.interview);
    let none = Response::default();
    let response = assessment.responses.get(&at).unwrap_or(&none);
    let yes_or_no = |is_so: bool| if is_so { "yes" } else { "no" }.to_owned();
    let items = (1_usize..).zip(&assessment.evidence).filter(|(_, item)| item.statements.contains(&at));
    [
        assessment.id.to_string(),
        interview.candidate.name.clone(),
        interview.candidate.reference.clone().unwrap_or_default(),
        interview.assessor.name.clone(),
        interview.sitting.started_at.date().to_string(),
        assessment.definition.edition.id.to_string(),
        assessment.definition.code.to_string(),
        at.level.to_string(),
        at.ordinal.to_string(),
        assessment.definition.statement(at).unwrap_or_default().to_owned(),
        response.finding.name().to_owned(),
        yes_or_no(response.finding.is_explored()),
        yes_or_no(decisive),
        items.map(|(number, _)| format!("E{number}")).collect::<Vec<_>>().join(" "),
        response.reason.clone(),
        response.note.clone(),
    ]
}

/// A cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe before it, which spreadsheets
/// hide (OWASP, *CSV Injection*).
fn guarded(cell: &str) -> String {
    let is_formula =
        |first: char| matches!(first, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
    match cell.trim_start_matches(' ').chars().next() {
        Some(first) if is_formula(first) => format!("'{cell}"),
        _ => cell.to_owned(),
    }
}
