//! Files that are handed over: verifying, receiving, reviewing.

use serde_json::{Value, json};

use crate::window::{PASSPHRASE, Window, keys};

#[test]
fn a_report_is_verified_received_and_countersigned() {
    let (there, here) = (Window::open(), Window::open());
    let pdf = there.signed_report();
    let verified = here.hand_over("verify_report", "Zo%C3%AB%20%2B%201.pdf", &pdf).unwrap();
    assert_eq!(keys(&verified), ["file", "here", "notes", "problems", "report", "signatures", "verdict"]);
    assert_eq!((&verified["file"], &verified["verdict"]), (&json!("Zoë + 1.pdf"), &json!("valid-unknown-signer")));
    assert_eq!((&verified["here"], &verified["problems"]), (&Value::Null, &json!([])));
    let facts = [
        "assessor",
        "candidate",
        "id",
        "interviewedAt",
        "issuedAt",
        "profile",
        "reference",
        "results",
        "supersedes",
        "version",
    ];
    assert_eq!(keys(&verified["report"]), facts);
    assert_eq!(
        keys(&verified["report"]["results"][0]),
        ["assessment", "awardedLevel", "code", "computedLevel", "edition", "name"]
    );
    assert_eq!(verified["signatures"][0]["role"], "assessor");
    assert_eq!(
        (&verified["signatures"][0]["trust"], &verified["signatures"][0]["review"]),
        (&json!("new"), &json!(null))
    );

    let received = here.hand_over("receive_report", "report.pdf", &pdf).unwrap();
    assert_eq!(keys(&received), ["alike", "candidate", "outcome", "report"]);
    assert_eq!((&received["outcome"], &received["candidate"]), (&json!("added"), &json!("Amara Okafor")));
    assert_eq!(here.hand_over("receive_report", "report.pdf", &pdf).unwrap()["outcome"], "unchanged");
    let report = json!({ "report": received["report"] });
    assert_eq!(here.bytes("preview_received", report.clone()), pdf);
    let listed = here.call("received_reports", json!({})).unwrap();
    assert_eq!(keys(&listed[0]), ["receivedAt", "report", "reviewBegun", "signatures", "supersededBy"]);
    assert_eq!((&listed[0]["report"], &listed[0]["reviewBegun"]), (&verified["report"], &json!(false)));

    let open = here.call("review", report.clone()).unwrap();
    assert_eq!(keys(&open), ["assessments", "refused", "report", "review", "reviewer", "signatures", "signed"]);
    assert_eq!(open["review"], json!({"sampled": [], "accepted": null, "reason": ""}));
    let statement = &open["assessments"][0]["levels"][0]["statements"][0];
    assert_eq!((&statement["finding"], &statement["decisive"]), (&json!("fully"), &json!(true)));
    let assessment = &open["assessments"][0]["assessment"];
    let review = json!({
        "sampled": [{"assessment": assessment, "level": 1, "statement": 1}], "accepted": false, "reason": "No evidence.",
    });
    let save = json!({"request": {"report": received["report"], "review": review}});
    assert_eq!(here.call("save_review", save.clone()).unwrap(), Value::Null);
    assert_eq!(here.call("review", report.clone()).unwrap()["review"], review);

    let sign = |passphrase: &str| {
        let request = json!({"report": received["report"], "name": "Mara Holt", "passphrase": passphrase});
        here.call("countersign", json!({ "request": request }))
    };
    assert_eq!(sign("wrong").unwrap_err()["code"], "wrong-passphrase");
    let signed = sign(PASSPHRASE).unwrap();
    assert_eq!(keys(&signed), ["file", "sha256", "signedAt", "signerFingerprint"]);
    let file = std::path::PathBuf::from(signed["file"].as_str().unwrap());
    assert!(file.starts_with(here.folder.path().join("documents")), "{signed}");
    let open = here.call("review", report).unwrap();
    assert_eq!((&open["signed"], &open["reviewer"]["name"]), (&json!(true), &json!("Mara Holt")));
    let [assessor, reviewer] = [&open["signatures"][0], &open["signatures"][1]];
    assert_eq!((&signed["signedAt"], &signed["signerFingerprint"]), (&reviewer["signedAt"], &reviewer["fingerprint"]));
    assert_eq!(reviewer["signer"], "Mara Holt");
    assert_ne!(signed["signerFingerprint"], assessor["fingerprint"]);
    assert_eq!(here.call("save_review", save).unwrap_err()["code"], "frozen");

    let reviewed = std::fs::read(file).unwrap();
    let verified = there.hand_over("verify_report", "reviewed.pdf", &reviewed).unwrap();
    let decision = json!({"accepted": false, "reason": "No evidence.", "sampled": 1});
    assert_eq!(verified["signatures"][1]["review"], decision);
    assert_eq!(keys(&verified["here"]), ["bringsReview", "conflicts", "own", "reviewed", "supersededBy"]);
    assert_eq!((&verified["here"]["own"], &verified["here"]["bringsReview"]), (&json!(true), &json!(true)));
    assert_eq!(there.hand_over("receive_report", "reviewed.pdf", &reviewed).unwrap()["outcome"], "review-added");
    // The assessor sees it where they signed.
    let assessment = json!({ "assessment": verified["report"]["results"][0]["assessment"] });
    let report = &there.call("prepare_signing", assessment).unwrap()["profiles"][0]["report"];
    assert_eq!(keys(report), ["file", "pages", "review", "sha256", "signedAt", "signerFingerprint"]);
    assert_eq!((&report["signedAt"], &report["sha256"]), (&assessor["signedAt"], &signed["sha256"]));
    let countersigned = json!({"reviewer": "Mara Holt", "signedAt": signed["signedAt"], "decision": decision});
    assert_eq!(report["review"], countersigned);
    let earlier = there.hand_over("verify_report", "report.pdf", &pdf).unwrap();
    assert_eq!(earlier["here"]["reviewed"], decision);
}

#[test]
fn what_is_no_report_is_refused() {
    let window = Window::open();
    let letter = window.hand_over("verify_report", "letter.pdf", b"Dear Sir").unwrap();
    assert_eq!((&letter["verdict"], &letter["report"]), (&json!("unreadable"), &Value::Null));
    assert_eq!(keys(&letter["problems"][0]), ["code", "message"]);
    let refused = window.hand_over("receive_report", "letter.pdf", b"Dear Sir").unwrap_err();
    assert!(refused["message"].as_str().unwrap().starts_with("letter.pdf was not kept"), "{refused}");
    for command in ["preview_received", "review"] {
        assert_eq!(window.call(command, json!({"report": "VS-0"})).unwrap_err()["code"], "not-found");
    }
    // Bytes come as bytes.
    assert!(window.call("verify_report", json!([1, 2])).is_err());
    window.call("lock", json!({})).unwrap();
    assert_eq!(window.hand_over("verify_report", "letter.pdf", b"").unwrap_err()["code"], "locked");
}
