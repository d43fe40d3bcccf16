//! The interview file: a whole interview as JSON, for scripts and for moving drafts of other tools here.
//!
//! Each member is kept as the very slice of the file that it was read from ([`Located`]), so that a refusal can
//! name the line, also where the JSON is right and the meaning is not.

use std::borrow::Cow;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Deserialize;
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
    pub(super) candidate: Located<'a, CandidateMember<'a>>,
    /// Who interviewed.
    #[serde(borrow)]
    pub(super) assessor: Located<'a, AssessorMember<'a>>,
    /// Against which definition: the workspace's current one of this edition and code.
    #[serde(borrow)]
    pub(super) skill: Located<'a, SkillMember<'a>>,
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
    pub(super) ratings: Vec<Located<'a, RatingMember<'a>>>,
    /// What the ratings rest on, in the order in which the report numbers it.
    #[serde(borrow, default)]
    pub(super) evidence: Vec<Located<'a, EvidenceMember<'a>>>,
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
pub(super) struct CandidateMember<'a> {
    /// The name as the person writes it.
    #[serde(borrow)]
    pub(super) name: Located<'a, String>,
    /// The organisation's own reference for the person.
    #[serde(borrow, default)]
    pub(super) reference: Option<Located<'a, String>>,
    /// What the person works as.
    #[serde(borrow, default)]
    pub(super) role: Option<Located<'a, String>>,
}

/// Who interviewed.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AssessorMember<'a> {
    /// The name as it will stand in the signature.
    #[serde(borrow)]
    pub(super) name: Located<'a, String>,
    /// The organisation.
    #[serde(borrow, default)]
    pub(super) organisation: Option<Located<'a, String>>,
}

/// A skill of an edition.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SkillMember<'a> {
    /// The edition's id, such as `sfia-8`.
    #[serde(borrow)]
    pub(super) edition: Located<'a, String>,
    /// The skill's code, such as `ITOP`.
    #[serde(borrow)]
    pub(super) code: Located<'a, String>,
}

/// What was found on one statement.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RatingMember<'a> {
    /// The level, 1 to 7.
    #[serde(borrow)]
    #[schemars(range(min = 1, max = 7))]
    pub(super) level: Located<'a, u8>,
    /// The statement's place within the level, from 1.
    #[serde(borrow)]
    #[schemars(range(min = 1))]
    pub(super) statement: Located<'a, u16>,
    /// What was found.
    #[serde(borrow)]
    pub(super) rating: Located<'a, FindingMember>,
    /// The assessor's note, kept as it stands here.
    #[serde(borrow, default)]
    pub(super) note: Option<Located<'a, String>>,
    /// Why there was no opportunity; only with the rating `no-opportunity`.
    #[serde(borrow, default)]
    pub(super) reason: Option<Located<'a, String>>,
    /// What was asked and said, in the order of asking.
    #[serde(borrow, default)]
    pub(super) questions: Vec<Located<'a, QuestionMember<'a>>>,
}

/// A question and its answer.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct QuestionMember<'a> {
    /// What was asked.
    #[serde(borrow)]
    pub(super) asked: Located<'a, String>,
    /// What was said.
    #[serde(borrow, default)]
    pub(super) answered: Option<Located<'a, String>>,
}

/// An item of evidence.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EvidenceMember<'a> {
    /// What kind of thing it is.
    #[serde(borrow)]
    pub(super) kind: Located<'a, EvidenceKindMember>,
    /// What it is, in a line.
    #[serde(borrow)]
    pub(super) title: Located<'a, String>,
    /// When it was made or happened, such as 2026-02-27.
    #[serde(borrow, default)]
    pub(super) date: Option<Located<'a, String>>,
    /// Whether the assessor saw it; where it is left out, it was only described.
    #[serde(default)]
    pub(super) seen: bool,
    /// The statements that it bears on; at least one.
    #[serde(borrow)]
    pub(super) statements: Vec<Located<'a, PlaceMember<'a>>>,
}

/// A statement's place.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PlaceMember<'a> {
    /// The level, 1 to 7.
    #[serde(borrow)]
    #[schemars(range(min = 1, max = 7))]
    pub(super) level: Located<'a, u8>,
    /// The statement's place within the level, from 1.
    #[serde(borrow)]
    #[schemars(range(min = 1))]
    pub(super) statement: Located<'a, u16>,
}

