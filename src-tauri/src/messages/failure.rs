//! What the window is told when something could not be done.

use serde::Serialize;
use ts_rs::TS;

/// A sentence for the user, and a code where the window branches on it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    /// The core's code, such as `wrong-passphrase`.
    pub code: String,
    /// What happened, what is safe, what to do.
    pub message: String,
}
