//! The audit trail.

use serde_json::{Value, json};

use crate::window::Window;

#[test]
fn the_audit_trail_is_paged_and_verified() {
    let window = Window::open();
    let view = window.start();
    let finding = json!({"kind": "finding", "at": {"level": 2, "statement": 1}, "finding": "fully"});
    window.change(&view, finding).unwrap();
    let interview = &view["sitting"]["interview"];
    let page = |before: Value| {
        let request = json!({"interview": interview, "before": before});
        window.call("audit_trail", json!({ "request": request })).unwrap()
    };
    let latest = page(Value::Null);
    assert_eq!((&latest["more"], latest["entries"].as_array().unwrap().len()), (&json!(false), 2));
    let entry = &latest["entries"][0];
    assert_eq!((&entry["action"], &entry["actor"]), (&json!("changed"), &json!("Lena Vogt")));
    let value = json!({"name": "finding", "at": {"level": 2, "statement": 1}, "old": null, "new": "fully"});
    assert_eq!(entry["values"], json!([value]));
    assert_eq!(page(entry["sequence"].clone())["entries"][0]["action"], "interview-begun");
    let verdict = window.call("verify_audit", json!({})).unwrap();
    assert_eq!((&verdict["findings"], &verdict["entries"]), (&json!([]), &entry["sequence"]));
    let unknown = json!({"interview": "nobody", "before": null});
    assert_eq!(window.call("audit_trail", json!({ "request": unknown })).unwrap_err()["code"], "not-found");
}
