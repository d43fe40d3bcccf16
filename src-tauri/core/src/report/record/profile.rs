//! Whether a record holds nothing of what it says that it leaves out.

use super::{Assessment, FULL, Record};
use crate::domain::evidence::EvidenceKind;
use crate::domain::moment::Moment;
use crate::domain::profile::{Detail, Profile};

/// Whether a record says that it leaves a detail out.
pub(super) fn leaves_out(record: &Record, detail: Detail) -> bool {
    record.report.left_out.iter().any(|name| name == detail.name())
}

/// One sentence for each detail that is there although the record leaves it out, and for a profile that is none. What a
/// profile leaves out is asked of the record, so that a later version can let a profile leave out more.
pub(super) fn problems(record: &Record) -> Vec<String> {
    let report = &record.report;
    let mut problems = Vec::new();
    match Profile::from_name(&report.profile) {
        None => problems.push(format!("The record names the profile “{}”, which is unknown.", report.profile)),
        Some(profile) if (profile == Profile::Full) != report.left_out.is_empty() => {
            problems.push("Exactly a full report leaves nothing out, and the record says otherwise.".to_owned());
        }
        Some(profile) if (profile == Profile::Full) != (record.format == FULL) => {
            problems.push(format!(
                "The record’s profile is “{}”, which is none of format {}.",
                report.profile, record.format
            ));
        }
        Some(Profile::Full) if report.copy_of.is_some() => {
            problems.push("A full report is recorded as the copy of another one.".to_owned());
        }
        Some(_) => {}
    }
    for name in &report.left_out {
        match Detail::from_name(name) {
            None => problems.push(format!("The record leaves out “{name}”, which is unknown.")),
            Some(detail) if holds(record, detail) => {
                problems.push(format!("The record leaves out {}, and holds some.", detail.label()));
            }
            Some(_) => {}
        }
    }
    let comment_is_left_out = leaves_out(record, Detail::Comment);
    if record.sign_off.as_ref().is_some_and(|it| it.commented.is_some() != comment_is_left_out) {
        problems.push("Exactly where the comment is left out the record says whether there is one.".to_owned());
    }
    if !leaves_out(record, Detail::Mark) && mark(record).is_some_and(str::is_empty) {
        problems.push("The acknowledgement has no mark, and the record does not leave it out.".to_owned());
    }
    problems
}

/// Whether a record holds a detail. Names and ids that stand for others can't be told from others.
fn holds(record: &Record, detail: Detail) -> bool {
    let Record { report, candidate, assessor, interview, assessments, sign_off, .. } = record;
    let any = |holds: &dyn Fn(&Assessment) -> bool| assessments.iter().any(holds);
    let conduct = |holds: &dyn Fn(&super::Conduct) -> bool| interview.conduct.as_ref().is_some_and(holds);
    match detail {
        Detail::Candidate => candidate.reference.is_some() || candidate.role.is_some(),
        Detail::Parties => {
            conduct(&|it| it.sponsor.is_some() || it.identity_check.is_some() || !it.observers.is_empty())
        }
        Detail::Place => conduct(&|it| it.place.is_some()),
        Detail::Purpose => interview.purpose.is_some(),
        Detail::Independence => !assessor.independence.is_empty(),
        Detail::Times => !interview.pauses.is_empty() || interview.ended_at.is_some() || moments(record).any(has_time),
        Detail::Circumstances => conduct(&|it| !it.adjustments.is_empty() || !it.interruptions.is_empty()),
        Detail::Questions => any(&|it| it.ratings.iter().any(|rating| !rating.questions.is_empty())),
        Detail::Notes => any(&|it| it.ratings.iter().any(|rating| !rating.note.is_empty())),
        Detail::Reasons => {
            any(&|it| it.award_reason.is_some() || it.ratings.iter().any(|rating| !rating.reason.is_empty()))
                || sign_off.as_ref().is_some_and(|it| !it.missing_because.is_empty())
        }
        Detail::Summary => any(&|it| it.summary.is_some()),
        Detail::Testimony => any(&|it| names_evidence(it, |kind| kind == EvidenceKind::Testimony.name())),
        Detail::Evidence => any(&|it| names_evidence(it, |_| true)),
        Detail::Comment => sign_off.as_ref().is_some_and(|it| !it.comment.is_empty()),
        Detail::Mark => mark(record).is_some_and(|mark| !mark.is_empty()),
        Detail::Ids => report.copy_of.is_some(),
        Detail::Trail => report.trail.is_some(),
    }
}

fn names_evidence(assessment: &Assessment, is_meant: impl Fn(&str) -> bool) -> bool {
    let mut meant = assessment.evidence.iter().filter(|item| is_meant(&item.kind));
    meant.any(|item| !item.title.is_empty() || !item.attachments.is_empty())
}

/// What the candidate drew or typed.
fn mark(record: &Record) -> Option<&str> {
    record.sign_off.as_ref()?.acknowledged.as_ref().map(|given| given.mark.as_str())
}

/// The moments of the interview, of the conclusions and of the sign-off that every profile has.
fn moments(record: &Record) -> impl Iterator<Item = &str> {
    let sign_off = record.sign_off.iter();
    let sign_off = sign_off.flat_map(|it| [it.acknowledged.as_ref().map(|given| &given.at), it.voided_at.as_ref()]);
    let concluded = record.assessments.iter().map(|assessment| &assessment.concluded_at);
    [&record.interview.started_at].into_iter().chain(concluded).chain(sign_off.flatten()).map(String::as_str)
}

/// Whether a moment says more than a day; what is none is refused elsewhere.
fn has_time(text: &str) -> bool {
    Moment::parse(text).is_some_and(|at| at != at.to_the_day())
}
