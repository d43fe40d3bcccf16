//! A sample interview, for trying the program without anybody opposite.

use uuid::Uuid;

use super::audit::{Act, payloads};
use super::interviews::{NewIds, begin, open};
use super::{CandidateChoice, OpenAssessment, SkillChoice, StartInterview, Workspace};
use crate::domain::audit::Action;
use crate::domain::conduct::{Conduct, Mode};
use crate::domain::interview::{Assessor, Candidate, Question};
use crate::domain::rating::{Finding, Rating};
use crate::error::Result;
use crate::store::Values;

/// The id of the sample's candidate, which nobody else can have: others are made of time and chance.
pub(super) const CANDIDATE: Uuid = Uuid::from_u128(0x5361_6d70_6c65_8000_8000_0000_0000_0000);

/// What is rated at the beginning, statement by statement from the lowest level up.
const FINDINGS: [Finding; 6] = [
    Finding::Rated(Rating::Fully),
    Finding::Rated(Rating::Fully),
    Finding::Rated(Rating::Fully),
    Finding::Rated(Rating::Largely),
    Finding::NoOpportunity,
    Finding::Rated(Rating::Fully),
];

impl Workspace {
    /// Begins an interview with somebody invented, partly rated; the one that is there already, as long as it is a
    /// draft.
    ///
    /// # Errors
    /// If the workspace can't be written.
    pub fn begin_sample(&mut self) -> Result<OpenAssessment> {
        let ids = NewIds { candidate: CANDIDATE, ..NewIds::from(self) };
        let act = Act::at(ids.now, self.environment.as_ref());
        self.store.write(|transaction| {
            for entry in transaction.drafts()? {
                if is_sample(&transaction.candidate_of(entry.interview)?) {
                    return open(transaction, entry.assessment);
                }
            }
            let is_known = transaction.candidates()?.iter().any(is_sample);
            let id = begin(transaction, &request(is_known), &ids)?;
            let places: Vec<_> = transaction.assessment(id)?.definition.statement_refs().collect();
            for (at, finding) in places.iter().zip(FINDINGS) {
                transaction.record_finding(id, *at, finding, ids.now)?;
                if finding == Finding::NoOpportunity {
                    transaction.record_reason(id, *at, "Another team does this at the moment.", ids.now)?;
                }
            }
            if let Some(first) = places.first() {
                let question = Question {
                    asked: "What did you do in the first hour of your last shift?".to_owned(),
                    answered: "Read the handover, looked at the open alarms, called the one who had left.".to_owned(),
                };
                transaction.record_questions(id, *first, &[question], ids.now)?;
                transaction.record_note(id, *first, "Calm and in order, with the times from memory.", ids.now)?;
            }
            if let Some(next) = places.get(FINDINGS.len()) {
                transaction.record_place(id, *next)?;
            }
            let values = Values::new(payloads::interview(&transaction.interview(ids.interview)?));
            act.record_on_interview(transaction, Action::InterviewBegun, ids.interview, &values)?;
            open(transaction, id)
        })
    }
}

/// Whether somebody is the sample's candidate.
pub(super) fn is_sample(candidate: &Candidate) -> bool {
    candidate.id == CANDIDATE
}

fn request(is_known: bool) -> StartInterview {
    let invented = CandidateChoice::New {
        name: "Amara Okafor".to_owned(),
        reference: None,
        role: Some("Operations engineer, invented for trying".to_owned()),
    };
    StartInterview {
        candidate: if is_known { CandidateChoice::Known(CANDIDATE) } else { invented },
        assessor: Assessor { name: "Sample assessor".to_owned(), ..Assessor::default() },
        skill: SkillChoice {
            edition: "sfia-8".to_owned(),
            code: "ITOP".to_owned(),
            rule: "consistent".to_owned(),
            route: None,
        },
        purpose: Some("To try the program".to_owned()),
        conduct: Conduct { mode: Some(Mode::InPerson), ..Conduct::default() },
        started_at: None,
    }
}
