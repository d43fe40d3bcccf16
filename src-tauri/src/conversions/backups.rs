//! Backups.

use std::collections::BTreeMap;

use vouchsafe_core::domain::backup::Schedule;
use vouchsafe_core::workspace::{BackupSettings, ListedBackup};

use crate::messages::vault::{BackupSchedule, BackupView, BackupsView};

/// The backups, and when they are made. `found`: what reading the whole of some showed, by their names; `failed`: why the
/// last one that was due could not be made.
pub(crate) fn backups_view(
    settings: &BackupSettings,
    listed: Vec<ListedBackup>,
    found: &BTreeMap<String, String>,
    failed: Option<String>,
) -> BackupsView {
    let views = listed.into_iter().map(|backup| {
        let problem = found.get(&backup.name).cloned();
        let view = BackupView::from(backup);
        BackupView { verified: view.verified && problem.is_none(), problem: problem.or(view.problem), ..view }
    });
    BackupsView {
        schedule: settings.schedule.into(),
        folder: settings.folder.display().to_string(),
        backups: views.collect(),
        problem: failed,
    }
}

impl From<ListedBackup> for BackupView {
    fn from(listed: ListedBackup) -> Self {
        Self {
            name: listed.name,
            made_at: listed.made_at.to_string(),
            size: listed.size,
            // None gets its name before all of it was read back.
            verified: listed.facts.is_ok(),
            problem: listed.facts.err().map(|error| error.message().to_owned()),
        }
    }
}

impl From<Schedule> for BackupSchedule {
    fn from(schedule: Schedule) -> Self {
        match schedule {
            Schedule::Off => Self::Off,
            Schedule::Daily => Self::Daily,
            Schedule::Weekly => Self::Weekly,
        }
    }
}

impl From<BackupSchedule> for Schedule {
    fn from(schedule: BackupSchedule) -> Self {
        match schedule {
            BackupSchedule::Off => Self::Off,
            BackupSchedule::Daily => Self::Daily,
            BackupSchedule::Weekly => Self::Weekly,
        }
    }
}
