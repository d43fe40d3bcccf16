//! Journeys in the real window: the built application with its embedded user interface, driven through
//! WebKitWebDriver. Needs a display and a session bus of its own, which `make test` provides.
//!
//! With `VOUCHSAFE_SCREENSHOTS=<folder>` each step leaves a picture there.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that meets the unexpected stops there"
)]

mod bad_input;
mod journey;
mod keyboard;
mod looks;
mod markup;
mod memory;
mod power_cuts;
mod reports;
mod scan;
mod tour;
mod trace;
mod traces;
mod vault;
mod walls;
mod window;
