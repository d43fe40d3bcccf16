//! Who met, when, and how.

use super::Recording;
use super::values::{moment, name, name_or_none, prose, word};
use crate::domain::conduct::{Conduct, Consent, Mode, Pause, Sitting};
use crate::domain::interview::{Assessor, Candidate, Interview};
use crate::domain::moment::Moment;
use crate::error::Result;
use crate::workspace::candidates::{self, CandidateChoice};
use crate::workspace::interview_file::{
    AssessorMember, CandidateMember, ConductMember, InterviewFile, Located, PauseMember,
};
use crate::workspace::interviews;
use crate::workspace::wanted::checked_conduct;

impl<'a> Recording<'_, 'a> {
    /// Adds the interview, with nothing assessed yet.
    pub(super) fn begin(&self, file: &InterviewFile<'a>) -> Result<Interview> {
        let candidate = self.candidate(&file.candidate)?;
        let assessor = self.assessor(&file.assessor)?;
        let purpose = prose(self.text, file.purpose.as_ref(), "The purpose")?;
        let started_at = file.started_at.as_ref().map(|member| moment(self.text, member)).transpose()?;
        let mut sitting = Sitting::beginning(started_at.unwrap_or(self.now));
        let mut conduct = Conduct::default();
        if let Some(member) = &file.conduct {
            let held = self.text.object(member)?;
            if started_at.is_none() {
                self.refuse_times(&held)?;
            }
            self.time(&mut sitting, &held)?;
            conduct = self.text.locate(member, checked_conduct(&self.conduct(&held)?))?;
        }
        let interview = Interview {
            purpose: purpose.filter(|purpose| !purpose.trim().is_empty()),
            conduct,
            sitting: sitting.clone(),
            ..Interview::beginning((self.new_id)(), candidate, assessor, sitting.started_at)
        };
        self.transaction.add_interview(&interview)?;
        self.transaction.record_sitting(interview.id, &sitting)?;
        Ok(interview)
    }

    fn candidate(&self, member: &Located<'a, CandidateMember<'a>>) -> Result<Candidate> {
        let candidate = self.text.object(member)?;
        let choice = CandidateChoice::New {
            name: name(self.text, &candidate.name, "The candidate’s name")?,
            reference: name_or_none(self.text, candidate.reference.as_ref(), "The candidate’s reference")?,
            role: name_or_none(self.text, candidate.role.as_ref(), "The candidate’s role")?,
        };
        // What is left to refuse is that the reference is somebody else's.
        self.text.locate(member, candidates::resolve(self.transaction, &choice, (self.new_id)(), self.now))
    }

    fn assessor(&self, member: &Located<'a, AssessorMember<'a>>) -> Result<Assessor> {
        let assessor = self.text.object(member)?;
        let line = |member: Option<&Located<'a, String>>, what: &str| name_or_none(self.text, member, what);
        let typed = Assessor {
            name: name(self.text, &assessor.name, "The assessor’s name")?,
            organisation: line(assessor.organisation.as_ref(), "The assessor’s organisation")?,
            qualification: line(assessor.qualification.as_ref(), "The assessor’s qualification")?,
            independence: prose(self.text, assessor.independence.as_ref(), "The declaration of independence")?
                .unwrap_or_default(),
        };
        self.text.locate(member, interviews::assessor(self.transaction, &typed))
    }

    /// Refuses pauses and an end of an interview that is not said to have begun.
    fn refuse_times(&self, held: &ConductMember<'a>) -> Result<()> {
        let spots = [held.ended_at.as_ref().map(Located::spot), held.pauses.as_ref().map(Located::spot)];
        match spots.into_iter().flatten().next() {
            None => Ok(()),
            Some(spot) => {
                Err(self.text.refusal(&spot, "`started_at` is missing, without which the interview begins only now."))
            }
        }
    }

    /// Sets pauses and end. Nobody measured these times, they were written down: they have to be in order.
    fn time(&self, sitting: &mut Sitting, held: &ConductMember<'a>) -> Result<()> {
        let end = held.ended_at.as_ref().map(|member| moment(self.text, member)).transpose()?;
        let began = sitting.started_at;
        if let (Some(member), Some(ended_at)) = (&held.ended_at, end)
            && is_before(ended_at, began)
        {
            return Err(self.text.refusal(
                member,
                format!("The interview ended at {ended_at}, before it began at {began}. Correct one of the times."),
            ));
        }
        let mut earliest = began;
        for member in self.text.list_or_none(held.pauses.as_ref())? {
            let pause = self.pause(&member, began, earliest, end)?;
            earliest = pause.until.unwrap_or(earliest);
            sitting.pauses.push(pause);
        }
        sitting.ended_at = end;
        Ok(())
    }

    /// A pause that begins no earlier than the last one ended, and lies within the interview.
    fn pause(
        &self,
        member: &Located<'a, PauseMember<'a>>,
        began: Moment,
        earliest: Moment,
        end: Option<Moment>,
    ) -> Result<Pause> {
        let pause = self.text.object(member)?;
        let (from, until) = (moment(self.text, &pause.from)?, moment(self.text, &pause.until)?);
        if is_before(from, began) {
            let sentence = format!("A pause began at {from}, before the interview began at {began}. Correct it.");
            return Err(self.text.refusal(&pause.from, sentence));
        }
        if is_before(from, earliest) {
            let sentence = format!(
                "A pause began at {from}, before the one above it ended at {earliest}. Write pauses in their order."
            );
            return Err(self.text.refusal(&pause.from, sentence));
        }
        if !is_before(from, until) {
            let sentence = format!("A pause ended at {until}, not after it began at {from}. Correct it.");
            return Err(self.text.refusal(&pause.until, sentence));
        }
        if let Some(end) = end.filter(|end| is_before(*end, until)) {
            let sentence = format!("A pause ended at {until}, after the interview ended at {end}. Correct it.");
            return Err(self.text.refusal(&pause.until, sentence));
        }
        Ok(Pause { from, until: Some(until) })
    }

    fn conduct(&self, held: &ConductMember<'a>) -> Result<Conduct> {
        let line = |member: Option<&Located<'a, String>>, what: &str| name_or_none(self.text, member, what);
        let words = |member: Option<&Located<'a, String>>, what: &str| {
            prose(self.text, member, what).map(Option::unwrap_or_default)
        };
        let mode = |member| word(self.text, member, "way of meeting", &Mode::ALL, Mode::name);
        let consent = |member| word(self.text, member, "answer on consent", &Consent::ALL, Consent::name);
        let observers = self.text.list_or_none(held.observers.as_ref())?;
        let observers = observers.iter().map(|member| name(self.text, member, "The observer’s name"));
        Ok(Conduct {
            mode: held.mode.as_ref().map(mode).transpose()?,
            place: line(held.place.as_ref(), "The place")?,
            identity_check: line(held.identity_check.as_ref(), "How the identity was checked")?,
            consent: held.consent.as_ref().map(consent).transpose()?,
            sponsor: line(held.sponsor.as_ref(), "The sponsor")?,
            observers: observers.collect::<Result<_>>()?,
            adjustments: words(held.adjustments.as_ref(), "The text on adjustments")?,
            interruptions: words(held.interruptions.as_ref(), "The text on interruptions")?,
        })
    }
}

pub(super) fn is_before(one: Moment, other: Moment) -> bool {
    one.instant() < other.instant()
}
