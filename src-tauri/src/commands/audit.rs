//! The audit trail.

use tauri::State;

use crate::conversions::audit::{PAGE, page};
use crate::error::Answer;
use crate::messages::audit::{AuditPage, AuditRequest, AuditVerdict};
use crate::state::App;

/// Some entries of the trail, the latest first.
#[tauri::command(async)]
pub fn audit_trail(app: State<'_, App>, request: AuditRequest) -> Answer<AuditPage> {
    let interview = request.interview()?;
    let entries = app.with(|workspace| workspace.audit_events(interview, request.before, PAGE + 1))?;
    Ok(page(entries))
}

/// Whether the trail is whole.
#[tauri::command(async)]
pub fn verify_audit(app: State<'_, App>) -> Answer<AuditVerdict> {
    let verdict = app.with(|workspace| workspace.verify_audit(&[]))?;
    Ok(verdict.into())
}
