//! What people do to signed PDFs, built from freshly signed reports.
//!
//! `crate::workspace::attacks` verifies every one of these in full. Each is a file with the name of what was done; the
//! classes are those of the literature on signed PDFs, and what a reviewer or an assessor can do with a key of their
//! own.
//!
//! | file | who |
//! | --- | --- |
//! | `anybody` | changes bytes, or appends what nobody signed |
//! | `preparer` | made the report that somebody else signed |
//! | `wrapping` | moves what was signed |
//! | `reviewer` | signs with a key, but not what a reviewer may |
//! | `assessor` | signs with a key a report that is not one |
//! | `pages` | the same, of which the pages can’t be read, or the file says something else |
//! | `container` | rewrites the CMS structure |

mod anybody;
mod assessor;
mod container;
mod pages;
mod preparer;
mod reviewer;
mod wrapping;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use lopdf::{Dictionary, Document, IncrementalDocument, Object, ObjectId, Stream};
use uuid::Uuid;

use super::document::Pdf;
use super::fixture::{Drawn, PASSPHRASE, later, moment, other_signer};
use super::revision::END;
use super::sign::{Revision, complete, revision};
use super::{Capacity, Field, Identity, Signer};
use crate::domain::level::Level;
use crate::domain::moment::Moment;
use crate::domain::review::{Decision, Review, Sampled};

/// A file that has to be refused.
pub(crate) struct Forgery {
    /// What kind of attack it is.
    pub(crate) class: &'static str,
    /// What was done.
    pub(crate) what: String,
    /// The file.
    pub(crate) pdf: Vec<u8>,
}

/// Whether the file could be valid at all; verifying asks this of everything that it calls valid.
pub(crate) fn is_sealed(file: &[u8]) -> bool {
    super::verify::seal::holds(file)
}

/// A report to be forged: as it was made, signed and countersigned.
pub(crate) struct Original {
    /// As it was made, with the line end that signing adds.
    pub(crate) base: Vec<u8>,
    /// Signed by its assessor.
    pub(crate) signed: Vec<u8>,
    /// Accepted by a reviewer.
    pub(crate) countersigned: Vec<u8>,
    signer: Signer,
    organisation: Option<String>,
    review: Review,
}

impl Original {
    /// Signs a report with the key of somebody of this name. The sampled statement is the first of its level.
    pub(crate) fn sign(base: &[u8], name: &str, organisation: Option<&str>, sampled: (Uuid, u8)) -> Self {
        let level = Level::new(sampled.1).expect("a level");
        let review = Review {
            decision: Decision::Accepted,
            reason: "Both notes name what was done – Жук.".to_owned(),
            sampled: vec![Sampled { assessment: sampled.0, level, statement: 1 }],
        };
        let mut original = Self {
            base: if base.ends_with(END) { base.to_vec() } else { [base, b"\n"].concat() },
            signed: Vec::new(),
            countersigned: Vec::new(),
            signer: signer(name),
            organisation: organisation.map(str::to_owned),
            review,
        };
        original.signed =
            super::sign(&original.base, &original.signer, &original.assessor(), moment()).expect("signed");
        original.countersigned =
            super::sign(&original.signed, other_signer(), &original.reviewer(), later()).expect("countersigned");
        original
    }

    /// The report as a reviewer returned it.
    pub(crate) fn returned(&self) -> Vec<u8> {
        let review = Review { decision: Decision::Returned, ..self.review.clone() };
        super::sign(&self.signed, other_signer(), &Capacity::Reviewer { review: &review }, later()).expect("returned")
    }

    /// Every forgery of this report.
    pub(crate) fn forgeries(&self) -> Vec<Forgery> {
        [
            anybody::forgeries(self),
            preparer::forgeries(self),
            wrapping::forgeries(self),
            reviewer::forgeries(self),
            assessor::forgeries(self),
            pages::forgeries(self),
            container::forgeries(self),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// What the builders of forgeries make when they change nothing: were these refused, the forgeries would prove
    /// nothing.
    pub(crate) fn unforged(&self) -> Vec<(&'static str, Vec<u8>)> {
        vec![
            ("written again and signed", self.signed_base(|_| ())),
            ("signed piece by piece", self.signed_with(&self.base, |_, _| ())),
            ("reviewed piece by piece", self.reviewed_with(|_, _| ())),
            ("with its container read and written", container::rewritten(self)),
        ]
    }

    fn assessor(&self) -> Capacity<'_> {
        Capacity::Assessor { organisation: self.organisation.as_deref() }
    }

    fn reviewer(&self) -> Capacity<'_> {
        Capacity::Reviewer { review: &self.review }
    }

