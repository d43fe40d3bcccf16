//! Assessments.

use rusqlite::{Row, named_params};
use uuid::Uuid;

use super::{Transaction, level, level_or_null, named, named_or_null, not_found};
use crate::domain::decision::StatementRef;
use crate::domain::definition::DefinitionHash;
use crate::domain::interview::{Assessment, AssessmentState, Award, Conclusion};
use crate::domain::level::Level;
use crate::domain::moment::Moment;
use crate::domain::rating::Rating;
use crate::domain::rule::{DecisionRule, LowerLevels, Percent};
use crate::error::Result;

/// Where an assessment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The interview it belongs to.
    pub interview: Uuid,
    /// The statement that was open last.
    pub at: StatementRef,
    /// When something was last saved.
    pub changed_at: Moment,
}

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
    /// SHA-256 of the signed report.
    pub report_sha256: Option<String>,
}

impl Transaction<'_> {
    /// Adds a draft to an interview that is there already. Its responses are recorded one by one.
    ///
    /// # Errors
    /// If the id is another assessment's, or if the file can't be written.
    pub fn add_assessment(
        &self,
        interview: Uuid,
        position: usize,
        assessment: &Assessment,
        at: StatementRef,
        now: Moment,
    ) -> Result<()> {
        self.execute(
            "INSERT INTO assessment (id, interview, position, definition, rule_name, rule_version, rule_floor,
                                     rule_mean_tenths, rule_coverage_tenths, rule_lower_levels, at_level, at_ordinal,
                                     changed_at)
             VALUES (:id, :interview, :position, :definition, :rule_name, :rule_version, :rule_floor,
                     :rule_mean_tenths, :rule_coverage_tenths, :rule_lower_levels, :at_level, :at_ordinal, :now)",
            named_params! {
                ":id": assessment.id.to_string(),
                ":interview": interview.to_string(),
                ":position": position,
                ":definition": assessment.definition.hash().as_str(),
                ":rule_name": assessment.rule.name,
                ":rule_version": assessment.rule.version,
                ":rule_floor": assessment.rule.floor.name(),
                ":rule_mean_tenths": assessment.rule.mean.map(Percent::tenths),
                ":rule_coverage_tenths": assessment.rule.coverage.tenths(),
                ":rule_lower_levels": assessment.rule.lower_levels.name(),
                ":at_level": at.level.number(),
                ":at_ordinal": at.ordinal,
                ":now": now.to_string(),
            },
        )?;
        Ok(())
    }

    /// The assessment with this id.
    ///
    /// # Errors
    /// If there is none, or if the file can't be read.
    pub fn assessment(&self, id: Uuid) -> Result<Assessment> {
        let row = self
            .first("SELECT * FROM assessment WHERE id = ?1", [id.to_string()], read)?
            .ok_or_else(|| not_found("assessment", id))?;
        self.complete(row)
    }

    /// The assessments of an interview, in the order in which they were begun.
    pub(super) fn assessments_of(&self, interview: Uuid) -> Result<Vec<Assessment>> {
        let rows =
            self.all("SELECT * FROM assessment WHERE interview = ?1 ORDER BY position", [interview.to_string()], read)?;
        rows.into_iter().map(|row| self.complete(row)).collect()
    }

    /// Where an assessment stands.
    ///
    /// # Errors
    /// If there is none with this id, or if the file can't be read.
    pub fn progress(&self, id: Uuid) -> Result<Progress> {
        self.first(
            "SELECT interview, at_level, at_ordinal, changed_at FROM assessment WHERE id = ?1",
            [id.to_string()],
            |row| {
                Ok(Progress {
                    interview: named(row, "interview", |id| Uuid::parse_str(id).ok())?,
                    at: place(row, "at_level", "at_ordinal")?,
                    changed_at: named(row, "changed_at", Moment::parse)?,
                })
            },
        )?
        .ok_or_else(|| not_found("assessment", id))
    }

    /// Records which statement is open.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn record_place(&self, id: Uuid, at: StatementRef) -> Result<()> {
        self.execute(
            "UPDATE assessment SET at_level = ?2, at_ordinal = ?3 WHERE id = ?1",
            (id.to_string(), at.level.number(), at.ordinal),
        )?;
        Ok(())
    }

    pub(super) fn touch(&self, id: Uuid, now: Moment) -> Result<()> {
        self.execute("UPDATE assessment SET changed_at = ?2 WHERE id = ?1", (id.to_string(), now.to_string()))?;
        Ok(())
    }

    /// Freezes a draft with what was computed and awarded.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn record_conclusion(&self, id: Uuid, computed: Option<Level>, conclusion: &Conclusion) -> Result<()> {
        self.execute(
            "UPDATE assessment SET state = 'concluded', computed_level = :computed, awarded_level = :awarded,
                                   award_reason = :reason, concluded_at = :at
             WHERE id = :id AND state = 'draft'",
            named_params! {
                ":id": id.to_string(),
                ":computed": computed.map(Level::number),
                ":awarded": conclusion.award.level.map(Level::number),
                ":reason": conclusion.award.reason,
                ":at": conclusion.concluded_at.to_string(),
            },
        )?;
        Ok(())
    }

    /// Marks the assessments of an interview as signed.
    pub(super) fn record_signed(&self, interview: Uuid) -> Result<()> {
        self.execute(
            "UPDATE assessment SET state = 'signed' WHERE interview = ?1 AND state = 'concluded'",
            [interview.to_string()],
        )?;
        Ok(())
    }

    /// Drafts, the one last worked on first.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn drafts(&self) -> Result<Vec<AssessmentEntry>> {
        let sql = format!("{ENTRIES} WHERE a.state = 'draft' ORDER BY unixepoch(a.changed_at) DESC, a.id DESC");
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

    fn complete(&self, row: AssessmentRow) -> Result<Assessment> {
        Ok(Assessment {
            id: row.id,
            definition: self.definition(&row.definition)?.definition,
            rule: row.rule,
            responses: self.responses_of(row.id)?,
            evidence: self.evidence_of(row.id)?,
            state: row.state,
        })
    }
}

