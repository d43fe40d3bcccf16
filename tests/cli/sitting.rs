//! What an interview file says of the sitting as a whole: time, conduct, several skills, the candidate's page.

use serde_json::{Value, json};

use crate::vouch::{Vouch, interview};

type Change = fn(&mut Value);

/// An interview with all that can be said of its sitting.
fn full() -> Value {
    let mut interview = interview();
    interview["assessor"]["qualification"] = json!("Nine years of assessments");
    interview["assessor"]["independence"] = json!("I have never worked with the candidate.");
    interview["conduct"] = json!({
        "ended_at": "2026-03-02T11:00:00+01:00",
        "pauses": [
            {"from": "2026-03-02T10:00:00+01:00", "until": "2026-03-02T10:10:00+01:00"},
            {"from": "2026-03-02T10:30:00+01:00", "until": "2026-03-02T09:35:00Z"},
        ],
        "mode": "video",
        "place": "Link by telephone and video",
        "identity_check": "Staff card",
        "consent": "given",
        "sponsor": "Northwind",
        "observers": ["Bo Lund", "Ana Reyes"],
        "adjustments": "More time.",
        "interruptions": "None.",
    });
    interview["walk"] = json!({"order": "outward", "from": 2});
    interview["summary"] = json!({"strengths": "Restores.", "gaps": "Figures.", "next_steps": "Forecasts."});
    interview["sign_off"] = json!({
        "comment": "Thank you,\n<b>all</b>.",
        "agreement": "agrees",
        "acknowledgement": {"typed": "Amara Okafor", "at": "2026-03-02T11:00:00+01:00"},
    });
    interview
}

fn refused(vouch: &Vouch, mistakes: &[(Change, &str, &str)]) {
    for (change, marker, said) in mistakes {
        let mut interview = full();
        change(&mut interview);
        vouch.refuses_interview(&interview, marker, said);
    }
    vouch.has_nothing();
}

#[test]
fn a_whole_sitting_is_recorded() {
    let vouch = Vouch::new();
    let answer = vouch.recorded(&full());
    assert_eq!((&answer["computed_level"], &answer["awarded_level"]), (&json!(2), &json!(2)));
    let entry = &vouch.answer(&["history"])["assessments"][0];
    assert_eq!((&entry["interview"], &entry["superseded"]), (&answer["interview"], &json!(false)));
}

#[test]
fn times_that_people_wrote_down_are_in_order() {
    refused(
        &Vouch::new(),
        &[
            (
                |it| it["conduct"]["ended_at"] = json!("2026-03-02T09:29:59+01:00"),
                "ended_at",
                "before it began at 2026-",
            ),
            (|it| it["conduct"]["ended_at"] = json!("half past ten"), "ended_at", "“half past ten” is no time"),
            (
                |it| it["conduct"]["ended_at"] = json!("2026-03-02T10:34:00+01:00"),
                "09:35:00Z",
                "after the interview ended",
            ),
            (
                |it| it["conduct"]["pauses"][0]["from"] = json!("2026-03-02T09:00:00+01:00"),
                "09:00",
                "before the interview began",
            ),
            (
                |it| it["conduct"]["pauses"][0]["until"] = json!("2026-03-02T09:59:00+01:00"),
                "09:59",
                "not after it began",
            ),
            (
                |it| it["conduct"]["pauses"][0]["until"] = json!("2026-03-02T10:00:00+01:00"),
                "until\": \"2026-03-02T10:00:00",
                "not after it began",
            ),
            (
                |it| it["conduct"]["pauses"][1]["from"] = json!("2026-03-02T10:09:59+01:00"),
                "10:09:59",
                "Write pauses in their order",
            ),
            (
                |it| it["conduct"]["pauses"][1]["until"] = Value::Null,
                "\"until\": null",
                "is not text in quotation marks",
            ),
            (|it| it["started_at"] = Value::Null, "ended_at", "`started_at` is missing"),
            (|it| it["conduct"]["pauses"] = json!("none"), "pauses", "is not a list"),
            (|it| it["conduct"]["pauses"] = json!([["2026-03-02T10:00:00Z"]]), "\n      [", "has to be an object"),
            (
                |it| it["sign_off"]["acknowledgement"]["at"] = json!("2026-03-02T09:00:00+01:00"),
                "\"at\"",
                "before the interview began",
            ),
        ],
    );
}

