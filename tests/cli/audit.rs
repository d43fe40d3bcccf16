//! `vouch audit`: verified where nobody touched it, located where somebody did, and exported.

use std::fs;

use serde_json::{Value, json};
use vouchsafe_core::store::{KeyFile, Knowledge};
use vouchsafe_core::workspace::{Passphrase, System, salvage};

use crate::vouch::{Vouch, interview, text};

/// A workspace with a recorded interview and its report.
fn used() -> (Vouch, Value) {
    let vouch = Vouch::new();
    let id = vouch.record(&interview());
    let report = vouch.answer(&["report", &id, "--output", vouch.path("report.pdf").to_str().unwrap()]);
    (vouch, report)
}

/// The workspace's file, as a program opens it that has the key.
fn opened(vouch: &Vouch) -> rusqlite::Connection {
    let keys = KeyFile::read(&vouch.path("workspace")).unwrap().unwrap();
    let secrets = keys.open(&Knowledge::Passphrase("correct horse battery")).unwrap();
    let connection = rusqlite::Connection::open(vouch.path("workspace/vouchsafe.db")).unwrap();
    connection.execute_batch(&format!("PRAGMA key = \"{}\"", *secrets.raw_key())).unwrap();
    connection
}

/// Runs SQL on the workspace's file, after dropping what guards the trail.
fn tamper(vouch: &Vouch, sql: &str) {
    let connection = opened(vouch);
    let triggers: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name LIKE 'event%'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<rusqlite::Result<_>>()
        .unwrap();
    assert_eq!(triggers.len(), 5);
    for trigger in triggers {
        connection.execute_batch(&format!("DROP TRIGGER {trigger}")).unwrap();
    }
    connection.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}")).unwrap();
}

fn problems(verdict: &Value) -> Vec<(i64, String)> {
    let findings = verdict["findings"].as_array().unwrap().iter();
    findings.map(|it| (it["sequence"].as_i64().unwrap(), it["problem"].as_str().unwrap().to_owned())).collect()
}

#[test]
fn a_trail_that_nobody_touched_is_intact() {
    let (vouch, _) = used();
    let verdict = vouch.answer(&["audit", "verify"]);
    assert_eq!((&verdict["intact"], &verdict["findings"]), (&json!(true), &json!([])));
    assert_eq!((&verdict["clock_ran_back"], &verdict["erased"]), (&json!([]), &json!(0)));
    assert_eq!(verdict["head"]["sequence"], verdict["events"]);
    let told = vouch.told(&["audit", "verify"]);
    assert!(told.contains("intact") && told.contains(verdict["head"]["hash"].as_str().unwrap()), "{told}");
}

#[test]
fn every_manipulation_is_located_and_leaves_with_one() {
    for (sql, sequence, problem) in [
        ("UPDATE event SET actor = 'Nobody' WHERE sequence = 3", 3, "changed"),
        ("UPDATE event_payload SET payload = '{}' WHERE sequence = 3", 3, "values-changed"),
        ("DELETE FROM event_payload WHERE sequence = 3", 3, "values-missing"),
        ("DELETE FROM event WHERE sequence = 3", 3, "missing"),
        ("DELETE FROM event WHERE sequence = 3", 3, "values-without-entry"),
        (
            "UPDATE event SET sequence = 1000 WHERE sequence = 3; UPDATE event SET sequence = 3 WHERE sequence = 4;
             UPDATE event SET sequence = 4 WHERE sequence = 1000",
            4,
            "changed",
        ),
        // The report knows what the end was when it was signed.
        ("DELETE FROM event_payload WHERE sequence >= 3; DELETE FROM event WHERE sequence >= 3", 3, "cut-off"),
    ] {
        let (vouch, _) = used();
        tamper(&vouch, sql);
        let output = vouch.run(&["audit", "verify"]);
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(1), String::new()), "{sql}");
        let verdict: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(verdict["intact"], false);
        let found = problems(&verdict);
        assert!(found.contains(&(sequence, problem.to_owned())), "{sql}: {found:?}");
    }
}

