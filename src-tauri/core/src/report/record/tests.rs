use super::*;
use crate::domain::interview::{AssessmentState, Award};
use crate::domain::rating::Rating;
use crate::domain::rule::{DecisionRule, LowerLevels, Percent};
use crate::domain::sign_off::{Acknowledgement, Mark};
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

    assert_eq!(refused("\"format\": 1", "\"format\": 3").code(), Code::NewerFormat);
    assert_eq!(refused("\"format\": 1", "\"format\": 0").code(), Code::Refused);
    assert_eq!(refused("\"format\": 1,", "\"format\": 1, \"more\": 1,").code(), Code::Refused);
    assert_eq!(refused("\"profile\"", "\"Profile\"").code(), Code::Refused);
    assert_eq!(read(b"").expect_err("a refusal").code(), Code::Refused);
}

/// In every object of the record, at every depth, a member that is there twice or that no record has is refused.
#[test]
fn no_member_of_any_object_is_there_twice_or_unknown() {
    let json = String::from_utf8(record("full").to_json().expect("JSON")).expect("UTF-8");
    let lines: Vec<&str> = json.lines().collect();
    let (mut members, mut objects) = (0, 0);
    for (line, number) in lines.iter().zip(0..) {
        let before = lines[..number].join("\n");
        if line.ends_with('{') {
            objects += 1;
            let more = [&before, *line, "\"level_7\": 7,", &lines[number + 1..].join("\n")].join("\n");
            assert!(read(more.as_bytes()).is_err(), "line {}: {line}", number + 1);
        }
        // A member that fits one line; the others are made of such.
        let Some((name, value)) = line.trim().split_once("\": ").filter(|(_, value)| !"{[".contains(&value[..1]))
        else {
            continue;
        };
        members += 1;
        let comma = if value.ends_with(',') { "" } else { "," };
        // JSON has more than one notation of a name.
        let escaped = name.replacen(&name[1..2], &format!("\\u{:04x}", name.as_bytes()[1]), 1);
        for name in [name, &escaped] {
            let again = format!("{name}\": {value}{comma}");
            let twice = [&before, &*again, &lines[number..].join("\n")].join("\n");
            assert!(read(twice.as_bytes()).is_err(), "line {}: {again}", number + 1);
        }
    }
    assert!(members > 300 && objects > 100, "{members} members, {objects} objects");
}

