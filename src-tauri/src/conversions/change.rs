//! Changes of an interview.

use uuid::Uuid;
use vouchsafe_core::domain::change::{AssessmentChange, Change, ResponseChange};
use vouchsafe_core::domain::decision::StatementRef;
use vouchsafe_core::domain::interview::Question;
use vouchsafe_core::domain::rating::Finding;
use vouchsafe_core::domain::summary::SummaryPart;
use vouchsafe_core::error::Result;
use vouchsafe_core::workspace::{Saved as CoreSaved, Undone as CoreUndone, Wanted};

use super::ids::{assessment_id, evidence_id, interview_id, place};
use super::sitting::status_view;
use crate::messages::assessment::Place;
use crate::messages::change::{
    AttachRequest, ChangeEntry, ChangeRequest, EditKind, EditView, Saved, SummaryPartName, Undone,
};

impl ChangeRequest {
    pub(crate) fn read(self) -> Result<(Uuid, Wanted)> {
        Ok((interview_id(&self.interview)?, self.change.read()?))
    }
}

impl AttachRequest {
    pub(crate) fn read(&self) -> Result<(Uuid, Uuid)> {
        Ok((assessment_id(&self.assessment)?, evidence_id(&self.evidence)?))
    }
}

impl ChangeEntry {
    fn read(self) -> Result<Wanted> {
        let response = |assessment: &str, at: Place, change| {
            of_assessment(assessment, AssessmentChange::Response(place(at)?, change))
        };
        let change = match self {
            Self::Finding { assessment, at, finding } => {
                let finding = finding.map_or(Finding::NotExplored, Finding::from);
                response(&assessment, at, ResponseChange::Finding(finding))?
            }
            Self::Note { assessment, at, text } => response(&assessment, at, ResponseChange::Note(text))?,
            Self::Reason { assessment, at, text } => response(&assessment, at, ResponseChange::Reason(text))?,
            Self::FollowUp { assessment, at, follow_up } => {
                response(&assessment, at, ResponseChange::FollowUp(follow_up))?
            }
            Self::Questions { assessment, at, questions } => {
                let questions =
                    questions.into_iter().map(|it| Question { asked: it.asked, answered: it.answered }).collect();
                response(&assessment, at, ResponseChange::Questions(questions))?
            }
            Self::Evidence { assessment, evidence } => {
                return Ok(Wanted::Evidence(assessment_id(&assessment)?, evidence.read()?));
            }
            Self::NoEvidence { assessment, evidence } => {
                of_assessment(&assessment, AssessmentChange::Evidence(evidence_id(&evidence)?, None))?
            }
            Self::NoAttachment { assessment, evidence, sha256 } => {
                let (assessment, evidence) = (assessment_id(&assessment)?, evidence_id(&evidence)?);
                return Ok(Wanted::NoAttachment { assessment, evidence, sha256 });
            }
            Self::Rule { assessment, rule } => return Ok(Wanted::Rule(assessment_id(&assessment)?, rule)),
            Self::Route { assessment, route } => of_assessment(&assessment, AssessmentChange::Route(route.read()?))?,
            Self::Summary { assessment, part, text } => {
                of_assessment(&assessment, AssessmentChange::Summary(part.into(), text))?
            }
            Self::Proposal { assessment, proposal } => {
                of_assessment(&assessment, AssessmentChange::Proposal(proposal.read()?))?
            }
            Self::NoSkill { assessment } => of_assessment(&assessment, AssessmentChange::Presence(false))?,
            Self::Conduct { conduct } => Change::Conduct(conduct.into()),
            Self::Comment { text } => Change::Comment(text),
            Self::Agreement { agreement } => Change::Agreement(agreement.map(Into::into)),
            Self::Acknowledgement { mark } => {
                return Ok(Wanted::Acknowledgement(mark.map(crate::messages::sitting::MarkView::read).transpose()?));
            }
            Self::MissingBecause { text } => Change::MissingBecause(text),
        };
        Ok(change.into())
    }
}

fn of_assessment(assessment: &str, change: AssessmentChange) -> Result<Change> {
    Ok(Change::Assessment(assessment_id(assessment)?, change))
}

impl From<SummaryPartName> for SummaryPart {
    fn from(name: SummaryPartName) -> Self {
        match name {
            SummaryPartName::Strengths => Self::Strengths,
            SummaryPartName::Gaps => Self::Gaps,
            SummaryPartName::NextSteps => Self::NextSteps,
        }
    }
}

impl From<CoreSaved> for Saved {
    fn from(saved: CoreSaved) -> Self {
        Self { outcome: saved.made.map(Into::into), status: status_view(&saved.status) }
    }
}

impl From<CoreUndone> for Undone {
    fn from(undone: CoreUndone) -> Self {
        Self { edit: undone.change.as_ref().map(edit_view), view: undone.open.into() }
    }
}

/// What a change was about.
pub(super) fn edit_view(change: &Change) -> EditView {
    EditView {
        kind: kind(change),
        assessment: change.assessment().map(|id| id.to_string()),
        at: place_of(change).map(Into::into),
    }
}

fn place_of(change: &Change) -> Option<StatementRef> {
    match change {
        Change::Assessment(_, AssessmentChange::Response(at, _)) => Some(*at),
        Change::Assessment(_, AssessmentChange::Evidence(_, Some(item))) => item.statements.first().copied(),
        _ => None,
    }
}

fn kind(change: &Change) -> EditKind {
    match change {
        Change::Assessment(_, change) => match change {
            AssessmentChange::Response(_, change) => match change {
                ResponseChange::Finding(_) => EditKind::Finding,
                ResponseChange::Note(_) => EditKind::Note,
                ResponseChange::Reason(_) => EditKind::Reason,
                ResponseChange::FollowUp(_) => EditKind::FollowUp,
                ResponseChange::Questions(_) => EditKind::Questions,
            },
            AssessmentChange::Evidence(..) => EditKind::Evidence,
            AssessmentChange::Rule(_) => EditKind::Rule,
            AssessmentChange::Route(_) => EditKind::Route,
            AssessmentChange::Summary(..) => EditKind::Summary,
            AssessmentChange::Proposal(_) => EditKind::Proposal,
            AssessmentChange::Presence(_) => EditKind::Skill,
        },
        Change::Conduct(_) => EditKind::Conduct,
        Change::Comment(_) => EditKind::Comment,
        Change::Agreement(_) => EditKind::Agreement,
        Change::Acknowledgement(_) => EditKind::Acknowledgement,
        Change::MissingBecause(_) => EditKind::MissingBecause,
    }
}
