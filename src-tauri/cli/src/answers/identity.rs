//! `vouch identity`.

use serde::Serialize;
use vouchsafe_core::workspace::{IdentityInfo, SignerInfo};

/// `identity show`, `identity create` and `identity import`.
#[derive(Serialize)]
pub(crate) struct Identity {
    identity: Option<IdentityEntry>,
}

impl Identity {
    pub(crate) fn of(identity: Option<&IdentityInfo>) -> Self {
        Self { identity: identity.map(Into::into) }
    }
}

/// `identity list`, `identity trust` and `identity distrust`.
#[derive(Serialize)]
pub(crate) struct Identities {
    /// Those of this workspace; the last one signs.
    identities: Vec<IdentityEntry>,
    /// All others that were seen or trusted.
    signers: Vec<SignerEntry>,
}

impl Identities {
    pub(crate) fn of(identities: &[IdentityInfo], signers: &[SignerInfo]) -> Self {
        Self {
            identities: identities.iter().map(Into::into).collect(),
            signers: signers.iter().map(Into::into).collect(),
        }
    }
}

#[derive(Serialize)]
struct IdentityEntry {
    name: String,
    organisation: Option<String>,
    fingerprint: String,
    created_at: String,
    valid_until: String,
    issuer: Option<String>,
}

impl From<&IdentityInfo> for IdentityEntry {
    fn from(identity: &IdentityInfo) -> Self {
        Self {
            name: identity.name.clone(),
            organisation: identity.organisation.clone(),
            fingerprint: identity.fingerprint.clone(),
            created_at: identity.created_at.to_string(),
            valid_until: identity.valid_until.to_string(),
            issuer: identity.issuer.clone(),
        }
    }
}

#[derive(Serialize)]
struct SignerEntry {
    /// Null, as the time of first sight: trusted by fingerprint before any report came.
    name: Option<String>,
    organisation: Option<String>,
    fingerprint: String,
    first_seen_at: Option<String>,
    trusted_at: Option<String>,
    trust: &'static str,
    /// The known signer whose name this one has, or one that looks like it, with another key; null: there is none.
    looks_like: Option<String>,
}

impl From<&SignerInfo> for SignerEntry {
    fn from(signer: &SignerInfo) -> Self {
        let seen = signer.seen.as_ref();
        Self {
            name: seen.map(|seen| seen.name.clone()),
            organisation: seen.and_then(|seen| seen.organisation.clone()),
            fingerprint: signer.fingerprint.clone(),
            first_seen_at: seen.map(|seen| seen.first_seen_at.to_string()),
            trusted_at: signer.trusted_at.map(|at| at.to_string()),
            trust: signer.trust.name(),
            looks_like: signer.looks_like.clone(),
        }
    }
}
