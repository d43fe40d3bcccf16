//! Whether a chain of events is whole, and where it is not.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::loss::{Because, Loss};
use super::{Action, Event, Head, NOTHING, Payload};
use crate::domain::moment::Moment;

/// An event with its payload; none: erased.
pub type Entry = (Event, Option<Payload>);

/// Something that is wrong with the chain, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The number of the event that it is about.
    pub sequence: i64,
    /// What is wrong.
    pub problem: Problem,
    /// The event that says why; none: nothing in the trail explains it.
    pub because: Option<Because>,
}

/// What can be wrong with the chain.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// Events from this one on are missing, up to and with another one.
    Missing {
        /// The last one that is missing.
        until: i64,
    },
    /// The event has a number that came before, or stands where it does not belong.
    OutOfPlace,
    /// The event does not have the hash of what it says.
    Changed,
    /// The event names another one before it: one of the two was replaced.
    NotFollowing,
    /// What was there before and afterwards is not what the event committed to.
    PayloadChanged,
    /// What was there before and afterwards is gone, from this event on up to and with another one, and nothing was
    /// done since that erases it.
    PayloadMissing {
        /// The last one of which it is gone.
        until: i64,
    },
    /// There are values of an event that is not there.
    PayloadWithoutEvent,
    /// The chain ends before this event, which is known from elsewhere.
    CutOff {
        /// The last event that is known.
        known: i64,
    },
    /// The event has another hash than is known from elsewhere.
    OtherThanKnown,
}

impl Problem {
    /// The name in answers.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "missing",
            Self::OutOfPlace => "out-of-place",
            Self::Changed => "changed",
            Self::NotFollowing => "not-following",
            Self::PayloadChanged => "values-changed",
            Self::PayloadMissing { .. } => "values-missing",
            Self::PayloadWithoutEvent => "values-without-entry",
            Self::CutOff { .. } => "cut-off",
            Self::OtherThanKnown => "other-than-known",
        }
    }
}

impl Finding {
    /// Something that nothing in the trail explains.
    #[must_use]
    pub fn new(sequence: i64, problem: Problem) -> Self {
        Self { sequence, problem, because: None }
    }

    /// The sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self.because {
            None => format!("{}.", self.claim(self.suspicion())),
            Some(because) => format!("{}.", self.claim(&because.explanation(&self.problem))),
        }
    }

    /// What follows from it where nothing explains it.
    fn suspicion(&self) -> &'static str {
        match self.problem {
            Problem::PayloadMissing { .. } => ", although nothing was done that erases them",
            Problem::OtherThanKnown => ": the trail was rewritten",
            _ => "",
        }
    }

    fn claim(&self, why: &str) -> String {
        let at = self.sequence;
        match &self.problem {
            Problem::Missing { until } if *until == at => format!("Entry {at} is missing{why}"),
            Problem::Missing { until } => format!("Entries {at} to {until} are missing{why}"),
            Problem::OutOfPlace => format!("Entry {at} stands in the wrong place, or was put in"),
            Problem::Changed => format!("Entry {at} was changed after it was written"),
            Problem::NotFollowing => {
                format!("Entry {at} does not follow entry {}: one of the two was replaced", at - 1)
            }
            Problem::PayloadChanged => format!("The values of entry {at} were changed after they were written"),
            Problem::PayloadMissing { until } if *until == at => format!("The values of entry {at} are gone{why}"),
            Problem::PayloadMissing { until } => format!("The values of the entries {at} to {until} are gone{why}"),
            Problem::PayloadWithoutEvent => format!("There are values of entry {at}, but the entry itself is gone"),
            Problem::CutOff { known } => {
                format!("The trail is cut off: it has to have an entry {at}, since entry {known} is known{why}")
            }
            Problem::OtherThanKnown => {
                format!("Entry {at} has another hash than was noted when it was the last one{why}")
            }
        }
    }
}

/// What verifying says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdict {
    /// How many events there are.
    pub events: u64,
    /// The end of the chain.
    pub head: Head,
    /// What is wrong, by place.
    pub findings: Vec<Finding>,
    /// How many events had their values erased, as the program does.
    pub erased: u64,
    /// The events at which the clock on the wall had run back. It was set, or the computer's battery is empty: no
    /// proof of anything, and a reason to rely on the order alone.
    pub clock_ran_back: Vec<i64>,
    /// The events from which on the workspace goes on from what was left of it, or from a backup.
    pub losses: Vec<Because>,
}

impl Verdict {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_intact(&self) -> bool {
        self.findings.is_empty()
    }
}

