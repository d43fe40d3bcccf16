//! Everybody on whom something is held, and erasing them. What comes after a system's dialog is tested in the core.

use serde_json::{Value, json};

use crate::window::{Window, keys};

#[test]
fn somebody_is_shown_and_erased() {
    let window = Window::open();
    assert_eq!(window.call("people", json!({})).unwrap(), json!([]));
    window.signed_report();
    let people = window.call("people", json!({})).unwrap();
    assert_eq!(keys(&people[0]), ["id", "interviews", "lastAt", "name", "received", "reference", "role"]);
    let id = &people[0]["id"];

    let view = window.call("person", json!({ "candidate": id })).unwrap();
    assert_eq!(keys(&view), ["holdings", "interviews", "person", "remains"]);
    assert_eq!(view["person"], people[0]);
    assert_eq!(keys(&view["interviews"][0]), ["assessor", "id", "report", "skills", "startedAt"]);
    let skill = &view["interviews"][0]["skills"][0];
    assert_eq!(keys(skill), ["awarded", "code", "concluded", "edition", "name"]);
    assert_eq!((&skill["awarded"], &skill["concluded"]), (&json!(1), &json!(true)));
    assert_eq!((&view["holdings"]["ratings"], &view["holdings"]["unsignedReviews"]), (&json!(2), &json!(0)));
    let remains = &view["remains"];
    assert_eq!(
        keys(remains),
        ["backups", "exports", "mentions", "namesakes", "plainCopies", "setAside", "sharedFiles", "trails"]
    );
    assert_eq!(keys(&remains["exports"][0]), ["at", "file"]);

    let erase = |typed: &str| window.call("erase_candidate", json!({"request": {"candidate": id, "typed": typed}}));
    assert_eq!(erase("somebody").unwrap_err()["code"], "refused");
    let erased = erase("c-1042").unwrap();
    assert_eq!(
        keys(&erased),
        ["by", "candidate", "entry", "erasedAt", "hash", "holdings", "reference", "remains", "traces"]
    );
    assert_eq!((&erased["reference"], &erased["traces"]), (&json!("C-1042"), &Value::Null));
    assert_eq!((&erased["holdings"], &erased["remains"]), (&view["holdings"], remains));
    assert_eq!(window.call("person", json!({ "candidate": id })).unwrap_err()["code"], "not-found");
    let trail = window.call("audit_trail", json!({"request": {"interview": null, "before": null}})).unwrap();
    assert_eq!(trail["entries"][0]["action"], "candidate-erased");
    let unknown = json!({"request": {"candidate": view["interviews"][0]["id"], "reference": null}});
    assert_eq!(window.call("save_receipt", unknown).unwrap_err()["code"], "not-found");
}
