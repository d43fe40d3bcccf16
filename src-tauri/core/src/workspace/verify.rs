//! Verifying reports: whether they are what their signers signed, and whether these signers are known here.

use super::Workspace;
use crate::domain::moment::Moment;
use crate::domain::signer::Trust;
use crate::domain::text::comparable;
use crate::error::Result;
use crate::report::record;
use crate::signature::{self, Signature, Verdict};
use crate::store::StoredIdentity;

/// The answer to the question whether a file is a report as its signers signed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileVerdict {
    /// Unchanged, and every signer is known here.
    Valid,
    /// Unchanged; a signer is not known here.
    ValidUnknownSigner,
    /// Not signed, or not as it was signed.
    Invalid,
    /// Another PDF.
    NotOurs,
    /// Nothing can be said.
    Unreadable,
}

impl FileVerdict {
    /// `valid`, `valid-unknown-signer`, `invalid`, `not-ours`, `unreadable`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::ValidUnknownSigner => "valid-unknown-signer",
            Self::Invalid => "invalid",
            Self::NotOurs => "not-ours",
            Self::Unreadable => "unreadable",
        }
    }

    /// Whether the file is unchanged since it was signed, whoever signed it.
    #[must_use]
    pub fn is_valid(self) -> bool {
        matches!(self, Self::Valid | Self::ValidUnknownSigner)
    }
}

/// What verifying a file found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedFile {
    /// The file's name as the user knows it.
    pub file: String,
    /// The answer.
    pub verdict: FileVerdict,
    /// The signatures, in the order of signing.
    pub signatures: Vec<SignatureInfo>,
    /// What is wrong: a code for scripts, and a sentence.
    pub problems: Vec<(&'static str, String)>,
}

/// A signature and what this workspace thinks of its signer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureInfo {
    /// The field: `Assessor`, `Reviewer`.
    pub field: String,
    /// The signer's role: `assessor`, `reviewer`.
    pub role: &'static str,
    /// The name in the certificate; empty if there is no readable one.
    pub signer: String,
    /// SHA-256 of the certificate; empty if there is no readable one.
    pub fingerprint: String,
    /// When, by the signer's own clock.
    pub signed_at: Option<Moment>,
    /// What this workspace thinks of the signer.
    pub trust: Trust,
}

impl VerifiedFile {
    /// A file of which nothing can be said.
    #[must_use]
    pub fn unreadable(file: &str, code: &'static str, message: &str) -> Self {
        Self {
            file: file.to_owned(),
            verdict: FileVerdict::Unreadable,
            signatures: Vec::new(),
            problems: vec![(code, message.to_owned())],
        }
    }

    /// The verdict as a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self.verdict {
            FileVerdict::Valid => {
                "valid. It is unchanged since it was signed, and every signer is known here.".to_owned()
            }
            FileVerdict::ValidUnknownSigner => {
                let unknown = self.signatures.iter().filter(|signature| signature.trust != Trust::Known);
                let names: Vec<&str> = unknown.map(|signature| signature.signer.as_str()).collect();
                format!(
                    "valid, signer not known here ({}). It is unchanged since it was signed; compare the fingerprint to be \
                     sure who signed.",
                    names.join(", ")
                )
            }
            FileVerdict::Invalid => "not valid.".to_owned(),
            FileVerdict::NotOurs => "not a report of Vouchsafe.".to_owned(),
            FileVerdict::Unreadable => "unreadable.".to_owned(),
        }
    }
}

impl Workspace {
    /// Verifies a file. Whatever the file is, the answer is a verdict; verifying never changes who is trusted.
    ///
    /// # Errors
    /// If the workspace can't be read.
    pub fn verify(&mut self, file: &str, bytes: &[u8]) -> Result<VerifiedFile> {
        let known = self.store.read(|transaction| transaction.identities())?;
        Ok(verified(file, bytes, &known))
    }
}

/// Verifies a file where no workspace is open, so that no signer is known.
#[must_use]
pub fn verify_alone(file: &str, bytes: &[u8]) -> VerifiedFile {
    verified(file, bytes, &[])
}

fn verified(file: &str, bytes: &[u8], known: &[StoredIdentity]) -> VerifiedFile {
    let verification = signature::verify(bytes);
    let mut problems: Vec<(&'static str, String)> =
        verification.problems.into_iter().map(|problem| (problem.code, problem.message)).collect();
    let mut verdict = verification.verdict;
    if let Some(record) = &verification.record {
        problems.extend(contradictions(record, verification.text.as_deref().unwrap_or_default()));
        if !problems.is_empty() {
            verdict = Verdict::Invalid;
        }
    }
    let signatures: Vec<SignatureInfo> =
        verification.signatures.iter().map(|signature| described(signature, known)).collect();
    let all_known = signatures.iter().all(|signature| signature.trust == Trust::Known);
    VerifiedFile {
        file: file.to_owned(),
        verdict: match verdict {
            Verdict::Valid if all_known => FileVerdict::Valid,
            Verdict::Valid => FileVerdict::ValidUnknownSigner,
            Verdict::Invalid => FileVerdict::Invalid,
            Verdict::NotOurs => FileVerdict::NotOurs,
            Verdict::Unreadable => FileVerdict::Unreadable,
        },
        signatures,
        problems,
    }
}

/// Where the signed record contradicts itself: the recorded rule applied to the recorded ratings has to give the
/// recorded verdicts and level, and the pages have to say what it says they say.
fn contradictions(record: &[u8], text: &str) -> Vec<(&'static str, String)> {
    match record::read(record) {
        Ok(record) => {
            let sentences = record::check(&record).err().unwrap_or_default();
            let sentences = sentences.into_iter().chain(record::check_pages(&record, text).err());
            sentences.map(|sentence| ("record-contradicts", sentence)).collect()
        }
        Err(error) => vec![("record", error.message().to_owned())],
    }
}

fn described(signature: &Signature, known: &[StoredIdentity]) -> SignatureInfo {
    let (signer, fingerprint) = match &signature.signer {
        Some(holder) => (holder.name.clone(), holder.fingerprint.to_string()),
        None => (String::new(), String::new()),
    };
    SignatureInfo {
        field: signature.field.name().to_owned(),
        role: signature.field.role(),
        trust: trust(&signer, &fingerprint, known),
        signer,
        fingerprint,
        signed_at: signature.signed_at,
    }
}

fn trust(signer: &str, fingerprint: &str, known: &[StoredIdentity]) -> Trust {
    if known.iter().any(|identity| identity.fingerprint == fingerprint) {
        return Trust::Known;
    }
    if known.iter().any(|identity| comparable(&identity.name) == comparable(signer)) {
        return Trust::Contradicts;
    }
    Trust::New
}
