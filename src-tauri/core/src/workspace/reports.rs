//! Reports and their copies: preparing, previewing, signing, exporting.

use std::path::PathBuf;

use uuid::Uuid;

use super::audit::{Act, payloads};
use super::destination::file_name;
use super::signing::{shown_name, unsigned};
use super::{Destination, KeyUse, Passphrase, Workspace};
use crate::domain::audit::{Action, Subject, SubjectKind};
use crate::domain::interview::Interview;
use crate::domain::moment::Moment;
use crate::domain::profile::Profile;
use crate::domain::report::Countersigned;
use crate::error::{Code, Error, Result};
use crate::store::{OfReport, StoredReport, Transaction, Values};

/// A report that was signed, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportInfo {
    /// The report's id, such as `VS-2026-7F3K-Q29D`.
    pub id: String,
    /// How much it shows.
    pub profile: Profile,
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
    /// One for each profile, the full report first.
    pub profiles: Vec<PreparedProfile>,
}

/// What there is to know of a report of one profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreparedProfile {
    /// How much it shows.
    pub profile: Profile,
    /// The file name that says what it is.
    pub file_name: String,
    /// The report, if it was signed already.
    pub report: Option<ReportInfo>,
}

impl PreparedReport {
    /// What there is to know of the report of a profile.
    #[must_use]
    pub fn of(&self, profile: Profile) -> Option<&PreparedProfile> {
        self.profiles.iter().find(|it| it.profile == profile)
    }
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
    /// What will be signed, by whom, and under which names the files will go out.
    ///
    /// # Errors
    /// If there is no such assessment, or if an assessment of its interview is a draft ([`Code::NotConcluded`]).
    pub fn prepare_report(&mut self, assessment: Uuid) -> Result<PreparedReport> {
        self.store.read(|transaction| {
            let interview = concluded_interview(transaction, assessment)?;
            let prepared = |profile| prepared(transaction, &interview, profile);
            Ok(PreparedReport {
                fingerprint: transaction.identity()?.map(|identity| identity.fingerprint),
                profiles: Profile::ALL.into_iter().map(prepared).collect::<Result<_>>()?,
                signer: interview.assessor.name.clone(),
            })
        })
    }

    /// The name under which the report of this profile goes out.
    ///
    /// # Errors
    /// As [`prepare_report`](Self::prepare_report).
    pub fn report_name(&mut self, assessment: Uuid, profile: Profile) -> Result<String> {
        self.store.read(|transaction| {
            let interview = concluded_interview(transaction, assessment)?;
            Ok(prepared(transaction, &interview, profile)?.file_name)
        })
    }

