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

/// The median of times that a page measured.
///
/// The engine gives the page's clock in whole milliseconds, so many times are equal. Equal ones are taken to be spread
/// evenly over their millisecond, as is usual for the median of grouped values.
pub(crate) fn page_median(mut milliseconds: Vec<f64>) -> Duration {
    assert!(!milliseconds.is_empty(), "nothing was measured");
    milliseconds.iter_mut().for_each(|time| *time = time.round());
    milliseconds.sort_unstable_by(f64::total_cmp);
    let middle = milliseconds[milliseconds.len() / 2];
    let count = |holds: &dyn Fn(f64) -> bool| -> f64 { milliseconds.iter().map(|it| f64::from(holds(*it))).sum() };
    let (half, below, equal) = (count(&|_| true) / 2.0, count(&|it| it < middle), count(&|it| it == middle));
    Duration::from_secs_f64((middle - 0.5 + (half - below) / equal).max(0.0) / 1000.0)
}

/// The milliseconds that a page answered with.
pub(crate) fn times(answer: &serde_json::Value) -> impl Iterator<Item = f64> {
    let times = answer.as_array().unwrap_or_else(|| panic!("the page measured {answer}"));
    times.iter().map(|time| time.as_f64().unwrap())
}
