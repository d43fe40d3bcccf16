//! What is where, in reports that nobody finds their way in otherwise.

use super::canvas::{Canvas, Role};
use super::front::limited;
use super::style::{DATA, HAIR, INK, LABEL, LEFT, RIGHT, SOFT, STRONG, TITLE, TOP};
use crate::report::content::{Content, Contents, Key, Text};

/// How many pages a report has, at least, that lists its contents.
pub(super) const LONG: usize = 12;

/// Where the first row stands below the head of the page, and how far rows are apart.
const ROWS: f64 = TITLE.lead + 10.0;
const PITCH: f64 = 5.6;
/// How much further in a section stands than its part.
const INDENT: f64 = 7.0;

/// A part or a section, and where it begins.
pub(super) struct Entry {
    title: String,
    /// 0 for a part, 1 for what is in it.
    depth: usize,
    /// From 1.
    page: usize,
}

/// All parts and sections of these pages, as they are numbered once this list stands behind the summary.
pub(super) fn entries(canvas: &Canvas, content: &Content) -> Vec<Entry> {
    let summary = content.fronts.len() + usize::from(content.overview.is_some());
    let listed = || canvas.bookmarks.iter().filter(|it| it.depth < 2);
    let own = listed().count().div_ceil(per_page(canvas));
    let number = |page: usize| 1 + if page < summary { page } else { page + own };
    listed().map(|it| Entry { title: it.title.clone(), depth: it.depth, page: number(it.page) }).collect()
}

/// How many rows a page holds.
fn per_page(canvas: &Canvas) -> usize {
    ((canvas.sheet.bottom() - TOP - ROWS) / PITCH).floor() as usize
}

/// Draws the list, beginning a page.
pub(super) fn draw(canvas: &mut Canvas, words: &Contents, entries: &[Entry]) {
    for (entries, index) in entries.chunks(per_page(canvas)).zip(0_usize..) {
        canvas.add_page();
        if index == 0 {
            canvas.bookmark(&words.title.text, 0, TOP);
            canvas.line(Role::Heading1, LEFT, TOP, &TITLE, &words.title);
        }
        canvas.group(Role::Table, |canvas| {
            let mut y = TOP + ROWS - 6.0;
            canvas.full_rule(y, 0.75, INK);
            canvas.group(Role::Row, |canvas| {
                canvas.line(Role::ColumnHead, LEFT, y + 1.2, &LABEL, &words.what);
                let page = canvas.node(Role::ColumnHead);
                canvas.line_to(page, RIGHT, y + 1.2, &LABEL, &words.page);
            });
            y += 6.0;
            for entry in entries {
                canvas.group(Role::Row, |canvas| row(canvas, y, entry));
                y += PITCH;
            }
            canvas.full_rule(y, 0.5, INK);
        });
    }
}

fn row(canvas: &mut Canvas, top: f64, entry: &Entry) {
    canvas.full_rule(top, 0.5, if entry.depth == 0 { INK } else { HAIR });
    let style = if entry.depth == 0 { STRONG } else { DATA };
    let x = LEFT + INDENT * entry.depth as f64;
    let label = |text: &str| Text { key: Key::Label, text: text.to_owned() };
    limited(canvas, Role::RowHead, (x, top + 0.9, RIGHT - 20.0 - x), &style, &label(&entry.title), 1);
    let page = canvas.node(Role::Cell);
    canvas.line_to(page, RIGHT, top + 0.9, &style.in_colour(SOFT), &label(&entry.page.to_string()));
}
