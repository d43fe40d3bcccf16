//! The fonts that a PDF was written with, read back: which text a string of codes shows.
//!
//! A `ToUnicode` map alone says what a program reads, not what a person sees. A text is only taken as shown if every
//! glyph is the one that our own face draws for the character, as wide as it is there ([`Embedded`]).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object};

use super::document::Pdf;
use crate::typeface::{Embedded, Face};

const COMPOSITE: &[&[u8]] = &[b"Type", b"Subtype", b"BaseFont", b"Encoding", b"DescendantFonts", b"ToUnicode"];
const DESCENDANT: &[&[u8]] =
    &[b"Type", b"Subtype", b"BaseFont", b"CIDSystemInfo", b"FontDescriptor", b"W", b"DW", b"CIDToGIDMap"];
const DESCRIPTOR: &[&[u8]] = &[
    b"Type",
    b"FontName",
    b"Flags",
    b"FontBBox",
    b"ItalicAngle",
    b"Ascent",
    b"Descent",
    b"CapHeight",
    b"StemV",
    b"FontFile2",
];

/// The most fonts that the pages use together, or an appearance; each of our faces is written once.
pub(super) const FONT_LIMIT: usize = 16;
/// The most bytes of a font's maps.
const MAP_LIMIT: usize = 1 << 20;

/// A composite font with two-byte codes (ISO 32000-1, 9.7) and one of our faces inside.
pub(super) struct WrittenFont {
    face: Face,
    program: Embedded,
    characters: BTreeMap<u16, char>,
    glyphs: Vec<u16>,
    widths: BTreeMap<u16, f32>,
}

/// What a string of codes shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shown {
    pub(super) text: String,
    /// In thousandths of the font's size.
    pub(super) width: f32,
}

impl WrittenFont {
    /// Reads a font that signing or the report's layout wrote; none if it is another one.
    pub(super) fn read(pdf: &Pdf<'_>, font: &Object) -> Option<Self> {
        let font = pdf.resolve(font)?.as_dict().ok()?;
        let [descendant] = list(pdf, font, b"DescendantFonts")? else { return None };
        let descendant = pdf.resolve(descendant)?.as_dict().ok()?;
        let descriptor = pdf.resolve(descendant.get(b"FontDescriptor").ok()?)?.as_dict().ok()?;
        let is_plain = only_has(font, COMPOSITE)
            && only_has(descendant, DESCENDANT)
            && only_has(descriptor, DESCRIPTOR)
            && is_name(font, b"Subtype", b"Type0")
            && is_name(font, b"Encoding", b"Identity-H")
            && is_name(descendant, b"Subtype", b"CIDFontType2");
        if !is_plain {
            return None;
        }
        let face = face(font.get(b"BaseFont").and_then(Object::as_name).ok()?)?;
        // No part of a face is larger than the face.
        let program = pdf.inflated(descriptor.get(b"FontFile2").ok()?, face.program().len())?;
        let glyphs = pdf.inflated(descendant.get(b"CIDToGIDMap").ok()?, MAP_LIMIT)?;
        Some(Self {
            face,
            program: Embedded::read(face, &program)?,
            characters: to_unicode(&pdf.inflated(font.get(b"ToUnicode").ok()?, MAP_LIMIT)?)?,
            glyphs: glyphs.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect(),
            widths: widths(list(pdf, descendant, b"W")?)?,
        })
    }

    /// What a string shows; none if a code shows something else than it says.
    pub(super) fn show(&self, codes: &[u8]) -> Option<Shown> {
        let mut shown = Shown { text: String::new(), width: 0.0 };
        let (pairs, rest) = codes.as_chunks::<2>();
        for code in pairs.iter().map(|pair| u16::from_be_bytes(*pair)) {
            let character = *self.characters.get(&code)?;
            let glyph = *self.glyphs.get(usize::from(code))?;
            let width = *self.widths.get(&code)?;
            let advance = f32::from(self.face.glyph(character)?.advance) * 1000.0 / f32::from(self.face.units_per_em());
            if (width - advance).abs() > 1.0 || !self.program.draws(glyph, character) {
                return None;
            }
            shown.text.push(character);
            shown.width += width;
        }
        rest.is_empty().then_some(shown)
    }
}

