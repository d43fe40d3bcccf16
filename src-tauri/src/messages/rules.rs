//! Decision rules, the workspace's own among them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::assessment::{FindingName, OutcomeView};

/// A decision rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RuleView {
    /// Identifies it together with its version.
    pub name: String,
    /// From 1; counts up whenever a parameter changes.
    pub version: u32,
    /// Whether it is the workspace's own; otherwise every workspace has it.
    pub own: bool,
    /// Its parameters.
    pub parameters: RuleParameters,
}

/// The four parameters of a decision rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RuleParameters {
    /// The lowest rating that any rated statement of the level may have; never *no opportunity*.
    pub floor: FindingName,
    /// The least mean of band midpoints, in tenths of a percent; none: no mean is asked for.
    pub mean_tenths: Option<u16>,
    /// The least share of statements that are not *no opportunity*, in tenths of a percent.
    pub coverage_tenths: u16,
    /// What is asked of the lower levels.
    pub lower_levels: LowerLevelsName,
}

/// What a rule asks of the defined levels below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum LowerLevelsName {
    /// Each is met.
    Met,
    /// Each is met with all ratings Fully.
    Fully,
    /// Each is met, or not assessed and then presumed.
    Presumed,
}

/// A rule of one's own to keep: a new one, or a new version of the one with this name.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RuleRequest {
    /// Its name.
    pub name: String,
    /// Its parameters.
    pub parameters: RuleParameters,
}

/// Parameters to try against the ratings of an assessment; nothing is kept.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TryRuleRequest {
    /// The assessment's id.
    pub assessment: String,
    /// The parameters.
    pub parameters: RuleParameters,
}

/// What the tried parameters would make of an assessment.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Tried {
    /// The outcome.
    pub outcome: OutcomeView,
}
