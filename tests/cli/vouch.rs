//! Running `vouch` on a workspace of its own.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

/// A workspace, a passphrase, and a folder for files.
pub(crate) struct Vouch {
    folder: tempfile::TempDir,
}

impl Vouch {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("passphrase.txt"), "correct horse battery\n").unwrap();
        Self { folder }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file and returns its path as an argument.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Runs `vouch` as it is, with neither workspace nor passphrase.
    pub(crate) fn bare(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_vouch"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env("XDG_DATA_HOME", self.path("data"))
            .env_remove("VOUCHSAFE_PASSPHRASE_FILE")
            .output()
            .unwrap()
    }

    /// Runs `vouch` in the workspace and returns its whole output.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        let (workspace, passphrase) = (self.path("workspace"), self.path("passphrase.txt"));
        let mut all = vec!["--workspace", workspace.to_str().unwrap()];
        all.extend(["--passphrase-file", passphrase.to_str().unwrap(), "--json"]);
        all.extend(arguments);
        self.bare(&all)
    }

    /// What `vouch` answers; it has to succeed and say nothing else.
    pub(crate) fn answer(&self, arguments: &[&str]) -> Value {
        let output = self.run(arguments);
        assert_eq!(text(&output.stderr), "", "{arguments:?}");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// What `vouch` tells people.
    pub(crate) fn told(&self, arguments: &[&str]) -> String {
        let (workspace, passphrase) = (self.path("workspace"), self.path("passphrase.txt"));
        let known = ["--workspace", workspace.to_str().unwrap(), "--passphrase-file", passphrase.to_str().unwrap()];
        let output = self.bare(&[&known, arguments].concat());
        assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
        text(&output.stdout)
    }

    /// The code and the sentence with which `vouch` refuses; it may say nothing else.
    pub(crate) fn refusal(&self, arguments: &[&str]) -> (String, String) {
        let output = self.run(arguments);
        assert_eq!(text(&output.stdout), "", "{arguments:?}");
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", text(&output.stderr));
        let failure: Value = serde_json::from_slice(&output.stderr).unwrap();
        let member = |name: &str| failure["error"][name].as_str().unwrap().to_owned();
        (member("code"), member("message"))
    }

    /// Records an interview and returns its assessment's id.
    pub(crate) fn record(&self, interview: &Value) -> String {
        self.recorded(interview)["assessment"].as_str().unwrap().to_owned()
    }

    /// Records an interview and returns the answer.
    pub(crate) fn recorded(&self, interview: &Value) -> Value {
        let file = self.file("interview.json", interview.to_string());
        self.answer(&["interview", "record", &file])
    }

    /// An interview file is refused with a sentence that holds `said`, at the line on which the first `marker` ends.
    pub(crate) fn refuses_interview(&self, interview: &Value, marker: &str, said: &str) {
        let pretty = serde_json::to_string_pretty(interview).unwrap();
        let before = &pretty[..pretty.find(marker).unwrap() + marker.len()];
        let line = 1 + before.matches('\n').count();
        let file = self.file("wrong.json", pretty);
        let (_, sentence) = self.refusal(&["interview", "record", &file]);
        assert!(sentence.contains(&format!("wrong.json, line {line}: ")), "{marker}, line {line}: {sentence}");
        assert!(sentence.contains(said), "{marker}, “{said}”: {sentence}");
    }

    /// Nothing was kept.
    pub(crate) fn has_nothing(&self) {
        assert_eq!(self.answer(&["history"]), json!({"assessments": []}));
    }
}

/// An interview in which levels 1 and 2 of the built-in SFIA 8 skill are met.
pub(crate) fn interview() -> Value {
    let rating =
        |level: u8, statement: u8, rating: &str| json!({"level": level, "statement": statement, "rating": rating});
    json!({
        "candidate": {"name": "Amara Okafor", "reference": "C-1042"},
        "assessor": {"name": "Lena Vogt", "organisation": "Northwind"},
        "skill": {"edition": "sfia-8", "code": "ITOP"},
        "rule": "consistent",
        "purpose": "promotion",
        "started_at": "2026-03-02T09:30:00+01:00",
        "ratings": [
            rating(1, 1, "fully"), rating(1, 2, "largely"),
            rating(2, 1, "fully"), rating(2, 2, "largely"), rating(2, 3, "fully"), rating(2, 4, "no-opportunity"),
            rating(2, 5, "largely"), rating(3, 1, "partly"),
        ],
        "awarded_level": null,
        "award_reason": null,
    })
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The three real source pages, where they are at hand.
pub(crate) fn seeds() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds");
    if folder.is_dir() {
        return Some(folder);
    }
    skip("../shared/seeds is not here");
    None
}

/// Says that a test skips, also where the test runner keeps what a passing test prints.
pub(crate) fn skip(why: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED: {why}");
}
