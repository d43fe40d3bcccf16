//! What a report says, before anybody asks how it looks.
//!
//! Pure: from an interview whose assessments are concluded to texts, each with the [`Key`] of the fact that it
//! states. The pages and the embedded record are both made of this, so that they can't differ. Static text never
//! speaks of a state that a later signature changes.

mod fact;
mod front;
mod key;
mod overview;
mod parts;
mod words;

use unicode_normalization::UnicodeNormalization;

pub use fact::{ConductFact, Fact, SignOffFact};
pub use front::{Front, FrontHead, FrontLevel, FrontList, Signatures};
pub use key::Key;
pub use overview::{Overview, OverviewRow};

use super::record::words as recorded;
use super::shown::Shown;
use crate::domain::decision::{Outcome, Verdict};
use crate::domain::edition::PublicationStatus;
use crate::domain::interview::{Assessment, Conclusion};
use crate::domain::level::Level;
use crate::domain::rating::Finding;
use crate::domain::sign_off::Drawing;
use crate::error::{Code, Error, Result};

/// A piece of text and the fact that it states. Always NFC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Which fact it states.
    pub key: Key,
    /// Its words.
    pub text: String,
}

/// All that a report says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// The title of the document.
    pub title: String,
    /// What stands at the head and the foot of pages.
    pub running: Running,
    /// The results at a glance where there are several; then this is the first page.
    pub overview: Option<Overview>,
    /// What stands around the signature fields on the first page.
    pub signatures: Signatures,
    /// One summary page for each assessment.
    pub fronts: Vec<Front>,
    /// The words around the list of contents, which only long reports have.
    pub contents: Contents,
    /// Everything else, part by part.
    pub parts: Vec<Part>,
}

/// What stands at the head and the foot of pages. It repeats what the pages say and is no part of their text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    /// On the first page, left: on whose behalf the report is issued.
    pub issuer: Text,
    /// On the first page, right.
    pub kind: Text,
    /// On all others, right: how much the report shows.
    pub profile: Text,
    /// On all others, left: the candidate.
    pub candidate: Text,
    /// On all others, after the candidate: the skills and awarded levels.
    pub subject: Text,
    /// Whether any edition is a draft.
    pub draft: bool,
    /// At the foot, left: id and version.
    pub report: Text,
    /// At the foot, in the middle.
    pub confidentiality: Text,
}

/// The words around a list of contents. What it lists is known once the pages are laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// Its title.
    pub title: Text,
    /// Above what is listed.
    pub what: Text,
    /// Above the numbers of pages.
    pub page: Text,
}

/// A part of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its title.
    pub title: Text,
    /// Whether it begins a page wherever the part before ends.
    pub begins_page: bool,
    /// What it says, in order.
    pub blocks: Vec<Block>,
}

/// A piece of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A section's title.
    Heading(Text),
    /// Running text.
    Paragraph(Text),
    /// Small explanatory text.
    Small(Text),
    /// Somebody's words, quoted word for word.
    Quote(Text),
    /// The assessor's text, as it was typed.
    Typed(Text),
    /// A name that was typed in place of a signature.
    Signature(Text),
    /// A signature drawn by hand.
    Drawing {
        /// Its lines.
        drawing: Drawing,
        /// What it is, for who cannot see it.
        spoken: String,
    },
    /// Names and values.
    Facts(Vec<FactRow>),
    /// One row of values under their names.
    Parameters(Vec<(Text, Text)>),
    /// How each level came out, lowest first.
    Levels {
        /// The titles of the columns: number, phrase, why, verdict.
        columns: [Text; 4],
        /// One row for each level.
        rows: Vec<LevelRow>,
    },
    /// Statements in short.
    Statements {
        /// The titles of the columns.
        columns: [Text; 3],
        /// One row for each statement.
        rows: Vec<StatementRow>,
    },
    /// The statements of one level in full, with what was found.
    Ratings(LevelRatings),
    /// The register of evidence.
    Evidence {
        /// The titles of the columns.
        columns: [Text; 3],
        /// One row for each item.
        rows: Vec<EvidenceRow>,
    },
}

/// A name and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactRow {
    /// The name.
    pub label: Text,
    /// The value, or several one below the other.
    pub values: Vec<Text>,
    /// Whether the values are shown as they were typed.
    pub typed: bool,
}

/// How a level came out, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelRow {
    /// The number and the guiding phrase.
    pub number: Text,
    /// The guiding phrase.
    pub phrase: Text,
    /// Why the verdict is what it is.
    pub why: Text,
    /// The verdict's picture.
    pub verdict: Verdict,
    /// The verdict in words, and whether it is presumed.
    pub label: Text,
}

/// A statement in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementRow {
    /// Its number, such as `4.2`.
    pub number: Text,
    /// Its words; the pages may shorten them.
    pub statement: Text,
    /// The finding's picture.
    pub finding: Finding,
    /// The finding in words.
    pub label: Text,
}

