//! Backups: one file each, made while the workspace is open, and read back before it gets its name.

mod archive;
mod check;
mod make;
mod manifest;
mod meter;

use std::fs::File;
use std::path::{Path, PathBuf};

use uuid::Uuid;

use crate::domain::backup::Cause;
use crate::domain::moment::Moment;
use crate::error::{Error, Result};

use super::files::{DATABASE, InUse};
use super::keys::{DataKey, KeyFile};
use super::{Knowledge, Store, Transaction, open};

pub(super) use check::unpack;
pub use check::verify;
pub use make::{COPY_OF, is_backup};
pub use meter::Meter;

/// What a backup's manifest is sealed for.
const SEALED_FOR: &str = "vouchsafe backup 1";

/// A second reader beside the open workspace: what takes long is done with it, while the first goes on writing.
pub struct Beside {
    folder: PathBuf,
    workspace: Uuid,
    key: DataKey,
    _in_use: InUse,
}

/// What is wanted of a backup.
#[derive(Debug, Clone)]
pub struct BackupOrder {
    /// When it is made.
    pub made_at: Moment,
    /// Why.
    pub cause: Cause,
    /// The version of this program.
    pub program: &'static str,
    /// Where it goes.
    pub target: Target,
}

/// Where a backup goes.
#[derive(Debug, Clone)]
pub enum Target {
    /// A folder, under a name made of the time.
    Folder(PathBuf),
    /// A file that does not exist.
    File(PathBuf),
}

/// What a backup is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupFacts {
    /// The file.
    pub file: PathBuf,
    /// Its length, in bytes.
    pub size: u64,
    /// Its SHA-256, in hexadecimal; none: only its beginning was read.
    pub sha256: Option<String>,
    /// The workspace that it is a copy of.
    pub workspace: Uuid,
    /// When it was made.
    pub made_at: Moment,
    /// Why.
    pub cause: Cause,
    /// The version of the database's schema.
    pub schema: i64,
    /// The version of the program that made it.
    pub program: String,
    /// How many assessments are in it.
    pub assessments: u64,
    /// The head of the audit chain at that time, if it says one.
    pub audit_head: Option<String>,
    /// How much of it was looked at.
    pub checked: Checked,
}

/// How much of a backup was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Checked {
    /// What it says about itself, and whether the file is as long as it was.
    Outline,
    /// Every byte is as it was when the file was made; what needs the key was not looked at.
    Sums,
    /// All of it, with the key: who made it, every page, every reference, the count of assessments.
    Whole,
}

/// Who opens a backup.
pub enum Opener<'a> {
    /// Nobody: what needs no key is looked at.
    Nobody,
    /// Somebody who knows the passphrase of that time, in normal form C.
    Passphrase(&'a str),
    /// The open workspace, if the backup is one of its own; else nobody.
    Workspace(&'a Beside),
}

/// Keeps backups of a workspace from being made until it is dropped.
pub struct NoBackups {
    _lock: File,
}

impl Store {
    /// Keeps backups from being made for a while.
    ///
    /// # Errors
    /// If one is just being made ([`Code::InUse`](crate::error::Code::InUse)).
    pub fn without_backups(&self) -> Result<NoBackups> {
        let opened = self.opened.as_ref().ok_or_else(|| Error::internal("a store without a folder"))?;
        Ok(NoBackups { _lock: make::only_one(&opened.folder)? })
    }

    /// A second reader.
    ///
    /// # Errors
    /// If the workspace is just being replaced, or its key file can't be read.
    pub fn beside(&self) -> Result<Beside> {
        let opened = self.opened.as_ref().ok_or_else(|| Error::internal("a store without a folder"))?;
        Beside::new(&opened.folder, opened.key.clone())
    }
}

impl Beside {
    /// A reader of a workspace that is not open yet.
    ///
    /// # Errors
    /// As [`Store::beside`].
    pub fn of(folder: &Path, key: &DataKey) -> Result<Self> {
        Self::new(folder, key.clone())
    }

    fn new(folder: &Path, key: DataKey) -> Result<Self> {
        let in_use = InUse::shared(folder)?;
        let workspace = key_file(folder)?.workspace();
        Ok(Self { folder: folder.to_path_buf(), workspace, key, _in_use: in_use })
    }

    /// The workspace.
    #[must_use]
    pub fn workspace(&self) -> Uuid {
        self.workspace
    }

    /// Writes into the workspace over a connection of its own, as [`Store::write`] does.
    ///
    /// # Errors
    /// Whatever `work` returns, or that the file can't be written; then nothing is changed.
    pub fn write<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        let file = self.folder.join(DATABASE);
        Store::of(open::another(&file, &self.key)?).write(work)
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn key(&self) -> &DataKey {
        &self.key
    }
}

impl Opener<'_> {
    /// The key, if this one has it.
    fn key(&self, outline: &archive::Outline) -> Result<Option<DataKey>> {
        match self {
            Self::Nobody => Ok(None),
            Self::Passphrase(passphrase) => {
                let secrets = KeyFile::parse(&outline.keys)?.open(&Knowledge::Passphrase(passphrase))?;
                Ok(Some(secrets.data_key().clone()))
            }
            Self::Workspace(beside) => Ok((beside.workspace == outline.manifest.workspace).then(|| beside.key.clone())),
        }
    }
}

/// What a backup says about itself. Only its beginning is read.
///
/// # Errors
/// If the file can't be read, is no backup, or is not as long as it was.
pub fn facts(file: &Path) -> Result<BackupFacts> {
    let mut open = open_file(file)?;
    let outline = archive::outline(&mut open).map_err(|error| archive::named(file, &error))?;
    Ok(facts_of(file, &outline, Checked::Outline))
}

fn facts_of(file: &Path, outline: &archive::Outline, checked: Checked) -> BackupFacts {
    let manifest = outline.manifest.clone();
    BackupFacts {
        file: file.to_path_buf(),
        size: outline.size,
        sha256: outline.sha256.clone(),
        workspace: manifest.workspace,
        made_at: manifest.made_at,
        cause: manifest.cause,
        schema: manifest.schema,
        program: manifest.program,
        assessments: manifest.assessments,
        audit_head: manifest.audit_head,
        checked,
    }
}

fn open_file(file: &Path) -> Result<File> {
    // A pipe or a folder would be waited for, or say something else.
    match std::fs::metadata(file) {
        Ok(found) if !found.is_file() => Err(Error::refused(format!("{} is not a file.", file.display()))),
        Ok(_) => File::open(file).map_err(|error| Error::io("read", file, &error)),
        Err(error) => Err(Error::io("read", file, &error)),
    }
}

fn key_file(folder: &Path) -> Result<KeyFile> {
    KeyFile::read(folder)?.ok_or_else(|| {
        Error::refused(format!("{} has no key file, without which a backup opens nothing.", folder.display()))
    })
}
