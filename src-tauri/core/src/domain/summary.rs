//! What the assessor tells the candidate beside the level: strengths, gaps, next steps.

use super::decision::StatementRef;
use super::interview::Assessment;
use super::rating::{Finding, Rating};

/// The assessor's words on an assessment, word for word; empty where there are none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// What the candidate does well.
    pub strengths: String,
    /// What was found wanting.
    pub gaps: String,
    /// What to do about it.
    pub next_steps: String,
}

/// One of the three texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SummaryPart {
    /// What the candidate does well.
    Strengths,
    /// What was found wanting.
    Gaps,
    /// What to do about it.
    NextSteps,
}

impl SummaryPart {
    /// All three, in the order of the report.
    pub const ALL: [Self; 3] = [Self::Strengths, Self::Gaps, Self::NextSteps];

    /// The name in the store.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Strengths => "strengths",
            Self::Gaps => "gaps",
            Self::NextSteps => "next-steps",
        }
    }

    /// The words for people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Strengths => "Strengths",
            Self::Gaps => "Gaps",
            Self::NextSteps => "Next steps",
        }
    }

    /// The part with this [`name`](Self::name).
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }
}

impl Summary {
    /// One of the texts.
    #[must_use]
    pub fn part(&self, part: SummaryPart) -> &str {
        match part {
            SummaryPart::Strengths => &self.strengths,
            SummaryPart::Gaps => &self.gaps,
            SummaryPart::NextSteps => &self.next_steps,
        }
    }
}

/// The statements that the ratings suggest to speak of; the words are the assessor's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Suggestions {
    /// Rated Fully at the highest level at which anything is.
    pub strengths: Vec<StatementRef>,
    /// Rated Not met or Partly, the lowest rating first.
    pub gaps: Vec<StatementRef>,
    /// What stands between the computed level and the next one: rated below Largely, without opportunity, or open.
    pub next_steps: Vec<StatementRef>,
}

/// The most statements that are suggested for one text: more would be a second copy of the ratings.
const MOST: usize = 3;

impl Suggestions {
    /// What the ratings of an assessment suggest.
    #[must_use]
    pub fn of(assessment: &Assessment) -> Self {
        let outcome = assessment.outcome();
        let places: Vec<(StatementRef, Finding)> =
            assessment.definition.statement_refs().map(|at| (at, assessment.finding(at))).collect();
        let highest_fully = places
            .iter()
            .filter(|(_, finding)| *finding == Finding::Rated(Rating::Fully))
            .map(|(at, _)| at.level)
            .max();
        let strengths = places
            .iter()
            .filter(|(at, finding)| Some(at.level) == highest_fully && *finding == Finding::Rated(Rating::Fully));
        let mut gaps: Vec<(Rating, StatementRef)> = places
            .iter()
            .filter_map(|(at, finding)| finding.rating().map(|rating| (rating, *at)))
            .filter(|(rating, _)| *rating < Rating::Largely)
            .collect();
        gaps.sort_unstable();
        let next = assessment
            .definition
            .levels
            .iter()
            .filter(|entry| entry.is_defined())
            .map(|entry| entry.level)
            .find(|level| outcome.computed.is_none_or(|computed| *level > computed));
        let short = places.iter().filter(|(at, finding)| {
            Some(at.level) == next && finding.rating().is_none_or(|rating| rating < Rating::Largely)
        });
        Self {
            strengths: strengths.map(|(at, _)| *at).take(MOST).collect(),
            gaps: gaps.into_iter().map(|(_, at)| at).take(MOST).collect(),
            next_steps: short.map(|(at, _)| *at).take(MOST).collect(),
        }
    }
}
