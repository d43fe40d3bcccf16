//! What an assessor sets once.

use tauri::State;

use crate::conversions::settings::settings_view;
use crate::error::Answer;
use crate::messages::settings::{SettingsEntry, SettingsView};
use crate::state::App;

/// The settings as they are.
#[tauri::command(async)]
pub fn settings(app: State<'_, App>) -> Answer<SettingsView> {
    let (settings, key) = app.with(|workspace| Ok((workspace.settings()?, workspace.identity()?)))?;
    Ok(settings_view(settings, key, app.workspace_folder()))
}

/// Keeps the settings.
#[tauri::command(async)]
pub fn save_settings(app: State<'_, App>, request: SettingsEntry) -> Answer<SettingsView> {
    let wanted = request.into();
    let (settings, key) = app.with(|workspace| Ok((workspace.save_settings(&wanted)?, workspace.identity()?)))?;
    Ok(settings_view(settings, key, app.workspace_folder()))
}
