//! Candidates.

use rusqlite::{Row, named_params};
use uuid::Uuid;

use super::{Transaction, named, not_found};
use crate::domain::interview::Candidate;
use crate::domain::moment::Moment;
use crate::error::Result;

impl Transaction<'_> {
    /// Adds a candidate.
    ///
    /// # Errors
    /// If the id or the reference is another candidate's, or if the file can't be written.
    pub fn add_candidate(&self, candidate: &Candidate, at: Moment) -> Result<()> {
        self.execute(
            "INSERT INTO candidate (id, name, reference, role, created_at) VALUES (:id, :name, :reference, :role, :at)",
            named_params! {
                ":id": candidate.id.to_string(),
                ":name": candidate.name,
                ":reference": candidate.reference,
                ":role": candidate.role,
                ":at": at.to_string(),
            },
        )?;
        Ok(())
    }

    /// Records what a candidate works as now.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn record_role(&self, candidate: Uuid, role: &str) -> Result<()> {
        self.execute("UPDATE candidate SET role = ?2 WHERE id = ?1", (candidate.to_string(), role))?;
        Ok(())
    }

    /// All candidates, by name.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn candidates(&self) -> Result<Vec<Candidate>> {
        self.all("SELECT * FROM candidate ORDER BY name, id", [], read)
    }

    /// The candidate with this id.
    ///
    /// # Errors
    /// If there is none, or if the file can't be read.
    pub fn candidate(&self, id: Uuid) -> Result<Candidate> {
        self.first("SELECT * FROM candidate WHERE id = ?1", [id.to_string()], read)?
            .ok_or_else(|| not_found("candidate", id))
    }

    /// The candidate of an interview.
    ///
    /// # Errors
    /// If there is no such interview, or if the file can't be read.
    pub fn candidate_of(&self, interview: Uuid) -> Result<Candidate> {
        self.first(
            "SELECT candidate.* FROM candidate JOIN interview ON interview.candidate = candidate.id
             WHERE interview.id = ?1",
            [interview.to_string()],
            read,
        )?
        .ok_or_else(|| not_found("interview", interview))
    }

    /// The candidates interviewed last, the last one first, with the number of their interviews and the beginning of
    /// the last one.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn recent_candidates(&self, limit: usize) -> Result<Vec<(Candidate, u32, Moment)>> {
        self.all(
            "SELECT candidate.*, count(*) AS interviews, last.started_at AS last_at
             FROM candidate
             JOIN interview ON interview.candidate = candidate.id
             JOIN interview last ON last.id = (
                 SELECT id FROM interview WHERE candidate = candidate.id
                 ORDER BY unixepoch(started_at) DESC, id DESC LIMIT 1)
             GROUP BY candidate.id ORDER BY unixepoch(last.started_at) DESC, last.id DESC LIMIT ?1",
            [limit],
            |row| Ok((read(row)?, row.get("interviews")?, named(row, "last_at", Moment::parse)?)),
        )
    }

    /// The candidate with this reference, if there is one.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn candidate_by_reference(&self, reference: &str) -> Result<Option<Candidate>> {
        self.first("SELECT * FROM candidate WHERE reference = ?1", [reference], read)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Candidate> {
    Ok(Candidate {
        id: named(row, "id", |id| Uuid::parse_str(id).ok())?,
        name: row.get("name")?,
        reference: row.get("reference")?,
        role: row.get("role")?,
    })
}
