//! Text and tables that run from page to page.

use super::canvas::{Canvas, NodeId, Role};
use super::marks;
use super::style::{self, HAIR, INK, SOFT, Style, TOP};
use super::wrap;
use crate::domain::decision::Verdict;
use crate::domain::rating::Finding;
use crate::report::content::Text;
use crate::report::record::words;

/// A note that is longer than this many lines may be broken over pages.
const BREAKABLE_LINES: usize = 12;
/// How many lines of a broken text stand together at least.
const TOGETHER: usize = 2;

/// Where the next thing goes.
pub(super) struct Flow<'a> {
    pub(super) canvas: &'a mut Canvas,
    /// The y of the next thing's top.
    pub(super) y: f64,
}

/// A picture in front of a text.
#[derive(Debug, Clone, Copy)]
pub(super) enum Picture {
    Disc(Finding),
    Square(Verdict),
}

/// A table: its columns and the rows that may repeat at the top of a page.
pub(super) struct Table<'a> {
    /// The columns, from left to right.
    pub(super) columns: &'a [Column],
    /// The column whose text may run on to the next page; it is drawn last, so that its text stays in one piece.
    pub(super) running: usize,
    /// White above and below a row's text.
    pub(super) padding: (f64, f64),
    /// Whether hairlines part the rows and a line ends the table.
    pub(super) ruled: bool,
    /// How high title and head are together.
    pub(super) head_height: f64,
    /// Draws the title, which is no part of the table itself, again for every page that the table continues on.
    pub(super) title: &'a dyn Fn(&mut Canvas, f64, Head),
    /// Draws the head row, likewise.
    pub(super) head: &'a dyn Fn(&mut Canvas, f64, Head),
    /// What rows are called among the bookmarks, by their place; nothing, if they are not.
    pub(super) names: &'a [String],
}

/// Which head is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    First,
    Continued,
}

/// A column's left edge and the width of its text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub(super) x: f64,
    pub(super) width: f64,
}

/// A cell: paragraphs one below the other.
pub(super) struct Cell {
    pub(super) role: Role,
    pub(super) pieces: Vec<Piece>,
}

/// A paragraph of a cell, broken into lines.
pub(super) struct Piece {
    style: Style,
    text: Text,
    lines: Vec<String>,
    picture: Option<Picture>,
    indent: f64,
    gap: f64,
}

impl Piece {
    /// A paragraph that fills lines of the column.
    pub(super) fn new(style: Style, text: &Text, column: Column) -> Self {
        let lines = wrap::paragraph(&style, &text.text, column.width);
        Self { style, text: text.clone(), lines, picture: None, indent: 0.0, gap: 0.0 }
    }

    /// A paragraph of at most so many lines.
    pub(super) fn shortened(style: Style, text: &Text, column: Column, limit: usize) -> Self {
        let mut piece = Self::new(style, text, column);
        if piece.lines.len() > limit {
            piece.lines = wrap::shortened(&style, piece.lines, column.width, limit);
            piece.text.text = piece.lines.concat();
        }
        piece
    }

    /// A text that is shown as it was typed.
    pub(super) fn typed(style: Style, text: &Text, column: Column) -> Self {
        let lines = wrap::as_typed(&style, &text.text, column.width);
        Self { lines, ..Self::new(style, text, Column { width: f64::MAX, ..column }) }
    }

    /// With a picture in front of the first line.
    pub(super) fn pictured(style: Style, text: &Text, column: Column, picture: Picture) -> Self {
        let indent = 4.8;
        let mut piece = Self::new(style, text, Column { width: column.width - indent, ..column });
        (piece.picture, piece.indent) = (Some(picture), indent);
        piece
    }

    /// Further to the right, and so much below what is above.
    pub(super) fn placed(self, indent: f64, gap: f64) -> Self {
        Self { indent, gap, ..self }
    }

    fn height(&self) -> f64 {
        self.gap + self.style.lead * self.lines.len() as f64
    }
}

impl Cell {
    pub(super) fn new(piece: Piece) -> Self {
        Self { role: Role::Cell, pieces: vec![piece] }
    }

    pub(super) fn row_head(piece: Piece) -> Self {
        Self { role: Role::RowHead, pieces: vec![piece] }
    }

    pub(super) fn height(&self) -> f64 {
        self.pieces.iter().map(Piece::height).sum()
    }

