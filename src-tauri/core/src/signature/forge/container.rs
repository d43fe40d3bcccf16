//! Rewriting the CMS structure in place: what was signed stays, and what says so changes.

use cms::content_info::ContentInfo;
use cms::signed_data::{SignedData, SignerInfo, SignerInfos};
use der::asn1::{Any, OctetString, SetOfVec};
use der::{Decode, Encode, Reader, SliceReader};

use super::super::fixture::{other_signer, signer};
use super::super::revision::CONTENTS_CAPACITY;
use super::super::{Signer, container, revision};
use super::{Forgery, Original};

pub(super) fn forgeries(original: &Original) -> Vec<Forgery> {
    type Change = fn(&mut SignedData);
    let changes: [(&str, Change); 9] = [
        ("with the upper s", |data| signer_info(data, |it| it.signature = upper(&it.signature))),
        ("without signed attributes", |data| signer_info(data, |it| it.signed_attrs = None)),
        ("with unsigned attributes", |data| signer_info(data, |it| it.unsigned_attrs = it.signed_attrs.clone())),
        ("without certificates", |data| data.certificates = None),
        ("with one certificate", |data| {
            let certificates = data.certificates.as_mut().expect("certificates");
            let one = certificates.0.iter().next().expect("a certificate").clone();
            certificates.0 = SetOfVec::try_from(vec![one]).expect("a set");
        }),
        ("without signers", |data| data.signer_infos = SignerInfos(SetOfVec::new())),
        ("with the content inside", |data| {
            data.encap_content_info.econtent = Some(Any::encode_from(&der::asn1::Null).expect("encoded"));
        }),
        ("of another version", |data| data.version = cms::content_info::CmsVersion::V3),
        ("without digest algorithms", |data| data.digest_algorithms = SetOfVec::new()),
    ];
    let mut all: Vec<Forgery> = changes
        .into_iter()
        .map(|(what, change)| forgery(what, replaced(original, &changed(original, change))))
        .collect();
    let covered = revision::covered(&original.signed, &gap(&original.signed));
    let own = &original.signer;
    let sign =
        |chain: &Signer, key: &Signer, covered| container::sign(chain.chain(), key.key(), covered).expect("signed");
    all.push(forgery("signed with another key", replaced(original, &sign(own, other_signer(), covered))));
    all.push(forgery("of somebody else", replaced(original, &sign(signer(), signer(), covered))));
    all.push(forgery("of another digest", replaced(original, &sign(own, own, [covered[1], covered[0]]))));
    all
}

/// The container read and written without a change.
pub(super) fn rewritten(original: &Original) -> Vec<u8> {
    replaced(original, &changed(original, |_| ()))
}

fn forgery(what: &str, pdf: Vec<u8>) -> Forgery {
    Forgery { class: "CMS structure", what: what.to_owned(), pdf }
}

fn signer_info(data: &mut SignedData, change: impl FnOnce(&mut SignerInfo)) {
    let mut signers = data.signer_infos.0.clone().into_vec();
    change(&mut signers[0]);
    data.signer_infos = SignerInfos(SetOfVec::try_from(signers).expect("a set"));
}

/// The same signature with the other one of its two numbers *s*, for which nobody needs the key.
fn upper(signature: &OctetString) -> OctetString {
    let lower = p256::ecdsa::Signature::from_der(signature.as_bytes()).expect("a signature");
    let upper = p256::ecdsa::Signature::from_scalars(lower.r(), -*lower.s().as_ref()).expect("a signature");
    OctetString::new(upper.to_der().as_bytes()).expect("a string")
}

fn changed(original: &Original, change: fn(&mut SignedData)) -> Vec<u8> {
    let gap = gap(&original.signed);
    let padded = base16ct::lower::decode_vec(&original.signed[gap.start + 1..gap.end - 1]).expect("digits");
    let mut reader = SliceReader::new(&padded).expect("DER");
    let info = ContentInfo::decode(&mut reader).expect("CMS");
    assert!(!reader.is_finished(), "padding follows");
    let mut data: SignedData = info.content.decode_as().expect("signed data");
    change(&mut data);
    let content = Any::encode_from(&data).expect("encoded");
    ContentInfo { content_type: info.content_type, content }.to_der().expect("encoded")
}

/// Where the assessor's signature stands, with its angle brackets.
fn gap(signed: &[u8]) -> std::ops::Range<usize> {
    let begin = memchr::memmem::rfind(signed, b"/Contents <").expect("contents") + b"/Contents ".len();
    begin..begin + 2 * CONTENTS_CAPACITY + 2
}

fn replaced(original: &Original, container: &[u8]) -> Vec<u8> {
    let mut padded = container.to_vec();
    padded.resize(CONTENTS_CAPACITY, 0);
    let gap = gap(&original.signed);
    let mut pdf = original.signed.clone();
    pdf[gap.start + 1..gap.end - 1].copy_from_slice(base16ct::lower::encode_string(&padded).as_bytes());
    pdf
}
