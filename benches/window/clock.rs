//! Times that a page measured.

use std::time::Duration;

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
