//! The summary page: everything has its place.

use super::canvas::{Canvas, Role};
use super::marks;
use super::style::{
    ACCENT, BODY, COMPUTED, DATA, HAIR, INK, LABEL, LEFT, NAME, NUMERAL, RIGHT, SECTION, SKILL, SMALL, SOFT, STRONG,
    Style, TAG, TINT, WHITE,
};
use super::wrap;
use crate::domain::decision::Verdict;
use crate::domain::rating::Finding;
use crate::report::content::{Front, FrontHead, FrontLevel, FrontList, Signatures, Text};

/// The right edge of the wide column on the left.
const MAIN_RIGHT: f64 = 126.0;
/// Where the narrow column on the right begins.
const SIDE: f64 = 132.0;
/// Where the profile's rows begin.
const PROFILE_TOP: f64 = 120.4;
/// How far below the profile the lists begin.
const LISTS: f64 = 4.3;
/// Where the lists end on A4.
const LISTS_END: f64 = 205.0;

/// Draws the summary page, without what stands around the signature fields.
pub(super) fn draw(canvas: &mut Canvas, front: &Front) {
    canvas.bookmark(&front.skill.text, 0, 28.5);
    head(canvas, &front.head);
    award(canvas, front);
    computed(canvas, front);
    canvas.full_rule(106.0, 0.5, HAIR);
    profile(canvas, front);
    let top = PROFILE_TOP + canvas.sheet.pitch * 7.0 + LISTS;
    let end = LISTS_END - canvas.sheet.shorter() + canvas.sheet.rise;
    for (list, index) in front.lists.iter().zip(0_u32..) {
        self::list(canvas, LEFT + 56.0 * f64::from(index), [top, end], list);
    }
}

/// Draws a framed tag.
pub(super) fn tag(canvas: &mut Canvas, x: f64, top: f64, text: &str) {
    canvas.frame([x, top, tag_width(text), TAG.em() + 1.5], 0.75, INK);
    canvas.text(x + 1.4, top + 0.72, &TAG, text);
}

/// The width of a framed tag.
pub(super) fn tag_width(text: &str) -> f64 {
    TAG.width(text) + 2.8
}

/// Draws who was interviewed, down to the thick line.
pub(super) fn head(canvas: &mut Canvas, front: &FrontHead) {
    canvas.line(Role::Paragraph, LEFT, 28.5, &LABEL, &front.candidate_label);
    let sizes = [(25.0, 10.0, 1), (19.0, 8.0, 2), (13.0, 5.2, 3), (8.5, 3.8, 5)];
    let width = SIDE - 4.0 - LEFT;
    let y = fitted(canvas, Role::Heading1, (LEFT, 32.2, width), &NAME, &sizes, &front.candidate);
    if let Some(role) = &front.role {
        let y = y + 1.4;
        let lines = ((57.0 - y) / BODY.lead).floor().max(1.0) as usize;
        limited(canvas, Role::Paragraph, (LEFT, y, width), &BODY, role, lines);
    }
    let mut y = 32.4;
    for (label, value) in &front.facts {
        if y + DATA.lead > 57.0 {
            break;
        }
        canvas.line(Role::Paragraph, SIDE, y + 0.3, &SMALL, label);
        let room = (((57.0 - y) / DATA.lead).floor().max(1.0) as usize).min(3);
        y = limited(canvas, Role::Paragraph, (SIDE + 20.0, y, 34.0), &DATA, value, room) + 0.4;
    }
    canvas.full_rule(58.0, 1.5, ACCENT);
}

