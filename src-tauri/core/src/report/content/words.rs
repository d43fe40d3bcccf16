//! The sentences that explain an outcome.

use crate::domain::decision::{LevelOutcome, Outcome, Verdict};
use crate::domain::interview::Assessment;
use crate::domain::level::Level;
use crate::domain::rule::{DecisionRule, LowerLevels};
pub(super) use crate::report::record::words::{level_name, level_or_none};

/// `1 statement`, `2 statements`.
pub(super) fn statements(count: usize) -> String {
    if count == 1 { "1 statement".to_owned() } else { format!("{count} statements") }
}

/// `is`, `are`.
pub(super) fn is_are(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

/// `1`, `1 and 2`, `1 to 3`, `1, 3 and 4`.
pub(super) fn numbers(levels: &[Level]) -> String {
    let consecutive = levels.windows(2).all(|pair| pair[0].number() + 1 == pair[1].number());
    match levels {
        [] => String::new(),
        [only] => only.to_string(),
        [first, .., last] if consecutive && levels.len() > 2 => format!("{first} to {last}"),
        [rest @ .., last] => {
            let rest: Vec<String> = rest.iter().map(Level::to_string).collect();
            format!("{} and {last}", rest.join(", "))
        }
    }
}

/// `level 3`, `levels 1 to 5`.
pub(super) fn levels_named(levels: &[Level]) -> String {
    format!("{} {}", if levels.len() == 1 { "level" } else { "levels" }, numbers(levels))
}

/// The verdict for people; a level that is not assessed but presumed is called so.
pub(super) fn verdict_label(outcome: &LevelOutcome) -> &'static str {
    if outcome.presumed { "presumed" } else { outcome.verdict.label() }
}

/// Why a level has its verdict, from the counts that the rule looks at.
pub(super) fn why(rule: &DecisionRule, outcome: &LevelOutcome, not_defined: Option<&str>) -> String {
    match outcome.verdict {
        Verdict::NotDefined => {
            let reason = not_defined.map(str::trim).filter(|reason| !reason.is_empty());
            let reason = reason.map_or("The edition does not define the skill at this level.", |reason| reason);
            format!("{reason} This is no shortcoming of the candidate.")
        }
        Verdict::NotAssessed if outcome.presumed => {
            "No statement is rated. The rule presumes it, since a level above is computed.".to_owned()
        }
        Verdict::NotAssessed => "No statement is rated.".to_owned(),
        Verdict::Met => counts(rule, outcome),
        Verdict::NotMet => format!("{} {}", counts(rule, outcome), shortfall(rule, outcome)),
        Verdict::Inconclusive => format!("{} {}", counts(rule, outcome), openness(rule, outcome)),
    }
}

fn counts(rule: &DecisionRule, outcome: &LevelOutcome) -> String {
    let lowest = outcome.lowest.map(|lowest| format!(", lowest rating {}", lowest.label())).unwrap_or_default();
    let mean = outcome.mean_tenths.filter(|_| rule.mean.is_some());
    let mean = mean.map(|mean| format!(", mean {}", tenths(mean))).unwrap_or_default();
    format!(
        "{} of {} rated{lowest}{mean}, coverage {} %.",
        outcome.rated(),
        outcome.statements,
        outcome.coverage_percent()
    )
}

fn shortfall(rule: &DecisionRule, outcome: &LevelOutcome) -> String {
    match (outcome.lowest.filter(|lowest| *lowest < rule.floor), rule.mean) {
        (Some(_), _) => format!("The rule asks for {} or better.", rule.floor.label()),
        (None, Some(mean)) => format!("The mean cannot reach the {mean} that the rule asks for."),
        (None, None) => String::new(),
    }
}

fn openness(rule: &DecisionRule, outcome: &LevelOutcome) -> String {
    let mut sentences = Vec::new();
    let open = outcome.statements - outcome.explored;
    if open > 0 {
        sentences.push(format!("{} {} not explored.", statements(open), is_are(open)));
    }
    let with_opportunity = outcome.statements - outcome.no_opportunity;
    if with_opportunity * 1000 < usize::from(rule.coverage.tenths()) * outcome.statements {
        sentences.push(format!(
            "The rule asks for a coverage of {}: evidence is missing, which is no failure.",
            rule.coverage
        ));
    }
    sentences.join(" ")
}

/// Why the computed level is what it is, and what is still open.
pub(super) fn computed(rule: &DecisionRule, outcome: &Outcome) -> String {
    let asked = match rule.lower_levels {
        LowerLevels::Met => "while each lower defined level is met",
        LowerLevels::Fully => "while each lower defined level is met with all its ratings Fully",
        LowerLevels::Presumed => "while each lower defined level is met, or not assessed and so presumed",
    };
    let computed = match outcome.computed {
        Some(level) => format!(
            "The highest level that is met {asked} is level {level}: the computed level is {level}, {}.",
            level.guiding_phrase()
        ),
        None => format!("No level is met {asked}: no level is computed."),
    };
    format!("{computed} {}", possible(outcome))
}

/// What the level could still become.
fn possible(outcome: &Outcome) -> String {
    let open: usize = outcome.levels.iter().map(|level| level.statements - level.explored).sum();
    match outcome.possible {
        _ if open == 0 => "Every statement is explored.".to_owned(),
        Some(possible) if outcome.computed.is_none_or(|computed| possible > computed) => format!(
            "{} {} not explored; rated at their best they would give level {possible}.",
            statements(open),
            is_are(open)
        ),
        _ => format!("{} {} not explored; none could raise the level.", statements(open), is_are(open)),
    }
}

/// What the definition has at which levels.
pub(super) fn extent(assessment: &Assessment) -> String {
    let (defined, undefined): (Vec<_>, Vec<_>) =
        assessment.definition.levels.iter().partition(|entry| entry.is_defined());
    let count: usize = defined.iter().map(|entry| entry.statements().len()).sum();
    let names = |entries: &[&crate::domain::definition::LevelDefinition]| {
        levels_named(&entries.iter().map(|entry| entry.level).collect::<Vec<_>>())
    };
    let rest = match undefined.len() {
        0 => String::new(),
        one_or_more => format!("; {} {} not defined", names(&undefined), is_are(one_or_more)),
    };
    format!("{} at {}{rest}.", statements(count), names(&defined))
}

/// `82.5 %`, `90 %`.
fn tenths(tenths: u32) -> String {
    match tenths % 10 {
        0 => format!("{} %", tenths / 10),
        tenth => format!("{}.{tenth} %", tenths / 10),
    }
}
