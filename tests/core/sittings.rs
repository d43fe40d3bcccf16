//! The sitting around the assessments: its skills, its time, its files, correcting and discarding it.

use uuid::Uuid;
use vouchsafe_core::domain::change::{AssessmentChange, Change};
use vouchsafe_core::domain::evidence::{Attachment, Evidence};
use vouchsafe_core::domain::interview::{AssessmentState, Assessor, AwardChoice, Proposal};
use vouchsafe_core::domain::level::Level;
use vouchsafe_core::domain::notices::Paper;
use vouchsafe_core::domain::profile::Profile;
use vouchsafe_core::domain::rating::{Finding, Rating};
use vouchsafe_core::domain::rule::{DecisionRule, LowerLevels, Percent};
use vouchsafe_core::error::Code;
use vouchsafe_core::workspace::{
    CandidateChoice, Destination, RuleDraft, SearchField, Settings, Wanted, Workspace, read_files,
};

use crate::desk::{Desk, at, passphrase, runbook, skill, start};

const FULLY: Finding = Finding::Rated(Rating::Fully);

#[test]
fn several_skills_are_concluded_and_reported_as_one() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let first = workspace.start_interview(&start()).unwrap();
    let sitting = first.interview.id;
    let second = workspace.add_skill(sitting, &skill("sfia-9-preview")).unwrap();
    assert_eq!(second.interview.assessments.len(), 2);
    workspace.add_skill(sitting, &skill("sfia-8")).unwrap_err();
    for id in [first.assessment.id, second.assessment.id] {
        workspace.rate(id, at(1, 1), FULLY).unwrap();
    }
    workspace.move_to(first.assessment.id, at(2, 2)).unwrap();
    assert_eq!(workspace.assessment(first.assessment.id).unwrap().at, at(2, 2), "each skill keeps its place");
    assert_eq!(workspace.assessment(second.assessment.id).unwrap().at, at(1, 1));

    // One that needs a reason holds up all.
    let proposal = Proposal { choice: AwardChoice::Level(Level::new(2)), reason: String::new() };
    workspace.change_assessment(second.assessment.id, AssessmentChange::Proposal(proposal)).unwrap();
    let refused = workspace.conclude_sitting(sitting, first.assessment.id).unwrap_err();
    assert_eq!(refused.code(), Code::ReasonMissing);
    assert_eq!(workspace.assessment(first.assessment.id).unwrap().assessment.state, AssessmentState::Draft);
    let proposal = Proposal { choice: AwardChoice::Level(Level::new(2)), reason: "Seen at work.".to_owned() };
    workspace.change_assessment(second.assessment.id, AssessmentChange::Proposal(proposal)).unwrap();
    workspace.conclude_sitting(sitting, first.assessment.id).unwrap();
    let history = workspace.history().unwrap();
    assert_eq!(history.len(), 2);

    let folder = tempfile::tempdir().unwrap();
    let known = |_| Ok(passphrase());
    let destination = Destination::Folder(folder.path().to_path_buf());
    let exported = workspace.export_report(second.assessment.id, &destination, known).unwrap();
    let again = workspace.export_signed_report(first.assessment.id, Profile::Full, &destination).unwrap();
    assert_eq!(exported, again, "one report covers both");
    let verified = workspace.verify("the report", &std::fs::read(&exported.file).unwrap()).unwrap();
    assert!(verified.verdict.is_valid(), "{verified:?}");
}

