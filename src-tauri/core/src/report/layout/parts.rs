//! The parts after the summary: headings, paragraphs, tables.

use super::canvas::{Canvas, Role};
use super::flow::{Cell, Column, Flow, Head, Picture, Piece, Table};
use super::marks;
use super::style::{
    ACCENT, BODY, DATA, HAIR, INK, LABEL, LEFT, QUOTE, RIGHT, SECTION, SMALL, SOFT, STATEMENT, STRONG, Style, TITLE,
};
use super::wrap;
use crate::domain::sign_off::{Drawing, Point};
use crate::report::content::{Block, EvidenceRow, FactRow, LevelRatings, LevelRow, Part, StatementRow, Text};
use crate::report::record::words;

/// The width of the text.
const WIDTH: f64 = RIGHT - LEFT;
/// The width and the height of a drawn signature, and the white below it.
const DRAWING: (f64, f64) = (60.0, 15.0);
const DRAWING_GAP: f64 = 3.6;

/// White above the title of a part that does not begin a page.
const PART_GAP: f64 = 14.0;
/// The least room below such a title: that of a section with a few rows.
const PART_OPENING: f64 = 50.0;

/// Draws a part, beginning a page if it has to, or if too little of this one is left.
pub(super) fn draw(flow: &mut Flow<'_>, part: &Part) {
    if part.begins_page {
        flow.new_page();
    } else {
        flow.gap(PART_GAP);
        flow.keep(TITLE.lead + PART_OPENING);
    }
    flow.canvas.bookmark(&part.title.text, 0, flow.y);
    flow.canvas.line(Role::Heading1, LEFT, flow.y, &TITLE, &part.title);
    // Small text belongs to the title; a section stands apart from it.
    flow.y += TITLE.lead + if matches!(part.blocks.first(), Some(Block::Small(_))) { 0.5 } else { 4.0 };
    for (block, index) in part.blocks.iter().zip(0_usize..) {
        match block {
            Block::Heading(text) => {
                heading(flow, text, if index == 0 { 0.0 } else { 6.5 }, &part.blocks[index + 1..]);
            }
            Block::Paragraph(text) => paragraph(flow, Role::Paragraph, &BODY, text, false),
            Block::Small(text) => paragraph(flow, Role::Paragraph, &SMALL, text, false),
            Block::Quote(text) => paragraph(flow, Role::Quote, &QUOTE, text, true),
            Block::Typed(text) => paragraph(flow, Role::Paragraph, &STATEMENT, text, true),
            Block::Signature(name) => signature(flow, name),
            Block::Drawing { drawing, spoken } => self::drawing(flow, drawing, spoken),
            Block::Facts(rows) => facts(flow, rows),
            Block::Parameters(pairs) => parameters(flow, pairs),
            Block::Levels { columns, rows } => levels(flow, columns, rows),
            Block::Statements { columns, rows } => statements(flow, columns, rows),
            Block::Ratings(level) => ratings(flow, level),
            Block::Evidence { columns, rows } => evidence(flow, columns, rows),
        }
    }
}

/// A heading. A short table that follows it stays in one piece with it.
fn heading(flow: &mut Flow<'_>, text: &Text, gap: f64, following: &[Block]) {
    const SHORT: f64 = 100.0;
    flow.gap(gap);
    let table = following.iter().map_while(|block| match block {
        Block::Facts(rows) => Some(facts_height(&fact_cells(rows))),
        Block::Drawing { .. } | Block::Signature(_) => Some(DRAWING.1 + DRAWING_GAP),
        _ => None,
    });
    let together = SECTION.lead + 2.2 + table.sum::<f64>();
    flow.keep(if together <= SHORT { together.max(28.0) } else { 28.0 });
    flow.canvas.bookmark(&text.text, 1, flow.y);
    let node = flow.canvas.node(Role::Heading2);
    let lines = wrap::paragraph(&SECTION, &text.text, WIDTH);
    flow.paragraph(node, &SECTION, text, &lines);
    flow.y += 2.2;
}

