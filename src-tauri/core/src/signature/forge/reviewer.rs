//! With a reviewer's key: more than a reviewer may change, and signatures that show something else than they say.

use lopdf::{Object, Stream, dictionary, text_string};

use super::super::document::Pdf;
use super::super::fixture::{later, moment, other_signer};
use super::super::sign::{Revision, complete, dictionary as signature_dictionary};
use super::super::{Capacity, Field};
use super::{Forgery, Original, changed, drawn, integers, other_content, with_key};

pub(super) fn forgeries(original: &Original) -> Vec<Forgery> {
    let mut all = Vec::new();
    for (what, change) in CHANGES {
        all.push(Forgery {
            class: "more than a reviewer may",
            what: what.to_owned(),
            pdf: original.reviewed_with(change),
        });
    }
    for (what, from, to) in TEXTS {
        let pdf = original.reviewed_with(|_, revision| redrawn(revision, from, to));
        all.push(Forgery { class: "another appearance", what: what.to_owned(), pdf });
    }
    for (what, change) in FONTS {
        let pdf = original.reviewed_with(|_, revision| change(revision));
        all.push(Forgery { class: "a lying font", what: what.to_owned(), pdf });
    }
    for (what, json) in reviews(original) {
        let pdf = original.reviewed_with(|_, revision| {
            let number = revision.signature;
            changed(revision, number).set("VouchsafeReview", text_string(&json));
        });
        all.push(Forgery { class: "a review that is none", what: what.to_owned(), pdf });
    }
    let mut add = |what: &str, pdf| all.push(Forgery { class: "order of signing", what: what.to_owned(), pdf });
    let reviewer = original.reviewer();
    add("the reviewer alone", with_key(&original.base, other_signer(), &reviewer, later(), |_, _| ()));
    add("the assessor reviews", with_key(&original.signed, &original.signer, &reviewer, later(), |_, _| ()));
    add("the reviewer signs again", again(original));
    let as_assessor = Capacity::Assessor { organisation: None };
    add(
        "the reviewer signs as the assessor",
        with_key(&original.base, other_signer(), &as_assessor, moment(), |_, _| ()),
    );
    all
}

