use std::collections::{BTreeMap, BTreeSet};

use lopdf_printpdf::content::Content as Operations;
use lopdf_printpdf::{Document, Object};

use super::content::Content;
use super::layout::canvas::Ink;
use super::{BaseDocument, layout, record, render, samples};
use crate::domain::interview::{AssessmentState, Interview};
use crate::error::Code;

fn rendered(interview: &Interview) -> BaseDocument {
    render(&samples::request(interview)).expect("a report")
}

fn opened(report: &BaseDocument) -> Document {
    Document::load_mem(&report.pdf).expect("a PDF")
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

#[test]
fn the_pages_say_this() {
    for name in ["full", "thin"] {
        let interview = samples::by_name(name).expect("a sample");
        let record = record::read(&rendered(&interview).record_json).expect("a record");
        let said: Vec<String> =
            record.pages_text.iter().map(|entry| format!("{:<34} {}", entry.key, entry.text)).collect();
        insta::assert_snapshot!(name, said.join("\n"));
    }
}

#[test]
fn the_text_of_the_file_is_the_text_of_the_record() {
    for name in samples::NAMES {
        let interview = samples::by_name(name).expect("a sample");
        let report = rendered(&interview);
        let record = record::read(&report.record_json).expect("a record");
        let said: String = record.pages_text.iter().map(|entry| without_blanks(&entry.text)).collect();
        assert_eq!(without_blanks(&marked_text(&opened(&report))), said, "{name}");
    }
}

/// What a reader of the file extracts, artifacts left out.
fn marked_text(document: &Document) -> String {
    let mut text = String::new();
    for page in document.page_iter() {
        let fonts = document.get_page_fonts(page).expect("fonts");
        let encodings: BTreeMap<_, _> = fonts
            .iter()
            .map(|(name, font)| (name.clone(), font.get_font_encoding(document).expect("a ToUnicode map")))
            .collect();
        let operations = Operations::decode(&document.get_page_content(page)).expect("content").operations;
        let (mut font, mut is_artifact) = (None, false);
        for operation in operations {
            match (operation.operator.as_str(), operation.operands.first()) {
                ("BMC" | "BDC", Some(tag)) => is_artifact = tag.as_name().expect("a tag") == b"Artifact",
                ("Tf", Some(name)) => font = encodings.get(name.as_name().expect("a font")),
                ("Tj", Some(codes)) if !is_artifact => {
                    let codes = codes.as_str().expect("codes");
                    text += &Document::decode_text(font.expect("a font"), codes).expect("characters");
                }
                ("TJ", Some(_)) => panic!("this test reads Tj only"),
                _ => {}
            }
        }
    }
    text
}

#[test]
fn names_in_other_scripts_come_out_right() {
    let report = rendered(&samples::thin());
    assert!(marked_text(&opened(&report)).contains("Zoë Šťastná-Δημητρίου Жук"));
}

#[test]
fn characters_that_share_a_glyph_stay_apart() {
    let mut interview = samples::thin();
    let response = interview.assessments[0].responses.values_mut().next().expect("a response");
    response.note = "µ and μ, Ω and Ω, - and ‑".to_owned();
    // NFC makes the ohm sign an omega, and keeps the micro sign.
    assert!(marked_text(&opened(&rendered(&interview))).contains("µ and μ, Ω and Ω, - and ‑"));
}

#[test]
fn the_same_request_gives_the_same_bytes() {
    assert_eq!(rendered(&samples::full()), rendered(&samples::full()));
}

#[test]
fn no_object_is_left_over() {
    let mut document = opened(&rendered(&samples::two()));
    let reached: BTreeSet<_> = document.traverse_objects(|_| {}).into_iter().collect();
    let all: BTreeSet<_> = document.objects.keys().copied().collect();
    assert_eq!(all.difference(&reached).count(), 0);
}

#[test]
fn every_mark_on_a_page_belongs_to_one_node() {
    let interview = samples::full();
    let content = Content::of(&samples::request(&interview)).expect("content");
    let canvas = layout::lay_out(&content).expect("pages");
    for page in &canvas.pages {
        let marks: BTreeSet<usize> = page.items.iter().filter_map(|item| item.mark).collect();
        assert_eq!(marks, (0..page.marks.len()).collect());
    }
}

#[test]
fn nothing_is_drawn_outside_the_page() {
    for name in samples::NAMES {
        let interview = samples::by_name(name).expect("a sample");
        let content = Content::of(&samples::request(&interview)).expect("content");
        for item in layout::lay_out(&content).expect("pages").pages.iter().flat_map(|page| &page.items) {
            if let Ink::Text { x, baseline, face, size, tracking, text, .. } = &item.ink {
                let width = face.width(text.trim_end()) as f64 / 1000.0 * size + tracking * text.chars().count() as f64;
                assert!(*x >= 68.0 && x + width <= 527.5, "{name}: “{text}” from {x}, {width} wide");
                assert!((36.0..=815.0).contains(baseline), "{name}: “{text}” at {baseline}");
            }
        }
    }
}

#[test]
fn the_signature_fields_are_there_and_empty() {
    let document = opened(&rendered(&samples::full()));
    let form = document.catalog().and_then(|root| root.get(b"AcroForm")).and_then(Object::as_dict).expect("a form");
    let fields = form.get(b"Fields").and_then(Object::as_array).expect("fields");
    let names: Vec<&[u8]> = fields
        .iter()
        .map(|field| {
            let field = document.get_dictionary(field.as_reference().expect("indirect")).expect("a field");
            assert!(!field.has(b"V"));
            assert_eq!(field.get(b"F").and_then(Object::as_i64).expect("flags"), 4);
            field.get(b"T").and_then(Object::as_str).expect("a name")
        })
        .collect();
    assert_eq!(names, [b"Assessor".as_slice(), b"Reviewer"]);
}

#[test]
fn a_character_without_a_font_is_refused_with_its_place() {
    let mut interview = samples::full();
    interview.assessments[0].responses.values_mut().nth(1).expect("a response").note = "Witness: 高橋".to_owned();
    let error = render(&samples::request(&interview)).expect_err("a refusal");
    assert_eq!(error.code(), Code::Refused);
    assert_eq!(
        error.message(),
        "No font of this program can print “高” (U+9AD8), its character 10, in the note on statement 1.2. Write it \
         in Latin, Greek or Cyrillic letters, and try again."
    );
}

#[test]
fn a_draft_is_refused() {
    let mut interview = samples::full();
    interview.assessments[0].state = AssessmentState::Draft;
    assert_eq!(render(&samples::request(&interview)).expect_err("a refusal").code(), Code::NotConcluded);
    interview.assessments.clear();
    assert_eq!(render(&samples::request(&interview)).expect_err("a refusal").code(), Code::Refused);
}

#[test]
fn a_note_of_line_breaks_alone_takes_no_room() {
    let mut interview = samples::thin();
    let pages = rendered(&interview).pages;
    interview.assessments[0].responses.values_mut().next().expect("a response").note = "\n".repeat(100_000);
    assert_eq!(rendered(&interview).pages, pages);
}
