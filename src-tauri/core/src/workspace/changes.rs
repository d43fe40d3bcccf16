//! Changing an interview while it lasts, taking changes back, and doing them again. Every function returns after the
//! commit.

use uuid::Uuid;

use super::audit::Act;
use super::interviews::open;
use super::responses::refuse_frozen;
use super::wanted::{Wanted, checked, looked_up, no_such_assessment};
use super::{OpenAssessment, Workspace};
use crate::domain::audit::{Action, Subject, SubjectKind};
use crate::domain::change::{AssessmentChange, Change};
use crate::domain::conduct::Sitting;
use crate::domain::decision::Outcome;
use crate::domain::interview::{Assessment, Interview};
use crate::domain::moment::Moment;
use crate::domain::rule::DecisionRule;
use crate::domain::sign_off::Acknowledgement;
use crate::domain::walk::Route;
use crate::error::{Error, Result};
use crate::store::{Transaction, Values};

/// For how long, in seconds, what is typed into one field is one step of taking back.
const TYPING: i64 = 60;

/// Proof of a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// What the rule makes of the changed assessment now; none where the change was about the whole interview.
    pub made: Option<Made>,
    /// Where the sitting stands.
    pub status: Status,
}

/// What a rule makes of an assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The rule.
    pub rule: DecisionRule,
    /// The order of asking.
    pub route: Route,
    /// The outcome.
    pub outcome: Outcome,
}

impl Made {
    pub(super) fn of(assessment: &Assessment) -> Self {
        Self { rule: assessment.rule.clone(), route: assessment.route, outcome: assessment.outcome() }
    }
}

/// Where a sitting stands in time, and what can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// When something was last saved.
    pub saved_at: Moment,
    /// The sitting's times.
    pub sitting: Sitting,
    /// The change that *undo* takes back.
    pub undo: Option<Change>,
    /// The change that *redo* does again.
    pub redo: Option<Change>,
    /// Whether the candidate has acknowledged.
    pub acknowledgement: Acknowledgement,
}

/// What was taken back, or done again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// The change; none: there was nothing.
    pub change: Option<Change>,
    /// The assessment that it was about, or the one that is shown.
    pub open: OpenAssessment,
}

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Back,
    Again,
}

impl Workspace {
    /// Keeps a change. An acknowledgement that the candidate gave before is void from then on, unless the change is
    /// about nothing that they read.
    ///
    /// # Errors
    /// If the interview is concluded, or if the change names something that is not there or is refused; then nothing
    /// is kept.
    pub fn change(&mut self, interview: Uuid, wanted: impl Into<Wanted>) -> Result<Saved> {
        let act = Act::now(self.environment.as_ref());
        let wanted = wanted.into();
        self.store.write(|transaction| {
            let change = looked_up(transaction, wanted, act.now)?;
            keep(transaction, interview, change, Action::Changed, &act).map(|(saved, _)| saved)
        })
    }

    /// Keeps a change of one assessment.
    ///
    /// # Errors
    /// As [`change`](Self::change).
    pub fn change_assessment(&mut self, assessment: Uuid, change: AssessmentChange) -> Result<Saved> {
        let act = Act::now(self.environment.as_ref());
        self.store.write(|transaction| {
            let interview = transaction.progress(assessment)?.interview;
            let change = Change::Assessment(assessment, change);
            keep(transaction, interview, change, Action::Changed, &act).map(|(saved, _)| saved)
        })
    }

    /// Takes the last change of an interview back, also one from before a restart. `shown` is the assessment to
    /// answer with where the change was about the whole interview.
    ///
    /// # Errors
    /// If there is no such interview. Of a concluded one there is nothing to take back.
    pub fn undo(&mut self, interview: Uuid, shown: Uuid) -> Result<Undone> {
        self.step(interview, shown, Way::Back)
    }

    /// Does again what was taken back last.
    ///
    /// # Errors
    /// As [`undo`](Self::undo).
    pub fn redo(&mut self, interview: Uuid, shown: Uuid) -> Result<Undone> {
        self.step(interview, shown, Way::Again)
    }

