//! `vouch interview` and `vouch history`.

use serde::Serialize;
use vouchsafe_core::domain::decision::{LevelOutcome, StatementRef};
use vouchsafe_core::domain::level::Level as CoreLevel;
use vouchsafe_core::workspace::{ListedAssessment, OpenAssessment};

/// `interview record`.
#[derive(Serialize)]
pub(crate) struct Recorded {
    assessment: String,
    computed_level: Option<u8>,
    possible_level: Option<u8>,
    awarded_level: Option<u8>,
    levels: Vec<RecordedLevel>,
    decisive: Vec<Place>,
}

impl From<&OpenAssessment> for Recorded {
    fn from(open: &OpenAssessment) -> Self {
        let awarded = open.assessment.state.conclusion().and_then(|conclusion| conclusion.award.level);
        Self {
            assessment: open.assessment.id.to_string(),
            computed_level: open.outcome.computed.map(CoreLevel::number),
            possible_level: open.outcome.possible.map(CoreLevel::number),
            awarded_level: awarded.map(CoreLevel::number),
            levels: open.outcome.levels.iter().map(Into::into).collect(),
            decisive: open.outcome.decisive.iter().map(|at| (*at).into()).collect(),
        }
    }
}

#[derive(Serialize)]
struct RecordedLevel {
    level: u8,
    verdict: &'static str,
    presumed: bool,
    statements: usize,
    explored: usize,
    no_opportunity: usize,
}

impl From<&LevelOutcome> for RecordedLevel {
    fn from(outcome: &LevelOutcome) -> Self {
        Self {
            level: outcome.level.number(),
            verdict: outcome.verdict.name(),
            presumed: outcome.presumed,
            statements: outcome.statements,
            explored: outcome.explored,
            no_opportunity: outcome.no_opportunity,
        }
    }
}

#[derive(Serialize)]
struct Place {
    level: u8,
    statement: u16,
}

impl From<StatementRef> for Place {
    fn from(at: StatementRef) -> Self {
        Self { level: at.level.number(), statement: at.ordinal }
    }
}

/// `history`.
#[derive(Serialize)]
pub(crate) struct History {
    assessments: Vec<HistoryEntry>,
}

impl History {
    pub(crate) fn of(assessments: &[ListedAssessment]) -> Self {
        Self { assessments: assessments.iter().map(Into::into).collect() }
    }
}

#[derive(Serialize)]
struct HistoryEntry {
    assessment: String,
    candidate: String,
    edition: String,
    code: String,
    state: String,
    computed_level: Option<u8>,
    awarded_level: Option<u8>,
    concluded_at: Option<String>,
    report_sha256: Option<String>,
}

impl From<&ListedAssessment> for HistoryEntry {
    fn from(listed: &ListedAssessment) -> Self {
        let entry = &listed.entry;
        Self {
            assessment: entry.assessment.to_string(),
            candidate: entry.candidate.clone(),
            edition: listed.definition.edition.id.to_string(),
            code: listed.definition.code.to_string(),
            state: entry.state.clone(),
            computed_level: entry.computed_level.map(CoreLevel::number),
            awarded_level: entry.awarded_level.map(CoreLevel::number),
            concluded_at: entry.concluded_at.map(|at| at.to_string()),
            report_sha256: entry.report_sha256.clone(),
        }
    }
}
