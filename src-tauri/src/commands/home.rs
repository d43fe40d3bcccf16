//! The home screen.

use tauri::State;

use crate::error::Answer;
use crate::messages::home::Home;
use crate::state::App;

/// Interviews in progress, and history.
#[tauri::command(async)]
pub fn home(app: State<'_, App>) -> Answer<Home> {
    let overview = app.with(|workspace| workspace.overview())?;
    Ok(overview.into())
}
