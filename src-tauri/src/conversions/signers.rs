//! Who signs.

use vouchsafe_core::domain::signer::Trust;
use vouchsafe_core::error::Result;
use vouchsafe_core::workspace::{IdentityInfo, Passphrase, SignerInfo};

use crate::messages::signers::{ExportIdentityRequest, IdentityView, ImportIdentityRequest, SignerView, SignersView};

/// What the settings show of signing.
pub(crate) fn signers_view(identity: Option<IdentityInfo>, signers: Vec<SignerInfo>) -> SignersView {
    SignersView { identity: identity.map(Into::into), signers: signers.into_iter().map(Into::into).collect() }
}

impl From<IdentityInfo> for IdentityView {
    fn from(identity: IdentityInfo) -> Self {
        Self {
            name: identity.name,
            organisation: identity.organisation,
            fingerprint: identity.fingerprint,
            created_at: identity.created_at.to_string(),
            valid_until: identity.valid_until.to_string(),
            issuer: identity.issuer,
        }
    }
}

impl From<SignerInfo> for SignerView {
    fn from(signer: SignerInfo) -> Self {
        let (name, organisation, first_seen) = match signer.seen {
            Some(seen) => (Some(seen.name), seen.organisation, Some(seen.first_seen_at.to_string())),
            None => (None, None, None),
        };
        Self {
            name,
            organisation,
            first_seen,
            fingerprint: signer.fingerprint,
            trusted_at: signer.trusted_at.map(|at| at.to_string()),
            contradicts: signer.trust == Trust::Contradicts,
        }
    }
}

impl ImportIdentityRequest {
    /// What opens the file, and what opens the workspace.
    pub(crate) fn read(self) -> (Passphrase, Passphrase) {
        (Passphrase::new(self.pkcs12_passphrase), Passphrase::new(self.passphrase))
    }
}

impl ExportIdentityRequest {
    /// What is to open the file, and what opens the workspace.
    pub(crate) fn read(self) -> Result<(Passphrase, Passphrase)> {
        Ok((Passphrase::chosen(self.pkcs12_passphrase)?, Passphrase::new(self.passphrase)))
    }
}
