//! Interviews and the assessments they hold.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::conduct::{Conduct, Sitting};
use super::decision::{LevelFindings, Outcome, StatementRef, decide};
use super::definition::Definition;
use super::evidence::Evidence;
use super::level::Level;
use super::moment::Moment;
use super::rating::Finding;
use super::rule::DecisionRule;
use super::sign_off::SignOff;
use super::summary::Summary;
use super::walk::Route;

/// The interviewed person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Unique in the workspace.
    pub id: Uuid,
    /// The name as the person writes it.
    pub name: String,
    /// The organisation's own reference for the person; the same reference is the same candidate.
    pub reference: Option<String>,
    /// What the person works as.
    pub role: Option<String>,
}

/// Who interviews and signs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Assessor {
    /// The name as it will stand in the signature.
    pub name: String,
    /// The organisation that the assessor works for.
    pub organisation: Option<String>,
    /// What makes the assessor competent: a certificate, an accreditation, years of practice.
    pub qualification: Option<String>,
    /// The assessor's declaration of independence from the candidate and the sponsor, word for word; empty where
    /// there is none.
    pub independence: String,
}

/// One sitting of one candidate with one assessor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interview {
    /// Unique in the workspace.
    pub id: Uuid,
    /// Who is interviewed.
    pub candidate: Candidate,
    /// Who interviews.
    pub assessor: Assessor,
    /// What the assessment is for, in the assessor's words.
    pub purpose: Option<String>,
    /// When it took place.
    pub sitting: Sitting,
    /// How it was held.
    pub conduct: Conduct,
    /// One or more assessments, in the order in which they were begun.
    pub assessments: Vec<Assessment>,
    /// What the candidate says to the result.
    pub sign_off: SignOff,
}

/// One skill definition within an interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Unique in the workspace.
    pub id: Uuid,
    /// What the candidate is rated against.
    pub definition: Definition,
    /// By which rule the ratings become a level.
    pub rule: DecisionRule,
    /// What was found, by statement; a statement without an entry was not explored.
    pub responses: BTreeMap<StatementRef, Response>,
    /// What the findings rest on, in the order in which it was named; a report numbers it E1, E2, …
    pub evidence: Vec<Evidence>,
    /// In which order the statements are asked about.
    pub route: Route,
    /// What the assessor tells the candidate beside the level.
    pub summary: Summary,
    /// The level that the assessor means to award; it counts once the assessment is concluded.
    pub proposal: Proposal,
    /// The assessment that this one corrects.
    pub supersedes: Option<Uuid>,
    /// Whether it can still change.
    pub state: AssessmentState,
}

/// What was found and written down on one statement.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Response {
    /// The rating, *no opportunity*, or nothing yet.
    pub finding: Finding,
    /// The assessor's note, word for word; empty where there is none.
    pub note: String,
    /// Why there was no opportunity, word for word; empty where there is no reason. It is asked for, because taking a
    /// bad rating out can lift a level.
    pub reason: String,
    /// Whether the assessor wants to come back to it.
    pub follow_up: bool,
    /// What was asked and said, in the order of asking.
    pub questions: Vec<Question>,
}

/// A question and its answer, word for word.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Question {
    /// What was asked.
    pub asked: String,
    /// What was said; empty where nothing was.
    pub answered: String,
}

/// How far an assessment has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssessmentState {
    /// Ratings still change.
    Draft,
    /// Frozen, with a level awarded.
    Concluded(Conclusion),
    /// Frozen, and a signed report was made of it.
    Signed(Conclusion),
}

impl AssessmentState {
    /// `draft`, `concluded`, `signed`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Concluded(_) => "concluded",
            Self::Signed(_) => "signed",
        }
    }

    /// What was awarded, once it was.
    #[must_use]
    pub fn conclusion(&self) -> Option<&Conclusion> {
        match self {
            Self::Draft => None,
            Self::Concluded(conclusion) | Self::Signed(conclusion) => Some(conclusion),
        }
    }
}

/// What the assessor made of the outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conclusion {
    /// The level that the assessor gives.
    pub award: Award,
    /// When the assessment was concluded.
    pub concluded_at: Moment,
}

