//! Reports that were signed elsewhere: the very bytes, and what they say of themselves.

use rusqlite::{Row, named_params};
use uuid::Uuid;

use super::countersignature::{OfReport, read_signer};
use super::{Transaction, level_or_null, named, not_found};
use crate::domain::level::Level;
use crate::domain::moment::Moment;
use crate::domain::profile::Profile;
use crate::domain::report::{Countersigned, ReportFacts, ReportedCandidate, SignedBy, SkillResult};
use crate::error::{Code, Error, Result};

/// A received report with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredReceived {
    /// What it says of itself.
    pub facts: ReportFacts,
    /// The assessor's signature.
    pub signed: SignedBy,
    /// When it came here, by this machine's clock.
    pub received_at: Moment,
    /// How many pages it has.
    pub pages: u32,
    /// SHA-256 of what the assessor signed, 64 hexadecimal digits.
    pub sha256: String,
    /// What the assessor signed.
    pub pdf: Vec<u8>,
}

/// A received report in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedEntry {
    /// What it says of itself.
    pub facts: ReportFacts,
    /// The assessor's signature.
    pub signed: SignedBy,
    /// The reviewer's signature, if there is one.
    pub countersigned: Option<Countersigned>,
    /// When it came here, by this machine's clock.
    pub received_at: Moment,
    /// How many pages it has.
    pub pages: u32,
    /// SHA-256 of the file as it is kept, with the reviewer's signature if there is one, 64 hexadecimal digits.
    pub sha256: String,
    /// Whether a review of it was begun here and is not signed.
    pub review_begun: bool,
    /// The id of the report that takes its place: one that says so and is signed with the same key.
    pub superseded_by: Option<String>,
}

impl Transaction<'_> {
    /// Keeps a report that was signed elsewhere, with its assessments. Its candidate is the one of an earlier report
    /// that the same key signed, if that names the same id; else it is the new one with the id `candidate`.
    ///
    /// # Errors
    /// If there is a report with this id, or if the file can't be written.
    pub fn add_received(&self, report: &StoredReceived, candidate: Uuid) -> Result<()> {
        let StoredReceived { facts, signed, .. } = report;
        let original = facts.candidate.id.to_string();
        let received_at = report.received_at.to_string();
        self.execute(
            "INSERT INTO received_candidate (id, signer, original, received_at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (signer, original) DO NOTHING",
            (candidate.to_string(), &signed.fingerprint, &original, &received_at),
        )?;
        self.execute(
            "INSERT INTO received_report (id, candidate, version, supersedes, candidate_name, candidate_reference,
                                          candidate_role, assessor, interview, interviewed_at, issued_at, signer,
                                          signer_name, signer_organisation, signed_at, received_at, pages, sha256, pdf)
             VALUES (:id, (SELECT id FROM received_candidate WHERE signer = :signer AND original = :original), :version,
                     :supersedes, :name, :reference, :role, :assessor, :interview, :interviewed_at, :issued_at, :signer,
                     :signer_name, :signer_organisation, :signed_at, :received_at, :pages, :sha256, :pdf)",
            named_params! {
                ":id": facts.id,
                ":original": original,
                ":version": facts.version,
                ":supersedes": facts.supersedes,
                ":name": facts.candidate.name,
                ":reference": facts.candidate.reference,
                ":role": facts.candidate.role,
                ":assessor": facts.assessor,
                ":interview": facts.interview.to_string(),
                ":interviewed_at": facts.interviewed_at.to_string(),
                ":issued_at": facts.issued_at.to_string(),
                ":signer": signed.fingerprint,
                ":signer_name": signed.name,
                ":signer_organisation": signed.organisation,
                ":signed_at": signed.at.to_string(),
                ":received_at": received_at,
                ":pages": report.pages,
                ":sha256": report.sha256,
                ":pdf": report.pdf,
            },
        )?;
        for (result, position) in facts.results.iter().zip(1_u32..) {
            self.add_received_assessment(&facts.id, position, result)?;
        }
        Ok(())
    }

    fn add_received_assessment(&self, report: &str, position: u32, result: &SkillResult) -> Result<()> {
        self.execute(
            "INSERT INTO received_assessment (report, position, id, edition, edition_name, code, name, computed_level,
                                              awarded_level, concluded_at)
             VALUES (:report, :position, :id, :edition, :edition_name, :code, :name, :computed, :awarded, :concluded_at)",
            named_params! {
                ":report": report,
                ":position": position,
                ":id": result.assessment.to_string(),
                ":edition": result.edition,
                ":edition_name": result.edition_name,
                ":code": result.code,
                ":name": result.name,
                ":computed": result.computed.map(Level::number),
                ":awarded": result.awarded.map(Level::number),
                ":concluded_at": result.concluded_at.to_string(),
            },
        )?;
        Ok(())
    }

    /// All received reports, the one that came last first.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn received_reports(&self) -> Result<Vec<ReceivedEntry>> {
        let sql = format!("{ENTRIES} ORDER BY unixepoch(it.received_at) DESC, it.id DESC");
        self.all(&sql, [], read_entry)?.into_iter().map(|entry| self.completed(entry)).collect()
    }

    /// The received report with this id, if there is one.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn find_received(&self, id: &str) -> Result<Option<ReceivedEntry>> {
        let found = self.first(&format!("{ENTRIES} WHERE it.id = ?1"), [id], read_entry)?;
        found.map(|entry| self.completed(entry)).transpose()
    }

    /// The received report with this id.
    ///
    /// # Errors
    /// If there is none, or if the file can't be read.
    pub fn received(&self, id: &str) -> Result<ReceivedEntry> {
        self.find_received(id)?.ok_or_else(|| not_found("received report", id))
    }

    /// The received report that holds this assessment, if there is one; of several the one that came first.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn received_with(&self, assessment: Uuid) -> Result<Option<String>> {
        self.first(
            "SELECT it.id FROM received_report it JOIN received_assessment ON received_assessment.report = it.id
             WHERE received_assessment.id = ?1 ORDER BY unixepoch(it.received_at), it.id",
            [assessment.to_string()],
            |row| row.get("id"),
        )
    }

    /// The error for an assessment that is not this workspace's own.
    pub(super) fn no_assessment(&self, id: Uuid) -> Error {
        match self.received_with(id) {
            Ok(Some(report)) => Error::new(
                Code::NotFound,
                format!(
                    "The assessment {id} was received with the report {report}. It is corrected and signed where that \
                     comes from."
                ),
            ),
            _ => not_found("assessment", id),
        }
    }

    /// The people in received reports: the candidate's id here, with a name and a reference that a report gives.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn received_people(&self) -> Result<Vec<(Uuid, String, Option<String>)>> {
        self.all(
            "SELECT DISTINCT candidate, candidate_name, candidate_reference FROM received_report
             ORDER BY candidate_name, candidate",
            [],
            |row| {
                let id = named(row, "candidate", |id| Uuid::parse_str(id).ok())?;
                Ok((id, row.get("candidate_name")?, row.get("candidate_reference")?))
            },
        )
    }

    /// The candidate of a received report, by the id that they have here.
    ///
    /// # Errors
    /// If there is no such report, or if the file can't be read.
    pub fn received_candidate(&self, report: &str) -> Result<Uuid> {
        self.first("SELECT candidate FROM received_report WHERE id = ?1", [report], |row| {
            named(row, "candidate", |id| Uuid::parse_str(id).ok())
        })?
        .ok_or_else(|| not_found("received report", report))
    }

    /// The bytes of a received report that its assessor signed.
    ///
    /// # Errors
    /// If there is none, or if the file can't be read.
    pub fn received_pdf(&self, id: &str) -> Result<Vec<u8>> {
        self.first("SELECT pdf FROM received_report WHERE id = ?1", [id], |row| row.get("pdf"))?
            .ok_or_else(|| not_found("received report", id))
    }

    /// Adds what stands in other tables.
    fn completed(&self, mut entry: ReceivedEntry) -> Result<ReceivedEntry> {
        entry.facts.results = self.all(
            "SELECT * FROM received_assessment WHERE report = ?1 ORDER BY position",
            [&entry.facts.id],
            read_result,
        )?;
        entry.countersigned = self.countersigned(OfReport::Received(&entry.facts.id))?;
        Ok(entry)
    }
}

