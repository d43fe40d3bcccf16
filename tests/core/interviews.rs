//! What an assessor does with an interview, and what stays of it.

use uuid::Uuid;
use vouchsafe_core::domain::change::{AssessmentChange, ResponseChange};
use vouchsafe_core::domain::evidence::{Evidence, EvidenceKind};
use vouchsafe_core::domain::interview::{AssessmentState, AwardChoice, Question};
use vouchsafe_core::domain::level::Level;
use vouchsafe_core::domain::profile::Profile;
use vouchsafe_core::domain::rating::{Finding, Rating};
use vouchsafe_core::domain::walk::{Route, Walk};
use vouchsafe_core::error::Code;
use vouchsafe_core::workspace::{CandidateChoice, Destination, SourceFile, StartInterview, Wanted, Workspace};

use crate::desk::{Desk, at, passphrase, start};

const FULLY: Finding = Finding::Rated(Rating::Fully);
const PARTLY: Finding = Finding::Rated(Rating::Partly);

/// A page in the shape of the site's, which replaces the built-in SFIA 8 text of ITOP.
const PAGE: &str = "Infrastructure by other words ITOP\n\nRuns things.\n\nDefined at these levels: 1\n\n\
    Infrastructure by other words: Level 1\n\nKeeps one thing running.\n\n\
    Infrastructure by other words: Levels 2-7\n\nThis skill is not typically observed at these levels.\n";

#[test]
fn an_interview_is_resumed_where_it_stopped_with_everything_there() {
    let desk = Desk::new();
    let id = {
        let mut workspace = desk.open();
        let id = workspace.start_interview(&start()).unwrap().assessment.id;
        workspace.rate(id, at(1, 1), FULLY).unwrap();
        workspace.write_note(id, at(1, 1), "first\n\tsecond  ").unwrap();
        workspace.rate(id, at(1, 2), PARTLY).unwrap();
        workspace.rate(id, at(1, 2), Finding::NoOpportunity).unwrap();
        workspace.rate(id, at(2, 1), FULLY).unwrap();
        workspace.rate(id, at(2, 1), Finding::NotExplored).unwrap();
        workspace.move_to(id, at(2, 3)).unwrap();
        id
    };
    let open = desk.open().assessment(id).unwrap();
    assert_eq!(open.at, at(2, 3));
    assert_eq!(open.assessment.finding(at(1, 1)), FULLY);
    assert_eq!(open.assessment.responses[&at(1, 1)].note, "first\n\tsecond  ");
    assert_eq!(open.assessment.finding(at(1, 2)), Finding::NoOpportunity);
    assert_eq!(open.assessment.finding(at(2, 1)), Finding::NotExplored);
    assert_eq!(open.outcome.computed, Level::new(1));
    let overview = desk.open().overview().unwrap();
    assert_eq!((overview.drafts.len(), overview.history.len()), (1, 0));
    assert_eq!(overview.drafts[0].entry.explored, 2);
}

#[test]
fn a_note_and_a_rating_do_not_disturb_each_other() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let id = workspace.start_interview(&start()).unwrap().assessment.id;
    workspace.write_note(id, at(1, 1), "before").unwrap();
    workspace.rate(id, at(1, 1), FULLY).unwrap();
    workspace.rate(id, at(1, 1), Finding::NotExplored).unwrap();
    assert_eq!(workspace.assessment(id).unwrap().assessment.responses[&at(1, 1)].note, "before");
    workspace.rate(id, at(1, 1), FULLY).unwrap();
    workspace.write_note(id, at(1, 1), "").unwrap();
    assert_eq!(workspace.assessment(id).unwrap().assessment.finding(at(1, 1)), FULLY);
}

