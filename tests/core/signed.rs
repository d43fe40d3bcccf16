//! Signed reports for other tests.

use std::fs;

use uuid::Uuid;
use vouchsafe_core::domain::interview::Assessor;
use vouchsafe_core::domain::rating::{Finding, Rating};
use vouchsafe_core::domain::review::{Decision, ReviewDraft, Sampled};
use vouchsafe_core::workspace::{CandidateChoice, Destination, StartInterview, Workspace};

use crate::desk::{at, passphrase, start};

/// An interview of this candidate by this assessor.
pub(crate) fn interview(candidate: &str, reference: Option<&str>, assessor: &str) -> StartInterview {
    StartInterview {
        candidate: CandidateChoice::New {
            name: candidate.to_owned(),
            reference: reference.map(str::to_owned),
            role: None,
        },
        assessor: Assessor { name: assessor.to_owned(), ..Assessor::default() },
        ..start()
    }
}

/// Holds an interview in which level 1 is met, and concludes it. Answers with the assessment.
pub(crate) fn hold(workspace: &mut Workspace, interview: &StartInterview) -> Uuid {
    let open = workspace.start_interview(interview).unwrap();
    rate(workspace, open.assessment.id);
    workspace.conclude_sitting(open.interview.id, open.assessment.id).unwrap();
    open.assessment.id
}

pub(crate) fn rate(workspace: &mut Workspace, id: Uuid) {
    workspace.rate(id, at(1, 1), Finding::Rated(Rating::Fully)).unwrap();
    workspace.rate(id, at(1, 2), Finding::Rated(Rating::Largely)).unwrap();
    workspace.write_note(id, at(1, 1), "Restarted the queue and said why.").unwrap();
}

/// The signed report of an assessment, as it goes out.
pub(crate) fn report(workspace: &mut Workspace, assessment: Uuid) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let destination = Destination::Folder(folder.path().to_path_buf());
    let exported = workspace.export_report(assessment, &destination, |_| Ok(passphrase())).unwrap();
    fs::read(exported.file).unwrap()
}

/// A report of Lena Vogt's about Amara Okafor.
pub(crate) fn new_report(workspace: &mut Workspace) -> Vec<u8> {
    let id = hold(workspace, &interview("Amara Okafor", Some("C-1042"), "Lena Vogt"));
    report(workspace, id)
}

/// A review of one statement.
pub(crate) fn review(assessment: Uuid, decision: Decision, reason: &str) -> ReviewDraft {
    let place = at(1, 1);
    ReviewDraft {
        decision: Some(decision),
        reason: reason.to_owned(),
        sampled: vec![Sampled { assessment, level: place.level, statement: place.ordinal }],
    }
}

/// Receives a report, reviews it and countersigns. Answers with the file.
pub(crate) fn countersign(workspace: &mut Workspace, pdf: &[u8], reviewer: &str, decision: Decision) -> Vec<u8> {
    let received = workspace.receive("report.pdf", pdf).unwrap();
    let id = &received.facts.id;
    workspace.save_review(id, &review(received.facts.results[0].assessment, decision, "Looked at closely.")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let destination = Destination::Folder(folder.path().to_path_buf());
    let exported = workspace.countersign(id, Some(reviewer), &destination, |_| Ok(passphrase())).unwrap();
    fs::read(exported.file).unwrap()
}
