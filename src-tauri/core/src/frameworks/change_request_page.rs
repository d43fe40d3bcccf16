//! The page of a change request, as its text was copied from the framework's site.
//!
//! ```text
//! banner                                           left out
//! #123 Title change request accepted               number, title, status
//! first paragraph                                  summary
//! further paragraphs                               rationale
//! Beekeeping (BEEK) level 5                        skill and level of the proposal
//! paragraphs                                       proposed statements
//! Proposed change applies to Beekeeping
//! Current status of this request: accepted
//! What we decided, What we changed                 paragraphs each
//! A. Visitor / Mar 15, 2021 01:56 PM               remarks of visitors, left out
//! ```

use crate::domain::change_request::ChangeRequest;
use crate::domain::definition::SkillCode;
use crate::domain::edition::EditionId;
use crate::domain::level::Level;
use crate::domain::text::{self, comparable};
use crate::error::{Error, Result};

use super::change_request_lines::{Heading, Label, leads_to_proposal, level_in, opens_remarks, proposal_heading};
use super::draft::{self, Placed};
use super::headings::{LevelHeading, Title};
use super::lines::{Line, Page};
use super::references::{self, code_in};
use super::sentences::{is_finished, sentences};
use super::{Reader, Understood, Warning};

/// Reads the page of a change request.
pub(super) struct ChangeRequestPage;

impl Reader for ChangeRequestPage {
    fn claims(&self, page: &Page<'_>) -> bool {
        page.lines().iter().any(|line| match Label::read(&line.text) {
            Some((Label::Status | Label::AppliesTo, _)) => true,
            _ => Heading::read(&line.text).is_some_and(|heading| heading.status.is_some()),
        })
    }

    fn read(&self, page: &Page<'_>, _edition: Option<&EditionId>) -> Result<Understood> {
        let found = page.lines().iter().enumerate().find_map(|(at, line)| Some((at, Heading::read(&line.text)?)));
        let Some((at, heading)) = found else {
            let message = "No title of a change request (“#123 Title change request accepted”) stands on this page. \
                           Copy the page from its title on.";
            return Err(Error::refused_at(page.file, page.lines().first().map_or(1, |line| line.number), message));
        };
        let lines = page.lines().get(at..).unwrap_or_default();
        let mut parts = Parts::new(page, heading);
        for (index, line) in lines.iter().enumerate().skip(1) {
            if opens_remarks(line, lines.get(index + 1)) {
                parts.leave_out_remarks(line);
                return parts.understood(lines.get(..index).unwrap_or_default());
            }
            parts.take(line)?;
        }
        parts.understood(lines)
    }
}

/// What was taken of a page so far.
struct Parts<'p> {
    page: &'p Page<'p>,
    heading: Heading,
    /// Where the next line belongs; at first to the summary, of one paragraph.
    label: Label,
    last_label: Option<&'p Line>,
    proposal: Option<Proposal>,
    /// The level in the line that leads to the proposed text.
    announced_level: Option<Level>,
    summary: Vec<&'p str>,
    rationale: Vec<&'p str>,
    statements: Vec<Placed<String>>,
    applies_to: Vec<&'p str>,
    status: Vec<&'p str>,
    decided: Vec<&'p str>,
    changed: Vec<&'p str>,
    /// The last line that is in no known part.
    left_out: Option<usize>,
    has_remarks: bool,
    warnings: Vec<Warning>,
}

/// What the heading of the proposed text says.
struct Proposal {
    line: usize,
    skill: Option<SkillCode>,
    level: Option<Level>,
}

impl<'p> Parts<'p> {
    fn new(page: &'p Page<'p>, heading: Heading) -> Self {
        Self {
            page,
            heading,
            label: Label::Summary,
            last_label: None,
            proposal: None,
            announced_level: None,
            summary: Vec::new(),
            rationale: Vec::new(),
            statements: Vec::new(),
            applies_to: Vec::new(),
            status: Vec::new(),
            decided: Vec::new(),
            changed: Vec::new(),
            left_out: None,
            has_remarks: false,
            warnings: Vec::new(),
        }
    }

