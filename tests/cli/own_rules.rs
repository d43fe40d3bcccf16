//! Decision rules of one's own: kept as versions, and held against an independent reckoning of every completion.

use serde_json::{Value, json};

use crate::vouch::{Vouch, interview};

fn with_rule(rule: &Value) -> Value {
    let mut interview = interview();
    interview["rule"] = rule.clone();
    interview
}

fn own(name: &str, mean: impl Into<Value>) -> Value {
    let mean = mean.into();
    json!({"name": name, "floor": "partly", "mean": mean, "coverage": 75, "lower_levels": "met"})
}

#[test]
fn a_rule_of_ones_own_is_kept_as_versions() {
    let vouch = Vouch::new();
    let used = |rule: &Value| vouch.recorded(&with_rule(rule))["rule"].clone();
    assert_eq!(used(&own("Northwind", 82.5)), json!({"name": "Northwind", "version": 1}));
    assert_eq!(used(&own("Northwind", 82.5)), json!({"name": "Northwind", "version": 1}), "the same");
    assert_eq!(used(&own("northwind ", 82.6)), json!({"name": "Northwind", "version": 2}), "the same name");
    assert_eq!(used(&own("Northwind", Value::Null)), json!({"name": "Northwind", "version": 3}));
    assert_eq!(used(&json!("Northwind")), json!({"name": "Northwind", "version": 3}), "the newest");
    assert_eq!(used(&own("Southwind", 0)), json!({"name": "Southwind", "version": 1}));
    let preset = json!({"name": "85-percent", "floor": "partly", "mean": 85.0, "coverage": 80, "lower_levels": "met"});
    assert_eq!(used(&preset), json!({"name": "85-percent", "version": 1}), "a preset, written out");
}

#[test]
fn rules_that_are_none_are_refused_and_nothing_is_kept() {
    let vouch = Vouch::new();
    type Change = fn(&mut Value);
    let mistakes: [(Change, &str, &str); 16] = [
        (|it| it["name"] = json!("85-percent"), "name\": \"85", "rule that every workspace has"),
        (|it| it["name"] = json!("ISO-33020"), "ISO-33020", "rule that every workspace has"),
        (
            |it| it["name"] = json!("\u{2066}"),
            "coverage\": 75,\n    \"floor\": \"partly\",\n    \"lower_levels\": \"met\",\n    \"mean\": 82.5,\n    \"name",
            "The rule’s name",
        ),
        (|it| it["floor"] = json!("no-opportunity"), "floor", "There are fully, largely, partly, not-met."),
        (|it| it["floor"] = json!(3), "floor", "is not text"),
        (|it| it["mean"] = json!(82.55), "mean", "82.55 is no share"),
        (|it| it["mean"] = json!("82.5"), "mean", "is no share"),
        (|it| it["mean"] = json!(-1), "mean", "is no share"),
        (|it| it["coverage"] = json!(100.1), "coverage", "is no share"),
        (|it| it["coverage"] = json!(1e300), "coverage", "is no share"),
        (|it| it["coverage"] = Value::Null, "coverage", "is no share"),
        (|it| it["lower_levels"] = json!("ignored"), "lower_levels", "There are met, fully, presumed."),
        (|it| it["version"] = json!(2), "version", "unknown field `version`"),
        (|it| it["mean"] = json!([]), "mean", "is no share"),
        (|it| *it = json!(["consistent"]), "\"rule\": [", "A rule is a name in quotation marks, or an object"),
        (|it| *it = json!({}), "rule", "missing field"),
    ];
    for (change, marker, said) in mistakes {
        let mut rule = own("Northwind", 82.5);
        change(&mut rule);
        vouch.refuses_interview(&with_rule(&rule), marker, said);
    }
    vouch.has_nothing();
    // A rule in a file that is refused elsewhere is not kept either.
    let mut interview = with_rule(&own("Northwind", 82.5));
    interview["ratings"][0]["rating"] = json!("splendid");
    vouch.refuses_interview(&interview, "splendid", "is no rating");
    vouch.refuses_interview(&with_rule(&json!("Northwind")), "\"rule\"", "There is no decision rule “Northwind”");
}

