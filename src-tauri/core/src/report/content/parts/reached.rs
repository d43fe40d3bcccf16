//! How ratings became verdicts, a level and an award, and what the assessor tells the candidate beside it.

use super::super::words::{self, level_name};
use super::super::{Block, Concluded, Fact, FactRow, LevelRow, Part, Text, fact, front};
use super::{prose, sectioned};
use crate::domain::decision::{LevelOutcome, StatementRef};
use crate::domain::definition::LevelContent;
use crate::domain::profile::Detail;
use crate::domain::rating::Finding;
use crate::domain::summary::SummaryPart;
use crate::report::shown::Shown;

pub(super) fn part(shown: &Shown<'_>, all: &[Concluded<'_>]) -> Part {
    let no_opportunity = match shown.shows(Detail::Reasons) {
        true => "The candidate’s work never gave the chance. Reasons and notes under “Ratings” say why.",
        false => "The candidate’s work never gave the chance.",
    };
    let mut blocks = Vec::new();
    for one in all {
        blocks.push(Block::Heading(sectioned(all, one, "Level by level")));
        blocks.push(Block::Levels {
            columns: ["Level", "", "Why", "Verdict"].map(Text::label),
            rows: one.outcome.levels.iter().map(|outcome| level_row(one, outcome)).collect(),
        });
        blocks.push(Block::Paragraph(Text::prose(words::computed(&one.assessment.rule, &one.outcome))));
        blocks.extend(award(all, one));
        blocks.extend(summary(all, one));
        blocks.extend(decisive(all, one));
        blocks.extend(listed(
            one,
            sectioned(all, one, "Not explored"),
            "Nobody asked about these statements, or no rating was given.",
            one.with(Finding::NotExplored),
        ));
        blocks.extend(listed(
            one,
            sectioned(all, one, "No opportunity"),
            no_opportunity,
            one.with(Finding::NoOpportunity),
        ));
    }
    Part { title: Text::heading("How the level was reached"), begins_page: true, blocks }
}

fn level_row(one: &Concluded<'_>, outcome: &LevelOutcome) -> LevelRow {
    let reason = one.assessment.definition.level(outcome.level).and_then(|entry| match &entry.content {
        LevelContent::NotDefined { reason } => Some(reason.as_str()),
        LevelContent::Defined { .. } => None,
    });
    LevelRow {
        number: Text::label(&outcome.level.to_string()),
        phrase: Text::label(outcome.level.guiding_phrase()),
        why: Text::prose(words::why(&one.assessment.rule, outcome, reason)),
        verdict: outcome.verdict,
        label: one.fact(Fact::Verdict(outcome.level), words::verdict_label(outcome)),
    }
}

fn award(all: &[Concluded<'_>], one: &Concluded<'_>) -> Vec<Block> {
    let awarded = one.awarded().map_or_else(
        || "No level is awarded".to_owned(),
        |level| format!("Level {level}, {}, is awarded", level.guiding_phrase()),
    );
    let date = one.conclusion.concluded_at.date_in_words();
    let mut blocks = vec![Block::Heading(sectioned(all, one, "Award"))];
    match &one.conclusion.award.reason {
        None if one.awarded() == one.outcome.computed => {
            blocks.push(Block::Paragraph(Text::prose(format!("{awarded}, as computed. Concluded on {date}."))));
        }
        reason => {
            let computed = one
                .outcome
                .computed
                .map_or_else(|| "no level".to_owned(), |level| format!("level {level}, {}", level.guiding_phrase()));
            let why = if reason.is_some() { "The assessor’s reason, word for word:" } else { front::REASON_LEFT_OUT };
            blocks.push(Block::Paragraph(Text::prose(format!(
                "{awarded}; the rule computes {computed}. Concluded on {date}. {why}"
            ))));
            blocks.extend(reason.iter().map(|reason| Block::Quote(one.fact(Fact::AwardReason, reason))));
        }
    }
    blocks
}

/// Strengths, gaps and next steps, word for word.
fn summary(all: &[Concluded<'_>], one: &Concluded<'_>) -> Vec<Block> {
    let told = SummaryPart::ALL.map(|part| (part, one.assessment.summary.part(part).trim_end()));
    let told = told.into_iter().filter(|(_, words)| !words.is_empty());
    told.flat_map(|(part, words)| {
        [Block::Heading(sectioned(all, one, part.label())), Block::Typed(one.fact(Fact::Summary(part), words))]
    })
    .collect()
}

/// The decisive statements by their numbers: often they are nearly all.
fn decisive(all: &[Concluded<'_>], one: &Concluded<'_>) -> Vec<Block> {
    let rows: Vec<FactRow> = one
        .outcome
        .levels
        .iter()
        .filter_map(|outcome| {
            let decisive = one.outcome.decisive.iter().filter(|at| at.level == outcome.level);
            let numbers: Vec<String> = decisive.map(|at| fact::number(*at)).collect();
            (!numbers.is_empty()).then(|| prose(&level_name(outcome.level), &numbers.join(", ")))
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let explanation = "Had one of these ratings alone been another one, the computed level would have been another.";
    vec![
        Block::Heading(sectioned(all, one, "Decisive ratings")),
        Block::Paragraph(Text::prose(explanation)),
        Block::Facts(rows),
    ]
}

fn listed(one: &Concluded<'_>, title: Text, explanation: &str, statements: Vec<StatementRef>) -> Vec<Block> {
    if statements.is_empty() {
        return Vec::new();
    }
    vec![
        Block::Heading(title),
        Block::Paragraph(Text::prose(explanation)),
        Block::Statements {
            columns: ["No.", "Statement", "Rating"].map(Text::label),
            rows: statements.into_iter().map(|at| one.in_short(at)).collect(),
        },
    ]
}
