//! The interview screen.

use uuid::Uuid;
use vouchsafe_core::domain::decision::{Outcome, StatementRef, Verdict};
use vouchsafe_core::domain::definition::{Definition, LevelContent, LevelDefinition, RevisionMark};
use vouchsafe_core::domain::edition::PublicationStatus;
use vouchsafe_core::domain::interview::{Assessment, AssessmentState};
use vouchsafe_core::domain::level::Level;
use vouchsafe_core::domain::rating::{Finding, Rating};
use vouchsafe_core::domain::rule::DecisionRule;
use vouchsafe_core::error::Result;
use vouchsafe_core::workspace::{AwardRequest, OpenAssessment, Saved as CoreSaved};

use super::ids::{assessment_id, level, place};
use crate::messages::assessment::{
    AssessmentView, ConcludeRequest, ConclusionView, FindingName, GuidanceView, LevelOutcomeView, LevelView,
    MoveRequest, NoteRequest, OutcomeView, RateRequest, Saved, SkillLabel, StatementView, VerdictName,
};

impl RateRequest {
    pub(crate) fn read(self) -> Result<(Uuid, StatementRef, Finding)> {
        let finding = self.finding.map_or(Finding::NotExplored, Finding::from);
        Ok((assessment_id(&self.assessment)?, place(self.at)?, finding))
    }
}

impl NoteRequest {
    pub(crate) fn read(self) -> Result<(Uuid, StatementRef, String)> {
        Ok((assessment_id(&self.assessment)?, place(self.at)?, self.note))
    }
}

impl MoveRequest {
    pub(crate) fn read(self) -> Result<(Uuid, StatementRef)> {
        Ok((assessment_id(&self.assessment)?, place(self.at)?))
    }
}

impl ConcludeRequest {
    pub(crate) fn read(self) -> Result<(Uuid, AwardRequest, Option<String>)> {
        let awarded = self.awarded_level.map(level).transpose()?;
        Ok((assessment_id(&self.assessment)?, AwardRequest::Level(awarded), self.reason))
    }
}

impl From<&Definition> for SkillLabel {
    fn from(definition: &Definition) -> Self {
        Self {
            edition: definition.edition.id.to_string(),
            edition_name: definition.edition.name.clone(),
            draft: definition.edition.status == PublicationStatus::Draft,
            code: definition.code.to_string(),
            name: definition.name.clone(),
        }
    }
}

impl From<CoreSaved> for Saved {
    fn from(saved: CoreSaved) -> Self {
        Self { saved_at: saved.at.to_string(), outcome: outcome_view(&saved.outcome, &saved.rule) }
    }
}

impl From<OpenAssessment> for AssessmentView {
    fn from(open: OpenAssessment) -> Self {
        let OpenAssessment { interview, assessment, outcome, at, saved_at } = open;
        let definition = &assessment.definition;
        Self {
            assessment: assessment.id.to_string(),
            candidate: interview.candidate.name,
            assessor: interview.assessor.name,
            skill: definition.into(),
            rule: assessment.rule.name.clone(),
            rule_in_words: assessment.rule.in_words(),
            started_at: interview.started_at.to_string(),
            levels: definition.levels.iter().map(|entry| level_view(entry, &assessment)).collect(),
            guidance: definition
                .guidance
                .iter()
                .map(|note| GuidanceView { prompt: note.is_prompt, text: note.text.clone() })
                .collect(),
            outcome: outcome_view(&outcome, &assessment.rule),
            at: at.into(),
            saved_at: saved_at.to_string(),
            conclusion: assessment.state.conclusion().map(|conclusion| ConclusionView {
                awarded_level: conclusion.award.level.map(Level::number),
                reason: conclusion.award.reason.clone(),
                concluded_at: conclusion.concluded_at.to_string(),
            }),
            signed: matches!(assessment.state, AssessmentState::Signed(_)),
        }
    }
}

fn level_view(entry: &LevelDefinition, assessment: &Assessment) -> LevelView {
    let (mark, not_defined) = match &entry.content {
        LevelContent::Defined { mark, .. } => (*mark, None),
        LevelContent::NotDefined { reason } => (None, Some(reason.clone())),
    };
    let statements = (1..).zip(entry.statements()).map(|(ordinal, text)| {
        let response = assessment.responses.get(&StatementRef { level: entry.level, ordinal });
        StatementView {
            statement: ordinal,
            text: text.clone(),
            finding: response.and_then(|response| finding_name(response.finding)),
            note: response.map(|response| response.note.clone()).unwrap_or_default(),
        }
    });
    LevelView {
        level: entry.level.number(),
        phrase: entry.level.guiding_phrase().to_owned(),
        mark: mark.map(RevisionMark::name).map(str::to_owned),
        not_defined,
        statements: statements.collect(),
    }
}

fn outcome_view(outcome: &Outcome, rule: &DecisionRule) -> OutcomeView {
    let levels = outcome.levels.iter().map(|level| LevelOutcomeView {
        level: level.level.number(),
        verdict: level.verdict.into(),
        presumed: level.presumed,
        statements: count(level.statements),
        explored: count(level.explored),
        no_opportunity: count(level.no_opportunity),
        coverage_percent: count(level.coverage_percent()),
        why: level.why(rule),
    });
    OutcomeView {
        levels: levels.collect(),
        computed: outcome.computed.map(Level::number),
        possible: outcome.possible.map(Level::number),
        decisive: outcome.decisive.iter().map(|at| (*at).into()).collect(),
    }
}

impl From<Verdict> for VerdictName {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Met => Self::Met,
            Verdict::NotMet => Self::NotMet,
            Verdict::Inconclusive => Self::Inconclusive,
            Verdict::NotAssessed => Self::NotAssessed,
            Verdict::NotDefined => Self::NotDefined,
        }
    }
}

impl From<FindingName> for Finding {
    fn from(name: FindingName) -> Self {
        match name {
            FindingName::NotMet => Self::Rated(Rating::NotMet),
            FindingName::Partly => Self::Rated(Rating::Partly),
            FindingName::Largely => Self::Rated(Rating::Largely),
            FindingName::Fully => Self::Rated(Rating::Fully),
            FindingName::NoOpportunity => Self::NoOpportunity,
        }
    }
}

fn finding_name(finding: Finding) -> Option<FindingName> {
    match finding {
        Finding::NotExplored => None,
        Finding::NoOpportunity => Some(FindingName::NoOpportunity),
        Finding::Rated(Rating::NotMet) => Some(FindingName::NotMet),
        Finding::Rated(Rating::Partly) => Some(FindingName::Partly),
        Finding::Rated(Rating::Largely) => Some(FindingName::Largely),
        Finding::Rated(Rating::Fully) => Some(FindingName::Fully),
    }
}

/// Counts of statements are far below four billion; more would be shown as that many.
pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
