//! The results at a glance, where a report has several.

use super::front::{self, FrontHead};
use super::words::level_or_none;
use super::{Concluded, Fact, Text};
use crate::report::shown::Shown;

/// The first page of a report on several assessments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// Who was interviewed, when, by whom and for what.
    pub head: FrontHead,
    /// `Results`.
    pub title: Text,
    /// The titles of the columns: skill, edition, awarded, computed.
    pub columns: [Text; 4],
    /// One row for each assessment.
    pub rows: Vec<OverviewRow>,
    /// What stands there if the page has no room for all: how many more there are is added in front.
    pub more: Text,
    /// Where the rest is.
    pub explanation: Text,
}

/// The result of one assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverviewRow {
    /// The skill's name.
    pub skill: Text,
    /// The skill's code.
    pub code: Text,
    /// The edition's name.
    pub edition: Text,
    /// Says that the edition is a draft, where it is.
    pub draft: Option<Text>,
    /// The awarded level's digit, or an en dash.
    pub numeral: Text,
    /// The awarded level's guiding phrase, or `No level awarded`.
    pub phrase: Text,
    /// The computed level.
    pub computed: Text,
}

/// The overview of all assessments.
pub(super) fn overview(shown: &Shown<'_>, all: &[Concluded<'_>]) -> Overview {
    Overview {
        head: front::head(shown),
        title: Text::heading("Results"),
        columns: ["Skill", "Edition", "Awarded level", "Computed by the rule"].map(Text::label),
        rows: all.iter().map(row).collect(),
        more: Text::prose("more, each on its own page."),
        explanation: Text::prose(
            "A summary page for each skill follows; then how the levels were reached, and what the candidate says.",
        ),
    }
}

fn row(one: &Concluded<'_>) -> OverviewRow {
    let definition = &one.assessment.definition;
    OverviewRow {
        skill: one.fact(Fact::SkillName, &definition.name),
        code: one.fact(Fact::SkillCode, definition.code.as_str()),
        edition: one.fact(Fact::EditionName, &definition.edition.name),
        draft: one.is_draft().then(|| Text::prose("draft edition")),
        numeral: one.numeral(),
        phrase: one.phrase(),
        computed: one.fact(Fact::Computed, &level_or_none(one.outcome.computed)),
    }
}
