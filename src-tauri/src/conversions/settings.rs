//! Settings.

use std::path::Path;

use vouchsafe_core::domain::interview::Assessor;
use vouchsafe_core::domain::notices::{Notices, Paper};
use vouchsafe_core::workspace::Settings;

use crate::messages::settings::{PaperName, SettingsEntry, SettingsView};

/// What the settings screen shows. `in_keychain`: whether a copy of the workspace's key was put into the keychain.
pub(crate) fn settings_view(settings: Settings, in_keychain: bool, folder: &Path) -> SettingsView {
    SettingsView { in_keychain, settings: settings.into(), workspace_folder: folder.display().to_string() }
}

impl From<Paper> for PaperName {
    fn from(paper: Paper) -> Self {
        match paper {
            Paper::A4 => Self::A4,
            Paper::Letter => Self::Letter,
        }
    }
}

impl From<PaperName> for Paper {
    fn from(paper: PaperName) -> Self {
        match paper {
            PaperName::A4 => Self::A4,
            PaperName::Letter => Self::Letter,
        }
    }
}

impl From<Settings> for SettingsEntry {
    fn from(Settings { assessor, notices, auto_lock_minutes }: Settings) -> Self {
        Self {
            assessor: assessor.name,
            organisation: assessor.organisation.unwrap_or_default(),
            qualification: assessor.qualification.unwrap_or_default(),
            independence: assessor.independence,
            confidentiality: notices.confidentiality,
            appeal: notices.appeal,
            licence: notices.licence,
            retention_months: notices.retention_months,
            paper: notices.paper.into(),
            auto_lock_minutes,
        }
    }
}

impl From<SettingsEntry> for Settings {
    fn from(entry: SettingsEntry) -> Self {
        Self {
            assessor: Assessor {
                name: entry.assessor,
                organisation: Some(entry.organisation),
                qualification: Some(entry.qualification),
                independence: entry.independence,
            },
            notices: Notices {
                confidentiality: entry.confidentiality,
                appeal: entry.appeal,
                licence: entry.licence,
                retention_months: entry.retention_months,
                paper: entry.paper.into(),
            },
            auto_lock_minutes: entry.auto_lock_minutes,
        }
    }
}