fn paragraph(flow: &mut Flow<'_>, role: Role, style: &Style, text: &Text, typed: bool) {
    let node = flow.canvas.node(role);
    let lines = match typed {
        true => wrap::as_typed(style, &text.text, WIDTH),
        false => wrap::paragraph(style, &text.text, WIDTH),
    };
    flow.paragraph(node, style, text, &lines);
    flow.y += 2.2;
}

/// A typed name on the line of a signature.
fn signature(flow: &mut Flow<'_>, name: &Text) {
    let style = QUOTE.sized(14.0, 6.5);
    let lines = wrap::as_typed(&style, &name.text, WIDTH);
    flow.gap(2.0);
    flow.keep(style.lead * lines.len() as f64 + DRAWING_GAP);
    let node = flow.canvas.node(Role::Paragraph);
    flow.paragraph(node, &style, name, &lines);
    flow.canvas.rule(LEFT, LEFT + DRAWING.0, flow.y + 0.6, 0.5, HAIR);
    flow.y += DRAWING_GAP;
}

/// A drawn signature on its line.
fn drawing(flow: &mut Flow<'_>, drawing: &Drawing, spoken: &str) {
    flow.keep(DRAWING.1 + DRAWING_GAP);
    let scale = DRAWING.0 / f64::from(Drawing::WIDTH);
    let (top, canvas) = (flow.y, &mut *flow.canvas);
    let place = |point: &Point| (LEFT + f64::from(point.x) * scale, top + f64::from(point.y) * scale);
    let lines: Vec<Vec<(f64, f64)>> = drawing.lines().iter().map(|line| line.iter().map(place).collect()).collect();
    canvas.rule(LEFT, LEFT + DRAWING.0, top + DRAWING.1 + 0.6, 0.5, HAIR);
    let figure = canvas.figure(spoken);
    canvas.within(figure, |canvas| canvas.pen(&lines, 0.95, INK));
    flow.y += DRAWING.1 + DRAWING_GAP;
}

/// The columns of names and values, and the white around their rows.
const FACTS: [Column; 2] = [Column { x: LEFT, width: 34.0 }, Column { x: LEFT + 38.5, width: 123.5 }];
const FACTS_HEAD: f64 = 1.9;
const FACTS_PADDING: f64 = 1.4;

fn fact_cells(rows: &[FactRow]) -> Vec<Vec<Cell>> {
    let piece = |row: &FactRow, value: &Text| match row.typed {
        true => Piece::typed(DATA, value, FACTS[1]),
        false => Piece::new(DATA, value, FACTS[1]),
    };
    rows.iter()
        .map(|row| {
            vec![
                Cell::row_head(Piece::new(LABEL, &row.label, FACTS[0]).placed(0.0, 0.3)),
                Cell { role: Role::Cell, pieces: row.values.iter().map(|value| piece(row, value)).collect() },
            ]
        })
        .collect()
}

fn facts_height(rows: &[Vec<Cell>]) -> f64 {
    let row = |row: &Vec<Cell>| row.iter().map(Cell::height).fold(0.0, f64::max) + FACTS_PADDING;
    FACTS_HEAD + rows.iter().map(row).sum::<f64>()
}

fn facts(flow: &mut Flow<'_>, rows: &[FactRow]) {
    let head = |canvas: &mut Canvas, y: f64, _: Head| canvas.full_rule(y, 0.75, INK);
    let table = Table {
        columns: &FACTS,
        running: 1,
        padding: (0.0, FACTS_PADDING),
        ruled: false,
        head_height: FACTS_HEAD,
        title: &untitled,
        head: &head,
        names: &[],
    };
    flow.table(&table, &fact_cells(rows));
    flow.y += 1.0;
}

fn parameters(flow: &mut Flow<'_>, pairs: &[(Text, Text)]) {
    let width = WIDTH / pairs.len().max(1) as f64;
    let columns: Vec<Column> =
        (0..pairs.len()).map(|index| Column { x: LEFT + width * index as f64, width: width - 3.0 }).collect();
    let titles: Vec<&Text> = pairs.iter().map(|(name, _)| name).collect();
    let row = pairs.iter().zip(&columns).map(|((_, value), column)| Cell::new(Piece::new(DATA, value, *column)));
    captioned(flow, &columns, &titles, pairs.len().saturating_sub(1), &[row.collect()]);
    flow.y += 2.0;
}