#[test]
fn a_skill_that_was_taken_out_comes_back_with_everything() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let first = workspace.start_interview(&start()).unwrap();
    let (sitting, id) = (first.interview.id, first.assessment.id);
    let out = |id| Change::Assessment(id, AssessmentChange::Presence(false));
    workspace.change(sitting, out(id)).unwrap_err();
    let other = workspace.add_skill(sitting, &skill("sfia-9-preview")).unwrap().assessment.id;
    workspace.rate(id, at(1, 1), FULLY).unwrap();
    workspace.change(sitting, out(id)).unwrap();
    assert_eq!(workspace.assessment(other).unwrap().interview.assessments.len(), 1);
    assert_eq!(workspace.overview().unwrap().drafts.len(), 1);
    workspace.rate(id, at(1, 2), FULLY).unwrap_err();
    let undone = workspace.undo(sitting, other).unwrap();
    assert_eq!(undone.open.assessment.id, id);
    assert_eq!(undone.open.assessment.finding(at(1, 1)), FULLY);

    workspace.change(sitting, out(id)).unwrap();
    workspace.conclude(other, AwardChoice::AsComputed, None).unwrap();
    assert_eq!(workspace.assessment(id).unwrap_err().code(), Code::NotFound, "gone for good");
}

#[test]
fn time_counts_only_while_the_interview_is_held() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let open = workspace.start_interview(&start()).unwrap();
    let (sitting, id) = (open.interview.id, open.assessment.id);
    desk.wait(600);
    workspace.pause(sitting).unwrap();
    desk.wait(3_000);
    let status = workspace.resume(sitting).unwrap();
    assert_eq!(status.sitting.pauses.len(), 1);
    desk.wait(300);
    workspace.rate(id, at(1, 1), FULLY).unwrap();
    // The lid is closed without a word.
    desk.wait(90_000);
    let mut workspace = desk.open();
    let status = workspace.resume(sitting).unwrap();
    assert_eq!(status.sitting.pauses.len(), 2);
    desk.wait(-7_200);
    let status = workspace.pause(sitting).unwrap();
    assert!(status.sitting.clock_ran_back());
    let worked = status.sitting.seconds_worked(status.saved_at);
    assert!((900..960).contains(&worked), "{worked}");
    let concluded = workspace.conclude(id, AwardChoice::AsComputed, None).unwrap();
    assert!(concluded.interview.sitting.ended_at.is_some());
    assert_eq!(workspace.pause(sitting).unwrap_err().code(), Code::Frozen);
}

#[test]
fn attached_files_are_kept_in_the_workspace() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let open = workspace.start_interview(&start()).unwrap();
    let (sitting, id) = (open.interview.id, open.assessment.id);
    let item = runbook(1_000);
    workspace.change(sitting, Wanted::Evidence(id, item.clone())).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (one, large) = (folder.path().join("Übergabe.txt"), folder.path().join("large.bin"));
    std::fs::write(&one, "handed over").unwrap();
    std::fs::File::create(&large).unwrap().set_len(Attachment::SIZE_LIMIT + 1).unwrap();

    let refused = read_files(&[&one, &large]).unwrap_err();
    assert!(refused.message().contains("25 MiB"), "{refused}");
    for missing in [folder.path().join("vanished.txt"), folder.path().to_path_buf()] {
        let refused = read_files(&[&missing]).unwrap_err();
        assert!(refused.message().contains(&*missing.to_string_lossy()), "{refused}");
    }
    read_files(&vec![&one; 51]).unwrap_err();
    let other = workspace.start_interview(&start()).unwrap().assessment.id;
    let files = read_files(&[&one]).unwrap();
    workspace.attach(other, item.id, &files).unwrap_err();
    std::fs::File::options().write(true).open(&large).unwrap().set_len(Attachment::SIZE_LIMIT).unwrap();

    let copy = folder.path().join("copy.txt");
    std::fs::copy(&one, &copy).unwrap();
    let files = read_files(&[&one, &large, &copy]).unwrap();
    let (attached, _) = workspace.attach(id, item.id, &files).unwrap();
    assert_eq!(attached.attachments.iter().map(|it| it.size).collect::<Vec<_>>(), [11, Attachment::SIZE_LIMIT]);
    std::fs::remove_file(&one).unwrap();
    let hash = &attached.attachments[0].sha256;
    assert_eq!(desk.open().attachment(id, hash).unwrap(), ("Übergabe.txt".to_owned(), b"handed over".to_vec()));

    // Another title keeps the files, taking the item away takes them, undo brings them back.
    workspace.change(sitting, Wanted::Evidence(id, Evidence { title: "Handover".to_owned(), ..item.clone() })).unwrap();
    workspace.change_assessment(id, AssessmentChange::Evidence(item.id, None)).unwrap();
    workspace.attachment(id, hash).unwrap_err();
    workspace.undo(sitting, id).unwrap();
    assert_eq!(workspace.attachment(id, hash).unwrap().1, b"handed over");
    let wanted = Wanted::NoAttachment { assessment: id, evidence: item.id, sha256: hash.clone() };
    workspace.change(sitting, wanted).unwrap();
    assert_eq!(workspace.assessment(id).unwrap().assessment.evidence[0].attachments.len(), 1);
    workspace.conclude(id, AwardChoice::AsComputed, None).unwrap();
    workspace.attachment(id, hash).unwrap_err();
}

