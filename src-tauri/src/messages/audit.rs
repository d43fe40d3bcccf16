//! The audit trail.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::assessment::Place;

/// Which entries of the trail are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AuditRequest {
    /// The interview that they are about; none: all.
    pub interview: Option<String>,
    /// The entry before which they stand; none: the end.
    #[ts(type = "number | null")]
    pub before: Option<i64>,
}

/// Some entries of the trail.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AuditPage {
    /// The entries, the latest first.
    pub entries: Vec<AuditEntryView>,
    /// Whether there are older ones.
    pub more: bool,
}

/// An entry of the trail.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AuditEntryView {
    /// Its number, from 1.
    #[ts(type = "number")]
    pub sequence: i64,
    /// When, RFC 3339.
    pub at: String,
    /// Who.
    pub actor: String,
    /// What.
    pub action: AuditActionName,
    /// What was there before and afterwards; none: erased.
    pub values: Option<Vec<AuditValueView>>,
}

/// A value that is another one now.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AuditValueView {
    /// The name under which the trail keeps it, such as `finding` or `conduct.place`.
    pub name: String,
    /// The statement that it belongs to.
    pub at: Option<Place>,
    /// Before; none: nothing.
    pub old: Option<String>,
    /// Now; none: nothing.
    pub new: Option<String>,
}

/// What somebody did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum AuditActionName {
    /// The trail began.
    TrailBegun,
    /// The trail was written to a file.
    TrailExported,
    /// Definitions that come with the program were added.
    DefinitionsAdded,
    /// Definitions were read from files.
    DefinitionsImported,
    /// The settings were changed.
    SettingsSaved,
    /// A rule of one's own was made, or a new version of it.
    RuleSaved,
    /// An interview began.
    InterviewBegun,
    /// A whole interview was recorded from a file.
    InterviewRecorded,
    /// A skill was added to a sitting.
    SkillAdded,
    /// Something in an interview was changed.
    Changed,
    /// Files were attached.
    FilesAttached,
    /// A change was taken back.
    Undone,
    /// A change was made again.
    Redone,
    /// An interview’s time was stopped.
    Paused,
    /// An interview’s time went on.
    Resumed,
    /// An interview was concluded.
    InterviewConcluded,
    /// A correction began.
    CorrectionBegun,
    /// An interview was deleted.
    InterviewDiscarded,
    /// The identity that signs was made.
    IdentityMade,
    /// A report was signed.
    ReportSigned,
    /// A signed report was written to a file.
    ReportExported,
    /// The ratings of an assessment, or the record of its report alone, were written to a file.
    DataExported,
    /// The workspace was given another passphrase.
    PassphraseChanged,
    /// A recovery code was drawn; an earlier one no longer works.
    RecoveryCodeDrawn,
    /// The workspace was opened with its recovery code.
    Recovered,
    /// A copy that is not encrypted was written to a file.
    PlainCopyWritten,
    /// A copy of the key was put into this computer’s keychain.
    KeychainAdded,
    /// That copy was removed.
    KeychainRemoved,
    /// A backup was made, and read back.
    BackupMade,
    /// The workspace was restored from a backup.
    WorkspaceRestored,
    /// What could be read of a damaged file was kept.
    WorkspaceSalvaged,
    /// An identity was brought along in a file, and signs from then on.
    IdentityImported,
    /// The identity was written to a file, its key encrypted.
    IdentityExported,
    /// A signer is known from then on.
    SignerTrusted,
    /// A signer is no longer known.
    SignerDistrusted,
    /// A report that was signed elsewhere was kept.
    ReportReceived,
    /// A report came back with a reviewer’s signature, and was kept.
    CountersignatureAdded,
    /// A review that is not signed yet was changed.
    ReviewSaved,
    /// A report that was received was countersigned here.
    ReportCountersigned,
    /// A person was erased, with all that was held on them.
    CandidateErased,
    /// Something that this version has no name for.
    Unknown,
}

/// Whether the trail is whole.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AuditVerdict {
    /// How many entries there are.
    #[ts(type = "number")]
    pub entries: i64,
    /// The hash of the last one, in hexadecimal.
    pub hash: String,
    /// A sentence for everything that is wrong and that no entry explains.
    pub findings: Vec<String>,
    /// A sentence for everything that is missing for a reason that an entry gives. The trail is intact where there is
    /// neither.
    pub explained: Vec<String>,
    /// A sentence for each entry from which on the workspace goes on from what was left of it, or from a backup.
    pub losses: Vec<String>,
    /// The entries at which the clock had run back.
    #[ts(type = "Array<number>")]
    pub clock_ran_back: Vec<i64>,
}
