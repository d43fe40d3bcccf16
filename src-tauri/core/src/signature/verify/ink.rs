//! What a page's content draws, piece by piece in the order of painting, so that it can be asked what is seen of it.
//!
//! Only operators that a report's layout writes are read: text in its fonts, lines and areas in plain colours. There is
//! none that clips, scales, turns or stretches, and no drawing that is made of other drawings.

use lopdf::content::Operation;
use lopdf::{Dictionary, Object};

use super::super::document::Pdf;
use super::super::written_font::Shown;

/// Text in one colour on one line.
pub(super) struct Run {
    pub(super) text: String,
    /// Whether it is furniture, such as a page's head.
    pub(super) is_artifact: bool,
    pub(super) colour: Colour,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) baseline: f32,
    /// In points.
    pub(super) size: f32,
    /// Its place in the order of painting, which it has in common with shapes.
    pub(super) order: usize,
}

/// A piece of a line, or an area: the rectangle that it does not leave.
pub(super) struct Shape {
    pub(super) bounds: Bounds,
    pub(super) colour: Colour,
    /// Whether it fills its bounds.
    pub(super) is_solid: bool,
    pub(super) order: usize,
}

/// A rectangle, in points from the bottom left corner of the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bounds {
    pub(super) left: f32,
    pub(super) bottom: f32,
    pub(super) right: f32,
    pub(super) top: f32,
}

impl Bounds {
    fn around(points: &[Point]) -> Self {
        let none = Self { left: f32::MAX, bottom: f32::MAX, right: f32::MIN, top: f32::MIN };
        points.iter().fold(none, |bounds, [x, y]| Self {
            left: bounds.left.min(*x),
            bottom: bounds.bottom.min(*y),
            right: bounds.right.max(*x),
            top: bounds.top.max(*y),
        })
    }

    fn wider_by(self, by: f32) -> Self {
        Self { left: self.left - by, bottom: self.bottom - by, right: self.right + by, top: self.top + by }
    }

    /// Whether both have a part in common.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.bottom < other.top && other.bottom < self.top
    }

    pub(super) fn contains(&self, other: &Self) -> bool {
        self.left <= other.left && other.right <= self.right && self.bottom <= other.bottom && other.top <= self.top
    }
}

/// Red, green and blue, 0 to 1.
pub(super) type Colour = [f32; 3];

type Point = [f32; 2];

/// The sizes of text, in points.
const SIZES: std::ops::RangeInclusive<f32> = 5.0..=100.0;
/// The space that may be added after every character, in points.
const SPACING: std::ops::RangeInclusive<f32> = 0.0..=1.0;

/// What is drawn on one page.
pub(super) struct Ink<'a> {
    pub(super) runs: Vec<Run>,
    pub(super) shapes: Vec<Shape>,
    /// Within a marked part: whether it is an artifact.
    is_artifact: Option<bool>,
    /// Within text: where the next run begins, once that is said.
    text: Option<Option<Point>>,
    path: Path,
    state: State<'a>,
    kept: Vec<State<'a>>,
}

/// The graphics state, as far as a report changes it (ISO 32000-1, 8.4).
#[derive(Clone, Copy)]
struct State<'a> {
    fill: Colour,
    stroke: Colour,
    width: f32,
    font: Option<(&'a Object, f32)>,
    spacing: f32,
}

/// A path as far as it is drawn.
#[derive(Default)]
struct Path {
    /// The bounds of its pieces.
    pieces: Vec<Bounds>,
    points: Vec<Point>,
    start: Option<Point>,
    current: Option<Point>,
    subpaths: usize,
    has_curves: bool,
}

impl<'a> Ink<'a> {
    pub(super) fn new() -> Self {
        let state = State { fill: [0.0; 3], stroke: [0.0; 3], width: 1.0, font: None, spacing: 0.0 };
        Self {
            runs: Vec::new(),
            shapes: Vec::new(),
            is_artifact: None,
            text: None,
            path: Path::default(),
            state,
            kept: Vec::new(),
        }
    }

    /// Draws what an operation draws; the end of a sentence if no report is written with it.
    pub(super) fn draw(
        &mut self,
        operation: &Operation,
        fonts: Option<&'a Dictionary>,
        show: impl FnOnce(&'a Object, &[u8]) -> Result<Shown, &'static str>,
    ) -> Result<(), String> {
        let strange = || format!("uses the operator {} as no report does", operation.operator.escape_default());
        match (operation.operator.as_str(), operation.operands.as_slice()) {
            ("BMC", [tag]) | ("BDC", [tag, _]) => self.begin(tag)?,
            ("EMC", []) => self.is_artifact.take().map(drop).ok_or("ends a part that it did not begin")?,
            ("Tf", [Object::Name(name), size]) => {
                let size = number(size).filter(|size| SIZES.contains(size)).ok_or_else(strange)?;
                self.state.font = fonts.and_then(|fonts| fonts.get(name).ok()).map(|font| (font, size));
            }
            ("Tj", [Object::String(codes, _)]) => {
                let (font, size) = self.state.font.ok_or("uses a font that is not a report's")?;
                let place = self.text.flatten().ok_or_else(strange)?;
                self.show(show(font, codes)?, place, size);
            }
            (operator, operands) => {
                let numbers: Option<Vec<f32>> = match operands {
                    [Object::Array(dashes), phase] if operator == "d" => {
                        dashes.iter().chain([phase]).all(|it| number(it).is_some()).then(Vec::new)
                    }
                    operands => operands.iter().map(number).collect(),
                };
                self.paint(operator, &numbers.ok_or_else(strange)?).ok_or_else(strange)?;
            }
        }
        Ok(())
    }

    /// Parts do not lie within each other.
    fn begin(&mut self, tag: &Object) -> Result<(), &'static str> {
        let is_artifact = tag.as_name().is_ok_and(|tag| tag == b"Artifact");
        match self.is_artifact.replace(is_artifact) {
            None => Ok(()),
            Some(_) => Err("marks a part within a part"),
        }
    }

