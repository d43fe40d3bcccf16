//! A second person reviews a report: what is kept of a review, who may sign it, and what comes out.

use std::fs;

use vouchsafe_core::domain::decision::Verdict;
use vouchsafe_core::domain::rating::{Finding, Rating};
use vouchsafe_core::domain::review::{Decision, ReviewDraft, Sampled};
use vouchsafe_core::error::Code;
use vouchsafe_core::workspace::{Destination, KeyUse, Passphrase, Workspace};

use crate::desk::{Desk, at, passphrase};
use crate::signed::{countersign, new_report, report, review};

fn opens(_: KeyUse) -> vouchsafe_core::error::Result<Passphrase> {
    Ok(passphrase())
}

/// A workspace that has received a report, the report's id, and the assessment's.
fn received(desk: &Desk) -> (Workspace, String, uuid::Uuid) {
    let mut workspace = desk.open();
    let facts = workspace.receive("report.pdf", &new_report(&mut Desk::new().open())).unwrap().facts;
    (workspace, facts.id, facts.results[0].assessment)
}

fn place(assessment: uuid::Uuid, level: u8, statement: u16) -> Sampled {
    Sampled { assessment, level: at(level, statement).level, statement }
}

#[test]
fn a_reviewer_reads_what_the_record_says() {
    let desk = Desk::elsewhere(1);
    let (mut workspace, id, assessment) = received(&desk);
    let open = workspace.review(&id).unwrap();
    assert_eq!((open.review.clone(), open.signed, open.refused.clone()), (ReviewDraft::default(), false, None));
    assert_eq!(open.reviewer, None);
    let skill = &open.assessments[0];
    assert_eq!((skill.assessment, skill.code.as_str(), skill.rule.as_str()), (assessment, "ITOP", "consistent"));
    assert_eq!(skill.levels.len(), 7);
    let first = &skill.levels[0].statements[0];
    let found = (Finding::Rated(Rating::Fully), "Restarted the queue and said why.");
    assert_eq!((first.finding, first.note.as_str()), found);
    assert!(!first.text.is_empty() && first.decisive);
    assert!(skill.levels[6].statements.is_empty() && skill.levels[6].verdict == Verdict::NotDefined);
}

#[test]
fn a_review_is_kept_until_it_is_signed() {
    let desk = Desk::elsewhere(1);
    let (mut workspace, id, assessment) = received(&desk);
    let wanted = ReviewDraft {
        decision: None,
        reason: "The note on\nthe first one.".to_owned(),
        sampled: vec![place(assessment, 2, 1), place(assessment, 1, 2), place(assessment, 2, 1)],
    };
    let kept = workspace.save_review(&id, &wanted).unwrap();
    assert_eq!(kept.sampled, [place(assessment, 1, 2), place(assessment, 2, 1)], "in the report's order, each once");
    let head = workspace.audit_head().unwrap();
    assert_eq!(workspace.save_review(&id, &wanted).unwrap(), kept);
    assert_eq!(workspace.audit_head().unwrap(), head, "what does not change leaves no event");
    drop(workspace);

    let mut workspace = desk.open();
    assert_eq!(workspace.review(&id).unwrap().review, kept);
    assert!(workspace.received_reports().unwrap()[0].review_begun);
    workspace.save_review(&id, &ReviewDraft { decision: Some(Decision::Returned), ..kept.clone() }).unwrap();
    let event = workspace.audit_events(None, None, 1).unwrap().remove(0);
    let values = event.values.unwrap();
    assert_eq!((event.event.action.as_str(), values.len()), ("review-saved", 1));
    assert_eq!((values[0].name.as_str(), values[0].new.as_deref()), ("decision", Some("returned")));

    let unknown = ReviewDraft { sampled: vec![place(assessment, 1, 99)], ..kept.clone() };
    let hidden = ReviewDraft { reason: "a\u{202E}b".to_owned(), ..kept.clone() };
    for wrong in [unknown, hidden] {
        assert_eq!(workspace.save_review(&id, &wrong).unwrap_err().code(), Code::Refused);
    }
    assert_eq!(workspace.review(&id).unwrap().review.reason, kept.reason);
    assert_eq!(workspace.save_review("VS-0", &kept).unwrap_err().code(), Code::NotFound);
}

