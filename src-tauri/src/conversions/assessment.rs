//! An assessment, and what the rule makes of it.

use uuid::Uuid;
use vouchsafe_core::domain::decision::{Outcome, StatementRef, Verdict};
use vouchsafe_core::domain::definition::{Definition, LevelContent, LevelDefinition, RevisionMark};
use vouchsafe_core::domain::edition::PublicationStatus;
use vouchsafe_core::domain::interview::{Assessment, AssessmentState, AwardChoice, Proposal};
use vouchsafe_core::domain::level::Level;
use vouchsafe_core::domain::rating::{Finding, Rating};
use vouchsafe_core::domain::reasons::Reason;
use vouchsafe_core::domain::rule::DecisionRule;
use vouchsafe_core::domain::summary::Suggestions;
use vouchsafe_core::domain::walk::{Route, Walk};
use vouchsafe_core::error::Result;
use vouchsafe_core::workspace::{LastTime, Made, OpenAssessment};

use super::evidence::evidence_view;
use super::ids::{assessment_id, level, place};
use super::sitting::sitting_view;
use crate::messages::assessment::{
    AssessmentView, AwardName, ConclusionView, FindingName, GuidanceView, LastTimeView, LevelOutcomeView, LevelView,
    MoveRequest, OutcomeView, ProposalView, QuestionView, RouteView, SkillLabel, StatementView, SuggestionsView,
    SummaryView, VerdictName, WalkName, WhyView,
};

