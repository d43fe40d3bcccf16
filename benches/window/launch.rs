//! Starting a program with a note of the moment at which it was started.

use std::fs;
use std::os::unix::process::CommandExt;
use std::process::{Command, ExitCode};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The argument with which this bench notes the time and becomes another program: a file for the moment, the
/// program, its arguments.
pub(crate) const LAUNCH: &str = "--launch";

/// Notes the time in the file that the first argument names, and becomes the program that the second one names.
#[expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]
pub(crate) fn run(arguments: &[String]) -> ExitCode {
    let [file, program, arguments @ ..] = arguments else { panic!("{LAUNCH} <file> <program> …") };
    let mut command = Command::new(program);
    command.args(arguments);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    fs::write(file, now.as_nanos().to_string()).unwrap();
    panic!("{program} does not start: {}", command.exec())
}

/// The moment noted in a file, since 1970.
pub(crate) fn noted(file: &str) -> Duration {
    Duration::from_nanos(fs::read_to_string(file).unwrap().parse().unwrap())
}
