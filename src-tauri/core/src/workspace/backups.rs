//! Backups: making them, when they are due, and looking at those that are there.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::audit::{Act, payloads};
use super::{Environment, Passphrase, Workspace, write_file};
use crate::domain::audit::{Action, Subject};
use crate::domain::backup::{Cause, Schedule, superfluous};
use crate::domain::moment::Moment;
use crate::error::{Code, Error, Result};
use crate::store::{self, BackupOrder, Beside, DataKey, Meter, Opener, Target, Transaction, Values};

pub use crate::store::{BackupFacts, Checked};

/// Tells how many bytes of long work are done of how many, and answers whether to go on.
pub type Progress<'a> = dyn FnMut(u64, u64) -> ControlFlow<()> + 'a;

/// The version of the program, which stands in its backups.
const PROGRAM: &str = env!("CARGO_PKG_VERSION");
/// Under which names the settings are kept.
const SCHEDULE: &str = "backup.schedule";
const FOLDER: &str = "backup.folder";
/// Where the folder for backups stands so that it can be read when the database can't.
const FOLDER_FILE: &str = "vouchsafe.db.backup-folder";

/// A backup that is to be made. It needs the workspace no more: it runs beside it, on a thread of its own if need be.
pub struct BackupJob {
    beside: Beside,
    order: BackupOrder,
    environment: Arc<dyn Environment>,
}

/// A file in the folder for backups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedBackup {
    /// The file's name.
    pub name: String,
    /// The file.
    pub file: PathBuf,
    /// When it was made, or, where it does not say so any more, when the file was written last.
    pub made_at: Moment,
    /// Its length, in bytes.
    pub size: u64,
    /// What it is, or why it can't be restored.
    pub facts: Result<BackupFacts>,
}

/// When backups are made, and where they go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupSettings {
    /// How often one is made by itself.
    pub schedule: Schedule,
    /// The folder.
    pub folder: PathBuf,
}

impl Workspace {
    /// When backups are made, and where they go.
    ///
    /// # Errors
    /// If the workspace can't be read.
    pub fn backup_settings(&mut self) -> Result<BackupSettings> {
        let folder = &self.folder;
        self.store.read(|transaction| settings(transaction, folder))
    }

    /// Sets how often a backup is made by itself.
    ///
    /// # Errors
    /// If the workspace can't be written.
    pub fn set_backup_schedule(&mut self, schedule: Schedule) -> Result<()> {
        self.store.write(|transaction| transaction.set(SCHEDULE, schedule.name()))
    }

    /// Sets the folder into which backups go from now on. Those that were made stay where they are.
    ///
    /// # Errors
    /// If it is no folder, has a name that can't be written down, or the workspace can't be written.
    pub fn set_backup_folder(&mut self, folder: &Path) -> Result<()> {
        let name = folder.to_str().filter(|_| folder.is_absolute() && folder.is_dir()).ok_or_else(|| {
            Error::refused(format!("{} can’t be used as a folder for backups. Choose another one.", folder.display()))
        })?;
        self.store.write(|transaction| transaction.set(FOLDER, name))?;
        write_file(&self.folder.join(FOLDER_FILE), name.as_bytes(), true)
    }

    /// A backup that somebody asks for. `file`: where to; none: the folder for backups.
    ///
    /// # Errors
    /// If the workspace can't be read.
    pub fn backup(&mut self, file: Option<&Path>) -> Result<BackupJob> {
        let target = match file {
            Some(file) => Target::File(file.to_path_buf()),
            None => Target::Folder(self.backup_settings()?.folder),
        };
        self.backup_job(Cause::Asked, target)
    }

