//! The order in which statements are asked about, so that nobody is asked for nothing.

use super::decision::{LevelOutcome, Outcome, Verdict};
use super::level::Level;

/// How an assessor goes through the levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Walk {
    /// From the lowest level up, until a level is not met.
    Up,
    /// From the level that is expected: up while levels are met, down until one is.
    Outward,
    /// As the assessor likes.
    Free,
}

impl Walk {
    /// All walks, the default first.
    pub const ALL: [Self; 3] = [Self::Up, Self::Outward, Self::Free];

    /// The name in interview files, in the store and in the window.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Outward => "outward",
            Self::Free => "free",
        }
    }

    /// The walk with this [`name`](Self::name).
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|walk| walk.name() == name)
    }
}

/// A walk and the level that is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Route {
    /// How to go through the levels.
    pub walk: Walk,
    /// The level at which the interview begins; on an outward walk the one that is expected.
    pub from: Level,
}

impl Route {
    /// The level to ask about next; none: the walk has come to its end, because no further answer on its way could
    /// change the computed level, or because it is free.
    ///
    /// A level with a statement that is worth asking about is asked to its end before the walk goes on. An upward walk
    /// begins at the lowest level, whatever level the interview began at, since the levels above count only with it.
    #[must_use]
    pub fn next_level(self, outcome: &Outcome) -> Option<Level> {
        let is_worth_asking = |entry: &LevelOutcome| outcome.deciding.iter().any(|at| at.level == entry.level);
        let levels = || outcome.levels.iter().filter(|entry| entry.verdict != Verdict::NotDefined);
        let up = |from: Level| {
            let mut above = levels().filter(|entry| entry.level >= from);
            above.find(|entry| is_worth_asking(entry) || entry.verdict != Verdict::Met).filter(|it| is_worth_asking(it))
        };
        // Only where the rule wants the lower levels for themselves; one that is presumed need not be asked about.
        let down = || levels().rev().filter(|it| it.level < self.from).find(|it| is_worth_asking(it) && !it.presumed);
        let found = match self.walk {
            Walk::Free => None,
            Walk::Up => up(Level::ALL[0]),
            Walk::Outward => {
                let stands = |it: &LevelOutcome| is_worth_asking(it) || it.verdict == Verdict::Met;
                let goes_up = levels().any(|entry| entry.level == self.from && stands(entry));
                if goes_up { up(self.from).or_else(down) } else { down() }
            }
        };
        found.map(|entry| entry.level)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::decision::{LevelFindings, decide};
    use crate::domain::rating::{Finding, Rating};
    use crate::domain::rule::DecisionRule;

    const F: Finding = Finding::Rated(Rating::Fully);
    const P: Finding = Finding::Rated(Rating::Partly);
    const OPEN: Finding = Finding::NotExplored;

    fn next(walk: Walk, from: usize, rule: &str, levels: &[&[Finding]]) -> Option<u8> {
        let findings: Vec<LevelFindings> = Level::ALL
            .into_iter()
            .enumerate()
            .map(|(at, level)| LevelFindings { level, findings: levels.get(at).map(|found| found.to_vec()) })
            .collect();
        let outcome = decide(&DecisionRule::preset(rule).expect("a preset"), &findings);
        Route { walk, from: Level::ALL[from - 1] }.next_level(&outcome).map(Level::number)
    }

    #[test]
    fn upward_until_a_level_is_not_met() {
        let up = |levels: &[&[Finding]]| next(Walk::Up, 1, "consistent", levels);
        assert_eq!(up(&[&[OPEN, OPEN], &[OPEN], &[OPEN]]), Some(1));
        assert_eq!(up(&[&[F, OPEN], &[OPEN], &[OPEN]]), Some(1), "a level is asked to its end");
        assert_eq!(up(&[&[F, F], &[OPEN], &[OPEN]]), Some(2));
        assert_eq!(up(&[&[F, F], &[P, OPEN], &[OPEN]]), None, "level 2 can no longer be met, nor any above it");
        assert_eq!(up(&[&[F, F], &[F], &[F]]), None);
    }

    #[test]
    fn outward_up_while_met_and_down_until_met() {
        let outward = |levels: &[&[Finding]]| next(Walk::Outward, 2, "expected-level", levels);
        assert_eq!(outward(&[&[OPEN], &[OPEN], &[OPEN]]), Some(2));
        assert_eq!(outward(&[&[OPEN], &[F], &[OPEN]]), Some(3));
        assert_eq!(outward(&[&[OPEN], &[F], &[P]]), None, "2 stands, with 1 presumed");
        assert_eq!(outward(&[&[OPEN], &[P], &[OPEN]]), Some(1));
        assert_eq!(outward(&[&[F], &[P], &[OPEN]]), None);
        assert_eq!(outward(&[&[P], &[P], &[OPEN]]), None);
    }

    #[test]
    fn outward_asks_for_lower_levels_where_the_rule_wants_them() {
        let outward = |levels: &[&[Finding]]| next(Walk::Outward, 2, "consistent", levels);
        assert_eq!(outward(&[&[OPEN], &[F], &[OPEN]]), Some(3));
        assert_eq!(outward(&[&[OPEN], &[F], &[P]]), Some(1));
        assert_eq!(outward(&[&[F], &[F], &[P]]), None);
    }

    #[test]
    fn free_asks_for_nothing() {
        assert_eq!(next(Walk::Free, 1, "consistent", &[&[OPEN]]), None);
    }
}
