//! Every report that a landed version signed is still valid.

use std::fs;
use std::path::Path;

use vouchsafe_core::workspace::{FileVerdict, verify_alone};

#[test]
fn what_earlier_versions_signed_is_valid() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/reports");
    let mut verified = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|it| it == "pdf") {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let found = verify_alone(&name, &fs::read(&path).unwrap());
            assert_eq!(found.verdict, FileVerdict::ValidUnknownSigner, "{found:?}");
            verified += 1;
        }
    }
    assert!(verified >= 5, "the fixtures are gone: {verified}");
}
