//! The main job in one go: for people without a display, and for whoever wants to see a report.

use std::path::Path;

use super::{Destination, Environment, ExportedReport, OpenAssessment, Passphrase, VerifiedFile, Workspace};
use crate::error::{Error, Result};

/// What came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demo {
    /// The interview and its outcome.
    pub recorded: OpenAssessment,
    /// The signed report.
    pub exported: ExportedReport,
    /// What verifying the file says.
    pub verified: VerifiedFile,
}

/// An interview with somebody invented, in the form that `interview record` takes.
const INTERVIEW: &str = include_str!("demo.json");

/// Interviews somebody invented against the built-in skill, signs the report, and verifies the file. The workspace
/// is temporary; only the PDF stays, in `folder`.
///
/// # Errors
/// If the folder can't be written.
pub fn demo(folder: &Path, environment: impl Fn() -> Box<dyn Environment>) -> Result<Demo> {
    if !folder.is_dir() {
        return Err(Error::refused(format!("{} is not a folder. Name one that exists.", folder.display())));
    }
    let temporary =
        tempfile::tempdir().map_err(|error| Error::io("make a temporary folder in", &std::env::temp_dir(), &error))?;
    let passphrase = environment().new_id().to_string();
    let passphrase = |_| Ok(Passphrase::new(passphrase.clone()));
    let mut workspace = Workspace::open(&temporary.path().join("workspace"), environment(), passphrase)?;
    let recorded = workspace.record_interview("the demo interview", INTERVIEW.as_bytes(), None)?;
    let destination = Destination::Folder(folder.to_path_buf());
    let exported = workspace.export_report(recorded.assessment.id, &destination, passphrase)?;
    let pdf = std::fs::read(&exported.file).map_err(|error| Error::io("read", &exported.file, &error))?;
    let verified = workspace.verify(&exported.file.display().to_string(), &pdf)?;
    Ok(Demo { recorded, exported, verified })
}
