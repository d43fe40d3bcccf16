//! Points in time as people wrote them down.

use std::fmt;

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

/// An instant together with the offset from UTC that the clock on the wall had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Moment {
    instant: Timestamp,
    offset: Offset,
}

impl Moment {
    /// The instant as read from a clock at this offset, cut to whole seconds.
    #[must_use]
    pub fn new(instant: Timestamp, offset: Offset) -> Self {
        let instant = Timestamp::from_second(instant.as_second()).unwrap_or(instant);
        Self { instant, offset }
    }

    /// Reads RFC 3339: a date, a time, and an offset (`2026-03-02T09:30:00+01:00`, or `Z`).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if !has_shape(text) {
            return None;
        }
        let pieces = jiff::fmt::temporal::DateTimeParser::new().parse_pieces(text).ok()?;
        let offset = match pieces.offset()? {
            jiff::fmt::temporal::PiecesOffset::Numeric(numeric) => numeric.offset(),
            _ => Offset::UTC,
        };
        let instant = offset.to_timestamp(pieces.date().to_datetime(pieces.time()?)).ok()?;
        Some(Self::new(instant, offset))
    }

    /// The instant.
    #[must_use]
    pub fn instant(self) -> Timestamp {
        self.instant
    }

    /// The offset from UTC.
    #[must_use]
    pub fn offset(self) -> Offset {
        self.offset
    }

    /// The date on the wall: `2026-03-02`.
    #[must_use]
    pub fn date(self) -> jiff::civil::Date {
        self.offset.to_datetime(self.instant).date()
    }

    /// The beginning of the date on the wall, in UTC: what is left where nobody is to learn the time of day, nor from the
    /// offset in which part of the world it was.
    #[must_use]
    pub fn to_the_day(self) -> Self {
        let midnight = Offset::UTC.to_timestamp(self.date().to_datetime(jiff::civil::Time::midnight()));
        // A date that is on a wall is one in UTC, too.
        midnight.map_or(self, |instant| Self::new(instant, Offset::UTC))
    }

    /// The date for people: `2 March 2026`.
    #[must_use]
    pub fn date_in_words(self) -> String {
        self.offset.to_datetime(self.instant).strftime("%-d %B %Y").to_string()
    }

    /// Date, time and offset for people: `2 March 2026, 09:30:00 +01:00`.
    #[must_use]
    pub fn in_words(self) -> String {
        self.instant.to_zoned(TimeZone::fixed(self.offset)).strftime("%-d %B %Y, %H:%M:%S %:z").to_string()
    }
}

/// Whether a text has the shape of RFC 3339, section 5.6; the date and time library reads more than that.
fn has_shape(text: &str) -> bool {
    let shape: String = text.chars().map(|it| if it.is_ascii_digit() { '0' } else { it }).collect();
    let Some(rest) = shape.strip_prefix("0000-00-00T00:00:00") else { return false };
    let after_fraction = match rest.strip_prefix('.') {
        Some(fraction) if fraction.starts_with('0') => fraction.trim_start_matches('0'),
        Some(_) => return false,
        None => rest,
    };
    let hour = text.len().checked_sub(5).and_then(|at| text.get(at..at + 2)).and_then(|hour| hour.parse::<u8>().ok());
    match after_fraction {
        "Z" => true,
        "+00:00" | "-00:00" => hour.is_some_and(|hour| hour < 24),
        _ => false,
    }
}

impl fmt::Display for Moment {
    /// RFC 3339 with a numeric offset: `2026-03-02T09:30:00+01:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.instant.display_with_offset(self.offset).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back_what_it_prints() {
        for text in ["2026-03-02T09:30:00+01:00", "2026-03-02T09:30:00+00:00", "1999-12-31T23:59:59-11:30"] {
            let moment = Moment::parse(text).expect(text);
            assert_eq!(moment.to_string(), text);
        }
        let tenth = Moment::parse("2026-03-02T09:30:00.123Z").expect("a fraction");
        assert_eq!(tenth.to_string(), "2026-03-02T09:30:00+00:00");
        let zulu = Moment::parse("2026-03-02T09:30:00Z").expect("Zulu time");
        assert_eq!(zulu.to_string(), "2026-03-02T09:30:00+00:00");
    }

    #[test]
    fn refuses_what_names_no_instant() {
        for text in [
            "",
            "tomorrow",
            "2026-03-02",
            "2026-03-02T09:30:00",
            "2026-03-02T09:30Z",
            "2026-02-30T09:30:00Z",
            "2026-03-02T09:30:00.Z",
            "2026-03-02T09:30:00+0100",
            "2026-03-02T09:30:00+25:00",
            "2026-03-02T09:30:00+01:00[Europe/Berlin]",
        ] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_day_is_that_of_the_wall_clock() {
        for text in ["2026-03-01T23:30:00-02:00", "2026-03-01T00:10:00+13:00", "2026-03-01T00:00:00+00:00"] {
            let day = Moment::parse(text).expect(text).to_the_day();
            assert_eq!(day.to_string(), "2026-03-01T00:00:00+00:00", "{text}");
        }
    }

    #[test]
    fn words_are_those_of_the_wall_clock() {
        let moment = Moment::parse("2026-03-01T23:30:00-02:00").expect("a moment");
        assert_eq!(moment.date_in_words(), "1 March 2026");
        assert_eq!(moment.in_words(), "1 March 2026, 23:30:00 -02:00");
    }
}
