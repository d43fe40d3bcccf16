//! The audit trail: every intention leaves its event, nothing else gets in, and what somebody does to the file shows.

use std::ops::ControlFlow;
use std::path::Path;

use rusqlite::Connection;
use uuid::Uuid;
use vouchsafe_core::domain::audit::{Action, Problem};
use vouchsafe_core::domain::change::Change;
use vouchsafe_core::domain::evidence::{Evidence, EvidenceKind};
use vouchsafe_core::domain::interview::{Assessor, AwardChoice};
use vouchsafe_core::domain::rating::{Finding, Rating};
use vouchsafe_core::domain::rule::{LowerLevels, Percent};
use vouchsafe_core::workspace::{
    AuditEntry, Destination, Passphrase, RuleDraft, Settings, Wanted, Workspace, read_files,
};

use crate::desk::{Desk, at, database, skill, start};

const FULLY: Finding = Finding::Rated(Rating::Fully);
const EVERYTHING: usize = 500;

/// All events, the first one first.
fn trail(workspace: &mut Workspace) -> Vec<AuditEntry> {
    let mut events = workspace.audit_events(None, None, EVERYTHING).unwrap();
    events.reverse();
    events
}

fn last(workspace: &mut Workspace) -> AuditEntry {
    workspace.audit_events(None, None, 1).unwrap().remove(0)
}

/// What the last event says it changed, as name, old, new.
fn values(entry: &AuditEntry) -> Vec<(String, Option<String>, Option<String>)> {
    let values = entry.values.as_ref().unwrap().iter();
    values.map(|it| (it.name.clone(), it.old.clone(), it.new.clone())).collect()
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn evidence(id: u128) -> Evidence {
    Evidence {
        id: Uuid::from_u128(id),
        kind: EvidenceKind::WorkProduct,
        title: "Runbook".to_owned(),
        date: None,
        seen: true,
        statements: [at(1, 1)].into(),
        attachments: Vec::new(),
    }
}

fn draft_rule(coverage: u16) -> RuleDraft {
    RuleDraft {
        floor: Rating::Partly,
        mean: None,
        coverage: Percent::from_tenths(coverage).unwrap(),
        lower_levels: LowerLevels::Met,
    }
}

/// Opens the file as somebody does who drops what guards the trail.
fn unguarded(desk: &Desk) -> Connection {
    let connection = database(desk);
    connection
        .execute_batch(
            "PRAGMA foreign_keys = OFF; PRAGMA secure_delete = ON; DROP TRIGGER event_only_at_the_end; DROP TRIGGER event_update_frozen;
             DROP TRIGGER event_delete_frozen; DROP TRIGGER event_payload_only_at_the_end;
             DROP TRIGGER event_payload_update_frozen;",
        )
        .unwrap();
    connection
}

#[test]
fn every_intention_leaves_its_event() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("runbook.txt");
    std::fs::write(&file, "restart, then look").unwrap();

    let open = workspace.start_interview(&start()).unwrap();
    let (sitting, id) = (open.interview.id, open.assessment.id);
    workspace.add_skill(sitting, &skill("sfia-9-preview")).unwrap();
    workspace.rate(id, at(1, 1), FULLY).unwrap();
    workspace.change(sitting, Wanted::Evidence(id, evidence(1_000))).unwrap();
    workspace.attach(id, Uuid::from_u128(1_000), &read_files(&[&file]).unwrap()).unwrap();
    workspace.change(sitting, Change::Comment("Fair.".to_owned())).unwrap();
    workspace.undo(sitting, id).unwrap();
    workspace.redo(sitting, id).unwrap();
    workspace.pause(sitting).unwrap();
    workspace.resume(sitting).unwrap();
    workspace.save_rule("Ours", draft_rule(500)).unwrap();
    workspace
        .save_settings(&Settings {
            assessor: Assessor { name: "Lena Vogt".to_owned(), ..Assessor::default() },
            ..Settings::default()
        })
        .unwrap();
    workspace.conclude_sitting(sitting, id).unwrap();
    let passphrase = |_| Ok(Passphrase::new("correct horse".to_owned()));
    let destination = Destination::Folder(folder.path().to_path_buf());
    workspace.export_report(id, &destination, passphrase).unwrap();
    let correction = workspace.correct(id).unwrap().interview.id;
    workspace.discard(correction).unwrap();
    workspace.export_audit(&folder.path().join("trail.jsonl"), false).unwrap();
    workspace.begin_sample().unwrap();
    workspace.backup(None).unwrap().run(&mut |_, _| ControlFlow::Continue(())).unwrap();

    let events = trail(&mut workspace);
    let actions: Vec<&str> = events.iter().map(|it| it.event.action.as_str()).collect();
    assert_eq!(
        actions,
        [
            "trail-begun",
            "definitions-added",
            "interview-begun",
            "skill-added",
            "changed",
            "changed",
            "files-attached",
            "changed",
            "undone",
            "redone",
            "paused",
            "resumed",
            "rule-saved",
            "settings-saved",
            "interview-concluded",
            "identity-made",
            "report-signed",
            "report-exported",
            "correction-begun",
            "interview-discarded",
            "trail-exported",
            "interview-begun",
            "backup-made",
        ]
    );
    assert!(workspace.verify_audit(&[]).unwrap().is_intact());

    // The account where nobody has a name yet, then the interview's assessor, then that of the settings.
    assert_eq!(events[0].event.actor, "lvogt");
    assert_eq!(events[4].event.actor, "Lena Vogt");
    assert_eq!(events[14].event.actor, "Lena Vogt");
    // What belongs to an interview, and nothing else, is found under it.
    let of_sitting = workspace.audit_events(Some(sitting), None, EVERYTHING).unwrap();
    let expected: Vec<i64> = events
        .iter()
        .filter(|it| it.event.interview == Some(sitting.to_string()))
        .map(|it| it.event.sequence)
        .rev()
        .collect();
    assert_eq!(of_sitting.iter().map(|it| it.event.sequence).collect::<Vec<_>>(), expected);
    assert_eq!(expected.len(), 13);
    // Nothing secret is in the trail.
    let exported = std::fs::read_to_string(folder.path().join("trail.jsonl")).unwrap();
    assert!(exported.contains("Amara Okafor"));
    assert!(!exported.contains("correct horse") && !exported.contains("PRIVATE KEY"));
}

