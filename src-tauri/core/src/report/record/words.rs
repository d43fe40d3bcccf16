//! The words of formats 1 and 2 for facts that are no texts. The pages print them and the record's check asks for
//! them, so that they belong to the format like the words of findings and verdicts.

use jiff::civil::Date;

use crate::domain::level::Level;
use crate::domain::moment::Moment;
use crate::domain::profile::Profile;
use crate::domain::rating::Finding;
use crate::domain::rule::{LowerLevels, Percent};
use crate::domain::sign_off::{Acknowledgement, Agreement, Mark};

/// What stands where a reader expects a fact that was not recorded.
pub(in crate::report) const NOT_RECORDED: &str = "Not recorded";

/// `Level 4, Enable`.
pub(in crate::report) fn level_name(level: Level) -> String {
    format!("Level {level}, {}", level.guiding_phrase())
}

/// `Level 4, Enable`, or `No level`.
pub(in crate::report) fn level_or_none(level: Option<Level>) -> String {
    level.map_or_else(|| "No level".to_owned(), level_name)
}

/// `ITOP IT infrastructure, awarded level 3`, for each skill in the order of the report.
pub(in crate::report) fn subject<'a>(skills: impl Iterator<Item = (&'a str, &'a str, Option<u8>)>) -> String {
    let skills = skills.map(|(code, name, awarded)| match awarded {
        Some(level) => format!("{code} {name}, awarded level {level}"),
        None => format!("{code} {name}, no level awarded"),
    });
    skills.collect::<Vec<_>>().join("; ")
}

/// The title of the document.
pub(in crate::report) fn title(candidate: &str, subject: &str) -> String {
    format!("{candidate}: {subject}")
}

/// What kind of report it is.
pub(in crate::report) fn kind(profile: &str) -> String {
    format!("Skills assessment report, {profile}")
}

/// `Report VS-2025-7F3K-Q29D, version 1`.
pub(in crate::report) fn report(id: &str, version: u32) -> String {
    format!("Report {id}, version {version}")
}

/// `Page 3 of 9`.
pub(in crate::report) fn page(number: usize, count: usize) -> String {
    format!("Page {number} of {count}")
}

/// What a page begins with that goes on with a row of the page before.
pub(in crate::report) fn continued_from(page: usize) -> String {
    format!("continued from page {page}")
}

/// A title that is repeated where its part goes on.
pub(in crate::report) fn continued(title: &str) -> String {
    format!("{title}, continued")
}

/// What marks the pages of a report on a draft edition.
pub(in crate::report) const DRAFT: &str = "DRAFT EDITION";

/// What is said for a level's ratings to whoever cannot see them; none: the level is not defined.
pub(in crate::report) fn spoken(level: u8, findings: Option<&[Finding]>, verdict: &str) -> String {
    let Some(findings) = findings else { return format!("Level {level}: not defined.") };
    let counts: Vec<String> = Finding::RECORDED
        .into_iter()
        .chain([Finding::NotExplored])
        .filter_map(|finding| match findings.iter().filter(|found| **found == finding).count() {
            0 => None,
            count => Some(format!("{count} {}", finding.label())),
        })
        .collect();
    format!("Level {level}: {}; {verdict}.", counts.join(", "))
}

/// What is said for a drawn acknowledgement to whoever cannot see it.
pub(in crate::report) const DRAWN: &str = "What the candidate drew by hand as a signature.";

/// `VS-2025-7F3K-Q29D, version 1`.
pub(in crate::report) fn superseded(id: &str, version: u32) -> String {
    format!("{id}, version {version}")
}

/// `18 November 2025, 12:04:00 +01:00`; the date where the report leaves out times of day.
pub(in crate::report) fn moment(at: Moment, with_time: bool) -> String {
    if with_time { at.in_words() } else { at.date_in_words() }
}

/// How much a report shows, at the head of every page but the first.
pub(in crate::report) fn head(profile: Profile) -> &'static str {
    match profile {
        Profile::Full => "full report",
        copy => copy.label(),
    }
}

/// Whether the candidate commented, where their words are left out.
pub(in crate::report) fn commented(commented: bool) -> &'static str {
    match commented {
        true => "The candidate commented. Their words are left out of this report.",
        false => "There is no comment by the candidate.",
    }
}

