//! Why a level has its verdict, in a few words for the window and the terminal. The report, which has to convince
//! without anybody to ask, derives it in whole sentences (`report::content`).

use super::decision::{LevelOutcome, Verdict};
use super::rating::Rating;
use super::rule::DecisionRule;

impl LevelOutcome {
    /// What the verdict rests on, such as `lowest is Largely` or `statement 2 is below Largely`.
    #[must_use]
    pub fn why(&self, rule: &DecisionRule) -> String {
        match self.verdict {
            Verdict::NotDefined => "the skill has no definition at this level".to_owned(),
            Verdict::NotAssessed if self.presumed => {
                "nothing is rated; presumed, because a higher level is met".to_owned()
            }
            Verdict::NotAssessed if self.explored > 0 => "no statement could be rated".to_owned(),
            Verdict::NotAssessed => "nothing is rated yet".to_owned(),
            Verdict::NotMet => self.why_not_met(rule),
            Verdict::Met => self.why_met(rule),
            Verdict::Inconclusive => self.why_inconclusive(rule),
        }
    }

    fn why_not_met(&self, rule: &DecisionRule) -> String {
        match (self.below_floor.as_slice(), rule.mean) {
            ([], Some(mean)) => format!("the mean stays below {mean}"),
            ([], None) => "the ratings do not satisfy the rule".to_owned(),
            ([one], _) => format!("statement {one} is below {}", rule.floor.label()),
            (several, _) => format!("statements {} are below {}", listed(several), rule.floor.label()),
        }
    }

    fn why_met(&self, rule: &DecisionRule) -> String {
        let lowest = match self.lowest {
            Some(Rating::Fully) => "every rating is Fully".to_owned(),
            Some(lowest) => format!("lowest is {}", lowest.label()),
            None => String::new(),
        };
        match (rule.mean, self.mean_tenths) {
            (Some(_), Some(mean)) => format!("{lowest}, mean {}.{} %", mean / 10, mean % 10),
            _ => lowest,
        }
    }

    fn why_inconclusive(&self, rule: &DecisionRule) -> String {
        match self.open() {
            0 => format!("coverage is {} %, the rule asks for {}", self.coverage_percent(), rule.coverage),
            1 => "1 statement is open".to_owned(),
            open => format!("{open} statements are open"),
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
