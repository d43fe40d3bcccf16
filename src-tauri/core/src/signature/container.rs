//! The CMS structure in a PDF's `/Contents`: a detached signature as PAdES baseline B-B wants it.
//!
//! One signer, SHA-256 and ECDSA, three signed attributes, two certificates, nothing else (RFC 5652; ETSI
//! EN 319 122-1, 5.2.2.3). There is no signing time among the attributes: PAdES takes it from the signature
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
use const_oid::db::rfc5912::ID_SHA_256;
use der::asn1::{Any, OctetString, SetOfVec};
use der::{Decode, Encode, Reader, Sequence, SliceReader};
use p256::ecdsa::SigningKey;
use sha2::{Digest, Sha256};
use x509_cert::Certificate;
use x509_cert::attr::{Attribute, Attributes};
use x509_cert::spki::AlgorithmIdentifierOwned;

use super::certificates::Chain;
use super::{Checked, Problem, ecdsa};
use crate::error::{Error, Result};

/// A signature with the certificates that came with it.
#[derive(Debug)]
pub(super) struct Container {
    pub(super) chain: Chain,
    signature: Vec<u8>,
    digest: [u8; 32],
}

/// Signs `digest`, the SHA-256 of what a PDF's `/ByteRange` covers.
pub(super) fn sign(chain: &Chain, key: &SigningKey, digest: [u8; 32]) -> Result<Vec<u8>> {
    signed(chain, key, digest).map_err(|error| Error::internal(format!("the signature can't be written: {error}")))
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
        if signer.digest_alg != sha256() || signer.signature_algorithm != ecdsa::algorithm() {
            return Err(Problem::new("algorithm", "The signature is not made with SHA-256 and ECDSA over P-256."));
        }
        let (leaf, root) = certificates(&data, signer)
            .ok_or_else(|| refuse("does not hold exactly the signer's certificate and its root"))?;
        let container = Self {
            chain: Chain::check(leaf, root)?,
            signature: signer.signature.as_bytes().to_vec(),
            digest: message_digest(signer).ok_or_else(|| refuse("does not name the digest of what was signed"))?,
        };
        let own = attributes(&container.chain, container.digest)
            .and_then(|attributes| assemble(&container.chain, attributes, &container.signature));
        if own.ok().as_deref() == Some(der) {
            Ok(container)
        } else {
            Err(refuse("differs from the one form that a report's signature has"))
        }
    }

    /// Whether this signs `digest`.
    pub(super) fn verify(&self, digest: [u8; 32]) -> Checked<()> {
        if self.digest != digest {
            return Err(Problem::new(
                "digest",
                "What was signed is not what stands in the file: it was changed after signing.",
            ));
        }
        let verified = attributes(&self.chain, digest)
            .and_then(|attributes| attributes.to_der())
            .is_ok_and(|message| ecdsa::verifies(self.chain.key(), &message, &self.signature));
        if verified {
            Ok(())
        } else {
            Err(Problem::new("signature", "The signature was not made with the key of the certificate beside it."))
        }
    }
}

/// RFC 5035, 3: which certificate was used. Its hash function is SHA-256 where none is named, and the profile names
/// neither issuer nor policies.
#[derive(Sequence)]
struct SigningCertificateV2 {
    certificates: Vec<EssCertIdV2>,
}

#[derive(Sequence)]
struct EssCertIdV2 {
    hash: OctetString,
}

fn signed(chain: &Chain, key: &SigningKey, digest: [u8; 32]) -> der::Result<Vec<u8>> {
    let attributes = attributes(chain, digest)?;
    let signature = ecdsa::sign(key, &attributes.to_der()?);
    assemble(chain, attributes, signature.as_bytes())
}

fn attributes(chain: &Chain, digest: [u8; 32]) -> der::Result<Attributes> {
    let attribute = |oid: ObjectIdentifier, value: Any| -> der::Result<Attribute> {
        Ok(Attribute { oid, values: SetOfVec::try_from(vec![value])? })
    };
    let hash = OctetString::new(Sha256::digest(chain.leaf_der()).as_slice())?;
    SetOfVec::try_from(vec![
        attribute(ID_CONTENT_TYPE, Any::encode_from(&ID_DATA)?)?,
        attribute(ID_MESSAGE_DIGEST, Any::encode_from(&OctetString::new(digest)?)?)?,
        attribute(
            ID_AA_SIGNING_CERTIFICATE_V_2,
            Any::encode_from(&SigningCertificateV2 { certificates: vec![EssCertIdV2 { hash }] })?,
        )?,
    ])
}

