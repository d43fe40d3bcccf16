//! The audit trail of a workspace: adding to it, reading it, verifying it, and taking it along.

mod act;
mod export;
mod losses;
pub(super) mod payloads;
mod values;

use std::path::Path;

use uuid::Uuid;

use super::{Environment, Workspace, write_file};
use crate::domain::audit::{Action, Event, Head, Subject, Verdict, Verifier};
use crate::error::{Error, Result};
use crate::store::{COPY_OF, KeptEvent, Store, Transaction, Values};

pub(super) use act::Act;
pub(super) use losses::{new_of, record_salvaged, spans_of};
pub use values::ChangedValue;

/// The most events that are read at once.
const PAGE: usize = 500;

/// An event, with what it changed as far as that is still kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// The event.
    pub event: Event,
    /// What was there before and afterwards; none: erased.
    pub values: Option<Vec<ChangedValue>>,
}

impl Workspace {
    /// Up to `limit` events before an event, the latest first: of one interview, or of the whole workspace.
    ///
    /// # Errors
    /// If the workspace can't be read.
    pub fn audit_events(
        &mut self,
        interview: Option<Uuid>,
        before: Option<i64>,
        limit: usize,
    ) -> Result<Vec<AuditEntry>> {
        let events = self.store.read(|transaction| transaction.events(interview, before, limit.min(PAGE)))?;
        Ok(events.into_iter().map(AuditEntry::from).collect())
    }

    /// Verifies the whole trail, also against the ends that signed reports of this workspace print, and against those
    /// that were noted elsewhere.
    ///
    /// # Errors
    /// If the workspace can't be read. A trail that somebody changed is no error: the verdict names what is wrong.
    pub fn verify_audit(&mut self, noted: &[Head]) -> Result<Verdict> {
        self.store.read(|transaction| verified(transaction, noted))
    }

    /// The end of the trail, to be noted elsewhere.
    ///
    /// # Errors
    /// If the workspace can't be read.
    pub fn audit_head(&mut self) -> Result<Head> {
        self.store.read(|transaction| transaction.trail_head())
    }

    /// Writes the whole trail to a file: a JSON document a line, the first event first. Answers with the end of what
    /// was written.
    ///
    /// # Errors
    /// If the file exists and may not be replaced ([`Code::Exists`](crate::error::Code::Exists)), or can't be written.
    pub fn export_audit(&mut self, path: &Path, replace: bool) -> Result<Head> {
        let (head, lines) = self.store.read(|transaction| {
            let mut lines = Vec::new();
            transaction.each_event(|kept| export::write_line(&kept, &mut lines))?;
            Ok((transaction.trail_head()?, lines))
        })?;
        write_file(path, &lines, replace)?;
        let act = Act::now(self.environment.as_ref());
        self.store.write(|transaction| {
            let values = Values::new(payloads::written(path));
            act.record(transaction, Action::TrailExported, Subject::workspace(), None, &values)
        })?;
        Ok(head)
    }
}

/// Verifies the whole trail against the ends that signed reports print, and those that were noted.
fn verified(transaction: &Transaction<'_>, noted: &[Head]) -> Result<Verdict> {
    let known = [transaction.reported_heads()?, noted.to_vec()].concat();
    let mut verifier = Verifier::new(&known);
    transaction.each_event(|kept| {
        verifier.add(&kept.event, kept.payload.as_ref());
        verifier.erased(&losses::erased(&kept));
        losses::told(&kept).into_iter().for_each(|loss| verifier.explain(loss));
        Ok(())
    })?;
    transaction.stray_payloads()?.into_iter().for_each(|sequence| verifier.add_stray_payload(sequence));
    Ok(verifier.finish())
}

/// Begins the trail of a workspace that has none yet, and says in it if the workspace was restored from a backup.
pub(super) fn begin(store: &mut Store, environment: &dyn Environment) -> Result<()> {
    let is_known = store
        .read(|transaction| Ok(transaction.trail_head()?.sequence > 0 && transaction.setting(COPY_OF)?.is_none()))?;
    if is_known {
        return Ok(());
    }
    let act = Act::now(environment);
    store.write(|transaction| {
        // Another process may have begun it meanwhile.
        if transaction.trail_head()?.sequence == 0 {
            let earlier = transaction.drafts()?.len() + transaction.history()?.len();
            let values = Values::new(payloads::trail_begun(earlier));
            act.record(transaction, Action::TrailBegun, Subject::workspace(), None, &values)?;
        }
        losses::record_restored(transaction, &act)
    })
}

/// Records what ended an interview, and forgets what it says that nobody is to know any more.
pub(super) fn conclude(transaction: &Transaction<'_>, act: &Act<'_>, id: Uuid, values: &Values) -> Result<()> {
    transaction.erase_taken_back(id)?;
    act.record_on_interview(transaction, Action::InterviewConcluded, id, values)
}

impl From<KeptEvent> for AuditEntry {
    fn from(kept: KeptEvent) -> Self {
        Self { values: kept.payload.map(|payload| values::changed(&payload.text)), event: kept.event }
    }
}

/// What the trail says of an end that was noted: its number and its hash, parted by a colon.
///
/// # Errors
/// If it is not that.
pub fn noted_head(text: &str) -> Result<Head> {
    let refused = || {
        Error::refused(format!(
            "“{text}” is not the end of an audit trail. Write its number, a colon, and its hash of 64 digits."
        ))
    };
    let (sequence, hash) = text.split_once(':').ok_or_else(refused)?;
    let sequence = sequence.trim().parse().ok().filter(|sequence| *sequence > 0).ok_or_else(refused)?;
    let hash: String = hash.chars().filter(|it| !it.is_whitespace()).collect::<String>().to_lowercase();
    let is_hash = hash.len() == 64 && hash.chars().all(|it| it.is_ascii_hexdigit());
    if is_hash { Ok(Head { sequence, hash }) } else { Err(refused()) }
}
