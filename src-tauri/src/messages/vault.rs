//! The locked workspace: passphrase, recovery code, backups, damage.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What stands between the window and what is written about people.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VaultView {
    /// What has to happen before anything can be read.
    pub state: VaultState,
    /// The folder that holds the workspace.
    pub workspace_folder: String,
    /// What happened and what to do, where the state needs words: damaged and unusable.
    pub sentence: Option<String>,
    /// The backups that could be restored, the newest first; only where the workspace is damaged.
    pub backups: Vec<BackupView>,
    /// After how many minutes without a key or a pointer the workspace is locked; 0: never. Known while it is open.
    pub auto_lock_minutes: u16,
    /// Whether this computer's keychain opens it, too; asked only where the passphrase is needed.
    pub keychain: KeychainState,
}

/// What is to be expected of this computer's keychain.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum KeychainState {
    /// Nobody asked for a copy of the key there.
    None,
    /// It has the key.
    There,
    /// A copy was made, and there is none any more for what is here now.
    Missing,
}

/// Whether a workspace can be read.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum VaultState {
    /// There is none yet: a passphrase makes it.
    New,
    /// One of an earlier version, which was not encrypted: a passphrase encrypts it.
    Plain,
    /// The passphrase is needed.
    Locked,
    /// It is open.
    Open,
    /// Its file is damaged.
    Damaged,
    /// It can't be used, for the reason that the sentence gives.
    Unusable,
}

/// A code that opens the workspace if the passphrase is lost. It is shown once.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecoveryCodeView {
    /// Letters and digits in groups, such as `7F3K-Q29D-…`.
    pub code: String,
}

/// Opening without the passphrase.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecoverRequest {
    /// The recovery code, as it was typed.
    pub code: String,
    /// The new passphrase.
    pub passphrase: String,
}

/// Another passphrase.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangePassphraseRequest {
    /// The one that opens the workspace now.
    pub current: String,
    /// The new one.
    pub passphrase: String,
}

/// A whole copy of the workspace in one encrypted file.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackupView {
    /// The file's name in the backup folder.
    pub name: String,
    /// When it was made, RFC 3339.
    pub made_at: String,
    /// Its size, in bytes.
    #[ts(type = "number")]
    pub size: u64,
    /// Whether all of it was read back, when it was made or later.
    pub verified: bool,
    /// Why it can't be restored; none: it can, as far as was looked.
    pub problem: Option<String>,
}

/// The backups, and when they are made.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackupsView {
    /// How often one is made by itself.
    pub schedule: BackupSchedule,
    /// The folder for backups.
    pub folder: String,
    /// The newest first.
    pub backups: Vec<BackupView>,
    /// Why the last backup that was due could not be made; absent: nothing is known to be wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub problem: Option<String>,
}

/// How often a backup is made by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum BackupSchedule {
    /// Only before the workspace's format changes.
    Off,
    /// Once a day on which the program is used.
    Daily,
    /// Once a week.
    Weekly,
}

/// What reading the whole file showed.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IntegrityView {
    /// What is damaged, a sentence each; empty: nothing.
    pub problems: Vec<String>,
}
