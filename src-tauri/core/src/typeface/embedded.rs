//! Font programs that come with a document, held against ours glyph by glyph.
//!
//! A document can say that a glyph is a “3” and draw an “8” with it. Here a glyph is a “3” if it has the outline, the
//! instructions and the width that our own face gives a “3”, in a program that interprets them in the same way. That
//! is asked glyph by glyph, because the bytes of a subset depend on who cut it.
//!
//! A face therefore never changes: other outlines, such as those of a font's next version, are another [`Face`].

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use allsorts::binary::read::ReadScope;
use allsorts::error::{ParseError, ReadWriteError};
use allsorts::font_data::FontData;
use allsorts::tables::glyf::{CompositeGlyph, Glyph as Outline, LocaGlyf};
use allsorts::tables::{FontTableProvider, HheaTable, HmtxTable, LongHorMetric, MaxpTable};
use allsorts::tag;

use super::Face;

/// All tables that a subset may have: none with bitmaps, colours, variations or substitutions.
const TABLES: [u32; 12] = [
    tag::CMAP,
    tag::CVT,
    tag::FPGM,
    tag::GLYF,
    tag::HEAD,
    tag::HHEA,
    tag::HMTX,
    tag::LOCA,
    tag::MAXP,
    tag::NAME,
    tag::POST,
    tag::PREP,
];
/// Tables with instructions and the numbers they work with.
const INSTRUCTIONS: [u32; 3] = [tag::CVT, tag::FPGM, tag::PREP];
/// How deep glyphs may be made of glyphs.
const DEPTH_LIMIT: u8 = 4;

/// A font program that interprets outlines as a face of ours does.
pub struct Embedded {
    face: Face,
    program: RefCell<Program>,
}

/// Outlines with their metrics.
struct Program {
    outlines: LocaGlyf,
    metrics: Vec<LongHorMetric>,
}

impl Embedded {
    /// Reads a TrueType program as a subset of `face`; none if it is something else.
    #[must_use]
    pub fn read(face: Face, program: &[u8]) -> Option<Self> {
        let read = || -> Result<Option<Program>, ReadWriteError> {
            let font = ReadScope::new(program).read::<FontData<'_>>()?;
            let tables = font.table_provider(0)?;
            let own_font = ReadScope::new(face.program()).read::<FontData<'_>>()?;
            let own_tables = own_font.table_provider(0)?;
            if !is_alike(&tables, &own_tables)? {
                return Ok(None);
            }
            Ok(Some(Program::read(&tables, LocaGlyf::load(&tables)?)?))
        };
        Some(Self { face, program: RefCell::new(unless_it_panics(read)?.ok()??) })
    }

    /// Whether this glyph is what the face draws for a character.
    #[must_use]
    pub fn draws(&self, glyph: u16, character: char) -> bool {
        let Some(own) = self.face.glyph(character) else { return false };
        let mut face = own_program(self.face).lock().unwrap_or_else(PoisonError::into_inner);
        let Some(face) = face.as_mut() else { return false };
        let is_same = || is_same(&mut self.program.borrow_mut(), glyph, face, own.id, DEPTH_LIMIT);
        unless_it_panics(is_same).unwrap_or_default()
    }
}

impl Program {
    fn read(tables: &impl FontTableProvider, outlines: LocaGlyf) -> Result<Self, ReadWriteError> {
        let hhea_data = tables.read_table_data(tag::HHEA)?;
        let hhea = ReadScope::new(&hhea_data).read::<HheaTable>()?;
        let maxp_data = tables.read_table_data(tag::MAXP)?;
        let glyphs = ReadScope::new(&maxp_data).read::<MaxpTable>()?.num_glyphs;
        let hmtx_data = tables.read_table_data(tag::HMTX)?;
        let hmtx = ReadScope::new(&hmtx_data)
            .read_dep::<HmtxTable<'_>>((usize::from(glyphs), usize::from(hhea.num_h_metrics)))?;
        let metrics = (0..glyphs).map(|glyph| hmtx.metric(glyph)).collect::<Result<_, ParseError>>()?;
        Ok(Self { outlines, metrics })
    }
}

/// A face's own program, read when it is first asked for.
fn own_program(face: Face) -> &'static Mutex<Option<Program>> {
    static PROGRAMS: [OnceLock<Mutex<Option<Program>>>; Face::ALL.len()] = [const { OnceLock::new() }; Face::ALL.len()];
    PROGRAMS[face as usize].get_or_init(|| {
        let read = || {
            let font = ReadScope::new(face.program()).read::<FontData<'_>>().ok()?;
            let tables = font.table_provider(0).ok()?;
            // Not copied: those for East Asia are large.
            let outlines = LocaGlyf::load_shared(&tables, Arc::new(face.program())).ok()?;
            Program::read(&tables, outlines).ok()
        };
        Mutex::new(read())
    })
}

/// The library computes with numbers from the file, and some that make no sense overflow there.
fn unless_it_panics<T>(reading: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(reading)).ok()
}

