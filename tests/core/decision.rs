//! The decision rule against brute force: every completion is tried, and the definitions are applied as
//! `domain.md` words them, without the shortcuts that the core takes.

use proptest::prelude::*;
use vouchsafe_core::domain::decision::{LevelFindings, Outcome, StatementRef, Verdict, decide};
use vouchsafe_core::domain::level::Level;
use vouchsafe_core::domain::rating::{Finding, Rating};
use vouchsafe_core::domain::rule::{DecisionRule, LowerLevels, Percent};
use vouchsafe_core::domain::walk::{Route, Walk};

// ---- Brute force ----

type Profile = Vec<LevelFindings>;

/// What an open statement may turn out to be: one of the ratings, and under a rule of one's own also nothing that
/// could be rated.
fn endings(rule: &DecisionRule) -> Vec<Finding> {
    let own = (!rule.is_preset()).then_some(Finding::NoOpportunity);
    Rating::ALL.into_iter().map(Finding::Rated).chain(own).collect()
}

fn completions(rule: &DecisionRule, profile: &Profile) -> Vec<Profile> {
    let open = profile.iter().enumerate().find_map(|(level, entry)| {
        let findings = entry.findings.as_ref()?;
        findings.iter().position(|finding| *finding == Finding::NotExplored).map(|index| (level, index))
    });
    let Some((level, index)) = open else { return vec![profile.clone()] };
    endings(rule)
        .into_iter()
        .flat_map(|finding| {
            let mut completed = profile.clone();
            completed[level].findings.as_mut().unwrap()[index] = finding;
            completions(rule, &completed)
        })
        .collect()
}

fn ratings(findings: &[Finding]) -> Vec<Rating> {
    findings.iter().filter_map(|finding| finding.rating()).collect()
}

/// Floor and mean over the rated statements of one level, in fractions.
fn holds(rule: &DecisionRule, findings: &[Finding]) -> bool {
    let ratings = ratings(findings);
    let midpoint = |rating: &Rating| match rating {
        Rating::Fully => 92.5,
        Rating::Largely => 67.5,
        Rating::Partly => 32.5,
        Rating::NotMet => 7.5,
    };
    // Sums of halves are exact in binary fractions, so comparing sum and count × mean is exact as well.
    let sum: f64 = ratings.iter().map(midpoint).sum();
    let mean_holds = rule.mean.is_none_or(|mean| sum * 10.0 >= f64::from(mean.tenths()) * ratings.len() as f64);
    ratings.iter().all(|rating| *rating >= rule.floor) && mean_holds
}

fn verdict(rule: &DecisionRule, findings: &[Finding]) -> Verdict {
    if ratings(findings).is_empty() {
        return Verdict::NotAssessed;
    }
    let alone = vec![LevelFindings { level: Level::ALL[0], findings: Some(findings.to_vec()) }];
    let completed: Vec<Vec<Finding>> =
        completions(rule, &alone).into_iter().map(|mut completed| completed.remove(0).findings.unwrap()).collect();
    if !completed.iter().any(|findings| holds(rule, findings)) {
        return Verdict::NotMet;
    }
    match completed.iter().all(|findings| holds(rule, findings) && covers(rule, findings)) {
        true => Verdict::Met,
        false => Verdict::Inconclusive,
    }
}

fn covers(rule: &DecisionRule, findings: &[Finding]) -> bool {
    let without = findings.iter().filter(|finding| **finding == Finding::NoOpportunity).count();
    (findings.len() - without) as f64 / findings.len() as f64 * 1000.0 + 1e-9 >= f64::from(rule.coverage.tenths())
}

fn computed(rule: &DecisionRule, profile: &Profile) -> Option<Level> {
    let defined: Vec<(Level, &Vec<Finding>)> =
        profile.iter().filter_map(|entry| Some((entry.level, entry.findings.as_ref()?))).collect();
    defined
        .iter()
        .enumerate()
        .filter(|(_, (_, findings))| verdict(rule, findings) == Verdict::Met)
        .filter(|(at, _)| {
            defined[..*at].iter().all(|(_, lower)| {
                let verdict = verdict(rule, lower);
                match rule.lower_levels {
                    LowerLevels::Met => verdict == Verdict::Met,
                    LowerLevels::Fully => {
                        verdict == Verdict::Met && ratings(lower).iter().all(|rating| *rating == Rating::Fully)
                    }
                    LowerLevels::Presumed => verdict == Verdict::Met || verdict == Verdict::NotAssessed,
                }
            })
        })
        .map(|(_, (level, _))| *level)
        .max()
}

