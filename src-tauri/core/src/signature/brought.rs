//! The certificates of an identity that was brought along: somebody else's authority issued them.
//!
//! They are asked for what makes them a chain of a signer (RFC 5280, 6.1), as far as that can be said without asking
//! anybody. Whether the authority is to be trusted, and whether it has revoked one, is not said here. The outermost one
//! vouches for itself, or its issuer is not known; like the others it is named in the signature, so that it can't be
//! another one.

use const_oid::ObjectIdentifier;
use const_oid::db::{rfc5280, rfc5912};
use der::{Decode, Encode};
use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::pkey::{Id, PKey, Public};
use openssl::sign::Verifier;
use x509_cert::Certificate;
use x509_cert::certificate::Version;
use x509_cert::ext::Extension;
use x509_cert::ext::pkix::{BasicConstraints, KeyUsage};
use zeroize::Zeroizing;

use super::certificates::{Chain, problem};
use super::container::{self, Container};
use super::ecdsa::{PrivateKey, PublicKey};
use super::revision::CONTENTS_CAPACITY;
use super::{Checked, Problem};
use crate::domain::moment::Moment;
use crate::error::{Error, Result};

/// Extensions that may be critical, which means: whoever does not know them has to refuse the certificate.
const KNOWN: [ObjectIdentifier; 5] = [
    rfc5280::ID_CE_BASIC_CONSTRAINTS,
    rfc5280::ID_CE_KEY_USAGE,
    rfc5280::ID_CE_EXT_KEY_USAGE,
    rfc5280::ID_CE_CERTIFICATE_POLICIES,
    rfc5280::ID_CE_SUBJECT_ALT_NAME,
];
/// How many bytes a signature can be longer than another one with the same key.
const VARYING: usize = 16;
/// An RSA key below is broken; one above takes long to verify with, which somebody could want.
const RSA_BITS: std::ops::RangeInclusive<u32> = 2048..=8192;

/// Holds a leaf and its issuers, in order, against what is asked of them.
pub(super) fn check(leaf: &Certificate, issuers: &[Certificate]) -> Checked<()> {
    check_any(leaf, issuers.first(), "signer's")?;
    check_usage(leaf)?;
    for (below, issuer) in issuers.iter().enumerate() {
        check_any(issuer, issuers.get(below + 1), "issuer's")?;
        check_authority(issuer, below)?;
    }
    Ok(())
}

/// Reads a private key that somebody brought along (PKCS#8).
///
/// # Errors
/// If reports are not signed with such keys.
pub(super) fn key(pkcs8: &[u8]) -> Result<PrivateKey> {
    let unreadable = || Error::refused("The private key in the file can't be read. Export it anew.");
    let key = PKey::private_key_from_pkcs8(pkcs8).map_err(|_| unreadable())?;
    let kind = match key.id() {
        // OpenSSL writes the key anew, without attributes and other things that some programs add.
        Id::EC => match key.ec_key().ok().and_then(|key| key.group().curve_name()) {
            Some(Nid::X9_62_PRIME256V1 | Nid::SECP384R1) => {
                let plain = Zeroizing::new(key.private_key_to_pkcs8().map_err(|_| unreadable())?);
                return PrivateKey::read(&plain).ok_or_else(unreadable);
            }
            Some(curve) => format!("an EC key on the curve {}", curve.short_name().unwrap_or("of another kind")),
            None => "an EC key on a curve without a name".to_owned(),
        },
        Id::RSA | Id::RSA_PSS => "an RSA key".to_owned(),
        Id::ED25519 => "an Ed25519 key".to_owned(),
        Id::ED448 => "an Ed448 key".to_owned(),
        Id::DSA => "a DSA key".to_owned(),
        _ => "a key of another kind".to_owned(),
    };
    Err(Error::refused(format!(
        "The file holds {kind}. Reports are signed with EC keys on the curve P-256 or P-384: ask whoever issued the \
         certificate for one with such a key, or sign with an identity that is made here."
    )))
}

/// The chain of a key among the certificates of a file, if a report can be signed with it now.
///
/// # Errors
/// If it can't; the sentence says why.
pub(super) fn chain(key: &PrivateKey, certificates: &[Vec<u8>], now: Moment) -> Result<Chain> {
    let belongs = |der: &&Vec<u8>| {
        let certificate = Certificate::from_der(der);
        certificate.is_ok_and(|it| PublicKey::of(it.tbs_certificate().subject_public_key_info()) == Some(key.public()))
    };
    let leaf = certificates.iter().find(belongs).ok_or_else(|| {
        Error::refused(match certificates.len() {
            0 => "The file holds a private key without its certificate. Export them together.",
            _ => "No certificate in the file belongs to its private key. Export them together.",
        })
    })?;
    let refuse = |why: &str| Error::refused(format!("No report can be signed with this identity. {why}"));
    let chain = Chain::select(leaf, certificates).map_err(|problem| refuse(&problem.message))?;
    if !chain.is_valid_at(now.instant()) {
        let at = |time| Moment::new(time, now.offset()).in_words();
        return Err(refuse(&format!(
            "Its certificates are valid from {} until {}, and this machine’s clock says {}.",
            at(chain.valid_from()),
            at(chain.valid_until()),
            now.in_words()
        )));
    }
    // Its size is known once it was used.
    let trial = container::sign(&chain, key, [b"", b""])?;
    if trial.len() + VARYING > CONTENTS_CAPACITY {
        return Err(refuse("Its certificates take more room than a report has for them."));
    }
    let read = Container::read(&trial).and_then(|read| read.verify([b"", b""]));
    read.map(|()| chain).map_err(|problem| refuse(&problem.message))
}

