//! The interview, and its conclusion.

use tauri::State;

use crate::conversions::ids::assessment_id;
use crate::error::Answer;
use crate::messages::assessment::{AssessmentView, ConcludeRequest, MoveRequest, NoteRequest, RateRequest, Saved};
use crate::state::App;

/// The assessment as it stands.
#[tauri::command(async)]
pub fn open_assessment(app: State<'_, App>, assessment: String) -> Answer<AssessmentView> {
    let id = assessment_id(&assessment)?;
    let opened = app.with(|workspace| workspace.assessment(id))?;
    Ok(opened.into())
}

/// Records a finding, or takes it back. Answers after the commit.
#[tauri::command(async)]
pub fn rate(app: State<'_, App>, request: RateRequest) -> Answer<Saved> {
    let (id, at, finding) = request.read()?;
    let saved = app.with(|workspace| workspace.rate(id, at, finding))?;
    Ok(saved.into())
}

/// Records a note. Answers after the commit.
#[tauri::command(async)]
pub fn write_note(app: State<'_, App>, request: NoteRequest) -> Answer<Saved> {
    let (id, at, note) = request.read()?;
    let saved = app.with(|workspace| workspace.write_note(id, at, &note))?;
    Ok(saved.into())
}

/// Remembers which statement is open.
#[tauri::command(async)]
pub fn move_to(app: State<'_, App>, request: MoveRequest) -> Answer<()> {
    let (id, at) = request.read()?;
    app.with(|workspace| workspace.move_to(id, at))
}

/// Awards a level and freezes the assessment.
#[tauri::command(async)]
pub fn conclude(app: State<'_, App>, request: ConcludeRequest) -> Answer<AssessmentView> {
    let (id, award, reason) = request.read()?;
    let concluded = app.with(|workspace| workspace.conclude(id, award, reason.as_deref()))?;
    Ok(concluded.into())
}
