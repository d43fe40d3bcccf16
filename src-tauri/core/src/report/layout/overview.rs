//! The first page of a report on several assessments: the results at a glance.

use super::canvas::{Canvas, Role};
use super::front::{self, limited};
use super::style::{ACCENT, COMPUTED, DATA, HAIR, INK, LABEL, LEFT, RIGHT, SKILL, SMALL, SOFT, STRONG};
use crate::report::content::{Overview, OverviewRow, Text};

/// The left edges of the columns: skill, edition, awarded, computed.
const COLUMNS: [f64; 4] = [LEFT, 82.0, 116.0, 153.0];
/// White between two columns.
const GUTTER: f64 = 4.0;
/// Where the rows begin, how far they are apart, and where they end on A4.
const ROWS_TOP: f64 = 76.0;
const PITCH: f64 = 11.5;
const ROWS_BOTTOM: f64 = 192.0;

/// Draws the overview, without what stands around the signature fields.
pub(super) fn draw(canvas: &mut Canvas, overview: &Overview) {
    canvas.bookmark(&overview.title.text, 0, 28.5);
    front::head(canvas, &overview.head);
    canvas.line(Role::Heading2, LEFT, 61.4, &SKILL, &overview.title);
    let bottom = ROWS_BOTTOM - canvas.sheet.shorter() + canvas.sheet.rise;
    let room = ((bottom - ROWS_TOP) / PITCH).floor() as usize;
    let mut y = ROWS_TOP;
    canvas.group(Role::Table, |canvas| {
        canvas.full_rule(70.0, 0.75, INK);
        canvas.group(Role::Row, |canvas| {
            for (x, title) in COLUMNS.into_iter().zip(&overview.columns) {
                canvas.line(Role::ColumnHead, x, 71.3, &LABEL, title);
            }
        });
        for (row, index) in overview.rows.iter().take(room).zip(0_u32..) {
            y = ROWS_TOP + PITCH * f64::from(index);
            canvas.full_rule(y, 0.5, if index == 0 { INK } else { HAIR });
            canvas.group(Role::Row, |canvas| self::row(canvas, y, row));
        }
    });
    y += PITCH;
    canvas.full_rule(y, 0.5, INK);
    if overview.rows.len() > room {
        let more = format!("{} {}", overview.rows.len() - room, overview.more.text);
        canvas.line(Role::Paragraph, LEFT, y + 1.6, &SMALL, &Text { text: more, ..overview.more.clone() });
        y += SMALL.lead;
    }
    limited(canvas, Role::Paragraph, (LEFT, y + 2.4, RIGHT - LEFT), &SMALL, &overview.explanation, 2);
}

fn row(canvas: &mut Canvas, top: f64, row: &OverviewRow) {
    let width = |column: usize| COLUMNS.get(column + 1).map_or(RIGHT, |next| next - GUTTER) - COLUMNS[column];
    let (first, second) = (top + 1.7, top + 1.7 + DATA.lead);
    let head = canvas.node(Role::RowHead);
    canvas.inside(head, |canvas| {
        limited(canvas, Role::Paragraph, (COLUMNS[0], first, width(0)), &STRONG, &row.skill, 1);
        canvas.line(Role::Paragraph, COLUMNS[0], second, &DATA.in_colour(SOFT), &row.code);
    });
    let edition = canvas.node(Role::Cell);
    canvas.inside(edition, |canvas| {
        let lines = if row.draft.is_some() { 1 } else { 2 };
        limited(canvas, Role::Paragraph, (COLUMNS[1], first, width(1)), &DATA, &row.edition, lines);
        if let Some(draft) = &row.draft {
            canvas.line(Role::Paragraph, COLUMNS[1], second, &DATA.in_colour(SOFT), draft);
        }
    });
    let awarded = canvas.node(Role::Cell);
    canvas.inside(awarded, |canvas| {
        let numeral = COMPUTED.in_colour(ACCENT);
        let drop = numeral.baseline() - STRONG.baseline();
        canvas.line(Role::Paragraph, COLUMNS[2], first - drop, &numeral, &row.numeral);
        let place = (COLUMNS[2] + 5.0, first, width(2) - 5.0);
        limited(canvas, Role::Paragraph, place, &STRONG.in_colour(ACCENT), &row.phrase, 2);
    });
    let computed = canvas.node(Role::Cell);
    canvas.inside(computed, |canvas| {
        limited(canvas, Role::Paragraph, (COLUMNS[3], first, width(3)), &DATA, &row.computed, 2);
    });
}