    fn step(&mut self, id: Uuid, shown: Uuid, way: Way) -> Result<Undone> {
        let act = Act::now(self.environment.as_ref());
        self.store.write(|transaction| {
            let edit = match way {
                Way::Back => transaction.edit_to_undo(id)?,
                Way::Again => transaction.edit_to_redo(id)?,
            };
            let Some(edit) = edit else {
                return Ok(Undone { change: None, open: open(transaction, shown)? });
            };
            let (action, old, new) = match way {
                Way::Back => (Action::Undone, &edit.after, &edit.before),
                Way::Again => (Action::Redone, &edit.before, &edit.after),
            };
            for change in new {
                transaction.apply(id, change, act.now)?;
            }
            let values = Values::Changes { old: old.clone(), new: new.clone() };
            let event = act.record_step(transaction, action, subject(id, new), Some(id), &values, edit.event.into())?;
            transaction.mark_edit(id, edit.sequence, way == Way::Back, event)?;
            let change = edit.after.into_iter().next();
            let present = transaction.interview(id)?;
            let changed = change.as_ref().and_then(Change::assessment).filter(|id| present.assessment(*id).is_some());
            let shown =
                [changed, present.assessment(shown).map(|it| it.id), present.assessments.first().map(|it| it.id)];
            let shown =
                shown.into_iter().flatten().next().ok_or_else(|| Error::internal("a sitting without a skill"))?;
            if let (Some(Change::Assessment(_, AssessmentChange::Response(at, _))), Some(id)) = (&change, changed) {
                transaction.record_place(id, *at)?;
            }
            Ok(Undone { change, open: open(transaction, shown)? })
        })
    }
}

/// Keeps a change within a transaction, as what the trail is to call it, and says what it became. A change to what is
/// there already is none, and leaves no event.
pub(super) fn keep(
    transaction: &Transaction<'_>,
    id: Uuid,
    change: Change,
    action: Action,
    act: &Act<'_>,
) -> Result<(Saved, Change)> {
    let now = act.now;
    let interview = transaction.interview(id)?;
    refuse_concluded(&interview)?;
    let change = checked(transaction, &interview, change, now)?;
    let before = change.present_value(&interview).ok_or_else(no_such_assessment)?;
    let mut acknowledgement = interview.sign_off.acknowledgement;
    if before != change {
        let mut changes = vec![(before, change.clone())];
        if acknowledgement.is_given() && change.is_acknowledged() {
            let voided = Acknowledgement::Voided { at: now };
            let given = std::mem::replace(&mut acknowledgement, voided.clone());
            changes.push((Change::Acknowledgement(given), Change::Acknowledgement(voided)));
        }
        for (_, after) in &changes {
            transaction.apply(id, after, now)?;
        }
        remember(transaction, id, changes, action, act)?;
    }
    let made = match change.assessment() {
        Some(id) => Some(Made::of(&transaction.assessment(id)?)),
        None => None,
    };
    let acknowledgement = match &change {
        Change::Acknowledgement(acknowledgement) => acknowledgement.clone(),
        _ => acknowledgement,
    };
    Ok((Saved { made, status: status(transaction, id, interview.sitting, acknowledgement, now)? }, change))
}

/// Keeps what takes the changes back, and records them. What is typed into one field in one go is one step, and an event
/// for each time that it was saved.
fn remember(
    transaction: &Transaction<'_>,
    id: Uuid,
    changes: Vec<(Change, Change)>,
    action: Action,
    act: &Act<'_>,
) -> Result<()> {
    let (before, after): (Vec<_>, Vec<_>) = changes.into_iter().unzip();
    let of = subject(id, &after);
    let values = Values::Changes { old: before.clone(), new: after.clone() };
    let record = |step: Option<i64>| act.record_step(transaction, action, of.clone(), Some(id), &values, step.into());
    if let (Some(last), [change]) = (transaction.edit_to_undo(id)?, after.as_slice())
        && let ([first], [earlier]) = (last.before.as_slice(), last.after.as_slice())
        && earlier.goes_on_typing(first, change)
        && (0..TYPING).contains(&(act.now.instant().as_second() - last.made_at.instant().as_second()))
        && transaction.edit_to_redo(id)?.is_none()
    {
        let event = record(last.event)?;
        return transaction.extend_edit(id, last.sequence, &after, event, act.now);
    }
    let event = record(None)?;
    transaction.add_edit(id, &before, &after, event, act.now)
}

/// What changes are made to.
fn subject(interview: Uuid, changes: &[Change]) -> Subject {
    match changes.first().and_then(Change::assessment) {
        Some(assessment) => Subject::new(SubjectKind::Assessment, &assessment),
        None => Subject::new(SubjectKind::Interview, &interview),
    }
}

/// Where a sitting stands.
pub(super) fn status(
    transaction: &Transaction<'_>,
    interview: Uuid,
    sitting: Sitting,
    acknowledgement: Acknowledgement,
    saved_at: Moment,
) -> Result<Status> {
    let first = |changes: Vec<Change>| changes.into_iter().next();
    Ok(Status {
        saved_at,
        sitting,
        undo: transaction.edit_to_undo(interview)?.and_then(|edit| first(edit.after)),
        redo: transaction.edit_to_redo(interview)?.and_then(|edit| first(edit.after)),
        acknowledgement,
    })
}

/// Refuses an interview of which something is concluded.
pub(super) fn refuse_concluded(interview: &Interview) -> Result<()> {
    interview.assessments.iter().try_for_each(refuse_frozen)
}
