//! The page of a skill, as its text was copied from the framework's site.
//!
//! ```text
//! banner, menus                                    left out
//! Beekeeping BEEK                                  title; a marking behind it or below
//! Keeping bees.                                    description
//! Revision notes, Updates for SFIA 9, …            left out; tell the edition
//! Guidance notes                                   paragraphs and bullets
//! Understanding the responsibility levels …        why levels are not defined
//! Developing skills …                              left out
//! Defined at these levels: 2 3                     checked against what follows
//! Beekeeping: Level 1                              a level: "not typically observed", or
//! Beekeeping: Level 2                              paragraphs of one or more sentences
//! ```

use std::collections::BTreeSet;

use crate::domain::edition::EditionId;
use crate::domain::text::comparable;
use crate::error::{Error, Result};

use super::headings::{LevelHeading, Section, Title};
use super::lines::Page;
use super::skill_parts::Parts;
use super::{Reader, Understood};

/// Reads the page of a skill.
pub(super) struct SkillPage;

impl Reader for SkillPage {
    fn claims(&self, page: &Page<'_>) -> bool {
        let opens_a_part =
            |text| matches!(Section::opened_by(text), Some(Section::Guidance | Section::LevelList | Section::LevelRow));
        level_headings(page).any(|(_, heading)| heading.stands_alone())
            || page.lines().iter().any(|line| opens_a_part(&line.text))
            || Titles::above_the_levels(page).repeated.is_some()
    }

    fn read(&self, page: &Page<'_>, edition: Option<&EditionId>) -> Result<Understood> {
        let Some((at, title)) = Titles::above_the_levels(page).best() else {
            let message = "No title with the skill’s name and code (“Beekeeping BEEK”) stands above the levels. Copy \
                           the page from its title on.";
            return Err(Error::refused_at(page.file, page.lines().first().map_or(1, |line| line.number), message));
        };
        let (banner, rest) = page.lines().split_at(at);
        let title_line = rest.first().map_or(1, |line| line.number);
        let headings_have_names =
            level_headings(page).any(|(_, heading)| heading.is_parted && !heading.name.is_empty());
        let mut parts = Parts::new(page, title, title_line, banner, headings_have_names);
        for line in rest.iter().skip(1) {
            parts.take(line)?;
        }
        parts.understood(edition)
    }
}

/// Lines of the shape `Name CODE` above the levels, with their places among the page's lines.
#[derive(Default)]
struct Titles {
    /// The first whose name the level headings repeat.
    repeated: Option<(usize, Title)>,
    /// The first whose code is longer than a word of two capitals (IT, AI).
    first: Option<(usize, Title)>,
}

impl Titles {
    fn above_the_levels(page: &Page<'_>) -> Self {
        let names: BTreeSet<String> = level_headings(page).map(|(_, heading)| comparable(heading.name)).collect();
        let levels_begin = level_headings(page).find(|(_, heading)| heading.stands_alone());
        let above = page.lines().iter().take(levels_begin.map_or(page.lines().len(), |(at, _)| at));
        let mut titles = Self::default();
        for (at, line) in above.enumerate().filter(|(_, line)| !line.is_bullet) {
            let Some(title) = Title::read(&line.text) else { continue };
            if names.contains(&comparable(&title.name)) {
                titles.repeated = Some((at, title));
                break;
            }
            if titles.first.is_none() && title.code.as_str().len() > 2 {
                titles.first = Some((at, title));
            }
        }
        titles
    }

    fn best(self) -> Option<(usize, Title)> {
        self.repeated.or(self.first)
    }
}

/// The lines that may be level headings, with their places among the page's lines.
fn level_headings<'p>(page: &'p Page<'_>) -> impl Iterator<Item = (usize, LevelHeading<'p>)> {
    let lines = page.lines().iter().enumerate().filter(|(_, line)| !line.is_bullet);
    lines.filter_map(|(at, line)| Some((at, LevelHeading::read(&line.text)?)))
}

#[cfg(test)]
mod tests;
