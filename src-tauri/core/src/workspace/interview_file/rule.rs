//! By which rule the ratings become a level.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Located;

/// A decision rule: the name of a preset or of a rule of this workspace, or a rule of one's own.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "the variants stand in the schema; a file has text or an object")]
pub(in crate::workspace) enum RuleMember<'a> {
    /// The rule with this name, in its newest version.
    Named(String),
    /// A rule of one's own.
    Own(OwnRuleMember<'a>),
}

/// A rule of one's own. The workspace keeps it: with other parameters than before it is the rule's next version.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::workspace) struct OwnRuleMember<'a> {
    /// The rule's name; not that of a preset.
    #[serde(borrow)]
    pub(in crate::workspace) name: Located<'a, String>,
    /// The lowest rating that any rated statement of a level may have.
    #[serde(borrow)]
    pub(in crate::workspace) floor: Located<'a, FloorMember>,
    /// The least mean of band midpoints (92.5, 67.5, 32.5, 7.5) over a level's rated statements, in percent with at
    /// most one decimal; absent or null: no mean is asked for.
    #[serde(borrow, default)]
    #[schemars(range(min = 0, max = 100))]
    pub(in crate::workspace) mean: Option<Located<'a, f64>>,
    /// The least share of a level's statements that are not without opportunity, in percent with at most one decimal.
    #[serde(borrow)]
    #[schemars(range(min = 0, max = 100))]
    pub(in crate::workspace) coverage: Located<'a, f64>,
    /// What is asked of the defined levels below.
    #[serde(borrow)]
    pub(in crate::workspace) lower_levels: Located<'a, LowerLevelsMember>,
}

/// A rating as the lowest one. Only the names are in a file; the type is the schema's.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(dead_code, reason = "the variants stand in the schema, and their names are read as text")]
pub(in crate::workspace) enum FloorMember {
    /// Every rated statement is Fully.
    Fully,
    /// Every rated statement is Largely or better.
    Largely,
    /// Every rated statement is Partly or better.
    Partly,
    /// Any rating will do.
    NotMet,
}

/// What is asked of the levels below. Only the names are in a file; the type is the schema's.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(dead_code, reason = "the variants stand in the schema, and their names are read as text")]
pub(in crate::workspace) enum LowerLevelsMember {
    /// Each is met.
    Met,
    /// Each is met, and all its ratings are Fully.
    Fully,
    /// Each is met, or not assessed and then presumed.
    Presumed,
}
