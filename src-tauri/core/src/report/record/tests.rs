use super::*;
use crate::report::{render, samples};

fn record(name: &str) -> Record {
    let interview = samples::by_name(name).expect("a sample");
    read(&render(&samples::request(&interview)).expect("a report").record_json).expect("a record")
}

#[test]
fn records_agree_with_themselves() {
    for name in samples::NAMES {
        assert_eq!(check(&record(name)), Ok(()), "{name}");
    }
}

#[test]
fn records_read_back() {
    let record = record("full");
    assert_eq!(read(&record.to_json().expect("JSON")).expect("a record"), record);
}

#[test]
fn unknown_members_and_formats_are_refused() {
    let json = String::from_utf8(record("thin").to_json().expect("JSON")).expect("UTF-8");
    let refused = |from: &str, to: &str| read(json.replacen(from, to, 1).as_bytes()).expect_err("a refusal");

    assert_eq!(refused("\"format\": 1", "\"format\": 2").code(), Code::NewerFormat);
    assert_eq!(refused("\"format\": 1", "\"format\": 0").code(), Code::Refused);
    assert_eq!(refused("\"format\": 1,", "\"format\": 1, \"more\": 1,").code(), Code::Refused);
    assert_eq!(refused("\"profile\"", "\"Profile\"").code(), Code::Refused);
    assert_eq!(read(b"").expect_err("a refusal").code(), Code::Refused);
}

#[test]
fn a_newer_record_is_called_newer_whatever_else_it_holds() {
    assert_eq!(read(br#"{"format": 9, "shape": "unheard of"}"#).expect_err("a refusal").code(), Code::NewerFormat);
}

#[test]
fn every_change_of_a_fact_is_found() {
    let changes: [fn(&mut Record); 18] = [
        |it| it.report.id.push('X'),
        |it| it.report.version += 1,
        |it| it.report.signer.name.push('X'),
        |it| it.candidate.name.push('X'),
        |it| it.candidate.role = Some("Head of all".to_owned()),
        |it| it.assessor.name.push('X'),
        |it| it.interview.purpose = Some("Dismissal".to_owned()),
        |it| it.assessments[0].definition.hash = "0".repeat(64),
        |it| it.assessments[0].awarded_level = Some(5),
        |it| it.assessments[0].awarded_level = Some(7),
        |it| it.assessments[0].computed_level = Some(5),
        |it| it.assessments[0].award_reason = None,
        |it| it.assessments[0].ratings[0].finding = "not-met".to_owned(),
        |it| it.assessments[0].ratings[0].text.push('!'),
        |it| it.assessments[0].ratings[1].note.push('!'),
        |it| it.assessments[0].levels[0].verdict = "not-met".to_owned(),
        |it| it.assessments[0].rule.floor = "fully".to_owned(),
        |it| it.assessments.clear(),
    ];
    for (change, index) in changes.into_iter().zip(0..) {
        let mut record = record("full");
        change(&mut record);
        assert!(check(&record).is_err(), "change {index}");
    }
}

#[test]
fn hostile_records_are_refused_without_harm() {
    let changes: [fn(&mut Assessment); 7] = [
        |it| it.ratings = vec![it.ratings[0].clone(); 100_000],
        |it| it.ratings.reverse(),
        |it| it.levels.reverse(),
        |it| it.levels.clear(),
        |it| it.levels[0].level = 200,
        |it| it.rule.coverage_tenths = 60_000,
        |it| it.ratings[0].finding = "excellent".to_owned(),
    ];
    for (change, index) in changes.into_iter().zip(0..) {
        let mut record = record("full");
        change(&mut record.assessments[0]);
        assert!(check(&record).is_err(), "change {index}");
    }
}