impl MoveRequest {
    pub(crate) fn read(self) -> Result<(Uuid, StatementRef)> {
        Ok((assessment_id(&self.assessment)?, place(self.at)?))
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

impl From<OpenAssessment> for AssessmentView {
    fn from(open: OpenAssessment) -> Self {
        let sitting = sitting_view(&open);
        let OpenAssessment { assessment, outcome, at, last_time, .. } = open;
        let definition = &assessment.definition;
        let suggestions = Suggestions::of(&assessment);
        let places = |places: Vec<StatementRef>| places.into_iter().map(Into::into).collect();
        let level = |entry| level_view(entry, &assessment, |at| last_time.get(&at).and_then(last_time_view));
        let guidance =
            definition.guidance.iter().map(|note| GuidanceView { prompt: note.is_prompt, text: note.text.clone() });
        Self {
            assessment: assessment.id.to_string(),
            skill: definition.into(),
            rule: (&assessment.rule).into(),
            route: assessment.route.into(),
            levels: definition.levels.iter().map(level).collect(),
            guidance: guidance.collect(),
            evidence: assessment.evidence.iter().map(evidence_view).collect(),
            summary: SummaryView {
                strengths: assessment.summary.strengths.clone(),
                gaps: assessment.summary.gaps.clone(),
                next_steps: assessment.summary.next_steps.clone(),
            },
            suggestions: SuggestionsView {
                strengths: places(suggestions.strengths),
                gaps: places(suggestions.gaps),
                next_steps: places(suggestions.next_steps),
            },
            outcome: outcome_view(&outcome, &assessment.rule, assessment.route),
            proposal: (&assessment.proposal).into(),
            at: at.into(),
            conclusion: assessment.state.conclusion().map(|conclusion| ConclusionView {
                awarded_level: conclusion.award.level.map(Level::number),
                reason: conclusion.award.reason.clone(),
                concluded_at: conclusion.concluded_at.to_string(),
            }),
            signed: matches!(assessment.state, AssessmentState::Signed(_)),
            supersedes: assessment.supersedes.map(|id| id.to_string()),
            sitting,
        }
    }
}

fn level_view(
    entry: &LevelDefinition,
    assessment: &Assessment,
    last_time: impl Fn(StatementRef) -> Option<LastTimeView>,
) -> LevelView {
    let (mark, not_defined) = match &entry.content {
        LevelContent::Defined { mark, .. } => (*mark, None),
        LevelContent::NotDefined { reason } => (None, Some(reason.clone())),
    };
    let statements = (1..).zip(entry.statements()).map(|(ordinal, text)| {
        let at = StatementRef { level: entry.level, ordinal };
        let response = assessment.responses.get(&at).cloned().unwrap_or_default();
        let question =
            |it: vouchsafe_core::domain::interview::Question| QuestionView { asked: it.asked, answered: it.answered };
        StatementView {
            statement: ordinal,
            text: text.clone(),
            finding: finding_name(response.finding),
            note: response.note,
            reason: response.reason,
            follow_up: response.follow_up,
            questions: response.questions.into_iter().map(question).collect(),
            last_time: last_time(at),
        }
    });
    LevelView {
        level: entry.level.number(),
        phrase: entry.level.guiding_phrase().to_owned(),
        essence: entry.level.essence().to_owned(),
        mark: mark.map(RevisionMark::name).map(str::to_owned),
        not_defined,
        statements: statements.collect(),
    }
}

fn last_time_view(last: &LastTime) -> Option<LastTimeView> {
    Some(LastTimeView { finding: finding_name(last.finding)?, at: last.at.to_string(), note: last.note.clone() })
}

impl From<Made> for OutcomeView {
    fn from(made: Made) -> Self {
        outcome_view(&made.outcome, &made.rule, made.route)
    }
}

fn outcome_view(outcome: &Outcome, rule: &DecisionRule, route: Route) -> OutcomeView {
    let levels = outcome.levels.iter().map(|level| LevelOutcomeView {
        level: level.level.number(),
        verdict: level.verdict.into(),
        presumed: level.presumed,
        statements: count(level.statements),
        explored: count(level.explored),
        no_opportunity: count(level.no_opportunity),
        coverage_percent: count(level.coverage_percent()),
        why: level.reason(rule).into(),
    });
    OutcomeView {
        levels: levels.collect(),
        computed: outcome.computed.map(Level::number),
        possible: outcome.possible.map(Level::number),
        decisive: outcome.decisive.iter().map(|at| (*at).into()).collect(),
        deciding: outcome.deciding.iter().map(|at| (*at).into()).collect(),
        next_level: route.next_level(outcome).map(Level::number),
    }
}

impl From<Reason> for WhyView {
    fn from(reason: Reason) -> Self {
        match reason {
            Reason::NotDefined => Self::NotDefined,
            Reason::Presumed => Self::Presumed,
            Reason::NothingCouldBeRated => Self::NothingCouldBeRated,
            Reason::NothingRated => Self::NothingRated,
            Reason::BelowFloor(statements) => Self::BelowFloor { statements },
            Reason::MeanShort => Self::MeanShort,
            Reason::Satisfied { lowest, mean_tenths } => Self::Satisfied { lowest: lowest.into(), mean_tenths },
            Reason::CoverageShort { percent } => Self::CoverageShort { percent: count(percent) },
            Reason::Open(open) => Self::Open { count: count(open) },
        }
    }
}

impl From<Route> for RouteView {
    fn from(route: Route) -> Self {
        let walk = match route.walk {
            Walk::Up => WalkName::Up,
            Walk::Outward => WalkName::Outward,
            Walk::Free => WalkName::Free,
        };
        Self { walk, from: route.from.number() }
    }
}

impl RouteView {
    pub(crate) fn read(self) -> Result<Route> {
        let walk = match self.walk {
            WalkName::Up => Walk::Up,
            WalkName::Outward => Walk::Outward,
            WalkName::Free => Walk::Free,
        };
        Ok(Route { walk, from: level(self.from)? })
    }
}

impl From<&Proposal> for ProposalView {
    fn from(proposal: &Proposal) -> Self {
        let award = match proposal.choice {
            AwardChoice::AsComputed => AwardName::AsComputed,
            AwardChoice::Level(None) => AwardName::NoLevel,
            AwardChoice::Level(Some(level)) => AwardName::Level { level: level.number() },
        };
        Self { award, reason: proposal.reason.clone() }
    }
}

impl ProposalView {
    pub(crate) fn read(self) -> Result<Proposal> {
        let choice = match self.award {
            AwardName::AsComputed => AwardChoice::AsComputed,
            AwardName::NoLevel => AwardChoice::Level(None),
            AwardName::Level { level: number } => AwardChoice::Level(Some(level(number)?)),
        };
        Ok(Proposal { choice, reason: self.reason })
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

pub(super) fn finding_name(finding: Finding) -> Option<FindingName> {
    match finding {
        Finding::NotExplored => None,
        Finding::NoOpportunity => Some(FindingName::NoOpportunity),
        Finding::Rated(rating) => Some(rating.into()),
    }
}

impl From<Rating> for FindingName {
    fn from(rating: Rating) -> Self {
        match rating {
            Rating::NotMet => Self::NotMet,
            Rating::Partly => Self::Partly,
            Rating::Largely => Self::Largely,
            Rating::Fully => Self::Fully,
        }
    }
}

/// Counts of statements are far below four billion; more would be shown as that many.
pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
