//! Every report that a landed version signed is still valid, and can still be received and read.

use std::fs;
use std::path::Path;

use vouchsafe_core::domain::profile::Profile;
use vouchsafe_core::workspace::{FileVerdict, ReceivedOutcome, verify_alone};

use crate::desk::Desk;

/// The reports, with their names.
fn reports() -> Vec<(String, Vec<u8>)> {
    kept("reports")
}

/// The PDFs in a folder of fixtures, with their names.
fn kept(folder: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures").join(folder);
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let reports = files.filter(|path| path.extension().is_some_and(|it| it == "pdf"));
    let named =
        |path: std::path::PathBuf| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap());
    reports.map(named).collect()
}

/// The profile of a report by its name: that of none is full.
fn profile_of(name: &str) -> Profile {
    Profile::COPIES.into_iter().find(|profile| name.contains(profile.name())).unwrap_or_default()
}

#[test]
fn what_earlier_versions_signed_is_valid() {
    let reports = reports();
    assert!(reports.len() >= 11, "the fixtures are gone: {}", reports.len());
    for (name, pdf) in reports {
        let found = verify_alone(&name, &pdf);
        assert_eq!(found.verdict, FileVerdict::ValidUnknownSigner, "{found:?}");
        let reviews = found.signatures.iter().filter(|signature| signature.review.is_some()).count();
        assert_eq!(reviews, usize::from(name.contains("countersigned")), "{name}");
        let profile = found.report.map(|report| report.profile);
        assert_eq!(profile, Some(profile_of(&name)), "{name}");
    }
}

#[test]
fn what_earlier_versions_signed_can_be_received() {
    for (name, pdf) in reports() {
        let desk = Desk::elsewhere(1);
        let mut workspace = desk.open();
        if profile_of(&name) != Profile::Full {
            let refused = workspace.receive(&name, &pdf).unwrap_err();
            assert!(refused.message().contains("a part of its report"), "{refused}");
            continue;
        }
        let received = workspace.receive(&name, &pdf).unwrap();
        assert_eq!(received.outcome, ReceivedOutcome::Added, "{name}");
        assert_eq!(workspace.receive(&name, &pdf).unwrap().outcome, ReceivedOutcome::Unchanged, "{name}");
        assert_eq!(workspace.received_pdf(&received.facts.id).unwrap(), pdf, "{name}");
        let skills = if name.contains("two-skills") { 2 } else { 1 };
        assert_eq!(workspace.review(&received.facts.id).unwrap().assessments.len(), skills, "{name}");
    }
}

#[test]
fn what_once_passed_for_a_report_passes_no_more() {
    let forgeries = kept("forgeries");
    assert!(forgeries.len() >= 12, "the fixtures are gone: {}", forgeries.len());
    for (name, pdf) in forgeries {
        let found = verify_alone(&name, &pdf);
        assert!(matches!(found.verdict, FileVerdict::Invalid | FileVerdict::Unreadable), "{found:?}");
    }
}
