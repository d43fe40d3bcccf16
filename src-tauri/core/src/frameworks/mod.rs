//! Reading what an assessor holds of a framework, and the definitions that come with the program.
//!
//! ```text
//! Source ── lines ──> Page ── a Reader ──> draft ── validated ──> Definition, ChangeRequest
//! ```
//!
//! A reader knows one shape of source and says what stands where (a draft). What makes a definition valid is said
//! once, in the draft's `validated`, and no reader has another way to a definition. The built-in packs take that
//! way too. Nothing is kept here: a source is understood as a whole or refused with its file and line.

mod change_request_lines;
mod change_request_page;
mod draft;
mod editions;
mod headings;
mod lines;
mod open_level;
mod packs;
mod references;
mod sentences;
mod skill_page;
mod skill_parts;

use crate::domain::change_request::ChangeRequest;
use crate::domain::definition::Definition;
use crate::domain::edition::EditionId;
use crate::error::{Error, Result};

use change_request_page::ChangeRequestPage;
use lines::Page;
use skill_page::SkillPage;

pub use lines::SIZE_LIMIT;
pub use packs::built_in;

/// One file as it came.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The name by which messages call it.
    pub name: &'a str,
    /// All of its bytes.
    pub bytes: &'a [u8],
}

/// What was understood of a source. Nothing is kept yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Understood {
    /// The skills that it defines.
    pub definitions: Vec<Definition>,
    /// The change requests that it tells of.
    pub change_requests: Vec<ChangeRequest>,
    /// What the reader assumed or left out.
    pub warnings: Vec<Warning>,
}

/// Something that the reader assumed or left out, and that a person should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The file, as the source named it.
    pub file: String,
    /// The line, from 1, where one line gave the reason.
    pub line: Option<usize>,
    /// The sentence.
    pub message: String,
}

impl Warning {
    fn at(file: &str, line: usize, message: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line: Some(line), message: message.into() }
    }
}

/// Reads a source. Its kind is recognised by what it says, not by its name.
///
/// `edition` names the edition and wins over what the source says, with a warning where they differ. Without it the
/// edition is taken from the source or guessed from its structure, with a warning either way.
///
/// # Errors
/// With the file and the line, if the source is no readable text, is of no known kind, is cut off, or breaks a rule of
/// a definition. Then nothing of it counts.
pub fn read(source: &Source<'_>, edition: Option<&EditionId>) -> Result<Understood> {
    let page = Page::decode(source)?;
    match READERS.iter().find(|reader| reader.claims(&page)) {
        Some(reader) => reader.read(&page, edition),
        None => Err(unrecognised(&page)),
    }
}

/// Knows one shape of source.
trait Reader: Sync {
    /// Whether the page is of this shape, were it whole.
    fn claims(&self, page: &Page<'_>) -> bool;

    /// Reads a page of this shape, or refuses it with a line.
    fn read(&self, page: &Page<'_>, edition: Option<&EditionId>) -> Result<Understood>;
}

/// Asked in this order: a change request quotes level headings, a skill page never has a request's title.
const READERS: [&dyn Reader; 2] = [&ChangeRequestPage, &SkillPage];

fn unrecognised(page: &Page<'_>) -> Error {
    let looks_like = match page.lines().first() {
        Some(line) if line.text.starts_with('<') => {
            "This looks like the code of a web page. Open the page in a browser and copy its text. "
        }
        _ => "",
    };
    Error::refused_at(
        page.file,
        page.lines().first().map_or(1, |line| line.number),
        format_args!(
            "This is neither the page of a skill nor that of a change request. {looks_like}Looked for: a level heading \
             (“Skill name: Level 1”) or “Guidance notes”; or the title of a request (“#123 Title change request \
             accepted”). Copy the whole text of such a page into a file and import that."
        ),
    )
}

#[cfg(test)]
mod tests;
