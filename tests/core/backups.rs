//! The whole workspace in one file, and back again.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use vouchsafe_core::domain::audit::{Because, Reason};
use vouchsafe_core::domain::backup::{Cause, KEPT, Schedule};
use vouchsafe_core::domain::change::AssessmentChange;
use vouchsafe_core::domain::evidence::{Evidence, EvidenceKind};
use vouchsafe_core::domain::rating::{Finding, Rating};
use vouchsafe_core::error::{Code, Result};
use vouchsafe_core::workspace::{
    BackupFacts, Checked, Destination, Passphrase, Restored, Workspace, backup_file, backups_without_key, read_files,
    restore_backup, verify_backup,
};

use vouchsafe_core::workspace::Environment as _;

use crate::desk::{Counting, Desk, at, passphrase, start};

/// Says nothing and goes on.
fn on(_: u64, _: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn back_up(workspace: &mut Workspace) -> BackupFacts {
    workspace.backup(None).unwrap().run(&mut on).unwrap()
}

fn restore(desk: &Desk, file: &Path, replace: bool) -> Result<Restored> {
    restore_backup(&desk.folder(), &Counting::default(), file, Some(&passphrase()), replace, &mut on)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Attaches a file of that many bytes to a new item of evidence, and answers with its hash.
pub(crate) fn attach(workspace: &mut Workspace, id: uuid::Uuid, size: usize) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("runbook.bin");
    let bytes: Vec<u8> = (0..size).map(|place| (place * place / 7) as u8).collect();
    fs::write(&path, bytes).unwrap();
    let item = Evidence {
        id: uuid::Uuid::from_u128(0xE_0000 + size as u128),
        kind: EvidenceKind::WorkProduct,
        title: "Runbook".to_owned(),
        date: None,
        seen: true,
        statements: [at(1, 1)].into(),
        attachments: Vec::new(),
    };
    workspace.change_assessment(id, AssessmentChange::Evidence(item.id, Some(item.clone()))).unwrap();
    let (attached, _) = workspace.attach(id, item.id, &read_files(&[&path]).unwrap()).unwrap();
    attached.attachments[0].sha256.clone()
}

/// Rates and concludes, signs, and answers with the signed report's bytes.
fn signed(workspace: &mut Workspace) -> (uuid::Uuid, Vec<u8>) {
    let id = workspace.start_interview(&start()).unwrap().assessment.id;
    workspace.rate(id, at(1, 1), Finding::Rated(Rating::Fully)).unwrap();
    attach(workspace, id, 300_000);
    workspace.conclude(id, vouchsafe_core::domain::interview::AwardChoice::AsComputed, None).unwrap();
    (id, report(workspace, id))
}

fn attached(workspace: &mut Workspace, id: uuid::Uuid) -> (String, Vec<u8>) {
    let hash = workspace.assessment(id).unwrap().assessment.evidence[0].attachments[0].sha256.clone();
    workspace.attachment(id, &hash).unwrap()
}

fn report(workspace: &mut Workspace, id: uuid::Uuid) -> Vec<u8> {
    let to = tempfile::tempdir().unwrap();
    let destination = Destination::Folder(to.path().to_owned());
    let exported = workspace.export_report(id, &destination, |_| Ok(passphrase())).unwrap();
    fs::read(exported.file).unwrap()
}

#[test]
fn what_was_backed_up_comes_back_and_what_was_there_is_set_aside() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let (id, pdf) = signed(&mut workspace);
    let head = workspace.audit_head().unwrap();
    let made = back_up(&mut workspace);
    assert_eq!(made.audit_head, Some(format!("{}:{}", head.sequence, head.hash)));
    assert_eq!((made.checked, made.cause, made.assessments), (Checked::Whole, Cause::Asked, 1));
    assert_eq!(made.size, fs::metadata(&made.file).unwrap().len());
    assert_eq!(names(&desk.folder().join("backups")), [made.file.file_name().unwrap().to_str().unwrap()]);
    let (name, file) = attached(&mut workspace, id);
    workspace.start_interview(&start()).unwrap();
    workspace.set_backup_schedule(Schedule::Off).unwrap();
    assert_eq!(restore(&desk, &made.file, true).unwrap_err().code(), Code::InUse, "it is open");
    drop(workspace);

    let refused = restore(&desk, &made.file, false).unwrap_err();
    assert!(refused.code() == Code::Exists && refused.message().contains("--replace"), "{refused}");
    let before = fs::read(desk.folder().join("vouchsafe.db")).unwrap();
    let restored = restore(&desk, &made.file, true).unwrap();
    assert_eq!(restored.backup.checked, Checked::Whole);
    let aside = restored.set_aside.unwrap();
    assert_eq!(aside.parent(), desk.folder().parent());
    assert!(aside.file_name().unwrap().to_str().unwrap().starts_with("workspace.set-aside-2026-03-02-"));
    assert_eq!(names(&aside), ["keys.json", "vouchsafe.db"]);
    assert_eq!(fs::read(aside.join("vouchsafe.db")).unwrap(), before);

    let mut workspace = desk.open();
    assert_eq!(workspace.backup_settings().unwrap().schedule, Schedule::Daily, "as it was then");
    assert_eq!(report(&mut workspace, id), pdf);
    assert_eq!(attached(&mut workspace, id), (name, file));
    assert_eq!(workspace.overview().unwrap().drafts.len(), 0, "what came later is set aside");
    assert_eq!(workspace.backups().unwrap().len(), 1, "the backups stay where they are");
    assert!(workspace.check_integrity().unwrap().is_empty());
}

