//! Candidates as scripts see them: who there is, what is held on them, and erasing them.

use std::fs;

use serde_json::{Value, json};

use crate::vouch::{Vouch, interview, text};

/// The only candidate's id.
fn only(vouch: &Vouch) -> String {
    let answer = vouch.answer(&["candidate", "list"]);
    let all = answer["candidates"].as_array().unwrap();
    assert_eq!(all.len(), 1, "{answer}");
    all[0]["candidate"].as_str().unwrap().to_owned()
}

fn signed(vouch: &Vouch) -> String {
    let assessment = vouch.record(&interview());
    let file = vouch.path("report.pdf");
    vouch.answer(&["report", &assessment, "--output", file.to_str().unwrap()]);
    assessment
}

#[test]
fn candidates_are_listed_and_shown() {
    let vouch = Vouch::new();
    assert_eq!(vouch.answer(&["candidate", "list"]), json!({"candidates": []}));
    let assessment = signed(&vouch);
    let listed = vouch.answer(&["candidate", "list"])["candidates"][0].clone();
    assert_eq!((&listed["origin"], &listed["name"]), (&json!("recorded"), &json!("Amara Okafor")));
    assert_eq!((&listed["reference"], &listed["interviews"]), (&json!("C-1042"), &json!(1)));
    assert_eq!(listed["last_at"], "2026-03-02T09:30:00+01:00");

    let id = listed["candidate"].as_str().unwrap();
    let shown = vouch.answer(&["candidate", "show", id]);
    assert_eq!(shown["name"], "Amara Okafor");
    assert_eq!(shown["held"][0]["assessments"][0]["assessment"], json!(assessment));
    assert_eq!(shown["held"][0]["assessments"][0]["awarded_level"], 2);
    assert_eq!(shown["held"][0]["report"]["sha256"].as_str().unwrap().len(), 64);
    assert_eq!((&shown["holdings"]["ratings"], &shown["holdings"]["reports"]), (&json!(8), &json!(1)));
    assert!(shown["remains"]["exports"][0]["file"].as_str().unwrap().ends_with("report.pdf"));
    let told = vouch.told(&["candidate", "show", id]);
    assert!(told.contains("Amara Okafor · C-1042") && told.contains("written to "), "{told}");

    for unknown in ["nobody", "00000000-0000-0000-0000-000000000007"] {
        let (code, sentence) = vouch.refusal(&["candidate", "show", unknown]);
        assert_eq!(code, "not-found");
        assert!(sentence.contains(unknown), "{sentence}");
    }
}

#[test]
fn somebody_is_erased_with_a_receipt() {
    let vouch = Vouch::new();
    signed(&vouch);
    let backup = vouch.path("before.vouchsafe-backup");
    vouch.answer(&["backup", "create", backup.to_str().unwrap()]);
    let id = only(&vouch);
    let (code, sentence) = vouch.refusal(&["candidate", "erase", &id]);
    assert!(code == "refused" && sentence.contains("--yes"), "{sentence}");
    let receipt = vouch.file("receipt.txt", "something else");
    let erase = ["candidate", "erase", &id, "--yes", "--receipt", &receipt];
    assert_eq!(vouch.refusal(&erase).0, "exists");
    assert_eq!(only(&vouch), id, "nothing was erased");

    let erased = vouch.answer(&[&erase[..], &["--force"]].concat());
    assert_eq!((&erased["candidate"], &erased["erased"]["interviews"]), (&json!(id), &json!(1)));
    assert_eq!((&erased["traces"], &erased["reference"]), (&Value::Null, &Value::Null));
    assert_eq!(erased["remains"]["backups"][0]["file"], json!(backup.to_str().unwrap()));
    assert_eq!(vouch.answer(&["candidate", "list"]), json!({"candidates": []}));
    assert_eq!(vouch.refusal(&["candidate", "erase", &id, "--yes"]).0, "not-found");
    vouch.has_nothing();

    let written = fs::read_to_string(&receipt).unwrap();
    assert!(written.contains(&id) && written.contains("- 1 signed report\n"), "{written}");
    assert!(!written.contains("Amara") && !written.contains("C-1042") && !written.contains("report.pdf"), "{written}");
    let again = vouch.told(&["candidate", "receipt", &id]);
    assert_eq!(again.trim_end(), written.trim_end());
    let named = vouch.answer(&["candidate", "receipt", &id, "--reference", "C-1042"]);
    assert_eq!((&named["reference"], &named["head"]), (&json!("C-1042"), &erased["head"]));

    let head = erased["head"].as_str().unwrap();
    let verdict = vouch.answer(&["audit", "verify", "--head", head]);
    assert!(verdict["intact"] == true && verdict["erased"].as_u64().unwrap() >= 3, "{verdict}");
    let trail = vouch.path("trail.jsonl");
    vouch.answer(&["audit", "export", trail.to_str().unwrap()]);
    let trail = fs::read_to_string(trail).unwrap();
    assert!(trail.contains("candidate-erased") && !trail.contains("Amara") && !trail.contains("C-1042"));
    // The exported report says what it said: what was sent on is beyond reach.
    let report = vouch.path("report.pdf");
    let output = vouch.run(&["verify", report.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
}

/// Somebody with the same reference is a new candidate then, and nothing of the old one comes back.
#[test]
fn who_comes_again_begins_anew() {
    let vouch = Vouch::new();
    signed(&vouch);
    let id = only(&vouch);
    vouch.answer(&["candidate", "erase", &id, "--yes"]);
    let mut other = interview();
    other["candidate"]["name"] = json!("Mei Lin");
    vouch.record(&other);
    assert_ne!(only(&vouch), id);
    assert_eq!(vouch.answer(&["audit", "verify"])["intact"], true);
}