#[test]
fn concluding_freezes() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let id = workspace.start_interview(&start()).unwrap().assessment.id;
    workspace.rate(id, at(1, 1), FULLY).unwrap();
    workspace.rate(id, at(1, 2), FULLY).unwrap();
    let refused = workspace.conclude(id, AwardChoice::Level(Level::new(3)), None).unwrap_err();
    assert_eq!(refused.code(), Code::ReasonMissing);
    assert_eq!(workspace.assessment(id).unwrap().assessment.state, AssessmentState::Draft);

    let concluded = workspace.conclude(id, AwardChoice::AsComputed, Some("not needed")).unwrap();
    let conclusion = concluded.assessment.state.conclusion().unwrap();
    assert_eq!(conclusion.award.level, Level::new(1));
    assert_eq!(conclusion.award.reason, None, "a reason is kept only where the levels differ");
    for refused in [
        workspace.rate(id, at(1, 1), PARTLY).unwrap_err(),
        workspace.write_note(id, at(1, 1), "late").unwrap_err(),
        workspace.conclude(id, AwardChoice::Level(None), Some("again")).unwrap_err(),
    ] {
        assert_eq!(refused.code(), Code::Frozen);
    }
    assert_eq!(workspace.assessment(id).unwrap().assessment, concluded.assessment);
}

#[test]
fn an_assessment_stays_with_the_words_it_was_rated_against() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let before = workspace.start_interview(&start()).unwrap().assessment;
    let page = SourceFile { name: "page.txt".to_owned(), bytes: PAGE.as_bytes().to_vec() };
    let import = workspace.import(&[page], Some("sfia-8"), false).unwrap();
    assert!(import.definitions[0].is_new);

    assert_eq!(workspace.assessment(before.id).unwrap().assessment.definition, before.definition);
    let after = workspace.start_interview(&start()).unwrap().assessment;
    assert_eq!(after.definition, import.definitions[0].definition);
    assert_ne!(after.definition.hash(), before.definition.hash());
    // Opening again keeps the imported page current, although the built-in text is there too.
    drop(workspace);
    assert_eq!(desk.open().skill("sfia-8", "ITOP").unwrap().definition, after.definition);
}

#[test]
fn what_names_no_statement_is_refused_and_changes_nothing() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let id = workspace.start_interview(&start()).unwrap().assessment.id;
    let untouched = workspace.assessment(id).unwrap();
    for place in [at(1, 0), at(1, 3), at(6, 1), at(7, 1)] {
        let refused = workspace.rate(id, place, FULLY).unwrap_err();
        assert!(refused.message().starts_with("There is no statement"), "{refused}");
        workspace.write_note(id, place, "x").unwrap_err();
        workspace.move_to(id, place).unwrap_err();
    }
    workspace.write_note(id, at(1, 1), "bell \u{7}").unwrap_err();
    assert_eq!(workspace.assessment(id).unwrap(), untouched);
}

#[test]
fn a_refused_start_keeps_nobody() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let wrong = [
        |it: &mut StartInterview| it.assessor.name = "  ".to_owned(),
        |it: &mut StartInterview| it.skill.rule = "lenient".to_owned(),
        |it: &mut StartInterview| it.skill.code = "NONE".to_owned(),
        |it: &mut StartInterview| it.skill.route = Some(Route { walk: Walk::Outward, from: Level::ALL[6] }),
        |it: &mut StartInterview| it.purpose = Some("\u{202e}".to_owned()),
        |it: &mut StartInterview| it.conduct.observers = vec!["a\u{7}".to_owned()],
    ];
    for change in wrong {
        let mut request = start();
        change(&mut request);
        workspace.start_interview(&request).unwrap_err();
    }
    assert_eq!(workspace.start_choices().unwrap().candidates, []);
    assert_eq!(workspace.overview().unwrap().drafts, []);
}

#[test]
fn a_report_goes_into_a_folder_once_and_next_to_others() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let folder = tempfile::tempdir().unwrap();
    let destination = Destination::Folder(folder.path().to_path_buf());
    let export = |workspace: &mut Workspace| {
        let id = workspace.start_interview(&start()).unwrap().assessment.id;
        workspace.conclude(id, AwardChoice::AsComputed, None).unwrap();
        let known = |_| Ok(passphrase());
        let first = workspace.export_report(id, &destination, known).unwrap();
        let again = workspace.export_signed_report(id, Profile::Full, &destination).unwrap();
        assert_eq!(first, again, "the same report is not written twice");
        first.file
    };
    let (one, two) = (export(&mut workspace), export(&mut workspace));
    assert_eq!(one.file_name().unwrap(), "2026-03-02 ITOP Amara Okafor.pdf");
    assert_eq!(two.file_name().unwrap(), "2026-03-02 ITOP Amara Okafor (2).pdf");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn what_cannot_be_printed_is_refused_before_it_freezes() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let mut request = start();
    request.candidate = CandidateChoice::New { name: "שרה לוי".to_owned(), reference: None, role: None };
    let refused = workspace.start_interview(&request).unwrap_err();
    assert!(refused.message().contains("“ש” (U+05E9, Hebrew)"), "{refused}");

    let id = workspace.start_interview(&start()).unwrap().assessment.id;
    workspace.write_note(id, at(1, 1), "Great 👍").unwrap();
    let refused = workspace.conclude(id, AwardChoice::AsComputed, None).unwrap_err();
    assert!(refused.message().contains("the note on statement 1.1"), "{refused}");
    workspace.write_note(id, at(1, 1), "Great").unwrap();
    workspace.conclude(id, AwardChoice::AsComputed, None).unwrap();
}