    /// What the assessor's key makes of another report, whatever it is.
    fn signed_with(&self, base: &[u8], change: impl FnOnce(&Pdf<'_>, &mut Revision)) -> Vec<u8> {
        with_key(base, &self.signer, &self.assessor(), moment(), change)
    }

    /// The same, of this report changed in one place and written again.
    fn signed_base(&self, change: impl FnOnce(&mut Document)) -> Vec<u8> {
        self.signed_with(&self.changed_base(change), |_, _| ())
    }

    fn changed_base(&self, change: impl FnOnce(&mut Document)) -> Vec<u8> {
        let mut document = Document::load_mem(&self.base).expect("a PDF");
        change(&mut document);
        super::fixture::saved(document)
    }

    /// What a reviewer's key makes of the signed report.
    fn reviewed_with(&self, change: impl FnOnce(&Pdf<'_>, &mut Revision)) -> Vec<u8> {
        with_key(&self.signed, other_signer(), &self.reviewer(), later(), change)
    }
}

/// An identity of that name, the same one each time.
fn signer(name: &str) -> Signer {
    static SIGNERS: LazyLock<std::sync::Mutex<BTreeMap<String, Identity>>> = LazyLock::new(Default::default);
    let mut signers = SIGNERS.lock().expect("signers");
    let made = signers.entry(name.to_owned()).or_insert_with(|| {
        Identity::create(name, None, PASSPHRASE, moment(), &mut Drawn::from(3)).expect("an identity")
    });
    made.unlock(PASSPHRASE).expect("unlocked")
}

fn with_key(
    pdf: &[u8],
    signer: &Signer,
    capacity: &Capacity<'_>,
    at: Moment,
    change: impl FnOnce(&Pdf<'_>, &mut Revision),
) -> Vec<u8> {
    let pdf = Pdf::read_own(pdf).expect("a PDF");
    let mut revision = revision(&pdf, signer, capacity, at).expect("a revision");
    change(&pdf, &mut revision);
    complete(&pdf, signer, &revision).expect("signed")
}

/// What anybody can append.
fn update(pdf: &[u8], change: impl FnOnce(&mut IncrementalDocument)) -> Vec<u8> {
    let mut document: IncrementalDocument = pdf.try_into().expect("a PDF");
    change(&mut document);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("saved");
    bytes.push(b'\n');
    bytes
}

fn changed(revision: &mut Revision, number: u32) -> &mut Dictionary {
    revision.objects.get_mut(&number).and_then(|object| object.as_dict_mut().ok()).expect("a dictionary")
}

/// The appearance in a revision.
fn drawn(revision: &mut Revision) -> &mut Stream {
    let mut streams = revision.objects.values_mut().filter_map(|object| object.as_stream_mut().ok());
    streams.find(|stream| stream.dict.has_type(b"XObject")).expect("an appearance")
}

fn integers(numbers: &[i64]) -> Object {
    Object::Array(numbers.iter().copied().map(Object::Integer).collect())
}

fn first_page(document: &Document) -> ObjectId {
    document.page_iter().next().expect("a page")
}

/// The object with the content of the first page.
fn content(document: &Document) -> ObjectId {
    let page = document.get_dictionary(first_page(document)).expect("a page");
    page.get(b"Contents").and_then(Object::as_reference).expect("content")
}

/// A field by its name.
fn field(document: &Document, field: Field) -> ObjectId {
    let is_named = |object: &Object| {
        let title = object.as_dict().and_then(|field| field.get(b"T")?.as_str());
        title.is_ok_and(|title| title == field.name().as_bytes())
    };
    *document.objects.iter().find(|(_, object)| is_named(object)).expect("a field").0
}

/// The signature dictionary of a field.
fn signature(document: &Document, of: Field) -> ObjectId {
    let widget = document.get_dictionary(field(document, of)).expect("a field");
    widget.get(b"V").and_then(Object::as_reference).expect("a signature")
}

/// The embedded record.
fn record(document: &Document) -> ObjectId {
    let is_record = |object: &Object| object.as_stream().is_ok_and(|stream| stream.dict.has_type(b"EmbeddedFile"));
    *document.objects.iter().find(|(_, object)| is_record(object)).expect("a record").0
}

/// A content of the first page that says something else.
fn other_content() -> Stream {
    Stream::new(Dictionary::new(), b"/Span << /MCID 0 >> BDC BT ET EMC".to_vec())
}

/// Puts an annotation on the first page.
fn annotate(document: &mut Document, annotation: Dictionary) {
    let annotation = document.add_object(annotation);
    let page = first_page(document);
    let page = document.get_dictionary_mut(page).expect("a page");
    page.get_mut(b"Annots").and_then(Object::as_array_mut).expect("annotations").push(Object::Reference(annotation));
}
