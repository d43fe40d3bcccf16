//! ECDSA over P-256 with SHA-256 and over P-384 with SHA-384, in one form only.
//!
//! Of the two values of *s* that verify for every signature only the lower one is written and accepted: otherwise
//! anybody could change a signed file without breaking it.

use const_oid::ObjectIdentifier;
use const_oid::db::rfc5912::{ECDSA_WITH_SHA_256, ECDSA_WITH_SHA_384, ID_SHA_256, ID_SHA_384};
use der::Encode;
use p256::pkcs8::{DecodePrivateKey, EncodePrivateKey};
use pkcs8::SecretDocument;
use sha2::{Digest, Sha256, Sha384};
use x509_cert::spki::{AlgorithmIdentifierOwned, DecodePublicKey, SubjectPublicKeyInfoOwned};

/// What a key on a curve signs and verifies, once for each curve: the libraries share names, not types.
macro_rules! curve {
    ($module:ident, $library:ident) => {
        mod $module {
            use $library::ecdsa::signature::{Signer, Verifier};
            use $library::ecdsa::{Signature, SigningKey, VerifyingKey};

            use super::Judgement;

            /// Signs deterministically (RFC 6979).
            pub(super) fn sign(key: &SigningKey, message: &[u8]) -> Vec<u8> {
                let signature: Signature = key.sign(message);
                signature.normalize_s().to_der().as_bytes().to_vec()
            }

            pub(super) fn judge(key: &VerifyingKey, message: &[u8], signature: &[u8]) -> Judgement {
                match Signature::from_der(signature) {
                    Ok(parsed) if key.verify(message, &parsed.normalize_s()).is_err() => Judgement::NotMadeWithIt,
                    Ok(parsed) if parsed.normalize_s().to_der().as_bytes() == signature => Judgement::Holds,
                    Ok(_) => Judgement::Rewritten,
                    Err(_) => Judgement::NotMadeWithIt,
                }
            }
        }
    };
}

curve!(on_p256, p256);
curve!(on_p384, p384);

/// What a signature is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Judgement {
    /// It was made with the key, and is written in the one form.
    Holds,
    /// It was made with the key, and somebody who needs no key for that wrote it in another form.
    Rewritten,
    /// It was not made with the key, or of something else.
    NotMadeWithIt,
}

/// A curve, and with it the digest that its keys sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Curve {
    P256,
    P384,
}

impl Curve {
    /// `ecdsa-with-SHA256`, `ecdsa-with-SHA384`, which have no parameters (RFC 5758, 3.2).
    pub(super) fn signature_algorithm(self) -> AlgorithmIdentifierOwned {
        let oid = match self {
            Self::P256 => ECDSA_WITH_SHA_256,
            Self::P384 => ECDSA_WITH_SHA_384,
        };
        AlgorithmIdentifierOwned { oid, parameters: None }
    }

    /// `id-sha256`, `id-sha384`, without parameters (RFC 5754, 2).
    pub(super) fn digest_algorithm(self) -> AlgorithmIdentifierOwned {
        let oid: ObjectIdentifier = match self {
            Self::P256 => ID_SHA_256,
            Self::P384 => ID_SHA_384,
        };
        AlgorithmIdentifierOwned { oid, parameters: None }
    }

    /// The digest of both parts, one behind the other.
    pub(super) fn digest(self, [before, behind]: [&[u8]; 2]) -> Vec<u8> {
        match self {
            Self::P256 => Sha256::new().chain_update(before).chain_update(behind).finalize().to_vec(),
            Self::P384 => Sha384::new().chain_update(before).chain_update(behind).finalize().to_vec(),
        }
    }
}

/// A key that signs. It is wiped from memory when it is dropped.
#[derive(Clone)]
pub(super) enum PrivateKey {
    P256(p256::ecdsa::SigningKey),
    P384(p384::ecdsa::SigningKey),
}

impl PrivateKey {
    /// Reads PKCS#8, if it holds a key on one of the curves.
    pub(super) fn read(pkcs8: &[u8]) -> Option<Self> {
        let p256 = || p256::ecdsa::SigningKey::from_pkcs8_der(pkcs8).map(Self::P256);
        p256().or_else(|_| p384::ecdsa::SigningKey::from_pkcs8_der(pkcs8).map(Self::P384)).ok()
    }