#[test]
fn reading_moving_and_refusals_leave_none() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let open = workspace.start_interview(&start()).unwrap();
    let (sitting, id) = (open.interview.id, open.assessment.id);
    workspace.rate(id, at(1, 1), FULLY).unwrap();
    let before = workspace.audit_head().unwrap();
    workspace.move_to(id, at(1, 2)).unwrap();
    workspace.rate(id, at(1, 1), FULLY).unwrap();
    workspace.rate(id, at(7, 99), FULLY).unwrap_err();
    workspace.redo(sitting, id).unwrap();
    let settings = workspace.settings().unwrap();
    workspace.save_settings(&settings).unwrap();
    workspace.overview().unwrap();
    drop(workspace);
    let mut workspace = desk.open();
    assert_eq!(workspace.audit_head().unwrap(), before);
}

#[test]
fn old_and_new_are_kept() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let open = workspace.start_interview(&start()).unwrap();
    let (sitting, id) = (open.interview.id, open.assessment.id);
    workspace.rate(id, at(2, 3), FULLY).unwrap();
    workspace.rate(id, at(2, 3), Finding::Rated(Rating::Partly)).unwrap();
    let changed = last(&mut workspace);
    assert_eq!(values(&changed), [("finding".to_owned(), text("fully"), text("partly"))]);
    assert_eq!(changed.values.unwrap()[0].at, Some((2, 3)));
    workspace.undo(sitting, id).unwrap();
    assert_eq!(values(&last(&mut workspace)), [("finding".to_owned(), text("partly"), text("fully"))]);
    workspace.save_rule("Ours", draft_rule(500)).unwrap();
    workspace.save_rule("Ours", draft_rule(600)).unwrap();
    assert_eq!(
        values(&last(&mut workspace)),
        [("coverage_tenths".to_owned(), text("500"), text("600")), ("version".to_owned(), text("1"), text("2"))]
    );
    let name = |name: &str| Settings {
        assessor: Assessor { name: name.to_owned(), ..Assessor::default() },
        ..Settings::default()
    };
    workspace.save_settings(&name("Lena")).unwrap();
    workspace.save_settings(&name("Mara")).unwrap();
    let renamed = last(&mut workspace);
    assert_eq!(
        (values(&renamed), renamed.event.actor.as_str()),
        (vec![("name".to_owned(), text("Lena"), text("Mara"))], "Lena")
    );
}

#[test]
fn older_pages_come_on_demand() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let id = workspace.start_interview(&start()).unwrap().assessment.id;
    for round in 0..5 {
        workspace.write_note(id, at(1, 1), &"x".repeat(round + 1)).unwrap();
    }
    let mut found = Vec::new();
    while let Some(next) = workspace.audit_events(None, found.last().copied(), 3).unwrap().get(..) {
        if next.is_empty() {
            break;
        }
        found.extend(next.iter().map(|it| it.event.sequence));
    }
    assert_eq!(found, (1..=8).rev().collect::<Vec<_>>());
}

