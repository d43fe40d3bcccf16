use lopdf::{Object, dictionary};

use super::super::fixture::{
    ASSESSOR, NAME, RECORD, base, base_document, countersigned, identity, later, moment, other_identity, other_signer,
    review, saved, signed, signer, with_record,
};
use super::super::{Capacity, sign};
use super::*;
use crate::domain::review::Decision;

fn codes(pdf: &[u8]) -> (Verdict, Vec<&'static str>) {
    let verification = verify(pdf);
    (verification.verdict, verification.problems.iter().map(|problem| problem.code).collect())
}

#[test]
fn a_signed_report_is_valid() {
    let verification = verify(signed());
    assert_eq!(verification.problems, []);
    assert_eq!(verification.verdict, Verdict::Valid);
    let [assessor] = verification.signatures.as_slice() else { panic!("one signature") };
    assert_eq!(assessor.field, Field::Assessor);
    assert_eq!(assessor.signed_at, Some(moment()));
    let signer = assessor.signer.as_ref().expect("a signer");
    assert_eq!(signer.name, NAME);
    assert_eq!(signer.fingerprint, identity().fingerprint());
    assert_eq!(verification.record.as_deref(), Some(RECORD));
}

#[test]
fn a_countersigned_report_is_valid_and_cut_back_it_is_the_signed_one() {
    let verification = verify(countersigned());
    assert_eq!(verification.problems, []);
    let [assessor, reviewer] = verification.signatures.as_slice() else { panic!("two signatures") };
    assert_eq!((assessor.field, reviewer.field), (Field::Assessor, Field::Reviewer));
    assert_eq!(reviewer.signed_at, Some(later()));
    assert_eq!((&assessor.review, &reviewer.review), (&None, &Some(review(Decision::Accepted))));
    assert_eq!(reviewer.signer.as_ref().expect("a signer").fingerprint, other_identity().fingerprint());
    assert_eq!(&countersigned()[..signed().len()], signed());
}

#[test]
fn an_unsigned_report_is_not_valid() {
    assert_eq!(codes(&base()), (Verdict::Invalid, vec!["unsigned"]));
}

#[test]
fn what_is_no_pdf_is_unreadable() {
    let long = vec![b' '; 5000];
    let header: &[u8] = b"%PDF-1.7\n";
    for bytes in [b"".as_slice(), b"{}", b"\0\0\0", &long, RECORD, header, &[header, &long].concat()] {
        assert_eq!(verify(bytes).verdict, Verdict::Unreadable, "{:?}", &bytes[..bytes.len().min(20)]);
    }
}

#[test]
fn other_peoples_pdfs_are_not_ours_and_we_say_whether_they_are_signed() {
    let mut foreign = base_document();
    let catalog = foreign.catalog_mut().expect("a catalog");
    catalog.remove(b"AF");
    catalog.remove(b"AcroForm");
    let verification = verify(&saved(foreign));
    assert_eq!(verification.verdict, Verdict::NotOurs);
    assert!(verification.problems[0].message.ends_with("It holds no signatures."));

    let mut signed = base_document();
    let value = signed.add_object(dictionary! { "Type" => "Sig" });
    let field = signed.add_object(dictionary! {
        "FT" => "Sig", "T" => Object::string_literal("Signature1"), "V" => Object::Reference(value),
    });
    let catalog = signed.catalog_mut().expect("a catalog");
    catalog.remove(b"AF");
    catalog.set("AcroForm", dictionary! { "Fields" => vec![Object::Reference(field)] });
    let verification = verify(&saved(signed));
    assert_eq!(verification.verdict, Verdict::NotOurs);
    assert!(verification.problems[0].message.ends_with("It holds a signature, which was not checked."));
}

#[test]
fn a_record_in_a_newer_format_is_unreadable() {
    let newer = with_record(br#"{"format": 3}"#);
    assert_eq!(codes(&newer), (Verdict::Unreadable, vec!["newer-format"]));
    for broken in [b"".as_slice(), b"{}", b"[1]", br#"{"format": "1"}"#, br#"{"format": 0}"#] {
        assert_eq!(codes(&with_record(broken)), (Verdict::Invalid, vec!["record"]));
    }
}

#[test]
fn only_the_report_is_signed_once_by_each() {
    let again = sign(signed(), signer(), &ASSESSOR, later()).expect_err("signed already");
    assert!(again.message().contains("signed this report already"), "{again}");
    let unsigned = sign(&base(), other_signer(), &Capacity::Reviewer { review: &review(Decision::Accepted) }, later())
        .expect_err("unsigned");
    assert!(unsigned.message().contains("This report is not signed."), "{unsigned}");
    let early = Moment::parse("2025-03-02T09:29:59+01:00").expect("a moment");
    let early = sign(&base(), signer(), &ASSESSOR, early).expect_err("too early");
    assert!(early.message().contains("not valid then"), "{early}");
}

#[test]
fn a_review_is_read_back_as_it_was_signed() {
    let mut shuffled = review(Decision::Returned);
    shuffled.sampled.reverse();
    let returned = sign(signed(), other_signer(), &Capacity::Reviewer { review: &shuffled }, later()).expect("signed");
    let verification = verify(&returned);
    assert_eq!(verification.problems, []);
    assert_eq!(verification.signatures[1].review, Some(review(Decision::Returned)));
}

#[test]
fn a_review_that_would_not_verify_is_not_signed() {
    let refusal = |change: fn(&mut Review)| {
        let mut review = review(Decision::Returned);
        change(&mut review);
        let refusal = sign(signed(), other_signer(), &Capacity::Reviewer { review: &review }, later());
        refusal.expect_err("refused").message().to_owned()
    };
    assert!(refusal(|review| review.reason.clear()).contains("without a reason"));
    assert!(refusal(|review| review.sampled.clear()).contains("names no statement"));
    assert!(refusal(|review| review.sampled.push(review.sampled[0])).contains("twice"));
    assert!(refusal(|review| review.sampled[0].statement = 99).contains("does not have"));
}

#[test]
fn the_same_signing_gives_the_same_bytes() {
    let again = sign(&base(), signer(), &ASSESSOR, moment()).expect("signed");
    assert!(again == signed());
}
