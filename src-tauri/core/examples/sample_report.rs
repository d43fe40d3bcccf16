//! Writes the base document of an invented interview, to be looked at:
//!
//! ```text
//! cargo run -p vouchsafe-core --example sample_report -- full sample.pdf
//! cargo run -p vouchsafe-core --example sample_report -- full sample.pdf sponsor letter
//! ```
//!
//! The samples are named in `src/report/samples`, which the tests of the report share.
#![allow(clippy::expect_used, clippy::print_stdout, missing_docs)]

#[path = "../src/report/samples/mod.rs"]
mod samples;

use vouchsafe_core::domain::notices::{Notices, Paper};
use vouchsafe_core::domain::profile::Profile;
use vouchsafe_core::report::Request;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(name), Some(file)) = (arguments.next(), arguments.next()) else {
        return Err(format!("usage: sample_report {} FILE.pdf [PROFILE] [a4|letter]", samples::NAMES.join("|")).into());
    };
    let interview = samples::by_name(&name).ok_or_else(|| format!("no sample is called {name}"))?;
    let profile = match arguments.next() {
        None => Profile::Full,
        Some(name) => Profile::from_name(&name).ok_or_else(|| format!("no profile is called {name}"))?,
    };
    let paper = Paper::from_name(&arguments.next().unwrap_or_else(|| "a4".to_owned())).ok_or("no such paper")?;
    let request = samples::of_profile(&interview, profile);
    let notices = Notices { paper, ..request.notices.clone() };
    let report = vouchsafe_core::report::render(&Request { notices: &notices, ..request })?;
    std::fs::write(&file, &report.pdf)?;
    println!("{file}: {} pages, {} bytes", report.pages, report.pdf.len());
    Ok(())
}
