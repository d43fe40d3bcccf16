//! `vouch candidate`.

use serde::Serialize;
use vouchsafe_core::domain::level::Level;
use vouchsafe_core::domain::person::{Holdings, Person};
use vouchsafe_core::workspace::{
    BackupCopy, Erased, ErasedReport, ErasingReceipt, ExportedFile, HeldAssessment, HeldInterview, PersonRecord,
    Remains,
};

/// `candidate list`.
#[derive(Serialize)]
pub(crate) struct Candidates {
    candidates: Vec<Candidate>,
}

impl Candidates {
    pub(crate) fn of(people: &[Person]) -> Self {
        Self { candidates: people.iter().map(Into::into).collect() }
    }
}

#[derive(Serialize)]
struct Candidate {
    candidate: String,
    /// `recorded`: interviewed here; `received`: in reports that were received.
    origin: &'static str,
    name: String,
    reference: Option<String>,
    role: Option<String>,
    since: String,
    interviews: u64,
    last_at: Option<String>,
}

impl From<&Person> for Candidate {
    fn from(person: &Person) -> Self {
        Self {
            candidate: person.id.to_string(),
            origin: person.origin.name(),
            name: person.name.clone(),
            reference: person.reference.clone(),
            role: person.role.clone(),
            since: person.since.to_string(),
            interviews: person.interviews,
            last_at: person.last_at.map(|at| at.to_string()),
        }
    }
}

/// `candidate show`.
#[derive(Serialize)]
pub(crate) struct CandidateRecord {
    #[serde(flatten)]
    candidate: Candidate,
    held: Vec<Interview>,
    holdings: Held,
    remains: Elsewhere,
}

impl CandidateRecord {
    pub(crate) fn of(record: &PersonRecord) -> Self {
        Self {
            candidate: (&record.person).into(),
            held: record.interviews.iter().map(Into::into).collect(),
            holdings: (&record.holdings).into(),
            remains: (&record.remains).into(),
        }
    }
}

#[derive(Serialize)]
struct Interview {
    interview: String,
    started_at: String,
    assessor: String,
    assessments: Vec<Assessment>,
    report: Option<Report>,
}

impl From<&HeldInterview> for Interview {
    fn from(interview: &HeldInterview) -> Self {
        let report = interview.report.as_ref().map(|report| Report {
            report: report.id.clone(),
            sha256: report.sha256.clone(),
            signed_at: Some(report.signed_at.to_string()),
        });
        Self {
            interview: interview.id.to_string(),
            started_at: interview.started_at.to_string(),
            assessor: interview.assessor.clone(),
            assessments: interview.assessments.iter().map(Into::into).collect(),
            report,
        }
    }
}

#[derive(Serialize)]
struct Assessment {
    assessment: String,
    edition: String,
    code: String,
    state: String,
    computed_level: Option<u8>,
    awarded_level: Option<u8>,
    concluded_at: Option<String>,
}

impl From<&HeldAssessment> for Assessment {
    fn from(held: &HeldAssessment) -> Self {
        Self {
            assessment: held.id.to_string(),
            edition: held.edition.clone(),
            code: held.code.clone(),
            state: held.state.clone(),
            computed_level: held.computed.map(Level::number),
            awarded_level: held.awarded.map(Level::number),
            concluded_at: held.concluded_at.map(|at| at.to_string()),
        }
    }
}

#[derive(Serialize)]
struct Report {
    report: String,
    sha256: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    signed_at: Option<String>,
}

#[derive(Serialize)]
struct Held {
    interviews: u64,
    assessments: u64,
    ratings: u64,
    notes: u64,
    questions: u64,
    evidence: u64,
    files: u64,
    /// They are others' evidence, too, and stay.
    shared_files: u64,
    reports: u64,
    reviews: u64,
    unsigned_reviews: u64,
    steps: u64,
    /// Entries of the audit trail with old and new values.
    values: u64,
}

impl From<&Holdings> for Held {
    fn from(held: &Holdings) -> Self {
        Self {
            interviews: held.interviews,
            assessments: held.assessments,
            ratings: held.ratings,
            notes: held.notes,
            questions: held.questions,
            evidence: held.evidence,
            files: held.files,
            shared_files: held.shared_files,
            reports: held.reports,
            reviews: held.reviews,
            unsigned_reviews: held.unsigned_reviews,
            steps: held.steps,
            values: held.values,
        }
    }
}

/// What is known to hold the candidate elsewhere.
#[derive(Serialize)]
struct Elsewhere {
    backups: Vec<Backup>,
    exports: Vec<Export>,
    audit_trails: Vec<Export>,
    /// When copies that are not encrypted were written.
    plain_copies: Vec<String>,
    set_aside: Vec<String>,
    same_name_or_reference: Vec<Candidate>,
    mentions: usize,
}

#[derive(Serialize)]
struct Backup {
    file: String,
    made_at: String,
    /// `there`, `unreadable`, `gone`.
    state: &'static str,
}

#[derive(Serialize)]
struct Export {
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<String>,
    file: String,
    at: String,
}

impl From<&Remains> for Elsewhere {
    fn from(remains: &Remains) -> Self {
        let export = |it: &ExportedFile| Export {
            report: Some(it.report.clone()).filter(|report| !report.is_empty()),
            file: it.file.clone(),
            at: it.at.to_string(),
        };
        let backup = |it: &BackupCopy| Backup {
            file: it.file.display().to_string(),
            made_at: it.made_at.to_string(),
            state: it.state.name(),
        };
        Self {
            backups: remains.backups.iter().map(backup).collect(),
            exports: remains.exports.iter().map(export).collect(),
            audit_trails: remains.trails.iter().map(export).collect(),
            plain_copies: remains.plain_copies.iter().map(ToString::to_string).collect(),
            set_aside: remains.set_aside.iter().map(|folder| folder.display().to_string()).collect(),
            same_name_or_reference: remains.namesakes.iter().map(Into::into).collect(),
            mentions: remains.mentions,
        }
    }
}

/// `candidate receipt`: what it says of the person is the id that they had, and the reference if somebody typed it.
#[derive(Serialize)]
pub(crate) struct Receipt {
    candidate: String,
    reference: Option<String>,
    erased_at: String,
    by: String,
    /// The entry of the audit trail, as `audit verify --head` takes it.
    head: String,
    interviews: Vec<String>,
    reports: Vec<Report>,
    erased: Held,
}

impl Receipt {
    pub(crate) fn of(receipt: &ErasingReceipt) -> Self {
        let report = |it: &ErasedReport| Report { report: it.id.clone(), sha256: it.sha256.clone(), signed_at: None };
        Self {
            candidate: receipt.candidate.to_string(),
            reference: receipt.reference.clone(),
            erased_at: receipt.erased_at.to_string(),
            by: receipt.by.clone(),
            head: format!("{}:{}", receipt.entry.sequence, receipt.entry.hash),
            interviews: receipt.interviews.iter().map(ToString::to_string).collect(),
            reports: receipt.reports.iter().map(report).collect(),
            erased: (&receipt.held).into(),
        }
    }
}

/// `candidate erase`: the receipt, and what is known to remain elsewhere, with names and files.
#[derive(Serialize)]
pub(crate) struct Erasing {
    #[serde(flatten)]
    receipt: Receipt,
    remains: Elsewhere,
    /// Why traces may still stand in the workspace's own file; null: there are none.
    traces: Option<String>,
}

impl Erasing {
    pub(crate) fn of(erased: &Erased) -> Self {
        Self { receipt: Receipt::of(&erased.receipt), remains: (&erased.remains).into(), traces: erased.traces.clone() }
    }
}
