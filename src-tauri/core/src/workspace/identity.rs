//! The identity that this workspace signs with.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use rand_core::{TryCryptoRng, TryRng};

use super::audit::{Act, payloads};
use super::{Environment, KeyUse, Passphrase, Workspace, line, line_or_none, write_file};
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
    /// When it was made or brought along.
    pub created_at: Moment,
    /// Until when it can sign.
    pub valid_until: Moment,
    /// The authority that issued the certificate; none: it was made by this program, or signed with its own key.
    pub issuer: Option<String>,
}

/// The most bytes that are read of a file with an identity; its reader allows fewer.
const READ_LIMIT: u64 = 2 << 20;

impl Workspace {
    /// The identity that this workspace signs with, if it has one.
    ///
    /// # Errors
    /// If the workspace can't be read.
    pub fn identity(&mut self) -> Result<Option<IdentityInfo>> {
        self.store.read(|transaction| transaction.identity())?.as_ref().map(info).transpose()
    }

    /// All identities that this workspace ever had; the one that signs is the last.
    ///
    /// # Errors
    /// If the workspace can't be read.
    pub fn identities(&mut self) -> Result<Vec<IdentityInfo>> {
        self.store.read(|transaction| transaction.identities())?.iter().map(info).collect()
    }

    /// Makes the identity that this workspace signs with from now on. Without a name it is the assessor's who
    /// interviewed last.
    ///
    /// # Errors
    /// If there is one already that can still sign ([`Code::Exists`]), if there is no name, or if the passphrase is not the workspace’s.
    pub fn create_identity(
        &mut self,
        name: Option<&str>,
        organisation: Option<&str>,
        passphrase: impl FnOnce(KeyUse) -> Result<Passphrase>,
    ) -> Result<IdentityInfo> {
        let existing = self.identity()?;
        let expired = existing.as_ref().filter(|it| it.valid_until.instant() < self.environment.now().instant());
        let expired = expired.map(|it| it.fingerprint.clone());
        if let Some(existing) = existing.filter(|_| expired.is_none()) {
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
            Some(earlier) if Some(&earlier.fingerprint) != expired.as_ref() => Err(taken(&earlier.name)),
            _ => add(transaction, &act, &stored),
        })?;
        info(&stored)
    }

    /// Brings an identity along in a PKCS#12 file, which signs from now on. Those that this workspace had stay known.
    ///
    /// # Errors
    /// With [`Code::WrongPassphrase`] if the passphrase is not the workspace’s, with [`Code::WrongFilePassphrase`] if
    /// `file_passphrase` is not the file’s; if the file can't be read, or no report can be signed with what it holds; with
    /// [`Code::Exists`] if this workspace signs with it already.
    pub fn import_identity(
        &mut self,
        file: &Path,
        file_passphrase: &Passphrase,
        passphrase: impl FnOnce(KeyUse) -> Result<Passphrase>,
    ) -> Result<IdentityInfo> {
        let secret = self.signing_passphrase(&passphrase(KeyUse::Opening)?)?;
        let mut bytes = Vec::new();
        let read = File::open(file).and_then(|open| open.take(READ_LIMIT).read_to_end(&mut bytes));
        read.map_err(|error| Error::io("read", file, &error))?;
        let mut random = Randomness(self.environment.as_ref());
        let now = self.environment.now();
        let imported = Identity::import(&bytes, file_passphrase.as_str(), &secret, now, &mut random)?;
        // It will stand in every report.
        line("The signer’s name in the certificate", imported.name())?;
        line_or_none("The signer’s organisation in the certificate", imported.organisation())?;
        let stored = stored(&imported)?;
        let act = Act::at(now, self.environment.as_ref());
        self.store.write(|transaction| {
            if transaction.identity()?.is_some_and(|current| current.fingerprint == stored.fingerprint) {
                return Err(taken(&stored.name));
            }
            transaction.add_identity(&stored)?;
            record(transaction, &act, Action::IdentityImported, &stored)
        })?;
        info(&stored)
    }

    /// Writes the identity to a PKCS#12 file, encrypted under a passphrase of its own, so that another workspace can sign
    /// in the same name.
    ///
    /// # Errors
    /// If the workspace has no identity ([`Code::NotFound`]), with [`Code::WrongPassphrase`] if the passphrase is not the
    /// workspace’s, if the new one is too short, or if the file exists ([`Code::Exists`]) or can't be written.
    pub fn export_identity(
        &mut self,
        file: &Path,
        replace: bool,
        file_passphrase: &Passphrase,
        passphrase: impl FnOnce(KeyUse) -> Result<Passphrase>,
    ) -> Result<()> {
        let stored = self.store.read(|transaction| transaction.identity())?.ok_or_else(none_yet)?;
        file_passphrase.refuse_short()?;
        super::export::target(file, replace)?;
        let secret = self.signing_passphrase(&passphrase(KeyUse::Opening)?)?;
        write_file(file, &restored(&stored)?.export(&secret, file_passphrase.as_str())?, replace)?;
        let act = Act::now(self.environment.as_ref());
        self.store.write(|transaction| record(transaction, &act, Action::IdentityExported, &stored))
    }

    /// The root certificate of the identity, PEM: who imports it trusts this one signer.
    ///
    /// # Errors
    /// If the workspace has no identity.
    pub fn root_certificate(&mut self) -> Result<String> {
        let stored = self.store.read(|transaction| transaction.identity())?.ok_or_else(none_yet)?;
        restored(&stored)?.root_pem()
    }
}

fn none_yet() -> Error {
    Error::new(
        Code::NotFound,
        "This workspace has no identity yet. Signing the first report makes one, and so does `identity create`.",
    )
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
    record(transaction, act, Action::IdentityMade, identity)
}

fn record(transaction: &Transaction<'_>, act: &Act<'_>, action: Action, identity: &StoredIdentity) -> Result<()> {
    let subject = Subject::new(SubjectKind::Identity, &identity.fingerprint);
    act.record(transaction, action, subject, None, &Values::new(payloads::identity(identity)))
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

fn info(stored: &StoredIdentity) -> Result<IdentityInfo> {
    let identity = restored(stored)?;
    Ok(IdentityInfo {
        name: stored.name.clone(),
        organisation: stored.organisation.clone(),
        fingerprint: stored.fingerprint.clone(),
        created_at: stored.created_at,
        valid_until: identity.valid_until(),
        issuer: identity.issuer(),
    })
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
