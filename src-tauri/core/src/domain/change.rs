//! Everything that can change in an interview while its assessments are drafts, as values that can be taken back.

use uuid::Uuid;

use super::conduct::Conduct;
use super::decision::StatementRef;
use super::evidence::Evidence;
use super::interview::{Assessment, Interview, Proposal, Question, Response};
use super::rating::Finding;
use super::rule::DecisionRule;
use super::sign_off::{Acknowledgement, Agreement};
use super::summary::SummaryPart;
use super::walk::Route;

/// A change: one thing of an interview, and the value that it gets. Times of the sitting are no changes, since time
/// that has passed can't be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Something of one assessment.
    Assessment(Uuid, AssessmentChange),
    /// How the sitting is held.
    Conduct(Conduct),
    /// The candidate's comment.
    Comment(String),
    /// Whether the candidate agrees.
    Agreement(Option<Agreement>),
    /// The candidate's acknowledgement.
    Acknowledgement(Acknowledgement),
    /// Why there is no acknowledgement.
    MissingBecause(String),
}

/// A change of one assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssessmentChange {
    /// Something on one statement.
    Response(StatementRef, ResponseChange),
    /// An item of evidence: what it says from now on, or that it is not there.
    Evidence(Uuid, Option<Evidence>),
    /// The decision rule.
    Rule(DecisionRule),
    /// The order of asking.
    Route(Route),
    /// One of the texts beside the level.
    Summary(SummaryPart, String),
    /// What is to be awarded.
    Proposal(Proposal),
    /// Whether the assessment is part of its interview at all.
    Presence(bool),
}

/// A change on one statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResponseChange {
    /// What was found; *not explored* takes it back.
    Finding(Finding),
    /// The note.
    Note(String),
    /// Why there was no opportunity.
    Reason(String),
    /// Whether the assessor wants to come back to it.
    FollowUp(bool),
    /// All that was asked and said.
    Questions(Vec<Question>),
}

impl Change {
    /// What the thing that would change is now: the change that takes this one back. None where the interview has no
    /// such assessment.
    #[must_use]
    pub fn present_value(&self, interview: &Interview) -> Option<Self> {
        Some(match self {
            // An assessment that was taken out of its interview is not among those of the interview.
            Self::Assessment(id, AssessmentChange::Presence(_)) => {
                Self::Assessment(*id, AssessmentChange::Presence(interview.assessment(*id).is_some()))
            }
            Self::Assessment(id, change) => Self::Assessment(*id, change.present_value(interview.assessment(*id)?)),
            Self::Conduct(_) => Self::Conduct(interview.conduct.clone()),
            Self::Comment(_) => Self::Comment(interview.sign_off.comment.clone()),
            Self::Agreement(_) => Self::Agreement(interview.sign_off.agreement),
            Self::Acknowledgement(_) => Self::Acknowledgement(interview.sign_off.acknowledgement.clone()),
            Self::MissingBecause(_) => Self::MissingBecause(interview.sign_off.missing_because.clone()),
        })
    }

    /// Whether somebody who made the change from `before` to `self` goes on typing with `next`: in the same text, and
    /// still adding to it, or still taking away. What is typed in one go is one step of taking back; a text that was
    /// typed and then deleted is two, so that it can come back.
    #[must_use]
    pub fn goes_on_typing(&self, before: &Self, next: &Self) -> bool {
        match (typed(before, self), typed(self, next)) {
            (Some(first), Some(second)) => first.of == second.of && first.adds() == second.adds(),
            _ => false,
        }
    }

    /// Whether the candidate's acknowledgement covers it: whether it stands in the report that they read.
    #[must_use]
    pub fn is_acknowledged(&self) -> bool {
        match self {
            Self::Assessment(_, change) => !matches!(
                change,
                AssessmentChange::Route(_) | AssessmentChange::Response(_, ResponseChange::FollowUp(_))
            ),
            Self::Conduct(_) | Self::Comment(_) | Self::Agreement(_) => true,
            Self::Acknowledgement(_) | Self::MissingBecause(_) => false,
        }
    }

    /// The assessment that it is about; none where it is about the whole interview.
    #[must_use]
    pub fn assessment(&self) -> Option<Uuid> {
        match self {
            Self::Assessment(id, _) => Some(*id),
            _ => None,
        }
    }
}

