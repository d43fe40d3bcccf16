//! What a reader found, each part with its line, and the rules by which it becomes a definition.
//!
//! Every reader ends here, so that what counts as a valid definition is said once.

use crate::domain::definition::{Definition, GuidanceNote, LevelContent, LevelDefinition, RevisionMark, SkillCode};
use crate::domain::edition::Edition;
use crate::domain::level::Level;
use crate::domain::text;
use crate::error::{Error, Result};

/// The most statements of a level.
const STATEMENTS_LIMIT: usize = 100;
/// The most characters of a statement, a guidance note, a description or a reason.
const TEXT_LIMIT: usize = 2_000;
/// The most guidance notes.
const GUIDANCE_LIMIT: usize = 200;

/// The reason where the source says nothing of a level.
pub(super) const UNEXPLAINED: &str = "The source does not define this level.";

/// A part of a source with its line, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed<T> {
    pub(super) line: usize,
    pub(super) value: T,
}

/// A skill as a reader found it.
#[derive(Debug)]
pub(super) struct SkillDraft {
    pub(super) edition: Edition,
    pub(super) code: SkillCode,
    pub(super) name: Placed<String>,
    pub(super) mark: Option<RevisionMark>,
    pub(super) description: Placed<String>,
    pub(super) guidance: Vec<Placed<GuidanceNote>>,
    pub(super) guidance_mark: Option<RevisionMark>,
    /// In the order of the source.
    pub(super) levels: Vec<LevelDraft>,
    /// The levels that the source says it defines, where it says so.
    pub(super) listed: Option<Placed<Vec<u32>>>,
    /// Why levels below the defined ones say nothing, where the source explains it.
    pub(super) below: Option<String>,
    /// Why levels above the defined ones say nothing, where the source explains it.
    pub(super) above: Option<String>,
    /// Where the source ends.
    pub(super) last_line: usize,
}

/// A level as a reader found it.
#[derive(Debug)]
pub(super) struct LevelDraft {
    /// The number that stands in the source, with the line of its heading.
    pub(super) number: Placed<u32>,
    pub(super) mark: Option<RevisionMark>,
    pub(super) content: ContentDraft,
}

/// What a reader found under a level's heading.
#[derive(Debug, Clone)]
pub(super) enum ContentDraft {
    Statements(Vec<Placed<String>>),
    NotDefined(Placed<String>),
}

impl SkillDraft {
    /// The definition, with an entry for each of the seven levels.
    ///
    /// # Errors
    /// With the line, if a part is missing, too long or too much, if a level is none of the framework's, comes twice
    /// or out of order, or if a level that the source lists is missing.
    pub(super) fn validated(self, file: &str) -> Result<Definition> {
        let name = text::single_line(&self.name.value)
            .map_err(|refusal| Error::refused_at(file, self.name.line, format_args!("The skill’s name {refusal}.")))?;
        check_text(file, "The description", &self.description)?;
        check_guidance(file, &self.guidance)?;
        let found = self.found_levels(file, &name)?;
        let levels = Level::ALL.into_iter().map(|level| self.entry(level, &found)).collect();
        Ok(Definition {
            edition: self.edition,
            code: self.code,
            name,
            mark: self.mark,
            description: self.description.value,
            guidance: self.guidance.into_iter().map(|note| note.value).collect(),
            guidance_mark: self.guidance_mark,
            levels,
        })
    }

    fn found_levels(&self, file: &str, name: &str) -> Result<Vec<(Level, &LevelDraft)>> {
        let mut found: Vec<(Level, &LevelDraft)> = Vec::new();
        for draft in &self.levels {
            let line = draft.number.line;
            let level = level(file, line, draft.number.value)?;
            if let Some((_, earlier)) = found.iter().find(|(known, _)| *known == level) {
                let message = format!(
                    "Level {level} has a heading already, on line {}. A source holds one skill of one edition: remove \
                     what does not belong to it.",
                    earlier.number.line
                );
                return Err(Error::refused_at(file, line, message));
            }
            if let Some((previous, _)) = found.last().filter(|(previous, _)| *previous > level) {
                let message = format!("Level {level} comes after level {previous}. Put the levels in order.");
                return Err(Error::refused_at(file, line, message));
            }
            draft.check_content(file, level)?;
            found.push((level, draft));
        }
        let is_defined = |level: Level| {
            found.iter().any(|(known, draft)| *known == level && matches!(draft.content, ContentDraft::Statements(_)))
        };
        if found.is_empty() {
            let message = format!(
                "The source ends before the first level heading (“{name}: Level 1”). It seems cut off: copy all of it."
            );
            return Err(Error::refused_at(file, self.last_line, message));
        }
        if !Level::ALL.into_iter().any(is_defined) {
            let message = "No level of the skill has a statement. The source seems cut off: copy all of it.";
            return Err(Error::refused_at(file, self.last_line, message));
        }
        if let Some(listed) = &self.listed {
            let mut missing = Vec::new();
            for number in &listed.value {
                let level = level(file, listed.line, *number)?;
                if !is_defined(level) && !missing.contains(&level) {
                    missing.push(level);
                }
            }
            if !missing.is_empty() {
                let missing = missing.iter().map(Level::to_string).collect::<Vec<_>>().join(", ");
                let message = format!(
                    "Line {} lists statements for level {missing}, but the source ends without them. It seems cut off: \
                     copy all of it.",
                    listed.line
                );
                return Err(Error::refused_at(file, self.last_line, message));
            }
        }
        Ok(found)
    }

