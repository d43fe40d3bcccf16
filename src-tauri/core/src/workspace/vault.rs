//! Opening a workspace with what somebody knows, and changing what that is.

use std::path::Path;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::audit::Act;
use super::{Environment, KeyUse, Passphrase, Workspace, audit, backups, identity, write_file};
use crate::domain::audit::{Action, Subject};
use crate::domain::recovery_code::{self, RecoveryCode};
use crate::error::{Code, Error, Result};
use crate::store::{self, BackupFacts, DataKey, Holds, KeyFile, Knowledge, Secrets, Store, Values};

/// What has to happen before a workspace can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vault {
    /// There is none: a passphrase makes it.
    New,
    /// It was made by a version that did not encrypt: a passphrase encrypts it.
    Plain,
    /// It is encrypted: its passphrase opens it.
    Locked,
}

/// What stands in a folder. A restore that was cut off is finished first.
///
/// # Errors
/// If the folder holds other things, or a workspace that nothing opens.
pub fn vault(folder: &Path) -> Result<Vault> {
    store::finish_swap(folder)?;
    match store::look(folder)? {
        Holds::Nothing => Ok(Vault::New),
        Holds::Plain => Ok(Vault::Plain),
        Holds::Encrypted => key_file(folder).map(|_| Vault::Locked),
    }
}

impl Workspace {
    /// Opens the workspace in `folder`; one that does not exist, or is an empty folder, is made, and one of a version
    /// that did not encrypt is encrypted.
    ///
    /// # Errors
    /// If the passphrase is wrong ([`Code::WrongPassphrase`]), if the file is damaged ([`Code::Damaged`]) or from a newer
    /// version, or if the folder can't be used; the sentence says why.
    pub fn open(
        folder: &Path,
        environment: Box<dyn Environment>,
        passphrase: impl FnOnce(KeyUse) -> Result<Passphrase>,
    ) -> Result<Self> {
        let ready = match vault(folder)? {
            Vault::Locked => unlock(folder, environment.as_ref(), &passphrase(KeyUse::Opening)?)?,
            Vault::New => make(folder, environment.as_ref(), &passphrase(KeyUse::Making)?)?,
            Vault::Plain => encrypt(folder, environment.as_ref(), &passphrase(KeyUse::Making)?)?,
        };
        Self::opened(folder, ready, environment)
    }

    /// Makes a workspace, or encrypts one of a version that did not, and draws its recovery code.
    ///
    /// # Errors
    /// If the folder holds an encrypted workspace already ([`Code::Exists`]), or as [`open`](Self::open).
    pub fn found(
        folder: &Path,
        environment: Box<dyn Environment>,
        passphrase: &Passphrase,
    ) -> Result<(Self, RecoveryCode)> {
        if vault(folder)? == Vault::Locked {
            return Err(Error::new(Code::Exists, "There is a workspace already. Open it with its passphrase."));
        }
        let mut workspace = Self::open(folder, environment, |_| Ok(passphrase.clone()))?;
        let code = workspace.renew_recovery_code(passphrase)?;
        Ok((workspace, code))
    }

    /// Opens a workspace that is there.
    ///
    /// # Errors
    /// If there is none ([`Code::NotFound`]), or as [`open`](Self::open).
    pub fn unlock(folder: &Path, environment: Box<dyn Environment>, passphrase: &Passphrase) -> Result<Self> {
        match vault(folder)? {
            Vault::Locked => Self::open(folder, environment, |_| Ok(passphrase.clone())),
            _ => Err(Error::new(Code::NotFound, "There is no encrypted workspace here yet. Make one first.")),
        }
    }

    /// Opens a workspace that is there with its key alone. What needs the passphrase goes on asking for it.
    ///
    /// # Errors
    /// If there is none ([`Code::NotFound`]); if the key is another one, in the words of a damaged file
    /// ([`Code::Damaged`]), for nobody can tell the two apart; or as [`open`](Self::open).
    pub fn open_with_key(folder: &Path, environment: Box<dyn Environment>, key: &DataKey) -> Result<Self> {
        store::finish_swap(folder)?;
        if store::look(folder)? == Holds::Nothing {
            return Err(Error::new(Code::NotFound, "There is no workspace here yet. Make one first."));
        }
        let ready = Ready::open(folder, environment.as_ref(), key)?;
        Self::opened(folder, ready, environment)
    }

