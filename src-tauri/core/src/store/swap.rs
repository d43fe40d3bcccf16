//! Putting other files in the place of a workspace's, so that a crash at any moment leaves the old or the new ones.
//!
//! The new files stand complete in a folder beside the workspace. From the moment on at which a journal in the workspace
//! names that folder, the swap will happen: whoever opens the workspace next finishes what was begun. Every step is a
//! rename that can be told from the files that are there, so that doing it again changes nothing. The old files end in a
//! folder of their own; nothing is deleted.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::files::{DATABASE, InUse, make_folder, sync_folder};
use super::keys;
use crate::error::{Error, Result};

/// The journal within the workspace's folder.
const JOURNAL: &str = "vouchsafe.db.swap";
/// What is moved away: the log and its index before the database that they belong to can be replaced.
const OLD: [&str; 4] = ["vouchsafe.db-wal", "vouchsafe.db-shm", DATABASE, keys::FILE];
/// What takes their place.
const NEW: [&str; 2] = [keys::FILE, DATABASE];

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Journal {
    /// The name of the folder with the new files, beside the workspace.
    staged: String,
    /// The name of the folder for the old ones, beside the workspace.
    aside: String,
}

/// The folders of a swap.
struct Swap {
    workspace: PathBuf,
    staged: PathBuf,
    aside: PathBuf,
}

/// A folder beside the workspace's: `<workspace>.<what>`.
///
/// # Errors
/// If the workspace's folder has no name, as a disk's root has none.
pub(super) fn beside(folder: &Path, what: &str) -> Result<PathBuf> {
    // What is moved has to stay on the same disk, wherever a link leads.
    let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
    let name = folder.file_name().ok_or_else(|| {
        Error::refused(format!("{} is no folder beside which there could be another.", folder.display()))
    })?;
    let mut name = name.to_os_string();
    name.push(format!(".{what}"));
    Ok(folder.with_file_name(name))
}

/// The folders beside a workspace in which an earlier state of it was set aside.
#[must_use]
pub fn set_aside(folder: &Path) -> Vec<PathBuf> {
    let Ok(prefix) = beside(folder, "") else { return Vec::new() };
    let (Some(parent), Some(prefix)) = (prefix.parent(), prefix.file_name()) else { return Vec::new() };
    let is_one = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        name.starts_with(&*prefix.to_string_lossy()) && path.join(super::files::DATABASE).is_file()
    };
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    let mut found: Vec<_> = entries.map(|entry| entry.path()).filter(is_one).collect();
    found.sort();
    found
}

/// Puts the staged files in the place of those in `folder`, which are moved to `aside`. Both are folders
/// [`beside`] it. The caller is alone in the workspace.
pub(super) fn swap(folder: &Path, staged: &Path, aside: &Path) -> Result<()> {
    let name = |path: &Path| path.file_name().and_then(|name| name.to_str()).map(str::to_owned);
    let journal = match (name(staged), name(aside)) {
        (Some(staged), Some(aside)) => Journal { staged, aside },
        _ => return Err(Error::refused("The workspace’s folder has a name that can’t be written down. Rename it.")),
    };
    sync_folder(staged)?;
    let path = folder.join(JOURNAL);
    let refused = |error: &std::io::Error| Error::io("write", &path, error);
    let json = serde_json::to_vec(&journal).map_err(Error::internal)?;
    let mut file = tempfile::Builder::new().prefix(JOURNAL).tempfile_in(folder).map_err(|error| refused(&error))?;
    file.write_all(&json).and_then(|()| file.as_file().sync_all()).map_err(|error| refused(&error))?;
    file.persist(&path).map_err(|failure| refused(&failure.error))?;
    sync_folder(folder)?;
    Swap::of(folder, &journal)?.run(&mut || Ok(()))
}

/// Finishes a swap that was begun, if one was. Without one nothing is changed.
///
/// # Errors
/// If another process is at it, or the disk refuses; then it is finished the next time.
pub fn finish(folder: &Path) -> Result<()> {
    if !folder.join(JOURNAL).exists() {
        return Ok(());
    }
    let _alone = InUse::alone(folder)?;
    match journal(folder)? {
        // Somebody else finished it meanwhile.
        None => Ok(()),
        Some(journal) => Swap::of(folder, &journal)?.run(&mut || Ok(())),
    }
}

fn journal(folder: &Path) -> Result<Option<Journal>> {
    let path = folder.join(JOURNAL);
    match fs::read(&path) {
        Ok(bytes) => serde_json::from_slice(&bytes).map(Some).map_err(|error| {
            Error::refused(format!("{} can’t be read ({error}). Remove it by hand; it holds nothing.", path.display()))
        }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io("read", &path, &error)),
    }
}

impl Swap {
    fn of(folder: &Path, journal: &Journal) -> Result<Self> {
        let workspace = fs::canonicalize(folder).map_err(|error| Error::io("read", folder, &error))?;
        // Only names: somebody who writes a journal gets nothing moved elsewhere.
        let sibling = |name: &str| match Path::new(name).file_name() {
            Some(only) if only == name => Ok(workspace.with_file_name(only)),
            _ => Err(Error::refused("The note of an unfinished restore names no folder beside the workspace.")),
        };
        Ok(Self { staged: sibling(&journal.staged)?, aside: sibling(&journal.aside)?, workspace })
    }

