//! `vouch interview`.

use std::fmt::Write;
use std::path::Path;

use vouchsafe_core::error::{Error, Result};
use vouchsafe_core::workspace::{OpenAssessment, interview_file_schema};

use super::{Context, level_or_none, read_file};
use crate::answers;
use crate::arguments::Interview;
use crate::output::Answer;

pub(super) fn run(context: &Context, command: &Interview) -> Result<Answer> {
    match command {
        Interview::Record { file } => record(context, file),
        Interview::Schema => {
            let schema = interview_file_schema();
            let text = serde_json::to_string_pretty(&schema).map_err(Error::internal)?;
            Answer::new(&schema, text)
        }
    }
}

fn record(context: &Context, file: &Path) -> Result<Answer> {
    let bytes = read_file(file)?;
    let recorded = context.open()?.record_interview(&file.display().to_string(), &bytes)?;
    Answer::new(&answers::Recorded::from(&recorded), told(&recorded))
}

fn told(recorded: &OpenAssessment) -> String {
    let assessment = &recorded.assessment;
    let awarded = assessment.state.conclusion().and_then(|conclusion| conclusion.award.level);
    let mut text = format!(
        "Recorded and concluded: {}, {} ({})\n",
        recorded.interview.candidate.name, assessment.definition.name, assessment.definition.code
    );
    for level in &recorded.outcome.levels {
        let why = level.why(&assessment.rule);
        let _ = writeln!(text, "  Level {}: {}, {why}", level.level, level.verdict.label());
    }
    let _ = writeln!(text, "Computed level: {}", level_or_none(recorded.outcome.computed));
    let _ = writeln!(text, "Awarded level:  {}", level_or_none(awarded));
    let _ = writeln!(text, "Assessment {}", assessment.id);
    text
}
