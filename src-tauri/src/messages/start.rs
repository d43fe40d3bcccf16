//! The page on which an interview begins.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::assessment::{RouteView, SkillLabel};
use super::rules::RuleView;
use super::sitting::ConductView;

/// What the page offers.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StartForm {
    /// Everybody who was interviewed here, by name.
    pub candidates: Vec<CandidateOption>,
    /// The current definition of each skill and edition.
    pub skills: Vec<SkillOption>,
    /// The decision rules, the default first.
    pub rules: Vec<RuleView>,
    /// Who assesses: as the settings say, else as last time.
    pub assessor: Option<AssessorEntry>,
    /// What was chosen last time, where there was one.
    pub last: Option<LastStart>,
}

/// What was chosen when the last interview began, for the fields of the next one.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LastStart {
    /// The edition's id.
    pub edition: String,
    /// The skill's code.
    pub code: String,
    /// The rule's name.
    pub rule: String,
    /// The order of asking.
    pub route: RouteView,
    /// What it was for.
    pub purpose: Option<String>,
    /// How it was held; what belongs to one candidate alone (identity, consent, adjustments, interruptions) is empty.
    pub conduct: ConductView,
}

/// Somebody who was interviewed before.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CandidateOption {
    /// The candidate's id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The organisation's own reference.
    pub reference: Option<String>,
    /// What the person works as.
    pub role: Option<String>,
}

/// A skill that can be assessed.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SkillOption {
    /// Its names.
    pub skill: SkillLabel,
    /// The levels at which it is defined, lowest first.
    pub levels: Vec<LevelOption>,
    /// Whether an imported page replaced the built-in wording.
    pub imported: bool,
}

/// A defined level of a skill.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LevelOption {
    /// 1 to 7.
    pub level: u8,
    /// The guiding phrase.
    pub phrase: String,
    /// How many statements it has.
    pub statements: u32,
}

/// The person who interviews.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AssessorEntry {
    /// The name as it will stand in the signature.
    pub name: String,
    /// The organisation.
    pub organisation: Option<String>,
}

/// An interview to begin.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StartRequest {
    /// Who is interviewed.
    pub candidate: CandidateEntry,
    /// Who interviews.
    pub assessor: AssessorEntry,
    /// The edition's id, such as `sfia-8`.
    pub edition: String,
    /// The skill's code, such as `ITOP`.
    pub code: String,
    /// The decision rule's name.
    pub rule: String,
    /// What the assessment is for.
    pub purpose: Option<String>,
    /// In which order statements are asked about, and where to start.
    pub route: RouteView,
    /// How the sitting is held, as far as that is known.
    pub conduct: ConductView,
}

/// One more skill for a sitting.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddSkillRequest {
    /// The interview's id.
    pub interview: String,
    /// The edition's id.
    pub edition: String,
    /// The skill's code.
    pub code: String,
    /// The decision rule's name.
    pub rule: String,
    /// In which order statements are asked about, and where to start.
    pub route: RouteView,
}

/// Somebody known, or somebody new.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind", deny_unknown_fields)]
pub enum CandidateEntry {
    /// Interviewed here before.
    Known {
        /// The candidate's id.
        id: String,
    },
    /// Not yet in this workspace.
    New {
        /// The name as the person writes it.
        name: String,
        /// The organisation's own reference.
        reference: Option<String>,
        /// What the person works as.
        role: Option<String>,
    },
}
