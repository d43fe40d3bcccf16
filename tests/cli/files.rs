//! Files beside the interview file: what is attached, and what is not.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::vouch::{Vouch, interview, text};

fn attaching(files: &Value) -> Value {
    let mut interview = interview();
    interview["evidence"] = json!([
        {"kind": "work-product", "title": "Incident review", "seen": true,
         "statements": [{"level": 1, "statement": 1}], "attachments": files},
    ]);
    interview
}

/// How many bytes the workspace's database has.
fn size(vouch: &Vouch) -> u64 {
    let files = fs::read_dir(vouch.path("workspace")).unwrap();
    files.map(|file| file.unwrap().metadata().unwrap().len()).sum()
}

#[test]
fn files_beside_the_interview_file_are_kept() {
    let vouch = Vouch::new();
    fs::create_dir(vouch.path("files")).unwrap();
    vouch.file("files/review.pdf", vec![7; 2_000_000]);
    vouch.file("log – October.txt", "all well\n");
    vouch.record(&interview());
    let before = size(&vouch);
    vouch.record(&attaching(&json!(["files/review.pdf", "./log – October.txt", "files/review.pdf"])));
    let after = size(&vouch);
    assert!(after > before + 1_900_000 && after < before + 3_000_000, "kept once: {before}, {after}");

    // The file's folder counts, not the one that the command runs in.
    fs::create_dir(vouch.path("elsewhere")).unwrap();
    let file = vouch.file("elsewhere/interview.json", attaching(&json!(["files/review.pdf"])).to_string());
    let (code, sentence) = vouch.refusal(&["interview", "record", &file]);
    assert_eq!(code, "io", "{sentence}");
    vouch.answer(&["interview", "record", "interview.json"]);
}

#[test]
fn nothing_outside_of_the_folder_is_attached() {
    let vouch = Vouch::new();
    fs::create_dir(vouch.path("files")).unwrap();
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret.txt"), "secret").unwrap();
    let absolute = outside.path().join("secret.txt");
    let empty: [&str; 0] = [];
    for (files, marker, said) in [
        (json!([absolute]), "secret.txt", "Name a file beside the interview file"),
        (json!(["../secret.txt"]), "../secret", "Name a file beside the interview file"),
        (json!(["files/../../secret.txt"]), "files/..", "Name a file beside the interview file"),
        (json!([""]), "\"\"", "Name a file beside the interview file"),
        (json!(["files/gone.pdf"]), "gone.pdf", "Could not read"),
        (json!(["files"]), "\"files\"", "is not a file"),
        (json!([1]), "attachments\": [\n        1", "is not text"),
        (json!("files/review.pdf"), "attachments", "is not a list"),
    ] {
        vouch.refuses_interview(&attaching(&files), marker, said);
    }
    vouch.has_nothing();
    vouch.record(&attaching(&json!(empty)));
}

#[cfg(unix)]
#[test]
fn nobody_waits_for_a_pipe() {
    let vouch = Vouch::new();
    assert!(Command::new("mkfifo").arg(vouch.path("pipe")).status().unwrap().success());
    vouch.refuses_interview(&attaching(&json!(["pipe"])), "\"pipe\"", "is not a file");
}

#[cfg(unix)]
#[test]
fn no_link_leads_outside() {
    let vouch = Vouch::new();
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret.txt"), "secret").unwrap();
    std::os::unix::fs::symlink(outside.path(), vouch.path("files")).unwrap();
    vouch.refuses_interview(&attaching(&json!(["files/secret.txt"])), "files/secret", "is a link to a file elsewhere");
    vouch.has_nothing();
}

#[test]
fn a_file_over_the_limit_is_refused_and_nothing_is_kept() {
    let vouch = Vouch::new();
    let limit = 25 * 1024 * 1024;
    vouch.file("large.bin", vec![0; limit + 1]);
    vouch.file("small.txt", "small");
    vouch.refuses_interview(&attaching(&json!(["small.txt", "large.bin"])), "large.bin", "more than 25 MiB");
    vouch.has_nothing();
    for number in 0..51 {
        vouch.file(&format!("{number}.txt"), number.to_string());
    }
    let many: Vec<String> = (0..51).map(|number| format!("{number}.txt")).collect();
    vouch.refuses_interview(&attaching(&json!(many)), "attachments", "more than 50 files");
    vouch.has_nothing();
}

/// Runs `vouch interview record -` with an interview on its standard input.
fn piped(vouch: &Vouch, interview: &Value) -> std::process::Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_vouch"))
        .args(["--json", "--workspace"])
        .arg(vouch.path("workspace"))
        .arg("--passphrase-file")
        .arg(vouch.path("passphrase.txt"))
        .args(["interview", "record", "-"])
        .current_dir(vouch.path(""))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(interview.to_string().as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn an_interview_is_read_from_a_pipe_without_files() {
    let vouch = Vouch::new();
    vouch.file("small.txt", "small");
    let refused = piped(&vouch, &attaching(&json!(["small.txt"])));
    assert_eq!(refused.status.code(), Some(1));
    let sentence = text(&refused.stderr);
    assert!(sentence.contains("standard input, line 1: Files can be attached only"), "{sentence}");
    vouch.has_nothing();
    let recorded = piped(&vouch, &interview());
    assert!(recorded.status.success(), "{}", text(&recorded.stderr));
    assert_eq!(vouch.answer(&["history"])["assessments"].as_array().unwrap().len(), 1);
}
