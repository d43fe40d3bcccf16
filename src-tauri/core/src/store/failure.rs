//! SQLite's refusals as sentences: what happened, what is safe, what to do.

use rusqlite::ErrorCode;

use crate::error::{Code, Error};

/// A failed write. The transaction rolls back.
pub(super) fn writing(error: rusqlite::Error) -> Error {
    let safe = "Nothing was changed; what was saved before is safe.";
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => {
            Error::new(Code::Io, format!("The disk is full. {safe} Free some space and try again."))
        }
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
            Error::new(Code::Io, format!("The workspace can’t be written. {safe} Check the folder’s permissions."))
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::new(
            Code::Io,
            format!("Another program is writing to this workspace. {safe} Try again when it has finished."),
        ),
        Some(ErrorCode::SystemIoFailure) => {
            Error::new(Code::Io, format!("The disk did not take the data ({error}). {safe} Try again."))
        }
        _ => reading(error),
    }
}

/// A failed read.
pub(super) fn reading(error: rusqlite::Error) -> Error {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Error::new(
            Code::Io,
            format!(
                "The workspace’s file is damaged ({error}). Nothing was changed; keep the file and restore a backup."
            ),
        ),
        Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) => {
            Error::new(Code::Io, format!("The workspace could not be read ({error}). Nothing was changed."))
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::new(
            Code::Io,
            "Another program holds this workspace. Nothing was changed; try again when it has finished.",
        ),
        _ => Error::internal(error),
    }
}
