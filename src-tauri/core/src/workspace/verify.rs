//! Verifying reports: whether they are what their signers signed, and whether these signers are known here.

use super::Workspace;
use super::facts::facts;
use super::signers::Known;
use crate::domain::definition::hex_sha256;
use crate::domain::moment::Moment;
use crate::domain::report::{Countersigned, ReportFacts, SignedBy};
use crate::domain::review::Review;
use crate::domain::signer::Trust;
use crate::domain::text::{comparable, looks_like};
use crate::error::Result;
use crate::report::record::{self, Record};
use crate::signature::{self, Field, Signature, Verdict, Verification};
use crate::store::Transaction;

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
    /// What the report says of itself; none unless it is unchanged.
    pub report: Option<ReportFacts>,
    /// The signatures, in the order of signing.
    pub signatures: Vec<SignatureInfo>,
    /// What is wrong: a code for scripts, and a sentence.
    pub problems: Vec<(&'static str, String)>,
    /// What is not wrong, and still worth asking about: a code for scripts, and a sentence.
    pub notes: Vec<(&'static str, String)>,
    /// What this workspace knows of the report; none: nothing.
    pub here: Option<Here>,
}

/// What a workspace knows of an unchanged report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Here {
    /// Whether it was signed here; else it was received.
    pub own: bool,
    /// The id of the report that takes its place.
    pub superseded_by: Option<String>,
    /// What the workspace holds that the file does not: what a reviewer of the same report decided.
    pub reviewed: Option<Review>,
    /// Whether the file holds a reviewer's signature, and the workspace none.
    pub brings_review: bool,
    /// Whether the workspace holds another report of the same id: one of the two is not what it says it is.
    pub conflicts: bool,
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
    /// The organisation in the certificate.
    pub organisation: Option<String>,
    /// SHA-256 of the certificate; empty if there is no readable one.
    pub fingerprint: String,
    /// When, by the signer's own clock.
    pub signed_at: Option<Moment>,
    /// What this workspace thinks of the signer.
    pub trust: Trust,
    /// The known signer whose name this one has, or one that looks like it, with another key; none: there is none.
    pub looks_like: Option<String>,
    /// When a report of this signer was first verified here, before this one; none: never, or it is this workspace's own.
    pub first_seen_at: Option<Moment>,
    /// What a reviewer decided; none for an assessor.
    pub review: Option<Review>,
}

impl VerifiedFile {
    /// A file of which nothing can be said.
    #[must_use]
    pub fn unreadable(file: &str, code: &'static str, message: &str) -> Self {
        Self {
            file: file.to_owned(),
            verdict: FileVerdict::Unreadable,
            report: None,
            signatures: Vec::new(),
            problems: vec![(code, message.to_owned())],
            notes: Vec::new(),
            here: None,
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

    /// What is wrong with which file, and what to do about it; none: it is valid.
    #[must_use]
    pub fn refusal(&self) -> Option<String> {
        (!self.verdict.is_valid()).then(|| format!("{} is {}", self.file, self.wrong()))
    }

    /// What the file is, why, and what to do about it.
    pub(super) fn wrong(&self) -> String {
        let problems = self.problems.iter().map(|(_, message)| message.as_str());
        let parts: Vec<&str> = problems.chain(self.advice()).collect();
        format!("{} {}", self.sentence(), parts.join(" "))
    }

    /// What to do about a file that is not valid, unless what is wrong says it itself.
    fn advice(&self) -> Option<&'static str> {
        let code = self.problems.first().map_or("", |(code, _)| *code);
        match (self.verdict, code) {
            (FileVerdict::Valid | FileVerdict::ValidUnknownSigner, _) | (_, "newer-format") => None,
            (_, "unsigned") => Some("Do not rely on it; ask its assessor for the signed one."),
            (FileVerdict::Invalid, _) => {
                Some("Do not rely on it; ask whoever signed it for the file as it was signed.")
            }
            (FileVerdict::NotOurs, _) => Some("Check whether it is the file that you meant."),
            (FileVerdict::Unreadable, "damaged") => Some("Get it once more from whoever sent it."),
            (FileVerdict::Unreadable, "not-read") => Some("Check its name, and whether you may read it."),
            (FileVerdict::Unreadable, _) => Some("Check whether it is the file that you meant, or get it once more."),
        }
    }
}

impl Workspace {
    /// Verifies a file. Whatever the file is, the answer is a verdict; verifying never changes who is trusted.
    ///
    /// # Errors
    /// If the workspace can't be read.
    pub fn verify(&mut self, file: &str, bytes: &[u8]) -> Result<VerifiedFile> {
        let known = self.store.read(Known::read)?;
        let (mut verified, whole) = examined(file, bytes, &known);
        if let Some(whole) = whole {
            verified.here = self.store.read(|transaction| here(transaction, &whole))?;
            self.note_signers(&verified.signatures, &known);
        }
        Ok(verified)
    }
}

/// Verifies a file where no workspace is open, so that no signer is known.
#[must_use]
pub fn verify_alone(file: &str, bytes: &[u8]) -> VerifiedFile {
    examined(file, bytes, &Known::default()).0
}

/// A report that is unchanged, taken apart.
pub(super) struct Whole<'a> {
    /// What it says of itself.
    pub(super) facts: ReportFacts,
    /// Its record.
    pub(super) record: Record,
    /// The bytes that its assessor signed.
    pub(super) first: &'a [u8],
    /// The bytes that its reviewer added; empty: nobody did.
    pub(super) rest: &'a [u8],
    /// How many pages it has.
    pub(super) pages: u32,
    /// The assessor's signature.
    pub(super) signed: SignedBy,
    /// The reviewer's, if there is one.
    pub(super) countersigned: Option<Countersigned>,
}

