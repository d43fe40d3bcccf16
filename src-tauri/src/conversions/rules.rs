//! Decision rules.

use uuid::Uuid;
use vouchsafe_core::domain::rating::{Finding, Rating};
use vouchsafe_core::domain::rule::{DecisionRule, LowerLevels, Percent};
use vouchsafe_core::error::{Error, Result};
use vouchsafe_core::workspace::{Made, RuleDraft};

use super::ids::assessment_id;
use crate::messages::rules::{LowerLevelsName, RuleParameters, RuleRequest, RuleView, Tried, TryRuleRequest};

impl From<&DecisionRule> for RuleView {
    fn from(rule: &DecisionRule) -> Self {
        Self {
            name: rule.name.clone(),
            version: rule.version,
            own: !rule.is_preset(),
            parameters: RuleParameters {
                floor: rule.floor.into(),
                mean_tenths: rule.mean.map(Percent::tenths),
                coverage_tenths: rule.coverage.tenths(),
                lower_levels: match rule.lower_levels {
                    LowerLevels::Met => LowerLevelsName::Met,
                    LowerLevels::Fully => LowerLevelsName::Fully,
                    LowerLevels::Presumed => LowerLevelsName::Presumed,
                },
            },
        }
    }
}

impl RuleParameters {
    fn read(self) -> Result<RuleDraft> {
        let floor: Option<Rating> = Finding::from(self.floor).rating();
        let percent = |what: &str, tenths| {
            Percent::from_tenths(tenths)
                .ok_or_else(|| Error::refused(format!("The {what} is a share from 0 to 100 %, not more.")))
        };
        Ok(RuleDraft {
            floor: floor.ok_or_else(|| Error::refused("The floor is one of the four ratings."))?,
            mean: self.mean_tenths.map(|tenths| percent("mean", tenths)).transpose()?,
            coverage: percent("coverage", self.coverage_tenths)?,
            lower_levels: match self.lower_levels {
                LowerLevelsName::Met => LowerLevels::Met,
                LowerLevelsName::Fully => LowerLevels::Fully,
                LowerLevelsName::Presumed => LowerLevels::Presumed,
            },
        })
    }
}

impl RuleRequest {
    pub(crate) fn read(self) -> Result<(String, RuleDraft)> {
        Ok((self.name, self.parameters.read()?))
    }
}

impl TryRuleRequest {
    pub(crate) fn read(self) -> Result<(Uuid, RuleDraft)> {
        Ok((assessment_id(&self.assessment)?, self.parameters.read()?))
    }
}

impl From<Made> for Tried {
    fn from(made: Made) -> Self {
        Self { outcome: made.into() }
    }
}