    /// Opens the workspace with its recovery code, gives it a new passphrase, and draws another code.
    ///
    /// # Errors
    /// If the code is mistyped or wrong ([`Code::WrongPassphrase`]), or as [`open`](Self::open).
    pub fn recover(
        folder: &Path,
        environment: Box<dyn Environment>,
        code: &str,
        passphrase: &Passphrase,
    ) -> Result<(Self, RecoveryCode)> {
        store::finish_swap(folder)?;
        let mut keys = key_file(folder)?;
        let code = RecoveryCode::parse(code).ok_or_else(|| {
            Error::new(
                Code::WrongPassphrase,
                "A recovery code has 32 letters and digits, in eight groups of four. Look at it again.",
            )
        })?;
        let secrets = keys.open(&Knowledge::Code(&code))?;
        let ready = Ready::open(folder, environment.as_ref(), secrets.data_key())?;
        reseal(folder, &mut keys, &secrets, &Knowledge::Passphrase(passphrase.as_str()), environment.as_ref())?;
        let mut workspace = Self::opened(folder, ready, environment)?;
        workspace.record(Action::Recovered)?;
        let code = workspace.renew_recovery_code(passphrase)?;
        Ok((workspace, code))
    }

    fn opened(folder: &Path, ready: Ready, environment: Box<dyn Environment>) -> Result<Self> {
        let mut workspace =
            Self { folder: folder.to_path_buf(), store: ready.store, environment: Arc::from(environment) };
        audit::begin(&mut workspace.store, workspace.environment.as_ref())?;
        if let Some(made) = ready.backup {
            let act = Act::now(workspace.environment.as_ref());
            workspace.store.write(|transaction| backups::record(transaction, &act, &made))?;
        }
        workspace.keep_built_in_definitions()?;
        // What keeps traces from going does not keep anybody out; it is tried again the next time.
        let _ = workspace.finish_erasing();
        Ok(workspace)
    }

    /// Gives the workspace another passphrase. What is encrypted stays as it is.
    ///
    /// # Errors
    /// If the current one is wrong ([`Code::WrongPassphrase`]), or if the key file can't be written.
    pub fn change_passphrase(&mut self, current: &Passphrase, new: &Passphrase) -> Result<()> {
        let (mut keys, secrets) = self.keys(current)?;
        let new = Knowledge::Passphrase(new.as_str());
        reseal(&self.folder, &mut keys, &secrets, &new, self.environment.as_ref())?;
        self.record(Action::PassphraseChanged)
    }

    /// Draws a recovery code. One that was drawn before opens nothing from then on.
    ///
    /// # Errors
    /// If the passphrase is wrong ([`Code::WrongPassphrase`]), or if the key file can't be written.
    pub fn renew_recovery_code(&mut self, passphrase: &Passphrase) -> Result<RecoveryCode> {
        let (mut keys, secrets) = self.keys(passphrase)?;
        let mut bytes = Zeroizing::new([0; recovery_code::BYTES]);
        self.environment.fill_random(&mut *bytes)?;
        let code = RecoveryCode::new(*bytes);
        reseal(&self.folder, &mut keys, &secrets, &Knowledge::Code(&code), self.environment.as_ref())?;
        self.record(Action::RecoveryCodeDrawn)?;
        Ok(code)
    }

    /// Writes a copy of the database that is not encrypted, for one's own analysis. Everybody who gets hold of it can
    /// read it; the signing key in it stays encrypted.
    ///
    /// # Errors
    /// If the passphrase is wrong ([`Code::WrongPassphrase`]), or if the file exists ([`Code::Exists`]) or can't be
    /// written.
    pub fn export_plain(&mut self, passphrase: &Passphrase, path: &Path, replace: bool) -> Result<()> {
        self.keys(passphrase)?;
        let temporary = tempfile::tempdir_in(&self.folder)
            .map_err(|error| Error::io("make a temporary folder in", &self.folder, &error))?;
        let copy = temporary.path().join("copy.db");
        self.store.copy_plain(&copy)?;
        let bytes = std::fs::read(&copy).map_err(|error| Error::io("read", &copy, &error))?;
        write_file(path, &bytes, replace)?;
        self.record(Action::PlainCopyWritten)
    }

