//! Assessments.

use rusqlite::{Row, named_params};
use uuid::Uuid;

use super::{Transaction, level, level_or_null, named, named_or_null};
use crate::domain::decision::StatementRef;
use crate::domain::definition::DefinitionHash;
use crate::domain::interview::{Assessment, AssessmentState, Award, AwardChoice, Conclusion, Proposal};
use crate::domain::level::Level;
use crate::domain::moment::Moment;
use crate::domain::rule::{DecisionRule, Percent};
use crate::domain::summary::{Summary, SummaryPart};
use crate::domain::walk::{Route, Walk};
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

impl Transaction<'_> {
    /// Adds a draft as the last one of an interview that is there already. Its responses, its evidence, its texts and
    /// what is to be awarded are recorded one by one.
    ///
    /// # Errors
    /// If the id is another assessment's, or if the file can't be written.
    pub fn add_assessment(
        &self,
        interview: Uuid,
        assessment: &Assessment,
        at: StatementRef,
        now: Moment,
    ) -> Result<()> {
        self.execute(
            "INSERT INTO assessment (id, interview, position, definition, rule_name, rule_version, rule_floor,
                                     rule_mean_tenths, rule_coverage_tenths, rule_lower_levels, walk, walk_from,
                                     supersedes, at_level, at_ordinal, changed_at)
             SELECT :id, :interview, 1 + count(*), :definition, :rule_name, :rule_version, :rule_floor,
                    :rule_mean_tenths, :rule_coverage_tenths, :rule_lower_levels, :walk, :walk_from, :supersedes,
                    :at_level, :at_ordinal, :now
             FROM assessment WHERE interview = :interview",
            named_params! {
                ":id": assessment.id.to_string(),
                ":interview": interview.to_string(),
                ":definition": assessment.definition.hash().as_str(),
                ":rule_name": assessment.rule.name,
                ":rule_version": assessment.rule.version,
                ":rule_floor": assessment.rule.floor.name(),
                ":rule_mean_tenths": assessment.rule.mean.map(Percent::tenths),
                ":rule_coverage_tenths": assessment.rule.coverage.tenths(),
                ":rule_lower_levels": assessment.rule.lower_levels.name(),
                ":walk": assessment.route.walk.name(),
                ":walk_from": assessment.route.from.number(),
                ":supersedes": assessment.supersedes.map(|id| id.to_string()),
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
            .ok_or_else(|| self.no_assessment(id))?;
        self.complete(row)
    }

    /// The assessments of an interview, in the order in which they were begun.
    pub(super) fn assessments_of(&self, interview: Uuid) -> Result<Vec<Assessment>> {
        let rows = self.all(
            "SELECT * FROM assessment WHERE interview = ?1 AND removed = 0 ORDER BY position",
            [interview.to_string()],
            read,
        )?;
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
        .ok_or_else(|| self.no_assessment(id))
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

    /// Records the decision rule.
    ///
    /// # Errors
    /// If the assessment is no longer a draft, or if the file can't be written.
    pub fn record_rule(&self, id: Uuid, rule: &DecisionRule) -> Result<()> {
        self.execute(
            "UPDATE assessment SET rule_name = :name, rule_version = :version, rule_floor = :floor,
                                   rule_mean_tenths = :mean, rule_coverage_tenths = :coverage,
                                   rule_lower_levels = :lower
             WHERE id = :id",
            named_params! {
                ":id": id.to_string(),
                ":name": rule.name,
                ":version": rule.version,
                ":floor": rule.floor.name(),
                ":mean": rule.mean.map(Percent::tenths),
                ":coverage": rule.coverage.tenths(),
                ":lower": rule.lower_levels.name(),
            },
        )?;
        Ok(())
    }

    /// Records the order of asking.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn record_route(&self, id: Uuid, route: Route) -> Result<()> {
        self.execute(
            "UPDATE assessment SET walk = ?2, walk_from = ?3 WHERE id = ?1",
            (id.to_string(), route.walk.name(), route.from.number()),
        )?;
        Ok(())
    }

    /// Records one of the texts beside the level.
    ///
    /// # Errors
    /// If the assessment is no longer a draft, or if the file can't be written.
    pub fn record_summary(&self, id: Uuid, part: SummaryPart, text: &str) -> Result<()> {
        let column = match part {
            SummaryPart::Strengths => "strengths",
            SummaryPart::Gaps => "gaps",
            SummaryPart::NextSteps => "next_steps",
        };
        self.execute(&format!("UPDATE assessment SET {column} = ?2 WHERE id = ?1"), (id.to_string(), text))?;
        Ok(())
    }

    /// Records what is to be awarded.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn record_proposal(&self, id: Uuid, proposal: &Proposal) -> Result<()> {
        let level = match proposal.choice {
            AwardChoice::AsComputed => -1,
            AwardChoice::Level(None) => 0,
            AwardChoice::Level(Some(level)) => i64::from(level.number()),
        };
        self.execute(
            "UPDATE assessment SET proposed_level = ?2, proposed_reason = ?3 WHERE id = ?1",
            (id.to_string(), level, &proposal.reason),
        )?;
        Ok(())
    }

    /// Takes an assessment out of its interview, or puts it back.
    ///
    /// # Errors
    /// If the assessment is no longer a draft, or if the file can't be written.
    pub fn record_presence(&self, id: Uuid, present: bool) -> Result<()> {
        self.execute("UPDATE assessment SET removed = ?2 WHERE id = ?1", (id.to_string(), !present))?;
        Ok(())
    }

    /// Deletes the assessments that were taken out of an interview, for good.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn delete_removed_assessments(&self, interview: Uuid) -> Result<()> {
        self.delete_assessments(interview, "removed = 1")
    }

    /// Deletes the assessments of an interview for which an SQL condition holds, with all that belongs to them.
    pub(super) fn delete_assessments(&self, interview: Uuid, condition: &'static str) -> Result<()> {
        let those = format!("(SELECT id FROM assessment WHERE interview = ?1 AND {condition})");
        for table in ["question", "response", "evidence"] {
            self.execute(&format!("DELETE FROM {table} WHERE assessment IN {those}"), [interview.to_string()])?;
        }
        let sql = format!("DELETE FROM assessment WHERE interview = ?1 AND {condition}");
        self.execute(&sql, [interview.to_string()])?;
        Ok(())
    }

    pub(super) fn touch(&self, id: Uuid, now: Moment) -> Result<()> {
        self.execute("UPDATE assessment SET changed_at = ?2 WHERE id = ?1", (id.to_string(), now.to_string()))?;
        Ok(())
    }

    /// The same for all drafts of an interview.
    pub(super) fn touch_all(&self, interview: Uuid, now: Moment) -> Result<()> {
        self.execute(
            "UPDATE assessment SET changed_at = ?2 WHERE interview = ?1 AND state = 'draft'",
            (interview.to_string(), now.to_string()),
        )?;
        Ok(())
    }

    /// Freezes a draft with what was computed and awarded.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn record_conclusion(&self, id: Uuid, computed: Option<Level>, conclusion: &Conclusion) -> Result<()> {
        self.execute(
            "UPDATE assessment SET state = 'concluded', computed_level = :computed, awarded_level = :awarded,
                                   award_reason = :reason, concluded_at = :at, proposed_reason = ''
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

    fn complete(&self, row: AssessmentRow) -> Result<Assessment> {
        Ok(Assessment {
            id: row.id,
            definition: self.definition(&row.definition)?.definition,
            rule: row.rule,
            responses: self.responses_of(row.id)?,
            evidence: self.evidence_of(row.id)?,
            route: row.route,
            summary: row.summary,
            proposal: row.proposal,
            supersedes: row.supersedes,
            state: row.state,
        })
    }
}

