//! What the parts after the summary say.

mod basis;
mod candidate;
mod conduct;
mod evidence;
mod ratings;
mod reached;
mod rights;

use super::{Concluded, FactRow, Key, Part, Text};
use crate::domain::moment::Moment;
use crate::domain::profile::Detail;
use crate::error::Result;
use crate::report::record::words;
use crate::report::shown::Shown;

/// All parts, in reading order. Of several assessments, each has its own sections.
pub(super) fn parts(shown: &Shown<'_>, all: &[Concluded<'_>]) -> Result<Vec<Part>> {
    let parts = [
        Some(basis::part(shown, all)),
        Some(reached::part(shown, all)),
        Some(ratings::part(shown, all)),
        evidence::part(shown, all),
        Some(candidate::part(shown)),
        Some(rights::part(shown)?),
    ];
    Ok(parts.into_iter().flatten().collect())
}

/// A section's title; with the skill's code where the report has several assessments.
fn sectioned(all: &[Concluded<'_>], one: &Concluded<'_>, title: &str) -> Text {
    Text::heading(&match all.len() {
        1 => title.to_owned(),
        _ => format!("{}: {title}", one.assessment.definition.code),
    })
}

fn row(label: &str, value: Text) -> FactRow {
    FactRow { label: Text::label(label), values: vec![value], typed: false }
}

/// A moment in words; its date where the profile leaves out times of day.
fn when(shown: &Shown<'_>, at: Moment) -> String {
    words::moment(at, shown.shows(Detail::Times))
}

fn fact(label: &str, key: Key, value: &str) -> FactRow {
    row(label, Text::new(key, value))
}

fn prose(label: &str, value: &str) -> FactRow {
    row(label, Text::prose(value))
}

/// A row for words that are shown as they were typed; none where there are none.
fn typed(label: &str, key: Key, value: &str) -> Option<FactRow> {
    (!value.trim().is_empty()).then(|| FactRow { typed: true, ..fact(label, key, value.trim_end()) })
}

/// Several values under one name; none where there are none.
fn several([one, many]: [&str; 2], values: Vec<Text>) -> Option<FactRow> {
    let label = if values.len() == 1 { one } else { many };
    (!values.is_empty()).then(|| FactRow { label: Text::label(label), values, typed: false })
}

/// A text that says something.
fn known(text: Option<&String>) -> Option<&str> {
    text.map(String::as_str).filter(|text| !text.trim().is_empty())
}
