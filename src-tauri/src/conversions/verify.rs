//! Verifying and receiving.

use percent_encoding::percent_decode_str;
use tauri::ipc::{InvokeBody, Request};
use vouchsafe_core::domain::level::Level;
use vouchsafe_core::domain::report::{ReportFacts as CoreFacts, SkillResult as CoreResult};
use vouchsafe_core::domain::review::{Decision, Review};
use vouchsafe_core::domain::signer::Trust;
use vouchsafe_core::error::{Error, Result};
use vouchsafe_core::workspace::{
    FileVerdict, Here, Received, ReceivedOutcome as CoreOutcome, SignatureInfo, VerifiedFile,
};

use super::assessment::count;
use crate::messages::verify::{
    DecisionView, FileVerdictName, HereView, ProblemView, ReceivedOutcome, ReceivedView, ReportFacts, SignatureRole,
    SignatureView, SkillResult, TrustName, VerifiedView,
};

/// A file that the window hands over: its name, which is percent-encoded in the header `file-name`, and its bytes.
pub(crate) fn handed_over<'a>(request: &'a Request<'_>) -> Result<(String, &'a [u8])> {
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(Error::internal("a file was handed over without its bytes"));
    };
    let encoded = request.headers().get("file-name").and_then(|name| name.to_str().ok()).unwrap_or_default();
    let name = percent_decode_str(encoded).decode_utf8_lossy().into_owned();
    Ok((if name.is_empty() { "The file".to_owned() } else { name }, bytes))
}

impl From<VerifiedFile> for VerifiedView {
    fn from(verified: VerifiedFile) -> Self {
        Self {
            file: verified.file,
            verdict: match verified.verdict {
                FileVerdict::Valid => FileVerdictName::Valid,
                FileVerdict::ValidUnknownSigner => FileVerdictName::ValidUnknownSigner,
                FileVerdict::Invalid => FileVerdictName::Invalid,
                FileVerdict::NotOurs => FileVerdictName::NotOurs,
                FileVerdict::Unreadable => FileVerdictName::Unreadable,
            },
            report: verified.report.map(Into::into),
            signatures: verified.signatures.into_iter().map(Into::into).collect(),
            problems: found(verified.problems),
            notes: found(verified.notes),
            here: verified.here.map(Into::into),
        }
    }
}

fn found(found: Vec<(&'static str, String)>) -> Vec<ProblemView> {
    found.into_iter().map(|(code, message)| ProblemView { code: code.to_owned(), message }).collect()
}

impl From<CoreFacts> for ReportFacts {
    fn from(facts: CoreFacts) -> Self {
        Self {
            id: facts.id,
            version: facts.version,
            supersedes: facts.supersedes,
            profile: facts.profile.into(),
            candidate: facts.candidate.name,
            reference: facts.candidate.reference,
            assessor: facts.assessor,
            interviewed_at: facts.interviewed_at.to_string(),
            issued_at: facts.issued_at.to_string(),
            results: facts.results.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<CoreResult> for SkillResult {
    fn from(result: CoreResult) -> Self {
        Self {
            assessment: result.assessment.to_string(),
            edition: result.edition_name,
            code: result.code,
            name: result.name,
            computed_level: result.computed.map(Level::number),
            awarded_level: result.awarded.map(Level::number),
        }
    }
}

impl From<SignatureInfo> for SignatureView {
    fn from(signature: SignatureInfo) -> Self {
        Self {
            role: match signature.role {
                "reviewer" => SignatureRole::Reviewer,
                _ => SignatureRole::Assessor,
            },
            signer: signature.signer,
            organisation: signature.organisation,
            fingerprint: signature.fingerprint,
            signed_at: signature.signed_at.map(|at| at.to_string()),
            trust: match signature.trust {
                Trust::Known => TrustName::Known,
                Trust::New => TrustName::New,
                Trust::Contradicts => TrustName::Contradicts,
            },
            looks_like: signature.looks_like,
            first_seen: signature.first_seen_at.map(|at| at.to_string()),
            review: signature.review.as_ref().map(Into::into),
        }
    }
}

impl From<&Review> for DecisionView {
    fn from(review: &Review) -> Self {
        Self {
            accepted: review.decision == Decision::Accepted,
            reason: review.reason.clone(),
            sampled: count(review.sampled.len()),
        }
    }
}

impl From<Here> for HereView {
    fn from(here: Here) -> Self {
        Self {
            own: here.own,
            superseded_by: here.superseded_by,
            reviewed: here.reviewed.as_ref().map(Into::into),
            brings_review: here.brings_review,
            conflicts: here.conflicts,
        }
    }
}

impl From<Received> for ReceivedView {
    fn from(received: Received) -> Self {
        Self {
            report: received.facts.id,
            outcome: match received.outcome {
                CoreOutcome::Added => ReceivedOutcome::Added,
                CoreOutcome::ReviewAdded => ReceivedOutcome::ReviewAdded,
                CoreOutcome::Unchanged => ReceivedOutcome::Unchanged,
            },
            candidate: received.facts.candidate.name,
            alike: received.alike,
        }
    }
}
