//! The page on which an interview begins.

use vouchsafe_core::error::{Error, Result};
use vouchsafe_core::workspace::{CandidateChoice, Origin, StartChoices, StartInterview};

use super::assessment::count;
use super::ids::{candidate_id, level};
use crate::messages::start::{
    AssessorEntry, CandidateEntry, CandidateOption, LevelOption, RuleOption, SkillOption, StartForm, StartRequest,
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
        let rules = choices.rules.into_iter().map(|rule| RuleOption { in_words: rule.in_words(), name: rule.name });
        Self {
            candidates: candidates.collect(),
            skills: skills.collect(),
            rules: rules.collect(),
            assessor: choices
                .assessor
                .map(|assessor| AssessorEntry { name: assessor.name, organisation: assessor.organisation }),
        }
    }
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
            assessor_name: request.assessor.name,
            assessor_organisation: request.assessor.organisation,
            edition: request.edition,
            code: request.code,
            rule: request.rule,
            purpose: request.purpose,
            start_level: Some(level(request.start_level)?),
            started_at: None,
        })
    }
}