impl AssessmentChange {
    fn present_value(&self, assessment: &Assessment) -> Self {
        match self {
            Self::Response(at, change) => {
                let response = assessment.responses.get(at).cloned().unwrap_or_default();
                Self::Response(*at, change.present_value(response))
            }
            Self::Evidence(id, _) => {
                Self::Evidence(*id, assessment.evidence.iter().find(|item| item.id == *id).cloned())
            }
            Self::Rule(_) => Self::Rule(assessment.rule.clone()),
            Self::Route(_) => Self::Route(assessment.route),
            Self::Summary(part, _) => Self::Summary(*part, assessment.summary.part(*part).to_owned()),
            Self::Proposal(_) => Self::Proposal(assessment.proposal.clone()),
            Self::Presence(_) => Self::Presence(true),
        }
    }
}

impl ResponseChange {
    fn present_value(&self, response: Response) -> Self {
        match self {
            Self::Finding(_) => Self::Finding(response.finding),
            Self::Note(_) => Self::Note(response.note),
            Self::Reason(_) => Self::Reason(response.reason),
            Self::FollowUp(_) => Self::FollowUp(response.follow_up),
            Self::Questions(_) => Self::Questions(response.questions),
        }
    }
}

/// A change of one text and of nothing else.
struct Typed {
    /// Which text of the thing that changed.
    of: &'static str,
    /// How long it was before and after, in bytes.
    lengths: (usize, usize),
}

impl Typed {
    fn adds(&self) -> bool {
        self.lengths.1 >= self.lengths.0
    }
}

/// Which text alone differs between two values of the same thing; none where something else differs, too, or where
/// they are not values of the same thing.
fn typed(from: &Change, to: &Change) -> Option<Typed> {
    let text = |of, from: &str, to: &str| Some(Typed { of, lengths: (from.len(), to.len()) });
    match (from, to) {
        (Change::Assessment(one, from), Change::Assessment(other, to)) if one == other => typed_in_assessment(from, to),
        (Change::Conduct(from), Change::Conduct(to)) => typed_in_conduct(from, to),
        (Change::Comment(from), Change::Comment(to)) => text("comment", from, to),
        (Change::MissingBecause(from), Change::MissingBecause(to)) => text("missing", from, to),
        _ => None,
    }
}

fn typed_in_assessment(from: &AssessmentChange, to: &AssessmentChange) -> Option<Typed> {
    use AssessmentChange as A;
    let text = |of, from: &str, to: &str| Some(Typed { of, lengths: (from.len(), to.len()) });
    match (from, to) {
        (A::Response(at, from), A::Response(there, to)) if at == there => match (from, to) {
            (ResponseChange::Note(from), ResponseChange::Note(to)) => text("note", from, to),
            (ResponseChange::Reason(from), ResponseChange::Reason(to)) => text("reason", from, to),
            (ResponseChange::Questions(from), ResponseChange::Questions(to)) => {
                let length = |all: &[Question]| all.iter().map(|it| it.asked.len() + it.answered.len()).sum();
                Some(Typed { of: "questions", lengths: (length(from), length(to)) })
            }
            _ => None,
        },
        (A::Evidence(one, None), A::Evidence(other, Some(to))) if one == other => text("title", "", &to.title),
        (A::Evidence(_, Some(from)), A::Evidence(_, Some(to))) => {
            let renamed = Evidence { title: to.title.clone(), ..from.clone() };
            if renamed == *to { text("title", &from.title, &to.title) } else { None }
        }
        (A::Summary(one, from), A::Summary(other, to)) if one == other => text("summary", from, to),
        (A::Proposal(from), A::Proposal(to)) if from.choice == to.choice => text("award", &from.reason, &to.reason),
        _ => None,
    }
}

fn typed_in_conduct(from: &Conduct, to: &Conduct) -> Option<Typed> {
    if (from.mode, from.consent) != (to.mode, to.consent) {
        return None;
    }
    let line = |line: &Option<String>| line.clone().unwrap_or_default();
    let texts = |conduct: &Conduct| {
        [
            ("place", line(&conduct.place)),
            ("identity", line(&conduct.identity_check)),
            ("sponsor", line(&conduct.sponsor)),
            ("observers", conduct.observers.join("\n")),
            ("adjustments", conduct.adjustments.clone()),
            ("interruptions", conduct.interruptions.clone()),
        ]
    };
    let (before, after) = (texts(from), texts(to));
    let mut differing = before.iter().zip(&after).filter(|(before, after)| before != after);
    let ((of, before), (_, after)) = differing.next()?;
    differing.next().is_none().then_some(Typed { of, lengths: (before.len(), after.len()) })
}
