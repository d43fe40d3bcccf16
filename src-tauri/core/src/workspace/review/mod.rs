//! Reviewing: a second person samples a report that somebody else signed, accepts or returns it, and countersigns.

mod reading;

use super::audit::{Act, payloads};
use super::received::{kept, signatures};
use super::signers::Known;
use super::verify::examined;
use super::{Destination, ExportedReport, KeyUse, Passphrase, SignatureInfo, Workspace, line, note, settings};
use crate::domain::audit::{Action, Subject, SubjectKind};
use crate::domain::report::{Countersigned, ReportFacts, SignedBy};
use crate::domain::review::{Review, ReviewDraft};
use crate::domain::text::comparable;
use crate::error::{Code, Error, Result};
use crate::signature::{self, Capacity};
use crate::store::{OfReport, ReceivedEntry, StoredCountersignature, Transaction, Values};

pub use reading::{ReviewedAssessment, ReviewedLevel, ReviewedStatement};

/// A received report with all that a reviewer reads, and the review as far as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenReview {
    /// What the report says of itself.
    pub facts: ReportFacts,
    /// Its signatures.
    pub signatures: Vec<SignatureInfo>,
    /// One for each skill, in the order of the report.
    pub assessments: Vec<ReviewedAssessment>,
    /// The review so far; as it was signed where `signed`.
    pub review: ReviewDraft,
    /// Whether it is signed: nothing changes any more.
    pub signed: bool,
    /// Who would sign, and with which key; none: this workspace has no identity yet.
    pub reviewer: Option<Reviewer>,
    /// Why it can't be countersigned here, as a sentence; none: it can.
    pub refused: Option<String>,
}

/// Who countersigns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewer {
    /// The name in the certificate.
    pub name: String,
    /// SHA-256 of the certificate, 64 hexadecimal digits.
    pub fingerprint: String,
}

/// A received report that was read again, and found to be as its signers signed it.
struct Read {
    entry: ReceivedEntry,
    pdf: Vec<u8>,
    assessments: Vec<ReviewedAssessment>,
}

impl Workspace {
    /// A received report for its reviewer.
    ///
    /// # Errors
    /// If there is none with this id, or if it is not what was received any more.
    pub fn review(&mut self, report: &str) -> Result<OpenReview> {
        self.store.read(|transaction| {
            let Read { entry, assessments, .. } = read(transaction, report)?;
            let known = Known::read(transaction)?;
            let review = match &entry.countersigned {
                Some(signed) => signed.review.clone().into(),
                None => transaction.review(report)?.unwrap_or_default(),
            };
            Ok(OpenReview {
                signatures: signatures(&entry, &known),
                assessments,
                review,
                signed: entry.countersigned.is_some(),
                reviewer: transaction
                    .identity()?
                    .map(|identity| Reviewer { name: identity.name, fingerprint: identity.fingerprint }),
                refused: refusal(transaction, &entry)?,
                facts: entry.facts,
            })
        })
    }

    /// Keeps a review that is not signed yet, and answers with what was kept: the statements in the order of the report,
    /// each once.
    ///
    /// # Errors
    /// If there is no such report, if it can't be countersigned here ([`Code::Frozen`] where it was), if a statement is
    /// not in it, or if the reason is too long or holds invisible characters. Then nothing is kept.
    pub fn save_review(&mut self, report: &str, wanted: &ReviewDraft) -> Result<ReviewDraft> {
        let reason = note("The reason", &wanted.reason)?;
        let act = Act::now(self.environment.as_ref());
        self.store.write(|transaction| {
            let Read { entry, assessments, .. } = read(transaction, report)?;
            if let Some(refusal) = refusal(transaction, &entry)? {
                let code = if entry.countersigned.is_some() { Code::Frozen } else { Code::Refused };
                return Err(Error::new(code, refusal));
            }
            let places: Vec<_> = assessments.iter().flat_map(ReviewedAssessment::places).collect();
            if let Some(missing) = wanted.sampled.iter().find(|it| !places.contains(it)) {
                return Err(Error::refused(format!(
                    "The report {report} has no statement {}.{} in the assessment {}. Choose one that it has.",
                    missing.level, missing.statement, missing.assessment
                )));
            }
            let sampled = places.into_iter().filter(|place| wanted.sampled.contains(place)).collect();
            let review = ReviewDraft { decision: wanted.decision, reason, sampled };
            let earlier = transaction.review(report)?.unwrap_or_default();
            if review != earlier {
                transaction.keep_review(report, &review, act.now)?;
                let values = Values::Json { old: payloads::review(&earlier), new: payloads::review(&review) };
                act.record(transaction, Action::ReviewSaved, subject(report), None, &values)?;
            }
            Ok(review)
        })
    }

    /// Signs the review of a received report and writes the report to `destination`. The first call makes an identity in
    /// the reviewer's name where there is none: `name`, else the assessor of the settings. The signed bytes are kept: once
    /// it is countersigned here, every further call writes the same ones and asks for no passphrase.
    ///
    /// # Errors
    /// If there is no such report, if it can't be countersigned here, if the review lacks something, if the identity is not
    /// that of `name`, if the passphrase is wrong ([`Code::WrongPassphrase`]), or if the file exists ([`Code::Exists`]) or
    /// can't be written. A file that can't be written doesn't undo the signature.
    pub fn countersign(
        &mut self,
        report: &str,
        name: Option<&str>,
        destination: &Destination,
        passphrase: impl FnOnce(KeyUse) -> Result<Passphrase>,
    ) -> Result<ExportedReport> {
        let unsigned = self.store.read(|transaction| {
            let read = read(transaction, report)?;
            if was_countersigned_here(transaction, &read.entry)? {
                return Ok(None);
            }
            if let Some(refusal) = refusal(transaction, &read.entry)? {
                return Err(Error::refused(refusal));
            }
            let draft = transaction.review(report)?.unwrap_or_default();
            let review = draft.finished().map_err(|missing| Error::refused(missing.to_string()))?;
            Ok(Some((read, review)))
        })?;
        if let Some((read, review)) = unsigned {
            destination.refuse_impossible()?;
            let (name, organisation) = self.reviewer(name)?;
            let secret = self.signing_passphrase(&passphrase(KeyUse::Opening)?)?;
            self.countersign_as(&name, organisation.as_deref(), &secret, &read, review)?;
        }
        self.export_received(report, destination)
    }

