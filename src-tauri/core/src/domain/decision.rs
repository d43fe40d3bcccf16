//! The decision: which levels the ratings add up to, by a rule that anyone can recompute.
//!
//! A *completion* gives each unexplored statement one of the four ratings. Floor and mean are monotone in the
//! ratings, so the best and the worst completion speak for all of them; the tests compare this with brute force
//! over every completion. Thresholds are inclusive, and all arithmetic is in integers.
//!
//! Under a rule of an organisation's own a completion may also find *no opportunity*, since such a rule can be met by
//! any ratings and then fail for coverage alone, or presume a level on which nothing could be rated. Under the presets
//! a level with an open statement is never met, and the four ratings speak for all.

use super::level::Level;
use super::rating::{Finding, Rating};
use super::rule::{DecisionRule, LowerLevels};

/// What was found on one level: one finding per statement, in the order of the statements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelFindings {
    /// The level.
    pub level: Level,
    /// The findings; none where the skill is not defined at this level.
    pub findings: Option<Vec<Finding>>,
}

/// What a decision rule says of one level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Every completion satisfies floor and mean, and coverage holds.
    Met,
    /// No completion satisfies floor and mean.
    NotMet,
    /// Neither is certain, or evidence is missing.
    Inconclusive,
    /// No statement is rated.
    NotAssessed,
    /// The skill has no definition at this level.
    NotDefined,
}

impl Verdict {
    /// All verdicts.
    pub const ALL: [Self; 5] = [Self::Met, Self::NotMet, Self::Inconclusive, Self::NotAssessed, Self::NotDefined];

    /// The name in the command line's answers and in the record.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not-met",
            Self::Inconclusive => "inconclusive",
            Self::NotAssessed => "not-assessed",
            Self::NotDefined => "not-defined",
        }
    }

    /// The words for people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not met",
            Self::Inconclusive => "inconclusive",
            Self::NotAssessed => "not assessed",
            Self::NotDefined => "not defined",
        }
    }

    /// The verdict with this [`name`](Self::name).
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.name() == name)
    }
}

/// What the rule says of one level, and the counts it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelOutcome {
    /// The level.
    pub level: Level,
    /// What the rule says.
    pub verdict: Verdict,
    /// Not assessed, but presumed because a level above is computed and the rule presumes.
    pub presumed: bool,
    /// How many statements the level has; 0 where it is not defined.
    pub statements: usize,
    /// How many of them are rated or had no opportunity.
    pub explored: usize,
    /// How many of them had no opportunity.
    pub no_opportunity: usize,
    /// The lowest rating given; none where nothing is rated.
    pub lowest: Option<Rating>,
    /// The statements whose rating is below the rule's floor, by their ordinals.
    pub below_floor: Vec<u16>,
    /// The mean of the band midpoints over the rated statements, in tenths of a percent, rounded down.
    pub mean_tenths: Option<u32>,
}

impl LevelOutcome {
    /// How many statements nobody has asked about yet.
    #[must_use]
    pub fn open(&self) -> usize {
        self.statements - self.explored
    }

    /// How many statements are rated.
    #[must_use]
    pub fn rated(&self) -> usize {
        self.explored - self.no_opportunity
    }

    /// The share of statements that are not *no opportunity*, in percent, rounded down; 100 without statements.
    #[must_use]
    pub fn coverage_percent(&self) -> usize {
        ((self.statements - self.no_opportunity) * 100).checked_div(self.statements).unwrap_or(100)
    }
}

/// A rated statement, named by its place in the definition. Ordinals count from 1 within the level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementRef {
    /// The level the statement belongs to.
    pub level: Level,
    /// Its place within the level, from 1.
    pub ordinal: u16,
}

/// What a rule makes of an assessment's findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// One entry per level, in the order given.
    pub levels: Vec<LevelOutcome>,
    /// The highest level that is met together with what the rule asks of the lower ones; none is a possible answer.
    pub computed: Option<Level>,
    /// The computed level under the best completion.
    pub possible: Option<Level>,
    /// Rated statements for which some other of the four ratings alone would change the computed level.
    pub decisive: Vec<StatementRef>,
    /// Unexplored statements that are worth asking about: in some completion of the others, the rating of this one
    /// changes the computed level.
    pub deciding: Vec<StatementRef>,
}

