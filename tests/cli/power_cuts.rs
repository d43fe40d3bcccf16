//! Killed at any moment of what takes long, the next command finds everything: as it was before, or as it was to be.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::vouch::{Vouch, interview};

/// How often each command is killed, and how much later each time, in milliseconds. All of them are through by the end.
const KILLS: u64 = 20;
const LATER: u64 = 12;

/// Starts a command and kills it after a while, unless it is through by then.
fn kill(vouch: &Vouch, arguments: &[&str], after: Duration) {
    let mut process = Command::new(env!("CARGO_BIN_EXE_vouch"))
        .arg("--workspace")
        .arg(vouch.path("workspace"))
        .arg("--passphrase-file")
        .arg(vouch.path("passphrase.txt"))
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(after);
    process.kill().unwrap();
    process.wait().unwrap();
}

fn moments() -> impl Iterator<Item = (u64, Duration)> {
    (0..KILLS).map(|kill| (kill, Duration::from_millis(kill * LATER)))
}

fn assessments(vouch: &Vouch) -> Vec<Value> {
    vouch.answer(&["history"])["assessments"].as_array().unwrap().clone()
}

#[test]
fn while_a_backup_is_made() {
    let vouch = Vouch::new();
    vouch.record(&interview());
    for (number, after) in moments() {
        let file = vouch.path(&format!("{number}.vouchsafe-backup"));
        kill(&vouch, &["backup", "create", file.to_str().unwrap()], after);
        if file.exists() {
            vouch.answer(&["backup", "verify", file.to_str().unwrap()]);
        }
        assert_eq!(assessments(&vouch).len(), 1, "after {after:?}");
    }
}

#[test]
fn while_a_backup_is_restored() {
    let vouch = Vouch::new();
    vouch.record(&interview());
    let file = vouch.path("one.vouchsafe-backup");
    let file = file.to_str().unwrap();
    vouch.answer(&["backup", "create", file]);
    vouch.record(&interview());
    for (_, after) in moments() {
        kill(&vouch, &["backup", "restore", file, "--replace"], after);
        let count = assessments(&vouch).len();
        assert!(count == 1 || count == 2, "after {after:?} there are {count}");
    }
    vouch.answer(&["backup", "restore", file, "--replace"]);
    assert_eq!(assessments(&vouch).len(), 1);
}

#[test]
fn while_a_report_is_signed() {
    let vouch = Vouch::new();
    for (number, after) in moments() {
        let id = vouch.record(&interview());
        let file = vouch.path(&format!("{number}.pdf"));
        let name = file.to_str().unwrap();
        kill(&vouch, &["report", &id, "--output", name], after);
        if file.exists() {
            assert_eq!(vouch.answer(&["verify", name])["files"][0]["verdict"], "valid", "after {after:?}");
        }
        let (first, again) = (vouch.path("first.pdf"), vouch.path("again.pdf"));
        for path in [&first, &again] {
            vouch.answer(&["report", &id, "--output", path.to_str().unwrap(), "--force"]);
        }
        assert!(same(&first, &again), "it was signed twice");
        assert!(!file.exists() || same(&file, &first), "it was signed again");
    }
    assert_eq!(vouch.answer(&["audit", "verify"])["intact"], true);
}

fn borrowed(arguments: &[String]) -> Vec<&str> {
    arguments.iter().map(String::as_str).collect()
}

fn same(one: &Path, other: &Path) -> bool {
    std::fs::read(one).unwrap() == std::fs::read(other).unwrap()
}

#[test]
fn while_a_report_is_received_and_countersigned() {
    let (there, here) = (Vouch::new(), Vouch::new());
    here.answer(&["identity", "create", "--name", "Mara Holt"]);
    for (number, after) in moments() {
        let id = there.record(&interview());
        let signed = there.path(&format!("{number}.pdf"));
        let signed = signed.to_str().unwrap();
        there.answer(&["report", &id, "--output", signed]);
        let before = assessments(&here).len();
        kill(&here, &["receive", signed], after);
        assert!([before, before + 1].contains(&assessments(&here).len()), "after {after:?}");

        let reviewed = here.path(&format!("{number}.pdf"));
        let to = |path: &Path| {
            let arguments = ["review", signed, "--accept", "--sample", "all", "--force", "--output"];
            arguments.into_iter().chain(path.to_str()).map(str::to_owned).collect::<Vec<_>>()
        };
        kill(&here, &borrowed(&to(&reviewed)), after);
        if reviewed.exists() {
            let verified = here.answer(&["verify", reviewed.to_str().unwrap()]);
            assert_eq!(verified["files"][0]["signatures"][1]["decision"], "accepted", "after {after:?}");
        }
        let (first, again) = (here.path("first.pdf"), here.path("again.pdf"));
        for path in [&first, &again] {
            here.answer(&borrowed(&to(path)));
        }
        assert!(same(&first, &again), "it was signed twice");
        assert!(!reviewed.exists() || same(&reviewed, &first), "it was signed again");
        assert_eq!(assessments(&here).len(), before + 1);
    }
    assert_eq!(here.answer(&["audit", "verify"])["intact"], true);
}

#[test]
fn while_a_workspace_of_an_earlier_version_is_encrypted() {
    for (_, after) in moments() {
        let vouch = Vouch::new();
        std::fs::create_dir(vouch.path("workspace")).unwrap();
        let plain = include_bytes!("../fixtures/workspaces/schema-2-plain.db");
        vouch.file("workspace/vouchsafe.db", plain);
        kill(&vouch, &["history"], after);
        assert_eq!(assessments(&vouch).len(), 2, "after {after:?}");
        let names = std::fs::read_dir(vouch.path("workspace")).unwrap();
        let left = names.flatten().find(|it| it.file_name().to_string_lossy().contains("encrypted"));
        assert!(left.is_none(), "a half copy was left: {left:?}");
    }
}