/// The name of an event, and what it says, as JSON.
fn told(workspace: &mut Workspace) -> (String, serde_json::Value) {
    let to = tempfile::tempdir().unwrap();
    let event = workspace.audit_events(None, None, 1).unwrap().remove(0).event;
    workspace.export_audit(&to.path().join("trail"), false).unwrap();
    let lines = fs::read_to_string(to.path().join("trail")).unwrap();
    let line: serde_json::Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
    let payload: serde_json::Value = serde_json::from_str(line["payload"].as_str().unwrap()).unwrap();
    (event.action, payload["new"].clone())
}

/// By hand, by itself or before a migration: the trail says which file, with the sum that anybody can compute again.
#[test]
fn a_backup_leaves_an_event() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let head = workspace.audit_head().unwrap();
    let made = back_up(&mut workspace);
    let (action, said) = told(&mut workspace);
    assert_eq!(action, "backup-made");
    assert_eq!(said["file"], made.file.to_str().unwrap());
    assert_eq!(said["sha256"], base16(&sha256(&fs::read(&made.file).unwrap())));
    assert_eq!((&said["size"], &said["cause"]), (&made.size.into(), &"asked".into()));
    assert_eq!(said["trail"], format!("{}:{}", head.sequence, head.hash));

    // The one that is due is made beside a workspace that is closed meanwhile.
    desk.wait(24 * 60 * 60);
    let due = workspace.backup_if_due().unwrap().unwrap();
    drop(workspace);
    let made = due.run(&mut on).unwrap();
    let mut workspace = desk.open();
    let (action, said) = told(&mut workspace);
    assert_eq!((action.as_str(), &said["cause"]), ("backup-made", &"scheduled".into()));
    assert_eq!(said["made_at"], made.made_at.to_string());

    // One that was stopped or refused leaves none.
    let before = workspace.audit_head().unwrap();
    workspace.backup(None).unwrap().run(&mut |_, _| ControlFlow::Break(())).unwrap_err();
    workspace.backup(Some(&made.file)).unwrap().run(&mut on).unwrap_err();
    assert_eq!(workspace.audit_head().unwrap(), before);
    assert!(workspace.verify_audit(&[]).unwrap().is_intact());
}

/// Whoever puts a backup back, and however: what is opened then says once that it is a copy, and of when.
#[test]
fn a_restored_workspace_says_so_when_it_is_opened() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let made = back_up(&mut workspace);
    let lost = workspace.audit_head().unwrap();
    drop(workspace);
    restore(&desk, &made.file, true).unwrap();
    let by_hand = Desk::new();
    fs::create_dir(by_hand.folder()).unwrap();
    tar::Archive::new(fs::File::open(&made.file).unwrap()).unpack(by_hand.folder()).unwrap();
    for left in ["manifest.json", "manifest.hmac", "sha256"] {
        fs::remove_file(by_hand.folder().join(left)).unwrap();
    }
    for desk in [desk, by_hand] {
        drop(desk.open());
        let mut workspace = desk.open();
        let (action, said) = told(&mut workspace);
        assert_eq!(action, "workspace-restored");
        assert_eq!(said["backup"]["made_at"], made.made_at.to_string());
        assert_eq!(
            (&said["backup"]["cause"], &said["backup"]["program"]),
            (&"asked".into(), &made.program.clone().into())
        );
        assert!(workspace.verify_audit(&[]).unwrap().is_intact());
        // An end that was noted after the backup does not fit, and the event says why.
        let verdict = workspace.verify_audit(std::slice::from_ref(&lost)).unwrap();
        let because = Because { at: lost.sequence, reason: Reason::Restored };
        assert_eq!(verdict.losses, [because]);
        assert_eq!(verdict.findings.iter().map(|it| it.because).collect::<Vec<_>>(), [Some(because)]);
        // A copy of it is a copy of that state.
        let again = back_up(&mut workspace);
        assert_eq!(verify_backup(&again.file, Some(&passphrase()), &mut on).unwrap().checked, Checked::Whole);
    }
}

