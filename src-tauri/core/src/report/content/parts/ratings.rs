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
    let named = in_short(&items.map(|(item, _)| item).collect::<Vec<usize>>());
    (!named.is_empty()).then(|| Text::prose(named))
}

/// The most runs of numbers that are named: the column is narrow, and no page is longer than itself.
const RUNS: usize = 24;

/// `E1, E4–E6`: numbers in their order, those that follow each other as a run; and how many more there are.
fn in_short(items: &[usize]) -> String {
    let runs: Vec<&[usize]> = items.chunk_by(|one, next| one + 1 == *next).collect();
    let named = runs.iter().take(RUNS).map(|run| match run {
        [only] => format!("E{only}"),
        [first, second] => format!("E{first}, E{second}"),
        [first, .., last] => format!("E{first}–E{last}"),
        [] => String::new(),
    });
    let more: usize = runs.iter().skip(RUNS).map(|run| run.len()).sum();
    let named = named.collect::<Vec<_>>().join(", ");
    if more == 0 { named } else { format!("{named} and {more} more") }
}

#[cfg(test)]
mod tests {
    use super::in_short;

    #[test]
    fn many_numbers_are_short() {
        assert_eq!(in_short(&[]), "");
        assert_eq!(in_short(&[2]), "E2");
        assert_eq!(in_short(&[1, 2, 4, 5, 6, 9]), "E1, E2, E4–E6, E9");
        assert_eq!(in_short(&(1..=2000).collect::<Vec<_>>()), "E1–E2000");
        let even: Vec<usize> = (1..=100).map(|number| number * 2).collect();
        assert!(in_short(&even).ends_with("E46, E48 and 76 more"), "{}", in_short(&even));
    }
}
