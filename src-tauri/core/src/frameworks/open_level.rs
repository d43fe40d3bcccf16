//! The text below one level heading of a skill's page.

use crate::domain::text::comparable;
use crate::error::{Error, Result};

use super::draft::{ContentDraft, LevelDraft, Placed};
use super::headings::{LevelHeading, Marking};
use super::lines::Line;
use super::sentences::{is_finished, sentences};

/// A level, or several under one heading, whose lines are being taken.
pub(super) struct OpenLevel {
    line: usize,
    numbers: Vec<u32>,
    pub(super) marking: Option<Marking>,
    paragraphs: Vec<Placed<String>>,
    /// Whether the last paragraph leads into a list: then its bullets belong to it.
    leads_in: bool,
}

impl OpenLevel {
    /// The level of this heading, with nothing below it yet.
    pub(super) fn below(line: &Line, heading: LevelHeading<'_>) -> Self {
        let LevelHeading { numbers, marking, .. } = heading;
        Self { line: line.number, numbers, marking, paragraphs: Vec::new(), leads_in: false }
    }

    /// Takes the next line, which may continue the one above it.
    pub(super) fn take(&mut self, line: &Line, continues: bool) {
        match self.paragraphs.last_mut() {
            Some(paragraph) if continues || (line.is_bullet && self.leads_in) => {
                paragraph.value.push(' ');
                paragraph.value.push_str(&line.text);
            }
            _ => {
                self.leads_in = line.text.ends_with(':');
                self.paragraphs.push(Placed { line: line.number, value: line.text.clone() });
            }
        }
    }

    /// Whether anything stands below the heading.
    pub(super) fn has_text(&self) -> bool {
        !self.paragraphs.is_empty()
    }

    /// The lines of paragraphs that do not end as a sentence does.
    pub(super) fn unfinished_paragraphs(&self) -> Vec<usize> {
        self.paragraphs
            .iter()
            .filter(|paragraph| !is_finished(&paragraph.value))
            .map(|paragraph| paragraph.line)
            .collect()
    }

    /// The drafts of the levels.
    ///
    /// # Errors
    /// If several levels share statements.
    pub(super) fn close(self, file: &str) -> Result<Vec<LevelDraft>> {
        let Self { line, numbers, marking, paragraphs, .. } = self;
        let content = content(paragraphs);
        if numbers.len() > 1 && matches!(&content, ContentDraft::Statements(statements) if !statements.is_empty()) {
            let message = "A heading of several levels has statements below it. Give each level its own heading, so \
                           that each statement has one level.";
            return Err(Error::refused_at(file, line, message));
        }
        let mark = marking.and_then(Marking::revision);
        let drafts = numbers.into_iter().map(|number| LevelDraft {
            number: Placed { line, value: number },
            mark,
            content: content.clone(),
        });
        Ok(drafts.collect())
    }
}

fn content(paragraphs: Vec<Placed<String>>) -> ContentDraft {
    match paragraphs.first() {
        Some(first) if says_not_defined(&first.value) => {
            let words: Vec<&str> = paragraphs.iter().map(|paragraph| paragraph.value.as_str()).collect();
            ContentDraft::NotDefined(Placed { line: first.line, value: words.join(" ") })
        }
        _ => {
            let placed = paragraphs.into_iter().flat_map(|Placed { line, value }| {
                sentences(&value).into_iter().map(move |value| Placed { line, value })
            });
            ContentDraft::Statements(placed.collect())
        }
    }
}

fn says_not_defined(text: &str) -> bool {
    let text = comparable(text);
    text.starts_with("this skill is not ")
        || ["not typically observed", "not defined at th", "are not defined because"]
            .iter()
            .any(|phrase| text.contains(phrase))
}
