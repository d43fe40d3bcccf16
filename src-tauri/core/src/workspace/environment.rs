//! Time, ids and randomness, handed in from outside so that everything below is repeatable.

use std::sync::LazyLock;
use std::time::Instant;

use uuid::Uuid;

use crate::domain::moment::Moment;
use crate::error::{Error, Result};
use crate::store::KeyCost;

/// What the core takes from the world around it.
pub trait Environment: Send + Sync {
    /// The time on the wall.
    fn now(&self) -> Moment;
    /// An id that nothing else has.
    fn new_id(&self) -> Uuid;
    /// Fills `bytes` with randomness fit for keys.
    ///
    /// # Errors
    /// If the system has none to give.
    fn fill_random(&self, bytes: &mut [u8]) -> Result<()>;
    /// What a guess at a passphrase costs from now on.
    fn key_cost(&self) -> KeyCost;

    /// Nanoseconds on a clock that nobody can set, counted from any point that stays the same while the program runs;
    /// none: there is no such clock.
    fn monotonic(&self) -> Option<i64> {
        None
    }

    /// The name of the account that the program runs under.
    fn account(&self) -> String {
        "unknown".to_owned()
    }
}

/// How long opening a workspace is to take somebody who knows the passphrase.
#[cfg(not(debug_assertions))]
const OPENING: std::time::Duration = std::time::Duration::from_millis(500);

/// The machine's clock and randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct System;

impl Environment for System {
    #[expect(clippy::disallowed_methods, reason = "this is where time is handed in")]
    fn now(&self) -> Moment {
        let now = jiff::Zoned::now();
        Moment::new(now.timestamp(), now.offset())
    }

    #[expect(clippy::disallowed_methods, reason = "this is where ids are handed in")]
    fn new_id(&self) -> Uuid {
        Uuid::now_v7()
    }

    fn fill_random(&self, bytes: &mut [u8]) -> Result<()> {
        getrandom::fill(bytes).map_err(|error| Error::internal(format!("no randomness: {error}")))
    }

    /// As many passes as this machine makes in about half a second.
    #[cfg(not(debug_assertions))]
    fn key_cost(&self) -> KeyCost {
        KeyCost::taking(OPENING)
    }

    /// A program that is being developed opens workspaces all day.
    #[cfg(debug_assertions)]
    fn key_cost(&self) -> KeyCost {
        KeyCost::LEAST
    }

    fn monotonic(&self) -> Option<i64> {
        static START: LazyLock<Instant> = LazyLock::new(Instant::now);
        i64::try_from(START.elapsed().as_nanos()).ok()
    }

    fn account(&self) -> String {
        // What the system calls the account, else the name of its folder.
        let variable = ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(|name| std::env::var(name).ok());
        let folder = || dirs::home_dir()?.file_name().map(|name| name.to_string_lossy().into_owned());
        let name = variable.filter(|name| !name.trim().is_empty()).or_else(folder);
        name.unwrap_or_else(|| "unknown".to_owned())
    }
}
