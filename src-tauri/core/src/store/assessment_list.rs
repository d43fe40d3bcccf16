//! Lists of assessments, and how they follow each other.

use rusqlite::Row;
use uuid::Uuid;

use super::assessment::place;
use super::{Transaction, level_or_null, named, named_or_null};
use crate::domain::decision::StatementRef;
use crate::domain::definition::DefinitionHash;
use crate::domain::level::Level;
use crate::domain::moment::Moment;
use crate::error::Result;

/// An assessment in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssessmentEntry {
    /// The assessment's id.
    pub assessment: Uuid,
    /// The interview it belongs to.
    pub interview: Uuid,
    /// The candidate's name.
    pub candidate: String,
    /// What the candidate is rated against.
    pub definition: DefinitionHash,
    /// `draft`, `concluded`, `signed`.
    pub state: String,
    /// Where it stands.
    pub at: StatementRef,
    /// When something was last saved.
    pub changed_at: Moment,
    /// How many statements are rated or had no opportunity.
    pub explored: u32,
    /// What the rule gave when it was concluded.
    pub computed_level: Option<Level>,
    /// What the assessor gave.
    pub awarded_level: Option<Level>,
    /// When it was concluded.
    pub concluded_at: Option<Moment>,
    /// SHA-256 of the signed report as it goes out: with the reviewer's signature, once it came back with one.
    pub report_sha256: Option<String>,
    /// Whether a later assessment corrects it.
    pub superseded: bool,
}

impl Transaction<'_> {
    /// Whether a concluded assessment corrects this one.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn is_superseded(&self, id: Uuid) -> Result<bool> {
        let found = self.first(
            "SELECT EXISTS (SELECT 1 FROM assessment WHERE supersedes = ?1 AND state <> 'draft') AS found",
            [id.to_string()],
            |row| row.get("found"),
        )?;
        Ok(found.unwrap_or_default())
    }

    /// An assessment that corrects one of these, if there is one: a draft, too.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn correction_of(&self, corrected: impl Iterator<Item = Uuid>) -> Result<Option<Uuid>> {
        for id in corrected {
            let found = self.first("SELECT id FROM assessment WHERE supersedes = ?1", [id.to_string()], |row| {
                named(row, "id", |id| Uuid::parse_str(id).ok())
            })?;
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    /// Drafts, the one last worked on first.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn drafts(&self) -> Result<Vec<AssessmentEntry>> {
        let sql = format!(
            "{ENTRIES} WHERE a.state = 'draft' AND a.removed = 0 ORDER BY unixepoch(a.changed_at) DESC, a.id DESC"
        );
        self.all(&sql, [], read_entry)
    }

    /// Concluded and signed assessments, newest first.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn history(&self) -> Result<Vec<AssessmentEntry>> {
        let sql = format!("{ENTRIES} WHERE a.state <> 'draft' ORDER BY unixepoch(a.concluded_at) DESC, a.id DESC");
        self.all(&sql, [], read_entry)
    }

    /// The concluded assessments of a candidate, the latest first.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn concluded_of(&self, candidate: Uuid) -> Result<Vec<AssessmentEntry>> {
        let sql = format!(
            "{ENTRIES} WHERE a.state <> 'draft' AND interview.candidate = ?1
             ORDER BY unixepoch(a.concluded_at) DESC, a.id DESC"
        );
        self.all(&sql, [candidate.to_string()], read_entry)
    }

    /// The assessments of an interview, in the order in which they were begun.
    pub(super) fn entries_of(&self, interview: Uuid) -> Result<Vec<AssessmentEntry>> {
        let sql = format!("{ENTRIES} WHERE a.interview = ?1 AND a.removed = 0 ORDER BY a.position");
        self.all(&sql, [interview.to_string()], read_entry)
    }
}

const ENTRIES: &str = "
    SELECT a.*, candidate.name AS candidate_name,
           coalesce((SELECT sha256 FROM countersignature it WHERE it.report = report.id), report.sha256) AS report_sha256,
           (SELECT count(*) FROM response
            WHERE response.assessment = a.id AND response.finding IS NOT NULL) AS explored,
           EXISTS (SELECT 1 FROM assessment later WHERE later.supersedes = a.id AND later.state <> 'draft')
               AS superseded
    FROM assessment a
    JOIN interview ON interview.id = a.interview
    JOIN candidate ON candidate.id = interview.candidate
    LEFT JOIN report ON report.interview = a.interview";

fn read_entry(row: &Row<'_>) -> rusqlite::Result<AssessmentEntry> {
    Ok(AssessmentEntry {
        assessment: named(row, "id", |id| Uuid::parse_str(id).ok())?,
        interview: named(row, "interview", |id| Uuid::parse_str(id).ok())?,
        candidate: row.get("candidate_name")?,
        definition: named(row, "definition", DefinitionHash::new)?,
        state: row.get("state")?,
        at: place(row, "at_level", "at_ordinal")?,
        changed_at: named(row, "changed_at", Moment::parse)?,
        explored: row.get("explored")?,
        computed_level: level_or_null(row, "computed_level")?,
        awarded_level: level_or_null(row, "awarded_level")?,
        concluded_at: named_or_null(row, "concluded_at", Moment::parse)?,
        report_sha256: row.get("report_sha256")?,
        superseded: row.get("superseded")?,
    })
}
