//! Writes the base document of an invented interview, to be looked at:
//!
//! ```text
//! cargo run -p vouchsafe-core --example sample_report -- full sample.pdf
//! cargo run -p vouchsafe-core --example sample_report -- full sample.pdf sponsor
//! ```
//!
//! The samples are named in `src/report/samples`, which the tests of the report share.
#![allow(clippy::expect_used, clippy::print_stdout, missing_docs)]

#[path = "../src/report/samples/mod.rs"]
mod samples;

use vouchsafe_core::domain::profile::Profile;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(name), Some(file)) = (arguments.next(), arguments.next()) else {
        return Err(format!("usage: sample_report {} FILE.pdf [PROFILE]", samples::NAMES.join("|")).into());
    };
    let interview = samples::by_name(&name).ok_or_else(|| format!("no sample is called {name}"))?;
    let profile = match arguments.next() {
        None => Profile::Full,
        Some(name) => Profile::from_name(&name).ok_or_else(|| format!("no profile is called {name}"))?,
    };
    let report = vouchsafe_core::report::render(&samples::of_profile(&interview, profile))?;
    std::fs::write(&file, &report.pdf)?;
    println!("{file}: {} pages, {} bytes", report.pages, report.pdf.len());
    Ok(())
}
