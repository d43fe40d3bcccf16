//! What is known to remain of a person once they are erased here: as much as the workspace can know, and no more.

use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::super::audit::new_of;
use super::super::backups::listed_backups;
use crate::domain::audit::Action;
use crate::domain::moment::Moment;
use crate::domain::person::{Person, PersonOrigin};
use crate::domain::text::comparable;
use crate::error::Result;
use crate::store::{self, BackupFacts, FoundIn, KeptEvent, Transaction};

/// What is known to hold a person still, beside what can be erased.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Remains {
    /// Backups of this workspace that were made since something is held on the person, and those of which nobody can tell.
    pub backups: Vec<BackupCopy>,
    /// Files into which signed reports on the person were written.
    pub exports: Vec<ExportedFile>,
    /// When the audit trail was written to files, with what was said of everybody.
    pub trails: Vec<ExportedFile>,
    /// When copies of everything were written that are not encrypted. Where to is not kept.
    pub plain_copies: Vec<Moment>,
    /// Folders in which an earlier state of the workspace was set aside, when it was restored or salvaged.
    pub set_aside: Vec<PathBuf>,
    /// People of the same name or reference, who stay: whether they are the same person only the user can say.
    pub namesakes: Vec<Person>,
    /// At how many places in interviews of others the person's name stands.
    pub mentions: usize,
}

/// A backup that may hold the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupCopy {
    /// The file.
    pub file: PathBuf,
    /// When it was made, or, where it does not say so any more, when the file was written last.
    pub made_at: Moment,
    /// What is known of it.
    pub state: CopyState,
}

/// What is known of a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyState {
    /// It is there, and holds the person.
    There,
    /// It is there, and can't be read: it may hold the person.
    Unreadable,
    /// It is not where it was written: moved, or deleted.
    Gone,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportedFile {
    /// The report; `data` where its ratings or its record were written alone, and empty where it is none of a person.
    pub report: String,
    /// The file, as the trail keeps it; empty where it does not any more.
    pub file: String,
    /// When it was written.
    pub at: Moment,
}

/// What stands in place of a report where the ratings or the record were written alone.
const DATA: &str = "data";
/// What the trail is asked about.
const KNOWN: [Action; 5] =
    [Action::ReportExported, Action::DataExported, Action::TrailExported, Action::PlainCopyWritten, Action::BackupMade];

impl Remains {
    /// Reads what is known.
    pub(in crate::workspace) fn read(
        transaction: &Transaction<'_>,
        person: &Person,
        folder: &Path,
        workspace: Uuid,
    ) -> Result<Self> {
        let first = transaction.first_event_on(person)?;
        let theirs = transaction.entries_on(person.id)?;
        let mut remains = Self {
            backups: in_folders(transaction, folder, workspace, first)?,
            set_aside: store::set_aside(folder),
            namesakes: namesakes(transaction, person)?,
            mentions: mentions(transaction, person)?,
            ..Self::default()
        };
        for kept in transaction.events_from(first, &KNOWN)? {
            let Some(at) = kept.event.moment() else { continue };
            match Action::from_name(&kept.event.action) {
                Some(Action::ReportExported) if theirs.binary_search(&kept.event.sequence).is_ok() => {
                    remains.exports.push(ExportedFile { report: kept.event.subject.clone(), file: file(&kept), at });
                }
                Some(Action::DataExported) if theirs.binary_search(&kept.event.sequence).is_ok() => {
                    remains.exports.push(ExportedFile { report: DATA.to_owned(), file: file(&kept), at });
                }
                Some(Action::TrailExported) => {
                    remains.trails.push(ExportedFile { report: String::new(), file: file(&kept), at });
                }
                Some(Action::PlainCopyWritten) => remains.plain_copies.push(at),
                Some(Action::BackupMade) => remains.backups.extend(elsewhere(&kept, at, &remains.backups)),
                _ => {}
            }
        }
        Ok(remains)
    }
}

/// The backups in the folders for them, the newest first.
fn in_folders(transaction: &Transaction<'_>, folder: &Path, workspace: Uuid, first: i64) -> Result<Vec<BackupCopy>> {
    // One without a head is from before the trail, or from a version that says none: it is taken to hold everybody.
    let last = |facts: &BackupFacts| facts.audit_head.as_ref()?.split_once(':')?.0.parse::<i64>().ok();
    let holds = |facts: &BackupFacts| facts.workspace == workspace && last(facts).is_none_or(|last| last >= first);
    let found = listed_backups(transaction, folder)?.into_iter().filter_map(|backup| {
        let state = match &backup.facts {
            Ok(facts) if holds(facts) => CopyState::There,
            Ok(_) => return None,
            Err(_) => CopyState::Unreadable,
        };
        Some(BackupCopy { file: backup.file, made_at: backup.made_at, state })
    });
    Ok(found.collect())
}

/// A backup that was written to another place, by its event. Those that were made by themselves and are not there any more
/// were removed because there were newer ones.
fn elsewhere(kept: &KeptEvent, at: Moment, known: &[BackupCopy]) -> Option<BackupCopy> {
    let new = new_of(&kept.payload.as_ref()?.text);
    let file = PathBuf::from(new["file"].as_str()?);
    let is_there = file.exists();
    let was_asked_for = new["cause"].as_str() == Some(crate::domain::backup::Cause::Asked.name());
    if known.iter().any(|backup| backup.file == file) || !(is_there || was_asked_for) {
        return None;
    }
    let state = if is_there { CopyState::There } else { CopyState::Gone };
    Some(BackupCopy { file, made_at: at, state })
}

fn file(kept: &KeptEvent) -> String {
    let new = kept.payload.as_ref().map(|payload| new_of(&payload.text)).unwrap_or_default();
    new["file"].as_str().unwrap_or_default().to_owned()
}

fn namesakes(transaction: &Transaction<'_>, person: &Person) -> Result<Vec<Person>> {
    let is_alike = |other: &Person| {
        other.id != person.id
            && (comparable(&other.name) == comparable(&person.name)
                || (other.reference.is_some() && other.reference == person.reference))
    };
    Ok(transaction.people()?.into_iter().filter(is_alike).collect())
}

/// Counts the texts of others in which the name stands.
fn mentions(transaction: &Transaction<'_>, person: &Person) -> Result<usize> {
    let name = comparable(&person.name);
    let found = transaction.search(|text| comparable(text).contains(&name), usize::MAX)?;
    let mut count = 0;
    for place in found.into_iter().filter(|place| place.found_in != FoundIn::Heading) {
        let interview = transaction.progress(place.assessment)?.interview;
        let is_theirs = person.origin == PersonOrigin::Recorded && transaction.candidate_of(interview)?.id == person.id;
        count += usize::from(!is_theirs);
    }
    Ok(count)
}
