//! Evidence: what a finding rests on.

use std::collections::BTreeSet;

use jiff::civil::Date;
use uuid::Uuid;

use super::decision::StatementRef;

/// One item of evidence, tied to one or several statements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Unique in the workspace.
    pub id: Uuid,
    /// What kind of thing it is.
    pub kind: EvidenceKind,
    /// What it is, in a line.
    pub title: String,
    /// When it was made or happened, as far as it is known: evidence grows old.
    pub date: Option<Date>,
    /// Whether the assessor saw it, or was only told of it.
    pub seen: bool,
    /// The statements that it bears on; at least one.
    pub statements: BTreeSet<StatementRef>,
    /// The files that were attached, in that order. Their bytes stay in the workspace.
    pub attachments: Vec<Attachment>,
}

/// A file that was attached to an item of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The file's name, without its folder.
    pub name: String,
    /// How many bytes it has, at most [`Attachment::SIZE_LIMIT`].
    pub size: u64,
    /// SHA-256 of its bytes, 64 lower-case hexadecimal digits: it names the bytes in the workspace.
    pub sha256: String,
}

impl Attachment {
    /// The most bytes of one attached file: 25 MiB.
    pub const SIZE_LIMIT: u64 = 25 * 1024 * 1024;
}

/// Kinds of evidence, as vocational quality assurance tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EvidenceKind {
    /// Something that the candidate did and tells of.
    Example,
    /// Something that the candidate made.
    WorkProduct,
    /// Something that the assessor watched.
    Observation,
    /// What somebody else says of the candidate's work.
    Testimony,
    /// A document that bears on it: a certificate, a ticket, a policy.
    Reference,
}

impl EvidenceKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Example, Self::WorkProduct, Self::Observation, Self::Testimony, Self::Reference];

    /// The name in interview files, in the store and in the record.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Example => "example",
            Self::WorkProduct => "work-product",
            Self::Observation => "observation",
            Self::Testimony => "testimony",
            Self::Reference => "reference",
        }
    }

    /// The words for people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Example => "Example",
            Self::WorkProduct => "Work product",
            Self::Observation => "Observation",
            Self::Testimony => "Testimony",
            Self::Reference => "Reference",
        }
    }

    /// The kind with this [`name`](Self::name).
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
