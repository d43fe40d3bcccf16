//! Any text at all: it is printed so that the verifier reads it back, or a character of it is named.

use proptest::prelude::*;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::{accepted, sign};
use crate::report::{first_unprintable, render, samples};

/// Blocks that faces have, in part or whole, and blocks that none has.
const BLOCKS: [(u32, u32); 32] = [
    (0x0020, 0x007E),
    (0x00A0, 0x017F),
    (0x0180, 0x02FF),
    (0x0300, 0x036F),
    (0x0370, 0x03FF),
    (0x0400, 0x052F),
    (0x0530, 0x06FF),
    (0x0900, 0x097F),
    (0x0E00, 0x0E7F),
    (0x1100, 0x11FF),
    (0x1E00, 0x1FFF),
    (0x2000, 0x206F),
    (0x2070, 0x20CF),
    (0x20D0, 0x20FF),
    (0x2100, 0x23FF),
    (0x2460, 0x27BF),
    (0x3000, 0x30FF),
    (0x3100, 0x31FF),
    (0x3200, 0x4DFF),
    (0x4E00, 0x9FFF),
    (0xA960, 0xA97F),
    (0xAC00, 0xD7FF),
    (0xE000, 0xE0FF),
    (0xF900, 0xFAFF),
    (0xFE00, 0xFE4F),
    (0xFF00, 0xFFFF),
    (0x10900, 0x1091F),
    (0x1D100, 0x1D1FF),
    (0x1F1E6, 0x1F6FF),
    (0x20000, 0x200FF),
    (0xE0000, 0xE007F),
    (0x0000, 0x10FFFF),
];

fn character() -> impl Strategy<Value = char> {
    prop::sample::select(BLOCKS.to_vec())
        .prop_flat_map(|(first, last)| first..=last)
        .prop_filter_map("no character", char::from_u32)
}

/// Texts of a few characters from anywhere, each of which is followed by letters that marks could go to.
fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop_oneof![3 => character(), 1 => Just('e'), 1 => Just(' ')], 1..60)
        .prop_map(|characters| characters.into_iter().collect())
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

fn strings(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(without_blanks(text)),
        Value::Array(values) => values.iter().for_each(|value| strings(value, found)),
        Value::Object(members) => members.values().for_each(|value| strings(value, found)),
        _ => (),
    }
}

#[test]
fn the_longest_names_of_ideographs_and_a_page_long_word_are_laid_out() {
    let mut interview = samples::cjk();
    interview.candidate.name = "山田太郎".repeat(50);
    interview.candidate.role = Some("運用技師、".repeat(40));
    interview.assessor.name = "김서연 ".repeat(50).trim().to_owned();
    interview.assessor.organisation = Some("北西技能株式会社".repeat(25));
    interview.purpose = Some("昇格".repeat(100));
    let note = "无空格的一页".repeat(700);
    if let Some(response) = interview.assessments[0].responses.values_mut().next() {
        response.note = note;
    }
    let report = render(&samples::request(&interview)).expect("a report");
    accepted(&sign(&interview, interview.assessments[0].id, &report.pdf).countersigned, "long names");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    #[test]
    fn every_text_is_read_back_from_the_pages_or_a_character_of_it_is_named(
        texts in prop::collection::vec(text(), 12),
    ) {
        let mut interview = samples::full();
        let mut printable = Vec::new();
        for (text, response) in texts.into_iter().zip(interview.assessments[0].responses.values_mut()) {
            let mut text: Vec<char> = text.nfc().collect();
            while let Some(missing) = first_unprintable(&text.iter().collect::<String>()) {
                prop_assert_eq!(text.remove(missing.position - 1), missing.character);
                prop_assert!(missing.advice().ends_with('.'));
                // Without it, what stands around it may go together.
                text = text.into_iter().nfc().collect();
            }
            response.note = text.iter().collect();
            printable.push(without_blanks(&response.note));
        }
        let report = render(&samples::request(&interview)).expect("a report");
        let record = serde_json::from_slice(&report.record_json).expect("JSON");
        let mut recorded = Vec::new();
        strings(&record, &mut recorded);
        for note in printable {
            prop_assert!(note.is_empty() || recorded.contains(&note), "{note}");
        }
        // The verifier reads every glyph of the pages and holds them against the record.
        accepted(&sign(&interview, interview.assessments[0].id, &report.pdf).signed, "a report of any text");
    }
}
