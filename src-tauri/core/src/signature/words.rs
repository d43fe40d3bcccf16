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

/// A text that takes more room than there is is cut after no fewer characters than this.
const LEAST_KEPT: usize = 16;

impl Said {
    /// Whether these lines, from top to bottom, say this and nothing else. White space does not count; a name of which
    /// the end does not fit may end in an ellipsis, and a role may stand without the organisation.
    pub(super) fn is_said_by(&self, lines: &[String]) -> bool {
        (1..=2).flat_map(|name| (1..=2).map(move |meaning| (name, meaning))).any(|(name, meaning)| {
            let fixed = 3 + self.groups.len();
            if lines.len() != name + meaning + fixed {
                return false;
            }
            let (name, rest) = lines.split_at(name);
            let (role, rest) = rest.split_at(1);
            let (meaning, rest) = rest.split_at(meaning);
            let (signed, rest) = rest.split_at(1);
            let (label, groups) = rest.split_at(1);
            (is_whole(name, &self.name) || is_cut(name, &self.name))
                && (is_whole(role, &self.role_and_organisation) || is_whole(role, &self.role))
                && is_whole(meaning, &self.meaning)
                && is_whole(signed, &self.signed)
                && is_whole(label, &self.label)
                && groups.iter().zip(&self.groups).all(|(line, group)| line == group)
        })
    }
}

fn is_whole(lines: &[String], text: &str) -> bool {
    plain(&lines.concat()) == plain(text)
}

fn is_cut(lines: &[String], text: &str) -> bool {
    let shown = plain(&lines.concat());
    let kept = shown.strip_suffix('…').filter(|kept| plain(text).starts_with(kept));
    kept.is_some_and(|kept| kept.chars().count() >= LEAST_KEPT)
}

fn plain(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{identity, later};
    use super::*;

    #[test]
    fn what_is_shown_is_all_that_is_said() {
        let fingerprint = identity().fingerprint();
        let name = "Maximiliane Aurelia Freifrau von Hohenfels";
        let facts = Facts { part: Part::Assessor, name, organisation: Some("Northwind"), at: later(), fingerprint };
        let said = VERSIONS[0].say(&facts);
        let lines = |head: &[&str]| -> Vec<String> {
            let head = head.iter().map(|line| (*line).to_owned());
            head.chain([said.signed.clone(), said.label.clone()]).chain(said.groups.clone()).collect()
        };
        let role = "Assessor, Northwind";
        let (first, second) = ("I held this interview. The ratings and the", "award are my own judgement.");
        let whole = lines(&[name, role, first, second]);
        assert!(said.is_said_by(&whole));
        assert!(said.is_said_by(&lines(&[name, "Assessor", &said.meaning])));
        assert!(said.is_said_by(&lines(&["Maximiliane Aurelia", "Freifrau von H…", role, first, second])));
        for wrong in [
            lines(&["Maximiliane…", role, first, second]),
            lines(&["Maximiliane Aurelia Freifrau Hohenf…", role, first, second]),
            lines(&["Maximiliane Aurelia Freifrau", role, first, second]),
            lines(&[name, "Assessor, Southwind", first, second]),
            lines(&[name, "Reviewer", first, second]),
            lines(&[name, role, first]),
            lines(&[name, role, "I held this interview…"]),
            lines(&[name, role, first, second, ""]),
            lines(&[role, name, first, second]),
            whole[..whole.len() - 1].to_vec(),
            [&whole[..], &["1".to_owned()]].concat(),
            whole[1..].to_vec(),
            Vec::new(),
        ] {
            assert!(!said.is_said_by(&wrong), "{wrong:?}");
        }
        for line in 0..whole.len() {
            let mut changed = whole.clone();
            changed[line].push('1');
            assert!(!said.is_said_by(&changed), "{changed:?}");
        }
    }

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
