//! The CMS structure in a PDF's `/Contents`: a detached signature as PAdES baseline B-B wants it.
//!
//! One signer, ECDSA with SHA-256 or SHA-384, three signed attributes, the signer's chain, nothing else (RFC 5652;
//! ETSI EN 319 122-1, 5.2.2.3). There is no signing time among the attributes: PAdES takes it from the signature
//! dictionary's `/M`. What is read back has to be, to the last byte, what would be written with the same
//! certificates, digest and signature.

use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5911::{
    ID_AA_SIGNING_CERTIFICATE_V_2, ID_CONTENT_TYPE, ID_DATA, ID_MESSAGE_DIGEST, ID_SIGNED_DATA,
};
use der::asn1::{Any, OctetString, SetOfVec};
use der::{Decode, Encode, Reader, Sequence, SliceReader};
use sha2::{Digest, Sha256};
use x509_cert::Certificate;
use x509_cert::attr::{Attribute, Attributes};

use super::certificates::Chain;
use super::ecdsa::{Judgement, PrivateKey};
use super::{Checked, Problem};
use crate::error::{Error, Result};

/// A signature with the certificates that came with it.
#[derive(Debug)]
pub(super) struct Container {
    pub(super) chain: Chain,
    signature: Vec<u8>,
    digest: Vec<u8>,
}

/// Signs what a PDF's `/ByteRange` covers.
pub(super) fn sign(chain: &Chain, key: &PrivateKey, covered: [&[u8]; 2]) -> Result<Vec<u8>> {
    let digest = chain.key().curve().digest(covered);
    signed(chain, key, &digest).map_err(|error| Error::internal(format!("the signature can't be written: {error}")))
}

impl Container {
    /// Reads a `/Contents` of which the end may be padded with zeros, and holds it against the profile. The
    /// signature itself is left to [`verify`](Self::verify).
    pub(super) fn read(padded: &[u8]) -> Checked<Self> {
        let refuse = |why: &str| Problem::new("container", format!("The signature's CMS structure {why}."));
        let not_der = |_| refuse("is not one in DER");
        let mut reader = SliceReader::new(padded).map_err(not_der)?;
        let info = ContentInfo::decode(&mut reader).map_err(not_der)?;
        let length = usize::try_from(reader.position()).map_err(not_der)?;
        let (der, padding) = padded.split_at_checked(length).ok_or_else(|| refuse("ends too early"))?;
        if padding.iter().any(|byte| *byte != 0) {
            return Err(refuse("is followed by bytes other than zero"));
        }
        if info.content_type != ID_SIGNED_DATA {
            return Err(refuse("holds something else than signed data"));
        }
        let data: SignedData = info.content.decode_as().map_err(not_der)?;
        let [signer] = data.signer_infos.0.as_slice() else { return Err(refuse("does not have exactly one signer")) };
        if signer.signed_attrs.is_none() {
            return Err(refuse("has no signed attributes"));
        }
        if signer.unsigned_attrs.is_some() {
            return Err(refuse("has unsigned attributes, which anybody can change"));
        }
        let (leaf, others) =
            certificates(&data, signer).ok_or_else(|| refuse("does not hold the signer's certificate"))?;
        let chain = Chain::of(leaf, others)?;
        let curve = chain.key().curve();
        if signer.digest_alg != curve.digest_algorithm() || signer.signature_algorithm != curve.signature_algorithm() {
            return Err(Problem::new(
                "algorithm",
                "The signature is not made with ECDSA over P-256 and SHA-256, nor over P-384 and SHA-384.",
            ));
        }
        let container = Self {
            chain,
            signature: signer.signature.as_bytes().to_vec(),
            digest: message_digest(signer).ok_or_else(|| refuse("does not name the digest of what was signed"))?,
        };
        let own = attributes(&container.chain, &container.digest)
            .and_then(|attributes| assemble(&container.chain, attributes, &container.signature));
        if own.ok().as_deref() == Some(der) {
            Ok(container)
        } else {
            Err(refuse("differs from the one form that a report's signature has"))
        }
    }

    /// Whether this signs what a PDF's `/ByteRange` covers.
    pub(super) fn verify(&self, covered: [&[u8]; 2]) -> Checked<()> {
        if self.digest != self.chain.key().curve().digest(covered) {
            return Err(Problem::new(
                "digest",
                "What was signed is not what stands in the file: it was changed after signing.",
            ));
        }
        let judgement = attributes(&self.chain, &self.digest)
            .and_then(|attributes| attributes.to_der())
            .map_or(Judgement::NotMadeWithIt, |message| self.chain.key().judge(&message, &self.signature));
        match judgement {
            Judgement::Holds => Ok(()),
            Judgement::Rewritten => Err(Problem::new(
                "signature-form",
                "The signature is the signer’s, but written in another form than the one in which they wrote it (its \
                 number s is the upper of two): the file was changed after signing.",
            )),
            Judgement::NotMadeWithIt => {
                Err(Problem::new("signature", "The signature was not made with the key of the certificate beside it."))
            }
        }
    }
}

