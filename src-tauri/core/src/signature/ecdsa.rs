//! ECDSA over P-256 with SHA-256, in one form only.
//!
//! Of the two values of *s* that verify for every signature only the lower one is written and accepted: otherwise
//! anybody could change a signed file without breaking it.

use const_oid::db::rfc5912::ECDSA_WITH_SHA_256;
use der::Encode;
use p256::ecdsa::signature::{Signer, Verifier};
use p256::ecdsa::{DerSignature, Signature, SigningKey, VerifyingKey};
use x509_cert::spki::{AlgorithmIdentifierOwned, DecodePublicKey, SubjectPublicKeyInfoOwned};

/// `ecdsa-with-SHA256`, which has no parameters (RFC 5758, 3.2).
pub(super) fn algorithm() -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned { oid: ECDSA_WITH_SHA_256, parameters: None }
}

/// Signs deterministically (RFC 6979).
pub(super) fn sign(key: &SigningKey, message: &[u8]) -> DerSignature {
    let signature: Signature = key.sign(message);
    signature.normalize_s().to_der()
}

/// Whether `signature` is `key`'s signature over `message`, in DER and with the lower *s*.
pub(super) fn verifies(key: &VerifyingKey, message: &[u8], signature: &[u8]) -> bool {
    Signature::from_der(signature).is_ok_and(|parsed| {
        parsed.normalize_s() == parsed
            && parsed.to_der().as_bytes() == signature
            && key.verify(message, &parsed).is_ok()
    })
}

/// The key that a certificate holds, if it is one on P-256.
pub(super) fn public_key(info: &SubjectPublicKeyInfoOwned) -> Option<VerifyingKey> {
    VerifyingKey::from_public_key_der(&info.to_der().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_upper_s_is_refused_though_it_verifies() {
        let key = SigningKey::from_slice(&[7; 32]).expect("a key");
        let lower = Signature::from_der(sign(&key, b"report").as_bytes()).expect("a signature");
        let upper = Signature::from_scalars(lower.r(), -*lower.s().as_ref()).expect("a signature");
        assert!(key.verifying_key().verify(b"report", &upper).is_ok());
        assert!(verifies(key.verifying_key(), b"report", lower.to_der().as_bytes()));
        assert!(!verifies(key.verifying_key(), b"report", upper.to_der().as_bytes()));
        assert!(!verifies(key.verifying_key(), b"another", lower.to_der().as_bytes()));
    }
}
