//! What an assessor sets once.

use tauri::State;
use vouchsafe_core::error::Result;
use vouchsafe_core::workspace::{Settings, Workspace};

use crate::conversions::settings::settings_view;
use crate::error::Answer;
use crate::messages::settings::{SettingsEntry, SettingsView};
use crate::state::App;

/// The settings as they are.
#[tauri::command(async)]
pub fn settings(app: State<'_, App>) -> Answer<SettingsView> {
    view(&app, Workspace::settings)
}

/// Keeps the settings.
#[tauri::command(async)]
pub fn save_settings(app: State<'_, App>, request: SettingsEntry) -> Answer<SettingsView> {
    let wanted = request.into();
    view(&app, |workspace| workspace.save_settings(&wanted))
}

fn view(app: &App, settings: impl FnOnce(&mut Workspace) -> Result<Settings>) -> Answer<SettingsView> {
    let (settings, in_keychain) = app.with(|workspace| Ok((settings(workspace)?, workspace.is_in_keychain())))?;
    Ok(settings_view(settings, in_keychain, app.workspace_folder()))
}
