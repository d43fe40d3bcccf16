//! Who signs, and who is trusted. Files are chosen in the system's dialogs.

use tauri::{Runtime, State, WebviewWindow};
use tauri_plugin_dialog::DialogExt;
use vouchsafe_core::workspace::write_file;

use crate::conversions::report::chosen_path;
use crate::conversions::signers::signers_view;
use crate::error::Answer;
use crate::messages::signers::{ExportIdentityRequest, ImportIdentityRequest, SignersView};
use crate::state::App;

/// This workspace's identity, and all other signers that it has seen.
#[tauri::command(async)]
pub fn signers(app: State<'_, App>) -> Answer<SignersView> {
    let (identity, signers) = app.with(|workspace| Ok((workspace.identity()?, workspace.signers()?)))?;
    Ok(signers_view(identity, signers))
}

/// Trusts a signer from now on.
#[tauri::command(async)]
pub fn trust_signer(app: State<'_, App>, fingerprint: String) -> Answer<SignersView> {
    app.with(|workspace| workspace.trust_signer(&fingerprint))?;
    signers(app)
}

/// Trusts a signer no longer.
#[tauri::command(async)]
pub fn distrust_signer(app: State<'_, App>, fingerprint: String) -> Answer<SignersView> {
    app.with(|workspace| workspace.distrust_signer(&fingerprint))?;
    signers(app)
}

/// Lets the user save the root certificate; none: the user changed their mind.
#[tauri::command(async)]
pub fn save_root<R: Runtime>(window: WebviewWindow<R>, app: State<'_, App>) -> Answer<Option<String>> {
    let root = app.with(|workspace| workspace.root_certificate())?;
    let dialog = window.dialog().file().set_parent(&window).set_file_name("vouchsafe-root.pem");
    let Some(chosen) = dialog.add_filter("PEM", &["pem"]).blocking_save_file() else {
        return Ok(None);
    };
    // The system's dialog has asked already whether an existing file may be replaced.
    let path = chosen_path(chosen)?;
    write_file(&path, root.as_bytes(), true)?;
    Ok(Some(path.display().to_string()))
}

/// Lets the user choose a PKCS#12 file with an identity, which signs from then on; none: the user changed their mind.
#[tauri::command(async)]
pub fn import_identity<R: Runtime>(
    window: WebviewWindow<R>,
    app: State<'_, App>,
    request: ImportIdentityRequest,
) -> Answer<Option<SignersView>> {
    let (opens, known) = request.read();
    app.with_passphrase(|workspace| workspace.check_passphrase(&known))?;
    let dialog = window.dialog().file().set_parent(&window).add_filter("PKCS#12", &["p12", "pfx"]);
    let Some(chosen) = dialog.blocking_pick_file() else {
        return Ok(None);
    };
    let path = chosen_path(chosen)?;
    app.with(|workspace| workspace.import_identity(&path, &opens, |_| Ok(known)))?;
    signers(app).map(Some)
}

/// Lets the user save the identity as a PKCS#12 file; none: the user changed their mind.
#[tauri::command(async)]
pub fn export_identity<R: Runtime>(
    window: WebviewWindow<R>,
    app: State<'_, App>,
    request: ExportIdentityRequest,
) -> Answer<Option<String>> {
    let (opens, known) = request.read()?;
    app.with_passphrase(|workspace| workspace.check_passphrase(&known))?;
    app.with(|workspace| workspace.root_certificate())?;
    let dialog = window.dialog().file().set_parent(&window).add_filter("PKCS#12", &["p12"]);
    let Some(chosen) = dialog.set_file_name("vouchsafe-identity.p12").blocking_save_file() else {
        return Ok(None);
    };
    // The system's dialog has asked already whether an existing file may be replaced.
    let path = chosen_path(chosen)?;
    app.with(|workspace| workspace.export_identity(&path, true, &opens, |_| Ok(known)))?;
    Ok(Some(path.display().to_string()))
}
