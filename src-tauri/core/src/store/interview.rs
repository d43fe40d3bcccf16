//! Interviews.

use rusqlite::{Row, named_params};
use uuid::Uuid;

use super::{Transaction, named, named_or_null, not_found};
use crate::domain::conduct::{Conduct, Consent, Mode};
use crate::domain::interview::{Assessor, Candidate, Interview};
use crate::domain::moment::Moment;
use crate::domain::sign_off::SignOff;
use crate::error::Result;

impl Transaction<'_> {
    /// Adds an interview of a candidate who is there already, without its assessments, its pauses, and what the
    /// candidate says to the result.
    ///
    /// # Errors
    /// If the id is another interview's, or if the file can't be written.
    pub fn add_interview(&self, interview: &Interview) -> Result<()> {
        self.execute(
            "INSERT INTO interview (id, candidate, assessor_name, assessor_organisation, assessor_qualification,
                                    assessor_independence, purpose, started_at)
             VALUES (:id, :candidate, :assessor_name, :assessor_organisation, :assessor_qualification,
                     :assessor_independence, :purpose, :started_at)",
            named_params! {
                ":id": interview.id.to_string(),
                ":candidate": interview.candidate.id.to_string(),
                ":assessor_name": interview.assessor.name,
                ":assessor_organisation": interview.assessor.organisation,
                ":assessor_qualification": interview.assessor.qualification,
                ":assessor_independence": interview.assessor.independence,
                ":purpose": interview.purpose,
                ":started_at": interview.sitting.started_at.to_string(),
            },
        )?;
        self.record_conduct(interview.id, &interview.conduct)
    }

    /// The interview with this id, with all its assessments.
    ///
    /// # Errors
    /// If there is none, or if the file can't be read.
    pub fn interview(&self, id: Uuid) -> Result<Interview> {
        let row = self
            .first("SELECT * FROM interview WHERE id = ?1", [id.to_string()], read)?
            .ok_or_else(|| not_found("interview", id))?;
        // What was concluded names the candidate as they were called then.
        let candidate = match row.concluded_as {
            Some(concluded_as) => concluded_as,
            None => self.candidate(row.candidate)?,
        };
        Ok(Interview {
            id,
            candidate,
            assessor: row.assessor,
            purpose: row.purpose,
            sitting: self.sitting(id, row.started_at, row.ended_at)?,
            conduct: row.conduct,
            assessments: self.assessments_of(id)?,
            sign_off: row.sign_off,
        })
    }

    /// The interview that was added last, of anybody but one candidate, if there is one: ids grow with time, whatever
    /// the interview says of its own.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn last_interview(&self, but: Uuid) -> Result<Option<Interview>> {
        let id = self.first(
            "SELECT id FROM interview WHERE candidate <> ?1 ORDER BY id DESC LIMIT 1",
            [but.to_string()],
            |row| named(row, "id", |id| Uuid::parse_str(id).ok()),
        )?;
        id.map(|id| self.interview(id)).transpose()
    }

    /// Records how a sitting is held.
    ///
    /// # Errors
    /// If one of its assessments is no longer a draft, or if the file can't be written.
    pub fn record_conduct(&self, interview: Uuid, conduct: &Conduct) -> Result<()> {
        self.execute(
            "UPDATE interview SET mode = :mode, place = :place, identity_check = :identity_check, consent = :consent,
                                  sponsor = :sponsor, observers = :observers, adjustments = :adjustments,
                                  interruptions = :interruptions
             WHERE id = :id",
            named_params! {
                ":id": interview.to_string(),
                ":mode": conduct.mode.map(Mode::name),
                ":place": conduct.place,
                ":identity_check": conduct.identity_check,
                ":consent": conduct.consent.map(Consent::name),
                ":sponsor": conduct.sponsor,
                ":observers": conduct.observers.join("\n"),
                ":adjustments": conduct.adjustments,
                ":interruptions": conduct.interruptions,
            },
        )?;
        Ok(())
    }

    /// Records for good what the candidate is called, and forgets a reason for a missing acknowledgement where there is
    /// one.
    ///
    /// # Errors
    /// If one of its assessments is no longer a draft, or if the file can't be written.
    pub fn record_end(&self, interview: Uuid) -> Result<()> {
        self.execute(
            "UPDATE interview SET
                 candidate_name = it.name, candidate_reference = it.reference, candidate_role = it.role,
                 missing_because = iif(acknowledgement IN ('typed', 'drawn'), '', missing_because)
             FROM candidate it WHERE it.id = interview.candidate AND interview.id = ?1",
            [interview.to_string()],
        )?;
        Ok(())
    }

    /// Deletes an interview with all that belongs to it, and its candidate where there is no other interview of them.
    ///
    /// # Errors
    /// If one of its assessments is no longer a draft, or if the file can't be written.
    pub fn delete_interview(&self, interview: Uuid) -> Result<()> {
        let id = interview.to_string();
        let candidate = self
            .first("SELECT candidate FROM interview WHERE id = ?1", [&id], |row| row.get::<_, String>("candidate"))?;
        self.delete_assessments(interview, "1")?;
        self.delete_edits(interview)?;
        self.execute("DELETE FROM pause WHERE interview = ?1", [&id])?;
        self.execute("DELETE FROM interview WHERE id = ?1", [&id])?;
        self.delete_loose_attachments()?;
        self.execute(
            "DELETE FROM candidate WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM interview WHERE candidate = ?1)",
            [candidate],
        )?;
        Ok(())
    }
}

struct InterviewRow {
    candidate: Uuid,
    concluded_as: Option<Candidate>,
    assessor: Assessor,
    purpose: Option<String>,
    started_at: Moment,
    ended_at: Option<Moment>,
    conduct: Conduct,
    sign_off: SignOff,
}

fn read(row: &Row<'_>) -> rusqlite::Result<InterviewRow> {
    let observers: String = row.get("observers")?;
    let candidate = named(row, "candidate", |id| Uuid::parse_str(id).ok())?;
    let name: Option<String> = row.get("candidate_name")?;
    let (reference, role) = (row.get("candidate_reference")?, row.get("candidate_role")?);
    Ok(InterviewRow {
        candidate,
        concluded_as: name.map(|name| Candidate { id: candidate, name, reference, role }),
        assessor: Assessor {
            name: row.get("assessor_name")?,
            organisation: row.get("assessor_organisation")?,
            qualification: row.get("assessor_qualification")?,
            independence: row.get("assessor_independence")?,
        },
        purpose: row.get("purpose")?,
        started_at: named(row, "started_at", Moment::parse)?,
        ended_at: named_or_null(row, "ended_at", Moment::parse)?,
        conduct: Conduct {
            mode: named_or_null(row, "mode", Mode::from_name)?,
            place: row.get("place")?,
            identity_check: row.get("identity_check")?,
            consent: named_or_null(row, "consent", Consent::from_name)?,
            sponsor: row.get("sponsor")?,
            observers: observers.lines().map(str::to_owned).collect(),
            adjustments: row.get("adjustments")?,
            interruptions: row.get("interruptions")?,
        },
        sign_off: super::sign_off::read(row)?,
    })
}
