//! Whether what the pages and the file around them say is what the record gives.
//!
//! Wordings are those of format 1, so that a report stays valid when a later version words otherwise: other words are a
//! version beside these.

use std::collections::HashSet;

use super::about::{self, About, date};
use super::{Assessment, Record, pages, words};
use crate::domain::decision::Verdict;
use crate::domain::profile::Profile;
use crate::domain::rating::Finding;
use crate::domain::report::Said;

/// Checks that the pages and the file around them say what the record gives.
///
/// # Errors
/// One sentence that names the first thing that differs.
pub fn check_said(record: &Record, said: &Said) -> Result<(), String> {
    text(record, &said.text)?;
    furniture(record, &said.furniture)?;
    description(record, said)?;
    let texts: HashSet<String> = record.pages_text.iter().map(|entry| pages::plain(&entry.text)).collect();
    if let Some(strange) = said.bookmarks.iter().find(|title| !texts.contains(&pages::plain(title))) {
        return Err(format!("The bookmark “{strange}” names nothing that the pages say."));
    }
    let spoken = spoken(record);
    if said.spoken != spoken {
        let other = said.spoken.iter().zip(&spoken).find(|(found, own)| found != own).map(|(found, _)| found.as_str());
        return Err(format!(
            "What is said for pictures (“{}”) is not what the record gives.",
            other.unwrap_or("more or fewer texts")
        ));
    }
    Ok(())
}

/// The pages' text, in the order of their content: characters are compared in NFC, white space aside.
fn text(record: &Record, text: &str) -> Result<(), String> {
    let printed = pages::plain(text);
    let said = pages::plain(&record.pages_text.iter().map(|entry| entry.text.as_str()).collect::<String>());
    if printed == said {
        return Ok(());
    }
    let alike = printed.chars().zip(said.chars()).take_while(|(one, other)| one == other).count();
    let near = |text: &str| text.chars().skip(alike.saturating_sub(20)).take(40).collect::<String>();
    Err(format!("The pages say “{}” where the record says that they say “{}”.", near(&printed), near(&said)))
}

/// Title, author, subject, programs and dates, in both notations.
fn description(record: &Record, said: &Said) -> Result<(), String> {
    let about = About::of(record).map_err(|error| error.message().to_owned())?;
    let date = date(about.issued_at);
    let compared = [
        ("title", &said.title, &about.title),
        ("author", &said.author, &about.author),
        ("subject", &said.subject, &about.subject),
        ("program", &said.programs[0], &about.program),
        ("program", &said.programs[1], &about.program),
        ("date", &said.dates[0], &date),
        ("date of change", &said.dates[1], &date),
    ];
    if let Some((what, found, _)) = compared.into_iter().find(|(_, found, own)| found != own) {
        return Err(format!("The file’s {what} is “{found}”, which is not what the record gives."));
    }
    if said.metadata != about.xmp() {
        return Err("The file’s metadata (XMP) are not what the record gives.".to_owned());
    }
    Ok(())
}

/// What is said for pictures: each level of each skill, the highest first, and the drawn acknowledgement.
fn spoken(record: &Record) -> Vec<String> {
    let mut spoken: Vec<String> = record.assessments.iter().flat_map(levels).collect();
    let acknowledged = record.sign_off.as_ref().and_then(|sign_off| sign_off.acknowledged.as_ref());
    spoken.extend(acknowledged.filter(|it| it.by == "drawn" && !it.mark.is_empty()).map(|_| words::DRAWN.to_owned()));
    spoken
}

fn levels(assessment: &Assessment) -> impl Iterator<Item = String> {
    assessment.levels.iter().rev().map(|level| {
        let verdict = Verdict::from_name(&level.verdict);
        let ratings = assessment.ratings.iter().filter(|rating| rating.level == level.level);
        let findings: Vec<Finding> =
            ratings.map(|rating| Finding::from_name(&rating.finding).unwrap_or_default()).collect();
        let is_defined = verdict.is_some_and(|verdict| verdict != Verdict::NotDefined);
        let label = if level.presumed { "presumed" } else { verdict.map_or("", Verdict::label) };
        words::spoken(level.level, is_defined.then_some(&findings[..]), label)
    })
}

