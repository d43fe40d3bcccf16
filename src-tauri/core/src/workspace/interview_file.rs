//! The interview file: a whole interview as JSON, for scripts and for moving drafts of other tools here.
//!
//! Each member is kept as the very slice of the file that it was read from ([`Located`]), so that a refusal can
//! name the line, also where the JSON is right and the meaning is not.

use std::borrow::Cow;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::error::{Error, Result};

/// The most bytes of an interview file.
const SIZE_LIMIT: usize = 32 * 1024 * 1024;

/// A whole interview: who, what skill, by which rule, what was found.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Vouchsafe interview file")]
pub(super) struct InterviewFile<'a> {
    /// Who was interviewed.
    #[serde(borrow)]
    pub(super) candidate: Located<'a, CandidateMember>,
    /// Who interviewed.
    #[serde(borrow)]
    pub(super) assessor: Located<'a, AssessorMember>,
    /// Against which definition: the workspace's current one of this edition and code.
    #[serde(borrow)]
    pub(super) skill: Located<'a, SkillMember>,
    /// The decision rule's name; `consistent` where it is left out.
    #[serde(borrow, default)]
    pub(super) rule: Option<Located<'a, String>>,
    /// What the assessment is for.
    #[serde(borrow, default)]
    pub(super) purpose: Option<Located<'a, String>>,
    /// When the interview began, RFC 3339 with offset; now, where it is left out.
    #[serde(borrow, default)]
    pub(super) started_at: Option<Located<'a, String>>,
    /// What was found; a statement that is left out was not explored.
    #[serde(borrow)]
    pub(super) ratings: Vec<Located<'a, RatingMember>>,
    /// Absent or null: the computed level. A level, or "none" for no level: with a reason where it differs.
    #[serde(borrow, default)]
    pub(super) awarded_level: Option<Located<'a, AwardedLevel>>,
    /// Why the awarded level differs from the computed one.
    #[serde(borrow, default)]
    pub(super) award_reason: Option<Located<'a, String>>,
}

/// Who was interviewed. The same reference is the same candidate.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CandidateMember {
    /// The name as the person writes it.
    pub(super) name: String,
    /// The organisation's own reference for the person.
    #[serde(default)]
    pub(super) reference: Option<String>,
    /// What the person works as.
    #[serde(default)]
    pub(super) role: Option<String>,
}

/// Who interviewed.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AssessorMember {
    /// The name as it will stand in the signature.
    pub(super) name: String,
    /// The organisation.
    #[serde(default)]
    pub(super) organisation: Option<String>,
}

/// A skill of an edition.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SkillMember {
    /// The edition's id, such as `sfia-8`.
    pub(super) edition: String,
    /// The skill's code, such as `ITOP`.
    pub(super) code: String,
}

/// What was found on one statement.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RatingMember {
    /// The level, 1 to 7.
    #[schemars(range(min = 1, max = 7))]
    pub(super) level: u8,
    /// The statement's place within the level, from 1.
    #[schemars(range(min = 1))]
    pub(super) statement: u16,
    /// What was found.
    pub(super) rating: FindingMember,
    /// The assessor's note, kept as it stands here.
    #[serde(default)]
    pub(super) note: Option<String>,
}

/// The findings that can be recorded.
#[derive(Deserialize, JsonSchema, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub(super) enum FindingMember {
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

/// A level, or the word `none`.
#[derive(Deserialize, JsonSchema, Clone, Copy)]
#[serde(untagged, expecting = "awarded_level must be a level from 1 to 7, \"none\", or null")]
pub(super) enum AwardedLevel {
    /// This level is awarded.
    Level(#[schemars(range(min = 1, max = 7))] u8),
    /// No level is awarded.
    None(NoneWord),
}

/// The word `none`.
#[derive(Deserialize, JsonSchema, Clone, Copy)]
#[serde(rename_all = "lowercase")]
pub(super) enum NoneWord {
    /// No level.
    None,
}

/// A member with the place in the file that it stands at.
pub(super) struct Located<'a, T> {
    raw: &'a RawValue,
    kind: PhantomData<T>,
}

impl<'de: 'a, 'a, T> Deserialize<'de> for Located<'a, T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        <&'de RawValue>::deserialize(deserializer).map(|raw| Self { raw, kind: PhantomData })
    }
}

impl<T: JsonSchema> JsonSchema for Located<'_, T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// The text of an interview file, for naming lines in it.
#[derive(Clone, Copy)]
pub(super) struct FileText<'a> {
    name: &'a str,
    text: &'a str,
}

impl<'a> FileText<'a> {
    /// The text in `bytes`.
    ///
    /// # Errors
    /// If it is too long or not UTF-8; the sentence names the line.
    pub(super) fn new(name: &'a str, bytes: &'a [u8]) -> Result<Self> {
        if bytes.len() > SIZE_LIMIT {
            let limit = SIZE_LIMIT / (1024 * 1024);
            return Err(Error::refused_at(name, 1, format!("an interview file has at most {limit} MiB.")));
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let line = 1 + bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
            Error::refused_at(name, line, "this is not UTF-8. Save the file as UTF-8 and try again.")
        })?;
        Ok(Self { name, text: text.strip_prefix('\u{feff}').unwrap_or(text) })
    }

    /// The file's members, each still as it stands there.
    ///
    /// # Errors
    /// If it is not JSON, or not an interview file; the sentence names the line.
    pub(super) fn members(self) -> Result<InterviewFile<'a>> {
        serde_json::from_str(self.text).map_err(|error| self.refused(1, &error))
    }

    /// One member's value.
    ///
    /// # Errors
    /// If it is of another kind; the sentence names the line.
    pub(super) fn value<T: DeserializeOwned>(self, member: &Located<'a, T>) -> Result<T> {
        serde_json::from_str(member.raw.get()).map_err(|error| self.refused(self.line(member), &error))
    }

    /// Puts the place of a member in front of a refusal of its meaning.
    pub(super) fn locate<T, V>(self, member: &Located<'a, T>, result: Result<V>) -> Result<V> {
        result.map_err(|error| {
            Error::new(error.code(), Error::refused_at(self.name, self.line(member), error.message()).message())
        })
    }

    fn line<T>(self, member: &Located<'a, T>) -> usize {
        let offset = (member.raw.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        1 + self.text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count()
    }

    fn refused(self, first_line: usize, error: &serde_json::Error) -> Error {
        let line = first_line + error.line().saturating_sub(1);
        let whole = error.to_string();
        let said = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(said, _)| said);
        Error::refused_at(
            self.name,
            line,
            format!("{said}. Nothing was kept; `vouch interview schema` shows the form."),
        )
    }
}

/// The JSON Schema of interview files (draft 2020-12).
#[must_use]
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(InterviewFile).to_value()
}
