//! What a report's profile shows of its interview: the one place where anything is left out.
//!
//! Pages, metadata, bookmarks and the embedded record are made of [`Shown`] and never see the interview itself, so that
//! what is missing here is nowhere in the file. Every struct is taken apart by the names of all its fields: a fact that is
//! added to the interview does not compile until somebody decides here who may see it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;
use uuid::Uuid;

use super::Request;
use crate::domain::audit::Head;
use crate::domain::conduct::{Conduct, Sitting};
use crate::domain::evidence::{Evidence, EvidenceKind};
use crate::domain::interview::{
    Assessment, AssessmentState, Assessor, Award, Candidate, Conclusion, Interview, Proposal, Response,
};
use crate::domain::moment::Moment;
use crate::domain::notices::Notices;
use crate::domain::profile::{Detail, Profile};
use crate::domain::sign_off::{Acknowledgement, SignOff};
use crate::error::{Error, Result};

/// Who and what stands in a pseudonymous report for the ids and the name in the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandIn {
    /// What stands where the name would, such as `Candidate K7-3094`.
    pub name: String,
    /// The candidate's id; like the others it stands nowhere else.
    pub candidate: Uuid,
    /// The interview's id.
    pub interview: Uuid,
    /// The ids of the assessments, in their order.
    pub assessments: Vec<Uuid>,
}

/// A request as its profile shows it.
#[derive(Debug)]
pub(super) struct Shown<'a> {
    pub(super) profile: Profile,
    pub(super) interview: Cow<'a, Interview>,
    pub(super) id: &'a str,
    pub(super) version: u32,
    pub(super) issued_at: Moment,
    pub(super) signer: &'a Assessor,
    pub(super) supersedes: Option<&'a str>,
    pub(super) copy_of: Option<&'a str>,
    pub(super) notices: &'a Notices,
    pub(super) trail: Option<&'a Head>,
    pub(super) program: &'a str,
    /// Whether the candidate commented, where their words are left out.
    pub(super) commented: Option<bool>,
}

impl<'a> Shown<'a> {
    /// What the profile of a request shows.
    ///
    /// # Errors
    /// If a pseudonymous report has nobody to stand in for the candidate, or not one id for each assessment.
    pub(super) fn of(request: &Request<'a>) -> Result<Self> {
        let Request {
            interview,
            profile,
            stand_in,
            id,
            version,
            issued_at,
            signer,
            supersedes,
            copy_of,
            notices,
            trail,
            program,
        } = *request;
        let cut = Cut(profile);
        let interview = match profile {
            Profile::Full => Cow::Borrowed(interview),
            _ => {
                let mut shown = cut.interview(interview);
                if !profile.shows(Detail::Ids) {
                    let stand_in = stand_in.ok_or_else(|| Error::internal("nobody stands in for the candidate"))?;
                    replace(&mut shown, stand_in)?;
                }
                Cow::Owned(shown)
            }
        };
        let comment = &request.interview.sign_off.comment;
        Ok(Self {
            commented: (!profile.shows(Detail::Comment)).then(|| !comment.trim().is_empty()),
            profile,
            interview,
            id,
            version,
            issued_at,
            signer,
            supersedes,
            copy_of: copy_of.filter(|_| profile.shows(Detail::Ids)),
            notices,
            trail: trail.filter(|_| profile.shows(Detail::Trail)),
            program,
        })
    }

    /// Whether the profile shows a detail.
    pub(super) fn shows(&self, detail: Detail) -> bool {
        self.profile.shows(detail)
    }

    /// The report that this one takes the place of, by its id and its version: a correction counts up from it.
    pub(super) fn superseded(&self) -> Option<(&str, u32)> {
        self.supersedes.map(|id| (id, self.version.saturating_sub(1)))
    }

    /// Whether signer and assessor are the same to whoever reads the report.
    pub(super) fn is_signed_by_assessor(&self) -> bool {
        let assessor = &self.interview.assessor;
        (&self.signer.name, &self.signer.organisation) == (&assessor.name, &assessor.organisation)
    }

    /// The date after which records are to be deleted, counted from the last conclusion; none: the organisation
    /// does not say.
    pub(super) fn delete_after(&self) -> Result<Option<Date>> {
        let conclusions = self.interview.assessments.iter().filter_map(|assessment| assessment.state.conclusion());
        let last = conclusions.map(|conclusion| conclusion.concluded_at.date()).max();
        let (Some(last), Some(months)) = (last, self.notices.retention_months) else { return Ok(None) };
        last.checked_add(Span::new().months(i32::from(months))).map(Some).map_err(Error::internal)
    }
}

/// Puts the stand-in where the candidate and the ids of the workspace are.
fn replace(interview: &mut Interview, stand_in: &StandIn) -> Result<()> {
    let StandIn { name, candidate, interview: id, assessments } = stand_in;
    if assessments.len() != interview.assessments.len() {
        return Err(Error::internal("a pseudonymous report has not the ids that it needs"));
    }
    interview.id = *id;
    interview.candidate.id = *candidate;
    interview.candidate.name.clone_from(name);
    for (assessment, id) in interview.assessments.iter_mut().zip(assessments) {
        assessment.id = *id;
    }
    Ok(())
}

/// Cuts what a profile leaves out.
#[derive(Clone, Copy)]
struct Cut(Profile);

impl Cut {
    /// A value, or nothing where it is left out.
    fn keep<T: Clone + Default>(self, what: Detail, value: &T) -> T {
        if self.0.shows(what) { value.clone() } else { T::default() }
    }

