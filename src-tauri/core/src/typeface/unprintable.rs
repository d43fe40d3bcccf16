//! What cannot be printed, named for whoever typed it, and what to do about it.
//!
//! Glyphs are set beside each other by their advance widths. What needs more than that would come out wrong: letters
//! that are written from right to left or change with their neighbours, and marks that have to be placed on a letter.
//! So a character is printed if it is of a script that can be set so and a face has it, and everything else has a
//! [`Cause`].

use unicode_properties::{GeneralCategory, UnicodeEmoji, UnicodeGeneralCategory};
use unicode_script::{Script, UnicodeScript};

use super::Face;

/// A character that cannot be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing {
    /// The character.
    pub character: char,
    /// The one before it, which a mark belongs to.
    pub before: Option<char>,
    /// Its place in the text, in characters from 1.
    pub position: usize,
    /// Why.
    pub cause: Cause,
}

/// Why a character cannot be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// A letter of a script that is written from right to left.
    RightToLeft,
    /// A letter of another script that no face has.
    Script,
    /// A rare character of a script that the faces have.
    Rare,
    /// A picture.
    Emoji,
    /// A sign that no face has.
    Sign,
    /// A mark on a letter, where Unicode has no single character for both.
    Mark,
    /// It shows nothing, and may change what others show.
    Invisible,
    /// What it looks like is agreed between some programs only.
    PrivateUse,
    /// Unicode has no such character.
    Unassigned,
}

/// Asks for the sign before it as a coloured picture, which is what its writer sees.
const AS_EMOJI: char = '\u{FE0F}';

/// The first character of `text` that cannot be printed where `face` is asked for. Line feeds and tabs are layout
/// and always pass. The text is expected in NFC.
#[must_use]
pub fn first_missing(face: Face, text: &str) -> Option<Missing> {
    let mut before: Option<char> = None;
    for (character, position) in text.chars().zip(1..) {
        if let Some(cause) = cause(face, character) {
            return Some(match before.filter(|it| character == AS_EMOJI && it.is_emoji_char() && !it.is_ascii()) {
                Some(sign) => Missing { character: sign, before: None, position: position - 1, cause: Cause::Emoji },
                None => Missing { character, before, position, cause },
            });
        }
        before = Some(character);
    }
    None
}

fn cause(face: Face, character: char) -> Option<Cause> {
    if matches!(character, '\n' | '\t' | ' '..='~') || is_break_control(character) {
        return None;
    }
    let category = character.general_category();
    let script = character.script();
    match category {
        _ if is_ignorable(character) => Some(Cause::Invisible),
        GeneralCategory::Control => Some(Cause::Invisible),
        GeneralCategory::PrivateUse => Some(Cause::PrivateUse),
        GeneralCategory::Unassigned | GeneralCategory::Surrogate => Some(Cause::Unassigned),
        _ if is_right_to_left(script) => Some(Cause::RightToLeft),
        _ if !is_set(script) => Some(Cause::Script),
        GeneralCategory::NonspacingMark | GeneralCategory::SpacingMark | GeneralCategory::EnclosingMark => {
            Some(Cause::Mark)
        }
        GeneralCategory::Format => Some(Cause::Invisible),
        _ if is_conjoining(character) => Some(Cause::Rare),
        _ if face.drawing(character).is_some() => None,
        _ if script != Script::Common => Some(Cause::Rare),
        _ if character.is_emoji_char() => Some(Cause::Emoji),
        _ => Some(Cause::Sign),
    }
}

/// Where a line may be broken or not: the soft hyphen, the zero-width space and the word joiner. They show nothing and
/// stay in the text.
fn is_break_control(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}' | '\u{2060}')
}

/// Scripts whose letters stand beside each other as they are.
fn is_set(script: Script) -> bool {
    matches!(
        script,
        Script::Common
            | Script::Inherited
            | Script::Latin
            | Script::Greek
            | Script::Cyrillic
            | Script::Han
            | Script::Hiragana
            | Script::Katakana
            | Script::Hangul
            | Script::Bopomofo
    )
}

/// The scripts of right-to-left letters that are in use today; older ones are refused like any other.
fn is_right_to_left(script: Script) -> bool {
    matches!(
        script,
        Script::Arabic
            | Script::Hebrew
            | Script::Syriac
            | Script::Thaana
            | Script::Nko
            | Script::Adlam
            | Script::Mandaic
            | Script::Samaritan
            | Script::Hanifi_Rohingya
            | Script::Mende_Kikakui
    )
}

/// Parts of Hangul syllables: what is left of them in NFC are syllables of former times, which a face would have to
/// put together.
fn is_conjoining(character: char) -> bool {
    matches!(character, '\u{1100}'..='\u{11FF}' | '\u{A960}'..='\u{A97F}' | '\u{D7B0}'..='\u{D7FF}')
}

/// `Default_Ignorable_Code_Point` (UAX #44): joiners, marks of direction, variation selectors, fillers, tags.
fn is_ignorable(character: char) -> bool {
    matches!(
        character,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFF8}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// What characters that cannot be seen are called, those that are met most.
fn invisible_name(character: char) -> Option<&'static str> {
    Some(match character {
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            "a mark of writing direction"
        }
        '\u{200C}' => "zero width non-joiner",
        '\u{200D}' => "zero width joiner",
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => "a variation selector",
        '\u{FEFF}' => "byte order mark",
        _ => return None,
    })
}

