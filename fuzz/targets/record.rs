//! Whatever a record is, reading and checking it ends.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vouchsafe_core::domain::report::Said;
use vouchsafe_core::report::record;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(record) = record::read(bytes) {
        let _ = record::check(&record);
        let _ = record::check_said(&record, &Said { text: "Level 3".to_owned(), ..Said::default() });
    }
});
