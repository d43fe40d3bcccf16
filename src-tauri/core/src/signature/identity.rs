//! A signing identity: made on this machine or brought along, kept by the store, opened by a passphrase.

use p256::SecretKey;
use p256::ecdsa::SigningKey;
use p256::elliptic_curve::Generate;
use pkcs8::der::Document;
use pkcs8::der::pem::LineEnding;
use pkcs8::pkcs5::pbes2::{Kdf, Parameters};
use pkcs8::pkcs5::{EncryptionScheme, scrypt};
use pkcs8::{EncryptedPrivateKeyInfoOwned, PrivateKeyInfoRef};

pub use p256::elliptic_curve::rand_core::TryCryptoRng;

use super::certificates::{Chain, Fingerprint, Holder};
use super::ecdsa::PrivateKey;
use super::{brought, made, pkcs12};
use crate::domain::moment::Moment;
use crate::domain::text::single_line;
use crate::error::{Code, Error, Result};

/// scrypt's cost as a power of two: with blocks of 8 it takes 64 MiB, and a fifth of a second on a small laptop.
const SCRYPT_LOG_N: u8 = 16;
const SCRYPT_BLOCKS: u32 = 8;
const SCRYPT_LANES: u32 = 1;

/// RFC 7468, 11.
const PEM_LABEL: &str = "ENCRYPTED PRIVATE KEY";

/// A signer's certificates with the key, which is encrypted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    chain: Chain,
    encrypted_key: String,
    created_at: Moment,
}

/// An identity whose key is open. It is wiped from memory when it is dropped.
pub struct Signer {
    chain: Chain,
    key: PrivateKey,
}

impl Identity {
    /// Makes an identity: a root, whose key is thrown away, and a leaf that is valid for ten years from `now`.
    ///
    /// `name` and `organisation` are stored as [`single_line`] gives them. Takes a fifth of a second, because the
    /// key is encrypted under the passphrase with scrypt.
    ///
    /// # Errors
    /// If the passphrase is empty, if name or organisation is refused as a single line, if the clock shows a year
    /// in which no certificate can be made, or if there is no randomness.
    pub fn create<R: TryCryptoRng + ?Sized>(
        name: &str,
        organisation: Option<&str>,
        passphrase: &str,
        now: Moment,
        random: &mut R,
    ) -> Result<Self> {
        if passphrase.is_empty() {
            return Err(Error::refused("The passphrase is empty: choose one that you will remember."));
        }
        let holder = Holder {
            name: single_line(name).map_err(|why| Error::refused(format!("The signer's name {why}.")))?,
            organisation: organisation
                .map(single_line)
                .transpose()
                .map_err(|why| Error::refused(format!("The signer's organisation {why}.")))?,
        };
        let root_key = SigningKey::from(draw_key(random)?);
        let leaf_key = SigningKey::from(draw_key(random)?);
        let serials = [draw(random)?, draw(random)?];
        let [leaf, root] = made::issue(&holder, now.instant(), &root_key, leaf_key.verifying_key(), serials)?;
        let chain = Chain::of(leaf, vec![root]).map_err(|problem| Error::internal(problem.message))?;
        let encrypted_key = encrypt(&PrivateKey::P256(leaf_key), passphrase, &draw(random)?, draw(random)?)?;
        Ok(Self { chain, encrypted_key, created_at: now })
    }

    /// Brings an identity along in a PKCS#12 file: a key on the curve P-256 or P-384, its certificate, and the
    /// certificates of those who issued it, as far as they are in the file. The key is encrypted under `passphrase`
    /// from then on.
    ///
    /// # Errors
    /// With [`Code::WrongFilePassphrase`] if `file_passphrase` doesn't open the file; refused if the file is damaged or
    /// would cost too much to open, if it does not hold one key with its certificate, or if no report can be signed with
    /// them now.
    pub fn import<R: TryCryptoRng + ?Sized>(
        file: &[u8],
        file_passphrase: &str,
        passphrase: &str,
        now: Moment,
        random: &mut R,
    ) -> Result<Self> {
        let contents = pkcs12::read(file, file_passphrase)?;
        let key = match contents.keys.as_slice() {
            [] => return Err(Error::refused("The file holds no private key. Export the certificate with its key.")),
            [key] => brought::key(key)?,
            several => {
                return Err(Error::refused(format!(
                    "The file holds {} private keys. Export the one alone that is to sign.",
                    several.len()
                )));
            }
        };
        let chain = brought::chain(&key, &contents.certificates, now)?;
        let encrypted_key = encrypt(&key, passphrase, &draw(random)?, draw(random)?)?;
        Ok(Self { chain, encrypted_key, created_at: now })
    }

