//! Text that people typed: what may stand in a name and in a note.

use unicode_normalization::UnicodeNormalization;

/// Why a text was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextRefusal {
    /// Nothing but white space.
    Empty,
    /// More characters than `limit`.
    TooLong {
        /// The most characters that may stand there.
        limit: usize,
    },
    /// A character that can't be seen but changes what others see: a control or a bidirectional override.
    Invisible {
        /// The character.
        character: char,
    },
}

impl std::fmt::Display for TextRefusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => write!(f, "is empty"),
            Self::TooLong { limit } => write!(f, "is longer than {limit} characters"),
            Self::Invisible { character } => {
                write!(
                    f,
                    "holds the invisible character U+{:04X}, which changes what others see; delete it",
                    u32::from(*character)
                )
            }
        }
    }
}

/// The most characters of a name, a reference, a role or an organisation.
pub const NAME_LIMIT: usize = 200;
/// The most characters of a note, a purpose or a reason: about fifty pages.
pub const NOTE_LIMIT: usize = 200_000;

/// A name or another single line: NFC, trimmed, inner white space folded to single spaces.
///
/// # Errors
/// If nothing is left, if it is longer than [`NAME_LIMIT`], or if it holds a control character or one that
/// reorders what stands around it.
pub fn single_line(text: &str) -> Result<String, TextRefusal> {
    let folded = text.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    if folded.chars().all(has_no_ink) {
        return Err(TextRefusal::Empty);
    }
    within(&folded, NAME_LIMIT)?;
    match folded.chars().find(|character| character.is_control() || is_reordering(*character)) {
        Some(character) => Err(TextRefusal::Invisible { character }),
        None => Ok(folded),
    }
}

/// A note: kept as it was typed, line breaks and all; only CR LF becomes LF.
///
/// # Errors
/// If it is longer than [`NOTE_LIMIT`] or holds a control character other than line feed and tab, or one that
/// reorders what stands around it.
pub fn note(text: &str) -> Result<String, TextRefusal> {
    let note = text.replace("\r\n", "\n").replace('\r', "\n");
    within(&note, NOTE_LIMIT)?;
    let hidden =
        |character: &char| (character.is_control() && !matches!(character, '\n' | '\t')) || is_reordering(*character);
    match note.chars().find(hidden) {
        Some(character) => Err(TextRefusal::Invisible { character }),
        None => Ok(note),
    }
}

/// A name for comparing: NFKC, lower case, white space folded.
#[must_use]
pub fn comparable(name: &str) -> String {
    name.nfkc().collect::<String>().to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether two names look alike to whoever reads them: but for case, spaces, marks above and below letters, what can’t be
/// seen, and letters that can be taken for others (UTS #39, 4), such as a Cyrillic о for a Latin one.
#[must_use]
pub fn looks_like(one: &str, other: &str) -> bool {
    let (one, other) = (likenesses(one), likenesses(other));
    one.iter().zip(&other).any(|(one, other)| !one.is_empty() && one == other)
}

/// What is left of a name to whoever looks at it: as its letters stand, for a capital I can be taken for an l, and with
/// small ones, for an И can be taken for an и.
fn likenesses(name: &str) -> [String; 2] {
    let name: String = name.nfkc().collect();
    [name.clone(), name.to_lowercase()].map(|name| {
        let skeleton = unicode_security::confusable_detection::skeleton(&name).collect::<String>().to_lowercase();
        skeleton.nfd().filter(|character| character.is_alphanumeric()).collect()
    })
}

fn within(text: &str, limit: usize) -> Result<(), TextRefusal> {
    if text.chars().count() > limit {
        return Err(TextRefusal::TooLong { limit });
    }
    Ok(())
}

/// Joiners, marks of direction and other characters that show nothing by themselves.
fn has_no_ink(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '\u{AD}' | '\u{34F}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

/// Bidirectional embeddings, overrides and isolates: they make a name look like another one.
fn is_reordering(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_normalised() {
        assert_eq!(single_line("  Zoe\u{308}\t Šťastná \n").as_deref(), Ok("Zoë Šťastná"));
    }

    #[test]
    fn names_that_deceive_are_refused() {
        assert_eq!(single_line(" \u{a0} "), Err(TextRefusal::Empty));
        assert_eq!(single_line("\u{200b}\u{2060}"), Err(TextRefusal::Empty));
        assert_eq!(single_line("a\u{202E}b"), Err(TextRefusal::Invisible { character: '\u{202E}' }));
        assert_eq!(single_line("a\0b"), Err(TextRefusal::Invisible { character: '\0' }));
        assert!(single_line(&"x".repeat(NAME_LIMIT)).is_ok());
        assert_eq!(single_line(&"x".repeat(NAME_LIMIT + 1)), Err(TextRefusal::TooLong { limit: NAME_LIMIT }));
    }

    #[test]
    fn notes_stay_as_typed() {
        assert_eq!(note(" a\r\n\tb  \n\n").as_deref(), Ok(" a\n\tb  \n\n"));
        assert_eq!(note("").as_deref(), Ok(""));
        assert!(note("a\u{7}b").is_err());
    }

    #[test]
    fn comparing_ignores_case_width_and_spaces() {
        assert_eq!(comparable("Ｌena  VOGT"), comparable("lena vogt"));
        assert_ne!(comparable("Lena Vogt"), comparable("Lena Voigt"));
    }

    #[test]
    fn names_that_look_alike_are_found() {
        for name in [
            "Lena Vogt",
            "lena  VOGT",
            "Lena V\u{43E}gt",
            "L\u{435}n\u{430} Vogt",
            "Léna Vögt",
            "Lena\u{200B} Vo\u{2060}gt",
            "Lena Vogt\u{301}",
            "LenaVogt",
            "\u{1D40B}ena Vogt",
            "Iena Vogt",
        ] {
            assert!(looks_like(name, "Lena Vogt") && looks_like("Lena Vogt", name), "{name}");
        }
        assert!(looks_like("Жук", "жук"));
        for name in ["Lena Voigt", "Lena", "Vogt Lena", "Тамара Вогт", "", "…"] {
            assert!(!looks_like(name, "Lena Vogt") && !looks_like("Lena Vogt", name), "{name}");
        }
        assert!(!looks_like("", " "), "nothing looks like nothing");
    }
}
