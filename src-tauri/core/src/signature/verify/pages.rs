//! What the pages say: the text of their content, in its order, artifacts left out.
//!
//! Every glyph is the one that the program's own faces draw for the character, so that the text is what a person sees
//! where text stands. Whether lines and areas, which only the assessor can have put there, draw something else is not
//! asked: whoever signs a page answers for its drawings.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use lopdf::content::Operation;
use lopdf::{Dictionary, Object};

use super::super::document::Pdf;
use super::super::written_content::operations;
use super::super::written_font::{FONT_LIMIT, WrittenFont};
use super::super::{Checked, Problem, bounded};

/// Paths with their colours, widths and ends; no clipping, no images, no forms.
const DRAWING: [&str; 14] = ["w", "d", "J", "j", "rg", "RG", "m", "l", "c", "h", "re", "f", "f*", "S"];
/// The sizes of text, in points.
const SIZES: RangeInclusive<f32> = 5.0..=100.0;
/// More pages than a report has that a program could read.
const PAGE_LIMIT: usize = 20_000;

/// The most bytes of a page's content; the largest drawn signature takes a third of it.
const CONTENT_LIMIT: usize = 2 << 20;

/// The most bytes of the contents of all pages; a page of text takes 35 KiB.
const CONTENTS_LIMIT: usize = 32 << 20;

/// The text of all pages.
pub(super) fn text(pdf: &Pdf<'_>) -> Checked<String> {
    let pages = pages(pdf).ok_or_else(|| refuse("are not listed as a report lists them"))?;
    let mut fonts = Fonts { pdf, read: BTreeMap::new() };
    let mut text = String::new();
    let mut room = CONTENTS_LIMIT;
    for (page, number) in pages.into_iter().zip(1_usize..) {
        page_text(pdf, page, &mut fonts, &mut room, &mut text)
            .map_err(|problem| refuse(&format!("can't be read: page {number} {problem}")))?;
    }
    Ok(text)
}

/// The pages in their order; a report has one list of them.
fn pages<'a>(pdf: &'a Pdf<'_>) -> Option<Vec<&'a Dictionary>> {
    let list = pdf.resolve(pdf.catalog()?.1.get(b"Pages").ok()?)?.as_dict().ok()?;
    let kids = list.get(b"Kids").and_then(Object::as_array).ok().filter(|kids| kids.len() <= PAGE_LIMIT)?;
    // Programs that count and programs that look see the same pages.
    let count = list.get(b"Count").and_then(Object::as_i64).ok()?;
    (usize::try_from(count) == Ok(kids.len())).then_some(())?;
    kids.iter().map(|kid| pdf.resolve(kid)?.as_dict().ok().filter(|page| page.has_type(b"Page"))).collect()
}

/// The fonts of all pages, each read once.
struct Fonts<'a, 'b> {
    pdf: &'a Pdf<'b>,
    read: BTreeMap<u32, Option<WrittenFont>>,
}

impl Fonts<'_, '_> {
    fn get(&mut self, font: &Object) -> Option<&WrittenFont> {
        let (number, _) = font.as_reference().ok()?;
        if self.read.len() == FONT_LIMIT && !self.read.contains_key(&number) {
            return None;
        }
        self.read.entry(number).or_insert_with(|| WrittenFont::read(self.pdf, font)).as_ref()
    }
}

fn page_text(
    pdf: &Pdf<'_>,
    page: &Dictionary,
    fonts: &mut Fonts<'_, '_>,
    room: &mut usize,
    text: &mut String,
) -> Result<(), String> {
    let content =
        page.get(b"Contents").ok().and_then(|content| pdf.inflated(content, CONTENT_LIMIT)).ok_or("has no content")?;
    *room = room.saturating_sub(content.len());
    if *room == 0 || !bounded::is_bounded_content(&content) {
        return Err("has more content than a report has".to_owned());
    }
    let operations = operations(&content).ok_or("is not written as a report is")?;
    let resources = page.get(b"Resources").ok().and_then(|resources| pdf.resolve(resources)?.as_dict().ok());
    let named = resources.and_then(|it| pdf.resolve(it.get(b"Font").ok()?)?.as_dict().ok());
    let mut state = State { is_artifact: None, is_text: false, font: None, kept: Vec::new() };
    for operation in &operations {
        let Operation { operator, operands } = operation;
        match (operator.as_str(), operands.as_slice()) {
            ("BMC", [tag]) | ("BDC", [tag, _]) => state.begin(tag)?,
            ("EMC", []) => state.is_artifact.take().map(drop).ok_or("ends a part that it did not begin")?,
            ("BT", []) if !state.is_text => state.is_text = true,
            ("ET", []) if state.is_text => state.is_text = false,
            ("Td", [_, _]) | ("Tc", [_]) if state.is_text => (),
            ("Tf", [Object::Name(name), size]) if size.as_float().is_ok_and(|size| SIZES.contains(&size)) => {
                state.font = named.and_then(|named| named.get(name).ok());
            }
            ("Tj", [Object::String(codes, _)]) if state.is_text => {
                let font = state.font.and_then(|font| fonts.get(font)).ok_or("uses a font that is not a report's")?;
                let shown = font.show(codes).ok_or("shows other characters than it says")?;
                if state.is_artifact != Some(true) {
                    text.push_str(&shown.text);
                }
            }
            // The font is part of the graphics state.
            ("q", []) if !state.is_text => state.kept.push(state.font),
            ("Q", []) if !state.is_text => {
                state.font = state.kept.pop().ok_or("takes back a state that it did not keep")?;
            }
            (known, _) if DRAWING.contains(&known) => (),
            (strange, _) => return Err(format!("uses the operator {}", strange.escape_default())),
        }
    }
    Ok(())
}

struct State<'a> {
    /// Within a marked part: whether it is an artifact.
    is_artifact: Option<bool>,
    is_text: bool,
    font: Option<&'a Object>,
    /// The fonts of the graphics states that were kept.
    kept: Vec<Option<&'a Object>>,
}

impl State<'_> {
    /// Parts do not lie within each other.
    fn begin(&mut self, tag: &Object) -> Result<(), &'static str> {
        let is_artifact = tag.as_name().is_ok_and(|tag| tag == b"Artifact");
        match self.is_artifact.replace(is_artifact) {
            None => Ok(()),
            Some(_) => Err("marks a part within a part"),
        }
    }
}

fn refuse(what: &str) -> Problem {
    Problem::new("pages", format!("The report's pages {what}."))
}
