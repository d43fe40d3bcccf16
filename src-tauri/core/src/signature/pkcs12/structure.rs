//! The parts of a PKCS#12 file, as far as they show without a passphrase.

use cms::content_info::ContentInfo;
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5911::{ID_DATA, ID_ENCRYPTED_DATA};
use der::asn1::{Any, OctetString};
use der::{Decode, Encode, Reader, Sequence, SliceReader, Tag, TagNumber, Tagged};
use x509_cert::spki::AlgorithmIdentifierOwned;
use zeroize::Zeroizing;

use super::ber;

const KEY_BAG: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.1");
const SHROUDED_KEY_BAG: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.2");
const CERTIFICATE_BAG: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.3");
const X509_CERTIFICATE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.22.1");

/// A file's outermost part.
pub(super) struct Outer {
    /// What the MAC is computed over.
    pub(super) content: Vec<u8>,
    pub(super) mac: Option<Mac>,
}

/// What tells whether a passphrase is the right one (RFC 7292, 4: `MacData`).
#[derive(Sequence)]
pub(super) struct Mac {
    pub(super) digest: DigestInfo,
    pub(super) salt: OctetString,
    #[asn1(default = "one")]
    pub(super) iterations: u64,
}

#[derive(Sequence)]
pub(super) struct DigestInfo {
    pub(super) algorithm: AlgorithmIdentifierOwned,
    pub(super) digest: OctetString,
}

/// A container of bags.
pub(super) enum Safe {
    Plain(Vec<u8>),
    Encrypted(AlgorithmIdentifierOwned, Vec<u8>),
    /// Encrypted for a public key.
    Other,
}

/// One thing in a container.
pub(super) enum Bag {
    Key(Zeroizing<Vec<u8>>),
    EncryptedKey(AlgorithmIdentifierOwned, Vec<u8>),
    Certificate(Vec<u8>),
    /// A revocation list or a secret, which nobody needs for signing.
    Other,
}

#[derive(Sequence)]
struct Pfx {
    version: u8,
    auth_safe: ContentInfo,
    mac_data: Option<Mac>,
}

/// RFC 5652, 8, as far as it is needed: its content may be in pieces.
#[derive(Sequence)]
struct EncryptedData {
    version: u8,
    content: EncryptedContent,
}

#[derive(Sequence)]
struct EncryptedContent {
    kind: ObjectIdentifier,
    algorithm: AlgorithmIdentifierOwned,
    bytes: Any,
}

#[derive(Sequence)]
struct SafeBag {
    id: ObjectIdentifier,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT")]
    value: Any,
    attributes: Option<Any>,
}

#[derive(Sequence)]
struct CertificateBag {
    kind: ObjectIdentifier,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT")]
    value: OctetString,
}

/// RFC 5958, 3.
#[derive(Sequence)]
struct EncryptedKey {
    algorithm: AlgorithmIdentifierOwned,
    bytes: OctetString,
}

fn one() -> u64 {
    1
}

/// Reads the outermost part. A file that is protected by a public key is none of ours.
pub(super) fn read(file: &[u8]) -> Option<Outer> {
    let pfx = Pfx::from_der(&ber::to_der(file)?).ok().filter(|pfx| pfx.version == 3)?;
    let content = data(&pfx.auth_safe)?;
    Some(Outer { content, mac: pfx.mac_data })
}

impl Outer {
    pub(super) fn safes(&self) -> Option<Vec<Safe>> {
        let parts = Vec::<ContentInfo>::from_der(&ber::to_der(&self.content)?).ok()?;
        parts.iter().map(safe).collect()
    }
}

/// Reads the bags of a container.
pub(super) fn bags(bytes: &[u8]) -> Option<Vec<Bag>> {
    let der = Zeroizing::new(ber::to_der(bytes)?);
    Vec::<SafeBag>::from_der(&der).ok()?.into_iter().map(|bag| bag.read()).collect()
}

impl SafeBag {
    fn read(self) -> Option<Bag> {
        Some(match self.id {
            KEY_BAG => Bag::Key(Zeroizing::new(self.value.to_der().ok()?)),
            SHROUDED_KEY_BAG => {
                let EncryptedKey { algorithm, bytes } = self.value.decode_as().ok()?;
                Bag::EncryptedKey(algorithm, bytes.into_bytes().into())
            }
            CERTIFICATE_BAG => {
                let CertificateBag { kind, value } = self.value.decode_as().ok()?;
                if kind == X509_CERTIFICATE { Bag::Certificate(value.into_bytes().into()) } else { Bag::Other }
            }
            _ => Bag::Other,
        })
    }
}

fn safe(part: &ContentInfo) -> Option<Safe> {
    match part.content_type {
        ID_DATA => data(part).map(Safe::Plain),
        ID_ENCRYPTED_DATA => {
            let EncryptedData { content, .. } = part.content.decode_as().ok()?;
            Some(Safe::Encrypted(content.algorithm, pieces(&content.bytes)?))
        }
        _ => Some(Safe::Other),
    }
}

/// An octet string under the implicit tag 0, whole or in pieces.
fn pieces(value: &Any) -> Option<Vec<u8>> {
    let Tag::ContextSpecific { constructed, number: TagNumber(0) } = value.tag() else { return None };
    if !constructed {
        return Some(value.value().to_vec());
    }
    let mut rest = SliceReader::new(value.value()).ok()?;
    let mut all = Vec::new();
    while !rest.is_finished() {
        all.extend_from_slice(OctetString::decode(&mut rest).ok()?.as_bytes());
    }
    Some(all)
}

fn data(part: &ContentInfo) -> Option<Vec<u8>> {
    let bytes = (part.content_type == ID_DATA).then(|| part.content.decode_as::<OctetString>().ok())??;
    Some(bytes.into_bytes().into())
}

/// A file without any protection that holds these keys (PKCS#8).
#[cfg(test)]
pub(super) fn file_of_keys(keys: &[&[u8]]) -> Vec<u8> {
    let wrapped = |bytes: Vec<u8>| ContentInfo {
        content_type: ID_DATA,
        content: Any::encode_from(&OctetString::new(bytes).expect("octets")).expect("DER"),
    };
    let bags: Vec<SafeBag> = keys
        .iter()
        .map(|key| SafeBag { id: KEY_BAG, value: Any::from_der(key).expect("DER"), attributes: None })
        .collect();
    let safes = vec![wrapped(bags.to_der().expect("DER"))];
    let pfx = Pfx { version: 3, auth_safe: wrapped(safes.to_der().expect("DER")), mac_data: None };
    pfx.to_der().expect("DER")
}
