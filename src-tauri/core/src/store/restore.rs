//! Putting a backup in the place of a workspace.

use std::fs;
use std::path::{Path, PathBuf};

use super::backup::{BackupFacts, Meter, Opener, unpack};
use super::files::{Holds, InUse, look, make_folder};
use super::{keys, swap};
use crate::error::{Code, Error, Result};

/// What a restore did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The backup.
    pub backup: BackupFacts,
    /// The folder to which the workspace was moved that was there before.
    pub set_aside: Option<PathBuf>,
}

/// Unpacks a backup beside the workspace, checks it, and puts it in the workspace's place. With `replace` a workspace
/// that is there is moved to `<folder>.<aside>`; without it, it is refused.
///
/// # Errors
/// If the folder holds a workspace and `replace` is not given ([`Code::Exists`]), another process uses it
/// ([`Code::InUse`]), the backup is damaged, or the disk refuses. Then the workspace is as it was, or, after a crash, is
/// put in order by [`finish`](super::finish_swap).
pub fn restore(
    folder: &Path,
    file: &Path,
    opener: &Opener<'_>,
    replace: bool,
    aside: &str,
    meter: &mut Meter<'_>,
) -> Result<Restored> {
    refuse_to_replace(folder, replace)?;
    make_folder(folder)?;
    let _alone = InUse::alone(folder)?;
    refuse_to_replace(folder, replace)?;
    let staged = stage(folder)?;
    let facts = super::backup::facts(file)?;
    // It is read once, and written once.
    meter.expect(facts.size);
    match unpack(file, &staged, opener, meter) {
        Ok(backup) => {
            let aside = free(folder, aside)?;
            swap::swap(folder, &staged, &aside)?;
            // Where there was nothing, nothing was moved.
            Ok(Restored { backup, set_aside: aside.exists().then_some(aside) })
        }
        Err(error) => {
            // The next attempt removes it as well.
            let _ = fs::remove_dir_all(&staged);
            Err(error)
        }
    }
}

/// Makes the folder for what will take the workspace's place, empty.
pub(super) fn stage(folder: &Path) -> Result<PathBuf> {
    let staged = swap::beside(folder, "restoring")?;
    remove_folder(&staged)?;
    make_folder(&staged)?;
    Ok(staged)
}

/// Removes a folder with what an unfinished attempt left in it.
pub(super) fn remove_folder(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::io("remove", folder, &error)),
        _ => Ok(()),
    }
}

/// The folder for the old files: `<folder>.<aside>`, with a number where there is such a folder.
pub(super) fn free(folder: &Path, aside: &str) -> Result<PathBuf> {
    let mut number = 1;
    loop {
        let name = if number == 1 { aside.to_owned() } else { format!("{aside}-{number}") };
        let candidate = swap::beside(folder, &name)?;
        if !candidate.exists() {
            return Ok(candidate);
        }
        number += 1;
    }
}

fn refuse_to_replace(folder: &Path, replace: bool) -> Result<()> {
    let holds = look(folder)?;
    let is_empty = holds == Holds::Nothing && !folder.join(keys::FILE).exists();
    match is_empty || replace {
        true => Ok(()),
        false => Err(Error::new(
            Code::Exists,
            format!(
                "{} holds a workspace. Nothing was changed. With --replace it is set aside, never deleted, and the backup \
                 takes its place.",
                folder.display()
            ),
        )),
    }
}
