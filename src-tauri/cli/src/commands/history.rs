//! `vouch history`.

use std::fmt::Write;

use vouchsafe_core::error::Result;
use vouchsafe_core::workspace::matches;

use super::{Context, level_or_none};
use crate::answers;
use crate::output::Answer;

pub(super) fn run(context: &Context, query: &str) -> Result<Answer> {
    let mut assessments = context.open()?.past_assessments()?;
    assessments.retain(|past| matches(past, query));
    let mut text = String::new();
    for past in &assessments {
        let _ = writeln!(
            text,
            "{}  {}  {}/{}  awarded: {}  {}{}  {}",
            past.concluded_at,
            past.candidate,
            past.edition,
            past.code,
            level_or_none(past.awarded),
            past.state,
            if past.superseded { ", superseded" } else { "" },
            past.assessment
        );
    }
    if assessments.is_empty() {
        text.push_str(if query.is_empty() { "No assessments yet." } else { "No assessment matches." });
    }
    Answer::new(&answers::History::of(&assessments), text)
}
