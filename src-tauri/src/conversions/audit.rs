//! The audit trail.

use uuid::Uuid;
use vouchsafe_core::domain::audit::{Action, Finding, Verdict};
use vouchsafe_core::domain::level::Level;
use vouchsafe_core::error::Result;
use vouchsafe_core::workspace::{AuditEntry, ChangedValue};

use super::ids::interview_id;
use crate::messages::assessment::Place;
use crate::messages::audit::{AuditActionName, AuditEntryView, AuditPage, AuditRequest, AuditValueView, AuditVerdict};

/// How many entries are shown at once.
pub(crate) const PAGE: usize = 100;

impl AuditRequest {
    /// The interview that the entries are about.
    pub(crate) fn interview(&self) -> Result<Option<Uuid>> {
        self.interview.as_deref().map(interview_id).transpose()
    }
}

/// What is shown at once of entries of which one more than that was asked for.
pub(crate) fn page(mut entries: Vec<AuditEntry>) -> AuditPage {
    let more = entries.len() > PAGE;
    entries.truncate(PAGE);
    AuditPage { entries: entries.into_iter().map(Into::into).collect(), more }
}

impl From<AuditEntry> for AuditEntryView {
    fn from(entry: AuditEntry) -> Self {
        Self {
            sequence: entry.event.sequence,
            action: Action::from_name(&entry.event.action).map_or(AuditActionName::Unknown, Into::into),
            at: entry.event.at,
            actor: entry.event.actor,
            values: entry.values.map(|values| values.into_iter().map(Into::into).collect()),
        }
    }
}

impl From<ChangedValue> for AuditValueView {
    fn from(value: ChangedValue) -> Self {
        let place = |(level, statement)| Some(Place { level: Level::new(level)?.number(), statement });
        Self { name: value.name, at: value.at.and_then(place), old: value.old, new: value.new }
    }
}

impl From<Verdict> for AuditVerdict {
    fn from(verdict: Verdict) -> Self {
        let (explained, findings): (Vec<_>, Vec<_>) =
            verdict.findings.iter().partition(|finding| finding.because.is_some());
        let sentences = |findings: Vec<&Finding>| findings.into_iter().map(Finding::sentence).collect();
        Self {
            entries: verdict.head.sequence,
            hash: verdict.head.hash,
            findings: sentences(findings),
            explained: sentences(explained),
            losses: verdict.losses.iter().map(|loss| loss.sentence()).collect(),
            clock_ran_back: verdict.clock_ran_back,
        }
    }
}

impl From<Action> for AuditActionName {
    fn from(action: Action) -> Self {
        match action {
            Action::TrailBegun => Self::TrailBegun,
            Action::TrailExported => Self::TrailExported,
            Action::DefinitionsAdded => Self::DefinitionsAdded,
            Action::DefinitionsImported => Self::DefinitionsImported,
            Action::SettingsSaved => Self::SettingsSaved,
            Action::RuleSaved => Self::RuleSaved,
            Action::InterviewBegun => Self::InterviewBegun,
            Action::InterviewRecorded => Self::InterviewRecorded,
            Action::SkillAdded => Self::SkillAdded,
            Action::Changed => Self::Changed,
            Action::FilesAttached => Self::FilesAttached,
            Action::Undone => Self::Undone,
            Action::Redone => Self::Redone,
            Action::Paused => Self::Paused,
            Action::Resumed => Self::Resumed,
            Action::InterviewConcluded => Self::InterviewConcluded,
            Action::CorrectionBegun => Self::CorrectionBegun,
            Action::InterviewDiscarded => Self::InterviewDiscarded,
            Action::IdentityMade => Self::IdentityMade,
            Action::ReportSigned => Self::ReportSigned,
            Action::ReportExported => Self::ReportExported,
            Action::DataExported => Self::DataExported,
            Action::PassphraseChanged => Self::PassphraseChanged,
            Action::RecoveryCodeDrawn => Self::RecoveryCodeDrawn,
            Action::Recovered => Self::Recovered,
            Action::PlainCopyWritten => Self::PlainCopyWritten,
            Action::KeychainAdded => Self::KeychainAdded,
            Action::KeychainRemoved => Self::KeychainRemoved,
            Action::BackupMade => Self::BackupMade,
            Action::WorkspaceRestored => Self::WorkspaceRestored,
            Action::WorkspaceSalvaged => Self::WorkspaceSalvaged,
            Action::IdentityImported => Self::IdentityImported,
            Action::IdentityExported => Self::IdentityExported,
            Action::SignerTrusted => Self::SignerTrusted,
            Action::SignerDistrusted => Self::SignerDistrusted,
            Action::ReportReceived => Self::ReportReceived,
            Action::CountersignatureAdded => Self::CountersignatureAdded,
            Action::ReviewSaved => Self::ReviewSaved,
            Action::ReportCountersigned => Self::ReportCountersigned,
            Action::CandidateErased => Self::CandidateErased,
        }
    }
}
