//! What the candidate says to the result.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Located;

/// What the candidate says to the result.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::workspace) struct SignOffMember<'a> {
    /// The candidate's comment, kept as it stands here.
    #[serde(borrow, default)]
    pub(in crate::workspace) comment: Option<Located<'a, String>>,
    /// Whether the candidate agrees with the result.
    #[serde(borrow, default)]
    pub(in crate::workspace) agreement: Option<Located<'a, AgreementMember>>,
    /// That the candidate has read the result: received is not agreed.
    #[serde(borrow, default)]
    pub(in crate::workspace) acknowledgement: Option<Located<'a, AcknowledgementMember<'a>>>,
    /// Why there is no acknowledgement; only where there is none.
    #[serde(borrow, default)]
    pub(in crate::workspace) missing_because: Option<Located<'a, String>>,
}

/// The candidate's mark: typed or drawn, one of the two.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("oneOf" = [
    {"required": ["typed"], "properties": {"typed": {"type": "string"}, "drawn": {"type": "null"}}},
    {"required": ["drawn"], "properties": {"drawn": {"type": "array"}, "typed": {"type": "null"}}}
]))]
pub(in crate::workspace) struct AcknowledgementMember<'a> {
    /// The candidate's name, as they typed it.
    #[serde(borrow, default)]
    pub(in crate::workspace) typed: Option<Located<'a, String>>,
    /// The candidate's signature: lines through points `[x, y]` in a box 4000 wide and 1000 high, from its upper left
    /// corner.
    #[serde(borrow, default)]
    pub(in crate::workspace) drawn: Option<Located<'a, Vec<Vec<[u16; 2]>>>>,
    /// When, RFC 3339 with offset; now, where it is left out.
    #[serde(borrow, default)]
    pub(in crate::workspace) at: Option<Located<'a, String>>,
}

/// Whether the candidate agrees. Only the names are in a file; the type is the schema's.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(dead_code, reason = "the variants stand in the schema, and their names are read as text")]
pub(in crate::workspace) enum AgreementMember {
    /// They agree.
    Agrees,
    /// They agree with some of it.
    AgreesInPart,
    /// They do not agree.
    Disagrees,
}
