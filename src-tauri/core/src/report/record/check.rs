//! Whether a record agrees with itself, by the rule that it carries and by its own words.

use std::collections::{BTreeMap, BTreeSet};

use super::{Assessment, LevelResult, Place, Record, Rule};
use crate::domain::decision::{LevelFindings, Verdict, decide};
use crate::domain::definition::statement_hash;
use crate::domain::level::Level;
use crate::domain::rating::{Finding, Rating};
use crate::domain::rule::{DecisionRule, LowerLevels, Percent};

/// More statements than any skill has; deciding takes time with their square.
const STATEMENT_LIMIT: usize = 700;

/// Checks that the recorded rule applied to the recorded ratings gives the recorded verdicts and levels, that the
/// texts have the recorded hashes, and that the pages' text states the recorded facts.
///
/// Nothing of today's wording is asked for, except for the names of findings and verdicts, which belong to the
/// format.
///
/// # Errors
/// One sentence for each disagreement, with its place.
pub fn check(record: &Record) -> Result<(), Vec<String>> {
    let mut problems = Vec::new();
    if record.assessments.is_empty() {
        problems.push("The record holds no assessment.".to_owned());
    }
    for (assessment, number) in record.assessments.iter().zip(1_usize..) {
        if let Err(found) = outcome(assessment) {
            problems.extend(found.into_iter().map(|problem| format!("Assessment {number}: {problem}")));
        }
    }
    problems.extend(words(record));
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// Recomputes an assessment's outcome.
fn outcome(assessment: &Assessment) -> Result<(), Vec<String>> {
    let rule = rule(&assessment.rule).map_err(|problem| vec![problem])?;
    let findings = findings(assessment).map_err(|problem| vec![problem])?;
    let outcome = decide(&rule, &findings);

    let mut problems = Vec::new();
    for (given, recorded) in outcome.levels.iter().zip(&assessment.levels) {
        let expected = LevelResult::of(given, recorded.not_defined_reason.clone());
        if expected != *recorded {
            problems.push(format!(
                "level {} is recorded as {}, but the rule gives {}, or the counts differ.",
                recorded.level, recorded.verdict, expected.verdict
            ));
        }
    }
    let mut level = |what: &str, given: Option<Level>, recorded: Option<u8>| {
        if given.map(Level::number) != recorded {
            let name = |level: Option<u8>| level.map_or_else(|| "none".to_owned(), |level| level.to_string());
            problems.push(format!(
                "the {what} level is recorded as {}, but the rule gives {}.",
                name(recorded),
                name(given.map(Level::number))
            ));
        }
    };
    level("computed", outcome.computed, assessment.computed_level);
    level("possible", outcome.possible, assessment.possible_level);
    if outcome.decisive.into_iter().map(Place::of).ne(assessment.decisive.iter().copied()) {
        problems.push("the decisive statements are not those that the rule gives.".to_owned());
    }
    problems.extend(award(assessment));
    for rating in &assessment.ratings {
        if statement_hash(&rating.text) != rating.text_hash {
            problems.push(format!(
                "the text of statement {}.{} does not have the recorded hash.",
                rating.level, rating.statement
            ));
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

fn award(assessment: &Assessment) -> Option<String> {
    let is_defined = |number: u8| {
        assessment.levels.iter().any(|level| level.level == number && level.verdict != Verdict::NotDefined.name())
    };
    if let Some(awarded) = assessment.awarded_level.filter(|awarded| !is_defined(*awarded)) {
        return Some(format!("level {awarded} is awarded, but not defined."));
    }
    let differs = assessment.awarded_level != assessment.computed_level;
    (differs != assessment.award_reason.is_some())
        .then(|| "a reason of the award stands where none belongs, or is missing.".to_owned())
}

fn rule(recorded: &Rule) -> Result<DecisionRule, String> {
    let mean = recorded.mean_tenths.map(|tenths| Percent::from_tenths(tenths).ok_or(tenths)).transpose();
    Ok(DecisionRule {
        name: recorded.name.clone(),
        version: recorded.version,
        floor: Rating::from_name(&recorded.floor)
            .ok_or_else(|| format!("the rule’s floor “{}” is no rating.", recorded.floor))?,
        mean: mean.map_err(|tenths| format!("the rule’s mean of {tenths} tenths is above 100 %."))?,
        coverage: Percent::from_tenths(recorded.coverage_tenths)
            .ok_or_else(|| format!("the rule’s coverage of {} tenths is above 100 %.", recorded.coverage_tenths))?,
        lower_levels: LowerLevels::from_name(&recorded.lower_levels)
            .ok_or_else(|| format!("the rule asks “{}” of lower levels, which is unknown.", recorded.lower_levels))?,
    })
}

/// The findings level by level; the ratings have to come in order, without gaps, and only on defined levels.
fn findings(assessment: &Assessment) -> Result<Vec<LevelFindings>, String> {
    if assessment.ratings.len() > STATEMENT_LIMIT {
        return Err(format!("it has {} statements; no skill has that many.", assessment.ratings.len()));
    }
    let mut ratings = assessment.ratings.iter().peekable();
    let mut levels: Vec<LevelFindings> = Vec::new();
    for recorded in &assessment.levels {
        let level = Level::new(recorded.level).ok_or_else(|| format!("there is no level {}.", recorded.level))?;
        if levels.last().is_some_and(|last| last.level >= level) {
            return Err(format!("level {level} is out of order."));
        }
        let mut findings = Vec::new();
        while let Some(rating) = ratings.next_if(|rating| rating.level == recorded.level) {
            if usize::from(rating.statement) != findings.len() + 1 {
                return Err(format!("statement {}.{} is out of order.", rating.level, rating.statement));
            }
            let finding = match rating.finding.as_str() {
                "not-explored" => Finding::NotExplored,
                name => Finding::from_name(name).ok_or_else(|| {
                    format!("statement {}.{} has the unknown finding “{name}”.", rating.level, rating.statement)
                })?,
            };
            findings.push(finding);
        }
        let is_defined = recorded.verdict != Verdict::NotDefined.name();
        if is_defined == findings.is_empty() {
            return Err(format!("level {level} has statements although it is not defined, or the other way round."));
        }
        levels.push(LevelFindings { level, findings: is_defined.then_some(findings) });
    }
    match ratings.next() {
        Some(rating) => Err(format!("statement {}.{} belongs to no level.", rating.level, rating.statement)),
        None => Ok(levels),
    }
}

/// Compares the pages' text with the facts, key by key.
fn words(record: &Record) -> Vec<String> {
    let facts = facts(record);
    let mut stated = BTreeSet::new();
    let mut problems = Vec::new();
    for entry in &record.pages_text {
        let Some(fact) = facts.get(&entry.key) else { continue };
        if says(&entry.text, fact) {
            stated.insert(&entry.key);
        } else {
            problems.push(format!("The pages say “{}” for {}, but the record says otherwise.", entry.text, entry.key));
        }
    }
    problems
        .extend(facts.keys().filter(|key| !stated.contains(key)).map(|key| format!("The pages do not state {key}.")));
    problems
}

/// What the pages have to say for a key, in the words of format 1.
fn facts(record: &Record) -> BTreeMap<String, String> {
    let mut facts = BTreeMap::from([
        ("report.id".to_owned(), record.report.id.clone()),
        ("report.version".to_owned(), record.report.version.to_string()),
        ("candidate.name".to_owned(), record.candidate.name.clone()),
        ("assessor.name".to_owned(), record.assessor.name.clone()),
    ]);
    let optional = [
        ("candidate.reference", &record.candidate.reference),
        ("candidate.role", &record.candidate.role),
        ("assessor.organisation", &record.assessor.organisation),
        ("interview.purpose", &record.interview.purpose),
    ];
    for (key, value) in optional {
        if let Some(value) = value.as_ref().filter(|value| !value.trim().is_empty()) {
            facts.insert(key.to_owned(), value.clone());
        }
    }
    if record.report.signer != record.assessor {
        facts.insert("signer.name".to_owned(), record.report.signer.name.clone());
    }
    for (assessment, number) in record.assessments.iter().zip(1_usize..) {
        let mut add = |key: &str, fact: &str| facts.insert(format!("assessments.{number}.{key}"), fact.to_owned());
        add("skill.name", &assessment.definition.name);
        add("skill.code", &assessment.definition.code);
        add("edition.name", &assessment.definition.edition.name);
        add("definition.hash", &assessment.definition.hash);
        add("awarded.numeral", &assessment.awarded_level.map_or_else(|| "–".to_owned(), |level| level.to_string()));
        if let Some(reason) = &assessment.award_reason {
            add("award.reason", reason);
        }
        for level in &assessment.levels {
            let verdict = Verdict::from_name(&level.verdict).map_or("", Verdict::label);
            add(&format!("levels.{}.verdict", level.level), if level.presumed { "presumed" } else { verdict });
        }
        for rating in &assessment.ratings {
            let statement = format!("statements.{}.{}", rating.level, rating.statement);
            let finding = Finding::from_name(&rating.finding).unwrap_or_default();
            add(&format!("{statement}.text"), &rating.text);
            add(&format!("{statement}.finding"), finding.label());
            let mut written = vec![("note".to_owned(), &rating.note), ("reason".to_owned(), &rating.reason)];
            for (question, item) in rating.questions.iter().zip(1_usize..) {
                written.push((format!("questions.{item}.asked"), &question.asked));
                written.push((format!("questions.{item}.answered"), &question.answered));
            }
            for (key, words) in written.iter().filter(|(_, words)| !words.trim().is_empty()) {
                add(&format!("{statement}.{key}"), words);
            }
        }
        for (evidence, item) in assessment.evidence.iter().zip(1_usize..) {
            add(&format!("evidence.{item}.title"), &evidence.title);
        }
    }
    facts
}

/// Whether a printed text states a fact: in the same characters, white space aside, or in its first ones.
fn says(printed: &str, fact: &str) -> bool {
    use unicode_normalization::UnicodeNormalization;
    let plain = |text: &str| text.nfc().filter(|character| !character.is_whitespace()).collect::<String>();
    let (printed, fact) = (plain(printed), plain(fact));
    printed == fact || printed.strip_suffix('…').is_some_and(|beginning| fact.starts_with(beginning))
}