    /// Adds to the trail what was done with the workspace as a whole.
    pub(super) fn record(&mut self, action: Action) -> Result<()> {
        let act = Act::now(self.environment.as_ref());
        self.store.write(|transaction| act.record(transaction, action, Subject::workspace(), None, &Values::nothing()))
    }

    /// Refuses a passphrase that does not open the workspace.
    ///
    /// # Errors
    /// With [`Code::WrongPassphrase`].
    pub fn check_passphrase(&self, passphrase: &Passphrase) -> Result<()> {
        self.keys(passphrase).map(|_| ())
    }

    /// What opens the signing identity's private key.
    pub(super) fn signing_passphrase(&self, passphrase: &Passphrase) -> Result<Zeroizing<String>> {
        self.keys(passphrase).map(|(_, secrets)| secrets.signing_passphrase())
    }

    pub(super) fn keys(&self, passphrase: &Passphrase) -> Result<(KeyFile, Secrets)> {
        let keys = key_file(&self.folder)?;
        let secrets = keys.open(&Knowledge::Passphrase(passphrase.as_str()))?;
        Ok((keys, secrets))
    }
}

pub(super) fn key_file(folder: &Path) -> Result<KeyFile> {
    KeyFile::read(folder)?.ok_or_else(|| {
        Error::refused(format!(
            "{} holds an encrypted database without its key file. Put back keys.json from a backup. If this is no \
             workspace of Vouchsafe, choose another folder; nothing was changed.",
            folder.display()
        ))
    })
}

/// A store that was opened, and the backup that was made before its format changed.
struct Ready {
    store: Store,
    backup: Option<BackupFacts>,
}

impl Ready {
    fn open(folder: &Path, environment: &dyn Environment, key: &DataKey) -> Result<Self> {
        let backup = backups::before_migration(folder, environment, key)?;
        Ok(Self { store: Store::open(folder, key)?, backup })
    }
}

impl From<Store> for Ready {
    fn from(store: Store) -> Self {
        Self { store, backup: None }
    }
}

fn unlock(folder: &Path, environment: &dyn Environment, passphrase: &Passphrase) -> Result<Ready> {
    let secrets = key_file(folder)?.open(&Knowledge::Passphrase(passphrase.as_str()))?;
    Ready::open(folder, environment, secrets.data_key())
}

fn make(folder: &Path, environment: &dyn Environment, passphrase: &Passphrase) -> Result<Ready> {
    match Store::create(folder, || new_keys(environment, passphrase))? {
        Some(store) => Ok(store.into()),
        None => unlock(folder, environment, passphrase),
    }
}

fn encrypt(folder: &Path, environment: &dyn Environment, passphrase: &Passphrase) -> Result<Ready> {
    let (keys, secrets) = new_keys(environment, passphrase)?;
    // Until now the passphrase itself opened the signing key.
    store::encrypt(folder, &keys, &secrets, |transaction| match transaction.identity()? {
        None => Ok(()),
        Some(stored) => {
            let key = identity::rewrapped(&stored, environment, passphrase, &secrets.signing_passphrase())?;
            transaction.set_identity_key(&key)
        }
    })?;
    Store::open(folder, secrets.data_key()).map(Into::into)
}

fn new_keys(environment: &dyn Environment, passphrase: &Passphrase) -> Result<(KeyFile, Secrets)> {
    passphrase.refuse_empty()?;
    let mut random = |bytes: &mut [u8]| environment.fill_random(bytes);
    KeyFile::create(environment.new_id(), passphrase.as_str(), environment.key_cost(), &mut random)
}

fn reseal(
    folder: &Path,
    keys: &mut KeyFile,
    secrets: &Secrets,
    known: &Knowledge<'_>,
    environment: &dyn Environment,
) -> Result<()> {
    if let Knowledge::Passphrase("") = known {
        return Err(empty());
    }
    let mut random = |bytes: &mut [u8]| environment.fill_random(bytes);
    keys.seal(secrets, known, environment.key_cost(), &mut random)?;
    keys.write(folder)
}

/// The refusal of no passphrase at all.
pub(super) fn empty() -> Error {
    Error::refused("The passphrase is empty: choose one that you will remember.")
}
