//! Signing and exporting.

use std::path::{Path, PathBuf};

use tauri_plugin_dialog::FilePath;
use vouchsafe_core::domain::profile::Profile;
use vouchsafe_core::domain::report::Countersigned;
use vouchsafe_core::error::{Error, Result};
use vouchsafe_core::workspace::{DataKind, ExportedReport, PreparedProfile, PreparedReport, ReportInfo};

use crate::messages::failure::Failure;
use crate::messages::report::{CountersignatureView, DataName, ProfileName, ProfileView, ReportView, SigningView};

/// What the sign screen shows.
pub(crate) fn signing_view(prepared: PreparedReport, folder: &Path) -> SigningView {
    SigningView {
        signer: prepared.signer,
        fingerprint: prepared.fingerprint,
        folder: folder.display().to_string(),
        profiles: prepared.profiles.into_iter().map(Into::into).collect(),
    }
}

impl From<PreparedProfile> for ProfileView {
    fn from(prepared: PreparedProfile) -> Self {
        Self {
            profile: prepared.profile.into(),
            file_name: prepared.file_name,
            report: prepared.report.map(|report| report_view(report, None)),
        }
    }
}

impl From<Profile> for ProfileName {
    fn from(profile: Profile) -> Self {
        match profile {
            Profile::Full => Self::Full,
            Profile::Candidate => Self::Candidate,
            Profile::Sponsor => Self::Sponsor,
            Profile::Pseudonymous => Self::Pseudonymous,
        }
    }
}

impl From<ProfileName> for Profile {
    fn from(name: ProfileName) -> Self {
        match name {
            ProfileName::Full => Self::Full,
            ProfileName::Candidate => Self::Candidate,
            ProfileName::Sponsor => Self::Sponsor,
            ProfileName::Pseudonymous => Self::Pseudonymous,
        }
    }
}

impl From<DataName> for DataKind {
    fn from(name: DataName) -> Self {
        match name {
            DataName::Ratings => Self::Ratings,
            DataName::Record => Self::Record,
        }
    }
}

impl From<ExportedReport> for ReportView {
    fn from(exported: ExportedReport) -> Self {
        report_view(exported.report, Some(exported.file))
    }
}

/// The path that a dialog gave.
pub(crate) fn chosen_path(chosen: FilePath) -> Result<PathBuf> {
    chosen.into_path().map_err(|_| Error::refused("This place is no folder on this machine. Choose another one."))
}

/// The paths that a dialog gave.
pub(crate) fn chosen_paths(chosen: Vec<FilePath>) -> Result<Vec<PathBuf>> {
    chosen.into_iter().map(chosen_path).collect()
}

/// The failure where the system has no program for a file.
pub(crate) fn not_opened(file: &Path, error: &impl std::fmt::Display) -> Failure {
    let said = format!("The system could not open {} ({error}). The file is there; open it by hand.", file.display());
    Error::refused(said).into()
}

fn report_view(report: ReportInfo, file: Option<PathBuf>) -> ReportView {
    ReportView {
        file: file.map(|file| file.display().to_string()),
        sha256: report.sha256,
        pages: report.pages,
        signer_fingerprint: report.signer_fingerprint,
        signed_at: report.signed_at.to_string(),
        review: report.review.map(Into::into),
    }
}

impl From<Countersigned> for CountersignatureView {
    fn from(Countersigned { by, review }: Countersigned) -> Self {
        Self { reviewer: by.name, signed_at: by.at.to_string(), decision: (&review).into() }
    }
}
