//! Breaking text into lines.

use unicode_segmentation::UnicodeSegmentation;

use super::breaks::{Piece, is_breakable, pieces};
use super::style::Style;

/// The lines of one paragraph, none wider than `width` unless a single character is. Of white space where a line breaks
/// one blank stays at the end, so that whoever extracts the text does not join words; a word that is wider than a line is
/// broken between characters as people count them. A last line of one short word gets company from the line above.
pub(super) fn paragraph(style: &Style, text: &str, width: f64) -> Vec<String> {
    let text = text.trim_start_matches(is_breakable);
    let one_blank = |piece: Piece<'_>| if piece.blanks.is_empty() { "" } else { " " };
    let mut lines = fill(style, pieces(text).map(|piece| Piece { blanks: one_blank(piece), ..piece }), width);
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
            // Cut where a line may break, else between characters.
            let last = pieces(kept).last().map(|piece| kept.len() - piece.text.len()).filter(|at| *at > 0);
            let at = last.or_else(|| kept.grapheme_indices(true).next_back().map(|(at, _)| at));
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
    fill(style, pieces(line), width)
}

/// Fills lines greedily.
fn fill<'a>(style: &Style, pieces: impl Iterator<Item = Piece<'a>>, width: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0.0;
    for Piece { blanks, text } in pieces {
        let blanks_width = style.width(blanks);
        let text_width = style.width(text);
        if used + blanks_width + text_width <= width {
            line.push_str(blanks);
            line.push_str(text);
            used += blanks_width + text_width;
            continue;
        }
        if !line.is_empty() {
            if !blanks.is_empty() {
                line.push(' ');
            }
            lines.push(std::mem::take(&mut line));
        }
        used = 0.0;
        for character in text.graphemes(true) {
            let character_width = style.width(character);
            if used + character_width > width && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            line.push_str(character);
            used += character_width;
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
    fn text_without_blanks_fills_its_lines() {
        let text = "山田太郎は、端末の印刷待ちがなくなる原因をチケットの時刻から突き止めた。".repeat(4);
        let lines = paragraph(&BODY, &text, 60.0);
        assert_eq!(lines.concat(), text, "no blank is added");
        for line in &lines[..lines.len() - 1] {
            assert!((BODY.width(line) + 2.0 * BODY.em() > 60.0) && BODY.width(line) <= 60.0 + 1e-9, "{line}");
        }
        assert!(lines.iter().all(|line| !line.starts_with(['、', '。'])));
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
