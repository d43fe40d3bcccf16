//! Every statement with what was found.

use super::super::words::{self, level_name};
use super::super::{Block, Concluded, Fact, Key, LevelRatings, Part, RatingRow, Remark, Text, fact};
use crate::domain::decision::{LevelOutcome, StatementRef};
use crate::domain::profile::Detail;
use crate::domain::rating::Finding;
use crate::report::shown::Shown;

pub(super) fn part(shown: &Shown<'_>, all: &[Concluded<'_>]) -> Part {
    let (with, column) = match shown.shows(Detail::Notes) {
        true => ("its rating and the assessor’s note, word for word", "Statement and note"),
        false => ("its rating", "Statement"),
    };
    let mut blocks = vec![Block::Small(Text::prose(format!(
        "Each statement with {with}. Decisive: another rating on this statement alone would change the computed level."
    )))];
    for one in all {
        if all.len() > 1 {
            blocks.push(Block::Heading(Text::heading(&one.assessment.definition.name)));
        }
        let defined = one.outcome.levels.iter().filter(|outcome| outcome.statements > 0);
        blocks.extend(defined.map(|outcome| Block::Ratings(level_ratings(one, outcome, column))));
    }
    Part { title: Text::heading("Ratings"), begins_page: true, blocks }
}

fn level_ratings(one: &Concluded<'_>, outcome: &LevelOutcome, column: &str) -> LevelRatings {
    let counts =
        format!("{} of {} rated, coverage {} %", outcome.rated(), outcome.statements, outcome.coverage_percent());
    let refs = one.assessment.definition.statement_refs().filter(|at| at.level == outcome.level);
    LevelRatings {
        title: Text::heading(&level_name(outcome.level)),
        counts: Text::prose(counts),
        verdict: outcome.verdict,
        verdict_label: one.fact(Fact::Verdict(outcome.level), words::verdict_label(outcome)),
        columns: ["No.", column, "Rating"].map(Text::label),
        rows: refs
            .map(|at| {
                let short = one.in_short(at);
                RatingRow {
                    number: Text::label(&fact::number(at)),
                    statement: short.statement,
                    finding: short.finding,
                    label: short.label,
                    decisive: one.outcome.decisive.contains(&at).then(|| Text::prose("decisive")),
                    evidence: evidence_of(one, at),
                    remarks: remarks(one, at),
                }
            })
            .collect(),
    }
}

/// What was asked, said and noted on a statement. A note alone needs no label.
fn remarks(one: &Concluded<'_>, at: StatementRef) -> Vec<Remark> {
    let Some(response) = one.assessment.responses.get(&at) else { return Vec::new() };
    let mut remarks = Vec::new();
    let mut add = |label: &str, fact: Fact, words: &str| {
        if !words.trim().is_empty() {
            remarks.push(Remark { label: Some(Text::label(label)), text: one.fact(fact, words.trim_end()) });
        }
    };
    if response.finding == Finding::NoOpportunity {
        add("Reason", Fact::Reason(at), &response.reason);
    }
    for (item, question) in (1..).zip(&response.questions) {
        add("Asked", Fact::Asked(at, item), &question.asked);
        add("Answered", Fact::Answered(at, item), &question.answered);
    }
    add("Note", Fact::Note(at), &response.note);
    if let [Remark { label, text }] = remarks.as_mut_slice()
        && text.key == Key::Assessment(one.index, Fact::Note(at))
    {
        *label = None;
    }
    remarks
}

/// The numbers of the evidence that bears on a statement.
fn evidence_of(one: &Concluded<'_>, at: StatementRef) -> Option<Text> {
    let items = (1..).zip(&one.assessment.evidence).filter(|(_, evidence)| evidence.statements.contains(&at));
    let numbers: Vec<String> = items.map(|(item, _): (usize, _)| format!("E{item}")).collect();
    (!numbers.is_empty()).then(|| Text::prose(numbers.join(", ")))
}
