//! Signing and exporting reports.

use std::path::PathBuf;

use uuid::Uuid;

use super::audit::{Act, payloads};
use super::destination::file_name;
use super::identity::{add, make, refuse_other_signer, restored, stored};
use super::{Destination, Environment, KeyUse, Passphrase, Workspace};
use crate::domain::audit::{Action, Head, Subject, SubjectKind};
use crate::domain::definition::hex_sha256;
use crate::domain::interview::Interview;
use crate::domain::moment::Moment;
use crate::domain::notices::Notices;
use crate::domain::report::Countersigned;
use crate::error::{Code, Error, Result};
use crate::report;
use crate::signature::{self, Capacity, Identity};
use crate::store::{OfReport, StoredReport, Transaction, Values};

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
    /// When it was signed, by the signer's clock.
    pub signed_at: Moment,
    /// Who reviewed it, and what they decided; none: it holds no reviewer's signature.
    pub review: Option<Countersigned>,
}

/// A signed report as it goes out: with the reviewer's signature, once it came back with one.
pub(super) struct Signed {
    pub(super) info: ReportInfo,
    pub(super) pdf: Vec<u8>,
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
            let report = signed(transaction, interview.id)?.map(|report| report.info);
            Ok(PreparedReport {
                fingerprint: transaction.identity()?.map(|identity| identity.fingerprint),
                file_name: own_name(&interview, report.as_ref().is_some_and(|report| report.review.is_some())),
                signer: interview.assessor.name,
                report,
            })
        })
    }

    /// Signs the report of a concluded assessment's interview and writes it to `destination`. The first call makes
    /// an identity in the assessor's name where there is none. The signed bytes are kept: every further call writes
    /// the same ones and asks for no passphrase; once the report came back with a reviewer's signature, with that. An
    /// assessment that was received is written as its report is kept.
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
        if let Some(received) = self.store.read(|transaction| received_with(transaction, assessment))? {
            return self.export_received(&received, destination);
        }
        let (interview, signed) = self.store.read(|transaction| {
            let interview = concluded_interview(transaction, assessment)?;
            let report = signed(transaction, interview.id)?;
            Ok((interview, report))
        })?;
        let report = match signed {
            Some(report) => report,
            None => {
                self.refuse_unsignable(&interview)?;
                destination.refuse_impossible()?;
                let secret = self.signing_passphrase(&passphrase(KeyUse::Opening)?)?;
                Signed::of(self.sign(&interview, &secret)?)
            }
        };
        let name = own_name(&interview, report.info.review.is_some());
        self.write_report(report, &name, destination, Some(interview.id))
    }

    /// Writes a report as its assessor signed it, also once it came back with a reviewer's signature.
    ///
    /// # Errors
    /// If it is not signed, or if the file exists ([`Code::Exists`]) or can't be written.
    pub fn export_unreviewed(&mut self, assessment: Uuid, destination: &Destination) -> Result<ExportedReport> {
        let (interview, report) = self.store.read(|transaction| {
            let interview = concluded_interview(transaction, assessment)?;
            let report = transaction.report_of(interview.id)?;
            Ok((interview, report))
        })?;
        let report = Signed::of(report.ok_or_else(not_signed)?);
        self.write_report(report, &own_name(&interview, false), destination, Some(interview.id))
    }

    /// Writes a signed report that is called `name`, and says so in the trail.
    pub(super) fn write_report(
        &mut self,
        report: Signed,
        name: &str,
        destination: &Destination,
        interview: Option<Uuid>,
    ) -> Result<ExportedReport> {
        let exported = ExportedReport { file: destination.write(name, &report.pdf)?, report: report.info };
        let act = Act::now(self.environment.as_ref());
        self.store.write(|transaction| {
            let subject = Subject::new(SubjectKind::Report, &exported.report.id);
            let values = Values::new(payloads::written(&exported.file));
            act.record(transaction, Action::ReportExported, subject, interview, &values)
        })?;
        Ok(exported)
    }

    /// Writes one more copy of a signed report.
    ///
    /// # Errors
    /// If it is not signed yet, or if the file exists ([`Code::Exists`]) or can't be written.
    pub fn export_signed_report(&mut self, assessment: Uuid, destination: &Destination) -> Result<ExportedReport> {
        self.export_report(assessment, destination, |_| Err(not_signed()))
    }

    /// The report of a concluded assessment's interview as a PDF: as it was signed, or as it would be signed now.
    ///
    /// # Errors
    /// If an assessment is a draft ([`Code::NotConcluded`]).
    pub fn preview_report(&mut self, assessment: Uuid) -> Result<Vec<u8>> {
        let now = self.environment.now();
        self.store.read(|transaction| {
            let interview = concluded_interview(transaction, assessment)?;
            if let Some(report) = signed(transaction, interview.id)? {
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
        let assessor = &interview.assessor;
        let identity = self.signing_identity(&assessor.name, assessor.organisation.as_deref(), secret)?;
        refuse_other_signer(identity.name(), &assessor.name)?;
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

    /// The workspace's identity, made in this name where there is none.
    pub(super) fn signing_identity(
        &mut self,
        name: &str,
        organisation: Option<&str>,
        secret: &str,
    ) -> Result<Identity> {
        let identity = match self.store.read(|transaction| transaction.identity())? {
            Some(identity) => identity,
            None => {
                let environment = self.environment.as_ref();
                let made = stored(&make(environment, name, organisation, secret)?)?;
                let act = Act::now(environment);
                self.store.write(|transaction| match transaction.identity()? {
                    // Another process may have made one meanwhile; a workspace has one.
                    Some(earlier) => Ok(earlier),
                    None => add(transaction, &act, &made).map(|()| made),
                })?
            }
        };
        restored(&identity)
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

impl Signed {
    /// As it was signed here.
    fn of(report: StoredReport) -> Self {
        let info = ReportInfo {
            id: report.id,
            sha256: report.sha256,
            pages: report.pages,
            signer_fingerprint: report.signer,
            signed_at: report.signed_at,
            review: None,
        };
        Self { info, pdf: report.pdf }
    }

    /// With the reviewer's signature, if there is one.
    pub(super) fn countersigned(mut self, transaction: &Transaction<'_>, of: OfReport<'_>) -> Result<Self> {
        if let Some(countersignature) = transaction.countersignature(of)? {
            self.info.sha256 = countersignature.sha256;
            self.info.review = Some(countersignature.signed);
            self.pdf.extend(countersignature.revision);
        }
        Ok(self)
    }
}

/// The signed report of an interview, if there is one.
fn signed(transaction: &Transaction<'_>, interview: Uuid) -> Result<Option<Signed>> {
    let Some(report) = transaction.report_of(interview)? else { return Ok(None) };
    let id = report.id.clone();
    Signed::of(report).countersigned(transaction, OfReport::Own(&id)).map(Some)
}

fn not_signed() -> Error {
    Error::refused("This report is not signed yet. Sign it first.")
}

/// The name of an interview's report.
fn own_name(interview: &Interview, reviewed: bool) -> String {
    let codes: Vec<&str> = interview.assessments.iter().map(|it| it.definition.code.as_str()).collect();
    file_name(interview.sitting.started_at.date(), &codes, &interview.candidate.name, reviewed)
}

/// The received report that holds an assessment, unless this workspace has one of its own under that id.
fn received_with(transaction: &Transaction<'_>, assessment: Uuid) -> Result<Option<String>> {
    match transaction.progress(assessment) {
        Err(error) if error.code() == Code::NotFound => transaction.received_with(assessment),
        _ => Ok(None),
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
