//! Reviewers' signatures on reports: the very bytes that follow what the assessor signed.

use rusqlite::{Row, named_params};

use super::review::{read_samples, samples_text};
use super::{Transaction, named};
use crate::domain::moment::Moment;
use crate::domain::report::{Countersigned, SignedBy};
use crate::domain::review::{Decision, Review};
use crate::error::Result;

/// The report that was countersigned, by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfReport<'a> {
    /// It was signed here.
    Own(&'a str),
    /// It was received.
    Received(&'a str),
}

/// A reviewer's signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredCountersignature {
    /// Who signed what.
    pub signed: Countersigned,
    /// When it came here, by this machine's clock.
    pub added_at: Moment,
    /// SHA-256 of the report with it, 64 hexadecimal digits.
    pub sha256: String,
    /// What follows the bytes that the assessor signed.
    pub revision: Vec<u8>,
}

impl Transaction<'_> {
    /// Keeps a reviewer's signature on a report. A review of it that was begun here is over.
    ///
    /// # Errors
    /// If the report has one already, or if the file can't be written.
    pub fn add_countersignature(&self, of: OfReport<'_>, kept: &StoredCountersignature) -> Result<()> {
        let (own, received) = match of {
            OfReport::Own(id) => (Some(id), None),
            OfReport::Received(id) => (None, Some(id)),
        };
        self.execute("DELETE FROM review WHERE report = ?1", [received])?;
        let Countersigned { by, review } = &kept.signed;
        self.execute(
            "INSERT INTO countersignature (sha256, report, received_report, signer, signer_name, signer_organisation,
                                           signed_at, decision, reason, sampled, added_at, revision)
             VALUES (:sha256, :own, :received, :signer, :name, :organisation, :signed_at, :decision, :reason, :sampled,
                     :added_at, :revision)",
            named_params! {
                ":sha256": kept.sha256,
                ":own": own,
                ":received": received,
                ":signer": by.fingerprint,
                ":name": by.name,
                ":organisation": by.organisation,
                ":signed_at": by.at.to_string(),
                ":decision": review.decision.name(),
                ":reason": review.reason,
                ":sampled": samples_text(&review.sampled),
                ":added_at": kept.added_at.to_string(),
                ":revision": kept.revision,
            },
        )?;
        Ok(())
    }

    /// The reviewer's signature on a report, if there is one.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn countersignature(&self, of: OfReport<'_>) -> Result<Option<StoredCountersignature>> {
        self.first(&of.select("*"), [of.id()], |row| {
            Ok(StoredCountersignature {
                signed: read(row)?,
                added_at: named(row, "added_at", Moment::parse)?,
                sha256: row.get("sha256")?,
                revision: row.get("revision")?,
            })
        })
    }

    /// Who signed a report as its reviewer, and what they decided; none: nobody did.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn countersigned(&self, of: OfReport<'_>) -> Result<Option<Countersigned>> {
        let columns = "signer, signer_name, signer_organisation, signed_at, decision, reason, sampled";
        self.first(&of.select(columns), [of.id()], read)
    }
}

impl OfReport<'_> {
    fn id(&self) -> &str {
        match self {
            Self::Own(id) | Self::Received(id) => id,
        }
    }

    fn select(&self, columns: &str) -> String {
        let reference = match self {
            Self::Own(_) => "report",
            Self::Received(_) => "received_report",
        };
        format!("SELECT {columns} FROM countersignature WHERE {reference} = ?1")
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Countersigned> {
    Ok(Countersigned {
        by: read_signer(row)?,
        review: Review {
            decision: named(row, "decision", Decision::from_name)?,
            reason: row.get("reason")?,
            sampled: named(row, "sampled", read_samples)?,
        },
    })
}

/// Reads who signed, of a table that says so.
pub(super) fn read_signer(row: &Row<'_>) -> rusqlite::Result<SignedBy> {
    Ok(SignedBy {
        name: row.get("signer_name")?,
        organisation: row.get("signer_organisation")?,
        fingerprint: row.get("signer")?,
        at: named(row, "signed_at", Moment::parse)?,
    })
}
