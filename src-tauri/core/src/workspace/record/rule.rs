//! The decision rule of an assessment.

use super::Recording;
use super::values::{name, percent, word};
use crate::domain::rating::Rating;
use crate::domain::rule::{DecisionRule, LowerLevels};
use crate::error::Result;
use crate::workspace::interview_file::{Located, OwnRuleMember, RuleMember};
use crate::workspace::rules::{self, RuleDraft};

/// Ratings, the best one first, as the schema lists them.
const FLOORS: [Rating; 4] = [Rating::Fully, Rating::Largely, Rating::Partly, Rating::NotMet];
const LOWER_LEVELS: [LowerLevels; 3] = [LowerLevels::Met, LowerLevels::Fully, LowerLevels::Presumed];

impl<'a> Recording<'_, 'a> {
    /// The rule's name; a rule of one's own is kept in the workspace, where its newest version is this one.
    pub(super) fn rule_name(&self, member: Option<&Located<'a, RuleMember<'a>>>) -> Result<String> {
        let Some(member) = member else { return Ok("consistent".to_owned()) };
        if self.text.is_string(member) {
            let name = self.text.string(member)?;
            return self.text.locate(member, rules::named(self.transaction, &name).map(|rule| rule.name));
        }
        if !member.json().starts_with('{') {
            return Err(self.text.refusal(
                member,
                "A rule is a name in quotation marks, or an object with name, floor, mean, coverage and lower_levels.",
            ));
        }
        self.own_rule(&self.text.object(&member.cast::<OwnRuleMember<'a>>())?)
    }

    fn own_rule(&self, own: &OwnRuleMember<'a>) -> Result<String> {
        let draft = RuleDraft {
            floor: word(self.text, &own.floor, "rating that can be the lowest one", &FLOORS, Rating::name)?,
            mean: own.mean.as_ref().map(|member| percent(self.text, member)).transpose()?,
            coverage: percent(self.text, &own.coverage)?,
            lower_levels: word(
                self.text,
                &own.lower_levels,
                "demand on lower levels",
                &LOWER_LEVELS,
                LowerLevels::name,
            )?,
        };
        let name = name(self.text, &own.name, "The rule’s name")?;
        // Whoever writes out a preset's parameters means the preset.
        if DecisionRule::preset(&name).is_some_and(|preset| RuleDraft::from(&preset) == draft) {
            return Ok(name);
        }
        let rule = self.text.locate(&own.name, rules::next_version(self.transaction, &name, draft))?;
        if !self.transaction.own_rules()?.contains(&rule) {
            self.transaction.add_rule(&rule, self.now)?;
        }
        Ok(rule.name)
    }
}