    fn take(&mut self, line: &'p Line) -> Result<()> {
        if let Some((label, rest)) = Label::read(&line.text) {
            self.label = label;
            self.last_label = Some(line);
            if !rest.is_empty() {
                self.take_text(line, rest);
            }
        } else if self.is_first() && self.heading.take_tail(&line.text) {
            // The title goes on over two lines.
        } else if let Some(heading) = proposal_heading(line, self.is_first()) {
            self.open_proposal(line, &heading)?;
        } else if leads_to_proposal(line) {
            self.label = Label::Proposal;
            self.last_label = Some(line);
            self.announced_level = level_in(&line.text);
        } else {
            self.take_text(line, &line.text);
        }
        Ok(())
    }

    /// Whether nothing was taken since the title.
    fn is_first(&self) -> bool {
        self.summary.is_empty() && self.last_label.is_none()
    }

    fn open_proposal(&mut self, line: &'p Line, heading: &LevelHeading<'_>) -> Result<()> {
        let level = match heading.numbers.as_slice() {
            [number] => Some(draft::level(self.page.file, line.number, *number)?),
            _ => None,
        };
        let skill = Title::read(heading.name).map(|title| title.code).or_else(|| SkillCode::new(heading.name));
        let proposal = Proposal { line: line.number, skill, level };
        if let Some(earlier) = &mut self.proposal {
            let message = format!(
                "The proposal has a second level heading; the first is on line {}. The statements of both are kept \
                 together, and the request is for no one level.",
                earlier.line
            );
            earlier.level = None;
            self.warn(line.number, message);
        } else {
            self.proposal = Some(proposal);
        }
        self.label = Label::Proposal;
        self.last_label = Some(line);
        Ok(())
    }

    fn take_text(&mut self, line: &'p Line, text: &'p str) {
        match self.label {
            Label::Summary => {
                self.summary.push(text);
                self.label = Label::Rationale;
            }
            Label::Rationale => self.rationale.push(text),
            Label::Proposal => self.take_proposed(line, text),
            Label::AppliesTo if self.applies_to.is_empty() => self.applies_to.push(text),
            Label::Status if self.status.is_empty() => self.status.push(text),
            Label::AppliesTo | Label::Status => {
                self.left_out = Some(line.number);
                self.warn(line.number, "This line is in no known part of the request and is left out.");
            }
            Label::Decided => self.decided.push(text),
            Label::Changed => self.changed.push(text),
            Label::Contributors => {}
        }
    }

    fn take_proposed(&mut self, line: &Line, text: &str) {
        let placed = sentences(text).into_iter().map(|value| Placed { line: line.number, value });
        self.statements.extend(placed);
    }

    fn leave_out_remarks(&mut self, line: &Line) {
        self.has_remarks = true;
        self.warn(line.number, "The remarks of visitors, from this line on, are left out.");
    }

    fn understood(mut self, lines: &'p [Line]) -> Result<Understood> {
        self.check_wholeness(lines)?;
        draft::check_statements(self.page.file, &self.statements)?;
        let title_line = lines.first().map_or(1, |line| line.number);
        let title = text::single_line(&self.heading.title).map_err(|refusal| {
            Error::refused_at(self.page.file, title_line, format_args!("The title {refusal}. Shorten it."))
        })?;
        let status = self.status(title_line)?;
        let (heading_skill, heading_level) =
            self.proposal.as_ref().map_or((None, None), |proposal| (proposal.skill.clone(), proposal.level));
        let skill = heading_skill.or_else(|| code_in(&title));
        let level = match self.proposal {
            Some(_) => heading_level,
            None => self.announced_level.or_else(|| level_in(&title)),
        };
        let request = ChangeRequest {
            number: self.heading.number,
            references: references::mentioned(lines, self.heading.number, skill.as_ref()),
            title,
            status,
            summary: self.summary.join("\n"),
            skill,
            level,
            statements: self.statements.into_iter().map(|statement| statement.value).collect(),
            rationale: self.rationale.join("\n"),
            applies_to: self.applies_to.join("\n"),
            decided: self.decided.join("\n"),
            changed: self.changed.join("\n"),
        };
        Ok(Understood { definitions: Vec::new(), change_requests: vec![request], warnings: self.warnings })
    }

