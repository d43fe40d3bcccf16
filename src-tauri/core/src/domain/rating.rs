//! How far a statement is met.

/// A rating on one statement, on the scale of ISO/IEC 33020 (N, P, L, F). Ordered from worst to best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rating {
    /// 0 to 15 %.
    NotMet,
    /// More than 15 to 50 %.
    Partly,
    /// More than 50 to 85 %.
    Largely,
    /// More than 85 to 100 %.
    Fully,
}

impl Rating {
    /// All four, worst first.
    pub const ALL: [Self; 4] = [Self::NotMet, Self::Partly, Self::Largely, Self::Fully];

    /// The middle of the rating's band, in tenths of a percent.
    #[must_use]
    pub fn midpoint_tenths(self) -> u32 {
        match self {
            Self::NotMet => 75,
            Self::Partly => 325,
            Self::Largely => 675,
            Self::Fully => 925,
        }
    }

    /// The name in interview files, in the store and in the record: `fully`, `largely`, `partly`, `not-met`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NotMet => "not-met",
            Self::Partly => "partly",
            Self::Largely => "largely",
            Self::Fully => "fully",
        }
    }

    /// The word for people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::NotMet => "Not met",
            Self::Partly => "Partly",
            Self::Largely => "Largely",
            Self::Fully => "Fully",
        }
    }

    /// The rating with this [`name`](Self::name).
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rating| rating.name() == name)
    }
}

/// What is known about one statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Finding {
    /// Nobody has asked yet.
    #[default]
    NotExplored,
    /// The candidate's work never gave the chance. Excluded from the score, and printed.
    NoOpportunity,
    /// Asked and rated.
    Rated(Rating),
}

impl Finding {
    /// All findings that can be recorded; *not explored* is the absence of a record.
    pub const RECORDED: [Self; 5] = [
        Self::Rated(Rating::Fully),
        Self::Rated(Rating::Largely),
        Self::Rated(Rating::Partly),
        Self::Rated(Rating::NotMet),
        Self::NoOpportunity,
    ];

    /// The rating, if there is one.
    #[must_use]
    pub fn rating(self) -> Option<Rating> {
        match self {
            Self::Rated(rating) => Some(rating),
            Self::NotExplored | Self::NoOpportunity => None,
        }
    }

    /// Rated or no opportunity.
    #[must_use]
    pub fn is_explored(self) -> bool {
        self != Self::NotExplored
    }

    /// The name in interview files, in the store and in the record.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NotExplored => "not-explored",
            Self::NoOpportunity => "no-opportunity",
            Self::Rated(rating) => rating.name(),
        }
    }

    /// The words for people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::NotExplored => "Not explored",
            Self::NoOpportunity => "No opportunity",
            Self::Rated(rating) => rating.label(),
        }
    }

    /// The recorded finding with this [`name`](Self::name); `not-explored` is not one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::RECORDED.into_iter().find(|finding| finding.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for finding in Finding::RECORDED {
            assert_eq!(Finding::from_name(finding.name()), Some(finding));
        }
        assert_eq!(Finding::from_name("not-explored"), None);
        assert_eq!(Finding::from_name("Fully"), None);
    }

    #[test]
    fn better_ratings_are_greater_and_have_greater_midpoints() {
        for pair in Rating::ALL.windows(2) {
            assert!(pair[0] < pair[1]);
            assert!(pair[0].midpoint_tenths() < pair[1].midpoint_tenths());
        }
    }
}