impl Missing {
    /// What to do, as sentences.
    #[must_use]
    pub fn advice(&self) -> String {
        let script = self.script();
        match self.cause {
            Cause::RightToLeft => format!(
                "{script} is written from right to left, which this program cannot print yet. Write it in Latin letters."
            ),
            Cause::Script => format!(
                "No font of this program has {script} letters. Write it in Latin, Greek, Cyrillic, Chinese, Japanese or \
                 Korean ones."
            ),
            Cause::Rare => "No font of this program has it. Write it with a more common character.".to_owned(),
            Cause::Emoji => "This program prints no emoji. Say it in words.".to_owned(),
            Cause::Sign => "No font of this program has it. Say it in words.".to_owned(),
            Cause::Mark => {
                "No font of this program has the letter with this mark. Write the letter without it.".to_owned()
            }
            Cause::Invisible => "Nobody would see it. Delete it.".to_owned(),
            Cause::PrivateUse => {
                "Only the font that it was written with has it. Write it with another character.".to_owned()
            }
            Cause::Unassigned => "It stands for nothing. Delete it.".to_owned(),
        }
    }

    /// The script in words, such as `Old Italic`.
    fn script(&self) -> String {
        self.character.script().full_name().replace('_', " ")
    }
}

impl std::fmt::Display for Missing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (character, code) = (self.character, u32::from(self.character));
        match self.cause {
            Cause::RightToLeft | Cause::Script | Cause::Rare => {
                write!(f, "“{character}” (U+{code:04X}, {})", self.script())?;
            }
            Cause::Emoji => write!(f, "“{character}” (U+{code:04X}, an emoji)")?,
            Cause::Sign => write!(f, "“{character}” (U+{code:04X})")?,
            Cause::Mark => match self.before.filter(|before| !before.is_whitespace()) {
                Some(before) => write!(f, "“{before}{character}” (U+{code:04X}, a mark on the letter)")?,
                None => write!(f, "the mark U+{code:04X} without a letter")?,
            },
            Cause::Invisible => {
                write!(f, "the invisible character U+{code:04X}")?;
                if let Some(name) = invisible_name(character) {
                    write!(f, " ({name})")?;
                }
            }
            Cause::PrivateUse => write!(f, "the character of private use U+{code:04X}")?,
            Cause::Unassigned => write!(f, "the code U+{code:04X}, which is no character")?,
        }
        write!(f, ", its character {}", self.position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> (Cause, String) {
        let missing = first_missing(Face::SansRegular, text).unwrap_or_else(|| panic!("“{text}” passes"));
        (missing.cause, missing.to_string())
    }

    #[test]
    fn what_cannot_be_printed_is_named_with_its_place() {
        for (text, cause, named) in [
            ("Name: شادي", Cause::RightToLeft, "“ش” (U+0634, Arabic), its character 7"),
            ("דוד", Cause::RightToLeft, "“ד” (U+05D3, Hebrew), its character 1"),
            ("अमित", Cause::Script, "“अ” (U+0905, Devanagari), its character 1"),
            ("สมชาย", Cause::Script, "“ส” (U+0E2A, Thai), its character 1"),
            ("Great 👍", Cause::Emoji, "“👍” (U+1F44D, an emoji), its character 7"),
            ("I ❤\u{FE0F} logs", Cause::Emoji, "“❤” (U+2764, an emoji), its character 3"),
            (
                "1\u{FE0F}\u{20E3}",
                Cause::Invisible,
                "the invisible character U+FE0F (a variation selector), its character 2",
            ),
            ("x\u{30C}", Cause::Mark, "“x\u{30C}” (U+030C, a mark on the letter), its character 2"),
            (" \u{301}", Cause::Mark, "the mark U+0301 without a letter, its character 2"),
            ("a\u{200D}b", Cause::Invisible, "the invisible character U+200D (zero width joiner), its character 2"),
            ("\u{FEFF}a", Cause::Invisible, "the invisible character U+FEFF (byte order mark), its character 1"),
            (
                "a\u{202E}",
                Cause::Invisible,
                "the invisible character U+202E (a mark of writing direction), its character 2",
            ),
            ("a\u{E0041}", Cause::Invisible, "the invisible character U+E0041, its character 2"),
            ("\u{E000}", Cause::PrivateUse, "the character of private use U+E000, its character 1"),
            ("\u{378}", Cause::Unassigned, "the code U+0378, which is no character, its character 1"),
            ("𠮷田", Cause::Rare, "“𠮷” (U+20BB7, Han), its character 1"),
            ("\u{1112}\u{119E}", Cause::Rare, "“\u{1112}” (U+1112, Hangul), its character 1"),
            ("\u{1D11E}", Cause::Sign, "“\u{1D11E}” (U+1D11E), its character 1"),
        ] {
            assert_eq!(refused(text), (cause, named.to_owned()));
        }
    }

    #[test]
    fn what_to_do_names_the_script() {
        let advice = |text| first_missing(Face::SansRegular, text).expect("a refusal").advice();
        assert!(advice("ش").starts_with("Arabic is written from right to left"));
        assert!(advice("अ").starts_with("No font of this program has Devanagari letters."));
    }

    #[test]
    fn where_lines_may_break_is_no_reason_to_refuse() {
        for text in ["Betriebs\u{AD}rat", "a\u{200B}b", "a\u{2060}b", "a\u{A0}b\u{2011}c\tq\n"] {
            assert_eq!(first_missing(Face::SansRegular, text), None);
        }
    }
}
