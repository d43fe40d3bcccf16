//! `vouch verify`.

use std::fmt::Write;
use std::path::PathBuf;

use vouchsafe_core::domain::report::ReportFacts;
use vouchsafe_core::domain::signer::Trust;
use vouchsafe_core::error::Result;
use vouchsafe_core::workspace::{Here, SignatureInfo, VerifiedFile, verify_alone};

use super::{Context, level_or_none, read_report};
use crate::answers::{self, Failure};
use crate::output::{Answer, Telling, one_line};
use crate::progress::Progress;

pub(super) fn run(context: &Context, files: &[PathBuf]) -> Result<Answer> {
    let mut workspace = context.open_if_possible()?;
    let telling = Telling::new(context.json);
    let mut progress = progress(&telling, files);
    let mut entries = Vec::new();
    let mut refused = Vec::new();
    for (file, number) in files.iter().zip(1_usize..) {
        progress.show(format!("Verifying {number} of {}", files.len()));
        let name = file.display().to_string();
        let verified = match read_report(file) {
            Ok(bytes) => match &mut workspace {
                Some(workspace) => workspace.verify(&name, &bytes)?,
                None => verify_alone(&name, &bytes),
            },
            Err(error) => VerifiedFile::unreadable(&name, "not-read", error.message()),
        };
        telling.say(&told(&verified))?;
        if let Some(sentence) = verified.refusal() {
            telling.complain(&sentence);
            refused.push(sentence);
        }
        entries.push(answers::VerifiedEntry::from(&verified));
    }
    drop(progress);
    let text = match workspace {
        None => "No workspace was opened, so whether a signer is known was not asked.",
        Some(_) => "",
    };
    let failure = failure("not-valid", "not valid", &refused, files.len());
    Ok(Answer::new(&answers::Verified::of(entries), text)?.failing_with(failure))
}

/// How far the work on several files is, where their answers do not show it.
pub(super) fn progress(telling: &Telling, files: &[PathBuf]) -> Progress {
    if files.len() > 1 && !telling.is_watched() { Progress::on_terminal() } else { Progress::nowhere() }
}

/// What is said to programs beside the document if some of the files failed.
pub(super) fn failure(code: &'static str, what: &str, sentences: &[String], files: usize) -> Option<Failure> {
    let first = sentences.first()?;
    Some(Failure::new(
        code,
        match sentences.len() {
            1 => first.clone(),
            several => format!(
                "{several} of {files} files are {what}; the document says of each one why. The first one: {first}"
            ),
        },
    ))
}

/// The verdict in one sentence, then what is known of the report. What is wrong is a complaint, and stands elsewhere.
fn told(verified: &VerifiedFile) -> String {
    let mut text = format!("{}: {}\n", one_line(&verified.file), one_line(&verified.sentence()));
    if let Some(facts) = &verified.report {
        tell_facts(&mut text, facts);
    }
    if let Some(here) = &verified.here {
        tell_here(&mut text, here);
    }
    for (_, message) in &verified.notes {
        let _ = writeln!(text, "  {}", one_line(message));
    }
    for signature in &verified.signatures {
        match verified.verdict.is_valid() {
            true => tell_signature(&mut text, signature),
            false => tell_claim(&mut text, signature),
        }
    }
    text
}

/// Of a signature that does not hold, only whom it names.
fn tell_claim(text: &mut String, signature: &SignatureInfo) {
    let _ = match signature.fingerprint.as_str() {
        "" => writeln!(text, "  {}: its certificate can’t be read", signature.role),
        _ => writeln!(text, "  {}, as the file claims: {}", signature.role, one_line(&signature.signer)),
    };
}

fn tell_facts(text: &mut String, facts: &ReportFacts) {
    let [id, candidate, assessor] = [&facts.id, &facts.candidate.name, &facts.assessor].map(|it| one_line(it));
    let at = facts.interviewed_at.date_in_words();
    let version = facts.version;
    let _ = writeln!(text, "  Report {id}, version {version}: {candidate}, interviewed by {assessor} on {at}");
    for result in &facts.results {
        let awarded = level_or_none(result.awarded);
        let [edition, name, code] = [&result.edition_name, &result.name, &result.code].map(|it| one_line(it));
        let _ = writeln!(text, "    {edition}, {name} ({code}): awarded {awarded}");
    }
    if let Some(earlier) = &facts.supersedes {
        let _ = writeln!(text, "    It takes the place of the report {}.", one_line(earlier));
    }
}

fn tell_here(text: &mut String, here: &Here) {
    let held = if here.own { "It was signed in this workspace." } else { "This workspace has received it." };
    let _ = match here.conflicts {
        true => writeln!(
            text,
            "  This workspace holds another report with the same id: one of the two is not what it says it is."
        ),
        false => writeln!(text, "  {held}"),
    };
    if let Some(later) = &here.superseded_by {
        let _ = writeln!(text, "  The report {later} takes its place.");
    }
    if let Some(review) = &here.reviewed {
        let _ = writeln!(
            text,
            "  It was reviewed elsewhere: this workspace holds the countersigned one, which was {}.",
            review.decision.name()
        );
    }
    if here.brings_review {
        let _ = writeln!(text, "  Its review is not in this workspace yet; `vouch receive` adds it.");
    }
}

fn tell_signature(text: &mut String, signature: &SignatureInfo) {
    let at = signature.signed_at.map(|at| at.in_words()).unwrap_or_default();
    let signer = one_line(&signature.signer);
    let _ = writeln!(text, "  {}: {signer}, {at} by the signer’s clock", signature.role);
    let _ = writeln!(text, "    fingerprint {} ({})", signature.fingerprint, trust(signature));
    if let Some(review) = &signature.review {
        let checked = review.sampled.len();
        let statements = if checked == 1 { "statement" } else { "statements" };
        let _ = writeln!(text, "    {}, after checking {checked} {statements}", review.decision.name());
        if !review.reason.is_empty() {
            let _ = writeln!(text, "    {}", review.reason.replace('\n', "\n    "));
        }
    }
}

fn trust(signature: &SignatureInfo) -> String {
    match (signature.trust, &signature.looks_like) {
        (Trust::Known, _) => "known here".to_owned(),
        (Trust::New, _) | (Trust::Contradicts, None) => "not known here".to_owned(),
        (Trust::Contradicts, Some(known)) if *known == signature.signer => {
            "not known here, where this name has another key; it may be a new machine".to_owned()
        }
        (Trust::Contradicts, Some(known)) => format!(
            "not known here; the name looks like that of {}, who is known here with another key; it may be a new machine, or \
             somebody else",
            one_line(known)
        ),
    }
}
