//! Medians, and the table in which they are printed.

use std::fmt;
use std::time::Duration;

/// What was measured, line by line.
#[derive(Default)]
pub(crate) struct Table {
    lines: Vec<Line>,
}

struct Line {
    what: String,
    median: Duration,
    /// How it compares to what is unavoidable, and what it may be at most.
    ratio: Option<(f64, f64)>,
}

impl Table {
    /// A quantity that others are compared to.
    pub(crate) fn add(&mut self, what: &str, median: Duration) {
        self.lines.push(Line { what: what.to_owned(), median, ratio: None });
    }

    /// A quantity that may be at most `target` times `unavoidable`.
    pub(crate) fn compare(&mut self, what: &str, median: Duration, unavoidable: Duration, target: f64) {
        let ratio = median.as_secs_f64() / unavoidable.as_secs_f64();
        self.lines.push(Line { what: what.to_owned(), median, ratio: Some((ratio, target)) });
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<52} {:>10} {:>7} {:>7}", "what", "median", "ratio", "target")?;
        for Line { what, median, ratio } in &self.lines {
            write!(f, "{what:<52} {:>7.2} ms", median.as_secs_f64() * 1000.0)?;
            if let Some((ratio, target)) = ratio {
                let judged = if ratio <= target { "met" } else { "MISSED" };
                write!(f, " {ratio:>7.3} {target:>7.2} {judged}")?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

/// The middle one of several times.
pub(crate) fn median(mut times: Vec<Duration>) -> Duration {
    assert!(!times.is_empty(), "nothing was measured");
    times.sort_unstable();
    let middle = times.len() / 2;
    if times.len().is_multiple_of(2) { (times[middle - 1] + times[middle]) / 2 } else { times[middle] }
}
