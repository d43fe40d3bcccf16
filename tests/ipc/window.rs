//! A window on Tauri’s mock runtime, and what the tests send from it.

use serde_json::{Value, json};
use tauri::WebviewWindowBuilder;
use tauri::ipc::{CallbackFn, InvokeBody, InvokeResponseBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder, mock_context, noop_assets};
use tauri::webview::InvokeRequest;

use crate::keychain::InMemory;

/// What opens every workspace of these tests.
pub(crate) const PASSPHRASE: &str = "correct horse";

/// A window on a workspace of its own.
pub(crate) struct Window {
    webview: tauri::WebviewWindow<MockRuntime>,
    pub(crate) folder: tempfile::TempDir,
}

impl Window {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let documents = folder.path().join("documents");
        std::fs::create_dir(&documents).unwrap();
        let app = vouchsafe::with_commands(mock_builder())
            .manage(vouchsafe::state::App::new(
                folder.path().join("workspace"),
                documents,
                Box::new(InMemory::default()),
            ))
            .build(mock_context(noop_assets()))
            .unwrap();
        let webview = WebviewWindowBuilder::new(&app, "main", tauri::WebviewUrl::default()).build().unwrap();
        Self { webview, folder }
    }

    /// The same with a workspace that is open.
    pub(crate) fn open() -> Self {
        let window = Self::new();
        window.call("create_vault", json!({"passphrase": PASSPHRASE})).unwrap();
        window
    }

    pub(crate) fn call(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        get_ipc_response(&self.webview, request(command, arguments)).map(|body| body.deserialize().unwrap())
    }

    /// The bytes that a command answers with.
    pub(crate) fn bytes(&self, command: &str, arguments: Value) -> Vec<u8> {
        let answer = get_ipc_response(&self.webview, request(command, arguments)).unwrap();
        let InvokeResponseBody::Raw(bytes) = answer else { return Vec::new() };
        bytes
    }

    /// Hands a file over, as the window does that was given one.
    pub(crate) fn hand_over(&self, command: &str, name: &str, bytes: &[u8]) -> Result<Value, Value> {
        let mut request = request(command, Value::Null);
        request.body = InvokeBody::Raw(bytes.to_vec());
        request.headers.insert("file-name", name.parse().unwrap());
        get_ipc_response(&self.webview, request).map(|body| body.deserialize().unwrap())
    }

    /// Holds an interview in which level 1 is met, signs its report, and returns the file.
    pub(crate) fn signed_report(&self) -> Vec<u8> {
        let view = self.start();
        for (statement, finding) in [(1, "fully"), (2, "largely")] {
            let at = json!({"level": 1, "statement": statement});
            self.change(&view, json!({"kind": "finding", "at": at, "finding": finding})).unwrap();
        }
        self.call("conclude", of_sitting(&view)).unwrap();
        let request =
            json!({"request": {"assessment": view["assessment"], "profile": "full", "passphrase": PASSPHRASE}});
        let report = self.call("sign_report", request).unwrap();
        std::fs::read(report["file"].as_str().unwrap()).unwrap()
    }

    /// Begins an interview and returns its view.
    pub(crate) fn start(&self) -> Value {
        let request = json!({
            "candidate": {"kind": "new", "name": "Amara Okafor", "reference": "C-1042", "role": null},
            "assessor": {"name": "Lena Vogt", "organisation": "Northwind"},
            "edition": "sfia-8", "code": "ITOP", "rule": "consistent", "purpose": null,
            "route": {"walk": "outward", "from": 2}, "conduct": conduct(),
        });
        let view = self.call("start_interview", json!({ "request": request })).unwrap();
        assert_eq!(view["at"], json!({"level": 2, "statement": 1}));
        view
    }

    /// Sends a change of an assessment.
    pub(crate) fn change(&self, view: &Value, mut change: Value) -> Result<Value, Value> {
        change["assessment"] = view["assessment"].clone();
        self.change_sitting(view, &change)
    }

    /// Sends a change of the whole sitting.
    pub(crate) fn change_sitting(&self, view: &Value, change: &Value) -> Result<Value, Value> {
        let request = json!({"interview": view["sitting"]["interview"], "change": change});
        self.call("change", json!({ "request": request }))
    }
}

fn request(command: &str, arguments: Value) -> InvokeRequest {
    InvokeRequest {
        cmd: command.to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: "tauri://localhost".parse().unwrap(),
        body: InvokeBody::Json(arguments),
        headers: tauri::http::HeaderMap::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    }
}

/// How a sitting is held, as the window sends it where nothing is known.
pub(crate) fn conduct() -> Value {
    json!({
        "mode": null, "place": null, "identityCheck": null, "consent": null, "sponsor": null, "observers": [],
        "adjustments": "", "interruptions": "",
    })
}

/// Names the sitting and the assessment that is shown.
pub(crate) fn of_sitting(view: &Value) -> Value {
    json!({"request": {"interview": view["sitting"]["interview"], "assessment": view["assessment"]}})
}

pub(crate) fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}
