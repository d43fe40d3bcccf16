//! The identity that this workspace signs with.

use std::fmt;

use rand_core::{TryCryptoRng, TryRng};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::{Environment, Workspace, line, line_or_none};
use crate::domain::moment::Moment;
use crate::domain::text::comparable;
use crate::error::{Code, Error, Result};
use crate::signature::Identity;
use crate::store::StoredIdentity;

/// What opens the signing key. It is wiped from memory when it is dropped, and never printed.
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Takes over what was typed or read.
    #[must_use]
    pub fn new(typed: String) -> Self {
        // The same letters open the key, however a keyboard composes them.
        let typed = Zeroizing::new(typed);
        Self(Zeroizing::new(typed.nfc().collect()))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

/// What a passphrase is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyUse {
    /// It will open a key that is being made: worth typing twice.
    Making,
    /// It has to open the key that is there.
    Opening,
}

/// What may be shown of an identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentityInfo {
    /// The assessor's name, as it stands in the certificate.
    pub name: String,
    /// The assessor's organisation.
    pub organisation: Option<String>,
    /// SHA-256 of the certificate, 64 hexadecimal digits.
    pub fingerprint: String,
    /// When it was made.
    pub created_at: Moment,
}

impl Workspace {
    /// The identity that this workspace signs with, if it has one.
    ///
    /// # Errors
    /// If the workspace can't be read.
    pub fn identity(&mut self) -> Result<Option<IdentityInfo>> {
        Ok(self.store.read(|transaction| transaction.identity())?.map(Into::into))
    }

    /// Makes the identity that this workspace signs with from now on. Without a name it is the assessor's who
    /// interviewed last.
    ///
    /// # Errors
    /// If there is one already ([`Code::Exists`]), if there is no name, or if the passphrase is empty.
    pub fn create_identity(
        &mut self,
        name: Option<&str>,
        organisation: Option<&str>,
        passphrase: impl FnOnce(KeyUse) -> Result<Passphrase>,
    ) -> Result<IdentityInfo> {
        if let Some(existing) = self.identity()? {
            return Err(taken(&existing.name));
        }
        let last = self.last_assessor()?;
        let (name, organisation) = match (name, last) {
            (Some(name), _) => (name.to_owned(), organisation.map(str::to_owned)),
            (None, Some(last)) => (last.name, organisation.map(str::to_owned).or(last.organisation)),
            (None, None) => return Err(Error::refused("Nobody has interviewed here yet. Name who will sign.")),
        };
        let made = make(self.environment.as_ref(), &name, organisation.as_deref(), &passphrase(KeyUse::Making)?)?;
        let stored = stored(&made)?;
        self.store.write(|transaction| match transaction.identity()? {
            Some(earlier) => Err(taken(&earlier.name)),
            None => transaction.add_identity(&stored),
        })?;
        Ok(stored.into())
    }

    /// The root certificate of the identity, PEM: who imports it trusts this one signer.
    ///
    /// # Errors
    /// If the workspace has no identity.
    pub fn root_certificate(&mut self) -> Result<String> {
        match self.store.read(|transaction| transaction.identity())? {
            Some(stored) => restored(&stored)?.root_pem(),
            None => Err(Error::new(
                Code::NotFound,
                "This workspace has no identity yet. Signing the first report makes one, and so does `identity create`.",
            )),
        }
    }
}

/// The refusal to make a second identity.
fn taken(existing: &str) -> Error {
    let sentence = format!("This workspace signs as {existing} already. It was left as it is.");
    Error::new(Code::Exists, sentence)
}

/// Makes an identity in the assessor's name.
pub(super) fn make(
    environment: &dyn Environment,
    name: &str,
    organisation: Option<&str>,
    passphrase: &Passphrase,
) -> Result<Identity> {
    let name = line("The signer’s name", name)?;
    let organisation = line_or_none("The signer’s organisation", organisation)?;
    let mut random = Randomness(environment);
    Identity::create(&name, organisation.as_deref(), passphrase.as_str(), environment.now(), &mut random)
}

/// Refuses an assessor in whose name this identity can't sign.
pub(super) fn refuse_other_signer(signer: &str, assessor: &str) -> Result<()> {
    if comparable(signer) == comparable(assessor) {
        return Ok(());
    }
    Err(Error::refused(format!(
        "This workspace signs as {signer}, and the assessor of this interview is {assessor}. \
         The report has to be signed where {assessor} signs."
    )))
}

pub(super) fn restored(stored: &StoredIdentity) -> Result<Identity> {
    Identity::restore(&stored.certificate, &stored.root, stored.encrypted_key.clone(), stored.created_at)
}

pub(super) fn stored(identity: &Identity) -> Result<StoredIdentity> {
    Ok(StoredIdentity {
        fingerprint: identity.fingerprint().to_string(),
        name: identity.name().to_owned(),
        organisation: identity.organisation().map(str::to_owned),
        certificate: identity.leaf().to_vec(),
        root: identity.root()?,
        encrypted_key: identity.encrypted_key().to_owned(),
        created_at: identity.created_at(),
    })
}

impl From<StoredIdentity> for IdentityInfo {
    fn from(stored: StoredIdentity) -> Self {
        Self {
            name: stored.name,
            organisation: stored.organisation,
            fingerprint: stored.fingerprint,
            created_at: stored.created_at,
        }
    }
}

/// The environment's randomness in the shape that key generation takes.
struct Randomness<'a>(&'a dyn Environment);

impl TryRng for Randomness<'_> {
    type Error = Error;

    fn try_next_u32(&mut self) -> Result<u32> {
        let mut bytes = [0; 4];
        self.0.fill_random(&mut bytes).map(|()| u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64> {
        let mut bytes = [0; 8];
        self.0.fill_random(&mut bytes).map(|()| u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<()> {
        self.0.fill_random(bytes)
    }
}

impl TryCryptoRng for Randomness<'_> {}
