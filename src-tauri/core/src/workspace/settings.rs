//! What an assessor sets once.

use super::audit::{Act, payloads};
use super::{Workspace, line_or_none, note, printable};
use crate::domain::audit::{Action, Subject};
use crate::domain::interview::Assessor;
use crate::domain::notices::{Notices, Paper};
use crate::error::{Error, Result};
use crate::store::Transaction;

/// The most months that records can be said to be kept: a hundred years.
const RETENTION_LIMIT: u16 = 1200;
/// After how many idle minutes a workspace is locked at first.
const AUTO_LOCK: u16 = 10;
/// The most minutes: a day.
const AUTO_LOCK_LIMIT: u16 = 24 * 60;

/// The settings of a workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The assessor of new interviews; an empty name: nobody yet.
    pub assessor: Assessor,
    /// What every report says.
    pub notices: Notices,
    /// After how many minutes without a key or a pointer the workspace is locked; 0: never.
    pub auto_lock_minutes: u16,
}

impl Default for Settings {
    fn default() -> Self {
        Self { assessor: Assessor::default(), notices: Notices::default(), auto_lock_minutes: AUTO_LOCK }
    }
}

impl Workspace {
    /// The settings.
    ///
    /// # Errors
    /// If the workspace can't be read.
    pub fn settings(&mut self) -> Result<Settings> {
        self.store.read(settings)
    }

    /// Keeps the settings, and answers with what was kept.
    ///
    /// # Errors
    /// If a text can't stand in a report; then nothing is kept.
    pub fn save_settings(&mut self, wanted: &Settings) -> Result<Settings> {
        let wanted = checked(wanted)?;
        let act = Act::now(self.environment.as_ref());
        self.store.write(|transaction| {
            // By the name that they were done under, which may be what changes.
            if let Some(values) = payloads::settings(&settings(transaction)?, &wanted) {
                act.record(transaction, Action::SettingsSaved, Subject::workspace(), None, &values)?;
            }
            let Settings { assessor, notices, auto_lock_minutes } = &wanted;
            transaction.set("assessor.name", &assessor.name)?;
            transaction.set("assessor.organisation", assessor.organisation.as_deref().unwrap_or_default())?;
            transaction.set("assessor.qualification", assessor.qualification.as_deref().unwrap_or_default())?;
            transaction.set("assessor.independence", &assessor.independence)?;
            transaction.set("report.confidentiality", &notices.confidentiality)?;
            transaction.set("report.appeal", &notices.appeal)?;
            transaction.set("report.licence", &notices.licence)?;
            let months = notices.retention_months.map(|months| months.to_string()).unwrap_or_default();
            transaction.set("report.retention_months", &months)?;
            transaction.set("report.paper", notices.paper.name())?;
            transaction.set("vault.auto_lock_minutes", &auto_lock_minutes.to_string())
        })?;
        Ok(wanted)
    }
}

/// Reads the settings; what was never set is as it is at first.
pub(super) fn settings(transaction: &Transaction<'_>) -> Result<Settings> {
    let text = |name: &str| Ok::<_, Error>(transaction.setting(name)?.unwrap_or_default());
    let line = |name: &str| Ok::<_, Error>(transaction.setting(name)?.filter(|text| !text.is_empty()));
    let at_first = Notices::default();
    Ok(Settings {
        assessor: Assessor {
            name: text("assessor.name")?,
            organisation: line("assessor.organisation")?,
            qualification: line("assessor.qualification")?,
            independence: text("assessor.independence")?,
        },
        notices: Notices {
            confidentiality: line("report.confidentiality")?.unwrap_or(at_first.confidentiality),
            appeal: text("report.appeal")?,
            licence: text("report.licence")?,
            retention_months: text("report.retention_months")?.parse().ok(),
            paper: Paper::from_name(&text("report.paper")?).unwrap_or_default(),
        },
        auto_lock_minutes: text("vault.auto_lock_minutes")?.parse().unwrap_or(AUTO_LOCK),
    })
}

fn checked(wanted: &Settings) -> Result<Settings> {
    let Settings { assessor, notices, auto_lock_minutes } = wanted;
    if *auto_lock_minutes > AUTO_LOCK_LIMIT {
        return Err(Error::refused(format!(
            "A workspace is locked after at most {AUTO_LOCK_LIMIT} minutes, or never (0)."
        )));
    }
    let text = |what: &str, text: &str| note(what, text).and_then(|text| printable(what, text));
    let months = notices.retention_months;
    if months.is_some_and(|months| months == 0 || months > RETENTION_LIMIT) {
        return Err(Error::refused(format!("Records are kept for 1 to {RETENTION_LIMIT} months, or it is not said.")));
    }
    Ok(Settings {
        assessor: Assessor {
            name: line_or_none("The assessor’s name", Some(&assessor.name))?.unwrap_or_default(),
            organisation: line_or_none("The assessor’s organisation", assessor.organisation.as_deref())?,
            qualification: line_or_none("The assessor’s qualification", assessor.qualification.as_deref())?,
            independence: text("The declaration of independence", &assessor.independence)?,
        },
        notices: Notices {
            confidentiality: line_or_none("The confidentiality marking", Some(&notices.confidentiality))?
                .unwrap_or_else(|| Notices::default().confidentiality),
            appeal: text("The text on appeals", &notices.appeal)?,
            licence: text("The licence line", &notices.licence)?,
            retention_months: months,
            paper: notices.paper,
        },
        auto_lock_minutes: *auto_lock_minutes,
    })
}
