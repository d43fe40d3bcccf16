//! Pages as lists of ink, and the text and structure that go with it.
//!
//! What is drawn inside [`Canvas::within`] belongs to a node of the structure tree; all other ink is an artifact:
//! furniture and pictures whose meaning a label tells. Texts are kept in the order in which they are drawn, which
//! is the order of reading.

use super::sheet::Sheet;
use super::style::{Colour, RIGHT, Style, points};
use crate::error::{Error, Result};
use crate::report::content::{Key, Text};
use crate::typeface::{self, Face};

/// All pages of a report.
#[derive(Debug)]
pub(crate) struct Canvas {
    /// What all pages are drawn on.
    pub(crate) sheet: Sheet,
    pub(crate) pages: Vec<Page>,
    /// What the pages say, in the order of reading, artifacts left out.
    pub(crate) said: Vec<Text>,
    /// The structure; the first node is the document.
    pub(crate) nodes: Vec<Node>,
    /// Where parts and levels begin.
    pub(crate) bookmarks: Vec<Bookmark>,
    open: Vec<NodeId>,
    mark: Option<usize>,
    refusal: Option<Error>,
    /// How much higher than said things are drawn.
    raised: f64,
}

/// One page.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) items: Vec<Item>,
    /// The node that each marked piece of content belongs to, by its number (MCID).
    pub(crate) marks: Vec<NodeId>,
}

/// Some ink, and the marked content that it is part of; none: an artifact.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) mark: Option<usize>,
    pub(crate) ink: Ink,
}

/// Something drawn. Coordinates and widths are in points from the bottom left corner.
#[derive(Debug)]
pub(crate) enum Ink {
    /// Text in one face on one line.
    Text { x: f64, baseline: f64, face: Face, size: f64, tracking: f64, colour: Colour, text: String },
    /// A line.
    Stroke { path: Path, width: f64, colour: Colour, dash: Vec<f64> },
    /// Lines as a pen draws them: with round ends and corners.
    Pen { paths: Vec<Path>, width: f64, colour: Colour },
    /// An area.
    Fill { path: Path, colour: Colour },
}

/// A line through points; handles come in pairs between two points of a Bézier curve.
#[derive(Debug)]
pub(crate) struct Path {
    pub(crate) points: Vec<PathPoint>,
    pub(crate) closed: bool,
}

/// A point of a path, or a handle of a curve.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PathPoint {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) is_handle: bool,
}

/// A node of the structure tree, by its place in [`Canvas::nodes`].
pub(crate) type NodeId = usize;

/// A node of the structure tree.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) role: Role,
    pub(crate) parent: Option<NodeId>,
    pub(crate) kids: Vec<Kid>,
    /// What a picture says, for who cannot see it.
    pub(crate) spoken: Option<String>,
}

/// What a node holds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kid {
    /// Another node.
    Node(NodeId),
    /// Marked content: a page, from 0, and a number on it.
    Marked { page: usize, mark: usize },
}

/// The standard structure types (ISO 32000-1, 14.8.4) that reports use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Document,
    Section,
    Heading1,
    Heading2,
    Paragraph,
    Quote,
    Figure,
    Table,
    Row,
    ColumnHead,
    RowHead,
    Cell,
}

/// A place to jump to.
#[derive(Debug)]
pub(crate) struct Bookmark {
    pub(crate) title: String,
    /// 0 for a part, 1 for what is in it, 2 for a statement.
    pub(crate) depth: usize,
    /// From 0.
    pub(crate) page: usize,
    /// In points from the bottom.
    pub(crate) y: f64,
}

impl Canvas {
    /// A canvas without pages.
    pub(super) fn new(sheet: Sheet) -> Self {
        let document = Node { role: Role::Document, parent: None, kids: Vec::new(), spoken: None };
        Self {
            sheet,
            pages: Vec::new(),
            said: Vec::new(),
            nodes: vec![document],
            bookmarks: Vec::new(),
            open: vec![0],
            mark: None,
            refusal: None,
            raised: 0.0,
        }
    }

    /// What `draw` draws stands so much higher than it says.
    pub(super) fn raised(&mut self, by: f64, draw: impl FnOnce(&mut Self)) {
        let outer = self.raised;
        self.raised += by;
        draw(self);
        self.raised = outer;
    }

