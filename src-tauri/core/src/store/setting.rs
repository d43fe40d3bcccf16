//! What an assessor sets once: names and values.

use super::Transaction;
use crate::error::Result;

impl Transaction<'_> {
    /// The value of a setting; none: it was never set.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn setting(&self, name: &str) -> Result<Option<String>> {
        self.first("SELECT value FROM setting WHERE name = ?1", [name], |row| row.get("value"))
    }

    /// Sets a value.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn set(&self, name: &str, value: &str) -> Result<()> {
        self.execute(
            "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value",
            (name, value),
        )?;
        Ok(())
    }

    /// Forgets a value.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn unset(&self, name: &str) -> Result<()> {
        self.execute("DELETE FROM setting WHERE name = ?1", [name]).map(|_| ())
    }
}