fn award(canvas: &mut Canvas, front: &Front) {
    let code = Style { size: SKILL.size - 2.5, ..BODY };
    let code_width = code.width(&front.code.text) + 2.0;
    let room = MAIN_RIGHT - LEFT - code_width;
    let sizes = [(15.0, 6.0, 1), (11.0, 5.0, 1), (7.5, 3.2, 2)];
    let name = fit(&SKILL, &front.skill.text, room, &sizes);
    let node = canvas.node(Role::Heading2);
    let text = said(&front.skill, &name.1);
    canvas.say(&name.0, text);
    canvas.lines(node, LEFT, 61.0, &name.0, &name.1);
    let widest = name.1.iter().map(|line| name.0.width(line.trim_end())).fold(0.0, f64::max);
    let drop = name.0.baseline() - code.baseline();
    canvas.line_of(node, LEFT + widest + 2.0, 61.0 + drop, &code.in_colour(SOFT), &front.code);

    let defined_width = DATA.width(&front.defined.text);
    let tag_space = front.draft.as_ref().map_or(0.0, |draft| tag_width(&draft.text) + 2.5);
    let edition_room = MAIN_RIGHT - LEFT - defined_width - tag_space - 3.0;
    let edition = super::one_line(&DATA, &front.edition.text, edition_room);
    canvas.line(Role::Paragraph, LEFT, 68.1, &DATA, &Text { text: edition.clone(), ..front.edition.clone() });
    let mut x = LEFT + DATA.width(&edition) + 2.5;
    if let Some(draft) = &front.draft {
        canvas.say(&TAG, draft.clone());
        let node = canvas.node(Role::Paragraph);
        canvas.within(node, |canvas| tag(canvas, x, 67.5, &draft.text));
        x += tag_space;
    }
    canvas.line(Role::Paragraph, x, 68.1, &DATA.in_colour(SOFT), &front.defined);

    canvas.line(Role::Paragraph, 44.0, 78.2, &LABEL, &front.awarded_label);
    canvas.line(Role::Paragraph, LEFT, 73.4, &NUMERAL, &front.numeral);
    let sizes = [(25.0, 10.0, 1), (19.0, 9.5, 1), (12.5, 5.0, 2)];
    let place = (44.0, 81.6, MAIN_RIGHT - 44.0);
    fitted(canvas, Role::Paragraph, place, &NAME.in_colour(ACCENT), &sizes, &front.phrase);
    limited(canvas, Role::Paragraph, (44.0, 92.6, MAIN_RIGHT - 44.0), &BODY, &front.basis, 2);
}

fn computed(canvas: &mut Canvas, front: &Front) {
    canvas.stroke(&[(SIDE - 3.4, 61.4), (SIDE - 3.4, 102.4)], 0.5, HAIR);
    let width = RIGHT - SIDE;
    canvas.line(Role::Paragraph, SIDE, 61.2, &LABEL, &front.computed_label);
    let sizes = [(12.5, 5.5, 1), (10.0, 5.5, 1), (8.5, 3.5, 2)];
    fitted(canvas, Role::Paragraph, (SIDE, 64.9, width), &COMPUTED, &sizes, &front.computed);
    let mut y = 71.6;
    if let Some(label) = &front.reason_label {
        canvas.line(Role::Paragraph, SIDE, y, &LABEL, label);
        y = 75.2;
    }
    let open = front.open.as_ref().map(|open| (open, wrap::paragraph(&DATA, &open.text, width)));
    let below = open.as_ref().map_or(0.0, |(_, lines)| 1.2 + DATA.lead * lines.len() as f64);
    let room = ((103.4 - y - below) / DATA.lead).floor().max(1.0) as usize;
    let lines = wrap::paragraph(&DATA, &front.reason.text, width);
    if lines.len() > room {
        y = limited(canvas, Role::Paragraph, (SIDE, y, width), &DATA, &front.reason, room - 1) + 0.3;
        canvas.line(Role::Paragraph, SIDE, y, &SMALL, &front.reason_continues);
        y += DATA.lead;
    } else {
        y = limited(canvas, Role::Paragraph, (SIDE, y, width), &DATA, &front.reason, room);
    }
    if let Some((open, lines)) = open {
        let node = canvas.node(Role::Paragraph);
        canvas.say(&DATA, open.clone());
        canvas.lines(node, SIDE, y + 1.2, &DATA.in_colour(SOFT), &lines);
    }
}

fn profile(canvas: &mut Canvas, front: &Front) {
    canvas.line(Role::Heading2, LEFT, 108.8, &SECTION, &front.profile_title);
    let width: f64 = front.legend.iter().map(|(_, text)| 2.6 + 1.4 + SMALL.width(&text.text) + 3.6).sum();
    let mut x = RIGHT - width + 3.6;
    for (finding, text) in &front.legend {
        marks::disc(canvas, x, 109.8, 2.6, *finding);
        canvas.line(Role::Paragraph, x + 4.0, 109.9, &SMALL, text);
        x += 2.6 + 1.4 + SMALL.width(&text.text) + 3.6;
    }
    canvas.group(Role::Table, |canvas| {
        canvas.group(Role::Row, |canvas| {
            let [level, discs, rated, coverage, verdict] = &front.columns;
            canvas.line(Role::ColumnHead, LEFT, 116.2, &SMALL, level);
            canvas.line(Role::ColumnHead, DISCS, 116.2, &SMALL, discs);
            for (text, right) in [(rated, RATED), (coverage, COVERAGE)] {
                let node = canvas.node(Role::ColumnHead);
                canvas.line_to(node, right, 116.2, &SMALL, text);
            }
            canvas.line(Role::ColumnHead, VERDICT, 116.2, &SMALL, verdict);
        });
        for (level, index) in front.levels.iter().zip(0_u32..) {
            let top = PROFILE_TOP + canvas.sheet.pitch * f64::from(index);
            canvas.group(Role::Row, |canvas| profile_row(canvas, top, level));
            canvas.full_rule(top, 0.5, if index == 0 { INK } else { HAIR });
        }
    });
    canvas.full_rule(PROFILE_TOP + canvas.sheet.pitch * front.levels.len() as f64, 0.5, INK);
}

