//! Everybody on whom something is held, and erasing them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Somebody on whom something is held.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PersonEntry {
    /// The candidate's id.
    pub id: String,
    /// Whether what is held comes from reports that were received; else they were interviewed here.
    pub received: bool,
    /// The name.
    pub name: String,
    /// An organisation's own reference.
    pub reference: Option<String>,
    /// What the person works as.
    pub role: Option<String>,
    /// How many interviews there are.
    #[ts(type = "number")]
    pub interviews: u64,
    /// When the last one began, RFC 3339.
    pub last_at: Option<String>,
}

/// What is held on a person.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PersonView {
    /// Who it is.
    pub person: PersonEntry,
    /// The interviews, the latest first.
    pub interviews: Vec<HeldInterviewView>,
    /// How much it is altogether.
    pub holdings: HoldingsView,
    /// What is known to be elsewhere.
    pub remains: RemainsView,
}

/// An interview that was held with somebody.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HeldInterviewView {
    /// Its id.
    pub id: String,
    /// When it began, RFC 3339.
    pub started_at: String,
    /// Who interviewed.
    pub assessor: String,
    /// The skills.
    pub skills: Vec<HeldSkill>,
    /// The id of its signed report; none: it is not signed.
    pub report: Option<String>,
}

/// A skill of an interview, and what came of it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HeldSkill {
    /// The edition's name.
    pub edition: String,
    /// The skill's code.
    pub code: String,
    /// The skill's name.
    pub name: String,
    /// Whether it is concluded; only then there is a level, or none.
    pub concluded: bool,
    /// The awarded level; none: no level.
    pub awarded: Option<u8>,
}

/// How much is held on a person, and goes when they are erased.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HoldingsView {
    /// Interviews.
    #[ts(type = "number")]
    pub interviews: u64,
    /// Assessments in them, one a skill.
    #[ts(type = "number")]
    pub assessments: u64,
    /// Statements that are rated or had no opportunity.
    #[ts(type = "number")]
    pub ratings: u64,
    /// Statements with a note, or with why there was no opportunity.
    #[ts(type = "number")]
    pub notes: u64,
    /// Questions with their answers.
    #[ts(type = "number")]
    pub questions: u64,
    /// Items of evidence.
    #[ts(type = "number")]
    pub evidence: u64,
    /// Attached files.
    #[ts(type = "number")]
    pub files: u64,
    /// Signed reports.
    #[ts(type = "number")]
    pub reports: u64,
    /// Reviewers’ signatures on them.
    #[ts(type = "number")]
    pub reviews: u64,
    /// Reviews that were begun here and are not signed.
    #[ts(type = "number")]
    pub unsigned_reviews: u64,
    /// Changes that could be taken back.
    #[ts(type = "number")]
    pub steps: u64,
    /// Entries of the audit trail that keep old and new values.
    #[ts(type = "number")]
    pub values: u64,
}

/// What is known to hold a person elsewhere, and stays there.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RemainsView {
    /// Backups of the workspace.
    pub backups: Vec<BackupCopyView>,
    /// Files into which signed reports were written.
    pub exports: Vec<ExportedFileView>,
    /// Files into which the audit trail was written.
    pub trails: Vec<ExportedFileView>,
    /// When copies were written that are not encrypted, RFC 3339.
    pub plain_copies: Vec<String>,
    /// Folders in which an earlier state of the workspace was set aside.
    pub set_aside: Vec<String>,
    /// People of the same name or reference.
    pub namesakes: Vec<PersonEntry>,
    /// At how many places in interviews of others the name stands.
    #[ts(type = "number")]
    pub mentions: usize,
    /// Attached files that are others’ evidence, too.
    #[ts(type = "number")]
    pub shared_files: u64,
}

/// A backup that may hold a person.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackupCopyView {
    /// The file.
    pub file: String,
    /// When it was made, RFC 3339.
    pub made_at: String,
    /// What is known of it.
    pub state: CopyStateName,
}

/// What is known of a copy.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum CopyStateName {
    /// It is there, and holds the person.
    There,
    /// It is there, and can't be read: it may hold the person.
    Unreadable,
    /// It is not where it was written: moved, or deleted.
    Gone,
}

/// A file that was written.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportedFileView {
    /// The file; empty where that is not known.
    pub file: String,
    /// When it was written, RFC 3339.
    pub at: String,
}

/// Erases somebody.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EraseRequest {
    /// The candidate's id.
    pub candidate: String,
    /// The name or the reference, as the user typed it.
    pub typed: String,
}

/// What erasing did.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ErasedView {
    /// The id that the candidate had.
    pub candidate: String,
    /// The reference by which the receipt names them, if the user typed that.
    pub reference: Option<String>,
    /// When, RFC 3339.
    pub erased_at: String,
    /// Who did it.
    pub by: String,
    /// The number of the entry in the audit trail.
    #[ts(type = "number")]
    pub entry: i64,
    /// Its hash.
    pub hash: String,
    /// How much went.
    pub holdings: HoldingsView,
    /// What is known to remain elsewhere.
    pub remains: RemainsView,
    /// Why traces may still stand in the workspace’s own file; none: there are none.
    pub traces: Option<String>,
}

/// Saves the receipt of an erasing.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReceiptRequest {
    /// The id that the candidate had.
    pub candidate: String,
    /// The reference by which it names them; none: it names nobody.
    pub reference: Option<String>,
}
