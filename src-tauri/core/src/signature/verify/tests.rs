use super::super::fixture::{NAME, RECORD, base, countersigned, identity, later, moment, other_identity, signed};
use super::*;

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
    assert_eq!(reviewer.signer.as_ref().expect("a signer").fingerprint, other_identity().fingerprint());
    assert_eq!(&countersigned()[..signed().len()], signed());
}

#[test]
fn an_unsigned_report_is_not_valid() {
    let mut made = base();
    made.push(b'\n');
    assert_eq!(codes(&made), (Verdict::Invalid, vec!["unsigned"]));
}
