//! Where reports go, and under which names.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::export::{exists, target, write_file};
use crate::domain::profile::Profile;
use crate::error::{Code, Result};

/// Where a report goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// This file; with `replace` an existing one gives way.
    File {
        /// The file.
        path: PathBuf,
        /// Whether an existing file gives way.
        replace: bool,
    },
    /// A file of the report's own name in this folder, next to others of that name.
    Folder(PathBuf),
}

impl Destination {
    /// Says before anything is signed that the file could not be written afterwards.
    pub(super) fn refuse_impossible(&self) -> Result<()> {
        match self {
            Self::File { path, replace } => target(path, *replace).map(|_| ()),
            Self::Folder(folder) => target(&folder.join("report.pdf"), true).map(|_| ()),
        }
    }

    /// Writes a report whose own name is `name`. Answers with the file.
    pub(super) fn write(&self, name: &str, pdf: &[u8]) -> Result<PathBuf> {
        match self {
            Self::File { path, replace } => write_file(path, pdf, *replace).map(|()| path.clone()),
            Self::Folder(folder) => write_into(folder, name, pdf),
        }
    }
}

/// Writes under `name`, or under a numbered name where another file has it. The same report is not written twice.
fn write_into(folder: &Path, name: &str, pdf: &[u8]) -> Result<PathBuf> {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    for number in 1..=99 {
        let path = match number {
            1 => folder.join(name),
            _ => folder.join(format!("{stem} ({number}).{ending}")),
        };
        match write_file(&path, pdf, false) {
            Err(refusal) if refusal.code() == Code::Exists => {
                if std::fs::read(&path).is_ok_and(|bytes| bytes == pdf) {
                    return Ok(path);
                }
            }
            written => return written.map(|()| path),
        }
    }
    Err(exists(&folder.join(name)))
}

/// `2026-03-02 ITOP Amara Okafor, ratings.csv`.
pub(super) fn data_name(date: Date, code: &str, candidate: &str, what: &str) -> String {
    format!("{}, {what}", stem(date, &[code], candidate))
}

/// `2026-03-02 ITOP Amara Okafor, sponsor copy.pdf`: date, skills, name, without what a file system could take amiss, and
/// what kind of report it is.
pub(super) fn file_name(date: Date, codes: &[&str], candidate: &str, profile: Profile, reviewed: bool) -> String {
    let remark = match profile {
        Profile::Full if reviewed => ", reviewed",
        Profile::Full => "",
        Profile::Candidate => ", candidate copy",
        Profile::Sponsor => ", sponsor copy",
        Profile::Pseudonymous => ", pseudonymous",
    };
    format!("{}{remark}.pdf", stem(date, codes, candidate))
}

fn stem(date: Date, codes: &[&str], candidate: &str) -> String {
    let plain = |text: &str| {
        let harmless = |character| match character {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '.' => ' ',
            control if control.is_control() => ' ',
            other => other,
        };
        text.chars().map(harmless).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let mut name = plain(candidate);
    // File systems count bytes, and most of them to 255.
    shorten(&mut name, 160);
    let mut codes = plain(&codes.join(" "));
    shorten(&mut codes, 60);
    format!("{date} {codes} {name}")
}

fn shorten(text: &mut String, bytes: usize) {
    while text.len() > bytes {
        text.pop();
    }
}
