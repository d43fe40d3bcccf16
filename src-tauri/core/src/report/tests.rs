use std::collections::{BTreeMap, BTreeSet};

use lopdf_printpdf::content::Content as Operations;
use lopdf_printpdf::{Document, Object};

use super::content::Content;
use super::layout::canvas::Ink;
use super::shown::Shown;
use super::{BaseDocument, Request, layout, record, render, samples};
use crate::domain::interview::{AssessmentState, Interview};
use crate::domain::moment::Moment;
use crate::domain::notices::{Notices, Paper};
use crate::domain::sign_off::{Acknowledgement, Drawing, Mark, Point};
use crate::error::Code;

fn rendered(interview: &Interview) -> BaseDocument {
    render(&samples::request(interview)).expect("a report")
}

fn shown(interview: &Interview) -> Shown<'_> {
    Shown::of(&samples::request(interview)).expect("shown")
}

fn opened(report: &BaseDocument) -> Document {
    Document::load_mem(&report.pdf).expect("a PDF")
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

#[test]
fn the_pages_say_this() {
    for name in ["full", "thin", "corrected"] {
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
    for interview in [samples::full(), samples::two()] {
        let content = Content::of(&shown(&interview)).expect("content");
        let canvas = layout::lay_out(&content, Paper::A4).expect("pages");
        for page in &canvas.pages {
            let marks: BTreeSet<usize> = page.items.iter().filter_map(|item| item.mark).collect();
            assert_eq!(marks, (0..page.marks.len()).collect());
        }
    }
}

#[test]
fn nothing_is_drawn_outside_the_page_or_over_the_signatures() {
    for (name, paper) in samples::NAMES.into_iter().flat_map(|name| Paper::ALL.map(|paper| (name, paper))) {
        let interview = samples::by_name(name).expect("a sample");
        let content = Content::of(&shown(&interview)).expect("content");
        let canvas = layout::lay_out(&content, paper).expect("pages");
        let [page_width, page_height] = canvas.sheet.size().map(layout::style::points);
        let (across, down) = (68.0..=page_width - 67.8, 36.0..=page_height - 26.8);
        let fields = [layout::ASSESSOR_FIELD, layout::REVIEWER_FIELD].map(|field| canvas.sheet.at_foot(field));
        for (item, page) in
            canvas.pages.iter().zip(0..).flat_map(|(page, it)| page.items.iter().map(move |item| (item, it)))
        {
            if let Ink::Text { x, baseline, face, size, tracking, text, .. } = &item.ink {
                let width = face.width(text.trim_end()) as f64 / 1000.0 * size + tracking * text.chars().count() as f64;
                assert!(across.contains(x) && across.contains(&(x + width)), "{name}: “{text}” from {x}, {width} wide");
                assert!(down.contains(baseline), "{name}: “{text}” at {baseline}");
                let is_over = |[left, bottom, right, top]: &[f64; 4]| {
                    x < right && x + width > *left && baseline < top && baseline + size * 0.7 > *bottom
                };
                assert!(page > 0 || !fields.iter().any(is_over), "{name}, {paper:?}: “{text}” over a field");
            }
            if let Ink::Pen { paths, .. } = &item.ink {
                let mut points = paths.iter().flat_map(|path| &path.points);
                assert!(points.all(|it| across.contains(&it.x) && down.contains(&it.y)), "{name}");
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
    interview.assessments[0].responses.values_mut().nth(1).expect("a response").note = "Witness: شادي".to_owned();
    let error = render(&samples::request(&interview)).expect_err("a refusal");
    assert_eq!(error.code(), Code::Refused);
    assert_eq!(
        error.message(),
        "The report cannot print “ش” (U+0634, Arabic), its character 10, in the note on statement 1.2. Arabic is \
         written from right to left, which this program cannot print yet. Write it in Latin letters."
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

#[test]
fn what_was_drawn_is_on_the_page_in_its_box() {
    let mut interview = samples::full();
    let corner = |x, y| Point { x, y };
    let lines = vec![vec![corner(0, 0), corner(4000, 1000)], vec![corner(0, 1000)]];
    let mark = Mark::Drawn(Drawing::new(lines).expect("a drawing"));
    let at = interview.sitting.started_at;
    interview.sign_off.acknowledgement = Acknowledgement::Given { mark, at };
    let content = Content::of(&shown(&interview)).expect("content");
    let canvas = layout::lay_out(&content, Paper::A4).expect("pages");
    let items: Vec<_> = canvas.pages.iter().flat_map(|page| page.items.iter().map(move |item| (page, item))).collect();
    let drawn: Vec<_> = items.iter().filter(|(_, item)| matches!(item.ink, Ink::Pen { .. })).collect();
    let [(page, item)] = drawn.as_slice() else { panic!("one drawing, not {}", drawn.len()) };
    let Ink::Pen { paths, .. } = &item.ink else { unreachable!("only pens are left") };
    let [line, dot] = paths.as_slice() else { panic!("two lines, not {}", paths.len()) };
    let millimetres = |points: f64| (points / 72.0 * 25.4 * 100.0).round() / 100.0;
    let (from, to) = (line.points[0], line.points[1]);
    assert_eq!((millimetres(to.x - from.x), millimetres(from.y - to.y)), (60.0, 15.0));
    assert_eq!((dot.points[0].x, dot.points[0].y), (from.x, to.y));
    let node = &canvas.nodes[page.marks[item.mark.expect("content, not furniture")]];
    assert_eq!(node.spoken.as_deref(), Some("What the candidate drew by hand as a signature."));
}

#[test]
fn a_pen_has_round_ends_and_leaves_them_behind() {
    let document = opened(&rendered(&samples::full()));
    let mut saved = 0_i32;
    let mut round = 0;
    for page in document.page_iter() {
        for operation in Operations::decode(&document.get_page_content(page)).expect("content").operations {
            match operation.operator.as_str() {
                "q" => saved += 1,
                "Q" => saved -= 1,
                "J" | "j" => {
                    assert!(saved > 0 && operation.operands[0].as_i64().expect("a style") == 1);
                    round += 1;
                }
                _ => {}
            }
        }
        assert_eq!(saved, 0);
    }
    assert_eq!(round, 2);
}

#[test]
fn a_report_on_several_skills_begins_with_all_results() {
    let record = record::read(&rendered(&samples::two()).record_json).expect("a record");
    let table = record.pages_text.iter().skip_while(|entry| entry.text != "Computed by the rule").skip(1).take(14);
    let table: Vec<&str> = table.map(|entry| entry.text.as_str()).collect();
    let edition = ["SFIA 9, preview of 2024", "draft edition"];
    let first = ["Infrastructure operations", "ITOP", edition[0], edition[1], "3", "Apply", "Level 4, Enable"];
    let second = ["Storage keeping", "STMG", edition[0], edition[1], "1", "Follow", "Level 1, Follow"];
    assert_eq!(table, [first, second].concat());
}

#[test]
fn more_results_than_the_page_holds_are_counted() {
    let mut interview = samples::thin();
    interview.assessments = vec![interview.assessments[0].clone(); 13];
    let report = rendered(&interview);
    let record = record::read(&report.record_json).expect("a record");
    assert!(record.pages_text.iter().any(|entry| entry.text == "3 more, each on its own page."));
    assert_eq!(record::check(&record), Ok(()));
}

#[test]
fn records_are_kept_for_months_of_the_calendar() {
    let mut interview = samples::thin();
    if let AssessmentState::Concluded(conclusion) = &mut interview.assessments[0].state {
        conclusion.concluded_at = Moment::parse("2025-08-31T23:30:00-02:00").expect("a moment");
    }
    let kept = |months| {
        let notices = Notices { retention_months: months, ..Notices::default() };
        let request = Request { notices: &notices, ..samples::request(&interview) };
        Shown::of(&request).expect("shown").delete_after().expect("a date").map(|date| date.to_string())
    };
    assert_eq!(kept(None), None);
    assert_eq!(kept(Some(6)).as_deref(), Some("2026-02-28"));
    assert_eq!(kept(Some(u16::MAX)).as_deref(), Some("7486-11-30"));
}

#[test]
fn what_no_font_can_print_is_refused_with_its_place_wherever_it_stands() {
    type Change = fn(&mut Interview, String);
    let foreign = || "ש".to_owned();
    let places: [(&str, Change); 16] = [
        ("the assessor’s qualification", |it, text| it.assessor.qualification = Some(text)),
        ("the assessor’s declaration of independence", |it, text| it.assessor.independence = text),
        ("the place of the interview", |it, text| it.conduct.place = Some(text)),
        ("how the candidate’s identity was checked", |it, text| it.conduct.identity_check = Some(text)),
        ("the sponsor’s name", |it, text| it.conduct.sponsor = Some(text)),
        ("the name of observer 2", |it, text| it.conduct.observers[1] = text),
        ("the adjustments for the candidate", |it, text| it.conduct.adjustments = text),
        ("the interruptions of the interview", |it, text| it.conduct.interruptions = text),
        ("“Strengths”", |it, text| it.assessments[0].summary.strengths = text),
        ("“Gaps”", |it, text| it.assessments[0].summary.gaps = text),
        ("“Next steps”", |it, text| it.assessments[0].summary.next_steps = text),
        ("the sentence that names the decision rule", |it, text| it.assessments[0].rule.name = text),
        ("the name of a file attached to the evidence E1", |it, text| {
            it.assessments[0].evidence[0].attachments[1].name = text;
        }),
        ("the candidate’s comment", |it, text| it.sign_off.comment = text),
        ("the name that the candidate typed", |it, text| {
            let at = it.sitting.started_at;
            it.sign_off.acknowledgement = Acknowledgement::Given { mark: Mark::Typed(text), at };
        }),
        ("the reason why there is no acknowledgement", |it, text| {
            it.sign_off.acknowledgement = Acknowledgement::None;
            it.sign_off.missing_because = text;
        }),
    ];
    for (place, change) in places {
        let mut interview = samples::full();
        change(&mut interview, foreign());
        let error = render(&samples::request(&interview)).expect_err(place);
        assert!(error.message().contains(&format!(", in {place}. ")), "{}", error.message());
    }
    let notices: [(&str, Notices); 2] = [
        ("the organisation’s words on appeals", Notices { appeal: foreign(), ..Notices::default() }),
        ("the organisation’s licence line", Notices { licence: foreign(), ..Notices::default() }),
    ];
    for (place, notices) in &notices {
        let interview = samples::full();
        let error = render(&Request { notices, ..samples::request(&interview) }).expect_err(place);
        assert!(error.message().contains(&format!("in {place}. ")), "{}", error.message());
    }
}
