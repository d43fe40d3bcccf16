//! A paragraph cut into its sentences: one sentence is one statement to assess.
//!
//! The boundaries are those of Unicode (UAX #29), which knows no abbreviations and no brackets. Boundaries that a
//! reader of English would not see are taken back; none is added, so no word is lost or moved.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// The sentences of a paragraph, in order, trimmed, none empty.
pub(super) fn sentences(paragraph: &str) -> Vec<String> {
    let brackets = outermost_brackets(paragraph);
    let mut found = Vec::new();
    let mut start = 0;
    let mut says_something = false;
    for (at, segment) in paragraph.split_sentence_bound_indices() {
        let end = at + segment.len();
        says_something |= segment.contains(char::is_alphanumeric);
        if says_something && ends_between(&paragraph[start..end], &paragraph[end..], end, &brackets) {
            found.push(&paragraph[start..end]);
            start = end;
            says_something = false;
        }
    }
    if says_something {
        found.push(&paragraph[start..]);
    } else if let Some(last) = found.last_mut() {
        // A tail without a word, such as a stray bracket, stays with the sentence before it.
        *last = &paragraph[start - last.len()..];
    }
    found.into_iter().map(|sentence| sentence.trim().to_owned()).collect()
}

/// Whether a text ends as a sentence does, and was not cut off.
pub(super) fn is_finished(text: &str) -> bool {
    text.trim_end_matches(CLOSERS).ends_with(['.', '!', '?', '…', '。', '！', '？'])
}

const CLOSERS: [char; 8] = [')', ']', '"', '\'', '”', '’', '»', '›'];

/// Abbreviations that always have something after them.
const LEADING: [&str; 17] = [
    "e.g.", "eg.", "i.e.", "ie.", "cf.", "viz.", "incl.", "excl.", "approx.", "vs.", "esp.", "resp.", "mr.", "mrs.",
    "ms.", "dr.", "prof.",
];
/// Abbreviations when a number follows.
const BEFORE_NUMBERS: [&str; 10] = ["no.", "nos.", "fig.", "v.", "ver.", "vol.", "p.", "pp.", "max.", "min."];
/// Abbreviations that end a sentence as often as not.
const AMBIGUOUS: [&str; 8] = ["inc.", "ltd.", "co.", "corp.", "al.", "dept.", "ph.d.", "st."];

/// Whether a sentence ends at `at`, a boundary by Unicode's rules with `sentence` before and `rest` after it.
fn ends_between(sentence: &str, rest: &str, at: usize, brackets: &[Range<usize>]) -> bool {
    if rest.is_empty() {
        return true;
    }
    // `.NET` and `Node.JS`: after a full stop, a sentence ends only where there is space.
    if sentence.ends_with(['.', '!', '?']) || rest.starts_with(char::is_lowercase) || is_within(brackets, at) {
        return false;
    }
    let sentence = sentence.trim_end();
    let core = sentence.trim_end_matches(CLOSERS);
    let word =
        core.rsplit(char::is_whitespace).next().unwrap_or_default().trim_start_matches(['(', '[', '"', '“', '‘']);
    if word.len() == core.len() && is_enumerator(word) {
        return false;
    }
    match abbreviation(word) {
        None => true,
        // `(hives, smokers, etc.) Queens`: the bracket closes, the sentence goes on.
        Some(_) if sentence.ends_with([')', ']']) => false,
        Some(Abbreviation::Leading) => false,
        Some(Abbreviation::BeforeNumbers) => !rest.starts_with(|first: char| first.is_ascii_digit()),
        Some(Abbreviation::Etcetera) => true,
        Some(Abbreviation::Ambiguous) => opens_a_statement(rest),
    }
}

enum Abbreviation {
    Leading,
    BeforeNumbers,
    Etcetera,
    Ambiguous,
}

fn abbreviation(word: &str) -> Option<Abbreviation> {
    let lower = word.to_lowercase();
    let is = |list: &[&str]| list.contains(&lower.as_str());
    if is(&LEADING) {
        Some(Abbreviation::Leading)
    } else if lower == "etc." {
        Some(Abbreviation::Etcetera)
    } else if is(&BEFORE_NUMBERS) {
        Some(Abbreviation::BeforeNumbers)
    } else if is(&AMBIGUOUS) || is_initialism(word) {
        Some(Abbreviation::Ambiguous)
    } else {
        None
    }
}

/// `U.K.`, `U.S.A.`, or the initial of a name.
fn is_initialism(word: &str) -> bool {
    let mut letters = word.split_inclusive('.').peekable();
    letters.peek().is_some()
        && letters.all(|letter| {
            let mut characters = letter.chars();
            characters.next().is_some_and(char::is_uppercase) && characters.as_str() == "."
        })
}

