//! Reports that show a part: signed for themselves, kept as they were signed, and of no use for a way around.

use std::fs;
use std::path::PathBuf;

use uuid::Uuid;
use vouchsafe_core::domain::interview::AwardChoice;
use vouchsafe_core::domain::profile::Profile;
use vouchsafe_core::domain::report::ReportFacts;
use vouchsafe_core::error::{Code, Error};
use vouchsafe_core::workspace::{CandidateChoice, Destination, ExportedReport, FileVerdict, VerifiedFile, Workspace};

use crate::desk::{Desk, database, passphrase};
use crate::signed::{hold, interview, new_report, rate, report};

/// Signs a report of this profile, or takes the one that was signed.
fn export(workspace: &mut Workspace, id: Uuid, profile: Profile, folder: &tempfile::TempDir) -> ExportedReport {
    let destination = Destination::Folder(folder.path().to_path_buf());
    workspace.export_profile(id, profile, &destination, |_| Ok(passphrase())).unwrap()
}

fn verify(workspace: &mut Workspace, file: &PathBuf) -> VerifiedFile {
    let found = workspace.verify("report.pdf", &fs::read(file).unwrap()).unwrap();
    assert_eq!(found.verdict, FileVerdict::Valid, "{:?}", found.problems);
    found
}

fn facts(workspace: &mut Workspace, file: &PathBuf) -> ReportFacts {
    verify(workspace, file).report.unwrap()
}

fn name(exported: &ExportedReport) -> String {
    exported.file.file_name().unwrap().to_str().unwrap().to_owned()
}

#[test]
fn each_profile_is_a_report_of_its_own_that_is_signed_once() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let id = hold(&mut workspace, &interview("Amara Okafor", Some("C-1042"), "Lena Vogt"));
    let folder = tempfile::tempdir().unwrap();
    let all = Profile::ALL.map(|profile| export(&mut workspace, id, profile, &folder));
    let names = all.each_ref().map(name);
    assert_eq!(names[0], "2026-03-02 ITOP Amara Okafor.pdf");
    assert_eq!(names[1], "2026-03-02 ITOP Amara Okafor, candidate copy.pdf");
    assert_eq!(names[2], "2026-03-02 ITOP Amara Okafor, sponsor copy.pdf");
    assert!(
        names[3].starts_with("2026-03-02 ITOP Candidate ") && names[3].ends_with(", pseudonymous.pdf"),
        "{names:?}"
    );
    for (exported, profile) in all.iter().zip(Profile::ALL) {
        let found = verify(&mut workspace, &exported.file);
        let (facts, here) = (found.report.unwrap(), found.here.unwrap());
        assert_eq!((facts.profile, &facts.id, facts.supersedes), (profile, &exported.report.id, None));
        assert!(here.own && !here.conflicts && here.superseded_by.is_none());
        // No passphrase is asked for again, and nothing is written twice.
        let destination = Destination::Folder(folder.path().to_path_buf());
        assert_eq!(&workspace.export_signed_report(id, profile, &destination).unwrap(), exported);
        assert_eq!(workspace.preview_report(id, profile).unwrap(), fs::read(&exported.file).unwrap());
    }
    let prepared = workspace.prepare_report(id).unwrap();
    let listed: Vec<_> =
        prepared.profiles.iter().map(|it| (it.profile, it.file_name.clone(), it.report.clone())).collect();
    let expected: Vec<_> = all.iter().map(|it| (it.report.profile, name(it), Some(it.report.clone()))).collect();
    assert_eq!(listed, expected);
    let mut ids: Vec<_> = all.iter().map(|it| it.report.id.clone()).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 4, "each has its own id");
}

