//! The signing identity of the workspace.

use rusqlite::{Row, named_params};

use super::{Transaction, named};
use crate::domain::moment::Moment;
use crate::error::Result;

/// An identity as it is kept: certificates in DER, the private key only encrypted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredIdentity {
    /// SHA-256 of the leaf certificate, 64 hexadecimal digits.
    pub fingerprint: String,
    /// The assessor's name.
    pub name: String,
    /// The assessor's organisation.
    pub organisation: Option<String>,
    /// The leaf certificate, DER.
    pub certificate: Vec<u8>,
    /// The certificates between it and the outermost one, DER, one behind another.
    pub intermediates: Vec<u8>,
    /// The outermost certificate, DER; of a chain of one the leaf itself.
    pub root: Vec<u8>,
    /// The private key as encrypted PKCS#8, PEM.
    pub encrypted_key: String,
    /// When it was made or brought along.
    pub created_at: Moment,
}

impl Transaction<'_> {
    /// Keeps an identity, which signs from now on. One that was here before comes back with its key.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn add_identity(&self, identity: &StoredIdentity) -> Result<()> {
        self.execute(
            "INSERT INTO identity (fingerprint, name, organisation, certificate, intermediates, root, encrypted_key,
                 created_at, position)
             VALUES (:fingerprint, :name, :organisation, :certificate, :intermediates, :root, :encrypted_key,
                 :created_at, (SELECT coalesce(max(position), 0) + 1 FROM identity))
             ON CONFLICT (fingerprint) DO UPDATE SET intermediates = excluded.intermediates, root = excluded.root,
                 encrypted_key = excluded.encrypted_key, created_at = excluded.created_at, position = excluded.position",
            named_params! {
                ":fingerprint": identity.fingerprint,
                ":name": identity.name,
                ":organisation": identity.organisation,
                ":certificate": identity.certificate,
                ":intermediates": identity.intermediates,
                ":root": identity.root,
                ":encrypted_key": identity.encrypted_key,
                ":created_at": identity.created_at.to_string(),
            },
        )?;
        Ok(())
    }

    /// The identity that this workspace signs with: the one that was made or brought along last.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn identity(&self) -> Result<Option<StoredIdentity>> {
        Ok(self.identities()?.pop())
    }

    /// Keeps the private key of the identity that this workspace signs with under another passphrase.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn set_identity_key(&self, encrypted_key: &str) -> Result<()> {
        let Some(identity) = self.identity()? else { return Ok(()) };
        self.execute(
            "UPDATE identity SET encrypted_key = ?2 WHERE fingerprint = ?1",
            (&identity.fingerprint, encrypted_key),
        )?;
        Ok(())
    }

    /// All identities that this workspace ever had, the one that signs last.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn identities(&self) -> Result<Vec<StoredIdentity>> {
        self.all("SELECT * FROM identity ORDER BY position, unixepoch(created_at), fingerprint", [], read)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<StoredIdentity> {
    Ok(StoredIdentity {
        fingerprint: row.get("fingerprint")?,
        name: row.get("name")?,
        organisation: row.get("organisation")?,
        certificate: row.get("certificate")?,
        intermediates: row.get("intermediates")?,
        root: row.get("root")?,
        encrypted_key: row.get("encrypted_key")?,
        created_at: named(row, "created_at", Moment::parse)?,
    })
}
