//! What a change request mentions: other requests and skills.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::definition::SkillCode;

use super::lines::Line;

/// The requests (`CR#1431`) and the codes of skills in these lines, in their order, each once, without the request's
/// own number and skill.
///
/// Four capitals alone may be any acronym. They count as a code where the page treats them as one: in brackets behind
/// a name, with a level (`BEEK5`, `BEEK level 5`), beside the word *skill*, or in the title, which is the first line.
pub(super) fn mentioned(lines: &[Line], own_number: u32, own_skill: Option<&SkillCode>) -> Vec<String> {
    let words: Vec<Word<'_>> =
        lines.iter().enumerate().flat_map(|(index, line)| words(&line.text, index == 0)).collect();
    let codes: BTreeSet<&str> =
        words.iter().filter(|word| word.is_shown_as_code).filter_map(|word| word.code).collect();
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for word in &words {
        let reference = match (word.request, word.code) {
            (Some(number), _) if number != own_number => format!("CR#{number}"),
            (None, Some(code)) if codes.contains(code) && own_skill.is_none_or(|own| own.as_str() != code) => {
                code.to_owned()
            }
            _ => continue,
        };
        if seen.insert(reference.clone()) {
            found.push(reference);
        }
    }
    found
}

/// The skill that a title is about: the code in brackets, else the first one.
pub(super) fn code_in(title: &str) -> Option<SkillCode> {
    let words = words(title, true);
    let bracketed = words.iter().find(|word| word.is_bracketed && word.code.is_some());
    bracketed.or_else(|| words.iter().find(|word| word.code.is_some()))?.code.and_then(SkillCode::new)
}

/// A word that may refer to something.
struct Word<'a> {
    /// The number of a request: `CR#1431`, `CRs #1431, #1432`.
    request: Option<u32>,
    /// Four capitals; a level's digit behind them is cut off.
    code: Option<&'a str>,
    is_bracketed: bool,
    is_shown_as_code: bool,
}

fn words(text: &str, is_title: bool) -> Vec<Word<'_>> {
    let words: Vec<(usize, &str)> = text.unicode_word_indices().collect();
    let word_at = |index: Option<usize>| index.and_then(|index| words.get(index)).map_or("", |(_, word)| word);
    let found = words.iter().enumerate().map(|(index, (at, word))| {
        let (before, after) = (&text[..*at], &text[at + word.len()..]);
        let previous = word_at(index.checked_sub(1));
        let next = word_at(Some(index + 1));
        let is_numbered = before.ends_with('#') || ["CR", "CRs"].contains(&previous);
        let is_bracketed = before.ends_with('(') && after.starts_with(')');
        let (code, has_level) = split_code(word);
        let is_beside = |words: &[&str], word: &str| words.iter().any(|known| known.eq_ignore_ascii_case(word));
        Word {
            request: if is_numbered { word.parse().ok() } else { None },
            code,
            is_bracketed,
            is_shown_as_code: is_title
                || is_bracketed
                || has_level
                || is_beside(&["level", "levels", "skill", "skills"], next)
                || is_beside(&["skill", "skills"], previous),
        }
    });
    found.filter(|word| word.request.is_some() || word.code.is_some()).collect()
}

/// `BEEK` of `BEEK`, `BEEK5` and `BEEK's`, and whether a level stands behind it.
fn split_code(word: &str) -> (Option<&str>, bool) {
    let Some((code, rest)) = word.split_at_checked(4) else { return (None, false) };
    let has_level = matches!(rest.as_bytes(), [b'1'..=b'7']);
    let is_code = code.bytes().all(|byte| byte.is_ascii_uppercase())
        && code != "SFIA"
        && (rest.is_empty() || has_level || ["'s", "’s"].contains(&rest));
    (is_code.then_some(code), is_code && has_level)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(lines: &[&str]) -> Vec<String> {
        let lines: Vec<Line> = (1..)
            .zip(lines)
            .map(|(number, text)| Line { number, is_bullet: false, text: (*text).to_owned() })
            .collect();
        mentioned(&lines, 7, SkillCode::new("BEEK").as_ref())
    }

    #[test]
    fn requests_and_codes_come_in_the_order_of_the_page() {
        let lines = [
            "#7 Move wax work (BEEK) into WAXM",
            "HIVE is too broad. See CR#31, CRs #29 and #31, CR 30, HIVE5’s text, honey (HONY) and POLN level 2.",
            "The HIVE’s skill QUEN, and #7 itself.",
        ];
        assert_eq!(found(&lines), ["WAXM", "HIVE", "CR#31", "CR#29", "CR#30", "HONY", "POLN", "QUEN"]);
    }

    #[test]
    fn acronyms_are_no_codes() {
        let lines = ["#7 On SFIA", "IEEE, HTML and JSON (ISO, GDPRX, SFIA) for 2021 bees at 5 SITES; room #A."];
        assert_eq!(found(&lines), Vec::<String>::new());
    }

    #[test]
    fn a_title_names_its_skill() {
        for (title, code) in [
            ("Create Beekeeping (BEEK) level 5", Some("BEEK")),
            ("Wax WAXM into Beekeeping (BEEK)", Some("BEEK")),
            ("Removal of WAXM", Some("WAXM")),
            ("Bees and honey", None),
        ] {
            assert_eq!(code_in(title).as_ref().map(SkillCode::as_str), code, "{title}");
        }
    }
}
