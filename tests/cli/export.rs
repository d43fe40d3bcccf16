//! `vouch export`: the ratings as other programs read them, and the record as the report embeds it.

use std::fs;
use std::process::Command;

use serde_json::{Value, json};

use crate::vouch::{Vouch, interview, text};

/// The rows of a table, as Python's reader finds them.
fn read(file: &str) -> Vec<Value> {
    const READ: &str = "import csv,json,sys\n\
        print(json.dumps(list(csv.DictReader(open(sys.argv[1], encoding='utf-8-sig', newline='')))))";
    let python = concat!(env!("CARGO_MANIFEST_DIR"), "/../../.venv/bin/python");
    let output = Command::new(python).args(["-c", READ, file]).output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn ratings_are_a_table_that_no_spreadsheet_takes_for_formulas() {
    let vouch = Vouch::new();
    let notes = ["=HYPERLINK(\"x\")", "  @SUM(A1)", "-1", "A plain note; with \"quotes\", commas\nand two lines."];
    let mut file = interview();
    file["candidate"]["name"] = json!("+Amara Okafor");
    for (rating, note) in file["ratings"].as_array_mut().unwrap().iter_mut().zip(notes) {
        rating["note"] = json!(note);
    }
    let rated = file["ratings"].as_array().unwrap().clone();
    let assessment = vouch.record(&file);
    let path = vouch.path("ratings.csv").to_str().unwrap().to_owned();
    let answer = vouch.answer(&["export", &assessment, "--ratings", &path]);
    assert_eq!(answer, json!({"assessment": assessment, "ratings": path, "record": null}));

    let rows = read(&path);
    assert_eq!(rows.len(), 28, "one for each statement, explored or not");
    for row in &rows {
        for (column, cell) in row.as_object().unwrap() {
            let first = cell.as_str().unwrap().trim_start().chars().next();
            assert!(!first.is_some_and(|it| "=+-@".contains(it)), "{column}: {cell}");
        }
        assert_eq!(row["candidate"], "'+Amara Okafor");
    }
    for (rating, note) in rated.iter().zip(notes) {
        let same = |row: &&Value| {
            let number = |value: &Value| value.as_i64().or_else(|| value.as_str()?.parse().ok());
            [("level", "level"), ("number", "statement")].iter().all(|(of, by)| number(&row[of]) == number(&rating[by]))
        };
        let row = rows.iter().find(same).unwrap();
        assert_eq!(row["rating"], rating["rating"]);
        assert_eq!(row["note"].as_str().unwrap().trim_start_matches('\''), note);
    }
    let (code, _) = vouch.refusal(&["export", &assessment, "--ratings", &path]);
    assert_eq!(code, "exists");
}

#[test]
fn the_record_alone_is_that_of_the_signed_report() {
    let vouch = Vouch::new();
    let assessment = vouch.record(&interview());
    let [record, report, inside] =
        ["record.json", "report.pdf", "inside.json"].map(|name| vouch.path(name).to_str().unwrap().to_owned());
    let (_, sentence) = vouch.refusal(&["export", &assessment, "--record", &record]);
    assert!(sentence.contains("not signed yet"), "{sentence}");
    assert!(!fs::exists(&record).unwrap());

    vouch.answer(&["report", &assessment, "--output", &report]);
    vouch.answer(&["export", &assessment, "--record", &record]);
    let detached = Command::new("pdfdetach").args(["-save", "1", "-o", &inside, &report]).output().unwrap();
    assert!(detached.status.success(), "{}", text(&detached.stderr));
    assert_eq!(fs::read(&record).unwrap(), fs::read(&inside).unwrap());
}
