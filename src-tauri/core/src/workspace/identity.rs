//! The identity that this workspace signs with.

use rand_core::{TryCryptoRng, TryRng};

use super::audit::{Act, payloads};
use super::{Environment, KeyUse, Passphrase, Workspace, line, line_or_none};
use crate::domain::audit::{Action, Subject, SubjectKind};
use crate::domain::moment::Moment;
use crate::domain::text::comparable;
use crate::error::{Code, Error, Result};
use crate::signature::Identity;
use crate::store::{StoredIdentity, Transaction, Values};

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
    /// If there is one already ([`Code::Exists`]), if there is no name, or if the passphrase is not the workspace’s.
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
        let secret = self.signing_passphrase(&passphrase(KeyUse::Opening)?)?;
        let made = make(self.environment.as_ref(), &name, organisation.as_deref(), &secret)?;
        let stored = stored(&made)?;
        let act = Act::now(self.environment.as_ref());
        self.store.write(|transaction| match transaction.identity()? {
            Some(earlier) => Err(taken(&earlier.name)),
            None => add(transaction, &act, &stored),
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

/// Makes an identity in the assessor's name, its key encrypted under the workspace's signing secret.
pub(super) fn make(
    environment: &dyn Environment,
    name: &str,
    organisation: Option<&str>,
    secret: &str,
) -> Result<Identity> {
    let name = line("The signer’s name", name)?;
    let organisation = line_or_none("The signer’s organisation", organisation)?;
    let mut random = Randomness(environment);
    Identity::create(&name, organisation.as_deref(), secret, environment.now(), &mut random)
}

/// Keeps a new identity.
pub(super) fn add(transaction: &Transaction<'_>, act: &Act<'_>, identity: &StoredIdentity) -> Result<()> {
    transaction.add_identity(identity)?;
    let subject = Subject::new(SubjectKind::Identity, &identity.fingerprint);
    act.record(transaction, Action::IdentityMade, subject, None, &Values::new(payloads::identity(identity)))
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

/// The private key of an identity that a passphrase opens, encrypted under the workspace's signing secret instead.
pub(super) fn rewrapped(
    identity: &StoredIdentity,
    environment: &dyn Environment,
    passphrase: &Passphrase,
    secret: &str,
) -> Result<String> {
    restored(identity)?.rewrap(passphrase.as_str(), secret, &mut Randomness(environment))
}

pub(super) fn restored(stored: &StoredIdentity) -> Result<Identity> {
    let StoredIdentity { certificate, intermediates, root, .. } = stored;
    // A certificate that nobody else issued is its own root.
    let others = if certificate == root { Vec::new() } else { [intermediates.as_slice(), root].concat() };
    Identity::restore(certificate, &others, stored.encrypted_key.clone(), stored.created_at)
}

pub(super) fn stored(identity: &Identity) -> Result<StoredIdentity> {
    Ok(StoredIdentity {
        fingerprint: identity.fingerprint().to_string(),
        name: identity.name().to_owned(),
        organisation: identity.organisation().map(str::to_owned),
        certificate: identity.leaf().to_vec(),
        intermediates: identity.intermediates()?,
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
