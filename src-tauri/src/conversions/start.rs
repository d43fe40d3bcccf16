//! The page on which an interview begins.

use uuid::Uuid;
use vouchsafe_core::domain::conduct::Conduct;
use vouchsafe_core::domain::interview::{Assessor, Interview};
use vouchsafe_core::error::{Error, Result};
use vouchsafe_core::workspace::{CandidateChoice, Origin, SkillChoice, StartChoices, StartInterview};

use super::assessment::count;
use super::ids::{candidate_id, interview_id};
use crate::messages::start::{
    AddSkillRequest, AssessorEntry, CandidateEntry, CandidateOption, LastStart, LevelOption, SkillOption, StartForm,
    StartRequest,
};

impl From<StartChoices> for StartForm {
    fn from(choices: StartChoices) -> Self {
        let candidates = choices.candidates.into_iter().map(|candidate| CandidateOption {
            id: candidate.id.to_string(),
            name: candidate.name,
            reference: candidate.reference,
            role: candidate.role,
        });
        let skills = choices.skills.iter().map(|stored| SkillOption {
            skill: (&stored.definition).into(),
            levels: stored
                .definition
                .levels
                .iter()
                .filter(|entry| entry.is_defined())
                .map(|entry| LevelOption {
                    level: entry.level.number(),
                    phrase: entry.level.guiding_phrase().to_owned(),
                    statements: count(entry.statements().len()),
                })
                .collect(),
            imported: stored.origin == Origin::Imported,
        });
        Self {
            candidates: candidates.collect(),
            skills: skills.collect(),
            rules: choices.rules.iter().map(Into::into).collect(),
            assessor: choices
                .assessor
                .map(|assessor| AssessorEntry { name: assessor.name, organisation: assessor.organisation }),
            last: choices.last.as_ref().and_then(last_start),
        }
    }
}

/// What is worth proposing again. What belongs to one candidate alone is not.
fn last_start(last: &Interview) -> Option<LastStart> {
    let assessment = last.assessments.first()?;
    let conduct = Conduct {
        identity_check: None,
        consent: None,
        adjustments: String::new(),
        interruptions: String::new(),
        ..last.conduct.clone()
    };
    Some(LastStart {
        edition: assessment.definition.edition.id.to_string(),
        code: assessment.definition.code.to_string(),
        rule: assessment.rule.name.clone(),
        route: assessment.route.into(),
        purpose: last.purpose.clone(),
        conduct: (&conduct).into(),
    })
}

impl TryFrom<StartRequest> for StartInterview {
    type Error = Error;

    fn try_from(request: StartRequest) -> Result<Self> {
        let candidate = match request.candidate {
            CandidateEntry::Known { id } => CandidateChoice::Known(candidate_id(&id)?),
            CandidateEntry::New { name, reference, role } => CandidateChoice::New { name, reference, role },
        };
        Ok(Self {
            candidate,
            assessor: Assessor {
                name: request.assessor.name,
                organisation: request.assessor.organisation,
                ..Assessor::default()
            },
            skill: SkillChoice {
                edition: request.edition,
                code: request.code,
                rule: request.rule,
                route: Some(request.route.read()?),
            },
            purpose: request.purpose,
            conduct: request.conduct.into(),
            started_at: None,
        })
    }
}

impl AddSkillRequest {
    pub(crate) fn read(self) -> Result<(Uuid, SkillChoice)> {
        let route = Some(self.route.read()?);
        let choice = SkillChoice { edition: self.edition, code: self.code, rule: self.rule, route };
        Ok((interview_id(&self.interview)?, choice))
    }
}
