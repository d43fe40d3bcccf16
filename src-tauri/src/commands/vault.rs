//! Opening and locking the workspace, and what opens it. No passphrase is answered or kept.

use tauri::{Runtime, State, WebviewWindow};
use tauri_plugin_dialog::DialogExt;
use vouchsafe_core::workspace::{Passphrase, System, Workspace};

use crate::conversions::report::chosen_path;
use crate::conversions::vault::{recovery_code_view, vault_view};
use crate::error::Answer;
use crate::messages::vault::{ChangePassphraseRequest, RecoverRequest, RecoveryCodeView, VaultView};
use crate::renewal;
use crate::state::App;

/// Whether the workspace can be read, and what has to happen first.
#[tauri::command(async)]
pub fn vault(app: State<'_, App>) -> Answer<VaultView> {
    let minutes = if app.is_open() { Some(app.with(|it| Ok(it.settings()?.auto_lock_minutes))?) } else { None };
    Ok(vault_view(app.workspace_folder(), minutes, app.safekeeping.damage(), app.keychain()))
}

/// Makes the workspace, or encrypts one of an earlier version, and draws its recovery code.
#[tauri::command(async)]
pub fn create_vault(app: State<'_, App>, passphrase: String) -> Answer<RecoveryCodeView> {
    let chosen = Passphrase::chosen(passphrase)?;
    let code = app.open(|folder| Workspace::found(folder, Box::new(System), &chosen))?;
    Ok(recovery_code_view(&code))
}

/// Opens the workspace; of an open one the passphrase is only checked.
#[tauri::command(async)]
pub fn unlock(app: State<'_, App>, passphrase: String) -> Answer<()> {
    app.unlock(&Passphrase::new(passphrase))
}

/// Opens the workspace with the key in this computer's keychain.
#[tauri::command(async)]
pub fn unlock_with_keychain(app: State<'_, App>) -> Answer<()> {
    app.unlock_with_keychain()
}

/// Opens the workspace with the recovery code, gives it a new passphrase and draws another code.
#[tauri::command(async)]
pub fn recover(app: State<'_, App>, request: RecoverRequest) -> Answer<RecoveryCodeView> {
    let (typed, chosen) = request.read()?;
    let code = app.open(|folder| Workspace::recover(folder, Box::new(System), &typed, &chosen))?;
    Ok(recovery_code_view(&code))
}

/// Closes the workspace, wipes its key, and loads the window anew; there is no page left that could hear an answer.
#[tauri::command(async)]
pub fn lock<R: Runtime>(window: WebviewWindow<R>, app: State<'_, App>) {
    app.lock(|| renewal::begin_anew(&window));
}

/// Gives the workspace another passphrase.
#[tauri::command(async)]
pub fn change_passphrase(app: State<'_, App>, request: ChangePassphraseRequest) -> Answer<()> {
    let (current, chosen) = request.read()?;
    app.with_passphrase(|workspace| workspace.change_passphrase(&current, &chosen))
}

/// Draws another recovery code.
#[tauri::command(async)]
pub fn renew_recovery_code(app: State<'_, App>, passphrase: String) -> Answer<RecoveryCodeView> {
    let known = Passphrase::new(passphrase);
    let code = app.with_passphrase(|workspace| workspace.renew_recovery_code(&known))?;
    Ok(recovery_code_view(&code))
}

/// Lets the user save a copy that is not encrypted; none: the user changed their mind.
#[tauri::command(async)]
pub fn export_plain<R: Runtime>(
    window: WebviewWindow<R>,
    app: State<'_, App>,
    passphrase: String,
) -> Answer<Option<String>> {
    let known = Passphrase::new(passphrase);
    app.with_passphrase(|workspace| workspace.check_passphrase(&known))?;
    let dialog = window.dialog().file().set_parent(&window).set_file_name("vouchsafe-not-encrypted.db");
    let Some(chosen) = dialog.blocking_save_file() else {
        return Ok(None);
    };
    // The system's dialog has asked already whether an existing file may be replaced.
    let path = chosen_path(chosen)?;
    app.with_passphrase(|workspace| workspace.export_plain(&known, &path, true))?;
    Ok(Some(path.display().to_string()))
}

/// Puts a copy of the workspace's key into this computer's keychain.
#[tauri::command(async)]
pub fn add_to_keychain(app: State<'_, App>, passphrase: String) -> Answer<()> {
    app.add_to_keychain(&Passphrase::new(passphrase))
}

/// Removes that copy.
#[tauri::command(async)]
pub fn remove_from_keychain(app: State<'_, App>) -> Answer<()> {
    app.remove_from_keychain()
}
