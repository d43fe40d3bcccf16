//! `vouch history`.

use std::fmt::Write;

use vouchsafe_core::error::Result;
use vouchsafe_core::workspace::matches;

use super::{Context, level_or_none};
use crate::answers;
use crate::output::Answer;

pub(super) fn run(context: &Context, query: &str) -> Result<Answer> {
    let mut assessments = context.open()?.history()?;
    assessments.retain(|listed| matches(listed, query));
    let mut text = String::new();
    for listed in &assessments {
        let entry = &listed.entry;
        let _ = writeln!(
            text,
            "{}  {}  {}/{}  awarded: {}  {}{}  {}",
            entry.concluded_at.map(|at| at.to_string()).unwrap_or_default(),
            entry.candidate,
            listed.definition.edition.id,
            listed.definition.code,
            level_or_none(entry.awarded_level),
            entry.state,
            if entry.superseded { ", superseded" } else { "" },
            entry.assessment
        );
    }
    if assessments.is_empty() {
        text.push_str(if query.is_empty() { "No assessments yet." } else { "No assessment matches." });
    }
    Answer::new(&answers::History::of(&assessments), text)
}
