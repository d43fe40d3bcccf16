//! What signing and verifying take, next to pyHanko on the same machine in the same run.
//!
//! `cargo bench --workspace --bench signing` needs the virtual environment that the set-up script makes for the tests.
//! It signs and verifies a report of nine pages in steady state: keys are open, and the report is made. Ours contain
//! drawing the appearance, and verifying what was signed. It fails only if it can't measure.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a measurement that meets the unexpected stops there, and says what it measured"
)]

#[path = "../measure.rs"]
mod measure;
#[path = "../../src-tauri/core/src/report/samples/mod.rs"]
#[expect(dead_code, reason = "the tests need more of them")]
mod samples;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use measure::{Table, median};
use serde::Deserialize;
use vouchsafe_core::domain::level::Level;
use vouchsafe_core::domain::moment::Moment;
use vouchsafe_core::domain::review::{Decision, Review, Sampled};
use vouchsafe_core::signature::{Capacity, Identity, Signer, sign};
use vouchsafe_core::workspace::verify_alone;

const ROUNDS: usize = 40;
/// How many reports are verified in one process, to see whether it grows.
const MANY: usize = 1_000;
const PASSPHRASE: &str = "correct horse";

#[derive(Deserialize)]
struct PyHanko {
    sign: Vec<f64>,
    validate: Vec<f64>,
}

fn main() {
    let made = Moment::parse("2025-03-02T09:30:00+01:00").unwrap();
    let interview = samples::full();
    let [assessor, reviewer] = [interview.assessor.name.as_str(), "Myroslava Zahorodnia"]
        .map(|name| Identity::create(name, None, PASSPHRASE, made, &mut getrandom::SysRng).unwrap());
    let (first, second) = (assessor.unlock(PASSPHRASE).unwrap(), reviewer.unlock(PASSPHRASE).unwrap());

    let base = vouchsafe_core::report::render(&samples::request(&interview)).unwrap().pdf;
    let certified = certify(&base, &first, made);
    let review = Review {
        decision: Decision::Accepted,
        reason: String::new(),
        sampled: vec![Sampled { assessment: interview.assessments[0].id, level: Level::new(1).unwrap(), statement: 1 }],
    };
    let capacity = Capacity::Reviewer { review: &review };
    let countersigned = sign(&certified, &second, &capacity, made).unwrap();

    let signing = times(|| drop(certify(&base, &first, made)));
    let verifying = times(|| assert!(verify_alone("report.pdf", &countersigned).verdict.is_valid()));
    let theirs = pyhanko(&base, &countersigned, &[&assessor, &reviewer]);

    let mut table = Table::default();
    let (they_sign, they_validate) = (of_seconds(&theirs.sign), of_seconds(&theirs.validate));
    table.add("pyHanko: signing", they_sign);
    table.compare("signing, and verifying what was signed", median(signing), they_sign, 0.1);
    table.add("pyHanko: validating two signatures, diff policy", they_validate);
    table.compare("verifying with the whole strict profile", median(verifying), they_validate, 0.25);
    println!("{table}");
    growth(&countersigned);
}

fn certify(base: &[u8], signer: &Signer, at: Moment) -> Vec<u8> {
    sign(base, signer, &Capacity::Assessor { organisation: None }, at).unwrap()
}

fn times(mut work: impl FnMut()) -> Vec<Duration> {
    (0..3).for_each(|_| work());
    let timed = (0..ROUNDS).map(|_| {
        let before = Instant::now();
        work();
        before.elapsed()
    });
    timed.collect()
}

fn of_seconds(seconds: &[f64]) -> Duration {
    median(seconds.iter().copied().map(Duration::from_secs_f64).collect())
}

fn pyhanko(base: &[u8], countersigned: &[u8], signers: &[&Identity]) -> PyHanko {
    let folder = tempfile::tempdir().unwrap();
    let keep = |name: &str, bytes: &[u8]| -> PathBuf {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut command = Command::new(root.join(".venv/bin/python"));
    command.arg(root.join("benches/signing/reference.py"));
    command.arg(keep("base.pdf", base)).arg(keep("report.pdf", countersigned)).arg(ROUNDS.to_string());
    for (identity, number) in signers.iter().zip(1..) {
        command.arg(keep(&format!("root-{number}.pem"), identity.root_pem().unwrap().as_bytes()));
    }
    let output = command.output().expect("the virtual environment, which scripts/set-up makes");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Verifies one report many times, and says how much memory that took.
fn growth(report: &[u8]) {
    let Some(before) = peak() else {
        println!("peak memory: this system does not say");
        return;
    };
    for _ in 0..MANY {
        assert!(verify_alone("report.pdf", report).verdict.is_valid());
    }
    let after = peak().unwrap();
    println!("peak memory before and after verifying {MANY} more reports: {before} and {after} KiB");
}

/// The most memory that this process ever had, in KiB.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix("kB")?.trim().parse().ok())
}
