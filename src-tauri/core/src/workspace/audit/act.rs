//! One intention on its way into the trail.

use uuid::Uuid;

use crate::domain::audit::{Action, Deed, Head, Payload, SALT, Subject, SubjectKind};
use crate::domain::moment::Moment;
use crate::error::Result;
use crate::store::{Step, Transaction, Values};
use crate::workspace::Environment;

/// When somebody does something, and what is needed to record it. One intention has one time, however many events.
pub(in crate::workspace) struct Act<'a> {
    /// When.
    pub(in crate::workspace) now: Moment,
    monotonic: Option<i64>,
    environment: &'a dyn Environment,
}

impl<'a> Act<'a> {
    /// Something that is done now.
    pub(in crate::workspace) fn now(environment: &'a dyn Environment) -> Self {
        Self::at(environment.now(), environment)
    }

    /// Something that is done at a time that was read just now.
    pub(in crate::workspace) fn at(now: Moment, environment: &'a dyn Environment) -> Self {
        Self { now, monotonic: environment.monotonic(), environment }
    }

    /// Adds an event to the trail.
    pub(in crate::workspace) fn record(
        &self,
        transaction: &Transaction<'_>,
        action: Action,
        subject: Subject,
        interview: Option<Uuid>,
        values: &Values,
    ) -> Result<()> {
        self.record_step(transaction, action, subject, interview, values, Step::None).map(|_| ())
    }

    /// Adds an event about an interview.
    pub(in crate::workspace) fn record_on_interview(
        &self,
        transaction: &Transaction<'_>,
        action: Action,
        interview: Uuid,
        values: &Values,
    ) -> Result<()> {
        self.record(transaction, action, Subject::new(SubjectKind::Interview, &interview), Some(interview), values)
    }

    /// Adds an event that may belong to what can be taken back, and returns its number.
    pub(in crate::workspace) fn record_step(
        &self,
        transaction: &Transaction<'_>,
        action: Action,
        subject: Subject,
        interview: Option<Uuid>,
        values: &Values,
        step: Step,
    ) -> Result<i64> {
        let (deed, payload) = self.deed(transaction, action, subject, interview, values)?;
        transaction.add_event(&deed, &payload, step)
    }

    /// Adds an event about the workspace after another one than the last that is there: that one is lost.
    pub(in crate::workspace) fn record_after(
        &self,
        transaction: &Transaction<'_>,
        before: &Head,
        action: Action,
        values: &Values,
    ) -> Result<()> {
        let (deed, payload) = self.deed(transaction, action, Subject::workspace(), None, values)?;
        transaction.add_event_after(before, &deed, &payload, Step::None).map(|_| ())
    }

    fn deed(
        &self,
        transaction: &Transaction<'_>,
        action: Action,
        subject: Subject,
        interview: Option<Uuid>,
        values: &Values,
    ) -> Result<(Deed, Payload)> {
        let actor = match transaction.assessor_name(interview)? {
            Some(name) => name,
            None => self.environment.account(),
        };
        let deed = Deed { at: self.now, monotonic: self.monotonic, actor, action, subject, interview };
        let mut salt = vec![0; SALT];
        self.environment.fill_random(&mut salt)?;
        Ok((deed, Payload { salt, text: values.to_text()? }))
    }
}
