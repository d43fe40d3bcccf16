//! `vouch verify`.

use std::fmt::Write;
use std::path::PathBuf;

use vouchsafe_core::domain::report::ReportFacts;
use vouchsafe_core::domain::signer::Trust;
use vouchsafe_core::error::Result;
use vouchsafe_core::workspace::{Here, SignatureInfo, VerifiedFile, verify_alone};

use super::{Context, level_or_none, read_report};
use crate::answers;
use crate::output::{Answer, one_line};

pub(super) fn run(context: &Context, files: &[PathBuf]) -> Result<Answer> {
    let mut workspace = context.open_if_possible()?;
    let mut verified = Vec::with_capacity(files.len());
    for file in files {
        let name = file.display().to_string();
        verified.push(match read_report(file) {
            Ok(bytes) => match &mut workspace {
                Some(workspace) => workspace.verify(&name, &bytes)?,
                None => verify_alone(&name, &bytes),
            },
            Err(error) => VerifiedFile::unreadable(&name, "not-read", error.message()),
        });
    }
    let all_valid = verified.iter().all(|file| file.verdict.is_valid());
    let mut text: String = verified.iter().map(told).collect();
    if workspace.is_none() {
        text.push_str("No workspace was opened, so whether a signer is known was not asked.\n");
    }
    Ok(Answer::new(&answers::Verified::of(&verified), text)?.succeeding_if(all_valid))
}

/// The verdict in one sentence, then what is known of the report.
fn told(verified: &VerifiedFile) -> String {
    let mut text = format!("{}: {}\n", one_line(&verified.file), one_line(&verified.sentence()));
    for (_, message) in &verified.problems {
        let _ = writeln!(text, "  {}", one_line(message));
    }
    if let Some(facts) = &verified.report {
        tell_facts(&mut text, facts);
    }
    if let Some(here) = &verified.here {
        tell_here(&mut text, here);
    }
    for signature in &verified.signatures {
        tell_signature(&mut text, signature);
    }
    text
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
    let _ = writeln!(text, "    fingerprint {} ({})", signature.fingerprint, trust(signature.trust));
    if let Some(review) = &signature.review {
        let checked = review.sampled.len();
        let statements = if checked == 1 { "statement" } else { "statements" };
        let _ = writeln!(text, "    {}, after checking {checked} {statements}", review.decision.name());
        if !review.reason.is_empty() {
            let _ = writeln!(text, "    {}", review.reason.replace('\n', "\n    "));
        }
    }
}

fn trust(trust: Trust) -> &'static str {
    match trust {
        Trust::Known => "known here",
        Trust::New => "not known here",
        Trust::Contradicts => "not known here, where this name has another key; it may be a new machine",
    }
}