    /// The backup that is due; none: none is.
    ///
    /// # Errors
    /// If the workspace or the folder for backups can't be read.
    pub fn backup_if_due(&mut self) -> Result<Option<BackupJob>> {
        let BackupSettings { schedule, folder } = self.backup_settings()?;
        if schedule == Schedule::Off {
            return Ok(None);
        }
        let beside = self.store.beside()?;
        let last = own(&folder, &beside).first().map(|(_, facts)| facts.made_at);
        match schedule.is_due(last, self.environment.now()) {
            true => self.backup_job(Cause::Scheduled, Target::Folder(folder)).map(Some),
            false => Ok(None),
        }
    }

    /// The files in the folder for backups and in the workspace's own, the newest first.
    ///
    /// # Errors
    /// If the workspace can't be read.
    pub fn backups(&mut self) -> Result<Vec<ListedBackup>> {
        let folder = &self.folder;
        self.store.read(|transaction| listed_backups(transaction, folder))
    }

    /// What is needed to read a backup of this workspace, or the workspace's own file, beside what else is done in it.
    ///
    /// # Errors
    /// If the workspace is just being replaced.
    pub fn reader(&self) -> Result<Reader> {
        Ok(Reader { beside: self.store.beside()? })
    }

    /// Reads the whole file and says what is damaged, a sentence each; none: nothing.
    ///
    /// # Errors
    /// If it can't be read.
    pub fn check_integrity(&mut self) -> Result<Vec<String>> {
        self.reader()?.check_integrity()
    }

    fn backup_job(&mut self, cause: Cause, target: Target) -> Result<BackupJob> {
        let order = BackupOrder { made_at: self.environment.now(), cause, program: PROGRAM, target };
        Ok(BackupJob { beside: self.store.beside()?, order, environment: Arc::clone(&self.environment) })
    }
}

/// Reads beside an open workspace, with its key.
pub struct Reader {
    beside: Beside,
}

impl Reader {
    /// Reads the workspace's whole file and says what is damaged, a sentence each; none: nothing.
    ///
    /// # Errors
    /// If it can't be read.
    pub fn check_integrity(&self) -> Result<Vec<String>> {
        self.beside.problems()
    }

    /// Reads the whole of a backup: all of it if it is one of this workspace, else what needs no key.
    ///
    /// # Errors
    /// As [`verify_backup`].
    pub fn verify_backup(&self, file: &Path, progress: &mut Progress<'_>) -> Result<BackupFacts> {
        store::verify(file, &Opener::Workspace(&self.beside), &mut Meter::new(progress))
    }
}

impl BackupJob {
    /// Makes the backup, reads all of it back, says so in the trail, and removes those that were made by themselves and are
    /// too many now.
    ///
    /// # Errors
    /// If another one is just being made ([`Code::InUse`]), if there is such a file ([`Code::Exists`]), if `progress`
    /// says to stop ([`Code::Locked`]), if the workspace is damaged, or if the disk refuses. Then there is no new file,
    /// unless the sentence says that only the trail could not be written.
    pub fn run(self, progress: &mut Progress<'_>) -> Result<BackupFacts> {
        let made = self.beside.back_up(&self.order, &mut Meter::new(progress))?;
        let act = Act::now(self.environment.as_ref());
        self.beside.write(|transaction| record(transaction, &act, &made)).map_err(|error| {
            let file = made.file.display();
            Error::new(
                error.code(),
                format!(
                    "The backup {file} was made and is whole, but the audit trail does not say so: {}",
                    error.message()
                ),
            )
        })?;
        if let (Target::Folder(folder), true) = (&self.order.target, self.order.cause != Cause::Asked) {
            let own = own(folder, &self.beside);
            let causes: Vec<_> = own.iter().map(|(_, facts)| facts.cause).collect();
            for (file, _) in superfluous(&causes).into_iter().filter_map(|place| own.get(place)) {
                // One too many does no harm, and is tried again the next time.
                let _ = fs::remove_file(file);
            }
        }
        Ok(made)
    }
}

/// The folder for backups unless the assessor chose another.
fn default_folder(workspace: &Path) -> PathBuf {
    workspace.join(store::BACKUPS)
}