fn levels(flow: &mut Flow<'_>, titles: &[Text; 4], rows: &[LevelRow]) {
    const COLUMNS: [Column; 4] = [
        Column { x: LEFT, width: 7.0 },
        Column { x: LEFT + 9.0, width: 30.0 },
        Column { x: LEFT + 42.0, width: 84.0 },
        Column { x: RIGHT - 29.0, width: 29.0 },
    ];
    let rows: Vec<Vec<Cell>> = rows
        .iter()
        .map(|row| {
            vec![
                Cell::row_head(Piece::new(STRONG, &row.number, COLUMNS[0])),
                Cell::new(Piece::new(DATA, &row.phrase, COLUMNS[1])),
                Cell::new(Piece::new(DATA, &row.why, COLUMNS[2])),
                Cell::new(Piece::pictured(DATA, &row.label, COLUMNS[3], Picture::Square(row.verdict))),
            ]
        })
        .collect();
    captioned(flow, &COLUMNS, &titles.iter().collect::<Vec<_>>(), 2, &rows);
    flow.y += 2.4;
}

fn statements(flow: &mut Flow<'_>, titles: &[Text; 3], rows: &[StatementRow]) {
    const COLUMNS: [Column; 3] = [
        Column { x: LEFT, width: 10.0 },
        Column { x: LEFT + 12.0, width: 114.0 },
        Column { x: RIGHT - 29.0, width: 29.0 },
    ];
    let rows: Vec<Vec<Cell>> = rows
        .iter()
        .map(|row| {
            vec![
                Cell::row_head(Piece::new(STRONG, &row.number, COLUMNS[0])),
                Cell::new(Piece::shortened(DATA, &row.statement, COLUMNS[1], 2)),
                Cell::new(Piece::pictured(DATA, &row.label, COLUMNS[2], Picture::Disc(row.finding))),
            ]
        })
        .collect();
    captioned(flow, &COLUMNS, &titles.iter().collect::<Vec<_>>(), 1, &rows);
}

fn evidence(flow: &mut Flow<'_>, titles: &[Text; 3], rows: &[EvidenceRow]) {
    const COLUMNS: [Column; 3] = [
        Column { x: LEFT, width: 10.0 },
        Column { x: LEFT + 12.0, width: 92.0 },
        Column { x: RIGHT - 54.0, width: 54.0 },
    ];
    let rows: Vec<Vec<Cell>> = rows
        .iter()
        .map(|row| {
            let mut what = vec![Piece::new(DATA, &row.title, COLUMNS[1])];
            for [name, size, hash] in &row.files {
                what.push(Piece::new(SMALL.in_colour(INK), name, COLUMNS[1]).placed(0.0, 1.0));
                what.extend([size, hash].map(|text| Piece::new(SMALL, text, COLUMNS[1])));
            }
            let mut about: Vec<Piece> = row.kind.iter().map(|kind| Piece::new(DATA, kind, COLUMNS[2])).collect();
            about.push(Piece::new(SMALL, &row.about, COLUMNS[2]));
            vec![
                Cell::row_head(Piece::new(STRONG, &row.number, COLUMNS[0])),
                Cell { role: Role::Cell, pieces: what },
                Cell { role: Role::Cell, pieces: about },
            ]
        })
        .collect();
    flow.gap(1.5);
    captioned(flow, &COLUMNS, &titles.iter().collect::<Vec<_>>(), 1, &rows);
}

/// A table whose head is one row of captions.
fn captioned(flow: &mut Flow<'_>, columns: &[Column], titles: &[&Text], running: usize, rows: &[Vec<Cell>]) {
    let head = |canvas: &mut Canvas, y: f64, head: Head| {
        canvas.full_rule(y, 0.75, INK);
        captions(canvas, y + 1.25, columns, titles, head);
        canvas.full_rule(y + 5.6, 0.5, INK);
    };
    flow.table(
        &Table {
            columns,
            running,
            padding: (1.25, 1.25),
            ruled: true,
            head_height: 5.6,
            title: &untitled,
            head: &head,
            names: &[],
        },
        rows,
    );
}

