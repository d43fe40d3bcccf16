//! The embedded fonts: which characters they cover, how wide these are, subsets for a PDF, and whether a subset is
//! one of theirs.
//!
//! There is no shaping, kerning or hyphenation: what advance widths give is what is drawn. Text is expected in
//! NFC. A character that would not come out right is the caller's to refuse ([`first_missing`]) before anything is
//! drawn, because a PDF would show a box for it without a warning.

mod embedded;
mod metrics;
mod subset;
mod unprintable;

pub use embedded::Embedded;
pub use subset::{Subset, SubsetChar, subset};
pub use unprintable::{Cause, Missing, first_missing};

use metrics::Metrics;

/// One embedded font: a family, a weight and a slope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// Source Serif 4, 400.
    SerifRegular,
    /// Source Serif 4, 400 italic. Greek and Cyrillic are partly missing.
    SerifItalic,
    /// Source Serif 4, 600.
    SerifSemibold,
    /// Source Sans 3, 400.
    SansRegular,
    /// Source Sans 3, 400 italic.
    SansItalic,
    /// Source Sans 3, 600.
    SansSemibold,
    /// Source Sans 3, 700.
    SansBold,
    /// Noto Sans SC, 400: what is written in Chinese and Japanese.
    Han,
    /// Noto Sans KR, 400: what is written in Korean.
    Hangul,
}

/// A glyph of a face.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// Its index in the font program.
    pub id: u16,
    /// Its advance width, in units of the face's em.
    pub advance: u16,
}

impl Face {
    /// All faces.
    pub const ALL: [Self; 9] = [
        Self::SerifRegular,
        Self::SerifItalic,
        Self::SerifSemibold,
        Self::SansRegular,
        Self::SansItalic,
        Self::SansSemibold,
        Self::SansBold,
        Self::Han,
        Self::Hangul,
    ];

    /// The PostScript name, such as `SourceSerif4-Regular`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::SerifRegular => "SourceSerif4-Regular",
            Self::SerifItalic => "SourceSerif4-Italic",
            Self::SerifSemibold => "SourceSerif4-SemiBold",
            Self::SansRegular => "SourceSans3-Regular",
            Self::SansItalic => "SourceSans3-Italic",
            Self::SansSemibold => "SourceSans3-SemiBold",
            Self::SansBold => "SourceSans3-Bold",
            Self::Han => "NotoSansSC-Regular",
            Self::Hangul => "NotoSansKR-Regular",
        }
    }

    /// The whole TrueType program.
    #[must_use]
    pub fn program(self) -> &'static [u8] {
        match self {
            Self::SerifRegular => include_bytes!("../../fonts/SourceSerif4-Regular.ttf"),
            Self::SerifItalic => include_bytes!("../../fonts/SourceSerif4-Italic.ttf"),
            Self::SerifSemibold => include_bytes!("../../fonts/SourceSerif4-SemiBold.ttf"),
            Self::SansRegular => include_bytes!("../../fonts/SourceSans3-Regular.ttf"),
            Self::SansItalic => include_bytes!("../../fonts/SourceSans3-Italic.ttf"),
            Self::SansSemibold => include_bytes!("../../fonts/SourceSans3-SemiBold.ttf"),
            Self::SansBold => include_bytes!("../../fonts/SourceSans3-Bold.ttf"),
            Self::Han => include_bytes!("../../fonts/NotoSansSC-Regular.ttf"),
            Self::Hangul => include_bytes!("../../fonts/NotoSansKR-Regular.ttf"),
        }
    }

    /// Units per em; 1000 in all embedded faces.
    #[must_use]
    pub fn units_per_em(self) -> u16 {
        self.metrics().units_per_em
    }

    /// The height above the baseline that the font asks for, in units of its em.
    #[must_use]
    pub fn ascent(self) -> i16 {
        self.metrics().ascent
    }

    /// The depth below the baseline that the font asks for, in units of its em; negative.
    #[must_use]
    pub fn descent(self) -> i16 {
        self.metrics().descent
    }

    /// The box around all glyphs, in units of the em: left, bottom, right, top.
    #[must_use]
    pub fn bounds(self) -> [i16; 4] {
        self.metrics().bounds
    }

    /// The glyph that this face itself has for a character. Characters without ink of their own (joiners, soft
    /// hyphens, byte-order marks) have a glyph of no width; the no-break hyphen is drawn as a hyphen.
    #[must_use]
    pub fn glyph(self, character: char) -> Option<Glyph> {
        let metrics = self.metrics();
        if is_invisible(character) {
            return metrics.glyph(' ').map(|space| Glyph { advance: 0, ..space });
        }
        metrics.glyph(character).or_else(|| metrics.glyph(substitute(character)?))
    }

    /// The face that a character is drawn in where this one is asked for: this one, else the upright of its family,
    /// else one of the other family, else one for East Asia; none if no embedded face has the character.
    #[must_use]
    pub fn drawing(self, character: char) -> Option<Self> {
        let others: [Self; 2] = match self {
            Self::SerifRegular | Self::SerifItalic => [Self::SerifRegular, Self::SansRegular],
            Self::SerifSemibold => [Self::SerifSemibold, Self::SansSemibold],
            Self::SansRegular | Self::SansItalic | Self::Han | Self::Hangul => [Self::SansRegular, Self::SerifRegular],
            Self::SansSemibold | Self::SansBold => [Self::SansSemibold, Self::SerifSemibold],
        };
        std::iter::once(self)
            .chain(others)
            .chain([Self::Han, Self::Hangul])
            .find(|face| face.glyph(character).is_some())
    }

    /// The width of a character as drawn, fallback included, in thousandths of an em; 0 for a character that no
    /// face has.
    #[must_use]
    pub fn advance(self, character: char) -> u32 {
        let Some(face) = self.drawing(character) else { return 0 };
        let advance = face.glyph(character).map_or(0, |glyph| u32::from(glyph.advance));
        advance * 1000 / u32::from(face.units_per_em().max(1))
    }

    /// The width of a text as drawn, in thousandths of an em.
    #[must_use]
    pub fn width(self, text: &str) -> u64 {
        text.chars().map(|character| u64::from(self.advance(character))).sum()
    }

    /// Cuts a text into runs of one face each, in order; characters that no face has are left out.
    #[must_use]
    pub fn runs(self, text: &str) -> Vec<(Self, String)> {
        let mut runs: Vec<(Self, String)> = Vec::new();
        for character in text.chars() {
            let Some(face) = self.drawing(character) else { continue };
            match runs.last_mut() {
                Some((last, run)) if *last == face => run.push(character),
                _ => runs.push((face, character.to_string())),
            }
        }
        runs
    }

    fn metrics(self) -> &'static Metrics {
        metrics::of(self)
    }
}