    /// A moment, or its date.
    fn moment(self, at: Moment) -> Moment {
        if self.0.shows(Detail::Times) { at } else { at.to_the_day() }
    }

    fn interview(self, interview: &Interview) -> Interview {
        let Interview { id, candidate, assessor, purpose, sitting, conduct, assessments, sign_off } = interview;
        Interview {
            id: *id,
            candidate: self.candidate(candidate),
            assessor: self.assessor(assessor),
            purpose: self.keep(Detail::Purpose, purpose),
            sitting: self.sitting(sitting),
            conduct: self.conduct(conduct),
            assessments: assessments.iter().map(|assessment| self.assessment(assessment)).collect(),
            sign_off: self.sign_off(sign_off),
        }
    }

    fn candidate(self, candidate: &Candidate) -> Candidate {
        let Candidate { id, name, reference, role } = candidate;
        let what = Detail::Candidate;
        Candidate {
            id: *id,
            name: self.keep(what, name),
            reference: self.keep(what, reference),
            role: self.keep(what, role),
        }
    }

    fn assessor(self, assessor: &Assessor) -> Assessor {
        let Assessor { name, organisation, qualification, independence } = assessor;
        Assessor {
            // Whoever signs is named in the signature.
            name: name.clone(),
            organisation: organisation.clone(),
            qualification: qualification.clone(),
            independence: self.keep(Detail::Independence, independence),
        }
    }

    fn sitting(self, sitting: &Sitting) -> Sitting {
        let Sitting { started_at, pauses, ended_at } = sitting;
        Sitting {
            started_at: self.moment(*started_at),
            pauses: self.keep(Detail::Times, pauses),
            ended_at: self.keep(Detail::Times, ended_at),
        }
    }

    fn conduct(self, conduct: &Conduct) -> Conduct {
        let Conduct { mode, place, identity_check, consent, sponsor, observers, adjustments, interruptions } = conduct;
        Conduct {
            mode: *mode,
            place: self.keep(Detail::Place, place),
            identity_check: self.keep(Detail::Parties, identity_check),
            consent: *consent,
            sponsor: self.keep(Detail::Parties, sponsor),
            observers: self.keep(Detail::Parties, observers),
            adjustments: self.keep(Detail::Circumstances, adjustments),
            interruptions: self.keep(Detail::Circumstances, interruptions),
        }
    }

    fn assessment(self, assessment: &Assessment) -> Assessment {
        let Assessment { id, definition, rule, responses, evidence, route, summary, proposal: _, supersedes: _, state } =
            assessment;
        let responses: BTreeMap<_, _> = responses.iter().map(|(at, response)| (*at, self.response(response))).collect();
        Assessment {
            id: *id,
            definition: definition.clone(),
            rule: rule.clone(),
            responses,
            evidence: evidence.iter().map(|item| self.evidence(item)).collect(),
            route: *route,
            summary: self.keep(Detail::Summary, summary),
            // What was typed while it was a draft; a report shows what was awarded.
            proposal: Proposal::default(),
            // A workspace's id; a report names the report that it takes the place of.
            supersedes: None,
            state: self.state(state),
        }
    }

    fn response(self, response: &Response) -> Response {
        let Response { finding, note, reason, follow_up: _, questions } = response;
        Response {
            finding: *finding,
            note: self.keep(Detail::Notes, note),
            reason: self.keep(Detail::Reasons, reason),
            // A mark for the assessor's own eyes, during the interview.
            follow_up: false,
            questions: self.keep(Detail::Questions, questions),
        }
    }

    fn evidence(self, evidence: &Evidence) -> Evidence {
        let Evidence { id, kind, title, date, seen, statements, attachments } = evidence;
        let what = match kind {
            EvidenceKind::Testimony if !self.0.shows(Detail::Testimony) => Detail::Testimony,
            _ => Detail::Evidence,
        };
        Evidence {
            id: *id,
            kind: *kind,
            title: self.keep(what, title),
            date: *date,
            seen: *seen,
            statements: statements.clone(),
            attachments: self.keep(what, attachments),
        }
    }

    fn state(self, state: &AssessmentState) -> AssessmentState {
        let conclusion = |conclusion: &Conclusion| {
            let Conclusion { award: Award { level, reason }, concluded_at } = conclusion;
            let award = Award { level: *level, reason: self.keep(Detail::Reasons, reason) };
            Conclusion { award, concluded_at: self.moment(*concluded_at) }
        };
        match state {
            AssessmentState::Draft => AssessmentState::Draft,
            AssessmentState::Concluded(concluded) => AssessmentState::Concluded(conclusion(concluded)),
            AssessmentState::Signed(concluded) => AssessmentState::Signed(conclusion(concluded)),
        }
    }

    fn sign_off(self, sign_off: &SignOff) -> SignOff {
        let SignOff { comment, agreement, acknowledgement, missing_because } = sign_off;
        let acknowledgement = match acknowledgement {
            Acknowledgement::None => Acknowledgement::None,
            Acknowledgement::Voided { at } => Acknowledgement::Voided { at: self.moment(*at) },
            Acknowledgement::Given { mark, at } => Acknowledgement::Given {
                mark: if self.0.shows(Detail::Mark) { mark.clone() } else { mark.withheld() },
                at: self.moment(*at),
            },
        };
        SignOff {
            comment: self.keep(Detail::Comment, comment),
            agreement: *agreement,
            acknowledgement,
            missing_because: self.keep(Detail::Reasons, missing_because),
        }
    }
}
