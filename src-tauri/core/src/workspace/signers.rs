//! Who signs reports, and what this workspace thinks of them.
//!
//! A signer is known by the fingerprint of the certificate: this workspace's own identities, and those that its user
//! trusts. A name proves nothing, since anybody can make an identity in any name; that a known name comes with another
//! key is therefore called out.

use super::audit::{Act, payloads};
use super::{SignatureInfo, Workspace};
use crate::domain::audit::{Action, Subject, SubjectKind};
use crate::domain::moment::Moment;
use crate::domain::report::SignedBy;
use crate::domain::review::Review;
use crate::domain::signer::Trust;
use crate::domain::text::{comparable, looks_like};
use crate::error::{Code, Error, Result};
use crate::signature::{Field, Signature};
use crate::store::{SeenSigner, StoredIdentity, StoredSigner, Transaction, Values};

/// A signer that is not this workspace itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignerInfo {
    /// SHA-256 of the certificate, 64 hexadecimal digits.
    pub fingerprint: String,
    /// What a report said of it; none: trusted by fingerprint before any report came.
    pub seen: Option<SeenSigner>,
    /// Since when its user trusts it; none: they don't.
    pub trusted_at: Option<Moment>,
    /// What this workspace thinks of it.
    pub trust: Trust,
    /// The known signer whose name it has, or one that looks like it, under another key; none: there is none.
    pub looks_like: Option<String>,
}

impl Workspace {
    /// All signers that were seen or trusted here, by name, without this workspace's own identities.
    ///
    /// # Errors
    /// If the workspace can't be read.
    pub fn signers(&mut self) -> Result<Vec<SignerInfo>> {
        let known = self.store.read(Known::read)?;
        let others = known.signers.iter().filter(|signer| !known.is_own(&signer.fingerprint));
        let described = others.map(|signer| {
            let name = signer.seen.as_ref().map(|seen| seen.name.as_str());
            let (trust, looks_like) = known.trust(name, &signer.fingerprint);
            let (fingerprint, seen) = (signer.fingerprint.clone(), signer.seen.clone());
            SignerInfo { fingerprint, seen, trusted_at: signer.trusted_at, trust, looks_like }
        });
        Ok(described.collect())
    }

    /// Trusts a signer from now on. The fingerprint is 64 hexadecimal digits, however they are grouped; it may be one of
    /// which no report has come yet, because an assessor may read it out on the telephone before they send the first.
    ///
    /// # Errors
    /// If this is no fingerprint, or if it is this workspace's own.
    pub fn trust_signer(&mut self, fingerprint: &str) -> Result<()> {
        let fingerprint = read_fingerprint(fingerprint)?;
        self.decide(&fingerprint, Action::SignerTrusted, |transaction, signer, at| match signer {
            Some(StoredSigner { trusted_at: Some(_), .. }) => Ok(false),
            _ => transaction.trust_signer(&fingerprint, at).map(|()| true),
        })
    }

    /// Trusts a signer no longer. That it was seen stays known.
    ///
    /// # Errors
    /// If this is no fingerprint, if it is this workspace's own, or if nothing is known of it ([`Code::NotFound`]).
    pub fn distrust_signer(&mut self, fingerprint: &str) -> Result<()> {
        let fingerprint = read_fingerprint(fingerprint)?;
        self.decide(&fingerprint, Action::SignerDistrusted, |transaction, signer, _| match signer {
            Some(StoredSigner { trusted_at: Some(_), .. }) => transaction.distrust_signer(&fingerprint).map(|()| true),
            Some(_) => Ok(false),
            None => Err(Error::new(
                Code::NotFound,
                format!("No signer with the fingerprint {fingerprint} was seen or trusted here. Nothing was changed."),
            )),
        })
    }

    /// Does what the user decided about a signer, and records it if it changed anything.
    fn decide(
        &mut self,
        fingerprint: &str,
        action: Action,
        apply: impl FnOnce(&Transaction<'_>, Option<&StoredSigner>, Moment) -> Result<bool>,
    ) -> Result<()> {
        let act = Act::now(self.environment.as_ref());
        self.store.write(|transaction| {
            if let Some(own) = transaction.identities()?.iter().find(|own| own.fingerprint == fingerprint) {
                return Err(Error::refused(format!(
                    "This is the fingerprint of {}’s identity in this workspace, which is always known here. Nothing was \
                     changed.",
                    own.name
                )));
            }
            let signer = transaction.signer(fingerprint)?;
            if apply(transaction, signer.as_ref(), act.now)? {
                let values = Values::new(payloads::signer(signer.as_ref().and_then(|signer| signer.seen.as_ref())));
                act.record(transaction, action, Subject::new(SubjectKind::Signer, &fingerprint), None, &values)?;
            }
            Ok(())
        })
    }

    /// Notes signers whose signatures hold, at first sight.
    ///
    /// That is an observation and no decision: nobody is known because of it, so it leaves no event in the trail. What
    /// can't be noted now, because the disk is full or another process writes, will be the next time; whoever verifies a
    /// report gets the answer all the same.
    pub(super) fn note_signers(&mut self, signatures: &[SignatureInfo], known: &Known) {
        let unseen: Vec<_> = signatures.iter().filter(|signature| !known.has_seen(&signature.fingerprint)).collect();
        if unseen.is_empty() {
            return;
        }
        let first_seen_at = self.environment.now();
        let _ = self.store.write(|transaction| {
            unseen.into_iter().try_for_each(|signature| {
                let SignatureInfo { signer: name, organisation, .. } = signature.clone();
                transaction.note_signer(&signature.fingerprint, &SeenSigner { name, organisation, first_seen_at })
            })
        });
    }
}

/// Whom a workspace knows.
#[derive(Debug, Default)]
pub(super) struct Known {
    identities: Vec<StoredIdentity>,
    signers: Vec<StoredSigner>,
}

impl Known {
    /// Reads whom the workspace knows; the default is nobody.
    pub(super) fn read(transaction: &Transaction<'_>) -> Result<Self> {
        Ok(Self { identities: transaction.identities()?, signers: transaction.signers()? })
    }

