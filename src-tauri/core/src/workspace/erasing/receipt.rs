//! The receipt of an erasing: what went, when, by whom, and where the audit trail says so. All of it is read from the event
//! in the trail, so that it can be written again, and it names nobody: of people it has the id that they had here, and the
//! reference if the user typed it.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::super::audit::new_of;
use super::super::people::HeldInterview;
use super::remains::{CopyState, ExportedFile, Remains};
use crate::domain::audit::Head;
use crate::domain::moment::Moment;
use crate::domain::person::Holdings;
use crate::error::{Error, Result};
use crate::store::KeptEvent;

/// The receipt of an erasing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasingReceipt {
    /// The id that the person had here.
    pub candidate: Uuid,
    /// The organisation's reference for them, if the user typed it.
    pub reference: Option<String>,
    /// When they were erased.
    pub erased_at: Moment,
    /// Who did it.
    pub by: String,
    /// The end of the audit trail with it.
    pub entry: Head,
    /// The interviews that went, by their ids.
    pub interviews: Vec<Uuid>,
    /// The signed reports that went.
    pub reports: Vec<ErasedReport>,
    /// How much went.
    pub held: Holdings,
    /// Backups that still held the person.
    pub backups: Vec<RemainingBackup>,
    /// Reports that had been written to files.
    pub exports: Vec<RemainingReport>,
    /// How often the audit trail had been written to files.
    pub trails: usize,
    /// How often a copy had been written that is not encrypted.
    pub plain_copies: usize,
    /// How many earlier states of the workspace lay set aside beside it.
    pub set_aside: usize,
    /// How many others of the same name or reference there were, who stayed.
    pub namesakes: usize,
    /// At how many places in interviews of others the name stood.
    pub mentions: usize,
}

/// A report that went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasedReport {
    /// Its id.
    pub id: String,
    /// SHA-256 of the file, by which copies of it can be told.
    pub sha256: String,
}

/// A backup that still held the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemainingBackup {
    /// When it was made, RFC 3339.
    pub made_at: String,
    /// `there`, `unreadable`, `gone`: not where it was written.
    pub state: String,
}

/// A report that had been written to files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemainingReport {
    /// Its id.
    pub report: String,
    /// When it was written last, RFC 3339.
    pub last_at: String,
    /// How often.
    pub times: usize,
}

/// What the trail keeps. Members are added, never renamed.
#[derive(Serialize, Deserialize)]
struct Told {
    interviews: Vec<Uuid>,
    reports: Vec<ErasedReport>,
    held: ToldHoldings,
    /// Spans of the entries whose values went, such as `3–7`.
    values: Vec<String>,
    remains: ToldRemains,
}

#[derive(Serialize, Deserialize)]
struct ToldRemains {
    backups: Vec<RemainingBackup>,
    exports: Vec<RemainingReport>,
    trails: usize,
    plain_copies: usize,
    set_aside: usize,
    namesakes: usize,
    mentions: usize,
}

/// Declares how the trail keeps numbers of the same names.
macro_rules! told_holdings {
    ($($name:ident),+) => {
        #[derive(Serialize, Deserialize)]
        struct ToldHoldings { $($name: u64),+ }

        impl From<&Holdings> for ToldHoldings {
            fn from(held: &Holdings) -> Self {
                Self { $($name: held.$name),+ }
            }
        }

        impl From<ToldHoldings> for Holdings {
            fn from(told: ToldHoldings) -> Self {
                Self { $($name: told.$name),+ }
            }
        }
    };
}

told_holdings!(
    interviews,
    assessments,
    ratings,
    notes,
    questions,
    evidence,
    files,
    shared_files,
    reports,
    reviews,
    unsigned_reviews,
    steps,
    values
);

/// What the trail is to keep of an erasing.
pub(super) fn told(
    interviews: &[HeldInterview],
    held: &Holdings,
    remains: &Remains,
    values: &[String],
) -> Result<Value> {
    let reports = interviews.iter().filter_map(|it| it.report.as_ref());
    let told = Told {
        interviews: interviews.iter().map(|it| it.id).collect(),
        reports: reports.map(|it| ErasedReport { id: it.id.clone(), sha256: it.sha256.clone() }).collect(),
        held: held.into(),
        values: values.to_vec(),
        remains: remains.into(),
    };
    serde_json::to_value(told).map_err(Error::internal)
}

/// The receipt, as the event tells it.
pub(super) fn read(candidate: Uuid, reference: Option<String>, kept: KeptEvent) -> Result<ErasingReceipt> {
    let new = kept.payload.as_ref().map(|payload| new_of(&payload.text)).unwrap_or_default();
    let (Ok(told), Some(erased_at)) = (serde_json::from_value::<Told>(new), kept.event.moment()) else {
        return Err(Error::refused(format!(
            "Entry {} of the audit trail says that this person was erased, but what went can’t be read any more.",
            kept.event.sequence
        )));
    };
    let Told { interviews, reports, held, remains, .. } = told;
    Ok(ErasingReceipt {
        candidate,
        reference,
        erased_at,
        entry: kept.event.head(),
        by: kept.event.actor,
        interviews,
        reports,
        held: held.into(),
        backups: remains.backups,
        exports: remains.exports,
        trails: remains.trails,
        plain_copies: remains.plain_copies,
        set_aside: remains.set_aside,
        namesakes: remains.namesakes,
        mentions: remains.mentions,
    })
}

impl From<&Remains> for ToldRemains {
    fn from(remains: &Remains) -> Self {
        let backups = remains
            .backups
            .iter()
            .map(|it| RemainingBackup { made_at: it.made_at.to_string(), state: it.state.name().to_owned() });
        Self {
            backups: backups.collect(),
            exports: by_report(&remains.exports),
            trails: remains.trails.len(),
            plain_copies: remains.plain_copies.len(),
            set_aside: remains.set_aside.len(),
            namesakes: remains.namesakes.len(),
            mentions: remains.mentions,
        }
    }
}

impl CopyState {
    /// The name in answers.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::There => "there",
            Self::Unreadable => "unreadable",
            Self::Gone => "gone",
        }
    }
}

/// Names of files tell names of people; what counts is which report, how often and when.
fn by_report(exports: &[ExportedFile]) -> Vec<RemainingReport> {
    let mut reports: Vec<RemainingReport> = Vec::new();
    for ExportedFile { report, at, .. } in exports {
        let last_at = at.to_string();
        match reports.iter_mut().find(|it| it.report == *report) {
            Some(known) => {
                known.last_at = last_at;
                known.times += 1;
            }
            None => reports.push(RemainingReport { report: report.clone(), last_at, times: 1 }),
        }
    }
    reports
}
