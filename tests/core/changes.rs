//! Everything that changes in an interview can be taken back and done again, also after a restart.

use proptest::prelude::*;
use uuid::Uuid;
use vouchsafe_core::domain::change::{AssessmentChange, Change, ResponseChange};
use vouchsafe_core::domain::conduct::{Conduct, Consent, Mode};
use vouchsafe_core::domain::evidence::{Evidence, EvidenceKind};
use vouchsafe_core::domain::interview::{AwardChoice, Interview, Proposal, Question};
use vouchsafe_core::domain::level::Level;
use vouchsafe_core::domain::rating::{Finding, Rating};
use vouchsafe_core::domain::rule::DecisionRule;
use vouchsafe_core::domain::sign_off::{Acknowledgement, Agreement, Drawing, Mark, Point};
use vouchsafe_core::domain::summary::SummaryPart;
use vouchsafe_core::domain::walk::{Route, Walk};
use vouchsafe_core::error::Code;
use vouchsafe_core::workspace::{Wanted, Workspace};

use crate::desk::{Desk, at, skill, start};

const FULLY: Finding = Finding::Rated(Rating::Fully);

/// The ids of an interview and its assessment.
fn begin(workspace: &mut Workspace) -> (Uuid, Uuid) {
    let open = workspace.start_interview(&start()).unwrap();
    (open.interview.id, open.assessment.id)
}

fn interview(workspace: &mut Workspace, id: Uuid) -> Interview {
    workspace.assessment(id).unwrap().interview
}

/// One of every kind of change, with a value that depends on `n`.
fn change(kind: usize, n: u8, id: Uuid) -> Change {
    let text = format!("text {n}\n");
    let response = |change| AssessmentChange::Response(at(1 + n % 2, 1), change);
    let evidence = Uuid::from_u128(1_000 + u128::from(n % 3));
    let of = |change| Change::Assessment(id, change);
    match kind {
        0 => of(response(ResponseChange::Finding(Finding::Rated(Rating::ALL[usize::from(n % 4)])))),
        1 => of(response(ResponseChange::Finding(Finding::NotExplored))),
        2 => of(response(ResponseChange::Note(text))),
        3 => of(response(ResponseChange::Reason(text))),
        4 => of(response(ResponseChange::FollowUp(n.is_multiple_of(2)))),
        5 => of(response(ResponseChange::Questions(vec![Question { asked: text, answered: String::new() }]))),
        6 => of(AssessmentChange::Evidence(
            evidence,
            Some(Evidence {
                id: evidence,
                kind: EvidenceKind::Example,
                title: format!("Item {n}"),
                date: None,
                seen: n.is_multiple_of(2),
                statements: [at(1, 1)].into(),
                attachments: Vec::new(),
            }),
        )),
        7 => of(AssessmentChange::Evidence(evidence, None)),
        8 => of(AssessmentChange::Rule(DecisionRule::presets()[usize::from(n % 5)].clone())),
        9 => of(AssessmentChange::Route(Route { walk: Walk::ALL[usize::from(n % 3)], from: Level::ALL[2] })),
        10 => of(AssessmentChange::Summary(SummaryPart::ALL[usize::from(n % 3)], text)),
        11 => of(AssessmentChange::Proposal(Proposal {
            choice: AwardChoice::Level(Level::new(n % 6).filter(|_| n.is_multiple_of(2))),
            reason: text,
        })),
        12 => Change::Conduct(Conduct {
            mode: Some(Mode::Video),
            consent: Some(Consent::Given),
            adjustments: text,
            ..Conduct::default()
        }),
        13 => Change::Comment(text),
        14 => Change::Agreement((n.is_multiple_of(2)).then_some(Agreement::Disagrees)),
        _ => Change::MissingBecause(text),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Any changes, all taken back one by one, give each earlier state again; all done again, each later one. The
    /// program is started anew between the steps now and then, and time passes, so that typing is no single step.
    #[test]
    fn everything_is_taken_back_and_done_again(kinds in prop::collection::vec((0..16usize, any::<u8>()), 1..18)) {
        let desk = Desk::new();
        let mut workspace = desk.open();
        let (sitting, id) = begin(&mut workspace);
        let mut states = vec![interview(&mut workspace, id)];
        for (kind, n) in kinds {
            desk.wait(100);
            workspace.change(sitting, change(kind, n, id)).unwrap();
            let now = interview(&mut workspace, id);
            if now != *states.last().unwrap() {
                states.push(now);
            }
        }
        for (place, state) in states.iter().enumerate().rev().skip(1) {
            if place % 3 == 0 {
                workspace = desk.open();
            }
            let undone = workspace.undo(sitting, id).unwrap();
            prop_assert!(undone.change.is_some());
            prop_assert_eq!(&undone.open.interview, state);
        }
        prop_assert_eq!(workspace.undo(sitting, id).unwrap().change, None);
        for (place, state) in states.iter().enumerate().skip(1) {
            if place % 4 == 0 {
                workspace = desk.open();
            }
            prop_assert_eq!(&workspace.redo(sitting, id).unwrap().open.interview, state);
        }
        prop_assert_eq!(workspace.redo(sitting, id).unwrap().change, None);
    }
}

#[test]
fn what_is_typed_without_a_pause_is_one_step() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let (sitting, id) = begin(&mut workspace);
    for text in ["R", "Runs", "Runs it"] {
        workspace.write_note(id, at(1, 1), text).unwrap();
    }
    desk.wait(120);
    workspace.write_note(id, at(1, 1), "Runs it alone").unwrap();
    workspace.rate(id, at(1, 1), FULLY).unwrap();
    let mut note = |times: usize| {
        let last = (0..times).map(|_| workspace.undo(sitting, id).unwrap()).last().unwrap();
        last.open.assessment.responses.get(&at(1, 1)).map(|response| response.note.clone()).unwrap_or_default()
    };
    assert_eq!(note(2), "Runs it");
    assert_eq!(note(1), "");
}

