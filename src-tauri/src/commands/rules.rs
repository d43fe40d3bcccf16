//! Decision rules.

use tauri::State;

use crate::error::Answer;
use crate::messages::rules::{RuleRequest, RuleView, Tried, TryRuleRequest};
use crate::state::App;

/// The rules to choose from.
#[tauri::command(async)]
pub fn decision_rules(app: State<'_, App>) -> Answer<Vec<RuleView>> {
    let rules = app.with(|workspace| workspace.rules())?;
    Ok(rules.iter().map(Into::into).collect())
}

/// What other parameters would make of an assessment; nothing is kept.
#[tauri::command(async)]
pub fn try_rule(app: State<'_, App>, request: TryRuleRequest) -> Answer<Tried> {
    let (assessment, draft) = request.read()?;
    let made = app.with(|workspace| workspace.try_rule(assessment, draft))?;
    Ok(made.into())
}

/// Keeps a rule of one's own.
#[tauri::command(async)]
pub fn save_rule(app: State<'_, App>, request: RuleRequest) -> Answer<RuleView> {
    let (name, draft) = request.read()?;
    let rule = app.with(|workspace| workspace.save_rule(&name, draft))?;
    Ok((&rule).into())
}
