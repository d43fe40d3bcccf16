//! The files of a workspace: what lies in its folder, who uses it, and moves that are on disk when they return.

use std::fs::{self, File, TryLockError};
use std::io::Read;
use std::path::Path;
use std::time::Duration;

use crate::error::{Code, Error, Result};

/// The name of the database within the workspace's folder. All other names of the program there begin with it.
pub(super) const DATABASE: &str = "vouchsafe.db";
/// The file through which processes tell each other that they use the workspace. It is empty.
const LOCK: &str = "vouchsafe.db.lock";
/// The folder for backups within the workspace's folder, unless the assessor chose another.
pub const BACKUPS: &str = "backups";
/// How every database begins that is not encrypted.
const PLAIN_HEADER: &[u8] = b"SQLite format 3\0";

/// How often, and how long after one another, a lock is tried that another process holds. Making a workspace takes less.
const TRIES: u32 = 100;
const PAUSE: Duration = Duration::from_millis(20);

/// What a folder holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// No workspace; the folder is empty or does not exist.
    Nothing,
    /// A database of an earlier version, which was not encrypted.
    Plain,
    /// An encrypted database.
    Encrypted,
}

/// Looks at a folder without changing anything.
///
/// # Errors
/// If it holds other things than a workspace, or can't be read.
pub fn look(folder: &Path) -> Result<Holds> {
    let file = folder.join(DATABASE);
    match fs::metadata(&file) {
        Ok(found) if !found.is_file() => {
            Err(Error::refused(format!("{} is not a file. Choose another folder.", file.display())))
        }
        // A crash between creating the file and its first page leaves an empty one, which is ours to fill.
        Ok(found) if found.len() == 0 => Ok(Holds::Nothing),
        Ok(_) => {
            let mut header = Vec::new();
            File::open(&file)
                .and_then(|file| file.take(PLAIN_HEADER.len() as u64).read_to_end(&mut header))
                .map_err(|error| Error::io("read", &file, &error))?;
            Ok(if header == PLAIN_HEADER { Holds::Plain } else { Holds::Encrypted })
        }
        Err(_) => refuse_occupied(folder).map(|()| Holds::Nothing),
    }
}

/// Refuses a folder in which somebody keeps other things.
fn refuse_occupied(folder: &Path) -> Result<()> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    // Another process may just be making the files.
    let ours = |name: &std::ffi::OsStr| {
        let name = name.to_string_lossy();
        name.starts_with(DATABASE) || name.starts_with(super::keys::FILE) || name == BACKUPS
    };
    match entries.flatten().all(|entry| ours(&entry.file_name())) {
        true => Ok(()),
        false => Err(Error::refused(format!(
            "{} holds other files and no workspace. Choose an empty folder, or one that does not exist yet.",
            folder.display()
        ))),
    }
}

/// Makes the folder, for its owner only, unless it is there.
///
/// # Errors
/// If it can't be made.
pub fn make_folder(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| Error::io("make the workspace", folder, &error))
}

/// Brings the names in a folder to the disk, so that what was moved stays moved after a power cut.
pub(super) fn sync_folder(folder: &Path) -> Result<()> {
    // Only on Unix can a folder be synced, and only there does it have to be.
    if cfg!(unix) {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| Error::io("write", folder, &error))?;
    }
    Ok(())
}

/// Says to other processes that this one uses the workspace, until it is dropped.
pub(super) struct InUse {
    _lock: File,
}

impl InUse {
    /// Beside others.
    pub(super) fn shared(folder: &Path) -> Result<Self> {
        Self::lock(folder, File::try_lock_shared)
    }

    /// Alone: for what replaces the files.
    pub(super) fn alone(folder: &Path) -> Result<Self> {
        Self::lock(folder, File::try_lock)
    }

    fn lock(folder: &Path, lock: impl Fn(&File) -> std::result::Result<(), TryLockError>) -> Result<Self> {
        let path = folder.join(LOCK);
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(|error| Error::io("write", &path, &error))?;
        for _ in 0..TRIES {
            match lock(&file) {
                Ok(()) => return Ok(Self { _lock: file }),
                Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
                Err(TryLockError::Error(error)) => return Err(Error::io("lock", &path, &error)),
            }
        }
        Err(Error::new(
            Code::InUse,
            "Another window or command of Vouchsafe is using this workspace. Nothing was changed; close it, or wait \
             until it has finished, and try again.",
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_alone_keeps_others_out_and_waits_for_them() {
        let folder = tempfile::tempdir().expect("a folder");
        let (one, other) = (InUse::shared(folder.path()).expect("one"), InUse::shared(folder.path()).expect("another"));
        assert_eq!(InUse::alone(folder.path()).err().expect("refused").code(), Code::InUse);
        drop((one, other));
        let alone = InUse::alone(folder.path()).expect("alone");
        assert_eq!(InUse::shared(folder.path()).err().expect("refused").code(), Code::InUse);
        drop(alone);
        InUse::shared(folder.path()).expect("again");
    }

    #[test]
    fn a_folder_is_told_by_what_it_holds() {
        let folder = tempfile::tempdir().expect("a folder");
        let look = || look(folder.path());
        assert_eq!(look().expect("empty"), Holds::Nothing);
        fs::write(folder.path().join("keys.json"), "{}").expect("a file");
        assert_eq!(look().expect("nearly empty"), Holds::Nothing);
        let file = folder.path().join(DATABASE);
        fs::write(&file, "").expect("a file");
        assert_eq!(look().expect("empty file"), Holds::Nothing);
        fs::write(&file, b"SQLite format 3\0 and more").expect("a file");
        assert_eq!(look().expect("plain"), Holds::Plain);
        fs::write(&file, b"anything else").expect("a file");
        assert_eq!(look().expect("encrypted"), Holds::Encrypted);
        fs::remove_file(&file).expect("no file");
        fs::write(folder.path().join("letter.txt"), "Dear").expect("a file");
        assert!(look().expect_err("a refusal").message().contains("holds other files"));
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("file");
        fs::write(&file, "").expect("a file");
        let error = make_folder(&file.join("workspace")).expect_err("a refusal");
        assert!(error.message().contains("Could not make the workspace"), "{error}");
    }
}
