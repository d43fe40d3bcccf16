//! `vouchsafe-record.json`: the facts of a report for programs, embedded in its PDF.
//!
//! What is written here is signed, so these types are declared for this file and for nothing else. Format 1 is what
//! they say, format 2 the same with something left out; a change of meaning is a new format. Members are in
//! `snake_case`, percentages are integers in tenths of a percent, moments are RFC 3339 with the offset of the clock on
//! the wall, hashes are SHA-256 in lower-case hexadecimal digits, and names (`fully`, `not-met`, `sfia-8`) are those of
//! interview files.

pub(super) mod about;
mod check;
mod make;
mod pages;
mod profile;
mod said;
mod schema;
mod sitting;
pub(super) mod words;

pub use check::check;
pub use said::check_said;
pub use schema::schema;
pub use sitting::{Acknowledged, Conduct, Interview, Pause, SignOff};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Code, Error, Result};

/// The name of the embedded file.
pub const FILE_NAME: &str = "vouchsafe-record.json";
/// The format of a full report's record.
pub const FULL: u32 = 1;
/// The format of a record that leaves something out, and the newest that this version reads. It has the same shape; that it
/// has another number keeps programs that know only full reports from taking a part for the whole.
pub const PARTIAL: u32 = 2;

/// The record of one report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Vouchsafe record, formats 1 and 2")]
pub struct Record {
    /// The version of this shape and its meaning: 1 in a full report, 2 where something is left out.
    pub format: u32,
    /// The report itself.
    pub report: Report,
    /// The interviewed person.
    pub candidate: Candidate,
    /// Who interviewed.
    pub assessor: Assessor,
    /// The sitting.
    pub interview: Interview,
    /// One or more assessments, in the order of the report.
    pub assessments: Vec<Assessment>,
    /// What the candidate said at the end; missing in the first records, which lack `interview.conduct` too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_off: Option<SignOff>,
    /// All that the pages say, in the order of reading, without heads and feet.
    pub pages_text: Vec<PageText>,
}

/// The report itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Its id, such as `VS-2025-7F3K-Q29D`.
    pub id: String,
    /// Its version, from 1.
    pub version: u32,
    /// The report that this one takes the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<Superseded>,
    /// The full report of the same interview, where there was one and this is not it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<String>,
    /// When it was made.
    pub issued_at: String,
    /// How much it shows: `full`; or `candidate` (the candidate's copy), `sponsor` (the sponsor's copy) or `pseudonymous`.
    pub profile: String,
    /// What a report of this profile never shows, whether or not there was any: `candidate`, `parties`, `place`, `purpose`,
    /// `independence`, `times` (all of them but this report's own are the beginning of their day, in UTC), `circumstances`
    /// (adjustments and interruptions), `questions`, `notes`, `reasons`, `summary`, `testimony` (titles and files of
    /// testimonies), `evidence` (all titles and files), `comment`, `mark`, `ids` (those here stand nowhere else) and `trail`.
    /// Empty in a full report, and only there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<String>,
    /// Who may see it.
    pub confidentiality: String,
    /// How a candidate appeals, word for word; empty: the report names the organisation that issues it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub appeal: String,
    /// Under which licence the framework's wording is used; empty: the issuer answers for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub licence: String,
    /// The date after which records are to be deleted, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delete_after: Option<String>,
    /// The end of the workspace's audit trail when it was made; missing in reports from before there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trail: Option<Trail>,
    /// Who was to sign it.
    pub signer: Person,
    /// The program that made it.
    pub program: String,
}

/// The end of an audit trail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Trail {
    /// The number of its last entry.
    pub sequence: i64,
    /// The hash of that entry.
    pub hash: String,
}

/// A report that a later one takes the place of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Superseded {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: u32,
}

/// Who interviewed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Assessor {
    /// The name.
    pub name: String,
    /// The organisation, where one is known.
    pub organisation: Option<String>,
    /// What makes the assessor competent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualification: Option<String>,
    /// The declaration of independence, word for word; empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub independence: String,
}

/// A person with an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The organisation, where one is known.
    pub organisation: Option<String>,
}

/// The interviewed person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Candidate {
    /// The id in the workspace that made the report.
    pub id: String,
    /// The name.
    pub name: String,
    /// The organisation's own reference.
    pub reference: Option<String>,
    /// What the person works as.
    pub role: Option<String>,
}

/// One skill definition within the interview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// The id in the workspace that made the report.
    pub id: String,
    /// What the candidate was rated against.
    pub definition: Definition,
    /// By which rule the ratings became a level.
    pub rule: Rule,
    /// One entry for each statement of the definition, explored or not, from the lowest level up.
    pub ratings: Vec<StatementRating>,
    /// One entry for each level of the definition, lowest first.
    pub levels: Vec<LevelResult>,
    /// What the rule gives; null: no level.
    pub computed_level: Option<u8>,
    /// What it could still give; null: no level.
    pub possible_level: Option<u8>,
    /// What the assessor gives; null: no level.
    pub awarded_level: Option<u8>,
    /// Why awarded and computed differ; null where they do not, or where reasons are left out.
    pub award_reason: Option<String>,
    /// What the assessor tells the candidate beside the level; missing where there is nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Summary>,
    /// When the assessment was concluded.
    pub concluded_at: String,
    /// Rated statements for which another rating alone would change the computed level.
    pub decisive: Vec<Place>,
    /// What the ratings rest on, in the order of the pages' numbers E1, E2, …
    pub evidence: Vec<EvidenceItem>,
}

