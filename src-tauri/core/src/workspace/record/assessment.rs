//! The skills of an interview, one assessment each.

use uuid::Uuid;

use super::Recording;
use super::values::{level, level_numbered, prose, word};
use crate::domain::interview::{Assessment, AssessmentState, AwardChoice, Interview};
use crate::domain::summary::SummaryPart;
use crate::domain::walk::{Route, Walk};
use crate::error::Result;
use crate::workspace::SkillChoice;
use crate::workspace::conclude::propose;
use crate::workspace::interview_file::{AssessmentMember, AwardedLevel, Located, SummaryMember, WalkMember};
use crate::workspace::interviews::{add, checked_route, draft, first_statement, skill};

const AWARD: &str = "An awarded level is a number from 1 to 7, \"none\", or null for the computed level.";

impl<'a> Recording<'_, 'a> {
    /// Records the assessments of an interview that was begun, and answers with their ids.
    pub(super) fn record_assessments(
        &self,
        interview: &Interview,
        members: &[AssessmentMember<'a>],
    ) -> Result<Vec<Uuid>> {
        let mut recorded: Vec<Assessment> = Vec::new();
        // A report takes the place of one other report.
        let mut corrected = None;
        for member in members {
            let assessment = self.begin_assessment(interview, &recorded, &mut corrected, member)?;
            self.record_content(&assessment, member)?;
            recorded.push(assessment);
        }
        if let (Some(corrected), Some(first)) = (corrected, members.first()) {
            self.refuse_half_a_correction(corrected, &recorded, first)?;
        }
        Ok(recorded.iter().map(|assessment| assessment.id).collect())
    }

    /// A report takes the place of a whole report, so a correction has to cover all that the earlier one did.
    fn refuse_half_a_correction(
        &self,
        corrected: Uuid,
        recorded: &[Assessment],
        first: &AssessmentMember<'a>,
    ) -> Result<()> {
        let earlier = self.transaction.interview(corrected)?.assessments;
        let left_out = earlier.iter().find(|it| recorded.iter().all(|new| new.supersedes != Some(it.id)));
        match left_out {
            None => Ok(()),
            Some(left_out) => Err(self.text.refusal(
                &first.skill,
                format!(
                    "A correction takes the place of the whole earlier report, which also covers {} {} (assessment {}). \
                     Say of that one, too, what it is now.",
                    left_out.definition.edition.name, left_out.definition.code, left_out.id
                ),
            )),
        }
    }

    fn begin_assessment(
        &self,
        interview: &Interview,
        earlier: &[Assessment],
        corrected: &mut Option<Uuid>,
        member: &AssessmentMember<'a>,
    ) -> Result<Assessment> {
        let named = self.text.object(&member.skill)?;
        let (edition, code) = (self.text.string(&named.edition)?, self.text.string(&named.code)?);
        let definition = self.text.locate(&named.edition, skill(self.transaction, &edition, &code))?.definition;
        if earlier.iter().any(|it| it.definition.hash() == definition.hash()) {
            let sentence =
                format!("{} {} stands in this file twice. Keep one.", definition.edition.name, definition.code);
            return Err(self.text.refusal(&member.skill, sentence));
        }
        let route = member.walk.as_ref().map(|walk| self.route(&definition, walk)).transpose()?;
        let rule = self.rule_name(member.rule.as_ref())?;
        let choice = SkillChoice { edition, code, rule, route };
        let mut assessment = self.text.locate(&member.skill, draft(self.transaction, &choice, (self.new_id)()))?;
        if let Some(supersedes) = &member.supersedes {
            assessment.supersedes = Some(self.superseded(interview, &assessment, corrected, supersedes)?);
        }
        add(self.transaction, interview.id, &assessment, self.now)?;
        Ok(assessment)
    }

    fn route(
        &self,
        definition: &crate::domain::definition::Definition,
        member: &Located<'a, WalkMember<'a>>,
    ) -> Result<Route> {
        let given = self.text.object(member)?;
        let walk = word(self.text, &given.order, "order of asking", &Walk::ALL, Walk::name)?;
        match &given.from {
            None => Ok(Route { walk, from: first_statement(definition, None)?.level }),
            Some(from) => {
                let route = Route { walk, from: level(self.text, from)? };
                self.text.locate(from, checked_route(definition, route))
            }
        }
    }

    /// The assessment that this one corrects.
    fn superseded(
        &self,
        interview: &Interview,
        correction: &Assessment,
        corrected: &mut Option<Uuid>,
        member: &Located<'a, String>,
    ) -> Result<Uuid> {
        let given = self.text.string(member)?;
        let refused = |sentence: String| self.text.refusal(member, sentence);
        let id = Uuid::parse_str(&given)
            .map_err(|_| refused(format!("“{given}” is no assessment’s id. `vouch history` lists them.")))?;
        let earlier = self.text.locate(member, self.transaction.assessment(id))?;
        let around = self.transaction.interview(self.transaction.progress(id)?.interview)?;
        if earlier.state == AssessmentState::Draft {
            return Err(refused(format!(
                "Assessment {id} is not concluded yet, so it needs no correction: change it."
            )));
        }
        if around.candidate.id != interview.candidate.id {
            return Err(refused(format!(
                "Assessment {id} is of another candidate. A correction is of the same one, with the same reference."
            )));
        }
        let skill = |it: &Assessment| format!("{}/{}", it.definition.edition.id, it.definition.code);
        if skill(&earlier) != skill(correction) {
            let (was, is) = (skill(&earlier), skill(correction));
            return Err(refused(format!(
                "Assessment {id} is of {was}, and this one of {is}. A correction is of the same skill."
            )));
        }
        if self.transaction.correction_of(std::iter::once(id))?.is_some() {
            return Err(refused(format!(
                "Assessment {id} has a correction already. Go on with that one, or correct it once it is concluded."
            )));
        }
        if *corrected.get_or_insert(around.id) != around.id {
            return Err(refused(format!(
                "Assessment {id} is of another interview than the one corrected above it. Correct them in two files."
            )));
        }
        Ok(id)
    }

    fn record_content(&self, assessment: &Assessment, member: &AssessmentMember<'a>) -> Result<()> {
        self.record_ratings(assessment, &member.ratings)?;
        self.record_evidence(assessment.id, member.evidence.as_ref())?;
        if let Some(summary) = &member.summary {
            self.record_summary(assessment.id, summary)?;
        }
        let award = self.award(member.awarded_level.as_ref())?;
        let reason = prose(self.text, member.award_reason.as_ref(), "The reason for the award")?;
        let proposed = propose(self.transaction, assessment.id, award, reason.as_deref());
        match &member.awarded_level {
            Some(member) => self.text.locate(member, proposed),
            None => proposed,
        }
    }

    fn record_summary(&self, assessment: Uuid, member: &Located<'a, SummaryMember<'a>>) -> Result<()> {
        let summary = self.text.object(member)?;
        for part in SummaryPart::ALL {
            let given = match part {
                SummaryPart::Strengths => &summary.strengths,
                SummaryPart::Gaps => &summary.gaps,
                SummaryPart::NextSteps => &summary.next_steps,
            };
            let what = format!("The text on {}", part.label().to_lowercase());
            let words = prose(self.text, given.as_ref(), &what)?.unwrap_or_default();
            self.transaction.record_summary(assessment, part, &words)?;
        }
        Ok(())
    }

    fn award(&self, member: Option<&Located<'a, AwardedLevel>>) -> Result<AwardChoice> {
        let Some(member) = member else { return Ok(AwardChoice::AsComputed) };
        if !self.text.is_string(member) {
            let number = serde_json::from_str(member.json()).map_err(|_| self.text.refusal(member, AWARD))?;
            return Ok(AwardChoice::Level(Some(self.text.locate(member, level_numbered(number))?)));
        }
        match self.text.string(member)?.as_str() {
            "none" => Ok(AwardChoice::Level(None)),
            _ => Err(self.text.refusal(member, AWARD)),
        }
    }
}
