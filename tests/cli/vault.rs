//! What opens the workspace, as scripts change it.

use std::fs;

use crate::vouch::{Vouch, interview};

#[test]
fn another_passphrase_and_the_recovery_code_open_the_workspace() {
    let vouch = Vouch::new();
    vouch.record(&interview());
    let first = code(&vouch);
    let new = vouch.file("new.txt", "battery staple\n");
    assert_eq!(vouch.answer(&["vault", "change-passphrase", "--new-passphrase-file", &new]), serde_json::json!({}));
    assert_eq!(vouch.refusal(&["history"]).0, "wrong-passphrase");
    vouch.file("passphrase.txt", "battery staple\n");
    assert_eq!(vouch.answer(&["history"])["assessments"].as_array().unwrap().len(), 1);

    let second = code(&vouch);
    let typed = vouch.file("code.txt", first.to_lowercase());
    let recover = ["vault", "recover", "--code-file", &typed, "--new-passphrase-file", &new];
    assert_eq!(vouch.refusal(&recover).0, "wrong-passphrase", "only the newest code works");
    vouch.file("code.txt", second.replace('-', " "));
    vouch.file("new.txt", "quite another\n");
    assert_ne!(vouch.answer(&recover)["recovery_code"], second);
    vouch.file("passphrase.txt", "quite another\n");
    vouch.answer(&["history"]);
    vouch.file("empty.txt", "\n");
    let empty = vouch.path("empty.txt");
    let (_, sentence) =
        vouch.refusal(&["vault", "change-passphrase", "--new-passphrase-file", empty.to_str().unwrap()]);
    assert!(sentence.contains("empty.txt, line 1"), "{sentence}");
}

fn code(vouch: &Vouch) -> String {
    vouch.answer(&["vault", "recovery-code"])["recovery_code"].as_str().unwrap().to_owned()
}

#[test]
fn a_copy_that_is_not_encrypted_is_warned_of_and_lies_elsewhere() {
    let vouch = Vouch::new();
    vouch.record(&interview());
    let copy = vouch.path("copy.db");
    let told = vouch.told(&["vault", "export-plain", copy.to_str().unwrap()]);
    assert!(told.contains("NOT encrypted"), "{told}");
    assert!(fs::read(&copy).unwrap().starts_with(b"SQLite format 3\0"));
    assert_eq!(vouch.refusal(&["vault", "export-plain", copy.to_str().unwrap()]).0, "exists");
    let inside = vouch.path("workspace/copy.db");
    let (_, sentence) = vouch.refusal(&["vault", "export-plain", inside.to_str().unwrap()]);
    assert!(sentence.contains("own folder"), "{sentence}");
}
