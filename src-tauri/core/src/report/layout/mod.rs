//! Where everything goes: measuring, wrapping, tables, pages.
//!
//! Every measure is in millimetres from the top left corner, as on A4; a [sheet](sheet) says where that is on another one. The summary page has fixed places, so that the
//! signature fields never move; everything after it flows.

mod breaks;
pub(super) mod canvas;
mod contents;
mod flow;
mod front;
mod marks;
mod overview;
mod parts;
mod sheet;
pub(super) mod style;
mod wrap;

use canvas::{Canvas, Role};
use flow::Flow;
use sheet::Sheet;

use super::content::{Content, Running};
use super::record::words;
use crate::domain::notices::Paper;
use crate::error::Result;

/// Where the two signature fields stand on the first page, on A4 and in points: left, bottom, right, top.
pub(super) const ASSESSOR_FIELD: [f64; 4] = [68.03, 138.90, 291.97, 240.94];
/// The reviewer's.
pub(super) const REVIEWER_FIELD: [f64; 4] = [303.31, 138.90, 527.24, 240.94];

/// Lays a report out.
///
/// # Errors
/// If a text has a character that no embedded face can draw; the sentence names it and where it stands.
pub(super) fn lay_out(content: &Content, paper: Paper) -> Result<Canvas> {
    let mut canvas = drawn(content, paper, &[]);
    if canvas.pages.len() >= contents::LONG {
        // What is listed moves down by as many pages as the list takes.
        let entries = contents::entries(&canvas, content);
        canvas = drawn(content, paper, &entries);
    }
    furnish(&mut canvas, content);
    canvas.finished()
}

/// The pages, without heads and feet, and with a list of what is where unless that is empty.
fn drawn(content: &Content, paper: Paper, listed: &[contents::Entry]) -> Canvas {
    let mut canvas = Canvas::new(Sheet::new(paper));
    // The signature fields are on the first page, whichever that is.
    let mut signatures = Some(&content.signatures);
    let mut page = |canvas: &mut Canvas, draw: &dyn Fn(&mut Canvas)| {
        canvas.add_page();
        canvas.group(Role::Section, |canvas| {
            canvas.raised(canvas.sheet.rise, draw);
            if let Some(signatures) = signatures.take() {
                canvas.raised(canvas.sheet.shorter(), |canvas| front::signatures(canvas, signatures));
            }
        });
    };
    if let Some(overview) = &content.overview {
        page(&mut canvas, &|canvas| overview::draw(canvas, overview));
    }
    for front in &content.fronts {
        page(&mut canvas, &|canvas| front::draw(canvas, front));
    }
    if !listed.is_empty() {
        canvas.group(Role::Section, |canvas| contents::draw(canvas, &content.contents, listed));
    }
    let mut y = canvas.sheet.bottom();
    for part in &content.parts {
        canvas.group(Role::Section, |canvas| {
            let mut flow = Flow { canvas, y };
            parts::draw(&mut flow, part);
            y = flow.y;
        });
    }
    canvas
}

/// Heads and feet, once it is known how many pages there are.
fn furnish(canvas: &mut Canvas, content: &Content) {
    use style::{BODY, HAIR, ISSUER, LEFT, RIGHT, SOFT, STRONG};
    let running = &content.running;
    let count = canvas.pages.len();
    let finished = std::mem::take(&mut canvas.pages);
    for text in [&running.issuer, &running.candidate, &running.subject, &running.report, &running.confidentiality] {
        canvas.check(&BODY, text.key, &text.text);
    }
    for (page, number) in finished.into_iter().zip(1_usize..) {
        canvas.pages.push(page);
        if number == 1 {
            let kind_width = BODY.width(&running.kind.text);
            let issuer = one_line(&ISSUER, &running.issuer.text, RIGHT - LEFT - kind_width - 6.0);
            canvas.text(LEFT, 12.1, &ISSUER, &issuer);
            canvas.text_to(RIGHT, 12.3, &BODY.in_colour(SOFT), &running.kind.text);
        } else {
            let profile_style = style::DATA.in_colour(SOFT);
            let end = if running.draft { RIGHT - 27.5 } else { RIGHT };
            canvas.text_to(end, 12.3, &profile_style, &running.profile.text);
            let x = end - profile_style.width(&running.profile.text);
            let room = x - LEFT - 4.0;
            let name = one_line(&STRONG, &running.candidate.text, room * 0.45);
            canvas.text(LEFT, 12.3, &STRONG, &name);
            let after = LEFT + STRONG.width(&name);
            let style = style::DATA.in_colour(SOFT);
            let subject = one_line(&style, &running.subject.text, x - 4.0 - after);
            canvas.text(after, 12.3, &style, &subject);
            if running.draft {
                front::tag(canvas, RIGHT - front::tag_width(words::DRAFT), 11.8, words::DRAFT);
            }
        }
        canvas.full_rule(17.6, 0.5, HAIR);
        canvas.raised(canvas.sheet.shorter(), |canvas| foot(canvas, running, number, count));
    }
}

/// The foot of a page.
fn foot(canvas: &mut Canvas, running: &Running, number: usize, count: usize) {
    use style::{HAIR, INK, LABEL, LEFT, RIGHT, SMALL};
    canvas.full_rule(280.0, 0.5, HAIR);
    canvas.text(LEFT, 281.8, &SMALL, &running.report.text);
    let pages = words::page(number, count);
    canvas.text_to(RIGHT, 281.8, &SMALL, &pages);
    let marking = LABEL.in_colour(INK);
    let room = RIGHT - LEFT - 2.0 * (SMALL.width(&running.report.text).max(SMALL.width(&pages)) + 4.0);
    let confidentiality = one_line(&marking, &running.confidentiality.text, room);
    let middle = (LEFT + RIGHT - marking.width(&confidentiality)) / 2.0;
    canvas.text(middle, 281.8, &marking, &confidentiality);
}

/// As much of a text as fits one line.
fn one_line(style: &style::Style, text: &str, width: f64) -> String {
    let lines = wrap::paragraph(style, text, width);
    wrap::shortened(style, lines, width, 1).into_iter().next().unwrap_or_default()
}