    /// The identity as a PKCS#12 file, encrypted under `file_passphrase` (PBES2 with AES-256), with which another
    /// workspace or another program signs in the same name. Takes about a second.
    ///
    /// # Errors
    /// As [`unlock`](Self::unlock).
    pub fn export(&self, passphrase: &str, file_passphrase: &str) -> Result<Vec<u8>> {
        let failed =
            |error: &dyn std::fmt::Display| Error::internal(format!("the identity can't be exported: {error}"));
        let key = self.unlock(passphrase)?.key.to_pkcs8().map_err(|error| failed(&error))?;
        let certificates: der::Result<Vec<_>> = self.chain.certificates().map(der::Encode::to_der).collect();
        let certificates = certificates.map_err(|error| failed(&error))?;
        pkcs12::write(self.name(), key.as_bytes(), &certificates, file_passphrase)
    }

    /// An identity as it was kept: its leaf in DER, the other certificates in DER one behind another, its key as
    /// encrypted PKCS#8 in PEM.
    ///
    /// # Errors
    /// If the certificates are not those of an identity.
    pub fn restore(leaf: &[u8], others: &[u8], encrypted_key: String, created_at: Moment) -> Result<Self> {
        let chain = Chain::read(leaf, others).map_err(|problem| {
            Error::refused(format!("This signing identity is damaged: {} Restore it from a backup.", problem.message))
        })?;
        Ok(Self { chain, encrypted_key, created_at })
    }

    /// The signer's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.chain.holder().name
    }

    /// The signer's organisation.
    #[must_use]
    pub fn organisation(&self) -> Option<&str> {
        self.chain.holder().organisation.as_deref()
    }

    /// SHA-256 of the leaf, by which people recognise a signer.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        self.chain.fingerprint()
    }

    /// When it was made or brought along.
    #[must_use]
    pub fn created_at(&self) -> Moment {
        self.created_at
    }

    /// Until when it can sign.
    #[must_use]
    pub fn valid_until(&self) -> Moment {
        Moment::new(self.chain.valid_until(), self.created_at.offset())
    }

    /// The authority that issued the certificate; none: it was made by this program, or signed with its own key.
    #[must_use]
    pub fn issuer(&self) -> Option<String> {
        self.chain.issuer()
    }

    /// The leaf in DER.
    #[must_use]
    pub fn leaf(&self) -> &[u8] {
        self.chain.leaf_der()
    }

    /// The certificates between leaf and root in DER, one behind another; none of an identity that was made here.
    ///
    /// # Errors
    /// Only if the program is defective.
    pub fn intermediates(&self) -> Result<Vec<u8>> {
        self.chain.intermediates_der()
    }

    /// The root in DER: the outermost certificate that is known, which can be the leaf itself.
    ///
    /// # Errors
    /// Only if the program is defective.
    pub fn root(&self) -> Result<Vec<u8>> {
        self.chain.root_der()
    }

    /// The root in PEM, for importing it into a PDF viewer's trusted certificates.
    ///
    /// # Errors
    /// Only if the program is defective.
    pub fn root_pem(&self) -> Result<String> {
        self.chain.root_pem()
    }

    /// The key as encrypted PKCS#8 in PEM (scrypt, AES-256-CBC).
    #[must_use]
    pub fn encrypted_key(&self) -> &str {
        &self.encrypted_key
    }

    /// The key, encrypted under another passphrase.
    ///
    /// # Errors
    /// As [`unlock`](Self::unlock), or if there is no randomness.
    pub fn rewrap<R: TryCryptoRng + ?Sized>(&self, passphrase: &str, new: &str, random: &mut R) -> Result<String> {
        encrypt(&self.unlock(passphrase)?.key, new, &draw(random)?, draw(random)?)
    }

    /// Opens the key.
    ///
    /// # Errors
    /// With [`Code::WrongPassphrase`] if the passphrase doesn't open it; refused if the key is damaged, or is
    /// another one than the certificate's.
    pub fn unlock(&self, passphrase: &str) -> Result<Signer> {
        let damaged = || Error::refused("The signing key is damaged. Restore it from a backup.");
        let key = decrypt(&self.encrypted_key, passphrase, damaged)?;
        if key.public() != *self.chain.key() {
            return Err(damaged());
        }
        Ok(Signer { chain: self.chain.clone(), key })
    }
}

impl Signer {
    pub(super) fn chain(&self) -> &Chain {
        &self.chain
    }

    pub(super) fn key(&self) -> &PrivateKey {
        &self.key
    }
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Signer").field("holder", self.chain.holder()).finish_non_exhaustive()
    }
}

fn draw_key<R: TryCryptoRng + ?Sized>(random: &mut R) -> Result<SecretKey> {
    SecretKey::try_generate_from_rng(random).map_err(|error| no_randomness(&error))
}

fn draw<R: TryCryptoRng + ?Sized>(random: &mut R) -> Result<[u8; 16]> {
    let mut bytes = [0; 16];
    random.try_fill_bytes(&mut bytes).map_err(|error| no_randomness(&error))?;
    Ok(bytes)
}

fn no_randomness(error: &dyn std::fmt::Display) -> Error {
    Error::new(Code::Io, format!("The operating system gave no random numbers, so no key was made: {error}."))
}