/// Whether a certificate was signed with another one's key, in a way that is not broken.
pub(super) fn signed_by(certificate: &Certificate, issuer: &Certificate) -> bool {
    let verified = || {
        let key = issuer.tbs_certificate().subject_public_key_info().to_der().ok()?;
        let key = PKey::public_key_from_der(&key).ok()?;
        let digest = digest(&certificate.signature_algorithm().oid, &key)?;
        let body = certificate.tbs_certificate().to_der().ok()?;
        Verifier::new(digest, &key).ok()?.verify_oneshot(certificate.signature().as_bytes()?, &body).ok()
    };
    verified() == Some(true)
}

/// The digest of an algorithm that goes with this key.
fn digest(algorithm: &ObjectIdentifier, key: &PKey<Public>) -> Option<MessageDigest> {
    let curves = [Nid::X9_62_PRIME256V1, Nid::SECP384R1, Nid::SECP521R1];
    match key.id() {
        Id::RSA if RSA_BITS.contains(&key.bits()) => match *algorithm {
            rfc5912::SHA_256_WITH_RSA_ENCRYPTION => Some(MessageDigest::sha256()),
            rfc5912::SHA_384_WITH_RSA_ENCRYPTION => Some(MessageDigest::sha384()),
            rfc5912::SHA_512_WITH_RSA_ENCRYPTION => Some(MessageDigest::sha512()),
            _ => None,
        },
        Id::EC if key.ec_key().ok()?.group().curve_name().is_some_and(|curve| curves.contains(&curve)) => {
            match *algorithm {
                rfc5912::ECDSA_WITH_SHA_256 => Some(MessageDigest::sha256()),
                rfc5912::ECDSA_WITH_SHA_384 => Some(MessageDigest::sha384()),
                rfc5912::ECDSA_WITH_SHA_512 => Some(MessageDigest::sha512()),
                _ => None,
            }
        }
        _ => None,
    }
}

fn check_any(certificate: &Certificate, issuer: Option<&Certificate>, what: &str) -> Checked<()> {
    let refuse = |why: &str| Err(problem(format!("The {what} certificate {why}.")));
    let body = certificate.tbs_certificate();
    if body.version() != Version::V3 || body.signature() != certificate.signature_algorithm() {
        return refuse("is not an X.509 certificate of version 3");
    }
    let unknown = |extension: &Extension| extension.critical && !KNOWN.contains(&extension.extn_id);
    if body.extensions().is_some_and(|extensions| extensions.iter().any(unknown)) {
        return refuse("has a critical extension that this program does not know");
    }
    match issuer.is_none_or(|issuer| signed_by(certificate, issuer)) {
        true => Ok(()),
        false => refuse("was not signed with its issuer’s key, or not with RSA or ECDSA and SHA-2"),
    }
}

fn check_usage(leaf: &Certificate) -> Checked<()> {
    match extension::<KeyUsage>(leaf)? {
        Some(usage) if !usage.digital_signature() && !usage.non_repudiation() => Err(problem(
            "The signer's certificate says that its key is not for signing (key usage without digitalSignature and \
             nonRepudiation)."
                .to_owned(),
        )),
        _ => Ok(()),
    }
}

/// `below`: how many issuers stand between this one and the leaf.
fn check_authority(issuer: &Certificate, below: usize) -> Checked<()> {
    let refuse = |why: &str| Err(problem(format!("The issuer's certificate {why}.")));
    match extension::<BasicConstraints>(issuer)? {
        Some(BasicConstraints { ca: true, path_len_constraint }) => {
            if path_len_constraint.is_some_and(|longest| below > usize::from(longest)) {
                return refuse("does not allow as many authorities below it");
            }
        }
        _ => return refuse("is not one of an authority"),
    }
    match extension::<KeyUsage>(issuer)? {
        Some(usage) if !usage.key_cert_sign() => refuse("says that its key is not for certificates"),
        _ => Ok(()),
    }
}

fn extension<'a, T: Decode<'a> + const_oid::AssociatedOid>(certificate: &'a Certificate) -> Checked<Option<T>> {
    let unreadable = |_| -> Problem { problem("A certificate holds an extension that can't be read.".to_owned()) };
    let found = certificate.tbs_certificate().get_extension::<T>().map_err(unreadable)?;
    Ok(found.map(|(_, value)| value))
}
