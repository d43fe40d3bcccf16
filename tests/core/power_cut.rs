//! What was acknowledged is there after the process is killed in the middle of its work.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use vouchsafe_core::domain::rating::{Finding, Rating};
use vouchsafe_core::workspace::{System, Workspace};

use crate::desk::{Desk, at, holds, passphrase, start};
use crate::signed::{hold, interview, report};

/// Tells the writer below its workspace; without it, the writer is an ordinary test with nothing to do.
const WORKSPACE: &str = "VOUCHSAFE_TEST_WRITER";
/// Tells the eraser whom to erase.
const PERSON: &str = "VOUCHSAFE_TEST_PERSON";
const KILLS: usize = 200;
/// How often somebody is killed who erases, and one who is not.
const ERASINGS: u32 = 21;

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

/// Either everything of a person is there or nothing is, wherever the kill falls; and once the workspace was opened, no trace.
#[test]
fn an_erasing_is_done_or_was_never_begun() {
    let desk = Desk::new();
    drop(desk.open());
    // Reports have ids of chance.
    let mut workspace = Workspace::open(&desk.folder(), Box::new(System), |_| Ok(passphrase())).unwrap();
    let stays = hold(&mut workspace, &interview("Mei Lin", None, "Lena Vogt"));
    report(&mut workspace, stays);
    for kill in 0..ERASINGS {
        let name = format!("Quillfeather{kill:02}");
        let assessment = hold(&mut workspace, &interview(&name, None, "Lena Vogt"));
        if kill % 4 == 0 {
            report(&mut workspace, assessment);
        }
    }
    let people = workspace.people().unwrap();
    drop(workspace);
    let mut whole = Duration::ZERO;
    let (mut done, mut undone) = (0, 0);
    for (kill, person) in (0..ERASINGS).zip(people.iter().filter(|person| person.name != "Mei Lin")) {
        let before = desk.open().person(person.id).unwrap();
        let mut eraser = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "power_cut::eraser", "--nocapture"])
            .env(WORKSPACE, desk.folder())
            .env(PERSON, person.id.to_string())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(eraser.stdout.take().unwrap()).lines().map_while(Result::ok);
        lines.find(|line| line == "erasing").unwrap();
        let begun = Instant::now();
        if kill == 0 {
            // This one is through; the others are killed at as many moments of what it took, and a little beyond.
            lines.find(|line| line == "erased").unwrap();
            whole = begun.elapsed();
        } else {
            std::thread::sleep(whole * kill / (ERASINGS - 2));
        }
        eraser.kill().unwrap();
        eraser.wait().unwrap();
        let acknowledged = kill == 0 || lines.any(|line| line == "erased");
        let mut workspace = desk.open();
        match workspace.person(person.id) {
            Ok(found) => {
                assert!(!acknowledged, "kill {kill}");
                assert_eq!(found, before, "kill {kill}");
                undone += 1;
            }
            Err(_) => {
                assert!(!holds(&desk, &person.name), "kill {kill}: a trace was left");
                assert_eq!(workspace.erasing_receipt(person.id, None).unwrap().held, before.holdings);
                done += 1;
            }
        }
        assert_eq!(workspace.history().unwrap().len() + done, people.len(), "kill {kill}: nobody else went");
        assert!(workspace.verify_audit(&[]).unwrap().is_intact(), "kill {kill}");
        assert!(workspace.check_integrity().unwrap().is_empty(), "kill {kill}");
    }
    println!("{done} were erased, {undone} were not, in {whole:?} each");
}

/// Erases somebody, and says when it begins and when it is done; until it is killed.
#[test]
fn eraser() {
    let (Some(folder), Some(person)) = (std::env::var_os(WORKSPACE), std::env::var(PERSON).ok()) else { return };
    let mut workspace = Workspace::open(folder.as_ref(), Box::new(System), |_| Ok(passphrase())).unwrap();
    println!("erasing");
    workspace.erase_candidate(person.parse().unwrap(), None).unwrap();
    println!("erased");
}
