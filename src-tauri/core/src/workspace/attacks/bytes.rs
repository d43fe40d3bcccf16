//! Changed bytes of a real report. None of them passes.

use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{full, original, verified};
use crate::signature::forge::is_sealed;

/// One bit low, one bit high, all bits.
const MASKS: [u8; 3] = [0x01, 0x80, 0xFF];

/// One in so many files is verified in full although its seal is broken.
const SAMPLE: usize = 200;

/// Changes the bytes at these places under every mask, on all processors; how many files that were.
fn change(pdf: &[u8], places: &[usize]) -> usize {
    let next = AtomicUsize::new(0);
    let passed = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(2, NonZeroUsize::get);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut changed = pdf.to_vec();
                while let Some(place) = places.get(next.fetch_add(1, Ordering::Relaxed)) {
                    for mask in MASKS {
                        changed[*place] ^= mask;
                        // What is not sealed is never valid; reading all of these files as PDFs would take an hour.
                        let is_read = is_sealed(&changed) || place % SAMPLE == 0;
                        if is_read && verified(&changed).verdict.is_valid() {
                            passed.lock().expect("a list").push((*place, mask));
                        }
                        changed[*place] ^= mask;
                    }
                }
            });
        }
    });
    assert_eq!(passed.into_inner().expect("a list"), [], "these changes passed");
    places.len() * MASKS.len()
}

/// Whether each byte lies within a stream.
fn streams(pdf: &[u8]) -> Vec<bool> {
    let mut inside = vec![false; pdf.len()];
    for begin in memchr::memmem::find_iter(pdf, b"stream\n").filter(|at| !pdf[..*at].ends_with(b"end")) {
        let begin = begin + b"stream\n".len();
        let length = memchr::memmem::find(&pdf[begin..], b"endstream").expect("an end");
        inside[begin..begin + length].fill(true);
    }
    inside
}

/// Every byte outside of streams, and one in fifty inside.
#[test]
fn no_changed_byte_of_a_report_is_valid() {
    let pdf = &original("thin").signed;
    let inside = streams(pdf);
    let places: Vec<usize> = (0..pdf.len()).filter(|place| !inside[*place] || place % 50 == 0).collect();
    assert!(places.len() * 10 > pdf.len(), "a report has more structure than that");
    let files = change(pdf, &places);
    assert!(files > 10_000, "{files}");
}

/// Every byte of a report, which takes a while: `make torture`.
#[test]
#[ignore = "make torture runs it"]
fn torture() {
    let pdf = &original("thin").signed;
    let places: Vec<usize> = (0..pdf.len()).collect();
    let start = std::time::Instant::now();
    let files = change(pdf, &places);
    eprintln!("{files} changed files of {} bytes, none valid, {} s", pdf.len(), start.elapsed().as_secs());
}

/// Longer changes than a byte: whatever comes in gets an answer.
#[test]
fn whatever_is_mixed_from_reports_gets_an_answer() {
    let sources = [&full().signed, &full().countersigned, &full().base];
    let mut seed = 1_u64;
    let mut draw = |limit: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).expect("a number") % limit.max(1)
    };
    for _ in 0..400 {
        let mut pdf = sources[draw(3)].clone();
        for _ in 0..=draw(3) {
            let source = sources[draw(3)];
            let from = draw(source.len());
            let piece = &source[from..source.len().min(from + draw(3000))];
            let at = draw(pdf.len());
            let end = pdf.len().min(at + draw(3000));
            pdf.splice(at..end, piece.iter().copied());
        }
        let found = verified(&pdf);
        let is_whole = sources.iter().any(|source| **source == pdf);
        assert!(is_whole || !found.verdict.is_valid());
        assert!(found.verdict.is_valid() || !found.problems.is_empty());
    }
}
