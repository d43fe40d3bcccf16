//! What lives as long as the application.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use vouchsafe_core::error::{Code, Result};
use vouchsafe_core::workspace::{
    BackupJob, KeyCopy, Keychain, Passphrase, System, Workspace, default_export_folder, default_workspace_folder,
};

use crate::keychain::SystemKeychain;
use crate::messages::failure::Failure;
use crate::safekeeping::{Safekeeping, locked};

/// How long the answer to the second wrong passphrase in a row waits; each further one waits twice as long.
const FIRST_WAIT: Duration = Duration::from_millis(500);
/// The longest wait.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// The application's state: the workspace while it is unlocked, and the folder into which reports go.
pub struct App {
    workspace_folder: PathBuf,
    keychain: Box<dyn Keychain>,
    workspace: Mutex<Option<Workspace>>,
    export_folder: Mutex<PathBuf>,
    /// Backups and damage.
    pub(crate) safekeeping: Arc<Safekeeping>,
    /// How many passphrases in a row were wrong. Held while one is tried, so that only one is tried at a time.
    wrong: Mutex<u32>,
}

impl App {
    /// The user's own workspace.
    ///
    /// # Errors
    /// If the user has no home folder.
    pub fn on_this_machine() -> Result<Self> {
        Ok(Self::new(default_workspace_folder()?, default_export_folder()?, Box::new(SystemKeychain)))
    }

    /// A workspace in a given folder, locked until somebody opens it.
    #[must_use]
    pub fn new(workspace_folder: PathBuf, export_folder: PathBuf, keychain: Box<dyn Keychain>) -> Self {
        Self {
            workspace_folder,
            keychain,
            workspace: Mutex::new(None),
            export_folder: Mutex::new(export_folder),
            safekeeping: Arc::default(),
            wrong: Mutex::new(0),
        }
    }

    /// Does one thing in the workspace, if it is open.
    pub(crate) fn with<T>(
        &self,
        intention: impl FnOnce(&mut Workspace) -> Result<T>,
    ) -> std::result::Result<T, Failure> {
        match &mut *hold(&self.workspace) {
            Some(workspace) => Ok(intention(workspace)?),
            None => Err(locked().into()),
        }
    }

    /// The same for something that needs a passphrase: wrong ones make it slow.
    pub(crate) fn with_passphrase<T>(
        &self,
        intention: impl FnOnce(&mut Workspace) -> Result<T>,
    ) -> std::result::Result<T, Failure> {
        self.slowed_down(|| self.with(intention))
    }

    /// Opens the workspace, and keeps it open until it is locked.
    pub(crate) fn open<T>(
        &self,
        open: impl FnOnce(&Path) -> Result<(Workspace, T)>,
    ) -> std::result::Result<T, Failure> {
        self.slowed_down(|| {
            let mut slot = hold(&self.workspace);
            let opened = open(&self.workspace_folder);
            self.safekeeping.opened(&opened);
            let (mut workspace, answer) = opened?;
            let due = workspace.backup_if_due();
            self.make_due(due);
            *slot = Some(workspace);
            Ok(answer)
        })
    }

    /// Opens the workspace with its passphrase; of an open one the passphrase is only checked.
    pub(crate) fn unlock(&self, passphrase: &Passphrase) -> std::result::Result<(), Failure> {
        match self.is_open() {
            true => self.with_passphrase(|workspace| workspace.check_passphrase(passphrase)),
            false => self.open(|folder| Ok((Workspace::unlock(folder, Box::new(System), passphrase)?, ()))),
        }
    }

    /// Opens the workspace with the key in this computer's keychain; an open one stays as it is. What the keychain lacks says
    /// nothing of the file.
    pub(crate) fn unlock_with_keychain(&self) -> std::result::Result<(), Failure> {
        match self.is_open() {
            true => Ok(()),
            false => {
                // The system may ask the user first, and nothing else is to wait for that.
                let copy = KeyCopy::read(&self.workspace_folder, self.keychain())?;
                self.open(|folder| Ok((Workspace::open_with_copy(folder, Box::new(System), &copy)?, ())))
            }
        }
    }

