//! Somebody on whom something is held, and how much it is.

use uuid::Uuid;

use super::moment::Moment;

/// Somebody on whom something is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Unique in the workspace.
    pub id: Uuid,
    /// Where what is held comes from.
    pub origin: PersonOrigin,
    /// The name; of somebody in received reports as in the one that came last.
    pub name: String,
    /// An organisation's own reference.
    pub reference: Option<String>,
    /// What the person works as.
    pub role: Option<String>,
    /// Since when something is held, by this machine's clock.
    pub since: Moment,
    /// How many interviews there are.
    pub interviews: u64,
    /// When the last one began; none: there is none.
    pub last_at: Option<Moment>,
}

/// Where what is held on a person comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonOrigin {
    /// They were interviewed here.
    Recorded,
    /// They were interviewed elsewhere, and reports on them were received. Nobody is both: whether two are the same
    /// person is nothing that a report can say.
    Received,
}

impl PersonOrigin {
    /// The name in answers.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Recorded => "recorded",
            Self::Received => "received",
        }
    }

    /// What a name stands for.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Recorded, Self::Received].into_iter().find(|it| it.name() == name)
    }
}

/// How much is held on a person, and goes when they are erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Holdings {
    /// Interviews.
    pub interviews: u64,
    /// Assessments in them, one a skill.
    pub assessments: u64,
    /// Statements that are rated or had no opportunity.
    pub ratings: u64,
    /// Statements with a note, or with why there was no opportunity.
    pub notes: u64,
    /// Questions with their answers.
    pub questions: u64,
    /// Items of evidence, also those that were taken back and could come again.
    pub evidence: u64,
    /// Attached files that go with them.
    pub files: u64,
    /// Attached files that stay, since they are somebody else's evidence, too.
    pub shared_files: u64,
    /// Signed reports.
    pub reports: u64,
    /// Reviewers' signatures on them.
    pub reviews: u64,
    /// Reviews that were begun here and are not signed.
    pub unsigned_reviews: u64,
    /// Changes that could be taken back.
    pub steps: u64,
    /// Entries of the audit trail that keep old and new values. The entries themselves stay.
    pub values: u64,
}
