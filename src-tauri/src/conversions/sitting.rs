//! The sitting around the assessments.

use uuid::Uuid;
use vouchsafe_core::domain::conduct::{Conduct, Consent, Mode};
use vouchsafe_core::domain::interview::Assessment;
use vouchsafe_core::domain::level::Level;
use vouchsafe_core::domain::sign_off::{Acknowledgement, Agreement, Drawing, Mark, Point};
use vouchsafe_core::error::{Error, Result};
use vouchsafe_core::workspace::{OpenAssessment, Status};

use super::assessment::count;
use super::change::edit_view;
use super::ids::{assessment_id, interview_id};
use crate::messages::sitting::{
    AcknowledgementView, AgreementName, ConductView, ConsentName, MarkView, ModeName, SignOffView, SittingRequest,
    SittingStatus, SittingView, SkillTab,
};

impl SittingRequest {
    pub(crate) fn read(&self) -> Result<(Uuid, Uuid)> {
        Ok((interview_id(&self.interview)?, assessment_id(&self.assessment)?))
    }
}

/// The sitting of an open assessment.
pub(super) fn sitting_view(open: &OpenAssessment) -> SittingView {
    let interview = &open.interview;
    SittingView {
        interview: interview.id.to_string(),
        candidate: interview.candidate.name.clone(),
        role: interview.candidate.role.clone(),
        assessor: interview.assessor.name.clone(),
        purpose: interview.purpose.clone(),
        skills: interview.assessments.iter().map(skill_tab).collect(),
        conduct: (&interview.conduct).into(),
        sign_off: SignOffView {
            comment: interview.sign_off.comment.clone(),
            agreement: interview.sign_off.agreement.map(Into::into),
            missing_because: interview.sign_off.missing_because.clone(),
        },
        status: status_view(&open.status),
    }
}

fn skill_tab(assessment: &Assessment) -> SkillTab {
    let outcome = assessment.outcome();
    let awarded = match assessment.state.conclusion() {
        Some(conclusion) => conclusion.award.level,
        None => assessment.proposal.level(outcome.computed),
    };
    SkillTab {
        assessment: assessment.id.to_string(),
        skill: (&assessment.definition).into(),
        explored: count(outcome.levels.iter().map(|level| level.explored).sum()),
        statements: count(outcome.levels.iter().map(|level| level.statements).sum()),
        computed: outcome.computed.map(Level::number),
        awarded: awarded.map(Level::number),
    }
}

/// Where a sitting stands.
pub(super) fn status_view(status: &Status) -> SittingStatus {
    let sitting = &status.sitting;
    SittingStatus {
        saved_at: status.saved_at.to_string(),
        started_at: sitting.started_at.to_string(),
        ended_at: sitting.ended_at.map(|at| at.to_string()),
        paused_since: sitting.paused_since().map(|at| at.to_string()),
        pauses: count(sitting.pauses.len()),
        seconds_worked: sitting.seconds_worked(status.saved_at),
        clock_ran_back: sitting.clock_ran_back(),
        undo: status.undo.as_ref().map(edit_view),
        redo: status.redo.as_ref().map(edit_view),
        acknowledgement: (&status.acknowledgement).into(),
    }
}

impl From<Status> for SittingStatus {
    fn from(status: Status) -> Self {
        status_view(&status)
    }
}

impl From<&Conduct> for ConductView {
    fn from(conduct: &Conduct) -> Self {
        Self {
            mode: conduct.mode.map(|mode| match mode {
                Mode::InPerson => ModeName::InPerson,
                Mode::Video => ModeName::Video,
                Mode::Telephone => ModeName::Telephone,
            }),
            place: conduct.place.clone(),
            identity_check: conduct.identity_check.clone(),
            consent: conduct.consent.map(|consent| match consent {
                Consent::Given => ConsentName::Given,
                Consent::Withheld => ConsentName::Withheld,
            }),
            sponsor: conduct.sponsor.clone(),
            observers: conduct.observers.clone(),
            adjustments: conduct.adjustments.clone(),
            interruptions: conduct.interruptions.clone(),
        }
    }
}

impl From<ConductView> for Conduct {
    fn from(view: ConductView) -> Self {
        Self {
            mode: view.mode.map(|mode| match mode {
                ModeName::InPerson => Mode::InPerson,
                ModeName::Video => Mode::Video,
                ModeName::Telephone => Mode::Telephone,
            }),
            place: view.place,
            identity_check: view.identity_check,
            consent: view.consent.map(|consent| match consent {
                ConsentName::Given => Consent::Given,
                ConsentName::Withheld => Consent::Withheld,
            }),
            sponsor: view.sponsor,
            observers: view.observers,
            adjustments: view.adjustments,
            interruptions: view.interruptions,
        }
    }
}

impl From<Agreement> for AgreementName {
    fn from(agreement: Agreement) -> Self {
        match agreement {
            Agreement::Agrees => Self::Agrees,
            Agreement::AgreesInPart => Self::AgreesInPart,
            Agreement::Disagrees => Self::Disagrees,
        }
    }
}

impl From<AgreementName> for Agreement {
    fn from(name: AgreementName) -> Self {
        match name {
            AgreementName::Agrees => Self::Agrees,
            AgreementName::AgreesInPart => Self::AgreesInPart,
            AgreementName::Disagrees => Self::Disagrees,
        }
    }
}

impl From<&Acknowledgement> for AcknowledgementView {
    fn from(acknowledgement: &Acknowledgement) -> Self {
        match acknowledgement {
            Acknowledgement::None => Self::None,
            Acknowledgement::Voided { at } => Self::Voided { at: at.to_string() },
            Acknowledgement::Given { mark, at } => Self::Given { mark: mark.into(), at: at.to_string() },
        }
    }
}

impl From<&Mark> for MarkView {
    fn from(mark: &Mark) -> Self {
        match mark {
            Mark::Typed(name) => Self::Typed { name: name.clone() },
            Mark::Drawn(drawing) => {
                let line = |line: &Vec<Point>| line.iter().map(|point| (point.x, point.y)).collect();
                Self::Drawn { lines: drawing.lines().iter().map(line).collect() }
            }
        }
    }
}

impl MarkView {
    pub(super) fn read(self) -> Result<Mark> {
        match self {
            Self::Typed { name } => Ok(Mark::Typed(name)),
            Self::Drawn { lines } => {
                let line = |line: Vec<(u16, u16)>| line.into_iter().map(|(x, y)| Point { x, y }).collect();
                let drawing = Drawing::new(lines.into_iter().map(line).collect())
                    .map_err(|refusal| Error::refused(refusal.to_string()))?;
                Ok(Mark::Drawn(drawing))
            }
        }
    }
}
