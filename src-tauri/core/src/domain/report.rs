//! What a signed report says of itself, as far as lists show it.

use uuid::Uuid;

use super::level::Level;
use super::moment::Moment;
use super::profile::Profile;
use super::review::Review;

/// What a report says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportFacts {
    /// Its id, such as `VS-2026-7F3K-Q29D`.
    pub id: String,
    /// Its version, from 1.
    pub version: u32,
    /// The id of the report that it takes the place of.
    pub supersedes: Option<String>,
    /// How much it shows.
    pub profile: Profile,
    /// Who was interviewed.
    pub candidate: ReportedCandidate,
    /// Who interviewed.
    pub assessor: String,
    /// The sitting's id in the workspace that made the report.
    pub interview: Uuid,
    /// When the interview began.
    pub interviewed_at: Moment,
    /// When the report was made.
    pub issued_at: Moment,
    /// The skills with their results, in the order of the report.
    pub results: Vec<SkillResult>,
}

/// The interviewed person, as a report names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportedCandidate {
    /// The id in the workspace that made the report.
    pub id: Uuid,
    /// The name.
    pub name: String,
    /// The organisation's own reference.
    pub reference: Option<String>,
    /// What the person works as.
    pub role: Option<String>,
}

/// What an assessment came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkillResult {
    /// The assessment's id in the workspace that made the report.
    pub assessment: Uuid,
    /// The edition's id.
    pub edition: String,
    /// The edition's name.
    pub edition_name: String,
    /// The skill's code.
    pub code: String,
    /// The skill's name.
    pub name: String,
    /// What the rule gave; none: no level.
    pub computed: Option<Level>,
    /// What the assessor gave; none: no level.
    pub awarded: Option<Level>,
    /// When the assessment was concluded.
    pub concluded_at: Moment,
}

/// Who signed, by their certificate, and when, by their clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedBy {
    /// The name.
    pub name: String,
    /// The organisation.
    pub organisation: Option<String>,
    /// SHA-256 of the certificate, 64 hexadecimal digits.
    pub fingerprint: String,
    /// When, by the signer's own clock.
    pub at: Moment,
}

/// A reviewer's signature, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Countersigned {
    /// Who signed.
    pub by: SignedBy,
    /// What they decided.
    pub review: Review,
}

/// What the pages of a report say, and its file around them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The text of the pages in the order of their content, without heads and feet.
    pub text: String,
    /// The text of each page's heads, feet and repetitions, in the order of drawing.
    pub furniture: Vec<String>,
    /// The title that lists of files show; empty: there is none.
    pub title: String,
    /// Who wrote it, as lists of files show it.
    pub author: String,
    /// What it is about, as lists of files show it.
    pub subject: String,
    /// The programs that made the document and the file.
    pub programs: [String; 2],
    /// When it was made and last changed, as a PDF writes dates (ISO 32000-1, 7.9.4).
    pub dates: [String; 2],
    /// The metadata as XMP.
    pub metadata: String,
    /// The titles of the bookmarks.
    pub bookmarks: Vec<String>,
    /// What is said for pictures to whoever cannot see them, in the order of the structure.
    pub spoken: Vec<String>,
}
