//! Whatever a file is, verifying it answers with a verdict and a reason.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vouchsafe_core::workspace::verify_alone;

fuzz_target!(|bytes: &[u8]| {
    let found = verify_alone("report.pdf", bytes);
    // The corpus holds valid reports. A mutation that is still valid is one of these, or else a finding to look at.
    assert!(found.verdict.is_valid() == found.problems.is_empty());
});
