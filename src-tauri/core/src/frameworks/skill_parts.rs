//! The parts of a skill's page, taken line by line from its title on.

use crate::domain::definition::{Definition, GuidanceNote, LevelContent};
use crate::domain::edition::EditionId;
use crate::domain::level::Level;
use crate::error::{Error, Result};

use super::draft::{LevelDraft, Placed, SkillDraft, UNEXPLAINED};
use super::editions::{self, Traces};
use super::headings::{LevelHeading, Marking, Section, Title, level_numbers, split_marking};
use super::lines::{Line, Page};
use super::open_level::OpenLevel;
use super::sentences::is_finished;
use super::{Understood, Warning};

/// What was taken of a page so far.
pub(super) struct Parts<'p> {
    page: &'p Page<'p>,
    title: Title,
    title_line: usize,
    /// Whether level headings carry the skill's name; then a bare `Level 3` is none.
    headings_have_names: bool,
    /// Where the next line belongs.
    part: Part,
    /// What a marking on the next line would mark.
    markable: Option<Markable>,
    previous: Option<&'p Line>,
    description: Option<Placed<String>>,
    guidance: Vec<Placed<GuidanceNote>>,
    guidance_marking: Option<Marking>,
    levels: Vec<LevelDraft>,
    open_level: Option<OpenLevel>,
    listed: Option<Placed<Vec<u32>>>,
    below: Vec<&'p str>,
    above: Vec<&'p str>,
    traces: Traces<'p>,
    warnings: Vec<Warning>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Description,
    Section(Section),
    /// Below a line that looks like a heading and is not known.
    Unknown,
    Level,
}

#[derive(Clone, Copy)]
enum Markable {
    Title,
    Guidance,
    Level,
}

impl<'p> Parts<'p> {
    /// Nothing but the title, and the banner above it.
    pub(super) fn new(
        page: &'p Page<'p>,
        title: Title,
        title_line: usize,
        banner: &'p [Line],
        headings_have_names: bool,
    ) -> Self {
        let marked_line = title.marking.and_then(Marking::revision).map(|_| title_line);
        Self {
            page,
            headings_have_names,
            part: Part::Description,
            markable: title.marking.is_none().then_some(Markable::Title),
            title,
            title_line,
            previous: None,
            description: None,
            guidance: Vec::new(),
            guidance_marking: None,
            levels: Vec::new(),
            open_level: None,
            listed: None,
            below: Vec::new(),
            above: Vec::new(),
            traces: Traces { notices: banner.iter().collect(), body: Vec::new(), sections: Vec::new(), marked_line },
            warnings: Vec::new(),
        }
    }

    /// Takes the next line.
    ///
    /// # Errors
    /// If a level heading is of another skill, or several levels share statements.
    pub(super) fn take(&mut self, line: &'p Line) -> Result<()> {
        if line.is_bullet {
            self.markable = None;
            self.take_text(line);
        } else if let Some(heading) = self.level_heading(line)? {
            self.open_level(line, heading)?;
        } else if self.is_bare_heading(line) {
            self.check_is_menu(line)?;
        } else if let Some(section) = Section::opened_by(&line.text) {
            self.close_level()?;
            self.open_section(line, section);
        } else if let ("", Some(marking)) = split_marking(&line.text) {
            self.mark(line, marking);
        } else if self.markable.is_some() && is_remark(&line.text) {
            self.warn(line.number, format!("The mark {} is not known and is left out.", line.text));
        } else {
            self.markable = None;
            self.take_text(line);
        }
        self.previous = Some(line);
        Ok(())
    }

