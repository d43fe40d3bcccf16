//! `vouch backup`.

use std::fs;

use serde_json::{Value, json};

use crate::vouch::{Vouch, interview, text};

#[test]
fn a_backup_is_made_checked_and_restored() {
    let vouch = Vouch::new();
    let assessment = vouch.record(&interview());
    let file = vouch.path("safe.vouchsafe-backup");
    let file = file.to_str().unwrap();
    let made = vouch.answer(&["backup", "create", file]);
    assert_eq!(made["backup"]["file"], file);
    assert_eq!((&made["backup"]["assessments"], &made["backup"]["checked"]), (&json!(1), &json!("whole")));
    assert_eq!(made["backup"]["cause"], "asked");
    assert_eq!(vouch.refusal(&["backup", "create", file]).0, "exists");
    let verified = vouch.answer(&["backup", "verify", file]);
    assert_eq!(verified["backup"], made["backup"]);

    let mut more = interview();
    more["candidate"] = json!({"name": "Kofi Mensah"});
    vouch.record(&more);
    let (code, sentence) = vouch.refusal(&["backup", "restore", file]);
    assert!(code == "exists" && sentence.contains("--replace"), "{sentence}");
    let restored = vouch.answer(&["backup", "restore", file, "--replace"]);
    assert_eq!(restored["backup"]["checked"], "whole");
    assert_eq!(restored["workspace"], vouch.path("workspace").to_str().unwrap());
    let aside = restored["set_aside"].as_str().unwrap();
    assert!(fs::metadata(format!("{aside}/vouchsafe.db")).unwrap().len() > 0);
    let history = vouch.answer(&["history"]);
    assert_eq!(history["assessments"].as_array().unwrap().len(), 1);
    assert_eq!(history["assessments"][0]["assessment"], assessment.as_str());
}

#[test]
fn an_empty_place_takes_a_backup_and_a_passphrase_is_needed_only_for_all_of_it() {
    let vouch = Vouch::new();
    vouch.record(&interview());
    let file = vouch.path("safe.vouchsafe-backup");
    let file = file.to_str().unwrap();
    let told = vouch.told(&["backup", "create", file]);
    assert!(told.contains("1 assessment,") && told.contains("read back whole"), "{told}");
    let bare = |arguments: &[&str]| {
        let output = vouch.bare(&[&["--workspace", "elsewhere", "--json"], arguments].concat());
        assert!(output.status.success() && output.stderr.is_empty(), "{}", text(&output.stderr));
        serde_json::from_slice::<Value>(&output.stdout).unwrap()
    };
    assert_eq!(bare(&["backup", "verify", file])["backup"]["checked"], "sums");
    let restored = bare(&["backup", "restore", file]);
    assert_eq!((&restored["backup"]["checked"], &restored["set_aside"]), (&json!("sums"), &Value::Null));
    let passphrase = vouch.path("passphrase.txt");
    let history = bare(&["--passphrase-file", passphrase.to_str().unwrap(), "history"]);
    assert_eq!(history["assessments"].as_array().unwrap().len(), 1);
}

#[test]
fn what_is_damaged_or_opened_by_another_passphrase_is_refused() {
    let vouch = Vouch::new();
    vouch.record(&interview());
    let path = vouch.path("safe.vouchsafe-backup");
    let file = path.to_str().unwrap();
    vouch.answer(&["backup", "create", file]);
    let wrong = vouch.file("wrong.txt", "another passphrase\n");
    assert_eq!(vouch.refusal(&["backup", "verify", file, "--passphrase-file", &wrong]).0, "wrong-passphrase");
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, bytes).unwrap();
    let (code, sentence) = vouch.refusal(&["backup", "verify", file]);
    assert!(code == "damaged" && sentence.contains("safe.vouchsafe-backup"), "{sentence}");
    assert_eq!(vouch.refusal(&["backup", "restore", file, "--replace"]).0, "damaged");
    let letter = vouch.file("letter.txt", "Dear");
    assert!(vouch.refusal(&["backup", "verify", &letter]).1.contains("is no backup of Vouchsafe"));
    assert_eq!(vouch.refusal(&["backup", "verify", "nowhere"]).0, "io");
    assert_eq!(vouch.answer(&["history"])["assessments"].as_array().unwrap().len(), 1);
}