#[test]
fn how_it_was_held_is_in_known_words() {
    refused(
        &Vouch::new(),
        &[
            (|it| it["conduct"]["mode"] = json!("by letter"), "mode", "There are in-person, video, telephone."),
            (|it| it["conduct"]["consent"] = json!(true), "consent", "is not text"),
            (|it| it["conduct"]["consent"] = json!("maybe"), "consent", "There are given, withheld."),
            (|it| it["conduct"]["observers"] = json!("Bo Lund"), "observers", "is not a list"),
            (|it| it["conduct"]["observers"][1] = json!(" "), "\" \"", "The observer’s name is empty"),
            (|it| it["conduct"]["observers"] = json!(vec!["Bo Lund"; 51]), "conduct", "more than 50 observers"),
            (|it| it["conduct"]["place"] = json!("Malmö \u{202e}"), "place", "invisible character U+202E"),
            (|it| it["conduct"]["adjustments"] = json!("👍"), "adjustments", "The text on adjustments holds"),
            (|it| it["conduct"]["weather"] = json!("fine"), "weather", "unknown field `weather`"),
            (|it| it["assessor"]["qualification"] = json!("x".repeat(201)), "qualification", "longer than 200"),
            (|it| it["assessor"]["independence"] = json!("a\u{0}b"), "independence", "The declaration of independence"),
            (|it| it["walk"]["order"] = json!("down"), "order", "There are up, outward, free."),
            (|it| it["walk"]["from"] = json!(6), "\"from\": 6", "is not defined at level 6"),
            (|it| it["walk"]["from"] = json!(0), "\"from\": 0", "There is no level 0"),
            (|it| it["summary"]["gaps"] = json!("ليلى"), "gaps", "The text on gaps holds"),
            (|it| it["ratings"][0]["follow_up"] = json!("yes"), "follow_up", "expected a boolean"),
        ],
    );
}

#[test]
fn what_the_candidate_says_is_refused_where_it_contradicts_itself() {
    refused(
        &Vouch::new(),
        &[
            (
                |it| it["sign_off"]["agreement"] = json!("yes"),
                "agreement",
                "There are agrees, agrees-in-part, disagrees.",
            ),
            (|it| it["sign_off"]["comment"] = json!("\u{7}"), "comment", "The comment holds the invisible character"),
            (|it| it["sign_off"]["missing_because"] = json!("Had to leave."), "missing_because", "Keep one of the two"),
            (|it| it["sign_off"]["acknowledgement"]["typed"] = json!(""), "typed", "The typed name is empty"),
            (|it| it["sign_off"]["acknowledgement"] = json!({}), "acknowledgement", "either typed or drawn"),
            (
                |it| it["sign_off"]["acknowledgement"]["drawn"] = json!([[[0, 0], [9, 9]]]),
                "acknowledgement",
                "either typed or drawn",
            ),
            (|it| it["sign_off"]["acknowledgement"] = json!({"drawn": []}), "drawn", "Nothing is drawn"),
            (
                |it| it["sign_off"]["acknowledgement"] = json!({"drawn": [[[5, 5]], [[7, 7], [7, 7]]]}),
                "drawn",
                "Nothing is drawn",
            ),
            (
                |it| it["sign_off"]["acknowledgement"] = json!({"drawn": [[[0, 0], [4001, 0]]]}),
                "drawn",
                "leaves its box",
            ),
            (|it| it["sign_off"]["acknowledgement"] = json!({"drawn": [[[0, 0], [0, -1]]]}), "drawn", "leaves its box"),
            (
                |it| it["sign_off"]["acknowledgement"] = json!({"drawn": [[[0, 0], [9, 9, 9]]]}),
                "drawn",
                "points [x, y]",
            ),
            (|it| it["sign_off"]["acknowledgement"] = json!({"drawn": "a cross"}), "drawn", "points [x, y]"),
            (
                |it| {
                    let line: Vec<[u16; 2]> = (0..=20_000).map(|x| [x % 4000, 1]).collect();
                    it["sign_off"]["acknowledgement"] = json!({"drawn": [line]});
                },
                "drawn",
                "more than 20,000 points",
            ),
        ],
    );
}

#[test]
fn a_drawn_acknowledgement_or_the_reason_why_there_is_none() {
    let vouch = Vouch::new();
    let mut drawn = full();
    drawn["sign_off"]["acknowledgement"] = json!({"drawn": [[[0, 0], [4000, 1000]], [[12, 7]]]});
    vouch.record(&drawn);
    let mut missing = full();
    missing["sign_off"] = json!({"acknowledgement": null, "missing_because": "Had to catch a train."});
    vouch.record(&missing);
    assert_eq!(vouch.answer(&["history"])["assessments"].as_array().unwrap().len(), 2);
}

