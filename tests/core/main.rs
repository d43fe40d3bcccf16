//! Scenarios of the core, one test binary. A test in `house_rules` checks that no file here is forgotten.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected stops there")]

mod decision;
