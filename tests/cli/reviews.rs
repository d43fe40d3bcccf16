//! `vouch receive` and `vouch review`, and what `verify`, `history` and `report` say afterwards.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::reports::check_by_others;
use crate::vouch::{Vouch, interview, text};

/// A signed report of an interview, by its path.
fn report(vouch: &Vouch, name: &str) -> String {
    let assessment = vouch.record(&interview());
    let file = vouch.path(name).to_str().unwrap().to_owned();
    vouch.answer(&["report", &assessment, "--output", &file]);
    file
}

fn path(vouch: &Vouch, name: &str) -> String {
    vouch.path(name).to_str().unwrap().to_owned()
}

#[test]
fn reports_are_received_and_listed() {
    let (there, here) = (Vouch::new(), Vouch::new());
    let file = report(&there, "report.pdf");
    let own = here.record(&interview());
    let answer = here.answer(&["receive", &file]);
    let entry = &answer["files"][0];
    assert_eq!((&entry["outcome"], &entry["alike"]), (&json!("added"), &json!(["Amara Okafor (C-1042)"])));
    assert_eq!((&entry["problem"], &entry["report"]["candidate"]), (&Value::Null, &json!("Amara Okafor")));
    assert_eq!(here.answer(&["receive", &file])["files"][0]["outcome"], "unchanged");

    let history = here.answer(&["history"]);
    let received = history["assessments"].as_array().unwrap().iter().find(|it| it["state"] == "received").unwrap();
    let signed = &there.answer(&["history"])["assessments"][0];
    for member in ["assessment", "candidate", "edition", "code", "computed_level", "awarded_level", "report_sha256"] {
        assert_eq!(received[member], signed[member], "{member}");
    }
    assert_eq!(history["assessments"].as_array().unwrap().len(), 2);
    let id = received["assessment"].as_str().unwrap();
    let copy = path(&here, "copy.pdf");
    assert_eq!(here.answer(&["report", id, "--output", &copy])["sha256"], signed["report_sha256"]);
    assert_eq!(fs::read(&copy).unwrap(), fs::read(&file).unwrap());

    let mut changed = fs::read(&file).unwrap();
    let middle = changed.len() / 3;
    changed[middle] ^= 1;
    let changed = here.file("changed.pdf", changed);
    let output = here.run(&["receive", &file, &changed, &path(&here, "missing.pdf")]);
    assert_eq!(output.status.code(), Some(1));
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let outcomes: Vec<_> = answer["files"].as_array().unwrap().iter().map(|it| &it["outcome"]).collect();
    assert_eq!(outcomes, ["unchanged", "refused", "refused"]);
    assert!(answer["files"][1]["problem"]["message"].as_str().unwrap().contains("changed.pdf was not kept"));
    let failure: Value = serde_json::from_slice(&output.stderr).unwrap();
    assert_eq!(failure["error"]["code"], "refused");
    assert!(failure["error"]["message"].as_str().unwrap().starts_with("2 of 3 files are refused"), "{failure}");

    let (workspace, passphrase) = (path(&here, "workspace"), path(&here, "passphrase.txt"));
    let known = ["--workspace", &workspace, "--passphrase-file", &passphrase];
    let output = here.bare(&[&known[..], &["receive", &file, &changed]].concat());
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains("was here already") && !text(&output.stdout).contains("not kept"));
    assert!(text(&output.stderr).starts_with("vouch: ") && text(&output.stderr).contains("changed.pdf was not kept"));
    assert!(!own.is_empty());
}

