//! Real reports and what people do to them, verified in full: the signatures, the record, and the pages against it.

mod bytes;
mod scripts;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use uuid::Uuid;

use super::verify::{FileVerdict, VerifiedFile, verify_alone};
use crate::domain::interview::Interview;
use crate::domain::profile::Profile;
use crate::report::{render, samples};
use crate::signature::forge::{Forgery, Original};

/// A sample's full report: made, signed and countersigned.
fn original(name: &str) -> Original {
    of_profile(name, Profile::Full)
}

fn of_profile(name: &str, profile: Profile) -> Original {
    let interview = samples::by_name(name).expect("a sample");
    let request = samples::of_profile(&interview, profile);
    let base = render(&request).expect("a report").pdf;
    // A reviewer names an assessment as the report does.
    let assessment = request.stand_in.map_or(interview.assessments[0].id, |stand_in| stand_in.assessments[0]);
    sign(&interview, assessment, &base)
}

fn sign(interview: &Interview, assessment: Uuid, base: &[u8]) -> Original {
    let assessor = &interview.assessor;
    let level = 1;
    Original::sign(base, &assessor.name, assessor.organisation.as_deref(), (assessment, level))
}

fn full() -> &'static Original {
    static FULL: LazyLock<Original> = LazyLock::new(|| original("full"));
    &FULL
}

fn verified(pdf: &[u8]) -> VerifiedFile {
    verify_alone("report.pdf", pdf)
}

fn accepted(pdf: &[u8], what: &str) {
    let found = verified(pdf);
    assert_eq!(found.verdict, FileVerdict::ValidUnknownSigner, "{what}: {:?}", found.problems);
    assert_eq!(found.problems, [], "{what}");
}

#[test]
fn no_legitimate_report_is_refused() {
    let mut count = 0;
    for name in samples::NAMES {
        let original = original(name);
        let versions = [
            ("signed", original.signed.clone()),
            ("accepted", original.countersigned.clone()),
            ("returned", original.returned()),
        ];
        for (version, pdf) in versions {
            accepted(&pdf, &format!("{name}, {version}"));
            count += 1;
        }
        let earlier = &original.countersigned[..original.signed.len()];
        assert!(earlier == original.signed, "{name}: cut back it is what the assessor signed");
    }
    for name in ["full", "thin", "two", "corrected"] {
        for profile in Profile::COPIES {
            let original = of_profile(name, profile);
            accepted(&original.signed, &format!("{name}, {}", profile.name()));
            let report = verified(&original.signed).report.expect("what it says");
            assert_eq!(report.profile, profile);
            // This program refuses to countersign a copy; whoever does so elsewhere does not make the assessor's part wrong.
            accepted(&original.countersigned, &format!("{name}, {}, countersigned", profile.name()));
            count += 1;
        }
    }
    assert!(count >= 36, "{count} reports");
}

#[test]
fn no_forgery_is_valid() {
    for (what, pdf) in full().unforged() {
        accepted(&pdf, what);
    }
    let forgeries = full().forgeries();
    let mut classes: BTreeMap<&str, usize> = BTreeMap::new();
    let mut files = BTreeSet::new();
    let mut valid = Vec::new();
    for Forgery { class, what, pdf } in &forgeries {
        *classes.entry(class).or_default() += 1;
        let found = verified(pdf);
        let is_answered = !found.problems.is_empty() && found.problems.iter().all(|(_, message)| message.len() > 10);
        if found.verdict.is_valid() || !is_answered {
            valid.push(format!("{class}: {what}"));
        }
        if WITH_KEY.contains(class) {
            // It was signed with a key, so that anything but the signature has to give it away.
            let codes: Vec<&str> = found.problems.iter().map(|(code, _)| *code).collect();
            let is_broken = codes.iter().any(|code| ["byte-range", "container", "digest", "signature"].contains(code));
            assert!(!is_broken, "{class}: {what}: {codes:?}");
        }
        assert!(*pdf != full().signed && *pdf != full().countersigned, "{class}: {what}: nothing was changed");
        files.insert(pdf);
    }
    assert_eq!(valid, Vec::<String>::new(), "these passed");
    assert!(files.len() >= 60, "{} files", files.len());
    assert_eq!(files.len(), forgeries.len(), "some forgeries are the same file");
    for class in WITHOUT_KEY.iter().chain(&WITH_KEY) {
        assert!(classes.contains_key(class), "{class} is not tried");
    }
    assert_eq!(classes.len(), WITHOUT_KEY.len() + WITH_KEY.len(), "{classes:?}");
}

/// What is found has a name for scripts, and a sentence that is nobody else's; and it is said what to do.
#[test]
fn what_is_wrong_is_said_truly_and_with_what_to_do() {
    let mut codes: BTreeMap<String, &str> = BTreeMap::new();
    for Forgery { what, pdf, .. } in full().forgeries() {
        let found = verified(&pdf);
        for (code, message) in &found.problems {
            let without_field = message.trim_start_matches("Field Assessor: ").trim_start_matches("Field Reviewer: ");
            let earlier = codes.insert(without_field.to_owned(), code).unwrap_or(code);
            assert!(earlier == *code, "{what}: {message} is {earlier:?} and {code}");
            assert!(message.ends_with('.'), "{what}: {message}");
        }
        let refusal = found.refusal().expect("a refusal");
        let says_what_to_do = ["ask ", "Check ", "Get ", "Verify it with"].iter().any(|it| refusal.contains(it));
        assert!(refusal.starts_with("report.pdf is ") && says_what_to_do, "{what}: {refusal}");
        let is_rewritten = found.problems.iter().any(|(code, _)| *code == "signature-form");
        assert_eq!(is_rewritten, what == "with the upper s", "{what}: {:?}", found.problems);
    }
    assert_eq!(verified(&full().signed).refusal(), None);
}

const WITHOUT_KEY: [&str; 13] = [
    "universal signature forgery",
    "incremental saving",
    "signature wrapping",
    "shadow attack",
    "evil annotation",
    "sneaky signature",
    "byte flip",
    "truncation",
    "prefix",
    "suffix",
    "padding",
    "hex case",
    "CMS structure",
];

const WITH_KEY: [&str; 12] = [
    "another appearance",
    "a lying font",
    "more than a reviewer may",
    "a review that is none",
    "order of signing",
    "hidden content",
    "hidden bytes",
    "pages that say something else",
    "pages that can’t be read",
    "a file that says something else",
    "a record that contradicts",
    "a certification that is none",
];
