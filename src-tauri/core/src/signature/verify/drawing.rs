//! What a signature's appearance shows: one frame, and below each other, dark on white and inside of the field, the
//! lines of text that the certificate, the time and the decision give.

use std::collections::BTreeMap;

use lopdf::content::Operation;
use lopdf::{Dictionary, Object, Stream};

use super::super::appearance::{self, BAR, MM, TEXT_COLOURS};
use super::super::document::Pdf;
use super::super::words::Said;
use super::super::written_content::operations;
use super::super::written_font::{FONT_LIMIT, WrittenFont};
use super::super::{Checked, Problem};

/// The sizes that text can be read in, in points.
const SIZES: std::ops::RangeInclusive<f32> = 7.0..=12.0;
/// How far apart the baselines of lines are, at least, in their sizes.
const LEADING: f32 = 0.9;
/// What letters take above and below the baseline, in their size.
const HEIGHT: f32 = 0.95;
const DEPTH: f32 = 0.3;
/// Numbers are written with two or three decimals.
const ROUNDING: f32 = 0.01;

/// The most bytes that it takes.
const CONTENT_LIMIT: usize = 64 << 10;

/// Holds the form XObject with this number against the widget's size and the words of its signature.
pub(super) fn check(pdf: &Pdf<'_>, form: u32, size: [f32; 2], said: &Said) -> Checked<()> {
    let form = pdf.object(form).and_then(|object| object.as_stream().ok()).ok_or_else(|| refuse("is not a drawing"))?;
    let keys: Vec<&[u8]> = form.dict.iter().map(|(key, _)| key.as_slice()).collect();
    let expected: [&[u8]; 5] = [b"Type", b"Subtype", b"BBox", b"Resources", b"Length"];
    if keys != expected || !is_name(&form.dict, b"Type", b"XObject") || !is_name(&form.dict, b"Subtype", b"Form") {
        return Err(refuse("is not a plain form XObject"));
    }
    let bounds = [Object::Integer(0), Object::Integer(0), Object::Real(size[0]), Object::Real(size[1])];
    if form.content.len() > CONTENT_LIMIT {
        return Err(refuse("is larger than any"));
    }
    if !form.dict.get(b"BBox").and_then(Object::as_array).is_ok_and(|found| found[..] == bounds) {
        return Err(refuse("does not fill its field"));
    }
    let lines = lines(form, &fonts(pdf, form)?, size)?;
    for pair in lines.windows(2) {
        if !follows(&pair[0], &pair[1]) {
            return Err(refuse("draws lines over each other, or out of order"));
        }
    }
    let texts: Vec<String> = lines.into_iter().map(|line| line.text).collect();
    if said.is_said_by(&texts) { Ok(()) } else { Err(refuse("says something else than the signature does")) }
}

fn fonts(pdf: &Pdf<'_>, form: &Stream) -> Checked<BTreeMap<Vec<u8>, WrittenFont>> {
    let strange = || refuse("uses something else than the report's own fonts");
    let resources = form.dict.get(b"Resources").and_then(Object::as_dict).ok().filter(|found| found.len() == 1);
    let fonts = resources.and_then(|resources| resources.get(b"Font").and_then(Object::as_dict).ok());
    let fonts = fonts.filter(|fonts| fonts.len() <= FONT_LIMIT).ok_or_else(strange)?.iter();
    fonts
        .map(|(name, font)| Some((name.clone(), WrittenFont::read(pdf, font)?)))
        .collect::<Option<_>>()
        .ok_or_else(strange)
}

/// A line of text with its place.
struct Line {
    text: String,
    left: f32,
    right: f32,
    baseline: f32,
    size: f32,
}