fn settings(transaction: &Transaction<'_>, workspace: &Path) -> Result<BackupSettings> {
    let schedule = transaction.setting(SCHEDULE)?.and_then(|name| Schedule::parse(&name)).unwrap_or_default();
    let folder = transaction.setting(FOLDER)?.map_or_else(|| default_folder(workspace), PathBuf::from);
    Ok(BackupSettings { schedule, folder })
}

/// The backups of a workspace that could be restored, without its key, the newest first. Of the newest ones every byte is
/// read, until one is as it was made; of the others only what they say about themselves.
#[must_use]
pub fn backups_without_key(workspace: &Path) -> Vec<ListedBackup> {
    let mut found = listed(&folders_without_key(workspace));
    for backup in &mut found {
        if backup.facts.is_ok() {
            backup.facts = verify_backup(&backup.file, None, &mut |_, _| ControlFlow::Continue(()));
            if backup.facts.is_ok() {
                break;
            }
        }
    }
    found
}

/// The file of a backup in a folder for backups, by its name.
///
/// # Errors
/// If there is none ([`Code::NotFound`]).
pub fn backup_file(workspace: &Path, name: &str) -> Result<PathBuf> {
    let found = listed(&folders_without_key(workspace)).into_iter().find(|backup| backup.name == name);
    found.map(|backup| backup.file).ok_or_else(|| {
        Error::new(Code::NotFound, format!("There is no backup {name} any more. Look into the folder for backups."))
    })
}

/// Reads the whole of a backup: with a passphrase everything, without one what needs none. The answer says which.
///
/// # Errors
/// If anything in it is not as it was made ([`Code::Damaged`]), or the passphrase does not open it
/// ([`Code::WrongPassphrase`]).
pub fn verify_backup(file: &Path, passphrase: Option<&Passphrase>, progress: &mut Progress<'_>) -> Result<BackupFacts> {
    let opener = passphrase.map_or(Opener::Nobody, |passphrase| Opener::Passphrase(passphrase.as_str()));
    store::verify(file, &opener, &mut Meter::new(progress))
}

/// Says in the trail that a backup was made.
pub(super) fn record(transaction: &Transaction<'_>, act: &Act<'_>, made: &BackupFacts) -> Result<()> {
    act.record(transaction, Action::BackupMade, Subject::workspace(), None, &Values::new(payloads::backup(made)))
}

/// Makes a backup of a workspace of an earlier version, before opening it changes its format. Whoever opens it says so in
/// its trail then: earlier versions need not have one. None: the version is the present one.
pub(super) fn before_migration(
    folder: &Path,
    environment: &dyn Environment,
    key: &DataKey,
) -> Result<Option<BackupFacts>> {
    if !store::is_of_earlier_version(folder, key)? {
        return Ok(None);
    }
    let order = BackupOrder {
        made_at: environment.now(),
        cause: Cause::Migration,
        program: PROGRAM,
        target: Target::Folder(default_folder(folder)),
    };
    let mut on = |_, _| ControlFlow::Continue(());
    Beside::of(folder, key)?.back_up(&order, &mut Meter::new(&mut on)).map(Some).map_err(|error| {
        Error::new(
            error.code(),
            format!(
                "This workspace was made by an earlier version of Vouchsafe. Before its format changes, a backup is made, \
                 and that failed: {error} The workspace was left as it is."
            ),
        )
    })
}

/// The files in the folder for backups and in the workspace's own, the newest first.
pub(super) fn listed_backups(transaction: &Transaction<'_>, workspace: &Path) -> Result<Vec<ListedBackup>> {
    Ok(listed(&[settings(transaction, workspace)?.folder, default_folder(workspace)]))
}

fn folders_without_key(workspace: &Path) -> Vec<PathBuf> {
    let chosen = fs::read_to_string(workspace.join(FOLDER_FILE)).ok().map(PathBuf::from);
    chosen.into_iter().chain([default_folder(workspace)]).collect()
}

