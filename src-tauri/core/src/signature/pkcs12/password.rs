//! What a passphrase opens in a PKCS#12 file, and what may be spent on it.

use const_oid::ObjectIdentifier;
use const_oid::db::{rfc5911, rfc5912};
use der::asn1::OctetString;
use der::{Decode, Encode, Sequence};
use openssl::error::ErrorStack;
use openssl::hash::{DigestBytes, Hasher, MessageDigest};
use openssl::memcmp;
use openssl::pkcs5::pbkdf2_hmac;
use openssl::pkey::PKey;
use openssl::sign::Signer;
use openssl::symm::{Cipher, decrypt};
use x509_cert::spki::AlgorithmIdentifierOwned;
use zeroize::Zeroizing;

use super::structure::Mac;

/// How often a passphrase is hashed for all of a file: a few seconds.
pub(super) const AFFORDABLE: u64 = 10_000_000;

const PBES2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.5.13");
const PBKDF2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.5.12");
const PBMAC1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.5.14");
const HMAC_WITH_SHA1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.2.7");
const HMAC_WITH_SHA224: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.2.8");
const HMAC_WITH_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.2.9");
const HMAC_WITH_SHA384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.2.10");
const HMAC_WITH_SHA512: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.2.11");
const DES_EDE3_CBC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.3.7");
/// RFC 7292, appendix C: `pbeWithSHAAnd3-KeyTripleDES-CBC`, which older programs write.
const SHA1_3DES: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.1.3");
const SHA1_RC2_128: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.1.5");
const SHA1_RC2_40: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.1.6");

/// What a key that is derived from a passphrase is for (RFC 7292, B.3).
const FOR_ENCRYPTION: u8 = 1;
const FOR_INITIAL_VECTOR: u8 = 2;
const FOR_MAC: u8 = 3;

/// Why something stays closed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unopened {
    Wrong,
    Damaged,
    TooCostly,
    /// It needs an algorithm that is not read here; its name.
    Unknown(String),
}

type Opened<T> = Result<T, Unopened>;

/// A passphrase, and what may still be spent on it.
pub(super) struct Password {
    utf8: Zeroizing<Vec<u8>>,
    /// UTF-16 in big-endian order, with a zero at its end (RFC 7292, B.1).
    utf16: Zeroizing<Vec<u8>>,
    left: u64,
}

impl Password {
    pub(super) fn new(passphrase: &str) -> Self {
        let utf16 = passphrase.encode_utf16().chain([0]).flat_map(u16::to_be_bytes);
        Self {
            utf8: Zeroizing::new(passphrase.as_bytes().to_vec()),
            utf16: Zeroizing::new(utf16.collect()),
            left: AFFORDABLE,
        }
    }

    /// Whether this is the passphrase under which the MAC over `content` was made.
    pub(super) fn check_mac(&mut self, mac: &Mac, content: &[u8]) -> Opened<()> {
        let algorithm = &mac.digest.algorithm;
        let (key, digest) = if algorithm.oid == PBMAC1 {
            let scheme: Scheme = parameters(algorithm)?;
            let digest = hmac_digest(scheme.applied.oid)?;
            (self.pbkdf2(&scheme.derivation, digest.size())?, digest)
        } else {
            let digest = digest(algorithm.oid)?;
            (self.derive(digest, FOR_MAC, mac.salt.as_bytes(), mac.iterations, digest.size())?, digest)
        };
        let computed = || Signer::new(digest, PKey::hmac(&key).ok()?.as_ref()).ok()?.sign_oneshot_to_vec(content).ok();
        let computed = computed().ok_or(Unopened::Damaged)?;
        let said = mac.digest.digest.as_bytes();
        match computed.len() == said.len() && memcmp::eq(&computed, said) {
            true => Ok(()),
            false => Err(Unopened::Wrong),
        }
    }

    /// Decrypts one part.
    pub(super) fn decrypt(&mut self, algorithm: &AlgorithmIdentifierOwned, bytes: &[u8]) -> Opened<Zeroizing<Vec<u8>>> {
        let (cipher, key, vector) = match algorithm.oid {
            PBES2 => {
                let scheme: Scheme = parameters(algorithm)?;
                let cipher = cipher(scheme.applied.oid)?;
                let vector: OctetString = parameters(&scheme.applied)?;
                (cipher, self.pbkdf2(&scheme.derivation, cipher.key_len())?, vector.as_bytes().to_vec())
            }
            SHA1_3DES => {
                let cipher = Cipher::des_ede3_cbc();
                let Salted { salt, iterations } = parameters(algorithm)?;
                let mut derive =
                    |purpose, length| self.derive(MessageDigest::sha1(), purpose, salt.as_bytes(), iterations, length);
                let key = derive(FOR_ENCRYPTION, cipher.key_len())?;
                (cipher, key, derive(FOR_INITIAL_VECTOR, cipher.block_size())?.to_vec())
            }
            SHA1_RC2_40 | SHA1_RC2_128 => return Err(Unopened::Unknown("RC2".to_owned())),
            other => return Err(Unopened::Unknown(format!("the algorithm {other}"))),
        };
        if Some(vector.len()) != cipher.iv_len() {
            return Err(Unopened::Damaged);
        }
        decrypt(cipher, &key, Some(&vector), bytes).map(Zeroizing::new).map_err(|_| Unopened::Wrong)
    }