/// `1.` or `12.` in front of a statement.
fn is_enumerator(word: &str) -> bool {
    word.strip_suffix('.')
        .is_some_and(|number| (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether the text opens as a statement of a framework does, with a verb in the third person: `Reports`, `Carries`.
fn opens_a_statement(text: &str) -> bool {
    let word = text.split(|character: char| !character.is_alphabetic()).next().unwrap_or_default();
    word.len() >= 4 && word.ends_with('s') && !word.ends_with("ss")
}

/// The outermost pairs of brackets, each from after the opening to after the closing one, in order.
fn outermost_brackets(text: &str) -> Vec<Range<usize>> {
    let mut open = Vec::new();
    let mut pairs: Vec<Range<usize>> = Vec::new();
    for (at, character) in text.char_indices() {
        match character {
            '(' | '[' => open.push(at + 1),
            ')' | ']' => {
                if let Some(start) = open.pop() {
                    while pairs.last().is_some_and(|inner| inner.start > start) {
                        pairs.pop();
                    }
                    pairs.push(start..at + 1);
                }
            }
            _ => {}
        }
    }
    pairs
}

fn is_within(brackets: &[Range<usize>], at: usize) -> bool {
    let next = brackets.partition_point(|pair| pair.end <= at);
    brackets.get(next).is_some_and(|pair| pair.start <= at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Each case with `|` where a sentence ends.
    fn check(marked: &str) {
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        let paragraph = expected.join(" ");
        assert_eq!(sentences(&paragraph), expected, "{paragraph}");
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        check("Feeds the bees.| Counts the hives.| Reports losses.");
        check("Asks why bees leave?| Acts at once!| Waits… and records it.");
        check("Says “leave them.”| Reports “all is well”.| Goes home.");
        check("Closes the hive (in autumn).| Opens it again.| (Does so slowly.)| Waits.");
        check("Knows Annex A.| Reports on it.");
        check("A single sentence without an end");
        check("Serves 24/7.| 3D combs are printed.");
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence() {
        check("Uses tools, e.g. Python or (i.e. Rust) code, incl. Bash.| Reports.");
        check("Compares wax vs. Propolis.| Visits Dr. Vogt.");
        check("Handles smokers, veils, etc. in all seasons.");
        check("Handles smokers, veils, etc.| Cleans them.");
        check("Handles gear (smokers, veils, etc.) Buckfast keepers like.| Cleans it.");
        check("Follows No. 5 of the rules, approx. Ten pages, see fig. 3.| Says no.| Leaves.");
    }

    #[test]
    fn initialisms_end_a_sentence_only_before_a_verb() {
        check("Keeps to U.K. Government rules and U.S. law.| Reports.");
        check("Sells honey in the U.K.| Exports it to Hive Ltd.| Keeps books.");
        check("Works with J. Smith.| Learns.");
    }

    #[test]
    fn versions_names_and_numbers_stay_whole() {
        check("Uses v2.1 and 3.5 of the .NET tools, ASP.NET and Node.JS.| Reports.");
        check("1. Feeds the bees.| 2. Counts them.");
        check("Installs and/or removes frames/supers.| Works on-site.");
    }

    #[test]
    fn brackets_hold_their_sentences_together() {
        check("Feeds bees (first. Then. Waits.) and goes.| Reports.");
        check("Feeds bees (see A. [Or B. (Or C.)]) and goes.| Reports.");
        check("Feeds bees (and never closes the bracket.| Reports.");
    }

    #[test]
    fn only_finished_sentences_are_finished() {
        for text in ["Done.", "Done?", "Done!", "Done (really.)", "“Done.”", "Done…"] {
            assert!(is_finished(text), "{text}");
        }
        for text in ["", "Cut off in", "Cut,", "Cut (off)", "Infrastructure: Lev"] {
            assert!(!is_finished(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_word_is_lost_and_no_statement_empty(paragraph in "([A-Za-z(\\[)\\]\"”.!?… é1\u{a0}]|etc\\. |e\\.g\\. |U\\.K\\. ){0,60}") {
            let found = sentences(&paragraph);
            let squeeze = |text: &str| text.split_whitespace().collect::<String>();
            if paragraph.contains(char::is_alphanumeric) {
                prop_assert_eq!(squeeze(&found.concat()), squeeze(&paragraph));
            }
            prop_assert!(found.iter().all(|sentence| sentence.contains(char::is_alphanumeric)));
            prop_assert!(found.iter().all(|sentence| sentence.trim() == sentence));
        }

        #[test]
        fn any_text_is_cut(paragraph in "\\PC{0,200}") {
            sentences(&paragraph);
        }
    }
}