    /// Who is to sign: in whose name an identity is made where there is none.
    fn reviewer(&mut self, name: Option<&str>) -> Result<(String, Option<String>)> {
        let name = name.map(|name| line("The reviewer’s name", name)).transpose()?;
        let (identity, own) =
            self.store.read(|transaction| Ok((transaction.identity()?, settings::settings(transaction)?.assessor)))?;
        match (identity, name) {
            (Some(identity), None) => Ok((identity.name, identity.organisation)),
            (Some(identity), Some(name)) => refuse_other_reviewer(&identity.name, &name).map(|()| (name, None)),
            (None, Some(name)) => Ok((name, own.organisation)),
            (None, None) if !own.name.is_empty() => Ok((own.name, own.organisation)),
            (None, None) => Err(Error::refused("Nobody has signed here yet. Name who reviews.")),
        }
    }

    fn countersign_as(
        &mut self,
        name: &str,
        organisation: Option<&str>,
        secret: &str,
        read: &Read,
        review: Review,
    ) -> Result<()> {
        let identity = self.signing_identity(name, organisation, secret)?;
        refuse_other_reviewer(identity.name(), name)?;
        let signer = identity.unlock(secret)?;
        // Read only now: a certificate made a moment ago is not valid a moment earlier.
        let now = self.environment.now();
        let pdf = signature::sign(&read.pdf, &signer, &Capacity::Reviewer { review: &review }, now)?;
        let revision = pdf.get(read.pdf.len()..).ok_or_else(|| Error::internal("a signed report is shorter"))?;
        let by = SignedBy {
            name: identity.name().to_owned(),
            organisation: identity.organisation().map(str::to_owned),
            fingerprint: identity.fingerprint().to_string(),
            at: now,
        };
        let kept = StoredCountersignature {
            signed: Countersigned { by, review },
            added_at: now,
            sha256: crate::domain::definition::hex_sha256(&pdf),
            revision: revision.to_vec(),
        };
        let report = &read.entry.facts.id;
        let act = Act::at(now, self.environment.as_ref());
        self.store.write(|transaction| {
            // Another process may have countersigned meanwhile; then that is the review.
            if let Some(refusal) = refusal(transaction, &transaction.received(report)?)? {
                return Err(Error::refused(refusal));
            }
            transaction.add_countersignature(OfReport::Received(report), &kept)?;
            let values = Values::new(payloads::countersigned(&kept.signed));
            act.record(transaction, Action::ReportCountersigned, subject(report), None, &values)
        })
    }
}

/// Reads a received report again, as its bytes say it.
fn read(transaction: &Transaction<'_>, report: &str) -> Result<Read> {
    let entry = match transaction.find_received(report)? {
        Some(entry) => entry,
        None if transaction.own_report(report)?.is_some() => {
            return Err(Error::refused(format!(
                "The report {report} was signed here. Somebody else has to review it, in a workspace of their own."
            )));
        }
        None => transaction.received(report)?,
    };
    let pdf = kept(transaction, &entry)?.pdf;
    let (verified, whole) = examined(report, &pdf, &Known::default());
    let Some(whole) = whole else {
        let why = verified.problems.first().map(|(_, message)| message.as_str()).unwrap_or_default();
        return Err(Error::new(Code::Damaged, format!("The report {report} is not what was received any more. {why}")));
    };
    let assessments = reading::read(&whole.record, &whole.facts);
    Ok(Read { entry, assessments, pdf })
}

/// Why a report can't be countersigned here, as a sentence; none: it can.
fn refusal(transaction: &Transaction<'_>, entry: &ReceivedEntry) -> Result<Option<String>> {
    let id = &entry.facts.id;
    if let Some(signed) = &entry.countersigned {
        let by = &signed.by;
        return Ok(Some(format!("{} reviewed the report {id} on {}.", by.name, by.at.date_in_words())));
    }
    if transaction.identities()?.iter().any(|own| own.fingerprint == entry.signed.fingerprint) {
        return Ok(Some(format!(
            "The report {id} was signed with the key of this workspace. Somebody else has to review it."
        )));
    }
    Ok(entry
        .superseded_by
        .as_ref()
        .map(|later| format!("The report {later} takes the place of {id}. Review that one.")))
}

/// Whether it was countersigned with a key of this workspace.
fn was_countersigned_here(transaction: &Transaction<'_>, entry: &ReceivedEntry) -> Result<bool> {
    let Some(signed) = &entry.countersigned else { return Ok(false) };
    Ok(transaction.identities()?.iter().any(|own| own.fingerprint == signed.by.fingerprint))
}

fn subject(report: &str) -> Subject {
    Subject::new(SubjectKind::Report, &report)
}

/// Refuses a reviewer in whose name this workspace can't sign.
fn refuse_other_reviewer(signer: &str, reviewer: &str) -> Result<()> {
    if comparable(signer) == comparable(reviewer) {
        return Ok(());
    }
    Err(Error::refused(format!(
        "This workspace signs as {signer}, not as {reviewer}. {reviewer} has to review elsewhere."
    )))
}
