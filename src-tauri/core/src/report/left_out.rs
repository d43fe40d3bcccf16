//! What a profile leaves out is nowhere in its file. Signing only adds what the signer's certificate and the clock say.

use std::collections::BTreeSet;

use lopdf_printpdf::content::Content as Operations;
use lopdf_printpdf::{Document, Object};

use super::layout::canvas::Ink;
use super::shown::Shown;
use super::{BaseDocument, content, layout, record, render, samples};
use crate::domain::evidence::{Attachment, EvidenceKind};
use crate::domain::interview::Interview;
use crate::domain::notices::Paper;
use crate::domain::profile::{Detail, Profile};
use crate::domain::sign_off::{Acknowledgement, Mark};

/// The full sample with something of everything, also where a testimony has a file.
fn interview() -> Interview {
    let mut interview = samples::full();
    let testimony = interview.assessments[0].evidence.iter_mut().find(|it| it.kind == EvidenceKind::Testimony);
    let file = Attachment { name: "statement of Oda Brandtzæg.eml".to_owned(), size: 71, sha256: "b7".repeat(32) };
    testimony.expect("a testimony").attachments = vec![file];
    interview
}

fn of(interview: &Interview, profile: Profile) -> BaseDocument {
    render(&samples::of_profile(interview, profile)).expect("a report")
}

/// The texts of an interview and its full report that make up a detail.
fn texts(interview: &Interview, detail: Detail) -> Vec<String> {
    let Interview { id, candidate, assessor, purpose, sitting, conduct, assessments, sign_off } = interview;
    let [assessment] = &assessments[..] else { panic!("one assessment") };
    let responses = || assessment.responses.values();
    let evidence = |testimony_only: bool| {
        let mut items: Vec<_> = assessment.evidence.iter().collect();
        items.retain(|it| !testimony_only || it.kind == EvidenceKind::Testimony);
        let files = items.iter().flat_map(|it| &it.attachments);
        let files = files.flat_map(|file| [file.name.clone(), file.sha256.clone()]);
        items.iter().map(|it| it.title.clone()).chain(files).collect::<Vec<_>>()
    };
    let known = |texts: &[&Option<String>]| texts.iter().map(|text| (*text).clone().expect("recorded")).collect();
    let texts: Vec<String> = match detail {
        Detail::Candidate => {
            let parts = candidate.name.split(' ').map(str::to_owned);
            parts.chain(known(&[&candidate.reference, &candidate.role]) as Vec<_>).collect()
        }
        Detail::Parties => {
            let mut parties: Vec<String> = known(&[&conduct.sponsor, &conduct.identity_check]);
            parties.extend(conduct.observers.iter().cloned());
            parties
        }
        Detail::Place => known(&[&conduct.place]),
        Detail::Purpose => known(&[purpose]),
        Detail::Independence => vec![assessor.independence.clone()],
        Detail::Times => {
            let pauses = sitting.pauses.iter().flat_map(|pause| [Some(pause.from), pause.until]);
            let given = match sign_off.acknowledgement {
                Acknowledgement::Given { at, .. } => Some(at),
                _ => None,
            };
            let concluded = assessment.state.conclusion().map(|it| it.concluded_at);
            let all = [Some(sitting.started_at), sitting.ended_at, given, concluded].into_iter().chain(pauses);
            all.map(|at| at.expect("recorded").to_string()[11..19].to_owned()).collect()
        }
        Detail::Circumstances => vec![conduct.adjustments.clone(), conduct.interruptions.clone()],
        Detail::Questions => {
            let questions = responses().flat_map(|it| &it.questions);
            questions.flat_map(|it| [it.asked.clone(), it.answered.clone()]).collect()
        }
        Detail::Notes => responses().map(|it| it.note.clone()).collect(),
        Detail::Reasons => {
            let award = assessment.state.conclusion().and_then(|it| it.award.reason.clone());
            responses().map(|it| it.reason.clone()).chain(award).collect()
        }
        Detail::Summary => {
            let summary = &assessment.summary;
            vec![summary.strengths.clone(), summary.gaps.clone(), summary.next_steps.clone()]
        }
        Detail::Testimony => evidence(true),
        Detail::Evidence => evidence(false),
        Detail::Comment => vec![sign_off.comment.clone()],
        Detail::Mark => match &sign_off.acknowledgement {
            Acknowledgement::Given { mark: Mark::Drawn(drawing), .. } => vec![drawing.to_text()],
            other => panic!("drawn, not {other:?}"),
        },
        Detail::Ids => {
            let report = samples::request(interview).id.to_owned();
            [*id, candidate.id, assessment.id].map(|id| id.to_string()).into_iter().chain([report]).collect()
        }
        Detail::Trail => vec![samples::request(interview).trail.expect("a trail").hash.clone()],
    };
    texts.into_iter().filter(|text| !text.trim().is_empty()).collect()
}

