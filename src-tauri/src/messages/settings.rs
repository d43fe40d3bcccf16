//! What an assessor sets once.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The settings screen.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SettingsView {
    /// What can be set.
    pub settings: SettingsEntry,
    /// The folder that holds the workspace.
    pub workspace_folder: String,
    /// Whether a copy of the workspace's key was put into this computer's keychain.
    pub in_keychain: bool,
}

/// A size of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum PaperName {
    /// A4.
    A4,
    /// Letter.
    Letter,
}

/// What can be set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SettingsEntry {
    /// The assessor of new interviews; empty: asked each time.
    pub assessor: String,
    /// The assessor's organisation.
    pub organisation: String,
    /// What makes the assessor competent.
    pub qualification: String,
    /// The declaration of independence, word for word.
    pub independence: String,
    /// Who may see a report: stands at the foot of every page.
    pub confidentiality: String,
    /// How to appeal, word for word.
    pub appeal: String,
    /// Under which licence the framework's wording is used.
    pub licence: String,
    /// How long records are kept after the conclusion, in months; none: not said in reports.
    pub retention_months: Option<u16>,
    /// The paper that reports are laid out for.
    pub paper: PaperName,
    /// After how many minutes without a key or a pointer the workspace is locked; 0: never.
    pub auto_lock_minutes: u16,
}