#[test]
fn a_review_is_signed_once_and_goes_out_the_same() {
    let desk = Desk::elsewhere(1);
    let (mut workspace, id, assessment) = received(&desk);
    let folder = tempfile::tempdir().unwrap();
    let file = Destination::Folder(folder.path().to_path_buf());
    let mut missing = |wanted: &ReviewDraft| {
        workspace.save_review(&id, wanted).unwrap();
        workspace.countersign(&id, Some("Mara Holt"), &file, opens).unwrap_err().message().to_owned()
    };
    assert!(missing(&ReviewDraft::default()).contains("Nothing is decided"));
    let nothing = ReviewDraft { sampled: Vec::new(), ..review(assessment, Decision::Accepted, "") };
    assert!(missing(&nothing).contains("No statement"));
    assert!(missing(&review(assessment, Decision::Returned, " ")).contains("without a reason"));
    let wanted = review(assessment, Decision::Returned, "No evidence on 1.1.");
    workspace.save_review(&id, &wanted).unwrap();
    assert!(workspace.countersign(&id, None, &file, opens).unwrap_err().message().contains("Name who reviews"));
    let nowhere = Destination::Folder(folder.path().join("nowhere"));
    assert!(workspace.countersign(&id, Some("Mara Holt"), &nowhere, opens).is_err());
    let wrong = workspace.countersign(&id, Some("Mara Holt"), &file, |_| Ok(Passphrase::new("wrong".to_owned())));
    assert_eq!(wrong.unwrap_err().code(), Code::WrongPassphrase);
    assert_eq!((workspace.identity().unwrap(), fs::read_dir(folder.path()).unwrap().count()), (None, 0));

    let exported = workspace.countersign(&id, Some("Mara Holt"), &file, opens).unwrap();
    assert_eq!(exported.file.file_name().unwrap(), "2026-03-02 ITOP Amara Okafor, reviewed.pdf");
    let pdf = fs::read(&exported.file).unwrap();
    let verified = workspace.verify("reviewed.pdf", &pdf).unwrap();
    assert!(verified.verdict.is_valid());
    assert_eq!(verified.signatures[1].review, Some(wanted.finished().unwrap()));
    assert_eq!((verified.signatures[1].signer.as_str(), verified.signatures[1].role), ("Mara Holt", "reviewer"));
    let actions: Vec<String> =
        workspace.audit_events(None, None, 3).unwrap().into_iter().map(|it| it.event.action).collect();
    assert_eq!(actions, ["report-exported", "report-countersigned", "identity-made"]);
    drop(workspace);

    let mut workspace = desk.open();
    let again = workspace.countersign(&id, None, &file, |_| unreachable!("it is signed")).unwrap();
    assert_eq!((again.file, again.report.sha256), (exported.file, exported.report.sha256));
    let open = workspace.review(&id).unwrap();
    assert_eq!((open.signed, open.review), (true, wanted.clone()));
    assert!(open.refused.unwrap().starts_with("Mara Holt reviewed the report"));
    assert!(!workspace.received_reports().unwrap()[0].review_begun);
    assert_eq!(workspace.save_review(&id, &wanted).unwrap_err().code(), Code::Frozen);
    assert!(workspace.verify_audit(&[]).unwrap().is_intact());
}

#[test]
fn nobody_reviews_their_own_report_or_in_anothers_name() {
    let there = Desk::new();
    let mut own = there.open();
    let pdf = new_report(&mut own);
    let id = own.verify("report.pdf", &pdf).unwrap().report.unwrap().id;
    for refusal in [own.review(&id).unwrap_err(), own.save_review(&id, &ReviewDraft::default()).unwrap_err()] {
        assert!(refusal.message().contains("Somebody else has to review it"), "{refusal}");
    }
    let desk = Desk::elsewhere(1);
    let (mut workspace, received, assessment) = received(&desk);
    workspace.save_review(&received, &review(assessment, Decision::Accepted, "")).unwrap();
    workspace.create_identity(Some("Mara Holt"), None, opens).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = Destination::Folder(folder.path().to_path_buf());
    let refusal = workspace.countersign(&received, Some("Lena Vogt"), &file, opens).unwrap_err();
    assert!(refusal.message().contains("signs as Mara Holt, not as Lena Vogt"), "{refusal}");
    workspace.countersign(&received, None, &file, opens).unwrap();
}

