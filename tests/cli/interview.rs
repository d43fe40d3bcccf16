//! `vouch interview` and `vouch history`: what is recorded, and what is refused with its line.

use serde_json::{Value, json};

use crate::vouch::{Vouch, interview};

#[test]
fn an_interview_is_recorded_with_its_outcome() {
    let vouch = Vouch::new();
    let file = vouch.file("interview.json", interview().to_string());
    let answer = vouch.answer(&["interview", "record", &file]);
    assert_eq!(answer["computed_level"], 2);
    assert_eq!(answer["possible_level"], 2);
    assert_eq!(answer["awarded_level"], 2);
    assert_eq!(
        answer["levels"][1],
        json!({"level": 2, "verdict": "met", "presumed": false, "statements": 5, "explored": 5, "no_opportunity": 1})
    );
    assert_eq!(answer["levels"][2]["verdict"], "not-met");
    assert_eq!(answer["levels"][3]["verdict"], "not-assessed");
    assert_eq!(answer["levels"][6]["verdict"], "not-defined");
    assert_eq!(answer["decisive"][0], json!({"level": 1, "statement": 1}));

    let history = vouch.answer(&["history", "okafor", "itop"]);
    let entry = &history["assessments"][0];
    assert_eq!(entry["assessment"], answer["assessment"]);
    assert_eq!((&entry["state"], &entry["awarded_level"]), (&json!("concluded"), &json!(2)));
    assert_eq!(entry["report_sha256"], Value::Null);
    assert_eq!(vouch.answer(&["history", "nobody"]), json!({"assessments": []}));
}

#[test]
fn awards_are_as_computed_or_with_a_reason() {
    let vouch = Vouch::new();
    let with = |level: Value, reason: Value| {
        let mut interview = interview();
        interview["awarded_level"] = level;
        interview["award_reason"] = reason;
        vouch.file("award.json", serde_json::to_string_pretty(&interview).unwrap())
    };
    let awarded = |file: &str| vouch.answer(&["interview", "record", file])["awarded_level"].clone();
    assert_eq!(awarded(&with(json!(2), Value::Null)), 2);
    assert_eq!(awarded(&with(json!(1), json!("Not yet without help."))), 1);
    assert_eq!(awarded(&with(json!("none"), json!("Withdrawn."))), Value::Null);
    for (level, reason, code) in [
        (json!(3), Value::Null, "reason-missing"),
        (json!("none"), json!("  \n"), "reason-missing"),
        (json!(6), json!("Because."), "refused"),
        (json!(9), json!("Because."), "refused"),
        (json!("two"), json!("Because."), "refused"),
    ] {
        let file = with(level.clone(), reason);
        let (given, sentence) = vouch.refusal(&["interview", "record", &file]);
        assert_eq!(given, code, "{level}: {sentence}");
        assert!(sentence.contains("award.json, line "), "{sentence}");
    }
}

