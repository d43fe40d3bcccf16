//! The certificates of a signer: the leaf, and whoever issued it, up to a root.
//!
//! An identity that was made here has the two that [`made`] describes, and nothing else. One that was brought along has
//! those of its authority, for which [`brought`] asks what has to hold wherever they come from.

use std::fmt;

use der::pem::LineEnding;
use der::{Decode, Encode, EncodePem, Reader, SliceReader};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use x509_cert::Certificate;
use x509_cert::ext::pkix::name::DirectoryString;
use x509_cert::time::Time;

use super::ecdsa::PublicKey;
use super::{Checked, Problem, brought, made};
use crate::domain::text::single_line;
use crate::error::{Error, Result};

/// The most certificates of a signer, with the signer's own.
const LONGEST: usize = 5;

/// SHA-256 of a signer's certificate; prints as 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// Groups of four digits, sixteen of them, as people compare them.
    #[must_use]
    pub fn groups(self) -> Vec<String> {
        self.0.chunks(2).map(base16ct::lower::encode_string).collect()
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&base16ct::lower::encode_string(&self.0))
    }
}

/// Whom a leaf is issued to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Holder {
    pub(super) name: String,
    pub(super) organisation: Option<String>,
}

/// A leaf with those that issued it, according to their profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chain {
    leaf: Certificate,
    /// Whoever issued the one before, beginning with the leaf's.
    issuers: Vec<Certificate>,
    is_made: bool,
    holder: Holder,
    key: PublicKey,
    leaf_der: Vec<u8>,
}

impl Chain {
    /// Reads the leaf, and any number of others that stand one behind another, from DER.
    pub(super) fn read(leaf: &[u8], others: &[u8]) -> Checked<Self> {
        let mut certificates = Vec::new();
        let mut rest = SliceReader::new(others).map_err(|_| not_der("issuer's"))?;
        while !rest.is_finished() {
            certificates.push(canonical(rest.tlv_bytes().map_err(|_| not_der("issuer's"))?, "issuer's")?);
        }
        Self::of(canonical(leaf, "signer's")?, certificates)
    }

    /// Holds a leaf and exactly those that belong to it against their profile, in whatever order these are.
    pub(super) fn of(leaf: Certificate, others: Vec<Certificate>) -> Checked<Self> {
        match in_order(&leaf, others)? {
            (issuers, rest) if rest.is_empty() => Self::check(leaf, issuers),
            _ => Err(problem("Beside the signer's certificate stand others, which did not issue it.".to_owned())),
        }
    }

    /// The same, with those that belong to the leaf taken out of any number of others.
    pub(super) fn select(leaf: &[u8], others: &[Vec<u8>]) -> Checked<Self> {
        // What can't be read may be anything; whether it is missing shows where it should be.
        let others = others.iter().filter(|other| *other != leaf).filter_map(|der| canonical(der, "issuer's").ok());
        let leaf = canonical(leaf, "signer's")?;
        let (issuers, _) = in_order(&leaf, others.collect())?;
        Self::check(leaf, issuers)
    }

    fn check(leaf: Certificate, issuers: Vec<Certificate>) -> Checked<Self> {
        let holder = holder_of(&leaf)?;
        let key = PublicKey::of(leaf.tbs_certificate().subject_public_key_info()).ok_or_else(|| {
            problem("The signer's certificate's key is not one on the curve P-256 or P-384.".to_owned())
        })?;
        let is_made = made::is_claimed_by(&leaf);
        match issuers.as_slice() {
            [root] if is_made => made::check(&holder, &leaf, root)?,
            _ if is_made => return Err(problem("The signer's certificate stands without its root.".to_owned())),
            issuers => brought::check(&leaf, issuers)?,
        }
        let leaf_der = leaf.to_der().map_err(|_| not_der("signer's"))?;
        Ok(Self { leaf, issuers, is_made, holder, key, leaf_der })
    }

    pub(super) fn holder(&self) -> &Holder {
        &self.holder
    }

    pub(super) fn key(&self) -> &PublicKey {
        &self.key
    }

    pub(super) fn leaf(&self) -> &Certificate {
        &self.leaf
    }

    /// The leaf, then whoever issued the one before.
    pub(super) fn certificates(&self) -> impl Iterator<Item = &Certificate> {
        std::iter::once(&self.leaf).chain(&self.issuers)
    }

    /// Those that a signature names, so that none of their bytes can be changed. Of a chain that was made here that is
    /// the leaf, because nothing in its root is left to choice.
    pub(super) fn named(&self) -> impl Iterator<Item = &Certificate> {
        self.certificates().take(if self.is_made { 1 } else { LONGEST })
    }

    pub(super) fn leaf_der(&self) -> &[u8] {
        &self.leaf_der
    }

    /// The outermost certificate; the leaf itself where nobody else's is known.
    fn outermost(&self) -> &Certificate {
        self.issuers.last().unwrap_or(&self.leaf)
    }

    pub(super) fn root_der(&self) -> Result<Vec<u8>> {
        self.outermost().to_der().map_err(|error| unwritable(&error))
    }

    pub(super) fn root_pem(&self) -> Result<String> {
        self.outermost().to_pem(LineEnding::LF).map_err(|error| unwritable(&error))
    }