    fn spend(&mut self, iterations: u64) -> Opened<usize> {
        self.left = self.left.checked_sub(iterations).ok_or(Unopened::TooCostly)?;
        usize::try_from(iterations).ok().filter(|iterations| *iterations > 0).ok_or(Unopened::Damaged)
    }

    fn pbkdf2(&mut self, algorithm: &AlgorithmIdentifierOwned, length: usize) -> Opened<Zeroizing<Vec<u8>>> {
        if algorithm.oid != PBKDF2 {
            return Err(Unopened::Unknown(format!("the key derivation {}", algorithm.oid)));
        }
        let Derivation { salt, iterations, key_length, digest } = parameters(algorithm)?;
        if key_length.is_some_and(|said| usize::from(said) != length) {
            return Err(Unopened::Damaged);
        }
        let digest = digest.map_or(Ok(MessageDigest::sha1()), |digest| hmac_digest(digest.oid))?;
        let mut key = Zeroizing::new(vec![0; length]);
        let iterations = self.spend(iterations)?;
        pbkdf2_hmac(&self.utf8, salt.as_bytes(), iterations, digest, &mut key).map_err(|_| Unopened::Damaged)?;
        Ok(key)
    }

    /// RFC 7292, B.2.
    fn derive(
        &mut self,
        digest: MessageDigest,
        purpose: u8,
        salt: &[u8],
        iterations: u64,
        length: usize,
    ) -> Opened<Zeroizing<Vec<u8>>> {
        let block = digest.block_size();
        let repeated = |bytes: &[u8]| -> Vec<u8> {
            bytes.iter().copied().cycle().take(bytes.len().div_ceil(block) * block).collect()
        };
        let mut mixed = Zeroizing::new([repeated(salt), repeated(&self.utf16)].concat());
        let mut key = Zeroizing::new(Vec::new());
        while key.len() < length {
            let rounds = self.spend(iterations)?;
            let first = Zeroizing::new([vec![purpose; block], mixed.to_vec()].concat());
            let hashed = repeatedly_hashed(digest, &first, rounds).map_err(|_| Unopened::Damaged)?;
            let add: Vec<u8> = hashed.iter().copied().cycle().take(block).collect();
            for part in mixed.chunks_exact_mut(block) {
                add_with_one(part, &add);
            }
            key.extend_from_slice(&hashed);
        }
        key.truncate(length);
        Ok(key)
    }
}

fn repeatedly_hashed(digest: MessageDigest, bytes: &[u8], rounds: usize) -> Result<DigestBytes, ErrorStack> {
    let mut hasher = Hasher::new(digest)?;
    hasher.update(bytes)?;
    let mut hashed = hasher.finish()?;
    for _ in 1..rounds {
        hasher.update(&hashed)?;
        hashed = hasher.finish()?;
    }
    Ok(hashed)
}

/// `number` + `add` + 1, as numbers in big-endian order, without what overflows.
fn add_with_one(number: &mut [u8], add: &[u8]) {
    let mut carry = 1;
    for (digit, add) in number.iter_mut().zip(add).rev() {
        let [high, low] = (u16::from(*digit) + u16::from(*add) + carry).to_be_bytes();
        *digit = low;
        carry = u16::from(high);
    }
}

/// The parameters of PBES2 and of PBMAC1 (RFC 8018, A.4 and A.5): how the key is derived, and what is done with it.
#[derive(Sequence)]
struct Scheme {
    derivation: AlgorithmIdentifierOwned,
    applied: AlgorithmIdentifierOwned,
}

/// The parameters of PBKDF2 (RFC 8018, A.2).
#[derive(Sequence)]
struct Derivation {
    salt: OctetString,
    iterations: u64,
    key_length: Option<u16>,
    digest: Option<AlgorithmIdentifierOwned>,
}

/// The parameters of PKCS#12's own encryption (RFC 7292, appendix C).
#[derive(Sequence)]
struct Salted {
    salt: OctetString,
    iterations: u64,
}

fn parameters<T: for<'a> Decode<'a>>(algorithm: &AlgorithmIdentifierOwned) -> Opened<T> {
    let der = algorithm.parameters.as_ref().and_then(|parameters| parameters.to_der().ok());
    der.and_then(|der| T::from_der(&der).ok()).ok_or(Unopened::Damaged)
}

fn cipher(algorithm: ObjectIdentifier) -> Opened<Cipher> {
    match algorithm {
        rfc5911::ID_AES_128_CBC => Ok(Cipher::aes_128_cbc()),
        rfc5911::ID_AES_192_CBC => Ok(Cipher::aes_192_cbc()),
        rfc5911::ID_AES_256_CBC => Ok(Cipher::aes_256_cbc()),
        DES_EDE3_CBC => Ok(Cipher::des_ede3_cbc()),
        other => Err(Unopened::Unknown(format!("the cipher {other}"))),
    }
}

