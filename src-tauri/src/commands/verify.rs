//! Verifying and receiving. The window hands the bytes of a file over, and never learns a path.

use tauri::State;
use tauri::ipc::Request;

use crate::conversions::verify::handed_over;
use crate::error::Answer;
use crate::messages::verify::{ReceivedView, VerifiedView};
use crate::state::App;

/// Whether a file is a report as its signers signed it, and what is known of it here.
#[tauri::command(async)]
pub fn verify_report(app: State<'_, App>, request: Request<'_>) -> Answer<VerifiedView> {
    let (name, bytes) = handed_over(&request)?;
    let verified = app.with(|workspace| workspace.verify(&name, bytes))?;
    Ok(verified.into())
}

/// Keeps a report that was signed elsewhere.
#[tauri::command(async)]
pub fn receive_report(app: State<'_, App>, request: Request<'_>) -> Answer<ReceivedView> {
    let (name, bytes) = handed_over(&request)?;
    let received = app.with(|workspace| workspace.receive(&name, bytes))?;
    Ok(received.into())
}
