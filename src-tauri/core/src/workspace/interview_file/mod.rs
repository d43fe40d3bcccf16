//! The interview file: a whole interview as JSON, for scripts and for moving drafts of other tools here.
//!
//! Each member is kept as the very slice of the file that it was read from ([`Located`]), so that a refusal can
//! name the line, also where the JSON is right and the meaning is not.

mod assessment;
mod evidence;
mod located;
mod rule;
mod sign_off;
mod sitting;

use schemars::{JsonSchema, Schema};
use serde::Deserialize;

use crate::error::Result;

pub(super) use assessment::{
    AssessmentMember, AwardedLevel, QuestionMember, RatingMember, SkillMember, SummaryMember, WalkMember,
};
pub(super) use evidence::EvidenceMember;
pub(super) use located::{FileText, Located};
pub(super) use rule::{OwnRuleMember, RuleMember};
pub(super) use sign_off::{AcknowledgementMember, SignOffMember};
pub(super) use sitting::{AssessorMember, CandidateMember, ConductMember, PauseMember};

/// A whole interview: who, how, against what, by which rule, what was found, and what the candidate says to it.
///
/// One skill stands in the members of the file itself; several stand in `assessments`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Vouchsafe interview file", transform = either_one_skill_or_several)]
pub(super) struct InterviewFile<'a> {
    /// Who was interviewed.
    #[serde(borrow)]
    pub(super) candidate: Located<'a, CandidateMember<'a>>,
    /// Who interviewed.
    #[serde(borrow)]
    pub(super) assessor: Located<'a, AssessorMember<'a>>,
    /// What the assessment is for.
    #[serde(borrow, default)]
    pub(super) purpose: Option<Located<'a, String>>,
    /// When the interview began, RFC 3339 with offset; now, where it is left out.
    #[serde(borrow, default)]
    pub(super) started_at: Option<Located<'a, String>>,
    /// How the interview was held.
    #[serde(borrow, default)]
    pub(super) conduct: Option<Located<'a, ConductMember<'a>>>,
    /// What the candidate says to the result.
    #[serde(borrow, default)]
    pub(super) sign_off: Option<Located<'a, SignOffMember<'a>>>,
    /// The skills of the interview, where there are several: each with the members that follow here for a single one.
    #[serde(borrow, default)]
    pub(super) assessments: Option<Located<'a, Vec<Located<'a, AssessmentMember<'a>>>>>,
    /// Against which definition: the workspace's current one of this edition and code.
    #[serde(borrow, default)]
    skill: Option<Located<'a, SkillMember<'a>>>,
    /// The decision rule: a name, or a rule of one's own; `consistent` where it is left out.
    #[serde(borrow, default)]
    rule: Option<Located<'a, RuleMember<'a>>>,
    /// In which order the statements were asked about; from the lowest level up, where it is left out.
    #[serde(borrow, default)]
    walk: Option<Located<'a, WalkMember<'a>>>,
    /// What was found; a statement that is left out was not explored.
    #[serde(borrow, default)]
    ratings: Option<Located<'a, Vec<Located<'a, RatingMember<'a>>>>>,
    /// What the ratings rest on, in the order in which the report numbers it.
    #[serde(borrow, default)]
    evidence: Option<Located<'a, Vec<Located<'a, EvidenceMember<'a>>>>>,
    /// What the assessor tells the candidate beside the level.
    #[serde(borrow, default)]
    summary: Option<Located<'a, SummaryMember<'a>>>,
    /// Absent or null: the computed level. A level, or "none" for no level: with a reason where it differs.
    #[serde(borrow, default)]
    awarded_level: Option<Located<'a, AwardedLevel>>,
    /// Why the awarded level differs from the computed one.
    #[serde(borrow, default)]
    award_reason: Option<Located<'a, String>>,
    /// The id of the concluded assessment that this one corrects: of the same candidate and the same skill.
    #[serde(borrow, default)]
    supersedes: Option<Located<'a, String>>,
}

/// The members of a single skill, which stand in the file itself or in each of its `assessments`.
const OF_ONE_SKILL: [&str; 9] =
    ["skill", "rule", "walk", "ratings", "evidence", "summary", "awarded_level", "award_reason", "supersedes"];

impl<'a> InterviewFile<'a> {
    /// The file's members, each still as it stands there.
    ///
    /// # Errors
    /// If it is not JSON, or not an interview file; the sentence names the line.
    pub(super) fn read(text: FileText<'a>) -> Result<Self> {
        text.whole()
    }

