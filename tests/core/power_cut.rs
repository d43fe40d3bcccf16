//! What was acknowledged is there after the process is killed in the middle of its work.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use vouchsafe_core::domain::rating::{Finding, Rating};
use vouchsafe_core::workspace::{System, Workspace};

use crate::desk::{Desk, at, passphrase, start};

/// Tells the writer below its workspace; without it, the writer is an ordinary test with nothing to do.
const WORKSPACE: &str = "VOUCHSAFE_TEST_WRITER";
const KILLS: usize = 200;

/// The rating of the `n`th write.
fn rating(n: usize) -> Finding {
    Finding::Rated(Rating::ALL[n % 4])
}

#[test]
fn no_acknowledged_rating_is_lost() {
    let desk = Desk::new();
    let id = desk.open().start_interview(&start()).unwrap().assessment.id;
    for kill in 0..KILLS {
        let mut writer = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "power_cut::writer", "--nocapture"])
            .env(WORKSPACE, desk.folder())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(writer.stdout.take().unwrap()).lines();
        let acknowledged = lines.map_while(Result::ok).filter_map(|line| line.strip_prefix("saved ")?.parse().ok());
        // Killed after another number of acknowledgements each time; more may have been made until it dies.
        let last: usize = acknowledged.take(kill % 12 * 3 + 1).last().unwrap();
        writer.kill().unwrap();
        writer.wait().unwrap();
        let found = desk.open().assessment(id).unwrap();
        let (finding, note) = (found.assessment.finding(at(1, 1)), &found.assessment.responses[&at(1, 1)].note);
        let written: usize = note.parse().unwrap();
        assert!(written >= last, "acknowledged {last}, found {written}");
        // The rating is written first, the note second; a kill may fall between the two.
        assert!(finding == rating(written) || finding == rating(written + 1), "kill {kill}");
    }
}

/// Rates and writes, and says so only after the commit; until it is killed.
#[test]
fn writer() {
    let Some(folder) = std::env::var_os(WORKSPACE) else { return };
    let mut workspace = Workspace::open(folder.as_ref(), Box::new(System), |_| Ok(passphrase())).unwrap();
    let id = workspace.overview().unwrap().drafts[0].entry.assessment;
    for n in 0.. {
        workspace.rate(id, at(1, 1), rating(n)).unwrap();
        workspace.write_note(id, at(1, 1), &n.to_string()).unwrap();
        println!("saved {n}");
    }
}
