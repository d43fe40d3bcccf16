//! Change requests.

use rusqlite::{Row, named_params};

use super::{Transaction, level_or_null, named_or_null};
use crate::domain::change_request::ChangeRequest;
use crate::domain::definition::SkillCode;
use crate::domain::moment::Moment;
use crate::error::Result;

impl Transaction<'_> {
    /// Keeps a change request in place of what was known of the same number before.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn keep_change_request(&self, request: &ChangeRequest, at: Moment) -> Result<()> {
        self.execute("DELETE FROM change_request WHERE number = ?1", [request.number])?;
        self.execute(
            "INSERT INTO change_request (number, title, status, summary, skill, level, rationale, applies_to, decided,
                                         changed, added_at)
             VALUES (:number, :title, :status, :summary, :skill, :level, :rationale, :applies_to, :decided, :changed,
                     :at)",
            named_params! {
                ":number": request.number,
                ":title": request.title,
                ":status": request.status,
                ":summary": request.summary,
                ":skill": request.skill.as_ref().map(SkillCode::as_str),
                ":level": request.level.map(crate::domain::level::Level::number),
                ":rationale": request.rationale,
                ":applies_to": request.applies_to,
                ":decided": request.decided,
                ":changed": request.changed,
                ":at": at.to_string(),
            },
        )?;
        for (index, text) in request.statements.iter().enumerate() {
            self.execute(
                "INSERT INTO change_request_statement (change_request, ordinal, text) VALUES (?1, ?2, ?3)",
                (request.number, index + 1, text),
            )?;
        }
        for (position, reference) in request.references.iter().enumerate() {
            self.execute(
                "INSERT INTO change_request_reference (change_request, position, reference) VALUES (?1, ?2, ?3)",
                (request.number, position, reference),
            )?;
        }
        Ok(())
    }

    /// All change requests, by number.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn change_requests(&self) -> Result<Vec<ChangeRequest>> {
        let mut requests = self.all("SELECT * FROM change_request ORDER BY number", [], read)?;
        for request in &mut requests {
            request.statements = self.all(
                "SELECT text FROM change_request_statement WHERE change_request = ?1 ORDER BY ordinal",
                [request.number],
                |row| row.get("text"),
            )?;
            request.references = self.all(
                "SELECT reference FROM change_request_reference WHERE change_request = ?1 ORDER BY position",
                [request.number],
                |row| row.get("reference"),
            )?;
        }
        Ok(requests)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<ChangeRequest> {
    Ok(ChangeRequest {
        number: row.get("number")?,
        title: row.get("title")?,
        status: row.get("status")?,
        summary: row.get("summary")?,
        skill: named_or_null(row, "skill", SkillCode::new)?,
        level: level_or_null(row, "level")?,
        statements: Vec::new(),
        rationale: row.get("rationale")?,
        applies_to: row.get("applies_to")?,
        decided: row.get("decided")?,
        changed: row.get("changed")?,
        references: Vec::new(),
    })
}
