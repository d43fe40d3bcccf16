//! The interview, and its conclusion.

use tauri::State;

use crate::conversions::ids::{assessment_id, interview_id};
use crate::error::Answer;
use crate::messages::assessment::{AssessmentView, MoveRequest};
use crate::messages::change::{ChangeRequest, Saved, Undone};
use crate::messages::sitting::{SittingRequest, SittingStatus};
use crate::state::App;

/// The assessment as it stands.
#[tauri::command(async)]
pub fn open_assessment(app: State<'_, App>, assessment: String) -> Answer<AssessmentView> {
    let id = assessment_id(&assessment)?;
    let opened = app.with(|workspace| workspace.assessment(id))?;
    Ok(opened.into())
}

/// Keeps a change. Answers after the commit.
#[tauri::command(async)]
pub fn change(app: State<'_, App>, request: ChangeRequest) -> Answer<Saved> {
    let (interview, wanted) = request.read()?;
    let saved = app.with(|workspace| workspace.change(interview, wanted))?;
    Ok(saved.into())
}

/// Takes the last change back.
#[tauri::command(async)]
pub fn undo(app: State<'_, App>, request: SittingRequest) -> Answer<Undone> {
    let (interview, shown) = request.read()?;
    let undone = app.with(|workspace| workspace.undo(interview, shown))?;
    Ok(undone.into())
}

/// Does again what was taken back last.
#[tauri::command(async)]
pub fn redo(app: State<'_, App>, request: SittingRequest) -> Answer<Undone> {
    let (interview, shown) = request.read()?;
    let redone = app.with(|workspace| workspace.redo(interview, shown))?;
    Ok(redone.into())
}

/// Remembers which statement is open.
#[tauri::command(async)]
pub fn move_to(app: State<'_, App>, request: MoveRequest) -> Answer<()> {
    let (id, at) = request.read()?;
    app.with(|workspace| workspace.move_to(id, at))
}

/// Stops the interview's time.
#[tauri::command(async)]
pub fn pause(app: State<'_, App>, interview: String) -> Answer<SittingStatus> {
    let id = interview_id(&interview)?;
    let status = app.with(|workspace| workspace.pause(id))?;
    Ok(status.into())
}

/// Lets the interview's time go on.
#[tauri::command(async)]
pub fn resume(app: State<'_, App>, interview: String) -> Answer<SittingStatus> {
    let id = interview_id(&interview)?;
    let status = app.with(|workspace| workspace.resume(id))?;
    Ok(status.into())
}

/// Awards what is proposed and freezes the sitting.
#[tauri::command(async)]
pub fn conclude(app: State<'_, App>, request: SittingRequest) -> Answer<AssessmentView> {
    let (interview, shown) = request.read()?;
    let concluded = app.with(|workspace| workspace.conclude_sitting(interview, shown))?;
    Ok(concluded.into())
}

/// Begins a correction of a concluded interview.
#[tauri::command(async)]
pub fn correct(app: State<'_, App>, assessment: String) -> Answer<AssessmentView> {
    let id = assessment_id(&assessment)?;
    let opened = app.with(|workspace| workspace.correct(id))?;
    Ok(opened.into())
}

/// Deletes an interview of which nothing is concluded.
#[tauri::command(async)]
pub fn discard(app: State<'_, App>, interview: String) -> Answer<()> {
    let id = interview_id(&interview)?;
    app.with(|workspace| workspace.discard(id))
}
