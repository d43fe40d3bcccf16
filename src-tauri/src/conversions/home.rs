//! The home screen.

use vouchsafe_core::domain::level::Level;
use vouchsafe_core::workspace::{
    ListedAssessment, Overview, RecentCandidate as CoreRecentCandidate, SearchField as CoreSearchField,
    SearchHit as CoreSearchHit,
};

use super::assessment::count;
use crate::messages::home::{HistoryEntry, Home, InProgress, RecentCandidate, SearchField, SearchHit};

impl From<Overview> for Home {
    fn from(overview: Overview) -> Self {
        Self {
            in_progress: overview.drafts.iter().map(Into::into).collect(),
            history: overview.history.iter().map(Into::into).collect(),
            candidates: overview.candidates.into_iter().map(Into::into).collect(),
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
            superseded: listed.entry.superseded,
            concluded_at: listed.entry.concluded_at.map(|at| at.to_string()).unwrap_or_default(),
        }
    }
}

impl From<CoreRecentCandidate> for RecentCandidate {
    fn from(recent: CoreRecentCandidate) -> Self {
        Self {
            id: recent.candidate.id.to_string(),
            name: recent.candidate.name,
            reference: recent.candidate.reference,
            interviews: recent.interviews,
            last_at: recent.last_at.to_string(),
        }
    }
}

impl From<CoreSearchHit> for SearchHit {
    fn from(hit: CoreSearchHit) -> Self {
        Self {
            assessment: hit.assessment.to_string(),
            candidate: hit.candidate,
            skill: (&hit.definition).into(),
            draft: hit.is_draft,
            found_in: hit.found_in.into(),
            at: hit.at.map(Into::into),
            excerpt: hit.excerpt,
            started_at: hit.started_at.to_string(),
        }
    }
}

impl From<CoreSearchField> for SearchField {
    fn from(field: CoreSearchField) -> Self {
        match field {
            CoreSearchField::Candidate => Self::Candidate,
            CoreSearchField::Skill => Self::Skill,
            CoreSearchField::Sitting => Self::Sitting,
            CoreSearchField::Statement => Self::Statement,
            CoreSearchField::Note => Self::Note,
            CoreSearchField::Question => Self::Question,
            CoreSearchField::Evidence => Self::Evidence,
            CoreSearchField::Summary => Self::Summary,
            CoreSearchField::Comment => Self::Comment,
        }
    }
}
