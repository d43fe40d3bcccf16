//! Reports that were received.

use super::destination::file_name;
use super::reports::Signed;
use super::signers::Known;
use super::{Destination, ExportedReport, ReportInfo, SignatureInfo, Workspace};
use crate::domain::moment::Moment;
use crate::domain::report::ReportFacts;
use crate::error::Result;
use crate::signature::Field;
use crate::store::{OfReport, ReceivedEntry, Transaction};

/// A report that was received, in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedReport {
    /// What it says of itself.
    pub facts: ReportFacts,
    /// When it was received.
    pub received_at: Moment,
    /// Its signatures, in the order of signing.
    pub signatures: Vec<SignatureInfo>,
    /// Whether a review of it was begun here and is not signed.
    pub review_begun: bool,
    /// The id of the report that takes its place: one that says so and is signed with the same key.
    pub superseded_by: Option<String>,
}

impl Workspace {
    /// The reports that were received, the one that came last first.
    ///
    /// # Errors
    /// If the workspace can't be read.
    pub fn received_reports(&mut self) -> Result<Vec<ReceivedReport>> {
        self.store.read(|transaction| {
            let known = Known::read(transaction)?;
            let entries = transaction.received_reports()?.into_iter();
            Ok(entries
                .map(|entry| ReceivedReport {
                    signatures: signatures(&entry, &known),
                    facts: entry.facts,
                    received_at: entry.received_at,
                    review_begun: entry.review_begun,
                    superseded_by: entry.superseded_by,
                })
                .collect())
        })
    }

    /// A received report as it is kept: with the reviewer's signature, if there is one.
    ///
    /// # Errors
    /// If there is none with this id.
    pub fn received_pdf(&mut self, report: &str) -> Result<Vec<u8>> {
        Ok(self.store.read(|transaction| kept(transaction, &transaction.received(report)?))?.pdf)
    }

    /// The name under which a received report goes out.
    ///
    /// # Errors
    /// If there is none with this id.
    pub fn received_name(&mut self, report: &str) -> Result<String> {
        Ok(name(&self.store.read(|transaction| transaction.received(report))?))
    }

    /// Writes a received report to a file, as it is kept.
    ///
    /// # Errors
    /// If there is none with this id, or if the file exists ([`Code::Exists`](crate::error::Code::Exists)) or can't be
    /// written.
    pub fn export_received(&mut self, report: &str, destination: &Destination) -> Result<ExportedReport> {
        let (name, report) = self.store.read(|transaction| {
            let entry = transaction.received(report)?;
            Ok((name(&entry), kept(transaction, &entry)?))
        })?;
        self.write_report(report, &name, destination, None)
    }
}

/// The signatures of a received report, and what the workspace thinks of their signers.
pub(super) fn signatures(entry: &ReceivedEntry, known: &Known) -> Vec<SignatureInfo> {
    let assessor = known.kept(Field::Assessor, &entry.signed, None);
    let reviewer = entry.countersigned.as_ref();
    let reviewer = reviewer.map(|signed| known.kept(Field::Reviewer, &signed.by, Some(signed.review.clone())));
    [assessor].into_iter().chain(reviewer).collect()
}

/// The file.
pub(super) fn kept(transaction: &Transaction<'_>, entry: &ReceivedEntry) -> Result<Signed> {
    let facts = &entry.facts;
    let id = &facts.id;
    let info = ReportInfo {
        id: id.clone(),
        profile: facts.profile,
        sha256: entry.sha256.clone(),
        pages: entry.pages,
        signer_fingerprint: entry.signed.fingerprint.clone(),
        signed_at: entry.signed.at,
        review: None,
    };
    Signed { info, pdf: transaction.received_pdf(id)? }.countersigned(transaction, OfReport::Received(id))
}

fn name(entry: &ReceivedEntry) -> String {
    let facts = &entry.facts;
    let codes: Vec<&str> = facts.results.iter().map(|it| it.code.as_str()).collect();
    let reviewed = entry.countersigned.is_some();
    file_name(facts.interviewed_at.date(), &codes, &facts.candidate.name, facts.profile, reviewed)
}
