//! Bringing a change to the disk.

use uuid::Uuid;

use super::Transaction;
use crate::domain::change::{AssessmentChange, Change, ResponseChange};
use crate::domain::moment::Moment;
use crate::error::Result;

impl Transaction<'_> {
    /// Records the value that a thing of an interview gets.
    ///
    /// # Errors
    /// If an assessment that it is about is no longer a draft, or if the file can't be written.
    pub fn apply(&self, interview: Uuid, change: &Change, now: Moment) -> Result<()> {
        match change {
            Change::Assessment(id, change) => {
                self.apply_to_assessment(*id, change, now)?;
                return self.touch(*id, now);
            }
            Change::Conduct(conduct) => self.record_conduct(interview, conduct),
            Change::Comment(comment) => self.record_comment(interview, comment),
            Change::Agreement(agreement) => self.record_agreement(interview, *agreement),
            Change::Acknowledgement(acknowledgement) => self.record_acknowledgement(interview, acknowledgement),
            Change::MissingBecause(reason) => self.record_missing_because(interview, reason),
        }?;
        self.touch_all(interview, now)
    }

    fn apply_to_assessment(&self, id: Uuid, change: &AssessmentChange, now: Moment) -> Result<()> {
        match change {
            AssessmentChange::Response(at, change) => match change {
                ResponseChange::Finding(finding) => self.record_finding(id, *at, *finding, now),
                ResponseChange::Note(text) => self.record_note(id, *at, text, now),
                ResponseChange::Reason(text) => self.record_reason(id, *at, text, now),
                ResponseChange::FollowUp(follow_up) => self.record_follow_up(id, *at, *follow_up, now),
                ResponseChange::Questions(questions) => self.record_questions(id, *at, questions, now),
            },
            AssessmentChange::Evidence(_, Some(evidence)) => self.record_evidence(id, evidence, now),
            AssessmentChange::Evidence(evidence, None) => self.remove_evidence(id, *evidence, now),
            AssessmentChange::Rule(rule) => self.record_rule(id, rule),
            AssessmentChange::Route(route) => self.record_route(id, *route),
            AssessmentChange::Summary(part, text) => self.record_summary(id, *part, text),
            AssessmentChange::Proposal(proposal) => self.record_proposal(id, proposal),
            AssessmentChange::Presence(present) => self.record_presence(id, *present),
        }
    }
}