#[test]
fn a_role_is_the_one_told_last() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let with = |role: Option<&str>| {
        let mut request = start();
        request.candidate = CandidateChoice::New {
            name: "Amara Okafor".to_owned(),
            reference: Some("C-1".to_owned()),
            role: role.map(str::to_owned),
        };
        request
    };
    for (told, kept) in [(None, None), (Some("Engineer"), Some("Engineer")), (None, Some("Engineer"))] {
        let open = workspace.start_interview(&with(told)).unwrap();
        assert_eq!(open.interview.candidate.role.as_deref(), kept);
    }
    assert_eq!(workspace.start_choices().unwrap().candidates.len(), 1);
}

#[test]
fn questions_reasons_marks_and_evidence_are_kept_and_taken_back() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let id = workspace.start_interview(&start()).unwrap().assessment.id;
    let question = |asked: &str, answered: &str| Question { asked: asked.to_owned(), answered: answered.to_owned() };
    let asked =
        [question("Which first?", "The database.\nThen the queue."), question(" ", ""), question("", "An aside.")];
    let write = |workspace: &mut Workspace, place, change| {
        workspace.change_assessment(id, AssessmentChange::Response(place, change)).unwrap()
    };
    write(&mut workspace, at(1, 1), ResponseChange::Questions(asked.to_vec()));
    write(&mut workspace, at(1, 2), ResponseChange::Reason("Done by the supplier.".to_owned()));
    write(&mut workspace, at(1, 2), ResponseChange::FollowUp(true));
    let mut evidence = Evidence {
        id: Uuid::from_u128(1_000),
        kind: EvidenceKind::WorkProduct,
        title: "  Incident  review ".to_owned(),
        date: Some(jiff::civil::date(2026, 3, 2)),
        seen: true,
        statements: [at(1, 1), at(2, 1)].into(),
        attachments: Vec::new(),
    };
    let interview = workspace.assessment(id).unwrap().interview.id;
    workspace.change(interview, Wanted::Evidence(id, evidence.clone())).unwrap();
    evidence.seen = false;
    workspace.change(interview, Wanted::Evidence(id, evidence.clone())).unwrap();

    let kept = desk.open().assessment(id).unwrap().assessment;
    assert_eq!(kept.responses[&at(1, 1)].questions, [asked[0].clone(), asked[2].clone()]);
    assert_eq!(kept.responses[&at(1, 2)].reason, "Done by the supplier.");
    assert!(kept.responses[&at(1, 2)].follow_up);
    assert_eq!(kept.evidence, [Evidence { title: "Incident review".to_owned(), ..evidence.clone() }]);
    assert_eq!(kept.finding(at(1, 1)), Finding::NotExplored, "writing is not rating");

    let future = Evidence { date: Some(jiff::civil::date(2026, 3, 3)), ..evidence.clone() };
    workspace.change(interview, Wanted::Evidence(id, future)).unwrap_err();
    let nowhere = Evidence { statements: [at(6, 1)].into(), ..evidence.clone() };
    workspace.change(interview, Wanted::Evidence(id, nowhere)).unwrap_err();
    workspace.change_assessment(id, AssessmentChange::Evidence(evidence.id, None)).unwrap();
    write(&mut workspace, at(1, 1), ResponseChange::Questions(Vec::new()));
    write(&mut workspace, at(1, 2), ResponseChange::FollowUp(false));
    let left = desk.open().assessment(id).unwrap().assessment;
    assert!(left.evidence.is_empty() && !left.responses.contains_key(&at(1, 1)));
    assert!(!left.responses[&at(1, 2)].follow_up);
}
