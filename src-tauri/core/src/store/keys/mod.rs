//! The workspace's keys: two random secrets, and the file that holds them sealed.
//!
//! The data key is SQLCipher's raw key; the signing secret opens the signing identity's private key. Neither is ever
//! written down. `keys.json` holds both sealed under the passphrase, and once more under the recovery code, so that
//! another passphrase changes nothing but this file.

mod seal;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::domain::recovery_code::RecoveryCode;
use crate::error::{Code, Error, Result};

use seal::Sealed;

pub use seal::KeyCost;

/// The name of the file within the workspace's folder.
pub(super) const FILE: &str = "keys.json";
/// The only format so far.
const FORMAT: u32 = 1;
/// The length of each secret, in bytes.
const SECRET: usize = 32;

/// Where randomness comes from.
pub type FillRandom<'a> = dyn FnMut(&mut [u8]) -> Result<()> + 'a;

/// What the database is encrypted with. It is wiped from memory when it is dropped, and lies on the heap, where moving it
/// leaves no copy behind.
#[derive(Clone)]
pub struct DataKey(Zeroizing<Vec<u8>>);

/// What the key file keeps sealed. It is wiped from memory when it is dropped.
pub struct Secrets {
    data_key: DataKey,
    signing: Zeroizing<Vec<u8>>,
}

/// What somebody knows.
pub enum Knowledge<'a> {
    /// The passphrase, in normal form C.
    Passphrase(&'a str),
    /// The printed code.
    Code(&'a RecoveryCode),
}

/// The key file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFile {
    workspace: Uuid,
    passphrase: Sealed,
    code: Option<Sealed>,
}

impl Secrets {
    fn draw(fill_random: &mut FillRandom<'_>) -> Result<Self> {
        let empty = || Zeroizing::new(vec![0; SECRET]);
        let mut secrets = Self { data_key: DataKey(empty()), signing: empty() };
        fill_random(&mut secrets.data_key.0)?;
        fill_random(&mut secrets.signing)?;
        Ok(secrets)
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let (data_key, signing) = bytes.split_at_checked(SECRET)?;
        let read = Self { data_key: DataKey::read(data_key)?, signing: Zeroizing::new(signing.to_vec()) };
        (signing.len() == SECRET).then_some(read)
    }

    fn bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new([self.data_key.0.as_slice(), self.signing.as_slice()].concat())
    }

    /// The data key as SQLCipher takes a raw key: `x'…'`. Whoever has it needs no passphrase.
    #[must_use]
    pub fn raw_key(&self) -> Zeroizing<String> {
        self.data_key.raw()
    }

    /// What the database is encrypted with.
    #[must_use]
    pub fn data_key(&self) -> &DataKey {
        &self.data_key
    }

    /// What the signing identity's private key is encrypted under.
    #[must_use]
    pub fn signing_passphrase(&self) -> Zeroizing<String> {
        hex(&self.signing)
    }
}

impl DataKey {
    /// The key of these bytes; none: they are none.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        (bytes.len() == SECRET).then(|| Self(Zeroizing::new(bytes.to_vec())))
    }

    /// Its bytes. Whoever has them needs no passphrase.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// No key at all: a database that is not encrypted. Only `benches/vault` has such a one, to measure what encryption
    /// costs; a house rule keeps everybody else from it.
    #[doc(hidden)]
    #[must_use]
    pub fn none_for_measuring() -> Self {
        Self(Zeroizing::default())
    }

    /// Whether there is one.
    pub(super) fn encrypts(&self) -> bool {
        !self.0.is_empty()
    }

    /// As SQLCipher takes a raw key: `x'…'`.
    pub(super) fn raw(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("x'{}'", *hex(&self.0)))
    }

    /// What nobody can make for `content` who does not have the key: HMAC-SHA256 under a key that is derived from it for
    /// this `purpose`.
    pub(super) fn seal(&self, purpose: &str, content: &[u8]) -> Result<[u8; 32]> {
        let derived = Zeroizing::new(hmac(&self.0, purpose.as_bytes())?);
        hmac(&*derived, content)
    }
}

