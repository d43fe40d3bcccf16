//! What a trail lacks for a reason that one of its events gives.
//!
//! A damaged workspace that was salvaged lacks what could not be read, and one that went back to a backup what came after
//! it. The trail goes on in both, and the event from which on it does so says what is missing. That makes nothing whole:
//! verifying finds it all the same, and names the event.

use std::ops::RangeInclusive;

use super::{Finding, Problem, Verdict};

/// Why a trail goes on from something less than it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// What could be read of a damaged file was kept.
    Salvaged,
    /// The workspace went back to a backup.
    Restored,
}

/// The event that explains a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Because {
    /// Its number.
    pub at: i64,
    /// What it says.
    pub reason: Reason,
}

/// What an event says was lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// The event.
    pub because: Because,
    /// Entries that are missing before it.
    pub entries: Vec<RangeInclusive<i64>>,
    /// Entries before it whose values are missing.
    pub values: Vec<RangeInclusive<i64>>,
    /// Whether entries can be missing of which nobody knows: an end that was noted elsewhere need not fit any more.
    pub end: bool,
}

impl Reason {
    /// The name in answers.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Salvaged => "salvaged",
            Self::Restored => "restored",
        }
    }
}

impl Because {
    /// The sentence about the trail from this event on.
    #[must_use]
    pub fn sentence(self) -> String {
        let at = self.at;
        match self.reason {
            Reason::Salvaged => {
                format!("At entry {at} the workspace was salvaged from a damaged file; the entry says what was lost.")
            }
            Reason::Restored => format!(
                "At entry {at} the workspace went on from a backup; what was entered after that backup is not here."
            ),
        }
    }

    /// The end of the sentence about a finding that the event explains.
    pub(super) fn explanation(self, problem: &Problem) -> String {
        let at = self.at;
        match (self.reason, problem) {
            (Reason::Salvaged, Problem::Missing { .. }) => {
                format!(": they could not be read when the workspace was salvaged (entry {at})")
            }
            (Reason::Salvaged, Problem::PayloadMissing { .. }) => format!(
                ": they could not be read when the workspace was salvaged (entry {at}), or what erased them could not"
            ),
            (Reason::Salvaged, _) => {
                format!(": it was lost when the workspace was salvaged (entry {at}), or the trail was rewritten")
            }
            (Reason::Restored, _) => {
                format!(": the workspace went back to a backup (entry {at}), or the trail was rewritten")
            }
        }
    }
}

impl Loss {
    /// What a chain lacks, as verifying found it. `entries` and `values` say of which of the two something is known to
    /// have been lost; `last` is the number of the last entry that is known to have been there.
    #[must_use]
    pub fn of(verdict: &Verdict, because: Because, entries: bool, values: bool, last: i64) -> Self {
        let spans = |found: fn(&Finding) -> Option<RangeInclusive<i64>>| verdict.findings.iter().filter_map(found);
        let missing = spans(|finding| match finding.problem {
            Problem::Missing { until } => Some(finding.sequence..=until),
            _ => None,
        });
        let without_values = spans(|finding| match finding.problem {
            Problem::PayloadMissing { until } => Some(finding.sequence..=until),
            _ => None,
        });
        let end = verdict.head.sequence;
        let cut = (last > end).then(|| end + 1..=last);
        Self {
            because,
            entries: missing.chain(cut).filter(|_| entries).collect(),
            values: without_values.filter(|_| entries || values).collect(),
            end: entries,
        }
    }

    /// Whether this is why.
    pub(super) fn explains(&self, finding: &Finding) -> bool {
        let covers = |spans: &[RangeInclusive<i64>], until: i64| {
            spans.iter().any(|span| span.contains(&finding.sequence) && span.contains(&until))
        };
        match finding.problem {
            Problem::Missing { until } => covers(&self.entries, until),
            Problem::PayloadMissing { until } => covers(&self.values, until),
            Problem::CutOff { .. } | Problem::OtherThanKnown => self.end && finding.sequence >= self.because.at,
            _ => false,
        }
    }
}