/// It is no fault, for two people may have one name; but whoever reads the report is told.
#[test]
fn assessor_and_reviewer_of_one_name_are_called_out() {
    let pdf = new_report(&mut Desk::new().open());
    assert_eq!(Desk::new().open().verify("report.pdf", &pdf).unwrap().notes, []);
    for (desk, name, said) in [
        (1, "Mara Holt", None),
        (2, "Lena Vogt", Some("Assessor and reviewer both sign as Lena Vogt, with different keys.")),
        (3, "L\u{435}na Vogt", Some("Lena Vogt and L\u{435}na Vogt, look alike, with different keys.")),
    ] {
        let reviewed = countersign(&mut Desk::elsewhere(desk).open(), &pdf, name, Decision::Accepted);
        let verified = Desk::elsewhere(4).open().verify("reviewed.pdf", &reviewed).unwrap();
        assert!(verified.verdict.is_valid(), "{:?}", verified.problems);
        match (verified.notes.as_slice(), said) {
            ([], None) => (),
            ([(code, sentence)], Some(said)) => assert!(*code == "one-name" && sentence.contains(said), "{sentence}"),
            (notes, said) => panic!("{notes:?} for {said:?}"),
        }
    }
}

/// A report that this workspace signed and does not hold, such as one that was signed with the same key elsewhere.
#[test]
fn a_report_of_ones_own_key_is_not_reviewed_though_it_is_not_held() {
    let there = Desk::new();
    let mut signing = there.open();
    let pdf = new_report(&mut signing);
    let folder = tempfile::tempdir().unwrap();
    let carried = folder.path().join("identity.p12");
    signing.export_identity(&carried, false, &passphrase(), opens).unwrap();

    let desk = Desk::elsewhere(1);
    let mut workspace = desk.open();
    workspace.import_identity(&carried, &passphrase(), opens).unwrap();
    let facts = workspace.receive("report.pdf", &pdf).unwrap().facts;
    let head = workspace.audit_head().unwrap();
    let draft = review(facts.results[0].assessment, Decision::Accepted, "");
    let refused = workspace.save_review(&facts.id, &draft).unwrap_err();
    let said = "was signed with the key of this workspace. Somebody else has to review it.";
    assert!(refused.message().contains(said), "{refused}");
    assert!(workspace.review(&facts.id).unwrap().refused.unwrap().contains(said));
    let file = Destination::Folder(folder.path().to_path_buf());
    let refused = workspace.countersign(&facts.id, None, &file, opens).unwrap_err();
    assert!(refused.message().contains(said), "{refused}");
    assert_eq!(workspace.audit_head().unwrap(), head, "nothing was kept");
    // Another identity of the same workspace does not help: it is still the same hand.
    let verified = workspace.verify("report.pdf", &pdf).unwrap();
    assert_eq!((verified.signatures[0].role, verified.here.unwrap().own), ("assessor", false));
}

#[test]
fn what_others_countersigned_is_not_signed_here() {
    let pdf = new_report(&mut Desk::new().open());
    let reviewed = countersign(&mut Desk::elsewhere(1).open(), &pdf, "Mara Holt", Decision::Accepted);
    let desk = Desk::elsewhere(2);
    let mut workspace = desk.open();
    let facts = workspace.receive("reviewed.pdf", &reviewed).unwrap().facts;
    let draft = review(facts.results[0].assessment, Decision::Returned, "No.");
    assert_eq!(workspace.save_review(&facts.id, &draft).unwrap_err().code(), Code::Frozen);
    let folder = tempfile::tempdir().unwrap();
    let file = Destination::Folder(folder.path().to_path_buf());
    let refusal = workspace.countersign(&facts.id, Some("Jonas Weber"), &file, opens).unwrap_err();
    assert!(refusal.message().contains("Mara Holt reviewed"), "{refusal}");
    assert_eq!(report(&mut workspace, facts.results[0].assessment), reviewed);
}