/// The assessor's words on an assessment, word for word; empty where there are none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// What the candidate does well.
    pub strengths: String,
    /// What was found wanting.
    pub gaps: String,
    /// What to do about it.
    pub next_steps: String,
}

/// An item of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EvidenceItem {
    /// `example`, `work-product`, `observation`, `testimony` or `reference`.
    pub kind: String,
    /// What it is; empty where that is left out.
    pub title: String,
    /// When it was made or happened, ISO 8601; null where that is not known.
    pub date: Option<String>,
    /// Whether the assessor saw it, or was only told of it.
    pub seen: bool,
    /// The statements that it bears on.
    pub statements: Vec<Place>,
    /// The attached files, which are not part of the report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
}

/// A file that was attached to an item of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// The file's name.
    pub name: String,
    /// How many bytes it has.
    pub size: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// The definition, without its words: these are in `ratings`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// The edition of the framework.
    pub edition: Edition,
    /// The skill's code.
    pub code: String,
    /// The skill's name.
    pub name: String,
    /// The hash that names the whole text.
    pub hash: String,
}

/// An edition of the framework.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// `sfia-8`, …
    pub id: String,
    /// The name for people.
    pub name: String,
    /// `draft`, `current` or `legacy`.
    pub status: String,
}

/// A decision rule with its parameters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: u32,
    /// Whether it is the organisation's own and not one that every workspace has, by name, version and parameters.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
    /// The lowest rating that a rated statement may have.
    pub floor: String,
    /// The least mean of band midpoints; null: none.
    pub mean_tenths: Option<u16>,
    /// The least share of statements that had an opportunity.
    pub coverage_tenths: u16,
    /// `met`, `fully` or `presumed`.
    pub lower_levels: String,
}

/// What was found on a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatementRating {
    /// The level, 1 to 7.
    pub level: u8,
    /// The statement's place in the level, from 1.
    pub statement: u16,
    /// Its words.
    pub text: String,
    /// The hash of its words in NFC.
    pub text_hash: String,
    /// `fully`, `largely`, `partly`, `not-met`, `no-opportunity` or `not-explored`.
    pub finding: String,
    /// The assessor's note, word for word; empty where there is none.
    pub note: String,
    /// Why there was no opportunity, word for word; empty where there is no reason.
    pub reason: String,
    /// What was asked and said, in the order of asking.
    pub questions: Vec<QuestionAndAnswer>,
}

/// A question and its answer, word for word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuestionAndAnswer {
    /// What was asked.
    pub asked: String,
    /// What was said; empty where nothing was.
    pub answered: String,
}

/// How a level came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LevelResult {
    /// The level, 1 to 7.
    pub level: u8,
    /// `met`, `not-met`, `inconclusive`, `not-assessed` or `not-defined`.
    pub verdict: String,
    /// Not assessed, but presumed.
    pub presumed: bool,
    /// Why the level is not defined, in the words of the definition; null where it is.
    pub not_defined_reason: Option<String>,
    /// How many statements it has.
    pub statements: usize,
    /// How many are rated or had no opportunity.
    pub explored: usize,
    /// How many had no opportunity.
    pub no_opportunity: usize,
    /// The lowest rating; null where nothing is rated.
    pub lowest: Option<String>,
    /// The mean of the band midpoints, rounded down; null where nothing is rated.
    pub mean_tenths: Option<u32>,
}

/// A statement's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The level, 1 to 7.
    pub level: u8,
    /// The statement's place in the level, from 1.
    pub statement: u16,
}

/// A piece of the pages' text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageText {
    /// Names the fact that the text states ([`Key`](super::content::Key)), or `label`, `heading`, `prose`.
    pub key: String,
    /// The words as printed. White space is not significant; a text that ends in ` …` was shortened.
    pub text: String,
}

impl Record {
    /// The bytes that are embedded and signed.
    ///
    /// # Errors
    /// Never, if serde keeps its word.
    pub fn to_json(&self) -> Result<Vec<u8>> {
        let mut json = serde_json::to_vec_pretty(self).map_err(Error::internal)?;
        json.push(b'\n');
        Ok(json)
    }
}

/// Reads a record.
///
/// # Errors
/// [`Code::NewerFormat`] if a newer version of the program wrote it; else a sentence with line and column if it is
/// not a record of this format, has unknown members or lacks some.
pub fn read(bytes: &[u8]) -> Result<Record> {
    #[derive(Deserialize)]
    struct Format {
        format: u64,
    }
    let refused = |error: &serde_json::Error| Error::refused(format!("The embedded record can't be read: {error}."));
    let Format { format } = serde_json::from_slice(bytes).map_err(|error| refused(&error))?;
    if format > u64::from(PARTIAL) {
        return Err(Error::new(
            Code::NewerFormat,
            format!(
                "The embedded record has format {format}; this version reads formats up to {PARTIAL}. Use a newer \
                 version of Vouchsafe."
            ),
        ));
    }
    if format < u64::from(FULL) {
        return Err(Error::refused(format!("The embedded record says format {format}, which never existed.")));
    }
    serde_json::from_slice(bytes).map_err(|error| refused(&error))
}

#[cfg(test)]
mod tests;