/// The statements of one level, with what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelRatings {
    /// `Level 3, Apply`.
    pub title: Text,
    /// `5 of 6 rated, coverage 83 %`.
    pub counts: Text,
    /// The verdict's picture.
    pub verdict: Verdict,
    /// The verdict in words.
    pub verdict_label: Text,
    /// The titles of the columns.
    pub columns: [Text; 3],
    /// One row for each statement.
    pub rows: Vec<RatingRow>,
}

/// A statement with what was found and written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatingRow {
    /// Its number, such as `4.2`.
    pub number: Text,
    /// Its words.
    pub statement: Text,
    /// The finding's picture.
    pub finding: Finding,
    /// The finding in words.
    pub label: Text,
    /// Says that another rating alone would change the computed level.
    pub decisive: Option<Text>,
    /// The items of evidence that it rests on, such as `E1, E4`.
    pub evidence: Option<Text>,
    /// What was asked, said and noted, with the line breaks as they were typed.
    pub remarks: Vec<Remark>,
}

/// Something that was written down on a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// `Asked`, `Answered`, `Reason`, `Note`; none where there is only a note.
    pub label: Option<Text>,
    /// The words.
    pub text: Text,
}

/// An item of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceRow {
    /// Its number, such as `E4`.
    pub number: Text,
    /// What it is; of which kind, where the report's profile does not show more.
    pub title: Text,
    /// What kind of thing it is, unless that stands in place of the title.
    pub kind: Option<Text>,
    /// How it is known, when it was made, and on what it bears.
    pub about: Text,
    /// The attached files: name, size and hash of each.
    pub files: Vec<[Text; 3]>,
}

/// One concluded assessment with what the rule makes of it.
struct Concluded<'a> {
    /// Its place in the report, from 0.
    index: usize,
    assessment: &'a Assessment,
    conclusion: &'a Conclusion,
    outcome: Outcome,
}

impl Content {
    /// What the report of this request says, as its profile shows it.
    ///
    /// # Errors
    /// If the interview has no assessment, or one that is still a draft.
    pub(in crate::report) fn of(shown: &Shown<'_>) -> Result<Self> {
        let concluded = concluded(shown)?;
        let subject = recorded::subject(concluded.iter().map(|one| {
            let definition = &one.assessment.definition;
            (definition.code.as_str(), definition.name.as_str(), one.conclusion.award.level.map(Level::number))
        }));
        let candidate = &shown.interview.candidate.name;
        Ok(Self {
            title: nfc(&recorded::title(candidate, &subject)),
            running: Running {
                issuer: Text::new(
                    Key::SignerOrganisation,
                    shown.signer.organisation.as_deref().unwrap_or(&shown.signer.name),
                ),
                kind: Text::label(&recorded::kind(shown.profile.label())),
                profile: Text::label(recorded::head(shown.profile)),
                candidate: Text::new(Key::CandidateName, candidate),
                subject: Text::prose(format!(", {subject}")),
                draft: concluded.iter().any(Concluded::is_draft),
                report: Text::new(Key::ReportId, &recorded::report(shown.id, shown.version)),
                confidentiality: Text::new(Key::Confidentiality, &shown.notices.confidentiality),
            },
            overview: (concluded.len() > 1).then(|| overview::overview(shown, &concluded)),
            signatures: front::signatures(shown),
            fronts: concluded.iter().map(|one| front::front(shown, one)).collect(),
            contents: Contents {
                title: Text::heading("Contents"),
                what: Text::label("Part and section"),
                page: Text::label("Page"),
            },
            parts: parts::parts(shown, &concluded)?,
        })
    }
}

impl Text {
    fn new(key: Key, text: &str) -> Self {
        Self { key, text: nfc(text) }
    }

    fn label(text: &str) -> Self {
        Self::new(Key::Label, text)
    }

    fn heading(text: &str) -> Self {
        Self::new(Key::Heading, text)
    }

    fn prose(text: impl AsRef<str>) -> Self {
        Self::new(Key::Prose, text.as_ref())
    }
}

impl Concluded<'_> {
    fn fact(&self, fact: Fact, text: &str) -> Text {
        Text::new(Key::Assessment(self.index, fact), text)
    }

    fn is_draft(&self) -> bool {
        self.assessment.definition.edition.status == PublicationStatus::Draft
    }

    fn awarded(&self) -> Option<Level> {
        self.conclusion.award.level
    }
}

fn concluded<'a>(shown: &'a Shown<'_>) -> Result<Vec<Concluded<'a>>> {
    let assessments = &shown.interview.assessments;
    if assessments.is_empty() {
        return Err(Error::refused("The interview holds no assessment, so there is nothing to report."));
    }
    assessments
        .iter()
        .enumerate()
        .map(|(index, assessment)| {
            let conclusion = assessment.state.conclusion().ok_or_else(|| {
                Error::new(
                    Code::NotConcluded,
                    format!(
                        "The assessment of {} is still a draft. Conclude it first; then it can be reported.",
                        assessment.definition.code
                    ),
                )
            })?;
            Ok(Concluded { index, assessment, conclusion, outcome: assessment.outcome() })
        })
        .collect()
}

fn nfc(text: &str) -> String {
    text.nfc().collect()
}
