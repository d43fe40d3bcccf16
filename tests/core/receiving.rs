//! Reports that were signed elsewhere: what is kept, what is refused, and that nobody becomes somebody else.

use vouchsafe_core::domain::profile::Profile;
use vouchsafe_core::domain::review::Decision;
use vouchsafe_core::domain::signer::Trust;
use vouchsafe_core::error::Code;
use vouchsafe_core::workspace::{FileVerdict, ReceivedOutcome, Workspace};

use crate::desk::Desk;
use crate::signed::{countersign, hold, interview, new_report, rate, report};

/// All that a workspace says of what it holds, for noticing any change.
fn holds(workspace: &mut Workspace) -> String {
    let head = workspace.audit_head().unwrap();
    format!("{head:?} {:?} {:?}", workspace.past_assessments().unwrap(), workspace.received_reports().unwrap())
}

fn refused(workspace: &mut Workspace, pdf: &[u8]) -> String {
    let before = holds(workspace);
    let refusal = workspace.receive("report.pdf", pdf).unwrap_err();
    assert_eq!(refusal.code(), Code::Refused, "{refusal}");
    assert_eq!(holds(workspace), before, "{refusal}");
    refusal.message().to_owned()
}

#[test]
fn a_report_is_received_once_with_its_candidate_and_assessments() {
    let (there, here) = (Desk::new(), Desk::elsewhere(1));
    let pdf = new_report(&mut there.open());
    let mut workspace = here.open();
    let received = workspace.receive("report.pdf", &pdf).unwrap();
    assert_eq!((received.outcome, received.alike.as_slice()), (ReceivedOutcome::Added, &[][..]));
    assert_eq!(received.facts.candidate.name, "Amara Okafor");

    let past = workspace.past_assessments().unwrap();
    let of = there.open().past_assessments().unwrap();
    assert_eq!((past.len(), past[0].state.as_str()), (1, "received"));
    assert_eq!((&past[0].assessment, &past[0].report_sha256), (&of[0].assessment, &of[0].report_sha256));
    assert_eq!((past[0].computed, past[0].awarded), (of[0].computed, of[0].awarded));
    let listed = &workspace.received_reports().unwrap()[0];
    assert_eq!((listed.facts.clone(), listed.signatures[0].trust), (received.facts.clone(), Trust::New));
    assert_eq!(workspace.received_pdf(&received.facts.id).unwrap(), pdf);
    // It is nobody's work here.
    assert_eq!(workspace.history().unwrap(), []);
    let overview = workspace.overview().unwrap();
    assert!(overview.history.is_empty() && overview.candidates.is_empty());

    let before = holds(&mut workspace);
    assert_eq!(workspace.receive("again.pdf", &pdf).unwrap().outcome, ReceivedOutcome::Unchanged);
    assert_eq!(holds(&mut workspace), before);
    assert_eq!(workspace.audit_events(None, None, 1).unwrap()[0].event.action, "report-received");

    let verified = workspace.verify("report.pdf", &pdf).unwrap();
    let known = verified.here.unwrap();
    assert_eq!((verified.verdict, known.own, known.conflicts), (FileVerdict::ValidUnknownSigner, false, false));
    assert_eq!(verified.report.as_ref(), Some(&received.facts));
}

#[test]
fn what_was_received_is_neither_corrected_nor_signed_again() {
    let (there, here) = (Desk::new(), Desk::elsewhere(1));
    let pdf = new_report(&mut there.open());
    let mut workspace = here.open();
    let id = workspace.receive("report.pdf", &pdf).unwrap().facts.results[0].assessment;
    for refusal in [workspace.correct(id).unwrap_err(), workspace.prepare_report(id).unwrap_err()] {
        assert_eq!(refusal.code(), Code::NotFound);
        assert!(refusal.message().contains("was received with the report"), "{refusal}");
    }
    assert_eq!(report(&mut workspace, id), pdf, "it goes out as it came");
    assert_eq!(workspace.identity().unwrap(), None);
}

#[test]
fn what_is_not_a_whole_valid_report_is_refused() {
    let (there, here) = (Desk::new(), Desk::elsewhere(1));
    let pdf = new_report(&mut there.open());
    let mut workspace = here.open();
    let mut changed = pdf.clone();
    let title = memchr::memmem::find(&changed, b"<dc:title>").unwrap();
    changed[title + 30] ^= 1;
    assert!(refused(&mut workspace, &changed).starts_with("report.pdf was not kept: it is not valid. "));
    assert!(refused(&mut workspace, b"Dear Sir").contains("unreadable"));
    let mut longer = pdf;
    longer.push(b'\n');
    refused(&mut workspace, &longer);
    assert!(workspace.received_reports().unwrap().is_empty());
}