struct AssessmentRow {
    id: Uuid,
    definition: DefinitionHash,
    rule: DecisionRule,
    route: Route,
    summary: Summary,
    proposal: Proposal,
    supersedes: Option<Uuid>,
    state: AssessmentState,
}

fn read(row: &Row<'_>) -> rusqlite::Result<AssessmentRow> {
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
        rule: super::rule::read(row, "rule_")?,
        route: Route { walk: named(row, "walk", Walk::from_name)?, from: level(row, "walk_from")? },
        summary: Summary {
            strengths: row.get("strengths")?,
            gaps: row.get("gaps")?,
            next_steps: row.get("next_steps")?,
        },
        proposal: Proposal {
            choice: match row.get::<_, i8>("proposed_level")? {
                -1 => AwardChoice::AsComputed,
                0 => AwardChoice::Level(None),
                _ => AwardChoice::Level(Some(level(row, "proposed_level")?)),
            },
            reason: row.get("proposed_reason")?,
        },
        supersedes: named_or_null(row, "supersedes", |id| Uuid::parse_str(id).ok())?,
        state: match state.as_str() {
            "draft" => AssessmentState::Draft,
            "concluded" => AssessmentState::Concluded(conclusion()?),
            "signed" => AssessmentState::Signed(conclusion()?),
            other => return Err(super::unknown("state", other)),
        },
    })
}

pub(super) fn place(row: &Row<'_>, of_level: &str, of_ordinal: &str) -> rusqlite::Result<StatementRef> {
    Ok(StatementRef { level: level(row, of_level)?, ordinal: row.get(of_ordinal)? })
}