    /// Puts a copy of the key into this computer's keychain.
    pub(crate) fn add_to_keychain(&self, passphrase: &Passphrase) -> std::result::Result<(), Failure> {
        let copy = self.with_passphrase(|workspace| workspace.copy_key(passphrase))?;
        let kept = copy.keep(self.keychain()).map_err(Failure::from);
        let done = kept.and_then(|()| self.with(|workspace| workspace.note_copy_kept(&copy)));
        if done.is_err() {
            // What the keychain does not give back, it has not got; a key without a note is never asked for.
            let _ = copy.place().remove(self.keychain());
        }
        done
    }

    /// Removes the copy of the key from this computer's keychain.
    pub(crate) fn remove_from_keychain(&self) -> std::result::Result<(), Failure> {
        let place = self.with(|workspace| workspace.key_place())?;
        place.remove(self.keychain())?;
        self.with(Workspace::note_copy_removed)
    }

    /// The keychain of this computer.
    pub(crate) fn keychain(&self) -> &dyn Keychain {
        self.keychain.as_ref()
    }

    /// Makes a backup on a thread of its own, if one is due.
    fn make_due(&self, due: Result<Option<BackupJob>>) {
        match due {
            Ok(None) => {}
            Ok(Some(job)) => {
                let (safekeeping, ticket) = (Arc::clone(&self.safekeeping), self.safekeeping.ticket());
                thread::spawn(move || safekeeping.make_due(ticket, job));
            }
            Err(error) => self.safekeeping.note::<()>(Err(error)),
        }
    }

    /// Closes the workspace, which wipes its key. If a backup is due and does not take long, it is made meanwhile.
    /// `renew` makes the window forget what it shows, and must not wait for the window.
    pub(crate) fn lock(&self, renew: impl FnOnce()) {
        let taken = {
            let mut slot = hold(&self.workspace);
            // Whoever finds the workspace closed knows that the window was told; the new page finds it closed.
            renew();
            slot.take()
        };
        // From here on nobody reads it any more.
        self.safekeeping.stop();
        if let Some(Ok(Some(job))) = taken.map(|mut workspace| workspace.backup_if_due()) {
            self.safekeeping.make_before_locking(job);
        }
    }

    /// Closes the workspace, so that its files can be replaced, and replaces them.
    pub(crate) fn replace<T>(&self, replace: impl FnOnce(&Path) -> Result<T>) -> std::result::Result<T, Failure> {
        let mut slot = hold(&self.workspace);
        self.safekeeping.stop();
        *slot = None;
        let done = replace(&self.workspace_folder)?;
        self.safekeeping.mended();
        Ok(done)
    }

    /// Whether the workspace is open.
    pub(crate) fn is_open(&self) -> bool {
        hold(&self.workspace).is_some()
    }

    /// Does something that needs a passphrase and no open workspace: wrong ones make it slow.
    pub(crate) fn slowed_down<T>(
        &self,
        work: impl FnOnce() -> std::result::Result<T, Failure>,
    ) -> std::result::Result<T, Failure> {
        let mut wrong = hold(&self.wrong);
        let done = work();
        match &done {
            Err(failure) if failure.code == Code::WrongPassphrase.name() => {
                thread::sleep(wait_after(*wrong));
                *wrong = wrong.saturating_add(1);
            }
            Err(_) => {}
            Ok(_) => *wrong = 0,
        }
        done
    }

    /// The folder that holds the workspace.
    pub(crate) fn workspace_folder(&self) -> &Path {
        &self.workspace_folder
    }

    /// The folder into which reports go.
    pub(crate) fn export_folder(&self) -> PathBuf {
        hold(&self.export_folder).clone()
    }

    /// Changes the folder into which reports go, until the application ends.
    pub(crate) fn set_export_folder(&self, folder: PathBuf) {
        *hold(&self.export_folder) = folder;
    }
}

fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How long a wrong passphrase waits for its answer after so many others. A slip costs nothing.
fn wait_after(wrong: u32) -> Duration {
    match wrong.checked_sub(1) {
        None => Duration::ZERO,
        Some(doublings) => {
            FIRST_WAIT.saturating_mul(1_u32.checked_shl(doublings).unwrap_or(u32::MAX)).min(LONGEST_WAIT)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_costs_nothing_and_guessing_ever_more() {
        let waits: Vec<_> = (0..9).map(|wrong| wait_after(wrong).as_millis()).collect();
        assert_eq!(waits, [0, 500, 1000, 2000, 4000, 8000, 16000, 30000, 30000]);
        assert_eq!(wait_after(u32::MAX), LONGEST_WAIT);
    }
}
