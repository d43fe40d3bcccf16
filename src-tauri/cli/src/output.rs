//! Printing: text for people, or exactly one JSON document.

use std::io::Write;
use std::process::ExitCode;

use serde::Serialize;
use vouchsafe_core::error::{Code, Error};

use crate::answers::Failure;

/// What a command has to say, in both forms.
pub(crate) struct Answer {
    text: String,
    json: serde_json::Value,
    succeeded: bool,
}

impl Answer {
    /// An answer whose JSON is `document` and whose text is `text`.
    pub(crate) fn new(document: &impl Serialize, text: impl Into<String>) -> Result<Self, Error> {
        let json = serde_json::to_value(document).map_err(Error::internal)?;
        Ok(Self { text: text.into(), json, succeeded: true })
    }

    /// The same answer, with which the program leaves with 1 unless `succeeded`.
    pub(crate) fn succeeding_if(self, succeeded: bool) -> Self {
        Self { succeeded, ..self }
    }
}

/// Prints an answer. A reader that went away (a closed pipe) is no failure of ours; a full disk is.
pub(crate) fn print(answer: &Answer, json: bool) -> ExitCode {
    let mut stdout = std::io::stdout().lock();
    let written = match json {
        true => writeln!(stdout, "{:#}", answer.json),
        false => writeln!(stdout, "{}", harmless(answer.text.trim_end())),
    };
    match written.and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            refuse(&Error::new(Code::Io, format!("The answer could not be written: {error}.")), json)
        }
        _ if answer.succeeded => ExitCode::SUCCESS,
        _ => ExitCode::from(1),
    }
}

/// Text without the control characters with which a file's words could steer a terminal.
pub(crate) fn harmless(text: &str) -> String {
    let is_steering = |character: char| character.is_control() && !matches!(character, '\n' | '\t');
    text.chars().map(|character| if is_steering(character) { '\u{FFFD}' } else { character }).collect()
}

/// The words of a file as one line, so that they can't look like a line of ours.
pub(crate) fn one_line(words: &str) -> String {
    words.chars().map(|character| if character.is_control() { '\u{FFFD}' } else { character }).collect()
}

/// Prints a refusal.
pub(crate) fn refuse(error: &Error, json: bool) -> ExitCode {
    let mut stderr = std::io::stderr().lock();
    let failure = Failure::from(error);
    let document = serde_json::to_string(&failure).unwrap_or_default();
    let _ = match json {
        true => writeln!(stderr, "{document}"),
        false => writeln!(stderr, "vouch: {}", harmless(error.message())),
    };
    ExitCode::from(1)
}

/// Answers wrong usage, and `--help` and `--version`, which the parser treats alike.
pub(crate) fn misused(usage: &clap::Error) -> ExitCode {
    let asked_for_json = std::env::args_os().any(|argument| argument == "--json");
    if !usage.use_stderr() || !asked_for_json {
        // Whoever reads this may have gone away; there is nobody else to tell.
        let _ = usage.print();
    } else {
        let failure = Failure::usage(usage.render().to_string().trim_end());
        let _ = writeln!(std::io::stderr(), "{}", serde_json::to_string(&failure).unwrap_or_default());
    }
    ExitCode::from(if usage.use_stderr() { 2 } else { 0 })
}