fn encrypt(key: &PrivateKey, passphrase: &str, salt: &[u8; 16], iv: [u8; 16]) -> Result<String> {
    let failed = |error: &dyn std::fmt::Display| Error::internal(format!("the key can't be encrypted: {error}"));
    let cost = scrypt::Params::new(SCRYPT_LOG_N, SCRYPT_BLOCKS, SCRYPT_LANES).map_err(|error| failed(&error))?;
    let scheme = Parameters::generate_scrypt_aes256cbc(cost, salt, iv).map_err(|error| failed(&error))?;
    let plain = key.to_pkcs8().map_err(|error| failed(&error))?;
    let info = PrivateKeyInfoRef::try_from(plain.as_bytes()).map_err(|error| failed(&error))?;
    let encrypted = info.encrypt_with_params(scheme, passphrase).map_err(|error| failed(&error))?;
    let pem = encrypted.to_pem(PEM_LABEL, LineEnding::LF).map_err(|error| failed(&error))?;
    Ok(pem.to_string())
}

fn decrypt(pem: &str, passphrase: &str, damaged: impl Fn() -> Error) -> Result<PrivateKey> {
    let (label, document) = Document::from_pem(pem).map_err(|_| damaged())?;
    if label != PEM_LABEL {
        return Err(damaged());
    }
    let encrypted = EncryptedPrivateKeyInfoOwned::try_from(document.as_bytes()).map_err(|_| damaged())?;
    // Parameters from a file are somebody else's choice: they must not make this machine work for hours.
    let affordable = match &encrypted.encryption_algorithm {
        EncryptionScheme::Pbes2(Parameters { kdf: Kdf::Scrypt(cost), .. }) => {
            cost.cost_parameter == 1 << SCRYPT_LOG_N
                && u32::from(cost.block_size) == SCRYPT_BLOCKS
                && u32::from(cost.parallelization) == SCRYPT_LANES
        }
        _ => false,
    };
    if !affordable {
        return Err(damaged());
    }
    let wrong = |_| Error::new(Code::WrongPassphrase, "This passphrase does not open the signing key.");
    let plain = encrypted.decrypt(passphrase).map_err(wrong)?;
    // Wrong keys leave a valid padding once in 256 times; what comes out then is no key.
    PrivateKey::read(plain.as_bytes()).ok_or_else(|| wrong(pkcs8::Error::KeyMalformed(pkcs8::KeyError::Invalid)))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Drawn, NAME, PASSPHRASE, identity, moment};
    use super::*;

    #[test]
    fn an_identity_survives_being_kept() {
        let identity = identity();
        let kept = Identity::restore(
            identity.leaf(),
            &identity.root().expect("a root"),
            identity.encrypted_key().to_owned(),
            identity.created_at(),
        )
        .expect("restored");
        assert_eq!(&kept, identity);
        assert_eq!(kept.name(), NAME);
        assert_eq!(kept.organisation(), Some("Northwind Жук GmbH"));
        assert_eq!(kept.fingerprint().to_string().len(), 64);
        assert_eq!(kept.fingerprint().groups().concat(), kept.fingerprint().to_string());
        assert!(kept.root_pem().expect("a root").starts_with("-----BEGIN CERTIFICATE-----\n"));
    }

    #[test]
    fn only_the_passphrase_opens_the_key() {
        let identity = identity();
        assert!(identity.unlock(PASSPHRASE).is_ok());
        for wrong in ["", "Correct horse", "correct horse ", "ｃorrect horse"] {
            assert_eq!(identity.unlock(wrong).expect_err(wrong).code(), Code::WrongPassphrase, "{wrong}");
        }
        assert!(identity.encrypted_key().starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
    }

    #[test]
    fn another_identitys_key_is_refused() {
        let identity = identity();
        let other = Identity::create(NAME, None, "another", moment(), &mut Drawn::from(99)).expect("an identity");
        assert_ne!(other.fingerprint(), identity.fingerprint());
        let root = identity.root().expect("a root");
        let swapped = Identity::restore(identity.leaf(), &root, other.encrypted_key().to_owned(), moment());
        assert_eq!(swapped.expect("restored").unlock("another").expect_err("swapped").code(), Code::Refused);
        assert!(Identity::restore(other.leaf(), &root, other.encrypted_key().to_owned(), moment()).is_err());
    }

    #[test]
    fn what_can_not_stand_in_a_certificate_is_refused() {
        let create = |name, organisation, passphrase| {
            Identity::create(name, organisation, passphrase, moment(), &mut Drawn::from(1)).expect_err("refused")
        };
        assert!(create(" ", None, "p").message().contains("name is empty"));
        assert!(create("a\u{202E}b", None, "p").message().contains("U+202E"));
        assert!(create("Lena Vogt", Some(""), "p").message().contains("organisation is empty"));
        assert!(create("Lena Vogt", None, "").message().contains("passphrase is empty"));
    }

    #[test]
    fn clocks_that_no_certificate_can_show_are_refused() {
        for time in ["1969-12-31T23:59:59Z", "9995-01-01T00:00:00Z"] {
            let moment = Moment::parse(time).expect("a moment");
            let made = Identity::create("Lena Vogt", None, "p", moment, &mut Drawn::from(1));
            assert_eq!(made.expect_err(time).code(), Code::Refused, "{time}");
        }
    }
}