fn digest(algorithm: ObjectIdentifier) -> Opened<MessageDigest> {
    match algorithm {
        rfc5912::ID_SHA_1 => Ok(MessageDigest::sha1()),
        rfc5912::ID_SHA_224 => Ok(MessageDigest::sha224()),
        rfc5912::ID_SHA_256 => Ok(MessageDigest::sha256()),
        rfc5912::ID_SHA_384 => Ok(MessageDigest::sha384()),
        rfc5912::ID_SHA_512 => Ok(MessageDigest::sha512()),
        other => Err(Unopened::Unknown(format!("the hash function {other}"))),
    }
}

fn hmac_digest(algorithm: ObjectIdentifier) -> Opened<MessageDigest> {
    match algorithm {
        HMAC_WITH_SHA1 => Ok(MessageDigest::sha1()),
        HMAC_WITH_SHA224 => Ok(MessageDigest::sha224()),
        HMAC_WITH_SHA256 => Ok(MessageDigest::sha256()),
        HMAC_WITH_SHA384 => Ok(MessageDigest::sha384()),
        HMAC_WITH_SHA512 => Ok(MessageDigest::sha512()),
        other => Err(Unopened::Unknown(format!("the function {other}"))),
    }
}

#[cfg(test)]
mod tests {
    use der::asn1::Any;

    use super::super::structure::DigestInfo;
    use super::*;

    fn algorithm(oid: ObjectIdentifier, parameters: &impl Encode) -> AlgorithmIdentifierOwned {
        let der = parameters.to_der().expect("DER");
        AlgorithmIdentifierOwned { oid, parameters: Some(Any::from_der(&der).expect("DER")) }
    }

    fn octets(length: usize) -> OctetString {
        OctetString::new(vec![7; length]).expect("octets")
    }

    fn pbkdf2(iterations: u64) -> AlgorithmIdentifierOwned {
        algorithm(PBKDF2, &Derivation { salt: octets(8), iterations, key_length: None, digest: None })
    }

    /// Every way in which a file says how often its passphrase is to be hashed.
    fn ways(iterations: u64) -> [AlgorithmIdentifierOwned; 2] {
        let cipher = algorithm(rfc5911::ID_AES_256_CBC, &octets(16));
        let scheme = Scheme { derivation: pbkdf2(iterations), applied: cipher };
        [algorithm(PBES2, &scheme), algorithm(SHA1_3DES, &Salted { salt: octets(8), iterations })]
    }

    fn macs(iterations: u64) -> [Mac; 2] {
        let hmac = AlgorithmIdentifierOwned { oid: HMAC_WITH_SHA256, parameters: None };
        let scheme = Scheme { derivation: pbkdf2(iterations), applied: hmac };
        let old = AlgorithmIdentifierOwned { oid: rfc5912::ID_SHA_256, parameters: None };
        [(algorithm(PBMAC1, &scheme), 1), (old, iterations)].map(|(algorithm, iterations)| Mac {
            digest: DigestInfo { algorithm, digest: octets(32) },
            salt: octets(8),
            iterations,
        })
    }

    #[test]
    fn nobody_makes_this_machine_hash_for_hours() {
        for iterations in [AFFORDABLE + 1, u64::from(u32::MAX), u64::MAX] {
            for way in ways(iterations) {
                assert_eq!(Password::new("p").decrypt(&way, &[0; 32]).err(), Some(Unopened::TooCostly), "{way:?}");
            }
            for mac in macs(iterations) {
                assert_eq!(Password::new("p").check_mac(&mac, b"").err(), Some(Unopened::TooCostly));
            }
        }
        // Many small ones are a large one; with this cipher a key and a vector are derived.
        let mut password = Password { left: 50, ..Password::new("p") };
        let [modern, old] = ways(20);
        assert_eq!(password.decrypt(&modern, &[0; 32]).err(), Some(Unopened::Wrong));
        assert_eq!(password.decrypt(&old, &[0; 32]).err(), Some(Unopened::TooCostly));
        assert_eq!(Password::new("p").decrypt(&ways(0)[0], &[0; 32]).err(), Some(Unopened::Damaged));
    }

    #[test]
    fn the_right_mac_passes() {
        let mut password = Password::new("p");
        for mut mac in macs(3) {
            assert_eq!(password.check_mac(&mac, b"content"), Err(Unopened::Wrong));
            let key = match mac.digest.algorithm.oid {
                PBMAC1 => password.pbkdf2(&pbkdf2(3), 32),
                _ => password.derive(MessageDigest::sha256(), FOR_MAC, &[7; 8], 3, 32),
            };
            let key = PKey::hmac(&key.expect("a key")).expect("a key");
            let right = Signer::new(MessageDigest::sha256(), &key).expect("HMAC").sign_oneshot_to_vec(b"content");
            mac.digest.digest = OctetString::new(right.expect("HMAC")).expect("octets");
            assert_eq!(password.check_mac(&mac, b"content"), Ok(()));
            assert_eq!(password.check_mac(&mac, b"Content"), Err(Unopened::Wrong));
        }
    }
}
