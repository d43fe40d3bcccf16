//! `vouch report` and `vouch export`.

use std::path::Path;

use serde::Serialize;
use vouchsafe_core::workspace::ExportedReport;

use super::verify::ReviewEntry;

/// `report`.
#[derive(Serialize)]
pub(crate) struct Report {
    assessment: String,
    report: String,
    profile: &'static str,
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
            profile: exported.report.profile.name(),
            file: exported.file.display().to_string(),
            sha256: exported.report.sha256.clone(),
            pages: exported.report.pages,
            signer_fingerprint: exported.report.signer_fingerprint.clone(),
            review: exported.report.review.as_ref().map(|signed| (&signed.review).into()),
        }
    }
}

/// `export`: the files that were written; null: it was not asked for.
#[derive(Serialize)]
pub(crate) struct Export {
    assessment: String,
    ratings: Option<String>,
    record: Option<String>,
}

impl Export {
    pub(crate) fn of(assessment: &str, ratings: Option<&Path>, record: Option<&Path>) -> Self {
        let shown = |path: &Path| path.display().to_string();
        Self { assessment: assessment.to_owned(), ratings: ratings.map(shown), record: record.map(shown) }
    }
}