/// RFC 5035, 3: which certificate was used, and which others belong to it. Its hash function is SHA-256 where none is
/// named, and the profile names neither issuer nor policies.
#[derive(Sequence)]
struct SigningCertificateV2 {
    certificates: Vec<EssCertIdV2>,
}

#[derive(Sequence)]
struct EssCertIdV2 {
    hash: OctetString,
}

fn signed(chain: &Chain, key: &PrivateKey, digest: &[u8]) -> der::Result<Vec<u8>> {
    let attributes = attributes(chain, digest)?;
    let signature = key.sign(&attributes.to_der()?);
    assemble(chain, attributes, &signature)
}

fn attributes(chain: &Chain, digest: &[u8]) -> der::Result<Attributes> {
    let attribute = |oid: ObjectIdentifier, value: Any| -> der::Result<Attribute> {
        Ok(Attribute { oid, values: SetOfVec::try_from(vec![value])? })
    };
    let named = chain.named().map(|certificate| {
        let hash = OctetString::new(Sha256::digest(certificate.to_der()?).as_slice())?;
        Ok(EssCertIdV2 { hash })
    });
    SetOfVec::try_from(vec![
        attribute(ID_CONTENT_TYPE, Any::encode_from(&ID_DATA)?)?,
        attribute(ID_MESSAGE_DIGEST, Any::encode_from(&OctetString::new(digest)?)?)?,
        attribute(
            ID_AA_SIGNING_CERTIFICATE_V_2,
            Any::encode_from(&SigningCertificateV2 { certificates: named.collect::<der::Result<_>>()? })?,
        )?,
    ])
}

fn assemble(chain: &Chain, attributes: Attributes, signature: &[u8]) -> der::Result<Vec<u8>> {
    let curve = chain.key().curve();
    let certificates: Vec<_> = chain.certificates().cloned().map(CertificateChoices::Certificate).collect();
    let signer = SignerInfo {
        version: CmsVersion::V1,
        sid: signer_identifier(chain.leaf()),
        digest_alg: curve.digest_algorithm(),
        signed_attrs: Some(attributes),
        signature_algorithm: curve.signature_algorithm(),
        signature: OctetString::new(signature)?,
        unsigned_attrs: None,
    };
    let data = SignedData {
        version: CmsVersion::V1,
        digest_algorithms: SetOfVec::try_from(vec![curve.digest_algorithm()])?,
        encap_content_info: EncapsulatedContentInfo { econtent_type: ID_DATA, econtent: None },
        certificates: Some(CertificateSet(SetOfVec::try_from(certificates)?)),
        crls: None,
        signer_infos: SignerInfos(SetOfVec::try_from(vec![signer])?),
    };
    ContentInfo { content_type: ID_SIGNED_DATA, content: Any::encode_from(&data)? }.to_der()
}

/// The signer's certificate, and the others.
fn certificates(data: &SignedData, signer: &SignerInfo) -> Option<(Certificate, Vec<Certificate>)> {
    let mut others = Vec::new();
    for choice in data.certificates.as_ref()?.0.iter() {
        let CertificateChoices::Certificate(certificate) = choice else { return None };
        others.push(certificate.clone());
    }
    let leaf = others.iter().position(|certificate| signer.sid == signer_identifier(certificate))?;
    Some((others.remove(leaf), others))
}

fn message_digest(signer: &SignerInfo) -> Option<Vec<u8>> {
    let attributes = signer.signed_attrs.as_ref()?;
    let digest = attributes.iter().find(|attribute| attribute.oid == ID_MESSAGE_DIGEST)?;
    let value: OctetString = digest.values.iter().next()?.decode_as().ok()?;
    Some(value.as_bytes().to_vec())
}

