//! The candidate's page: what they say to the result, and that they have received it. *Received* is not *agreed*.

use super::moment::Moment;

/// What the candidate said and did at the end of the sitting.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SignOff {
    /// The candidate's own words, word for word; empty where there are none.
    pub comment: String,
    /// Whether the candidate agrees with the result; none: they did not say.
    pub agreement: Option<Agreement>,
    /// Whether the candidate confirmed that they read it.
    pub acknowledgement: Acknowledgement,
    /// Why there is no acknowledgement, word for word; empty where there is one, or no reason.
    pub missing_because: String,
}

/// What the candidate thinks of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Agreement {
    /// They agree.
    Agrees,
    /// They agree with some of it.
    AgreesInPart,
    /// They do not agree.
    Disagrees,
}

impl Agreement {
    /// All answers.
    pub const ALL: [Self; 3] = [Self::Agrees, Self::AgreesInPart, Self::Disagrees];

    /// The name in interview files, in the store and in the record.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::AgreesInPart => "agrees-in-part",
            Self::Disagrees => "disagrees",
        }
    }

    /// The words for people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Agrees => "Agrees with the result",
            Self::AgreesInPart => "Agrees in part",
            Self::Disagrees => "Does not agree",
        }
    }

    /// The answer with this [`name`](Self::name).
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|agreement| agreement.name() == name)
    }
}

/// Whether the candidate confirmed that they read their page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Acknowledgement {
    /// Not yet, or not at all.
    #[default]
    None,
    /// They did.
    Given {
        /// By drawing or by typing.
        mark: Mark,
        /// When.
        at: Moment,
    },
    /// They did, and something was changed afterwards, so that it counts no more.
    Voided {
        /// When it was changed.
        at: Moment,
    },
}

impl Acknowledgement {
    /// Whether it counts.
    #[must_use]
    pub fn is_given(&self) -> bool {
        matches!(self, Self::Given { .. })
    }
}

/// The candidate's mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// The name, as they typed it.
    Typed(String),
    /// What they drew.
    Drawn(Drawing),
}

impl Mark {
    /// The same kind of mark with nothing to see, for copies of a report that leave it out.
    #[must_use]
    pub fn withheld(&self) -> Self {
        match self {
            Self::Typed(_) => Self::Typed(String::new()),
            Self::Drawn(_) => Self::Drawn(Drawing::withheld()),
        }
    }

    /// Whether there is nothing to see, as there is in every mark that somebody made.
    #[must_use]
    pub fn is_withheld(&self) -> bool {
        match self {
            Self::Typed(name) => name.is_empty(),
            Self::Drawn(drawing) => *drawing == Drawing::withheld(),
        }
    }
}

/// A signature drawn by hand: lines through points, in a box four times as wide as it is high.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing(Vec<Vec<Point>>);

/// A point of the box; the origin is its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Point {
    /// From the left, 0 to [`Drawing::WIDTH`].
    pub x: u16,
    /// From the top, 0 to [`Drawing::HEIGHT`].
    pub y: u16,
}

/// Why something is no drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DrawingRefusal {
    /// No line has an extent.
    Empty,
    /// A point lies outside of the box.
    Outside,
    /// More than [`Drawing::POINT_LIMIT`] points.
    TooLong,
}

impl std::fmt::Display for DrawingRefusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Empty => "Nothing is drawn yet. Draw a signature, or type the name.",
            Self::Outside => "The drawing leaves its box, which is 4000 wide and 1000 high. Draw it again inside.",
            Self::TooLong => "The drawing has more than 20,000 points. Draw it again with fewer.",
        })
    }
}

impl Drawing {
    /// The width of the box.
    pub const WIDTH: u16 = 4000;
    /// The height of the box.
    pub const HEIGHT: u16 = 1000;
    /// The most points of a drawing.
    pub const POINT_LIMIT: usize = 20_000;

    /// The drawing with these lines. Lines without a point are left out.
    ///
    /// # Errors
    /// If nothing is drawn (dots alone are nothing), if a point is outside, or if there are too many.
    pub fn new(lines: Vec<Vec<Point>>) -> Result<Self, DrawingRefusal> {
        let lines: Vec<Vec<Point>> = lines.into_iter().filter(|line| !line.is_empty()).collect();
        if !lines.iter().any(|line| line.iter().any(|point| *point != line[0])) {
            return Err(DrawingRefusal::Empty);
        }
        if lines.iter().flatten().any(|point| point.x > Self::WIDTH || point.y > Self::HEIGHT) {
            return Err(DrawingRefusal::Outside);
        }
        if lines.iter().map(Vec::len).sum::<usize>() > Self::POINT_LIMIT {
            return Err(DrawingRefusal::TooLong);
        }
        Ok(Self(lines))
    }

    /// What stands for a drawing that is not shown: the only one without lines.
    #[must_use]
    pub fn withheld() -> Self {
        Self(Vec::new())
    }

    /// The lines, each with at least one point.
    #[must_use]
    pub fn lines(&self) -> &[Vec<Point>] {
        &self.0
    }

    /// The drawing as text: lines parted by `;`, points by a space, `x,y` each.
    #[must_use]
    pub fn to_text(&self) -> String {
        let line = |line: &Vec<Point>| {
            line.iter().map(|point| format!("{},{}", point.x, point.y)).collect::<Vec<_>>().join(" ")
        };
        self.0.iter().map(line).collect::<Vec<_>>().join(";")
    }

    /// Reads what [`to_text`](Self::to_text) writes.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let point = |text: &str| {
            let (x, y) = text.split_once(',')?;
            Some(Point { x: x.parse().ok()?, y: y.parse().ok()? })
        };
        let line = |text: &str| text.split(' ').map(point).collect::<Option<Vec<_>>>();
        Self::new(text.split(';').map(line).collect::<Option<_>>()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(x: u16, y: u16) -> Point {
        Point { x, y }
    }

    #[test]
    fn a_drawing_reads_back() {
        let drawing = Drawing::new(vec![vec![point(0, 0), point(4000, 1000)], vec![], vec![point(7, 9)]]);
        let drawing = drawing.expect("a drawing");
        assert_eq!(drawing.to_text(), "0,0 4000,1000;7,9");
        assert_eq!(Drawing::from_text(&drawing.to_text()), Some(drawing));
        assert_eq!(Drawing::from_text("1,2 3"), None);
    }

    #[test]
    fn what_is_no_drawing_is_refused() {
        assert_eq!(Drawing::new(vec![]), Err(DrawingRefusal::Empty));
        assert_eq!(Drawing::new(vec![vec![point(1, 1), point(1, 1)], vec![point(5, 5)]]), Err(DrawingRefusal::Empty));
        assert_eq!(Drawing::new(vec![vec![point(0, 0), point(4001, 0)]]), Err(DrawingRefusal::Outside));
        let long = (0..=20_000).map(|n| point(n % 4000, 1)).collect();
        assert_eq!(Drawing::new(vec![long]), Err(DrawingRefusal::TooLong));
    }
}
