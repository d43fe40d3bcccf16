//! When a sitting took place.

use uuid::Uuid;

use super::{Transaction, named, named_or_null};
use crate::domain::conduct::{Pause, Sitting};
use crate::domain::moment::Moment;
use crate::error::Result;

impl Transaction<'_> {
    /// Records the pauses and the end of a sitting.
    ///
    /// # Errors
    /// If one of its assessments is no longer a draft, or if the file can't be written.
    pub fn record_sitting(&self, interview: Uuid, sitting: &Sitting) -> Result<()> {
        let id = interview.to_string();
        self.execute(
            "UPDATE interview SET ended_at = ?2 WHERE id = ?1",
            (&id, sitting.ended_at.map(|at| at.to_string())),
        )?;
        self.execute("DELETE FROM pause WHERE interview = ?1", [&id])?;
        for (position, pause) in sitting.pauses.iter().enumerate() {
            self.execute(
                "INSERT INTO pause (interview, position, from_at, until_at) VALUES (?1, ?2, ?3, ?4)",
                (&id, position, pause.from.to_string(), pause.until.map(|at| at.to_string())),
            )?;
        }
        Ok(())
    }

    /// The times of an interview whose own row says when it began and ended.
    pub(super) fn sitting(&self, interview: Uuid, started_at: Moment, ended_at: Option<Moment>) -> Result<Sitting> {
        let pauses = self.all(
            "SELECT from_at, until_at FROM pause WHERE interview = ?1 ORDER BY position",
            [interview.to_string()],
            |row| {
                Ok(Pause {
                    from: named(row, "from_at", Moment::parse)?,
                    until: named_or_null(row, "until_at", Moment::parse)?,
                })
            },
        )?;
        Ok(Sitting { started_at, pauses, ended_at })
    }
}