    /// The canvas, unless something that cannot be drawn was to be drawn on it.
    pub(super) fn finished(self) -> Result<Self> {
        match self.refusal {
            Some(refusal) => Err(refusal),
            None => Ok(self),
        }
    }

    pub(super) fn add_page(&mut self) {
        self.pages.push(Page::default());
    }

    /// A new node inside the innermost open one.
    pub(super) fn node(&mut self, role: Role) -> NodeId {
        let id = self.nodes.len();
        let parent = self.open.last().copied();
        self.nodes.push(Node { role, parent, kids: Vec::new(), spoken: None });
        if let Some(parent) = parent {
            self.nodes[parent].kids.push(Kid::Node(id));
        }
        id
    }

    /// A new node that is a picture, with what it says.
    pub(super) fn figure(&mut self, spoken: &str) -> NodeId {
        let id = self.node(Role::Figure);
        self.nodes[id].spoken = Some(spoken.to_owned());
        id
    }

    /// Nodes that `inside` makes go into a new node.
    pub(super) fn group<T>(&mut self, role: Role, inside: impl FnOnce(&mut Self) -> T) -> T {
        let node = self.node(role);
        self.inside(node, inside)
    }

    /// Nodes that `inside` makes go into `node`.
    pub(super) fn inside<T>(&mut self, node: NodeId, inside: impl FnOnce(&mut Self) -> T) -> T {
        self.open.push(node);
        let result = inside(self);
        self.open.pop();
        result
    }

    /// What `draw` draws on the current page is content of `node`.
    pub(super) fn within(&mut self, node: NodeId, draw: impl FnOnce(&mut Self)) {
        let page = self.pages.len() - 1;
        let mark = self.pages[page].marks.len();
        self.pages[page].marks.push(node);
        self.nodes[node].kids.push(Kid::Marked { page, mark });
        let outer = self.mark.replace(mark);
        draw(self);
        self.mark = outer;
    }

    /// Draws one line of text as content of a new node, and says it.
    pub(super) fn line(&mut self, role: Role, x: f64, top: f64, style: &Style, text: &Text) {
        let node = self.node(role);
        self.line_of(node, x, top, style, text);
    }

    /// Draws one line of text as content of `node`, and says it.
    pub(super) fn line_of(&mut self, node: NodeId, x: f64, top: f64, style: &Style, text: &Text) {
        if !text.text.is_empty() {
            self.say(style, text.clone());
            self.within(node, |canvas| canvas.text(x, top, style, &text.text));
        }
    }

    /// Draws one line of text that ends at `right`, as content of `node`, and says it.
    pub(super) fn line_to(&mut self, node: NodeId, right: f64, top: f64, style: &Style, text: &Text) {
        self.line_of(node, right - style.width(&text.text), top, style, text);
    }

    /// Draws lines one below the other as content of `node`; gives the y after the last one.
    pub(super) fn lines(&mut self, node: NodeId, x: f64, top: f64, style: &Style, lines: &[String]) -> f64 {
        self.within(node, |canvas| {
            for (line, index) in lines.iter().zip(0_u32..) {
                canvas.text(x, top + f64::from(index) * style.lead, style, line);
            }
        });
        top + style.lead * lines.len() as f64
    }

    /// Keeps what the pages say, and refuses what no face can draw.
    pub(super) fn say(&mut self, style: &Style, text: Text) {
        self.check(style, text.key, &text.text);
        self.said.push(text);
    }

    /// Refuses what no face can draw, in text that is not part of what the pages say.
    pub(super) fn check(&mut self, style: &Style, key: Key, text: &str) {
        if self.refusal.is_some() {
            return;
        }
        if let Some(missing) = typeface::first_missing(style.face, text) {
            self.refusal = Some(Error::refused(format!(
                "The report cannot print {missing}, in {}. {}",
                key.place(),
                missing.advice()
            )));
        }
    }

    /// Draws text from `x` on, whose line's top is at `top`.
    pub(super) fn text(&mut self, x: f64, top: f64, style: &Style, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let mut left = x;
        for (face, run) in style.face.runs(text) {
            let [x, baseline] = self.place(left, top + style.baseline());
            left += style.width(&run);
            // Also a run of blanks, or who extracts the text would join the words of a face that has none of its own.
            self.draw(Ink::Text {
                x,
                baseline,
                face,
                size: style.size,
                tracking: style.tracking,
                colour: style.colour,
                text: run,
            });
        }
    }