    fn line_count(&self) -> usize {
        self.pieces.iter().map(|piece| piece.lines.len()).sum()
    }
}

impl Flow<'_> {
    /// Where the body of a page ends.
    fn bottom(&self) -> f64 {
        self.canvas.sheet.bottom()
    }

    /// Begins a page.
    pub(super) fn new_page(&mut self) {
        self.canvas.add_page();
        self.y = TOP;
    }

    /// Begins a page if less than `height` is left of this one.
    pub(super) fn keep(&mut self, height: f64) {
        if self.y + height > self.bottom() && self.y > TOP {
            self.new_page();
        }
    }

    /// White, unless the page has just begun.
    pub(super) fn gap(&mut self, height: f64) {
        if self.y > TOP {
            self.y += height;
        }
    }

    /// A paragraph over the width of the text, as content of `node`.
    pub(super) fn paragraph(&mut self, node: NodeId, style: &Style, text: &Text, lines: &[String]) {
        self.canvas.say(style, text.clone());
        let mut rest = lines;
        while !rest.is_empty() {
            let fitting = ((self.bottom() - self.y) / style.lead).floor().max(0.0) as usize;
            let count = split(rest.len(), fitting);
            if count == 0 && self.y > TOP {
                self.new_page();
                continue;
            }
            let (now, later) = rest.split_at(count.max(1));
            self.y = self.canvas.lines(node, style::LEFT, self.y, style, now);
            rest = later;
            if !rest.is_empty() {
                self.new_page();
            }
        }
    }

    /// A table. Its first rows stay with the head.
    pub(super) fn table(&mut self, table: &Table<'_>, rows: &[Vec<Cell>]) {
        let opening: f64 = rows.iter().take(TOGETHER).map(|row| table.unbroken_height(row)).sum();
        self.keep((table.head_height + opening).min(self.bottom() - TOP));
        (table.title)(self.canvas, self.y, Head::First);
        let node = self.canvas.node(Role::Table);
        self.canvas.inside(node, |canvas| (table.head)(canvas, self.y, Head::First));
        self.y += table.head_height;
        for (index, row) in rows.iter().enumerate() {
            let mut needed = table.unbroken_height(row);
            if index >= TOGETHER && index + TOGETHER == rows.len() {
                // The last row takes the one before it along.
                let last = table.unbroken_height(&rows[index + 1]);
                needed += if needed + last + table.head_height < self.bottom() - TOP { last } else { 0.0 };
            }
            if self.y + needed > self.bottom() && self.y > TOP + table.head_height {
                self.end_page_of(table);
            } else if index > 0 && table.ruled {
                self.canvas.full_rule(self.y, 0.5, HAIR);
            }
            if let Some(name) = table.names.get(index) {
                self.canvas.bookmark(name, 2, self.y);
            }
            self.row(table, node, row);
        }
        if table.ruled {
            self.canvas.full_rule(self.y, 0.5, INK);
        }
    }

    fn end_page_of(&mut self, table: &Table<'_>) {
        if table.ruled {
            self.canvas.full_rule(self.y, 0.5, INK);
        }
        self.continue_on_new_page(table);
    }

    fn continue_on_new_page(&mut self, table: &Table<'_>) {
        self.new_page();
        (table.title)(self.canvas, self.y, Head::Continued);
        (table.head)(self.canvas, self.y, Head::Continued);
        self.y += table.head_height;
    }

    fn row(&mut self, table: &Table<'_>, node: NodeId, row: &[Cell]) {
        let row_node = self.canvas.inside(node, |canvas| canvas.node(Role::Row));
        let nodes: Vec<NodeId> =
            self.canvas.inside(row_node, |canvas| row.iter().map(|cell| canvas.node(cell.role)).collect());
        let top = self.y + table.padding.0;
        let mut bottom = top;
        for (index, cell) in row.iter().enumerate().filter(|(index, _)| *index != table.running) {
            let mut y = top;
            for piece in &cell.pieces {
                y = self.piece(nodes[index], table.columns[index].x, y, piece);
            }
            bottom = bottom.max(y);
        }
        self.y = top;
        if let (Some(cell), Some(node)) = (row.get(table.running), nodes.get(table.running)) {
            let page = self.canvas.pages.len();
            self.running_cell(table, *node, row, cell);
            if self.canvas.pages.len() == page {
                self.y = self.y.max(bottom);
            }
        }
        self.y += table.padding.1;
    }

    /// The cell that may run on to the next pages.
    fn running_cell(&mut self, table: &Table<'_>, node: NodeId, row: &[Cell], cell: &Cell) {
        let x = table.columns[table.running].x;
        for piece in &cell.pieces {
            self.canvas.say(&piece.style, piece.text.clone());
            self.y += piece.gap;
            let mut rest = &piece.lines[..];
            while !rest.is_empty() {
                let room = self.bottom() - table.padding.1 - self.y;
                let fitting = (room / piece.style.lead + 1e-6).floor().max(0.0) as usize;
                let count = split(rest.len(), fitting);
                if count == 0 && self.y > TOP + table.head_height + table.padding.0 + 5.0 {
                    self.carry_on(table, row);
                    continue;
                }
                let (now, later) = rest.split_at(count.max(1));
                self.y = self.canvas.lines(node, x + piece.indent, self.y, &piece.style, now);
                rest = later;
                if !rest.is_empty() {
                    self.carry_on(table, row);
                }
            }
        }
    }

    /// A new page on which the row's first cell is repeated, as furniture.
    fn carry_on(&mut self, table: &Table<'_>, row: &[Cell]) {
        self.continue_on_new_page(table);
        self.y += table.padding.0;
        if let (Some(first), Some(column)) = (row.first().and_then(|cell| cell.pieces.first()), table.columns.first()) {
            let line = first.lines.first().map_or("", String::as_str);
            self.canvas.text(column.x, self.y, &first.style, line);
        }
        let running = table.columns[table.running];
        let style = style::SMALL.in_face(crate::typeface::Face::SansItalic).in_colour(SOFT);
        let previous = self.canvas.pages.len() - 1;
        self.canvas.text(running.x, self.y, &style, &words::continued_from(previous));
        self.y += 4.5;
    }

    /// A whole paragraph of a cell; gives the y after it.
    fn piece(&mut self, node: NodeId, x: f64, top: f64, piece: &Piece) -> f64 {
        let top = top + piece.gap;
        self.canvas.say(&piece.style, piece.text.clone());
        match piece.picture {
            Some(Picture::Disc(finding)) => marks::disc(self.canvas, x, top - 0.06, 3.2, finding),
            Some(Picture::Square(verdict)) => marks::verdict(self.canvas, x, top, 3.0, verdict),
            None => {}
        }
        self.canvas.lines(node, x + piece.indent, top, &piece.style, &piece.lines)
    }
}

