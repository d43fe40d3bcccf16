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
use crate::store::DataKey;

/// Where this computer keeps keys for whoever is logged in. A workspace has at most one there, under its id.
pub trait Keychain: Send + Sync {
    /// Whether there is a key. Nobody is asked anything for that, and it does not take long; a keychain that does not
    /// answer has none.
    fn holds(&self, workspace: Uuid) -> bool;

    /// The key; none: there is none. The system may ask the user first.
    ///
    /// # Errors
    /// If the keychain does not answer, or the user refuses.
    fn read(&self, workspace: Uuid) -> Result<Option<Zeroizing<Vec<u8>>>>;

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

impl Workspace {
    /// Opens the workspace with the key that the keychain has.
    ///
    /// # Errors
    /// If it has none ([`Code::NotFound`]), does not answer, or has one that does not open the workspace; all of these
    /// sentences lead to the passphrase. A damaged file is told as that only by who opens it with the passphrase.
    pub fn open_with_keychain(
        folder: &Path,
        environment: Box<dyn Environment>,
        keychain: &dyn Keychain,
    ) -> Result<Self> {
        let workspace = key_file(folder)?.workspace();
        let found = keychain.read(workspace)?.ok_or_else(|| {
            Error::new(
                Code::NotFound,
                "This computer’s keychain has no key for this workspace any more. Open it with the passphrase.",
            )
        })?;
        let another = || {
            Error::refused(
                "What this computer’s keychain holds does not open the workspace. Open it with the passphrase.",
            )
        };
        let key = DataKey::read(&found).ok_or_else(another)?;
        drop(found);
        Self::open_with_key(folder, environment, &key).map_err(|error| match error.code() {
            Code::Damaged => another(),
            _ => error,
        })
    }

    /// Whether a copy of the key was put into this computer's keychain.
    #[must_use]
    pub fn is_in_keychain(&self) -> bool {
        noted(&self.folder).is_some()
    }

    /// Puts a copy of the key into the keychain, and reads it back.
    ///
    /// # Errors
    /// If the passphrase is wrong ([`Code::WrongPassphrase`]), or if the keychain does not answer or keeps nothing; then
    /// there is no copy.
    pub fn add_to_keychain(&mut self, passphrase: &Passphrase, keychain: &dyn Keychain) -> Result<()> {
        let (keys, secrets) = self.keys(passphrase)?;
        let (workspace, key) = (keys.workspace(), secrets.data_key().bytes());
        self.forget_other_copy(workspace, keychain)?;
        let done = keychain.keep(workspace, key).and_then(|()| match keychain.read(workspace)? {
            Some(kept) if *kept == key => {
                write_file(&self.note(), workspace.to_string().as_bytes(), true)?;
                self.record(Action::KeychainAdded)
            }
            _ => Err(Error::refused(
                "This computer’s keychain did not keep the key. The workspace opens with the passphrase, as before.",
            )),
        });
        if done.is_err() {
            // What the keychain does not give back, it has not got; a key without a note is never asked for.
            let _ = keychain.remove(workspace).and_then(|()| self.remove_note());
        }
        done
    }

    /// Removes the copy of the key from the keychain.
    ///
    /// # Errors
    /// If the keychain does not answer: then the copy may still be there, and the workspace goes on saying so.
    pub fn remove_from_keychain(&mut self, keychain: &dyn Keychain) -> Result<()> {
        if !self.is_in_keychain() {
            return Ok(());
        }
        let workspace = key_file(&self.folder)?.workspace();
        self.forget_other_copy(workspace, keychain)?;
        keychain.remove(workspace)?;
        self.remove_note()?;
        self.record(Action::KeychainRemoved)
    }

    /// Removes the copy of a workspace that was here before this one.
    fn forget_other_copy(&self, workspace: Uuid, keychain: &dyn Keychain) -> Result<()> {
        match noted(&self.folder) {
            Some(noted) if noted != workspace => keychain.remove(noted),
            _ => Ok(()),
        }
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

/// The workspace of which there is a copy, as the note in a folder says. A note that can't be read is none.
fn noted(folder: &Path) -> Option<Uuid> {
    fs::read_to_string(folder.join(NOTE)).ok().and_then(|text| Uuid::parse_str(text.trim()).ok())
}