fn assemble(chain: &Chain, attributes: Attributes, signature: &[u8]) -> der::Result<Vec<u8>> {
    let certificates =
        [chain.leaf(), chain.root()].map(|certificate| CertificateChoices::Certificate(certificate.clone()));
    let signer = SignerInfo {
        version: CmsVersion::V1,
        sid: signer_identifier(chain.leaf()),
        digest_alg: sha256(),
        signed_attrs: Some(attributes),
        signature_algorithm: ecdsa::algorithm(),
        signature: OctetString::new(signature)?,
        unsigned_attrs: None,
    };
    let data = SignedData {
        version: CmsVersion::V1,
        digest_algorithms: SetOfVec::try_from(vec![sha256()])?,
        encap_content_info: EncapsulatedContentInfo { econtent_type: ID_DATA, econtent: None },
        certificates: Some(CertificateSet(SetOfVec::try_from(Vec::from(certificates))?)),
        crls: None,
        signer_infos: SignerInfos(SetOfVec::try_from(vec![signer])?),
    };
    ContentInfo { content_type: ID_SIGNED_DATA, content: Any::encode_from(&data)? }.to_der()
}

fn certificates(data: &SignedData, signer: &SignerInfo) -> Option<(Certificate, Certificate)> {
    let certificates = data.certificates.as_ref()?;
    let [CertificateChoices::Certificate(one), CertificateChoices::Certificate(other)] = certificates.0.as_slice()
    else {
        return None;
    };
    if signer.sid == signer_identifier(one) {
        Some((one.clone(), other.clone()))
    } else {
        (signer.sid == signer_identifier(other)).then(|| (other.clone(), one.clone()))
    }
}

fn message_digest(signer: &SignerInfo) -> Option<[u8; 32]> {
    let attributes = signer.signed_attrs.as_ref()?;
    let digest = attributes.iter().find(|attribute| attribute.oid == ID_MESSAGE_DIGEST)?;
    let value: OctetString = digest.values.iter().next()?.decode_as().ok()?;
    value.as_bytes().try_into().ok()
}

fn signer_identifier(leaf: &Certificate) -> SignerIdentifier {
    SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
        issuer: leaf.tbs_certificate().issuer().clone(),
        serial_number: leaf.tbs_certificate().serial_number().clone(),
    })
}

fn sha256() -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned { oid: ID_SHA_256, parameters: None }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{other_signer, signer};
    use super::*;

    const DIGEST: [u8; 32] = [42; 32];

    fn made() -> Vec<u8> {
        sign(signer().chain(), signer().key(), DIGEST).expect("a signature")
    }

    fn code(result: Checked<Container>) -> &'static str {
        result.expect_err("refused").code
    }

    #[test]
    fn reads_what_it_writes() {
        let container = Container::read(&made()).expect("a container");
        assert_eq!(&container.chain, signer().chain());
        assert_eq!(container.verify(DIGEST), Ok(()));
        assert_eq!(container.verify([43; 32]).expect_err("another digest").code, "digest");
        let padded = [made(), vec![0; 100]].concat();
        assert!(Container::read(&padded).is_ok());
        assert_eq!(code(Container::read(&[made(), vec![1]].concat())), "container");
    }

    #[test]
    fn another_key_than_the_certificates_is_noticed() {
        let forged = sign(signer().chain(), other_signer().key(), DIGEST).expect("a signature");
        let container = Container::read(&forged).expect("well formed");
        assert_eq!(container.verify(DIGEST).expect_err("forged").code, "signature");
    }

    #[test]
    fn no_changed_byte_passes() {
        let made = made();
        for index in 0..made.len() {
            for mask in [0x01, 0x20, 0x80, 0xFF] {
                let mut changed = made.clone();
                changed[index] ^= mask;
                let verified = Container::read(&changed).and_then(|container| container.verify(DIGEST));
                assert!(verified.is_err(), "byte {index} under {mask:#x}");
            }
        }
        for length in 0..made.len() {
            assert!(Container::read(&made[..length]).is_err(), "cut to {length}");
        }
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
