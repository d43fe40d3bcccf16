//! What people do to signed PDFs. Every one of these has to be noticed.

use lopdf::{Dictionary, Document, IncrementalDocument, Object, Stream, dictionary};

use super::super::document::Pdf;
use super::super::fixture::{
    ASSESSOR, base, base_document, countersigned, later, moment, other_signer, review, saved, signed, signer,
};
use super::super::sign::{Revision, complete, revision};
use super::super::{Capacity, Signer, sign};
use super::*;
use crate::domain::review::Decision;

#[test]
fn no_byte_can_be_changed() {
    // Prime strides, so that all kinds of bytes are met; what stands around the byte range and at the beginning of
    // the contents is gone through byte by byte.
    for (pdf, stride) in [(signed(), 61), (countersigned(), 127)] {
        let contents = memchr::memmem::rfind(pdf, b"/Contents <").expect("contents");
        for (mask, offset) in [(0x01, 0), (0x20, 17), (0x80, 31), (0xFF, 47)] {
            for index in (offset..pdf.len()).step_by(stride).chain(contents - 200..contents + 40) {
                let mut changed = pdf.to_vec();
                changed[index] ^= mask;
                refused(&changed, &format!("byte {index} of {} under {mask:#04x}", pdf.len()));
            }
        }
    }
}

#[test]
fn nothing_can_stand_before_or_behind() {
    for pdf in [signed(), countersigned()] {
        for extra in
            [b"\n".as_slice(), b" ", b"\0", b"%", b"%%EOF\n", b"xref\n", &[b'\n'; 3000], &pdf[pdf.len() - 400..]]
        {
            refused(&[pdf, extra].concat(), "appended");
            refused(&[extra, pdf].concat(), "prepended");
        }
        refused(&[pdf, pdf].concat(), "twice");
    }
}

#[test]
fn a_report_can_be_cut_only_where_a_revision_ends() {
    let whole = countersigned();
    let lengths = (0..whole.len()).step_by(37).chain(signed().len() - 30..signed().len() + 30);
    for length in lengths.filter(|length| *length != signed().len()) {
        refused(&whole[..length], &format!("cut to {length}"));
    }
}

#[test]
fn a_report_that_is_cut_off_is_neither_unsigned_nor_somebody_elses() {
    let unsigned = base().len();
    // Around the ends of the revisions, where a whole report may still be found, every cut counts.
    let near_ends = [unsigned, signed().len()].into_iter().flat_map(|end| end - 30..end + 30);
    for length in (0..countersigned().len()).step_by(13).chain(near_ends).filter(|length| *length != unsigned) {
        let Verification { verdict, problems, .. } = verify(&countersigned()[..length]);
        let is_answered = length == signed().len() || matches!(verdict, Verdict::Invalid | Verdict::Unreadable);
        assert!(is_answered, "cut to {length}: {verdict:?}");
        assert!(problems.iter().all(|problem| problem.code != "unsigned"), "cut to {length}: {problems:?}");
    }
    assert_eq!(refused(&countersigned()[..unsigned + 1100], "no end in sight"), "damaged");
    assert_eq!(refused(&countersigned()[..unsigned + 10], "the report's own end in sight"), "bytes-after");
}

#[test]
fn damage_does_not_make_a_report_somebody_elses() {
    for word in [b"/Root ".as_slice(), b"/AF ", b"/AcroForm ", b"xref\n", b"/Catalog", b"startxref\n"] {
        let mut damaged = signed().to_vec();
        let places: Vec<usize> = memchr::memmem::find_iter(signed(), word).collect();
        for at in places {
            damaged[at + 1] = b'#';
        }
        let verdict = verify(&damaged).verdict;
        let named = String::from_utf8_lossy(word);
        assert!(matches!(verdict, Verdict::Invalid | Verdict::Unreadable), "{named}: {verdict:?}");
    }
}

#[test]
fn the_contents_are_written_in_one_way() {
    let contents = memchr::memmem::find(signed(), b"/Contents <").expect("contents") + b"/Contents <".len();
    let end = contents + memchr::memchr(b'>', &signed()[contents..]).expect("an end");
    let mut upper = signed().to_vec();
    upper[contents..end].make_ascii_uppercase();
    assert_eq!(refused(&upper, "upper case"), "byte-range");
    let mut padded = signed().to_vec();
    padded[end - 1] = b'1';
    assert_eq!(refused(&padded, "padding"), "container");
    let mut spaced = signed().to_vec();
    spaced[end - 2..end].copy_from_slice(b"  ");
    refused(&spaced, "white space in the padding");
}