#[test]
fn a_countersigned_report_adds_the_review_wherever_the_report_is() {
    let (there, reviewers, here) = (Desk::new(), Desk::elsewhere(1), Desk::elsewhere(2));
    let mut own = there.open();
    let pdf = new_report(&mut own);
    let reviewed = countersign(&mut reviewers.open(), &pdf, "Mara Holt", Decision::Accepted);
    assert_eq!(&reviewed[..pdf.len()], pdf);

    // Where it was received before, and where it comes whole.
    let (mut before, mut whole) = (here.open(), Desk::elsewhere(3).open());
    before.receive("report.pdf", &pdf).unwrap();
    assert!(before.verify("reviewed.pdf", &reviewed).unwrap().here.unwrap().brings_review);
    assert_eq!(before.receive("reviewed.pdf", &reviewed).unwrap().outcome, ReceivedOutcome::ReviewAdded);
    assert_eq!(whole.receive("reviewed.pdf", &reviewed).unwrap().outcome, ReceivedOutcome::Added);
    for workspace in [&mut before, &mut whole] {
        let listed = &workspace.received_reports().unwrap()[0];
        let review = listed.signatures[1].review.as_ref().unwrap();
        assert_eq!((review.decision, review.reason.as_str()), (Decision::Accepted, "Looked at closely."));
        assert_eq!(workspace.received_pdf(&listed.facts.id).unwrap(), reviewed);
        let held = holds(workspace);
        for again in [&pdf, &reviewed] {
            assert_eq!(workspace.receive("again.pdf", again).unwrap().outcome, ReceivedOutcome::Unchanged);
        }
        assert_eq!(holds(workspace), held);
        // The earlier revision is a valid report, which nobody reviewed; here it is known that somebody did.
        let earlier = workspace.verify("report.pdf", &pdf).unwrap();
        assert!(earlier.verdict.is_valid() && earlier.signatures.len() == 1);
        assert_eq!(earlier.here.unwrap().reviewed.unwrap().decision, Decision::Accepted);
        let later = workspace.verify("reviewed.pdf", &reviewed).unwrap();
        assert!(later.here.is_some_and(|here| here.reviewed.is_none() && !here.brings_review));
    }

    // And where it was signed: nothing changes without a review, and then the review is part of the report.
    let held = holds(&mut own);
    assert_eq!(own.receive("report.pdf", &pdf).unwrap().outcome, ReceivedOutcome::Unchanged);
    assert_eq!(holds(&mut own), held);
    assert_eq!(own.receive("reviewed.pdf", &reviewed).unwrap().outcome, ReceivedOutcome::ReviewAdded);
    assert_eq!(own.audit_events(None, None, 1).unwrap()[0].event.action, "countersignature-added");
    assert!(own.received_reports().unwrap().is_empty());
    let past = own.past_assessments().unwrap();
    assert_eq!((past.len(), past[0].state.as_str()), (1, "signed"));
    let info = own.prepare_report(past[0].assessment).unwrap().of(Profile::Full).unwrap().report.clone().unwrap();
    let signed = info.review.unwrap();
    assert_eq!((signed.by.name.as_str(), signed.review.decision), ("Mara Holt", Decision::Accepted));
    assert_eq!(past[0].report_sha256.as_ref(), Some(&info.sha256));
    assert_eq!(report(&mut own, past[0].assessment), reviewed);
    assert_eq!(own.preview_report(past[0].assessment, Profile::Full).unwrap(), reviewed);
    let folder = tempfile::tempdir().unwrap();
    let file = vouchsafe_core::workspace::Destination::Folder(folder.path().to_path_buf());
    let first = own.export_unreviewed(past[0].assessment, &file).unwrap();
    assert_eq!(std::fs::read(first.file).unwrap(), pdf, "what was signed first can still be had");
    assert!(own.verify_audit(&[]).unwrap().is_intact());
}

#[test]
fn a_second_review_of_the_same_report_is_refused() {
    let pdf = new_report(&mut Desk::new().open());
    let one = countersign(&mut Desk::elsewhere(1).open(), &pdf, "Mara Holt", Decision::Accepted);
    let other = countersign(&mut Desk::elsewhere(2).open(), &pdf, "Jonas Weber", Decision::Returned);
    let mut workspace = Desk::elsewhere(3).open();
    workspace.receive("one.pdf", &one).unwrap();
    let sentence = refused(&mut workspace, &other);
    assert!(sentence.contains("Mara Holt") && sentence.contains("Jonas Weber"), "{sentence}");
    let verified = workspace.verify("other.pdf", &other).unwrap();
    assert_eq!(verified.here.unwrap().reviewed.unwrap().decision, Decision::Accepted);
}