#[test]
fn a_copy_can_be_signed_without_the_full_report_and_is_previewed_before() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let id = hold(&mut workspace, &interview("Amara Okafor", None, "Lena Vogt"));
    for profile in Profile::ALL {
        assert!(workspace.preview_report(id, profile).unwrap().starts_with(b"%PDF"), "{}", profile.name());
    }
    let unsigned = workspace.prepare_report(id).unwrap();
    assert!(unsigned.of(Profile::Pseudonymous).unwrap().file_name.contains("Candidate ··-····"));
    let folder = tempfile::tempdir().unwrap();
    let copy = export(&mut workspace, id, Profile::Sponsor, &folder);
    assert_eq!(facts(&mut workspace, &copy.file).profile, Profile::Sponsor);
    let destination = Destination::Folder(folder.path().to_path_buf());
    let refused = workspace.export_signed_report(id, Profile::Full, &destination).unwrap_err();
    assert!(refused.message().contains("not signed"), "{refused}");
    let wrong = |_| Err(Error::new(Code::WrongPassphrase, "It does not open."));
    let refused = workspace.export_profile(id, Profile::Candidate, &destination, wrong).unwrap_err();
    assert_eq!(refused.code(), Code::WrongPassphrase, "every profile asks for the passphrase");
}

#[test]
fn a_pseudonym_stays_with_its_candidate_and_names_nobody() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let first = hold(&mut workspace, &interview("Amara Okafor", Some("C-1042"), "Lena Vogt"));
    let person = workspace.assessment(first).unwrap().interview.candidate;
    let mut again = interview("Amara Okafor", Some("C-1042"), "Lena Vogt");
    again.candidate = CandidateChoice::Known(person.id);
    let second = hold(&mut workspace, &again);
    let other = hold(&mut workspace, &interview("Mei Lin", None, "Lena Vogt"));
    let folder = tempfile::tempdir().unwrap();
    let full = export(&mut workspace, first, Profile::Full, &folder);
    let [first, second, other] = [first, second, other].map(|id| {
        let exported = export(&mut workspace, id, Profile::Pseudonymous, &folder);
        facts(&mut workspace, &exported.file)
    });
    assert_eq!(first.candidate.name, second.candidate.name);
    assert_ne!(first.candidate.name, other.candidate.name);
    assert_eq!((&first.candidate.reference, &first.candidate.role), (&None, &None));
    assert_eq!(first.interviewed_at.to_string(), "2026-03-02T00:00:00+00:00");
    let full = facts(&mut workspace, &full.file);
    let ids = |facts: &ReportFacts| [facts.candidate.id, facts.interview, facts.results[0].assessment];
    assert!(ids(&first).iter().all(|id| !ids(&full).contains(id)), "the ids are drawn anew");
    assert_ne!(first.candidate.id, second.candidate.id);
}

#[test]
fn what_shows_a_part_is_neither_received_nor_reviewed() {
    let here = Desk::new();
    let mut workspace = here.open();
    let id = hold(&mut workspace, &interview("Amara Okafor", Some("C-1042"), "Lena Vogt"));
    let folder = tempfile::tempdir().unwrap();
    let elsewhere = Desk::elsewhere(1);
    let mut other = elsewhere.open();
    for profile in Profile::COPIES {
        let copy = export(&mut workspace, id, profile, &folder);
        let refused = other.receive("copy.pdf", &fs::read(&copy.file).unwrap()).unwrap_err();
        let sentence = format!("it shows a part of its report only ({}). Ask for the full report.", profile.label());
        assert!(refused.message().ends_with(&sentence), "{refused}");
        assert_eq!(other.review(&copy.report.id).unwrap_err().code(), Code::NotFound);
    }
    let full = report(&mut workspace, id);
    let received = other.receive("report.pdf", &full).unwrap().facts;
    let destination = Destination::Folder(folder.path().to_path_buf());
    let assessment = received.results[0].assessment;
    let refused = other.export_profile(assessment, Profile::Sponsor, &destination, |_| Ok(passphrase())).unwrap_err();
    assert!(refused.message().contains("Whoever signed it"), "{refused}");
}

/// Corrects an interview and concludes the correction.
fn correct(workspace: &mut Workspace, id: Uuid) -> Uuid {
    let correction = workspace.correct(id).unwrap().assessment.id;
    rate(workspace, correction);
    workspace.conclude(correction, AwardChoice::AsComputed, None).unwrap();
    correction
}

