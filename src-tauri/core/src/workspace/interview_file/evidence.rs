//! What the ratings rest on.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Located;

/// An item of evidence.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::workspace) struct EvidenceMember<'a> {
    /// What kind of thing it is.
    #[serde(borrow)]
    pub(in crate::workspace) kind: Located<'a, EvidenceKindMember>,
    /// What it is, in a line.
    #[serde(borrow)]
    pub(in crate::workspace) title: Located<'a, String>,
    /// When it was made or happened, such as 2026-02-27.
    #[serde(borrow, default)]
    pub(in crate::workspace) date: Option<Located<'a, String>>,
    /// Whether the assessor saw it; where it is left out, it was only described.
    #[serde(default)]
    pub(in crate::workspace) seen: bool,
    /// The statements that it bears on; at least one.
    #[serde(borrow)]
    #[schemars(length(min = 1))]
    pub(in crate::workspace) statements: Located<'a, Vec<Located<'a, PlaceMember<'a>>>>,
    /// The files that belong to it, such as `files/review.pdf`: beside the interview file or in a folder there. Their
    /// bytes are kept in the workspace.
    #[serde(borrow, default)]
    pub(in crate::workspace) attachments: Option<Located<'a, Vec<Located<'a, String>>>>,
}

/// A statement's place.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::workspace) struct PlaceMember<'a> {
    /// The level, 1 to 7.
    #[serde(borrow)]
    #[schemars(range(min = 1, max = 7))]
    pub(in crate::workspace) level: Located<'a, u8>,
    /// The statement's place within the level, from 1.
    #[serde(borrow)]
    #[schemars(range(min = 1))]
    pub(in crate::workspace) statement: Located<'a, u16>,
}

/// The kinds of evidence. Only their names are in a file; the type is the schema's.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(dead_code, reason = "the variants stand in the schema, and their names are read as text")]
pub(in crate::workspace) enum EvidenceKindMember {
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
