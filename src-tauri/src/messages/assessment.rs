//! The interview screen and the conclusion.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a skill is named on every screen.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SkillLabel {
    /// The edition's id.
    pub edition: String,
    /// The edition's name for people.
    pub edition_name: String,
    /// Whether the edition is a draft; labelled wherever its words are shown.
    pub draft: bool,
    /// The skill's code.
    pub code: String,
    /// The skill's name.
    pub name: String,
}

/// A statement's place.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Place {
    /// 1 to 7.
    pub level: u8,
    /// From 1 within the level.
    pub statement: u16,
}

/// What can be found on a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum FindingName {
    /// 0 to 15 %.
    NotMet,
    /// More than 15 to 50 %.
    Partly,
    /// More than 50 to 85 %.
    Largely,
    /// More than 85 to 100 %.
    Fully,
    /// The work never gave the chance.
    NoOpportunity,
}

/// A verdict on a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum VerdictName {
    /// The rule is satisfied, whatever the open statements will be.
    Met,
    /// The rule can no longer be satisfied.
    NotMet,
    /// Open.
    Inconclusive,
    /// Nothing is rated.
    NotAssessed,
    /// The skill has no definition at this level.
    NotDefined,
}

/// An assessment as the interview, conclude and sign screens show it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AssessmentView {
    /// The assessment's id.
    pub assessment: String,
    /// The candidate's name.
    pub candidate: String,
    /// The assessor's name.
    pub assessor: String,
    /// The skill.
    pub skill: SkillLabel,
    /// The decision rule's name.
    pub rule: String,
    /// What the rule asks for, in sentences.
    pub rule_in_words: String,
    /// When the interview began, RFC 3339.
    pub started_at: String,
    /// All seven levels, lowest first.
    pub levels: Vec<LevelView>,
    /// Prompts, never scored.
    pub guidance: Vec<GuidanceView>,
    /// What the rule makes of it so far.
    pub outcome: OutcomeView,
    /// Where the interview stands.
    pub at: Place,
    /// When something was last saved, RFC 3339.
    pub saved_at: String,
    /// What was awarded; none while it is a draft.
    pub conclusion: Option<ConclusionView>,
    /// Whether a signed report was made.
    pub signed: bool,
}

/// A level with its statements.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LevelView {
    /// 1 to 7.
    pub level: u8,
    /// The guiding phrase.
    pub phrase: String,
    /// `new` or `modified`, where a draft says so.
    pub mark: Option<String>,
    /// Why there is no definition; none where there is one.
    pub not_defined: Option<String>,
    /// In the source's order; empty where the level is not defined.
    pub statements: Vec<StatementView>,
}

/// A statement and what was found on it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StatementView {
    /// From 1 within the level.
    pub statement: u16,
    /// Its words.
    pub text: String,
    /// None: not explored.
    pub finding: Option<FindingName>,
    /// The assessor's note; empty where there is none.
    pub note: String,
}

/// A piece of guidance.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GuidanceView {
    /// An activity to ask about; otherwise a paragraph.
    pub prompt: bool,
    /// Its words.
    pub text: String,
}

/// What a rule makes of the findings.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OutcomeView {
    /// All seven levels, lowest first.
    pub levels: Vec<LevelOutcomeView>,
    /// What the rule gives; none: no level.
    pub computed: Option<u8>,
    /// What it could still give.
    pub possible: Option<u8>,
    /// Rated statements of which another rating alone would change the computed level.
    pub decisive: Vec<Place>,
}

/// What the rule says of one level.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LevelOutcomeView {
    /// 1 to 7.
    pub level: u8,
    /// What it says.
    pub verdict: VerdictName,
    /// Not assessed, and presumed by the rule.
    pub presumed: bool,
    /// How many statements there are.
    pub statements: u32,
    /// How many are rated or had no opportunity.
    pub explored: u32,
    /// How many had no opportunity.
    pub no_opportunity: u32,
    /// The share that is not *no opportunity*, in percent.
    pub coverage_percent: u32,
    /// Why, in a few words.
    pub why: String,
}

/// A finding to record; none clears it.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RateRequest {
    /// The assessment's id.
    pub assessment: String,
    /// Which statement.
    pub at: Place,
    /// What was found.
    pub finding: Option<FindingName>,
}

/// A note to keep, word for word.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NoteRequest {
    /// The assessment's id.
    pub assessment: String,
    /// Which statement.
    pub at: Place,
    /// The whole note; empty removes it.
    pub note: String,
}

/// Where the interview stands now, so that it resumes there.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MoveRequest {
    /// The assessment's id.
    pub assessment: String,
    /// Which statement.
    pub at: Place,
}

/// On disk. Sent only after the commit.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Saved {
    /// RFC 3339.
    pub saved_at: String,
    /// What the rule makes of it now.
    pub outcome: OutcomeView,
}

/// What the assessor awards.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConcludeRequest {
    /// The assessment's id.
    pub assessment: String,
    /// None: no level is awarded.
    pub awarded_level: Option<u8>,
    /// Needed where it differs from the computed level.
    pub reason: Option<String>,
}

/// What was awarded.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConclusionView {
    /// None: no level was awarded.
    pub awarded_level: Option<u8>,
    /// Why it differs from the computed level, where it does.
    pub reason: Option<String>,
    /// RFC 3339.
    pub concluded_at: String,
}
