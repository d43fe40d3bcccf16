//! What happens to a workspace whose file went bad on the disk.

use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;

use uuid::Uuid;
use vouchsafe_core::domain::audit::{Because, Problem, Reason};
use vouchsafe_core::domain::interview::AwardChoice;
use vouchsafe_core::domain::rating::{Finding, Rating};
use vouchsafe_core::error::{Code, Result};
use vouchsafe_core::workspace::{
    CandidateChoice, Destination, Salvaged, StartInterview, Workspace, backups_without_key, restore_backup, salvage,
};

use crate::backups::attach;
use crate::desk::{Counting, Desk, at, database, passphrase, start};

/// The size of a page of the file, in bytes.
const PAGE: usize = 4096;
/// How many interviews there are: enough for tables of several pages.
const INTERVIEWS: usize = 40;

/// A workspace with rows in it, its assessments, and its file once nobody has it open.
fn filled() -> (Desk, Vec<Uuid>, Vec<u8>) {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let ids = (0..INTERVIEWS).map(|number| {
        let candidate = CandidateChoice::New { name: format!("Candidate {number}"), reference: None, role: None };
        let id = workspace.start_interview(&StartInterview { candidate, ..start() }).unwrap().assessment.id;
        workspace.write_note(id, at(1, 1), &format!("{number} ").repeat(500)).unwrap();
        id
    });
    let ids: Vec<_> = ids.collect();
    attach(&mut workspace, ids[3], 40_000);
    drop(workspace);
    let file = fs::read(path(&desk)).unwrap();
    (desk, ids, file)
}

fn path(desk: &Desk) -> PathBuf {
    desk.folder().join("vouchsafe.db")
}

fn unlock(desk: &Desk) -> Result<Workspace> {
    Workspace::unlock(&desk.folder(), Box::new(Counting::default()), &passphrase())
}

fn rescue(desk: &Desk) -> Result<Salvaged> {
    salvage(&desk.folder(), &Counting::default(), &passphrase())
}

#[test]
fn a_flip_anywhere_is_noticed_and_a_restore_offered() {
    let (desk, ids, _) = filled();
    let made = desk.open().backup(None).unwrap().run(&mut |_, _| ControlFlow::Continue(())).unwrap();
    let whole = fs::read(path(&desk)).unwrap();
    for flip in 0..200 {
        let place = (flip * 104_729 + flip) % whole.len();
        let mut changed = whole.clone();
        changed[place] ^= 1 << (flip % 8);
        fs::write(path(&desk), &changed).unwrap();
        assert_eq!(unlock(&desk).err().unwrap().code(), Code::Damaged, "byte {place}");
        assert_eq!(fs::read(path(&desk)).unwrap(), changed, "it is left as it is");
    }
    let damaged = fs::read(path(&desk)).unwrap();
    let offered = backups_without_key(&desk.folder());
    assert!(offered.len() == 1 && offered[0].facts.is_ok(), "{offered:?}");
    let restored = restore_backup(&desk.folder(), &Counting::default(), &made.file, None, true, &mut |_, _| {
        ControlFlow::Continue(())
    });
    let aside = restored.unwrap().set_aside.unwrap();
    assert_eq!(fs::read(aside.join("vouchsafe.db")).unwrap(), damaged);
    assert_eq!(unlock(&desk).unwrap().overview().unwrap().drafts.len(), ids.len());
}

/// Page by page: whatever goes bad, the rest is kept, and it is said what is lost.
#[test]
fn whatever_page_goes_bad_the_rest_is_kept() {
    let (desk, _, whole) = filled();
    let pages = whole.len() / PAGE;
    let (mut beyond, mut complete, mut less) = (0, 0, 0);
    for page in (0..pages).step_by(1 + pages / 100) {
        let mut changed = whole.clone();
        changed[page * PAGE + 1000] ^= 1;
        fs::write(path(&desk), &changed).unwrap();
        let salvaged = match rescue(&desk) {
            Ok(salvaged) => salvaged,
            Err(refused) => {
                assert!(refused.code() == Code::Damaged && refused.message().contains("Only a backup"), "{refused}");
                assert_eq!(fs::read(path(&desk)).unwrap(), changed, "it is left as it is");
                beyond += 1;
                continue;
            }
        };
        assert_eq!(fs::read(salvaged.set_aside.join("vouchsafe.db")).unwrap(), changed, "it is set aside as it was");
        assert!(salvaged.set_aside.to_str().unwrap().contains("workspace.damaged-2026-03-02-"));
        fs::read(salvaged.set_aside.join("keys.json")).unwrap();
        let mut workspace = unlock(&desk).unwrap();
        assert_eq!(workspace.check_integrity().unwrap(), Vec::<String>::new());
        let kept = workspace.overview().unwrap().drafts.len();
        if kept < INTERVIEWS {
            assert!(!salvaged.lost.is_empty(), "page {page}");
            less += 1;
        } else if salvaged.lost.is_empty() {
            complete += 1;
        }
        // It is a workspace like any other.
        workspace.start_interview(&start()).unwrap();
    }
    assert!(beyond >= 1 && less >= 1 && beyond + less < pages / 2, "{pages} {beyond} {complete} {less}");
}