/// The face that a tagged name such as `ABCDEF+SourceSans3-Bold` says.
fn face(name: &[u8]) -> Option<Face> {
    let (_, name) = std::str::from_utf8(name).ok()?.split_once('+')?;
    Face::ALL.into_iter().find(|face| face.name() == name)
}

/// `[first [width …] first [width …] …]`.
fn widths(list: &[Object]) -> Option<BTreeMap<u16, f32>> {
    let mut widths = BTreeMap::new();
    let (runs, rest) = list.as_chunks::<2>();
    for [first, run] in runs {
        let first = u16::try_from(first.as_i64().ok()?).ok()?;
        for (width, place) in run.as_array().ok()?.iter().zip(0_u16..) {
            let is_first = widths.insert(first.checked_add(place)?, width.as_float().ok()?).is_none();
            is_first.then_some(())?;
        }
    }
    rest.is_empty().then_some(widths)
}

/// A `ToUnicode` map of single characters, each code listed once (ISO 32000-1, 9.10.3).
fn to_unicode(map: &[u8]) -> Option<BTreeMap<u16, char>> {
    let mut characters = BTreeMap::new();
    let mut words = std::str::from_utf8(map).ok()?.split_ascii_whitespace();
    while let Some(word) = words.next() {
        match word {
            "beginbfchar" => {
                while let Some(code) = words.next().filter(|word| *word != "endbfchar") {
                    let [code] = units(code)?[..] else { return None };
                    let character = String::from_utf16(&units(words.next()?)?).ok()?;
                    let mut only = character.chars();
                    let is_first = characters.insert(code, only.next()?).is_none();
                    (is_first && only.next().is_none()).then_some(())?;
                }
            }
            "beginbfrange" | "usecmap" => return None,
            _ => (),
        }
    }
    Some(characters)
}

/// `<0041>` as UTF-16.
fn units(word: &str) -> Option<Vec<u16>> {
    let bytes = base16ct::mixed::decode_vec(word.strip_prefix('<')?.strip_suffix('>')?).ok()?;
    let (pairs, rest) = bytes.as_chunks::<2>();
    rest.is_empty().then(|| pairs.iter().map(|pair| u16::from_be_bytes(*pair)).collect())
}

fn list<'a>(pdf: &'a Pdf<'_>, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a [Object]> {
    Some(pdf.resolve(dictionary.get(key).ok()?)?.as_array().ok()?)
}

fn only_has(dictionary: &Dictionary, keys: &[&[u8]]) -> bool {
    dictionary.iter().all(|(key, _)| keys.contains(&key.as_slice()))
}

fn is_name(dictionary: &Dictionary, key: &[u8], value: &[u8]) -> bool {
    dictionary.get(key).and_then(Object::as_name).is_ok_and(|name| name == value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_gives_every_code_one_character() {
        let map = |inside: &str| to_unicode(format!("1 beginbfchar\n{inside}\nendbfchar\n").as_bytes());
        assert_eq!(map("<0001> <0041>"), Some(BTreeMap::from([(1, 'A')])));
        assert_eq!(map("<0001> <d83dde00>"), Some(BTreeMap::from([(1, '😀')])));
        for strange in ["<0001> <00410042>", "<0001> <0041>\n<0001> <0042>", "<0001>", "<01> <0041>", "<0001> <d83d>"] {
            assert_eq!(map(strange), None, "{strange}");
        }
        assert_eq!(to_unicode(b"1 beginbfrange\n<0000> <ffff> <0000>\nendbfrange\n"), None);
    }
}
