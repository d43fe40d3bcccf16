//! Signing and exporting. Paths come from the system's dialogs or the user's folders, never from the window.

use std::path::PathBuf;

use tauri::ipc::Response;
use tauri::{Runtime, State, WebviewWindow};
use tauri_plugin_dialog::DialogExt;
use vouchsafe_core::workspace::{Destination, Passphrase};

use crate::conversions::ids::assessment_id;
use crate::conversions::report::{chosen_path, not_opened, signing_view};
use crate::error::Answer;
use crate::messages::report::{DataName, ProfileName, ReportView, SignRequest, SigningView};
use crate::state::App;

/// What will be signed, by whom, and where it will go.
#[tauri::command(async)]
pub fn prepare_signing(app: State<'_, App>, assessment: String) -> Answer<SigningView> {
    let id = assessment_id(&assessment)?;
    let prepared = app.with(|workspace| workspace.prepare_report(id))?;
    Ok(signing_view(prepared, &app.export_folder()))
}

/// Signs the report and writes it into the folder for reports.
#[tauri::command(async)]
pub fn sign_report(app: State<'_, App>, request: SignRequest) -> Answer<ReportView> {
    let (id, passphrase) = (assessment_id(&request.assessment)?, Passphrase::new(request.passphrase));
    let (profile, destination) = (request.profile.into(), Destination::Folder(app.export_folder()));
    let exported =
        app.with_passphrase(|workspace| workspace.export_profile(id, profile, &destination, |_| Ok(passphrase)))?;
    Ok(exported.into())
}

/// The report as it would be signed now, or as it was signed: the bytes of the PDF.
#[tauri::command(async)]
pub fn preview_report(app: State<'_, App>, assessment: String, profile: ProfileName) -> Answer<Response> {
    let id = assessment_id(&assessment)?;
    let pdf = app.with(|workspace| workspace.preview_report(id, profile.into()))?;
    Ok(Response::new(pdf))
}

/// Opens the signed report in the system's viewer.
#[tauri::command(async)]
pub fn open_report(app: State<'_, App>, assessment: String, profile: ProfileName) -> Answer<()> {
    let file = exported(&app, &assessment, profile)?;
    tauri_plugin_opener::open_path(&file, None::<&str>).map_err(|error| not_opened(&file, &error))
}

/// Shows the signed report in its folder.
#[tauri::command(async)]
pub fn show_report(app: State<'_, App>, assessment: String, profile: ProfileName) -> Answer<()> {
    let file = exported(&app, &assessment, profile)?;
    tauri_plugin_opener::reveal_item_in_dir(&file).map_err(|error| not_opened(&file, &error))
}

/// The signed report in the folder for reports; written again where it is not there any more.
fn exported(app: &App, assessment: &str, profile: ProfileName) -> Answer<PathBuf> {
    let id = assessment_id(assessment)?;
    let destination = Destination::Folder(app.export_folder());
    Ok(app.with(|workspace| workspace.export_signed_report(id, profile.into(), &destination))?.file)
}

/// Lets the user choose the folder for reports; none: the user changed their mind.
#[tauri::command(async)]
pub fn choose_folder<R: Runtime>(window: WebviewWindow<R>, app: State<'_, App>) -> Answer<Option<String>> {
    let chosen = window.dialog().file().set_parent(&window).set_directory(app.export_folder()).blocking_pick_folder();
    let folder = chosen.map(chosen_path).transpose()?;
    Ok(folder.inspect(|folder| app.set_export_folder(folder.clone())).map(|folder| folder.display().to_string()))
}

/// Lets the user save one more copy of a signed report; none: the user changed their mind.
#[tauri::command(async)]
pub fn save_copy<R: Runtime>(
    window: WebviewWindow<R>,
    app: State<'_, App>,
    assessment: String,
    profile: ProfileName,
) -> Answer<Option<String>> {
    let (id, profile) = (assessment_id(&assessment)?, profile.into());
    let name = app.with(|workspace| workspace.report_name(id, profile))?;
    let dialog = window.dialog().file().set_parent(&window).add_filter("PDF", &["pdf"]).set_file_name(name);
    let Some(chosen) = dialog.blocking_save_file() else {
        return Ok(None);
    };
    // The system's dialog has asked already whether an existing file may be replaced.
    let destination = Destination::File { path: chosen_path(chosen)?, replace: true };
    let exported = app.with(|workspace| workspace.export_signed_report(id, profile, &destination))?;
    Ok(Some(exported.file.display().to_string()))
}

/// Lets the user save the data of an assessment; none: the user changed their mind.
#[tauri::command(async)]
pub fn save_data<R: Runtime>(
    window: WebviewWindow<R>,
    app: State<'_, App>,
    assessment: String,
    kind: DataName,
) -> Answer<Option<String>> {
    let (id, kind) = (assessment_id(&assessment)?, kind.into());
    let name = app.with(|workspace| workspace.data_name(id, kind))?;
    let Some(chosen) = window.dialog().file().set_parent(&window).set_file_name(name).blocking_save_file() else {
        return Ok(None);
    };
    let destination = Destination::File { path: chosen_path(chosen)?, replace: true };
    let file = app.with(|workspace| workspace.export_data(id, kind, &destination))?;
    Ok(Some(file.display().to_string()))
}
