//! Single values of an interview file, each refused at its own line.

use jiff::civil::Date;

use crate::domain::level::Level;
use crate::domain::moment::Moment;
use crate::domain::rule::Percent;
use crate::error::{Error, Result};
use crate::workspace::interview_file::{FileText, Located};
use crate::workspace::{line, line_or_none, note, printable};

/// An optional member's text, checked at its own line.
pub(super) fn typed<'a, T, V>(
    text: FileText<'a>,
    member: Option<&Located<'a, T>>,
    check: impl FnOnce(&str) -> Result<V>,
) -> Result<Option<V>> {
    member.map(|member| text.locate(member, check(&text.string(member)?))).transpose()
}

/// A member of one line, which has to say something.
pub(super) fn name<'a>(text: FileText<'a>, member: &Located<'a, String>, what: &str) -> Result<String> {
    text.locate(member, line(what, &text.string(member)?))
}

/// An optional member of one line.
pub(super) fn name_or_none<'a>(
    text: FileText<'a>,
    member: Option<&Located<'a, String>>,
    what: &str,
) -> Result<Option<String>> {
    Ok(typed(text, member, |typed| line_or_none(what, Some(typed)))?.flatten())
}

/// An optional member of several lines, which will be printed as it stands there.
pub(super) fn prose<'a>(
    text: FileText<'a>,
    member: Option<&Located<'a, String>>,
    what: &str,
) -> Result<Option<String>> {
    typed(text, member, |typed| note(what, typed).and_then(|note| printable(what, note)))
}

/// One of the words in `all`, by its name.
pub(super) fn word<'a, T, V: Copy>(
    text: FileText<'a>,
    member: &Located<'a, T>,
    what: &str,
    all: &[V],
    name_of: impl Fn(V) -> &'static str,
) -> Result<V> {
    let given = text.string(member)?;
    all.iter().copied().find(|value| name_of(*value) == given).ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(|value| name_of(*value)).collect();
        text.refusal(member, format!("“{given}” is no {what}. There are {}.", names.join(", ")))
    })
}

/// A level.
pub(super) fn level<'a>(text: FileText<'a>, member: &Located<'a, u8>) -> Result<Level> {
    text.locate(member, level_numbered(text.number(member)?))
}

/// The level with this number.
pub(super) fn level_numbered(number: u8) -> Result<Level> {
    Level::new(number).ok_or_else(|| Error::refused(format!("There is no level {number}; levels are 1 to 7.")))
}

/// A point in time.
pub(super) fn moment<'a>(text: FileText<'a>, member: &Located<'a, String>) -> Result<Moment> {
    let given = text.string(member)?;
    Moment::parse(&given).ok_or_else(|| {
        let how = "Write date, time and offset, such as 2026-03-02T09:30:00+01:00.";
        text.refusal(member, format!("“{given}” is no time. {how}"))
    })
}

/// A date.
pub(super) fn date(text: &str) -> Result<Date> {
    text.parse()
        .map_err(|_| Error::refused(format!("“{text}” is no date. Write year, month and day, such as 2026-02-27.")))
}

/// A share in percent. Read from its digits: thresholds are exact, and a binary fraction is not.
pub(super) fn percent<'a>(text: FileText<'a>, member: &Located<'a, f64>) -> Result<Percent> {
    percent_of(member.json()).ok_or_else(|| {
        text.refusal(
            member,
            format!(
                "{} is no share. Write a number from 0 to 100 with at most one decimal, such as 82.5.",
                member.json()
            ),
        )
    })
}

fn percent_of(number: &str) -> Option<Percent> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let tenth = match fraction.trim_end_matches('0') {
        "" => 0,
        digit => digit.parse::<u16>().ok().filter(|_| digit.len() == 1)?,
    };
    let whole: u16 = whole.parse().ok()?;
    Percent::from_tenths(whole.checked_mul(10)?.checked_add(tenth)?)
}

#[cfg(test)]
mod tests {
    use super::percent_of;

    #[test]
    fn a_share_is_read_from_its_digits() {
        let tenths = |number: &str| percent_of(number).map(crate::domain::rule::Percent::tenths);
        assert_eq!(tenths("82.5"), Some(825));
        assert_eq!(tenths("0"), Some(0));
        assert_eq!(tenths("100.0"), Some(1000));
        assert_eq!(tenths("7.10"), Some(71));
        for refused in ["100.1", "82.55", "-1", "1e2", "8.2e1", "99999", "\"85\"", "null", "[85]"] {
            assert_eq!(tenths(refused), None, "{refused}");
        }
    }
}
