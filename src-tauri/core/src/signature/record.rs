//! What a signature has to know of the record: whose report it is, and which statements there are.

use std::collections::BTreeMap;

use serde::Deserialize;
use uuid::Uuid;

use crate::domain::review::Sampled;

/// The formats of records that this version knows.
pub(super) const FORMATS: std::ops::RangeInclusive<u64> = 1..=2;

/// A few members of a record, which all formats have; the others are left to whoever reads it as a whole.
#[derive(Debug, Deserialize)]
pub(super) struct Record {
    report: Report,
    assessments: Vec<Assessment>,
}

#[derive(Debug, Deserialize)]
struct Report {
    signer: Signer,
}

#[derive(Debug, Deserialize)]
struct Signer {
    name: String,
    organisation: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Assessment {
    id: Uuid,
    ratings: Vec<Place>,
}

#[derive(Debug, Deserialize)]
struct Place {
    level: u8,
    statement: u16,
}

impl Record {
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// The format that a record says it has. Nothing else of it is kept, because nobody may have signed it.
    pub(super) fn format_of(bytes: &[u8]) -> Option<u64> {
        #[derive(Deserialize)]
        struct Format {
            format: u64,
        }
        // A list would do for the library.
        let is_object = bytes.trim_ascii_start().starts_with(b"{");
        serde_json::from_slice::<Format>(bytes).ok().filter(|_| is_object).map(|record| record.format)
    }

    /// Who was to sign, by the report itself.
    pub(super) fn signer(&self) -> &str {
        &self.report.signer.name
    }

    /// The organisation that the assessor signs for.
    pub(super) fn organisation(&self) -> Option<&str> {
        self.report.signer.organisation.as_deref()
    }

    /// All statements with their places in the order of the report.
    pub(super) fn statements(&self) -> BTreeMap<(Uuid, u8, u16), usize> {
        let all = self.assessments.iter().flat_map(|assessment| {
            assessment.ratings.iter().map(|rating| (assessment.id, rating.level, rating.statement))
        });
        all.zip(0..).collect()
    }
}

/// A statement as [`Record::statements`] names it.
pub(super) fn place(sampled: &Sampled) -> (Uuid, u8, u16) {
    (sampled.assessment, sampled.level.number(), sampled.statement)
}
