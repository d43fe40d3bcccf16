//! A copy of the key that opens the workspace, in the keychain of this computer: a convenience, and never the only way in.
//!
//! Only the data key lies there. Signing and everything else that needs the passphrase goes on asking for it. A note beside
//! the database says that there is a copy and of which workspace, so that a keychain is only asked where there is one.

use std::fs;
use std::path::{Path, PathBuf};

use uuid::Uuid;
use zeroize::Zeroizing;

use super::vault::key_file;
use super::{Environment, Passphrase, Workspace, write_file};
use crate::domain::audit::Action;
use crate::error::{Code, Error, Result};
use crate::store::{DataKey, KeyFile};

/// The bytes of a key, as a keychain hands them out: wiped when they are dropped.
pub type KeyBytes = Zeroizing<Vec<u8>>;

/// Where this computer keeps keys for whoever is logged in. A workspace has at most one there, under its id.
pub trait Keychain: Send + Sync {
    /// Whether there is a key. Nobody is asked anything for that, and it does not take long; a keychain that does not
    /// answer has none.
    fn holds(&self, workspace: Uuid) -> bool;

    /// The key; none: there is none. The system may ask the user first.
    ///
    /// # Errors
    /// If the keychain does not answer, or the user refuses.
    fn read(&self, workspace: Uuid) -> Result<Option<KeyBytes>>;

    /// Keeps a key, in the place of one that is there.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    fn keep(&self, workspace: Uuid, key: &[u8]) -> Result<()>;

    /// Removes the key, if there is one.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    fn remove(&self, workspace: Uuid) -> Result<()>;
}

/// What is to be expected of the keychain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeychainCopy {
    /// Nobody asked for a copy here.
    None,
    /// It has the key.
    There,
    /// A copy was made here, and there is none for the workspace that is here now.
    Missing,
}

/// The note that there is a copy: the workspace's id.
const NOTE: &str = "vouchsafe.db.keychain";

/// What is to be expected of the keychain for the workspace in `folder`. It is only asked if there is a note of a copy.
#[must_use]
pub fn keychain_copy(folder: &Path, keychain: &dyn Keychain) -> KeychainCopy {
    let Some(noted) = noted(folder) else { return KeychainCopy::None };
    match key_file(folder).map(|keys| keys.workspace()) {
        Ok(workspace) if workspace == noted && keychain.holds(workspace) => KeychainCopy::There,
        _ => KeychainCopy::Missing,
    }
}

/// A copy of the key, on its way into a keychain or out of it. The workspace need not be held meanwhile: the system may
/// ask the user something first.
pub struct KeyCopy {
    place: KeyPlace,
    key: DataKey,
}

/// Where a copy of the key lies in a keychain.
#[derive(Debug, Clone, Copy)]
pub struct KeyPlace {
    workspace: Uuid,
    /// The workspace of an earlier copy that was made here, if it is another one.
    earlier: Option<Uuid>,
}

impl KeyCopy {
    /// The copy that the keychain has for the workspace in `folder`.
    ///
    /// # Errors
    /// If it has none ([`Code::NotFound`]), does not answer, or holds something else; all of these sentences lead to the
    /// passphrase.
    pub fn read(folder: &Path, keychain: &dyn Keychain) -> Result<Self> {
        let workspace = key_file(folder)?.workspace();
        let found = keychain.read(workspace)?.ok_or_else(|| {
            Error::new(
                Code::NotFound,
                "This computer’s keychain has no key for this workspace any more. Open it with the passphrase.",
            )
        })?;
        let key = DataKey::read(&found).ok_or_else(does_not_open)?;
        Ok(Self { place: KeyPlace { workspace, earlier: None }, key })
    }

