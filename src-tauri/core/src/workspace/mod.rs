//! One function per thing that a user wants done, each in one transaction.
//!
//! The window and the command line call these functions and nothing below them. What a user hands in as text is
//! checked here; what comes out is domain types.

#[cfg(test)]
mod attacks;
mod audit;
mod backups;
mod candidates;
mod changes;
mod conclude;
mod data;
mod demo;
mod destination;
mod environment;
mod erasing;
mod evidence;
mod export;
mod facts;
mod folders;
mod frameworks;
mod history;
mod identity;
mod interview_file;
mod interviews;
mod keychain;
mod passphrase;
mod people;
mod receive;
mod received;
mod record;
mod reports;
mod responses;
mod restoring;
mod review;
mod rules;
mod sample;
mod search;
mod settings;
mod signers;
mod signing;
mod sittings;
mod vault;
mod verify;
mod wanted;

use std::path::PathBuf;
use std::sync::Arc;

use crate::error::{Code, Error, Result};
use crate::store::Store;

pub use crate::frameworks::Warning;
pub use crate::report::record::schema as record_schema;
pub use crate::signature::FILE_LIMIT as REPORT_LIMIT;
pub use crate::store::{KeyCost, Origin, ReportEntry, SeenSigner, StoredDefinition};
pub use audit::{AuditEntry, ChangedValue, noted_head};
pub use backups::{
    BackupFacts, BackupJob, BackupSettings, Checked, ListedBackup, Progress, Reader, backup_file, backups_without_key,
    verify_backup,
};
pub use candidates::{CandidateChoice, RecentCandidate};
pub use changes::{Made, Saved, Status, Undone};
pub use data::DataKind;
pub use demo::{Demo, demo};
pub use destination::Destination;
pub use environment::{Environment, System};
pub use erasing::{
    BackupCopy, CopyState, Erased, ErasedReport, ErasingReceipt, ExportedFile, RemainingBackup, RemainingReport,
    Remains,
};
pub use evidence::{ReadFile, read_files};
pub use export::write_file;
pub use folders::{default_export_folder, default_workspace_folder};
pub use frameworks::{Import, ImportedDefinition, SourceFile};
pub use history::{ListedAssessment, Overview, PastAssessment, matches};
pub use identity::IdentityInfo;
pub use interview_file::schema as interview_file_schema;
pub use interviews::{LastTime, OpenAssessment, SkillChoice, StartChoices, StartInterview};
pub use keychain::{KeyBytes, KeyCopy, KeyPlace, Keychain, KeychainCopy, keychain_copy};
pub use passphrase::{KeyUse, Passphrase};
pub use people::{HeldAssessment, HeldInterview, PersonRecord};
pub use receive::{Received, ReceivedOutcome};
pub use received::ReceivedReport;
pub use reports::{ExportedReport, PreparedProfile, PreparedReport, ReportInfo};
pub use restoring::{Restored, Salvaged, restore_backup, salvage};
pub use review::{OpenReview, ReviewedAssessment, ReviewedLevel, ReviewedStatement, Reviewer};
pub use rules::RuleDraft;
pub use search::{SearchField, SearchHit};
pub use settings::Settings;
pub use signers::SignerInfo;
pub use vault::{Vault, vault};
pub use verify::{FileVerdict, Here, SignatureInfo, VerifiedFile, verify_alone};
pub use wanted::Wanted;

/// An open workspace: one folder with everything an assessor has recorded.
pub struct Workspace {
    folder: PathBuf,
    store: Store,
    /// Shared with what goes on beside it.
    environment: Arc<dyn Environment>,
}

/// What was typed into a required line, named for the sentence that refuses it. It will stand in a report, so it has
/// to be printable.
fn line(what: &str, text: &str) -> Result<String> {
    let line = crate::domain::text::single_line(text);
    line.map_err(|refusal| Error::refused(format!("{what} {refusal}."))).and_then(|line| printable(what, line))
}

/// The same for a line that may be left empty.
fn line_or_none(what: &str, text: Option<&str>) -> Result<Option<String>> {
    match text {
        Some(text) if !text.trim().is_empty() => line(what, text).map(Some),
        _ => Ok(None),
    }
}

/// What was typed into a field of several lines.
fn note(what: &str, text: &str) -> Result<String> {
    crate::domain::text::note(text).map_err(|refusal| Error::refused(format!("{what} {refusal}.")))
}

/// Refuses what could be recorded and never be reported.
fn printable(what: &str, text: String) -> Result<String> {
    match crate::report::first_unprintable(&text) {
        None => Ok(text),
        Some(missing) => {
            Err(Error::refused(format!("{what} holds {missing}, which cannot be printed. {}", missing.advice())))
        }
    }
}

/// The error for a name that stands for nothing.
fn unknown(what: &str, name: &str, do_instead: &str) -> Error {
    Error::new(Code::NotFound, format!("There is no {what} “{name}”. {do_instead}"))
}