#[test]
fn a_backup_opens_elsewhere_with_the_passphrase_of_its_time() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let (id, pdf) = signed(&mut workspace);
    let made = back_up(&mut workspace);
    let new = Passphrase::new("battery staple".to_owned());
    workspace.change_passphrase(&passphrase(), &new).unwrap();

    let refused = verify_backup(&made.file, Some(&new), &mut on).unwrap_err();
    assert_eq!(refused.code(), Code::WrongPassphrase);
    assert_eq!(verify_backup(&made.file, None, &mut on).unwrap().checked, Checked::Sums);
    assert_eq!(verify_backup(&made.file, Some(&passphrase()), &mut on).unwrap().checked, Checked::Whole);
    let reader = workspace.reader().unwrap();
    assert_eq!(reader.verify_backup(&made.file, &mut on).unwrap().checked, Checked::Whole);
    assert_eq!(names(made.file.parent().unwrap()).len(), 1, "what was unpacked is gone");

    let elsewhere = Desk::new();
    let later = Counting::default();
    later.new_id();
    let stranger = Workspace::open(&elsewhere.folder(), Box::new(later), |_| Ok(passphrase())).unwrap();
    let found = stranger.reader().unwrap().verify_backup(&made.file, &mut on).unwrap();
    assert_eq!(found.checked, Checked::Sums, "another workspace has no key for it");
    drop(stranger);
    let third = Desk::new();
    assert_eq!(restore(&third, &made.file, false).unwrap().set_aside, None);
    assert_eq!(report(&mut third.open(), id), pdf);
}

/// Whoever has not got the key can't write a backup that a workspace takes for one of its own.
#[test]
fn a_manifest_that_somebody_wrote_again_is_noticed() {
    let desk = Desk::new();
    let made = back_up(&mut desk.open());
    let whole = fs::read(&made.file).unwrap();
    let at = whole.windows(16).position(|window| window == b"\"assessments\": 0").unwrap();
    let mut forged = whole;
    forged[at + 15] = b'7';
    let sum = base16(&sha256(&forged[..forged.len() - 2048]));
    let place = forged.len() - 1536;
    forged[place..place + 64].copy_from_slice(sum.as_bytes());
    fs::write(&made.file, forged).unwrap();
    assert_eq!(verify_backup(&made.file, None, &mut on).unwrap().assessments, 7, "the sums are right");
    let refused = verify_backup(&made.file, Some(&passphrase()), &mut on).unwrap_err();
    assert!(refused.message().contains("was not written by this workspace"), "{refused}");
}

fn sha256(bytes: &[u8]) -> Vec<u8> {
    use sha2::Digest;
    sha2::Sha256::digest(bytes).to_vec()
}

fn base16(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn no_byte_of_a_backup_changes_unnoticed() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    workspace.start_interview(&start()).unwrap();
    let made = back_up(&mut workspace);
    let whole = fs::read(&made.file).unwrap();
    // All of the small members and of the end, and places all over the database.
    let small = 6 * 1024;
    let places = (0..small).step_by(7).chain((small..whole.len()).step_by(whole.len() / 300));
    for place in places.chain(whole.len() - 2100..whole.len()) {
        let mut changed = whole.clone();
        changed[place] ^= 1 << (place % 8);
        fs::write(&made.file, &changed).unwrap();
        verify_backup(&made.file, None, &mut on).expect_err(&format!("byte {place}"));
    }
    for length in [0, 1, 511, 512, 4000, whole.len() / 2, whole.len() - 1] {
        fs::write(&made.file, &whole[..length]).unwrap();
        verify_backup(&made.file, None, &mut on).expect_err(&format!("{length} bytes"));
        assert!(restore(&Desk::new(), &made.file, false).is_err());
    }
    fs::write(&made.file, [&whole[..], b"\0"].concat()).unwrap();
    verify_backup(&made.file, None, &mut on).expect_err("a byte more");
    fs::write(&made.file, &whole).unwrap();
    verify_backup(&made.file, Some(&passphrase()), &mut on).unwrap();
}

#[test]
fn a_damaged_backup_replaces_nothing() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let made = back_up(&mut workspace);
    drop(workspace);
    let mut bytes = fs::read(&made.file).unwrap();
    bytes[20_000] ^= 1;
    fs::write(&made.file, bytes).unwrap();
    let before = names(desk.folder().parent().unwrap());
    assert_eq!(restore(&desk, &made.file, true).unwrap_err().code(), Code::Damaged);
    assert_eq!(names(desk.folder().parent().unwrap()), before, "nothing is left of the attempt");
    desk.open();
    let letter = desk.folder().join("backups/letter.txt");
    fs::write(&letter, "Dear").unwrap();
    assert!(restore(&desk, &letter, true).unwrap_err().message().contains("is no backup"));
}

