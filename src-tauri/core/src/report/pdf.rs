//! From pages of ink to a PDF: the only place that knows `printpdf`.

use std::collections::{BTreeMap, BTreeSet};

use lopdf_printpdf::{Dictionary, Document, Object, ObjectId, Stream};
use printpdf::{
    Color, DictItem, FontId, Line, LineCapStyle, LineDashPattern, LineJoinStyle, LinePoint, Mm, Op, ParsedFont,
    PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Point, Polygon, PolygonRing, Pt, Rgb, TextItem,
};

use super::layout::canvas::{Canvas, Ink, Item, Page, Path};
use super::layout::style::Colour;
use crate::error::{Error, Result};
use crate::typeface::{self, Face, Subset};

/// The pages as a PDF document, uncompressed and without what [`finish`](super::finish) adds, and its fonts.
pub(super) struct Drawn {
    pub(super) document: Document,
    pub(super) fonts: Fonts,
}

/// The embedded subsets with their font objects.
pub(super) type Fonts = BTreeMap<Face, (Subset, ObjectId)>;

/// Draws the pages.
///
/// `also` names a text that is drawn later, so that its characters are embedded too.
///
/// # Errors
/// If a font can't be cut down or embedded.
pub(super) fn draw(canvas: &Canvas, also: (Face, &str)) -> Result<Drawn> {
    let subsets = subsets(canvas, also)?;
    let mut document = PdfDocument::new("");
    for subset in &subsets {
        let font = PdfFont::new(parsed(subset)?);
        document.resources.fonts.map.insert(font_id(subset.face), font);
    }
    document.pages = canvas.pages.iter().map(|drawn| page(drawn, canvas.sheet.size())).collect();
    let mut warnings = Vec::new();
    let mut document = document.to_lopdf_document(&PdfSaveOptions::default(), &mut warnings);
    if let Some(warning) = warnings.first() {
        return Err(Error::internal(format!("printpdf says: {}", warning.msg)));
    }
    let mut fonts = Fonts::new();
    for subset in subsets {
        let font = map_codes(&mut document, &subset)?;
        fonts.insert(subset.face, (subset, font));
    }
    Ok(Drawn { document, fonts })
}

/// One subset for each face that draws something.
fn subsets(canvas: &Canvas, (also_in, also): (Face, &str)) -> Result<Vec<Subset>> {
    let mut characters: BTreeMap<Face, BTreeSet<char>> = BTreeMap::from([(also_in, also.chars().collect())]);
    for item in canvas.pages.iter().flat_map(|page| &page.items) {
        if let Ink::Text { face, text, .. } = &item.ink {
            characters.entry(*face).or_default().extend(text.chars());
        }
    }
    characters.iter().map(|(face, characters)| typeface::subset(*face, characters)).collect()
}

/// The subset as printpdf wants it. What it calls glyphs are our codes, one for each character.
fn parsed(subset: &Subset) -> Result<ParsedFont> {
    let mut font = ParsedFont::from_bytes(&subset.program, 0, &mut Vec::new())
        .ok_or_else(|| Error::internal(format!("the font {} can't be read back", subset.face.name())))?;
    font.font_name = Some(subset.name());
    font.codepoint_to_glyph = subset.chars.iter().map(|entry| (u32::from(entry.character), entry.code)).collect();
    font.glyph_widths = subset.chars.iter().map(|entry| (entry.code, entry.advance)).collect();
    Ok(font)
}

/// Tells viewers which glyph each code stands for; printpdf takes them for the same. Gives the font object.
fn map_codes(document: &mut Document, subset: &Subset) -> Result<ObjectId> {
    let name = subset.name().into_bytes();
    let map = document.add_object(Stream::new(Dictionary::new(), subset.cid_to_gid_map()));
    let (id, descendant) = document
        .objects
        .iter_mut()
        .filter_map(|(id, object)| Some((*id, object.as_dict_mut().ok()?)))
        .filter(|(_, font)| font.get(b"BaseFont").and_then(Object::as_name).is_ok_and(|found| found == name))
        .find_map(|(id, font)| {
            let descendants = font.get_mut(b"DescendantFonts").and_then(Object::as_array_mut).ok()?;
            Some((id, descendants.first_mut()?.as_dict_mut().ok()?))
        })
        .ok_or_else(|| Error::internal(format!("the font {} was not embedded", subset.face.name())))?;
    descendant.set("CIDToGIDMap", Object::Reference(map));
    Ok(id)
}

