//! An assessment, and what the rule makes of it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::rules::RuleView;
use super::sitting::SittingView;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
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

/// An assessment as the interview, conclude and sign screens show it, with the sitting around it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AssessmentView {
    /// The assessment's id.
    pub assessment: String,
    /// The skill.
    pub skill: SkillLabel,
    /// The decision rule.
    pub rule: RuleView,
    /// In which order statements are asked about.
    pub route: RouteView,
    /// All seven levels, lowest first.
    pub levels: Vec<LevelView>,
    /// Prompts, never scored.
    pub guidance: Vec<GuidanceView>,
    /// What the findings rest on; numbered E1, E2, … in this order.
    pub evidence: Vec<EvidenceView>,
    /// What the assessor tells the candidate beside the level.
    pub summary: SummaryView,
    /// What the ratings suggest to speak of.
    pub suggestions: SuggestionsView,
    /// What the rule makes of it so far.
    pub outcome: OutcomeView,
    /// What the assessor means to award.
    pub proposal: ProposalView,
    /// Where the interview stands.
    pub at: Place,
    /// What was awarded; none while it is a draft.
    pub conclusion: Option<ConclusionView>,
    /// Whether a signed report was made.
    pub signed: bool,
    /// The id of the assessment that this one corrects.
    pub supersedes: Option<String>,
    /// The sitting that it belongs to.
    pub sitting: SittingView,
}

/// In which order statements are asked about.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RouteView {
    /// How to go through the levels.
    pub walk: WalkName,
    /// The level at which the interview begins; on an outward walk the one that is expected.
    pub from: u8,
}

/// How an assessor goes through the levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum WalkName {
    /// From the lowest level up, until a level is not met.
    Up,
    /// From the level that is expected: up while levels are met, down until one is.
    Outward,
    /// As the assessor likes.
    Free,
}

/// The assessor's texts, word for word.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SummaryView {
    /// What the candidate does well.
    pub strengths: String,
    /// What was found wanting.
    pub gaps: String,
    /// What to do about it.
    pub next_steps: String,
}

/// The statements that the ratings suggest to speak of.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SuggestionsView {
    /// For the strengths.
    pub strengths: Vec<Place>,
    /// For the gaps.
    pub gaps: Vec<Place>,
    /// For the next steps.
    pub next_steps: Vec<Place>,
}

/// What the assessor means to award.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProposalView {
    /// Which level.
    pub award: AwardName,
    /// Why it differs from the computed one; empty where nothing was typed.
    pub reason: String,
}

/// What is to be awarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case", tag = "kind", deny_unknown_fields)]
pub enum AwardName {
    /// What the rule computes.
    AsComputed,
    /// No level.
    NoLevel,
    /// A level.
    Level {
        /// 1 to 7.
        level: u8,
    },
}

/// A level with its statements.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LevelView {
    /// 1 to 7.
    pub level: u8,
    /// The guiding phrase.
    pub phrase: String,
    /// What the level asks of somebody, whatever the skill.
    pub essence: String,
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
    /// Why there was no opportunity; empty where there is no reason.
    pub reason: String,
    /// Whether the assessor wants to come back to it.
    pub follow_up: bool,
    /// What was asked and said.
    pub questions: Vec<QuestionView>,
    /// What was found when the candidate was last assessed on the same words.
    pub last_time: Option<LastTimeView>,
}

/// A question and its answer, word for word.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct QuestionView {
    /// What was asked.
    pub asked: String,
    /// What was said; empty where nothing was.
    pub answered: String,
}

/// What was found before. It would anchor, so it is shown after this time's rating, or on demand.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LastTimeView {
    /// What was found.
    pub finding: FindingName,
    /// When that interview began, RFC 3339.
    pub at: String,
    /// The note of that time; empty where there is none.
    pub note: String,
}

/// An item of evidence.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EvidenceView {
    /// The item's id, made by whoever added it.
    pub id: String,
    /// What kind of thing it is.
    pub kind: EvidenceKindName,
    /// What it is, in a line.
    pub title: String,
    /// When it was made or happened, ISO 8601.
    pub date: Option<String>,
    /// Whether the assessor saw it, or was only told of it.
    pub seen: bool,
    /// The statements that it bears on.
    pub statements: Vec<Place>,
    /// The files that are attached.
    pub attachments: Vec<AttachmentView>,
}

/// An attached file.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AttachmentView {
    /// The file's name.
    pub name: String,
    /// How many bytes it has.
    #[ts(type = "number")]
    pub size: u64,
    /// SHA-256 of its bytes; names it.
    pub sha256: String,
}

/// Kinds of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceKindName {
    /// Something that the candidate did and tells of.
    Example,
    /// Something that the candidate made.
    WorkProduct,
    /// Something that the assessor watched.
    Observation,
    /// What somebody else says of the candidate's work.
    Testimony,
    /// A document that bears on it.
    Reference,
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
    /// Unexplored statements whose rating can still change the computed level; all others need not be asked about.
    pub deciding: Vec<Place>,
    /// The level that the walk asks about next; none: it is at its end, or free.
    pub next_level: Option<u8>,
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
    /// Why.
    pub why: WhyView,
}

/// What a verdict rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case", rename_all_fields = "camelCase", tag = "kind")]
pub enum WhyView {
    /// The skill has no definition at the level.
    NotDefined,
    /// Nothing is rated, and the rule presumes it, because a higher level is met.
    Presumed,
    /// Every explored statement was without opportunity.
    NothingCouldBeRated,
    /// Nobody has asked yet.
    NothingRated,
    /// Statements are rated below the rule's floor.
    BelowFloor {
        /// Which, from 1 within the level.
        statements: Vec<u16>,
    },
    /// Not even the best completion reaches the rule's mean.
    MeanShort,
    /// The rule is satisfied.
    Satisfied {
        /// The lowest rating.
        lowest: FindingName,
        /// The mean in tenths of a percent, where the rule asks for one.
        mean_tenths: Option<u32>,
    },
    /// Too many statements were without opportunity.
    CoverageShort {
        /// The share that was not, in percent.
        percent: u32,
    },
    /// Statements are open.
    Open {
        /// How many.
        count: u32,
    },
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