    /// Signs the full report of a concluded assessment's interview and writes it to `destination`. The first call makes
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
        self.export_profile(assessment, Profile::Full, destination, passphrase)
    }

    /// The same for a report of any profile; each is signed for itself.
    ///
    /// # Errors
    /// As [`export_report`](Self::export_report); or if a part is asked for of a report that was received, for only who
    /// signed it can sign a part of it.
    pub fn export_profile(
        &mut self,
        assessment: Uuid,
        profile: Profile,
        destination: &Destination,
        passphrase: impl FnOnce(KeyUse) -> Result<Passphrase>,
    ) -> Result<ExportedReport> {
        if let Some(received) = self.store.read(|transaction| received_with(transaction, assessment))? {
            return match profile {
                Profile::Full => self.export_received(&received, destination),
                _ => Err(Error::refused(
                    "This report was received, and there is only the full one. Whoever signed it can sign a copy that \
                     shows less.",
                )),
            };
        }
        let (interview, signed) = self.store.read(|transaction| {
            let interview = concluded_interview(transaction, assessment)?;
            let report = signed(transaction, interview.id, profile)?;
            Ok((interview, report))
        })?;
        let report = match signed {
            Some(report) => report,
            None => {
                self.refuse_unsignable(&interview)?;
                destination.refuse_impossible()?;
                let secret = self.signing_passphrase(&passphrase(KeyUse::Opening)?)?;
                Signed::of(self.sign(&interview, profile, &secret)?)
            }
        };
        let reviewed = is_reviewed(Some(&report.info));
        let name = self.store.read(|transaction| own_name(transaction, &interview, profile, reviewed))?;
        self.write_report(report, &name, destination, Some(interview.id))
    }

    /// Writes a report as its assessor signed it, also once it came back with a reviewer's signature.
    ///
    /// # Errors
    /// If it is not signed, or if the file exists ([`Code::Exists`]) or can't be written.
    pub fn export_unreviewed(&mut self, assessment: Uuid, destination: &Destination) -> Result<ExportedReport> {
        let (interview, name, report) = self.store.read(|transaction| {
            let interview = concluded_interview(transaction, assessment)?;
            let name = own_name(transaction, &interview, Profile::Full, false)?;
            Ok((interview.id, name, transaction.report_of(interview.id)?))
        })?;
        let report = Signed::of(report.ok_or_else(not_signed)?);
        self.write_report(report, &name, destination, Some(interview))
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
            let values = Values::new(payloads::exported(&exported.file, exported.report.profile));
            act.record(transaction, Action::ReportExported, subject, interview, &values)
        })?;
        Ok(exported)
    }

    /// Writes one more copy of a signed report.
    ///
    /// # Errors
    /// If it is not signed yet, or if the file exists ([`Code::Exists`]) or can't be written.
    pub fn export_signed_report(
        &mut self,
        assessment: Uuid,
        profile: Profile,
        destination: &Destination,
    ) -> Result<ExportedReport> {
        self.export_profile(assessment, profile, destination, |_| Err(not_signed()))
    }

    /// The report of a concluded assessment's interview as a PDF: as it was signed, or as it would be signed now.
    ///
    /// # Errors
    /// If an assessment is a draft ([`Code::NotConcluded`]).
    pub fn preview_report(&mut self, assessment: Uuid, profile: Profile) -> Result<Vec<u8>> {
        let environment = self.environment.as_ref();
        self.store.read(|transaction| {
            let interview = concluded_interview(transaction, assessment)?;
            match signed(transaction, interview.id, profile)? {
                Some(report) => Ok(report.pdf),
                None => unsigned(transaction, environment, &interview, profile),
            }
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
}

impl Signed {
    /// As it was signed here.
    fn of(report: StoredReport) -> Self {
        let info = ReportInfo {
            id: report.id,
            profile: report.profile,
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

fn prepared(transaction: &Transaction<'_>, interview: &Interview, profile: Profile) -> Result<PreparedProfile> {
    let report = signed(transaction, interview.id, profile)?.map(|report| report.info);
    let file_name = own_name(transaction, interview, profile, is_reviewed(report.as_ref()))?;
    Ok(PreparedProfile { profile, file_name, report })
}

/// The signed report of an interview, if there is one of this profile.
fn signed(transaction: &Transaction<'_>, interview: Uuid, profile: Profile) -> Result<Option<Signed>> {
    let Some(report) = transaction.report_in(interview, profile)? else { return Ok(None) };
    let id = report.id.clone();
    Signed::of(report).countersigned(transaction, OfReport::Own(&id)).map(Some)
}

fn not_signed() -> Error {
    Error::refused("This report is not signed yet. Sign it first.")
}

fn is_reviewed(report: Option<&ReportInfo>) -> bool {
    report.is_some_and(|report| report.review.is_some())
}

/// The name of the file of an interview's report.
fn own_name(transaction: &Transaction<'_>, interview: &Interview, profile: Profile, reviewed: bool) -> Result<String> {
    let codes: Vec<&str> = interview.assessments.iter().map(|it| it.definition.code.as_str()).collect();
    let name = shown_name(transaction, interview, profile)?;
    Ok(file_name(interview.sitting.started_at.date(), &codes, &name, profile, reviewed))
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
