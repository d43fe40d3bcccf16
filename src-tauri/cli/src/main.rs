//! `vouch`: everything Vouchsafe does to data, without a window.
//!
//! Names and JSON shapes are a contract that scripts rely on: they are extended, never renamed. [`arguments`] is
//! what can be typed, [`commands`] calls the core, [`answers`] are the JSON shapes, [`output`] prints.

mod answers;
mod arguments;
mod commands;
mod output;
mod passphrase;
mod progress;

use std::process::ExitCode;

use clap::Parser;
use zeroizing_alloc::ZeroAlloc;

use arguments::Arguments;

/// What is freed is wiped, so that no passphrase stays in memory that another part of the program gets.
#[global_allocator]
static MEMORY: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(usage) => return output::misused(&usage),
    };
    let json = arguments.json;
    match commands::run(arguments) {
        Ok(answer) => output::print(&answer, json),
        Err(error) => output::refuse(&error, json),
    }
}
