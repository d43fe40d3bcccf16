//! What the pages say: the text of their content, in its order, and their furniture apart from it.
//!
//! Every glyph is the one that the program's own faces draw for the character, so that the text is what a person sees
//! where text stands, and [`legible`] asks whether it can be seen. Whether lines and areas, which only the assessor can
//! have put there, draw something else is not asked: whoever signs a page answers for its drawings.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object};

use super::super::document::Pdf;
use super::super::written_content::operations;
use super::super::written_font::{FONT_LIMIT, WrittenFont};
use super::super::{Checked, Field, Problem, bounded};
use super::ink::{Bounds, Ink, rectangle};
use super::legible;
use crate::domain::report::Said;

/// More pages than a report has that a program could read.
const PAGE_LIMIT: usize = 20_000;

/// The most bytes of a page's content; the largest drawn signature takes a third of it.
const CONTENT_LIMIT: usize = 2 << 20;

/// The most bytes of the contents of all pages; a page of text takes 35 KiB.
const CONTENTS_LIMIT: usize = 32 << 20;

/// Width and height of the sheets that reports are made for, A4 and Letter, in points.
const SHEETS: [[f32; 2]; 2] = [[595.276, 841.89], [612.0, 792.0]];
/// How much a page may differ from its sheet, in points.
const ROUNDING: f32 = 0.5;

/// What all pages say to whoever looks at them.
pub(super) fn read(pdf: &Pdf<'_>) -> Checked<Said> {
    let pages = pages(pdf).ok_or_else(|| refuse("are not listed as a report lists them"))?;
    let fields = fields(pdf, &pages).ok_or_else(|| refuse("do not show the signature fields in their place"))?;
    let mut fonts = Fonts { pdf, read: BTreeMap::new() };
    let mut said = Said::default();
    let mut room = CONTENTS_LIMIT;
    for (page, number) in pages.into_iter().zip(1_usize..) {
        let fields = if number == 1 { &fields[..] } else { &[] };
        page_text(pdf, page, fields, &mut fonts, &mut room, &mut said)
            .map_err(|problem| refuse(&format!("can't be read: page {number} {problem}")))?;
    }
    Ok(said)
}

/// Where both fields stand: on the first page, beside each other, and on no other page.
fn fields(pdf: &Pdf<'_>, pages: &[&Dictionary]) -> Option<[Bounds; 2]> {
    let shown = |page: &Dictionary| match page.get(b"Annots") {
        Ok(annotations) => Some(pdf.resolve(annotations)?.as_array().ok()?.to_vec()),
        Err(_) => Some(Vec::new()),
    };
    let (first, others) = pages.split_first()?;
    let listed: Option<Vec<u32>> = shown(first)?.iter().map(|it| it.as_reference().ok().map(|id| id.0)).collect();
    let own: Option<Vec<u32>> = Field::ALL.into_iter().map(|field| Some(pdf.field(field)?.number)).collect();
    (listed? == own? && others.iter().all(|page| shown(page).is_some_and(|it| it.is_empty()))).then_some(())?;
    let [assessor, reviewer] = Field::ALL.map(|field| rectangle(pdf, pdf.field(field)?.dictionary, b"Rect"));
    let (assessor, reviewer, page) = (assessor?, reviewer?, rectangle(pdf, first, b"MediaBox")?);
    let are_apart = !assessor.meets(&reviewer) && page.contains(&assessor) && page.contains(&reviewer);
    are_apart.then_some([assessor, reviewer])
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
    fields: &[Bounds],
    fonts: &mut Fonts<'_, '_>,
    room: &mut usize,
    said: &mut Said,
) -> Result<(), String> {
    let sheet = rectangle(pdf, page, b"MediaBox").filter(is_a_sheet).ok_or("is not of the size of a sheet")?;
    let content = page
        .get(b"Contents")
        .ok()
        .and_then(|content| pdf.inflated(content, CONTENT_LIMIT))
        .ok_or("has no content, or more than a report has")?;
    *room = room.saturating_sub(content.len());
    if *room == 0 || !bounded::is_bounded_content(&content) {
        return Err("has more content than a report has".to_owned());
    }
    let operations = operations(&content).ok_or("is not written as a report is")?;
    let resources = page.get(b"Resources").ok().and_then(|resources| pdf.resolve(resources)?.as_dict().ok());
    let named = resources.and_then(|it| pdf.resolve(it.get(b"Font").ok()?)?.as_dict().ok());
    let mut ink = Ink::new();
    for operation in &operations {
        ink.draw(operation, named, |font, codes| {
            let font = fonts.get(font).ok_or("uses a font that is not a report's")?;
            font.show(codes).ok_or("shows other characters than it says")
        })?;
    }
    legible::check(&ink, &sheet, fields)?;
    let (furniture, content): (Vec<_>, Vec<_>) = ink.runs.into_iter().partition(|run| run.is_artifact);
    said.text.extend(content.into_iter().map(|run| run.text));
    said.furniture.push(furniture.into_iter().map(|run| run.text).collect());
    Ok(())
}

fn is_a_sheet(page: &Bounds) -> bool {
    let is_near = |found: f32, own: f32| (found - own).abs() <= ROUNDING;
    (page.left, page.bottom) == (0.0, 0.0)
        && SHEETS.iter().any(|[width, height]| is_near(page.right, *width) && is_near(page.top, *height))
}

fn refuse(what: &str) -> Problem {
    Problem::new("pages", format!("The report's pages {what}."))
}
