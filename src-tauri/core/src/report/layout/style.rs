//! Measures, type and colour of the page, in millimetres from its top left corner, as on A4.

use crate::typeface::Face;

/// The left edge of the text.
pub(super) const LEFT: f64 = 24.0;
/// The right edge of the text.
pub(super) const RIGHT: f64 = 186.0;
/// Where the body begins.
pub(super) const TOP: f64 = 29.0;

/// Millimetres in a point.
const MM_PER_PT: f64 = 25.4 / 72.0;

/// Points in these millimetres.
pub(crate) fn points(mm: f64) -> f64 {
    mm / MM_PER_PT
}

/// A colour on screen, red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Colour(pub(crate) u8, pub(crate) u8, pub(crate) u8);

/// Text, discs and verdicts.
pub(super) const INK: Colour = Colour(0x16, 0x19, 0x1B);
/// Captions and notes.
pub(super) const SOFT: Colour = Colour(0x4A, 0x52, 0x56);
/// What is not there: levels without a definition.
pub(super) const RULE: Colour = Colour(0x8B, 0x94, 0x98);
/// Lines between rows.
pub(super) const HAIR: Colour = Colour(0xC4, 0xCB, 0xCE);
/// The awarded level.
pub(super) const ACCENT: Colour = Colour(0x17, 0x49, 0x5A);
/// Behind the awarded level's row; never carries meaning by itself.
pub(super) const TINT: Colour = Colour(0xED, 0xF1, 0xF2);
/// On the accent.
pub(super) const WHITE: Colour = Colour(0xFF, 0xFF, 0xFF);

/// How a piece of text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    pub(super) face: Face,
    /// In points.
    pub(super) size: f64,
    /// From one line's top to the next one's.
    pub(super) lead: f64,
    pub(super) colour: Colour,
    /// Added after every character, in points.
    pub(super) tracking: f64,
}

impl Style {
    const fn new(face: Face, size: f64, lead: f64, colour: Colour) -> Self {
        Self { face, size, lead, colour, tracking: 0.0 }
    }

    /// The same in another colour.
    pub(super) const fn in_colour(self, colour: Colour) -> Self {
        Self { colour, ..self }
    }

    /// The same in another face.
    pub(super) const fn in_face(self, face: Face) -> Self {
        Self { face, ..self }
    }

    /// The same in another size.
    pub(super) const fn sized(self, size: f64, lead: f64) -> Self {
        Self { size, lead, ..self }
    }

    /// From a line's top to its baseline.
    pub(super) fn baseline(&self) -> f64 {
        0.77 * self.em()
    }

    /// The size in millimetres.
    pub(super) fn em(&self) -> f64 {
        self.size * MM_PER_PT
    }

    /// The width of a character.
    pub(super) fn advance(&self, character: char) -> f64 {
        f64::from(self.face.advance(character)) / 1000.0 * self.em() + self.tracking * MM_PER_PT
    }

    /// The width of a text.
    pub(super) fn width(&self, text: &str) -> f64 {
        text.chars().map(|character| self.advance(character)).sum()
    }
}

/// The awarded level's digit.
pub(super) const NUMERAL: Style = Style::new(Face::SerifSemibold, 84.0, 30.0, ACCENT);
/// The candidate's name and the guiding phrase.
pub(super) const NAME: Style = Style::new(Face::SerifSemibold, 25.0, 10.0, INK);
/// The title of a part.
pub(super) const TITLE: Style = Style::new(Face::SerifSemibold, 18.0, 9.0, INK);
/// The skill on the summary page.
pub(super) const SKILL: Style = Style::new(Face::SerifSemibold, 15.0, 6.0, INK);
/// The computed level on the summary page.
pub(super) const COMPUTED: Style = Style::new(Face::SerifSemibold, 12.5, 5.5, INK);
/// The title of a section or of a level.
pub(super) const SECTION: Style = Style::new(Face::SerifSemibold, 11.5, 5.0, INK);
/// The issuer in the head of the first page.
pub(super) const ISSUER: Style = Style::new(Face::SerifSemibold, 10.5, 4.5, INK);
/// A statement.
pub(super) const STATEMENT: Style = Style::new(Face::SerifRegular, 9.75, 4.5, INK);
/// Words of the assessor.
pub(super) const QUOTE: Style = Style::new(Face::SerifItalic, 9.75, 4.5, INK);
/// Running text.
pub(super) const BODY: Style = Style::new(Face::SansRegular, 9.0, 4.5, INK);
/// Data, table cells and, in the soft colour, notes.
pub(super) const DATA: Style = Style::new(Face::SansRegular, 8.5, 4.0, INK);
/// Data that stands out.
pub(super) const STRONG: Style = Style::new(Face::SansSemibold, 8.5, 4.0, INK);
/// A caption.
pub(super) const LABEL: Style = Style::new(Face::SansSemibold, 7.5, 3.5, SOFT);
/// Small text.
pub(super) const SMALL: Style = Style::new(Face::SansRegular, 7.5, 3.5, SOFT);
/// The tag that marks a draft edition.
pub(super) const TAG: Style = Style { tracking: 0.35, ..Style::new(Face::SansBold, 7.5, 3.5, INK) };
