//! Embedding subset fonts in a revision, so that what is drawn can be read back as text.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, Stream, dictionary};

use super::revision::Objects;
use crate::error::{Error, Result};
use crate::typeface::{Face, Subset, subset};

/// The glyphs that a drawing needs, and the fonts that have them.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    characters: BTreeMap<Face, BTreeSet<char>>,
    subsets: BTreeMap<Face, Subset>,
}

impl Fonts {
    /// Subsets that cover all these texts in the faces asked for, fallbacks included.
    pub(super) fn covering<'a>(texts: impl Iterator<Item = (Face, &'a str)>) -> Result<Self> {
        let mut fonts = Self::default();
        for (face, run) in texts.flat_map(|(face, text)| face.runs(text)) {
            fonts.characters.entry(face).or_default().extend(run.chars());
        }
        for (face, characters) in &fonts.characters {
            fonts.subsets.insert(*face, subset(*face, characters)?);
        }
        Ok(fonts)
    }

    /// Operators that show a text at the current point: a `Tf` and a `Tj` for each run.
    pub(super) fn show(&self, face: Face, size: f32, text: &str) -> Result<String> {
        let mut operators = String::new();
        for (drawing, run) in face.runs(text) {
            let codes = self.subsets.get(&drawing).and_then(|subset| subset.encode(&run));
            let codes = codes.ok_or_else(|| Error::internal("a character is in none of the embedded fonts"))?;
            let codes = base16ct::lower::encode_string(&codes);
            operators.push_str(&format!("/{} {size} Tf <{codes}> Tj ", resource_name(drawing)));
        }
        Ok(operators)
    }

    /// Adds the fonts to `objects`; the dictionary belongs into `/Resources` as `/Font`.
    pub(super) fn embed(&self, objects: &mut Objects) -> Result<Dictionary> {
        let mut resources = Dictionary::new();
        for (face, subset) in &self.subsets {
            resources.set(resource_name(*face), Object::Reference(embed(objects, subset)?));
        }
        Ok(resources)
    }
}

fn resource_name(face: Face) -> String {
    face.name().replace('-', "")
}

/// A composite font with two-byte codes (ISO 32000-1, 9.7).
fn embed(objects: &mut Objects, subset: &Subset) -> Result<lopdf::ObjectId> {
    let face = subset.face;
    let thousandths = |units: i64| Object::Integer(units * 1000 / i64::from(face.units_per_em().max(1)));
    let name = || Object::Name(subset.name().into_bytes());
    let program_length = Object::Integer(i64::try_from(subset.program.len()).unwrap_or_default());
    let program = objects.add(compressed(dictionary! { "Length1" => program_length }, subset.program.clone())?);
    let glyphs = objects.add(compressed(Dictionary::new(), subset.cid_to_gid_map())?);
    let unicode = objects.add(compressed(Dictionary::new(), to_unicode(subset).into_bytes())?);
    let italic = matches!(face, Face::SerifItalic | Face::SansItalic);
    let descriptor = objects.add(dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => name(),
        // Symbolic, because codes and glyphs are the subset's own; italic where it is.
        "Flags" => Object::Integer(if italic { 4 | 64 } else { 4 }),
        "FontBBox" => face.bounds().map(|bound| thousandths(i64::from(bound))).to_vec(),
        "ItalicAngle" => Object::Integer(if italic { -11 } else { 0 }),
        "Ascent" => thousandths(i64::from(face.ascent())),
        "Descent" => thousandths(i64::from(face.descent())),
        "CapHeight" => Object::Integer(670),
        "StemV" => Object::Integer(90),
        "FontFile2" => Object::Reference(program),
    });
    let widths = subset.chars.iter().map(|entry| thousandths(i64::from(entry.advance))).collect();
    let descendant = objects.add(dictionary! {
        "Type" => "Font",
        "Subtype" => "CIDFontType2",
        "BaseFont" => name(),
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"),
            "Ordering" => Object::string_literal("Identity"),
            "Supplement" => 0,
        },
        "FontDescriptor" => Object::Reference(descriptor),
        "W" => vec![Object::Integer(1), Object::Array(widths)],
        "CIDToGIDMap" => Object::Reference(glyphs),
    });
    Ok(objects.add(dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => name(),
        "Encoding" => "Identity-H",
        "DescendantFonts" => vec![Object::Reference(descendant)],
        "ToUnicode" => Object::Reference(unicode),
    }))
}

fn compressed(dictionary: Dictionary, content: Vec<u8>) -> Result<Stream> {
    let mut stream = Stream::new(dictionary, content);
    stream.compress().map_err(|error| Error::internal(format!("a font can't be compressed: {error}")))?;
    Ok(stream)
}

/// ISO 32000-1, 9.10.3: blocks of at most a hundred codes.
fn to_unicode(subset: &Subset) -> String {
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n",
    );
    for block in subset.chars.chunks(100) {
        map.push_str(&format!("{} beginbfchar\n", block.len()));
        for entry in block {
            let mut units = [0; 2];
            let text: String =
                entry.character.encode_utf16(&mut units).iter().map(|unit| format!("{unit:04x}")).collect();
            map.push_str(&format!("<{:04x}> <{text}>\n", entry.code));
        }
        map.push_str("endbfchar\n");
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    map
}