    /// Those between the leaf and the outermost one, one behind another.
    pub(super) fn intermediates_der(&self) -> Result<Vec<u8>> {
        let between = self.issuers.split_last().map_or(&[][..], |(_, between)| between);
        let between: der::Result<Vec<Vec<u8>>> = between.iter().map(Encode::to_der).collect();
        Ok(between.map_err(|error| unwritable(&error))?.concat())
    }

    /// The name of the authority that issued the leaf; none where there is no other than the signer.
    pub(super) fn issuer(&self) -> Option<String> {
        let leaf = self.leaf.tbs_certificate();
        let name = (!self.is_made && leaf.issuer() != leaf.subject()).then(|| leaf.issuer())?;
        let common = || Some(name.common_name().ok()??.value().into_owned());
        let organisation = || Some(name.organization().ok()??.value().into_owned());
        Some(common().or_else(organisation).unwrap_or_else(|| name.to_string()))
    }

    pub(super) fn fingerprint(&self) -> Fingerprint {
        Fingerprint(Sha256::digest(&self.leaf_der).into())
    }

    /// Since when and until when all of them are valid, in seconds since 1970.
    fn validity(&self) -> (u64, u64) {
        let seconds = |time: Time| time.to_unix_duration().as_secs();
        let all = || self.certificates().map(|certificate| certificate.tbs_certificate().validity());
        let from = all().map(|validity| seconds(validity.not_before)).max();
        let until = all().map(|validity| seconds(validity.not_after)).min();
        (from.unwrap_or(u64::MAX), until.unwrap_or(0))
    }

    /// Whether the leaf may have signed at this time.
    pub(super) fn is_valid_at(&self, time: Timestamp) -> bool {
        let (from, until) = self.validity();
        u64::try_from(time.as_second()).is_ok_and(|time| (from..=until).contains(&time))
    }

    /// Since when it may sign.
    pub(super) fn valid_from(&self) -> Timestamp {
        timestamp(self.validity().0)
    }

    /// Until when it may sign.
    pub(super) fn valid_until(&self) -> Timestamp {
        timestamp(self.validity().1)
    }
}

/// Seconds since 1970; a certificate's time ends with the year 9999, as the library's does.
fn timestamp(seconds: u64) -> Timestamp {
    i64::try_from(seconds).ok().and_then(|seconds| Timestamp::from_second(seconds).ok()).unwrap_or(Timestamp::MAX)
}

/// Whoever issued the one before, beginning with the leaf's, as far as they are among the others; and the rest of these.
fn in_order(leaf: &Certificate, mut others: Vec<Certificate>) -> Checked<(Vec<Certificate>, Vec<Certificate>)> {
    let mut issuers: Vec<Certificate> = Vec::new();
    while let last = issuers.last().unwrap_or(leaf)
        && let Some(issuer) = issuer_of(last, &others)
    {
        issuers.push(others.remove(issuer));
        if issuers.len() == LONGEST {
            return Err(problem(format!("The signer's certificate has a chain of more than {LONGEST} certificates.")));
        }
    }
    Ok((issuers, others))
}

/// Which of the others issued a certificate; none of them issued a root.
fn issuer_of(certificate: &Certificate, others: &[Certificate]) -> Option<usize> {
    let name = certificate.tbs_certificate().issuer();
    if name == certificate.tbs_certificate().subject() {
        return None;
    }
    let mut named = (0..others.len()).filter(|index| others[*index].tbs_certificate().subject() == name);
    match (named.next()?, named.collect::<Vec<_>>().as_slice()) {
        (only, []) => Some(only),
        // An authority that renewed its key has several certificates of one name.
        (first, more) => {
            let signed = more.iter().copied().find(|index| brought::signed_by(certificate, &others[*index]));
            Some(signed.unwrap_or(first))
        }
    }
}

/// A certificate that stands there in the one form that DER has for it.
fn canonical(der: &[u8], what: &str) -> Checked<Certificate> {
    let certificate = Certificate::from_der(der).ok().filter(|read| read.to_der().is_ok_and(|own| own == der));
    certificate.ok_or_else(|| not_der(what))
}

fn holder_of(leaf: &Certificate) -> Checked<Holder> {
    let subject = leaf.tbs_certificate().subject();
    let text = |value: der::Result<Option<DirectoryString>>| match value {
        Ok(Some(text)) if single_line(&text.value()).is_ok_and(|line| line == text.value()) => {
            Ok(Some(text.value().into_owned()))
        }
        Ok(None) => Ok(None),
        _ => Err(problem("The signer's certificate holds a name that can't be shown as it is.".to_owned())),
    };
    let name = text(subject.common_name())?;
    let name = name.ok_or_else(|| problem("The signer's certificate has no name.".to_owned()))?;
    Ok(Holder { name, organisation: text(subject.organization())? })
}

fn unwritable(error: &der::Error) -> Error {
    Error::internal(format!("a certificate can't be written: {error}"))
}

fn not_der(what: &str) -> Problem {
    problem(format!("The {what} certificate is not one in DER."))
}

pub(super) fn problem(message: String) -> Problem {
    Problem::new("certificate", message)
}
