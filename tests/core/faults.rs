//! A disk that refuses: whatever fails, and whenever, nothing that was acknowledged is lost, the refusal is said, and
//! trying again does no harm.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use uuid::Uuid;
use vouchsafe_core::domain::change::AssessmentChange;
use vouchsafe_core::domain::evidence::{Evidence, EvidenceKind};
use vouchsafe_core::error::Code;
use vouchsafe_core::workspace::{System, Workspace};

use crate::desk::{Desk, at, passphrase, start};

/// Tells the processes below their workspace; without it, they are ordinary tests with nothing to do.
const WORKSPACE: &str = "VOUCHSAFE_TEST_FAULTS";
/// The calls that bring something to the disk.
const CALLS: &str = "pwrite64,write,fsync,fdatasync,ftruncate,rename,renameat,renameat2,unlink";
/// How many items the keeper keeps. Each takes several calls.
const ITEMS: u128 = 12;

#[test]
fn a_call_that_fails_loses_nothing_that_was_acknowledged() {
    if let Some(reason) = strace_is_missing() {
        writeln!(std::io::stderr(), "SKIPPED: {reason}").unwrap();
        return;
    }
    let mut refusals = 0;
    for error in ["EIO", "ENOSPC"] {
        for k in 1..=40 {
            let desk = Desk::new();
            let id = desk.open().start_interview(&start()).unwrap().assessment.id;
            let inject = format!("inject={CALLS}:error={error}:when={k}");
            let kept =
                run("faults::keeper", &desk.folder(), &["strace", "-f", "-qq", "-o", "/dev/null", "-e", &inject]);
            refusals += kept.refused;
            let evidence = desk.open().assessment(id).unwrap().assessment.evidence;
            let found: BTreeSet<u128> = evidence.iter().map(|item| item.id.as_u128()).collect();
            for item in &kept.acknowledged {
                assert!(found.contains(item), "{error} at call {k}: item {item} was acknowledged and is not there");
            }
            assert_eq!(found.len(), evidence.len(), "{error} at call {k}: an item is there twice");
        }
    }
    assert!(refusals > 10, "only {refusals} refusals were met");
}

fn strace_is_missing() -> Option<String> {
    match Command::new("strace").args(["-f", "-o", "/dev/null", "true"]).output() {
        Ok(output) if output.status.success() => None,
        Ok(output) => Some(format!("strace can’t trace here: {}", String::from_utf8_lossy(&output.stderr).trim())),
        Err(error) => Some(format!("there is no strace: {error}")),
    }
}

/// What a process said.
struct Kept {
    acknowledged: Vec<u128>,
    refused: usize,
}

/// Runs one of the processes below through a command.
fn run(test: &str, workspace: &Path, through: &[&str]) -> Kept {
    let binary = std::env::current_exe().unwrap();
    let command: Vec<&str> = through.iter().copied().chain([binary.to_str().unwrap()]).collect();
    let mut process = Command::new(command[0])
        .args(&command[1..])
        .args(["--exact", test, "--nocapture"])
        .env(WORKSPACE, workspace)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut kept = Kept { acknowledged: Vec::new(), refused: 0 };
    for line in BufReader::new(process.stdout.take().unwrap()).lines().map_while(Result::ok) {
        if let Some(item) = line.strip_prefix("saved ") {
            kept.acknowledged.push(item.parse().unwrap());
        } else if line.starts_with("refused ") {
            kept.refused += 1;
        }
    }
    process.wait().unwrap();
    kept
}

/// Keeps items of evidence under ids of its own, and tries once more what was refused.
#[test]
fn keeper() {
    let Some(folder) = std::env::var_os(WORKSPACE) else { return };
    let open = || Workspace::open(folder.as_ref(), Box::new(System), |_| Ok(passphrase()));
    let Ok(mut workspace) = open().or_else(|refused| said(&refused).and_then(|()| open())) else { return };
    let id = workspace.overview().unwrap().drafts[0].entry.assessment;
    for number in 1..=ITEMS {
        let mut keep = || {
            let item = Evidence {
                id: Uuid::from_u128(number),
                kind: EvidenceKind::Example,
                title: format!("Item {number}"),
                date: None,
                seen: false,
                statements: [at(1, 1)].into(),
                attachments: Vec::new(),
            };
            workspace.change_assessment(id, AssessmentChange::Evidence(item.id, Some(item)))
        };
        if keep().or_else(|refused| said(&refused).and_then(|()| keep())).is_ok() {
            say(&format!("saved {number}"));
        }
    }
}

/// Says what was refused; a refusal is a sentence about the disk, and no mistake of the program.
fn said(refused: &vouchsafe_core::error::Error) -> vouchsafe_core::error::Result<()> {
    assert!([Code::Io, Code::Damaged].contains(&refused.code()), "{refused}");
    say(&format!("refused {refused}"));
    Ok(())
}

/// A line of its own, all of it at once. Standard output may refuse, too.
fn say(line: &str) {
    let _ = std::io::stdout().write_all(format!("\n{line}\n").as_bytes());
}

#[test]
fn a_full_disk_is_said_and_space_is_enough_to_go_on() {
    let desk = tempfile::tempdir().unwrap();
    let mount = format!("mount -t tmpfs -o size=3m vouchsafe-test {} && exec \"$@\"", desk.path().display());
    let through = ["unshare", "--map-root-user", "--mount", "sh", "-c", &mount, "sh"];
    let possible = Command::new(through[0]).args(&through[1..]).arg("true").output();
    if !possible.is_ok_and(|output| output.status.success()) {
        writeln!(std::io::stderr(), "SKIPPED: this machine lets nobody mount a small disk in a namespace").unwrap();
        return;
    }
    let kept = run("faults::filler", desk.path(), &through);
    assert_eq!((kept.refused, kept.acknowledged), (1, vec![1]), "refused once, and everything was there afterwards");
}

/// Fills a small disk with notes, frees space, and goes on without opening the workspace again.
#[test]
fn filler() {
    let Some(disk) = std::env::var_os(WORKSPACE) else { return };
    let (disk, folder) = (Path::new(&disk), Path::new(&disk).join("workspace"));
    let open = || Workspace::open(&folder, Box::new(System), |_| Ok(passphrase())).unwrap();
    let mut workspace = open();
    let id = workspace.start_interview(&start()).unwrap().assessment.id;
    std::fs::write(disk.join("ballast"), vec![1; 1 << 20]).unwrap();
    let (length, refused) = loop_until_refused(&mut workspace, id);
    assert!(refused.message().contains("The disk is full"), "{refused}");
    said(&refused).unwrap();
    std::fs::remove_file(disk.join("ballast")).unwrap();
    workspace.write_note(id, at(1, 2), "Now there is space.").unwrap();
    drop(workspace);
    let responses = open().assessment(id).unwrap().assessment.responses;
    if responses[&at(1, 1)].note.len() == length && responses[&at(1, 2)].note == "Now there is space." {
        say("saved 1");
    }
}

/// Writes ever longer notes; the length of the last one that was acknowledged, and the refusal.
fn loop_until_refused(workspace: &mut Workspace, id: Uuid) -> (usize, vouchsafe_core::error::Error) {
    let mut last = 0;
    for length in (1..200).map(|step| step * 1000) {
        match workspace.write_note(id, at(1, 1), &"n".repeat(length)) {
            Ok(_) => last = length,
            Err(refused) => return (last, refused),
        }
    }
    unreachable!("the disk is never full")
}