/// A statement's state: a rating 0 to 3 from worst to best, no opportunity, or open.
#[derive(Clone, Copy, PartialEq)]
enum State {
    Rated(usize),
    NoOpportunity,
    Open,
}

const RATINGS: [&str; 4] = ["not-met", "partly", "largely", "fully"];
const MIDPOINTS: [u32; 4] = [75, 325, 675, 925];
const STATES: [State; 6] =
    [State::Rated(0), State::Rated(1), State::Rated(2), State::Rated(3), State::NoOpportunity, State::Open];

/// A rule as the reckoning below reads it: floor, mean and coverage in tenths of a percent, lower levels.
struct Rule {
    floor: usize,
    mean: Option<u32>,
    coverage: u32,
    lower: &'static str,
}

const RULES: [Rule; 6] = [
    Rule { floor: 2, mean: None, coverage: 500, lower: "met" },
    Rule { floor: 0, mean: None, coverage: 500, lower: "presumed" },
    Rule { floor: 0, mean: Some(800), coverage: 0, lower: "fully" },
    Rule { floor: 1, mean: Some(675), coverage: 1000, lower: "presumed" },
    Rule { floor: 0, mean: Some(0), coverage: 667, lower: "met" },
    Rule { floor: 3, mean: Some(925), coverage: 334, lower: "fully" },
];

impl Rule {
    fn json(&self, number: usize) -> Value {
        let percent = |tenths: u32| json!(f64::from(tenths) / 10.0);
        json!({"name": format!("Rule {number}"), "floor": RATINGS[self.floor], "mean": self.mean.map(percent),
               "coverage": percent(self.coverage), "lower_levels": self.lower})
    }

    fn floor_and_mean_hold(&self, level: &[State]) -> bool {
        let ratings: Vec<usize> = rated(level);
        let sum: u32 = ratings.iter().map(|rating| MIDPOINTS[*rating]).sum();
        let count = u32::try_from(ratings.len()).unwrap();
        ratings.iter().all(|rating| *rating >= self.floor) && self.mean.is_none_or(|mean| sum >= mean * count)
    }

    fn coverage_holds(&self, level: &[State]) -> bool {
        let missing = level.iter().filter(|state| **state == State::NoOpportunity).count();
        let [all, missing] = [level.len(), missing].map(|count| u32::try_from(count).unwrap());
        (all - missing) * 1000 >= self.coverage * all
    }

    fn verdict(&self, level: &[State]) -> &'static str {
        if rated(level).is_empty() {
            return "not-assessed";
        }
        let all = completions(level);
        if all.iter().all(|it| self.floor_and_mean_hold(it) && self.coverage_holds(it)) {
            "met"
        } else if all.iter().all(|it| !self.floor_and_mean_hold(it)) {
            "not-met"
        } else {
            "inconclusive"
        }
    }

    /// Whether a level lets the ones above it count.
    fn supports(&self, level: &[State]) -> bool {
        match (self.verdict(level), self.lower) {
            ("met", "fully") => rated(level).iter().all(|rating| *rating == 3),
            ("met", _) | ("not-assessed", "presumed") => true,
            _ => false,
        }
    }

    /// The highest level that is met on levels that support it, where `some` says for which completions.
    fn highest(&self, levels: &[Vec<State>], some: impl Fn(&[State]) -> Vec<Vec<State>>) -> Option<usize> {
        let can = |level: &[State], is: &dyn Fn(&[State]) -> bool| some(level).iter().any(|it| is(it));
        let reachable = |at: &usize| {
            levels[..*at].iter().all(|level| can(level, &|it| self.supports(it)))
                && can(&levels[*at], &|it| self.verdict(it) == "met")
        };
        (0..levels.len()).rev().find(reachable).map(|at| at + 1)
    }
}