/// Verifies a file, and takes it apart if it is unchanged.
pub(super) fn examined<'a>(file: &str, bytes: &'a [u8], known: &Known) -> (VerifiedFile, Option<Whole<'a>>) {
    let verification = signature::verify(bytes);
    let mut problems: Vec<(&'static str, String)> =
        verification.problems.iter().map(|problem| (problem.code, problem.message.clone())).collect();
    let mut whole = None;
    if verification.verdict == Verdict::Valid {
        match whole_report(bytes, &verification) {
            Ok(taken_apart) => whole = Some(taken_apart),
            Err(found) => problems.extend(found),
        }
    }
    let signatures: Vec<SignatureInfo> =
        verification.signatures.iter().map(|signature| known.described(signature)).collect();
    let all_known = signatures.iter().all(|signature| signature.trust == Trust::Known);
    let verified = VerifiedFile {
        file: file.to_owned(),
        verdict: match verification.verdict {
            Verdict::Valid if whole.is_none() => FileVerdict::Invalid,
            Verdict::Valid if all_known => FileVerdict::Valid,
            Verdict::Valid => FileVerdict::ValidUnknownSigner,
            Verdict::Invalid => FileVerdict::Invalid,
            Verdict::NotOurs => FileVerdict::NotOurs,
            Verdict::Unreadable => FileVerdict::Unreadable,
        },
        report: whole.as_ref().map(|whole| whole.facts.clone()),
        notes: whole.as_ref().and_then(|_| one_name(&signatures)).into_iter().collect(),
        signatures,
        problems,
        here: None,
    };
    (verified, whole)
}

/// Says so where assessor and reviewer have one name, or names that look alike: with one key the report would be refused.
fn one_name(signatures: &[SignatureInfo]) -> Option<(&'static str, String)> {
    let [SignatureInfo { signer: assessor, .. }, SignatureInfo { signer: reviewer, .. }] = signatures else {
        return None;
    };
    let names = match comparable(assessor) == comparable(reviewer) {
        true => format!("Assessor and reviewer both sign as {assessor}"),
        false if looks_like(assessor, reviewer) => {
            format!("The names of assessor and reviewer, {assessor} and {reviewer}, look alike")
        }
        false => return None,
    };
    let sentence =
        format!("{names}, with different keys. They may be two people, or one who reviewed themselves: ask.");
    Some(("one-name", sentence))
}

/// What is wrong: a code for scripts, and a sentence.
type Problems = Vec<(&'static str, String)>;

/// Takes apart a report whose signatures hold; or says where its record contradicts itself: the recorded rule applied to
/// the recorded ratings has to give the recorded verdicts and level.
fn whole_report<'a>(bytes: &'a [u8], verification: &Verification) -> std::result::Result<Whole<'a>, Problems> {
    let unreadable = |sentence: &str| vec![("record", sentence.to_owned())];
    let json = verification.record.as_deref().ok_or_else(|| unreadable("The report holds no record."))?;
    let record = record::read(json).map_err(|error| unreadable(error.message()))?;
    let contradicts = |sentence| ("record-contradicts", sentence);
    record::check(&record).map_err(|sentences| sentences.into_iter().map(contradicts).collect::<Problems>())?;
    let said = verification.said.as_ref().ok_or_else(|| unreadable("The report’s pages can’t be read."))?;
    record::check_said(&record, said).map_err(|sentence| vec![contradicts(sentence)])?;
    let facts = facts(&record).map_err(|sentence| vec![contradicts(sentence)])?;
    let of = |field| verification.signatures.iter().find(|signature| signature.field == field);
    let assessor = of(Field::Assessor).and_then(|signature| Some((signed_by(signature)?, signature.end?)));
    let (signed, end) = assessor.ok_or_else(|| unreadable("The assessor’s signature can’t be read."))?;
    let countersigned = match of(Field::Reviewer) {
        None => None,
        Some(signature) => {
            let both = signed_by(signature).zip(signature.review.clone());
            let (by, review) = both.ok_or_else(|| unreadable("The reviewer’s signature can’t be read."))?;
            Some(Countersigned { by, review })
        }
    };
    let (first, rest) = bytes.split_at_checked(end).ok_or_else(|| unreadable("The report is shorter than it says."))?;
    let pages = u32::try_from(verification.pages).map_err(|_| unreadable("The report has too many pages."))?;
    Ok(Whole { facts, record, first, rest, pages, signed, countersigned })
}

/// What the workspace knows of a report.
fn here(transaction: &Transaction<'_>, whole: &Whole<'_>) -> Result<Option<Here>> {
    let id = &whole.facts.id;
    let Some(held) = transaction.held_report(id)? else { return Ok(None) };
    let conflicts = hex_sha256(whole.first) != held.sha256;
    let kept = if conflicts { None } else { transaction.countersigned(held.of_report(id))? };
    Ok(Some(Here {
        own: held.own,
        brings_review: !conflicts && kept.is_none() && whole.countersigned.is_some(),
        reviewed: kept.filter(|kept| Some(kept) != whole.countersigned.as_ref()).map(|kept| kept.review),
        superseded_by: held.superseded_by,
        conflicts,
    }))
}

fn signed_by(signature: &Signature) -> Option<SignedBy> {
    let holder = signature.signer.as_ref()?;
    Some(SignedBy {
        name: holder.name.clone(),
        organisation: holder.organisation.clone(),
        fingerprint: holder.fingerprint.to_string(),
        at: signature.signed_at?,
    })
}