    /// Puts it into the keychain, and reads it back.
    ///
    /// # Errors
    /// If the keychain does not answer or keeps nothing.
    pub fn keep(&self, keychain: &dyn Keychain) -> Result<()> {
        let KeyPlace { workspace, earlier } = self.place;
        earlier.map_or(Ok(()), |earlier| keychain.remove(earlier))?;
        keychain.keep(workspace, self.key.bytes())?;
        match keychain.read(workspace)? {
            Some(kept) if *kept == self.key.bytes() => Ok(()),
            _ => Err(Error::refused(
                "This computer’s keychain did not keep the key. The workspace opens with the passphrase, as before.",
            )),
        }
    }

    /// Where it lies.
    #[must_use]
    pub fn place(&self) -> &KeyPlace {
        &self.place
    }
}

impl KeyPlace {
    /// Removes the copy from the keychain, with the earlier one.
    ///
    /// # Errors
    /// If the keychain does not answer: then it may still be there.
    pub fn remove(&self, keychain: &dyn Keychain) -> Result<()> {
        self.earlier.into_iter().chain([self.workspace]).try_for_each(|workspace| keychain.remove(workspace))
    }
}

impl Workspace {
    /// Opens the workspace with the key that a keychain had.
    ///
    /// # Errors
    /// If it does not open the workspace, or as [`open`](Self::open). A damaged file is told as that only by who opens it
    /// with the passphrase, for with a key alone nobody can tell which of the two is wrong.
    pub fn open_with_copy(folder: &Path, environment: Box<dyn Environment>, copy: &KeyCopy) -> Result<Self> {
        Self::open_with_key(folder, environment, &copy.key).map_err(|error| match error.code() {
            Code::Damaged => does_not_open(),
            _ => error,
        })
    }

    /// Whether a copy of the key was put into this computer's keychain.
    #[must_use]
    pub fn is_in_keychain(&self) -> bool {
        noted(&self.folder).is_some()
    }

    /// A copy of the key, for the keychain.
    ///
    /// # Errors
    /// If the passphrase is wrong ([`Code::WrongPassphrase`]).
    pub fn copy_key(&self, passphrase: &Passphrase) -> Result<KeyCopy> {
        let (keys, secrets) = self.keys(passphrase)?;
        Ok(KeyCopy { place: self.place_of(&keys), key: secrets.data_key().clone() })
    }

    /// Where the copy lies that is to be removed.
    ///
    /// # Errors
    /// If the key file can't be read.
    pub fn key_place(&self) -> Result<KeyPlace> {
        key_file(&self.folder).map(|keys| self.place_of(&keys))
    }

    fn place_of(&self, keys: &KeyFile) -> KeyPlace {
        let workspace = keys.workspace();
        KeyPlace { workspace, earlier: noted(&self.folder).filter(|noted| *noted != workspace) }
    }

    /// Notes that the keychain has a copy, and says so in the trail.
    ///
    /// # Errors
    /// If the disk refuses; then there has to be none.
    pub fn note_copy_kept(&mut self, copy: &KeyCopy) -> Result<()> {
        write_file(&self.note(), copy.place.workspace.to_string().as_bytes(), true)?;
        self.record(Action::KeychainAdded).or_else(|error| self.remove_note().and(Err(error)))
    }

    /// Notes that the keychain has none any more, and says so in the trail.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn note_copy_removed(&mut self) -> Result<()> {
        if !self.is_in_keychain() {
            return Ok(());
        }
        self.record(Action::KeychainRemoved)?;
        self.remove_note()
    }

    fn note(&self) -> PathBuf {
        self.folder.join(NOTE)
    }

    fn remove_note(&self) -> Result<()> {
        let note = self.note();
        match fs::remove_file(&note) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::io("remove", &note, &error)),
            _ => Ok(()),
        }
    }
}

fn does_not_open() -> Error {
    Error::refused("What this computer’s keychain holds does not open the workspace. Open it with the passphrase.")
}

/// The workspace of which there is a copy, as the note in a folder says. A note that can't be read is none.
fn noted(folder: &Path) -> Option<Uuid> {
    fs::read_to_string(folder.join(NOTE)).ok().and_then(|text| Uuid::parse_str(text.trim()).ok())
}
