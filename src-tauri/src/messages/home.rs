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
    /// The candidates interviewed last, the last one first; at most eight.
    pub candidates: Vec<RecentCandidate>,
}

/// Somebody who was interviewed lately.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecentCandidate {
    /// The candidate's id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The organisation's own reference.
    pub reference: Option<String>,
    /// How many sittings there were.
    pub interviews: u32,
    /// When the last one began, RFC 3339.
    pub last_at: String,
}

/// Where a searched text was found.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SearchHit {
    /// The assessment's id.
    pub assessment: String,
    /// The candidate's name.
    pub candidate: String,
    /// The skill.
    pub skill: SkillLabel,
    /// Whether it is still a draft.
    pub draft: bool,
    /// In what it was found.
    pub found_in: SearchField,
    /// The statement that it was written on; none where it was on none.
    pub at: Option<Place>,
    /// The text around it, shortened.
    pub excerpt: String,
    /// When the interview began, RFC 3339.
    pub started_at: String,
}

/// What can be searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SearchField {
    /// The candidate's name, reference or role.
    Candidate,
    /// The skill's name, code or edition.
    Skill,
    /// The purpose, the sponsor or another word about the sitting.
    Sitting,
    /// A statement that was rated.
    Statement,
    /// A note, or why there was no opportunity.
    Note,
    /// A question or an answer.
    Question,
    /// An item of evidence.
    Evidence,
    /// Strengths, gaps, next steps, or the reason of an award.
    Summary,
    /// The candidate's comment.
    Comment,
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
    /// Whether a later assessment corrects it.
    pub superseded: bool,
    /// RFC 3339.
    pub concluded_at: String,
}
