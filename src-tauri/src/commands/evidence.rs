//! Files that are attached to evidence. Paths come from the system's dialogs, never from the window.

use tauri::{Runtime, State, WebviewWindow};
use tauri_plugin_dialog::DialogExt;
use vouchsafe_core::workspace::{read_files, write_file};

use crate::conversions::ids::assessment_id;
use crate::conversions::report::{chosen_path, chosen_paths};
use crate::error::Answer;
use crate::messages::change::{AttachRequest, Attached};
use crate::state::App;

/// Lets the user choose files and keeps them with an item of evidence; none: the user changed their mind.
#[tauri::command(async)]
pub fn attach_files<R: Runtime>(
    window: WebviewWindow<R>,
    app: State<'_, App>,
    request: AttachRequest,
) -> Answer<Option<Attached>> {
    let (assessment, evidence) = request.read()?;
    let Some(chosen) = window.dialog().file().set_parent(&window).blocking_pick_files() else {
        return Ok(None);
    };
    let files = read_files(&chosen_paths(chosen)?)?;
    let attached = app.with(|workspace| workspace.attach(assessment, evidence, &files))?;
    Ok(Some(attached.into()))
}

/// Lets the user save an attached file; none: the user changed their mind.
#[tauri::command(async)]
pub fn save_attachment<R: Runtime>(
    window: WebviewWindow<R>,
    app: State<'_, App>,
    assessment: String,
    sha256: String,
) -> Answer<Option<String>> {
    let id = assessment_id(&assessment)?;
    let (name, bytes) = app.with(|workspace| workspace.attachment(id, &sha256))?;
    let Some(chosen) = window.dialog().file().set_parent(&window).set_file_name(name).blocking_save_file() else {
        return Ok(None);
    };
    // The system's dialog has asked already whether an existing file may be replaced.
    let path = chosen_path(chosen)?;
    write_file(&path, &bytes, true)?;
    Ok(Some(path.display().to_string()))
}
