//! Signing and exporting reports.

use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::audit::{Act, payloads};
use super::identity::{add, make, refuse_other_signer, restored, stored};
use super::{Environment, KeyUse, Passphrase, Workspace, write_file};
use crate::domain::audit::{Action, Head, Subject, SubjectKind};
use crate::domain::definition::hex_sha256;
use crate::domain::interview::Interview;
use crate::domain::moment::Moment;
use crate::domain::notices::Notices;
use crate::error::{Code, Error, Result};
use crate::report;
use crate::signature::{self, Capacity, Identity};
use crate::store::{StoredReport, Transaction, Values};

/// The program that makes the report.
const PROGRAM: &str = concat!("Vouchsafe ", env!("CARGO_PKG_VERSION"));

/// A report that was signed, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportInfo {
    /// The report's id, such as `VS-2026-7F3K-Q29D`.
    pub id: String,
    /// SHA-256 of the file, 64 hexadecimal digits.
    pub sha256: String,
    /// How many pages it has.
    pub pages: u32,
    /// The fingerprint of the identity that signed it.
    pub signer_fingerprint: String,
    /// When it was signed, by this machine's clock.
    pub signed_at: Moment,
}

/// What there is to know before a report is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreparedReport {
    /// Who will sign: the interview's assessor.
    pub signer: String,
    /// The fingerprint of this workspace's identity; none: one is made with the first signature.
    pub fingerprint: Option<String>,
    /// The file name that says what it is.
    pub file_name: String,
    /// The report, if it was signed already.
    pub report: Option<ReportInfo>,
}

/// What stands in a report beside its interview.
pub(super) struct Around {
    /// The organisation's notices.
    notices: Notices,
    /// The report that it replaces.
    replaced: Option<Replaced>,
    /// The end of the audit trail, when it is made.
    trail: Option<Head>,
}

impl Around {
    /// The notices alone, for trying whether a report can be made.
    pub(super) fn of(notices: Notices) -> Self {
        Self { notices, replaced: None, trail: None }
    }

    fn version(&self) -> u32 {
        self.replaced.as_ref().map_or(1, |report| report.version + 1)
    }
}

/// The signed report of the interview that another one corrects.
struct Replaced {
    id: String,
    version: u32,
}

/// Where a report goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// This file; with `replace` an existing one gives way.
    File {
        /// The file.
        path: PathBuf,
        /// Whether an existing file gives way.
        replace: bool,
    },
    /// A file of the report's own name in this folder, next to others of that name.
    Folder(PathBuf),
}

/// A report that was written to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportedReport {
    /// The report.
    pub report: ReportInfo,
    /// Where it is.
    pub file: PathBuf,
}

impl Workspace {
    /// What will be signed, by whom, and under which name the file will go out.
    ///
    /// # Errors
    /// If there is no such assessment, or if an assessment of its interview is a draft ([`Code::NotConcluded`]).
    pub fn prepare_report(&mut self, assessment: Uuid) -> Result<PreparedReport> {
        self.store.read(|transaction| {
            let interview = concluded_interview(transaction, assessment)?;
            let report = transaction.report_of(interview.id)?;
            Ok(PreparedReport {
                fingerprint: transaction.identity()?.map(|identity| identity.fingerprint),
                file_name: file_name(&interview),
                signer: interview.assessor.name,
                report: report.map(Into::into),
            })
        })
    }

    /// Signs the report of a concluded assessment's interview and writes it to `destination`. The first call makes
    /// an identity in the assessor's name where there is none. The signed bytes are kept: every further call writes
    /// the same ones and asks for no passphrase.
    ///
    /// # Errors
    /// If an assessment is a draft ([`Code::NotConcluded`]), if the identity is somebody else's, if the passphrase
    /// is wrong ([`Code::WrongPassphrase`]), or if the file exists ([`Code::Exists`]) or can't be written. A file
    /// that can't be written doesn't undo the signature.
    pub fn export_report(
        &mut self,
        assessment: Uuid,
        destination: &Destination,
        passphrase: impl FnOnce(KeyUse) -> Result<Passphrase>,
    ) -> Result<ExportedReport> {
        let (interview, signed) = self.store.read(|transaction| {
            let interview = concluded_interview(transaction, assessment)?;
            let report = transaction.report_of(interview.id)?;
            Ok((interview, report))
        })?;
        let report = match signed {
            Some(report) => report,
            None => {
                self.refuse_unsignable(&interview)?;
                destination.refuse_impossible()?;
                let secret = self.signing_passphrase(&passphrase(KeyUse::Opening)?)?;
                self.sign(&interview, &secret)?
            }
        };
        let exported = write(report, &interview, destination)?;
        let act = Act::now(self.environment.as_ref());
        self.store.write(|transaction| {
            let subject = Subject::new(SubjectKind::Report, &exported.report.id);
            let values = Values::new(payloads::written(&exported.file));
            act.record(transaction, Action::ReportExported, subject, Some(interview.id), &values)
        })?;
        Ok(exported)
    }

