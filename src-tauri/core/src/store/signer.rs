//! Signers of reports that were met, and signers that are trusted.

use rusqlite::{Row, named_params};

use super::{Transaction, named_or_null};
use crate::domain::moment::Moment;
use crate::error::Result;

/// A signer, never this workspace's own identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSigner {
    /// SHA-256 of the certificate, 64 hexadecimal digits.
    pub fingerprint: String,
    /// What was met; none: the fingerprint is trusted, and no report of this signer has come yet.
    pub seen: Option<SeenSigner>,
    /// Since when the user trusts it; none: the user doesn't.
    pub trusted_at: Option<Moment>,
}

/// What a report says of its signer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenSigner {
    /// The name in the certificate.
    pub name: String,
    /// The organisation in the certificate.
    pub organisation: Option<String>,
    /// When a report with this key was first verified here.
    pub first_seen_at: Moment,
}

impl Transaction<'_> {
    /// Notes a signer. What was noted at first sight stays as it is.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn note_signer(&self, fingerprint: &str, seen: &SeenSigner) -> Result<()> {
        self.execute(
            "INSERT INTO signer (fingerprint, name, organisation, first_seen_at)
             VALUES (:fingerprint, :name, :organisation, :at)
             ON CONFLICT (fingerprint) DO UPDATE
             SET name = excluded.name, organisation = excluded.organisation, first_seen_at = excluded.first_seen_at
             WHERE first_seen_at IS NULL",
            named_params! {
                ":fingerprint": fingerprint,
                ":name": seen.name,
                ":organisation": seen.organisation,
                ":at": seen.first_seen_at.to_string(),
            },
        )?;
        Ok(())
    }

    /// Trusts a signer, seen or not.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn trust_signer(&self, fingerprint: &str, at: Moment) -> Result<()> {
        self.execute(
            "INSERT INTO signer (fingerprint, trusted_at) VALUES (?1, ?2)
             ON CONFLICT (fingerprint) DO UPDATE SET trusted_at = excluded.trusted_at",
            (fingerprint, at.to_string()),
        )?;
        Ok(())
    }

    /// Trusts a signer no longer. Of one that was never seen nothing is left then.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn distrust_signer(&self, fingerprint: &str) -> Result<()> {
        self.execute("DELETE FROM signer WHERE fingerprint = ?1 AND first_seen_at IS NULL", [fingerprint])?;
        self.execute("UPDATE signer SET trusted_at = NULL WHERE fingerprint = ?1", [fingerprint])?;
        Ok(())
    }

    /// All signers, by name; those that were never seen come last.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn signers(&self) -> Result<Vec<StoredSigner>> {
        self.all("SELECT * FROM signer ORDER BY name IS NULL, name, unixepoch(first_seen_at), fingerprint", [], read)
    }

    /// A signer, if there is anything to say of it.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn signer(&self, fingerprint: &str) -> Result<Option<StoredSigner>> {
        self.first("SELECT * FROM signer WHERE fingerprint = ?1", [fingerprint], read)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<StoredSigner> {
    let first_seen_at = named_or_null(row, "first_seen_at", Moment::parse)?;
    let seen = first_seen_at.map(|first_seen_at| {
        Ok::<_, rusqlite::Error>(SeenSigner {
            name: row.get("name")?,
            organisation: row.get("organisation")?,
            first_seen_at,
        })
    });
    Ok(StoredSigner {
        fingerprint: row.get("fingerprint")?,
        seen: seen.transpose()?,
        trusted_at: named_or_null(row, "trusted_at", Moment::parse)?,
    })
}