fn hmac(key: &[u8], content: &[u8]) -> Result<[u8; 32]> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).map_err(Error::internal)?;
    mac.update(content);
    Ok(mac.finalize().into_bytes().into())
}

impl Knowledge<'_> {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Passphrase(passphrase) => passphrase.as_bytes(),
            Self::Code(code) => code.bytes(),
        }
    }
}

impl KeyFile {
    /// Draws new secrets and seals them under a passphrase.
    ///
    /// # Errors
    /// If there is no randomness.
    pub fn create(
        workspace: Uuid,
        passphrase: &str,
        cost: KeyCost,
        fill_random: &mut FillRandom<'_>,
    ) -> Result<(Self, Secrets)> {
        let secrets = Secrets::draw(fill_random)?;
        let passphrase = seal(workspace, &secrets, &Knowledge::Passphrase(passphrase), cost, fill_random)?;
        Ok((Self { workspace, passphrase, code: None }, secrets))
    }

    /// Reads the key file of a folder; none: there is none.
    ///
    /// # Errors
    /// If it can't be read, or is damaged ([`Code::Damaged`]), or was written by a newer version.
    pub fn read(folder: &Path) -> Result<Option<Self>> {
        let path = path(folder);
        match fs::read(&path) {
            Ok(bytes) => Self::parse(&bytes).map(Some),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::io("read", &path, &error)),
        }
    }

    /// Reads the content of a key file.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let version: Version = serde_json::from_slice(bytes).map_err(|error| damaged(&error))?;
        if version.format > FORMAT {
            return Err(Error::new(
                Code::NewerWorkspace,
                "This workspace’s key file was written by a newer version of Vouchsafe. It was left as it is; use the \
                 newer version.",
            ));
        }
        let json: KeyFileJson = serde_json::from_slice(bytes).map_err(|error| damaged(&error))?;
        let code = json.recovery_code.map(Sealed::try_from).transpose()?;
        Ok(Self { workspace: json.workspace, passphrase: json.passphrase.try_into()?, code })
    }

    /// Writes it into a folder: the whole new file is there, or the whole old one.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn write(&self, folder: &Path) -> Result<()> {
        let path = path(folder);
        let refused = |error: &std::io::Error| Error::io("write", &path, error);
        let mut file = tempfile::Builder::new().prefix(FILE).tempfile_in(folder).map_err(|error| refused(&error))?;
        file.write_all(&self.json()?).map_err(|error| refused(&error))?;
        file.as_file().sync_all().map_err(|error| refused(&error))?;
        file.persist(&path).map_err(|failure| refused(&failure.error))?;
        super::files::sync_folder(folder)
    }

    /// Its content: JSON with no secret in it that is not sealed.
    ///
    /// # Errors
    /// Only if the program is defective.
    pub fn json(&self) -> Result<Vec<u8>> {
        let json = KeyFileJson {
            format: FORMAT,
            workspace: self.workspace,
            passphrase: (&self.passphrase).into(),
            recovery_code: self.code.as_ref().map(Into::into),
        };
        serde_json::to_vec_pretty(&json).map_err(Error::internal)
    }

    /// Opens the secrets.
    ///
    /// # Errors
    /// With [`Code::WrongPassphrase`] if what somebody knows does not open them.
    pub fn open(&self, known: &Knowledge<'_>) -> Result<Secrets> {
        let (sealed, wrong) = match known {
            Knowledge::Passphrase(_) => (Some(&self.passphrase), "This passphrase does not open the workspace."),
            Knowledge::Code(_) => (
                self.code.as_ref(),
                "This recovery code does not open the workspace. Look at every sign; if a newer code was printed, only \
                 that one works.",
            ),
        };
        let opened = match sealed {
            Some(sealed) => sealed.open(known.bytes(), &about(self.workspace, known))?,
            None => None,
        };
        let opened = opened.ok_or_else(|| Error::new(Code::WrongPassphrase, wrong))?;
        Secrets::read(&opened).ok_or_else(|| damaged(&"the secrets have another length"))
    }

    /// Seals the secrets under something else that somebody knows, in the place of what they knew of that kind before.
    ///
    /// # Errors
    /// If there is no randomness.
    pub fn seal(
        &mut self,
        secrets: &Secrets,
        known: &Knowledge<'_>,
        cost: KeyCost,
        fill_random: &mut FillRandom<'_>,
    ) -> Result<()> {
        let sealed = seal(self.workspace, secrets, known, cost, fill_random)?;
        match known {
            Knowledge::Passphrase(_) => self.passphrase = sealed,
            Knowledge::Code(_) => self.code = Some(sealed),
        }
        Ok(())
    }

    /// The workspace whose keys they are.
    #[must_use]
    pub fn workspace(&self) -> Uuid {
        self.workspace
    }

    /// Whether there is a recovery code.
    #[must_use]
    pub fn has_code(&self) -> bool {
        self.code.is_some()
    }
}