#[test]
fn a_correction_supersedes_and_both_stay() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let id = workspace.start_interview(&start()).unwrap().assessment.id;
    workspace.correct(id).unwrap_err();
    workspace.rate(id, at(1, 1), FULLY).unwrap();
    workspace.rate(id, at(1, 2), FULLY).unwrap();
    workspace.write_note(id, at(1, 1), "as it was").unwrap();
    workspace.conclude(id, AwardChoice::AsComputed, None).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let destination = Destination::Folder(folder.path().to_path_buf());
    let known = |_| Ok(passphrase());
    let old = workspace.export_report(id, &destination, known).unwrap();

    let correction = workspace.correct(id).unwrap();
    let new = correction.assessment.id;
    assert_eq!(correction.assessment.supersedes, Some(id));
    assert_eq!(correction.assessment.responses[&at(1, 1)].note, "as it was");
    assert!(correction.last_time.is_empty(), "a correction is no second time");
    workspace.correct(id).unwrap_err();
    assert!(!workspace.history().unwrap()[0].entry.superseded, "not before the correction is concluded");
    workspace.rate(new, at(1, 1), Finding::Rated(Rating::Partly)).unwrap();
    workspace.conclude(new, AwardChoice::AsComputed, None).unwrap();
    let history = workspace.history().unwrap();
    let superseded: Vec<(Uuid, bool)> = history.iter().map(|it| (it.entry.assessment, it.entry.superseded)).collect();
    assert_eq!(superseded, [(new, false), (id, true)]);
    assert_eq!(workspace.assessment(id).unwrap().assessment.finding(at(1, 1)), FULLY);
    let corrected = workspace.export_report(new, &destination, known).unwrap();
    assert_ne!(old.report.id, corrected.report.id);
}

#[test]
fn what_was_corrected_is_not_signed_any_more_and_a_correction_is_whole() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let first = workspace.start_interview(&start()).unwrap();
    let id = first.assessment.id;
    workspace.add_skill(first.interview.id, &skill("sfia-9-preview")).unwrap();
    workspace.conclude(id, AwardChoice::AsComputed, None).unwrap();
    let correction = workspace.correct(id).unwrap();
    let out = Change::Assessment(correction.assessment.id, AssessmentChange::Presence(false));
    workspace.change(correction.interview.id, out).unwrap_err();
    workspace.conclude(correction.assessment.id, AwardChoice::AsComputed, None).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let destination = Destination::Folder(folder.path().to_path_buf());
    let known = |_| Ok(passphrase());
    let refused = workspace.export_report(id, &destination, known).unwrap_err();
    assert!(refused.message().contains("corrected"), "{refused}");
    workspace.export_report(correction.assessment.id, &destination, known).unwrap();
}

#[test]
fn a_concluded_interview_keeps_what_the_candidate_was_called() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let with = |role: &str| {
        let mut request = start();
        request.candidate = CandidateChoice::New {
            name: "Amara Okafor".to_owned(),
            reference: Some("C-1".to_owned()),
            role: Some(role.to_owned()),
        };
        request
    };
    let id = workspace.start_interview(&with("Engineer")).unwrap().assessment.id;
    workspace.conclude(id, AwardChoice::AsComputed, None).unwrap();
    workspace.start_interview(&with("Manager")).unwrap();
    assert_eq!(workspace.assessment(id).unwrap().interview.candidate.role.as_deref(), Some("Engineer"));
}

