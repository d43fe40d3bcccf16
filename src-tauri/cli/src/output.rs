//! Printing: text for people, or exactly one JSON document.

use std::io::{ErrorKind, IsTerminal, Write};
use std::process::ExitCode;

use serde::Serialize;
use vouchsafe_core::error::{Code, Error};

use crate::answers::Failure;

/// What a command has to say, in both forms.
pub(crate) struct Answer {
    text: String,
    json: serde_json::Value,
    succeeded: bool,
    failure: Option<Failure>,
}

impl Answer {
    /// An answer whose JSON is `document` and whose text is `text`.
    pub(crate) fn new(document: &impl Serialize, text: impl Into<String>) -> Result<Self, Error> {
        let json = serde_json::to_value(document).map_err(Error::internal)?;
        Ok(Self { text: text.into(), json, succeeded: true, failure: None })
    }

    /// The same answer, with which the program leaves with 1 unless `succeeded`.
    pub(crate) fn succeeding_if(self, succeeded: bool) -> Self {
        Self { succeeded, ..self }
    }

    /// The same answer about several things, some of which failed: each was [complained](Telling::complain) of to
    /// people; `failure` says it to programs, beside the document.
    pub(crate) fn failing_with(self, failure: Option<Failure>) -> Self {
        Self { succeeded: failure.is_none(), failure, ..self }
    }
}

/// What is said while the work goes on: people read about each thing as it comes; programs get one document at the end.
pub(crate) struct Telling {
    json: bool,
}

impl Telling {
    pub(crate) fn new(json: bool) -> Self {
        Self { json }
    }

    /// Whether anybody sees how far the work is by what is said of each thing.
    pub(crate) fn is_watched(&self) -> bool {
        !self.json && std::io::stdout().is_terminal()
    }

    /// Says something to people at once.
    ///
    /// # Errors
    /// If it can't be written, unless its reader went away.
    pub(crate) fn say(&self, text: &str) -> Result<(), Error> {
        if self.json {
            return Ok(());
        }
        let mut stdout = std::io::stdout().lock();
        match write!(stdout, "{}", harmless(text)).and_then(|()| stdout.flush()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(unwritten(&error)),
            _ => Ok(()),
        }
    }

    /// Says to people what is wrong with one of several things.
    pub(crate) fn complain(&self, sentence: &str) {
        if !self.json {
            let _ = writeln!(std::io::stderr(), "vouch: {}", one_line(sentence));
        }
    }
}

/// Prints an answer. A reader that went away (a closed pipe) is no failure of ours; a full disk is.
pub(crate) fn print(answer: &Answer, json: bool) -> ExitCode {
    let mut stdout = std::io::stdout().lock();
    let written = match (json, answer.text.trim_end()) {
        (true, _) => writeln!(stdout, "{:#}", answer.json),
        (false, "") => Ok(()),
        (false, text) => writeln!(stdout, "{}", harmless(text)),
    };
    match (written.and_then(|()| stdout.flush()), &answer.failure) {
        (Err(error), _) if error.kind() != ErrorKind::BrokenPipe => refuse(&unwritten(&error), json),
        (_, Some(failure)) if json => fail(failure),
        _ if answer.succeeded => ExitCode::SUCCESS,
        _ => ExitCode::from(1),
    }
}

fn unwritten(error: &std::io::Error) -> Error {
    Error::new(Code::Io, format!("The answer could not be written: {error}."))
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
    if json {
        return fail(&Failure::from(error));
    }
    let _ = writeln!(std::io::stderr(), "vouch: {}", harmless(error.message()));
    ExitCode::from(1)
}

/// Tells programs of a failure.
fn fail(failure: &Failure) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "{}", serde_json::to_string(failure).unwrap_or_default());
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
        fail(&failure);
    }
    ExitCode::from(if usage.use_stderr() { 2 } else { 0 })
}
