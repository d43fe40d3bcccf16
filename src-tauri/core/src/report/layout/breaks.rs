//! Where a line may be broken.

use unicode_linebreak::{BreakClass, break_property, linebreaks};

/// What stays on one line, with the blanks before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) blanks: &'a str,
    pub(super) text: &'a str,
}

/// White space where a line may break; the no-break spaces are not among it.
pub(super) fn is_breakable(character: char) -> bool {
    character.is_whitespace() && !matches!(character, '\u{A0}' | '\u{2007}' | '\u{202F}')
}

/// The pieces of a line in their order, but for blanks at its end.
///
/// Lines break at white space and at zero-width spaces. Where no white space stands between words, beside ideographs
/// and kana, they break as UAX #14 says: no line begins with a full stop or ends with an opening bracket.
pub(super) fn pieces(line: &str) -> impl Iterator<Item = Piece<'_>> {
    words(line).flat_map(|word| {
        let mut from = 0;
        let mut blanks = word.blanks;
        ends(word.text).map(move |to| {
            let piece = Piece { blanks: std::mem::take(&mut blanks), text: &word.text[from..to] };
            from = to;
            piece
        })
    })
}

/// What stands between white space.
fn words(line: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let (blanks, from_word) = rest.split_at(rest.find(|character| !is_breakable(character))?);
        let (text, after) = from_word.split_at(from_word.find(is_breakable).unwrap_or(from_word.len()));
        rest = after;
        Some(Piece { blanks, text })
    })
}

/// Where a word may be broken, and its end.
fn ends(word: &str) -> impl Iterator<Item = usize> {
    let may_break = |at: usize| {
        let (before, after) = (word[..at].chars().next_back(), word[at..].chars().next());
        [before, after].into_iter().flatten().any(breaks_beside)
    };
    // Names in other scripts stay whole, also where they have a hyphen.
    let inner = if word.is_ascii() { None } else { Some(linebreaks(word).map(|(at, _)| at)) };
    let inner = inner.into_iter().flatten().filter(move |at| *at < word.len() && may_break(*at));
    inner.chain(std::iter::once(word.len()))
}

/// What is written without blanks between words; and the blank that is not seen. Korean has blanks.
fn breaks_beside(character: char) -> bool {
    let is_punctuation = matches!(character, '\u{3000}'..='\u{303F}' | '\u{FF01}'..='\u{FF65}');
    is_punctuation
        || matches!(
            break_property(u32::from(character)),
            BreakClass::Ideographic
                | BreakClass::ConditionalJapaneseStarter
                | BreakClass::NonStarter
                | BreakClass::ZeroWidthSpace
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(line: &str) -> Vec<&str> {
        pieces(line).map(|piece| piece.text).collect()
    }

    #[test]
    fn lines_break_between_ideographs_and_kana_but_not_before_a_full_stop() {
        assert_eq!(broken("山田は、「カナ」と。"), ["山", "田", "は、", "「カ", "ナ」", "と。"]);
        assert_eq!(broken("等级3，是SFIA的。"), ["等", "级", "3，", "是", "SFIA", "的。"]);
        assert_eq!(broken("きょうッ"), ["きょ", "うッ"]);
    }

    #[test]
    fn names_with_blanks_between_them_stay_whole() {
        let names = ["Vogt-Müller", "김서연", "d’Été", "Жук/Δημητρίου", "a\u{A0}b"];
        assert_eq!(broken(&names.join(" ")), names);
    }

    #[test]
    fn blanks_stay_with_what_follows() {
        let piece = |blanks, text| Piece { blanks, text };
        assert_eq!(
            pieces("  a 山田\u{200B}b ").collect::<Vec<_>>(),
            [piece("  ", "a"), piece(" ", "山"), piece("", "田\u{200B}"), piece("", "b")]
        );
        assert_eq!(pieces("  ").next(), None);
    }
}
