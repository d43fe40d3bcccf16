//! How fast the window is, as ratios of medians of one run: each next to what cannot be avoided on the same machine.
//!
//! `cargo bench --workspace --bench window` measures the built application with its embedded user interface. It needs
//! what the desktop tests need: a display, a session bus, WebKitWebDriver. After `--` a topic can be named: `saving`,
//! `typing` or `starting`. It fails only if it can't measure.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a measurement that meets the unexpected stops there, and says what it measured"
)]

mod clock;
mod empty_page;
mod furnish;
mod launch;
#[path = "../measure.rs"]
mod measure;
mod saving;
mod starting;
mod typing;
#[path = "../../tests/desktop/window.rs"]
#[expect(dead_code, reason = "the journeys of the desktop tests need more of it")]
mod window;

use std::process::ExitCode;

use measure::Table;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some(launch::LAUNCH) => return launch::run(&arguments[1..]),
        Some(empty_page::SHOW) => return empty_page::run(),
        _ => {}
    }
    let wanted = |topic: &str| {
        let mut topics = arguments.iter().filter(|argument| !argument.starts_with("--")).peekable();
        topics.peek().is_none() || topics.any(|it| it == topic)
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut table = Table::default();
    runtime.block_on(async {
        if wanted("saving") {
            saving::measure(&mut table).await;
        }
        if wanted("typing") {
            typing::measure(&mut table).await;
        }
        if wanted("starting") {
            starting::measure(&mut table).await;
        }
    });
    println!("{table}");
    ExitCode::SUCCESS
}