fn signer_identifier(leaf: &Certificate) -> SignerIdentifier {
    SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
        issuer: leaf.tbs_certificate().issuer().clone(),
        serial_number: leaf.tbs_certificate().serial_number().clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::Identity;
    use super::super::authority::{Authority, FILE_PASSPHRASE, P256, P384, while_valid};
    use super::super::fixture::{Drawn, PASSPHRASE, other_signer, signer};
    use super::*;

    const COVERED: [&[u8]; 2] = [b"before", b"behind"];

    fn made() -> Vec<u8> {
        sign(signer().chain(), signer().key(), COVERED).expect("a signature")
    }

    fn code(result: Checked<Container>) -> &'static str {
        result.expect_err("refused").code
    }

    #[test]
    fn reads_what_it_writes() {
        let container = Container::read(&made()).expect("a container");
        assert_eq!(&container.chain, signer().chain());
        assert_eq!(container.verify(COVERED), Ok(()));
        assert_eq!(container.verify([b"before", b"behinD"]).expect_err("another digest").code, "digest");
        let padded = [made(), vec![0; 100]].concat();
        assert!(Container::read(&padded).is_ok());
        assert_eq!(code(Container::read(&[made(), vec![1]].concat())), "container");
    }

    #[test]
    fn another_key_than_the_certificates_is_noticed() {
        let forged = sign(signer().chain(), other_signer().key(), COVERED).expect("a signature");
        let container = Container::read(&forged).expect("well formed");
        assert_eq!(container.verify(COVERED).expect_err("forged").code, "signature");
    }

    #[test]
    fn no_changed_byte_passes() {
        let made = made();
        for index in 0..made.len() {
            for mask in [0x01, 0x20, 0x80, 0xFF] {
                let mut changed = made.clone();
                changed[index] ^= mask;
                let verified = Container::read(&changed).and_then(|container| container.verify(COVERED));
                assert!(verified.is_err(), "byte {index} under {mask:#x}");
            }
        }
        for length in 0..made.len() {
            assert!(Container::read(&made[..length]).is_err(), "cut to {length}");
        }
    }

    /// Also not in the certificates of an authority that is not asked, such as those of the root.
    #[test]
    fn no_changed_byte_passes_with_brought_certificates() {
        for key in [P256, P384] {
            let authority = Authority::with_chain(key);
            for others in [&["between", "root"][..], &["between"], &[]] {
                let file = authority.export("signer", others, "");
                let identity = Identity::import(&file, FILE_PASSPHRASE, PASSPHRASE, while_valid(), &mut Drawn::from(1));
                let signer = identity.expect("imported").unlock(PASSPHRASE).expect("unlocked");
                let made = sign(signer.chain(), signer.key(), COVERED).expect("a signature");
                assert_eq!(Container::read(&made).expect("a container").verify(COVERED), Ok(()));
                // The six cases differ by some bytes, and so each hits others.
                for index in (0..made.len()).step_by(11) {
                    let mut changed = made.clone();
                    changed[index] ^= if index % 2 == 0 { 0x01 } else { 0x80 };
                    let verified = Container::read(&changed).and_then(|container| container.verify(COVERED));
                    assert!(verified.is_err(), "{key}, {others:?}: byte {index}");
                }
            }
        }
    }

    #[test]
    fn only_the_certificates_that_belong_there_are_accepted() {
        let mut data: SignedData = ContentInfo::from_der(&made()).expect("CMS").content.decode_as().expect("data");
        let mut with = |certificates: Vec<&Certificate>| {
            let choices: Vec<_> = certificates.into_iter().cloned().map(CertificateChoices::Certificate).collect();
            data.certificates = Some(CertificateSet(SetOfVec::try_from(choices).expect("a set")));
            let content = Any::encode_from(&data).expect("encoded");
            ContentInfo { content_type: ID_SIGNED_DATA, content }.to_der().expect("encoded")
        };
        let (own, other) = (signer().chain(), other_signer().chain());
        let own: Vec<&Certificate> = own.certificates().collect();
        assert!(Container::read(&with(own.clone())).is_ok());
        assert_eq!(code(Container::read(&with([own.clone(), vec![other.leaf()]].concat()))), "certificate");
        assert_eq!(code(Container::read(&with(vec![own[1]]))), "container");
        assert_eq!(code(Container::read(&with(vec![own[0]]))), "certificate");
    }

    #[test]
    fn attributes_that_are_not_signed_and_signatures_without_attributes_are_refused() {
        let mut data: SignedData = ContentInfo::from_der(&made()).expect("CMS").content.decode_as().expect("data");
        let mut rewrite = |change: &dyn Fn(&mut SignerInfo)| {
            let mut signers = data.signer_infos.0.clone().into_vec();
            change(&mut signers[0]);
            data.signer_infos = SignerInfos(SetOfVec::try_from(signers).expect("a set"));
            let content = Any::encode_from(&data).expect("encoded");
            ContentInfo { content_type: ID_SIGNED_DATA, content }.to_der().expect("encoded")
        };
        let unsigned = rewrite(&|signer| signer.unsigned_attrs = signer.signed_attrs.clone());
        assert_eq!(code(Container::read(&unsigned)), "container");
        let bare = rewrite(&|signer| {
            signer.unsigned_attrs = None;
            signer.signed_attrs = None;
        });
        assert_eq!(code(Container::read(&bare)), "container");
    }
}
