//! Backups and damage. Files are named by their names in the folder for backups, or chosen in the system's dialogs.

use std::ops::ControlFlow;
use std::path::Path;

use tauri::{Runtime, State, WebviewWindow};
use tauri_plugin_dialog::DialogExt;
use vouchsafe_core::error::Result;
use vouchsafe_core::workspace::{
    Passphrase, Progress, Reader, System, backup_file, restore_backup as restore, salvage as rescue,
};

use crate::conversions::backups::backups_view;
use crate::conversions::report::chosen_path;
use crate::error::Answer;
use crate::messages::vault::{BackupSchedule, BackupsView, IntegrityView};
use crate::state::App;

/// The backups, and when they are made.
#[tauri::command(async)]
pub fn backups(app: State<'_, App>) -> Answer<BackupsView> {
    view(&app)
}

/// Makes a backup now, and reads it back.
#[tauri::command(async)]
pub fn make_backup(app: State<'_, App>) -> Answer<BackupsView> {
    let ticket = app.safekeeping.ticket();
    let job = app.with(|workspace| workspace.backup(None))?;
    app.safekeeping.work(ticket, |progress| job.run(progress))?;
    view(&app)
}

/// Reads the whole of a backup. What is wrong with it stands in the answer.
#[tauri::command(async)]
pub fn verify_backup(app: State<'_, App>, name: String) -> Answer<BackupsView> {
    let file = backup_file(app.workspace_folder(), &name)?;
    let read = reading(&app, |reader, progress| reader.verify_backup(&file, progress));
    app.safekeeping.read(&name, read?);
    view(&app)
}

/// Sets how often backups are made.
#[tauri::command(async)]
pub fn schedule_backups(app: State<'_, App>, schedule: BackupSchedule) -> Answer<BackupsView> {
    app.with(|workspace| workspace.set_backup_schedule(schedule.into()))?;
    view(&app)
}

/// Lets the user choose the folder for backups; none: the user changed their mind.
#[tauri::command(async)]
pub fn choose_backup_folder<R: Runtime>(window: WebviewWindow<R>, app: State<'_, App>) -> Answer<Option<BackupsView>> {
    let folder = app.with(|workspace| workspace.backup_settings())?.folder;
    let Some(chosen) = window.dialog().file().set_parent(&window).set_directory(folder).blocking_pick_folder() else {
        return Ok(None);
    };
    let folder = chosen_path(chosen)?;
    app.with(|workspace| workspace.set_backup_folder(&folder))?;
    view(&app).map(Some)
}

/// Puts a backup in the place of the workspace, which is set aside. The workspace is locked then.
#[tauri::command(async)]
pub fn restore_backup(app: State<'_, App>, name: String) -> Answer<()> {
    let file = backup_file(app.workspace_folder(), &name)?;
    put_back(&app, &file)
}

/// The same with a file that the user chooses; none: the user changed their mind.
#[tauri::command(async)]
pub fn restore_other_backup<R: Runtime>(window: WebviewWindow<R>, app: State<'_, App>) -> Answer<Option<bool>> {
    let dialog = window.dialog().file().set_parent(&window).add_filter("Vouchsafe", &["vouchsafe-backup"]);
    let Some(chosen) = dialog.blocking_pick_file() else {
        return Ok(None);
    };
    put_back(&app, &chosen_path(chosen)?)?;
    Ok(Some(true))
}

/// Sets the damaged file aside and keeps what can be read of it.
#[tauri::command(async)]
pub fn salvage(app: State<'_, App>, passphrase: String) -> Answer<IntegrityView> {
    let known = Passphrase::new(passphrase);
    let salvaged = app.slowed_down(|| app.replace(|folder| rescue(folder, &System, &known)))?;
    Ok(IntegrityView { problems: salvaged.lost })
}

/// Reads the whole file and says what is damaged.
#[tauri::command(async)]
pub fn check_integrity(app: State<'_, App>) -> Answer<IntegrityView> {
    Ok(IntegrityView { problems: reading(&app, |reader, _| reader.check_integrity())?? })
}

fn put_back(app: &App, file: &Path) -> Answer<()> {
    let mut on = |_, _| ControlFlow::Continue(());
    if app.is_open() {
        // While there is a key, all of the backup is checked before anything is closed.
        reading(app, |reader, progress| reader.verify_backup(file, progress))??;
    }
    app.replace(|folder| restore(folder, &System, file, None, true, &mut on))?;
    Ok(())
}

/// Reads something with the key, beside what else is done, until the workspace is locked.
fn reading<T>(app: &App, read: impl FnOnce(&Reader, &mut Progress<'_>) -> Result<T>) -> Answer<Result<T>> {
    let ticket = app.safekeeping.ticket();
    let reader = app.with(|workspace| workspace.reader())?;
    // The reader goes with the work, so that no key is left once that has stopped.
    Ok(app.safekeeping.work(ticket, move |progress| read(&reader, progress)))
}

fn view(app: &App) -> Answer<BackupsView> {
    let (settings, listed) = app.with(|workspace| Ok((workspace.backup_settings()?, workspace.backups()?)))?;
    Ok(backups_view(&settings, listed, &app.safekeeping.found(), app.safekeeping.failed()))
}
