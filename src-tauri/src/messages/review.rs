//! Reviewing a report that somebody else signed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::assessment::{FindingName, VerdictName};
use super::verify::{ReportFacts, SignatureView};

/// A received report with all that a reviewer reads, and the review as far as it is.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewView {
    /// What the report says of itself.
    pub report: ReportFacts,
    /// Its signatures.
    pub signatures: Vec<SignatureView>,
    /// One for each skill, in the order of the report.
    pub assessments: Vec<ReviewedAssessment>,
    /// The review so far; as it was signed where `signed`.
    pub review: ReviewDraft,
    /// Whether it is signed: nothing changes any more.
    pub signed: bool,
    /// Who would sign, and with which key; none: this workspace has no identity yet.
    pub reviewer: Option<ReviewerView>,
    /// Why it can't be countersigned here, as a sentence; none: it can.
    pub refused: Option<String>,
}

/// Who countersigns.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewerView {
    /// The name in the certificate.
    pub name: String,
    /// SHA-256 of the certificate in hexadecimal.
    pub fingerprint: String,
}

/// An assessment as a reviewer reads it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewedAssessment {
    /// Its id.
    pub assessment: String,
    /// The skill's code.
    pub code: String,
    /// The skill's name.
    pub name: String,
    /// The edition's name.
    pub edition: String,
    /// The rule's name with its version.
    pub rule: String,
    /// What the rule gave; none: no level.
    pub computed_level: Option<u8>,
    /// What the assessor gave; none: no level.
    pub awarded_level: Option<u8>,
    /// Why the two differ; empty where they do not.
    pub award_reason: String,
    /// The levels, lowest first.
    pub levels: Vec<ReviewedLevel>,
}

/// A level as a reviewer reads it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewedLevel {
    /// 1 to 7.
    pub level: u8,
    /// What the rule says of it.
    pub verdict: VerdictName,
    /// The statements; none where the skill is not defined at the level.
    pub statements: Vec<ReviewedStatement>,
}

/// A statement as a reviewer reads it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewedStatement {
    /// Its place in the level, from 1.
    pub statement: u16,
    /// Its words.
    pub text: String,
    /// None: not explored.
    pub finding: Option<FindingName>,
    /// Whether another rating of it alone would change the computed level.
    pub decisive: bool,
    /// The assessor's note.
    pub note: String,
    /// Why there was no opportunity.
    pub reason: String,
    /// What was asked and said.
    pub questions: Vec<AskedAndAnswered>,
    /// The titles of the evidence that bears on it.
    pub evidence: Vec<String>,
}

/// A question and its answer.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AskedAndAnswered {
    /// What was asked.
    pub asked: String,
    /// What was said.
    pub answered: String,
}

/// A review that is not signed yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReviewDraft {
    /// The statements that were checked.
    pub sampled: Vec<SampledStatement>,
    /// Whether the report is accepted; none: not decided.
    pub accepted: Option<bool>,
    /// Why.
    pub reason: String,
}

/// A statement that was checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SampledStatement {
    /// The assessment's id.
    pub assessment: String,
    /// The level, 1 to 7.
    pub level: u8,
    /// The statement's place in the level, from 1.
    pub statement: u16,
}

/// A review to keep.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SaveReviewRequest {
    /// The report's id.
    pub report: String,
    /// The review.
    pub review: ReviewDraft,
}

/// A review to sign.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CountersignRequest {
    /// The report's id.
    pub report: String,
    /// Who reviews: the name of a new identity, where this workspace has none.
    pub name: Option<String>,
    /// Opens the signing key.
    pub passphrase: String,
}

/// A report that was countersigned, and its file.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CountersignedReport {
    /// Where the file was written.
    pub file: String,
    /// SHA-256 of the file with both signatures, in hexadecimal.
    pub sha256: String,
    /// The fingerprint of the reviewer's certificate, SHA-256 in hexadecimal.
    pub signer_fingerprint: String,
    /// When the reviewer signed, by this machine's clock, RFC 3339.
    pub signed_at: String,
}

/// A report that was received, in a list.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReceivedReport {
    /// What it says of itself.
    pub report: ReportFacts,
    /// When it was received, RFC 3339.
    pub received_at: String,
    /// Its signatures.
    pub signatures: Vec<SignatureView>,
    /// Whether a review of it was begun here and is not signed.
    pub review_begun: bool,
    /// The id of the report that takes its place.
    pub superseded_by: Option<String>,
}
