//! The home screen.

use serde::Serialize;
use ts_rs::TS;

use super::assessment::{Place, SkillLabel};

/// What the home screen shows.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Home {
    /// Drafts, the one last worked on first.
    pub in_progress: Vec<InProgress>,
    /// Concluded and signed assessments, newest first.
    pub history: Vec<HistoryEntry>,
}

/// An assessment that can be resumed.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct InProgress {
    /// The assessment's id.
    pub assessment: String,
    /// The candidate's name.
    pub candidate: String,
    /// The skill.
    pub skill: SkillLabel,
    /// Where it stopped.
    pub at: Place,
    /// How many statements are explored.
    pub explored: u32,
    /// How many statements there are.
    pub statements: u32,
    /// When it was last written to, RFC 3339.
    pub changed_at: String,
}

/// An assessment that no longer changes.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HistoryEntry {
    /// The assessment's id.
    pub assessment: String,
    /// The candidate's name.
    pub candidate: String,
    /// The skill.
    pub skill: SkillLabel,
    /// Whether a signed report was made.
    pub signed: bool,
    /// What the rule gave; none: no level.
    pub computed_level: Option<u8>,
    /// What the assessor gave; none: no level.
    pub awarded_level: Option<u8>,
    /// RFC 3339.
    pub concluded_at: String,
}