#[test]
fn an_end_that_was_noted_shows_a_cut() {
    let vouch = Vouch::new();
    vouch.record(&interview());
    let head = vouch.answer(&["audit", "verify"])["head"].clone();
    let noted = format!("{}:{}", head["sequence"], head["hash"].as_str().unwrap());
    vouch.answer(&["audit", "verify", "--head", &noted]);
    // As a report prints it, in groups.
    let (number, hash) = noted.split_once(':').unwrap();
    let groups: Vec<&str> = (0..16).map(|group| &hash[4 * group..4 * group + 4]).collect();
    vouch.answer(&["audit", "verify", "--head", &format!("{number}: {}", groups.join(" "))]);
    tamper(&vouch, "DELETE FROM event_payload WHERE sequence >= 3; DELETE FROM event WHERE sequence >= 3");
    vouch.answer(&["audit", "verify"]);
    let output = vouch.run(&["audit", "verify", "--head", &noted]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(problems(&serde_json::from_slice(&output.stdout).unwrap()), [(3, "cut-off".to_owned())]);
    for wrong in ["3", "3:abc", "0:", &noted.replace(':', ";"), &format!("x{noted}")] {
        let (_, sentence) = vouch.refusal(&["audit", "verify", "--head", wrong]);
        assert!(sentence.contains("is not the end of an audit trail"), "{sentence}");
    }
}

#[test]
fn the_trail_is_exported_and_a_file_gives_way_only_when_told() {
    let (vouch, _) = used();
    let file = vouch.path("trail.jsonl");
    let name = file.to_str().unwrap();
    let answer = vouch.answer(&["audit", "export", name]);
    let lines: Vec<Value> =
        fs::read_to_string(&file).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answer["head"]["sequence"], lines.len());
    assert_eq!(answer["head"]["hash"], lines.last().unwrap()["hash"]);
    let actions: Vec<&str> = lines.iter().map(|line| line["action"].as_str().unwrap()).collect();
    assert_eq!(
        actions,
        ["trail-begun", "definitions-added", "interview-recorded", "identity-made", "report-signed", "report-exported"]
    );
    for (line, next) in lines.iter().zip(&lines[1..]) {
        assert_eq!(line["hash"], next["previous"]);
    }
    assert_eq!(lines[2]["actor"], "Lena Vogt");
    let payload: Value = serde_json::from_str(lines[2]["payload"].as_str().unwrap()).unwrap();
    assert_eq!(payload["new"]["candidate"]["name"], "Amara Okafor");
    let whole = fs::read_to_string(&file).unwrap();
    assert!(!whole.contains("correct horse") && !whole.contains("PRIVATE KEY"), "a secret is in the trail");

    let (code, _) = vouch.refusal(&["audit", "export", name]);
    assert_eq!(code, "exists");
    let again = vouch.answer(&["audit", "export", name, "--force"]);
    assert_eq!(again["head"]["sequence"], lines.len() + 1, "exporting is recorded, too");
    vouch.answer(&["audit", "verify"]);
}

/// A trail that lost something for a reason which it gives is not intact, and accuses nobody.
#[test]
fn what_damage_took_is_told_apart_from_what_somebody_did() {
    let (vouch, _) = used();
    for _ in 0..20 {
        vouch.record(&interview());
    }
    let file = vouch.path("workspace/vouchsafe.db");
    let page = last_page_of_events(&vouch);
    let mut bytes = fs::read(&file).unwrap();
    bytes[(page - 1) * 4096 + 1000] ^= 1;
    fs::write(&file, bytes).unwrap();
    let passphrase = Passphrase::new("correct horse battery".to_owned());
    salvage(&vouch.path("workspace"), &System, &passphrase).unwrap();

    let output = vouch.run(&["audit", "verify"]);
    assert_eq!(output.status.code(), Some(1), "it is not whole");
    let verdict: Value = serde_json::from_slice(&output.stdout).unwrap();
    let at = verdict["head"]["sequence"].clone();
    let loss = &verdict["losses"][0];
    assert_eq!((&loss["sequence"], &loss["reason"]), (&at, &json!("salvaged")));
    for finding in verdict["findings"].as_array().unwrap() {
        assert_eq!(finding["explained_by"], at, "{finding}");
    }
    assert!(problems(&verdict).iter().any(|(_, problem)| problem == "missing"), "{verdict}");
    // What somebody does afterwards is explained by nothing.
    tamper(&vouch, "DELETE FROM event_payload WHERE sequence = 2; DELETE FROM event WHERE sequence = 2");
    let verdict: Value = serde_json::from_slice(&vouch.run(&["audit", "verify"]).stdout).unwrap();
    let unexplained = verdict["findings"].as_array().unwrap().iter().find(|it| it["explained_by"].is_null());
    assert_eq!((&unexplained.unwrap()["sequence"], &unexplained.unwrap()["problem"]), (&json!(2), &json!("missing")));
}

fn last_page_of_events(vouch: &Vouch) -> usize {
    let last = "SELECT max(pageno) FROM dbstat WHERE name = 'event' AND pagetype = 'leaf'";
    opened(vouch).query_row(last, [], |row| row.get(0)).unwrap()
}
