//! `vouch interview`.

use std::fmt::Write;
use std::path::Path;

use vouchsafe_core::domain::interview::Assessment;
use vouchsafe_core::error::Result;
use vouchsafe_core::workspace::OpenAssessment;

use super::{Context, level_or_none, read_file, read_standard_input, schema};
use crate::answers;
use crate::arguments::{Interview, SchemaOf};
use crate::output::Answer;

pub(super) fn run(context: &Context, command: &Interview) -> Result<Answer> {
    match command {
        Interview::Record { file } => record(context, file),
        Interview::Schema => schema::run(SchemaOf::Interview),
    }
}

/// Records the interview in a file, or what is piped in where the file is called `-`. Files that it attaches are looked
/// for beside it, so that a pipe can attach none.
fn record(context: &Context, file: &Path) -> Result<Answer> {
    let recorded = if file == Path::new("-") {
        let bytes = read_standard_input()?;
        context.open()?.record_interview("standard input", &bytes, None)?
    } else {
        let bytes = read_file(file)?;
        let folder = match file.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        let folder = Some(folder).filter(|_| file.is_file());
        context.open()?.record_interview(&file.display().to_string(), &bytes, folder)?
    };
    Answer::new(&answers::Recorded::from(&recorded), told(&recorded))
}

fn told(recorded: &OpenAssessment) -> String {
    let interview = &recorded.interview;
    let mut text = format!("Recorded and concluded: {}\n", interview.candidate.name);
    for assessment in &interview.assessments {
        text.push('\n');
        tell_outcome(&mut text, assessment);
    }
    text
}

/// What the rule makes of one skill, and what is awarded.
fn tell_outcome(text: &mut String, assessment: &Assessment) {
    let definition = &assessment.definition;
    let outcome = assessment.outcome();
    let award = assessment.state.conclusion().map(|conclusion| &conclusion.award);
    let _ = writeln!(text, "{}, {} ({})", definition.edition.name, definition.name, definition.code);
    let _ = writeln!(text, "  Rule {}, version {}", assessment.rule.name, assessment.rule.version);
    for level in &outcome.levels {
        let why = level.why(&assessment.rule);
        let _ = writeln!(text, "  Level {}: {}, {why}", level.level, level.verdict.label());
    }
    let _ = writeln!(text, "  Computed level: {}", level_or_none(outcome.computed));
    let _ = writeln!(text, "  Awarded level:  {}", level_or_none(award.and_then(|award| award.level)));
    if let Some(reason) = award.and_then(|award| award.reason.as_deref()) {
        let _ = writeln!(text, "  Reason:         {}", reason.trim().replace('\n', "\n                  "));
    }
    if let Some(earlier) = assessment.supersedes {
        let _ = writeln!(text, "  Corrects        {earlier}");
    }
    let _ = writeln!(text, "  Assessment      {}", assessment.id);
}
