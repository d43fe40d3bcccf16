//! The sheets of paper that a report is laid out for.
//!
//! All places are given as on A4, on which the report was drawn first. Another sheet has the same width of text, in its
//! middle; what stands at the foot keeps its distance from the lower edge.

use super::style::points;
use crate::domain::notices::Paper;

/// A4's width and height, and where its body ends.
const A4: [f64; 2] = [210.0, 297.0];
const A4_BODY_END: f64 = 268.0;

/// A sheet of paper, measured in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Sheet {
    width: f64,
    height: f64,
    /// From the top of one level's row to the next one's, in the picture of the levels.
    pub(super) pitch: f64,
    /// How much higher than on A4 the summary page begins.
    pub(super) rise: f64,
}

impl Sheet {
    pub(super) fn new(paper: Paper) -> Self {
        match paper {
            Paper::A4 => Self { width: A4[0], height: A4[1], pitch: 6.3, rise: 0.0 },
            Paper::Letter => Self { width: 215.9, height: 279.4, pitch: 5.6, rise: 4.0 },
        }
    }

    /// Width and height.
    pub(crate) fn size(&self) -> [f64; 2] {
        [self.width, self.height]
    }

    /// Where the body ends.
    pub(super) fn bottom(&self) -> f64 {
        A4_BODY_END - self.shorter()
    }

    /// How much shorter it is than A4.
    pub(super) fn shorter(&self) -> f64 {
        A4[1] - self.height
    }

    /// How much further to the right the text stands.
    fn shift(&self) -> f64 {
        (self.width - A4[0]) / 2.0
    }

    /// A place on this sheet, in points from its bottom left corner.
    pub(super) fn place(&self, x: f64, y: f64) -> [f64; 2] {
        [points(x + self.shift()), points(self.height - y)]
    }

    /// A rectangle at the foot of A4, in points, as it lies on this sheet: left, bottom, right, top.
    pub(crate) fn at_foot(&self, [left, bottom, right, top]: [f64; 4]) -> [f64; 4] {
        let shift = points(self.shift());
        [left + shift, bottom, right + shift, top].map(|it| (it * 100.0).round() / 100.0)
    }
}
