//! Signing and exporting.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::verify::DecisionView;

/// What the sign screen shows before anything is signed.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SigningView {
    /// Who will sign.
    pub signer: String,
    /// The fingerprint of the key that this workspace has; none: one is made with the first signature.
    pub fingerprint: Option<String>,
    /// The folder into which the report goes.
    pub folder: String,
    /// One for each profile, the full report first.
    pub profiles: Vec<ProfileView>,
}

/// How much a report shows, and to whom it may therefore go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ProfileName {
    /// Everything.
    Full,
    /// Everything about the candidate.
    Candidate,
    /// The result without what was said.
    Sponsor,
    /// Nothing that names the candidate.
    Pseudonymous,
}

/// What can be saved beside a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum DataName {
    /// The ratings as CSV.
    Ratings,
    /// The record of the signed report.
    Record,
}

/// The report of one profile.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProfileView {
    /// How much it shows.
    pub profile: ProfileName,
    /// The name that the file will have.
    pub file_name: String,
    /// The report, if it was signed already.
    pub report: Option<ReportView>,
}

/// A report to sign.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignRequest {
    /// The assessment's id.
    pub assessment: String,
    /// How much the report is to show.
    pub profile: ProfileName,
    /// Opens the signing key, or will from now on.
    pub passphrase: String,
}

/// A signed report.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportView {
    /// Where the file was written; none where it is only in the workspace.
    pub file: Option<String>,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// How many pages it has.
    pub pages: u32,
    /// The fingerprint of the assessor's certificate, SHA-256 in hexadecimal.
    pub signer_fingerprint: String,
    /// When the assessor signed it, by this machine's clock, RFC 3339.
    pub signed_at: String,
    /// The reviewer's signature with which it came back; none: it holds none.
    pub review: Option<CountersignatureView>,
}

/// A reviewer's signature on a report.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CountersignatureView {
    /// The name in the reviewer's certificate.
    pub reviewer: String,
    /// When, by the reviewer's own clock, RFC 3339.
    pub signed_at: String,
    /// What they decided.
    pub decision: DecisionView,
}