#[test]
fn an_item_of_evidence_stays_with_its_assessment() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let one = workspace.start_interview(&start()).unwrap();
    let other = workspace.start_interview(&start()).unwrap();
    workspace.change(one.interview.id, Wanted::Evidence(one.assessment.id, runbook(1_000))).unwrap();
    workspace.change(other.interview.id, Wanted::Evidence(other.assessment.id, runbook(1_000))).unwrap_err();
    let foreign = Change::Assessment(one.assessment.id, AssessmentChange::Presence(true));
    workspace.change(other.interview.id, foreign).unwrap_err();
    assert_eq!(workspace.assessment(one.assessment.id).unwrap().assessment.evidence.len(), 1);
}

#[test]
fn last_time_is_what_was_found_on_the_same_words() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let id = workspace.start_interview(&start()).unwrap().assessment.id;
    workspace.rate(id, at(1, 1), Finding::Rated(Rating::Partly)).unwrap();
    workspace.write_note(id, at(1, 1), "then").unwrap();
    let candidate = workspace.conclude(id, AwardChoice::AsComputed, None).unwrap().interview.candidate.id;
    let mut again = start();
    again.candidate = CandidateChoice::Known(candidate);
    let open = workspace.start_interview(&again).unwrap();
    assert_eq!(open.last_time.len(), 1);
    let last = &open.last_time[&at(1, 1)];
    assert_eq!((last.finding, last.note.as_str()), (Finding::Rated(Rating::Partly), "then"));
    assert_eq!(open.assessment.finding(at(1, 1)), Finding::NotExplored, "never counted");
    let somebody_else = workspace.start_interview(&start()).unwrap();
    assert!(somebody_else.last_time.is_empty());
}

#[test]
fn a_discarded_interview_leaves_nothing() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let open = workspace.start_interview(&start()).unwrap();
    let (sitting, id) = (open.interview.id, open.assessment.id);
    workspace.rate(id, at(1, 1), FULLY).unwrap();
    workspace.change(sitting, Wanted::Evidence(id, runbook(1_000))).unwrap();
    workspace.pause(sitting).unwrap();
    workspace.discard(sitting).unwrap();
    assert_eq!(workspace.assessment(id).unwrap_err().code(), Code::NotFound);
    assert_eq!(workspace.start_choices().unwrap().candidates, []);
    let id = workspace.start_interview(&start()).unwrap().assessment.id;
    let concluded = workspace.conclude(id, AwardChoice::AsComputed, None).unwrap();
    assert_eq!(workspace.discard(concluded.interview.id).unwrap_err().code(), Code::Frozen);
}

#[test]
fn own_rules_are_versioned_and_tried() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let open = workspace.start_interview(&start()).unwrap();
    let (sitting, id) = (open.interview.id, open.assessment.id);
    workspace.rate(id, at(1, 1), FULLY).unwrap();
    workspace.rate(id, at(1, 2), Finding::Rated(Rating::Partly)).unwrap();
    let lenient = RuleDraft {
        floor: Rating::Partly,
        mean: None,
        coverage: Percent::from_tenths(500).unwrap(),
        lower_levels: LowerLevels::Met,
    };
    assert_eq!(workspace.try_rule(id, lenient).unwrap().outcome.computed, Level::new(1));
    assert_eq!(workspace.assessment(id).unwrap().outcome.computed, None, "trying keeps nothing");
    workspace.save_rule("Consistent", lenient).unwrap_err();
    workspace.save_rule(" ", lenient).unwrap_err();
    let first = workspace.save_rule("house", lenient).unwrap();
    assert_eq!(workspace.save_rule("house", lenient).unwrap(), first, "the same rule is no new version");
    let strict = RuleDraft { floor: Rating::Fully, ..lenient };
    let saved = workspace.change(sitting, Wanted::Rule(id, "house".to_owned())).unwrap();
    assert_eq!(saved.made.unwrap().outcome.computed, Level::new(1));
    assert_eq!(workspace.save_rule("house", strict).unwrap().version, 2);
    assert_eq!(workspace.assessment(id).unwrap().assessment.rule, first, "an assessment stays with its version");
    assert_eq!(workspace.rules().unwrap().len(), DecisionRule::presets().len() + 1);
    workspace.change(sitting, Wanted::Rule(id, "nobody’s".to_owned())).unwrap_err();
}

