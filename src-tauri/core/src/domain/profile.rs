//! Profiles: how much of an assessment a report shows, and to whom it may therefore go.
//!
//! ISO/IEC 17024 (7.4) lets a body give out information on a person only to those whom it concerns, so that one report
//! does not do for everybody. What a profile leaves out depends on the profile alone and never on what there is: a report
//! that named what it lacks would tell that there was something.

/// How much a report shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Profile {
    /// Everything that was recorded. The only one that a reviewer countersigns, and that other workspaces keep.
    #[default]
    Full,
    /// The candidate's copy: everything about the candidate, notes included, since it is about them. What somebody else
    /// said of them in confidence stays with the organisation (GDPR, article 15 (4)): a testimony counts, with its kind
    /// and its date, but not whose it is. Observers are named, since they sat in the room.
    Candidate,
    /// The sponsor's copy: the result without what was said. Whoever paid learns the levels, every rating, strengths, gaps
    /// and next steps; not the answers, the notes or the reasons that quote them, nor the candidate's own words. Adjustments
    /// can tell of somebody's health and are left out for that.
    Sponsor,
    /// For research, calibration and publication: a pseudonym in place of the candidate, and nothing that was typed freely,
    /// because a name can stand in it. It is not anonymous: whoever knows who was interviewed for this skill on that day by
    /// this assessor still knows who it is.
    Pseudonymous,
}

/// What a report can leave out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Detail {
    /// The candidate's name, reference and role.
    Candidate,
    /// Sponsor, observers, and how the candidate's identity was checked.
    Parties,
    /// Where the interview was held.
    Place,
    /// What it was for.
    Purpose,
    /// The assessor's declaration of independence, which may name the candidate.
    Independence,
    /// Times of day: only dates are left.
    Times,
    /// Adjustments and interruptions.
    Circumstances,
    /// What was asked and said.
    Questions,
    /// The assessor's notes.
    Notes,
    /// Why there was no opportunity, why the award differs, why there is no acknowledgement.
    Reasons,
    /// Strengths, gaps and next steps.
    Summary,
    /// The titles of testimonies and the files attached to them.
    Testimony,
    /// The titles of all items of evidence, and all attached files.
    Evidence,
    /// The candidate's comment; that there is one is said.
    Comment,
    /// What the candidate drew or typed to acknowledge the result; that they did is said.
    Mark,
    /// The ids of candidate, interview and assessments in the workspace, and those of other profiles' reports.
    Ids,
    /// The end of the audit trail, by which reports of the same day could be laid side by side.
    Trail,
}

impl Profile {
    /// All profiles.
    pub const ALL: [Self; 4] = [Self::Full, Self::Candidate, Self::Sponsor, Self::Pseudonymous];
    /// Those that show only a part.
    pub const COPIES: [Self; 3] = [Self::Candidate, Self::Sponsor, Self::Pseudonymous];

    /// The name in the record, in the store and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Candidate => "candidate",
            Self::Sponsor => "sponsor",
            Self::Pseudonymous => "pseudonymous",
        }
    }

    /// The words for people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Candidate => "candidate’s copy",
            Self::Sponsor => "sponsor’s copy",
            Self::Pseudonymous => "pseudonymous",
        }
    }

    /// The profile with this [`name`](Self::name).
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.name() == name)
    }

    /// Whether a report of this profile shows a detail.
    #[must_use]
    pub fn shows(self, detail: Detail) -> bool {
        !self.leaves_out().contains(&detail)
    }

    /// What a report of this profile never shows, in the order of [`Detail::ALL`].
    #[must_use]
    pub fn leaves_out(self) -> &'static [Detail] {
        use Detail::{
            Candidate, Circumstances, Comment, Evidence, Ids, Independence, Mark, Notes, Parties, Place, Purpose,
            Questions, Reasons, Summary, Testimony, Times, Trail,
        };
        match self {
            Self::Full => &[],
            Self::Candidate => &[Testimony],
            Self::Sponsor => &[Circumstances, Questions, Notes, Reasons, Evidence, Comment, Mark],
            Self::Pseudonymous => &[
                Candidate,
                Parties,
                Place,
                Purpose,
                Independence,
                Times,
                Circumstances,
                Questions,
                Notes,
                Reasons,
                Summary,
                Evidence,
                Comment,
                Mark,
                Ids,
                Trail,
            ],
        }
    }
}

