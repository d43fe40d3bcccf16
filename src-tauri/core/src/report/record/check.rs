//! Whether a record agrees with itself, by the rule that it carries and by its own words.

use super::{Assessment, LevelResult, Place, Record, Rule, pages, profile, words};
use crate::domain::decision::{LevelFindings, Verdict, decide};
use crate::domain::definition::statement_hash;
use crate::domain::level::Level;
use crate::domain::profile::Detail;
use crate::domain::rating::{Finding, Rating};
use crate::domain::rule::{DecisionRule, LowerLevels, Percent};

/// More statements than any skill has; deciding takes time with their square.
const STATEMENT_LIMIT: usize = 700;

/// Checks that the recorded rule applied to the recorded ratings gives the recorded verdicts and levels, that the
/// texts have the recorded hashes, and that the pages' text states the recorded facts.
///
/// Nothing of today's wording is asked for, except for what belongs to the format: the names of findings and
/// verdicts, and the words for facts that are no texts.
///
/// # Errors
/// One sentence for each disagreement, with its place.
pub fn check(record: &Record) -> Result<(), Vec<String>> {
    let mut problems = Vec::new();
    if record.assessments.is_empty() {
        problems.push("The record holds no assessment.".to_owned());
    }
    for (assessment, number) in record.assessments.iter().zip(1_usize..) {
        if let Err(found) = outcome(assessment, profile::leaves_out(record, Detail::Reasons)) {
            problems.extend(found.into_iter().map(|problem| format!("Assessment {number}: {problem}")));
        }
    }
    problems.extend(sitting(record));
    problems.extend(members(record));
    problems.extend(profile::problems(record));
    problems.extend(pages::problems(record));
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// Recomputes the duration of the sitting.
fn sitting(record: &Record) -> Vec<String> {
    let interview = &record.interview;
    let Some(sitting) = interview.sitting() else {
        return vec!["A time of the interview can’t be read.".to_owned()];
    };
    let worked = sitting.ended_at.map(|ended_at| sitting.seconds_worked(ended_at));
    if worked != interview.seconds_worked {
        return vec!["The recorded duration of the interview is not what its times give.".to_owned()];
    }
    Vec::new()
}

/// Whether one of two members that came at the same time lacks, as only both may in the first records: else a record
/// from which the sign-off was taken would pass for an old one.
fn members(record: &Record) -> Option<String> {
    let (present, missing) = match (&record.interview.conduct, &record.sign_off) {
        (Some(_), None) => ("interview.conduct", "sign_off"),
        (None, Some(_)) => ("sign_off", "interview.conduct"),
        (Some(_), Some(_)) | (None, None) => return None,
    };
    Some(format!("The record has {present}, but no {missing}; only the first records lack it, and have neither."))
}

/// Recomputes an assessment's outcome.
fn outcome(assessment: &Assessment, without_reasons: bool) -> Result<(), Vec<String>> {
    let rule = assessment.rule.read().map_err(|problem| vec![problem])?;
    let findings = findings(assessment).map_err(|problem| vec![problem])?;
    let outcome = decide(&rule, &findings);

    let mut problems: Vec<String> = owner(&rule, assessment.rule.own).into_iter().collect();
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
    problems.extend(award(assessment, without_reasons));
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

fn award(assessment: &Assessment, without_reasons: bool) -> Option<String> {
    let is_defined = |number: u8| {
        assessment.levels.iter().any(|level| level.level == number && level.verdict != Verdict::NotDefined.name())
    };
    if let Some(awarded) = assessment.awarded_level.filter(|awarded| !is_defined(*awarded)) {
        return Some(format!("level {awarded} is awarded, but not defined."));
    }
    let differs = assessment.awarded_level != assessment.computed_level && !without_reasons;
    (differs != assessment.award_reason.is_some())
        .then(|| "a reason of the award stands where none belongs, or is missing.".to_owned())
}

/// Whether a rule is the organisation's own exactly where the record says so: whoever knows a preset by its name has to
/// be able to rely on its parameters.
fn owner(rule: &DecisionRule, own: bool) -> Option<String> {
    let name = words::rule(&rule.name, rule.version);
    match (rule.is_preset(), own) {
        (true, false) | (false, true) => None,
        (true, true) => Some(format!(
            "the rule “{name}” is one that every workspace has, but is recorded as the organisation’s own."
        )),
        (false, false) => Some(format!(
            "the rule “{name}” is not one that every workspace has, but is not recorded as the organisation’s own."
        )),
    }
}

impl Rule {
    /// The same as the domain says it; the end of a sentence where a name or a share can't be read.
    pub(super) fn read(&self) -> Result<DecisionRule, String> {
        let mean = self.mean_tenths.map(|tenths| Percent::from_tenths(tenths).ok_or(tenths)).transpose();
        Ok(DecisionRule {
            name: self.name.clone(),
            version: self.version,
            floor: Rating::from_name(&self.floor)
                .ok_or_else(|| format!("the rule’s floor “{}” is no rating.", self.floor))?,
            mean: mean.map_err(|tenths| format!("the rule’s mean of {tenths} tenths is above 100 %."))?,
            coverage: Percent::from_tenths(self.coverage_tenths)
                .ok_or_else(|| format!("the rule’s coverage of {} tenths is above 100 %.", self.coverage_tenths))?,
            lower_levels: LowerLevels::from_name(&self.lower_levels)
                .ok_or_else(|| format!("the rule asks “{}” of lower levels, which is unknown.", self.lower_levels))?,
        })
    }
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
