//! Verifying a report: the strict profile of what [`sign`](super::sign()) writes.
//!
//! A signed revision is the prefix of the file that ends where its signature's `/ByteRange` ends. The file has to be
//! the report as it was made, the assessor's revision, and at most the reviewer's; cut after the assessor's
//! revision it is a valid report again, which nobody reviewed.
//!
//! | file | subject |
//! | --- | --- |
//! | `file` | is it a PDF, and one of ours |
//! | `coverage` | what a signature covers |
//! | `changes` | what a signed revision may change |
//! | `base` | what a report is made of, below the signatures |
//! | `pages` | what its pages say |
//! | `ink` | what a page draws |
//! | `legible` | whether what it says can be read |
//! | `around` | what the file says around its pages |
//! | `seal` | whether the last digest is the file's, found without reading the PDF |
//! | `drawing` | what a signature's appearance shows |

mod around;
#[cfg(test)]
mod attacks;
mod base;
mod changes;
mod coverage;
mod drawing;
mod file;
mod ink;
mod legible;
mod pages;
pub(super) mod seal;
#[cfg(test)]
mod tests;

use std::iter;

use super::certificates::Fingerprint;
use super::container::Container;
use super::document::{FormField, Pdf};
use super::record::{self, Record};
use super::revision::{self, END};
use super::words::{Facts, Part};
use super::{Checked, Field, Problem, review};
use crate::domain::moment::Moment;
use crate::domain::report::Said;
use crate::domain::review::Review;
use crate::domain::text::comparable;
use coverage::Covered;

/// What verifying found. Whether a signer is known is not part of it: that only the workspace can say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// The answer.
    pub verdict: Verdict,
    /// The signatures of our two fields, in the order of signing. Unless the verdict is [`Verdict::Valid`] they are
    /// claims that did not hold.
    pub signatures: Vec<Signature>,
    /// What is wrong; empty for a valid report.
    pub problems: Vec<Problem>,
    /// The record as it was signed; only of a valid report.
    pub record: Option<Vec<u8>>,
    /// What the signed pages say, and the file around them; only of a valid report.
    pub said: Option<Said>,
    /// How many pages it has; 0 unless it is valid.
    pub pages: usize,
}

/// The answer to the question whether a file is a report as its signers signed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// A report, unchanged since it was signed by the holders of these keys.
    Valid,
    /// A report that is not signed, or not as it was signed.
    Invalid,
    /// Another PDF.
    NotOurs,
    /// Nothing can be said: no PDF, a damaged one, or a report in a newer format.
    Unreadable,
}

/// A signature in one of our fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The field.
    pub field: Field,
    /// Who signed by the certificate; none if there is no readable one.
    pub signer: Option<SignatureHolder>,
    /// When, by the signer's own clock.
    pub signed_at: Option<Moment>,
    /// Where the revision ends that was signed: so many of the file's first bytes. None where that can't be read.
    pub end: Option<usize>,
    /// What the reviewer decided; none for the assessor, and where it can't be read.
    pub review: Option<Review>,
}

/// Who a certificate was issued to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureHolder {
    /// The signer's name.
    pub name: String,
    /// The signer's organisation.
    pub organisation: Option<String>,
    /// SHA-256 of the certificate.
    pub fingerprint: Fingerprint,
}

