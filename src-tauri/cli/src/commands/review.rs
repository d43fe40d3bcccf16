//! `vouch review`.

use std::path::Path;

use vouchsafe_core::domain::level::Level;
use vouchsafe_core::domain::review::{Decision, ReviewDraft, Sampled};
use vouchsafe_core::error::{Error, Result};
use vouchsafe_core::workspace::{Destination, OpenReview, ReviewedAssessment};

use super::{Context, read_file, read_report, read_standard_input};
use crate::answers;
use crate::arguments::Review;
use crate::output::Answer;

pub(super) fn run(context: &Context, command: &Review) -> Result<Answer> {
    let reason = reason(command)?;
    let pdf = read_report(&command.file)?;
    let mut workspace = context.open()?;
    let id = workspace.receive(&command.file.display().to_string(), &pdf)?.facts.id;
    let open = workspace.review(&id)?;
    let wanted = ReviewDraft {
        decision: Some(if command.decision.accept { Decision::Accepted } else { Decision::Returned }),
        reason,
        sampled: sampled(&open, &command.sample)?,
    };
    // Where just this review is signed already, its report is written again, as `report` does.
    if !open.signed || wanted.finished().ok() != open.review.finished().ok() {
        workspace.save_review(&id, &wanted)?;
    }
    let destination = Destination::File { path: command.output.clone(), replace: command.force };
    let name = command.name.as_deref();
    let exported = workspace.countersign(&id, name, &destination, |key_use| context.passphrase(key_use))?;
    let signed = exported.report.review.as_ref();
    let signed = signed.ok_or_else(|| Error::internal("a countersigned report without a review"))?;
    let checked = match signed.review.sampled.len() {
        1 => "1 statement".to_owned(),
        several => format!("{several} statements"),
    };
    let text = format!(
        "Report {id} {} after checking {checked}, countersigned by {}: {}\nSHA-256 {}\nReviewer’s fingerprint {}",
        signed.review.decision.name(),
        signed.by.name,
        exported.file.display(),
        exported.report.sha256,
        signed.by.fingerprint
    );
    Answer::new(&answers::Countersigned::of(&exported, signed), text)
}

fn reason(command: &Review) -> Result<String> {
    let bytes = match &command.reason_file {
        None => return Ok(command.reason.clone().unwrap_or_default()),
        Some(file) if file == Path::new("-") => read_standard_input()?,
        Some(file) => read_file(file)?,
    };
    let text =
        String::from_utf8(bytes).map_err(|_| Error::refused("The reason is not UTF-8. Save it as UTF-8 text."))?;
    Ok(text.trim_start_matches('\u{FEFF}').trim_end().to_owned())
}

/// The statements that were named, or every one that was explored; in the order of the report.
fn sampled(open: &OpenReview, named: &[String]) -> Result<Vec<Sampled>> {
    let mut sampled = Vec::new();
    for name in named {
        match name.as_str() {
            "all" => sampled.extend(open.assessments.iter().flat_map(ReviewedAssessment::explored)),
            place => sampled.push(statement(open, place)?),
        }
    }
    let places = open.assessments.iter().flat_map(ReviewedAssessment::places);
    Ok(places.filter(|place| sampled.contains(place)).collect())
}

/// `ITOP/3.2` or `sfia-8/ITOP/3.2`.
fn statement(open: &OpenReview, name: &str) -> Result<Sampled> {
    let parts: Vec<&str> = name.split('/').collect();
    let (edition, code, place) = match parts.as_slice() {
        [code, place] => (None, *code, *place),
        [edition, code, place] => (Some(*edition), *code, *place),
        _ => return Err(no_statement(name)),
    };
    let at = place
        .split_once('.')
        .and_then(|(level, statement)| Some((Level::new(level.parse().ok()?)?, statement.parse::<u16>().ok()?)));
    let (level, statement) = at.ok_or_else(|| no_statement(name))?;
    let is_meant = |it: &&ReviewedAssessment| {
        it.code.eq_ignore_ascii_case(code) && edition.is_none_or(|edition| it.edition == edition)
    };
    match open.assessments.iter().filter(is_meant).collect::<Vec<_>>().as_slice() {
        [one] => {
            let meant = Sampled { assessment: one.assessment, level, statement };
            let refused = || Error::refused(format!("The report has no statement {place} in {}.", one.code));
            one.places().find(|place| *place == meant).ok_or_else(refused)
        }
        [] => {
            let skills: Vec<_> = open.assessments.iter().map(|it| format!("{}/{}", it.edition, it.code)).collect();
            Err(Error::refused(format!("The report has no skill “{code}” as in {name}. It has {}.", skills.join(", "))))
        }
        _ => Err(Error::refused(format!(
            "The report has the skill “{code}” in several editions. Name one, as in sfia-8/{code}/{place}."
        ))),
    }
}

fn no_statement(name: &str) -> Error {
    Error::refused(format!("“{name}” names no statement. Write its skill, level and place in it, as in ITOP/3.2."))
}