/// The frame, and nothing but text behind it.
fn lines(form: &Stream, fonts: &BTreeMap<Vec<u8>, WrittenFont>, field: [f32; 2]) -> Checked<Vec<Line>> {
    let read = |content: &[u8]| operations(content).ok_or_else(|| refuse("can't be read"));
    let drawn = read(&form.content)?;
    let frame = read(appearance::frame(field).as_bytes())?;
    let (below, text) = drawn.split_at_checked(frame.len()).ok_or_else(|| refuse("is empty"))?;
    if !below.iter().zip(&frame).all(|(drawn, expected)| is_same(drawn, expected)) {
        return Err(refuse("paints something else than a signature's frame"));
    }
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.iter().position(|operation| operation.operator == "ET").ok_or_else(|| refuse("has no end"))?;
        let line = line(&rest[..end], fonts).ok_or_else(|| {
            let operators: Vec<&str> = rest[..end].iter().map(|operation| operation.operator.as_str()).collect();
            let operators = operators.join(" ").escape_default().to_string();
            refuse(&format!("draws a line of text in a way that can't be relied on ({operators})"))
        })?;
        let is_inside = line.left >= BAR * MM
            && line.right <= field[0] + ROUNDING
            && line.baseline - DEPTH * line.size >= 0.0
            && line.baseline + HEIGHT * line.size <= field[1] + ROUNDING;
        if !is_inside || !SIZES.contains(&line.size) {
            return Err(refuse("draws text where or so that it can't be read"));
        }
        lines.push(line);
        rest = &rest[end + 1..];
    }
    Ok(lines)
}

/// `BT r g b rg x y Td (/Font size Tf <codes> Tj)+`, without its `ET`.
fn line(drawn: &[Operation], fonts: &BTreeMap<Vec<u8>, WrittenFont>) -> Option<Line> {
    let [begin, colour, place, runs @ ..] = drawn else { return None };
    let is_dark = TEXT_COLOURS.iter().any(|expected| {
        let expected = format!("{} rg", expected.operands());
        operations(expected.as_bytes()).is_some_and(|it| it.iter().all(|it| is_same(colour, it)))
    });
    if begin.operator != "BT" || !begin.operands.is_empty() || !is_dark || place.operator != "Td" {
        return None;
    }
    let [left, baseline] = numbers(place)?[..] else { return None };
    let mut line = Line { text: String::new(), left, right: left, baseline, size: 0.0 };
    let (runs, rest) = runs.as_chunks::<2>();
    for [font, show] in runs {
        let ("Tf", [name, size]) = (font.operator.as_str(), &font.operands[..]) else { return None };
        let ("Tj", [codes]) = (show.operator.as_str(), &show.operands[..]) else { return None };
        let (name, size) = (name.as_name().ok()?, size.as_float().ok()?);
        let shown = fonts.get(name)?.show(codes.as_str().ok()?)?;
        if line.size != 0.0 && line.size != size {
            return None;
        }
        line.size = size;
        line.right += shown.width / 1000.0 * size;
        line.text.push_str(&shown.text);
    }
    (rest.is_empty() && !runs.is_empty()).then_some(line)
}

/// Whether a line stands below another one, or to its right.
fn follows(before: &Line, after: &Line) -> bool {
    let fall = before.baseline - after.baseline;
    if fall.abs() <= ROUNDING { after.left >= before.right } else { fall >= LEADING * before.size.max(after.size) }
}

fn is_same(one: &Operation, other: &Operation) -> bool {
    let alike = |one: &[f32], other: &[f32]| {
        one.len() == other.len() && one.iter().zip(other).all(|(one, other)| (one - other).abs() <= ROUNDING / 2.0)
    };
    one.operator == other.operator
        && matches!((numbers(one), numbers(other)), (Some(one), Some(other)) if alike(&one, &other))
}

fn numbers(operation: &Operation) -> Option<Vec<f32>> {
    operation.operands.iter().map(|operand| operand.as_float().ok().filter(|number| number.is_finite())).collect()
}

fn is_name(dictionary: &Dictionary, key: &[u8], value: &[u8]) -> bool {
    dictionary.get(key).and_then(Object::as_name).is_ok_and(|name| name == value)
}

fn refuse(what: &str) -> Problem {
    Problem::new("appearance", format!("The signature's appearance {what}."))
}
