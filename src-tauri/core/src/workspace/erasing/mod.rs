//! Erasing a person: everything that is held on them here, with a receipt, and an honest list of what is elsewhere.

mod receipt;
mod remains;
mod text;

use uuid::Uuid;

use super::Workspace;
use super::audit::{Act, spans_of};
use super::people::interviews;
use crate::domain::audit::{Action, Subject, SubjectKind};
use crate::domain::person::Person;
use crate::domain::text::comparable;
use crate::error::{Code, Error, Result};
use crate::store::Values;

pub use receipt::{ErasedReport, ErasingReceipt, RemainingBackup, RemainingReport};
pub use remains::{BackupCopy, CopyState, ExportedFile, Remains};

/// What erasing did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erased {
    /// The receipt, which names nobody.
    pub receipt: ErasingReceipt,
    /// What is known to remain elsewhere, with names and files.
    pub remains: Remains,
    /// Why traces may still stand in the workspace's own file; none: there are none. They go when it is next opened.
    pub traces: Option<String>,
}

impl Workspace {
    /// Erases a person for good: what was recorded or received on them, signed or not, and what the audit trail keeps of
    /// it. The trail goes on saying that and when something was done, and verifies. `typed`: what the user typed to
    /// confirm, which has to be the name or the reference; a reference then stands in the receipt. None: whoever calls
    /// has made sure.
    ///
    /// # Errors
    /// If there is nobody with this id ([`Code::NotFound`]), if something else was typed, if a backup is just being made,
    /// which would hold the person ([`Code::InUse`]), or if the file can't be written. Then nothing is erased.
    pub fn erase_candidate(&mut self, id: Uuid, typed: Option<&str>) -> Result<Erased> {
        let _no_backup = self.store.without_backups()?;
        let (workspace, folder) = (self.store.beside()?.workspace(), &self.folder);
        let act = Act::now(self.environment.as_ref());
        let (told, remains) = self.store.write(|transaction| {
            let person = transaction.person(id)?;
            refuse_other(&person, typed)?;
            let remains = Remains::read(transaction, &person, folder, workspace)?;
            let (interviews, held) = (interviews(transaction, &person)?, transaction.holdings(id)?);
            let values = transaction.erase(id, act.now)?;
            let told = Values::new(receipt::told(&interviews, &held, &remains, &spans_of(&values))?);
            let subject = Subject::new(SubjectKind::Candidate, &id);
            act.record(transaction, Action::CandidateErased, subject, None, &told)?;
            Ok((person, remains))
        })?;
        let traces = self.finish_erasing().err().map(|error| error.message().to_owned());
        let is_reference = |typed: &&str| told.reference.as_deref().map(comparable) == Some(comparable(typed));
        let reference = typed.filter(is_reference).and(told.reference.clone());
        Ok(Erased { receipt: self.erasing_receipt(id, reference.as_deref())?, remains, traces })
    }

    /// The receipt of the last erasing of somebody, made anew from the audit trail. `reference`: what it names them by
    /// beside the id that they had here; the workspace does not know it any more.
    ///
    /// # Errors
    /// If nobody with this id was erased ([`Code::NotFound`]), or if `reference` can't stand on a line.
    pub fn erasing_receipt(&mut self, id: Uuid, reference: Option<&str>) -> Result<ErasingReceipt> {
        let reference = super::line_or_none("The reference", reference)?;
        let kept = self.store.read(|transaction| transaction.last_event_on(id, Action::CandidateErased))?;
        let kept = kept
            .ok_or_else(|| Error::new(Code::NotFound, format!("The audit trail knows nobody {id} who was erased.")))?;
        receipt::read(id, reference, kept)
    }

    /// Removes the traces of an erasing from the file, where that was not done yet.
    pub(super) fn finish_erasing(&mut self) -> Result<()> {
        if !self.store.read(|transaction| transaction.is_erasing_unfinished())? {
            return Ok(());
        }
        match self.store.write_anew()? {
            true => Ok(()),
            false => Err(Error::new(
                Code::InUse,
                "Another program is just reading this workspace. Until that is closed, the log beside the file still holds \
                 what was erased, encrypted.",
            )),
        }
    }
}

/// Refuses a confirmation that means somebody else, or nobody.
fn refuse_other(person: &Person, typed: Option<&str>) -> Result<()> {
    let Some(typed) = typed else { return Ok(()) };
    let known = [Some(&person.name), person.reference.as_ref()];
    match known.into_iter().flatten().any(|it| comparable(it) == comparable(typed)) {
        true => Ok(()),
        false => Err(Error::refused(
            "What you typed is neither the name nor the reference of this candidate. Nothing was erased.",
        )),
    }
}
