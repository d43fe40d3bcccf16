//! A sitting as a whole: its time, correcting it, discarding it.

use serde_json::Value;
use uuid::Uuid;

use super::audit::{Act, payloads};
use super::changes::{Status, refuse_concluded, status};
use super::interviews::{NewIds, add, open};
use super::{OpenAssessment, Workspace};
use crate::domain::audit::Action;
use crate::domain::conduct::Sitting;
use crate::domain::interview::{Assessment, AssessmentState, AwardChoice, Interview, Proposal};
use crate::domain::moment::Moment;
use crate::domain::sign_off::SignOff;
use crate::error::{Error, Result};
use crate::store::{Transaction, Values};

impl Workspace {
    /// Stops an interview’s time.
    ///
    /// # Errors
    /// If the interview is concluded.
    pub fn pause(&mut self, interview: Uuid) -> Result<Status> {
        self.set_time(interview, Action::Paused, |sitting, now, _| sitting.pause(now))
    }

    /// Lets an interview’s time go on.
    ///
    /// # Errors
    /// If the interview is concluded.
    pub fn resume(&mut self, interview: Uuid) -> Result<Status> {
        self.set_time(interview, Action::Resumed, Sitting::resume)
    }

    fn set_time(&mut self, id: Uuid, action: Action, set: impl FnOnce(&mut Sitting, Moment, Moment)) -> Result<Status> {
        let act = Act::now(self.environment.as_ref());
        let now = act.now;
        self.store.write(|transaction| {
            let Interview { mut sitting, sign_off, assessments, .. } = {
                let interview = transaction.interview(id)?;
                refuse_concluded(&interview)?;
                interview
            };
            let mut last_saved = sitting.started_at;
            for assessment in &assessments {
                let changed_at = transaction.progress(assessment.id)?.changed_at;
                if changed_at.instant() > last_saved.instant() {
                    last_saved = changed_at;
                }
            }
            let before = sitting.clone();
            set(&mut sitting, now, last_saved);
            if sitting != before {
                transaction.record_sitting(id, &sitting)?;
                act.record_on_interview(transaction, action, id, &payloads::times(&before, &sitting))?;
            }
            status(transaction, id, sitting, sign_off.acknowledgement, now)
        })
    }

    /// Begins a correction of a concluded interview: a new one with the same content, whose assessments supersede the
    /// concluded ones. What the candidate said to the old result is not carried over.
    ///
    /// # Errors
    /// If the interview is a draft, or if it was corrected already.
    pub fn correct(&mut self, assessment: Uuid) -> Result<OpenAssessment> {
        let ids = NewIds::from(self);
        let more: Vec<Uuid> =
            (0..self.assessment(assessment)?.interview.assessments.len()).map(|_| self.environment.new_id()).collect();
        let evidence = || self.environment.new_id();
        let act = Act::at(ids.now, self.environment.as_ref());
        self.store.write(|transaction| {
            let old = transaction.interview(transaction.progress(assessment)?.interview)?;
            refuse_correction(transaction, &old)?;
            let corrected =
                Interview { id: ids.interview, sign_off: SignOff::default(), assessments: Vec::new(), ..old.clone() };
            transaction.add_interview(&corrected)?;
            transaction.record_sitting(corrected.id, &corrected.sitting)?;
            for (earlier, id) in old.assessments.iter().zip(&more) {
                copy(transaction, corrected.id, earlier, *id, ids.now, &evidence)?;
            }
            let shown = old.assessments.iter().zip(&more).find(|(earlier, _)| earlier.id == assessment);
            let values = Values::new(payloads::correction(&transaction.interview(corrected.id)?, &old));
            act.record_on_interview(transaction, Action::CorrectionBegun, corrected.id, &values)?;
            let (_, shown) = shown.ok_or_else(|| Error::internal("a correction without what it corrects"))?;
            open(transaction, *shown)
        })
    }

    /// Deletes an interview of which nothing is concluded, for good; its candidate, too, if this was the only one. The
    /// audit trail goes on saying that it was there and when it was worked on, and forgets what was said.
    ///
    /// # Errors
    /// If something of it is concluded.
    pub fn discard(&mut self, interview: Uuid) -> Result<()> {
        let act = Act::now(self.environment.as_ref());
        self.store.write(|transaction| {
            refuse_concluded(&transaction.interview(interview)?)?;
            transaction.erase_payloads(interview)?;
            let values = Values::new(Value::Null);
            act.record_on_interview(transaction, Action::InterviewDiscarded, interview, &values)?;
            transaction.delete_interview(interview)
        })?;
        // What was done is committed; the log is emptied now, or the next time.
        let _ = self.store.settle();
        Ok(())
    }
}

fn refuse_correction(transaction: &Transaction<'_>, old: &Interview) -> Result<()> {
    if old.assessments.iter().any(|it| it.state == AssessmentState::Draft) {
        return Err(Error::refused("This interview is not concluded yet, so it needs no correction: change it."));
    }
    match transaction.correction_of(old.assessments.iter().map(|it| it.id))? {
        None => Ok(()),
        Some(_) => Err(Error::refused(
            "This assessment has a correction already. Go on with that one, or correct it once it is concluded.",
        )),
    }
}

/// Copies an assessment into a correction of its interview.
fn copy(
    transaction: &Transaction<'_>,
    interview: Uuid,
    earlier: &Assessment,
    id: Uuid,
    now: Moment,
    new_id: &dyn Fn() -> Uuid,
) -> Result<()> {
    let draft = Assessment {
        supersedes: Some(earlier.id),
        ..Assessment::draft(id, earlier.definition.clone(), earlier.rule.clone(), earlier.route)
    };
    add(transaction, interview, &draft, now)?;
    for (at, response) in &earlier.responses {
        transaction.record_finding(id, *at, response.finding, now)?;
        transaction.record_note(id, *at, &response.note, now)?;
        transaction.record_reason(id, *at, &response.reason, now)?;
        transaction.record_follow_up(id, *at, response.follow_up, now)?;
        transaction.record_questions(id, *at, &response.questions, now)?;
    }
    for item in &earlier.evidence {
        let item = crate::domain::evidence::Evidence { id: new_id(), ..item.clone() };
        transaction.record_evidence(id, &item, now)?;
    }
    for part in crate::domain::summary::SummaryPart::ALL {
        transaction.record_summary(id, part, earlier.summary.part(part))?;
    }
    if let Some(conclusion) = earlier.state.conclusion() {
        let choice = match conclusion.award.reason {
            None => AwardChoice::AsComputed,
            Some(_) => AwardChoice::Level(conclusion.award.level),
        };
        let reason = conclusion.award.reason.clone().unwrap_or_default();
        transaction.record_proposal(id, &Proposal { choice, reason })?;
    }
    Ok(())
}
