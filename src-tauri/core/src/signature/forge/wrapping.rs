//! Signature wrapping: what was signed stays in the file, but somewhere else, and in its place stands another document
//! that shares the signature.
//!
//! The bytes behind the signature are moved to the end; the place where their `startxref` points lies in what was put
//! between, so that a table of the attacker's own is read there. The signature's digest is right.

use lopdf::{Dictionary, Document, Object};

use super::super::revision::CONTENTS_CAPACITY;
use super::super::{Field, revision};
use super::{Forgery, Original, content, field, integers, other_content, signature};

pub(super) fn forgeries(original: &Original) -> Vec<Forgery> {
    let cases = [
        ("another content, a byte range that is true to the copy", wrapped(original, true, true)),
        ("another content, the old byte range", wrapped(original, false, true)),
        ("nothing changed but the place", wrapped(original, true, false)),
    ];
    let mut all: Vec<Forgery> = cases
        .into_iter()
        .map(|(what, pdf)| Forgery { class: "signature wrapping", what: what.to_owned(), pdf })
        .collect();
    let copied = [original.signed.as_slice(), &original.base].concat();
    all.push(Forgery {
        class: "signature wrapping",
        what: "the report as it was made behind it".to_owned(),
        pdf: copied,
    });
    all
}

fn wrapped(original: &Original, is_moved: bool, is_changed: bool) -> Vec<u8> {
    let signed = &original.signed;
    let document = Document::load_mem(signed).expect("a PDF");
    let begin = memchr::memmem::rfind(signed, b"/Contents <").expect("contents") + b"/Contents ".len();
    let end = begin + 2 * CONTENTS_CAPACITY + 2;
    let table = document.xref_start;
    let mut pdf = signed[..end].to_vec();
    // The table has to lie where the moved bytes say that it does.
    assert!(table > end, "the signature stands before its table");
    let mut entries: Vec<(u32, usize)> = Vec::new();
    let room_for_objects = table - end;
    let mut objects: Vec<(u32, Object)> = Vec::new();
    let number = signature(&document, Field::Assessor).0;
    let mut dictionary = document.get_dictionary((number, 0)).expect("a signature").clone();
    let gap = 200_000_usize;
    if is_moved {
        let numbers = [0, begin, end + gap, signed.len() - end].map(|it| i64::try_from(it).expect("a place"));
        dictionary.set("ByteRange", integers(&numbers));
    }
    objects.push((number, dictionary.into()));
    if is_changed {
        objects.push((content(&document).0, other_content().into()));
    }
    objects.push((field(&document, Field::Assessor).0, value(&document)));
    // The table comes first, at the place that `startxref` names, and the objects behind it.
    pdf.resize(end + room_for_objects, b' ');
    let mut tail = Vec::new();
    for (number, object) in &objects {
        entries.push((*number, tail.len()));
        tail.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        tail.extend_from_slice(&revision::to_bytes(object));
        tail.extend_from_slice(b"\nendobj\n");
    }
    entries.sort_unstable();
    let trailer = revision::to_bytes(&trailer(&document).into());
    let length = b"xref\n".len()
        + entries.iter().map(|(number, _)| format!("{number} 1\n").len() + 20).sum::<usize>()
        + b"trailer\n".len()
        + trailer.len()
        + 1;
    let mut head = b"xref\n".to_vec();
    for (number, at) in &entries {
        head.extend_from_slice(format!("{number} 1\n{:010} 00000 n \n", table + length + at).as_bytes());
    }
    head.extend_from_slice(b"trailer\n");
    head.extend_from_slice(&trailer);
    head.push(b'\n');
    assert_eq!(head.len(), length);
    pdf.extend_from_slice(&head);
    pdf.extend_from_slice(&tail);
    pdf.resize(end + gap, b' ');
    pdf.extend_from_slice(&signed[end..]);
    pdf
}

fn value(document: &Document) -> Object {
    document.get_object(field(document, Field::Assessor)).expect("a field").clone()
}

/// The trailer of the moved table: its objects, on top of the report as it was made.
fn trailer(document: &Document) -> Dictionary {
    let mut trailer = document.trailer.clone();
    trailer.remove(b"XRefStm");
    trailer
}