#[test]
fn what_is_discarded_is_forgotten_and_the_chain_still_verifies() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let open = workspace.start_interview(&start()).unwrap();
    workspace.write_note(open.assessment.id, at(1, 1), "a word nobody is to find").unwrap();
    workspace.discard(open.interview.id).unwrap();
    let verdict = workspace.verify_audit(&[]).unwrap();
    assert!(verdict.is_intact(), "{verdict:?}");
    assert_eq!(verdict.erased, 2);
    let left = workspace.audit_events(Some(open.interview.id), None, EVERYTHING).unwrap();
    assert_eq!(left.iter().map(|it| it.values.is_some()).collect::<Vec<_>>(), [true, false, false]);
    for planted in [&b"nobody is to find"[..], b"Amara Okafor"] {
        assert!(!holds(&desk.folder(), planted), "it can still be read in the file");
    }
}

#[test]
fn concluding_forgets_only_what_was_taken_back() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let open = workspace.start_interview(&start()).unwrap();
    let (sitting, id) = (open.interview.id, open.assessment.id);
    workspace.rate(id, at(1, 1), FULLY).unwrap();
    // Typed in one go, taken back as one step.
    workspace.write_note(id, at(1, 1), "a slip").unwrap();
    workspace.write_note(id, at(1, 1), "a slip of the tongue").unwrap();
    workspace.undo(sitting, id).unwrap();
    workspace.redo(sitting, id).unwrap();
    workspace.undo(sitting, id).unwrap();
    // Taken back and done again: that stays.
    workspace.rate(id, at(1, 2), FULLY).unwrap();
    workspace.undo(sitting, id).unwrap();
    workspace.redo(sitting, id).unwrap();
    workspace.conclude(id, AwardChoice::AsComputed, None).unwrap();
    let of_sitting: Vec<_> = trail(&mut workspace).into_iter().skip(2).collect();
    let kept: Vec<(&str, bool)> = of_sitting.iter().map(|it| (it.event.action.as_str(), it.values.is_some())).collect();
    assert_eq!(
        kept,
        [
            ("interview-begun", true),
            ("changed", true),
            ("changed", false),
            ("changed", false),
            ("undone", false),
            ("redone", false),
            ("undone", false),
            ("changed", true),
            ("undone", true),
            ("redone", true),
            ("interview-concluded", true),
        ]
    );
    let verdict = workspace.verify_audit(&[]).unwrap();
    assert_eq!((verdict.is_intact(), verdict.erased), (true, 5), "{verdict:?}");
}

#[test]
fn the_database_refuses_whatever_does_not_add_to_the_end() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    workspace.start_interview(&start()).unwrap();
    let head = workspace.audit_head().unwrap();
    drop(workspace);
    let connection = database(&desk);
    let row = |sequence: i64, previous: &str| {
        let zeros = "0".repeat(64);
        format!(
            "INTO event VALUES ({sequence}, 't', NULL, 'a', 'changed', 'interview', 'i', NULL, '{zeros}', '{previous}', '{zeros}')"
        )
    };
    let next = head.sequence + 1;
    for refused in [
        "UPDATE event SET actor = 'Nobody'".to_owned(),
        "UPDATE event SET sequence = sequence + 1".to_owned(),
        "DELETE FROM event".to_owned(),
        format!("DELETE FROM event WHERE sequence = {}", head.sequence),
        "UPDATE event_payload SET payload = '{}'".to_owned(),
        "UPDATE event_payload SET sequence = 1 WHERE sequence = 2".to_owned(),
        format!("INSERT {}", row(next, &"1".repeat(64))),
        format!("INSERT {}", row(next + 1, &head.hash)),
        format!("INSERT {}", row(1, &"0".repeat(64))),
        format!("INSERT OR REPLACE {}", row(head.sequence, &head.hash)),
        "INSERT INTO event_payload VALUES (1, zeroblob(32), '{}', NULL)".to_owned(),
        format!("INSERT OR REPLACE INTO event_payload VALUES ({}, zeroblob(32), '{{}}', NULL)", head.sequence),
    ] {
        let said = connection.execute_batch(&refused).expect_err(&refused).to_string();
        assert!(said.contains("the audit trail"), "{refused}: {said}");
    }
    // Erasing is allowed, and what was erased does not come back as something else.
    connection.execute_batch("DELETE FROM event_payload WHERE sequence = 1").unwrap();
    connection.execute_batch("INSERT INTO event_payload VALUES (1, zeroblob(32), '{}', NULL)").unwrap_err();
    let findings = desk.open().verify_audit(&[]).unwrap().findings;
    assert_eq!(
        findings.iter().map(|it| (it.sequence, &it.problem)).collect::<Vec<_>>(),
        [(1, &Problem::PayloadMissing { until: 1 })]
    );
}

