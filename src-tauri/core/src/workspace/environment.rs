//! Time, ids and randomness, handed in from outside so that everything below is repeatable.

use uuid::Uuid;

use crate::domain::moment::Moment;
use crate::error::{Error, Result};

/// What the core takes from the world around it.
pub trait Environment: Send {
    /// The time on the wall.
    fn now(&self) -> Moment;
    /// An id that nothing else has.
    fn new_id(&self) -> Uuid;
    /// Fills `bytes` with randomness fit for keys.
    ///
    /// # Errors
    /// If the system has none to give.
    fn fill_random(&self, bytes: &mut [u8]) -> Result<()>;
}

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
}