    /// Refuses a page that breaks off.
    fn check_wholeness(&mut self, lines: &[Line]) -> Result<()> {
        let file = self.page.file;
        let Some(last) = lines.last() else { return Ok(()) };
        let cut_off = |message: &str| {
            Err(Error::refused_at(file, last.number, format_args!("{message} The page seems cut off: copy all of it.")))
        };
        if self.summary.is_empty() && self.rationale.is_empty() {
            return cut_off("The request has no text below its title.");
        }
        if self.last_label.is_some_and(|label| label.number == last.number && is_open(label)) {
            return cut_off("Nothing follows this line.");
        }
        if self.status.is_empty() && self.decided.is_empty() && self.changed.is_empty() {
            return cut_off("The request ends without its status (“Current status of this request: …”).");
        }
        if let (Some(stated), Some(titled)) = (self.status.first(), &self.heading.status)
            && self.last_label.is_some_and(|label| label.number == last.number)
            && titled.len() > stated.len()
            && comparable(titled).starts_with(&comparable(stated))
        {
            return cut_off(&format!("The status breaks off: the title says “{titled}”."));
        }
        if let Some(proposal) = self.proposal.as_ref().filter(|_| self.statements.is_empty()) {
            let message = "No proposed text follows this heading. The page seems cut off: copy all of it.";
            return Err(Error::refused_at(file, proposal.line, message));
        }
        self.check_end(last)
    }

    /// Refuses a last line that breaks off in the middle of a sentence or of a heading. Where remarks follow, the text
    /// itself was not cut.
    fn check_end(&mut self, last: &Line) -> Result<()> {
        let needs_no_end = match self.label {
            Label::AppliesTo | Label::Status => self.left_out != Some(last.number),
            Label::Contributors => true,
            _ => false,
        };
        if needs_no_end || is_finished(&last.text) {
            return Ok(());
        }
        if self.has_remarks {
            self.warn(last.number, "The request does not end with a full stop. Check that it is whole.");
            return Ok(());
        }
        let message = "The last sentence has no end, so the page seems cut off here. Copy all of it; if this line is \
                       whole, end it with a full stop, and if it is no part of the request, remove it.";
        Err(Error::refused_at(self.page.file, last.number, message))
    }

    /// The status that the page states below; the title may say another.
    fn status(&mut self, title_line: usize) -> Result<String> {
        match (self.status.first().map(|status| (*status).to_owned()), self.heading.status.clone()) {
            (Some(stated), Some(titled)) if comparable(&stated) != comparable(&titled) => {
                let message = format!(
                    "The title says “{titled}”, but the current status of the request is “{stated}”, which is used."
                );
                self.warn(title_line, message);
                Ok(stated)
            }
            (Some(status), _) | (None, Some(status)) => Ok(status),
            (None, None) => {
                let message = "The page says nowhere what became of the request (“Current status of this request: …”). \
                               Copy all of it.";
                Err(Error::refused_at(self.page.file, title_line, message))
            }
        }
    }

    fn warn(&mut self, line: usize, message: impl Into<String>) {
        self.warnings.push(Warning::at(self.page.file, line, message));
    }
}

/// Whether a label has nothing behind it on its line.
fn is_open(line: &Line) -> bool {
    Label::read(&line.text).is_none_or(|(_, rest)| rest.is_empty())
}

#[cfg(test)]
mod tests;