impl Table<'_> {
    /// How much room a row needs at least to begin: all of it, or as much as keeps the beginning of a long text
    /// together.
    fn unbroken_height(&self, row: &[Cell]) -> f64 {
        let others = row.iter().enumerate().filter(|(index, _)| *index != self.running);
        let others = others.map(|(_, cell)| cell.height()).fold(0.0, f64::max);
        let running = row.get(self.running).map_or(0.0, |cell| match cell.line_count() {
            short if short <= BREAKABLE_LINES => cell.height(),
            _ => beginning(cell),
        });
        others.max(running) + self.padding.0 + self.padding.1
    }
}

/// The height of a cell's beginning: everything before its last paragraph, if that is short, and two lines.
fn beginning(cell: &Cell) -> f64 {
    let mut height = 0.0;
    for piece in &cell.pieces {
        if piece.lines.len() > BREAKABLE_LINES / 2 {
            return height + piece.gap + piece.style.lead * TOGETHER as f64;
        }
        height += piece.height();
    }
    height
}

/// How many of `rest` lines go where `fitting` fit, so that no less than two stand together on either side.
fn split(rest: usize, fitting: usize) -> usize {
    if rest <= fitting {
        return rest;
    }
    let count = if rest - fitting < TOGETHER { fitting.saturating_sub(TOGETHER - (rest - fitting)) } else { fitting };
    if count < TOGETHER { 0 } else { count }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn no_line_of_a_broken_text_stands_alone() {
        assert_eq!(split(5, 9), 5);
        assert_eq!(split(5, 4), 3);
        assert_eq!(split(5, 3), 3);
        assert_eq!(split(5, 1), 0);
        assert_eq!(split(3, 2), 0);
        assert_eq!(split(1, 0), 0);
    }
}