/// Pieces of a text that are looked for, so that half of it is found, too: a report breaks lines and shortens texts.
fn pieces(text: &str) -> Vec<String> {
    const LONG: usize = 24;
    let plain: Vec<char> = plain(text).chars().collect();
    if plain.len() < LONG {
        return vec![plain.into_iter().collect()];
    }
    let last = &plain[plain.len() - LONG..];
    plain.chunks_exact(LONG).chain([last]).map(|piece| piece.iter().collect()).collect()
}

fn plain(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace()).collect()
}

/// Everything that can be read in a file, without white space: all bytes as they are, every stream inflated, every string as
/// one byte and as two bytes a character, every page as text with its heads and feet, and the record's texts.
fn readable(report: &BaseDocument) -> String {
    let document = Document::load_mem(&report.pdf).expect("a PDF");
    let mut found = vec![String::from_utf8_lossy(&report.pdf).into_owned()];
    for object in document.objects.values().chain(document.trailer.iter().map(|(_, value)| value)) {
        collect(object, &mut found);
    }
    found.extend(document.page_iter().map(|page| page_text(&document, page)));
    let record: serde_json::Value = serde_json::from_slice(&report.record_json).expect("JSON");
    collect_json(&record, &mut found);
    plain(&found.join("\n"))
}

fn collect(object: &Object, found: &mut Vec<String>) {
    match object {
        Object::String(bytes, _) | Object::Name(bytes) => {
            found.push(String::from_utf8_lossy(bytes).into_owned());
            found.push(two_bytes_each(bytes));
        }
        Object::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Object::Dictionary(entries) => entries.iter().for_each(|(_, value)| collect(value, found)),
        Object::Stream(stream) => {
            stream.dict.iter().for_each(|(_, value)| collect(value, found));
            let bytes = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
            found.push(String::from_utf8_lossy(&bytes).into_owned());
            found.push(two_bytes_each(&bytes));
            found.push(two_bytes_each(bytes.get(1..).unwrap_or_default()));
        }
        _ => {}
    }
}

/// Bytes as UTF-16 with the higher byte first.
fn two_bytes_each(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

/// The text of a page, artifacts included.
fn page_text(document: &Document, page: lopdf_printpdf::ObjectId) -> String {
    let fonts = document.get_page_fonts(page).expect("fonts");
    let mut text = String::new();
    let mut font = None;
    for operation in Operations::decode(&document.get_page_content(page)).expect("content").operations {
        match (operation.operator.as_str(), operation.operands.first()) {
            ("Tf", Some(name)) => font = fonts.get(name.as_name().expect("a font")),
            ("Tj", Some(codes)) => {
                let encoding = font.expect("a font").get_font_encoding(document).expect("a ToUnicode map");
                text += &Document::decode_text(&encoding, codes.as_str().expect("codes")).expect("characters");
            }
            _ => {}
        }
    }
    text
}

fn collect_json(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => found.push(text.clone()),
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect_json(item, found)),
        serde_json::Value::Object(members) => members.values().for_each(|value| collect_json(value, found)),
        _ => {}
    }
}

#[test]
fn what_a_profile_leaves_out_is_nowhere_in_its_file() {
    let interview = interview();
    let full = readable(&of(&interview, Profile::Full));
    for profile in Profile::COPIES {
        let copy = readable(&of(&interview, profile));
        for detail in profile.leaves_out() {
            let texts = texts(&interview, *detail);
            assert!(!texts.is_empty(), "nothing is looked for: {detail:?}");
            for piece in texts.iter().flat_map(|text| pieces(text)) {
                assert!(full.contains(&piece), "{detail:?}: the full report lacks “{piece}”, so this finds nothing");
                assert!(!copy.contains(&piece), "{}: {detail:?}: “{piece}”", profile.name());
            }
        }
    }
}

#[test]
fn what_a_profile_shows_is_in_its_file() {
    let interview = interview();
    for profile in Profile::COPIES {
        let copy = readable(&of(&interview, profile));
        for detail in Detail::ALL.into_iter().filter(|it| profile.shows(*it)) {
            // The full report's id is looked for where a copy names it; a testimony's title is evidence, too.
            let is_partly_shown = detail == Detail::Evidence && profile == Profile::Candidate;
            for piece in texts(&interview, detail).iter().flat_map(|text| pieces(text)) {
                let hidden =
                    is_partly_shown && texts(&interview, Detail::Testimony).iter().any(|it| plain(it).contains(&piece));
                let covered = detail == Detail::Testimony && !profile.shows(Detail::Evidence);
                assert!(hidden || covered || copy.contains(&piece), "{}: {detail:?}: “{piece}”", profile.name());
            }
        }
    }
}

