//! Interviews, rules, settings: what the window sends while somebody is interviewed, up to the signed report.

use serde_json::{Value, json};

use crate::window::{Window, conduct, keys, of_sitting};

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
    assert_eq!(keys(&prepared), ["fingerprint", "folder", "profiles", "signer"]);
    assert_eq!(keys(&prepared["profiles"][0]), ["fileName", "profile", "report"]);
    let profiles: Vec<&Value> = prepared["profiles"].as_array().unwrap().iter().map(|it| &it["profile"]).collect();
    assert_eq!(profiles, ["full", "candidate", "sponsor", "pseudonymous"]);
    assert_eq!(prepared["fingerprint"], Value::Null);
    let of_profile = |profile: &str| json!({"assessment": view["assessment"], "profile": profile});
    assert!(window.bytes("preview_report", of_profile("full")).starts_with(b"%PDF-"));
    let sign = |profile: &str| json!({"request": {"assessment": view["assessment"], "profile": profile, "passphrase": "correct horse"}});
    let request = sign("full");
    let report = window.call("sign_report", request).unwrap();
    assert_eq!(keys(&report), ["file", "pages", "review", "sha256", "signedAt", "signerFingerprint"]);
    let file = std::path::PathBuf::from(report["file"].as_str().unwrap());
    assert!(file.starts_with(window.folder.path().join("documents")) && file.is_file(), "{report}");
    assert_eq!(window.bytes("preview_report", of_profile("full")), std::fs::read(&file).unwrap());
    let copy = window.call("sign_report", sign("sponsor")).unwrap();
    assert!(copy["file"].as_str().unwrap().ends_with(", sponsor copy.pdf"), "{copy}");
    let copy = std::fs::read(copy["file"].as_str().unwrap()).unwrap();
    assert_eq!(window.bytes("preview_report", of_profile("sponsor")), copy);
    let said = window.hand_over("verify_report", "copy.pdf", &copy).unwrap();
    assert_eq!(said["report"]["profile"], "sponsor");
    assert!(window.call("preview_report", of_profile("half")).is_err());

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
    settings["paper"] = json!("letter");
    let kept = window.call("save_settings", json!({ "request": settings })).unwrap();
    assert_eq!(kept["settings"], settings);
    assert!(kept["workspaceFolder"].is_string());
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