/// The most characters of a piece of furniture that repeats what stands elsewhere.
const REPEATED: usize = 80;

/// Heads, feet and what is repeated where a part goes on: nothing else stands outside of the pages' text.
fn furniture(record: &Record, pages: &[String]) -> Result<(), String> {
    let report = &record.report;
    let signer = &report.signer;
    let issuer = signer.organisation.as_ref().unwrap_or(&signer.name);
    // What is too long for its line ends in an ellipsis.
    let long = [issuer, &record.candidate.name, &format!(", {}", about::subject(record)), &report.confidentiality];
    let long = long.map(|text| pages::plain(text));
    let repeated = record.pages_text.iter().filter(|entry| is_repeated(&entry.key));
    let repeated = repeated.flat_map(|entry| [pages::plain(&entry.text), pages::plain(&words::continued(&entry.text))]);
    let profile = Profile::from_name(&report.profile).unwrap_or_default();
    let fixed = [
        words::kind(profile.label()),
        words::head(profile).to_owned(),
        words::report(&report.id, report.version),
        words::DRAFT.to_owned(),
    ];
    let short: HashSet<String> = fixed.iter().map(|text| pages::plain(text)).chain(repeated).collect();
    for (found, number) in pages.iter().zip(1_usize..) {
        let own = [words::page(number, pages.len()), words::continued_from(number - 1)].map(|text| pages::plain(&text));
        let found = pages::plain(found);
        if !is_made_of(&found, |piece| short.contains(piece) || own.iter().any(|own| own == piece), &long) {
            let found: String = found.chars().take(80).collect();
            return Err(format!(
                "The head or foot of page {number} says “{found}”, which is not what the record gives."
            ));
        }
    }
    Ok(())
}

/// Whether the texts under a key may be repeated where a table or a level goes on.
fn is_repeated(key: &str) -> bool {
    ["label", "heading", "prose"].contains(&key) || key.ends_with(".verdict")
}

/// Whether a text is a sequence of short pieces and of long ones, of which the end may be missing.
fn is_made_of(text: &str, is_short: impl Fn(&str) -> bool, long: &[String]) -> bool {
    let mut reached = vec![false; text.len() + 1];
    reached[0] = true;
    for (start, _) in text.char_indices() {
        if !reached[start] {
            continue;
        }
        let rest = &text[start..];
        let ends = rest.char_indices().map(|(at, character)| at + character.len_utf8()).take(REPEATED);
        ends.filter(|end| is_short(&rest[..*end])).for_each(|end| reached[start + end] = true);
        let ellipsis = rest.find('…');
        for piece in long.iter().filter(|piece| !piece.is_empty()) {
            if rest.starts_with(piece.as_str()) {
                reached[start + piece.len()] = true;
            }
            if let Some(at) = ellipsis.filter(|at| piece.starts_with(&rest[..*at])) {
                reached[start + at + '…'.len_utf8()] = true;
            }
        }
    }
    reached[text.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_made_of_pieces_and_of_beginnings() {
        let is_short = |piece: &str| ["Page1of9", "No.", "Rating"].contains(&piece);
        let long = ["Northwind".to_owned(), "Confidential:all".to_owned()];
        for whole in ["", "Page1of9", "NorthwindPage1of9", "No.RatingNorthw…Page1of9", "…", "Conf…North…No."] {
            assert!(is_made_of(whole, is_short, &long), "{whole}");
        }
        for strange in ["Page1of8", "Level7", "NorthwindLevel7", "Northwind7Page1of9", "Northw", "Southw…", "Page1of9x"]
        {
            assert!(!is_made_of(strange, is_short, &long), "{strange}");
        }
    }
}
