//! What lives as long as the application.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use vouchsafe_core::error::Result;
use vouchsafe_core::workspace::{System, Workspace, default_export_folder, default_workspace_folder};

use crate::messages::failure::Failure;

/// The application's state: the workspace, and the folder into which reports go.
pub struct App {
    workspace_folder: PathBuf,
    workspace: Mutex<Option<Workspace>>,
    export_folder: Mutex<PathBuf>,
}

impl App {
    /// The user's own workspace.
    ///
    /// # Errors
    /// If the user has no home folder.
    pub fn on_this_machine() -> Result<Self> {
        Ok(Self::new(default_workspace_folder()?, default_export_folder()?))
    }

    /// A workspace in a given folder, opened when it is first needed.
    #[must_use]
    pub fn new(workspace_folder: PathBuf, export_folder: PathBuf) -> Self {
        Self { workspace_folder, workspace: Mutex::new(None), export_folder: Mutex::new(export_folder) }
    }

    /// Does one thing in the workspace. Opening is tried again each time until it succeeds, so that the window's
    /// “Try again” is one more call.
    pub(crate) fn with<T>(
        &self,
        intention: impl FnOnce(&mut Workspace) -> Result<T>,
    ) -> std::result::Result<T, Failure> {
        let mut slot = self.workspace.lock().unwrap_or_else(PoisonError::into_inner);
        let workspace = match &mut *slot {
            Some(workspace) => workspace,
            closed => closed.insert(Workspace::open(&self.workspace_folder, Box::new(System))?),
        };
        Ok(intention(workspace)?)
    }

    /// The folder that holds the workspace.
    pub(crate) fn workspace_folder(&self) -> &Path {
        &self.workspace_folder
    }

    /// The folder into which reports go.
    pub(crate) fn export_folder(&self) -> PathBuf {
        self.export_folder.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Changes the folder into which reports go, until the application ends.
    pub(crate) fn set_export_folder(&self, folder: PathBuf) {
        *self.export_folder.lock().unwrap_or_else(PoisonError::into_inner) = folder;
    }
}
