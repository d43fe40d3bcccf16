//! The audit trail: who did what when, as a chain of events in which each names the one before it by its hash.
//!
//! An event is kept as text, exactly as it was hashed, so that a file that somebody changed can still be read, and
//! judged by [`verify`]. What was there before and afterwards is not part of the event: it is kept beside it as a
//! [`Payload`], to which the event only commits. A payload can therefore be erased while the chain still verifies.
//!
//! The hash of an event is SHA-256 over [`ENCODING`] and its members in the order of [`Event`], each one preceded by
//! its length in bytes as eight bytes, the highest first. Numbers are decimal digits. A member that may be missing is
//! preceded by the length 1 and `1`, or is only the length 1 and `0`.

mod loss;
mod verify;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::moment::Moment;

pub use loss::{Because, Loss, Reason};
pub use verify::{Entry, Finding, Problem, Verdict, Verifier, verify};

/// The name of the way in which events become bytes. Another way gets another name, so that no event can be read as two.
const ENCODING: &str = "vouchsafe-event-1";
/// What the first event names as the one before it.
pub const NOTHING: &str = "0000000000000000000000000000000000000000000000000000000000000000";
/// How many bytes of salt hide a payload behind its commitment.
pub const SALT: usize = 32;

/// The end of the chain: what has to be known elsewhere for a cut to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The number of the last event, and so how many there are; 0: none.
    pub sequence: i64,
    /// Its hash, 64 hexadecimal digits.
    pub hash: String,
}

impl Default for Head {
    /// The end of a chain without events.
    fn default() -> Self {
        Self { sequence: 0, hash: NOTHING.to_owned() }
    }
}

/// One event, as it is kept and hashed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its number, from 1. Events are in this order and never in that of their times.
    pub sequence: i64,
    /// When it happened by the clock on the wall, RFC 3339 with offset.
    pub at: String,
    /// Nanoseconds on a clock that nobody can set, since a start that only holds for one run of the program.
    pub monotonic: Option<i64>,
    /// Who did it.
    pub actor: String,
    /// What was done: the name of an [`Action`].
    pub action: String,
    /// What kind of thing it was done to: the name of a [`SubjectKind`].
    pub subject_kind: String,
    /// Which thing: its id, or nothing for the workspace itself.
    pub subject: String,
    /// The interview that the thing belongs to.
    pub interview: Option<String>,
    /// The payload's commitment: SHA-256 of salt and payload, 64 hexadecimal digits.
    pub commitment: String,
    /// The hash of the event before.
    pub previous: String,
    /// The hash of this event.
    pub hash: String,
}

/// What happens, before it has its place in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// When.
    pub at: Moment,
    /// Nanoseconds on a clock that nobody can set.
    pub monotonic: Option<i64>,
    /// Who.
    pub actor: String,
    /// What.
    pub action: Action,
    /// To what.
    pub subject: Subject,
    /// The interview that it belongs to.
    pub interview: Option<Uuid>,
}

/// What was there before and afterwards, and what hides it from whoever has only its commitment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payload {
    /// Random bytes, so that a short text can't be guessed from its commitment.
    pub salt: Vec<u8>,
    /// JSON: an object with the members `old` and `new`.
    pub text: String,
}

impl Payload {
    /// The commitment: SHA-256 of the salt followed by the text.
    #[must_use]
    pub fn commitment(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(&self.salt);
        hash.update(self.text.as_bytes());
        hex(&hash.finalize())
    }
}

/// The thing that something was done to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// What kind of thing.
    pub kind: SubjectKind,
    /// Its id.
    pub id: String,
}

impl Subject {
    /// The workspace as a whole.
    #[must_use]
    pub fn workspace() -> Self {
        Self { kind: SubjectKind::Workspace, id: String::new() }
    }

    /// A thing with an id.
    #[must_use]
    pub fn new(kind: SubjectKind, id: &impl ToString) -> Self {
        Self { kind, id: id.to_string() }
    }
}

impl Event {
    /// The event that follows `before` in the chain.
    #[must_use]
    pub fn after(before: &Head, deed: &Deed, payload: &Payload) -> Self {
        let mut event = Self {
            sequence: before.sequence + 1,
            at: deed.at.to_string(),
            monotonic: deed.monotonic,
            actor: deed.actor.clone(),
            action: deed.action.name().to_owned(),
            subject_kind: deed.subject.kind.name().to_owned(),
            subject: deed.subject.id.clone(),
            interview: deed.interview.map(|id| id.to_string()),
            commitment: payload.commitment(),
            previous: before.hash.clone(),
            hash: String::new(),
        };
        event.hash = event.computed_hash();
        event
    }

    /// The hash that the event has to have.
    #[must_use]
    pub fn computed_hash(&self) -> String {
        let mut bytes = Encoding::default();
        bytes.member(ENCODING);
        bytes.member(&self.sequence.to_string());
        bytes.member(&self.at);
        bytes.member_or_none(self.monotonic.map(|it| it.to_string()).as_deref());
        bytes.member(&self.actor);
        bytes.member(&self.action);
        bytes.member(&self.subject_kind);
        bytes.member(&self.subject);
        bytes.member_or_none(self.interview.as_deref());
        bytes.member(&self.commitment);
        bytes.member(&self.previous);
        hex(&bytes.0.finalize())
    }

    /// The end of a chain that ends here.
    #[must_use]
    pub fn head(&self) -> Head {
        Head { sequence: self.sequence, hash: self.hash.clone() }
    }