    /// What is given by numbers alone; none if it does not belong there.
    fn paint(&mut self, operator: &str, numbers: &[f32]) -> Option<()> {
        match (operator, numbers, self.text) {
            ("BT", [], None) if self.path.is_empty() => self.text = Some(None),
            ("ET", [], Some(_)) => self.text = None,
            ("Td", [x, y], Some(None)) => self.text = Some(Some([*x, *y])),
            ("Tc", [spacing], Some(_)) if SPACING.contains(spacing) => self.state.spacing = *spacing,
            ("rg", [r, g, b], _) => self.state.fill = colour([*r, *g, *b])?,
            ("RG", [r, g, b], None) => self.state.stroke = colour([*r, *g, *b])?,
            ("w", [width], None) if *width >= 0.0 => self.state.width = *width,
            ("J" | "j", [_], None) | ("d", [], None) => (),
            ("q", [], None) if self.path.is_empty() => self.kept.push(self.state),
            ("Q", [], None) if self.path.is_empty() => self.state = self.kept.pop()?,
            ("m", [x, y], None) => self.path.begin([*x, *y]),
            ("l", [x, y], None) => self.path.go(&[[*x, *y]])?,
            ("c", [a, b, c, d, x, y], None) => self.path.go(&[[*a, *b], [*c, *d], [*x, *y]])?,
            ("h", [], None) => self.path.close()?,
            ("re", [x, y, width, height], None) => {
                let (right, top) = (x + width, y + height);
                self.path.begin([*x, *y]);
                self.path.go(&[[right, *y]])?;
                self.path.go(&[[right, top]])?;
                self.path.go(&[[*x, top]])?;
                self.path.close()?;
            }
            ("f" | "f*", [], None) => {
                let path = std::mem::take(&mut self.path);
                let (bounds, is_solid) = (Bounds::around(&path.points), path.is_rectangle());
                self.add(bounds, self.state.fill, is_solid);
            }
            ("S", [], None) => {
                for piece in std::mem::take(&mut self.path).pieces {
                    self.add(piece.wider_by(self.state.width / 2.0), self.state.stroke, false);
                }
            }
            _ => return None,
        }
        Some(())
    }

    fn add(&mut self, bounds: Bounds, colour: Colour, is_solid: bool) {
        let order = self.next();
        self.shapes.push(Shape { bounds, colour, is_solid, order });
    }

    fn show(&mut self, shown: Shown, [left, baseline]: Point, size: f32) {
        let characters = shown.text.chars().count() as f32;
        let right = left + shown.width / 1000.0 * size + characters * self.state.spacing;
        let (colour, order) = (self.state.fill, self.next());
        let is_artifact = self.is_artifact == Some(true);
        self.runs.push(Run { text: shown.text, is_artifact, colour, left, right, baseline, size, order });
        self.text = Some(Some([right, baseline]));
    }

    fn next(&self) -> usize {
        self.runs.len() + self.shapes.len()
    }
}

impl Path {
    fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    fn begin(&mut self, at: Point) {
        (self.start, self.current) = (Some(at), Some(at));
        self.points.push(at);
        self.subpaths += 1;
    }

    /// A line to the last of these points, or a curve between the others.
    fn go(&mut self, through: &[Point]) -> Option<()> {
        let from = self.current?;
        self.pieces.push(Bounds::around(&[&[from], through].concat()));
        self.points.extend(through);
        self.has_curves |= through.len() > 1;
        self.current = through.last().copied();
        Some(())
    }

    fn close(&mut self) -> Option<()> {
        let (from, to) = (self.current?, self.start?);
        self.pieces.push(Bounds::around(&[from, to]));
        self.current = Some(to);
        Some(())
    }

    /// Whether it is one rectangle along the page's edges, which an area fills.
    fn is_rectangle(&self) -> bool {
        let [a, b, c, d] = self.points[..] else { return false };
        let along = |from: Point, to: Point| (from[0] == to[0]) != (from[1] == to[1]);
        let turns = (a[0] == b[0]) != (b[0] == c[0]);
        self.subpaths == 1 && !self.has_curves && turns && along(a, b) && along(b, c) && along(c, d) && along(d, a)
    }
}

fn colour(colour: Colour) -> Option<Colour> {
    colour.iter().all(|share| (0.0..=1.0).contains(share)).then_some(colour)
}

/// A number that stands for a place or a length; far outside of any page it stands for nothing.
pub(super) fn number(object: &Object) -> Option<f32> {
    object.as_float().ok().filter(|number| number.abs() <= 20_000.0)
}

/// A rectangle as a dictionary has it under this key (ISO 32000-1, 7.9.5), from its bottom left to its top right.
pub(super) fn rectangle(pdf: &Pdf<'_>, dictionary: &Dictionary, key: &[u8]) -> Option<Bounds> {
    let corners = pdf.resolve(dictionary.get(key).ok()?)?.as_array().ok()?;
    let [left, bottom, right, top] = corners.iter().map(number).collect::<Option<Vec<_>>>()?[..] else { return None };
    (left < right && bottom < top).then_some(Bounds { left, bottom, right, top })
}