#[test]
fn a_lost_file_costs_nothing_else() {
    let (desk, ids, whole) = filled();
    let mut lost_one = false;
    for page in (1..whole.len() / PAGE).rev() {
        let mut changed = whole.clone();
        changed[page * PAGE + 77] ^= 0x10;
        fs::write(path(&desk), &changed).unwrap();
        let Ok(salvaged) = rescue(&desk) else { continue };
        // The file's bytes are lost, and with them what says that it belongs to the item.
        let lost = [
            "Attached files: 1 can’t be read.",
            "Attached files: 1 can be read, but not what they belong to, so they were left out.",
        ];
        if salvaged.lost == lost {
            let mut workspace = unlock(&desk).unwrap();
            assert_eq!(workspace.overview().unwrap().drafts.len(), INTERVIEWS);
            let item = &workspace.assessment(ids[3]).unwrap().assessment.evidence[0];
            assert!(item.attachments.is_empty());
            assert_eq!(workspace.assessment(ids[4]).unwrap().assessment.responses.len(), 1);
            lost_one = true;
            break;
        }
    }
    assert!(lost_one, "the attachment lies on many pages");
}

#[test]
fn a_file_that_is_only_partly_there_gives_what_it_has() {
    let (desk, _, whole) = filled();
    fs::write(path(&desk), &whole[..whole.len() / 2 / PAGE * PAGE]).unwrap();
    assert_eq!(unlock(&desk).err().unwrap().code(), Code::Damaged);
    let wrong = vouchsafe_core::workspace::Passphrase::new("wrong".to_owned());
    let refused = salvage(&desk.folder(), &Counting::default(), &wrong).unwrap_err();
    assert_eq!(refused.code(), Code::WrongPassphrase);
    let salvaged = rescue(&desk).unwrap();
    assert!(!salvaged.lost.is_empty());
    assert!(unlock(&desk).unwrap().check_integrity().unwrap().is_empty());
}

/// What was concluded is frozen afterwards as well: the triggers were silent only while rows were copied.
#[test]
fn nothing_is_lost_where_nothing_is_damaged() {
    let (desk, ids, _) = filled();
    let mut workspace = desk.open();
    workspace.rate(ids[0], at(1, 1), Finding::Rated(Rating::Fully)).unwrap();
    workspace.conclude(ids[0], AwardChoice::AsComputed, None).unwrap();
    let before = workspace.assessment(ids[0]).unwrap().assessment;
    assert_eq!(rescue(&desk).unwrap_err().code(), Code::InUse);
    drop(workspace);
    let salvaged = rescue(&desk).unwrap();
    assert_eq!(salvaged.lost, Vec::<String>::new());
    let mut workspace = unlock(&desk).unwrap();
    assert_eq!(workspace.assessment(ids[0]).unwrap().assessment, before);
    assert_eq!(workspace.write_note(ids[0], at(1, 1), "late").unwrap_err().code(), Code::Frozen);
    assert_eq!(workspace.overview().unwrap().drafts.len(), INTERVIEWS - 1);
}

#[test]
fn what_stands_only_in_the_log_is_kept_as_well() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let id = workspace.start_interview(&start()).unwrap().assessment.id;
    workspace.write_note(id, at(1, 1), "just now").unwrap();
    // As the power cut leaves it: nobody closed the file.
    let cut = Desk::new();
    fs::create_dir(cut.folder()).unwrap();
    for name in ["vouchsafe.db", "vouchsafe.db-wal", "keys.json"] {
        fs::copy(desk.folder().join(name), cut.folder().join(name)).unwrap();
    }
    let log = fs::read(cut.folder().join("vouchsafe.db-wal")).unwrap();
    assert!(!log.is_empty());
    let salvaged = rescue(&cut).unwrap();
    assert_eq!(salvaged.lost, Vec::<String>::new());
    assert_eq!(fs::read(salvaged.set_aside.join("vouchsafe.db-wal")).unwrap(), log);
    let found = unlock(&cut).unwrap().assessment(id).unwrap();
    assert_eq!(found.assessment.responses[&at(1, 1)].note, "just now");
}

/// Pages of the trail: of the entries or of their values, the one that lists all others or one that holds some.
fn pages(desk: &Desk, table: &str, kind: &str) -> Vec<usize> {
    let connection = database(desk);
    let mut found = connection.prepare("SELECT pageno FROM dbstat WHERE name = ?1 AND pagetype = ?2").unwrap();
    let found = found.query_map([table, kind], |row| row.get::<_, usize>(0)).unwrap();
    found.map(|page| page.unwrap() - 1).collect()
}