/// Universal signature forgery: a signature dictionary without what has to be checked.
#[test]
fn signature_dictionaries_without_substance_do_not_pass() {
    let cases: [(&str, Option<Object>); 12] = [
        ("ByteRange", None),
        ("ByteRange", Some(Object::Null)),
        ("ByteRange", Some(vec![].into())),
        ("ByteRange", Some(integers(&[0, 0, 0, 0]))),
        ("ByteRange", Some(integers(&[0, -1, 10, 10]))),
        ("ByteRange", Some(integers(&[0, 10, 20, i64::MAX]))),
        ("ByteRange", Some(integers(&[0, 10, 20, 30, 40]))),
        ("Contents", None),
        ("Contents", Some(Object::Null)),
        ("Contents", Some(Object::string_literal(""))),
        ("Contents", Some(Object::Integer(0))),
        ("SubFilter", Some(Object::Name(b"adbe.x509.rsa_sha1".to_vec()))),
    ];
    for (key, value) in cases {
        let forged = update(signed(), |pdf| {
            let id = value_of(pdf.get_prev_documents(), "Assessor").expect("a signature");
            let mut dictionary = pdf.get_prev_documents().get_dictionary(id).expect("a signature").clone();
            match &value {
                None => drop(dictionary.remove(key.as_bytes())),
                Some(value) => dictionary.set(key, value.clone()),
            }
            pdf.new_document.set_object(id, dictionary);
        });
        refused(&forged, &format!("{key} is {value:?}"));
    }
}

/// Incremental saving, shadows, evil annotations and sneaky signatures, all without a key.
#[test]
fn nobody_can_add_a_revision_without_signing_it() {
    type Change = fn(&mut IncrementalDocument);
    let changes: [(&str, Change); 9] = [
        ("nothing", |_| ()),
        ("another page content", |pdf| {
            let id = page(pdf.get_prev_documents()).get(b"Contents").and_then(Object::as_reference).expect("content");
            pdf.new_document.set_object(id, Stream::new(Dictionary::new(), b"BT ET".to_vec()));
        }),
        ("only document information", |pdf| {
            let id = pdf.new_document.add_object(dictionary! { "Title" => Object::string_literal("Level 7") });
            pdf.new_document.trailer.set("Info", Object::Reference(id));
        }),
        ("another catalog", |pdf| {
            let catalog = pdf.get_prev_documents().catalog().expect("a catalog").clone();
            let id = pdf.new_document.add_object(catalog);
            pdf.new_document.trailer.set("Root", Object::Reference(id));
        }),
        ("another record", |pdf| {
            let found = pdf
                .get_prev_documents()
                .objects
                .iter()
                .find(|(_, object)| object.as_stream().is_ok_and(|stream| stream.dict.has_type(b"EmbeddedFile")));
            let id = *found.expect("a record").0;
            pdf.new_document
                .set_object(id, Stream::new(dictionary! { "Type" => "EmbeddedFile" }, b"{\"format\":1}".to_vec()));
        }),
        ("an annotation", |pdf| annotate(pdf, dictionary! { "Type" => "Annot", "Subtype" => "FreeText" })),
        ("another signature field", |pdf| {
            annotate(
                pdf,
                dictionary! { "Type" => "Annot", "Subtype" => "Widget", "FT" => "Sig", "T" => Object::string_literal("Third") },
            );
        }),
        ("another appearance", |pdf| {
            let id = field(pdf.get_prev_documents(), "Assessor");
            let mut widget = pdf.get_prev_documents().get_dictionary(id).expect("a widget").clone();
            widget.remove(b"AP");
            pdf.new_document.set_object(id, widget);
        }),
        ("the assessor's signature in the reviewer's field", |pdf| {
            let value = value_of(pdf.get_prev_documents(), "Assessor").expect("a signature");
            let id = field(pdf.get_prev_documents(), "Reviewer");
            let mut widget = pdf.get_prev_documents().get_dictionary(id).expect("a widget").clone();
            widget.set("V", Object::Reference(value));
            pdf.new_document.set_object(id, widget);
        }),
    ];
    for (what, change) in changes {
        refused(&update(signed(), change), what);
        refused(&update(countersigned(), change), what);
    }
    let without_table = [signed(), b"4 0 obj\n<< >>\nendobj\n%%EOF\n"].concat();
    refused(&without_table, "an object without a cross-reference table");
}

