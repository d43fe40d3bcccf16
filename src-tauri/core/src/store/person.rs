//! Somebody on whom something is held, whether they were interviewed here or a report on them was received.

use rusqlite::Row;
use uuid::Uuid;

use super::{AssessmentEntry, KeptEvent, Transaction, event, named, named_or_null, not_found};
use crate::domain::audit::Action;
use crate::domain::moment::Moment;
use crate::domain::person::{Holdings, Person, PersonOrigin};
use crate::error::Result;

/// An interview that was held here, without what was found in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterviewEntry {
    /// Its id.
    pub id: Uuid,
    /// When it began.
    pub started_at: Moment,
    /// Who interviewed.
    pub assessor: String,
    /// Its assessments.
    pub assessments: Vec<AssessmentEntry>,
    /// Its signed report.
    pub report: Option<ReportEntry>,
}

/// A signed report, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportEntry {
    /// Its id, such as `VS-2026-7F3K-Q29D`.
    pub id: String,
    /// SHA-256 of what the assessor signed, 64 hexadecimal digits.
    pub sha256: String,
    /// When it was signed.
    pub signed_at: Moment,
}

/// What belongs to the person ?1, for all that is counted and erased.
pub(super) const THEIRS: &str = "
    WITH sitting AS (SELECT id FROM interview WHERE candidate = ?1),
         skill AS (SELECT id FROM assessment WHERE interview IN (SELECT id FROM sitting)),
         item AS (SELECT id FROM evidence WHERE assessment IN (SELECT id FROM skill)),
         own_report AS (SELECT id FROM report WHERE interview IN (SELECT id FROM sitting)
                        UNION ALL
                        SELECT id FROM report_copy WHERE interview IN (SELECT id FROM sitting)),
         their_report AS (SELECT id FROM received_report WHERE candidate = ?1),
         entry AS (SELECT sequence FROM event WHERE interview IN (SELECT id FROM sitting)
                   UNION
                   SELECT sequence FROM event WHERE subject_kind = 'report'
                       AND subject IN (SELECT id FROM own_report UNION ALL SELECT id FROM their_report))";

const PEOPLE: &str = "
    SELECT it.id, 'recorded' AS origin, it.name, it.reference, it.role, it.created_at AS since,
           (SELECT count(*) FROM interview WHERE interview.candidate = it.id) AS interviews,
           (SELECT started_at FROM interview WHERE interview.candidate = it.id
            ORDER BY unixepoch(started_at) DESC, id DESC LIMIT 1) AS last_at
    FROM candidate it
    UNION ALL
    SELECT it.id, 'received', last.candidate_name, last.candidate_reference, last.candidate_role, it.received_at,
           (SELECT count(DISTINCT interview) FROM received_report WHERE candidate = it.id),
           (SELECT interviewed_at FROM received_report WHERE candidate = it.id
            ORDER BY unixepoch(interviewed_at) DESC, id DESC LIMIT 1)
    FROM received_candidate it
    JOIN received_report last ON last.id = (SELECT id FROM received_report WHERE candidate = it.id
                                            ORDER BY unixepoch(received_at) DESC, id DESC LIMIT 1)";