fn decisive(rule: &DecisionRule, profile: &Profile) -> Vec<StatementRef> {
    let given = computed(rule, profile);
    let mut found = Vec::new();
    for (at, entry) in profile.iter().enumerate() {
        for (index, finding) in entry.findings.iter().flatten().enumerate() {
            let differs = finding.rating().is_some()
                && Rating::ALL.iter().any(|other| {
                    let mut changed = profile.clone();
                    changed[at].findings.as_mut().unwrap()[index] = Finding::Rated(*other);
                    computed(rule, &changed) != given
                });
            if differs {
                found.push(StatementRef { level: entry.level, ordinal: index as u16 + 1 });
            }
        }
    }
    found
}

/// The open statements of which two ratings give two levels in some completion of the others.
fn deciding(rule: &DecisionRule, profile: &Profile) -> Vec<StatementRef> {
    let mut found = Vec::new();
    for (at, entry) in profile.iter().enumerate() {
        for (index, finding) in entry.findings.iter().flatten().enumerate() {
            if *finding != Finding::NotExplored {
                continue;
            }
            let with = |rating: Rating| {
                let mut rated = profile.clone();
                rated[at].findings.as_mut().unwrap()[index] = Finding::Rated(rating);
                // The others are completed in the same order each time.
                completions(rule, &rated).iter().map(|completed| computed(rule, completed)).collect::<Vec<_>>()
            };
            let given = with(Rating::Fully);
            if Rating::ALL.into_iter().any(|other| with(other) != given) {
                found.push(StatementRef { level: entry.level, ordinal: index as u16 + 1 });
            }
        }
    }
    found
}

// ---- Generated cases ----

fn any_finding() -> impl Strategy<Value = Finding> {
    prop_oneof![
        2 => Just(Finding::NotExplored),
        2 => Just(Finding::NoOpportunity),
        8 => Just(Finding::Rated(Rating::Fully)),
        5 => Just(Finding::Rated(Rating::Largely)),
        3 => Just(Finding::Rated(Rating::Partly)),
        1 => Just(Finding::Rated(Rating::NotMet)),
    ]
}

/// Up to five levels of up to four statements, of which at most four are open: 256 completions.
fn any_profile() -> impl Strategy<Value = Profile> {
    prop::collection::vec(prop::option::weighted(0.9, prop::collection::vec(any_finding(), 1..=4)), 1..=5).prop_map(
        |levels| {
            let mut open = 0;
            Level::ALL
                .into_iter()
                .zip(levels)
                .map(|(level, mut findings)| {
                    for finding in findings.iter_mut().flatten().filter(|it| **it == Finding::NotExplored) {
                        open += 1;
                        if open > 4 {
                            *finding = Finding::Rated(Rating::Fully);
                        }
                    }
                    LevelFindings { level, findings }
                })
                .collect()
        },
    )
}

