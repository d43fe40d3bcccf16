//! Scenarios of the core, one test binary. A house rule checks that no file here is forgotten.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected stops there")]

mod changes;
mod decision;
mod desk;
mod interviews;
mod power_cut;
mod sittings;