fn captions(canvas: &mut Canvas, top: f64, columns: &[Column], titles: &[&Text], head: Head) {
    let style = LABEL;
    match head {
        Head::First => canvas.group(Role::Row, |canvas| {
            for (column, title) in columns.iter().zip(titles) {
                canvas.line(Role::ColumnHead, column.x, top, &style, title);
            }
        }),
        Head::Continued => {
            for (column, title) in columns.iter().zip(titles) {
                canvas.text(column.x, top, &style, &title.text);
            }
        }
    }
}

fn ratings(flow: &mut Flow<'_>, level: &LevelRatings) {
    const COLUMNS: [Column; 3] = [
        Column { x: LEFT, width: 10.0 },
        Column { x: LEFT + 12.0, width: 108.0 },
        Column { x: RIGHT - 34.0, width: 34.0 },
    ];
    let rows: Vec<Vec<Cell>> = level
        .rows
        .iter()
        .map(|row| {
            let mut found =
                vec![Piece::pictured(DATA, &row.label, COLUMNS[2], Picture::Disc(row.finding)).placed(4.8, 0.3)];
            if let Some(decisive) = &row.decisive {
                found.push(Piece::new(STRONG.in_colour(ACCENT), decisive, COLUMNS[2]).placed(4.8, 0.8));
            }
            if let Some(evidence) = &row.evidence {
                found.push(Piece::new(DATA.in_colour(SOFT), evidence, COLUMNS[2]).placed(4.8, 0.8));
            }
            let mut words = vec![Piece::new(STATEMENT, &row.statement, COLUMNS[1])];
            for remark in &row.remarks {
                if let Some(label) = &remark.label {
                    words.push(Piece::new(LABEL, label, COLUMNS[1]).placed(0.0, 1.2));
                }
                words.push(Piece::typed(DATA.in_colour(SOFT), &remark.text, COLUMNS[1]).placed(0.0, 0.8));
            }
            vec![
                Cell::row_head(Piece::new(STRONG, &row.number, COLUMNS[0]).placed(0.0, 0.3)),
                Cell { role: Role::Cell, pieces: words },
                Cell { role: Role::Cell, pieces: found },
            ]
        })
        .collect();
    let titles: Vec<&Text> = level.columns.iter().collect();
    let names: Vec<String> = level.rows.iter().map(|row| row.statement.text.clone()).collect();
    let title = |canvas: &mut Canvas, y: f64, head: Head| level_head(canvas, y, level, head);
    let head = |canvas: &mut Canvas, y: f64, head: Head| {
        captions(canvas, y + 8.2, &COLUMNS, &titles, head);
        canvas.full_rule(y + 12.8, 0.5, INK);
    };
    let table = Table {
        columns: &COLUMNS,
        running: 1,
        padding: (1.6, 1.7),
        ruled: true,
        head_height: 12.8,
        title: &title,
        head: &head,
        names: &names,
    };
    flow.gap(6.0);
    flow.table(&table, &rows);
}

fn level_head(canvas: &mut Canvas, y: f64, level: &LevelRatings, head: Head) {
    canvas.full_rule(y, 1.2, ACCENT);
    let verdict_x = RIGHT - STRONG.width(&level.verdict_label.text);
    let counts_right = verdict_x - 4.6 - 2.2;
    marks::verdict(canvas, verdict_x - 4.6, y + 2.6, 3.0, level.verdict);
    match head {
        Head::First => {
            canvas.bookmark(&level.title.text, 1, y);
            canvas.line(Role::Heading2, LEFT, y + 2.0, &SECTION, &level.title);
            let node = canvas.node(Role::Paragraph);
            canvas.line_to(node, counts_right, y + 2.6, &DATA.in_colour(SOFT), &level.counts);
            canvas.line_of(node, verdict_x, y + 2.6, &STRONG, &level.verdict_label);
        }
        Head::Continued => {
            canvas.text(LEFT, y + 2.0, &SECTION, &words::continued(&level.title.text));
            canvas.text_to(counts_right, y + 2.6, &DATA.in_colour(SOFT), &level.counts.text);
            canvas.text(verdict_x, y + 2.6, &STRONG, &level.verdict_label.text);
        }
    }
}

/// The title of a table that has none.
fn untitled(_: &mut Canvas, _: f64, _: Head) {}
