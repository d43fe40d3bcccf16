//! The audit trail: every intention leaves its event and nothing else does, and what is forgotten is gone.

use std::ops::ControlFlow;

use uuid::Uuid;
use vouchsafe_core::domain::audit::Action;
use vouchsafe_core::domain::change::Change;
use vouchsafe_core::domain::interview::{Assessor, AwardChoice};
use vouchsafe_core::domain::rating::{Finding, Rating};
use vouchsafe_core::domain::rule::{LowerLevels, Percent};
use vouchsafe_core::workspace::{
    AuditEntry, Destination, Passphrase, RuleDraft, Settings, Wanted, Workspace, read_files,
};

use crate::desk::{Desk, at, holds, runbook, skill, start, unguarded};

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

fn draft_rule(coverage: u16) -> RuleDraft {
    RuleDraft {
        floor: Rating::Partly,
        mean: None,
        coverage: Percent::from_tenths(coverage).unwrap(),
        lower_levels: LowerLevels::Met,
    }
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
    workspace.change(sitting, Wanted::Evidence(id, runbook(1_000))).unwrap();
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
    assert!(holds(&desk, "nobody is to find"), "it would be found");
    workspace.discard(open.interview.id).unwrap();
    let verdict = workspace.verify_audit(&[]).unwrap();
    assert!(verdict.is_intact(), "{verdict:?}");
    assert_eq!(verdict.erased, 2);
    let left = workspace.audit_events(Some(open.interview.id), None, EVERYTHING).unwrap();
    assert_eq!(left.iter().map(|it| it.values.is_some()).collect::<Vec<_>>(), [true, false, false]);
    drop(workspace);
    for planted in ["nobody is to find", "Amara Okafor"] {
        assert!(!holds(&desk, planted), "“{planted}” can still be read in the file");
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
    drop(workspace);
    assert!(!holds(&desk, "from before the trail"), "what was taken back is forgotten");
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
