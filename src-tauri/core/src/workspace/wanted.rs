//! Changes as they are asked for, and as they will be kept: looked up, and checked against the interview.

use uuid::Uuid;

use super::responses::{checked_questions, statement_of};
use super::{line, line_or_none, note, printable};
use crate::domain::change::{AssessmentChange, Change, ResponseChange};
use crate::domain::conduct::Conduct;
use crate::domain::evidence::Evidence;
use crate::domain::interview::{Assessment, AwardChoice, Interview, Proposal};
use crate::domain::moment::Moment;
use crate::domain::sign_off::{Acknowledgement, Mark};
use crate::error::{Code, Error, Result};
use crate::store::Transaction;

/// The most observers of a sitting.
const OBSERVER_LIMIT: usize = 50;

/// A change as it is asked for: what is already there is named, and the workspace looks it up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Exactly this change.
    Change(Change),
    /// An item of evidence of this assessment, new or known; the files that are attached to it stay.
    Evidence(Uuid, Evidence),
    /// A file no longer attached.
    NoAttachment {
        /// The assessment.
        assessment: Uuid,
        /// The item of evidence.
        evidence: Uuid,
        /// The file's hash.
        sha256: String,
    },
    /// For this assessment the rule with this name: a preset, or the newest version of one's own.
    Rule(Uuid, String),
    /// The candidate acknowledges now, or takes it back.
    Acknowledgement(Option<Mark>),
}

impl From<Change> for Wanted {
    fn from(change: Change) -> Self {
        Self::Change(change)
    }
}

/// The change that is wanted.
pub(super) fn looked_up(transaction: &Transaction<'_>, wanted: Wanted, now: Moment) -> Result<Change> {
    Ok(match wanted {
        Wanted::Change(change) => change,
        Wanted::Evidence(assessment, evidence) => {
            let known = transaction.assessment(assessment)?.evidence.into_iter().find(|item| item.id == evidence.id);
            let attachments = known.map(|item| item.attachments).unwrap_or_default();
            let item = Evidence { attachments, ..evidence };
            Change::Assessment(assessment, AssessmentChange::Evidence(item.id, Some(item)))
        }
        Wanted::NoAttachment { assessment, evidence, sha256 } => {
            let mut item = super::evidence::item_of(&transaction.assessment(assessment)?, evidence)?;
            item.attachments.retain(|attachment| attachment.sha256 != sha256);
            Change::Assessment(assessment, AssessmentChange::Evidence(evidence, Some(item)))
        }
        Wanted::Rule(assessment, name) => {
            Change::Assessment(assessment, AssessmentChange::Rule(super::rules::named(transaction, &name)?))
        }
        Wanted::Acknowledgement(None) => Change::Acknowledgement(Acknowledgement::None),
        Wanted::Acknowledgement(Some(mark)) => Change::Acknowledgement(Acknowledgement::Given { mark, at: now }),
    })
}

/// The change as it will be kept.
pub(super) fn checked(
    transaction: &Transaction<'_>,
    interview: &Interview,
    change: Change,
    now: Moment,
) -> Result<Change> {
    Ok(match change {
        Change::Assessment(id, AssessmentChange::Presence(present)) => {
            if transaction.progress(id)?.interview != interview.id {
                return Err(no_such_assessment());
            }
            if !present && interview.assessment(id).is_some_and(|assessment| assessment.supersedes.is_some()) {
                return Err(Error::refused(
                    "This skill is part of a correction, which takes the place of the whole earlier report. Leave it \
                     as it was, or delete the correction.",
                ));
            }
            if !present && interview.assessments.len() == 1 {
                return Err(Error::refused(
                    "This is the only skill of the sitting, so it can’t be taken out. Add another one first.",
                ));
            }
            Change::Assessment(id, AssessmentChange::Presence(present))
        }
        Change::Assessment(id, change) => {
            let assessment = interview.assessment(id).ok_or_else(no_such_assessment)?;
            Change::Assessment(id, checked_in_assessment(transaction, assessment, change, now)?)
        }
        Change::Conduct(conduct) => Change::Conduct(checked_conduct(&conduct)?),
        // The candidate will have left when the report is made.
        Change::Comment(text) => Change::Comment(printable("The comment", note("The comment", &text)?)?),
        Change::Acknowledgement(Acknowledgement::Given { mark: Mark::Typed(name), at }) => {
            Change::Acknowledgement(Acknowledgement::Given { mark: Mark::Typed(line("The typed name", &name)?), at })
        }
        Change::MissingBecause(text) => Change::MissingBecause(printable("The reason", note("The reason", &text)?)?),
        Change::Agreement(_) | Change::Acknowledgement(_) => change,
    })
}

fn checked_in_assessment(
    transaction: &Transaction<'_>,
    assessment: &Assessment,
    change: AssessmentChange,
    now: Moment,
) -> Result<AssessmentChange> {
    use AssessmentChange as A;
    Ok(match change {
        A::Response(at, change) => {
            statement_of(assessment, at)?;
            A::Response(
                at,
                match change {
                    ResponseChange::Note(text) => ResponseChange::Note(note("The note", &text)?),
                    ResponseChange::Reason(text) => ResponseChange::Reason(note("The reason", &text)?),
                    ResponseChange::Questions(questions) => ResponseChange::Questions(checked_questions(&questions)?),
                    ResponseChange::Finding(_) | ResponseChange::FollowUp(_) => change,
                },
            )
        }
        A::Evidence(id, Some(evidence)) => {
            super::evidence::refuse_foreign(transaction, assessment, id)?;
            A::Evidence(id, Some(super::evidence::checked(assessment, &evidence, now.date())?))
        }
        A::Route(route) => A::Route(super::interviews::checked_route(&assessment.definition, route)?),
        A::Summary(part, text) => {
            A::Summary(part, note(&format!("The text on {}", part.label().to_lowercase()), &text)?)
        }
        A::Proposal(Proposal { choice, reason }) => {
            if let AwardChoice::Level(Some(level)) = choice {
                super::conclude::refuse_undefined(&assessment.definition, level)?;
            }
            A::Proposal(Proposal { choice, reason: note("The reason for the award", &reason)? })
        }
        A::Evidence(_, None) | A::Rule(_) | A::Presence(_) => change,
    })
}

/// How a sitting is held, as it will be kept.
pub(super) fn checked_conduct(conduct: &Conduct) -> Result<Conduct> {
    let observers = conduct.observers.iter().filter(|name| !name.trim().is_empty());
    let observers = observers.map(|name| line("The observer’s name", name)).collect::<Result<Vec<_>>>()?;
    if observers.len() > OBSERVER_LIMIT {
        return Err(Error::refused(format!(
            "There are more than {OBSERVER_LIMIT} observers. Name the ones that count."
        )));
    }
    Ok(Conduct {
        mode: conduct.mode,
        place: line_or_none("The place", conduct.place.as_deref())?,
        identity_check: line_or_none("How the identity was checked", conduct.identity_check.as_deref())?,
        consent: conduct.consent,
        sponsor: line_or_none("The sponsor", conduct.sponsor.as_deref())?,
        observers,
        adjustments: note("The text on adjustments", &conduct.adjustments)?,
        interruptions: note("The text on interruptions", &conduct.interruptions)?,
    })
}

pub(super) fn no_such_assessment() -> Error {
    Error::new(Code::NotFound, "This skill is not part of the sitting any more. Undo brings it back.")
}
