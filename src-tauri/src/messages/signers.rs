//! Who signs: this workspace's identity, and the signers that it knows.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the settings show of signing.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignersView {
    /// The identity that this workspace signs with; none: there is none yet.
    pub identity: Option<IdentityView>,
    /// All other signers that were seen here, by name.
    pub signers: Vec<SignerView>,
}

/// The identity that this workspace signs with.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IdentityView {
    /// The name in the certificate.
    pub name: String,
    /// The organisation in the certificate.
    pub organisation: Option<String>,
    /// SHA-256 of the certificate in hexadecimal.
    pub fingerprint: String,
    /// When it was made or brought along, RFC 3339.
    pub created_at: String,
    /// Until when it can sign, RFC 3339.
    pub valid_until: String,
    /// The authority that issued the certificate; none: it was made here, or signed with its own key.
    pub issuer: Option<String>,
}

/// A signer that this workspace has seen.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignerView {
    /// The name in the certificate; none: trusted by fingerprint before any report came.
    pub name: Option<String>,
    /// The organisation in the certificate.
    pub organisation: Option<String>,
    /// SHA-256 of the certificate in hexadecimal.
    pub fingerprint: String,
    /// When the key was first seen here, RFC 3339; none: not yet.
    pub first_seen: Option<String>,
    /// When it was trusted, RFC 3339; none: it is not.
    pub trusted_at: Option<String>,
    /// Whether a known signer has the same name, or one that looks like it, and another key.
    pub contradicts: bool,
}

/// An identity to bring along. The file is chosen in the system's dialog.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ImportIdentityRequest {
    /// Opens the PKCS#12 file.
    pub pkcs12_passphrase: String,
    /// The workspace's own.
    pub passphrase: String,
}

/// The identity to write to a PKCS#12 file. The file is chosen in the system's dialog.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExportIdentityRequest {
    /// What is to open the file.
    pub pkcs12_passphrase: String,
    /// The workspace's own.
    pub passphrase: String,
}