#[test]
fn others_write_while_a_backup_is_made() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let id = workspace.start_interview(&start()).unwrap().assessment.id;
    attach(&mut workspace, id, 3_000_000);
    let job = workspace.backup(None).unwrap();
    let mut written = 0;
    let made = job.run(&mut |_, _| {
        written += 1;
        workspace.write_note(id, at(1, 1), &written.to_string()).unwrap();
        ControlFlow::Continue(())
    });
    let made = made.unwrap();
    assert!(written > 3, "it was asked between the steps");
    let elsewhere = Desk::new();
    restore(&elsewhere, &made.file, false).unwrap();
    // One moment was copied: the one at which it began.
    assert_eq!(elsewhere.open().assessment(id).unwrap().assessment.responses.len(), 0);
}

#[test]
fn only_one_is_made_at_a_time_and_stopping_leaves_nothing() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let second = workspace.backup(None).unwrap();
    let mut second = Some(second);
    let job = workspace.backup(None).unwrap();
    let stopped = job.run(&mut |done, total| match second.take() {
        Some(second) => {
            assert_eq!(second.run(&mut on).unwrap_err().code(), Code::InUse);
            ControlFlow::Continue(())
        }
        None if done < total / 2 => ControlFlow::Continue(()),
        None => ControlFlow::Break(()),
    });
    assert_eq!(stopped.unwrap_err().code(), Code::Locked);
    assert_eq!(names(&desk.folder().join("backups")), Vec::<String>::new());
    // What a crash leaves is removed the next time.
    let id = workspace.reader().map(|_| back_up(&mut workspace).workspace).unwrap();
    let left = desk.folder().join(format!("backups/.vouchsafe-unfinished-{id}-x"));
    fs::create_dir(&left).unwrap();
    fs::write(left.join("vouchsafe.db"), "half").unwrap();
    back_up(&mut workspace);
    assert_eq!(names(&desk.folder().join("backups")).len(), 2);
}

#[test]
fn backups_are_made_when_they_are_due_and_the_newest_are_kept() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let asked = back_up(&mut workspace);
    assert!(workspace.backup_if_due().unwrap().is_none(), "one was made today");
    for _ in 0..KEPT + 3 {
        desk.wait(24 * 60 * 60);
        let made = workspace.backup_if_due().unwrap().unwrap().run(&mut on).unwrap();
        assert_eq!(made.cause, Cause::Scheduled);
        assert!(workspace.backup_if_due().unwrap().is_none(), "once a day");
    }
    let kept = workspace.backups().unwrap();
    assert_eq!(kept.len(), KEPT + 1);
    assert_eq!(kept.last().unwrap().file, asked.file, "what was asked for stays");
    workspace.set_backup_schedule(Schedule::Weekly).unwrap();
    desk.wait(6 * 24 * 60 * 60);
    assert!(workspace.backup_if_due().unwrap().is_none());
    desk.wait(24 * 60 * 60);
    assert!(workspace.backup_if_due().unwrap().is_some());
    workspace.set_backup_schedule(Schedule::Off).unwrap();
    assert!(workspace.backup_if_due().unwrap().is_none());
}

#[test]
fn a_folder_of_ones_own_takes_the_backups_and_is_found_without_a_key() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let disk = tempfile::tempdir().unwrap();
    assert!(workspace.set_backup_folder(Path::new("somewhere")).is_err());
    workspace.set_backup_folder(disk.path()).unwrap();
    let made = back_up(&mut workspace);
    assert_eq!(made.file.parent(), Some(disk.path()));
    let name = made.file.file_name().unwrap().to_str().unwrap();
    assert_eq!(backup_file(&desk.folder(), name).unwrap(), made.file);
    assert_eq!(backup_file(&desk.folder(), "../keys.json").unwrap_err().code(), Code::NotFound);

    desk.wait(60);
    let newer = back_up(&mut workspace);
    let mut bytes = fs::read(&newer.file).unwrap();
    bytes[30_000] ^= 4;
    fs::write(&newer.file, bytes).unwrap();
    let found = backups_without_key(&desk.folder());
    assert!(found[0].facts.is_err() && found[1].file == made.file, "{found:?}");
    assert_eq!(found[1].facts.as_ref().unwrap().checked, Checked::Sums);

    let gone = PathBuf::from(disk.path());
    drop(disk);
    let refused = workspace.backup(None).unwrap().run(&mut on).unwrap_err();
    assert!(refused.message().contains(gone.to_str().unwrap()), "{refused}");
}