#[test]
fn a_corrections_copy_takes_the_place_of_the_same_copy() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let id = hold(&mut workspace, &interview("Amara Okafor", None, "Lena Vogt"));
    let folder = tempfile::tempdir().unwrap();
    let [_, candidates, sponsors] = [Profile::Full, Profile::Candidate, Profile::Sponsor]
        .map(|profile| export(&mut workspace, id, profile, &folder));
    let new = correct(&mut workspace, id);
    let full = export(&mut workspace, new, Profile::Full, &folder);
    let copy = export(&mut workspace, new, Profile::Sponsor, &folder);
    let says = facts(&mut workspace, &copy.file);
    assert_eq!((says.supersedes.as_ref(), says.version), (Some(&sponsors.report.id), 2));
    let here = |workspace: &mut Workspace, file| verify(workspace, file).here.unwrap().superseded_by;
    assert_eq!(here(&mut workspace, &sponsors.file), Some(copy.report.id));
    assert_eq!(here(&mut workspace, &candidates.file), Some(full.report.id), "there is no such copy of the correction");
    let destination = Destination::Folder(folder.path().to_path_buf());
    let refused = workspace.export_profile(id, Profile::Pseudonymous, &destination, |_| Ok(passphrase())).unwrap_err();
    assert!(refused.message().contains("corrected"), "{refused}");
}

#[test]
fn without_the_same_copy_a_correction_names_the_full_report_unless_its_id_would_tell_whose_it_is() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let id = hold(&mut workspace, &interview("Amara Okafor", None, "Lena Vogt"));
    let folder = tempfile::tempdir().unwrap();
    let full = export(&mut workspace, id, Profile::Full, &folder);
    let new = correct(&mut workspace, id);
    let mut corrected = |profile| {
        let exported = export(&mut workspace, new, profile, &folder);
        let facts = facts(&mut workspace, &exported.file);
        (facts.supersedes, facts.version)
    };
    assert_eq!(corrected(Profile::Candidate), (Some(full.report.id), 2));
    assert_eq!(corrected(Profile::Pseudonymous), (None, 1));
}

#[test]
fn the_trail_says_which_profile_was_signed_and_written() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let id = hold(&mut workspace, &interview("Amara Okafor", None, "Lena Vogt"));
    let folder = tempfile::tempdir().unwrap();
    for profile in Profile::ALL {
        export(&mut workspace, id, profile, &folder);
    }
    let mut said = database(&desk);
    let said = said.transaction().unwrap();
    let mut said = said
        .prepare(
            "SELECT action, json_extract(payload, '$.new.profile') FROM event JOIN event_payload USING (sequence)
             WHERE subject_kind = 'report' ORDER BY sequence",
        )
        .unwrap();
    let said: Vec<(String, String)> =
        said.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect();
    let expected = Profile::ALL.map(|profile| ["report-signed", "report-exported"].map(|it| (it, profile.name())));
    let expected: Vec<_> =
        expected.iter().flatten().map(|(action, name)| ((*action).to_owned(), (*name).to_owned())).collect();
    assert_eq!(said, expected);
    assert!(workspace.verify_audit(&[]).unwrap().is_intact(), "the copies' entries are in the trail");
}

#[test]
fn copies_and_pseudonyms_do_not_change() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let id = hold(&mut workspace, &interview("Amara Okafor", None, "Lena Vogt"));
    let folder = tempfile::tempdir().unwrap();
    export(&mut workspace, id, Profile::Pseudonymous, &folder);
    let file = database(&desk);
    for change in [
        "UPDATE report_copy SET pages = 1",
        "DELETE FROM report_copy",
        "UPDATE pseudonym SET pseudonym = 'A1-1111'",
        "DELETE FROM pseudonym",
    ] {
        assert!(file.execute(change, []).is_err(), "{change}");
    }
    let pdf = new_report(&mut workspace);
    let report = workspace.verify("report.pdf", &pdf).unwrap().report.unwrap().id;
    let taken = "INSERT INTO report_copy SELECT ?1, interview, 'sponsor', version, signed_at, signer, pages, sha256,
                 trail_sequence, trail_hash, pdf FROM report_copy";
    let refused = file.execute(taken, [report]).unwrap_err();
    assert!(refused.to_string().contains("the report is signed"), "{refused}");
}