impl Transaction<'_> {
    /// Everybody on whom something is held, by name.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn people(&self) -> Result<Vec<Person>> {
        self.all(&format!("SELECT * FROM ({PEOPLE}) ORDER BY name, id"), [], read)
    }

    /// The person with this id.
    ///
    /// # Errors
    /// If there is nobody, or if the file can't be read.
    pub fn person(&self, id: Uuid) -> Result<Person> {
        self.first(&format!("SELECT * FROM ({PEOPLE}) WHERE id = ?1"), [id.to_string()], read)?
            .ok_or_else(|| not_found("candidate", id))
    }

    /// How much is held on a person.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn holdings(&self, person: Uuid) -> Result<Holdings> {
        let sql = format!(
            "{THEIRS},
             file AS (SELECT DISTINCT sha256 FROM evidence_attachment WHERE evidence IN (SELECT id FROM item)),
             shared_file AS (SELECT sha256 FROM file WHERE EXISTS (
                 SELECT 1 FROM evidence_attachment other
                 WHERE other.sha256 = file.sha256 AND other.evidence NOT IN (SELECT id FROM item)))
             SELECT (SELECT count(*) FROM sitting)
                    + (SELECT count(DISTINCT interview) FROM received_report WHERE candidate = ?1) AS interviews,
                    (SELECT count(*) FROM skill)
                    + (SELECT count(*) FROM received_assessment WHERE report IN (SELECT id FROM their_report)) AS assessments,
                    (SELECT count(*) FROM response
                     WHERE assessment IN (SELECT id FROM skill) AND finding IS NOT NULL) AS ratings,
                    (SELECT count(*) FROM response
                     WHERE assessment IN (SELECT id FROM skill) AND (note <> '' OR reason <> '')) AS notes,
                    (SELECT count(*) FROM question WHERE assessment IN (SELECT id FROM skill)) AS questions,
                    (SELECT count(*) FROM item) AS evidence,
                    (SELECT count(*) FROM file) - (SELECT count(*) FROM shared_file) AS files,
                    (SELECT count(*) FROM shared_file) AS shared_files,
                    (SELECT count(*) FROM own_report) + (SELECT count(*) FROM their_report) AS reports,
                    (SELECT count(*) FROM countersignature
                     WHERE report IN (SELECT id FROM own_report)
                        OR received_report IN (SELECT id FROM their_report)) AS reviews,
                    (SELECT count(*) FROM review WHERE report IN (SELECT id FROM their_report)) AS unsigned_reviews,
                    (SELECT count(*) FROM edit WHERE interview IN (SELECT id FROM sitting)) AS steps,
                    (SELECT count(*) FROM entry JOIN event_payload USING (sequence)) AS \"values\""
        );
        let held = self.first(&sql, [person.to_string()], |row| {
            Ok(Holdings {
                interviews: row.get("interviews")?,
                assessments: row.get("assessments")?,
                ratings: row.get("ratings")?,
                notes: row.get("notes")?,
                questions: row.get("questions")?,
                evidence: row.get("evidence")?,
                files: row.get("files")?,
                shared_files: row.get("shared_files")?,
                reports: row.get("reports")?,
                reviews: row.get("reviews")?,
                unsigned_reviews: row.get("unsigned_reviews")?,
                steps: row.get("steps")?,
                values: row.get("values")?,
            })
        })?;
        Ok(held.unwrap_or_default())
    }

    /// The numbers of the events that speak of a person, in their order.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn entries_on(&self, person: Uuid) -> Result<Vec<i64>> {
        self.all(&format!("{THEIRS} SELECT sequence FROM entry ORDER BY sequence"), [person.to_string()], |row| {
            row.get("sequence")
        })
    }

    /// The interviews with a candidate, the latest first.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn interviews_of(&self, candidate: Uuid) -> Result<Vec<InterviewEntry>> {
        let found = self.all(
            "SELECT it.id, it.started_at, it.assessor_name, report.id AS report, report.sha256, report.signed_at
             FROM interview it LEFT JOIN report ON report.interview = it.id
             WHERE it.candidate = ?1 ORDER BY unixepoch(it.started_at) DESC, it.id DESC",
            [candidate.to_string()],
            |row| {
                let report: Option<String> = row.get("report")?;
                let report = report.map(|id| {
                    Ok::<_, rusqlite::Error>(ReportEntry {
                        id,
                        sha256: row.get("sha256")?,
                        signed_at: named(row, "signed_at", Moment::parse)?,
                    })
                });
                Ok(InterviewEntry {
                    id: named(row, "id", |id| Uuid::parse_str(id).ok())?,
                    started_at: named(row, "started_at", Moment::parse)?,
                    assessor: row.get("assessor_name")?,
                    assessments: Vec::new(),
                    report: report.transpose()?,
                })
            },
        )?;
        let with_assessments =
            |entry: InterviewEntry| Ok(InterviewEntry { assessments: self.entries_of(entry.id)?, ..entry });
        found.into_iter().map(with_assessments).collect()
    }

    /// The ids of the received reports on somebody, the one that came last first.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn reports_on(&self, person: Uuid) -> Result<Vec<String>> {
        self.all(
            "SELECT id FROM received_report WHERE candidate = ?1 ORDER BY unixepoch(received_at) DESC, id DESC",
            [person.to_string()],
            |row| row.get("id"),
        )
    }

    /// The event with which something was first held on a person; 0: it is older than the trail, or its event is lost.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn first_event_on(&self, person: &Person) -> Result<i64> {
        let first =
            self.first("SELECT min(sequence) AS first FROM event WHERE at = ?1", [person.since.to_string()], |row| {
                row.get::<_, Option<i64>>("first")
            })?;
        Ok(first.flatten().unwrap_or(0))
    }

    /// The events of these kinds from one on, the first one first.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn events_from(&self, first: i64, actions: &[Action]) -> Result<Vec<KeptEvent>> {
        let names: Vec<_> = actions.iter().map(|action| format!("'{}'", action.name())).collect();
        self.all(
            &format!(
                "SELECT event.*, salt, payload FROM event LEFT JOIN event_payload USING (sequence)
                 WHERE event.sequence >= ?1 AND action IN ({}) ORDER BY event.sequence",
                names.join(", ")
            ),
            [first],
            event::kept,
        )
    }

    /// The last event of a kind about a person.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn last_event_on(&self, person: Uuid, action: Action) -> Result<Option<KeptEvent>> {
        self.first(
            "SELECT event.*, salt, payload FROM event LEFT JOIN event_payload USING (sequence)
             WHERE action = ?1 AND subject = ?2 ORDER BY event.sequence DESC LIMIT 1",
            (action.name(), person.to_string()),
            event::kept,
        )
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Person> {
    Ok(Person {
        id: named(row, "id", |id| Uuid::parse_str(id).ok())?,
        origin: named(row, "origin", PersonOrigin::from_name)?,
        name: row.get("name")?,
        reference: row.get("reference")?,
        role: row.get("role")?,
        since: named(row, "since", Moment::parse)?,
        interviews: row.get("interviews")?,
        last_at: named_or_null(row, "last_at", Moment::parse)?,
    })
}
