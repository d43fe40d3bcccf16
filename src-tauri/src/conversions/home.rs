//! The home screen.

use vouchsafe_core::domain::level::Level;
use vouchsafe_core::workspace::{ListedAssessment, Overview};

use super::assessment::count;
use crate::messages::home::{HistoryEntry, Home, InProgress};

impl From<Overview> for Home {
    fn from(overview: Overview) -> Self {
        Self {
            in_progress: overview.drafts.iter().map(Into::into).collect(),
            history: overview.history.iter().map(Into::into).collect(),
        }
    }
}

impl From<&ListedAssessment> for InProgress {
    fn from(listed: &ListedAssessment) -> Self {
        Self {
            assessment: listed.entry.assessment.to_string(),
            candidate: listed.entry.candidate.clone(),
            skill: (&listed.definition).into(),
            at: listed.entry.at.into(),
            explored: listed.entry.explored,
            statements: count(listed.definition.statement_refs().count()),
            changed_at: listed.entry.changed_at.to_string(),
        }
    }
}

impl From<&ListedAssessment> for HistoryEntry {
    fn from(listed: &ListedAssessment) -> Self {
        Self {
            assessment: listed.entry.assessment.to_string(),
            candidate: listed.entry.candidate.clone(),
            skill: (&listed.definition).into(),
            signed: listed.entry.report_sha256.is_some(),
            computed_level: listed.entry.computed_level.map(Level::number),
            awarded_level: listed.entry.awarded_level.map(Level::number),
            concluded_at: listed.entry.concluded_at.map(|at| at.to_string()).unwrap_or_default(),
        }
    }
}