/// A reviewer with a key of their own, who changes more than a reviewer may.
#[test]
fn a_reviewers_key_does_not_allow_other_changes() {
    type Change = fn(&Pdf<'_>, &mut Revision);
    let changes: [(&str, &str, Change); 10] = [
        ("another catalog", "revision", |pdf, revision| {
            let (number, catalog) = pdf.catalog().expect("a catalog");
            let mut catalog = catalog.clone();
            catalog.set("Lang", Object::string_literal("en"));
            revision.objects.insert(number, catalog.into());
        }),
        ("the assessor's field", "revision", |pdf, revision| {
            let field = pdf.field(Field::Assessor).expect("a field");
            revision.objects.insert(field.number, field.dictionary.clone().into());
        }),
        ("an object that nothing uses", "revision", |pdf, revision| {
            revision.objects.insert(pdf.next_number() + 100, Object::Null);
        }),
        ("a field that moves", "revision", |pdf, revision| {
            let number = pdf.field(Field::Reviewer).expect("a field").number;
            changed(revision, number).set("Rect", integers(&[0, 0, 595, 842]));
        }),
        ("a second state of the appearance", "revision", |pdf, revision| {
            let number = pdf.field(Field::Reviewer).expect("a field").number;
            let states = changed(revision, number).get_mut(b"AP").and_then(Object::as_dict_mut).expect("an appearance");
            let normal = states.get(b"N").expect("an appearance").clone();
            states.set("R", normal);
        }),
        ("another name than the certificate's", "revision", |_, revision| {
            let number = revision.signature;
            changed(revision, number).set("Name", Object::string_literal("Lena Vogt"));
        }),
        ("more than a signature says", "revision", |_, revision| {
            let number = revision.signature;
            changed(revision, number).set("Location", Object::string_literal("Bonn"));
        }),
        ("a matrix", "appearance", |_, revision| {
            drawn(revision).dict.set("Matrix", integers(&[9, 0, 0, 9, 0, 0]));
        }),
        ("a larger box", "appearance", |_, revision| {
            drawn(revision).dict.set("BBox", integers(&[-500, -500, 500, 500]));
        }),
        ("an image", "appearance", |_, revision| {
            let form = drawn(revision);
            let content = [form.content.as_slice(), b"/Im Do\n"].concat();
            form.set_content(content);
        }),
    ];
    for (what, code, change) in changes {
        let forged = forged(signed(), Field::Reviewer, other_signer(), change);
        assert_eq!(refused(&forged, what), code, "{what}");
    }
    assert_eq!(
        forged(signed(), Field::Reviewer, other_signer(), |_, _| ()),
        countersigned(),
        "no change is no forgery"
    );
}

#[test]
fn the_assessor_signs_first_and_certifies() {
    let unmade = forged(&base(), Field::Reviewer, other_signer(), |_, _| ());
    assert_eq!(refused(&unmade, "the reviewer alone"), "order");
    let uncertified = forged(&base(), Field::Assessor, signer(), |pdf, revision| {
        let (number, catalog) = pdf.catalog().expect("a catalog");
        revision.objects.insert(number, catalog.clone().into());
    });
    assert_eq!(refused(&uncertified, "no /Perms"), "certification");
    let lax = forged(&base(), Field::Assessor, signer(), |_, revision| {
        let number = revision.signature;
        drop(changed(revision, number).remove(b"Reference"));
    });
    assert_eq!(refused(&lax, "no DocMDP"), "revision");
}

#[test]
fn a_second_signature_in_the_same_field_does_not_pass() {
    let twice = forged(signed(), Field::Reviewer, other_signer(), |_, _| ());
    let pdf = Pdf::read(&twice).expect("a PDF");
    let field = pdf.field(Field::Reviewer).expect("a field");
    let mut objects = std::collections::BTreeMap::new();
    let number = pdf.next_number();
    let mut widget = field.dictionary.clone();
    widget.set("V", Object::Reference((number, 0)));
    objects.insert(field.number, widget.into());
    objects.insert(number, sign::dictionary("Lena Vogt", "Another one.", Some("{}"), later()).into());
    let thrice = complete(&pdf, signer(), &Revision { objects, signature: number }).expect("signed");
    refused(&thrice, "the reviewer's field signed again");
}

#[test]
fn one_key_does_not_sign_as_both() {
    let alone = forged(signed(), Field::Reviewer, signer(), |_, _| ());
    assert_eq!(refused(&alone, "the assessor reviews"), "same-key");
    let refusal = sign::sign(signed(), signer(), &Capacity::Reviewer { review: &review(Decision::Accepted) }, later())
        .expect_err("refused");
    assert!(refusal.message().contains("somebody else has to review it"), "{refusal}");
}

#[test]
fn a_signature_from_outside_of_the_certificates_time_is_refused() {
    for date in ["D:20250302092959+01'00'", "D:20350302093001+01'00'"] {
        let pdf = base();
        let pdf = Pdf::read(&pdf).expect("a PDF");
        let mut revision = revision(&pdf, signer(), &ASSESSOR, moment()).expect("a revision");
        let number = revision.signature;
        changed(&mut revision, number).set("M", Object::string_literal(date));
        let signed = complete(&pdf, signer(), &revision).expect("signed");
        assert_eq!(refused(&signed, date), "certificate");
    }
}

#[test]
fn a_report_has_its_own_fields_and_its_record() {
    let made = |change: fn(&mut Document)| {
        let mut document = base_document();
        change(&mut document);
        forged(&saved(document), Field::Assessor, signer(), |_, _| ())
    };
    let without_record = made(|pdf| drop(pdf.catalog_mut().expect("a catalog").remove(b"AF")));
    assert_eq!(refused(&without_record, "no record"), "record");
    let with_a_third = made(|pdf| {
        let id = pdf.add_object(dictionary! { "FT" => "Tx", "T" => Object::string_literal("Level") });
        let form = pdf.catalog_mut().expect("a catalog").get_mut(b"AcroForm").and_then(Object::as_dict_mut);
        let fields = form.expect("a form").get_mut(b"Fields").and_then(Object::as_array_mut);
        fields.expect("fields").push(Object::Reference(id));
    });
    assert_eq!(refused(&with_a_third, "a third field"), "fields");
    let second_header = made(|pdf| {
        pdf.add_object(Stream::new(Dictionary::new(), b"\n%PDF-1.7\n".to_vec()));
    });
    assert_eq!(refused(&second_header, "a second header"), "second-header");
}

fn refused(pdf: &[u8], what: &str) -> &'static str {
    let verification = verify(pdf);
    assert_ne!(verification.verdict, Verdict::Valid, "{what}");
    assert_eq!(verification.record, None, "{what}");
    verification.problems.first().expect("a problem").code
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

/// What somebody with a key can sign.
fn forged(pdf: &[u8], field: Field, signer: &Signer, change: impl FnOnce(&Pdf<'_>, &mut Revision)) -> Vec<u8> {
    let review = review(Decision::Accepted);
    let (capacity, at) = match field {
        Field::Assessor => (ASSESSOR, moment()),
        Field::Reviewer => (Capacity::Reviewer { review: &review }, later()),
    };
    let pdf = Pdf::read(pdf).expect("a PDF");
    let mut revision = revision(&pdf, signer, &capacity, at).expect("a revision");
    change(&pdf, &mut revision);
    complete(&pdf, signer, &revision).expect("signed")
}

fn changed(revision: &mut Revision, number: u32) -> &mut Dictionary {
    revision.objects.get_mut(&number).and_then(|object| object.as_dict_mut().ok()).expect("a dictionary")
}

fn drawn(revision: &mut Revision) -> &mut Stream {
    let mut streams = revision.objects.values_mut().filter_map(|object| object.as_stream_mut().ok());
    streams.find(|stream| stream.dict.has_type(b"XObject")).expect("an appearance")
}

fn integers(numbers: &[i64]) -> Object {
    Object::Array(numbers.iter().copied().map(Object::Integer).collect())
}

fn page(document: &Document) -> &Dictionary {
    document.get_dictionary(document.page_iter().next().expect("a page")).expect("a page")
}

fn field(document: &Document, name: &str) -> lopdf::ObjectId {
    let found = document.objects.iter().find(|(_, object)| {
        object
            .as_dict()
            .is_ok_and(|field| field.get(b"T").and_then(Object::as_str).is_ok_and(|title| title == name.as_bytes()))
    });
    *found.expect("a field").0
}

fn value_of(document: &Document, name: &str) -> Option<lopdf::ObjectId> {
    document.get_dictionary(field(document, name)).ok()?.get(b"V").and_then(Object::as_reference).ok()
}

fn annotate(pdf: &mut IncrementalDocument, annotation: Dictionary) {
    let annotation = pdf.new_document.add_object(annotation);
    let id = pdf.get_prev_documents().page_iter().next().expect("a page");
    let mut page = page(pdf.get_prev_documents()).clone();
    page.get_mut(b"Annots").and_then(Object::as_array_mut).expect("annotations").push(Object::Reference(annotation));
    pdf.new_document.set_object(id, page);
}
