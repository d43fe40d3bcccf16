//! `vouch verify`, `vouch receive` and `vouch review`.

use serde::Serialize;
use vouchsafe_core::domain::level::Level;
use vouchsafe_core::domain::report::{Countersigned as CoreCountersigned, ReportFacts};
use vouchsafe_core::domain::review::{Review, Sampled};
use vouchsafe_core::error::Error;
use vouchsafe_core::workspace::{ExportedReport, Here, Received as CoreReceived, VerifiedFile};

/// `verify`.
#[derive(Serialize)]
pub(crate) struct Verified {
    files: Vec<VerifiedEntry>,
}

impl Verified {
    pub(crate) fn of(files: Vec<VerifiedEntry>) -> Self {
        Self { files }
    }
}

/// What verifying a file found.
#[derive(Serialize)]
pub(crate) struct VerifiedEntry {
    file: String,
    verdict: &'static str,
    /// What the report says of itself; null unless it is unchanged.
    report: Option<Facts>,
    signatures: Vec<Signature>,
    problems: Vec<Problem>,
    /// What is not wrong, and still worth asking about.
    notes: Vec<Problem>,
    /// What this workspace knows of the report; null: nothing.
    here: Option<HereEntry>,
}

impl From<&VerifiedFile> for VerifiedEntry {
    fn from(verified: &VerifiedFile) -> Self {
        let signatures = verified.signatures.iter().map(|signature| Signature {
            field: signature.field.clone(),
            role: signature.role,
            signer: signature.signer.clone(),
            organisation: signature.organisation.clone(),
            fingerprint: signature.fingerprint.clone(),
            signed_at: signature.signed_at.map(|at| at.to_string()),
            trust: signature.trust.name(),
            looks_like: signature.looks_like.clone(),
            first_seen_at: signature.first_seen_at.map(|at| at.to_string()),
            decision: signature.review.as_ref().map(|review| review.decision.name()),
            review: signature.review.as_ref().map(Into::into),
        });
        let said = |said: &[(&'static str, String)]| {
            said.iter().map(|(code, message)| Problem { code, message: message.clone() }).collect()
        };
        Self {
            file: verified.file.clone(),
            verdict: verified.verdict.name(),
            report: verified.report.as_ref().map(Into::into),
            signatures: signatures.collect(),
            problems: said(&verified.problems),
            notes: said(&verified.notes),
            here: verified.here.as_ref().map(Into::into),
        }
    }
}

#[derive(Serialize)]
struct Signature {
    field: String,
    role: &'static str,
    signer: String,
    organisation: Option<String>,
    fingerprint: String,
    signed_at: Option<String>,
    trust: &'static str,
    /// The known signer whose name this one has, or one that looks like it, with another key; null: there is none.
    looks_like: Option<String>,
    /// When a report of this signer was first verified here; null: now, or it is this workspace's own.
    first_seen_at: Option<String>,
    /// `accepted`, `returned`; null for an assessor.
    decision: Option<&'static str>,
    /// The decision with its grounds.
    review: Option<ReviewEntry>,
}

/// A reviewer's decision with its grounds.
#[derive(Serialize)]
pub(crate) struct ReviewEntry {
    decision: &'static str,
    reason: String,
    sampled: Vec<SampledEntry>,
}

impl From<&Review> for ReviewEntry {
    fn from(review: &Review) -> Self {
        Self {
            decision: review.decision.name(),
            reason: review.reason.clone(),
            sampled: review.sampled.iter().map(|it| (*it).into()).collect(),
        }
    }
}

#[derive(Serialize)]
struct SampledEntry {
    assessment: String,
    level: u8,
    statement: u16,
}

impl From<Sampled> for SampledEntry {
    fn from(it: Sampled) -> Self {
        Self { assessment: it.assessment.to_string(), level: it.level.number(), statement: it.statement }
    }
}

/// What a report says of itself.
#[derive(Serialize)]
pub(crate) struct Facts {
    id: String,
    version: u32,
    supersedes: Option<String>,
    profile: &'static str,
    candidate: String,
    reference: Option<String>,
    assessor: String,
    interviewed_at: String,
    issued_at: String,
    assessments: Vec<SkillEntry>,
}

#[derive(Serialize)]
struct SkillEntry {
    assessment: String,
    edition: String,
    code: String,
    name: String,
    computed_level: Option<u8>,
    awarded_level: Option<u8>,
}

impl From<&ReportFacts> for Facts {
    fn from(facts: &ReportFacts) -> Self {
        let results = facts.results.iter().map(|result| SkillEntry {
            assessment: result.assessment.to_string(),
            edition: result.edition.clone(),
            code: result.code.clone(),
            name: result.name.clone(),
            computed_level: result.computed.map(Level::number),
            awarded_level: result.awarded.map(Level::number),
        });
        Self {
            id: facts.id.clone(),
            version: facts.version,
            supersedes: facts.supersedes.clone(),
            profile: facts.profile.name(),
            candidate: facts.candidate.name.clone(),
            reference: facts.candidate.reference.clone(),
            assessor: facts.assessor.clone(),
            interviewed_at: facts.interviewed_at.to_string(),
            issued_at: facts.issued_at.to_string(),
            assessments: results.collect(),
        }
    }
}

/// What a workspace knows of a report.
#[derive(Serialize)]
struct HereEntry {
    /// Whether it was signed here; else it was received.
    own: bool,
    /// The id of the report that takes its place.
    superseded_by: Option<String>,
    /// What the workspace holds that the file does not.
    reviewed: Option<ReviewEntry>,
    /// Whether the file holds a reviewer's signature, and the workspace none.
    brings_review: bool,
    /// Whether the workspace holds another report of the same id.
    conflicts: bool,
}

impl From<&Here> for HereEntry {
    fn from(here: &Here) -> Self {
        Self {
            own: here.own,
            superseded_by: here.superseded_by.clone(),
            reviewed: here.reviewed.as_ref().map(Into::into),
            brings_review: here.brings_review,
            conflicts: here.conflicts,
        }
    }
}

/// `receive`.
#[derive(Serialize)]
pub(crate) struct Received {
    files: Vec<ReceivedEntry>,
}

impl Received {
    pub(crate) fn of(files: Vec<ReceivedEntry>) -> Self {
        Self { files }
    }
}

/// What became of a file.
#[derive(Serialize)]
pub(crate) struct ReceivedEntry {
    file: String,
    /// `added`, `review-added`, `unchanged` or `refused`.
    outcome: &'static str,
    /// What the report says of itself; null where it was refused.
    report: Option<Facts>,
    /// Names here that may be the same person; nobody was merged.
    alike: Vec<String>,
    /// Why it was refused.
    problem: Option<Problem>,
}

impl ReceivedEntry {
    pub(crate) fn of(file: &str, received: &Result<CoreReceived, Error>) -> Self {
        let file = file.to_owned();
        match received {
            Ok(received) => Self {
                file,
                outcome: received.outcome.name(),
                report: Some((&received.facts).into()),
                alike: received.alike.clone(),
                problem: None,
            },
            Err(error) => {
                let problem = Problem { code: error.code().name(), message: error.message().to_owned() };
                Self { file, outcome: "refused", report: None, alike: Vec::new(), problem: Some(problem) }
            }
        }
    }
}

/// `review`.
#[derive(Serialize)]
pub(crate) struct Countersigned {
    report: String,
    file: String,
    sha256: String,
    pages: u32,
    #[serde(flatten)]
    review: ReviewEntry,
    reviewer: String,
    reviewer_fingerprint: String,
}

impl Countersigned {
    pub(crate) fn of(exported: &ExportedReport, signed: &CoreCountersigned) -> Self {
        Self {
            report: exported.report.id.clone(),
            file: exported.file.display().to_string(),
            sha256: exported.report.sha256.clone(),
            pages: exported.report.pages,
            review: (&signed.review).into(),
            reviewer: signed.by.name.clone(),
            reviewer_fingerprint: signed.by.fingerprint.clone(),
        }
    }
}

#[derive(Serialize)]
struct Problem {
    code: &'static str,
    message: String,
}