/// The profile's columns: left edges of discs and verdicts, right edges of the numbers.
const DISCS: f64 = 76.0;
const RATED: f64 = 131.0;
const COVERAGE: f64 = 146.0;
const VERDICT: f64 = 150.0;

fn profile_row(canvas: &mut Canvas, top: f64, level: &FrontLevel) {
    let is_awarded = level.awarded.is_some();
    let data = if is_awarded { STRONG } else { DATA };
    let number = Style { size: 12.0, ..SECTION };
    let pitch = canvas.sheet.pitch;
    let text_top = top + (pitch - 2.8) / 2.0;
    let number_top = text_top - 0.5;
    if is_awarded {
        canvas.area([LEFT, top, RIGHT - LEFT, pitch], TINT);
        canvas.area([LEFT, top, 7.0, pitch], ACCENT);
    }
    let number_x = LEFT + (7.0 - number.width(&level.number.text)) / 2.0;
    let colour = match (is_awarded, level.verdict) {
        (true, _) => WHITE,
        (false, Verdict::NotDefined) => SOFT,
        (false, _) => INK,
    };
    canvas.line(Role::RowHead, number_x, number_top, &number.in_colour(colour), &level.number);
    let words = if level.findings.is_some() { data } else { data.in_colour(SOFT) };
    canvas.line(Role::Cell, 33.5, text_top, &words, &level.phrase);
    let cell = canvas.node(Role::Cell);
    canvas.inside(cell, |canvas| match &level.findings {
        Some(findings) => discs(canvas, top, findings, &level.spoken),
        None => hatching(canvas, top, &level.spoken),
    });
    for (text, right) in [(&level.rated, RATED), (&level.coverage, COVERAGE)] {
        let cell = canvas.node(Role::Cell);
        if let Some(text) = text {
            canvas.line_to(cell, right, text_top, &data, text);
        }
    }
    marks::verdict(canvas, VERDICT, top + (pitch - 3.0) / 2.0, 3.0, level.verdict);
    let cell = canvas.node(Role::Cell);
    canvas.line_of(cell, VERDICT + 4.4, text_top, &words, &level.verdict_label);
    let tag = match (&level.awarded, &level.computed) {
        (Some(awarded), _) => Some((awarded, STRONG.in_colour(ACCENT))),
        (None, computed) => computed.as_ref().map(|computed| (computed, DATA.in_colour(SOFT))),
    };
    if let Some((text, style)) = tag {
        canvas.line_to(cell, RIGHT - 0.8, text_top, &style, text);
    }
}

/// One disc per statement, or counts where there are too many to tell apart.
fn discs(canvas: &mut Canvas, top: f64, findings: &[Finding], spoken: &str) {
    let figure = canvas.figure(spoken);
    if findings.len() <= 15 {
        let (pitch, d) = match findings.len() {
            0..=9 => (5.0, 3.4),
            many => (42.0 / (many - 1) as f64, 2.6),
        };
        canvas.within(figure, |canvas| {
            for (finding, index) in findings.iter().zip(0_u32..) {
                let y = top + (canvas.sheet.pitch - d) / 2.0;
                marks::disc(canvas, DISCS + pitch * f64::from(index), y, d, *finding);
            }
        });
        return;
    }
    let mut x = DISCS;
    for finding in Finding::RECORDED.into_iter().chain([Finding::NotExplored]) {
        let count = findings.iter().filter(|found| **found == finding).count();
        if count > 0 {
            let text = Text { key: crate::report::content::Key::Label, text: count.to_string() };
            marks::disc(canvas, x, (canvas.sheet.pitch - 2.6) / 2.0 + top, 2.6, finding);
            canvas.line_of(figure, x + 3.6, top + (canvas.sheet.pitch - 2.4) / 2.0, &SMALL, &text);
            x += 3.6 + SMALL.width(&text.text) + 2.4;
        }
    }
}

/// What stands where there is nothing to rate.
fn hatching(canvas: &mut Canvas, top: f64, spoken: &str) {
    let figure = canvas.figure(spoken);
    let middle = top + canvas.sheet.pitch / 2.0;
    canvas.within(figure, |canvas| {
        for index in 0..34_u32 {
            let x = DISCS + 2.0 * f64::from(index);
            canvas.stroke(&[(x, middle + 1.25), (x + 2.5, middle - 1.25)], 0.5, HAIR);
        }
    });
}

