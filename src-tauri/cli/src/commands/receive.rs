//! `vouch receive`.

use std::fmt::Write;
use std::path::PathBuf;

use vouchsafe_core::error::{Error, Result};
use vouchsafe_core::workspace::{Received, ReceivedOutcome};

use super::{Context, read_report};
use crate::answers;
use crate::output::Answer;

pub(super) fn run(context: &Context, files: &[PathBuf]) -> Result<Answer> {
    let mut workspace = context.open()?;
    let mut all = Vec::with_capacity(files.len());
    for file in files {
        let name = file.display().to_string();
        let received = read_report(file).and_then(|bytes| workspace.receive(&name, &bytes));
        all.push((name, received));
    }
    let all_kept = all.iter().all(|(_, received)| received.is_ok());
    let text: String = all.iter().map(|(file, received)| told(file, received)).collect();
    Ok(Answer::new(&answers::Received::of(&all), text)?.succeeding_if(all_kept))
}

fn told(file: &str, received: &std::result::Result<Received, Error>) -> String {
    let received = match received {
        Ok(received) => received,
        Err(error) => return format!("{}\n", error.message()),
    };
    let (id, candidate) = (&received.facts.id, &received.facts.candidate.name);
    let mut text = match received.outcome {
        ReceivedOutcome::Added => format!("{file}: received, the report {id} about {candidate}\n"),
        ReceivedOutcome::ReviewAdded => format!("{file}: the reviewer’s signature was added to the report {id}\n"),
        ReceivedOutcome::Unchanged => format!("{file}: the report {id} was here already; nothing changed\n"),
    };
    if !received.alike.is_empty() {
        let _ = writeln!(text, "  May be the same person, and was not merged: {}", received.alike.join(", "));
    }
    text
}
