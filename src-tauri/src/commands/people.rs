//! Everybody on whom something is held, and erasing them.

use tauri::{Runtime, State, WebviewWindow};
use tauri_plugin_dialog::DialogExt;
use vouchsafe_core::workspace::write_file;

use crate::conversions::ids::candidate_id;
use crate::conversions::report::chosen_path;
use crate::error::Answer;
use crate::messages::people::{EraseRequest, ErasedView, PersonEntry, PersonView, ReceiptRequest};
use crate::state::App;

/// Everybody, by name.
#[tauri::command(async)]
pub fn people(app: State<'_, App>) -> Answer<Vec<PersonEntry>> {
    let people = app.with(|workspace| workspace.people())?;
    Ok(people.into_iter().map(Into::into).collect())
}

/// What is held on somebody, and what is known to be elsewhere.
#[tauri::command(async)]
pub fn person(app: State<'_, App>, candidate: String) -> Answer<PersonView> {
    let id = candidate_id(&candidate)?;
    let record = app.with(|workspace| workspace.person(id))?;
    Ok(record.into())
}

/// Erases somebody for good.
#[tauri::command(async)]
pub fn erase_candidate(app: State<'_, App>, request: EraseRequest) -> Answer<ErasedView> {
    let id = candidate_id(&request.candidate)?;
    let erased = app.with(|workspace| workspace.erase_candidate(id, Some(&request.typed)))?;
    Ok(erased.into())
}

/// Lets the user save the receipt of an erasing; none: the user changed their mind.
#[tauri::command(async)]
pub fn save_receipt<R: Runtime>(
    window: WebviewWindow<R>,
    app: State<'_, App>,
    request: ReceiptRequest,
) -> Answer<Option<String>> {
    let id = candidate_id(&request.candidate)?;
    let receipt = app.with(|workspace| workspace.erasing_receipt(id, request.reference.as_deref()))?;
    let name = format!("{} erasing {}.txt", receipt.erased_at.date(), receipt.entry.sequence);
    let dialog = window.dialog().file().set_parent(&window).add_filter("Text", &["txt"]).set_file_name(name);
    let Some(chosen) = dialog.blocking_save_file() else {
        return Ok(None);
    };
    let path = chosen_path(chosen)?;
    // The system's dialog has asked already whether an existing file may be replaced.
    write_file(&path, receipt.text().as_bytes(), true)?;
    Ok(Some(path.display().to_string()))
}
