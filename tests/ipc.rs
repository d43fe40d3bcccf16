//! The wiring between window and core: names, shapes and errors of the commands, on Tauri's mock runtime with a
//! real workspace. What the commands do is tested in the core.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that meets the unexpected stops there")]

#[path = "ipc/signers.rs"]
mod signers;

use serde_json::{Value, json};
use tauri::WebviewWindowBuilder;
use tauri::ipc::{CallbackFn, InvokeBody, InvokeResponseBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder, mock_context, noop_assets};
use tauri::webview::InvokeRequest;

/// What opens every workspace of these tests.
const PASSPHRASE: &str = "correct horse";

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

    /// The same with a workspace that is open.
    fn open() -> Self {
        let window = Self::new();
        window.call("create_vault", json!({"passphrase": PASSPHRASE})).unwrap();
        window
    }

    fn call(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        get_ipc_response(&self.webview, request(command, arguments)).map(|body| body.deserialize().unwrap())
    }

    /// The bytes that a command answers with.
    fn bytes(&self, command: &str, arguments: Value) -> Vec<u8> {
        let answer = get_ipc_response(&self.webview, request(command, arguments)).unwrap();
        let InvokeResponseBody::Raw(bytes) = answer else { return Vec::new() };
        bytes
    }

    /// Begins an interview and returns its view.
    fn start(&self) -> Value {
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
    fn change(&self, view: &Value, mut change: Value) -> Result<Value, Value> {
        change["assessment"] = view["assessment"].clone();
        self.change_sitting(view, &change)
    }

    /// Sends a change of the whole sitting.
    fn change_sitting(&self, view: &Value, change: &Value) -> Result<Value, Value> {
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
fn conduct() -> Value {
    json!({
        "mode": null, "place": null, "identityCheck": null, "consent": null, "sponsor": null, "observers": [],
        "adjustments": "", "interruptions": "",
    })
}

/// Names the sitting and the assessment that is shown.
fn of_sitting(view: &Value) -> Value {
    json!({"request": {"interview": view["sitting"]["interview"], "assessment": view["assessment"]}})
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn a_new_workspace_is_empty_and_offers_the_built_in_skill() {
    let window = Window::open();
    let home = window.call("home", json!({})).unwrap();
    assert_eq!(home, json!({"inProgress": [], "history": [], "candidates": []}));
    let form = window.call("start_form", json!({})).unwrap();
    assert_eq!(keys(&form), ["assessor", "candidates", "last", "rules", "skills"]);
    assert_eq!(form["skills"][0]["skill"]["code"], "ITOP");
    assert_eq!(form["skills"][0]["levels"].as_array().unwrap().len(), 5);
    assert_eq!(form["rules"][0]["name"], "consistent");
    assert_eq!((&form["assessor"], &form["last"]), (&Value::Null, &Value::Null));
    assert_eq!(window.call("search", json!({"query": "okafor"})).unwrap(), json!([]));
}

#[test]
fn an_interview_goes_from_start_to_signature() {
    let window = Window::open();
    let view = window.start();
    let at = json!({"level": 1, "statement": 1});

    let saved = window.change(&view, json!({"kind": "finding", "at": at, "finding": "fully"})).unwrap();
    assert_eq!(keys(&saved), ["outcome", "status"]);
    assert_eq!(saved["outcome"]["levels"][0]["verdict"], "inconclusive");
    assert_eq!(saved["outcome"]["levels"][0]["why"], json!({"kind": "open", "count": 1}));
    assert_eq!(saved["outcome"]["nextLevel"], 2);
    assert_eq!(saved["status"]["undo"]["kind"], "finding");
    let second = json!({"level": 1, "statement": 2});
    window.change(&view, json!({"kind": "finding", "at": second, "finding": "largely"})).unwrap();
    window.change(&view, json!({"kind": "note", "at": at, "text": "a\nb"})).unwrap();
    let place = json!({"request": {"assessment": view["assessment"], "at": at}});
    assert_eq!(window.call("move_to", place).unwrap(), Value::Null);

    let view = window.call("open_assessment", json!({ "assessment": view["assessment"] })).unwrap();
    assert_eq!(view["at"], at);
    assert_eq!(view["levels"][0]["statements"][0]["finding"], "fully");
    assert_eq!(view["levels"][0]["statements"][0]["note"], "a\nb");
    assert_eq!(view["levels"][6]["statements"], json!([]));
    assert!(view["levels"][6]["notDefined"].is_string());
    assert_eq!(view["outcome"]["computed"], 1);
    assert_eq!(view["conclusion"], Value::Null);
    assert_eq!(view["sitting"]["skills"][0]["awarded"], 1);

    let concluded = window.call("conclude", of_sitting(&view)).unwrap();
    assert_eq!(concluded["conclusion"]["awardedLevel"], 1);

    let assessment = json!({ "assessment": view["assessment"] });
    let prepared = window.call("prepare_signing", assessment.clone()).unwrap();
    assert_eq!(keys(&prepared), ["fileName", "fingerprint", "folder", "report", "signer"]);
    assert_eq!(prepared["fingerprint"], Value::Null);
    assert!(window.bytes("preview_report", assessment.clone()).starts_with(b"%PDF-"));
    let request = json!({"request": {"assessment": view["assessment"], "passphrase": "correct horse"}});
    let report = window.call("sign_report", request).unwrap();
    assert_eq!(keys(&report), ["file", "pages", "sha256", "signedAt", "signerFingerprint"]);
    let file = std::path::PathBuf::from(report["file"].as_str().unwrap());
    assert!(file.starts_with(window.folder.path().join("documents")) && file.is_file(), "{report}");
    assert_eq!(window.bytes("preview_report", assessment.clone()), std::fs::read(&file).unwrap());

    let home = window.call("home", json!({})).unwrap();
    assert_eq!((&home["inProgress"], &home["history"][0]["signed"]), (&json!([]), &json!(true)));
    assert_eq!(home["candidates"][0]["name"], "Amara Okafor");
    let correction = window.call("correct", assessment).unwrap();
    assert_eq!(correction["supersedes"], view["assessment"]);
    let interview = json!({ "interview": correction["sitting"]["interview"] });
    assert_eq!(window.call("discard", interview).unwrap(), Value::Null);
}

#[test]
fn every_change_is_kept_taken_back_and_done_again() {
    let window = Window::open();
    let view = window.start();
    let at = json!({"level": 2, "statement": 1});
    let evidence = json!({
        "id": "0190f5f0-0000-7000-8000-000000000001", "kind": "work-product", "title": "Runbook", "date": "2026-02-27",
        "seen": true, "statements": [at],
    });
    let question = json!({"asked": "How?", "answered": ""});
    for change in [
        json!({"kind": "reason", "at": at, "text": "why"}),
        json!({"kind": "follow-up", "at": at, "followUp": true}),
        json!({"kind": "questions", "at": at, "questions": [question]}),
        json!({"kind": "evidence", "evidence": evidence}),
        json!({"kind": "no-evidence", "evidence": evidence["id"]}),
        json!({"kind": "rule", "rule": "iso-33020"}),
        json!({"kind": "route", "route": {"walk": "free", "from": 1}}),
        json!({"kind": "summary", "part": "next-steps", "text": "Read on."}),
        json!({"kind": "proposal", "proposal": {"award": {"kind": "level", "level": 2}, "reason": "seen"}}),
    ] {
        let saved = window.change(&view, change.clone()).unwrap();
        assert!(saved["outcome"].is_object(), "{change}");
    }
    let mut held = conduct();
    held["mode"] = json!("video");
    for change in [
        json!({"kind": "conduct", "conduct": held}),
        json!({"kind": "comment", "text": "My words."}),
        json!({"kind": "agreement", "agreement": "agrees-in-part"}),
        json!({"kind": "missing-because", "text": "left early"}),
        json!({"kind": "acknowledgement", "mark": {"kind": "drawn", "lines": [[[0, 0], [4000, 1000]]]}}),
    ] {
        let saved = window.change_sitting(&view, &change).unwrap();
        assert_eq!(saved["outcome"], Value::Null, "{change}");
    }
    let now = window.call("open_assessment", json!({ "assessment": view["assessment"] })).unwrap();
    assert_eq!(now["levels"][1]["statements"][0]["questions"], json!([question]));
    assert_eq!(now["proposal"]["award"], json!({"kind": "level", "level": 2}));
    assert_eq!(now["sitting"]["conduct"]["mode"], "video");
    assert_eq!(now["sitting"]["signOff"]["comment"], "My words.");
    assert_eq!(now["sitting"]["status"]["acknowledgement"]["mark"]["lines"], json!([[[0, 0], [4000, 1000]]]));

    let undone = window.call("undo", of_sitting(&view)).unwrap();
    assert_eq!(undone["edit"]["kind"], "acknowledgement");
    assert_eq!(undone["view"]["sitting"]["status"]["acknowledgement"]["kind"], "none");
    let redone = window.call("redo", of_sitting(&view)).unwrap();
    assert_eq!(redone["view"]["sitting"]["status"]["acknowledgement"]["kind"], "given");
    let nothing =
        window.change_sitting(&view, &json!({"kind": "acknowledgement", "mark": {"kind": "drawn", "lines": []}}));
    assert!(nothing.unwrap_err()["message"].as_str().unwrap().contains("Nothing is drawn"));
}

#[test]
fn a_sitting_pauses_and_takes_more_skills() {
    let window = Window::open();
    let view = window.start();
    let interview = json!({ "interview": view["sitting"]["interview"] });
    assert!(window.call("pause", interview.clone()).unwrap()["pausedSince"].is_string());
    assert_eq!(window.call("resume", interview).unwrap()["pausedSince"], Value::Null);
    let request = json!({"request": {
        "interview": view["sitting"]["interview"], "edition": "sfia-9-preview", "code": "ITOP", "rule": "consistent",
        "route": {"walk": "up", "from": 2},
    }});
    let added = window.call("add_skill", request).unwrap();
    assert_eq!(added["sitting"]["skills"].as_array().unwrap().len(), 2);
    window.change(&added, json!({"kind": "no-skill"})).unwrap();
    let undone = window.call("undo", of_sitting(&view)).unwrap();
    assert_eq!((&undone["edit"]["kind"], &undone["view"]["assessment"]), (&json!("skill"), &added["assessment"]));
}

#[test]
fn rules_and_settings_are_kept() {
    let window = Window::open();
    let view = window.start();
    let parameters = json!({"floor": "partly", "meanTenths": 700, "coverageTenths": 500, "lowerLevels": "presumed"});
    let request = json!({"request": {"assessment": view["assessment"], "parameters": parameters}});
    assert!(window.call("try_rule", request).unwrap()["outcome"]["levels"].is_array());
    let saved = window.call("save_rule", json!({"request": {"name": "house", "parameters": parameters}})).unwrap();
    assert_eq!(saved, json!({"name": "house", "version": 1, "own": true, "parameters": parameters}));
    assert_eq!(window.call("decision_rules", json!({})).unwrap().as_array().unwrap().last(), Some(&saved));
    let mut settings = window.call("settings", json!({})).unwrap()["settings"].clone();
    settings["assessor"] = json!("Lena Vogt");
    settings["retentionMonths"] = json!(24);
    let kept = window.call("save_settings", json!({ "request": settings })).unwrap();
    assert_eq!(kept["settings"], settings);
    assert_eq!((&kept["key"], &kept["workspaceFolder"].is_string()), (&Value::Null, &true));
    let sample = window.call("begin_sample", json!({})).unwrap();
    assert_eq!(sample["sitting"]["assessor"], "Sample assessor");
}

#[test]
fn refusals_are_a_code_and_a_sentence() {
    let window = Window::open();
    let view = window.start();
    let code = |failure: Value| {
        assert_eq!(keys(&failure), ["code", "message"], "{failure}");
        failure["code"].as_str().unwrap().to_owned()
    };
    let refused = |command: &str, arguments: Value| code(window.call(command, arguments).expect_err("a refusal"));
    assert_eq!(refused("open_assessment", json!({"assessment": "nothing"})), "not-found");
    assert_eq!(refused("prepare_signing", json!({ "assessment": view["assessment"] })), "not-concluded");
    let nowhere = json!({"kind": "finding", "at": {"level": 6, "statement": 1}, "finding": null});
    assert_eq!(code(window.change(&view, nowhere).unwrap_err()), "refused");
    let proposal = json!({"award": {"kind": "level", "level": 3}, "reason": "  "});
    window.change(&view, json!({"kind": "proposal", "proposal": proposal})).unwrap();
    assert_eq!(refused("conclude", of_sitting(&view)), "reason-missing");
    let proposal = json!({"award": {"kind": "as-computed"}, "reason": ""});
    window.change(&view, json!({"kind": "proposal", "proposal": proposal})).unwrap();
    window.call("conclude", of_sitting(&view)).unwrap();
    let late = json!({"kind": "note", "at": {"level": 1, "statement": 1}, "text": "late"});
    assert_eq!(code(window.change(&view, late).unwrap_err()), "frozen");
}

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

#[test]
fn requests_with_unknown_members_or_findings_are_refused() {
    let window = Window::open();
    let view = window.start();
    let at = json!({"level": 1, "statement": 1});
    for change in [
        json!({"kind": "finding", "at": at, "finding": "splendid"}),
        json!({"kind": "finding", "at": at, "finding": null, "more": 1}),
        json!({"kind": "wish", "at": at}),
    ] {
        assert!(window.change(&view, change.clone()).is_err(), "{change}");
    }
}

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