    /// A signature, and what the workspace thinks of its signer.
    pub(super) fn described(&self, signature: &Signature) -> SignatureInfo {
        let holder = signature.signer.as_ref();
        let info = SignatureInfo {
            field: signature.field.name().to_owned(),
            role: signature.field.role(),
            signer: holder.map(|holder| holder.name.clone()).unwrap_or_default(),
            organisation: holder.and_then(|holder| holder.organisation.clone()),
            fingerprint: holder.map(|holder| holder.fingerprint.to_string()).unwrap_or_default(),
            signed_at: signature.signed_at,
            trust: Trust::New,
            looks_like: None,
            first_seen_at: None,
            review: signature.review.clone(),
        };
        self.judged(info)
    }

    /// The same for a signature that is kept here.
    pub(super) fn kept(&self, field: Field, by: &SignedBy, review: Option<Review>) -> SignatureInfo {
        let info = SignatureInfo {
            field: field.name().to_owned(),
            role: field.role(),
            signer: by.name.clone(),
            organisation: by.organisation.clone(),
            fingerprint: by.fingerprint.clone(),
            signed_at: Some(by.at),
            trust: Trust::New,
            looks_like: None,
            first_seen_at: None,
            review,
        };
        self.judged(info)
    }

    fn judged(&self, info: SignatureInfo) -> SignatureInfo {
        let (trust, looks_like) = self.trust(Some(&info.signer), &info.fingerprint);
        SignatureInfo {
            trust,
            looks_like,
            first_seen_at: self.seen(&info.fingerprint).map(|seen| seen.first_seen_at),
            ..info
        }
    }

    /// What the workspace thinks of a key in this name, and the known signer whose name that is, or looks like.
    fn trust(&self, name: Option<&str>, fingerprint: &str) -> (Trust, Option<String>) {
        let trusted = || self.signers.iter().filter(|signer| signer.trusted_at.is_some());
        if self.is_own(fingerprint) || trusted().any(|signer| signer.fingerprint == fingerprint) {
            return (Trust::Known, None);
        }
        let own = self.identities.iter().map(|identity| identity.name.as_str());
        let names: Vec<&str> =
            own.chain(trusted().filter_map(|signer| signer.seen.as_ref()).map(|seen| seen.name.as_str())).collect();
        let name = name.unwrap_or_default();
        // The very name says more than one that looks like it.
        let same = || names.iter().find(|known| comparable(known) == comparable(name));
        match same().or_else(|| names.iter().find(|known| looks_like(known, name))) {
            Some(known) => (Trust::Contradicts, Some((*known).to_owned())),
            None => (Trust::New, None),
        }
    }

    fn is_own(&self, fingerprint: &str) -> bool {
        self.identities.iter().any(|identity| identity.fingerprint == fingerprint)
    }

    fn seen(&self, fingerprint: &str) -> Option<&SeenSigner> {
        self.signers.iter().find(|signer| signer.fingerprint == fingerprint)?.seen.as_ref()
    }

    fn has_seen(&self, fingerprint: &str) -> bool {
        self.is_own(fingerprint) || self.seen(fingerprint).is_some()
    }
}

/// Reads a fingerprint as people write and paste it: in either case, in groups or not, with colons or not.
fn read_fingerprint(typed: &str) -> Result<String> {
    let digits: String = typed.chars().filter(|it| !it.is_whitespace() && *it != ':').collect();
    match digits.len() == 64 && digits.chars().all(|it| it.is_ascii_hexdigit()) {
        true => Ok(digits.to_ascii_lowercase()),
        false => Err(Error::refused(format!(
            "“{typed}” is no fingerprint of a signer. It has 64 digits from 0 to 9 and a to f, and stands in the report’s \
             signature field."
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_read_however_it_is_written() {
        let plain = "0123456789abcdef".repeat(4);
        let groups: Vec<String> =
            plain.to_uppercase().as_bytes().chunks(4).map(|it| String::from_utf8_lossy(it).into()).collect();
        for typed in [plain.clone(), groups.join(" "), groups.join(":"), format!("\n {}\t", groups.join("\u{A0}"))] {
            assert_eq!(read_fingerprint(&typed).expect("read"), plain, "{typed}");
        }
        for typed in
            ["", "Lena Vogt", &plain[1..], &format!("{plain}0"), &plain.replace('a', "g"), &plain.replace('a', "ａ")]
        {
            assert!(read_fingerprint(typed).expect_err("refused").message().contains("no fingerprint"), "{typed}");
        }
    }
}