/// Two workspaces whose worlds are the same give the same ids to different reports.
#[test]
fn another_report_with_the_same_id_is_called_out() {
    let one = new_report(&mut Desk::new().open());
    let twin = Desk::new();
    let mut same_ids = twin.open();
    let id = hold(&mut same_ids, &interview("Somebody Else", Some("C-1042"), "Lena Vogt"));
    let other = report(&mut same_ids, id);
    let mut workspace = Desk::elsewhere(1).open();
    let facts = workspace.receive("one.pdf", &one).unwrap().facts;
    assert_eq!(workspace.verify("other.pdf", &other).unwrap().report.unwrap().id, facts.id);
    assert!(workspace.verify("other.pdf", &other).unwrap().here.unwrap().conflicts);
    assert!(refused(&mut workspace, &other).contains("One of the two is not what it says it is"));
    // An own report is not replaced either.
    assert!(refused(&mut same_ids, &one).contains("One of the two"));
}

#[test]
fn nobody_becomes_somebody_else() {
    let (there, here) = (Desk::new(), Desk::elsewhere(1));
    let mut elsewhere = there.open();
    let first = new_report(&mut elsewhere);
    let second = new_report(&mut elsewhere);
    let mut workspace = here.open();
    let own = hold(&mut workspace, &interview("amara  OKAFOR", Some("C-1042"), "Jonas Weber"));
    let before = workspace.assessment(own).unwrap().interview.candidate;

    let received = workspace.receive("first.pdf", &first).unwrap();
    assert_eq!(received.alike, ["amara OKAFOR (C-1042)"]);
    // A further report of the same candidate from the same key is no other person.
    let again = workspace.receive("second.pdf", &second).unwrap();
    assert_eq!(again.facts.candidate.id, received.facts.candidate.id);
    assert_eq!(again.alike, ["amara OKAFOR (C-1042)"]);
    // The same id under another key is.
    let third = workspace.receive("third.pdf", &new_report(&mut Desk::twin(2).open())).unwrap();
    assert_eq!(third.facts.candidate.id, received.facts.candidate.id);
    assert_eq!(third.alike, ["Amara Okafor (C-1042)", "amara OKAFOR (C-1042)"]);

    assert_eq!(workspace.assessment(own).unwrap().interview.candidate, before);
    assert_eq!(workspace.overview().unwrap().candidates.len(), 1);
    let people = crate::desk::database(&here)
        .query_row("SELECT count(*) FROM received_candidate", [], |row| row.get::<_, u32>(0))
        .unwrap();
    assert_eq!((people, workspace.received_reports().unwrap().len()), (2, 3));
}

#[test]
fn a_correction_takes_the_place_of_what_it_corrects() {
    let there = Desk::new();
    let mut elsewhere = there.open();
    let first = new_report(&mut elsewhere);
    let corrected = elsewhere.past_assessments().unwrap()[0].assessment;
    let correction = elsewhere.correct(corrected).unwrap();
    rate(&mut elsewhere, correction.assessment.id);
    elsewhere.conclude_sitting(correction.interview.id, correction.assessment.id).unwrap();
    let second = report(&mut elsewhere, correction.assessment.id);

    let mut workspace = Desk::elsewhere(1).open();
    let later = workspace.receive("second.pdf", &second).unwrap().facts;
    let earlier = workspace.receive("first.pdf", &first).unwrap().facts;
    assert_eq!(later.supersedes.as_ref(), Some(&earlier.id));
    let listed = workspace.received_reports().unwrap();
    let of = |id: &str| listed.iter().find(|it| it.facts.id == id).unwrap();
    assert_eq!(of(&earlier.id).superseded_by.as_ref(), Some(&later.id));
    assert_eq!(of(&later.id).superseded_by, None);
    let past = workspace.past_assessments().unwrap();
    assert_eq!(past.iter().filter(|it| it.superseded).map(|it| it.assessment).collect::<Vec<_>>(), [corrected]);
    for workspace in [&mut workspace, &mut elsewhere] {
        let here = workspace.verify("first.pdf", &first).unwrap().here.unwrap();
        assert_eq!(here.superseded_by.as_ref(), Some(&later.id));
    }
    let refusal = workspace.review(&earlier.id).unwrap().refused.unwrap();
    assert!(refusal.contains(&later.id), "{refusal}");
}