fn any_rule() -> impl Strategy<Value = DecisionRule> {
    let own = (
        prop::sample::select(Rating::ALL.to_vec()),
        prop::option::of(0..=1000u16),
        0..=1000u16,
        prop::sample::select(vec![LowerLevels::Met, LowerLevels::Fully, LowerLevels::Presumed]),
    )
        .prop_map(|(floor, mean, coverage, lower_levels)| DecisionRule {
            name: "own".to_owned(),
            version: 1,
            floor,
            mean: mean.and_then(Percent::from_tenths),
            coverage: Percent::from_tenths(coverage).unwrap(),
            lower_levels,
        });
    prop_oneof![prop::sample::select(DecisionRule::presets().to_vec()), own]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn agrees_with_brute_force(rule in any_rule(), profile in any_profile()) {
        let outcome = decide(&rule, &profile);
        for (level, entry) in outcome.levels.iter().zip(&profile) {
            let expected = entry.findings.as_ref().map_or(Verdict::NotDefined, |findings| verdict(&rule, findings));
            prop_assert_eq!(level.verdict, expected, "level {}", level.level);
        }
        prop_assert_eq!(outcome.computed, computed(&rule, &profile));
        let possible = completions(&rule, &profile).iter().filter_map(|completed| computed(&rule, completed)).max();
        prop_assert_eq!(outcome.possible, possible);
        prop_assert_eq!(outcome.decisive, decisive(&rule, &profile));
    }

    #[test]
    fn asks_for_nothing_that_could_not_change_the_level(rule in any_rule(), profile in any_profile()) {
        prop_assert_eq!(decide(&rule, &profile).deciding, deciding(&rule, &profile));
    }

    /// Each walk asks only for what decides, comes to an end, and an upward walk ends knowing the level: whatever is
    /// still open could not change it.
    #[test]
    fn walks_come_to_an_end(
        rule in any_rule(), profile in any_profile(), from in prop::sample::select(Level::ALL.to_vec()),
        outward in any::<bool>(), answers in prop::collection::vec(any_finding(), 40),
    ) {
        let route = Route { walk: if outward { Walk::Outward } else { Walk::Up }, from };
        let mut profile = profile;
        let mut answers = answers.into_iter().filter(|answer| answer.is_explored());
        loop {
            let outcome = decide(&rule, &profile);
            let Some(level) = route.next_level(&outcome) else {
                if !outward {
                    let below = outcome.levels.iter().find(|it| !matches!(it.verdict, Verdict::Met | Verdict::NotDefined));
                    let worth = |at: &StatementRef| below.is_none_or(|stop| at.level <= stop.level);
                    prop_assert!(!outcome.deciding.iter().any(worth), "{:?}", outcome);
                }
                break;
            };
            let at = outcome.deciding.iter().find(|at| at.level == level);
            prop_assert!(at.is_some(), "level {} has nothing to ask", level);
            let at = at.unwrap();
            let findings = profile.iter_mut().find(|entry| entry.level == level).unwrap().findings.as_mut().unwrap();
            findings[usize::from(at.ordinal) - 1] = answers.next().unwrap_or(Finding::Rated(Rating::Fully));
        }
    }

    #[test]
    fn a_better_rating_never_lowers_the_level(
        rule in any_rule(), profile in any_profile(), at in any::<prop::sample::Index>(), better in 1..=3usize,
    ) {
        let rated: Vec<(usize, usize, Rating)> = profile.iter().enumerate().flat_map(|(level, entry)| {
            entry.findings.iter().flatten().enumerate()
                .filter_map(move |(index, finding)| Some((level, index, finding.rating()?)))
        }).collect();
        prop_assume!(!rated.is_empty());
        let (level, index, rating) = rated[at.index(rated.len())];
        let raised = Rating::ALL[(rating as usize + better).min(3)];
        let mut improved = profile.clone();
        improved[level].findings.as_mut().unwrap()[index] = Finding::Rated(raised);
        let (before, after) = (decide(&rule, &profile), decide(&rule, &improved));
        prop_assert!(after.computed >= before.computed);
        prop_assert!(after.possible >= before.possible);
    }

    #[test]
    fn the_order_of_statements_does_not_matter(rule in any_rule(), profile in any_profile()) {
        let mut reversed = profile.clone();
        for findings in reversed.iter_mut().filter_map(|entry| entry.findings.as_mut()) {
            findings.reverse();
        }
        let (before, after) = (decide(&rule, &profile), decide(&rule, &reversed));
        let verdicts = |outcome: &Outcome| outcome.levels.iter().map(|level| level.verdict).collect::<Vec<_>>();
        prop_assert_eq!(verdicts(&before), verdicts(&after));
        prop_assert_eq!(before.computed, after.computed);
        prop_assert_eq!(before.decisive.len(), after.decisive.len());
    }

    /// Not so where a preset presumes lower levels: one that is not assessed supports a higher level, and exploring it
    /// under short coverage makes it inconclusive.
    #[test]
    fn the_possible_level_is_never_below_the_computed_one(rule in any_rule(), profile in any_profile()) {
        prop_assume!(rule.lower_levels != LowerLevels::Presumed || !rule.is_preset());
        let outcome = decide(&rule, &profile);
        prop_assert!(outcome.possible >= outcome.computed);
    }
}

