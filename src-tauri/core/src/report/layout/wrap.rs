//! Breaking text into lines.

use unicode_segmentation::UnicodeSegmentation;

use super::style::Style;

/// The lines of one paragraph, none wider than `width` unless a single character is. Lines break at white space, of
/// which one blank stays at the end, so that whoever extracts the text does not join words; a word that is wider
/// than a line is broken between characters as people count them. A last line of one short word gets company from
/// the line above.
pub(super) fn paragraph(style: &Style, text: &str, width: f64) -> Vec<String> {
    let words: Vec<&str> = text.split(is_breakable).filter(|word| !word.is_empty()).collect();
    let mut lines = fill(style, words.iter().map(|word| ("", *word)), width);
    keep_company(style, &mut lines, width);
    lines
}

/// How many empty lines may follow each other; more would only make pages.
const EMPTY_LINES: usize = 3;

/// The lines of a text that is shown as it was typed: its own line breaks hold, blanks inside a line stay, and a
/// tab is four of them. Only of many empty lines some are left out.
pub(super) fn as_typed(style: &Style, text: &str, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut empty = 0;
    for line in text.split('\n') {
        empty = if line.trim().is_empty() { empty + 1 } else { 0 };
        if empty > EMPTY_LINES {
            continue;
        }
        if let Some(before) = lines.last_mut() {
            before.push(' ');
        }
        lines.extend(typed_line(style, &line.replace('\t', "    "), width));
    }
    lines
}

/// Lines of which there may be no more than `limit`: the last one ends in `…` where something was left out.
pub(super) fn shortened(style: &Style, mut lines: Vec<String>, width: f64, limit: usize) -> Vec<String> {
    if lines.len() <= limit {
        return lines;
    }
    lines.truncate(limit);
    if let Some(last) = lines.last_mut() {
        let mut kept = last.trim_end();
        while style.width(kept) + style.width(" …") > width {
            // Cut at a word where there is one, else between characters.
            let at = kept.rfind(is_breakable).or_else(|| kept.grapheme_indices(true).next_back().map(|(at, _)| at));
            match at {
                Some(at) => kept = kept[..at].trim_end(),
                None => break,
            }
        }
        *last = format!("{kept} …");
    }
    lines
}

fn typed_line(style: &Style, line: &str, width: f64) -> Vec<String> {
    if line.trim().is_empty() {
        return vec![String::new()];
    }
    let mut pieces = Vec::new();
    let mut rest = line;
    while !rest.is_empty() {
        let word_at = rest.find(|character| !is_breakable(character)).unwrap_or(rest.len());
        let (blanks, from_word) = rest.split_at(word_at);
        let word_end = from_word.find(is_breakable).unwrap_or(from_word.len());
        let (word, after) = from_word.split_at(word_end);
        if !word.is_empty() {
            pieces.push((blanks, word));
        }
        rest = after;
    }
    fill(style, pieces.into_iter(), width)
}

/// Fills lines greedily with words; each comes with the blanks before it, a single one if they are not given.
fn fill<'a>(style: &Style, words: impl Iterator<Item = (&'a str, &'a str)>, width: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0.0;
    for (blanks, word) in words {
        let blanks = if blanks.is_empty() && !line.is_empty() { " " } else { blanks };
        let blanks_width = style.width(blanks);
        let word_width = style.width(word);
        if used + blanks_width + word_width <= width {
            line.push_str(blanks);
            line.push_str(word);
            used += blanks_width + word_width;
            continue;
        }
        if !line.is_empty() {
            line.push(' ');
            lines.push(std::mem::take(&mut line));
        }
        used = 0.0;
        for piece in word.graphemes(true) {
            let piece_width = style.width(piece);
            if used + piece_width > width && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            line.push_str(piece);
            used += piece_width;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Moves a word down if the last line has only one and the line above can spare one.
fn keep_company(style: &Style, lines: &mut [String], width: f64) {
    let [.., above, last] = lines else { return };
    let Some(words) = above.strip_suffix(' ') else { return };
    if last.contains(' ') || words.split(' ').count() < 4 {
        return;
    }
    if let Some((rest, word)) = words.rsplit_once(' ')
        && style.width(word) + style.width(" ") + style.width(last) <= width
    {
        *last = format!("{word} {last}");
        *above = format!("{rest} ");
    }
}

/// White space where a line may break; the no-break spaces are not among it.
fn is_breakable(character: char) -> bool {
    character.is_whitespace() && !matches!(character, '\u{A0}' | '\u{2007}' | '\u{202F}')
}

#[cfg(test)]
mod tests {
    use super::super::style::{BODY, DATA};
    use super::*;

    #[test]
    fn no_line_is_wider_than_asked_and_no_character_is_lost() {
        let long = "a".repeat(500);
        let text = format!("Some words of which {long} is not one, and Šťastná-Δημητρίου Жук is a name.");
        for width in [5.0, 40.0, 162.0] {
            let lines = paragraph(&BODY, &text, width);
            assert!(lines.iter().all(|line| BODY.width(line.trim_end()) <= width + 1e-9), "{width}");
            let without_blanks = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(without_blanks(&lines.concat()), without_blanks(&text));
        }
    }

    #[test]
    fn a_line_narrower_than_a_character_still_makes_progress() {
        assert_eq!(paragraph(&BODY, "wide", 0.1), ["w", "i", "d", "e"]);
    }

    #[test]
    fn typed_text_keeps_its_lines_and_blanks() {
        assert_eq!(as_typed(&DATA, "one\n\n  two   three\n\tfour", 100.0), ["one ", " ", "  two   three ", "    four"]);
    }

    #[test]
    fn many_empty_lines_become_three() {
        let text = format!("one{}two", "\n".repeat(1000));
        assert_eq!(as_typed(&DATA, &text, 100.0).len(), 2 + EMPTY_LINES);
    }

    #[test]
    fn nothing_but_white_space_makes_no_paragraph() {
        assert!(paragraph(&BODY, " \n ", 100.0).is_empty());
        assert_eq!(as_typed(&DATA, "", 100.0), [""]);
    }

    #[test]
    fn shortened_text_says_so_and_still_fits() {
        let lines = paragraph(&BODY, &"many words ".repeat(40), 50.0);
        let shortened = shortened(&BODY, lines, 50.0, 2);
        assert_eq!(shortened.len(), 2);
        assert!(shortened[1].ends_with(" …") && BODY.width(&shortened[1]) <= 50.0);
    }

    #[test]
    fn a_last_word_does_not_stand_alone() {
        let text = "every one of these words is short but alone";
        let width = BODY.width("every one of these words is short but") + 0.1;
        assert_eq!(paragraph(&BODY, text, width), ["every one of these words is short ", "but alone"]);
    }
}