    /// The skills of the interview, at least one, with the sitting's own members left behind.
    ///
    /// # Errors
    /// If there is none, or if both forms are mixed; the sentence names the line.
    pub(super) fn take_assessments(&mut self, text: FileText<'a>) -> Result<Vec<AssessmentMember<'a>>> {
        let Some(several) = &self.assessments else { return self.take_only_assessment(text).map(|only| vec![only]) };
        if let Some((name, spot)) = self.first_of_one_skill() {
            return Err(text.refusal(
                &spot,
                format!("`{name}` can’t stand beside `assessments`; write it into the assessment that it belongs to."),
            ));
        }
        let list = text.list(several)?;
        if list.is_empty() {
            return Err(text.refusal(several, "`assessments` is empty. Write an assessment for each skill."));
        }
        list.iter().map(|member| text.object(member)).collect()
    }

    fn take_only_assessment(&mut self, text: FileText<'a>) -> Result<AssessmentMember<'a>> {
        match (self.skill.take(), self.ratings.take()) {
            (Some(skill), Some(ratings)) => Ok(AssessmentMember {
                skill,
                rule: self.rule.take(),
                walk: self.walk.take(),
                ratings,
                evidence: self.evidence.take(),
                summary: self.summary.take(),
                awarded_level: self.awarded_level.take(),
                award_reason: self.award_reason.take(),
                supersedes: self.supersedes.take(),
            }),
            (Some(skill), None) => Err(text.refusal(
                &skill,
                "`ratings` is missing beside `skill`. Write the list; it is empty where nothing was rated.",
            )),
            (None, _) => Err(text.refusal_of_whole(
                "there is no `skill`. Name one, or write several skills as a list of `assessments`.",
            )),
        }
    }

    /// The first member that belongs to a single skill.
    fn first_of_one_skill(&self) -> Option<(&'static str, located::Spot<'a>)> {
        let spots = [
            self.skill.as_ref().map(Located::spot),
            self.rule.as_ref().map(Located::spot),
            self.walk.as_ref().map(Located::spot),
            self.ratings.as_ref().map(Located::spot),
            self.evidence.as_ref().map(Located::spot),
            self.summary.as_ref().map(Located::spot),
            self.awarded_level.as_ref().map(Located::spot),
            self.award_reason.as_ref().map(Located::spot),
            self.supersedes.as_ref().map(Located::spot),
        ];
        OF_ONE_SKILL.into_iter().zip(spots).find_map(|(name, spot)| Some((name, spot?)))
    }
}

/// Tells the schema that the two forms exclude each other.
fn either_one_skill_or_several(schema: &mut Schema) {
    let absent = serde_json::json!({"type": "null"});
    let beside: serde_json::Map<_, _> = OF_ONE_SKILL.iter().map(|name| ((*name).to_owned(), absent.clone())).collect();
    let forms = serde_json::json!([
        {
            "title": "One skill",
            "required": ["skill", "ratings"],
            "properties": {
                "skill": {"type": "object"},
                "ratings": {"type": "array"},
                "assessments": absent,
            },
        },
        {
            "title": "Several skills",
            "required": ["assessments"],
            "properties": beside.into_iter()
                .chain([("assessments".to_owned(), serde_json::json!({"type": "array", "minItems": 1}))])
                .collect::<serde_json::Map<_, _>>(),
        },
    ]);
    schema.insert("oneOf".to_owned(), forms);
}

/// The JSON Schema of interview files (draft 2020-12).
#[must_use]
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(InterviewFile).to_value()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::schema;
    use crate::domain::conduct::{Consent, Mode};
    use crate::domain::evidence::EvidenceKind;
    use crate::domain::rating::{Finding, Rating};
    use crate::domain::rule::LowerLevels;
    use crate::domain::sign_off::Agreement;
    use crate::domain::walk::Walk;

    /// The words that a type of the schema allows.
    fn words(schema: &Value, name: &str) -> Vec<String> {
        let alternatives = schema["$defs"][name]["oneOf"].as_array().expect(name);
        alternatives.iter().map(|it| it["const"].as_str().expect("a word").to_owned()).collect()
    }

    /// The schema's words are types of their own, so that each has a description; they must not drift away.
    #[test]
    fn the_words_of_the_schema_are_those_that_are_read() {
        let schema = schema();
        assert_eq!(words(&schema, "EvidenceKindMember"), EvidenceKind::ALL.map(EvidenceKind::name));
        assert_eq!(words(&schema, "FindingMember"), Finding::RECORDED.map(Finding::name));
        let best_first = Rating::ALL.into_iter().rev().map(Rating::name).collect::<Vec<_>>();
        assert_eq!(words(&schema, "FloorMember"), best_first);
        let lower = [LowerLevels::Met, LowerLevels::Fully, LowerLevels::Presumed];
        assert_eq!(words(&schema, "LowerLevelsMember"), lower.map(LowerLevels::name));
        assert_eq!(words(&schema, "ModeMember"), Mode::ALL.map(Mode::name));
        assert_eq!(words(&schema, "ConsentMember"), Consent::ALL.map(Consent::name));
        assert_eq!(words(&schema, "OrderMember"), Walk::ALL.map(Walk::name));
        assert_eq!(words(&schema, "AgreementMember"), Agreement::ALL.map(Agreement::name));
    }

    /// Every object refuses what it does not know, and says what each member is.
    #[test]
    fn every_member_is_described() {
        let schema = schema();
        let types = schema["$defs"].as_object().expect("types").values();
        let mut members = 0;
        for object in types.chain([&schema]).filter(|it| it["properties"].is_object()) {
            assert_eq!(object["additionalProperties"], false, "{object:#}");
            for (member, of) in object["properties"].as_object().expect("members") {
                assert!(of["description"].is_string(), "{member} in {object:#}");
                members += 1;
            }
        }
        assert!(members > 60, "{members}");
    }
}