#[test]
fn what_is_done_to_the_file_is_located() {
    for (sql, found) in [
        ("UPDATE event SET at = '2020-01-01T00:00:00+00:00' WHERE sequence = 4", vec![4]),
        ("UPDATE event SET action = 'undone', subject = 'x' WHERE sequence = 5", vec![5]),
        ("DELETE FROM event_payload WHERE sequence = 4; DELETE FROM event WHERE sequence = 4", vec![4]),
        ("UPDATE event_payload SET salt = zeroblob(32) WHERE sequence = 5", vec![5]),
        ("UPDATE event SET hash = previous WHERE sequence = 5", vec![5, 6]),
        (
            "DELETE FROM event_payload WHERE sequence = 4; DELETE FROM event WHERE sequence = 4;
             UPDATE event_payload SET sequence = 4 WHERE sequence = 5; UPDATE event SET sequence = 4 WHERE sequence = 5",
            vec![4, 5],
        ),
    ] {
        let desk = Desk::new();
        let mut workspace = desk.open();
        let id = workspace.start_interview(&start()).unwrap().assessment.id;
        for ordinal in [1, 2, 1] {
            workspace.rate(id, at(2, ordinal), if ordinal == 1 { FULLY } else { Finding::NoOpportunity }).unwrap();
            workspace.write_note(id, at(2, ordinal), "seen").unwrap();
        }
        let head = workspace.audit_head().unwrap();
        drop(workspace);
        unguarded(&desk).execute_batch(sql).unwrap();
        let mut workspace = desk.open();
        let verdict = workspace.verify_audit(std::slice::from_ref(&head)).unwrap();
        let sequences: Vec<i64> = verdict.findings.iter().map(|it| it.sequence).collect();
        for place in found {
            assert!(sequences.contains(&place), "{sql}: {verdict:?}");
        }
        assert_eq!(verdict.head, head, "work goes on at the end");
    }
}

#[test]
fn a_cut_shows_against_a_signed_report() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let id = workspace.start_interview(&start()).unwrap().assessment.id;
    workspace.rate(id, at(1, 1), FULLY).unwrap();
    workspace.conclude(id, AwardChoice::AsComputed, None).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let destination = Destination::Folder(folder.path().to_path_buf());
    let exported =
        workspace.export_report(id, &destination, |_| Ok(Passphrase::new("correct horse".to_owned()))).unwrap();
    let verified = workspace.verify("the report", &std::fs::read(&exported.file).unwrap()).unwrap();
    assert!(verified.verdict.is_valid(), "{verified:?}");
    drop(workspace);
    unguarded(&desk)
        .execute_batch("DELETE FROM event_payload WHERE sequence > 3; DELETE FROM event WHERE sequence > 3")
        .unwrap();
    let findings = desk.open().verify_audit(&[]).unwrap().findings;
    assert!(
        matches!(findings[..], [ref it] if it.sequence == 4 && matches!(it.problem, Problem::CutOff { known: 6 })),
        "{findings:?}"
    );
}

#[test]
fn an_older_workspace_begins_its_trail_when_it_is_opened() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let open = workspace.start_interview(&start()).unwrap();
    let (sitting, id) = (open.interview.id, open.assessment.id);
    workspace.write_note(id, at(1, 1), "from before the trail").unwrap();
    drop(workspace);
    // As the version before left it: no trail, and edits that know no event.
    unguarded(&desk)
        .execute_batch("DELETE FROM event_payload; DELETE FROM event; UPDATE edit SET event = NULL")
        .unwrap();
    let mut workspace = desk.open();
    let begun = last(&mut workspace);
    assert_eq!((begun.event.sequence, begun.event.action.as_str()), (1, Action::TrailBegun.name()));
    assert_eq!(values(&begun), [("earlier_assessments".to_owned(), None, text("1"))]);
    workspace.undo(sitting, id).unwrap();
    workspace.conclude(id, AwardChoice::AsComputed, None).unwrap();
    assert!(workspace.verify_audit(&[]).unwrap().is_intact());
    assert!(!holds(&desk.folder(), b"from before the trail"), "what was taken back is forgotten");
}

#[test]
fn a_clock_that_ran_back_is_remarked() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let id = workspace.start_interview(&start()).unwrap().assessment.id;
    desk.wait(-3_600);
    workspace.rate(id, at(1, 1), FULLY).unwrap();
    let verdict = workspace.verify_audit(&[]).unwrap();
    assert_eq!((verdict.is_intact(), verdict.clock_ran_back), (true, vec![4]));
}

fn holds(folder: &Path, words: &[u8]) -> bool {
    std::fs::read_dir(folder).unwrap().any(|file| {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        bytes.windows(words.len()).any(|window| window == words)
    })
}