    /// The key as PKCS#8 in DER.
    pub(super) fn to_pkcs8(&self) -> pkcs8::Result<SecretDocument> {
        match self {
            Self::P256(key) => key.to_pkcs8_der(),
            Self::P384(key) => key.to_pkcs8_der(),
        }
    }

    pub(super) fn sign(&self, message: &[u8]) -> Vec<u8> {
        match self {
            Self::P256(key) => on_p256::sign(key, message),
            Self::P384(key) => on_p384::sign(key, message),
        }
    }

    pub(super) fn public(&self) -> PublicKey {
        match self {
            Self::P256(key) => PublicKey::P256(*key.verifying_key()),
            Self::P384(key) => PublicKey::P384(*key.verifying_key()),
        }
    }
}

/// A key that verifies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PublicKey {
    P256(p256::ecdsa::VerifyingKey),
    P384(p384::ecdsa::VerifyingKey),
}

impl PublicKey {
    /// The key that a certificate holds, if it is one on one of the curves.
    pub(super) fn of(info: &SubjectPublicKeyInfoOwned) -> Option<Self> {
        let der = info.to_der().ok()?;
        let p256 = || p256::ecdsa::VerifyingKey::from_public_key_der(&der).map(Self::P256);
        p256().or_else(|_| p384::ecdsa::VerifyingKey::from_public_key_der(&der).map(Self::P384)).ok()
    }

    pub(super) fn curve(&self) -> Curve {
        match self {
            Self::P256(_) => Curve::P256,
            Self::P384(_) => Curve::P384,
        }
    }

    /// Whether `signature` is this key's over `message`, in DER and with the lower *s*.
    pub(super) fn judge(&self, message: &[u8], signature: &[u8]) -> Judgement {
        match self {
            Self::P256(key) => on_p256::judge(key, message, signature),
            Self::P384(key) => on_p384::judge(key, message, signature),
        }
    }
}

#[cfg(test)]
mod tests {
    use p256::ecdsa::signature::Verifier;

    use super::*;

    #[test]
    fn the_upper_s_is_refused_though_it_verifies() {
        let signing = p256::ecdsa::SigningKey::from_slice(&[7; 32]).expect("a key");
        let key = PrivateKey::P256(signing.clone());
        let lower = p256::ecdsa::Signature::from_der(&key.sign(b"report")).expect("a signature");
        let upper = p256::ecdsa::Signature::from_scalars(lower.r(), -*lower.s().as_ref()).expect("a signature");
        assert!(signing.verifying_key().verify(b"report", &upper).is_ok());
        let judge = |message: &[u8], signature: &[u8]| key.public().judge(message, signature);
        assert_eq!(judge(b"report", lower.to_der().as_bytes()), Judgement::Holds);
        assert_eq!(judge(b"report", upper.to_der().as_bytes()), Judgement::Rewritten);
        assert_eq!(judge(b"another", lower.to_der().as_bytes()), Judgement::NotMadeWithIt);
        assert_eq!(judge(b"another", upper.to_der().as_bytes()), Judgement::NotMadeWithIt);
        assert_eq!(judge(b"report", b"\x30\x00"), Judgement::NotMadeWithIt);
    }

    #[test]
    fn on_the_larger_curve_too() {
        let signing = p384::ecdsa::SigningKey::from_slice(&[7; 48]).expect("a key");
        let key = PrivateKey::P384(signing.clone());
        let lower = p384::ecdsa::Signature::from_der(&key.sign(b"report")).expect("a signature");
        let upper = p384::ecdsa::Signature::from_scalars(lower.r(), -*lower.s().as_ref()).expect("a signature");
        assert!(signing.verifying_key().verify(b"report", &upper).is_ok());
        let judge = |message: &[u8], signature: &[u8]| key.public().judge(message, signature);
        assert_eq!(judge(b"report", lower.to_der().as_bytes()), Judgement::Holds);
        assert_eq!(judge(b"report", upper.to_der().as_bytes()), Judgement::Rewritten);
        let read = PrivateKey::read(key.to_pkcs8().expect("PKCS#8").as_bytes()).expect("the key again");
        assert_eq!(read.public(), key.public());
        assert_eq!(key.public().curve().digest([b"a", b"b"]), Sha384::digest(b"ab").to_vec());
    }
}