#[test]
fn settings_are_kept_and_used() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    assert_eq!(workspace.settings().unwrap(), Settings::default());
    let mut wanted = Settings {
        assessor: Assessor {
            name: " Lena  Vogt ".to_owned(),
            organisation: Some("Northwind".to_owned()),
            qualification: Some("Accredited assessor".to_owned()),
            independence: "I do not work for the sponsor.".to_owned(),
        },
        ..Settings::default()
    };
    wanted.notices.retention_months = Some(36);
    wanted.notices.paper = Paper::Letter;
    let kept = workspace.save_settings(&wanted).unwrap();
    assert_eq!(kept.assessor.name, "Lena Vogt");
    let mut workspace = desk.open();
    assert_eq!(workspace.settings().unwrap(), kept);
    assert_eq!(workspace.start_choices().unwrap().assessor, Some(kept.assessor.clone()));
    let started = workspace.start_interview(&start()).unwrap().interview.assessor;
    assert_eq!(
        (started.qualification, started.independence),
        (kept.assessor.qualification, kept.assessor.independence)
    );
    wanted.notices.retention_months = Some(0);
    workspace.save_settings(&wanted).unwrap_err();
    wanted.notices.retention_months = None;
    wanted.assessor.independence = "\u{202e}".to_owned();
    workspace.save_settings(&wanted).unwrap_err();
}

#[test]
fn everything_that_was_written_is_found() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let open = workspace.start_interview(&start()).unwrap();
    let (sitting, id) = (open.interview.id, open.assessment.id);
    workspace.write_note(id, at(2, 3), "Knows the Ölfeld cluster by heart").unwrap();
    workspace.change(sitting, Wanted::Evidence(id, runbook(1_000))).unwrap();
    let found = |workspace: &mut Workspace, query: &str| -> Vec<SearchField> {
        workspace.search(query).unwrap().into_iter().map(|hit| hit.found_in).collect()
    };
    assert_eq!(found(&mut workspace, "ÖLFELD heart"), [SearchField::Note]);
    assert_eq!(found(&mut workspace, "okafor itop"), [SearchField::Candidate]);
    assert_eq!(found(&mut workspace, "infrastructure sfia-8"), [SearchField::Skill]);
    assert_eq!(found(&mut workspace, "runbook"), [SearchField::Evidence]);
    assert_eq!(found(&mut workspace, "ölfeld nowhere"), []);
    assert_eq!(found(&mut workspace, "  "), []);
    let hit = &workspace.search("ölfeld").unwrap()[0];
    assert_eq!((hit.at, hit.is_draft), (Some(at(2, 3)), true));
}

#[test]
fn the_sample_is_begun_once() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let sample = workspace.begin_sample().unwrap();
    assert!(sample.outcome.levels[0].explored > 0);
    assert_eq!(workspace.begin_sample().unwrap().assessment.id, sample.assessment.id);
    assert_eq!(workspace.start_choices().unwrap().assessor, None, "its assessor is nobody");
    let id = workspace.conclude(sample.assessment.id, AwardChoice::AsComputed, None).unwrap().assessment.id;
    let folder = tempfile::tempdir().unwrap();
    let destination = Destination::Folder(folder.path().to_path_buf());
    let known = |_| Ok(passphrase());
    workspace.export_report(id, &destination, known).unwrap_err();
    assert!(workspace.identity().unwrap().is_none(), "the sample gets no key");
    assert!(workspace.preview_report(id, Profile::Full).unwrap().starts_with(b"%PDF"));
    assert_ne!(workspace.begin_sample().unwrap().assessment.id, id, "a concluded one is begun anew");
}