#[test]
fn what_the_pages_say_is_listed_once_and_says_something() {
    let changes: [fn(&mut Record); 8] = [
        |it| it.report.profile = "summary".to_owned(),
        |it| it.report.profile.clear(),
        |it| it.pages_text.push(PageText { key: "prose".to_owned(), text: "\u{a0}\n".to_owned() }),
        |it| it.pages_text.push(PageText { key: "assessments.9.computed".to_owned(), text: "Level 7".to_owned() }),
        |it| it.pages_text.push(PageText { key: "report.level".to_owned(), text: "Level 7".to_owned() }),
        |it| it.pages_text.iter_mut().filter(|text| text.key.ends_with(".computed")).for_each(|it| it.text.push('!')),
        |it| it.pages_text.iter_mut().filter(|text| text.key == "report.issued").for_each(|it| it.text.push('!')),
        |it| it.pages_text.retain(|text| !text.key.ends_with(".awarded.phrase")),
    ];
    let original = record("full");
    for (change, index) in changes.into_iter().zip(0..) {
        let mut record = original.clone();
        change(&mut record);
        assert!(check(&record).is_err(), "change {index}");
    }
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
    let original = record("full");
    for (change, index) in changes.into_iter().zip(0..) {
        let mut record = original.clone();
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
    let original = record("full");
    for (change, index) in changes.into_iter().zip(0..) {
        let mut record = original.clone();
        change(&mut record.assessments[0]);
        assert!(check(&record).is_err(), "change {index}");
    }
}

#[test]
fn the_first_records_of_format_1_still_read_agree_and_keep_their_bytes() {
    let bytes = include_bytes!("fixtures/first-of-format-1.json");
    let record = read(bytes).expect("a record");
    assert_eq!(check(&record), Ok(()));
    assert_eq!(record.to_json().expect("JSON"), bytes);
    assert_eq!((record.sign_off, record.interview.conduct), (None, None));
}

#[test]
fn every_change_of_the_sitting_and_its_end_is_found() {
    let changes: [fn(&mut Record); 24] = [
        |it| it.report.appeal.push('X'),
        |it| it.report.licence.clear(),
        |it| it.report.delete_after = Some("2031-01-01".to_owned()),
        |it| it.report.delete_after = Some("never".to_owned()),
        |it| it.assessor.qualification = None,
        |it| it.assessor.independence.push('X'),
        |it| it.interview.ended_at = Some("2025-11-18T11:51:21+01:00".to_owned()),
        |it| it.interview.seconds_worked = Some(60),
        |it| it.interview.pauses.clear(),
        |it| (it.interview.ended_at, it.interview.seconds_worked) = (None, None),
        |it| conduct(it).mode = Some("video".to_owned()),
        |it| conduct(it).mode = Some("by-letter".to_owned()),
        |it| conduct(it).place = None,
        |it| conduct(it).identity_check = None,
        |it| conduct(it).consent = None,
        |it| conduct(it).sponsor = Some("Somebody else".to_owned()),
        |it| conduct(it).observers.truncate(1),
        |it| conduct(it).adjustments.clear(),
        |it| conduct(it).interruptions.push('X'),
        |it| it.assessments[0].summary.as_mut().expect("a summary").gaps = "None.".to_owned(),
        |it| it.assessments[0].summary = None,
        |it| it.assessments[0].evidence[0].attachments.clear(),
        |it| it.assessments[0].evidence[0].attachments[0].size += 1,
        |it| it.assessments[0].evidence[0].attachments[1].sha256 = "0".repeat(64),
    ];
    let original = record("full");
    for (change, index) in changes.into_iter().zip(0..) {
        let mut record = original.clone();
        change(&mut record);
        assert!(check(&record).is_err(), "change {index}");
    }
}

#[test]
fn every_change_of_the_sign_off_is_found() {
    let changes: [fn(&mut SignOff); 9] = [
        |it| it.comment.clear(),
        |it| it.comment.push('X'),
        |it| it.agreement = None,
        |it| it.agreement = Some("agrees".to_owned()),
        |it| it.agreement = Some("perhaps".to_owned()),
        |it| it.acknowledged = None,
        |it| it.voided_at = Some("2025-11-18T15:20:00+01:00".to_owned()),
        |it| it.missing_because = "No time.".to_owned(),
        |it| it.acknowledged.as_mut().expect("a mark").mark = "0,0 4001,0".to_owned(),
    ];
    let original = record("full");
    for (change, index) in changes.into_iter().zip(0..) {
        let mut record = original.clone();
        change(record.sign_off.as_mut().expect("a sign-off"));
        assert!(check(&record).is_err(), "change {index}");
    }
}

#[test]
fn a_correction_names_its_rule_and_the_report_that_it_replaces() {
    let changes: [fn(&mut Record); 6] = [
        |it| it.report.supersedes = None,
        |it| it.report.supersedes.as_mut().expect("a report").version += 1,
        |it| it.assessments[0].rule.own = false,
        |it| it.assessments[0].rule.name.push('X'),
        |it| it.assessments[0].rule.version += 1,
        |it| it.sign_off.as_mut().expect("a sign-off").voided_at = None,
    ];
    let original = record("corrected");
    for (change, index) in changes.into_iter().zip(0..) {
        let mut record = original.clone();
        assert!(record.assessments[0].rule.own);
        change(&mut record);
        assert!(check(&record).is_err(), "change {index}");
    }
}

#[test]
fn a_fact_that_the_pages_only_begin_is_not_stated() {
    let mut record = record("full");
    for entry in record.pages_text.iter_mut().filter(|entry| entry.key == "sign_off.comment") {
        entry.text = "I find …".to_owned();
    }
    assert_eq!(check(&record), Err(vec!["The pages do not state sign_off.comment.".to_owned()]));
}

#[test]
fn what_was_drawn_is_in_the_record_as_text() {
    let interview = samples::full();
    let Acknowledgement::Given { mark: Mark::Drawn(drawing), .. } = interview.sign_off.acknowledgement else {
        panic!("the sample is acknowledged by a drawing");
    };
    let given = record("full").sign_off.and_then(|sign_off| sign_off.acknowledged).expect("an acknowledgement");
    assert_eq!((given.by.as_str(), given.mark), ("drawn", drawing.to_text()));
}

fn conduct(record: &mut Record) -> &mut Conduct {
    record.interview.conduct.as_mut().expect("how the interview was held")
}

#[test]
fn the_pages_state_the_parameters_of_every_rule() {
    let percent = |tenths| Percent::from_tenths(tenths).expect("a share");
    let own = |floor, mean, coverage, lower_levels| DecisionRule {
        name: "Spring trial".to_owned(),
        version: 3,
        floor,
        mean,
        coverage: percent(coverage),
        lower_levels,
    };
    let own_rules = [
        own(Rating::NotMet, Some(percent(0)), 0, LowerLevels::Presumed),
        own(Rating::Partly, Some(percent(1000)), 505, LowerLevels::Fully),
    ];
    for rule in DecisionRule::presets().into_iter().chain(own_rules) {
        let mut interview = samples::thin();
        let assessment = &mut interview.assessments[0];
        assessment.rule = rule.clone();
        let award = Award { level: assessment.outcome().computed, reason: None };
        if let AssessmentState::Concluded(conclusion) = &mut assessment.state {
            conclusion.award = award;
        }
        let report = render(&samples::request(&interview)).expect("a report");
        assert_eq!(check(&read(&report.record_json).expect("a record")), Ok(()), "{rule:?}");
    }
}

#[test]
fn pages_that_state_another_parameter_are_found() {
    let parameters = [
        ("floor", "Fully"),
        ("mean", "at least 100 %"),
        ("coverage", "at least 100 %"),
        ("lower_levels", "each one met, all Fully"),
    ];
    for original in [record("full"), record("corrected"), first()] {
        for (parameter, printed) in parameters {
            let key = format!("assessments.1.rule.{parameter}");
            let missing = format!("The pages do not state {key}.");

            let mut record = original.clone();
            say(&mut record, &key, printed);
            let differs = format!("The pages say “{printed}” for {key}, but the record says otherwise.");
            assert_eq!(check(&record), Err(vec![differs, missing.clone()]));

            let mut record = original.clone();
            record.pages_text.retain(|entry| entry.key != key);
            assert_eq!(check(&record), Err(vec![missing]));
        }
    }
}

#[test]
fn an_own_rule_does_not_pass_for_one_that_every_workspace_has() {
    let mut record = record("corrected");
    let rule = &mut record.assessments[0].rule;
    (rule.name, rule.version, rule.own) = ("consistent".to_owned(), 1, false);
    say(&mut record, "assessments.1.rule.name", "consistent, version 1");
    record.pages_text.retain(|entry| entry.key != "assessments.1.rule.own");

    let found = "Assessment 1: the rule “consistent, version 1” is not one that every workspace has, but is not \
                 recorded as the organisation’s own.";
    assert_eq!(check(&record), Err(vec![found.to_owned()]));
}

#[test]
fn a_rule_that_every_workspace_has_does_not_pass_for_an_own_one() {
    for mut record in [record("full"), first()] {
        record.assessments[0].rule.own = true;
        let text = "The organisation’s own rule “consistent”, version 1.".to_owned();
        record.pages_text.push(PageText { key: "assessments.1.rule.own".to_owned(), text });

        let found = "Assessment 1: the rule “consistent, version 1” is one that every workspace has, but is recorded \
                     as the organisation’s own.";
        assert_eq!(check(&record), Err(vec![found.to_owned()]));
    }
}

#[test]
fn a_record_has_conduct_and_sign_off_or_is_one_of_the_first() {
    let without = |member: &str, other: &str| {
        let found =
            format!("The record has {other}, but no {member}; only the first records lack it, and have neither.");
        Err(vec![found])
    };
    let original = record("full");

    let mut record = original.clone();
    record.sign_off = None;
    record.pages_text.retain(|entry| !entry.key.starts_with("sign_off."));
    assert_eq!(check(&record), without("sign_off", "interview.conduct"));

    let mut record = original;
    record.interview.conduct = None;
    record.pages_text.retain(|entry| !entry.key.starts_with("conduct."));
    assert_eq!(check(&record), without("interview.conduct", "sign_off"));
}

/// One of the first records of format 1.
fn first() -> Record {
    read(include_bytes!("fixtures/first-of-format-1.json")).expect("a record")
}

/// Has the pages say something else for a key that they state.
fn say(record: &mut Record, key: &str, text: &str) {
    let entry = record.pages_text.iter_mut().find(|entry| entry.key == key).expect("a text with the key");
    text.clone_into(&mut entry.text);
}
