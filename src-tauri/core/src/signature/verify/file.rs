//! Whether a file is a PDF at all, and a report of ours.

use lopdf::Object;
use memchr::memmem;

use super::super::document::{Pdf, RECORD_NAME};
use super::super::revision::END;
use super::super::{FILE_LIMIT, Field, Problem};
use super::Verdict;

const HEADER: &[u8] = b"%PDF-";
/// How far viewers search for a header (ISO 32000-1, implementation note 13 of its predecessor).
const HEADER_SEARCH: usize = 1024;
const END_OF_FILE: &[u8] = b"%%EOF";
/// How far from the end viewers search for the end-of-file marker (ISO 32000-1, 7.5.5 and implementation note 18 of
/// its predecessor).
const END_SEARCH: usize = 1024;

/// The file as a report of ours, or what it is instead.
pub(super) fn read(bytes: &[u8]) -> Result<Pdf<'_>, (Verdict, Problem)> {
    let unreadable = |code, message: &str| (Verdict::Unreadable, Problem::new(code, message));
    if bytes.len() > FILE_LIMIT {
        let message = format!("The file is larger than {} MiB, which no report is.", FILE_LIMIT >> 20);
        return Err(unreadable("too-large", &message));
    }
    if memmem::find(&bytes[..bytes.len().min(HEADER_SEARCH)], HEADER).is_none() {
        return Err(unreadable("not-a-pdf", "The file is not a PDF: it does not begin like one."));
    }
    if !has_end(bytes) {
        return Err(unreadable("damaged", "The PDF has no end: it was cut off, or is damaged."));
    }
    match Pdf::read(bytes).filter(has_catalog) {
        Some(pdf) if is_ours(&pdf) => Ok(pdf),
        Some(pdf) => Err((Verdict::NotOurs, foreign(signatures(&pdf)))),
        None => Err(unlike_a_report(bytes)),
    }
}

/// What a file is that is not made of plain objects as every report is, by the words that can be found in it: of such a
/// file nobody can say how much memory reading it would take.
fn unlike_a_report(bytes: &[u8]) -> (Verdict, Problem) {
    let holds = |word: &[u8]| memmem::find(bytes, word).is_some();
    if holds(b"/Encrypt") {
        let message = "The PDF is encrypted, which no report is.";
        return (Verdict::Unreadable, Problem::new("encrypted", message));
    }
    let begin = memmem::find(bytes, HEADER).unwrap_or_default();
    if begin > 0 && Pdf::read(&bytes[begin..]).is_some_and(|pdf| is_ours(&pdf)) {
        let message = "Bytes stand before the beginning of the PDF: this is not the report as it was signed.";
        return (Verdict::Invalid, Problem::new("bytes-before", message));
    }
    // Every PDF says in the clear where its catalog is.
    if holds(b"/Root") && !holds(RECORD_NAME.as_bytes()) {
        return (Verdict::NotOurs, foreign(memmem::find_iter(bytes, b"/ByteRange").count()));
    }
    let message = "The PDF is damaged, or was changed: its parts are not where a report has them.";
    (Verdict::Unreadable, Problem::new("damaged", message))
}

/// What is wrong with the file as a whole, before any signature is looked at.
pub(super) fn problems(pdf: &Pdf<'_>) -> Vec<Problem> {
    let bytes = pdf.bytes();
    let mut problems = Vec::new();
    let after_line_end = |at: &usize| *at > 0 && matches!(bytes[at - 1], b'\n' | b'\r');
    if let Some(at) = memmem::find_iter(bytes, HEADER).find(after_line_end) {
        let message = format!("A second PDF begins inside the file, at byte {at}.");
        problems.push(Problem::new("second-header", message));
    }
    if !bytes.ends_with(END) {
        problems.push(Problem::new("bytes-after", "The file does not end where its last revision ends."));
    }
    if !pdf.is_plain() {
        let message = "The file hides objects in streams, which no report does.";
        problems.push(Problem::new("structure", message));
    }
    let fields: Vec<String> = pdf.fields().into_iter().map(|(name, _)| name).collect();
    let complete = Field::ALL.into_iter().all(|field| pdf.field(field).is_some());
    if !complete || fields.len() != Field::ALL.len() {
        let message = match fields.join(", ").as_str() {
            "" => "The report lacks its two signature fields, Assessor and Reviewer.".to_owned(),
            found => format!("The report has the fields {found}, not its two signature fields, Assessor and Reviewer."),
        };
        problems.push(Problem::new("fields", message));
    }
    if !pdf.has_record() {
        problems.push(Problem::new("record", "The record inside the report is missing."));
    }
    problems
}

/// Whether the end-of-file marker stands near the end; padding behind it, which viewers pass over, doesn't count.
fn has_end(bytes: &[u8]) -> bool {
    let is_padding = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0;
    let end = bytes.iter().rposition(|byte| !is_padding(byte)).map_or(0, |last| last + 1);
    memmem::find(&bytes[end.saturating_sub(END_SEARCH)..end], END_OF_FILE).is_some()
}

fn has_catalog(pdf: &Pdf<'_>) -> bool {
    pdf.catalog().is_some()
}

fn is_ours(pdf: &Pdf<'_>) -> bool {
    pdf.has_record() || Field::ALL.into_iter().all(|field| pdf.field(field).is_some())
}

fn signatures(pdf: &Pdf<'_>) -> usize {
    let is_signed = |dictionary: &lopdf::Dictionary| {
        dictionary.get(b"FT").and_then(Object::as_name).is_ok_and(|kind| kind == b"Sig") && dictionary.has(b"V")
    };
    pdf.fields().iter().filter(|(_, field)| is_signed(field.dictionary)).count()
}

fn foreign(signatures: usize) -> Problem {
    let about = match signatures {
        0 => "It holds no signatures.".to_owned(),
        1 => "It holds a signature, which was not checked.".to_owned(),
        more => format!("It holds {more} signatures, which were not checked."),
    };
    Problem::new("not-ours", format!("This PDF is not a Vouchsafe report. {about}"))
}
