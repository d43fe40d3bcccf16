//! Who met, and how.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Located;

/// Who was interviewed. The same reference is the same candidate.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::workspace) struct CandidateMember<'a> {
    /// The name as the person writes it.
    #[serde(borrow)]
    pub(in crate::workspace) name: Located<'a, String>,
    /// The organisation's own reference for the person.
    #[serde(borrow, default)]
    pub(in crate::workspace) reference: Option<Located<'a, String>>,
    /// What the person works as.
    #[serde(borrow, default)]
    pub(in crate::workspace) role: Option<Located<'a, String>>,
}

/// Who interviewed. Qualification and independence are those of the settings where they are left out and the name is
/// that of the settings.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::workspace) struct AssessorMember<'a> {
    /// The name as it will stand in the signature.
    #[serde(borrow)]
    pub(in crate::workspace) name: Located<'a, String>,
    /// The organisation.
    #[serde(borrow, default)]
    pub(in crate::workspace) organisation: Option<Located<'a, String>>,
    /// What makes the assessor competent: a certificate, an accreditation, years of practice.
    #[serde(borrow, default)]
    pub(in crate::workspace) qualification: Option<Located<'a, String>>,
    /// The declaration of independence from candidate and sponsor, kept as it stands here.
    #[serde(borrow, default)]
    pub(in crate::workspace) independence: Option<Located<'a, String>>,
}

/// How the interview was held.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::workspace) struct ConductMember<'a> {
    /// When the interview ended, RFC 3339 with offset; not known, where it is left out.
    #[serde(borrow, default)]
    pub(in crate::workspace) ended_at: Option<Located<'a, String>>,
    /// When nobody was interviewed, in the order of time.
    #[serde(borrow, default)]
    pub(in crate::workspace) pauses: Option<Located<'a, Vec<Located<'a, PauseMember<'a>>>>>,
    /// How the two met.
    #[serde(borrow, default)]
    pub(in crate::workspace) mode: Option<Located<'a, ModeMember>>,
    /// Where: a room, a site, or the means of a remote talk.
    #[serde(borrow, default)]
    pub(in crate::workspace) place: Option<Located<'a, String>>,
    /// How the assessor made sure who the candidate is.
    #[serde(borrow, default)]
    pub(in crate::workspace) identity_check: Option<Located<'a, String>>,
    /// What the candidate said to the interview and to what is kept of it.
    #[serde(borrow, default)]
    pub(in crate::workspace) consent: Option<Located<'a, ConsentMember>>,
    /// Who asked for the assessment.
    #[serde(borrow, default)]
    pub(in crate::workspace) sponsor: Option<Located<'a, String>>,
    /// Who else was present, a name each.
    #[serde(borrow, default)]
    pub(in crate::workspace) observers: Option<Located<'a, Vec<Located<'a, String>>>>,
    /// What was done differently for the candidate's sake, kept as it stands here.
    #[serde(borrow, default)]
    pub(in crate::workspace) adjustments: Option<Located<'a, String>>,
    /// What disturbed the interview, kept as it stands here.
    #[serde(borrow, default)]
    pub(in crate::workspace) interruptions: Option<Located<'a, String>>,
}

/// A time in which nobody was interviewed.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::workspace) struct PauseMember<'a> {
    /// When it began, RFC 3339 with offset.
    #[serde(borrow)]
    pub(in crate::workspace) from: Located<'a, String>,
    /// When the interview went on.
    #[serde(borrow)]
    pub(in crate::workspace) until: Located<'a, String>,
}

/// How the two met. Only the names are in a file; the type is the schema's.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(dead_code, reason = "the variants stand in the schema, and their names are read as text")]
pub(in crate::workspace) enum ModeMember {
    /// In one room.
    InPerson,
    /// By video.
    Video,
    /// By telephone.
    Telephone,
}

/// What the candidate said to the interview. Only the names are in a file; the type is the schema's.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(dead_code, reason = "the variants stand in the schema, and their names are read as text")]
pub(in crate::workspace) enum ConsentMember {
    /// They consented.
    Given,
    /// They did not.
    Withheld,
}
