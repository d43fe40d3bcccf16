//! PKCS#12 files (RFC 7292), in which identities travel between programs.
//!
//! They are taken apart here and not by a library: a file says itself how often its passphrase is to be hashed, also in
//! places that show only once others are decrypted, and what is spent on it has to be bounded in all of them. What is
//! computed then, OpenSSL computes.

mod ber;
mod password;
mod structure;
#[cfg(test)]
mod tests;

use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::pkcs12::Pkcs12;
use openssl::pkey::PKey;
use openssl::stack::Stack;
use openssl::x509::X509;
use zeroize::Zeroizing;

use crate::error::{Code, Error, Result};
use password::{Password, Unopened};
use structure::{Bag, Safe};

/// The largest file that is read, in bytes. Real ones take a few thousand.
const LIMIT: usize = 1 << 20;
/// How often a passphrase is hashed for a file that is written here, for each of its three parts. As many as are
/// recommended for PBKDF2 with SHA-256 (OWASP, Password Storage); together they take about a second.
const ITERATIONS: u32 = 600_000;

/// What a file holds.
pub(super) struct Contents {
    /// The private keys, PKCS#8.
    pub(super) keys: Vec<Zeroizing<Vec<u8>>>,
    /// The certificates, DER, in the file's order.
    pub(super) certificates: Vec<Vec<u8>>,
}

/// Reads a file.
///
/// # Errors
/// With [`Code::WrongFilePassphrase`] if the passphrase does not open it; refused if it is too large, damaged, made in a
/// way that is not read here, or if its passphrase would have to be hashed too often.
pub(super) fn read(file: &[u8], passphrase: &str) -> Result<Contents> {
    if file.len() > LIMIT {
        return Err(Error::refused("The file is larger than 1 MiB, which no PKCS#12 file of a signer is."));
    }
    let outer = structure::read(file).ok_or_else(no_pkcs12)?;
    let mut password = Password::new(passphrase);
    if let Some(mac) = &outer.mac {
        password.check_mac(mac, &outer.content).map_err(refusal)?;
    }
    let mut contents = Contents { keys: Vec::new(), certificates: Vec::new() };
    for safe in outer.safes().ok_or_else(damaged)? {
        let bags = match safe {
            Safe::Plain(bags) => structure::bags(&bags),
            Safe::Encrypted(algorithm, bytes) => {
                structure::bags(&password.decrypt(&algorithm, &bytes).map_err(refusal)?)
            }
            Safe::Other => {
                return Err(Error::refused("The file is encrypted for a certificate. Export it with a passphrase."));
            }
        };
        for bag in bags.ok_or_else(damaged)? {
            match bag {
                Bag::Key(key) => contents.keys.push(key),
                Bag::EncryptedKey(algorithm, bytes) => {
                    contents.keys.push(password.decrypt(&algorithm, &bytes).map_err(refusal)?);
                }
                Bag::Certificate(certificate) => contents.certificates.push(certificate),
                Bag::Other => (),
            }
        }
    }
    Ok(contents)
}

/// Writes a key (PKCS#8) with its certificates (DER), the leaf first, encrypted with AES-256 under the passphrase.
/// OpenSSL draws what has to be random in it.
pub(super) fn write(name: &str, key: &[u8], certificates: &[Vec<u8>], passphrase: &str) -> Result<Vec<u8>> {
    let written = || {
        let (leaf, issuers) = certificates.split_first()?;
        let mut others = Stack::new().ok()?;
        for issuer in issuers {
            others.push(X509::from_der(issuer).ok()?).ok()?;
        }
        let mut builder = Pkcs12::builder();
        builder.name(name).pkey(PKey::private_key_from_pkcs8(key).ok()?.as_ref());
        builder.cert(X509::from_der(leaf).ok()?.as_ref()).ca(others);
        builder.key_algorithm(Nid::AES_256_CBC).cert_algorithm(Nid::AES_256_CBC).key_iter(ITERATIONS);
        builder.mac_iter(ITERATIONS).mac_md(MessageDigest::sha256());
        builder.build2(passphrase).ok()?.to_der().ok()
    };
    written().ok_or_else(|| Error::internal("the PKCS#12 file can't be made"))
}

fn refusal(why: Unopened) -> Error {
    match why {
        Unopened::Wrong => Error::new(
            Code::WrongFilePassphrase,
            "This passphrase does not open the file. It is the one that was chosen when the file was exported. If it is \
             right, the file is damaged.",
        ),
        Unopened::Damaged => damaged(),
        Unopened::TooCostly => Error::refused(format!(
            "The file wants its passphrase hashed more than {} million times, which would keep this machine busy. Export \
             it anew with fewer iterations.",
            password::AFFORDABLE / 1_000_000
        )),
        Unopened::Unknown(algorithm) => Error::refused(format!(
            "The file is encrypted with {algorithm}, which this program does not read. Convert it with \
             `openssl pkcs12 -legacy -in OLD.p12 -nodes | openssl pkcs12 -export -out NEW.p12`, and import that."
        )),
    }
}

fn no_pkcs12() -> Error {
    Error::refused("This is no PKCS#12 file (.p12, .pfx), or it is damaged. Export it anew.")
}

fn damaged() -> Error {
    Error::refused("The PKCS#12 file is damaged. Export it anew.")
}
