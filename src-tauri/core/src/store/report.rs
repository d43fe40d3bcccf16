//! Signed reports: the very bytes, so that exporting again gives the same file.

use rusqlite::{Row, named_params};
use uuid::Uuid;

use super::{Transaction, named};
use crate::domain::audit::Head;
use crate::domain::moment::Moment;
use crate::error::Result;

/// A signed report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredReport {
    /// The report's id, such as `VS-2026-7F3K-Q29D`.
    pub id: String,
    /// The interview that it reports.
    pub interview: Uuid,
    /// The report's version, from 1.
    pub version: u32,
    /// When it was signed, by this machine's clock.
    pub signed_at: Moment,
    /// The fingerprint of the identity that signed it.
    pub signer: String,
    /// How many pages it has.
    pub pages: u32,
    /// SHA-256 of the file, 64 hexadecimal digits.
    pub sha256: String,
    /// The end of the audit trail that it prints; none: it was signed before there was a trail.
    pub trail: Option<Head>,
    /// The file.
    pub pdf: Vec<u8>,
}

impl Transaction<'_> {
    /// Keeps a signed report and marks the interview's assessments as signed.
    ///
    /// # Errors
    /// If the interview has a report already, or if the file can't be written.
    pub fn add_report(&self, report: &StoredReport) -> Result<()> {
        self.execute(
            "INSERT INTO report (id, interview, version, signed_at, signer, pages, sha256, trail_sequence, trail_hash, pdf)
             VALUES (:id, :interview, :version, :signed_at, :signer, :pages, :sha256, :trail_sequence, :trail_hash, :pdf)",
            named_params! {
                ":id": report.id,
                ":interview": report.interview.to_string(),
                ":version": report.version,
                ":signed_at": report.signed_at.to_string(),
                ":signer": report.signer,
                ":pages": report.pages,
                ":sha256": report.sha256,
                ":trail_sequence": report.trail.as_ref().map(|head| head.sequence),
                ":trail_hash": report.trail.as_ref().map(|head| &head.hash),
                ":pdf": report.pdf,
            },
        )?;
        self.record_signed(report.interview)
    }

    /// The signed report of an interview, if there is one.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn report_of(&self, interview: Uuid) -> Result<Option<StoredReport>> {
        self.first("SELECT * FROM report WHERE interview = ?1", [interview.to_string()], |row| {
            Ok(StoredReport {
                id: row.get("id")?,
                interview,
                version: row.get("version")?,
                signed_at: named(row, "signed_at", Moment::parse)?,
                signer: row.get("signer")?,
                pages: row.get("pages")?,
                sha256: row.get("sha256")?,
                trail: trail(row)?,
                pdf: row.get("pdf")?,
            })
        })
    }

    /// The ends of the audit trail that signed reports print.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn reported_heads(&self) -> Result<Vec<Head>> {
        let heads = self.all("SELECT trail_sequence, trail_hash FROM report", [], trail)?;
        Ok(heads.into_iter().flatten().collect())
    }
}

fn trail(row: &Row<'_>) -> rusqlite::Result<Option<Head>> {
    let (sequence, hash): (Option<i64>, Option<String>) = (row.get("trail_sequence")?, row.get("trail_hash")?);
    Ok(sequence.zip(hash).map(|(sequence, hash)| Head { sequence, hash }))
}