fn list(canvas: &mut Canvas, x: f64, [top, end]: [f64; 2], list: &FrontList) {
    canvas.line(Role::Heading2, x, top, &SECTION, &list.title);
    if let Some(prose) = &list.prose {
        const WIDTH: f64 = 50.0;
        let style = SMALL.in_colour(INK);
        let room = ((end - top - 6.4) / style.lead).floor() as usize;
        let mut lines = match list.typed {
            true => wrap::as_typed(&style, &prose.text, WIDTH),
            false => wrap::paragraph(&style, &prose.text, WIDTH),
        };
        // Empty lines would take the room of words.
        lines.retain(|line| !line.trim().is_empty());
        let is_whole = lines.len() <= room;
        let lines = wrap::shortened(&style, lines, WIDTH, if is_whole { room } else { room - 1 });
        let node = canvas.node(Role::Paragraph);
        canvas.say(&style, said(prose, &lines));
        let y = canvas.lines(node, x, top + 6.4, &style, &lines);
        if !is_whole {
            canvas.line(Role::Paragraph, x, y + 0.6, &SMALL, &list.more);
        }
    }
    let last = end - 3.7;
    let mut y = top + 6.2;
    // Each has two lines.
    let shown = ((last - y) / (2.0 * DATA.lead + 0.5)).floor() as usize;
    for row in list.rows.iter().take(shown) {
        let node = canvas.node(Role::Paragraph);
        canvas.line_of(node, x, y, &STRONG, &row.number);
        y = limited(canvas, Role::Paragraph, (x + 8.0, y, 42.0), &DATA, &row.statement, 2) + 0.5;
    }
    if list.rows.len() > shown {
        let more = Text { text: format!("{} {}", list.rows.len() - shown, list.more.text), ..list.more.clone() };
        canvas.line(Role::Paragraph, x, last, &SMALL, &more);
    }
}

/// Draws what stands around the signature fields.
pub(super) fn signatures(canvas: &mut Canvas, signatures: &Signatures) {
    canvas.full_rule(206.0, 0.5, INK);
    canvas.line(Role::Paragraph, LEFT, 208.0, &LABEL, &signatures.assessor_caption);
    canvas.line(Role::Paragraph, 107.0, 208.0, &LABEL, &signatures.reviewer_caption);
    limited(canvas, Role::Paragraph, (LEFT, 251.0, RIGHT - LEFT), &SMALL, &signatures.explanation, 2);
    canvas.full_rule(260.4, 0.5, HAIR);
    canvas.line(Role::Paragraph, LEFT, 262.5, &LABEL, &signatures.candidate_caption);
    limited(canvas, Role::Paragraph, (LEFT + 20.0, 262.2, RIGHT - LEFT - 20.0), &DATA, &signatures.candidate, 1);
}

/// Sizes in points with their leads, each with the number of lines that it may take.
type Sizes<'a> = &'a [(f64, f64, usize)];

/// Draws a text in the first size in which it fits, shortened in the last; gives the y after it.
fn fitted(
    canvas: &mut Canvas,
    role: Role,
    (x, top, width): (f64, f64, f64),
    style: &Style,
    sizes: Sizes<'_>,
    text: &Text,
) -> f64 {
    let (style, lines) = fit(style, &text.text, width, sizes);
    let node = canvas.node(role);
    canvas.say(&style, said(text, &lines));
    canvas.lines(node, x, top, &style, &lines)
}

fn fit(style: &Style, text: &str, width: f64, sizes: Sizes<'_>) -> (Style, Vec<String>) {
    let mut tried = (*style, Vec::new());
    for (size, lead, limit) in sizes {
        let style = style.sized(*size, *lead);
        let lines = wrap::paragraph(&style, text, width);
        let fits = lines.len() <= *limit;
        tried = (style, wrap::shortened(&style, lines, width, *limit));
        if fits {
            break;
        }
    }
    tried
}

/// Draws a text in at most so many lines; gives the y after it.
pub(super) fn limited(
    canvas: &mut Canvas,
    role: Role,
    (x, top, width): (f64, f64, f64),
    style: &Style,
    text: &Text,
    limit: usize,
) -> f64 {
    let lines = wrap::shortened(style, wrap::paragraph(style, &text.text, width), width, limit);
    let node = canvas.node(role);
    canvas.say(style, said(text, &lines));
    canvas.lines(node, x, top, style, &lines)
}

/// The text as it is drawn: shortened if the last line says so.
fn said(text: &Text, lines: &[String]) -> Text {
    let whole =
        lines.concat().split_whitespace().collect::<String>() == text.text.split_whitespace().collect::<String>();
    if whole { text.clone() } else { Text { text: lines.concat(), ..text.clone() } }
}