/// The same sitting over two editions of the skill.
fn several() -> Value {
    let rating = |level: u8, statement: u8| json!({"level": level, "statement": statement, "rating": "fully"});
    json!({
        "candidate": {"name": "Amara Okafor", "reference": "C-1042"},
        "assessor": {"name": "Lena Vogt"},
        "assessments": [
            {"skill": {"edition": "sfia-8", "code": "ITOP"}, "ratings": [rating(1, 1), rating(1, 2)],
             "summary": {"strengths": "Calm."}},
            {"skill": {"edition": "sfia-9-preview", "code": "ITOP"}, "rule": "expected-level",
             "walk": {"order": "outward", "from": 2},
             "ratings": [rating(2, 1), rating(2, 2), rating(2, 3)],
             "evidence": [{"kind": "example", "title": "A restore", "statements": [{"level": 2, "statement": 1}]}],
             "awarded_level": 1, "award_reason": "Only with help."},
        ],
    })
}

#[test]
fn several_skills_are_one_interview() {
    let vouch = Vouch::new();
    let answer = vouch.recorded(&several());
    let [first, second] = answer["assessments"].as_array().unwrap().as_slice() else { panic!("{answer:#}") };
    for member in ["assessment", "computed_level", "possible_level", "awarded_level", "levels", "decisive"] {
        assert_eq!(answer[member], first[member], "{member}");
    }
    assert_eq!((&first["edition"], &first["code"]), (&json!("sfia-8"), &json!("ITOP")));
    assert_eq!((&first["computed_level"], &first["awarded_level"]), (&json!(1), &json!(1)));
    assert_eq!((&second["edition"], &second["code"]), (&json!("sfia-9-preview"), &json!("ITOP")));
    assert_eq!((&second["computed_level"], &second["awarded_level"]), (&json!(2), &json!(1)));
    assert_eq!(second["levels"][0]["presumed"], true);
    assert_eq!(second["rule"], json!({"name": "expected-level", "version": 1}));
    let history = vouch.answer(&["history"]);
    let entries = history["assessments"].as_array().unwrap();
    assert_eq!(entries.len(), 2);
    assert_eq!(entries[0]["interview"], entries[1]["interview"]);

    let told = vouch.told(&["interview", "record", &vouch.file("interview.json", several().to_string())]);
    for said in
        ["SFIA 8, ", "SFIA 9", "Computed level: 2", "Awarded level:  1", "Reason:         Only with help.", "presumed"]
    {
        assert!(told.contains(said), "{said}\n{told}");
    }
}

#[test]
fn one_form_or_the_other() {
    let vouch = Vouch::new();
    let mistakes: [(Change, &str, &str); 11] = [
        (|it| it["ratings"] = json!([]), "\n  \"ratings\": []", "`ratings` can’t stand beside `assessments`"),
        (
            |it| it["skill"] = json!({"edition": "sfia-8", "code": "ITOP"}),
            "\n  \"skill\"",
            "`skill` can’t stand beside",
        ),
        (|it| it["supersedes"] = json!("x"), "supersedes", "`supersedes` can’t stand beside"),
        (|it| it["assessments"] = json!([]), "assessments", "`assessments` is empty"),
        (|it| it["assessments"] = json!({}), "assessments", "is not a list"),
        (|it| it["assessments"] = json!([7]), "    7", "has to be an object"),
        (|it| it["assessments"] = Value::Null, "{", "there is no `skill`"),
        (
            |it| it["assessments"][1]["skill"]["edition"] = json!("sfia-8"),
            "\"expected-level\",\n      \"skill\"",
            "stands in this file twice",
        ),
        (|it| it["assessments"][1]["ratings"] = Value::Null, "\"ratings\": null", "is not a list"),
        (|it| it["assessments"][1]["award_reason"] = Value::Null, "\"awarded_level\": 1", "no reason is given"),
        (|it| it["assessments"][1]["purpose"] = json!("x"), "purpose", "unknown field `purpose`"),
    ];
    for (change, marker, said) in mistakes {
        let mut interview = several();
        change(&mut interview);
        vouch.refuses_interview(&interview, marker, said);
    }
    let mut interview = interview();
    interview["ratings"] = Value::Null;
    vouch.refuses_interview(&interview, "\"skill\"", "`ratings` is missing beside `skill`");
    vouch.has_nothing();
}
