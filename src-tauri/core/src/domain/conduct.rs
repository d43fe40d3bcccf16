//! How a sitting was held: what an assessment report has to say of it (ISO/IEC 17024, 9.2; ISO/IEC 33002).

use super::moment::Moment;

/// The circumstances of a sitting, as far as they were recorded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Conduct {
    /// How the two met.
    pub mode: Option<Mode>,
    /// Where: a room, a site, or the means of a remote talk.
    pub place: Option<String>,
    /// How the assessor made sure who the candidate is.
    pub identity_check: Option<String>,
    /// Whether the candidate consented to the interview and to what is kept of it; none: not recorded.
    pub consent: Option<Consent>,
    /// Who asked for the assessment.
    pub sponsor: Option<String>,
    /// Who else was present, a name each.
    pub observers: Vec<String>,
    /// What was done differently for the candidate's sake, word for word; empty: nothing.
    pub adjustments: String,
    /// What disturbed the sitting, word for word; empty: nothing.
    pub interruptions: String,
}

/// How assessor and candidate met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// In one room.
    InPerson,
    /// By video.
    Video,
    /// By telephone.
    Telephone,
}

impl Mode {
    /// All modes.
    pub const ALL: [Self; 3] = [Self::InPerson, Self::Video, Self::Telephone];

    /// The name in interview files, in the store and in the record.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::InPerson => "in-person",
            Self::Video => "video",
            Self::Telephone => "telephone",
        }
    }

    /// The words for people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::InPerson => "In person",
            Self::Video => "By video",
            Self::Telephone => "By telephone",
        }
    }

    /// The mode with this [`name`](Self::name).
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.name() == name)
    }
}

/// What the candidate said to the interview and to what is kept of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Consent {
    /// Given.
    Given,
    /// Not given.
    Withheld,
}

impl Consent {
    /// Both answers.
    pub const ALL: [Self; 2] = [Self::Given, Self::Withheld];

    /// The name in interview files, in the store and in the record.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Withheld => "withheld",
        }
    }

    /// The words for people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Given => "Given",
            Self::Withheld => "Withheld",
        }
    }

    /// The answer with this [`name`](Self::name).
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|consent| consent.name() == name)
    }
}

/// A time within a sitting in which nobody was interviewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Pause {
    /// When it began.
    pub from: Moment,
    /// When the interview went on; none: it has not yet.
    pub until: Option<Moment>,
}

/// When a sitting took place, by the clock on the wall: as it was read, also where it ran back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sitting {
    /// When it began.
    pub started_at: Moment,
    /// The pauses, in the order in which they were made; only the last can be open.
    pub pauses: Vec<Pause>,
    /// When it ended; none: it has not yet.
    pub ended_at: Option<Moment>,
}

/// A pause shorter than this is none, in seconds: somebody looked at another screen.
const SHORTEST_PAUSE: i64 = 60;
/// Without a word for longer than this, in seconds, the program was gone, not the assessor silent.
const LONGEST_SILENCE: i64 = 15 * 60;

impl Sitting {
    /// A sitting that begins now.
    #[must_use]
    pub fn beginning(started_at: Moment) -> Self {
        Self { started_at, pauses: Vec::new(), ended_at: None }
    }

    /// The latest moment at which something is known to have happened, where something else was saved at `saved_at`.
    #[must_use]
    pub fn last_known(&self, saved_at: Moment) -> Moment {
        let pauses = self.pauses.iter().flat_map(|pause| [Some(pause.from), pause.until]).flatten();
        pauses.fold(saved_at, |latest, at| if seconds(latest, at) > 0 { at } else { latest })
    }

    /// Since when the sitting pauses.
    #[must_use]
    pub fn paused_since(&self) -> Option<Moment> {
        self.pauses.last().filter(|pause| pause.until.is_none()).map(|pause| pause.from)
    }

    /// Pauses, unless it does already or is over.
    pub fn pause(&mut self, now: Moment) {
        if self.paused_since().is_none() && self.ended_at.is_none() {
            self.pauses.push(Pause { from: now, until: None });
        }
    }

    /// Goes on. A pause that was hardly one is forgotten. Where nobody paused and the last thing was saved long ago,
    /// the time between was no interview: the lid was closed, or the program was killed.
    pub fn resume(&mut self, now: Moment, last_saved: Moment) {
        if self.ended_at.is_some() {
            return;
        }
        let last_known = self.last_known(last_saved);
        match self.pauses.last_mut().filter(|pause| pause.until.is_none()) {
            Some(pause) if (0..SHORTEST_PAUSE).contains(&seconds(pause.from, now)) => {
                self.pauses.pop();
            }
            Some(pause) => pause.until = Some(now),
            None if seconds(last_known, now) > LONGEST_SILENCE => {
                self.pauses.push(Pause { from: last_known, until: Some(now) });
            }
            None => {}
        }
    }

