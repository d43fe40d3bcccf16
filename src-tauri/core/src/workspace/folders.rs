//! Where things go on this machine unless the user says otherwise.

use std::path::PathBuf;

use crate::error::{Error, Result};

/// The workspace's folder: `vouchsafe` in the platform's folder for application data
/// (`$XDG_DATA_HOME/vouchsafe` on Linux).
///
/// # Errors
/// If the user has no home folder.
pub fn default_workspace_folder() -> Result<PathBuf> {
    dirs::data_dir().map(|data| data.join("vouchsafe")).ok_or_else(homeless)
}

/// The folder that reports are offered to: the user's documents, else the home folder.
///
/// # Errors
/// If the user has no home folder.
pub fn default_export_folder() -> Result<PathBuf> {
    let documents = dirs::document_dir().filter(|folder| folder.is_dir());
    documents.or_else(dirs::home_dir).ok_or_else(homeless)
}

fn homeless() -> Error {
    Error::refused("This user has no home folder. Name a folder for the workspace.")
}