    /// When it happened; none where the text is no time.
    #[must_use]
    pub fn moment(&self) -> Option<Moment> {
        Moment::parse(&self.at)
    }
}

/// Members one after another, so that no two events have the same bytes.
#[derive(Default)]
struct Encoding(Sha256);

impl Encoding {
    fn member(&mut self, text: &str) {
        // A usize has at most 64 bits wherever this runs.
        self.0.update((text.len() as u64).to_be_bytes());
        self.0.update(text.as_bytes());
    }

    fn member_or_none(&mut self, text: Option<&str>) {
        match text {
            Some(text) => {
                self.member("1");
                self.member(text);
            }
            None => self.member("0"),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    base16ct::lower::encode_string(bytes)
}

/// Declares an enumeration whose values are kept under names, which never change.
macro_rules! named {
    ($(#[$about:meta])* $type:ident { $($(#[$meaning:meta])* $value:ident = $name:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $type {
            $($(#[$meaning])* $value,)+
        }

        impl $type {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$value,)+];

            /// The name under which it is kept.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$value => $name,)+
                }
            }

            /// What a name stands for; none: a version that this one does not know wrote it, or nobody did.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.name() == name)
            }
        }
    };
}

named! {
    /// What somebody did.
    Action {
        /// The trail began: with the workspace, or when an older workspace was brought along.
        TrailBegun = "trail-begun",
        /// The trail was written to a file.
        TrailExported = "trail-exported",
        /// Definitions that come with the program were added.
        DefinitionsAdded = "definitions-added",
        /// Definitions were read from files.
        DefinitionsImported = "definitions-imported",
        /// The settings were changed.
        SettingsSaved = "settings-saved",
        /// A rule of one's own was made, or a new version of it.
        RuleSaved = "rule-saved",
        /// An interview began.
        InterviewBegun = "interview-begun",
        /// A whole interview was recorded from a file, and concluded.
        InterviewRecorded = "interview-recorded",
        /// A skill was added to a sitting.
        SkillAdded = "skill-added",
        /// Something in an interview was changed.
        Changed = "changed",
        /// Files were attached to an item of evidence.
        FilesAttached = "files-attached",
        /// A change was taken back.
        Undone = "undone",
        /// A change that was taken back was made again.
        Redone = "redone",
        /// An interview’s time was stopped.
        Paused = "paused",
        /// An interview’s time went on.
        Resumed = "resumed",
        /// An interview was concluded. What was taken back before is forgotten.
        InterviewConcluded = "interview-concluded",
        /// A correction of a concluded interview began.
        CorrectionBegun = "correction-begun",
        /// An interview that was not concluded was deleted, with all that was said in it.
        InterviewDiscarded = "interview-discarded",
        /// The identity that signs was made.
        IdentityMade = "identity-made",
        /// A report was signed.
        ReportSigned = "report-signed",
        /// A signed report was written to a file.
        ReportExported = "report-exported",
        /// The ratings of an assessment, or the record of its report alone, were written to a file.
        DataExported = "data-exported",
        /// The workspace was given another passphrase.
        PassphraseChanged = "passphrase-changed",
        /// A recovery code was drawn; an earlier one no longer works.
        RecoveryCodeDrawn = "recovery-code-drawn",
        /// The workspace was opened with its recovery code.
        Recovered = "recovered",
        /// A copy that is not encrypted was written to a file.
        PlainCopyWritten = "plain-copy-written",
        /// A copy of the key was put into this computer’s keychain.
        KeychainAdded = "keychain-added",
        /// That copy was removed.
        KeychainRemoved = "keychain-removed",
        /// A backup was made, and read back.
        BackupMade = "backup-made",
        /// The workspace was restored from a backup.
        WorkspaceRestored = "workspace-restored",
        /// What could be read of a damaged file was kept.
        WorkspaceSalvaged = "workspace-salvaged",
        /// An identity was brought along in a file, and signs from then on.
        IdentityImported = "identity-imported",
        /// The identity was written to a file, its key encrypted.
        IdentityExported = "identity-exported",
        /// A signer is known from then on.
        SignerTrusted = "signer-trusted",
        /// A signer is no longer known.
        SignerDistrusted = "signer-distrusted",
        /// A report that was signed elsewhere was kept.
        ReportReceived = "report-received",
        /// A report came back with a reviewer’s signature, and was kept.
        CountersignatureAdded = "countersignature-added",
        /// A review that is not signed yet was changed.
        ReviewSaved = "review-saved",
        /// A report that was received was countersigned here.
        ReportCountersigned = "report-countersigned",
        /// A person was erased, with all that was held on them. It says which entries' values went.
        CandidateErased = "candidate-erased",
    }
}

impl Action {
    /// Whether payloads of the same interview may be missing because this was done.
    #[must_use]
    pub fn erases(self) -> bool {
        matches!(self, Self::InterviewConcluded | Self::InterviewDiscarded)
    }
}

named! {
    /// What kind of thing something was done to.
    SubjectKind {
        /// The workspace itself.
        Workspace = "workspace",
        /// An interview.
        Interview = "interview",
        /// One assessment of an interview.
        Assessment = "assessment",
        /// A decision rule of one's own.
        Rule = "rule",
        /// The identity that signs, by its fingerprint.
        Identity = "identity",
        /// A signed report.
        Report = "report",
        /// Somebody who signs, by the fingerprint of the certificate.
        Signer = "signer",
        /// Somebody who was interviewed, here or elsewhere, by the id that they had here.
        Candidate = "candidate",
    }
}

#[cfg(test)]
mod tests;
