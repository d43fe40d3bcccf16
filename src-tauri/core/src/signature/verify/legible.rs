//! Whether what a page says can be read by whoever looks at it: text stands on the page, differs from what lies behind
//! it, and nothing lies over it.
//!
//! Shapes are taken for the rectangles around them, so that more is refused than hides something; no layout may come so
//! near to its text. Nothing is asked of drawings without text: whoever signs a page answers for them.

use super::ink::{Bounds, Colour, Ink, Run, Shape};

/// How far text stays away from the page's edges, in points.
const MARGIN: f32 = 10.0;
/// The least contrast between text and what lies behind it (WCAG 2.2, 1.4.3).
const CONTRAST: f32 = 4.5;
/// What letters take above and below the baseline, in their size.
const HEIGHT: f32 = 0.66;
const DEPTH: f32 = 0.15;
/// The part of that in which letters over each other can’t be told apart.
const BODY: f32 = 0.45;
/// Places are written in hundredths of a point, and widths rounded.
const ROUNDING: f32 = 0.5;
/// Furniture is not larger than this, in points.
const FURNITURE: f32 = 12.0;
/// The most pairs of a text and a shape, or another text, on a page: a page of text with the largest drawn signature has
/// a fifth of them.
const PAIRS: usize = 50_000_000;

/// Holds a page of this size, with fields at these places, against what can be read.
///
/// # Errors
/// The end of a sentence about the page.
pub(super) fn check(ink: &Ink<'_>, page: &Bounds, fields: &[Bounds]) -> Result<(), String> {
    let seen: Vec<&Run> = ink.runs.iter().filter(|run| !run.text.trim().is_empty() && run.left < run.right).collect();
    if seen.len().saturating_mul(seen.len() + ink.shapes.len()) > PAIRS {
        return Err("draws more than a report does".to_owned());
    }
    let room = Bounds {
        left: page.left + MARGIN,
        bottom: page.bottom + MARGIN,
        right: page.right - MARGIN,
        top: page.top - MARGIN,
    };
    for run in &seen {
        let bounds = bounds(run);
        let quoted = || run.text.trim().chars().take(40).collect::<String>();
        if !room.contains(&bounds) {
            return Err(format!("has the text “{}” outside of what is shown", quoted()));
        }
        if fields.iter().any(|field| field.meets(&bounds)) || ink.shapes.iter().any(|shape| covers(shape, run, &bounds))
        {
            return Err(format!("draws something over the text “{}”", quoted()));
        }
        if !stands_out(run, &bounds, &ink.shapes) {
            return Err(format!("has the text “{}” in a colour like that of what lies behind it", quoted()));
        }
    }
    for (run, place) in seen.iter().zip(1..) {
        if let Some(other) = seen[place..].iter().find(|other| body(run).meets(&body(other))) {
            let quoted = |run: &Run| run.text.trim().chars().take(40).collect::<String>();
            return Err(format!("draws the texts “{}” and “{}” over each other", quoted(run), quoted(other)));
        }
    }
    furniture(&seen)
}

/// Furniture is small, and stands above or below all that the page says.
fn furniture(seen: &[&Run]) -> Result<(), String> {
    let content = || seen.iter().filter(|run| !run.is_artifact).map(|run| run.baseline);
    let (highest, lowest) = (content().fold(f32::MIN, f32::max), content().fold(f32::MAX, f32::min));
    let strange = seen
        .iter()
        .filter(|run| run.is_artifact)
        .find(|run| run.size > FURNITURE || (run.baseline <= highest && run.baseline >= lowest));
    match strange {
        None => Ok(()),
        Some(run) => Err(format!("has the furniture “{}” among what it says", run.text.trim())),
    }
}

fn bounds(run: &Run) -> Bounds {
    Bounds {
        left: run.left + ROUNDING / 2.0,
        bottom: run.baseline - DEPTH * run.size,
        right: run.right - ROUNDING / 2.0,
        top: run.baseline + HEIGHT * run.size,
    }
}

fn body(run: &Run) -> Bounds {
    Bounds {
        left: run.left + ROUNDING,
        bottom: run.baseline,
        right: run.right - ROUNDING,
        top: run.baseline + BODY * run.size,
    }
}

fn covers(shape: &Shape, run: &Run, bounds: &Bounds) -> bool {
    shape.order > run.order && shape.bounds.meets(bounds)
}

/// Whether the text differs from all that can be seen behind it: every shape down to the first that fills its place, or
/// the paper.
fn stands_out(run: &Run, bounds: &Bounds, shapes: &[Shape]) -> bool {
    for shape in shapes.iter().rev().filter(|shape| shape.order < run.order && shape.bounds.meets(bounds)) {
        if contrast(run.colour, shape.colour) < CONTRAST {
            return false;
        }
        if shape.is_solid && shape.bounds.contains(bounds) {
            return true;
        }
    }
    contrast(run.colour, [1.0; 3]) >= CONTRAST
}

/// The contrast of two colours, 1 to 21 (WCAG 2.2).
fn contrast(one: Colour, other: Colour) -> f32 {
    let [one, other] = [luminance(one), luminance(other)];
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: Colour) -> f32 {
    let linear = |share: f32| if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) };
    let [red, green, blue] = colour.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}