    /// All steps that are left. `step` is called before each; the tests stop there.
    fn run(&self, step: &mut dyn FnMut() -> Result<()>) -> Result<()> {
        let (new, old) = (self.staged.join(DATABASE), self.workspace.join(DATABASE));
        let arrived = old.exists() && self.aside.join(DATABASE).exists();
        if !new.exists() && !arrived {
            // The new database is gone, and did not arrive: somebody removed it. What was moved comes back. (Or it arrived
            // where there was none before: then nothing was moved.)
            self.take_back(!old.exists(), step)?;
        } else {
            self.go_on(step)?;
        }
        step()?;
        let path = self.workspace.join(JOURNAL);
        fs::remove_file(&path).map_err(|error| Error::io("remove", &path, &error))?;
        sync_folder(&self.workspace)?;
        step()?;
        // An empty folder; if it stays, it is in nobody's way.
        let _ = fs::remove_dir_all(&self.staged);
        Ok(())
    }

    fn go_on(&self, step: &mut dyn FnMut() -> Result<()>) -> Result<()> {
        for name in OLD {
            // A new file that is still staged shows that the one in the workspace is the old one; the log belongs to the
            // old database as long as the new one is staged.
            let shown_by = if NEW.contains(&name) { name } else { DATABASE };
            let old = self.workspace.join(name);
            if old.exists() && self.staged.join(shown_by).exists() {
                step()?;
                make_folder(&self.aside)?;
                rename(&old, &self.aside.join(name))?;
            }
        }
        if self.aside.is_dir() {
            sync_folder(&self.aside)?;
        }
        sync_folder(&self.workspace)?;
        for name in NEW {
            let staged = self.staged.join(name);
            if staged.exists() {
                step()?;
                rename(&staged, &self.workspace.join(name))?;
            }
        }
        sync_folder(&self.workspace)?;
        match self.workspace.parent() {
            Some(parent) => sync_folder(parent),
            None => Ok(()),
        }
    }

    fn take_back(&self, replace: bool, step: &mut dyn FnMut() -> Result<()>) -> Result<()> {
        for name in OLD {
            let (aside, old) = (self.aside.join(name), self.workspace.join(name));
            if aside.exists() && (replace || !old.exists()) {
                step()?;
                rename(&aside, &old)?;
            }
        }
        sync_folder(&self.workspace)
    }
}

fn rename(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).map_err(|error| Error::io("move", from, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Place {
        home: tempfile::TempDir,
    }

    impl Place {
        /// A workspace with a log, and staged files.
        fn new() -> Self {
            let place = Self { home: tempfile::tempdir().expect("a folder") };
            fs::create_dir(place.workspace()).expect("a folder");
            for name in OLD {
                fs::write(place.workspace().join(name), format!("old {name}")).expect("a file");
            }
            fs::create_dir(place.staged()).expect("a folder");
            for name in NEW {
                fs::write(place.staged().join(name), format!("new {name}")).expect("a file");
            }
            place
        }

        fn workspace(&self) -> PathBuf {
            self.home.path().join("workspace")
        }

        fn staged(&self) -> PathBuf {
            beside(&self.workspace(), "restoring").expect("a name")
        }

        fn aside(&self) -> PathBuf {
            beside(&self.workspace(), "set-aside-1").expect("a name")
        }

        /// Begins a swap as [`swap`] does, and stops before the given step. Whether that came.
        fn stopped_at(&self, stop: usize) -> bool {
            let journal = r#"{"staged": "workspace.restoring", "aside": "workspace.set-aside-1"}"#;
            fs::write(self.workspace().join(JOURNAL), journal).expect("a journal");
            let mut count = 0;
            let journal = super::journal(&self.workspace()).expect("a journal").expect("a journal");
            let swap = Swap::of(&self.workspace(), &journal).expect("a swap");
            let done = swap.run(&mut || {
                count += 1;
                if count > stop { Err(Error::refused("the power is cut")) } else { Ok(()) }
            });
            done.is_err()
        }

        fn is_swapped(&self) {
            for name in NEW {
                let new = fs::read_to_string(self.workspace().join(name)).expect("a new file");
                assert_eq!(new, format!("new {name}"));
            }
            for name in OLD {
                let old = fs::read_to_string(self.aside().join(name)).expect("an old file");
                assert_eq!(old, format!("old {name}"));
            }
            assert!(!self.workspace().join("vouchsafe.db-wal").exists());
            assert!(!self.workspace().join(JOURNAL).exists());
        }
    }

    #[test]
    fn files_change_places() {
        let place = Place::new();
        swap(&place.workspace(), &place.staged(), &place.aside()).expect("swapped");
        place.is_swapped();
        assert!(!place.staged().exists());
        finish(&place.workspace()).expect("there is nothing to finish");
    }

    #[test]
    fn a_swap_that_was_cut_off_anywhere_is_finished_by_the_next() {
        let mut steps = 0;
        loop {
            let place = Place::new();
            if !place.stopped_at(steps) {
                break;
            }
            finish(&place.workspace()).expect("finished");
            place.is_swapped();
            steps += 1;
        }
        assert_eq!(steps, OLD.len() + NEW.len() + 2, "every rename is a step");
    }

    #[test]
    fn old_files_come_back_if_the_new_ones_are_gone() {
        for stop in 0..=OLD.len() {
            let place = Place::new();
            assert!(place.stopped_at(stop));
            fs::remove_dir_all(place.staged()).expect("removed");
            finish(&place.workspace()).expect("finished");
            for name in OLD {
                let old = fs::read_to_string(place.workspace().join(name)).expect(name);
                assert_eq!(old, format!("old {name}"), "stopped before step {stop}");
            }
        }
    }

    #[test]
    fn a_journal_moves_nothing_elsewhere() {
        let place = Place::new();
        let journal = r#"{"staged": "../elsewhere", "aside": "workspace.set-aside-1"}"#;
        fs::write(place.workspace().join(JOURNAL), journal).expect("a journal");
        finish(&place.workspace()).expect_err("a refusal");
        assert!(place.workspace().join(DATABASE).exists());
    }
}
