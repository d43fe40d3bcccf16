//! What the two fields show until somebody signs them: the assessor's nothing, the reviewer's that nobody did.

use lopdf::Object;

use super::super::super::document::Pdf;
use super::super::super::written_content::operations;
use super::super::super::written_font::WrittenFont;
use super::super::super::{Checked, Field, Problem};

/// The words in a reviewer's field that nobody has signed, in all versions.
const WAITING: [&str; 1] = ["Not countersigned when this file was made."];
/// What the frame around them is made of.
const FRAME: [&str; 7] = ["q", "Q", "RG", "w", "d", "re", "S"];
/// The most bytes of what a field shows.
const CONTENT_LIMIT: usize = 64 << 10;
/// The size of a field in points, to two decimals as a page has it.
const SIZE: [f32; 2] = [223.94, 102.05];
/// Rectangles are written with two decimals.
const ROUNDING: f32 = 0.02;

/// Holds both fields against what they show in every report.
pub(super) fn check(pdf: &Pdf<'_>) -> Checked<()> {
    for field in Field::ALL {
        let shown = shown(pdf, field).ok_or_else(|| refuse(field, "can’t be read"))?;
        let is_waiting = field == Field::Reviewer && WAITING.contains(&shown.as_str());
        if !shown.is_empty() && !is_waiting {
            return Err(refuse(field, "shows something before it is signed"));
        }
        let size = pdf.field(field).and_then(|it| it.size());
        if !size.is_some_and(|size| size.iter().zip(SIZE).all(|(found, own)| (found - own).abs() <= ROUNDING)) {
            return Err(refuse(field, "has another size than a signature’s"));
        }
    }
    Ok(())
}

/// The text that a field shows, in the order of its content.
fn shown(pdf: &Pdf<'_>, field: Field) -> Option<String> {
    let Ok(states) = pdf.field(field)?.dictionary.get(b"AP") else { return Some(String::new()) };
    let states = pdf.resolve(states)?.as_dict().ok()?;
    let form = states.get(b"N").ok()?;
    let content = pdf.inflated(form, CONTENT_LIMIT)?;
    let form = pdf.resolve(form)?.as_stream().ok()?;
    let resources = form.dict.get(b"Resources").ok().and_then(|it| pdf.resolve(it)?.as_dict().ok());
    let fonts = resources.and_then(|it| pdf.resolve(it.get(b"Font").ok()?)?.as_dict().ok());
    let (mut text, mut font) = (String::new(), None);
    for operation in operations(&content)? {
        match (operation.operator.as_str(), operation.operands.as_slice()) {
            ("Tf", [Object::Name(name), _]) => font = Some(WrittenFont::read(pdf, fonts?.get(name).ok()?)?),
            ("Tj", [Object::String(codes, _)]) => text.push_str(&font.as_ref()?.show(codes)?.text),
            ("BT" | "ET", []) | ("Td", [_, _]) | ("rg", [_, _, _]) => (),
            (frame, _) if FRAME.contains(&frame) => (),
            _ => return None,
        }
    }
    Some(text)
}

fn refuse(field: Field, what: &str) -> Problem {
    Problem::new("fields", format!("The report’s field {} {what}.", field.name()))
}
