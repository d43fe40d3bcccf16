//! Pictures of findings and verdicts. Discs are ratings, squares are verdicts; neither stands without a label.

use std::f64::consts::PI;

use super::canvas::{Canvas, Ink};
use super::style::{INK, RULE, WHITE};
use crate::domain::decision::Verdict;
use crate::domain::rating::{Finding, Rating};

/// How far a Bézier handle is from its point for a quarter of a circle with radius 1.
const HANDLE: f64 = 0.5523;
/// The thickness of rings and frames, in points.
const RING: f64 = 0.75;

/// A disc of the diameter `d` whose box has its top left corner at `x`, `y`.
pub(super) fn disc(canvas: &mut Canvas, x: f64, y: f64, d: f64, finding: Finding) {
    let (centre, r) = ((x + d / 2.0, y + d / 2.0), d / 2.0);
    // A ring's stroke lies half outside its path.
    let ring = r - 0.13;
    match finding {
        Finding::Rated(Rating::Fully) => canvas.shape(&circle(centre, r), |path| Ink::Fill { path, colour: INK }),
        Finding::Rated(Rating::Largely) => {
            outline(canvas, centre, ring, Vec::new());
            canvas.shape(&sector(centre, ring, 3), |path| Ink::Fill { path, colour: INK });
        }
        Finding::Rated(Rating::Partly) => {
            outline(canvas, centre, ring, Vec::new());
            canvas.shape(&sector(centre, ring, 1), |path| Ink::Fill { path, colour: INK });
        }
        Finding::Rated(Rating::NotMet) => outline(canvas, centre, ring, Vec::new()),
        Finding::NoOpportunity => canvas.rule(x, x + d, centre.1, 1.1, INK),
        Finding::NotExplored => {
            let dash = super::style::points(PI * ring * 2.0 / 16.0);
            outline(canvas, centre, ring, vec![dash, dash]);
        }
    }
}

/// A square of the side `d` whose top left corner is at `x`, `y`.
pub(super) fn verdict(canvas: &mut Canvas, x: f64, y: f64, d: f64, verdict: Verdict) {
    let at = |across: f64, down: f64| (x + across * d, y + down * d);
    // A frame's stroke lies half outside its path.
    let frame = [x + 0.13, y + 0.13, d - 0.26, d - 0.26];
    match verdict {
        Verdict::Met => {
            canvas.area([x, y, d, d], INK);
            canvas.stroke(&[at(0.20, 0.52), at(0.42, 0.74), at(0.80, 0.27)], 1.0, WHITE);
        }
        Verdict::NotMet => {
            canvas.frame(frame, RING, INK);
            canvas.stroke(&[at(0.24, 0.24), at(0.76, 0.76)], 0.9, INK);
            canvas.stroke(&[at(0.76, 0.24), at(0.24, 0.76)], 0.9, INK);
        }
        Verdict::Inconclusive => {
            canvas.frame(frame, RING, INK);
            canvas.fill(&[at(0.96, 0.04), at(0.96, 0.96), at(0.04, 0.96)], INK);
        }
        Verdict::NotAssessed => canvas.dashed_frame(frame, [0.55, 0.45], INK),
        Verdict::NotDefined => canvas.rule(x, x + d, y + d / 2.0, RING, RULE),
    }
}

fn outline(canvas: &mut Canvas, centre: (f64, f64), r: f64, dash: Vec<f64>) {
    canvas.shape(&circle(centre, r), |path| Ink::Stroke { path, width: RING, colour: INK, dash });
}

/// A circle, from 12 o'clock clockwise.
fn circle(centre: (f64, f64), r: f64) -> Vec<(f64, f64, bool)> {
    arc(centre, r, 4)
}

/// A sector of so many quarters, from 12 o'clock clockwise.
fn sector(centre: (f64, f64), r: f64, quarters: usize) -> Vec<(f64, f64, bool)> {
    let mut points = vec![(centre.0, centre.1, false)];
    points.extend(arc(centre, r, quarters));
    points
}

fn arc((x, y): (f64, f64), r: f64, quarters: usize) -> Vec<(f64, f64, bool)> {
    const TURNS: [(f64, f64); 5] = [(0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)];
    let mut points = vec![(x, y - r, false)];
    for turn in TURNS.windows(2).take(quarters) {
        let [from, to] = [turn[0], turn[1]];
        let handle = |at: (f64, f64), towards: (f64, f64)| {
            (x + r * (at.0 + HANDLE * towards.0), y + r * (at.1 + HANDLE * towards.1), true)
        };
        points.push(handle(from, to));
        points.push(handle(to, from));
        points.push((x + r * to.0, y + r * to.1, false));
    }
    points
}