/// Each mistake stands alone on its line, so that the sentence can be held against it.
#[test]
fn mistakes_are_refused_with_their_line_and_nothing_is_kept() {
    let vouch = Vouch::new();
    let right = r#"{
  "candidate": {"name": "Amara Okafor", "reference": "C-1042"},
  "assessor": {"name": "Lena Vogt"},
  "skill": {"edition": "sfia-8", "code": "ITOP"},
  "rule": "consistent",
  "started_at": "2026-03-02T09:30:00+01:00",
  "ratings": [
    {"level": 1, "statement": 1, "rating": "fully"},
    {"level": 1, "statement": 2, "rating": "fully"}
  ]
}"#;
    let mistakes = [
        (r#""statement": 2, "rating""#, r#""statement": 3, "rating""#, 9),
        (r#""statement": 2, "rating""#, r#""statement": 1, "rating""#, 9),
        (r#""statement": 2, "rating""#, r#""statement": 0, "rating""#, 9),
        (r#"{"level": 1, "statement": 2"#, r#"{"level": 6, "statement": 2"#, 9),
        (r#"{"level": 1, "statement": 2"#, r#"{"level": 8, "statement": 2"#, 9),
        (r#""statement": 2, "rating": "fully""#, r#""statement": 2, "rating": "splendid""#, 9),
        (r#""statement": 2, "rating": "fully""#, r#""statement": 2, "rating": "fully", "why": 1"#, 9),
        (r#""statement": 2, "rating": "fully""#, r#""statement": 2, "rating": "fully", "note": "a\u0000b""#, 9),
        (r#""rule": "consistent""#, r#""rule": "lenient""#, 5),
        (r#""rule": "consistent""#, r#""rules": "consistent""#, 5),
        (r#""rule": "consistent""#, r#""rule": 5"#, 5),
        ("sfia-8", "sfia-80", 4),
        ("ITOP", "ITOX", 4),
        ("2026-03-02T09:30:00+01:00", "yesterday", 6),
        (r#""name": "Lena Vogt""#, r#""name": " ""#, 3),
        (r#""name": "Amara Okafor""#, r#""name": "Amara \u202e Okafor""#, 2),
        (r#""name": "Amara Okafor""#, r#""name": "שרה לוי""#, 2),
        (r#"{"level": 1, "statement": 2, "rating": "fully"}"#, r#"[1, 2, "fully"]"#, 9),
        (r#""statement": 2, "rating": "fully""#, r#""statement": 2, "rating": {"fully": null}"#, 9),
        (r#""statement": 2, "rating": "fully""#, r#""statement": 2.5, "rating": "fully""#, 9),
        (r#""statement": 2, "rating": "fully""#, "\"statement\": 2,\n\"rating\": \"fully\",\n\"note\": \"👍\"", 11),
        (r#""rule": "consistent","#, r#""rule": "consistent""#, 6),
    ];
    for (from, to, line) in mistakes {
        assert!(right.contains(from), "{from}");
        let file = vouch.file("wrong.json", right.replacen(from, to, 1));
        let (_, sentence) = vouch.refusal(&["interview", "record", &file]);
        assert!(sentence.contains(&format!("wrong.json, line {line}: ")), "{to}: {sentence}");
    }
    for content in ["", "[]", "{", "null", "{} {}", "{\"candidate\": 1}"] {
        let file = vouch.file("wrong.json", content);
        let (_, sentence) = vouch.refusal(&["interview", "record", &file]);
        assert!(sentence.contains("wrong.json, line 1: "), "{sentence}");
    }
    let file = vouch.file("latin1.json", b"{\n\"candidate\": \"\xe9\"}");
    assert!(vouch.refusal(&["interview", "record", &file]).1.contains("latin1.json, line 2: "));
    assert_eq!(vouch.answer(&["history"]), json!({"assessments": []}));

    // Nothing was kept, not even the candidate: the reference is still free for another name.
    let file = vouch.file("right.json", right.replace("Amara Okafor", "Somebody Else"));
    vouch.answer(&["interview", "record", &file]);
}

#[test]
fn a_reference_is_one_candidate() {
    let vouch = Vouch::new();
    vouch.record(&interview());
    vouch.record(&interview());
    let mut other = interview();
    other["candidate"]["name"] = json!("Amara Okonkwo");
    let file = vouch.file("other.json", other.to_string());
    let (_, sentence) = vouch.refusal(&["interview", "record", &file]);
    assert!(sentence.contains("C-1042 belongs to Amara Okafor"), "{sentence}");
    assert_eq!(vouch.answer(&["history"])["assessments"].as_array().unwrap().len(), 2);
}

#[test]
fn the_schema_names_every_member() {
    let vouch = Vouch::new();
    let schema = vouch.answer(&["interview", "schema"]);
    let members = |of: &Value| of["properties"].as_object().unwrap().keys().cloned().collect::<Vec<String>>();
    let of_one_skill =
        ["award_reason", "awarded_level", "evidence", "ratings", "rule", "skill", "summary", "supersedes", "walk"];
    let of_the_sitting = ["assessments", "assessor", "candidate", "conduct", "purpose", "sign_off", "started_at"];
    let mut all = [of_one_skill.as_slice(), &of_the_sitting].concat();
    all.sort_unstable();
    assert_eq!(members(&schema), all);
    assert_eq!(members(&schema["$defs"]["AssessmentMember"]), of_one_skill);
    assert_eq!(schema["additionalProperties"], false);
}

/// An interview with everything that can be written down on a statement.
fn detailed() -> Value {
    let mut interview = interview();
    interview["ratings"][0]["questions"] = json!([
        {"asked": "What did you restore first?", "answered": "The database,\nthen the queue."},
        {"asked": "And why?"},
    ]);
    interview["ratings"][5]["reason"] = json!("The supplier does this under the present contract.");
    interview["evidence"] = json!([
        {"kind": "work-product", "title": "Incident review 2025-118", "date": "2025-10-09", "seen": true,
         "statements": [{"level": 2, "statement": 1}, {"level": 1, "statement": 1}]},
        {"kind": "testimony", "title": "The head of service desk, by telephone",
         "statements": [{"level": 2, "statement": 3}]},
    ]);
    interview
}

#[test]
fn questions_reasons_and_evidence_reach_the_report() {
    let vouch = Vouch::new();
    let assessment = vouch.record(&detailed());
    let file = vouch.path("report.pdf");
    let file = file.to_str().unwrap();
    vouch.answer(&["report", &assessment, "--output", file]);
    assert_eq!(vouch.answer(&["verify", file])["files"][0]["verdict"], "valid");
    // In the order of the content, so that the words of a cell stay together.
    let words = std::process::Command::new("pdftotext").args(["-raw", file, "-"]).output().unwrap();
    let words = crate::vouch::text(&words.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        "What did you restore first?",
        "then the queue.",
        "And why?",
        "The supplier does this under the present contract.",
        "Incident review 2025-118",
        "Seen by the assessor, 9 October 2025. On 1.1 and 2.1.",
        "Described to the assessor, not dated. On 2.3.",
    ] {
        assert!(words.contains(said), "{said}\n{words}");
    }
}

#[test]
fn evidence_that_says_nothing_is_refused() {
    let vouch = Vouch::new();
    type Change = fn(&mut Value);
    let wrong: [(Change, &str); 7] = [
        (|it| it["evidence"][0]["kind"] = json!("rumour"), "“rumour” is no kind of evidence"),
        (|it| it["evidence"][0]["title"] = json!(" "), "The evidence is empty"),
        (|it| it["evidence"][0]["date"] = json!("9 October"), "“9 October” is no date"),
        (|it| it["evidence"][0]["date"] = json!("2999-01-01"), "in the future"),
        (|it| it["evidence"][0]["statements"] = json!([]), "bears on no statement"),
        (|it| it["evidence"][0]["statements"][0]["statement"] = json!(9), "There is no statement 9"),
        (|it| it["ratings"][0]["reason"] = json!("why"), "A reason stands only with"),
    ];
    for (change, said) in wrong {
        let mut interview = detailed();
        change(&mut interview);
        let file = vouch.file("wrong.json", serde_json::to_string_pretty(&interview).unwrap());
        let (_, sentence) = vouch.refusal(&["interview", "record", &file]);
        assert!(sentence.contains("wrong.json, line ") && sentence.contains(said), "{sentence}");
    }
    assert_eq!(vouch.answer(&["history"]), json!({"assessments": []}));
}
