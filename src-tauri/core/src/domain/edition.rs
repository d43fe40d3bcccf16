//! Editions of the framework.

use std::fmt;

/// An edition of the framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// `sfia-8`, `sfia-9-preview`, …
    pub id: EditionId,
    /// The name for people: `SFIA 8`.
    pub name: String,
    /// Whether the edition is still a draft.
    pub status: PublicationStatus,
}

impl Edition {
    /// The edition with this id: with its own name and status where the project knows it, else named by its id.
    #[must_use]
    pub fn of(id: EditionId) -> Self {
        let (name, status) = match id.as_str() {
            "sfia-7" => ("SFIA 7", PublicationStatus::Legacy),
            "sfia-8" => ("SFIA 8", PublicationStatus::Legacy),
            "sfia-9-preview" => ("SFIA 9 preview", PublicationStatus::Draft),
            "sfia-9" => ("SFIA 9", PublicationStatus::Current),
            other => (other, PublicationStatus::Current),
        };
        Self { name: name.to_owned(), status, id }
    }
}

/// The id of an edition: one or more of `a-z`, `0-9`, `.` and `-`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EditionId(String);

impl EditionId {
    /// The id, if `id` has only the characters that an id may have, and at most 64 of them.
    #[must_use]
    pub fn new(id: &str) -> Option<Self> {
        let fits = (1..=64).contains(&id.len())
            && id.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-'));
        fits.then(|| Self(id.to_owned()))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EditionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether an edition is in preparation, in force or superseded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PublicationStatus {
    /// In preparation: its words may change. Labelled as a draft wherever they are shown.
    Draft,
    /// In force.
    Current,
    /// Superseded by a later edition.
    Legacy,
}

impl PublicationStatus {
    /// `draft`, `current`, `legacy`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Current => "current",
            Self::Legacy => "legacy",
        }
    }

    /// The status with this [`name`](Self::name).
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Draft, Self::Current, Self::Legacy].into_iter().find(|status| status.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_a_shape() {
        assert!(EditionId::new("sfia-9.1").is_some());
        for bad in ["", "SFIA-8", "sfia 8", "../x", "ä"] {
            assert_eq!(EditionId::new(bad), None, "{bad}");
        }
    }
}
