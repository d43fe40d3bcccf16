//! The lines that give a page its structure: titles, sections, level headings, lists of levels, revision marks.
//!
//! Lines come cleaned (see `lines.rs`); case never matters, nor does a colon or an ellipsis at the end.

use crate::domain::definition::{RevisionMark, SkillCode};
use crate::domain::text::comparable;

/// What stands in brackets behind a name, the guidance or a level, or on a line of its own below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marking {
    /// `(new)` or `(modified)`.
    Revised(RevisionMark),
    /// `(unchanged)`.
    Unchanged,
}

impl Marking {
    /// The mark of a definition; an unchanged text has none.
    pub(super) fn revision(self) -> Option<RevisionMark> {
        match self {
            Self::Revised(mark) => Some(mark),
            Self::Unchanged => None,
        }
    }
}

/// A text without the marking at its end, and the marking.
pub(super) fn split_marking(text: &str) -> (&str, Option<Marking>) {
    let split = || {
        let (rest, word) = text.strip_suffix(')')?.rsplit_once('(')?;
        let word = word.trim().to_ascii_lowercase();
        let marking = match RevisionMark::from_name(&word) {
            Some(mark) => Marking::Revised(mark),
            None if word == "unchanged" => Marking::Unchanged,
            None => return None,
        };
        Some((rest.trim_end(), Some(marking)))
    };
    split().unwrap_or((text, None))
}

/// The heading of a skill: its name and its code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Title {
    pub(super) name: String,
    pub(super) code: SkillCode,
    pub(super) marking: Option<Marking>,
}

impl Title {
    /// `Beekeeping BEEK`, `Beekeeping (BEEK)`, with a marking behind it or not.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (text, marking) = split_marking(text);
        let (name, last) = text.rsplit_once(' ')?;
        let code = last.strip_prefix('(').and_then(|last| last.strip_suffix(')')).unwrap_or(last);
        // SFIA is what all of this is about.
        if code == "SFIA" || name.starts_with('#') || !name.contains(char::is_alphabetic) {
            return None;
        }
        Some(Self { name: name.to_owned(), code: SkillCode::new(code)?, marking })
    }

    /// Whether a heading with this name speaks of this skill.
    pub(super) fn is_named(&self, name: &str) -> bool {
        let (own, code) = (&self.name, &self.code);
        [own.clone(), code.to_string(), format!("{own} {code}"), format!("{own} ({code})")]
            .iter()
            .any(|known| comparable(known) == comparable(name))
    }
}

/// The heading of one level or of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LevelHeading<'a> {
    /// The skill's name before it; may be empty.
    pub(super) name: &'a str,
    /// Whether a colon or a dash parts the name from the level: then it is a heading whatever the name.
    pub(super) is_parted: bool,
    /// The levels, not checked to be levels of the framework.
    pub(super) numbers: Vec<u32>,
    pub(super) marking: Option<Marking>,
}

impl<'a> LevelHeading<'a> {
    /// `Beekeeping: Level 3`, `Beekeeping – Levels 6-7 (new)`, `Level 1 and 2`. Prose that happens to end so
    /// (`helps those at level 2`) comes back too, not parted: the caller knows the name that it expects.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let (text, marking) = split_marking(text);
        let text = text.trim_end_matches([':', ' ']);
        // Lower case of ASCII alone, so that places in both are the same.
        let at = text.to_ascii_lowercase().rfind("level")?;
        let (before, after) = (text.get(..at)?, text.get(at + "level".len()..)?);
        if before.ends_with(char::is_alphanumeric) {
            return None;
        }
        let numbers = level_numbers(after.strip_prefix(['s', 'S']).unwrap_or(after))?;
        let before = before.trim_end();
        let name = before.trim_end_matches([':', '-', '–', '—']).trim_end();
        Some(Self { name, is_parted: name.len() < before.len(), numbers, marking })
    }

    /// Whether it is a heading by its shape alone.
    pub(super) fn stands_alone(&self) -> bool {
        self.is_parted || self.name.is_empty()
    }
}

/// The numbers of `1 2 3`, `1 | 2 | 3 |`, `6-7`, `1 and 2`, `2 to 5`; `None` if anything else stands there, or nothing.
pub(super) fn level_numbers(text: &str) -> Option<Vec<u32>> {
    let spaced = text.replace(['|', ',', '/', '&'], " ").replace(['-', '–', '—', '−'], " - ");
    let mut numbers: Vec<u32> = Vec::new();
    let mut range_from = None;
    for token in spaced.split_whitespace() {
        match token.to_ascii_lowercase().as_str() {
            "-" | "to" => range_from = Some(numbers.last().copied().filter(|_| range_from.is_none())?),
            "and" => {}
            digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                let number = digits.parse().unwrap_or(u32::MAX);
                // Far-off ends stay as they are, for whoever checks levels.
                match range_from.take() {
                    Some(from) if from < number && number <= 9 => numbers.extend(from + 1..=number),
                    _ => numbers.push(number),
                }
            }
            _ => return None,
        }
    }
    (!numbers.is_empty() && range_from.is_none()).then_some(numbers)
}

