//! What was found, asked and written down on single statements.

use std::collections::BTreeMap;

use rusqlite::ToSql;
use uuid::Uuid;

use super::assessment::place;
use super::{Transaction, named_or_null};
use crate::domain::decision::StatementRef;
use crate::domain::interview::{Question, Response};
use crate::domain::moment::Moment;
use crate::domain::rating::Finding;
use crate::error::Result;

impl Transaction<'_> {
    /// Records what was found on a statement; *not explored* takes a finding back and keeps the note.
    ///
    /// # Errors
    /// If the assessment is no longer a draft, or if the file can't be written.
    pub fn record_finding(&self, id: Uuid, at: StatementRef, finding: Finding, now: Moment) -> Result<()> {
        let name = finding.is_explored().then(|| finding.name());
        self.record_response(id, at, "finding", &name, now)
    }

    /// Records why there was no opportunity; an empty reason removes it.
    ///
    /// # Errors
    /// If the assessment is no longer a draft, or if the file can't be written.
    pub fn record_reason(&self, id: Uuid, at: StatementRef, reason: &str, now: Moment) -> Result<()> {
        self.record_response(id, at, "reason", &reason, now)
    }

    /// Records whether the assessor wants to come back to a statement.
    ///
    /// # Errors
    /// If the assessment is no longer a draft, or if the file can't be written.
    pub fn record_follow_up(&self, id: Uuid, at: StatementRef, follow_up: bool, now: Moment) -> Result<()> {
        self.record_response(id, at, "follow_up", &follow_up, now)
    }

    /// Records all that was asked and said on a statement, in place of what was recorded before.
    ///
    /// # Errors
    /// If the assessment is no longer a draft, or if the file can't be written.
    pub fn record_questions(&self, id: Uuid, at: StatementRef, questions: &[Question], now: Moment) -> Result<()> {
        let place = (id.to_string(), at.level.number(), at.ordinal);
        self.execute(
            "INSERT INTO response (assessment, level, ordinal, changed_at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET changed_at = excluded.changed_at",
            (&place.0, place.1, place.2, now.to_string()),
        )?;
        self.execute(
            "DELETE FROM question WHERE assessment = ?1 AND level = ?2 AND ordinal = ?3",
            (&place.0, place.1, place.2),
        )?;
        for (position, question) in questions.iter().enumerate() {
            self.execute(
                "INSERT INTO question (assessment, level, ordinal, position, asked, answered)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                (&place.0, place.1, place.2, position, &question.asked, &question.answered),
            )?;
        }
        self.touch(id, now)
    }

    /// Records the note on a statement; an empty one removes it.
    ///
    /// # Errors
    /// If the assessment is no longer a draft, or if the file can't be written.
    pub fn record_note(&self, id: Uuid, at: StatementRef, note: &str, now: Moment) -> Result<()> {
        self.record_response(id, at, "note", &note, now)
    }

    /// Records one column of a response, and leaves the others as they are.
    fn record_response(
        &self,
        id: Uuid,
        at: StatementRef,
        column: &'static str,
        value: &dyn ToSql,
        now: Moment,
    ) -> Result<()> {
        let sql = format!(
            "INSERT INTO response (assessment, level, ordinal, {column}, changed_at) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO UPDATE SET {column} = excluded.{column}, changed_at = excluded.changed_at"
        );
        self.execute(&sql, (id.to_string(), at.level.number(), at.ordinal, value, now.to_string()))?;
        self.touch(id, now)
    }

    /// Forgets the reasons of statements that have been rated since.
    ///
    /// # Errors
    /// If the assessment is no longer a draft, or if the file can't be written.
    pub fn delete_idle_reasons(&self, id: Uuid) -> Result<()> {
        self.execute(
            "UPDATE response SET reason = '' WHERE assessment = ?1 AND reason <> '' AND finding IS NOT 'no-opportunity'",
            [id.to_string()],
        )?;
        Ok(())
    }

    /// All responses of an assessment, by place.
    pub(super) fn responses_of(&self, assessment: Uuid) -> Result<BTreeMap<StatementRef, Response>> {
        let rows = self.all(
            "SELECT level, ordinal, finding, note, reason, follow_up FROM response WHERE assessment = ?1",
            [assessment.to_string()],
            |row| {
                let response = Response {
                    finding: named_or_null(row, "finding", Finding::from_name)?.unwrap_or_default(),
                    note: row.get("note")?,
                    reason: row.get("reason")?,
                    follow_up: row.get("follow_up")?,
                    questions: Vec::new(),
                };
                Ok((place(row, "level", "ordinal")?, response))
            },
        )?;
        let mut responses: BTreeMap<StatementRef, Response> = rows.into_iter().collect();
        let questions = self.all(
            "SELECT level, ordinal, asked, answered FROM question WHERE assessment = ?1
             ORDER BY level, ordinal, position",
            [assessment.to_string()],
            |row| {
                let question = Question { asked: row.get("asked")?, answered: row.get("answered")? };
                Ok((place(row, "level", "ordinal")?, question))
            },
        )?;
        for (at, question) in questions {
            responses.entry(at).or_default().questions.push(question);
        }
        // A row from which everything was taken back says nothing.
        responses.retain(|_, response| *response != Response::default());
        Ok(responses)
    }
}
