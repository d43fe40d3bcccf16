//! `vouch report` and `vouch identity`.

use serde::Serialize;
use vouchsafe_core::workspace::{ExportedReport, IdentityInfo};

use super::verify::ReviewEntry;

/// `report`.
#[derive(Serialize)]
pub(crate) struct Report {
    assessment: String,
    report: String,
    file: String,
    sha256: String,
    pages: u32,
    signer_fingerprint: String,
    /// What the reviewer decided; null: it holds no reviewer's signature.
    review: Option<ReviewEntry>,
}

impl Report {
    pub(crate) fn of(assessment: &str, exported: &ExportedReport) -> Self {
        Self {
            assessment: assessment.to_owned(),
            report: exported.report.id.clone(),
            file: exported.file.display().to_string(),
            sha256: exported.report.sha256.clone(),
            pages: exported.report.pages,
            signer_fingerprint: exported.report.signer_fingerprint.clone(),
            review: exported.report.review.as_ref().map(Into::into),
        }
    }
}

/// `identity show` and `identity create`.
#[derive(Serialize)]
pub(crate) struct Identity {
    identity: Option<IdentityEntry>,
}

impl Identity {
    pub(crate) fn of(identity: Option<&IdentityInfo>) -> Self {
        let entry = identity.map(|identity| IdentityEntry {
            name: identity.name.clone(),
            organisation: identity.organisation.clone(),
            fingerprint: identity.fingerprint.clone(),
            created_at: identity.created_at.to_string(),
        });
        Self { identity: entry }
    }
}

#[derive(Serialize)]
struct IdentityEntry {
    name: String,
    organisation: Option<String>,
    fingerprint: String,
    created_at: String,
}