/// The kinds of evidence. Only their names are in a file; the type is the schema's.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(dead_code, reason = "the variants stand in the schema, and their names are read as text")]
pub(super) enum EvidenceKindMember {
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

/// The findings that can be recorded. Only their names are in a file; the type is the schema's.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(dead_code, reason = "the variants stand in the schema, and their names are read as text")]
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
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "the variants stand in the schema; a file has a number or a word")]
pub(super) enum AwardedLevel {
    /// This level is awarded.
    Level(#[schemars(range(min = 1, max = 7))] u8),
    /// No level is awarded.
    None(NoneWord),
}

/// The word `none`.
#[derive(JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(dead_code, reason = "the variant stands in the schema")]
pub(super) enum NoneWord {
    /// No level.
    None,
}

/// A member with the place in the file that it stands at.
pub(super) struct Located<'a, T> {
    raw: &'a RawValue,
    kind: PhantomData<T>,
}

impl<'a, T> Located<'a, T> {
    /// The beginning of the member, for a sentence.
    fn shown(&self) -> String {
        self.raw.get().chars().take(60).collect()
    }

    /// The member as it stands in the file.
    pub(super) fn json(&self) -> &'a str {
        self.raw.get()
    }
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
        self.parsed(1, self.text, "the file")
    }

    /// One member's value, where it is an object of members.
    ///
    /// # Errors
    /// If it is of another kind; the sentence names the line.
    pub(super) fn object<T: Deserialize<'a>>(self, member: &Located<'a, T>) -> Result<T> {
        self.parsed(self.line(member), member.raw.get(), "this")
    }

    /// One member's value, where it is a number.
    ///
    /// # Errors
    /// If it is of another kind, or too large; the sentence names the line.
    pub(super) fn number<T: Deserialize<'a>>(self, member: &Located<'a, T>) -> Result<T> {
        serde_json::from_str(member.raw.get())
            .map_err(|_| self.refusal(member, format!("{} is not a whole number that can stand here.", member.shown())))
    }

    /// One member's value, where it is text. Whatever its type in the schema, it is read as text.
    ///
    /// # Errors
    /// If it is of another kind; the sentence names the line.
    pub(super) fn string<T>(self, member: &Located<'a, T>) -> Result<String> {
        serde_json::from_str(member.raw.get())
            .map_err(|_| self.refusal(member, format!("{} is not text in quotation marks.", member.shown())))
    }

    /// Whether a member is text.
    pub(super) fn is_string<T>(self, member: &Located<'a, T>) -> bool {
        member.raw.get().starts_with('"')
    }

    /// The error for a member whose meaning is refused.
    pub(super) fn refusal<T>(self, member: &Located<'a, T>, sentence: impl std::fmt::Display) -> Error {
        Error::refused_at(self.name, self.line(member), sentence)
    }

    /// Puts the place of a member in front of a refusal of its meaning.
    pub(super) fn locate<T, V>(self, member: &Located<'a, T>, result: Result<V>) -> Result<V> {
        result.map_err(|error| Error::new(error.code(), self.refusal(member, error.message()).message()))
    }

    fn line<T>(self, member: &Located<'a, T>) -> usize {
        let offset = (member.raw.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        1 + self.text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count()
    }

    /// Reads an object. The JSON library would take a list for one, member by member.
    fn parsed<T: Deserialize<'a>>(self, first_line: usize, json: &'a str, what: &str) -> Result<T> {
        const FORM: &str = "Nothing was kept; `vouch interview schema` shows the form.";
        let refused = |line: usize, sentence: String| Error::refused_at(self.name, line, format!("{sentence} {FORM}"));
        if let Some(first) = json.trim_start().chars().next().filter(|first| *first != '{') {
            return Err(refused(
                first_line,
                format!("{what} has to be an object in braces, and begins with “{first}”."),
            ));
        }
        serde_json::from_str(json).map_err(|error| {
            let line = first_line + error.line().saturating_sub(1);
            let whole = error.to_string();
            let said = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(said, _)| said);
            refused(line, if error.is_eof() { "it ends too early.".to_owned() } else { format!("{said}.") })
        })
    }
}

/// The JSON Schema of interview files (draft 2020-12).
#[must_use]
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(InterviewFile).to_value()
}