/// Characters that Unicode tells renderers to show as nothing (a selection of `Default_Ignorable_Code_Point`). Most of
/// them are refused today; reports that were signed with them are still read.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

/// A character that looks the same and is likelier to be in a font.
fn substitute(character: char) -> Option<char> {
    match character {
        '\u{2011}' => Some('-'),
        '\u{2000}'..='\u{200A}' | '\u{2028}' | '\u{2029}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => Some(' '),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_faces_cover_european_names_and_the_signs_that_reports_use() {
        let text = "Zoë Šťastná-Δημητρίου Жук Nguyễn Thị Phượng “≥ ≤ → ✓ – … ’”\u{a0}0123456789\u{2011}";
        for face in Face::ALL {
            assert_eq!(first_missing(face, text), None, "{face:?}");
        }
    }

    #[test]
    fn each_character_has_the_first_face_that_can_draw_it() {
        let runs = Face::SerifSemibold.runs("Zoë 山田 ひらカナ、ㄅ 김서연");
        let expected = [
            (Face::SerifSemibold, "Zoë "),
            (Face::Han, "山田"),
            (Face::SerifSemibold, " "),
            (Face::Han, "ひらカナ、ㄅ"),
            (Face::SerifSemibold, " "),
            (Face::Hangul, "김서연"),
        ];
        assert_eq!(runs, expected.map(|(face, run)| (face, run.to_owned())));
    }

    #[test]
    fn east_asia_is_covered_but_for_few_characters() {
        let count = |range: std::ops::RangeInclusive<char>| {
            range.filter(|character| first_missing(Face::SansRegular, &character.to_string()).is_none()).count()
        };
        assert_eq!(count('\u{4E00}'..='\u{9FFF}'), 20_976);
        assert_eq!(count('\u{AC00}'..='\u{D7A3}'), 11_172);
        assert_eq!(count('\u{3041}'..='\u{3096}') + count('\u{30A1}'..='\u{30FF}'), 86 + 95);
        assert_eq!(count('\u{3105}'..='\u{312F}'), 43);
        assert_eq!(count('\u{FF01}'..='\u{FF9F}'), 159);
    }

    #[test]
    fn digits_have_one_width_where_columns_rely_on_it() {
        for face in Face::ALL.into_iter().filter(|face| *face != Face::SansItalic) {
            let width = face.advance('0');
            assert!(width > 0 && ('1'..='9').all(|digit| face.advance(digit) == width), "{face:?}");
        }
    }

    #[test]
    fn runs_keep_every_character_in_order() {
        let text = "naïve Ωμέγα Жук → ✓";
        for face in Face::ALL {
            let runs = face.runs(text);
            assert_eq!(runs.iter().map(|(_, run)| run.as_str()).collect::<String>(), text, "{face:?}");
            for (drawing, run) in runs {
                assert!(run.chars().all(|character| drawing.glyph(character).is_some()));
            }
        }
    }

    #[test]
    fn characters_without_ink_take_no_width() {
        assert_eq!(Face::SansRegular.width("a\u{200B}\u{FEFF}\u{AD}b"), Face::SansRegular.width("ab"));
    }
}