const ENTRIES: &str = "
    SELECT it.*, candidate.original,
           coalesce((SELECT sha256 FROM countersignature WHERE received_report = it.id), it.sha256) AS kept_sha256,
           EXISTS (SELECT 1 FROM review WHERE review.report = it.id) AS review_begun,
           (SELECT later.id FROM received_report later WHERE later.supersedes = it.id AND later.signer = it.signer
            ORDER BY later.version DESC, later.id LIMIT 1) AS superseded_by
    FROM received_report it JOIN received_candidate candidate ON candidate.id = it.candidate";

/// Reads an entry without what stands in other tables.
fn read_entry(row: &Row<'_>) -> rusqlite::Result<ReceivedEntry> {
    Ok(ReceivedEntry {
        facts: ReportFacts {
            id: row.get("id")?,
            version: row.get("version")?,
            supersedes: row.get("supersedes")?,
            // Others are not received.
            profile: Profile::Full,
            candidate: ReportedCandidate {
                id: named(row, "original", |id| Uuid::parse_str(id).ok())?,
                name: row.get("candidate_name")?,
                reference: row.get("candidate_reference")?,
                role: row.get("candidate_role")?,
            },
            assessor: row.get("assessor")?,
            interview: named(row, "interview", |id| Uuid::parse_str(id).ok())?,
            interviewed_at: named(row, "interviewed_at", Moment::parse)?,
            issued_at: named(row, "issued_at", Moment::parse)?,
            results: Vec::new(),
        },
        signed: read_signer(row)?,
        countersigned: None,
        received_at: named(row, "received_at", Moment::parse)?,
        pages: row.get("pages")?,
        sha256: row.get("kept_sha256")?,
        review_begun: row.get("review_begun")?,
        superseded_by: row.get("superseded_by")?,
    })
}

fn read_result(row: &Row<'_>) -> rusqlite::Result<SkillResult> {
    Ok(SkillResult {
        assessment: named(row, "id", |id| Uuid::parse_str(id).ok())?,
        edition: row.get("edition")?,
        edition_name: row.get("edition_name")?,
        code: row.get("code")?,
        name: row.get("name")?,
        computed: level_or_null(row, "computed_level")?,
        awarded: level_or_null(row, "awarded_level")?,
        concluded_at: named(row, "concluded_at", Moment::parse)?,
    })
}