fn font_id(face: Face) -> FontId {
    FontId(face.name().to_owned())
}

fn page(page: &Page, [width, height]: [f64; 2]) -> PdfPage {
    let mut ops = Vec::new();
    let mut rest = &page.items[..];
    while let Some(first) = rest.first() {
        let same = rest.iter().take_while(|item| item.mark == first.mark).count();
        let (together, others) = rest.split_at(same);
        ops.push(match first.mark {
            None => Op::BeginMarkedContent { tag: "Artifact".to_owned() },
            Some(mark) => Op::BeginMarkedContentWithProperties {
                tag: "Span".to_owned(),
                properties: DictItem::Dict {
                    map: BTreeMap::from([("MCID".to_owned(), DictItem::Int(i64::try_from(mark).unwrap_or(i64::MAX)))]),
                },
            },
        });
        together.iter().for_each(|item| draw_item(&mut ops, item));
        ops.push(Op::EndMarkedContent);
        rest = others;
    }
    PdfPage::new(Mm(width as f32), Mm(height as f32), ops)
}

fn draw_item(ops: &mut Vec<Op>, item: &Item) {
    match &item.ink {
        Ink::Text { x, baseline, face, size, tracking, colour, text } => {
            ops.extend([
                Op::StartTextSection,
                Op::SetFillColor { col: rgb(*colour) },
                Op::SetFont { font: PdfFontHandle::External(font_id(*face)), size: Pt(*size as f32) },
                Op::SetCharacterSpacing { multiplier: *tracking as f32 },
                Op::SetTextCursor { pos: Point { x: pt(*x), y: pt(*baseline) } },
                Op::ShowText { items: vec![TextItem::Text(text.clone())] },
                Op::EndTextSection,
            ]);
        }
        Ink::Stroke { path, width, colour, dash } => {
            let pattern = dash.iter().map(|length| pt(*length).0).collect();
            ops.extend([
                Op::SetOutlineColor { col: rgb(*colour) },
                Op::SetOutlineThickness { pt: pt(*width) },
                Op::SetLineDashPattern { dash: LineDashPattern { offset: 0.0, pattern } },
                Op::DrawLine { line: Line { points: points(path), is_closed: path.closed } },
            ]);
        }
        Ink::Pen { paths, width, colour } => {
            ops.extend([
                Op::SaveGraphicsState,
                Op::SetOutlineColor { col: rgb(*colour) },
                Op::SetOutlineThickness { pt: pt(*width) },
                Op::SetLineDashPattern { dash: LineDashPattern::default() },
                Op::SetLineCapStyle { cap: LineCapStyle::Round },
                Op::SetLineJoinStyle { join: LineJoinStyle::Round },
            ]);
            ops.extend(paths.iter().map(|path| Op::DrawLine { line: pen_line(path) }));
            ops.push(Op::RestoreGraphicsState);
        }
        Ink::Fill { path, colour } => {
            let polygon = Polygon { rings: vec![PolygonRing { points: points(path) }], ..Polygon::default() };
            ops.extend([Op::SetFillColor { col: rgb(*colour) }, Op::DrawPolygon { polygon }]);
        }
    }
}

/// A line of one point goes there and back: with round ends, that is a dot.
fn pen_line(path: &Path) -> Line {
    let mut points = points(path);
    if let [only] = &points[..] {
        points.push(only.clone());
    }
    Line { points, is_closed: false }
}

fn points(path: &Path) -> Vec<LinePoint> {
    let point = |x, y| Point { x: pt(x), y: pt(y) };
    path.points.iter().map(|it| LinePoint { p: point(it.x, it.y), bezier: it.is_handle }).collect()
}

/// Hundredths of a point are finer than any printer, and shorter to write.
fn pt(value: f64) -> Pt {
    Pt(((value * 100.0).round() / 100.0) as f32)
}

fn rgb(Colour(r, g, b): Colour) -> Color {
    // Three decimals tell 256 steps apart.
    let share = |part: u8| (f32::from(part) / 255.0 * 1000.0).round() / 1000.0;
    Color::Rgb(Rgb { r: share(r), g: share(g), b: share(b), icc_profile: None })
}