    /// Writes one more copy of a signed report.
    ///
    /// # Errors
    /// If it is not signed yet, or if the file exists ([`Code::Exists`]) or can't be written.
    pub fn export_signed_report(&mut self, assessment: Uuid, destination: &Destination) -> Result<ExportedReport> {
        self.export_report(assessment, destination, |_| {
            Err(Error::refused("This report is not signed yet. Sign it first."))
        })
    }

    /// The report of a concluded assessment's interview as a PDF: as it was signed, or as it would be signed now.
    ///
    /// # Errors
    /// If an assessment is a draft ([`Code::NotConcluded`]).
    pub fn preview_report(&mut self, assessment: Uuid) -> Result<Vec<u8>> {
        let now = self.environment.now();
        self.store.read(|transaction| {
            let interview = concluded_interview(transaction, assessment)?;
            if let Some(report) = transaction.report_of(interview.id)? {
                return Ok(report.pdf);
            }
            let around = around(transaction, &interview)?;
            // The id is drawn when the report is signed.
            let id = format!("VS-{}-····-····", now.date().year());
            Ok(report::render(&request(&interview, &id, now, &around))?.pdf)
        })
    }

    /// Refuses what is not to go out under a name: the sample, and what was corrected meanwhile.
    fn refuse_unsignable(&mut self, interview: &Interview) -> Result<()> {
        if super::sample::is_sample(&interview.candidate) {
            return Err(Error::refused(
                "This is the sample: its candidate is invented, so its report can be looked at and not signed.",
            ));
        }
        self.store.read(|transaction| {
            for assessment in &interview.assessments {
                if transaction.is_superseded(assessment.id)? {
                    return Err(Error::refused(
                        "This assessment was corrected, and the correction takes its place. Sign the correction.",
                    ));
                }
            }
            Ok(())
        })
    }

    fn sign(&mut self, interview: &Interview, secret: &str) -> Result<StoredReport> {
        let identity = self.signing_identity(interview, secret)?;
        let signer = identity.unlock(secret)?;
        // Read only now: a certificate made a moment ago is not valid a moment earlier.
        let now = self.environment.now();
        let id = report_id(self.environment.as_ref(), now)?;
        let around = self.store.read(|transaction| around(transaction, interview))?;
        let base = report::render(&request(interview, &id, now, &around))?;
        let capacity = Capacity::Assessor { organisation: interview.assessor.organisation.as_deref() };
        let pdf = signature::sign(&base.pdf, &signer, &capacity, now)?;
        let report = StoredReport {
            id,
            interview: interview.id,
            version: around.version(),
            signed_at: now,
            signer: identity.fingerprint().to_string(),
            pages: u32::try_from(base.pages).map_err(Error::internal)?,
            sha256: hex_sha256(&pdf),
            trail: around.trail,
            pdf,
        };
        let act = Act::at(now, self.environment.as_ref());
        self.store.write(|transaction| {
            // Another process may have signed meanwhile; then its bytes are the report.
            if let Some(earlier) = transaction.report_of(interview.id)? {
                return Ok(earlier);
            }
            transaction.add_report(&report)?;
            let subject = Subject::new(SubjectKind::Report, &report.id);
            let values = Values::new(payloads::report(&report));
            act.record(transaction, Action::ReportSigned, subject, Some(interview.id), &values)?;
            Ok(report)
        })
    }

    /// The workspace's identity, made in the assessor's name where there is none.
    fn signing_identity(&mut self, interview: &Interview, secret: &str) -> Result<Identity> {
        let assessor = &interview.assessor;
        let stored = match self.store.read(|transaction| transaction.identity())? {
            Some(stored) => stored,
            None => {
                let environment = self.environment.as_ref();
                let made = stored(&make(environment, &assessor.name, assessor.organisation.as_deref(), secret)?)?;
                let act = Act::now(environment);
                self.store.write(|transaction| match transaction.identity()? {
                    // Another process may have made one meanwhile; a workspace has one.
                    Some(earlier) => Ok(earlier),
                    None => add(transaction, &act, &made).map(|()| made),
                })?
            }
        };
        refuse_other_signer(&stored.name, &assessor.name)?;
        restored(&stored)
    }
}

