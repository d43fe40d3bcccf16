//! Beginning an interview.

use tauri::State;

use crate::error::Answer;
use crate::messages::assessment::AssessmentView;
use crate::messages::start::{AddSkillRequest, StartForm, StartRequest};
use crate::state::App;

/// What there is to choose from.
#[tauri::command(async)]
pub fn start_form(app: State<'_, App>) -> Answer<StartForm> {
    let choices = app.with(|workspace| workspace.start_choices())?;
    Ok(choices.into())
}

/// Begins an interview.
#[tauri::command(async)]
pub fn start_interview(app: State<'_, App>, request: StartRequest) -> Answer<AssessmentView> {
    let request = request.try_into()?;
    let opened = app.with(|workspace| workspace.start_interview(&request))?;
    Ok(opened.into())
}

/// Adds a skill to a sitting.
#[tauri::command(async)]
pub fn add_skill(app: State<'_, App>, request: AddSkillRequest) -> Answer<AssessmentView> {
    let (interview, choice) = request.read()?;
    let opened = app.with(|workspace| workspace.add_skill(interview, &choice))?;
    Ok(opened.into())
}
