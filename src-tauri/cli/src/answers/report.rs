//! `vouch report` and `vouch verify`.

use serde::Serialize;
use vouchsafe_core::workspace::{ExportedReport, VerifiedFile};

/// `report`.
#[derive(Serialize)]
pub(crate) struct Report {
    assessment: String,
    report: String,
    file: String,
    sha256: String,
    pages: u32,
    signer_fingerprint: String,
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
        }
    }
}

/// `verify`.
#[derive(Serialize)]
pub(crate) struct Verified {
    files: Vec<VerifiedEntry>,
}

impl Verified {
    pub(crate) fn of(files: &[VerifiedFile]) -> Self {
        Self { files: files.iter().map(Into::into).collect() }
    }
}

#[derive(Serialize)]
struct VerifiedEntry {
    file: String,
    verdict: &'static str,
    signatures: Vec<Signature>,
    problems: Vec<Problem>,
}

impl From<&VerifiedFile> for VerifiedEntry {
    fn from(verified: &VerifiedFile) -> Self {
        let signatures = verified.signatures.iter().map(|signature| Signature {
            field: signature.field.clone(),
            role: signature.role,
            signer: signature.signer.clone(),
            fingerprint: signature.fingerprint.clone(),
            signed_at: signature.signed_at.map(|at| at.to_string()),
            trust: signature.trust.name(),
            decision: None,
        });
        let problems = verified.problems.iter().map(|(code, message)| Problem { code, message: message.clone() });
        Self {
            file: verified.file.clone(),
            verdict: verified.verdict.name(),
            signatures: signatures.collect(),
            problems: problems.collect(),
        }
    }
}

#[derive(Serialize)]
struct Signature {
    field: String,
    role: &'static str,
    signer: String,
    fingerprint: String,
    signed_at: Option<String>,
    trust: &'static str,
    /// A reviewer's decision; reviewing comes with a later issue.
    decision: Option<&'static str>,
}

#[derive(Serialize)]
struct Problem {
    code: &'static str,
    message: String,
}
