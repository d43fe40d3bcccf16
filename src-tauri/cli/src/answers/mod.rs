//! The shapes of the JSON answers. They are a contract: members are added, never renamed or removed.

mod audit;
mod backup;
mod candidate;
mod framework;
mod identity;
mod interview;
mod report;
mod verify;

use serde::Serialize;
use vouchsafe_core::error::Error;

pub(crate) use audit::{AuditExport, AuditVerdict};
pub(crate) use backup::BackupAnswer;
pub(crate) use candidate::{CandidateRecord, Candidates, Erasing, Receipt};
pub(crate) use framework::{FrameworkList, Import, Skill};
pub(crate) use identity::{Identities, Identity};
pub(crate) use interview::{History, Recorded};
pub(crate) use report::{Export, Report};
pub(crate) use verify::{Countersigned, Received, ReceivedEntry, Verified, VerifiedEntry};

/// A refusal, on stderr.
#[derive(Serialize)]
pub(crate) struct Failure {
    error: FailureDetail,
}

#[derive(Serialize)]
struct FailureDetail {
    code: &'static str,
    message: String,
}

impl Failure {
    /// Wrong usage, which the core never sees.
    pub(crate) fn usage(message: &str) -> Self {
        Self::new("usage", message.to_owned())
    }

    /// A failure of which each part has been told.
    pub(crate) fn new(code: &'static str, message: String) -> Self {
        Self { error: FailureDetail { code, message } }
    }
}

impl From<&Error> for Failure {
    fn from(error: &Error) -> Self {
        Self::new(error.code().name(), error.message().to_owned())
    }
}

/// A file that was written.
#[derive(Serialize)]
pub(crate) struct Written {
    pub(crate) file: String,
}

/// What was done leaves nothing to answer.
#[derive(Serialize)]
pub(crate) struct Done {}

/// `vault recovery-code` and `vault recover`.
#[derive(Serialize)]
pub(crate) struct RecoveryCode {
    /// Eight groups of four letters and digits.
    pub(crate) recovery_code: String,
}

/// `demo`.
#[derive(Serialize)]
pub(crate) struct Demo {
    pub(crate) file: String,
    pub(crate) sha256: String,
    pub(crate) pages: u32,
    pub(crate) verdict: &'static str,
    pub(crate) candidate: String,
    pub(crate) edition: String,
    pub(crate) code: String,
    pub(crate) computed_level: Option<u8>,
    pub(crate) awarded_level: Option<u8>,
    pub(crate) signer_fingerprint: String,
}