// ---- The examples of domain.md ----

const F: Finding = Finding::Rated(Rating::Fully);
const L: Finding = Finding::Rated(Rating::Largely);
const P: Finding = Finding::Rated(Rating::Partly);
const N: Finding = Finding::NoOpportunity;
const OPEN: Finding = Finding::NotExplored;

fn profile(levels: &[&[Finding]]) -> Profile {
    Level::ALL
        .into_iter()
        .zip(levels)
        .map(|(level, findings)| LevelFindings { level, findings: Some(findings.to_vec()) })
        .collect()
}

fn preset(name: &str) -> DecisionRule {
    DecisionRule::preset(name).unwrap()
}

#[test]
fn the_documented_examples_of_the_default_rule() {
    let verdict = |findings: &[Finding]| decide(&preset("consistent"), &profile(&[findings])).levels[0].verdict;
    assert_eq!(verdict(&[F, F, L, OPEN]), Verdict::Inconclusive);
    assert_eq!(verdict(&[F, F, P]), Verdict::NotMet);
    assert_eq!(verdict(&[F, N]), Verdict::Met);
    assert_eq!(verdict(&[N, N]), Verdict::NotAssessed);
    assert_eq!(verdict(&[F, N, N]), Verdict::Inconclusive, "short coverage is missing evidence, never not met");
}

#[test]
fn thresholds_are_inclusive() {
    let outcome = decide(&preset("85-percent"), &profile(&[&[F, F, F, F, F, F, F, P]]));
    assert_eq!(outcome.levels[0].mean_tenths, Some(850));
    assert_eq!(outcome.levels[0].verdict, Verdict::Met);
}

#[test]
fn lower_levels_that_were_not_assessed_are_presumed_only_where_the_rule_says_so() {
    let levels: &[&[Finding]] = &[&[OPEN, OPEN], &[N], &[F, F]];
    let presuming = decide(&preset("expected-level"), &profile(levels));
    assert_eq!(presuming.computed, Level::new(3));
    assert_eq!(presuming.levels.iter().map(|level| level.presumed).collect::<Vec<_>>(), [true, true, false]);
    assert_eq!(decide(&preset("consistent"), &profile(levels)).computed, None);
    let explored: &[&[Finding]] = &[&[P, OPEN], &[OPEN], &[F, F]];
    assert_eq!(decide(&preset("expected-level"), &profile(explored)).computed, None, "an explored one counts as it is");
}

#[test]
fn an_own_rule_is_not_met_before_its_coverage_is_certain() {
    let rule = DecisionRule {
        name: "attendance".to_owned(),
        floor: Rating::NotMet,
        coverage: Percent::from_tenths(1000).unwrap(),
        ..preset("consistent")
    };
    assert_eq!(decide(&rule, &profile(&[&[F, OPEN]])).levels[0].verdict, Verdict::Inconclusive, "it may turn out N");
    assert_eq!(decide(&rule, &profile(&[&[F, P]])).levels[0].verdict, Verdict::Met);
}

#[test]
fn iso_33020_wants_everything_below_fully() {
    let rule = preset("iso-33020");
    assert_eq!(decide(&rule, &profile(&[&[F, F], &[L, F]])).computed, Level::new(2));
    assert_eq!(decide(&rule, &profile(&[&[F, L], &[F, F]])).computed, Level::new(1));
}

#[test]
fn levels_without_a_definition_are_passed_over() {
    let mut levels = profile(&[&[OPEN], &[F], &[F]]);
    levels[0].findings = None;
    let outcome = decide(&preset("consistent"), &levels);
    assert_eq!(outcome.computed, Level::new(3));
    assert_eq!(outcome.levels[0].verdict, Verdict::NotDefined);
}

#[test]
fn decisive_is_any_other_rating_and_not_only_the_next_one() {
    let outcome = decide(&preset("consistent"), &profile(&[&[F, F]]));
    assert_eq!(outcome.decisive.len(), 2, "Fully to Largely changes nothing, Fully to Partly does");
}
