//! Concluding: the assessor awards the levels of a sitting, and its assessments freeze.

use uuid::Uuid;

use super::audit::{self, Act};
use super::changes::keep;
use super::responses::refuse_frozen;
use super::signing::{Around, request};
use super::{OpenAssessment, Workspace, settings};
use crate::domain::audit::Action;
use crate::domain::change::{AssessmentChange, Change};
use crate::domain::definition::{Definition, LevelDefinition};
use crate::domain::interview::{Assessment, Award, AwardChoice, AwardRefusal, Conclusion, Proposal};
use crate::domain::level::Level;
use crate::domain::moment::Moment;
use crate::error::{Code, Error, Result};
use crate::report;
use crate::signature;
use crate::store::{Transaction, Values};

impl Workspace {
    /// Awards what is proposed, and freezes all assessments of a sitting. `shown` is the one to answer with.
    ///
    /// # Errors
    /// If it is concluded already, if a level differs from the computed one without a reason
    /// ([`Code::ReasonMissing`]), or if a text has a character that can't be printed; then nothing is concluded.
    pub fn conclude_sitting(&mut self, interview: Uuid, shown: Uuid) -> Result<OpenAssessment> {
        let act = Act::now(self.environment.as_ref());
        self.store.write(|transaction| conclude(transaction, interview, &act))?;
        self.store.settle();
        self.assessment(shown)
    }

    /// Awards a level on one assessment and freezes its sitting.
    ///
    /// # Errors
    /// As [`conclude_sitting`](Self::conclude_sitting), or if the level is not defined.
    pub fn conclude(&mut self, id: Uuid, award: AwardChoice, reason: Option<&str>) -> Result<OpenAssessment> {
        let act = Act::now(self.environment.as_ref());
        let proposal = Proposal { choice: award, reason: reason.unwrap_or_default().to_owned() };
        self.store.write(|transaction| {
            let interview = transaction.progress(id)?.interview;
            let change = Change::Assessment(id, AssessmentChange::Proposal(proposal));
            keep(transaction, interview, change, Action::Changed, &act)?;
            conclude(transaction, interview, &act)
        })?;
        self.store.settle();
        self.assessment(id)
    }
}

/// Records what is to be awarded on an assessment.
pub(super) fn propose(
    transaction: &Transaction<'_>,
    id: Uuid,
    choice: AwardChoice,
    reason: Option<&str>,
) -> Result<()> {
    let assessment = transaction.assessment(id)?;
    refuse_frozen(&assessment)?;
    if let AwardChoice::Level(Some(level)) = choice {
        refuse_undefined(&assessment.definition, level)?;
    }
    let reason = super::note("The reason for the award", reason.unwrap_or_default())?;
    award(&assessment, &Proposal { choice, reason: reason.clone() })?;
    transaction.record_proposal(id, &Proposal { choice, reason })
}

/// Awards and freezes within a transaction. The sitting ends now, unless it has ended.
pub(super) fn conclude(transaction: &Transaction<'_>, id: Uuid, act: &Act<'_>) -> Result<()> {
    let interview = transaction.interview(id)?;
    interview.assessments.iter().try_for_each(refuse_frozen)?;
    let mut sitting = interview.sitting;
    sitting.end(act.now);
    transaction.record_sitting(id, &sitting)?;
    conclude_as_ended(transaction, id, act.now)?;
    let values = Values::new(audit::payloads::concluded(&transaction.interview(id)?));
    audit::conclude(transaction, act, id, &values)
}

/// The same for a sitting whose end is known already, or will never be. What could be taken back no longer can, and
/// what was taken back is forgotten.
pub(super) fn conclude_as_ended(transaction: &Transaction<'_>, id: Uuid, now: Moment) -> Result<()> {
    let interview = transaction.interview(id)?;
    interview.assessments.iter().try_for_each(refuse_frozen)?;
    transaction.delete_removed_assessments(id)?;
    transaction.delete_removed_evidence(id)?;
    transaction.delete_edits(id)?;
    transaction.delete_loose_attachments()?;
    transaction.record_end(id)?;
    for assessment in &interview.assessments {
        transaction.delete_idle_reasons(assessment.id)?;
        let computed = assessment.outcome().computed;
        let conclusion = Conclusion { award: award(assessment, &assessment.proposal)?, concluded_at: now };
        transaction.record_conclusion(assessment.id, computed, &conclusion)?;
    }
    // What is concluded no longer changes, so there has to be a report of it that can be signed.
    let around = Around::of(settings::settings(transaction)?.notices);
    let report = report::render(&request(&transaction.interview(id)?, "", now, &around))?;
    signature::refuse_unsignable(&report.pdf)
}

/// What is awarded by a proposal.
fn award(assessment: &Assessment, proposal: &Proposal) -> Result<Award> {
    let computed = assessment.outcome().computed;
    Award::new(&assessment.definition, computed, proposal.level(computed), Some(&proposal.reason))
        .map_err(|refusal| refused(&assessment.definition, refusal))
}

/// Refuses a level at which a skill is not defined.
pub(super) fn refuse_undefined(definition: &Definition, level: Level) -> Result<()> {
    match definition.level(level).is_some_and(LevelDefinition::is_defined) {
        true => Ok(()),
        false => Err(refused(definition, AwardRefusal::NotDefined(level))),
    }
}

fn refused(definition: &Definition, refusal: AwardRefusal) -> Error {
    match refusal {
        AwardRefusal::NotDefined(level) => Error::refused(format!(
            "Level {level} can’t be awarded, because the skill is not defined at that level. Award a defined level, or none."
        )),
        AwardRefusal::ReasonMissing { computed, awarded } => Error::new(
            Code::ReasonMissing,
            format!(
                "{}: the awarded level ({}) differs from the computed one ({}), and no reason is given. Give the \
                 reason; the report prints it.",
                definition.code,
                named(awarded),
                named(computed)
            ),
        ),
    }
}

fn named(level: Option<Level>) -> String {
    level.map_or_else(|| "none".to_owned(), |level| level.to_string())
}