/// Applies `rule` to `levels`, which are sorted from low to high.
#[must_use]
pub fn decide(rule: &DecisionRule, levels: &[LevelFindings]) -> Outcome {
    let mut outcomes: Vec<LevelOutcome> = levels.iter().map(|level| level_outcome(rule, level)).collect();
    let computed = computed_level(rule, levels);
    if rule.lower_levels == LowerLevels::Presumed {
        for outcome in &mut outcomes {
            outcome.presumed =
                outcome.verdict == Verdict::NotAssessed && computed.is_some_and(|level| outcome.level < level);
        }
    }
    Outcome {
        levels: outcomes,
        computed,
        possible: computed_level(rule, &best_completion(rule, levels)),
        decisive: decisive(rule, levels, computed),
        deciding: deciding(rule, levels),
    }
}

/// The verdict of one level by itself.
fn verdict(rule: &DecisionRule, findings: &[Finding]) -> Verdict {
    if !findings.iter().any(|finding| finding.rating().is_some()) {
        return Verdict::NotAssessed;
    }
    if !satisfies(rule, findings, Rating::Fully) {
        return Verdict::NotMet;
    }
    if satisfies(rule, findings, Rating::NotMet) && is_covered(rule, findings) {
        return Verdict::Met;
    }
    Verdict::Inconclusive
}

/// Whether a completion may find *no opportunity*.
fn completes_without_opportunity(rule: &DecisionRule) -> bool {
    !rule.is_preset()
}

/// Whether floor and mean hold once every unexplored statement is rated `completion`.
fn satisfies(rule: &DecisionRule, findings: &[Finding], completion: Rating) -> bool {
    let ratings = findings.iter().filter_map(|finding| match finding {
        Finding::Rated(rating) => Some(*rating),
        Finding::NotExplored => Some(completion),
        Finding::NoOpportunity => None,
    });
    let mut count: u32 = 0;
    let mut sum: u32 = 0;
    for rating in ratings {
        if rating < rule.floor {
            return false;
        }
        count += 1;
        sum += rating.midpoint_tenths();
    }
    rule.mean.is_none_or(|mean| sum >= u32::from(mean.tenths()) * count)
}

/// Whether coverage holds, whatever an open statement may turn out to be.
fn is_covered(rule: &DecisionRule, findings: &[Finding]) -> bool {
    let may_be_missing = |finding: Finding| match finding {
        Finding::NoOpportunity => true,
        Finding::NotExplored => completes_without_opportunity(rule),
        Finding::Rated(_) => false,
    };
    let with_opportunity = findings.iter().filter(|finding| !may_be_missing(**finding)).count();
    with_opportunity * 1000 >= usize::from(rule.coverage.tenths()) * findings.len()
}

fn level_outcome(rule: &DecisionRule, level: &LevelFindings) -> LevelOutcome {
    let findings = level.findings.as_deref().unwrap_or_default();
    let ratings = || findings.iter().filter_map(|finding| finding.rating());
    let sum: u32 = ratings().map(Rating::midpoint_tenths).sum();
    let rated = ratings().count();
    LevelOutcome {
        level: level.level,
        verdict: match &level.findings {
            Some(findings) => verdict(rule, findings),
            None => Verdict::NotDefined,
        },
        presumed: false,
        statements: findings.len(),
        explored: findings.iter().filter(|finding| finding.is_explored()).count(),
        no_opportunity: findings.iter().filter(|finding| **finding == Finding::NoOpportunity).count(),
        lowest: ratings().min(),
        below_floor: (1..)
            .zip(findings)
            .filter(|(_, finding)| finding.rating().is_some_and(|rating| rating < rule.floor))
            .map(|(ordinal, _)| ordinal)
            .collect(),
        mean_tenths: u32::try_from(rated).ok().and_then(|rated| sum.checked_div(rated)),
    }
}

