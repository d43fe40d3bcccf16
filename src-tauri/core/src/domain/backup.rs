//! When a backup is due, and which backups are kept.

use jiff::SignedDuration;

use super::moment::Moment;

/// How many backups that were made by themselves are kept. Those that somebody asked for are never deleted.
pub const KEPT: usize = 10;

/// How often a backup is made by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Schedule {
    /// Only before the workspace's format changes.
    Off,
    /// Once a day on which the program is used.
    #[default]
    Daily,
    /// Once a week.
    Weekly,
}

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cause {
    /// Somebody asked for it.
    Asked,
    /// It was due.
    Scheduled,
    /// A newer version of the program was about to change the workspace's format.
    Migration,
}

impl Schedule {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Off, Self::Daily, Self::Weekly];

    /// The name under which it is kept.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Daily => "daily",
            Self::Weekly => "weekly",
        }
    }

    /// The schedule of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|schedule| schedule.name() == name)
    }

    /// Whether a backup is due now, the last one having been made then; none: there is none yet.
    ///
    /// A day is a date on the wall, so that the first use of a day makes the backup. Where the clock ran back, the last
    /// backup lies ahead: then one is due as soon as the clock differs by more than a day from it, whichever way, so that a
    /// clock that was once wrong by years neither stops backups nor makes one each time.
    #[must_use]
    pub fn is_due(self, last: Option<Moment>, now: Moment) -> bool {
        let Some(last) = last else { return self != Self::Off };
        let ahead = last.instant().duration_since(now.instant()) > SignedDuration::from_hours(24);
        let days = now.date().duration_since(last.date()).as_hours() / 24;
        match self {
            Self::Off => false,
            Self::Daily => ahead || days >= 1,
            Self::Weekly => ahead || days >= 7,
        }
    }
}

impl Cause {
    /// The name under which it is kept.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Scheduled => "scheduled",
            Self::Migration => "migration",
        }
    }

    /// The cause of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Asked, Self::Scheduled, Self::Migration].into_iter().find(|cause| cause.name() == name)
    }
}

/// Which of these backups, the newest first, are deleted now that there are newer ones: their places in the list.
#[must_use]
pub fn superfluous(newest_first: &[Cause]) -> Vec<usize> {
    let own = newest_first.iter().enumerate().filter(|(_, cause)| **cause != Cause::Asked);
    own.skip(KEPT).map(|(place, _)| place).collect()
}

/// The name of a backup's file without its ending: `vouchsafe-2026-03-02-093000`.
#[must_use]
pub fn stem(made_at: Moment) -> String {
    let wall = made_at.offset().to_datetime(made_at.instant());
    format!("vouchsafe-{}", wall.strftime("%Y-%m-%d-%H%M%S"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Moment {
        Moment::parse(text).expect(text)
    }

    #[test]
    fn a_backup_is_due_once_a_day_or_a_week() {
        let last = moment("2026-03-02T23:50:00+01:00");
        for (now, daily, weekly) in [
            ("2026-03-02T23:59:00+01:00", false, false),
            ("2026-03-03T00:01:00+01:00", true, false),
            ("2026-03-08T23:59:00+01:00", true, false),
            ("2026-03-09T00:01:00+01:00", true, true),
        ] {
            assert_eq!(Schedule::Daily.is_due(Some(last), moment(now)), daily, "{now}");
            assert_eq!(Schedule::Weekly.is_due(Some(last), moment(now)), weekly, "{now}");
            assert!(!Schedule::Off.is_due(Some(last), moment(now)), "{now}");
        }
        assert!(Schedule::Daily.is_due(None, last) && Schedule::Weekly.is_due(None, last));
        assert!(!Schedule::Off.is_due(None, last));
    }

    #[test]
    fn a_clock_that_ran_back_makes_one_backup_and_stops_none() {
        let wrong = moment("2031-01-01T08:00:00+00:00");
        let now = moment("2026-03-02T08:00:00+00:00");
        for schedule in [Schedule::Daily, Schedule::Weekly] {
            assert!(schedule.is_due(Some(wrong), now));
            assert!(!schedule.is_due(Some(now), now), "the next one waits again");
            // Summer time ends, or a clock is set right by an hour: nothing happened.
            assert!(!schedule.is_due(Some(moment("2026-03-02T09:00:00+00:00")), now));
        }
    }

    #[test]
    fn the_newest_of_its_own_are_kept_and_all_that_were_asked_for() {
        let mut causes = vec![Cause::Scheduled; KEPT];
        assert!(superfluous(&causes).is_empty());
        causes.insert(3, Cause::Asked);
        causes.extend([Cause::Asked, Cause::Migration, Cause::Scheduled, Cause::Asked]);
        assert_eq!(superfluous(&causes), [KEPT + 2, KEPT + 3]);
    }

    #[test]
    fn names_are_read_back() {
        for schedule in Schedule::ALL {
            assert_eq!(Schedule::parse(schedule.name()), Some(schedule));
        }
        assert_eq!((Schedule::parse("hourly"), Cause::parse("hourly")), (None, None));
        assert_eq!(Cause::parse(Cause::Migration.name()), Some(Cause::Migration));
        assert_eq!(stem(moment("2026-03-02T23:50:07-02:00")), "vouchsafe-2026-03-02-235007");
    }
}
