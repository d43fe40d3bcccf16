//! What a signature covers: all of its revision but the place where it stands itself.

use std::ops::Range;

use lopdf::{Dictionary, Object, decode_text_string};

use super::super::document::{FormField, Pdf};
use super::super::revision::CONTENTS_CAPACITY;
use super::super::sign::pdf_date;
use super::super::{Checked, Problem, review};
use crate::domain::moment::Moment;
use crate::domain::review::Review;

/// A signature dictionary with its place in the file.
#[derive(Debug, Clone)]
pub(super) struct Covered<'a> {
    /// The number of the signature dictionary.
    pub(super) number: u32,
    /// The dictionary.
    pub(super) dictionary: &'a Dictionary,
    /// Where `/Contents` stands, with its angle brackets: the bytes that are not covered.
    pub(super) gap: Range<usize>,
    /// Where the signed revision ends.
    pub(super) end: usize,
}

/// Reads a filled field's signature dictionary and holds its `/ByteRange` against the file.
pub(super) fn read<'a>(pdf: &'a Pdf<'_>, field: FormField<'_>) -> Checked<Covered<'a>> {
    let missing = || Problem::new("contents", "There is no signature where one should be.");
    let number = field.value().ok_or_else(missing)?;
    let dictionary = pdf.dictionary(number).ok_or_else(missing)?;
    let contents = contents(dictionary).ok_or_else(missing)?;
    let (gap, end) = byte_range(dictionary, pdf.bytes().len())?;
    let stands_there = pdf.bytes()[gap.clone()]
        .strip_prefix(b"<")
        .and_then(|hex| hex.strip_suffix(b">"))
        .and_then(|hex| base16ct::lower::decode_vec(hex).ok())
        .is_some_and(|bytes| bytes == contents && bytes.len() == CONTENTS_CAPACITY);
    if !stands_there {
        let message = "The bytes that are left unsigned are not exactly the signature itself.";
        return Err(Problem::new("byte-range", message));
    }
    Ok(Covered { number, dictionary, gap, end })
}

/// The CMS structure with its padding.
pub(super) fn contents(dictionary: &Dictionary) -> Option<&[u8]> {
    dictionary.get(b"Contents").and_then(Object::as_str).ok()
}

/// The signer's claim of when it was (`/M`), in the one form that [`pdf_date`] writes.
pub(super) fn signed_at(dictionary: &Dictionary) -> Option<Moment> {
    let date = std::str::from_utf8(dictionary.get(b"M").and_then(Object::as_str).ok()?).ok()?;
    let time = jiff::fmt::strtime::parse("D:%Y%m%d%H%M%S%z", date.replace('\'', "")).ok()?;
    let moment = Moment::new(time.to_timestamp().ok()?, time.offset()?);
    (pdf_date(moment) == date).then_some(moment)
}

/// The reviewer's decision.
pub(super) fn review(dictionary: &Dictionary) -> Checked<Review> {
    let refuse = |why: &str| Problem::new("review", format!("The review {why}."));
    let json = dictionary.get(review::KEY.as_bytes()).map_err(|_| refuse("is missing"))?;
    let json = decode_text_string(json).map_err(|_| refuse("can’t be read"))?;
    review::read(&json).map_err(refuse)
}

/// Exactly four integers that leave one gap and stay inside of the file.
fn byte_range(dictionary: &Dictionary, length: usize) -> Checked<(Range<usize>, usize)> {
    let refuse = |what: &str| Problem::new("byte-range", format!("The signature's byte range {what}."));
    let list = dictionary.get(b"ByteRange").and_then(Object::as_array).map_err(|_| refuse("is missing"))?;
    let numbers: Option<Vec<usize>> = list.iter().map(|item| usize::try_from(item.as_i64().ok()?).ok()).collect();
    let Some([first, gap_start, gap_end, rest]) = numbers.as_deref().and_then(|numbers| numbers.first_chunk::<4>())
    else {
        return Err(refuse("is not four numbers"));
    };
    if list.len() != 4 {
        return Err(refuse("is not four numbers"));
    }
    let end = gap_end.checked_add(*rest).filter(|end| *end <= length && gap_start < gap_end && rest > &0);
    match end {
        Some(end) if *first == 0 => Ok((*gap_start..*gap_end, end)),
        Some(_) => Err(refuse("does not begin with the file")),
        None => Err(refuse("does not lie inside of the file")),
    }
}
