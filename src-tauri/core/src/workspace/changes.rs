//! Changing an interview while it lasts, taking changes back, and doing them again. Every function returns after the
//! commit.

use uuid::Uuid;

use super::audit::Act;
use super::interviews::open;
use super::responses::{checked_questions, refuse_frozen, statement_of};
use super::{OpenAssessment, Workspace, line, line_or_none, note, printable};
use crate::domain::audit::{Action, Subject, SubjectKind};
use crate::domain::change::{AssessmentChange, Change, ResponseChange};
use crate::domain::conduct::{Conduct, Sitting};
use crate::domain::decision::Outcome;
use crate::domain::evidence::Evidence;
use crate::domain::interview::{Assessment, AwardChoice, Interview, Proposal};
use crate::domain::moment::Moment;
use crate::domain::rule::DecisionRule;
use crate::domain::sign_off::{Acknowledgement, Mark};
use crate::domain::walk::Route;
use crate::error::{Code, Error, Result};
use crate::store::{Transaction, Values};

/// For how long, in seconds, what is typed into one field is one step of taking back.
const TYPING: i64 = 60;
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

/// The change that is wanted.
fn looked_up(transaction: &Transaction<'_>, wanted: Wanted, now: Moment) -> Result<Change> {
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

/// The change as it will be kept.
fn checked(transaction: &Transaction<'_>, interview: &Interview, change: Change, now: Moment) -> Result<Change> {
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

fn no_such_assessment() -> Error {
    Error::new(Code::NotFound, "This skill is not part of the sitting any more. Undo brings it back.")
}
