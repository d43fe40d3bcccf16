//! Corrections from interview files: a new assessment that supersedes a concluded one.

use serde_json::{Value, json};

use crate::vouch::{Vouch, interview};

fn correction(of: &str) -> Value {
    let mut interview = interview();
    interview["supersedes"] = json!(of);
    interview["ratings"][7]["rating"] = json!("largely");
    interview
}

#[test]
fn a_correction_supersedes() {
    let vouch = Vouch::new();
    let first = vouch.record(&interview());
    let answer = vouch.recorded(&correction(&first));
    assert_eq!(answer["supersedes"], first.as_str());
    let history = vouch.answer(&["history"]);
    let entries = history["assessments"].as_array().unwrap();
    let superseded = |id: &Value| entries.iter().find(|it| it["assessment"] == *id).unwrap()["superseded"].clone();
    assert_eq!(superseded(&json!(first)), true);
    assert_eq!(superseded(&answer["assessment"]), false);
    assert!(vouch.told(&["history"]).contains(&format!("concluded, superseded  {first}")));

    // A correction can be corrected in its turn; what it corrected can't be a second time.
    vouch.refuses_interview(&correction(&first), "supersedes", "has a correction already");
    let second = answer["assessment"].as_str().unwrap();
    vouch.record(&correction(second));
    assert_eq!(vouch.answer(&["history"])["assessments"].as_array().unwrap().len(), 3);
}

#[test]
fn only_the_same_candidates_concluded_assessment_of_the_same_skill_is_corrected() {
    let vouch = Vouch::new();
    let first = vouch.record(&interview());
    let mut other_skill = correction(&first);
    other_skill["skill"]["edition"] = json!("sfia-9-preview");
    other_skill["ratings"] = json!([]);
    let mut other_candidate = correction(&first);
    other_candidate["candidate"] = json!({"name": "Bo Lund"});
    let mut no_reference = correction(&first);
    no_reference["candidate"] = json!({"name": "Amara Okafor"});
    for (interview, said) in [
        (correction("the last one"), "“the last one” is no assessment’s id"),
        (correction("01890000-0000-7000-8000-000000000000"), "There is no assessment 01890000"),
        (other_skill, "is of sfia-8/ITOP, and this one of sfia-9-preview/ITOP"),
        (other_candidate, "is of another candidate"),
        (no_reference, "is of another candidate"),
    ] {
        vouch.refuses_interview(&interview, "supersedes", said);
    }
    assert_eq!(vouch.answer(&["history"])["assessments"].as_array().unwrap().len(), 1);
}

#[test]
fn a_file_corrects_one_interview() {
    let vouch = Vouch::new();
    let mut preview = interview();
    preview["skill"]["edition"] = json!("sfia-9-preview");
    preview["ratings"] = json!([]);
    let (first, second) = (vouch.record(&interview()), vouch.record(&preview));
    let both = json!({
        "candidate": interview()["candidate"],
        "assessor": {"name": "Lena Vogt"},
        "assessments": [
            {"skill": {"edition": "sfia-8", "code": "ITOP"}, "ratings": [], "supersedes": first},
            {"skill": {"edition": "sfia-9-preview", "code": "ITOP"}, "ratings": [], "supersedes": second},
        ],
    });
    vouch.refuses_interview(&both, &second, "another interview than the one corrected above it");
}
