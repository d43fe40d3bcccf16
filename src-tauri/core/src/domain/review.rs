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

/// A review that is not signed yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReviewDraft {
    /// The decision; none: there is none yet.
    pub decision: Option<Decision>,
    /// Why, as it was typed so far.
    pub reason: String,
    /// The statements that were checked.
    pub sampled: Vec<Sampled>,
}

/// Why a review can't be signed yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewRefusal {
    /// Nothing is decided.
    Undecided,
    /// No statement was checked.
    NothingSampled,
    /// The report is returned, and nobody says why.
    ReasonMissing,
}

impl std::fmt::Display for ReviewRefusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Undecided => "Nothing is decided yet. Accept the report, or return it.",
            Self::NothingSampled => "No statement was checked yet. Check at least one, and mark it.",
            Self::ReasonMissing => "A report is not returned without a reason. Say what the assessor has to look at.",
        })
    }
}

impl ReviewDraft {
    /// The review that can be signed.
    ///
    /// # Errors
    /// If something is missing.
    pub fn finished(&self) -> Result<Review, ReviewRefusal> {
        let decision = self.decision.ok_or(ReviewRefusal::Undecided)?;
        if self.sampled.is_empty() {
            return Err(ReviewRefusal::NothingSampled);
        }
        let reason = self.reason.trim();
        if decision == Decision::Returned && reason.is_empty() {
            return Err(ReviewRefusal::ReasonMissing);
        }
        Ok(Review { decision, reason: reason.to_owned(), sampled: self.sampled.clone() })
    }
}

impl From<Review> for ReviewDraft {
    fn from(review: Review) -> Self {
        Self { decision: Some(review.decision), reason: review.reason, sampled: review.sampled }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(decision: Option<Decision>, reason: &str) -> ReviewDraft {
        let level = Level::new(3).expect("a level");
        let sampled = vec![Sampled { assessment: Uuid::nil(), level, statement: 2 }];
        ReviewDraft { decision, reason: reason.to_owned(), sampled }
    }

    #[test]
    fn a_review_says_what_was_checked_and_why_it_was_returned() {
        assert_eq!(draft(None, "why").finished(), Err(ReviewRefusal::Undecided));
        assert_eq!(draft(Some(Decision::Returned), " \n").finished(), Err(ReviewRefusal::ReasonMissing));
        let nothing = ReviewDraft { sampled: Vec::new(), ..draft(Some(Decision::Accepted), "") };
        assert_eq!(nothing.finished(), Err(ReviewRefusal::NothingSampled));
        assert!(draft(Some(Decision::Accepted), "").finished().is_ok());
        let returned = draft(Some(Decision::Returned), " No note on 3.2. \n").finished().expect("a review");
        assert_eq!((returned.reason.as_str(), returned.sampled.len()), ("No note on 3.2.", 1));
    }
}
