//! Receiving: keeping reports that were signed elsewhere.

use std::collections::BTreeSet;

use super::Workspace;
use super::audit::{Act, payloads};
use super::signers::Known;
use super::verify::{VerifiedFile, Whole, examined};
use crate::domain::audit::{Action, Subject, SubjectKind};
use crate::domain::definition::hex_sha256;
use crate::domain::profile::Profile;
use crate::domain::report::{Countersigned, ReportFacts};
use crate::domain::text::comparable;
use crate::error::{Error, Result};
use crate::store::{HeldReport, StoredCountersignature, StoredReceived, Transaction, Values};

/// A report that was kept, or was here already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// What it says of itself.
    pub facts: ReportFacts,
    /// What became of it.
    pub outcome: ReceivedOutcome,
    /// Names here that may be the same person. They are never merged by themselves.
    pub alike: Vec<String>,
}

/// What became of a report that was to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReceivedOutcome {
    /// Its candidate and assessments were added.
    Added,
    /// The reviewer's signature was added to a report that was here.
    ReviewAdded,
    /// It was here already: nothing changed.
    Unchanged,
}

impl ReceivedOutcome {
    /// `added`, `review-added`, `unchanged`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::ReviewAdded => "review-added",
            Self::Unchanged => "unchanged",
        }
    }
}

impl Workspace {
    /// Keeps a report that was signed elsewhere, with its candidate and its assessments as *received*; or adds the
    /// reviewer's signature with which a report comes back. Who is trusted does not change. The same file twice changes
    /// nothing.
    ///
    /// # Errors
    /// If the file is not a valid report, or shows only a part of one; if this workspace holds another report of the same
    /// id, or another reviewer's signature on the same one. Then nothing changes.
    pub fn receive(&mut self, file: &str, bytes: &[u8]) -> Result<Received> {
        let known = self.store.read(Known::read)?;
        let (verified, whole) = examined(file, bytes, &known);
        let whole = whole.ok_or_else(|| not_valid(&verified))?;
        refuse_partial(file, &whole.facts)?;
        let act = Act::now(self.environment.as_ref());
        let candidate = self.environment.new_id();
        let received = self.store.write(|transaction| {
            let id = &whole.facts.id;
            let Some(held) = transaction.held_report(id)? else {
                transaction.add_received(&received(&whole, &act), candidate)?;
                if let Some(countersignature) = countersignature(&whole, &act) {
                    transaction.add_countersignature(crate::store::OfReport::Received(id), &countersignature)?;
                }
                record(transaction, &act, Action::ReportReceived, &whole)?;
                return Ok(Received {
                    alike: alike(transaction, &whole.facts)?,
                    facts: whole.facts,
                    outcome: ReceivedOutcome::Added,
                });
            };
            let outcome = add_review(transaction, &act, file, &whole, &held)?;
            Ok(Received { facts: whole.facts, outcome, alike: Vec::new() })
        })?;
        self.note_signers(&verified.signatures, &known);
        Ok(received)
    }
}

/// Adds the reviewer's signature to a report that is here, if the file brings one.
fn add_review(
    transaction: &Transaction<'_>,
    act: &Act<'_>,
    file: &str,
    whole: &Whole<'_>,
    held: &HeldReport,
) -> Result<ReceivedOutcome> {
    let id = &whole.facts.id;
    if hex_sha256(whole.first) != held.sha256 {
        return Err(Error::refused(format!(
            "{file} says that it is the report {id}, and so does another report that this workspace holds. One of the two \
             is not what it says it is. Nothing was changed; ask who signed them."
        )));
    }
    let Some(countersignature) = countersignature(whole, act) else { return Ok(ReceivedOutcome::Unchanged) };
    match transaction.countersignature(held.of_report(id))? {
        Some(kept) if kept.revision == countersignature.revision => Ok(ReceivedOutcome::Unchanged),
        Some(kept) => Err(Error::refused(format!(
            "{file} holds a review by {}, but this workspace holds one by {} of the same report {id}. A report has one \
             reviewer. Nothing was changed; ask them which one counts.",
            countersignature.signed.by.name, kept.signed.by.name
        ))),
        None => {
            transaction.add_countersignature(held.of_report(id), &countersignature)?;
            record(transaction, act, Action::CountersignatureAdded, whole)?;
            Ok(ReceivedOutcome::ReviewAdded)
        }
    }
}

fn record(transaction: &Transaction<'_>, act: &Act<'_>, action: Action, whole: &Whole<'_>) -> Result<()> {
    let subject = Subject::new(SubjectKind::Report, &whole.facts.id);
    let values = match (action, &whole.countersigned) {
        (Action::CountersignatureAdded, Some(signed)) => payloads::countersigned(signed),
        (_, signed) => payloads::received(&whole.facts, &whole.signed, &hex_sha256(whole.first), signed.as_ref()),
    };
    act.record(transaction, action, subject, None, &Values::new(values))
}

fn received(whole: &Whole<'_>, act: &Act<'_>) -> StoredReceived {
    StoredReceived {
        facts: whole.facts.clone(),
        signed: whole.signed.clone(),
        received_at: act.now,
        pages: whole.pages,
        sha256: hex_sha256(whole.first),
        pdf: whole.first.to_vec(),
    }
}

fn countersignature(whole: &Whole<'_>, act: &Act<'_>) -> Option<StoredCountersignature> {
    let signed: Countersigned = whole.countersigned.clone()?;
    let sha256 = hex_sha256(&[whole.first, whole.rest].concat());
    Some(StoredCountersignature { signed, added_at: act.now, sha256, revision: whole.rest.to_vec() })
}

fn not_valid(verified: &VerifiedFile) -> Error {
    Error::refused(format!("{} was not kept: it is {}", verified.file, verified.wrong()))
}

fn refuse_partial(file: &str, facts: &ReportFacts) -> Result<()> {
    if facts.profile == Profile::Full {
        return Ok(());
    }
    Err(Error::refused(format!(
        "{file} was not kept: it shows a part of its report only ({}). Ask for the full report.",
        facts.profile.label()
    )))
}

/// Names of other people here that are like that of the report's candidate, or have the same reference.
fn alike(transaction: &Transaction<'_>, facts: &ReportFacts) -> Result<Vec<String>> {
    let candidate = transaction.received_candidate(&facts.id)?;
    let own = transaction.candidates()?.into_iter().map(|it| (it.name, it.reference));
    let others = transaction.received_people()?.into_iter().filter(|(id, ..)| *id != candidate);
    let others = others.map(|(_, name, reference)| (name, reference));
    let is_alike = |(name, reference): &(String, Option<String>)| {
        comparable(name) == comparable(&facts.candidate.name)
            || (reference.is_some() && *reference == facts.candidate.reference)
    };
    let names = own.chain(others).filter(is_alike).map(|(name, reference)| match reference {
        Some(reference) => format!("{name} ({reference})"),
        None => name,
    });
    Ok(names.collect::<BTreeSet<_>>().into_iter().collect())
}