const ENTRIES: &str = "
    SELECT a.*, candidate.name AS candidate_name, report.sha256 AS report_sha256,
           (SELECT count(*) FROM response
            WHERE response.assessment = a.id AND response.finding IS NOT NULL) AS explored
    FROM assessment a
    JOIN interview ON interview.id = a.interview
    JOIN candidate ON candidate.id = interview.candidate
    LEFT JOIN report ON report.interview = a.interview";

struct AssessmentRow {
    id: Uuid,
    definition: DefinitionHash,
    rule: DecisionRule,
    state: AssessmentState,
}

fn read(row: &Row<'_>) -> rusqlite::Result<AssessmentRow> {
    let percent = |column: &str| -> rusqlite::Result<Option<Percent>> {
        let tenths: Option<u16> = row.get(column)?;
        tenths
            .map(|tenths| Percent::from_tenths(tenths).ok_or_else(|| super::unknown(column, &tenths.to_string())))
            .transpose()
    };
    let rule = DecisionRule {
        name: row.get("rule_name")?,
        version: row.get("rule_version")?,
        floor: named(row, "rule_floor", Rating::from_name)?,
        mean: percent("rule_mean_tenths")?,
        coverage: percent("rule_coverage_tenths")?.ok_or_else(|| super::unknown("rule_coverage_tenths", "null"))?,
        lower_levels: named(row, "rule_lower_levels", LowerLevels::from_name)?,
    };
    let conclusion = || {
        Ok::<_, rusqlite::Error>(Conclusion {
            award: Award { level: level_or_null(row, "awarded_level")?, reason: row.get("award_reason")? },
            concluded_at: named(row, "concluded_at", Moment::parse)?,
        })
    };
    let state: String = row.get("state")?;
    Ok(AssessmentRow {
        id: named(row, "id", |id| Uuid::parse_str(id).ok())?,
        definition: named(row, "definition", DefinitionHash::new)?,
        rule,
        state: match state.as_str() {
            "draft" => AssessmentState::Draft,
            "concluded" => AssessmentState::Concluded(conclusion()?),
            "signed" => AssessmentState::Signed(conclusion()?),
            other => return Err(super::unknown("state", other)),
        },
    })
}

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
    })
}

pub(super) fn place(row: &Row<'_>, of_level: &str, of_ordinal: &str) -> rusqlite::Result<StatementRef> {
    Ok(StatementRef { level: level(row, of_level)?, ordinal: row.get(of_ordinal)? })
}