    /// Ends: with the beginning of the pause that is open, or now.
    pub fn end(&mut self, now: Moment) {
        if self.ended_at.is_none() {
            self.ended_at = Some(self.paused_since().unwrap_or(now));
            self.pauses.retain(|pause| pause.until.is_some());
        }
    }

    /// How long the interview has lasted until `now`, or until it ended, without pauses, in seconds. Where the clock
    /// ran back, the stretch counts as nothing.
    #[must_use]
    pub fn seconds_worked(&self, now: Moment) -> u64 {
        self.stretches(now).map(|(from, until)| u64::try_from(seconds(from, until)).unwrap_or(0)).sum()
    }

    /// Whether the clock on the wall ran back during the sitting, so that its times can't be taken literally.
    #[must_use]
    pub fn clock_ran_back(&self) -> bool {
        let pauses = self.pauses.iter().flat_map(|pause| [Some(pause.from), pause.until]).flatten();
        let moments: Vec<Moment> = [self.started_at].into_iter().chain(pauses).chain(self.ended_at).collect();
        moments.windows(2).any(|pair| seconds(pair[0], pair[1]) < 0)
    }

    /// The stretches of time in which the interview was held.
    fn stretches(&self, now: Moment) -> impl Iterator<Item = (Moment, Moment)> {
        let begins = [Some(self.started_at)].into_iter().chain(self.pauses.iter().map(|pause| pause.until));
        let ends = self.pauses.iter().map(|pause| pause.from).chain([self.ended_at.unwrap_or(now)]).collect::<Vec<_>>();
        begins.zip(ends).filter_map(|(from, until)| Some((from?, until)))
    }
}

fn seconds(from: Moment, until: Moment) -> i64 {
    until.instant().as_second() - from.instant().as_second()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(time: &str) -> Moment {
        Moment::parse(&format!("2026-03-02T{time}+01:00")).expect("a moment")
    }

    #[test]
    fn pauses_do_not_count() {
        let mut sitting = Sitting::beginning(at("09:00:00"));
        sitting.pause(at("09:30:00"));
        sitting.pause(at("09:31:00"));
        assert_eq!(sitting.paused_since(), Some(at("09:30:00")));
        assert_eq!(sitting.seconds_worked(at("09:40:00")), 30 * 60);
        sitting.resume(at("09:40:00"), at("09:30:00"));
        assert_eq!(sitting.seconds_worked(at("09:50:00")), 40 * 60);
        sitting.end(at("10:00:00"));
        sitting.pause(at("11:00:00"));
        assert_eq!(sitting.seconds_worked(at("12:00:00")), 50 * 60);
        assert!(!sitting.clock_ran_back());
    }

    #[test]
    fn a_glance_elsewhere_is_no_pause() {
        let mut sitting = Sitting::beginning(at("09:00:00"));
        sitting.pause(at("09:30:00"));
        sitting.resume(at("09:30:59"), at("09:30:00"));
        assert_eq!(sitting.pauses, []);
    }

    #[test]
    fn a_closed_lid_is_a_pause() {
        let mut sitting = Sitting::beginning(at("09:00:00"));
        sitting.resume(at("13:00:00"), at("09:20:00"));
        assert_eq!(sitting.pauses, [Pause { from: at("09:20:00"), until: Some(at("13:00:00")) }]);
        sitting.resume(at("13:10:00"), at("13:01:00"));
        assert_eq!(sitting.pauses.len(), 1);
    }

    #[test]
    fn a_closed_lid_after_a_pause_begins_where_the_pause_ended() {
        let mut sitting = Sitting::beginning(at("09:00:00"));
        sitting.pause(at("09:12:00"));
        sitting.resume(at("09:40:00"), at("09:10:00"));
        sitting.resume(at("10:40:00"), at("09:10:00"));
        let pause = |from, until| Pause { from: at(from), until: Some(at(until)) };
        assert_eq!(sitting.pauses, [pause("09:12:00", "09:40:00"), pause("09:40:00", "10:40:00")]);
        assert!(!sitting.clock_ran_back());
    }

    #[test]
    fn the_end_of_a_paused_sitting_is_where_it_paused() {
        let mut sitting = Sitting::beginning(at("09:00:00"));
        sitting.pause(at("09:45:00"));
        sitting.end(at("18:00:00"));
        assert_eq!((sitting.ended_at, sitting.pauses.len()), (Some(at("09:45:00")), 0));
    }

    #[test]
    fn a_clock_that_runs_back_does_no_harm_and_is_told() {
        let mut sitting = Sitting::beginning(at("09:00:00"));
        sitting.pause(at("09:30:00"));
        sitting.resume(at("08:30:00"), at("09:30:00"));
        assert_eq!(sitting.seconds_worked(at("08:40:00")), 40 * 60);
        assert!(sitting.clock_ran_back());
        sitting.end(at("08:00:00"));
        assert_eq!(sitting.seconds_worked(at("08:00:00")), 30 * 60);
    }
}