/// What is to be awarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AwardChoice {
    /// The level that the rule computes, or no level where it computes none.
    #[default]
    AsComputed,
    /// This level; none: no level is awarded.
    Level(Option<Level>),
}

/// What the assessor means to award, while the assessment is a draft.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proposal {
    /// Which level.
    pub choice: AwardChoice,
    /// Why it differs from the computed one, as it was typed so far.
    pub reason: String,
}

impl Proposal {
    /// The level that would be awarded where the rule computes `computed`.
    #[must_use]
    pub fn level(&self, computed: Option<Level>) -> Option<Level> {
        match self.choice {
            AwardChoice::AsComputed => computed,
            AwardChoice::Level(level) => level,
        }
    }
}

/// The level that the assessor gives, and why it differs from the computed one where it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Award {
    /// None: no level is awarded.
    pub level: Option<Level>,
    /// Obligatory where computed and awarded differ, absent otherwise.
    pub reason: Option<String>,
}

/// Why an award cannot be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AwardRefusal {
    /// The skill is not defined at this level.
    NotDefined(Level),
    /// The level differs from the computed one, and no reason is given.
    ReasonMissing {
        /// What the rule computed.
        computed: Option<Level>,
        /// What was to be awarded.
        awarded: Option<Level>,
    },
}

impl Award {
    /// Awards `level` where the rule computed `computed`.
    ///
    /// # Errors
    /// If the skill is not defined at the level, or if the level differs and no reason is given.
    pub fn new(
        definition: &Definition,
        computed: Option<Level>,
        level: Option<Level>,
        reason: Option<&str>,
    ) -> Result<Self, AwardRefusal> {
        if let Some(level) = level
            && !definition.level(level).is_some_and(super::definition::LevelDefinition::is_defined)
        {
            return Err(AwardRefusal::NotDefined(level));
        }
        let reason = reason.filter(|reason| !reason.trim().is_empty());
        if level != computed && reason.is_none() {
            return Err(AwardRefusal::ReasonMissing { computed, awarded: level });
        }
        Ok(Self { level, reason: reason.filter(|_| level != computed).map(str::to_owned) })
    }
}

impl Interview {
    /// An interview that begins, with nothing in it yet.
    #[must_use]
    pub fn beginning(id: Uuid, candidate: Candidate, assessor: Assessor, started_at: Moment) -> Self {
        Self {
            id,
            candidate,
            assessor,
            purpose: None,
            sitting: Sitting::beginning(started_at),
            conduct: Conduct::default(),
            assessments: Vec::new(),
            sign_off: SignOff::default(),
        }
    }

    /// The assessment with this id.
    #[must_use]
    pub fn assessment(&self, id: Uuid) -> Option<&Assessment> {
        self.assessments.iter().find(|assessment| assessment.id == id)
    }
}

impl Assessment {
    /// A draft on which nothing was found yet.
    #[must_use]
    pub fn draft(id: Uuid, definition: Definition, rule: DecisionRule, route: Route) -> Self {
        Self {
            id,
            definition,
            rule,
            responses: BTreeMap::new(),
            evidence: Vec::new(),
            route,
            summary: Summary::default(),
            proposal: Proposal::default(),
            supersedes: None,
            state: AssessmentState::Draft,
        }
    }

    /// What was found on a statement.
    #[must_use]
    pub fn finding(&self, at: StatementRef) -> Finding {
        self.responses.get(&at).map(|response| response.finding).unwrap_or_default()
    }

    /// The findings of all levels, as the decision rule wants them.
    #[must_use]
    pub fn findings(&self) -> Vec<LevelFindings> {
        self.definition
            .levels
            .iter()
            .map(|entry| LevelFindings {
                level: entry.level,
                findings: entry.is_defined().then(|| {
                    self.definition
                        .statement_refs()
                        .filter(|at| at.level == entry.level)
                        .map(|at| self.finding(at))
                        .collect()
                }),
            })
            .collect()
    }

    /// What the assessment's rule makes of its findings.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        decide(&self.rule, &self.findings())
    }
}