#[test]
fn what_was_typed_and_then_deleted_comes_back() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let (sitting, id) = begin(&mut workspace);
    for text in ["A long", "A long answer", ""] {
        workspace.write_note(id, at(1, 1), text).unwrap();
    }
    let undone = workspace.undo(sitting, id).unwrap();
    assert_eq!(undone.open.assessment.responses[&at(1, 1)].note, "A long answer");
    workspace.redo(sitting, id).unwrap();

    // Choices are steps of their own, also where a text stands beside them.
    let proposal = |level: u8, reason: &str| {
        let choice = AwardChoice::Level(Level::new(level));
        AssessmentChange::Proposal(Proposal { choice, reason: reason.to_owned() })
    };
    for change in [proposal(3, ""), proposal(4, ""), proposal(4, "Seen"), proposal(4, "Seen at work")] {
        workspace.change_assessment(id, change).unwrap();
    }
    let mut proposed = || {
        let proposal = workspace.undo(sitting, id).unwrap().open.assessment.proposal;
        (proposal.level(None).map(Level::number), proposal.reason)
    };
    assert_eq!(proposed(), (Some(4), String::new()));
    assert_eq!(proposed(), (Some(3), String::new()));
}

#[test]
fn a_new_change_ends_what_could_be_done_again() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let (sitting, id) = begin(&mut workspace);
    workspace.rate(id, at(1, 1), FULLY).unwrap();
    let undone = workspace.undo(sitting, id).unwrap();
    assert!(undone.open.status.undo.is_none() && undone.open.status.redo.is_some());
    let saved = workspace.rate(id, at(1, 2), FULLY).unwrap();
    assert!(saved.status.redo.is_none());
    assert_eq!(workspace.redo(sitting, id).unwrap().change, None);
    // The same value again is no change.
    workspace.rate(id, at(1, 2), FULLY).unwrap();
    workspace.undo(sitting, id).unwrap();
    assert_eq!(workspace.undo(sitting, id).unwrap().change, None);
}

#[test]
fn undoing_leads_to_the_place() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let (sitting, id) = begin(&mut workspace);
    let other = workspace.add_skill(sitting, &skill("sfia-9-preview")).unwrap().assessment.id;
    workspace.rate(other, at(2, 2), FULLY).unwrap();
    workspace.move_to(other, at(3, 1)).unwrap();
    let undone = workspace.undo(sitting, id).unwrap();
    assert_eq!((undone.open.assessment.id, undone.open.at), (other, at(2, 2)));
}

#[test]
fn a_change_after_the_acknowledgement_voids_it_and_undo_brings_it_back() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let (sitting, id) = begin(&mut workspace);
    let mark = Mark::Drawn(Drawing::new(vec![vec![Point { x: 0, y: 0 }, Point { x: 9, y: 9 }]]).unwrap());
    let given = workspace.change(sitting, Wanted::Acknowledgement(Some(mark))).unwrap();
    assert!(given.status.acknowledgement.is_given());
    // What the candidate did not read does not count.
    let follow_up = AssessmentChange::Response(at(1, 1), ResponseChange::FollowUp(true));
    let saved = workspace.change_assessment(id, follow_up).unwrap();
    assert!(saved.status.acknowledgement.is_given());
    let saved = workspace.rate(id, at(1, 1), FULLY).unwrap();
    assert!(matches!(saved.status.acknowledgement, Acknowledgement::Voided { .. }));
    let sign_off = interview(&mut desk.open(), id).sign_off;
    assert_eq!(sign_off.acknowledgement, saved.status.acknowledgement);
    let undone = workspace.undo(sitting, id).unwrap();
    assert_eq!(undone.open.interview.sign_off.acknowledgement, given.status.acknowledgement);
}

#[test]
fn nothing_is_taken_back_once_it_is_concluded() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let (sitting, id) = begin(&mut workspace);
    workspace.write_note(id, at(1, 1), "a word that was taken back").unwrap();
    workspace.undo(sitting, id).unwrap();
    let concluded = workspace.conclude(id, AwardChoice::AsComputed, None).unwrap();
    assert!(concluded.status.undo.is_none() && concluded.status.redo.is_none());
    assert_eq!(workspace.undo(sitting, id).unwrap().change, None);
    assert_eq!(workspace.change(sitting, Change::Comment("late".to_owned())).unwrap_err().code(), Code::Frozen);
    // What was taken back is gone from the files, too, while the program goes on.
    for file in std::fs::read_dir(desk.folder()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(15).any(|window| window == b"that was taken "), "it can still be read in the file");
    }
}
