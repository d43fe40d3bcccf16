//! Interviews.

use rusqlite::{Row, named_params};
use uuid::Uuid;

use super::{Transaction, named, not_found};
use crate::domain::interview::{Assessor, Interview};
use crate::domain::moment::Moment;
use crate::error::Result;

impl Transaction<'_> {
    /// Adds an interview of a candidate who is there already, without its assessments.
    ///
    /// # Errors
    /// If the id is another interview's, or if the file can't be written.
    pub fn add_interview(&self, interview: &Interview) -> Result<()> {
        self.execute(
            "INSERT INTO interview (id, candidate, assessor_name, assessor_organisation, purpose, started_at)
             VALUES (:id, :candidate, :assessor_name, :assessor_organisation, :purpose, :started_at)",
            named_params! {
                ":id": interview.id.to_string(),
                ":candidate": interview.candidate.id.to_string(),
                ":assessor_name": interview.assessor.name,
                ":assessor_organisation": interview.assessor.organisation,
                ":purpose": interview.purpose,
                ":started_at": interview.started_at.to_string(),
            },
        )?;
        Ok(())
    }

    /// The interview with this id, with all its assessments.
    ///
    /// # Errors
    /// If there is none, or if the file can't be read.
    pub fn interview(&self, id: Uuid) -> Result<Interview> {
        let row = self
            .first("SELECT * FROM interview WHERE id = ?1", [id.to_string()], read)?
            .ok_or_else(|| not_found("interview", id))?;
        Ok(Interview {
            id,
            candidate: self.candidate(row.candidate)?,
            assessor: row.assessor,
            purpose: row.purpose,
            started_at: row.started_at,
            assessments: self.assessments_of(id)?,
        })
    }

    /// Who assessed in the interview that was added last: ids grow with time, whatever the interview says of its own.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn last_assessor(&self) -> Result<Option<Assessor>> {
        let rows = self.first("SELECT * FROM interview ORDER BY id DESC LIMIT 1", [], read)?;
        Ok(rows.map(|row| row.assessor))
    }
}

struct InterviewRow {
    candidate: Uuid,
    assessor: Assessor,
    purpose: Option<String>,
    started_at: Moment,
}

fn read(row: &Row<'_>) -> rusqlite::Result<InterviewRow> {
    Ok(InterviewRow {
        candidate: named(row, "candidate", |id| Uuid::parse_str(id).ok())?,
        assessor: Assessor { name: row.get("assessor_name")?, organisation: row.get("assessor_organisation")? },
        purpose: row.get("purpose")?,
        started_at: named(row, "started_at", Moment::parse)?,
    })
}