/// A hash in groups of four digits, for comparing by eye.
pub(in crate::report) fn in_groups(hash: &str) -> String {
    let digits: Vec<char> = hash.chars().collect();
    digits.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// `Entry 128, hash 5a0c 5a0c …`.
pub(in crate::report) fn trail(sequence: i64, hash: &str) -> String {
    format!("Entry {sequence}, hash {}", in_groups(hash))
}

/// `consistent, version 1`.
pub(in crate::report) fn rule(name: &str, version: u32) -> String {
    format!("{name}, version {version}")
}

/// The sentence that says whose rule it is.
pub(in crate::report) fn own_rule(name: &str, version: u32) -> String {
    format!("The organisation’s own rule “{name}”, version {version}.")
}

/// `at least 50 %`.
pub(in crate::report) fn at_least(share: Percent) -> String {
    format!("at least {share}")
}

/// The mean that a rule asks for.
pub(in crate::report) fn mean(mean: Option<Percent>) -> String {
    mean.map_or_else(|| "not used".to_owned(), at_least)
}

/// What a rule asks of the levels below.
pub(in crate::report) fn lower_levels(asked: LowerLevels) -> &'static str {
    match asked {
        LowerLevels::Met => "each one met",
        LowerLevels::Fully => "each one met, all Fully",
        LowerLevels::Presumed => "met, or presumed if not assessed",
    }
}

/// `2 November 2027`.
pub(in crate::report) fn date(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// `1 h 57 min`, in whole minutes that have passed.
pub(in crate::report) fn duration(seconds: u64) -> String {
    match (seconds / 3600, seconds / 60 % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// `10:15 to 10:30`; with dates and offsets where the two have not the same.
pub(in crate::report) fn pause(from: Moment, until: Option<Moment>) -> String {
    let time = |moment: Moment| moment.offset().to_datetime(moment.instant()).strftime("%H:%M").to_string();
    match until {
        None => format!("from {}", from.in_words()),
        Some(until) if (from.date(), from.offset()) == (until.date(), until.offset()) => {
            format!("{} to {}", time(from), time(until))
        }
        Some(until) => format!("{} to {}", from.in_words(), until.in_words()),
    }
}

/// `245,760 bytes`.
pub(in crate::report) fn bytes(size: u64) -> String {
    let digits = size.to_string();
    let mut grouped = String::new();
    for (digit, left) in digits.chars().zip((1..=digits.len()).rev()) {
        grouped.push(digit);
        if left > 1 && left % 3 == 1 {
            grouped.push(',');
        }
    }
    format!("{grouped} {}", if size == 1 { "byte" } else { "bytes" })
}

/// What the candidate thinks of the result.
pub(in crate::report) fn agreement(agreement: Option<Agreement>) -> &'static str {
    agreement.map_or("The candidate did not say", Agreement::label)
}

/// Whether the candidate confirmed that they received the result.
pub(in crate::report) fn acknowledgement(acknowledgement: &Acknowledgement) -> &'static str {
    match acknowledgement {
        Acknowledgement::None => "Not given",
        Acknowledgement::Given { mark, .. } if mark.is_withheld() => match mark {
            Mark::Typed(_) => "Acknowledged, typed name withheld",
            Mark::Drawn(_) => "Acknowledged, drawing withheld",
        },
        Acknowledgement::Given { mark: Mark::Typed(_), .. } => "Received, confirmed by a typed name",
        Acknowledgement::Given { mark: Mark::Drawn(_), .. } => "Received, confirmed by a drawn signature",
        Acknowledgement::Voided { .. } => "None that counts: what it confirmed was changed afterwards",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_whole_minutes() {
        assert_eq!(
            [0, 59, 3599, 3600, 7260, 360_000].map(duration),
            ["0 min", "0 min", "59 min", "1 h 0 min", "2 h 1 min", "100 h 0 min"]
        );
    }

    #[test]
    fn sizes_are_exact() {
        let sizes = [0, 1, 999, 1000, 245_760, 26_214_400];
        assert_eq!(
            sizes.map(bytes),
            ["0 bytes", "1 byte", "999 bytes", "1,000 bytes", "245,760 bytes", "26,214,400 bytes"]
        );
    }

    #[test]
    fn a_pause_names_the_date_only_where_it_is_needed() {
        let at = |text| Moment::parse(text).expect("a moment");
        let from = at("2025-11-18T10:15:40+01:00");
        assert_eq!(pause(from, Some(at("2025-11-18T10:30:05+01:00"))), "10:15 to 10:30");
        assert_eq!(
            pause(from, Some(at("2025-11-19T08:00:00+01:00"))),
            "18 November 2025, 10:15:40 +01:00 to 19 November 2025, 08:00:00 +01:00"
        );
        assert_eq!(
            pause(from, Some(at("2025-11-18T11:15:00+02:00"))),
            "18 November 2025, 10:15:40 +01:00 to 18 November 2025, 11:15:00 +02:00"
        );
    }
}
