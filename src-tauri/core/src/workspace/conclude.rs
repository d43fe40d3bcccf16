//! Concluding: the assessor awards a level, and the assessment freezes.

use uuid::Uuid;

use super::interviews::open;
use super::reports::request;
use super::responses::refuse_frozen;
use super::{OpenAssessment, Workspace, note};
use crate::domain::interview::{Award, AwardRefusal, Conclusion, Interview};
use crate::domain::level::Level;
use crate::domain::moment::Moment;
use crate::error::{Code, Error, Result};
use crate::report;
use crate::store::Transaction;

/// What is to be awarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AwardRequest {
    /// The level that the rule computes, or no level where it computes none.
    AsComputed,
    /// This level; none: no level is awarded.
    Level(Option<Level>),
}

impl Workspace {
    /// Awards a level and freezes the assessment.
    ///
    /// # Errors
    /// If it is concluded already, if the level is not defined, if the level differs from the computed one without a
    /// reason ([`Code::ReasonMissing`]), or if a text has a character that can't be printed.
    pub fn conclude(&mut self, id: Uuid, award: AwardRequest, reason: Option<&str>) -> Result<OpenAssessment> {
        let now = self.environment.now();
        self.store.write(|transaction| {
            conclude(transaction, id, award, reason, now)?;
            open(transaction, id)
        })
    }
}

/// Awards and freezes within a transaction.
pub(super) fn conclude(
    transaction: &Transaction<'_>,
    id: Uuid,
    award: AwardRequest,
    reason: Option<&str>,
    now: Moment,
) -> Result<()> {
    let assessment = transaction.assessment(id)?;
    refuse_frozen(&assessment)?;
    let computed = assessment.outcome().computed;
    let level = match award {
        AwardRequest::AsComputed => computed,
        AwardRequest::Level(level) => level,
    };
    let reason = reason.map(|reason| note("The reason for the award", reason)).transpose()?;
    let award = Award::new(&assessment.definition, computed, level, reason.as_deref()).map_err(refused)?;
    transaction.record_conclusion(id, computed, &Conclusion { award, concluded_at: now })?;
    refuse_unprintable(&transaction.interview(transaction.progress(id)?.interview)?, now)
}

/// What is concluded no longer changes, so it has to be printable before.
fn refuse_unprintable(interview: &Interview, now: Moment) -> Result<()> {
    match interview.assessments.iter().all(|assessment| assessment.state.conclusion().is_some()) {
        true => report::check(&request(interview, "", now)),
        false => Ok(()),
    }
}

fn refused(refusal: AwardRefusal) -> Error {
    match refusal {
        AwardRefusal::NotDefined(level) => Error::refused(format!(
            "Level {level} can’t be awarded, because the skill is not defined at that level. Award a defined level, or none."
        )),
        AwardRefusal::ReasonMissing { computed, awarded } => Error::new(
            Code::ReasonMissing,
            format!(
                "The awarded level ({}) differs from the computed one ({}), and no reason is given. Give the reason; \
                 the report prints it.",
                named(awarded),
                named(computed)
            ),
        ),
    }
}

fn named(level: Option<Level>) -> String {
    level.map_or_else(|| "none".to_owned(), |level| level.to_string())
}
