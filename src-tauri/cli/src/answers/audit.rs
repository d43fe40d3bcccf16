//! `vouch audit`.

use std::path::Path;

use serde::Serialize;
use vouchsafe_core::domain::audit::{Because, Finding, Head, Verdict};

/// `audit verify`.
#[derive(Serialize)]
pub(crate) struct AuditVerdict {
    intact: bool,
    events: u64,
    head: HeadEntry,
    /// How many events had their values erased by the program.
    erased: u64,
    findings: Vec<FindingEntry>,
    /// The events from which on the workspace goes on from what was left of it, or from a backup.
    losses: Vec<LossEntry>,
    /// The events at which the clock had run back.
    clock_ran_back: Vec<i64>,
}

impl From<&Verdict> for AuditVerdict {
    fn from(verdict: &Verdict) -> Self {
        Self {
            intact: verdict.is_intact(),
            events: verdict.events,
            head: HeadEntry::from(&verdict.head),
            erased: verdict.erased,
            findings: verdict.findings.iter().map(FindingEntry::from).collect(),
            losses: verdict.losses.iter().map(LossEntry::from).collect(),
            clock_ran_back: verdict.clock_ran_back.clone(),
        }
    }
}

#[derive(Serialize)]
struct FindingEntry {
    sequence: i64,
    problem: &'static str,
    /// The event that says why; null: nothing in the trail explains it.
    explained_by: Option<i64>,
    message: String,
}

#[derive(Serialize)]
struct LossEntry {
    sequence: i64,
    reason: &'static str,
    message: String,
}

impl From<&Because> for LossEntry {
    fn from(because: &Because) -> Self {
        Self { sequence: because.at, reason: because.reason.name(), message: because.sentence() }
    }
}

impl From<&Finding> for FindingEntry {
    fn from(finding: &Finding) -> Self {
        Self {
            sequence: finding.sequence,
            problem: finding.problem.name(),
            explained_by: finding.because.map(|because| because.at),
            message: finding.sentence(),
        }
    }
}

#[derive(Serialize)]
struct HeadEntry {
    sequence: i64,
    hash: String,
}

impl From<&Head> for HeadEntry {
    fn from(head: &Head) -> Self {
        Self { sequence: head.sequence, hash: head.hash.clone() }
    }
}

/// `audit export`.
#[derive(Serialize)]
pub(crate) struct AuditExport {
    file: String,
    head: HeadEntry,
}

impl AuditExport {
    pub(crate) fn of(file: &Path, head: &Head) -> Self {
        Self { file: file.display().to_string(), head: HeadEntry::from(head) }
    }
}
