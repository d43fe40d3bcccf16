//! Erasing a person: every row of theirs, what the audit trail keeps of them, and every trace in the file.

use uuid::Uuid;

use super::person::THEIRS;
use super::{Store, Transaction, failure};
use crate::domain::moment::Moment;
use crate::error::Result;

/// The setting that is there from the commit of an erasing until the file was written anew.
pub const UNFINISHED: &str = "erasing.unfinished";

/// What goes, children first.
const DELETIONS: &[&str] = &[
    "countersignature WHERE report IN (SELECT id FROM own_report) OR received_report IN (SELECT id FROM their_report)",
    "report WHERE interview IN (SELECT id FROM sitting)",
    "report_copy WHERE interview IN (SELECT id FROM sitting)",
    "question WHERE assessment IN (SELECT id FROM skill)",
    "response WHERE assessment IN (SELECT id FROM skill)",
    "evidence_attachment WHERE evidence IN (SELECT id FROM item)",
    "evidence_statement WHERE evidence IN (SELECT id FROM item)",
    "evidence WHERE assessment IN (SELECT id FROM skill)",
    // All at once, for corrections name what they correct.
    "assessment WHERE interview IN (SELECT id FROM sitting)",
    "edit WHERE interview IN (SELECT id FROM sitting)",
    "pause WHERE interview IN (SELECT id FROM sitting)",
    "interview WHERE candidate = ?1",
    "pseudonym WHERE candidate = ?1",
    "candidate WHERE id = ?1",
    "review WHERE report IN (SELECT id FROM their_report)",
    "received_assessment WHERE report IN (SELECT id FROM their_report)",
    "received_report WHERE candidate = ?1",
    "received_candidate WHERE id = ?1",
];

impl Transaction<'_> {
    /// Erases a person: all rows that are theirs, and the values of the events that speak of them. Answers with the
    /// numbers of those events, in their order. Traces in the file go with [`Store::write_anew`], which has to follow.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn erase(&self, person: Uuid, at: Moment) -> Result<Vec<i64>> {
        let id = person.to_string();
        let values = self.all(
            &format!("{THEIRS} SELECT sequence FROM entry JOIN event_payload USING (sequence) ORDER BY sequence"),
            [&id],
            |row| row.get("sequence"),
        )?;
        self.execute("INSERT INTO erasing (candidate) VALUES (?1)", [&id])?;
        self.execute(
            &format!("{THEIRS} DELETE FROM event_payload WHERE sequence IN (SELECT sequence FROM entry)"),
            [&id],
        )?;
        for deletion in DELETIONS {
            self.execute(&format!("{THEIRS} DELETE FROM {deletion}"), [&id])?;
        }
        self.delete_loose_attachments()?;
        self.execute("DELETE FROM erasing WHERE candidate = ?1", [&id])?;
        self.set(UNFINISHED, &at.to_string())?;
        Ok(values)
    }

    /// Whether somebody was erased and the file was not written anew since.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn is_erasing_unfinished(&self) -> Result<bool> {
        Ok(self.setting(UNFINISHED)?.is_some())
    }
}

impl Store {
    /// Writes the whole file anew and empties the log beside it, so that nothing stands in either but what is there. That
    /// `secure_delete` overwrites what is deleted is not enough: where rows were moved from one page to another, because
    /// that was full, they stay readable in the unused part of the first. Answers whether the log could be
    /// emptied: where another process reads just now it can't, and all of this has to be done again.
    ///
    /// # Errors
    /// If the disk refuses, or if another process writes all the time; then the file is as it was.
    pub fn write_anew(&mut self) -> Result<bool> {
        self.connection.execute_batch("VACUUM").map_err(failure::writing)?;
        if !self.settle() {
            return Ok(false);
        }
        self.write(|transaction| transaction.unset(UNFINISHED))?;
        // This left a page in the log, with nothing of anybody; the log is empty nonetheless.
        let _ = self.settle();
        Ok(true)
    }
}