/// The highest level that is met while every defined level below it is as the rule asks.
fn computed_level(rule: &DecisionRule, levels: &[LevelFindings]) -> Option<Level> {
    let mut computed = None;
    for level in levels {
        let Some(findings) = &level.findings else {
            continue;
        };
        let verdict = verdict(rule, findings);
        if verdict == Verdict::Met {
            computed = Some(level.level);
        }
        let supports_higher = match rule.lower_levels {
            LowerLevels::Met => verdict == Verdict::Met,
            LowerLevels::Fully => {
                verdict == Verdict::Met
                    && findings.iter().filter_map(|finding| finding.rating()).all(|rating| rating == Rating::Fully)
            }
            LowerLevels::Presumed => matches!(verdict, Verdict::Met | Verdict::NotAssessed),
        };
        if !supports_higher {
            break;
        }
    }
    computed
}

/// The completion with the highest computed level: every open statement Fully. Where a level is presumed as long as
/// nothing on it is rated, and ratings would leave its coverage short, it is one without opportunity instead.
fn best_completion(rule: &DecisionRule, levels: &[LevelFindings]) -> Vec<LevelFindings> {
    let completed = |findings: &[Finding], with: Finding| -> Vec<Finding> {
        findings.iter().map(|finding| if finding.is_explored() { *finding } else { with }).collect()
    };
    let best = |findings: &Vec<Finding>| {
        let fully = completed(findings, Finding::Rated(Rating::Fully));
        let may_stay_unrated = rule.lower_levels == LowerLevels::Presumed
            && completes_without_opportunity(rule)
            && verdict(rule, findings) == Verdict::NotAssessed;
        if may_stay_unrated && verdict(rule, &fully) != Verdict::Met {
            completed(findings, Finding::NoOpportunity)
        } else {
            fully
        }
    };
    let level =
        |level: &LevelFindings| LevelFindings { level: level.level, findings: level.findings.as_ref().map(best) };
    levels.iter().map(level).collect()
}

/// Every open statement with the same finding.
fn completed(levels: &[LevelFindings], with: Finding) -> Vec<LevelFindings> {
    let mut completed = levels.to_vec();
    for finding in completed.iter_mut().filter_map(|level| level.findings.as_mut()).flatten() {
        if *finding == Finding::NotExplored {
            *finding = with;
        }
    }
    completed
}

/// The open statements whose rating can still change the computed level.
///
/// The open statements of one level weigh the same, so that either each of them tips the level in some completion, or
/// none does. A level matters only where those below it support it, hence at their best; those above it may go either
/// way.
fn deciding(rule: &DecisionRule, levels: &[LevelFindings]) -> Vec<StatementRef> {
    let best = best_completion(rule, levels);
    let [fully, not_met] = [Rating::Fully, Rating::NotMet].map(|rating| completed(levels, Finding::Rated(rating)));
    let mut found = Vec::new();
    for (at, level) in levels.iter().enumerate() {
        let open = level.findings.iter().flatten().zip(1..).filter(|(finding, _)| **finding == Finding::NotExplored);
        let mut open = open.map(|(_, ordinal)| StatementRef { level: level.level, ordinal }).peekable();
        let matters = || {
            [&best, &not_met].into_iter().any(|above| {
                let with = |own: &LevelFindings| {
                    let world = [&best[..at], std::slice::from_ref(own), &above[at + 1..]].concat();
                    computed_level(rule, &world)
                };
                with(&fully[at]) != with(&not_met[at])
            })
        };
        if open.peek().is_some() && matters() {
            found.extend(open);
        }
    }
    found
}

fn decisive(rule: &DecisionRule, levels: &[LevelFindings], computed: Option<Level>) -> Vec<StatementRef> {
    let mut tried = levels.to_vec();
    let mut found = Vec::new();
    for (at, level) in levels.iter().enumerate() {
        for (index, finding) in level.findings.iter().flatten().enumerate() {
            let Some(given) = finding.rating() else { continue };
            let changes = Rating::ALL.into_iter().filter(|other| *other != given).any(|other| {
                set(&mut tried, at, index, Finding::Rated(other));
                computed_level(rule, &tried) != computed
            });
            set(&mut tried, at, index, *finding);
            if let (true, Ok(ordinal)) = (changes, u16::try_from(index + 1)) {
                found.push(StatementRef { level: level.level, ordinal });
            }
        }
    }
    found
}

fn set(levels: &mut [LevelFindings], level: usize, index: usize, finding: Finding) {
    if let Some(findings) = &mut levels[level].findings {
        findings[index] = finding;
    }
}
