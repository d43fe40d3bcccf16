//! Opening and closing the workspace.

use serde_json::{Value, json};

use crate::window::{PASSPHRASE, Window};

#[test]
fn a_workspace_that_cannot_be_used_says_why_and_is_tried_again() {
    let window = Window::new();
    let workspace = window.folder.path().join("workspace");
    std::fs::create_dir(&workspace).unwrap();
    std::fs::write(workspace.join("letter.txt"), "Dear").unwrap();
    let view = window.call("vault", json!({})).unwrap();
    assert_eq!(view["state"], "unusable");
    assert!(view["sentence"].as_str().unwrap().contains("holds other files"), "{view}");
    let failure = window.call("create_vault", json!({"passphrase": PASSPHRASE})).expect_err("a refusal");
    assert!(failure["message"].as_str().unwrap().contains("holds other files"), "{failure}");
    std::fs::remove_file(workspace.join("letter.txt")).unwrap();
    assert_eq!(window.call("vault", json!({})).unwrap()["state"], "new");
}

#[test]
fn the_vault_opens_for_its_passphrase_and_closes() {
    let window = Window::new();
    let state = || window.call("vault", json!({})).unwrap()["state"].clone();
    let code = |failure: Value| failure["code"].as_str().unwrap().to_owned();
    assert_eq!(state(), "new");
    assert_eq!(code(window.call("home", json!({})).unwrap_err()), "locked");
    assert_eq!(code(window.call("create_vault", json!({"passphrase": "short"})).unwrap_err()), "refused");
    let made = window.call("create_vault", json!({"passphrase": PASSPHRASE})).unwrap();
    assert_eq!(made["code"].as_str().unwrap().len(), 39);
    assert_eq!(state(), "open");
    assert_eq!(window.call("vault", json!({})).unwrap()["autoLockMinutes"], 10);
    window.start();

    window.call("lock", json!({})).unwrap();
    assert_eq!(state(), "locked");
    assert_eq!(code(window.call("home", json!({})).unwrap_err()), "locked");
    assert_eq!(code(window.call("unlock", json!({"passphrase": "wrong"})).unwrap_err()), "wrong-passphrase");
    window.call("unlock", json!({"passphrase": PASSPHRASE})).unwrap();
    // What covers an open workspace asks for the passphrase, too.
    window.call("unlock", json!({"passphrase": PASSPHRASE})).unwrap();
    assert_eq!(code(window.call("unlock", json!({"passphrase": "wrong"})).unwrap_err()), "wrong-passphrase");
    assert_eq!(window.call("home", json!({})).unwrap()["inProgress"].as_array().unwrap().len(), 1);

    let change = json!({"request": {"current": PASSPHRASE, "passphrase": "battery staple"}});
    window.call("change_passphrase", change.clone()).unwrap();
    assert_eq!(code(window.call("change_passphrase", change).unwrap_err()), "wrong-passphrase");
    let renewed = window.call("renew_recovery_code", json!({"passphrase": "battery staple"})).unwrap();
    window.call("lock", json!({})).unwrap();
    let recover =
        |code: &Value| window.call("recover", json!({"request": {"code": code, "passphrase": "once more please"}}));
    assert_eq!(code(recover(&made["code"]).unwrap_err()), "wrong-passphrase");
    recover(&renewed["code"]).unwrap();
    assert_eq!(state(), "open");
}
