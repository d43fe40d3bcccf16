//! Decision rules: those that every workspace has, and one's own.

use uuid::Uuid;

use super::audit::{Act, payloads};
use super::{Made, Workspace, line, unknown};
use crate::domain::audit::{Action, Subject, SubjectKind};
use crate::domain::rating::Rating;
use crate::domain::rule::{DecisionRule, LowerLevels, Percent};
use crate::domain::text::comparable;
use crate::error::{Error, Result};
use crate::store::{Transaction, Values};

/// The four parameters of a rule that is being made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleDraft {
    /// The lowest rating that any rated statement may have.
    pub floor: Rating,
    /// The least mean of band midpoints; none: no mean is asked for.
    pub mean: Option<Percent>,
    /// The least share of statements that are not *no opportunity*.
    pub coverage: Percent,
    /// What is asked of the lower levels.
    pub lower_levels: LowerLevels,
}

impl RuleDraft {
    /// The rule with this name and version.
    #[must_use]
    pub fn named(self, name: String, version: u32) -> DecisionRule {
        let Self { floor, mean, coverage, lower_levels } = self;
        DecisionRule { name, version, floor, mean, coverage, lower_levels }
    }
}

impl From<&DecisionRule> for RuleDraft {
    fn from(rule: &DecisionRule) -> Self {
        Self { floor: rule.floor, mean: rule.mean, coverage: rule.coverage, lower_levels: rule.lower_levels }
    }
}

impl Workspace {
    /// The rules that every workspace has, the default first, then the newest version of each of one's own.
    ///
    /// # Errors
    /// If the workspace can't be read.
    pub fn rules(&mut self) -> Result<Vec<DecisionRule>> {
        self.store.read(all)
    }

    /// Keeps a rule of one's own: version 1, or the next version where the name is known and a parameter differs.
    ///
    /// # Errors
    /// If the name is empty or a preset's.
    pub fn save_rule(&mut self, name: &str, draft: RuleDraft) -> Result<DecisionRule> {
        let act = Act::now(self.environment.as_ref());
        self.store.write(|transaction| {
            let rule = next_version(transaction, name, draft)?;
            let own = transaction.own_rules()?;
            if own.contains(&rule) {
                return Ok(rule);
            }
            transaction.add_rule(&rule, act.now)?;
            let before = own.iter().find(|before| before.name == rule.name);
            let values =
                Values::Json { old: before.map(payloads::rule).unwrap_or_default(), new: payloads::rule(&rule) };
            let subject = Subject::new(SubjectKind::Rule, &rule.name);
            act.record(transaction, Action::RuleSaved, subject, None, &values)?;
            Ok(rule)
        })
    }

    /// What other parameters would make of an assessment. Nothing is kept.
    ///
    /// # Errors
    /// If there is no such assessment.
    pub fn try_rule(&mut self, assessment: Uuid, draft: RuleDraft) -> Result<Made> {
        self.store.read(|transaction| {
            let mut assessment = transaction.assessment(assessment)?;
            // An empty name is no preset's, so that it is tried as a rule of one's own unless it equals a preset.
            let preset = DecisionRule::presets().into_iter().find(|preset| RuleDraft::from(preset) == draft);
            assessment.rule = preset.unwrap_or_else(|| draft.named(String::new(), 1));
            Ok(Made::of(&assessment))
        })
    }
}

/// The rule that a draft becomes under a name.
pub(super) fn next_version(transaction: &Transaction<'_>, name: &str, draft: RuleDraft) -> Result<DecisionRule> {
    let name = line("The rule’s name", name)?;
    if DecisionRule::presets().iter().any(|preset| comparable(&preset.name) == comparable(&name)) {
        return Err(Error::refused(format!(
            "“{name}” is the name of a rule that every workspace has. Give your own rule another name."
        )));
    }
    let known = transaction.own_rules()?.into_iter().find(|rule| comparable(&rule.name) == comparable(&name));
    Ok(match known {
        Some(known) if RuleDraft::from(&known) == draft => known,
        Some(known) => draft.named(known.name, known.version + 1),
        None => draft.named(name, 1),
    })
}

/// All rules to choose from.
pub(super) fn all(transaction: &Transaction<'_>) -> Result<Vec<DecisionRule>> {
    let mut rules = DecisionRule::presets().to_vec();
    rules.extend(transaction.own_rules()?);
    Ok(rules)
}

/// The rule with this name: a preset, or the newest version of one's own.
pub(super) fn named(transaction: &Transaction<'_>, name: &str) -> Result<DecisionRule> {
    let rules = all(transaction)?;
    rules.iter().find(|rule| rule.name == name).cloned().ok_or_else(|| {
        let names: Vec<&str> = rules.iter().map(|rule| rule.name.as_str()).collect();
        unknown("decision rule", name, &format!("There are {}.", names.join(", ")))
    })
}