/// Verifies a file. Whatever it is, the answer is a verdict, never an error.
#[must_use]
pub fn verify(pdf: &[u8]) -> Verification {
    let pdf = match file::read(pdf) {
        Ok(pdf) => pdf,
        Err((verdict, problem)) => return Verification::without_signatures(verdict, problem),
    };
    let record = pdf.record();
    match record.as_deref().and_then(Record::format_of) {
        Some(known) if record::FORMATS.contains(&known) => (),
        Some(newer) if newer > *record::FORMATS.end() => {
            let known = record::FORMATS.end();
            let message = format!(
                "The report's record has format {newer}; this version of Vouchsafe knows formats up to {known}. \
                 Verify it with a newer version."
            );
            return Verification::without_signatures(Verdict::Unreadable, Problem::new("newer-format", message));
        }
        _ => {
            let problem = Problem::new("record", "The record inside the report can't be read.");
            return Verification::without_signatures(Verdict::Invalid, problem);
        }
    }

    let filled: Vec<Filled<'_>> = Field::ALL
        .into_iter()
        .filter_map(|field| pdf.field(field).filter(FormField::is_filled).map(|form| Filled::read(&pdf, field, form)))
        .collect();
    let signatures: Vec<Signature> = filled.iter().map(Filled::signature).collect();
    let mut problems = problems(&pdf, filled, record.as_deref().and_then(Record::read).as_ref());
    let said = match problems.is_empty() {
        true => {
            pages::read(&pdf).and_then(|said| around::read(&pdf, said)).map_err(|problem| problems.push(problem)).ok()
        }
        false => None,
    };
    if problems.is_empty() && !seal::holds(pdf.bytes()) {
        let message = "What was signed is not what stands in the file: it was changed after signing.";
        problems.push(Problem::new("digest", message));
    }
    let verdict = if problems.is_empty() { Verdict::Valid } else { Verdict::Invalid };
    let is_valid = verdict == Verdict::Valid;
    let pages = if is_valid { pdf.pages() } else { 0 };
    Verification { verdict, signatures, problems, record: record.filter(|_| is_valid), said, pages }
}

/// Checks a report as it was made, before anybody signs it, for what lies below the signatures.
///
/// # Errors
/// If it is not made as a report is: its objects, or its pages.
pub(super) fn check_unsigned(pdf: &[u8]) -> Checked<()> {
    let pdf = base::check(pdf)?;
    pages::read(&pdf).and_then(|said| around::read(&pdf, said)).map(|_| ())
}

impl Verification {
    fn without_signatures(verdict: Verdict, problem: Problem) -> Self {
        Self { verdict, signatures: Vec::new(), problems: vec![problem], record: None, said: None, pages: 0 }
    }
}

/// A filled field, and what of it could be read.
struct Filled<'a> {
    field: Field,
    covered: Checked<Covered<'a>>,
    container: Checked<Container>,
    signed_at: Option<Moment>,
    review: Checked<Option<Review>>,
}

impl<'a> Filled<'a> {
    fn read(pdf: &'a Pdf<'_>, field: Field, form: FormField<'_>) -> Self {
        let dictionary = form.value().and_then(|number| pdf.dictionary(number));
        let missing = || Problem::new("contents", "There is no signature where one should be.");
        Self {
            field,
            covered: coverage::read(pdf, form),
            container: dictionary.and_then(coverage::contents).ok_or_else(missing).and_then(Container::read),
            signed_at: dictionary.and_then(coverage::signed_at),
            review: match field {
                Field::Assessor => Ok(None),
                Field::Reviewer => dictionary.ok_or_else(missing).and_then(coverage::review).map(Some),
            },
        }
    }

    fn signature(&self) -> Signature {
        let signer = self.container.as_ref().ok().map(|container| SignatureHolder {
            name: container.chain.holder().name.clone(),
            organisation: container.chain.holder().organisation.clone(),
            fingerprint: container.chain.fingerprint(),
        });
        let review = self.review.as_ref().ok().cloned().flatten();
        let end = self.covered.as_ref().ok().map(|covered| covered.end);
        Signature { field: self.field, signer, signed_at: self.signed_at, end, review }
    }
}

/// A signature of which all parts could be read.
struct Signed<'a> {
    field: Field,
    covered: Covered<'a>,
    container: Container,
    at: Moment,
    review: Option<Review>,
}

impl<'a> Signed<'a> {
    fn of(filled: Filled<'a>) -> Checked<Self> {
        let at = filled.signed_at.ok_or_else(|| {
            Problem::new("signed-at", "The signature does not say when it was made, in the form that a report's does.")
        });
        let (covered, container) = (filled.covered?, filled.container?);
        Ok(Self { field: filled.field, covered, container, at: at?, review: filled.review? })
    }

    fn part(&self) -> Part {
        self.review.as_ref().map_or(Part::Assessor, |review| Part::Reviewer(review.decision))
    }

    /// What the signature's appearance depends on.
    fn facts<'b>(&'b self, record: &'b Record) -> Facts<'b> {
        let holder = self.container.chain.holder();
        let organisation = match self.part() {
            Part::Assessor => record.organisation(),
            Part::Reviewer(_) => holder.organisation.as_deref(),
        };
        let fingerprint = self.container.chain.fingerprint();
        Facts { part: self.part(), name: &holder.name, organisation, at: self.at, fingerprint }
    }

