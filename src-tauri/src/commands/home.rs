//! The home screen.

use tauri::State;

use crate::error::Answer;
use crate::messages::assessment::AssessmentView;
use crate::messages::home::{Home, SearchHit};
use crate::state::App;

/// Interviews in progress, and history.
#[tauri::command(async)]
pub fn home(app: State<'_, App>) -> Answer<Home> {
    let overview = app.with(|workspace| workspace.overview())?;
    Ok(overview.into())
}

/// Where every word of the query is found.
#[tauri::command(async)]
pub fn search(app: State<'_, App>, query: String) -> Answer<Vec<SearchHit>> {
    let hits = app.with(|workspace| workspace.search(&query))?;
    Ok(hits.into_iter().map(Into::into).collect())
}

/// Begins an interview with somebody invented.
#[tauri::command(async)]
pub fn begin_sample(app: State<'_, App>) -> Answer<AssessmentView> {
    let opened = app.with(|workspace| workspace.begin_sample())?;
    Ok(opened.into())
}
