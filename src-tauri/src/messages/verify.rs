//! Verifying reports, and keeping those that were signed elsewhere.
//!
//! A report's bytes come from the window, which never learns a path: it was handed the file by a drop or the system's
//! chooser.

use serde::Serialize;
use ts_rs::TS;

use super::report::ProfileName;

/// What verifying a file found.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VerifiedView {
    /// The file's name as the user knows it.
    pub file: String,
    /// The answer.
    pub verdict: FileVerdictName,
    /// What the report says of itself; none unless it is unchanged.
    pub report: Option<ReportFacts>,
    /// The signatures, in the order of signing.
    pub signatures: Vec<SignatureView>,
    /// What is wrong.
    pub problems: Vec<ProblemView>,
    /// What is not wrong, and still worth asking about.
    pub notes: Vec<ProblemView>,
    /// What this workspace knows of the report; none: nothing.
    pub here: Option<HereView>,
}

/// The answer to the question whether a file is a report as its signers signed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum FileVerdictName {
    /// Unchanged, and every signer is known here.
    Valid,
    /// Unchanged; a signer is not known here.
    ValidUnknownSigner,
    /// Not signed, or not as it was signed.
    Invalid,
    /// Another PDF.
    NotOurs,
    /// Nothing can be said.
    Unreadable,
}

/// What a report says of itself.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportFacts {
    /// Its id, such as `VS-2026-7F3K-Q29D`.
    pub id: String,
    /// Its version, from 1.
    pub version: u32,
    /// The id of the report that it takes the place of.
    pub supersedes: Option<String>,
    /// How much it shows.
    pub profile: ProfileName,
    /// The candidate's name.
    pub candidate: String,
    /// The organisation's own reference for the candidate.
    pub reference: Option<String>,
    /// Who interviewed.
    pub assessor: String,
    /// When the interview began, RFC 3339.
    pub interviewed_at: String,
    /// When the report was made, RFC 3339.
    pub issued_at: String,
    /// The skills with their results, in the order of the report.
    pub results: Vec<SkillResult>,
}

/// What an assessment came to.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SkillResult {
    /// The assessment's id in the workspace that made the report.
    pub assessment: String,
    /// The edition's name.
    pub edition: String,
    /// The skill's code.
    pub code: String,
    /// The skill's name.
    pub name: String,
    /// What the rule gave; none: no level.
    pub computed_level: Option<u8>,
    /// What the assessor gave; none: no level.
    pub awarded_level: Option<u8>,
}

/// A signature.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignatureView {
    /// In which role.
    pub role: SignatureRole,
    /// The name in the certificate; empty if there is no readable one.
    pub signer: String,
    /// The organisation in the certificate.
    pub organisation: Option<String>,
    /// SHA-256 of the certificate in hexadecimal; empty if there is no readable one.
    pub fingerprint: String,
    /// When, by the signer's own clock, RFC 3339.
    pub signed_at: Option<String>,
    /// What this workspace thinks of the signer.
    pub trust: TrustName,
    /// The known signer whose name this one has, or one that looks like it, with another key; none: there is none.
    pub looks_like: Option<String>,
    /// When this workspace first saw the key, RFC 3339; none: now, or it is its own.
    pub first_seen: Option<String>,
    /// What a reviewer decided; none for an assessor.
    pub review: Option<DecisionView>,
}

/// The role in which somebody signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SignatureRole {
    /// Held the interview.
    Assessor,
    /// Checked the report.
    Reviewer,
}

/// What a workspace thinks of a signer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum TrustName {
    /// Its own, or trusted by its user.
    Known,
    /// Neither.
    New,
    /// The name is a known signer's, or looks like it; the key is not.
    Contradicts,
}

/// What a reviewer decided.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DecisionView {
    /// Whether the report was accepted; else it was returned.
    pub accepted: bool,
    /// Why; may be empty where it was accepted.
    pub reason: String,
    /// How many statements were checked.
    pub sampled: u32,
}

/// Something that was found in a file.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProblemView {
    /// The kind, in kebab-case.
    pub code: String,
    /// What was found and where, as a sentence.
    pub message: String,
}

/// What this workspace knows of a report.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HereView {
    /// Whether it was signed here; else it was received.
    pub own: bool,
    /// The id of the report that takes its place.
    pub superseded_by: Option<String>,
    /// What this workspace holds that the file does not: a reviewer's signature on the same report.
    pub reviewed: Option<DecisionView>,
    /// Whether the file holds a reviewer's signature that this workspace does not.
    pub brings_review: bool,
    /// Whether another report of the same id is kept here: one of the two is not what it says it is.
    pub conflicts: bool,
}

/// A report that was kept, or was there already.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReceivedView {
    /// The report's id.
    pub report: String,
    /// What became of it.
    pub outcome: ReceivedOutcome,
    /// The candidate's name.
    pub candidate: String,
    /// Names here that may be the same person; they are never merged by themselves.
    pub alike: Vec<String>,
}

/// What became of a report that was to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ReceivedOutcome {
    /// Its candidate and assessments were added.
    Added,
    /// The reviewer's signature was added to a report that was here.
    ReviewAdded,
    /// It was here already: nothing changed.
    Unchanged,
}
