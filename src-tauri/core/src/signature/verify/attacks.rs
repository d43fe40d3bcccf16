//! What is said of reports that are not as they were signed. `forge` has the whole list of what people do to them.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use super::super::document::Pdf;
use super::super::fixture::{
    ASSESSOR, base, base_document, countersigned, later, moment, other_signer, review, saved, signed, signer,
};
use super::super::sign::{Revision, complete, revision};
use super::super::{Capacity, Signer, sign};
use super::*;
use crate::domain::review::Decision;

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
    assert_eq!(refused(&countersigned()[..unsigned + 10], "the report's own end in sight"), "damaged");
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

/// What is wrong has a name that scripts rely on.
#[test]
fn what_a_reviewer_may_not_change_is_named() {
    type Change = fn(&Pdf<'_>, &mut Revision);
    let changes: [(&str, Change); 3] = [
        ("revision", |pdf, revision| {
            revision.objects.insert(pdf.next_number() + 100, Object::Null);
        }),
        ("appearance", |_, revision| {
            let mut streams = revision.objects.values_mut().filter_map(|object| object.as_stream_mut().ok());
            let drawn = streams.find(|stream| stream.dict.has_type(b"XObject")).expect("an appearance");
            drawn.set_content(b"BT ET".to_vec());
        }),
        ("review", |_, revision| {
            let number = revision.signature;
            changed(revision, number).remove(b"VouchsafeReview");
        }),
    ];
    for (code, change) in changes {
        assert_eq!(refused(&forged(signed(), Field::Reviewer, other_signer(), change), code), code);
    }
}

fn refused(pdf: &[u8], what: &str) -> &'static str {
    let verification = verify(pdf);
    assert_ne!(verification.verdict, Verdict::Valid, "{what}");
    assert_eq!(verification.record, None, "{what}");
    verification.problems.first().expect("a problem").code
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
