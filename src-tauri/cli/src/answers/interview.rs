//! `vouch interview` and `vouch history`.

use serde::Serialize;
use vouchsafe_core::domain::decision::{LevelOutcome, StatementRef};
use vouchsafe_core::domain::interview::Assessment;
use vouchsafe_core::domain::level::Level as CoreLevel;
use vouchsafe_core::workspace::{OpenAssessment, PastAssessment};

/// `interview record`: the first assessment's members, and all assessments.
#[derive(Serialize)]
pub(crate) struct Recorded {
    interview: String,
    #[serde(flatten)]
    first: RecordedAssessment,
    assessments: Vec<ListedSkill>,
}

impl From<&OpenAssessment> for Recorded {
    fn from(open: &OpenAssessment) -> Self {
        Self {
            interview: open.interview.id.to_string(),
            first: (&open.assessment).into(),
            assessments: open.interview.assessments.iter().map(Into::into).collect(),
        }
    }
}

/// One of the assessments, with the skill that it is about.
#[derive(Serialize)]
struct ListedSkill {
    edition: String,
    code: String,
    #[serde(flatten)]
    assessment: RecordedAssessment,
}

impl From<&Assessment> for ListedSkill {
    fn from(assessment: &Assessment) -> Self {
        Self {
            edition: assessment.definition.edition.id.to_string(),
            code: assessment.definition.code.to_string(),
            assessment: assessment.into(),
        }
    }
}

#[derive(Serialize)]
struct RecordedAssessment {
    assessment: String,
    rule: RecordedRule,
    supersedes: Option<String>,
    computed_level: Option<u8>,
    possible_level: Option<u8>,
    awarded_level: Option<u8>,
    levels: Vec<RecordedLevel>,
    decisive: Vec<Place>,
}

impl From<&Assessment> for RecordedAssessment {
    fn from(assessment: &Assessment) -> Self {
        let outcome = assessment.outcome();
        let awarded = assessment.state.conclusion().and_then(|conclusion| conclusion.award.level);
        Self {
            assessment: assessment.id.to_string(),
            rule: RecordedRule { name: assessment.rule.name.clone(), version: assessment.rule.version },
            supersedes: assessment.supersedes.map(|id| id.to_string()),
            computed_level: outcome.computed.map(CoreLevel::number),
            possible_level: outcome.possible.map(CoreLevel::number),
            awarded_level: awarded.map(CoreLevel::number),
            levels: outcome.levels.iter().map(Into::into).collect(),
            decisive: outcome.decisive.iter().map(|at| (*at).into()).collect(),
        }
    }
}

#[derive(Serialize)]
struct RecordedRule {
    name: String,
    version: u32,
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
    pub(crate) fn of(assessments: &[PastAssessment]) -> Self {
        Self { assessments: assessments.iter().map(Into::into).collect() }
    }
}

#[derive(Serialize)]
struct HistoryEntry {
    assessment: String,
    interview: String,
    candidate: String,
    edition: String,
    code: String,
    state: String,
    computed_level: Option<u8>,
    awarded_level: Option<u8>,
    concluded_at: Option<String>,
    report_sha256: Option<String>,
    superseded: bool,
}

impl From<&PastAssessment> for HistoryEntry {
    fn from(past: &PastAssessment) -> Self {
        Self {
            assessment: past.assessment.to_string(),
            interview: past.interview.to_string(),
            candidate: past.candidate.clone(),
            edition: past.edition.clone(),
            code: past.code.clone(),
            state: past.state.clone(),
            computed_level: past.computed.map(CoreLevel::number),
            awarded_level: past.awarded.map(CoreLevel::number),
            concluded_at: Some(past.concluded_at.to_string()),
            report_sha256: past.report_sha256.clone(),
            superseded: past.superseded,
        }
    }
}
