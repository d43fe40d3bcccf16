//! The wiring between window and core: names, shapes and errors of the commands, on Tauri's mock runtime with a
//! real workspace. What the commands do is tested in the core.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that meets the unexpected stops there")]

use serde_json::{Value, json};
use tauri::WebviewWindowBuilder;
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder, mock_context, noop_assets};
use tauri::webview::InvokeRequest;

/// A window on a workspace of its own.
struct Window {
    webview: tauri::WebviewWindow<MockRuntime>,
    folder: tempfile::TempDir,
}

impl Window {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let documents = folder.path().join("documents");
        std::fs::create_dir(&documents).unwrap();
        let app = vouchsafe::with_commands(mock_builder())
            .manage(vouchsafe::state::App::new(folder.path().join("workspace"), documents))
            .build(mock_context(noop_assets()))
            .unwrap();
        let webview = WebviewWindowBuilder::new(&app, "main", tauri::WebviewUrl::default()).build().unwrap();
        Self { webview, folder }
    }

    fn call(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        let request = InvokeRequest {
            cmd: command.to_owned(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: "tauri://localhost".parse().unwrap(),
            body: InvokeBody::Json(arguments),
            headers: tauri::http::HeaderMap::default(),
            invoke_key: INVOKE_KEY.to_owned(),
        };
        get_ipc_response(&self.webview, request).map(|body| body.deserialize().unwrap())
    }

    fn start(&self) -> String {
        let request = json!({
            "candidate": {"kind": "new", "name": "Amara Okafor", "reference": "C-1042", "role": null},
            "assessor": {"name": "Lena Vogt", "organisation": "Northwind"},
            "edition": "sfia-8", "code": "ITOP", "rule": "consistent", "purpose": null, "startLevel": 2,
        });
        let view = self.call("start_interview", json!({ "request": request })).unwrap();
        assert_eq!(view["at"], json!({"level": 2, "statement": 1}));
        view["assessment"].as_str().unwrap().to_owned()
    }
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn a_new_workspace_is_empty_and_offers_the_built_in_skill() {
    let window = Window::new();
    assert_eq!(window.call("home", json!({})).unwrap(), json!({"inProgress": [], "history": []}));
    let form = window.call("start_form", json!({})).unwrap();
    assert_eq!(keys(&form), ["assessor", "candidates", "rules", "skills"]);
    assert_eq!(form["skills"][0]["skill"]["code"], "ITOP");
    assert_eq!(form["skills"][0]["levels"].as_array().unwrap().len(), 5);
    assert_eq!(form["rules"][0]["name"], "consistent");
    assert_eq!(form["assessor"], Value::Null);
}

#[test]
fn an_interview_goes_from_start_to_signature() {
    let window = Window::new();
    let assessment = window.start();
    let at = json!({"level": 1, "statement": 1});

    let saved =
        window.call("rate", json!({"request": {"assessment": assessment, "at": at, "finding": "fully"}})).unwrap();
    assert_eq!(keys(&saved), ["outcome", "savedAt"]);
    assert_eq!(saved["outcome"]["levels"][0]["verdict"], "inconclusive");
    assert_eq!(saved["outcome"]["levels"][0]["why"], "1 statement is open");
    window
        .call(
            "rate",
            json!({"request": {"assessment": assessment, "at": {"level": 1, "statement": 2}, "finding": "largely"}}),
        )
        .unwrap();
    window.call("write_note", json!({"request": {"assessment": assessment, "at": at, "note": "a\nb"}})).unwrap();
    let moved = window.call("move_to", json!({"request": {"assessment": assessment, "at": at}})).unwrap();
    assert_eq!(moved, Value::Null);

    let view = window.call("open_assessment", json!({ "assessment": assessment })).unwrap();
    assert_eq!(view["at"], at);
    assert_eq!(view["levels"][0]["statements"][0]["finding"], "fully");
    assert_eq!(view["levels"][0]["statements"][0]["note"], "a\nb");
    assert_eq!(view["levels"][6]["statements"], json!([]));
    assert!(view["levels"][6]["notDefined"].is_string());
    assert_eq!(view["outcome"]["computed"], 1);
    assert_eq!(view["conclusion"], Value::Null);

    let concluded = window
        .call("conclude", json!({"request": {"assessment": assessment, "awardedLevel": 1, "reason": null}}))
        .unwrap();
    assert_eq!(concluded["conclusion"]["awardedLevel"], 1);

    let prepared = window.call("prepare_signing", json!({ "assessment": assessment })).unwrap();
    assert_eq!(keys(&prepared), ["fileName", "fingerprint", "folder", "report", "signer"]);
    assert_eq!(prepared["fingerprint"], Value::Null);
    let report = window
        .call("sign_report", json!({"request": {"assessment": assessment, "passphrase": "correct horse"}}))
        .unwrap();
    assert_eq!(keys(&report), ["file", "pages", "sha256", "signedAt", "signerFingerprint"]);
    let file = std::path::PathBuf::from(report["file"].as_str().unwrap());
    assert!(file.starts_with(window.folder.path().join("documents")) && file.is_file(), "{report}");

    let home = window.call("home", json!({})).unwrap();
    assert_eq!(home["inProgress"], json!([]));
    assert_eq!(home["history"][0]["signed"], true);
}

#[test]
fn refusals_are_a_code_and_a_sentence() {
    let window = Window::new();
    let assessment = window.start();
    let refused = |command: &str, arguments: Value| {
        let failure = window.call(command, arguments).expect_err("a refusal");
        assert_eq!(keys(&failure), ["code", "message"], "{failure}");
        failure["code"].as_str().unwrap().to_owned()
    };
    assert_eq!(refused("open_assessment", json!({"assessment": "nothing"})), "not-found");
    assert_eq!(refused("prepare_signing", json!({ "assessment": assessment })), "not-concluded");
    let nowhere = json!({"request": {"assessment": assessment, "at": {"level": 6, "statement": 1}, "finding": null}});
    assert_eq!(refused("rate", nowhere), "refused");
    let award = |level: Value| json!({"request": {"assessment": assessment, "awardedLevel": level, "reason": "  "}});
    assert_eq!(refused("conclude", award(json!(3))), "reason-missing");
    window.call("conclude", award(Value::Null)).unwrap();
    let late = json!({"request": {"assessment": assessment, "at": {"level": 1, "statement": 1}, "note": "late"}});
    assert_eq!(refused("write_note", late), "frozen");
}

#[test]
fn a_workspace_that_cannot_be_opened_is_tried_again() {
    let window = Window::new();
    let workspace = window.folder.path().join("workspace");
    std::fs::create_dir(&workspace).unwrap();
    std::fs::write(workspace.join("letter.txt"), "Dear").unwrap();
    let failure = window.call("home", json!({})).expect_err("a refusal");
    assert!(failure["message"].as_str().unwrap().contains("holds other files"), "{failure}");
    std::fs::remove_file(workspace.join("letter.txt")).unwrap();
    window.call("home", json!({})).unwrap();
}

#[test]
fn requests_with_unknown_members_or_findings_are_refused() {
    let window = Window::new();
    let assessment = window.start();
    let at = json!({"level": 1, "statement": 1});
    for request in [
        json!({"assessment": assessment, "at": at, "finding": "splendid"}),
        json!({"assessment": assessment, "at": at, "finding": null, "more": 1}),
    ] {
        assert!(window.call("rate", json!({ "request": request })).is_err());
    }
}
