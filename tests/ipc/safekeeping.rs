//! Backups, and a workspace that is damaged.

use serde_json::{Value, json};

use crate::window::{PASSPHRASE, Window, keys};

#[test]
fn backups_are_made_checked_and_restored() {
    let window = Window::open();
    let made = window.call("make_backup", json!({})).unwrap();
    assert_eq!((&made["schedule"], made.get("problem")), (&json!("daily"), None));
    assert!(made["folder"].as_str().unwrap().ends_with("backups"));
    let first = &made["backups"][0];
    assert_eq!(keys(first), ["madeAt", "name", "problem", "size", "verified"]);
    assert_eq!((&first["problem"], &first["verified"]), (&Value::Null, &json!(true)));
    let name = json!({ "name": first["name"] });
    let file = std::path::Path::new(made["folder"].as_str().unwrap()).join(first["name"].as_str().unwrap());

    window.start();
    assert_eq!(window.call("check_integrity", json!({})).unwrap(), json!({"problems": []}));
    assert_eq!(window.call("schedule_backups", json!({"schedule": "weekly"})).unwrap()["schedule"], "weekly");
    assert!(window.call("schedule_backups", json!({"schedule": "hourly"})).is_err());
    let bytes = std::fs::read(&file).unwrap();
    let mut changed = bytes.clone();
    changed[30_000] ^= 1;
    std::fs::write(&file, changed).unwrap();
    let of = |view: &Value| {
        let all = view["backups"].as_array().unwrap().clone();
        all.into_iter().find(|backup| backup["name"] == name["name"]).unwrap()
    };
    let found = of(&window.call("verify_backup", name.clone()).unwrap());
    assert!(found["problem"].is_string() && found["verified"] == json!(false), "{found}");
    assert!(window.call("restore_backup", name.clone()).is_err());
    assert_eq!(window.call("vault", json!({})).unwrap()["state"], "open", "nothing was closed");
    std::fs::write(&file, bytes).unwrap();
    assert_eq!(of(&window.call("verify_backup", name.clone()).unwrap())["problem"], Value::Null);
    assert_eq!(window.call("verify_backup", json!({"name": "../keys.json"})).unwrap_err()["code"], "not-found");

    assert_eq!(window.call("restore_backup", name).unwrap(), Value::Null);
    assert_eq!(window.call("vault", json!({})).unwrap()["state"], "locked");
    assert_eq!(window.call("backups", json!({})).unwrap_err()["code"], "locked");
    window.call("unlock", json!({"passphrase": PASSPHRASE})).unwrap();
    assert_eq!(window.call("home", json!({})).unwrap()["inProgress"], json!([]));
}

/// The backup that is due is made beside everything else once the workspace is open, or while it is being locked.
#[test]
fn what_is_due_is_backed_up_by_itself() {
    let window = Window::open();
    window.call("lock", json!({})).unwrap();
    let backups = window.folder.path().join("workspace/backups");
    let names = || {
        let names = std::fs::read_dir(&backups).unwrap().flatten().map(|entry| entry.file_name());
        names.collect::<Vec<_>>()
    };
    let made = names();
    assert!(made.len() == 1 && made[0].to_str().unwrap().ends_with(".vouchsafe-backup"), "{made:?}");
    window.call("unlock", json!({"passphrase": PASSPHRASE})).unwrap();
    window.call("lock", json!({})).unwrap();
    assert_eq!(names(), made, "once a day");
}

#[test]
fn a_damaged_workspace_says_so_and_offers_what_can_be_done() {
    let window = Window::open();
    window.start();
    let made = window.call("make_backup", json!({})).unwrap();
    window.call("lock", json!({})).unwrap();
    let file = window.folder.path().join("workspace/vouchsafe.db");
    let whole = std::fs::read(&file).unwrap();
    let mut changed = whole.clone();
    let last = changed.len() - 100;
    changed[last] ^= 1;
    std::fs::write(&file, changed).unwrap();
    assert_eq!(window.call("unlock", json!({"passphrase": PASSPHRASE})).unwrap_err()["code"], "damaged");
    let view = window.call("vault", json!({})).unwrap();
    assert_eq!(view["state"], "damaged");
    assert!(view["sentence"].as_str().unwrap().contains("is damaged"), "{view}");
    let offered = view["backups"].as_array().unwrap();
    assert!(offered.iter().any(|backup| backup["name"] == made["backups"][0]["name"]), "{view}");
    assert_eq!((&offered[0]["verified"], &offered[0]["problem"]), (&json!(true), &Value::Null));

    let wrong = window.call("salvage", json!({"passphrase": "another one"})).unwrap_err();
    assert_eq!(wrong["code"], "wrong-passphrase");
    assert!(window.call("salvage", json!({"passphrase": PASSPHRASE})).unwrap()["problems"].is_array());
    assert_eq!(window.call("vault", json!({})).unwrap()["state"], "locked");
    window.call("unlock", json!({"passphrase": PASSPHRASE})).unwrap();
    let aside = |what: &str| {
        let names = std::fs::read_dir(window.folder.path()).unwrap().flatten();
        names.filter(|entry| entry.file_name().to_string_lossy().starts_with(what)).count()
    };
    assert_eq!(aside("workspace.damaged-"), 1);
}