/// A part of a skill's page, as its heading line tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// Guidance notes.
    Guidance,
    /// What changed and what will: status of a draft, revision notes. Tells the edition, and is no part of the skill.
    Notices,
    /// How to read the levels.
    Understanding,
    /// How to grow towards the levels.
    Developing,
    /// Why levels below the first defined one say nothing.
    LowerLevels,
    /// Why levels above the last defined one say nothing.
    HigherLevels,
    /// A list of the defined levels (`Defined at these levels: 2 3`), which may follow on the same line.
    LevelList,
    /// The same list as a row that leads to the levels (`Levels of responsibility for this skill`).
    LevelRow,
    /// What the site hides until a reader asks for it: levels that are not defined, and why.
    Hidden,
    /// Parts of the site around the skill.
    Furniture,
}

impl Section {
    /// The section that a line opens, if it opens one.
    pub(super) fn opened_by(text: &str) -> Option<Self> {
        let (text, _) = split_marking(text);
        let text = comparable(text);
        let text = text.trim_end_matches([':', '.', '…', ' ']);
        let whole = |names: &[&str]| names.contains(&text);
        let starts = |beginnings: &[&str]| beginnings.iter().any(|beginning| text.starts_with(beginning));
        Some(if whole(&["guidance notes", "guidance"]) {
            Self::Guidance
        } else if whole(&["revision notes"]) || starts(&["updates for sfia", "moving to sfia"]) || is_notice(text) {
            Self::Notices
        } else if starts(&["understanding the responsibility levels"]) {
            Self::Understanding
        } else if starts(&["developing skills and demonstrating"]) {
            Self::Developing
        } else if starts(&["where lower levels"]) {
            Self::LowerLevels
        } else if starts(&["where higher levels"]) {
            Self::HigherLevels
        } else if starts(&["defined at these levels"]) {
            Self::LevelList
        } else if starts(&["levels of responsibility for"]) {
            Self::LevelRow
        } else if whole(&["show/hide"]) || starts(&["show/hide ", "click to learn why"]) {
            Self::Hidden
        } else if whole(&["related skills", "related sfia skills", "contributors"]) || starts(&["©", "copyright ©"]) {
            Self::Furniture
        } else {
            return None;
        })
    }
}

/// Lines about the state of the page, which stand under the description.
fn is_notice(comparable: &str) -> bool {
    (comparable.starts_with("sfia ") && comparable.ends_with("is in development"))
        || ["this is a prototype", "disclaimer"].iter().any(|beginning| comparable.starts_with(beginning))
        || comparable.ends_with("before publication")
        || comparable.ends_with("skill may change")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_have_a_name_and_a_code() {
        for text in ["Beekeeping BEEK", "Beekeeping (BEEK)"] {
            let title = Title::read(text).unwrap();
            assert_eq!((title.name.as_str(), title.code.as_str(), title.marking), ("Beekeeping", "BEEK", None));
        }
        assert_eq!(Title::read("Care HIVE (new)").unwrap().marking, Some(Marking::Revised(RevisionMark::New)));
        for text in ["BEEK", "Welcome to SFIA", "Beekeeping", "#12 Remove BEEK", "Keeps bees in a HIVE."] {
            assert_eq!(Title::read(text), None, "{text}");
        }
    }

    #[test]
    fn level_headings_come_in_many_shapes() {
        let cases: [(&str, &str, &[u32]); 12] = [
            ("Beekeeping: Level 1", "Beekeeping", &[1]),
            ("BEEKEEPING : LEVEL 3", "BEEKEEPING", &[3]),
            ("Beekeeping: Levels 6-7", "Beekeeping", &[6, 7]),
            ("Beekeeping: Levels 6 – 7", "Beekeeping", &[6, 7]),
            ("Beekeeping – level 1 and 2:", "Beekeeping", &[1, 2]),
            ("Level 4", "", &[4]),
            ("Levels 1, 2 & 3", "", &[1, 2, 3]),
            ("Level 0", "", &[0]),
            ("Levels 7-6", "", &[7, 6]),
            ("Hives: low-level work: Level 2", "Hives: low-level work", &[2]),
            ("Levels 5 to 4000000000", "", &[5, 4_000_000_000]),
            ("Level 99999999999999", "", &[u32::MAX]),
        ];
        for (text, name, numbers) in cases {
            let heading = LevelHeading::read(text).unwrap();
            assert_eq!((heading.name, heading.numbers.as_slice()), (name, numbers), "{text}");
            assert!(heading.stands_alone(), "{text}");
        }
        assert!(!LevelHeading::read("Helps those at level 2").unwrap().stands_alone());
        let marked = LevelHeading::read("Beekeeping: Level 1 (Modified)").unwrap();
        assert_eq!(marked.marking, Some(Marking::Revised(RevisionMark::Modified)));
    }

    #[test]
    fn prose_is_no_level_heading() {
        for text in
            ["Keeps hives level", "A level has been added at level 1.", "Level", "Levels 6-", "Level -", "Sublevel 3"]
        {
            assert_eq!(LevelHeading::read(text), None, "{text}");
        }
    }

    #[test]
    fn sections_open_whatever_the_case() {
        for (text, section) in [
            ("GUIDANCE NOTES:", Section::Guidance),
            ("Guidance notes (modified)", Section::Guidance),
            ("Updates for SFIA 9", Section::Notices),
            ("SFIA 12 is in development", Section::Notices),
            ("Where lower levels are silent…", Section::LowerLevels),
            ("Defined at these levels: 2 3", Section::LevelList),
            ("Levels of responsibility for this skill", Section::LevelRow),
            ("Show/hide extra things.", Section::Hidden),
            ("Related skills", Section::Furniture),
        ] {
            assert_eq!(Section::opened_by(text), Some(section), "{text}");
        }
        assert_eq!(Section::opened_by("Guidance for keepers"), None);
    }
}