#[test]
fn a_review_is_countersigned_shown_and_brought_back() {
    let (there, here) = (Vouch::new(), Vouch::new());
    let file = report(&there, "report.pdf");
    let reviewed = path(&here, "reviewed.pdf");
    let arguments = [
        "review",
        &file,
        "--output",
        &reviewed,
        "--return",
        "--reason",
        "No evidence\non 3.1.",
        "--sample",
        "ITOP/3.1",
        "--sample",
        "sfia-8/itop/1.2",
        "--name",
        "Mara Holt",
    ];
    let answer = here.answer(&arguments);
    assert_eq!((&answer["decision"], &answer["reviewer"]), (&json!("returned"), &json!("Mara Holt")));
    let places: Vec<_> =
        answer["sampled"].as_array().unwrap().iter().map(|it| (&it["level"], &it["statement"])).collect();
    assert_eq!(places, [(&json!(1), &json!(2)), (&json!(3), &json!(1))]);
    assert_eq!(here.refusal(&arguments).0, "exists");
    let again = here.answer(&[&arguments[..], &["--force"]].concat());
    assert_eq!(again, answer, "the same review is signed once");
    let other = here.refusal(&["review", &file, "--output", &reviewed, "--force", "--accept", "--sample", "all"]);
    assert_eq!(other.0, "frozen");
    assert!(other.1.contains("Mara Holt reviewed the report"), "{}", other.1);

    let verified = there.answer(&["verify", &reviewed]);
    let entry = &verified["files"][0];
    assert_eq!(entry["verdict"], "valid-unknown-signer");
    let signature = &entry["signatures"][1];
    assert_eq!((&signature["decision"], &signature["role"]), (&json!("returned"), &json!("reviewer")));
    assert_eq!(signature["review"]["reason"], "No evidence\non 3.1.");
    assert_eq!(signature["fingerprint"], answer["reviewer_fingerprint"]);
    assert_eq!((&entry["here"]["own"], &entry["here"]["brings_review"]), (&json!(true), &json!(true)));
    assert_eq!(entry["signatures"][0]["decision"], Value::Null);

    assert_eq!(there.answer(&["receive", &reviewed])["files"][0]["outcome"], "review-added");
    let entry = &there.answer(&["history"])["assessments"][0];
    assert_eq!((&entry["state"], &entry["report_sha256"]), (&json!("signed"), &answer["sha256"]));
    let id = entry["assessment"].as_str().unwrap();
    let (whole, first) = (path(&there, "whole.pdf"), path(&there, "first.pdf"));
    let told = there.answer(&["report", id, "--output", &whole]);
    assert_eq!((&told["review"]["decision"], &told["sha256"]), (&json!("returned"), &answer["sha256"]));
    there.answer(&["report", id, "--output", &first, "--without-review"]);
    assert_eq!(fs::read(&whole).unwrap(), fs::read(&reviewed).unwrap());
    assert_eq!(fs::read(&first).unwrap(), fs::read(&file).unwrap());
    let said = there.told(&["verify", &first]);
    assert!(said.contains("this workspace holds the countersigned one, which was returned"), "{said}");
    let said = there.told(&["verify", &whole]);
    assert!(said.contains("reviewer: Mara Holt") && said.contains("returned, after checking 2 statements"), "{said}");

    // Both signatures hold for programs that are not ours, each under its own root.
    check_by_others(&[&there, &here], Path::new(&reviewed));
}

#[test]
fn a_review_names_statements_of_the_report_and_a_reason_for_a_return() {
    let (there, here) = (Vouch::new(), Vouch::new());
    let file = report(&there, "report.pdf");
    let output = path(&here, "reviewed.pdf");
    let review = |more: &[&str]| {
        let arguments = [&["review", &file, "--output", &output, "--name", "Mara Holt"], more].concat();
        here.refusal(&arguments).1
    };
    for (sample, said) in [
        ("ITOP", "names no statement"),
        ("ITOP/x.1", "names no statement"),
        ("ITOP/9.1", "names no statement"),
        ("PROG/1.1", "has no skill"),
        ("sfia-9/ITOP/1.1", "has no skill"),
        ("ITOP/1.9", "no statement 1.9"),
    ] {
        let sentence = review(&["--accept", "--sample", sample]);
        assert!(sentence.contains(said), "{sample}: {sentence}");
    }
    assert!(review(&["--return", "--sample", "all"]).contains("without a reason"));
    for wrong in [&["--accept"][..], &["--sample", "all"], &["--accept", "--return", "--sample", "all"]] {
        let arguments = [&["review", &file, "--output", &output], wrong].concat();
        assert_eq!(here.run(&arguments).status.code(), Some(2), "{wrong:?}");
    }
    assert!(!here.path("reviewed.pdf").exists());
    // Nobody reviews what they signed.
    let (_, sentence) = there.refusal(&["review", &file, "--output", &output, "--accept", "--sample", "all"]);
    assert!(sentence.contains("Somebody else has to review it"), "{sentence}");

    let reason = here.file("reason.txt", "All of it follows.\n");
    let answer = here.answer(&[
        "review",
        &file,
        "--output",
        &output,
        "--accept",
        "--sample",
        "all",
        "--reason-file",
        &reason,
        "--name",
        "Mara Holt",
    ]);
    assert_eq!((&answer["reason"], &answer["decision"]), (&json!("All of it follows."), &json!("accepted")));
    assert_eq!(answer["sampled"].as_array().unwrap().len(), 8, "what was explored");
}

#[test]
fn the_schema_of_records_is_printed() {
    let vouch = Vouch::new();
    let schema = vouch.answer(&["schema", "record"]);
    assert_eq!(
        (&schema["title"], &schema["additionalProperties"]),
        (&json!("Vouchsafe record, formats 1 and 2"), &json!(false))
    );
    assert_eq!(vouch.answer(&["schema", "interview"]), vouch.answer(&["interview", "schema"]));
    assert!(!vouch.path("workspace").exists());
}
