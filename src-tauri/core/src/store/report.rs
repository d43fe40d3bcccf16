//! Signed reports: the very bytes, so that exporting again gives the same file.

use rusqlite::{Row, named_params};
use uuid::Uuid;

use super::{OfReport, Transaction, named};
use crate::domain::audit::Head;
use crate::domain::moment::Moment;
use crate::domain::profile::Profile;
use crate::error::Result;

/// What this workspace holds under a report's id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldReport {
    /// Whether it was signed here; else it was received.
    pub own: bool,
    /// SHA-256 of what the assessor signed, 64 hexadecimal digits.
    pub sha256: String,
    /// The id of the report that takes its place.
    pub superseded_by: Option<String>,
}

impl HeldReport {
    /// The report, as a reviewer's signature names it.
    #[must_use]
    pub fn of_report<'a>(&self, id: &'a str) -> OfReport<'a> {
        if self.own { OfReport::Own(id) } else { OfReport::Received(id) }
    }
}

/// A signed report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredReport {
    /// The report's id, such as `VS-2026-7F3K-Q29D`.
    pub id: String,
    /// The interview that it reports.
    pub interview: Uuid,
    /// How much it shows.
    pub profile: Profile,
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
    /// The end of the audit trail that it prints; none: it was signed before there was a trail, or leaves it out.
    pub trail: Option<Head>,
    /// The file.
    pub pdf: Vec<u8>,
}

impl Transaction<'_> {
    /// Keeps a full signed report and marks the interview's assessments as signed.
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

    /// The full signed report of an interview, if there is one.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn report_of(&self, interview: Uuid) -> Result<Option<StoredReport>> {
        self.first("SELECT * FROM report WHERE interview = ?1", [interview.to_string()], full)
    }

    /// The full signed report with this id, if there is one.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn own_report(&self, id: &str) -> Result<Option<StoredReport>> {
        self.first("SELECT * FROM report WHERE id = ?1", [id], full)
    }

    /// What is held under a report's id, without the bytes; none: nothing.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn held_report(&self, id: &str) -> Result<Option<HeldReport>> {
        self.first(
            "SELECT 1 AS own, sha256,
                    coalesce((SELECT correction.id FROM assessment
                              JOIN assessment later ON later.supersedes = assessment.id
                              JOIN report correction ON correction.interview = later.interview
                              WHERE assessment.interview = it.interview LIMIT 1),
                             (SELECT later.id FROM received_report later
                              WHERE later.supersedes = it.id AND later.signer = it.signer
                              ORDER BY later.version DESC, later.id LIMIT 1)) AS superseded_by
             FROM report it WHERE id = ?1
             UNION ALL
             SELECT 1, sha256,
                    (SELECT correction.id FROM assessment
                     JOIN assessment later ON later.supersedes = assessment.id
                     JOIN (SELECT id, interview, profile FROM report_copy
                           UNION ALL SELECT id, interview, 'full' FROM report) correction
                       ON correction.interview = later.interview AND correction.profile IN (it.profile, 'full')
                     WHERE assessment.interview = it.interview ORDER BY correction.profile = 'full' LIMIT 1)
             FROM report_copy it WHERE id = ?1
             UNION ALL
             SELECT 0, sha256,
                    (SELECT later.id FROM received_report later
                     WHERE later.supersedes = it.id AND later.signer = it.signer
                     ORDER BY later.version DESC, later.id LIMIT 1)
             FROM received_report it WHERE id = ?1",
            [id],
            |row| {
                Ok(HeldReport {
                    own: row.get("own")?,
                    sha256: row.get("sha256")?,
                    superseded_by: row.get("superseded_by")?,
                })
            },
        )
    }

    /// The ends of the audit trail that signed reports print.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn reported_heads(&self) -> Result<Vec<Head>> {
        let heads = self.all(
            "SELECT trail_sequence, trail_hash FROM report UNION ALL SELECT trail_sequence, trail_hash FROM report_copy",
            [],
            trail,
        )?;
        Ok(heads.into_iter().flatten().collect())
    }
}

fn full(row: &Row<'_>) -> rusqlite::Result<StoredReport> {
    read(row, Profile::Full)
}

/// A row of either table of signed reports.
pub(super) fn read(row: &Row<'_>, profile: Profile) -> rusqlite::Result<StoredReport> {
    Ok(StoredReport {
        profile,
        id: row.get("id")?,
        interview: named(row, "interview", |id| Uuid::parse_str(id).ok())?,
        version: row.get("version")?,
        signed_at: named(row, "signed_at", Moment::parse)?,
        signer: row.get("signer")?,
        pages: row.get("pages")?,
        sha256: row.get("sha256")?,
        trail: trail(row)?,
        pdf: row.get("pdf")?,
    })
}

fn trail(row: &Row<'_>) -> rusqlite::Result<Option<Head>> {
    let (sequence, hash): (Option<i64>, Option<String>) = (row.get("trail_sequence")?, row.get("trail_hash")?);
    Ok(sequence.zip(hash).map(|(sequence, hash)| Head { sequence, hash }))
}