/// What is in these folders, the newest first. Of two with the same name the one in the first folder counts.
fn listed(folders: &[PathBuf]) -> Vec<ListedBackup> {
    let mut found: Vec<ListedBackup> = Vec::new();
    for entry in folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flat_map(|entries| entries.flatten()) {
        let Ok(name) = entry.file_name().into_string() else { continue };
        if !store::is_backup(&name) || found.iter().any(|it| it.name == name) {
            continue;
        }
        let file = entry.path();
        let found_file = entry.metadata().ok();
        let facts = store::facts(&file);
        let written = found_file.as_ref().and_then(|file| file.modified().ok()).and_then(|at| at.try_into().ok());
        let written = Moment::new(written.unwrap_or(jiff::Timestamp::UNIX_EPOCH), jiff::tz::Offset::UTC);
        let made_at = facts.as_ref().map_or(written, |facts| facts.made_at);
        let size = found_file.map_or(0, |file| file.len());
        found.push(ListedBackup { name, file, made_at, size, facts });
    }
    found.sort_by_key(|it| std::cmp::Reverse((it.made_at.instant(), it.name.clone())));
    found
}

/// The backups of this very workspace, the newest first.
fn own(folder: &Path, beside: &Beside) -> Vec<(PathBuf, BackupFacts)> {
    let all = listed(&[folder.to_path_buf()]).into_iter().filter_map(|it| it.facts.ok().map(|facts| (it.file, facts)));
    all.filter(|(_, facts)| facts.workspace == beside.workspace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{KeyCost, KeyFile};
    use crate::workspace::System;

    /// An encrypted workspace of the first version.
    fn of_first_version(folder: &Path) -> Passphrase {
        let passphrase = Passphrase::new("correct horse".to_owned());
        let mut random = |bytes: &mut [u8]| {
            bytes.fill(3);
            Ok(())
        };
        let (keys, secrets) =
            KeyFile::create(uuid::Uuid::from_u128(1), passphrase.as_str(), KeyCost::NONE, &mut random).expect("keys");
        keys.write(folder).expect("a key file");
        store::make_first_version(folder, secrets.data_key()).expect("a database");
        passphrase
    }

    fn open(folder: &Path, passphrase: &Passphrase) -> Result<Workspace> {
        Workspace::open(folder, Box::new(System), |_| Ok(passphrase.clone()))
    }

    #[test]
    fn an_earlier_workspace_is_backed_up_before_its_format_changes() {
        let folder = tempfile::tempdir().expect("a folder");
        let passphrase = of_first_version(folder.path());
        let mut workspace = open(folder.path(), &passphrase).expect("the workspace");
        let found = workspace.backups().expect("the list");
        assert_eq!(found.len(), 1);
        let facts = verify_backup(&found[0].file, Some(&passphrase), &mut |_, _| ControlFlow::Continue(()));
        let facts = facts.expect("a backup");
        assert_eq!((facts.cause, facts.schema, facts.checked), (Cause::Migration, 1, Checked::Whole));
        drop(workspace);
        open(folder.path(), &passphrase)
            .expect("the workspace")
            .backups()
            .map(|all| assert_eq!(all.len(), 1))
            .expect("a list");
    }

    #[test]
    fn no_format_changes_without_a_backup() {
        let folder = tempfile::tempdir().expect("a folder");
        let passphrase = of_first_version(folder.path());
        // What has the folder's name keeps the folder from being made.
        fs::write(folder.path().join(store::BACKUPS), "").expect("a file");
        let before = fs::read(folder.path().join("vouchsafe.db")).expect("the file");
        let refused = open(folder.path(), &passphrase).err().expect("a refusal");
        assert!(
            refused.message().contains("Before its format changes, a backup is made, and that failed"),
            "{refused}"
        );
        assert_eq!(fs::read(folder.path().join("vouchsafe.db")).expect("the file"), before);
    }
}
