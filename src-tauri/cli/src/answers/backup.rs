//! `vouch backup`.

use std::path::Path;

use serde::Serialize;
use vouchsafe_core::workspace::{BackupFacts, Checked, Restored};

/// `backup create`, `backup verify` and `backup restore`.
#[derive(Serialize)]
pub(crate) struct BackupAnswer {
    backup: Entry,
    /// Only of `restore`.
    #[serde(flatten)]
    restored: Option<RestoredEntry>,
}

#[derive(Serialize)]
struct Entry {
    file: String,
    /// In bytes.
    size: u64,
    /// RFC 3339.
    made_at: String,
    /// `asked`, `scheduled` or `migration`.
    cause: &'static str,
    /// The workspace's id, which stays the same for as long as it lives.
    workspace: String,
    /// The version of the database's schema.
    schema: i64,
    /// The version of the program that made it.
    program: String,
    assessments: u64,
    /// The head of the audit chain at that time, where the backup says it.
    audit_head: Option<String>,
    /// `whole`: all of it, with the passphrase; `sums`: every byte, but nothing that needs the passphrase.
    checked: &'static str,
}

#[derive(Serialize)]
struct RestoredEntry {
    /// The workspace's folder.
    workspace: String,
    /// The folder to which the workspace was moved that was there before; null: there was none.
    set_aside: Option<String>,
}

impl BackupAnswer {
    pub(crate) fn of(facts: &BackupFacts) -> Self {
        Self { backup: facts.into(), restored: None }
    }

    pub(crate) fn restored(restored: &Restored, folder: &Path) -> Self {
        let set_aside = restored.set_aside.as_ref().map(|aside| aside.display().to_string());
        let entry = RestoredEntry { workspace: folder.display().to_string(), set_aside };
        Self { backup: (&restored.backup).into(), restored: Some(entry) }
    }
}

impl From<&BackupFacts> for Entry {
    fn from(facts: &BackupFacts) -> Self {
        Self {
            file: facts.file.display().to_string(),
            size: facts.size,
            made_at: facts.made_at.to_string(),
            cause: facts.cause.name(),
            workspace: facts.workspace.to_string(),
            schema: facts.schema,
            program: facts.program.clone(),
            assessments: facts.assessments,
            audit_head: facts.audit_head.clone(),
            checked: match facts.checked {
                Checked::Whole => "whole",
                Checked::Sums => "sums",
                Checked::Outline => "outline",
            },
        }
    }
}