    /// The definition that the parts make.
    ///
    /// # Errors
    /// If the page is cut off or the definition is not valid.
    pub(super) fn understood(mut self, edition: Option<&EditionId>) -> Result<Understood> {
        if let (Part::Level, Some(last)) = (self.part, self.previous)
            && !is_finished(&last.text)
            && self.open_level.as_ref().is_some_and(OpenLevel::has_text)
        {
            let message = "The last sentence has no end, so the page seems cut off here. Copy all of it; if this line \
                           is whole, end it with a full stop, and if it is no part of the level, remove it.";
            return Err(Error::refused_at(self.page.file, last.number, message));
        }
        self.close_level()?;
        let last_line = self.page.last_line();
        let choice = editions::choose(&self.traces, edition)?;
        if let Some((line, message)) = choice.remark {
            self.warnings.insert(0, Warning { file: self.page.file.to_owned(), line, message });
        }
        let joined = |reasons: &[&str]| (!reasons.is_empty()).then(|| reasons.join(" "));
        let draft = SkillDraft {
            edition: choice.edition,
            code: self.title.code,
            name: Placed { line: self.title_line, value: self.title.name },
            mark: self.title.marking.and_then(Marking::revision),
            description: self.description.unwrap_or(Placed { line: self.title_line, value: String::new() }),
            guidance: self.guidance,
            guidance_mark: self.guidance_marking.and_then(Marking::revision),
            levels: self.levels,
            listed: self.listed,
            below: joined(&self.below),
            above: joined(&self.above),
            last_line,
        };
        let listed = draft.listed.clone();
        let definition = draft.validated(self.page.file)?;
        let mut warnings = self.warnings;
        let file = self.page.file;
        warnings.extend(unlisted(&definition, listed).map(|(line, message)| Warning::at(file, line, message)));
        warnings.extend(unexplained(&definition).map(|message| Warning::at(file, last_line, message)));
        Ok(Understood { definitions: vec![definition], change_requests: Vec::new(), warnings })
    }

