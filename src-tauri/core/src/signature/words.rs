//! The words of a signature's appearance, in versions.
//!
//! A version that was ever released stays here, word for word: the verifier holds what a signature shows against the
//! version that it was signed with. New words are a new version at the end of [`VERSIONS`].

use jiff::tz::TimeZone;

use super::certificates::Fingerprint;
use crate::domain::moment::Moment;
use crate::domain::review::Decision;

/// In which capacity somebody signs, as far as the words depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Assessor,
    Reviewer(Decision),
}

/// The words that do not depend on who signs when.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Words {
    assessor: &'static str,
    reviewer: &'static str,
    held: &'static str,
    accepted: &'static str,
    returned: &'static str,
    signed: &'static str,
    date: &'static str,
    fingerprint: &'static str,
}

/// All versions, oldest first.
pub(super) const VERSIONS: [Words; 1] = [Words {
    assessor: "Assessor",
    reviewer: "Reviewer",
    held: "I held this interview. The ratings and the award are my own judgement.",
    accepted: "I reviewed this report by sampling and accept it.",
    returned: "I reviewed this report by sampling and return it to the assessor.",
    signed: "Signed",
    date: "%-d %B %Y, %H:%M:%S %:z",
    fingerprint: "Key fingerprint, SHA-256",
}];

/// The version that is signed with.
pub(super) const NEWEST: &Words = &VERSIONS[VERSIONS.len() - 1];

/// Who signs what and when: all that an appearance depends on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts<'a> {
    pub(super) part: Part,
    pub(super) name: &'a str,
    pub(super) organisation: Option<&'a str>,
    pub(super) at: Moment,
    pub(super) fingerprint: Fingerprint,
}

/// All that an appearance says, in the order of reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) name: String,
    pub(super) role: String,
    /// Role and organisation, where there is one.
    pub(super) role_and_organisation: String,
    pub(super) meaning: String,
    pub(super) signed: String,
    pub(super) label: String,
    /// The fingerprint in groups of four digits.
    pub(super) groups: Vec<String>,
}

impl Words {
    /// The version with this meaning, the newest if several have it.
    pub(super) fn with_meaning(part: Part, meaning: &str) -> Option<&'static Self> {
        VERSIONS.iter().rev().find(|words| words.meaning(part) == meaning)
    }

    /// What the signature means, as a sentence; also its `/Reason`.
    pub(super) fn meaning(&self, part: Part) -> &'static str {
        match part {
            Part::Assessor => self.held,
            Part::Reviewer(Decision::Accepted) => self.accepted,
            Part::Reviewer(Decision::Returned) => self.returned,
        }
    }

    pub(super) fn say(&self, facts: &Facts<'_>) -> Said {
        let role = match facts.part {
            Part::Assessor => self.assessor,
            Part::Reviewer(_) => self.reviewer,
        };
        let role_and_organisation =
            facts.organisation.map_or_else(|| role.to_owned(), |organisation| format!("{role}, {organisation}"));
        let wall = facts.at.instant().to_zoned(TimeZone::fixed(facts.at.offset()));
        Said {
            name: facts.name.to_owned(),
            role: role.to_owned(),
            role_and_organisation,
            meaning: self.meaning(facts.part).to_owned(),
            signed: format!("{} {}", self.signed, wall.strftime(self.date)),
            label: self.fingerprint.to_owned(),
            groups: facts.fingerprint.groups(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{identity, later};
    use super::*;

    /// What was signed says this for ever.
    #[test]
    fn the_first_version_keeps_its_words() {
        let say = |part| {
            let fingerprint = identity().fingerprint();
            let facts = Facts { part, name: "Lena Vogt", organisation: Some("Northwind"), at: later(), fingerprint };
            let said = VERSIONS[0].say(&facts);
            assert_eq!((said.groups.len(), said.label.as_str()), (16, "Key fingerprint, SHA-256"));
            [said.name, said.role_and_organisation, said.meaning, said.signed].join(" | ")
        };
        let signed = "Signed 3 March 2025, 10:00:00 -03:30";
        assert_eq!(
            say(Part::Assessor),
            format!(
                "Lena Vogt | Assessor, Northwind | I held this interview. The ratings and the award are my own \
                 judgement. | {signed}"
            )
        );
        let accepted = "I reviewed this report by sampling and accept it.";
        let returned = "I reviewed this report by sampling and return it to the assessor.";
        for (decision, meaning) in [(Decision::Accepted, accepted), (Decision::Returned, returned)] {
            let expected = format!("Lena Vogt | Reviewer, Northwind | {meaning} | {signed}");
            assert_eq!(say(Part::Reviewer(decision)), expected);
        }
    }
}
