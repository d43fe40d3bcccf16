//! Attached files: each kept once, however often it is attached.

use uuid::Uuid;

use super::{Transaction, not_found};
use crate::domain::evidence::Attachment;
use crate::error::Result;

impl Transaction<'_> {
    /// Keeps the bytes of a file under their hash. Those that are there already stay.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn keep_attachment(&self, sha256: &str, bytes: &[u8]) -> Result<()> {
        self.execute("INSERT INTO attachment (sha256, bytes) VALUES (?1, ?2) ON CONFLICT DO NOTHING", (sha256, bytes))?;
        Ok(())
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// If there is none with this hash, or if the file can't be read.
    pub fn attachment(&self, sha256: &str) -> Result<Vec<u8>> {
        self.first("SELECT bytes FROM attachment WHERE sha256 = ?1", [sha256], |row| row.get("bytes"))?
            .ok_or_else(|| not_found("attached file", sha256))
    }

    /// Records which files are attached to an item of evidence, in place of those that were.
    pub(super) fn record_attachments(&self, evidence: Uuid, attachments: &[Attachment]) -> Result<()> {
        self.execute("DELETE FROM evidence_attachment WHERE evidence = ?1", [evidence.to_string()])?;
        for (position, attachment) in attachments.iter().enumerate() {
            self.execute(
                "INSERT INTO evidence_attachment (evidence, position, name, sha256) VALUES (?1, ?2, ?3, ?4)",
                (evidence.to_string(), position, &attachment.name, &attachment.sha256),
            )?;
        }
        Ok(())
    }

    /// The files that are attached to an item of evidence.
    pub(super) fn attachments_of(&self, evidence: Uuid) -> Result<Vec<Attachment>> {
        self.all(
            "SELECT it.name, it.sha256, length(attachment.bytes) AS size
             FROM evidence_attachment it JOIN attachment ON attachment.sha256 = it.sha256
             WHERE it.evidence = ?1 ORDER BY it.position",
            [evidence.to_string()],
            |row| Ok(Attachment { name: row.get("name")?, size: row.get("size")?, sha256: row.get("sha256")? }),
        )
    }

    /// Deletes the files that nothing is attached to any more and that no change could bring back.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn delete_loose_attachments(&self) -> Result<()> {
        self.execute(
            "DELETE FROM attachment
             WHERE NOT EXISTS (SELECT 1 FROM evidence_attachment it WHERE it.sha256 = attachment.sha256)
               AND NOT EXISTS (SELECT 1 FROM edit WHERE instr(edit.before, attachment.sha256) > 0
                                                     OR instr(edit.after, attachment.sha256) > 0)",
            [],
        )?;
        Ok(())
    }
}