/// Whether a program has no other tables than a subset may have, and instructs and scales its outlines as ours does.
fn is_alike(tables: &impl FontTableProvider, own: &impl FontTableProvider) -> Result<bool, ParseError> {
    // Of a table that is listed twice, one program takes the first and another one the last.
    let only_known = tables.table_tags().is_some_and(|tags| {
        let once: BTreeSet<_> = tags.iter().collect();
        once.len() == tags.len() && tags.iter().all(|tag| TABLES.contains(tag))
    });
    for tag in INSTRUCTIONS {
        if tables.table_data(tag)? != own.table_data(tag)? {
            return Ok(false);
        }
    }
    // Flags and units per em.
    let (head, own_head) = (tables.read_table_data(tag::HEAD)?, own.read_table_data(tag::HEAD)?);
    Ok(only_known && head.get(16..20).is_some() && head.get(16..20) == own_head.get(16..20))
}

fn is_same(one: &mut Program, glyph: u16, other: &mut Program, own: u16, depth: u8) -> bool {
    let metrics = (one.metrics.get(usize::from(glyph)), other.metrics.get(usize::from(own)));
    if depth == 0 || metrics.0.is_none() || metrics.0 != metrics.1 {
        return false;
    }
    let (Ok(outline), Ok(own_outline)) = (one.outlines.glyph(glyph), other.outlines.glyph(own)) else { return false };
    match (&*outline, &*own_outline) {
        (Outline::Composite(made), Outline::Composite(own_made)) => {
            let components = made.glyphs.iter().zip(&own_made.glyphs);
            let pairs: Vec<(u16, u16)> = components.map(|(one, other)| (one.glyph_index, other.glyph_index)).collect();
            without_indices(made) == without_indices(own_made)
                && pairs.into_iter().all(|(glyph, own)| is_same(one, glyph, other, own, depth - 1))
        }
        (outline, own_outline) => outline == own_outline,
    }
}

/// A subset numbers its glyphs anew; everything else has to be the same.
fn without_indices(glyph: &CompositeGlyph) -> CompositeGlyph {
    let mut glyph = glyph.clone();
    for component in &mut glyph.glyphs {
        component.glyph_index = 0;
    }
    glyph
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::super::subset;
    use super::*;

    const TEXT: &str = "Zoë Šťastná-Δημητρίου Жук Nguyễn 0123456789…";
    const EAST_ASIAN_TEXT: &str = "山田太郎、カナ김서연";

    #[test]
    fn a_subset_draws_its_own_characters_and_no_others() {
        for face in Face::ALL {
            let text = if matches!(face, Face::Han | Face::Hangul) { EAST_ASIAN_TEXT } else { TEXT };
            let characters = text.chars().filter(|character| face.glyph(*character).is_some()).collect();
            let subset = subset(face, &characters).expect("a subset");
            let embedded = Embedded::read(face, &subset.program).expect("ours");
            for one in &subset.chars {
                for other in &subset.chars {
                    let is_same = face.glyph(one.character) == face.glyph(other.character);
                    assert_eq!(embedded.draws(one.glyph, other.character), is_same, "{face:?} {one:?} {other:?}");
                }
            }
            assert!(!embedded.draws(9999, '山') && !embedded.draws(9999, 'Z'));
        }
    }

    #[test]
    fn another_faces_program_is_not_ours() {
        let subset = subset(Face::SansRegular, &TEXT.chars().collect()).expect("a subset");
        let zero = subset.chars.iter().find(|entry| entry.character == '0').expect("a zero");
        for face in Face::ALL.into_iter().filter(|face| *face != Face::SansRegular) {
            assert!(
                Embedded::read(face, &subset.program).is_none_or(|other| !other.draws(zero.glyph, '0')),
                "{face:?}"
            );
        }
        assert!(Embedded::read(Face::SansRegular, b"").is_none());
        assert!(Embedded::read(Face::SansRegular, &subset.program[..200]).is_none());
    }

    #[test]
    fn a_changed_outline_or_width_is_noticed() {
        let subset = subset(Face::SansRegular, &"Zé3".chars().collect()).expect("a subset");
        let font = ReadScope::new(&subset.program).read::<FontData<'_>>().expect("a font");
        let tables = font.table_provider(0).expect("tables");
        // First comes glyph 0, which stands for a missing character, and which nothing uses.
        for (tag, start) in [(tag::GLYF, 88), (tag::HMTX, 4)] {
            let table = tables.read_table_data(tag).expect("a table");
            let at = memchr::memmem::find(&subset.program, &table).expect("a place");
            // Any negative number of contours stands for a glyph that is made of others.
            for offset in (start..table.len()).filter(|offset| table[*offset] != 0xFF) {
                let mut changed = subset.program.clone();
                changed[at + offset] ^= 0x01;
                let embedded = Embedded::read(Face::SansRegular, &changed);
                let draws = |it: Embedded| subset.chars.iter().all(|entry| it.draws(entry.glyph, entry.character));
                assert!(!embedded.is_some_and(draws), "byte {offset} of {tag:#x}");
            }
        }
    }

    /// Reports that were signed with a face are held against it for ever: another program is another face.
    #[test]
    fn the_faces_are_those_that_reports_were_signed_with() {
        let digests =
            Face::ALL.map(|face| base16ct::lower::encode_string(&Sha256::digest(face.program()))[..16].to_owned());
        let known = [
            "d47da11c5f55f031",
            "8abc06ebcf3a84d6",
            "d31cd1fb273e5399",
            "393fb5b878ceed04",
            "f17facaa9ed293bb",
            "bd2550fce2d295b0",
            "7109021766e915ec",
            "d45f67f0a7c0ca3f",
            "8cbc9b353bb9ce84",
        ];
        assert_eq!(digests, known);
    }
}
