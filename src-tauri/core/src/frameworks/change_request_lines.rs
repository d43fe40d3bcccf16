//! The lines that give the page of a change request its structure.

use crate::domain::definition::SkillCode;
use crate::domain::level::Level;

use super::headings::{LevelHeading, Title};
use super::lines::Line;
use super::sentences::is_finished;

/// The title line.
pub(super) struct Heading {
    pub(super) number: u32,
    pub(super) title: String,
    pub(super) status: Option<String>,
}

const TITLE_TAIL: &str = "change request";

impl Heading {
    /// `#123 Title change request accepted`, with `CR` before the number or not, and a colon before `change request`
    /// or not.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (_, after) = text.split_once('#').filter(|(before, _)| ["", "CR"].contains(&before.trim()))?;
        let digits = after.len() - after.trim_start_matches(|character: char| character.is_ascii_digit()).len();
        let (number, rest) = after.split_at(digits);
        let rest = rest.trim_start_matches(SEPARATORS);
        // ASCII lower case keeps the places of the letters.
        let (title, status) = match rest.to_ascii_lowercase().rfind(TITLE_TAIL) {
            Some(at) => (rest.get(..at)?, rest.get(at + TITLE_TAIL.len()..)?.trim_matches(SEPARATORS)),
            None => (rest, ""),
        };
        let title = title.trim_end_matches(SEPARATORS);
        let status = (!status.is_empty()).then(|| status.to_owned());
        Some(Self { number: number.parse().ok()?, title: title.to_owned(), status }).filter(|it| !it.title.is_empty())
    }

    /// Takes the status from the line below, where the title's tail (`change request accepted`) stands there.
    pub(super) fn take_tail(&mut self, text: &str) -> bool {
        let Some((start, status)) = text.split_at_checked(TITLE_TAIL.len()) else { return false };
        let is_tail = self.status.is_none()
            && start.eq_ignore_ascii_case(TITLE_TAIL)
            && (1..=4).contains(&status.split_whitespace().count())
            && !is_finished(status);
        if is_tail {
            self.status = Some(status.trim_matches(SEPARATORS).to_owned());
        }
        is_tail
    }
}

const SEPARATORS: [char; 4] = [':', '-', '–', ' '];

/// Lines that say what follows them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Summary,
    Rationale,
    Proposal,
    AppliesTo,
    Status,
    Decided,
    Changed,
    Contributors,
}

impl Label {
    /// The label that a line begins with, and what stands behind it on the line.
    pub(super) fn read(text: &str) -> Option<(Self, &str)> {
        const LABELS: [(&str, Label); 9] = [
            ("proposed change applies to", Label::AppliesTo),
            ("current status of this request", Label::Status),
            ("what we decided", Label::Decided),
            ("what we changed", Label::Changed),
            ("summary", Label::Summary),
            ("rationale", Label::Rationale),
            ("reason", Label::Rationale),
            ("proposal", Label::Proposal),
            ("contributors", Label::Contributors),
        ];
        LABELS.iter().find_map(|(beginning, label)| {
            let (start, rest) = text.split_at_checked(beginning.len())?;
            let rest = rest.trim_start();
            // Only the skill stands behind its label without a colon; other words make the line prose.
            let is_label = start.eq_ignore_ascii_case(beginning)
                && (rest.is_empty() || rest.starts_with(':') || *label == Label::AppliesTo);
            is_label.then(|| (*label, rest.trim_matches([':', ' '])))
        })
    }
}

/// `Beekeeping (BEEK) level 5`, and no prose that ends so (`create it at level 5`). Right below the title, where the
/// summary stands, only a heading with a code or a colon is one.
pub(super) fn proposal_heading(line: &Line, is_first: bool) -> Option<LevelHeading<'_>> {
    let heading = LevelHeading::read(&line.text).filter(|_| !line.is_bullet)?;
    let words: Vec<&str> = heading.name.split(' ').collect();
    let is_prose = words.last().is_some_and(|last| PARTICLES.contains(last));
    let has_code = || Title::read(heading.name).is_some() || SkillCode::new(heading.name).is_some();
    let is_short = !is_first && words.len() <= 5 && heading.name.starts_with(char::is_uppercase);
    (heading.stands_alone() || (!is_prose && (has_code() || is_short))).then_some(heading)
}

/// Words before `level 5` that make a line prose.
const PARTICLES: [&str; 12] = ["at", "of", "to", "for", "from", "on", "in", "and", "or", "a", "the", "new"];

/// `Proposed description:`, `Proposed level 5 text:`, with the text below.
pub(super) fn leads_to_proposal(line: &Line) -> bool {
    line.text.ends_with(':')
        && line.text.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("proposed"))
        && line.text.split(' ').count() <= 8
}

/// The one level that a line names: `… level 5`.
pub(super) fn level_in(text: &str) -> Option<Level> {
    let words: Vec<String> = text.split(' ').map(str::to_ascii_lowercase).collect();
    let mut numbers = words.windows(2).filter(|pair| pair[0] == "level").filter_map(|pair| {
        pair[1].trim_matches(|character: char| !character.is_ascii_digit()).parse().ok().and_then(Level::new)
    });
    let level = numbers.next();
    level.filter(|_| numbers.next().is_none())
}

/// A visitor's remark begins with the author's name; the next line has the date (`Mar 15, 2021 01:56 PM`).
pub(super) fn opens_remarks(line: &Line, next: Option<&Line>) -> bool {
    next.is_some_and(|next| is_date(&next.text))
        && (line.text.ends_with("says:") || !is_finished(&line.text))
        && Label::read(&line.text).is_none()
}

fn is_date(text: &str) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = text.to_ascii_lowercase();
    let words: Vec<&str> = lower.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let is_number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    match words.as_slice() {
        [month, day, year, rest @ ..] => {
            MONTHS.iter().any(|known| month.starts_with(known))
                && is_number(day)
                && year.len() == 4
                && is_number(year)
                && rest.first().is_none_or(|time| time.contains(':'))
        }
        _ => false,
    }
}