/// What a report of this interview is made of.
pub(super) fn request<'a>(
    interview: &'a Interview,
    id: &'a str,
    now: Moment,
    around: &'a Around,
) -> report::Request<'a> {
    report::Request {
        interview,
        id,
        version: around.version(),
        issued_at: now,
        signer: &interview.assessor,
        supersedes: around.replaced.as_ref().map(|report| report.id.as_str()),
        notices: &around.notices,
        trail: around.trail.as_ref(),
        program: PROGRAM,
    }
}

/// Reads what stands in a report beside its interview.
fn around(transaction: &Transaction<'_>, interview: &Interview) -> Result<Around> {
    let notices = super::settings::settings(transaction)?.notices;
    let earlier = interview.assessments.iter().find_map(|assessment| assessment.supersedes);
    let replaced = match earlier {
        Some(earlier) => transaction.report_of(transaction.progress(earlier)?.interview)?,
        None => None,
    };
    let replaced = replaced.map(|report| Replaced { id: report.id, version: report.version });
    Ok(Around { notices, replaced, trail: Some(transaction.trail_head()?) })
}

impl Destination {
    /// Says before anything is signed that the file could not be written afterwards.
    fn refuse_impossible(&self) -> Result<()> {
        match self {
            Self::File { path, replace } => super::export::target(path, *replace).map(|_| ()),
            Self::Folder(folder) => super::export::target(&folder.join("report.pdf"), true).map(|_| ()),
        }
    }
}

impl From<StoredReport> for ReportInfo {
    fn from(report: StoredReport) -> Self {
        Self {
            id: report.id,
            sha256: report.sha256,
            pages: report.pages,
            signer_fingerprint: report.signer,
            signed_at: report.signed_at,
        }
    }
}

/// The interview around an assessment, if all its assessments are concluded.
fn concluded_interview(transaction: &Transaction<'_>, assessment: Uuid) -> Result<Interview> {
    let interview = transaction.interview(transaction.progress(assessment)?.interview)?;
    match interview.assessments.iter().find(|it| it.state.conclusion().is_none()) {
        None => Ok(interview),
        Some(draft) => Err(Error::new(
            Code::NotConcluded,
            format!(
                "The assessment of {} is still a draft, so there is nothing to report. Conclude it first.",
                draft.definition.name
            ),
        )),
    }
}

fn write(report: StoredReport, interview: &Interview, destination: &Destination) -> Result<ExportedReport> {
    let file = match destination {
        Destination::File { path, replace } => {
            write_file(path, &report.pdf, *replace)?;
            path.clone()
        }
        Destination::Folder(folder) => write_into(folder, &file_name(interview), &report)?,
    };
    Ok(ExportedReport { report: report.into(), file })
}

/// Writes under `name`, or under a numbered name where another file has it. The same report is not written twice.
fn write_into(folder: &Path, name: &str, report: &StoredReport) -> Result<PathBuf> {
    let stem = name.strip_suffix(".pdf").unwrap_or(name);
    for number in 1..=99 {
        let path = match number {
            1 => folder.join(name),
            _ => folder.join(format!("{stem} ({number}).pdf")),
        };
        match write_file(&path, &report.pdf, false) {
            Err(refusal) if refusal.code() == Code::Exists => {
                if std::fs::read(&path).is_ok_and(|bytes| bytes == report.pdf) {
                    return Ok(path);
                }
            }
            written => return written.map(|()| path),
        }
    }
    Err(super::export::exists(&folder.join(name)))
}

/// `2026-03-02 ITOP Amara Okafor.pdf`: date, skills, name, without what a file system could take amiss.
fn file_name(interview: &Interview) -> String {
    let codes: Vec<&str> = interview.assessments.iter().map(|it| it.definition.code.as_str()).collect();
    let name: String = interview
        .candidate
        .name
        .chars()
        .map(|character| match character {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '.' => ' ',
            other => other,
        })
        .collect();
    let mut name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    // File systems count bytes, and most of them to 255.
    while name.len() > 160 {
        name.pop();
    }
    format!("{} {} {name}.pdf", interview.sitting.started_at.date(), codes.join(" "))
}

/// `VS-2026-7F3K-Q29D`: the year, and forty random bits in Crockford's base 32, which has no letter that looks
/// like a digit.
fn report_id(environment: &dyn Environment, now: Moment) -> Result<String> {
    const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let mut random = [0; 8];
    environment.fill_random(&mut random)?;
    let digits: String = random.iter().map(|byte| char::from(DIGITS[usize::from(byte % 32)])).collect();
    let (first, second) = digits.split_at(4);
    Ok(format!("VS-{}-{first}-{second}", now.date().year()))
}
