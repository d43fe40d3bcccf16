//! Why a level has its verdict, in a few words for the window and the terminal. The report, which has to convince
//! without anybody to ask, derives it in whole sentences (`report::content`).

use super::decision::{LevelOutcome, Verdict};
use super::rating::Rating;
use super::rule::DecisionRule;

/// What a level's verdict rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The skill has no definition at the level.
    NotDefined,
    /// Nothing is rated, and the rule presumes it, because a higher level is met.
    Presumed,
    /// Every explored statement was without opportunity.
    NothingCouldBeRated,
    /// Nobody has asked yet.
    NothingRated,
    /// These statements, by their ordinals, are rated below the rule's floor.
    BelowFloor(Vec<u16>),
    /// Not even the best completion reaches the rule's mean.
    MeanShort,
    /// The lowest rating satisfies the floor.
    Satisfied {
        /// The lowest rating.
        lowest: Rating,
        /// The mean of the band midpoints in tenths of a percent, where the rule asks for one.
        mean_tenths: Option<u32>,
    },
    /// Too many statements were without opportunity.
    CoverageShort {
        /// The share that was not, in percent, rounded down.
        percent: usize,
    },
    /// So many statements are open.
    Open(usize),
}

impl LevelOutcome {
    /// What the verdict rests on.
    #[must_use]
    pub fn reason(&self, rule: &DecisionRule) -> Reason {
        match self.verdict {
            Verdict::NotDefined => Reason::NotDefined,
            Verdict::NotAssessed if self.presumed => Reason::Presumed,
            Verdict::NotAssessed if self.explored > 0 => Reason::NothingCouldBeRated,
            Verdict::NotAssessed => Reason::NothingRated,
            Verdict::NotMet if self.below_floor.is_empty() => Reason::MeanShort,
            Verdict::NotMet => Reason::BelowFloor(self.below_floor.clone()),
            Verdict::Met => Reason::Satisfied {
                lowest: self.lowest.unwrap_or(rule.floor),
                mean_tenths: self.mean_tenths.filter(|_| rule.mean.is_some()),
            },
            Verdict::Inconclusive if self.open() == 0 => Reason::CoverageShort { percent: self.coverage_percent() },
            Verdict::Inconclusive => Reason::Open(self.open()),
        }
    }

    /// What the verdict rests on, such as `lowest is Largely` or `statement 2 is below Largely`.
    #[must_use]
    pub fn why(&self, rule: &DecisionRule) -> String {
        match self.reason(rule) {
            Reason::NotDefined => "the skill has no definition at this level".to_owned(),
            Reason::Presumed => "nothing is rated; presumed, because a higher level is met".to_owned(),
            Reason::NothingCouldBeRated => "no statement could be rated".to_owned(),
            Reason::NothingRated => "nothing is rated yet".to_owned(),
            Reason::BelowFloor(statements) => match statements.as_slice() {
                [one] => format!("statement {one} is below {}", rule.floor.label()),
                several => format!("statements {} are below {}", listed(several), rule.floor.label()),
            },
            Reason::MeanShort => match rule.mean {
                Some(mean) => format!("the mean stays below {mean}"),
                None => "the ratings do not satisfy the rule".to_owned(),
            },
            Reason::Satisfied { lowest, mean_tenths } => {
                let lowest = match lowest {
                    Rating::Fully => "every rating is Fully".to_owned(),
                    lowest => format!("lowest is {}", lowest.label()),
                };
                let mean = mean_tenths.map(|mean| format!(", mean {}.{} %", mean / 10, mean % 10));
                lowest + &mean.unwrap_or_default()
            }
            Reason::CoverageShort { percent } => {
                format!("coverage is {percent} %, the rule asks for {}", rule.coverage)
            }
            Reason::Open(1) => "1 statement is open".to_owned(),
            Reason::Open(open) => format!("{open} statements are open"),
        }
    }
}

/// `2`, `2 and 5`, `2, 5 and 7`.
fn listed(ordinals: &[u16]) -> String {
    let texts: Vec<String> = ordinals.iter().map(ToString::to_string).collect();
    match texts.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::decision::{LevelFindings, decide};
    use crate::domain::level::Level;
    use crate::domain::rating::{Finding, Rating};
    use crate::domain::rule::DecisionRule;

    const F: Finding = Finding::Rated(Rating::Fully);
    const L: Finding = Finding::Rated(Rating::Largely);
    const P: Finding = Finding::Rated(Rating::Partly);
    const N: Finding = Finding::NoOpportunity;
    const OPEN: Finding = Finding::NotExplored;

    fn why(rule: &str, findings: &[Finding]) -> String {
        let rule = DecisionRule::preset(rule).expect("a preset");
        let level = LevelFindings { level: Level::ALL[0], findings: Some(findings.to_vec()) };
        decide(&rule, &[level]).levels[0].why(&rule)
    }

    #[test]
    fn verdicts_are_explained() {
        assert_eq!(why("consistent", &[F, L]), "lowest is Largely");
        assert_eq!(why("consistent", &[F, F]), "every rating is Fully");
        assert_eq!(why("consistent", &[F, P]), "statement 2 is below Largely");
        assert_eq!(why("consistent", &[P, F, P, P]), "statements 1, 3 and 4 are below Largely");
        assert_eq!(why("consistent", &[F, OPEN]), "1 statement is open");
        assert_eq!(why("consistent", &[F, N, N]), "coverage is 33 %, the rule asks for 50 %");
        assert_eq!(why("consistent", &[N, N]), "no statement could be rated");
        assert_eq!(why("consistent", &[OPEN]), "nothing is rated yet");
        assert_eq!(why("85-percent", &[F, L, L]), "the mean stays below 85 %");
        assert_eq!(why("85-percent", &[F, F, F, F, F, F, F, P]), "lowest is Partly, mean 85.0 %");
    }
}