/// What of the trail can't be read is missing for a reason that the trail itself gives, and it goes on.
#[test]
fn a_trail_with_bad_pages_says_what_it_lost_and_goes_on() {
    let (desk, ids, _) = filled();
    let mut workspace = desk.open();
    workspace.rate(ids[0], at(1, 1), Finding::Rated(Rating::Fully)).unwrap();
    workspace.conclude(ids[0], AwardChoice::AsComputed, None).unwrap();
    let to = tempfile::tempdir().unwrap();
    workspace.export_report(ids[0], &Destination::Folder(to.path().to_owned()), |_| Ok(passphrase())).unwrap();
    let known = workspace.audit_head().unwrap();
    drop(workspace);
    let whole = fs::read(path(&desk)).unwrap();
    let [entries, all_entries] = ["leaf", "internal"].map(|kind| pages(&desk, "event", kind));
    let [values, all_values] = ["leaf", "internal"].map(|kind| pages(&desk, "event_payload", kind));
    assert!(entries.len() > 4 && values.len() > 4 && all_entries.len() == 1 && all_values.len() == 1);
    let (middle, last_entries, last_values) = (entries.len() / 2, entries[entries.len() - 1], values[values.len() - 1]);
    let (mut entries_lost, mut values_lost) = (0, 0);
    for bad in [
        vec![entries[0]],
        vec![entries[middle]],
        vec![entries[1], entries[middle], values[2]],
        vec![last_entries],
        vec![last_entries, last_values],
        all_entries,
        vec![values[values.len() / 2]],
        all_values,
    ] {
        let mut changed = whole.clone();
        bad.iter().for_each(|page| changed[page * PAGE + 1000] ^= 1);
        fs::write(path(&desk), &changed).unwrap();
        let salvaged = rescue(&desk).unwrap();
        assert!(salvaged.lost.iter().any(|sentence| sentence.contains("audit trail")), "{:?}", salvaged.lost);
        let mut workspace = unlock(&desk).unwrap();
        let told = workspace.audit_events(None, None, 1).unwrap().remove(0);
        assert_eq!(told.event.action, "workspace-salvaged");
        // Nobody can take an entry that is lost for one that comes later, unless nothing at all is left that names it.
        let end_is_gone = bad.ends_with(&[last_entries, last_values]);
        assert_eq!(told.event.sequence > known.sequence, !end_is_gone, "{bad:?} {}", told.event.sequence);
        let verdict = workspace.verify_audit(std::slice::from_ref(&known)).unwrap();
        let because = Some(Because { at: told.event.sequence, reason: Reason::Salvaged });
        let mut there = verdict.events;
        for finding in &verdict.findings {
            assert_eq!(finding.because, because, "{bad:?} {finding:?}");
            match finding.problem {
                Problem::Missing { until } => {
                    there += u64::try_from(until - finding.sequence).unwrap() + 1;
                    entries_lost += 1;
                }
                Problem::PayloadMissing { .. } => values_lost += 1,
                Problem::CutOff { .. } if end_is_gone => {}
                ref other => panic!("{bad:?} {other:?}"),
            }
        }
        assert!(!verdict.is_intact());
        assert_eq!(there, told.event.sequence.unsigned_abs(), "each entry is there or missing");
        // What is done from now on is guarded as ever, and nothing else is explained by the damage.
        workspace.start_interview(&start()).unwrap();
        let again = workspace.verify_audit(std::slice::from_ref(&known)).unwrap();
        assert!(end_is_gone || again.findings == verdict.findings, "{again:?}");
        drop(workspace);
        let refused = database(&desk).execute_batch("DELETE FROM event").unwrap_err().to_string();
        assert!(refused.contains("the audit trail does not change"), "{refused}");
    }
    assert!(entries_lost >= 6 && values_lost >= 3, "{entries_lost} {values_lost}");
}

/// A second damage loses the entry about the first one, and explains both.
#[test]
fn a_workspace_that_is_salvaged_twice_explains_all_of_it() {
    let (desk, ..) = filled();
    let damage = |table: &str, place: usize| {
        let mut changed = fs::read(path(&desk)).unwrap();
        let found = pages(&desk, table, "leaf");
        let page = found[place.min(found.len() - 1)];
        changed[page * PAGE + 1000] ^= 1;
        fs::write(path(&desk), &changed).unwrap();
        rescue(&desk).unwrap();
        unlock(&desk).unwrap().verify_audit(&[]).unwrap()
    };
    let first = damage("event", 1);
    let second = damage("event", usize::MAX);
    assert!(second.losses.len() == 1 && second.losses != first.losses, "{:?}", second.losses);
    assert!(second.findings.len() > first.findings.len());
    assert!(second.findings.iter().all(|finding| finding.because == second.losses.first().copied()), "{second:?}");
}

#[test]
fn what_is_whole_is_salvaged_with_its_trail() {
    let (desk, ..) = filled();
    let before = desk.open().audit_head().unwrap();
    assert_eq!(rescue(&desk).unwrap().lost, Vec::<String>::new());
    let verdict = unlock(&desk).unwrap().verify_audit(std::slice::from_ref(&before)).unwrap();
    assert!(verdict.is_intact(), "{verdict:?}");
    assert_eq!(verdict.head.sequence, before.sequence + 1);
    assert_eq!(verdict.losses, [Because { at: before.sequence + 1, reason: Reason::Salvaged }]);
}
