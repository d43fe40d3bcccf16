//! The main job in the real window: a new candidate, two levels rated by keyboard, a power cut, resumed, concluded,
//! signed, exported; and the file under programs that are not ours.

use std::path::Path;
use std::process::Command;

use fantoccini::key::Key;

use crate::window::{Home, PASSPHRASE, Window, WindowManager};

/// SFIA 8 has this many statements at levels 1 and 2.
const STATEMENTS: [usize; 2] = [2, 5];
const CANDIDATE: &str = "Zoë Šťastná-Δημητρίου Жук";
const NOTE: &str = "Runs the nightly checks alone.";

#[tokio::test]
async fn from_a_new_candidate_to_a_report_that_others_accept() {
    let home = Home::new().await;
    let window = Window::open(&home).await;
    begin(&window).await;
    rate_two_levels(&window).await;
    window.kill().await;

    let window = Window::open(&home).await;
    resume(&window).await;
    conclude(&window).await;
    let file = sign(&window).await;
    window.kill().await;

    assert!(Path::new(&file).starts_with(home.documents()), "{file} went to the documents");
    check_by_others(&home, Path::new(&file));
}

#[tokio::test]
async fn closing_the_window_keeps_what_is_being_typed() {
    let home = Home::new().await;
    let manager = WindowManager::start().await;
    let window = Window::open(&home).await;
    begin(&window).await;
    window.type_into("note", "Still typing").await;
    window.close(&manager).await;

    let window = Window::open(&home).await;
    window.click("resume").await;
    let note = window.find("note").await.prop("value").await.unwrap();
    assert_eq!(note.as_deref(), Some("Still typing"));
    window.kill().await;
}

async fn begin(window: &Window) {
    window.find("new-interview").await;
    window.picture("1-home-empty").await;
    window.click("new-interview").await;
    window.type_into("candidate", CANDIDATE).await;
    window.type_into("assessor", "Ingrid Sølvberg-Adeyemi").await;
    window.picture("2-new-interview").await;
    window.press(&Key::Enter.to_string()).await;
    window.text_when("statement-place", |place| place.contains("Level 1")).await;
}

async fn rate_two_levels(window: &Window) {
    let keys = ["4", "4", "4", "3", "4", "n", "3"];
    assert_eq!(keys.len(), STATEMENTS.iter().sum::<usize>());
    for (index, key) in keys.iter().enumerate() {
        let explored = format!("{} of 28", index + 1);
        window.press(key).await;
        window.text_when("saved", |text| text.contains("Saved")).await;
        window.text_when("progress", |text| text.contains(&explored)).await;
        if *key == "n" {
            window.find("reason").await;
            window.press("The supplier does this.").await;
            window.press(&Key::Escape.to_string()).await;
        }
        if index == 2 {
            window.press(&Key::Enter.to_string()).await;
            window.type_into("note", NOTE).await;
            window.press(&Key::Escape.to_string()).await;
        }
        if index + 1 < keys.len() {
            window.press("j").await;
        }
    }
    window.text_when("computed-level", |level| level.contains('2')).await;
    window.picture("3-interview").await;
}

async fn resume(window: &Window) {
    window.find("resume").await;
    window.picture("1-home-in-progress").await;
    window.click("resume").await;
    let place = window.text_when("statement-place", |place| place.contains("Level 2")).await;
    assert!(place.contains(&format!("{} of {}", STATEMENTS[1], STATEMENTS[1])), "resumed at “{place}”");
    window.text_when("progress", |text| text.contains("7 of 28")).await;
    window.text_when("computed-level", |level| level.contains('2')).await;
    for _ in 0..STATEMENTS[1] - 1 {
        window.press("k").await;
    }
    window.text_when("statement-place", |place| place.contains(&format!("1 of {}", STATEMENTS[1]))).await;
    let note = window.find("note").await.prop("value").await.unwrap();
    assert_eq!(note.as_deref(), Some(NOTE), "the note is as it was typed");
}

async fn conclude(window: &Window) {
    window.click("conclude").await;
    window.find("confirm-conclude").await;
    window.picture("4-conclude").await;
    // Without an acknowledgement the report has to say why.
    window.click("confirm-conclude").await;
    window.css("#missing-because[aria-invalid='true']").await;
    window.type_into("missing-because", "Had to catch a train.").await;
    window.click("confirm-conclude").await;
}

async fn sign(window: &Window) -> String {
    window.type_into("passphrase", PASSPHRASE).await;
    window.picture("5-sign").await;
    window.click("sign").await;
    let file = window.text_when("report-file", |text| text.contains(".pdf")).await;
    window.picture("5-signed").await;
    file
}

/// pdfsig, qpdf and pyHanko, with this workspace's root as their only trust.
fn check_by_others(home: &Home, file: &Path) {
    let root = home.path().join("root.pem");
    let mut workspace = home.open_workspace();
    std::fs::write(&root, workspace.root_certificate().unwrap()).unwrap();
    let check = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/independent/check_report.py");
    let checked = Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.venv/bin/python"))
        .arg(check)
        .arg(file)
        .arg(&root)
        .output()
        .unwrap();
    assert!(
        checked.status.success(),
        "{}{}",
        String::from_utf8_lossy(&checked.stdout),
        String::from_utf8_lossy(&checked.stderr)
    );
    let verified = workspace.verify("the exported file", &std::fs::read(file).unwrap()).unwrap();
    assert!(verified.verdict.is_valid(), "{verified:?}");
}