type Change = fn(&Pdf<'_>, &mut Revision);

const CHANGES: [(&str, Change); 15] = [
    ("another catalog", |pdf, revision| {
        let (number, catalog) = pdf.catalog().expect("a catalog");
        let mut catalog = catalog.clone();
        catalog.set("Lang", Object::string_literal("en"));
        revision.objects.insert(number, catalog.into());
    }),
    ("another page", |pdf, revision| {
        let number = page(pdf);
        let mut page = pdf.dictionary(number).expect("a page").clone();
        page.set("Rotate", 180);
        revision.objects.insert(number, page.into());
    }),
    ("another content", |pdf, revision| {
        let contents = pdf.dictionary(page(pdf)).and_then(|page| page.get(b"Contents").ok()).expect("content");
        let (number, _) = contents.as_reference().expect("a reference");
        revision.objects.insert(number, other_content().into());
    }),
    ("the assessor's field", |pdf, revision| {
        let field = pdf.field(Field::Assessor).expect("a field");
        revision.objects.insert(field.number, field.dictionary.clone().into());
    }),
    ("the assessor's appearance", |pdf, revision| {
        let field = pdf.field(Field::Assessor).expect("a field");
        let drawn = field.dictionary.get(b"AP").and_then(|it| it.as_dict()?.get(b"N")?.as_reference());
        revision.objects.insert(drawn.expect("a drawing").0, Stream::new(dictionary! {}, Vec::new()).into());
    }),
    ("an object that nothing uses", |pdf, revision| {
        revision.objects.insert(pdf.next_number() + 100, Object::Null);
    }),
    ("a field that moves", |_, revision| widget(revision, |it| it.set("Rect", integers(&[0, 0, 595, 842])))),
    ("a field that is hidden", |_, revision| widget(revision, |it| it.set("F", 2))),
    ("a second state", |_, revision| {
        widget(revision, |it| {
            let states = it.get_mut(b"AP").and_then(Object::as_dict_mut).expect("an appearance");
            let normal = states.get(b"N").expect("an appearance").clone();
            states.set("R", normal);
        });
    }),
    ("an action", |_, revision| {
        widget(revision, |it| it.set("A", dictionary! { "S" => "URI", "URI" => Object::string_literal("https:") }));
    }),
    ("another name than the certificate's", |_, revision| {
        let number = revision.signature;
        changed(revision, number).set("Name", text_string("Lena Vogt"));
    }),
    ("more than a signature says", |_, revision| {
        let number = revision.signature;
        changed(revision, number).set("Location", text_string("Bonn"));
    }),
    ("another meaning", |_, revision| {
        let number = revision.signature;
        changed(revision, number).set("Reason", text_string("I award level 7."));
    }),
    ("another date than is shown", |_, revision| {
        let number = revision.signature;
        changed(revision, number).set("M", Object::string_literal("D:20260303100000-03'30'"));
    }),
    ("a date from outside of the certificate's time", |_, revision| {
        let number = revision.signature;
        changed(revision, number).set("M", Object::string_literal("D:20240303100000-03'30'"));
    }),
];

/// What is replaced in the appearance's content; an empty text stands for the place behind the frame, or the end.
const TEXTS: [(&str, &str, &str); 17] = [
    ("a matrix", "MATRIX", ""),
    ("a larger box", "BOX", ""),
    ("an image", "END", "/Im Do\n"),
    ("an area over the text", "END", "1 1 1 rg 0 0 224 103 re f\n"),
    ("a line over the text", "END", "q 0 0 0 RG 9 w 0 50 m 224 50 l S Q\n"),
    ("nothing", "ALL", ""),
    ("only the frame", "TEXT", ""),
    ("the text twice", "TWICE", ""),
    ("white text", "0.086 0.098 0.106 rg", "1 1 1 rg"),
    ("pale text", "0.290 0.322 0.337 rg", "0.9 0.9 0.9 rg"),
    ("tiny text", " 8.5 Tf", " 0.1 Tf"),
    ("huge text", " 8.5 Tf", " 99 Tf"),
    ("invisible text", "BT ", "BT 3 Tr "),
    ("text outside of the box", " Td", " 0 Td 900"),
    ("a frame that hides", "q 1.000 1.000 1.000 rg", "q 0.086 0.098 0.106 rg"),
    ("text clipped away", "BT ", "0 0 1 1 re W n BT "),
    ("a line that ends in blanks", "MOVED", ""),
];

fn redrawn(revision: &mut Revision, from: &str, to: &str) {
    let form = drawn(revision);
    match from {
        "MATRIX" => return form.dict.set("Matrix", integers(&[9, 0, 0, 9, 0, 0])),
        "BOX" => return form.dict.set("BBox", integers(&[-500, -500, 500, 500])),
        _ => (),
    }
    let content = String::from_utf8(form.content.clone()).expect("operators");
    let (frame, text) = content.split_once('\n').expect("a frame");
    let changed = match from {
        "END" => format!("{content}{to}"),
        "ALL" => String::new(),
        "TEXT" => format!("{frame}\n"),
        "TWICE" => format!("{content}{text}"),
        "MOVED" => {
            // The first two lines change places in the content, but not on paper.
            let mut lines: Vec<&str> = text.lines().collect();
            lines.swap(0, 1);
            format!("{frame}\n{}\n", lines.join("\n"))
        }
        _ => {
            assert!(content.contains(from), "{from}");
            content.replacen(from, to, usize::MAX)
        }
    };
    form.set_content(changed.into_bytes());
}

type Redrawing = fn(&mut Revision);

/// Fonts in which a text is read as one thing and seen as another.
const FONTS: [(&str, Redrawing); 6] = [
    ("a map that reads one character for another", |revision| {
        streams(revision, |stream| {
            let map = plain(stream);
            let Some(at) = memchr::memmem::find(&map, b"<0065>") else { return };
            let mut map = map;
            map[at..at + 6].copy_from_slice(b"<0061>");
            *stream = Stream::new(dictionary! {}, map);
        });
    }),
    ("a map that draws one glyph for another", |revision| {
        streams(revision, |stream| {
            let map = plain(stream);
            if map.len() < 4 || map[..2] != [0, 0] || map.starts_with(b"\0\x01\0\0") || stream.dict.has(b"Length1") {
                return;
            }
            let mut map = map;
            let last = map.len() - 2;
            map.swap(3, last + 1);
            *stream = Stream::new(dictionary! {}, map);
        });
    }),
    ("a program with other outlines", |revision| {
        programs(revision, |program| {
            // Somewhere among the outlines, which are the larger part of a program.
            let length = program.len();
            for at in (length / 3..length).step_by(40) {
                program[at] ^= 0x11;
            }
        });
    }),
    ("a program that is another font's", |revision| {
        let mut all = Vec::new();
        programs(revision, |program| all.push(program.clone()));
        let other = all.last().expect("a font").clone();
        let mut rest = all.len();
        programs(revision, |program| {
            rest -= 1;
            if rest > 0 {
                *program = other.clone();
            }
        });
    }),
    ("widths that pull text together", |revision| {
        for object in revision.objects.values_mut() {
            if let Ok(font) = object.as_dict_mut()
                && font.has(b"W")
            {
                font.set("W", vec![Object::Integer(1), vec![Object::Integer(1); 90].into()]);
            }
        }
    }),
    ("a Type 3 font", |revision| {
        for object in revision.objects.values_mut() {
            if let Ok(font) = object.as_dict_mut()
                && font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|it| it == b"Type0")
            {
                font.set("Subtype", "Type3");
            }
        }
    }),
];