    fn entry(&self, level: Level, found: &[(Level, &LevelDraft)]) -> LevelDefinition {
        let content = match found.iter().find(|(known, _)| *known == level).map(|(_, draft)| draft) {
            Some(LevelDraft { content: ContentDraft::Statements(statements), mark, .. }) => LevelContent::Defined {
                mark: *mark,
                statements: statements.iter().map(|statement| statement.value.clone()).collect(),
            },
            Some(LevelDraft { content: ContentDraft::NotDefined(reason), .. }) => {
                LevelContent::NotDefined { reason: reason.value.clone() }
            }
            None => LevelContent::NotDefined { reason: self.reason_for(level, found) },
        };
        LevelDefinition { level, content }
    }

    fn reason_for(&self, level: Level, found: &[(Level, &LevelDraft)]) -> String {
        let mut defined = found.iter().filter(|(_, draft)| matches!(draft.content, ContentDraft::Statements(_)));
        let is_below = defined.clone().all(|(known, _)| level < *known);
        let is_above = defined.all(|(known, _)| level > *known);
        let explained = if is_below {
            self.below.clone()
        } else if is_above {
            self.above.clone()
        } else {
            None
        };
        explained.unwrap_or_else(|| UNEXPLAINED.to_owned())
    }
}

impl LevelDraft {
    fn check_content(&self, file: &str, level: Level) -> Result<()> {
        match &self.content {
            ContentDraft::Statements(statements) if statements.is_empty() => Err(Error::refused_at(
                file,
                self.number.line,
                format_args!("Nothing follows the heading of level {level}. The source seems cut off: copy all of it."),
            )),
            ContentDraft::Statements(statements) => check_statements(file, statements),
            ContentDraft::NotDefined(reason) => check_text(file, "The reason", reason),
        }
    }
}

/// Checks statements of one level.
///
/// # Errors
/// With the line, if one is empty or longer than 2,000 characters, or if they are more than a hundred.
pub(super) fn check_statements(file: &str, statements: &[Placed<String>]) -> Result<()> {
    if let Some(surplus) = statements.get(STATEMENTS_LIMIT) {
        let message = format!(
            "This is statement {} of a level, and a level has at most {STATEMENTS_LIMIT}. Check what was copied along.",
            STATEMENTS_LIMIT + 1
        );
        return Err(Error::refused_at(file, surplus.line, message));
    }
    statements.iter().try_for_each(|statement| check_text(file, "The statement", statement))
}

/// The level with this number.
///
/// # Errors
/// With the line, if the framework has no such level.
pub(super) fn level(file: &str, line: usize, number: u32) -> Result<Level> {
    u8::try_from(number).ok().and_then(Level::new).ok_or_else(|| {
        Error::refused_at(file, line, format_args!("There is no level {number}: levels run from 1 to 7. Correct it."))
    })
}

fn check_guidance(file: &str, guidance: &[Placed<GuidanceNote>]) -> Result<()> {
    if let Some(surplus) = guidance.get(GUIDANCE_LIMIT) {
        let message = format!("A skill has at most {GUIDANCE_LIMIT} guidance notes. Check what was copied along.");
        return Err(Error::refused_at(file, surplus.line, message));
    }
    guidance.iter().try_for_each(|note| {
        check_text(file, "The guidance note", &Placed { line: note.line, value: note.value.text.clone() })
    })
}

fn check_text(file: &str, what: &str, text: &Placed<String>) -> Result<()> {
    let refuse = |message: String| Err(Error::refused_at(file, text.line, message));
    if text.value.trim().is_empty() {
        return refuse(format!("{what} is empty. Complete it."));
    }
    if text.value.chars().count() > TEXT_LIMIT {
        return refuse(format!("{what} is longer than {TEXT_LIMIT} characters. Check what was copied along."));
    }
    Ok(())
}