    /// Draws text that ends at `right`.
    pub(super) fn text_to(&mut self, right: f64, top: f64, style: &Style, text: &str) {
        self.text(right - style.width(text), top, style, text);
    }

    /// A horizontal line, `weight` points thick.
    pub(super) fn rule(&mut self, from: f64, to: f64, y: f64, weight: f64, colour: Colour) {
        self.stroke(&[(from, y), (to, y)], weight, colour);
    }

    /// A line over the whole width of the text.
    pub(super) fn full_rule(&mut self, y: f64, weight: f64, colour: Colour) {
        self.rule(super::style::LEFT, RIGHT, y, weight, colour);
    }

    /// A line through points.
    pub(super) fn stroke(&mut self, through: &[(f64, f64)], weight: f64, colour: Colour) {
        self.draw(Ink::Stroke { path: self.path(through, false), width: weight, colour, dash: Vec::new() });
    }

    /// Lines as a pen draws them, `weight` points thick; a line of one point is a dot.
    pub(super) fn pen(&mut self, lines: &[Vec<(f64, f64)>], weight: f64, colour: Colour) {
        let paths = lines.iter().map(|line| self.path(line, false)).collect();
        self.draw(Ink::Pen { paths, width: weight, colour });
    }

    /// The outline of a rectangle.
    pub(super) fn frame(&mut self, [x, y, width, height]: [f64; 4], weight: f64, colour: Colour) {
        let path = self.path(&corners(x, y, width, height), true);
        self.draw(Ink::Stroke { path, width: weight, colour, dash: Vec::new() });
    }

    /// A dashed outline of a rectangle; lengths of dash and gap in millimetres.
    pub(super) fn dashed_frame(&mut self, [x, y, width, height]: [f64; 4], dash: [f64; 2], colour: Colour) {
        let path = self.path(&corners(x, y, width, height), true);
        self.draw(Ink::Stroke { path, width: 0.75, colour, dash: dash.map(points).to_vec() });
    }

    /// A filled rectangle.
    pub(super) fn area(&mut self, [x, y, width, height]: [f64; 4], colour: Colour) {
        self.draw(Ink::Fill { path: self.path(&corners(x, y, width, height), true), colour });
    }

    /// A filled shape.
    pub(super) fn fill(&mut self, corners: &[(f64, f64)], colour: Colour) {
        self.draw(Ink::Fill { path: self.path(corners, true), colour });
    }

    /// A shape with curves, in millimetres; `true` marks handles.
    pub(super) fn shape(&mut self, through: &[(f64, f64, bool)], ink: impl FnOnce(Path) -> Ink) {
        let points =
            through.iter().map(|(x, y, is_handle)| PathPoint { is_handle: *is_handle, ..self.point(*x, *y) }).collect();
        self.draw(ink(Path { points, closed: true }));
    }

    /// Lets the reader jump to `top` of the current page.
    pub(super) fn bookmark(&mut self, title: &str, depth: usize, top: f64) {
        let page = self.pages.len() - 1;
        let [_, y] = self.place(0.0, top);
        self.bookmarks.push(Bookmark { title: title.to_owned(), depth, page, y });
    }

    fn draw(&mut self, ink: Ink) {
        if let Some(page) = self.pages.last_mut() {
            page.items.push(Item { mark: self.mark, ink });
        }
    }

    /// In points from the bottom left corner.
    fn place(&self, x: f64, y: f64) -> [f64; 2] {
        self.sheet.place(x, y - self.raised)
    }

    fn point(&self, x: f64, y: f64) -> PathPoint {
        let [x, y] = self.place(x, y);
        PathPoint { x, y, is_handle: false }
    }

    fn path(&self, through: &[(f64, f64)], closed: bool) -> Path {
        Path { points: through.iter().map(|(x, y)| self.point(*x, *y)).collect(), closed }
    }
}

fn corners(x: f64, y: f64, width: f64, height: f64) -> [(f64, f64); 4] {
    [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
}
