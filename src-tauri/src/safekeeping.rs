//! Backups that are made beside everything else, and what is known of damage.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use vouchsafe_core::error::{Code, Error, Result};
use vouchsafe_core::workspace::{BackupFacts, BackupJob, Progress};

/// How long locking waits for the backup that is due. One that takes longer is made after the next opening.
const PATIENCE: Duration = Duration::from_secs(3);

/// Until when something may go on.
#[derive(Clone, Copy)]
pub(crate) struct Ticket(u64);

/// What the application remembers about backups and damage until it ends.
#[derive(Default)]
pub(crate) struct Safekeeping {
    /// Held while a backup is made, or something else is read that needs the key.
    running: Mutex<()>,
    /// How often all of that was stopped: its key has to go.
    stops: AtomicU64,
    /// Why the last backup that was due could not be made.
    failed: Mutex<Option<String>>,
    /// What reading the whole of some backups showed, by their names.
    found: Mutex<BTreeMap<String, String>>,
    /// What the last opening found damaged.
    damage: Mutex<Option<String>>,
}

impl Safekeeping {
    /// What is begun from now on may go on until the workspace is locked. To be taken before anything is asked of it.
    pub(crate) fn ticket(&self) -> Ticket {
        Ticket(self.stops.load(Ordering::SeqCst))
    }

    /// Does one thing that takes long and needs the key; what is just being done comes first.
    pub(crate) fn work<T>(&self, ticket: Ticket, work: impl FnOnce(&mut Progress<'_>) -> Result<T>) -> Result<T> {
        let _running = hold(&self.running);
        work(&mut |_, _| match self.stops.load(Ordering::SeqCst) == ticket.0 {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        })
    }

    /// Makes the backup that is due, beside everything else.
    pub(crate) fn make_due(&self, ticket: Ticket, job: BackupJob) {
        let done = self.work(ticket, |progress| job.run(progress));
        self.note(done);
    }

    /// Makes the one that is due while the workspace is being locked, if it does not take long.
    pub(crate) fn make_before_locking(&self, job: BackupJob) {
        let _running = hold(&self.running);
        let begun = Instant::now();
        let done = job.run(&mut |_, _| match begun.elapsed() < PATIENCE {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        });
        self.note(done);
    }

    /// Stops what is being done, and waits until its key is gone.
    pub(crate) fn stop(&self) {
        self.stops.fetch_add(1, Ordering::SeqCst);
        drop(hold(&self.running));
    }

    /// Remembers why the backup that was due could not be made.
    pub(crate) fn note<T>(&self, done: Result<T>) {
        match done {
            Ok(_) => *hold(&self.failed) = None,
            // It was stopped, or another one is just being made: nothing is wrong.
            Err(error) if matches!(error.code(), Code::Locked | Code::InUse) => {}
            Err(error) => *hold(&self.failed) = Some(error.message().to_owned()),
        }
    }

    /// Why the last backup that was due could not be made.
    pub(crate) fn failed(&self) -> Option<String> {
        hold(&self.failed).clone()
    }

    /// Remembers what reading the whole of a backup showed.
    pub(crate) fn read(&self, name: &str, read: Result<BackupFacts>) {
        match read {
            Ok(_) => hold(&self.found).remove(name),
            // It was stopped: nothing is known.
            Err(error) if error.code() == Code::Locked => None,
            Err(error) => hold(&self.found).insert(name.to_owned(), error.message().to_owned()),
        };
    }

    /// What reading the whole of some backups showed.
    pub(crate) fn found(&self) -> BTreeMap<String, String> {
        hold(&self.found).clone()
    }

    /// Remembers what opening the workspace showed of its file.
    pub(crate) fn opened<T>(&self, done: &Result<T>) {
        match done {
            Err(error) if error.code() == Code::Damaged => *hold(&self.damage) = Some(error.message().to_owned()),
            Err(_) => {}
            Ok(_) => self.mended(),
        }
    }

    /// The file is another one now.
    pub(crate) fn mended(&self) {
        *hold(&self.damage) = None;
    }

    /// What the last opening found damaged.
    pub(crate) fn damage(&self) -> Option<String> {
        hold(&self.damage).clone()
    }
}

/// The refusal of what needs the workspace's key.
pub(crate) fn locked() -> Error {
    Error::new(Code::Locked, "The workspace is locked. Open it with its passphrase.")
}

fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
