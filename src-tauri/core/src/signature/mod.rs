//! Identities, signing a report, and verifying one.
//!
//! A report is signed as PAdES baseline B-B (ETSI EN 319 142-1): a detached CMS signature by an ECDSA key, added as
//! an incremental update that fills one of the two signature fields with which the report was made. What is read
//! back is held against a strict profile of our own, because verifiers made for any PDF have to accept a great deal
//! more than what [`sign`] writes.
//!
//! An identity made here proves integrity and continuity: this report is unchanged, and it comes from the holder
//! of the same key as that one. Who somebody is it doesn't prove.
//!
//! | file | subject |
//! | --- | --- |
//! | `identity` | making an identity, bringing one along, opening its key |
//! | `pkcs12` | the files in which identities travel |
//! | `certificates` | a signer's chain: the leaf, and whoever issued it |
//! | `made`, `brought` | the profiles of chains that were made here, and of those that come from elsewhere |
//! | `ecdsa` | signatures over bytes, in the one form that is accepted |
//! | `container` | the CMS structure that a PDF's `/Contents` holds |
//! | `bounded` | whether a PDF can be read in memory in proportion to its size |
//! | `cursor` | a place in a PDF's bytes, and what is passed over from there
//! | `document` | finding our way in a PDF: fields, record, trailer |
//! | `revision` | the bytes of an incremental update |
//! | `words` | the words of an appearance, in versions |
//! | `appearance`, `fonts` | what a signed field shows, and with which fonts |
//! | `written_font` | what text a PDF's fonts really show |
//! | `record` | what a signature has to know of the record |
//! | `review` | the reviewer's decision in the signature dictionary |
//! | `sign` | putting these together |
//! | `verify` | taking them apart |

mod appearance;
mod bounded;
mod brought;
mod certificates;
mod container;
mod cursor;
mod document;
mod ecdsa;
mod fonts;
mod identity;
mod made;
mod pkcs12;
mod record;
mod review;
mod revision;
mod sign;
mod verify;
mod words;
mod written_content;
mod written_font;

#[cfg(test)]
mod authority;
#[cfg(test)]
mod fixture;
#[cfg(test)]
pub(crate) mod forge;
#[cfg(test)]
mod independent;

pub use certificates::Fingerprint;
pub use identity::{Identity, Signer, TryCryptoRng};
pub use sign::{Capacity, refuse_unsignable, sign};
pub use verify::{Signature, SignatureHolder, Verdict, Verification, verify};

/// The largest PDF that is read, in bytes. A skill takes about 100 KiB of a report and a page of notes 3 KiB; what is
/// attached is named in it, and does not lie inside.
pub const FILE_LIMIT: usize = 8 << 20;

/// One of the two signature fields that every report is made with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The assessor certifies the report: nothing but the reviewer's signature may follow.
    Assessor,
    /// The reviewer countersigns what the assessor certified.
    Reviewer,
}

impl Field {
    /// Both, in the order of signing.
    pub const ALL: [Self; 2] = [Self::Assessor, Self::Reviewer];

    /// The field's name (`/T`): `Assessor`, `Reviewer`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Assessor => "Assessor",
            Self::Reviewer => "Reviewer",
        }
    }

    /// The signer's role in answers: `assessor`, `reviewer`.
    #[must_use]
    pub fn role(self) -> &'static str {
        match self {
            Self::Assessor => "assessor",
            Self::Reviewer => "reviewer",
        }
    }
}

/// Why a report is not valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The kind of problem, in kebab-case; scripts rely on it.
    pub code: &'static str,
    /// What was found and where, as a sentence.
    pub message: String,
}

/// What holds up against the profile, or why it doesn't.
type Checked<T> = std::result::Result<T, Problem>;

impl Problem {
    fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}