#[test]
fn a_drawing_is_drawn_only_where_it_is_shown() {
    let interview = interview();
    for profile in Profile::ALL {
        let request = samples::of_profile(&interview, profile);
        let content = content::Content::of(&Shown::of(&request).expect("shown")).expect("content");
        let canvas = layout::lay_out(&content, Paper::A4).expect("pages");
        let pens = canvas.pages.iter().flat_map(|page| &page.items).filter(|it| matches!(it.ink, Ink::Pen { .. }));
        assert_eq!(pens.count(), usize::from(profile.shows(Detail::Mark)), "{}", profile.name());
    }
}

#[test]
fn every_profile_agrees_with_itself_for_every_sample() {
    for name in samples::NAMES {
        let interview = samples::by_name(name).expect("a sample");
        for profile in Profile::ALL {
            let report = of(&interview, profile);
            let record = record::read(&report.record_json).expect("a record");
            assert_eq!(record::check(&record), Ok(()), "{name}, {}", profile.name());
            let format = if profile == Profile::Full { record::FULL } else { record::PARTIAL };
            assert_eq!((record.format, record.report.profile.as_str()), (format, profile.name()));
        }
    }
}

#[test]
fn a_copy_says_this() {
    let interview = interview();
    for profile in Profile::COPIES {
        let record = record::read(&of(&interview, profile).record_json).expect("a record");
        let said = record.pages_text.iter().map(|entry| format!("{:<34} {}", entry.key, entry.text));
        insta::assert_snapshot!(profile.name(), said.collect::<Vec<_>>().join("\n"));
    }
}

#[test]
fn the_profile_is_named_on_every_page_and_in_the_metadata() {
    let interview = interview();
    for profile in Profile::ALL {
        let report = of(&interview, profile);
        let document = Document::load_mem(&report.pdf).expect("a PDF");
        for page in document.page_iter() {
            let text = plain(&page_text(&document, page));
            assert!(text.contains(&plain(profile.label())), "{}: {text}", profile.name());
        }
        let metadata = document.catalog().and_then(|it| it.get(b"Metadata")).and_then(Object::as_reference);
        let xmp = document.get_object(metadata.expect("metadata")).and_then(Object::as_stream).expect("XMP");
        let said = format!(", version 1, {}</rdf:li>", profile.label());
        assert!(String::from_utf8_lossy(&xmp.content).contains(&said), "{}", profile.name());
    }
}

#[test]
fn a_record_that_holds_what_it_leaves_out_contradicts_itself() {
    let interview = interview();
    let full: serde_json::Value = serde_json::from_slice(&of(&interview, Profile::Full).record_json).expect("JSON");
    let mut noticed = BTreeSet::new();
    for profile in Profile::COPIES {
        for detail in profile.leaves_out() {
            let mut claims = full.clone();
            claims["format"] = record::PARTIAL.into();
            claims["report"]["profile"] = profile.name().into();
            claims["report"]["left_out"] = serde_json::json!([detail.name()]);
            let record = record::read(&serde_json::to_vec(&claims).expect("JSON")).expect("a record");
            let problems = record::check(&record).expect_err("it holds everything");
            if problems.iter().any(|it| it.contains(detail.label()) && it.ends_with("and holds some.")) {
                noticed.insert(detail.name());
            }
        }
    }
    // Which id is whose can't be told from a record.
    let all: BTreeSet<_> = Detail::ALL.iter().filter(|it| **it != Detail::Ids).map(|it| it.name()).collect();
    assert_eq!(noticed, all);

    let refused = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut changed = full.clone();
        change(&mut changed);
        let record = record::read(&serde_json::to_vec(&changed).expect("JSON")).expect("a record");
        assert!(record::check(&record).is_err());
    };
    refused(&|it| it["report"]["profile"] = "sponsor".into());
    refused(&|it| it["report"]["profile"] = "summary".into());
    refused(&|it| it["report"]["left_out"] = serde_json::json!(["notes"]));
    refused(&|it| it["format"] = record::PARTIAL.into());
    refused(&|it| it["report"]["copy_of"] = "VS-2025-0H2M-X6TB".into());
    refused(&|it| it["sign_off"]["commented"] = true.into());
    refused(&|it| it["sign_off"]["acknowledged"]["mark"] = "".into());
}
