//! Evidence.

use vouchsafe_core::domain::decision::StatementRef;
use vouchsafe_core::domain::evidence::{Evidence, EvidenceKind};
use vouchsafe_core::error::{Error, Result};
use vouchsafe_core::workspace::Saved as CoreSaved;

use super::ids::{evidence_id, place};
use crate::messages::assessment::{AttachmentView, EvidenceKindName, EvidenceView};
use crate::messages::change::{Attached, EvidenceEntry};

/// An item as the window shows it.
pub(super) fn evidence_view(evidence: &Evidence) -> EvidenceView {
    let attachment = |it: &vouchsafe_core::domain::evidence::Attachment| AttachmentView {
        name: it.name.clone(),
        size: it.size,
        sha256: it.sha256.clone(),
    };
    EvidenceView {
        id: evidence.id.to_string(),
        kind: evidence.kind.into(),
        title: evidence.title.clone(),
        date: evidence.date.map(|date| date.to_string()),
        seen: evidence.seen,
        statements: evidence.statements.iter().map(|at| (*at).into()).collect(),
        attachments: evidence.attachments.iter().map(attachment).collect(),
    }
}

impl EvidenceEntry {
    pub(super) fn read(self) -> Result<Evidence> {
        let date = self.date.filter(|date| !date.trim().is_empty());
        let date = date.map(|date| {
            date.parse().map_err(|_| {
                Error::refused(format!("“{date}” is no date. Write year, month and day, such as 2026-02-27."))
            })
        });
        Ok(Evidence {
            id: evidence_id(&self.id)?,
            kind: self.kind.into(),
            title: self.title,
            date: date.transpose()?,
            seen: self.seen,
            statements: self
                .statements
                .into_iter()
                .map(place)
                .collect::<Result<std::collections::BTreeSet<StatementRef>>>()?,
            attachments: Vec::new(),
        })
    }
}

impl From<(Evidence, CoreSaved)> for Attached {
    fn from((evidence, saved): (Evidence, CoreSaved)) -> Self {
        Self { evidence: evidence_view(&evidence), saved: saved.into() }
    }
}

impl From<EvidenceKind> for EvidenceKindName {
    fn from(kind: EvidenceKind) -> Self {
        match kind {
            EvidenceKind::Example => Self::Example,
            EvidenceKind::WorkProduct => Self::WorkProduct,
            EvidenceKind::Observation => Self::Observation,
            EvidenceKind::Testimony => Self::Testimony,
            EvidenceKind::Reference => Self::Reference,
        }
    }
}

impl From<EvidenceKindName> for EvidenceKind {
    fn from(name: EvidenceKindName) -> Self {
        match name {
            EvidenceKindName::Example => Self::Example,
            EvidenceKindName::WorkProduct => Self::WorkProduct,
            EvidenceKindName::Observation => Self::Observation,
            EvidenceKindName::Testimony => Self::Testimony,
            EvidenceKindName::Reference => Self::Reference,
        }
    }
}
