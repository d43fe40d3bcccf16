//! Decision rules: the parameters by which ratings become verdicts.

use std::fmt;

use super::rating::Rating;

/// A named, versioned set of parameters. It is chosen per assessment and printed in the report, so that anyone
/// can recompute the level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionRule {
    /// Identifies the rule together with its version, such as `consistent`.
    pub name: String,
    /// Counts up whenever a parameter changes.
    pub version: u32,
    /// The lowest rating that any rated statement of a level may have.
    pub floor: Rating,
    /// The least mean of band midpoints over the rated statements; none: no mean is asked for.
    pub mean: Option<Percent>,
    /// The least share of a level's statements that are not *no opportunity*.
    pub coverage: Percent,
    /// What is asked of the defined levels below.
    pub lower_levels: LowerLevels,
}

/// What a rule asks of the defined levels below the one that is to be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LowerLevels {
    /// Each is met.
    Met,
    /// Each is met, and all its ratings are Fully.
    Fully,
    /// Each is met, or not assessed and then presumed (and printed as presumed).
    Presumed,
}

impl LowerLevels {
    /// The name in interview files, in the store and in the record.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Fully => "fully",
            Self::Presumed => "presumed",
        }
    }

    /// The value with this [`name`](Self::name).
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Met, Self::Fully, Self::Presumed].into_iter().find(|value| value.name() == name)
    }
}

/// A share from 0 to 100 %, in tenths of a percent, so that thresholds compare in integers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(u16);

impl Percent {
    /// The share of this many tenths of a percent, if it is at most 1000.
    #[must_use]
    pub fn from_tenths(tenths: u16) -> Option<Self> {
        (tenths <= 1000).then_some(Self(tenths))
    }

    /// Tenths of a percent, 0 to 1000.
    #[must_use]
    pub fn tenths(self) -> u16 {
        self.0
    }

    const fn whole(percent: u16) -> Self {
        Self(percent * 10)
    }
}

impl fmt::Display for Percent {
    /// `85 %`, `82.5 %`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 % 10 {
            0 => write!(f, "{} %", self.0 / 10),
            tenth => write!(f, "{}.{tenth} %", self.0 / 10),
        }
    }
}

/// A rule that every workspace has, in version 1.
struct Preset {
    name: &'static str,
    floor: Rating,
    mean: Option<Percent>,
    coverage: Percent,
    lower_levels: LowerLevels,
}

/// The parameters of a name and version never change: reports that were signed under it would no longer hold. A change
/// is version 2.
const PRESETS: [Preset; 5] = [
    Preset::new("consistent", Rating::Largely, None, 50, LowerLevels::Met),
    Preset::new("expected-level", Rating::Largely, None, 50, LowerLevels::Presumed),
    Preset::new("iso-33020", Rating::Largely, None, 100, LowerLevels::Fully),
    Preset::new("85-percent", Rating::Partly, Some(Percent::whole(85)), 80, LowerLevels::Met),
    Preset::new("every-statement", Rating::Fully, None, 100, LowerLevels::Met),
];

impl Preset {
    const fn new(
        name: &'static str,
        floor: Rating,
        mean: Option<Percent>,
        coverage: u16,
        lower_levels: LowerLevels,
    ) -> Self {
        Self { name, floor, mean, coverage: Percent::whole(coverage), lower_levels }
    }

    fn rule(&self) -> DecisionRule {
        DecisionRule {
            name: self.name.to_owned(),
            version: 1,
            floor: self.floor,
            mean: self.mean,
            coverage: self.coverage,
            lower_levels: self.lower_levels,
        }
    }
}

impl DecisionRule {
    /// The rules that every workspace has, the default first.
    #[must_use]
    pub fn presets() -> [Self; 5] {
        PRESETS.map(|preset| preset.rule())
    }

    /// The preset with this name.
    #[must_use]
    pub fn preset(name: &str) -> Option<Self> {
        PRESETS.iter().find(|preset| preset.name == name).map(Preset::rule)
    }

    /// Whether this is one of the rules that every workspace has, and not one of an organisation's own.
    #[must_use]
    pub fn is_preset(&self) -> bool {
        PRESETS.iter().any(|preset| {
            preset.name == self.name
                && self.version == 1
                && (preset.floor, preset.mean, preset.coverage, preset.lower_levels)
                    == (self.floor, self.mean, self.coverage, self.lower_levels)
        })
    }

    /// What the rule asks for, as sentences for the window and the report.
    #[must_use]
    pub fn in_words(&self) -> String {
        let floor = match self.floor {
            Rating::NotMet => "any rating will do".to_owned(),
            Rating::Fully => "every rated statement is Fully".to_owned(),
            floor => format!("every rated statement is {} or better", floor.label()),
        };
        let mean =
            self.mean.map(|mean| format!(", the mean of the band midpoints is at least {mean}")).unwrap_or_default();
        let coverage = match self.coverage.tenths() {
            1000 => "no statement is without opportunity".to_owned(),
            _ => format!("at least {} of its statements are not “no opportunity”", self.coverage),
        };
        let lower = match self.lower_levels {
            LowerLevels::Met => "Each lower defined level must be met.",
            LowerLevels::Fully => "Each lower defined level must be met with all its ratings Fully.",
            LowerLevels::Presumed => {
                "Each lower defined level must be met; one that was not assessed is presumed, and printed as presumed."
            }
        };
        let origin = match self.name.as_str() {
            "iso-33020" => {
                " Modelled on ISO/IEC 33020 and applied to statements; the standard itself rates attributes."
            }
            _ => "",
        };
        format!("A level is met when {floor}{mean} and {coverage}. {lower}{origin}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presets_have_distinct_names_and_are_found_by_them() {
        for rule in DecisionRule::presets() {
            assert_eq!(DecisionRule::preset(&rule.name), Some(rule.clone()));
        }
        assert_eq!(DecisionRule::preset("Consistent"), None);
    }

    #[test]
    fn words_name_the_parameters() {
        let words = DecisionRule::presets().map(|rule| rule.in_words());
        assert_eq!(
            words[0],
            "A level is met when every rated statement is Largely or better and at least 50 % of its statements \
             are not “no opportunity”. Each lower defined level must be met."
        );
        assert!(words[2].contains("33020"));
        assert!(words[3].contains("at least 85 %") && words[3].contains("at least 80 %"));
    }

    #[test]
    fn percents_print_their_tenth_only_when_there_is_one() {
        let shown: Vec<String> =
            [0, 825, 1000].into_iter().filter_map(Percent::from_tenths).map(|percent| percent.to_string()).collect();
        assert_eq!(shown, ["0 %", "82.5 %", "100 %"]);
        assert_eq!(Percent::from_tenths(1001), None);
    }
}
