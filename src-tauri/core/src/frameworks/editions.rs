//! Which edition a page belongs to: as named by whoever imports it, as the page says, or as its structure suggests.

use std::cmp::Reverse;

use crate::domain::edition::{Edition, EditionId, PublicationStatus};
use crate::domain::text::comparable;
use crate::error::{Error, Result};

use super::headings::Section;
use super::lines::Line;

/// What speaks for an edition on a page.
pub(super) struct Traces<'a> {
    /// Lines around the skill: banner, status of a draft, revision notes.
    pub(super) notices: Vec<&'a Line>,
    /// The skill's own lines outside its statements.
    pub(super) body: Vec<&'a Line>,
    /// The parts that open on the page, each with its line.
    pub(super) sections: Vec<(Section, usize)>,
    /// The line of the first revision mark. Only drafts carry marks.
    pub(super) marked_line: Option<usize>,
}

/// An edition, and what a person should know about the choice.
pub(super) struct Choice {
    pub(super) edition: Edition,
    /// A sentence, and the line that gave the reason for it where there is one.
    pub(super) remark: Option<(Option<usize>, String)>,
}

/// The edition of a page: `named` if given, else what the page says, else what it looks like. A page that says that it
/// is a draft stays one under any name.
pub(super) fn choose(traces: &Traces<'_>, named: Option<&EditionId>) -> Result<Choice> {
    let said = match traces.said() {
        Some(said) => {
            let mut meant = edition(&said.id())?;
            if said.is_draft {
                meant.status = PublicationStatus::Draft;
            }
            Some((meant, said))
        }
        None => None,
    };
    let (edition, remark) = match (named, said) {
        (Some(named), Some((meant, said))) => {
            let mut edition = Edition::of(named.clone());
            if said.is_draft {
                edition.status = PublicationStatus::Draft;
            }
            let differs = (meant.id != *named).then(|| {
                let Edition { name, id, .. } = &meant;
                let message =
                    format!("This line speaks for {name} ({id}). The edition {named} was asked for, and is used.");
                (Some(said.line), message)
            });
            (edition, differs)
        }
        (Some(named), None) => (Edition::of(named.clone()), None),
        (None, Some((meant, said))) => {
            let remark = guess(&meant, "No edition was named, and this line speaks for it");
            (meant, Some((Some(said.line), remark)))
        }
        (None, None) if traces.marked_line.is_some() => {
            let meant = edition("sfia-9-preview")?;
            let remark =
                guess(&meant, "The page does not say its edition, and only drafts mark what is new or modified");
            (meant, Some((traces.marked_line, remark)))
        }
        (None, None) => {
            let Shape { id, line, why } = traces.shape();
            let meant = edition(id)?;
            let remark = guess(&meant, &format!("The page does not say its edition, and {why}"));
            (meant, Some((line, remark)))
        }
    };
    Ok(Choice { edition, remark })
}

fn guess(meant: &Edition, why: &str) -> String {
    let Edition { name, id, .. } = meant;
    format!("Taken as {name} ({id}). {why}. If that is wrong, name the edition (--edition).")
}

fn edition(id: &str) -> Result<Edition> {
    EditionId::new(id).map(Edition::of).ok_or_else(|| Error::internal(format_args!("{id} is no edition’s id")))
}

/// What the structure of a page tells of its edition.
struct Shape {
    id: &'static str,
    line: Option<usize>,
    /// The end of a sentence.
    why: &'static str,
}

/// What a page says of its edition.
struct Said {
    version: u32,
    is_draft: bool,
    line: usize,
}

impl Said {
    fn id(&self) -> String {
        format!("sfia-{}{}", self.version, if self.is_draft { "-preview" } else { "" })
    }
}

/// The edition that was in preparation when pages began to say so.
const FIRST_PREVIEWED: u32 = 9;

/// Parts that no page had before SFIA 9.
const SINCE_NINTH: [Section; 5] =
    [Section::Understanding, Section::Developing, Section::LowerLevels, Section::HigherLevels, Section::Hidden];

impl Traces<'_> {
    /// Only pages of SFIA 8 list their levels without a word about the others; the rest look like the current edition.
    fn shape(&self) -> Shape {
        let first = |sought: &[Section]| {
            self.sections.iter().find(|(section, _)| sought.contains(section)).map(|(_, line)| *line)
        };
        if let Some(line) = first(&SINCE_NINTH) {
            return Shape { id: "sfia-9", line: Some(line), why: "pages have this part since SFIA 9" };
        }
        match (first(&[Section::LevelList]), first(&[Section::LevelRow])) {
            (Some(line), None) => {
                Shape { id: "sfia-8", line: Some(line), why: "pages of SFIA 8 list their levels in this way" }
            }
            _ => {
                Shape { id: "sfia-9", line: None, why: "is not built like those of SFIA 8; SFIA 9 is the current one" }
            }
        }
    }

    fn said(&self) -> Option<Said> {
        let published = |(version, line)| Said { version, is_draft: false, line };
        let successor = self.notices.iter().find(|line| announces_successor(&line.text));
        if let Some((version, line)) = successor.and_then(|line| latest(&[line])) {
            return Some(published((version.saturating_sub(1), line)));
        }
        let mentioned = latest(&self.notices).or_else(|| latest(&self.body));
        match self.notices.iter().find(|line| speaks_of_draft(&line.text)) {
            Some(line) => {
                let version = latest(&[line]).or(mentioned).map_or(FIRST_PREVIEWED, |(version, _)| version);
                Some(Said { version, is_draft: true, line: line.number })
            }
            None => mentioned.map(published),
        }
    }
}

