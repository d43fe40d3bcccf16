//! `vouch receive`.

use std::fmt::Write;
use std::path::PathBuf;

use vouchsafe_core::error::Result;
use vouchsafe_core::workspace::{Received, ReceivedOutcome};

use super::{Context, read_report};
use crate::answers;
use crate::output::{Answer, Telling, one_line};

pub(super) fn run(context: &Context, files: &[PathBuf]) -> Result<Answer> {
    let mut workspace = context.open()?;
    let telling = Telling::new(context.json);
    let mut progress = super::verify::progress(&telling, files);
    let mut entries = Vec::new();
    let mut refused = Vec::new();
    for (file, number) in files.iter().zip(1_usize..) {
        progress.show(format!("Receiving {number} of {}", files.len()));
        let name = file.display().to_string();
        let received = read_report(file).and_then(|bytes| workspace.receive(&name, &bytes));
        match &received {
            Ok(received) => telling.say(&told(&name, received))?,
            Err(error) => {
                telling.complain(error.message());
                refused.push(error.message().to_owned());
            }
        }
        entries.push(answers::ReceivedEntry::of(&name, &received));
    }
    drop(progress);
    let failure = super::verify::failure("refused", "refused", &refused, files.len());
    Ok(Answer::new(&answers::Received::of(entries), "")?.failing_with(failure))
}

fn told(file: &str, received: &Received) -> String {
    let [file, id, candidate] = [file, &received.facts.id, &received.facts.candidate.name].map(one_line);
    let mut text = match received.outcome {
        ReceivedOutcome::Added => format!("{file}: received, the report {id} about {candidate}\n"),
        ReceivedOutcome::ReviewAdded => format!("{file}: the reviewer’s signature was added to the report {id}\n"),
        ReceivedOutcome::Unchanged => format!("{file}: the report {id} was here already; nothing changed\n"),
    };
    if !received.alike.is_empty() {
        let alike = one_line(&received.alike.join(", "));
        let _ = writeln!(text, "  May be the same person, and was not merged: {alike}");
    }
    text
}
