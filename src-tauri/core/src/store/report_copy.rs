//! Copies of reports that show a part of them, and the pseudonyms that stand in some.

use rusqlite::named_params;
use uuid::Uuid;

use super::report::{self, StoredReport};
use super::{Transaction, named};
use crate::domain::profile::{Profile, Pseudonym};
use crate::error::Result;

impl Transaction<'_> {
    /// Keeps a signed copy.
    ///
    /// # Errors
    /// If the interview has a copy of this profile already, or if the file can't be written.
    pub fn add_report_copy(&self, copy: &StoredReport) -> Result<()> {
        self.execute(
            "INSERT INTO report_copy (id, interview, profile, version, signed_at, signer, pages, sha256, trail_sequence,
                                      trail_hash, pdf)
             VALUES (:id, :interview, :profile, :version, :signed_at, :signer, :pages, :sha256, :trail_sequence,
                     :trail_hash, :pdf)",
            named_params! {
                ":id": copy.id,
                ":interview": copy.interview.to_string(),
                ":profile": copy.profile.name(),
                ":version": copy.version,
                ":signed_at": copy.signed_at.to_string(),
                ":signer": copy.signer,
                ":pages": copy.pages,
                ":sha256": copy.sha256,
                ":trail_sequence": copy.trail.as_ref().map(|head| head.sequence),
                ":trail_hash": copy.trail.as_ref().map(|head| &head.hash),
                ":pdf": copy.pdf,
            },
        )?;
        Ok(())
    }

    /// The signed report of an interview that has this profile, if there is one.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn report_in(&self, interview: Uuid, profile: Profile) -> Result<Option<StoredReport>> {
        if profile == Profile::Full {
            return self.report_of(interview);
        }
        self.first(
            "SELECT * FROM report_copy WHERE interview = ?1 AND profile = ?2",
            (interview.to_string(), profile.name()),
            |row| report::read(row, named(row, "profile", Profile::from_name)?),
        )
    }

    /// Who stands in for a candidate in pseudonymous reports; none: there is none yet.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn pseudonym(&self, candidate: Uuid) -> Result<Option<Pseudonym>> {
        self.first("SELECT pseudonym FROM pseudonym WHERE candidate = ?1", [candidate.to_string()], |row| {
            row.get("pseudonym").map(Pseudonym::kept)
        })
    }

    /// Whether a pseudonym is anybody's.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn is_pseudonym_taken(&self, pseudonym: &Pseudonym) -> Result<bool> {
        let found = self.first("SELECT 1 FROM pseudonym WHERE pseudonym = ?1", [pseudonym.as_str()], |_| Ok(()))?;
        Ok(found.is_some())
    }

    /// Keeps a candidate's pseudonym, unless they have it.
    ///
    /// # Errors
    /// If the candidate has another one, if somebody else has this one, or if the file can't be written.
    pub fn keep_pseudonym(&self, candidate: Uuid, pseudonym: &Pseudonym) -> Result<()> {
        if self.pseudonym(candidate)?.as_ref() != Some(pseudonym) {
            self.execute(
                "INSERT INTO pseudonym (candidate, pseudonym) VALUES (?1, ?2)",
                (candidate.to_string(), pseudonym.as_str()),
            )?;
        }
        Ok(())
    }
}
