//! SQLite's refusals as sentences: what happened, what is safe, what to do.

use rusqlite::ErrorCode;

use crate::error::{Code, Error};

/// A failed write. The transaction rolls back.
pub(super) fn writing(error: rusqlite::Error) -> Error {
    explained(error, "Nothing was changed; what was saved before is safe.")
}

/// A failed read.
pub(super) fn reading(error: rusqlite::Error) -> Error {
    explained(error, "Nothing was changed.")
}

/// A file that is not as the program wrote it.
pub(super) fn damaged(how: &str) -> Error {
    Error::new(
        Code::Damaged,
        format!("The workspace’s file is damaged: {how}. It was left as it is. Keep it, and restore a backup."),
    )
}

fn explained(error: rusqlite::Error, safe: &str) -> Error {
    let io = |sentence: String| Error::new(Code::Io, sentence);
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => io(format!("The disk is full. {safe} Free some space and try again.")),
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
            io(format!("The workspace can’t be written. {safe} Check the folder’s permissions."))
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            io(format!("Another program holds this workspace. {safe} Try again when it has finished."))
        }
        Some(ErrorCode::SystemIoFailure) => {
            io(format!("The disk did not do what was asked of it ({error}). {safe} Try again."))
        }
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => damaged(&error.to_string()),
        _ => Error::internal(error),
    }
}
