//! Change requests: what somebody proposed to change in the framework, and what became of it.

use super::definition::SkillCode;
use super::level::Level;

/// A change request as its page tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRequest {
    /// Its number: 1432 for `#1432`.
    pub number: u32,
    /// The title, without number and status.
    pub title: String,
    /// The status in the page's own word, such as `accepted`.
    pub status: String,
    /// What is proposed, in short.
    pub summary: String,
    /// The skill that the proposal is for.
    pub skill: Option<SkillCode>,
    /// The level that the proposal is for.
    pub level: Option<Level>,
    /// The proposed statements, sentence by sentence.
    pub statements: Vec<String>,
    /// Why it is proposed.
    pub rationale: String,
    /// What the proposed change applies to, in the page's words.
    pub applies_to: String,
    /// What was decided.
    pub decided: String,
    /// What was changed.
    pub changed: String,
    /// Other change requests (`CR#1431`) and skill codes that the page mentions, in the order of the page.
    pub references: Vec<String>,
}
