//! Cutting a face down to the characters that a document uses.

use std::collections::{BTreeMap, BTreeSet};

use allsorts::binary::read::ReadScope;
use allsorts::font_data::FontData;
use allsorts::subset::{CmapTarget, SubsetProfile};

use super::Face;
use crate::error::{Error, Result};

/// A font program with the glyphs of some characters only.
///
/// Every character has a code of its own, even where two share a glyph (`µ` and `μ`, a space and a no-break
/// space), so that a PDF with `Identity-H` codes, this [`cid_to_gid_map`](Self::cid_to_gid_map) and a `ToUnicode`
/// map gives back exactly the text that was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subset {
    /// The face that it was cut from.
    pub face: Face,
    /// The TrueType program, for `FontFile2`.
    pub program: Vec<u8>,
    /// The characters, sorted; the one at index *i* has the code *i* + 1.
    pub chars: Vec<SubsetChar>,
}

/// A character of a subset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SubsetChar {
    /// The character.
    pub character: char,
    /// Its code (CID) in content streams, from 1; two bytes, high byte first.
    pub code: u16,
    /// Its glyph's index in the subset's program.
    pub glyph: u16,
    /// Its advance width, in units of the face's em.
    pub advance: u16,
}

impl Subset {
    /// The code of a character, if the subset has it.
    #[must_use]
    pub fn code(&self, character: char) -> Option<u16> {
        let index = self.chars.binary_search_by_key(&character, |entry| entry.character).ok()?;
        Some(self.chars[index].code)
    }

    /// The codes of a text as a string for `Tj`, if the subset has all its characters.
    #[must_use]
    pub fn encode(&self, text: &str) -> Option<Vec<u8>> {
        let codes: Option<Vec<u16>> = text.chars().map(|character| self.code(character)).collect();
        Some(codes?.into_iter().flat_map(u16::to_be_bytes).collect())
    }

    /// The content of a `CIDToGIDMap` stream (ISO 32000-1, 9.7.4.2): two bytes for each code, from 0.
    #[must_use]
    pub fn cid_to_gid_map(&self) -> Vec<u8> {
        std::iter::once(0).chain(self.chars.iter().map(|entry| entry.glyph)).flat_map(u16::to_be_bytes).collect()
    }

    /// The tagged name for `BaseFont` and `FontName` (ISO 32000-1, 9.6.4): six letters drawn from the characters
    /// of the subset, so that equal subsets have equal names.
    #[must_use]
    pub fn name(&self) -> String {
        use sha2::{Digest, Sha256};
        let characters: String = self.chars.iter().map(|entry| entry.character).collect();
        let digest = Sha256::digest(characters.as_bytes());
        let tag: String = digest.iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect();
        format!("{tag}+{}", self.face.name())
    }
}

/// Cuts `face` down to `characters`. Characters that the face itself does not have are left out: ask
/// [`Face::runs`] which face draws what.
///
/// # Errors
/// If the font program can't be cut, or if there are more characters than a font has codes.
pub fn subset(face: Face, characters: &BTreeSet<char>) -> Result<Subset> {
    let wanted: Vec<_> =
        characters.iter().filter_map(|character| Some((*character, face.glyph(*character)?))).collect();
    // Glyph 0, which stands for a missing character, has to be first.
    let ids: Vec<u16> =
        BTreeSet::from_iter(std::iter::once(0).chain(wanted.iter().map(|(_, glyph)| glyph.id))).into_iter().collect();
    let new_ids: BTreeMap<u16, u16> = ids.iter().copied().zip(0..).collect();
    let chars = wanted
        .into_iter()
        .zip(1..=u16::MAX)
        .map(|((character, glyph), code)| SubsetChar {
            character,
            code,
            glyph: new_ids.get(&glyph.id).copied().unwrap_or_default(),
            advance: glyph.advance,
        })
        .collect();
    Ok(Subset { face, program: cut(face, &ids)?, chars })
}

fn cut(face: Face, ids: &[u16]) -> Result<Vec<u8>> {
    let failed =
        |error: &dyn std::fmt::Display| Error::internal(format!("the font {} can't be cut: {error}", face.name()));
    let font = ReadScope::new(face.program()).read::<FontData<'_>>().map_err(|error| failed(&error))?;
    let tables = font.table_provider(0).map_err(|error| failed(&error))?;
    allsorts::subset::subset(&tables, ids, &SubsetProfile::Pdf, CmapTarget::Unicode).map_err(|error| failed(&error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn characters(text: &str) -> BTreeSet<char> {
        text.chars().collect()
    }

    #[test]
    fn a_subset_is_small_and_has_a_code_for_every_character() {
        for face in Face::ALL {
            let subset = subset(face, &characters("Zoë Šťastná ≥ 80 % 山田 김서연")).expect("a subset");
            assert!(subset.program.len() * 4 < face.program().len(), "{face:?}: {}", subset.program.len());
            for (entry, code) in subset.chars.iter().zip(1..) {
                assert_eq!(entry.code, code);
                assert_ne!(entry.glyph, 0, "{face:?} {:?}", entry.character);
                assert_eq!(Some(entry.advance), face.glyph(entry.character).map(|glyph| glyph.advance));
            }
            assert_eq!(subset.cid_to_gid_map().len(), 2 * (subset.chars.len() + 1));
        }
    }

    /// The verifier reads no larger ones.
    #[test]
    fn no_subset_is_larger_than_its_face() {
        for face in Face::ALL {
            let all = (' '..char::MAX).filter(|character| face.glyph(*character).is_some()).collect();
            assert!(subset(face, &all).expect("a subset").program.len() < face.program().len(), "{face:?}");
        }
    }

    #[test]
    fn characters_that_share_a_glyph_have_codes_of_their_own() {
        let subset = subset(Face::SansRegular, &characters("-\u{2011}")).expect("a subset");
        let [plain, no_break] = subset.chars[..] else { panic!("two characters") };
        assert_eq!(plain.glyph, no_break.glyph);
        assert_ne!(plain.code, no_break.code);
    }

    #[test]
    fn text_encodes_to_codes_or_not_at_all() {
        let subset = subset(Face::SerifItalic, &characters("ab")).expect("a subset");
        assert_eq!(subset.encode("ba"), Some(vec![0, 2, 0, 1]));
        assert_eq!(subset.encode("bc"), None);
    }

    #[test]
    fn equal_subsets_have_equal_bytes_and_names() {
        let make = |text| subset(Face::SansBold, &characters(text)).expect("a subset");
        assert_eq!(make("level"), make("evl"));
        assert_ne!(make("level").name(), make("levels").name());
        assert!(make("level").name().ends_with("+SourceSans3-Bold"));
    }
}
