//! The report: what it says, how it looks, and the record inside it.
//!
//! [`shown`] leaves out what the report's profile does not show, [`content`] decides the words, [`layout`] their places,
//! [`pdf`] draws, [`finish`] adds what makes the file a document: structure, metadata, the embedded [`record`], and the two
//! empty signature fields. The result is the base document: whoever signs only fills a field in.

pub mod content;
mod finish;
mod layout;
mod pdf;
pub mod record;
#[cfg(test)]
pub(crate) mod samples;
mod shown;

use unicode_normalization::UnicodeNormalization;

use crate::domain::audit::Head;
use crate::domain::interview::{Assessor, Interview};
use crate::domain::moment::Moment;
use crate::domain::notices::Notices;
use crate::domain::profile::Profile;
use crate::error::Result;
use crate::typeface::{self, Face, Missing};

pub use shown::StandIn;

use shown::Shown;

/// What a report is made of.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The interview; all its assessments are concluded, and all are reported.
    pub interview: &'a Interview,
    /// How much of it is shown.
    pub profile: Profile,
    /// Who stands in for the candidate where the profile names nobody.
    pub stand_in: Option<&'a StandIn>,
    /// The report's id, such as `VS-2025-7F3K-Q29D`.
    pub id: &'a str,
    /// The report's version, from 1.
    pub version: u32,
    /// When it is made.
    pub issued_at: Moment,
    /// Who will sign it.
    pub signer: &'a Assessor,
    /// The id of the report that this one takes the place of, because it corrects its assessments; where the profile
    /// leaves ids out, it is that of a report of the same profile.
    pub supersedes: Option<&'a str>,
    /// The id of the full report of the same interview, where there is one and this is not it.
    pub copy_of: Option<&'a str>,
    /// What the organisation wants every report to say.
    pub notices: &'a Notices,
    /// The end of the workspace's audit trail; none: it is not printed.
    pub trail: Option<&'a Head>,
    /// The program that makes it, with its version, such as `Vouchsafe 0.1.0`.
    pub program: &'a str,
}

/// A report that nobody has signed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseDocument {
    /// The PDF, with the empty signature fields `Assessor` and `Reviewer` on its first page.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// The embedded record, byte for byte.
    pub record_json: Vec<u8>,
}

/// Makes the report. The same request gives the same bytes.
///
/// # Errors
/// If the interview has no assessment or one that is not concluded, or if a text has a character that no embedded
/// font can draw.
pub fn render(request: &Request<'_>) -> Result<BaseDocument> {
    let shown = Shown::of(request)?;
    let content = content::Content::of(&shown)?;
    let canvas = layout::lay_out(&content, shown.notices.paper)?;
    let record = record::Record::of(&shown, &canvas.said)?;
    let record_json = record.to_json()?;
    let drawn = pdf::draw(&canvas, (finish::NOT_COUNTERSIGNED_FACE, finish::NOT_COUNTERSIGNED))?;
    let pdf = finish::finish(drawn, &shown, &record::about::About::of(&record)?, &canvas, &record_json)?;
    Ok(BaseDocument { pdf, pages: canvas.pages.len(), record_json })
}

#[cfg(test)]
mod left_out;
#[cfg(test)]
mod tests;

/// The first character of a text that no embedded font can print, for refusing it where it is typed.
#[must_use]
pub fn first_unprintable(text: &str) -> Option<Missing> {
    typeface::first_missing(Face::SansRegular, &text.nfc().collect::<String>())
}