fn reviews(original: &Original) -> Vec<(&'static str, String)> {
    let json = super::super::review::write(&original.review).expect("a review");
    let with = |from: &str, to: &str| {
        assert!(json.contains(from), "{from}");
        json.replacen(from, to, 1)
    };
    let [sampled] = &original.review.sampled[..] else { panic!("one statement") };
    let place = &json[json.find("[{").expect("a place") + 1..json.len() - 2];
    vec![
        ("a decision that is not shown", with("accepted", "returned")),
        ("no JSON", "accepted".to_owned()),
        ("an empty one", String::new()),
        ("another format", with("\"format\":1", "\"format\":2")),
        ("a member more", with("\"format\":1", "\"format\":1,\"level\":7")),
        ("blanks", with(":1,", ": 1,")),
        ("nothing sampled", json.replacen(place, "", 1)),
        ("a statement twice", json.replacen(place, &format!("{place},{place}"), 1)),
        ("a statement that the report lacks", with("\"statement\":1", "\"statement\":99")),
        ("another assessment", with(&sampled.assessment.to_string(), &uuid::Uuid::nil().to_string())),
    ]
}

/// The reviewer's field signed a second time.
fn again(original: &Original) -> Vec<u8> {
    let pdf = Pdf::read(&original.countersigned).expect("a PDF");
    let field = pdf.field(Field::Reviewer).expect("a field");
    let number = pdf.next_number();
    let mut widget = field.dictionary.clone();
    widget.set("V", Object::Reference((number, 0)));
    let signature = signature_dictionary("Lena Vogt", "Another one.", Some("{}"), later());
    let objects = [(field.number, widget.into()), (number, signature.into())].into();
    complete(&pdf, &original.signer, &Revision { objects, signature: number }).expect("signed")
}

fn page(pdf: &Pdf<'_>) -> u32 {
    let field = pdf.field(Field::Reviewer).expect("a field");
    field.dictionary.get(b"P").and_then(Object::as_reference).expect("a page").0
}

fn widget(revision: &mut Revision, change: impl FnOnce(&mut lopdf::Dictionary)) {
    let mut widgets = revision.objects.values_mut().filter_map(|object| object.as_dict_mut().ok());
    change(widgets.find(|it| it.has(b"FT")).expect("a widget"));
}

fn streams(revision: &mut Revision, mut change: impl FnMut(&mut Stream)) {
    for object in revision.objects.values_mut() {
        if let Ok(stream) = object.as_stream_mut()
            && !stream.dict.has_type(b"XObject")
        {
            change(stream);
        }
    }
}

fn programs(revision: &mut Revision, mut change: impl FnMut(&mut Vec<u8>)) {
    streams(revision, |stream| {
        if stream.dict.has(b"Length1") {
            let mut program = plain(stream);
            change(&mut program);
            let length = Object::Integer(i64::try_from(program.len()).expect("a length"));
            *stream = Stream::new(dictionary! { "Length1" => length }, program);
        }
    });
}

fn plain(stream: &Stream) -> Vec<u8> {
    stream.get_plain_content().expect("content")
}
