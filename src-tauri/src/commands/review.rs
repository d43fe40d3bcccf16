//! Received reports and their review. Paths come from the system's dialogs or the user's folders, never from the window.

use tauri::ipc::Response;
use tauri::{Runtime, State, WebviewWindow};
use tauri_plugin_dialog::DialogExt;
use vouchsafe_core::workspace::{Destination, Passphrase};

use crate::conversions::report::{chosen_path, not_opened};
use crate::error::Answer;
use crate::messages::review::{CountersignRequest, CountersignedReport, ReceivedReport, ReviewView, SaveReviewRequest};
use crate::state::App;

/// The reports that were received, the one that came last first.
#[tauri::command(async)]
pub fn received_reports(app: State<'_, App>) -> Answer<Vec<ReceivedReport>> {
    let received = app.with(|workspace| workspace.received_reports())?;
    Ok(received.into_iter().map(Into::into).collect())
}

/// A received report as it is kept: the bytes of the PDF.
#[tauri::command(async)]
pub fn preview_received(app: State<'_, App>, report: String) -> Answer<Response> {
    let pdf = app.with(|workspace| workspace.received_pdf(&report))?;
    Ok(Response::new(pdf))
}

/// A received report for its reviewer, and the review as far as it is.
#[tauri::command(async)]
pub fn review(app: State<'_, App>, report: String) -> Answer<ReviewView> {
    let open = app.with(|workspace| workspace.review(&report))?;
    Ok(open.into())
}

/// Keeps a review that is not signed yet.
#[tauri::command(async)]
pub fn save_review(app: State<'_, App>, request: SaveReviewRequest) -> Answer<()> {
    let draft = request.review.read()?;
    app.with(|workspace| workspace.save_review(&request.report, &draft))?;
    Ok(())
}

/// Signs the review and writes the report into the folder for reports.
#[tauri::command(async)]
pub fn countersign(app: State<'_, App>, request: CountersignRequest) -> Answer<CountersignedReport> {
    let (report, name, passphrase) = (request.report, request.name, Passphrase::new(request.passphrase));
    let destination = Destination::Folder(app.export_folder());
    let exported = app.with_passphrase(|workspace| {
        workspace.countersign(&report, name.as_deref(), &destination, |_| Ok(passphrase))
    })?;
    Ok(exported.try_into()?)
}

/// Lets the user save a copy of a received report; none: the user changed their mind.
#[tauri::command(async)]
pub fn save_received<R: Runtime>(
    window: WebviewWindow<R>,
    app: State<'_, App>,
    report: String,
) -> Answer<Option<String>> {
    let name = app.with(|workspace| workspace.received_name(&report))?;
    let dialog = window.dialog().file().set_parent(&window).add_filter("PDF", &["pdf"]).set_file_name(name);
    let Some(chosen) = dialog.blocking_save_file() else {
        return Ok(None);
    };
    // The system's dialog has asked already whether an existing file may be replaced.
    let destination = Destination::File { path: chosen_path(chosen)?, replace: true };
    let exported = app.with(|workspace| workspace.export_received(&report, &destination))?;
    Ok(Some(exported.file.display().to_string()))
}

/// Shows a received report in the folder for reports; it is written there where it is not.
#[tauri::command(async)]
pub fn show_received(app: State<'_, App>, report: String) -> Answer<()> {
    let destination = Destination::Folder(app.export_folder());
    let file = app.with(|workspace| workspace.export_received(&report, &destination))?.file;
    tauri_plugin_opener::reveal_item_in_dir(&file).map_err(|error| not_opened(&file, &error))
}
