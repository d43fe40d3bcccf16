//! Who signs, and who is trusted. What comes after a system's dialog is tested in the core.

use serde_json::{Value, json};

use crate::window::{PASSPHRASE, Window, keys, of_sitting};

#[test]
fn signers_are_shown_trusted_and_distrusted() {
    let window = Window::open();
    assert_eq!(window.call("signers", json!({})).unwrap(), json!({"identity": null, "signers": []}));
    let fingerprint = "0123456789abcdef".repeat(4);
    let trusted = window.call("trust_signer", json!({ "fingerprint": fingerprint.to_uppercase() })).unwrap();
    let signer = &trusted["signers"][0];
    assert_eq!(keys(signer), ["contradicts", "fingerprint", "firstSeen", "name", "organisation", "trustedAt"]);
    assert_eq!((&signer["fingerprint"], &signer["name"]), (&json!(fingerprint), &Value::Null));
    assert!(signer["trustedAt"].is_string());
    let none = window.call("distrust_signer", json!({ "fingerprint": fingerprint })).unwrap();
    assert_eq!(none, json!({"identity": null, "signers": []}));
    let refused = window.call("trust_signer", json!({"fingerprint": "Lena"})).unwrap_err();
    assert_eq!(refused["code"], "refused");
}

#[test]
fn the_identity_is_shown_once_there_is_one() {
    let window = Window::open();
    let view = window.start();
    let at = json!({"level": 1, "statement": 1});
    window.change(&view, json!({"kind": "finding", "at": at, "finding": "fully"})).unwrap();
    window.call("conclude", of_sitting(&view)).unwrap();
    let request = json!({"request": {"assessment": view["assessment"], "profile": "full", "passphrase": PASSPHRASE}});
    let signed = window.call("sign_report", request).unwrap();
    let identity = &window.call("signers", json!({})).unwrap()["identity"];
    assert_eq!(keys(identity), ["createdAt", "fingerprint", "issuer", "name", "organisation", "validUntil"]);
    assert_eq!((&identity["fingerprint"], &identity["issuer"]), (&signed["signerFingerprint"], &Value::Null));
    let own = window.call("distrust_signer", json!({"fingerprint": identity["fingerprint"]})).unwrap_err();
    assert_eq!(own["code"], "refused");
}

/// Nobody is asked for a file before it is clear that something can be done with it.
#[test]
fn what_can_not_be_done_is_refused_before_any_dialog() {
    let window = Window::open();
    assert_eq!(window.call("save_root", json!({})).unwrap_err()["code"], "not-found");
    let request = |file: &str, own: &str| json!({"request": {"pkcs12Passphrase": file, "passphrase": own}});
    let refused = |command: &str, request: Value| window.call(command, request).unwrap_err()["code"].clone();
    assert_eq!(refused("import_identity", request("staple battery", "wrong")), "wrong-passphrase");
    assert_eq!(refused("export_identity", request("staple battery", "wrong")), "wrong-passphrase");
    assert_eq!(refused("export_identity", request("short", PASSPHRASE)), "refused");
    assert_eq!(refused("export_identity", request("staple battery", PASSPHRASE)), "not-found");
}
