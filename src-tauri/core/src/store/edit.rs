//! What can be taken back, and done again: the changes of an interview in their order, kept with it.

use rusqlite::Row;
use uuid::Uuid;

use super::{Transaction, edit_json, named};
use crate::domain::change::Change;
use crate::domain::moment::Moment;
use crate::error::Result;

/// One step of taking back: the changes that belong together, and what was there before them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Its place among the edits of its interview.
    pub sequence: i64,
    /// The event of the audit trail that began it; none: it is from before there was a trail.
    pub event: Option<i64>,
    /// What takes it back, in this order.
    pub before: Vec<Change>,
    /// What does it, in this order. There is at least one, and the first one names the edit.
    pub after: Vec<Change>,
    /// When it was made, or last added to.
    pub made_at: Moment,
}

impl Transaction<'_> {
    /// Keeps an edit as the last one of its interview. What was taken back before can't be done again any more.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn add_edit(
        &self,
        interview: Uuid,
        before: &[Change],
        after: &[Change],
        event: i64,
        now: Moment,
    ) -> Result<()> {
        let id = interview.to_string();
        self.execute("DELETE FROM edit WHERE interview = ?1 AND undone = 1", [&id])?;
        self.execute(
            "INSERT INTO edit (interview, sequence, before, after, made_at, event)
             SELECT ?1, coalesce(max(sequence), 0) + 1, ?2, ?3, ?4, ?5 FROM edit WHERE interview = ?1",
            (&id, edit_json::write(before)?, edit_json::write(after)?, now.to_string(), event),
        )?;
        Ok(())
    }

    /// Gives an edit another outcome: whoever typed goes on typing. An edit without an event gets this one.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn extend_edit(&self, interview: Uuid, sequence: i64, after: &[Change], event: i64, now: Moment) -> Result<()> {
        self.execute(
            "UPDATE edit SET after = ?3, made_at = ?4, event = coalesce(event, ?5)
             WHERE interview = ?1 AND sequence = ?2",
            (interview.to_string(), sequence, edit_json::write(after)?, now.to_string(), event),
        )?;
        Ok(())
    }

    /// The edit that *undo* takes back; none: there is nothing.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn edit_to_undo(&self, interview: Uuid) -> Result<Option<Edit>> {
        self.first(
            "SELECT * FROM edit WHERE interview = ?1 AND undone = 0 ORDER BY sequence DESC LIMIT 1",
            [interview.to_string()],
            read,
        )
    }

    /// The edit that *redo* does again; none: there is nothing.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn edit_to_redo(&self, interview: Uuid) -> Result<Option<Edit>> {
        self.first(
            "SELECT * FROM edit WHERE interview = ?1 AND undone = 1 ORDER BY sequence LIMIT 1",
            [interview.to_string()],
            read,
        )
    }

    /// Marks an edit as taken back, or as done again, by an event; one without an event gets this one.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn mark_edit(&self, interview: Uuid, sequence: i64, undone: bool, event: i64) -> Result<()> {
        self.execute(
            "UPDATE edit SET undone = ?3, event = coalesce(event, ?4) WHERE interview = ?1 AND sequence = ?2",
            (interview.to_string(), sequence, undone, event),
        )?;
        Ok(())
    }

    /// Forgets all edits of an interview.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn delete_edits(&self, interview: Uuid) -> Result<()> {
        self.execute("DELETE FROM edit WHERE interview = ?1", [interview.to_string()])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Edit> {
    Ok(Edit {
        sequence: row.get("sequence")?,
        event: row.get("event")?,
        before: named(row, "before", edit_json::read)?,
        after: named(row, "after", edit_json::read)?,
        made_at: named(row, "made_at", Moment::parse)?,
    })
}
