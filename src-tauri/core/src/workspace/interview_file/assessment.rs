//! One skill of the interview: against what, by which rule, what was found.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{EvidenceMember, Located, RuleMember};

/// One skill of the interview.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::workspace) struct AssessmentMember<'a> {
    /// Against which definition: the workspace's current one of this edition and code.
    #[serde(borrow)]
    pub(in crate::workspace) skill: Located<'a, SkillMember<'a>>,
    /// The decision rule: a name, or a rule of one's own; `consistent` where it is left out.
    #[serde(borrow, default)]
    pub(in crate::workspace) rule: Option<Located<'a, RuleMember<'a>>>,
    /// In which order the statements were asked about; from the lowest level up, where it is left out.
    #[serde(borrow, default)]
    pub(in crate::workspace) walk: Option<Located<'a, WalkMember<'a>>>,
    /// What was found; a statement that is left out was not explored.
    #[serde(borrow)]
    pub(in crate::workspace) ratings: Located<'a, Vec<Located<'a, RatingMember<'a>>>>,
    /// What the ratings rest on, in the order in which the report numbers it.
    #[serde(borrow, default)]
    pub(in crate::workspace) evidence: Option<Located<'a, Vec<Located<'a, EvidenceMember<'a>>>>>,
    /// What the assessor tells the candidate beside the level.
    #[serde(borrow, default)]
    pub(in crate::workspace) summary: Option<Located<'a, SummaryMember<'a>>>,
    /// Absent or null: the computed level. A level, or "none" for no level: with a reason where it differs.
    #[serde(borrow, default)]
    pub(in crate::workspace) awarded_level: Option<Located<'a, AwardedLevel>>,
    /// Why the awarded level differs from the computed one.
    #[serde(borrow, default)]
    pub(in crate::workspace) award_reason: Option<Located<'a, String>>,
    /// The id of the concluded assessment that this one corrects: of the same candidate and the same skill.
    #[serde(borrow, default)]
    pub(in crate::workspace) supersedes: Option<Located<'a, String>>,
}

/// A skill of an edition.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::workspace) struct SkillMember<'a> {
    /// The edition's id, such as `sfia-8`.
    #[serde(borrow)]
    pub(in crate::workspace) edition: Located<'a, String>,
    /// The skill's code, such as `ITOP`.
    #[serde(borrow)]
    pub(in crate::workspace) code: Located<'a, String>,
}

/// An order of asking.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::workspace) struct WalkMember<'a> {
    /// Which one.
    #[serde(borrow)]
    pub(in crate::workspace) order: Located<'a, OrderMember>,
    /// The level at which the interview began, one at which the skill is defined: on an outward walk the one that was
    /// expected. The lowest one, where it is left out.
    #[serde(borrow, default)]
    #[schemars(range(min = 1, max = 7))]
    pub(in crate::workspace) from: Option<Located<'a, u8>>,
}

/// The orders of asking. Only their names are in a file; the type is the schema's.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(dead_code, reason = "the variants stand in the schema, and their names are read as text")]
pub(in crate::workspace) enum OrderMember {
    /// From the lowest level up, until a level is not met.
    Up,
    /// From the level that is expected: up while levels are met, down until one is.
    Outward,
    /// As the assessor liked.
    Free,
}

/// What was found on one statement.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::workspace) struct RatingMember<'a> {
    /// The level, 1 to 7.
    #[serde(borrow)]
    #[schemars(range(min = 1, max = 7))]
    pub(in crate::workspace) level: Located<'a, u8>,
    /// The statement's place within the level, from 1.
    #[serde(borrow)]
    #[schemars(range(min = 1))]
    pub(in crate::workspace) statement: Located<'a, u16>,
    /// What was found.
    #[serde(borrow)]
    pub(in crate::workspace) rating: Located<'a, FindingMember>,
    /// The assessor's note, kept as it stands here.
    #[serde(borrow, default)]
    pub(in crate::workspace) note: Option<Located<'a, String>>,
    /// Why there was no opportunity; only with the rating `no-opportunity`.
    #[serde(borrow, default)]
    pub(in crate::workspace) reason: Option<Located<'a, String>>,
    /// Whether the assessor wanted to come back to it; where it is left out, not.
    #[serde(default)]
    pub(in crate::workspace) follow_up: bool,
    /// What was asked and said, in the order of asking.
    #[serde(borrow, default)]
    pub(in crate::workspace) questions: Option<Located<'a, Vec<Located<'a, QuestionMember<'a>>>>>,
}

/// The findings that can be recorded. Only their names are in a file; the type is the schema's.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(dead_code, reason = "the variants stand in the schema, and their names are read as text")]
pub(in crate::workspace) enum FindingMember {
    /// More than 85 to 100 %.
    Fully,
    /// More than 50 to 85 %.
    Largely,
    /// More than 15 to 50 %.
    Partly,
    /// 0 to 15 %.
    NotMet,
    /// The candidate's work never gave the chance.
    NoOpportunity,
}

/// A question and its answer.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::workspace) struct QuestionMember<'a> {
    /// What was asked.
    #[serde(borrow)]
    pub(in crate::workspace) asked: Located<'a, String>,
    /// What was said.
    #[serde(borrow, default)]
    pub(in crate::workspace) answered: Option<Located<'a, String>>,
}

/// What the assessor tells the candidate beside the level. Each text is kept as it stands here.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::workspace) struct SummaryMember<'a> {
    /// What the candidate does well.
    #[serde(borrow, default)]
    pub(in crate::workspace) strengths: Option<Located<'a, String>>,
    /// What was found wanting.
    #[serde(borrow, default)]
    pub(in crate::workspace) gaps: Option<Located<'a, String>>,
    /// What to do about it.
    #[serde(borrow, default)]
    pub(in crate::workspace) next_steps: Option<Located<'a, String>>,
}

/// A level, or the word `none`.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "the variants stand in the schema; a file has a number or a word")]
pub(in crate::workspace) enum AwardedLevel {
    /// This level is awarded.
    Level(#[schemars(range(min = 1, max = 7))] u8),
    /// No level is awarded.
    None(NoneWord),
}

/// The word `none`.
#[derive(JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(dead_code, reason = "the variant stands in the schema")]
pub(in crate::workspace) enum NoneWord {
    /// No level.
    None,
}
