//! A reviewer's decision on a report that somebody else signed: internal quality assurance by sampling.

use uuid::Uuid;

use super::level::Level;

/// What a reviewer decided, and on what grounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// The decision.
    pub decision: Decision,
    /// Why; never empty where the report is returned.
    pub reason: String,
    /// The statements that the reviewer checked, at least one, in the order of the report.
    pub sampled: Vec<Sampled>,
}

/// Whether a report stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Decision {
    /// The sampled ratings follow from what was noted, and so does the award.
    Accepted,
    /// The assessor has to look at it again.
    Returned,
}

/// A statement that a reviewer checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sampled {
    /// The assessment, by its id in the report's record.
    pub assessment: Uuid,
    /// The level.
    pub level: Level,
    /// The statement's place in the level, from 1.
    pub statement: u16,
}

impl Decision {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Accepted, Self::Returned];

    /// `accepted`, `returned`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Returned => "returned",
        }
    }

    /// What a name stands for.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}