fn path(folder: &Path) -> PathBuf {
    folder.join(FILE)
}

fn seal(
    workspace: Uuid,
    secrets: &Secrets,
    known: &Knowledge<'_>,
    cost: KeyCost,
    fill_random: &mut FillRandom<'_>,
) -> Result<Sealed> {
    Sealed::seal(&secrets.bytes(), known.bytes(), &about(workspace, known), cost, fill_random)
}

/// What a seal is bound to, so that none can stand in another's place or in another workspace's file.
fn about(workspace: Uuid, known: &Knowledge<'_>) -> Vec<u8> {
    let kind = match known {
        Knowledge::Passphrase(_) => "passphrase",
        Knowledge::Code(_) => "recovery-code",
    };
    format!("vouchsafe keys {FORMAT} {workspace} {kind}").into_bytes()
}

fn hex(bytes: &[u8]) -> Zeroizing<String> {
    Zeroizing::new(base16ct::lower::encode_string(bytes))
}

fn damaged(why: &dyn std::fmt::Display) -> Error {
    Error::new(Code::Damaged, format!("The workspace’s key file is damaged ({why}). Put back {FILE} from a backup."))
}

#[derive(Deserialize)]
struct Version {
    format: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFileJson {
    format: u32,
    workspace: Uuid,
    passphrase: SealedJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    recovery_code: Option<SealedJson>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SealedJson {
    /// Always `argon2id`, version 1.3, one lane.
    kdf: String,
    memory_kib: u32,
    passes: u32,
    salt: String,
    /// Always `aes-256-gcm`.
    cipher: String,
    nonce: String,
    sealed: String,
}

const KDF: &str = "argon2id";
const CIPHER: &str = "aes-256-gcm";

impl From<&Sealed> for SealedJson {
    fn from(sealed: &Sealed) -> Self {
        let text = |bytes: &[u8]| base16ct::lower::encode_string(bytes);
        Self {
            kdf: KDF.to_owned(),
            memory_kib: sealed.cost.memory,
            passes: sealed.cost.passes,
            salt: text(&sealed.salt),
            cipher: CIPHER.to_owned(),
            nonce: text(&sealed.nonce),
            sealed: text(&sealed.sealed),
        }
    }
}

impl TryFrom<SealedJson> for Sealed {
    type Error = Error;

    fn try_from(json: SealedJson) -> Result<Self> {
        if json.kdf != KDF || json.cipher != CIPHER {
            return Err(damaged(&format!("it names {} and {}", json.kdf, json.cipher)));
        }
        let bytes = |text: &str| base16ct::lower::decode_vec(text).map_err(|error| damaged(&error));
        let length = |_| damaged(&"a salt or a nonce has another length");
        Ok(Self {
            cost: KeyCost { memory: json.memory_kib, passes: json.passes },
            salt: bytes(&json.salt)?.try_into().map_err(length)?,
            nonce: bytes(&json.nonce)?.try_into().map_err(length)?,
            sealed: bytes(&json.sealed)?,
        })
    }
}

/// Secrets for tests of the store.
#[cfg(test)]
pub(super) fn fixture() -> Secrets {
    Secrets { data_key: DataKey(Zeroizing::new(vec![7; SECRET])), signing: Zeroizing::new(vec![8; SECRET]) }
}

#[cfg(test)]
mod tests;