    fn level_heading(&self, line: &'p Line) -> Result<Option<LevelHeading<'p>>> {
        let Some(heading) = LevelHeading::read(&line.text) else { return Ok(None) };
        if heading.name.is_empty() {
            return Ok((!self.headings_have_names).then_some(heading));
        }
        if self.title.is_named(heading.name) {
            return Ok(Some(heading));
        }
        if !heading.is_parted {
            return Ok(None);
        }
        let message = format!(
            "This level heading is for “{}”, but the page is about “{}” (line {}). A source holds one skill of one \
             edition: remove what does not belong to it.",
            heading.name, self.title.name, self.title_line
        );
        Err(Error::refused_at(self.page.file, line.number, message))
    }

    /// A `Level 3` of the site's menus, where the page's own headings name the skill.
    fn is_bare_heading(&self, line: &Line) -> bool {
        self.headings_have_names && LevelHeading::read(&line.text).is_some_and(|heading| heading.name.is_empty())
    }

    /// Among statements, a bare heading may be a level's: then what follows would count for the wrong level.
    fn check_is_menu(&self, line: &Line) -> Result<()> {
        if self.part != Part::Level {
            return Ok(());
        }
        let message = format!(
            "This heading lacks the skill’s name, which other level headings have (“{}: {}”). Add it, or remove the \
             line if it heads no level.",
            self.title.name, line.text
        );
        Err(Error::refused_at(self.page.file, line.number, message))
    }

    fn open_level(&mut self, line: &Line, heading: LevelHeading<'_>) -> Result<()> {
        self.close_level()?;
        self.part = Part::Level;
        self.markable = heading.marking.is_none().then_some(Markable::Level);
        self.note_mark(line, heading.marking);
        self.open_level = Some(OpenLevel::below(line, heading));
        Ok(())
    }

    fn open_section(&mut self, line: &'p Line, section: Section) {
        self.traces.sections.push((section, line.number));
        let is_reason = matches!(section, Section::LowerLevels | Section::HigherLevels);
        if is_reason && self.part == Part::Section(Section::Developing) {
            return;
        }
        self.part = Part::Section(section);
        self.markable = None;
        match section {
            Section::Guidance => {
                let (_, marking) = split_marking(&line.text);
                self.guidance_marking = self.guidance_marking.or(marking);
                self.note_mark(line, marking);
                self.markable = marking.is_none().then_some(Markable::Guidance);
            }
            Section::Notices => self.traces.notices.push(line),
            Section::LevelList | Section::LevelRow => {
                let after = line.text.split_once(':').map_or("", |(_, after)| after);
                self.list(line, after);
            }
            _ => {}
        }
    }

    fn take_text(&mut self, line: &'p Line) {
        match self.part {
            Part::Description => self.take_description(line),
            Part::Section(Section::Guidance) => self.take_guidance(line),
            Part::Section(Section::Notices) | Part::Unknown => self.traces.notices.push(line),
            Part::Section(Section::LowerLevels) => self.below.push(&line.text),
            Part::Section(Section::HigherLevels) => self.above.push(&line.text),
            Part::Section(Section::LevelList | Section::LevelRow) => {
                if !self.list(line, &line.text) {
                    self.warn(line.number, "This line below the list of levels is left out.");
                }
            }
            Part::Section(Section::Understanding | Section::Developing | Section::Hidden | Section::Furniture) => {}
            Part::Level => {
                let continues = self.continues(line);
                if let Some(level) = &mut self.open_level {
                    level.take(line, continues);
                }
            }
        }
    }

    fn take_description(&mut self, line: &'p Line) {
        let continues = self.continues(line);
        match &mut self.description {
            None if Title::read(&line.text).is_some_and(|title| title.code == self.title.code) => {}
            None if !line.is_bullet => {
                self.description = Some(Placed { line: line.number, value: line.text.clone() });
                self.traces.body.push(line);
            }
            Some(description) if continues || (!line.is_bullet && is_finished(&line.text)) => {
                description.value.push(' ');
                description.value.push_str(&line.text);
                self.traces.body.push(line);
            }
            _ => {
                self.part = Part::Unknown;
                self.traces.notices.push(line);
                let message = "This line opens a part of the page that is not known. It is left out, down to the next \
                               part that is.";
                self.warn(line.number, message);
            }
        }
    }

    fn take_guidance(&mut self, line: &'p Line) {
        self.traces.body.push(line);
        let continues = self.continues(line);
        match self.guidance.last_mut() {
            Some(note) if continues => {
                note.value.text.push(' ');
                note.value.text.push_str(&line.text);
            }
            _ => {
                let note = GuidanceNote { is_prompt: line.is_bullet, text: line.text.clone() };
                self.guidance.push(Placed { line: line.number, value: note });
            }
        }
    }

    /// Whether the line goes on with the one right above it: that one has no end, and this one no beginning.
    fn continues(&self, line: &Line) -> bool {
        self.previous.is_some_and(|previous| {
            previous.number + 1 == line.number
                && !line.is_bullet
                && line.text.starts_with(char::is_lowercase)
                && !is_finished(&previous.text)
        })
    }

    fn list(&mut self, line: &Line, text: &str) -> bool {
        let Some(numbers) = level_numbers(text) else { return false };
        self.listed.get_or_insert_with(|| Placed { line: line.number, value: Vec::new() }).value.extend(numbers);
        true
    }

    fn mark(&mut self, line: &Line, marking: Marking) {
        let marked = match self.markable.take() {
            Some(Markable::Title) => Some(&mut self.title.marking),
            Some(Markable::Guidance) => Some(&mut self.guidance_marking),
            Some(Markable::Level) => self.open_level.as_mut().map(|level| &mut level.marking),
            None => None,
        };
        match marked {
            Some(marked) => {
                *marked = Some(marking);
                self.note_mark(line, Some(marking));
            }
            None => {
                let message = "This mark stands below no name, guidance or level, and is left out.";
                self.warn(line.number, message);
            }
        }
    }

    fn note_mark(&mut self, line: &Line, marking: Option<Marking>) {
        if marking.and_then(Marking::revision).is_some() {
            self.traces.marked_line.get_or_insert(line.number);
        }
    }

    fn close_level(&mut self) -> Result<()> {
        let Some(level) = self.open_level.take() else { return Ok(()) };
        for line in level.unfinished_paragraphs() {
            self.warn(line, "This paragraph does not end with a full stop. Check that it is whole.");
        }
        self.levels.extend(level.close(self.page.file)?);
        Ok(())
    }

    fn warn(&mut self, line: usize, message: impl Into<String>) {
        self.warnings.push(Warning::at(self.page.file, line, message));
    }
}

/// A word or two in brackets where a marking would stand.
fn is_remark(text: &str) -> bool {
    text.starts_with('(') && text.ends_with(')') && text.split(' ').count() <= 3
}

/// Defined levels that the page's own list leaves out.
fn unlisted(definition: &Definition, listed: Option<Placed<Vec<u32>>>) -> Option<(usize, String)> {
    let Placed { line, value } = listed?;
    let is_listed = |level: Level| value.contains(&u32::from(level.number()));
    let left_out = definition.levels.iter().filter(|entry| entry.is_defined() && !is_listed(entry.level));
    let left_out = names(left_out.map(|entry| entry.level))?;
    Some((line, format!("This list leaves out level {left_out}, which the page defines. Taken as defined.")))
}

/// Levels of which the page says nothing at all.
fn unexplained(definition: &Definition) -> Option<String> {
    let is_unexplained =
        |content: &LevelContent| matches!(content, LevelContent::NotDefined { reason } if reason == UNEXPLAINED);
    let silent = definition.levels.iter().filter(|entry| is_unexplained(&entry.content));
    let silent = names(silent.map(|entry| entry.level))?;
    Some(format!("The page says nothing of level {silent}. Taken as not defined; check that the page is whole."))
}

fn names(levels: impl Iterator<Item = Level>) -> Option<String> {
    let names: Vec<String> = levels.map(|level| level.to_string()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}