fn rated(level: &[State]) -> Vec<usize> {
    level.iter().filter_map(|state| if let State::Rated(rating) = state { Some(*rating) } else { None }).collect()
}

/// Each open statement gets each of the four ratings, and no opportunity.
fn completions(level: &[State]) -> Vec<Vec<State>> {
    let Some(open) = level.iter().position(|state| *state == State::Open) else { return vec![level.to_vec()] };
    let with = |state: &State| {
        let mut one = level.to_vec();
        one[open] = *state;
        completions(&one)
    };
    STATES[..5].iter().flat_map(with).collect()
}

/// Levels of one assessment: the first one as given, the others in states that a small generator picks, with few
/// statements open.
fn levels(counts: [usize; 5], first: [State; 2], seed: &mut u64) -> Vec<Vec<State>> {
    let mut pick = |below: u64| {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((*seed >> 33) % below).unwrap()
    };
    let mut levels = vec![first.to_vec()];
    for count in &counts[1..] {
        // Mostly good ratings, or nothing above would ever be met.
        let common = pick(4);
        let mut level: Vec<State> = (0..*count)
            .map(|_| match (common, pick(8)) {
                (0, other) => STATES[other % 5],
                (_, 0) => State::NoOpportunity,
                (1, 1) => State::Rated(2),
                _ => State::Rated(3),
            })
            .collect();
        for _ in 0..pick(4) {
            level[pick(2)] = State::Open;
        }
        levels.push(level);
    }
    levels
}

fn ratings(levels: &[Vec<State>]) -> Value {
    let statements = levels.iter().zip(1..).flat_map(|(level, number)| {
        level.iter().zip(1..).filter_map(move |(state, statement)| {
            let rating = match state {
                State::Rated(rating) => RATINGS[*rating],
                State::NoOpportunity => "no-opportunity",
                State::Open => return None,
            };
            Some(json!({"level": number, "statement": statement, "rating": rating}))
        })
    });
    statements.collect()
}

#[test]
fn verdicts_agree_with_every_completion() {
    let vouch = Vouch::new();
    let mut seed = 7;
    let mut seen = std::collections::BTreeSet::new();
    for (number, rule) in RULES.iter().enumerate() {
        // A level of two statements in all its states; their order does not matter.
        let pairs: Vec<[State; 2]> =
            (0..6).flat_map(|one| (0..=one).map(move |other| [STATES[one], STATES[other]])).collect();
        for pair in pairs.chunks(2) {
            let editions =
                [("sfia-8", [2, 5, 6, 8, 7], pair[0]), ("sfia-9-preview", [2, 3, 6, 8, 5], pair[pair.len() - 1])];
            let editions = editions.map(|(edition, counts, first)| (edition, levels(counts, first, &mut seed)));
            let assessments = editions.iter().map(|(edition, levels)| {
                json!({"skill": {"edition": edition, "code": "ITOP"}, "rule": rule.json(number), "ratings": ratings(levels)})
            });
            let answer = vouch.recorded(&json!({
                "candidate": {"name": "Amara Okafor", "reference": "C-1042"},
                "assessor": {"name": "Lena Vogt"},
                "assessments": assessments.collect::<Value>(),
            }));
            for ((edition, levels), given) in editions.iter().zip(answer["assessments"].as_array().unwrap()) {
                let what = format!("{edition}, {}, {}", rule.json(number), ratings(levels));
                for (level, given) in levels.iter().zip(given["levels"].as_array().unwrap()) {
                    assert_eq!(given["verdict"], rule.verdict(level), "level {}: {what}", given["level"]);
                    seen.insert((number, rule.verdict(level)));
                }
                let computed = rule.highest(levels, |level| vec![level.to_vec()]);
                assert_eq!(given["computed_level"], json!(computed), "{what}");
                assert_eq!(given["possible_level"], json!(rule.highest(levels, completions)), "{what}");
            }
        }
    }
    // Two of the rules can't fail.
    assert_eq!(seen.len(), 6 * 4 - 2, "the cases tell little apart: {seen:?}");
}