/// Looks at a chain event by event, so that a long one need not be in memory.
#[derive(Debug, Default)]
pub struct Verifier {
    verdict: Verdict,
    last_at: Option<Moment>,
    /// Ends that are known from elsewhere, and whether the event of that number has been seen.
    known: BTreeMap<i64, Vec<String>>,
    /// Events without values that nothing explains yet, by interview.
    unexplained: BTreeMap<String, Vec<i64>>,
    losses: Vec<Loss>,
}

impl Verifier {
    /// Verifies against ends of the chain that were noted elsewhere: in reports, on paper.
    #[must_use]
    pub fn new(known: &[Head]) -> Self {
        let mut verifier = Self::default();
        for head in known.iter().filter(|head| head.sequence > 0) {
            verifier.known.entry(head.sequence).or_default().push(head.hash.clone());
        }
        verifier
    }

    /// Looks at the next event.
    pub fn add(&mut self, event: &Event, payload: Option<&Payload>) {
        let at = event.sequence;
        let expected = self.verdict.head.sequence + 1;
        self.verdict.events += 1;
        if event.computed_hash() != event.hash {
            self.find(at, Problem::Changed);
        }
        match payload {
            Some(payload) if payload.commitment() != event.commitment => self.find(at, Problem::PayloadChanged),
            Some(_) => {}
            None => self.unexplained.entry(event.interview.clone().unwrap_or_default()).or_default().push(at),
        }
        if at < expected {
            // What stands at the wrong place says nothing about what follows the right ones.
            self.find(at, Problem::OutOfPlace);
            return;
        }
        if at > expected {
            self.find(expected, Problem::Missing { until: at - 1 });
        } else if event.previous != self.verdict.head.hash {
            self.find(at, Problem::NotFollowing);
        }
        if self.known.remove(&at).is_some_and(|known| known.iter().any(|hash| *hash != event.hash)) {
            self.find(at, Problem::OtherThanKnown);
        }
        if let (Some(interview), true) =
            (&event.interview, Action::from_name(&event.action).is_some_and(Action::erases))
        {
            let explained = self.unexplained.remove(interview).unwrap_or_default();
            self.verdict.erased += explained.len() as u64;
        }
        let moment = event.moment();
        if let (Some(before), Some(now)) = (self.last_at, moment)
            && now.instant() < before.instant()
        {
            self.verdict.clock_ran_back.push(at);
        }
        self.last_at = moment.or(self.last_at);
        self.verdict.head = event.head();
    }

    /// The event that was added last says of which ones before it the values were erased.
    pub fn erased(&mut self, values: &[RangeInclusive<i64>]) {
        for gone in self.unexplained.values_mut() {
            let before = gone.len();
            gone.retain(|sequence| !values.iter().any(|span| span.contains(sequence)));
            self.verdict.erased += (before - gone.len()) as u64;
        }
    }

    /// There are values of an event that is not there.
    pub fn add_stray_payload(&mut self, sequence: i64) {
        self.find(sequence, Problem::PayloadWithoutEvent);
    }

    /// An event says what was lost.
    pub fn explain(&mut self, loss: Loss) {
        self.losses.push(loss);
    }

    /// The verdict, after the last event.
    #[must_use]
    pub fn finish(mut self) -> Verdict {
        let end = self.verdict.head.sequence;
        let mut gone: Vec<i64> = std::mem::take(&mut self.unexplained).into_values().flatten().collect();
        gone.sort_unstable();
        for run in gone.chunk_by(|one, next| one + 1 == *next) {
            if let (Some(from), Some(until)) = (run.first(), run.last()) {
                self.find(*from, Problem::PayloadMissing { until: *until });
            }
        }
        // What is known and missing in the middle is missing there; the last one says how far a cut reaches.
        if let Some((known, _)) = self.known.last_key_value().filter(|(known, _)| **known > end) {
            let known = *known;
            self.find(end + 1, Problem::CutOff { known });
        }
        for finding in &mut self.verdict.findings {
            finding.because = self.losses.iter().rev().find(|loss| loss.explains(finding)).map(|loss| loss.because);
        }
        self.verdict.losses = self.losses.iter().map(|loss| loss.because).collect();
        self.verdict.findings.sort();
        self.verdict.findings.dedup();
        self.verdict
    }

    fn find(&mut self, sequence: i64, problem: Problem) {
        self.verdict.findings.push(Finding::new(sequence, problem));
    }
}

/// Verifies a whole chain against ends that are known from elsewhere.
#[must_use]
pub fn verify(entries: &[Entry], known: &[Head]) -> Verdict {
    let mut verifier = Verifier::new(known);
    for (event, payload) in entries {
        verifier.add(event, payload.as_ref());
    }
    verifier.finish()
}

const _: () = assert!(NOTHING.len() == 64, "a hash has 64 digits");
