//! Evidence.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rusqlite::{Row, named_params};
use uuid::Uuid;

use super::assessment::place;
use super::{Transaction, named, named_or_null};
use crate::domain::evidence::{Evidence, EvidenceKind};
use crate::domain::moment::Moment;
use crate::error::Result;

impl Transaction<'_> {
    /// Records an item of evidence as the last one of its assessment, or in the place of the item with its id.
    ///
    /// # Errors
    /// If the assessment is no longer a draft, or if the file can't be written.
    pub fn record_evidence(&self, assessment: Uuid, evidence: &Evidence, now: Moment) -> Result<()> {
        let id = evidence.id.to_string();
        let earlier = self.first("SELECT position FROM evidence WHERE id = ?1", [&id], |row| row.get("position"))?;
        let position: i64 = match earlier {
            Some(position) => position,
            None => self
                .first(
                    "SELECT coalesce(max(position) + 1, 0) AS next FROM evidence WHERE assessment = ?1",
                    [assessment.to_string()],
                    |row| row.get("next"),
                )?
                .unwrap_or_default(),
        };
        self.execute("DELETE FROM evidence WHERE id = ?1", [&id])?;
        self.execute(
            "INSERT INTO evidence (id, assessment, position, kind, title, date, seen)
             VALUES (:id, :assessment, :position, :kind, :title, :date, :seen)",
            named_params! {
                ":id": id,
                ":assessment": assessment.to_string(),
                ":position": position,
                ":kind": evidence.kind.name(),
                ":title": evidence.title,
                ":date": evidence.date.map(|date| date.to_string()),
                ":seen": evidence.seen,
            },
        )?;
        for at in &evidence.statements {
            self.execute(
                "INSERT INTO evidence_statement (evidence, level, ordinal) VALUES (?1, ?2, ?3)",
                (&id, at.level.number(), at.ordinal),
            )?;
        }
        self.record_attachments(evidence.id, &evidence.attachments)?;
        self.touch(assessment, now)
    }

    /// Takes an item of evidence back; one that is not there is no failure. It comes back to its old place if it is
    /// recorded again before the sitting is concluded.
    ///
    /// # Errors
    /// If the assessment is no longer a draft, or if the file can't be written.
    pub fn remove_evidence(&self, assessment: Uuid, evidence: Uuid, now: Moment) -> Result<()> {
        self.execute(
            "UPDATE evidence SET removed = 1 WHERE id = ?1 AND assessment = ?2",
            (evidence.to_string(), assessment.to_string()),
        )?;
        self.touch(assessment, now)
    }

    /// The assessment that an item of evidence belongs to, also where it was taken back; none: there is no such item.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn assessment_of_evidence(&self, id: Uuid) -> Result<Option<Uuid>> {
        self.first("SELECT assessment FROM evidence WHERE id = ?1", [id.to_string()], |row| {
            named(row, "assessment", |id| Uuid::parse_str(id).ok())
        })
    }

    /// Deletes the items that were taken back in an interview, for good.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn delete_removed_evidence(&self, interview: Uuid) -> Result<()> {
        self.execute(
            "DELETE FROM evidence
             WHERE removed = 1 AND assessment IN (SELECT id FROM assessment WHERE interview = ?1)",
            [interview.to_string()],
        )?;
        Ok(())
    }

    /// The evidence of an assessment, in the order in which it was named.
    pub(super) fn evidence_of(&self, assessment: Uuid) -> Result<Vec<Evidence>> {
        let mut all = self.all(
            "SELECT * FROM evidence WHERE assessment = ?1 AND removed = 0 ORDER BY position",
            [assessment.to_string()],
            read,
        )?;
        for evidence in &mut all {
            let places = self.all(
                "SELECT level, ordinal FROM evidence_statement WHERE evidence = ?1",
                [evidence.id.to_string()],
                |row| place(row, "level", "ordinal"),
            )?;
            evidence.statements = places.into_iter().collect();
            evidence.attachments = self.attachments_of(evidence.id)?;
        }
        Ok(all)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Evidence> {
    Ok(Evidence {
        id: named(row, "id", |id| Uuid::parse_str(id).ok())?,
        kind: named(row, "kind", EvidenceKind::from_name)?,
        title: row.get("title")?,
        date: named_or_null(row, "date", |date| date.parse::<Date>().ok())?,
        seen: row.get("seen")?,
        statements: BTreeSet::new(),
        attachments: Vec::new(),
    })
}