impl Detail {
    /// All of them, in the order in which a report lists them.
    pub const ALL: [Self; 17] = [
        Self::Candidate,
        Self::Parties,
        Self::Place,
        Self::Purpose,
        Self::Independence,
        Self::Times,
        Self::Circumstances,
        Self::Questions,
        Self::Notes,
        Self::Reasons,
        Self::Summary,
        Self::Testimony,
        Self::Evidence,
        Self::Comment,
        Self::Mark,
        Self::Ids,
        Self::Trail,
    ];

    /// The name in the record.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Candidate => "candidate",
            Self::Parties => "parties",
            Self::Place => "place",
            Self::Purpose => "purpose",
            Self::Independence => "independence",
            Self::Times => "times",
            Self::Circumstances => "circumstances",
            Self::Questions => "questions",
            Self::Notes => "notes",
            Self::Reasons => "reasons",
            Self::Summary => "summary",
            Self::Testimony => "testimony",
            Self::Evidence => "evidence",
            Self::Comment => "comment",
            Self::Mark => "mark",
            Self::Ids => "ids",
            Self::Trail => "trail",
        }
    }

    /// The words for people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Candidate => "the candidate’s name, reference and role",
            Self::Parties => "sponsor, observers and the check of identity",
            Self::Place => "the place",
            Self::Purpose => "the purpose",
            Self::Independence => "the declaration of independence",
            Self::Times => "times of day",
            Self::Circumstances => "adjustments and interruptions",
            Self::Questions => "questions and answers",
            Self::Notes => "notes",
            Self::Reasons => "reasons, word for word",
            Self::Summary => "strengths, gaps and next steps",
            Self::Testimony => "whose testimonies there are",
            Self::Evidence => "titles of evidence and attached files",
            Self::Comment => "the words of the candidate’s comment",
            Self::Mark => "what the candidate drew or typed as a signature",
            Self::Ids => "ids that other reports name",
            Self::Trail => "the end of the audit trail",
        }
    }

    /// The one with this [`name`](Self::name).
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|detail| detail.name() == name)
    }
}

/// Who stands in for the candidate in a pseudonymous report: `K7-3094`. It is random, so that nothing of the person is in
/// it, and kept for the person, so that several such reports can be read together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pseudonym(String);

impl Pseudonym {
    /// How many random bytes one is made of.
    pub const RANDOM: usize = 6;

    /// The pseudonym that these random bytes give: a letter that looks like no digit, and five digits.
    #[must_use]
    pub fn from_random(random: [u8; Self::RANDOM]) -> Self {
        const LETTERS: &[u8; 16] = b"ACDEFHJKLMNPRTUX";
        let [letter, digits @ ..] = random;
        let letter = char::from(LETTERS[usize::from(letter % 16)]);
        let [first, rest @ ..] = digits.map(|digit| char::from(b'0' + digit % 10));
        Self(format!("{letter}{first}-{}", String::from_iter(rest)))
    }

    /// A pseudonym that was kept.
    #[must_use]
    pub fn kept(text: String) -> Self {
        Self(text)
    }

    /// As it is kept: `K7-3094`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands where the name would: `Candidate K7-3094`.
    #[must_use]
    pub fn in_place_of_the_name(&self) -> String {
        format!("Candidate {}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for profile in Profile::ALL {
            assert_eq!(Profile::from_name(profile.name()), Some(profile));
        }
        for detail in Detail::ALL {
            assert_eq!(Detail::from_name(detail.name()), Some(detail));
        }
        assert_eq!((Profile::from_name("Full"), Detail::from_name("")), (None, None));
    }

    #[test]
    fn only_the_full_report_leaves_nothing_out() {
        assert_eq!(Profile::Full.leaves_out(), []);
        for copy in Profile::COPIES {
            assert!(!copy.leaves_out().is_empty(), "{}", copy.name());
            let in_order: Vec<_> = Detail::ALL.into_iter().filter(|it| copy.leaves_out().contains(it)).collect();
            assert_eq!(copy.leaves_out(), in_order, "{}", copy.name());
        }
    }

    #[test]
    fn a_pseudonym_is_a_letter_and_five_digits() {
        assert_eq!(Pseudonym::from_random([0; 6]).as_str(), "A0-0000");
        assert_eq!(Pseudonym::from_random([7, 7, 13, 240, 19, 254]).in_place_of_the_name(), "Candidate K7-3094");
    }
}