    fn check(&self, bytes: &[u8], record: &Record) -> Checked<()> {
        let revision = &bytes[..self.covered.end];
        self.container.verify(revision::covered(revision, &self.covered.gap))?;
        if !self.container.chain.is_valid_at(self.at.instant()) {
            let message = format!("The certificate was not valid when the report was signed, {}.", self.at.in_words());
            return Err(Problem::new("certificate", message));
        }
        let name = &self.container.chain.holder().name;
        if self.field == Field::Assessor && comparable(name) != comparable(record.signer()) {
            let message = format!("The report says that {} signs it, and {name} did.", record.signer());
            return Err(Problem::new("signer", message));
        }
        match self.review.as_ref().map(|review| review::check(review, record)) {
            Some(Err(why)) => Err(Problem::new("review", format!("The review {why}."))),
            Some(Ok(())) | None => Ok(()),
        }
    }
}

fn problems(pdf: &Pdf<'_>, filled: Vec<Filled<'_>>, record: Option<&Record>) -> Vec<Problem> {
    let mut problems = file::problems(pdf);
    if filled.is_empty() {
        // Of a file that is not whole nobody can say what it held before.
        if problems.is_empty() {
            problems.push(Problem::new("unsigned", "This report is not signed."));
        }
        return problems;
    }
    let Some(record) = record else {
        problems.push(Problem::new("record", "The record inside the report is not one of its format."));
        return problems;
    };
    let mut signed = Vec::new();
    for filled in filled {
        let field = filled.field;
        let checked = Signed::of(filled).and_then(|signed| signed.check(pdf.bytes(), record).map(|()| signed));
        match checked {
            Ok(one) => signed.push(one),
            Err(problem) => problems.push(within(field, &problem)),
        }
    }
    if problems.is_empty() {
        problems.extend(sequence(pdf, &signed, record).err());
    }
    problems
}

/// Follows the revisions: the report as it was made, the assessor's, the reviewer's, and nothing behind.
fn sequence(pdf: &Pdf<'_>, signed: &[Signed<'_>], record: &Record) -> Checked<()> {
    let Some(assessor) = signed.first().filter(|first| first.field == Field::Assessor) else {
        return Err(Problem::new("order", "The reviewer signed, but the assessor did not."));
    };
    let bytes = pdf.bytes();
    let made = made_until(&bytes[..assessor.covered.end])
        .ok_or_else(|| Problem::new("revision", "There is no report below the assessor's signature."))?;
    let mut end = made;
    for one in signed {
        if one.covered.end <= end {
            return Err(Problem::new("order", "The reviewer's signature does not lie behind the assessor's."));
        }
        end = one.covered.end;
    }
    if end != bytes.len() {
        let message = format!("{} bytes follow the last signature, and nobody signed them.", bytes.len() - end);
        return Err(Problem::new("not-covered", message));
    }
    // Reading takes most of the time, so each revision is read once. The last one is the whole file.
    let base = base::check(&bytes[..made])?;
    let between: Vec<Pdf<'_>> = signed[..signed.len() - 1]
        .iter()
        .map(|one| {
            let whole = Pdf::read(&bytes[..one.covered.end]);
            whole.ok_or_else(|| within(one.field, &Problem::new("revision", "The revision is not a PDF by itself.")))
        })
        .collect::<Checked<_>>()?;
    let revisions: Vec<&Pdf<'_>> = iter::once(&base).chain(&between).chain([pdf]).collect();
    for (one, pair) in signed.iter().zip(revisions.windows(2)) {
        changes::check(pair[0], pair[1], one, record).map_err(|problem| within(one.field, &problem))?;
    }
    if let [assessor, reviewer] = signed
        && assessor.container.chain.key() == reviewer.container.chain.key()
    {
        return Err(Problem::new("same-key", "Assessor and reviewer signed with the same key."));
    }
    Ok(())
}

/// Where the report ends as it was made: at the last end of file before the one of this revision.
fn made_until(revision: &[u8]) -> Option<usize> {
    let below = revision.len().checked_sub(END.len())?;
    Some(memchr::memmem::rfind(&revision[..below], END)? + END.len())
}

fn within(field: Field, problem: &Problem) -> Problem {
    Problem { code: problem.code, message: format!("Field {}: {}", field.name(), problem.message) }
}
