//! The report: what it says, how it looks, and the record inside it.
//!
//! [`content`] decides the words, [`layout`] their places, [`pdf`] draws, [`finish`] adds what makes the file a
//! document: structure, metadata, the embedded [`record`], and the two empty signature fields. The result is the
//! base document: whoever signs only fills a field in.

pub mod content;
mod finish;
mod layout;
mod pdf;
pub mod record;
#[cfg(test)]
pub(crate) mod samples;

use jiff::Span;
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use crate::domain::audit::Head;
use crate::domain::interview::{Assessor, Interview};
use crate::domain::moment::Moment;
use crate::domain::notices::Notices;
use crate::error::{Error, Result};
use crate::typeface::{self, Face, Missing};

/// What a report is made of.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The interview; all its assessments are concluded, and all are reported.
    pub interview: &'a Interview,
    /// The report's id, such as `VS-2025-7F3K-Q29D`.
    pub id: &'a str,
    /// The report's version, from 1.
    pub version: u32,
    /// When it is made.
    pub issued_at: Moment,
    /// Who will sign it.
    pub signer: &'a Assessor,
    /// The id of the report that this one takes the place of, because it corrects its assessments.
    pub supersedes: Option<&'a str>,
    /// What the organisation wants every report to say.
    pub notices: &'a Notices,
    /// The end of the workspace's audit trail; none: it is not printed.
    pub trail: Option<&'a Head>,
    /// The program that makes it, with its version, such as `Vouchsafe 0.1.0`.
    pub program: &'a str,
}

impl Request<'_> {
    /// The report that this one takes the place of, by its id and its version: a correction counts up from it.
    fn superseded(&self) -> Option<(&str, u32)> {
        self.supersedes.map(|id| (id, self.version.saturating_sub(1)))
    }

    /// Whether signer and assessor are the same to whoever reads the report.
    fn is_signed_by_assessor(&self) -> bool {
        let assessor = &self.interview.assessor;
        (&self.signer.name, &self.signer.organisation) == (&assessor.name, &assessor.organisation)
    }

    /// The date after which records are to be deleted, counted from the last conclusion; none: the organisation
    /// does not say.
    fn delete_after(&self) -> Result<Option<Date>> {
        let conclusions = self.interview.assessments.iter().filter_map(|assessment| assessment.state.conclusion());
        let last = conclusions.map(|conclusion| conclusion.concluded_at.date()).max();
        let (Some(last), Some(months)) = (last, self.notices.retention_months) else { return Ok(None) };
        last.checked_add(Span::new().months(i32::from(months))).map(Some).map_err(Error::internal)
    }
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
    let content = content::Content::of(request)?;
    let canvas = layout::lay_out(&content, request.notices.paper)?;
    let record = record::Record::of(request, &canvas.said)?;
    let record_json = record.to_json()?;
    let drawn = pdf::draw(&canvas, (finish::NOT_COUNTERSIGNED_FACE, finish::NOT_COUNTERSIGNED))?;
    let pdf = finish::finish(drawn, request, &record::about::About::of(&record)?, &canvas, &record_json)?;
    Ok(BaseDocument { pdf, pages: canvas.pages.len(), record_json })
}

#[cfg(test)]
mod tests;

/// The first character of a text that no embedded font can print, for refusing it where it is typed.
#[must_use]
pub fn first_unprintable(text: &str) -> Option<Missing> {
    typeface::first_missing(Face::SansRegular, &text.nfc().collect::<String>())
}