/// A published page that points to the next edition: it is of the edition before.
fn announces_successor(text: &str) -> bool {
    comparable(text).contains("updated version of this skill")
}

fn speaks_of_draft(text: &str) -> bool {
    let text = comparable(text);
    ["is in development", "planned for publication", "before publication", "is a prototype", "skill may change"]
        .iter()
        .any(|phrase| text.contains(phrase))
}

/// The latest version that the lines mention, and the first line that does: pages speak of earlier ones too.
fn latest(lines: &[&Line]) -> Option<(u32, usize)> {
    let mentions = lines.iter().flat_map(|line| versions(&line.text).into_iter().map(|version| (version, line.number)));
    mentions.max_by_key(|(version, line)| (*version, Reverse(*line)))
}

/// The versions in `SFIA 9`, `SFIA version 7`, `SFIAv9`.
fn versions(text: &str) -> Vec<u32> {
    let lower = text.to_lowercase();
    let mut words =
        lower.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    let mut found = Vec::new();
    while let Some(word) = words.next() {
        let Some(attached) = word.strip_prefix("sfia") else { continue };
        if attached.is_empty() {
            words.next_if(|word| ["version", "v"].contains(word));
        }
        let number = if attached.is_empty() { words.peek().copied().unwrap_or_default() } else { attached };
        let version = number.trim_start_matches('v').parse::<u32>().ok();
        found.extend(version.filter(|version| (1..100).contains(version)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(notices: &[&str], marked_line: Option<usize>, named: Option<&str>) -> (String, &'static str, String) {
        let lines: Vec<Line> = (1..)
            .zip(notices)
            .map(|(number, text)| Line { number, is_bullet: false, text: (*text).to_owned() })
            .collect();
        let traces = Traces { notices: lines.iter().collect(), body: Vec::new(), sections: Vec::new(), marked_line };
        let Choice { edition, remark } = choose(&traces, named.and_then(EditionId::new).as_ref()).unwrap();
        let remark = remark.map(|(line, message)| format!("{line:?} {message}")).unwrap_or_default();
        (edition.id.to_string(), edition.status.name(), remark)
    }

    #[test]
    fn a_page_may_say_its_edition() {
        for (notices, id, status, line) in [
            (&["SFIA 9 is in development"][..], "sfia-9-preview", "draft", "Some(1)"),
            (&["Hello", "The skill may change."], "sfia-9-preview", "draft", "Some(2)"),
            (&["This is a prototype for SFIA 10."], "sfia-10-preview", "draft", "Some(1)"),
            (&["Updates for SFIA 9", "SFIA 8 texts stay available."], "sfia-9", "current", "Some(1)"),
            (
                &["Updates for SFIA 9", "See the updated version of this skill for SFIA 9."],
                "sfia-8",
                "legacy",
                "Some(2)",
            ),
            (&["Guide to SFIA version 8. Framework status: old."], "sfia-8", "legacy", "Some(1)"),
            (&["SFIAv8"], "sfia-8", "legacy", "Some(1)"),
        ] {
            let (found_id, found_status, remark) = chosen(notices, None, None);
            assert_eq!((found_id.as_str(), found_status), (id, status), "{notices:?}");
            assert!(remark.starts_with(line), "{remark}");
        }
    }

    #[test]
    fn a_silent_page_is_guessed_from_its_structure() {
        let (id, status, _) = chosen(&[], Some(3), None);
        assert_eq!((id.as_str(), status), ("sfia-9-preview", "draft"));
        let (id, status, remark) = chosen(&["SFIA, the framework of 2024"], None, None);
        assert_eq!((id.as_str(), status), ("sfia-9", "current"));
        assert!(remark.starts_with("None ") && remark.contains("not built like those of SFIA 8"), "{remark}");
        let list = (Section::LevelList, 4);
        let row = (Section::LevelRow, 5);
        let guidance = (Section::Guidance, 2);
        for (sections, id, line) in [
            (&[guidance, list][..], "sfia-8", Some(4)),
            (&[guidance, list, (Section::Hidden, 7)], "sfia-9", Some(7)),
            (&[guidance, (Section::LowerLevels, 3), row], "sfia-9", Some(3)),
            (&[(Section::Understanding, 3), list], "sfia-9", Some(3)),
            (&[list, row], "sfia-9", None),
            (&[row], "sfia-9", None),
        ] {
            let sections = sections.to_vec();
            let traces = Traces { notices: Vec::new(), body: Vec::new(), sections, marked_line: None };
            let Choice { edition, remark } = choose(&traces, None).unwrap();
            let (at, message) = remark.unwrap();
            assert_eq!((edition.id.as_str(), at), (id, line), "{message}");
            assert!(message.contains("does not say its edition"), "{message}");
        }
    }

    #[test]
    fn a_named_edition_wins_and_a_draft_stays_one() {
        let (id, status, remark) = chosen(&["SFIA 9 is in development"], None, Some("sfia-8"));
        assert_eq!((id.as_str(), status), ("sfia-8", "draft"));
        assert!(remark.contains("speaks for SFIA 9 preview (sfia-9-preview)"), "{remark}");
        assert_eq!(chosen(&[], None, Some("house-1")).2, "", "nothing speaks against it");
        assert_eq!(chosen(&["SFIA 9"], None, Some("sfia-9")), ("sfia-9".to_owned(), "current", String::new()));
    }
}
