//! With an assessor's key: reports of which the pages can't be read, or of which the file says something else than its
//! pages.

use lopdf::{Document, Object, text_string};

use super::super::Field;
use super::{Forgery, Original, content, field, first_page, integers};

pub(super) fn forgeries(original: &Original) -> Vec<Forgery> {
    let mut all = Vec::new();
    for (what, change) in CONTENTS {
        let pdf = original.signed_base(|document| {
            let id = content(document);
            let stream = document.get_object_mut(id).and_then(Object::as_stream_mut).expect("content");
            let plain = String::from_utf8(stream.get_plain_content().expect("content")).expect("plain content");
            let changed = change(&plain);
            assert_ne!(changed, plain, "{what}");
            stream.set_plain_content(changed.into_bytes());
            stream.dict.remove(b"Filter");
        });
        all.push(Forgery { class: "pages that can’t be read", what: what.to_owned(), pdf });
    }
    for (what, change) in PLACES {
        let pdf = original.signed_base(change);
        all.push(Forgery { class: "pages that can’t be read", what: what.to_owned(), pdf });
    }
    for (what, change) in WORDS {
        let pdf = original.signed_base(change);
        all.push(Forgery { class: "a file that says something else", what: what.to_owned(), pdf });
    }
    all
}

/// The candidate's caption, with which the first page begins.
const CAPTION: &str = "68.03 755.33 Td";

type Rewrite = fn(&str) -> String;

const CONTENTS: [(&str, Rewrite); 15] = [
    ("white text", |it| it.replacen("0.29 0.322 0.337 rg", "1 1 1 rg", 1)),
    ("pale text", |it| it.replacen("0.29 0.322 0.337 rg", "0.7 0.7 0.7 rg", 1)),
    ("text beside the page", |it| it.replacen(CAPTION, "-268.03 755.33 Td", 1)),
    ("text above the page", |it| it.replacen(CAPTION, "68.03 2755.33 Td", 1)),
    ("text below a field", |it| it.replacen(CAPTION, "80 180 Td", 1)),
    ("text on text", |it| {
        let second = it.match_indices(" Td").nth(1).expect("a second text").0;
        let line = it[..second].rfind('\n').expect("a line") + 1;
        format!("{}{CAPTION}{}", &it[..line], &it[second + " Td".len()..])
    }),
    ("letters on letters", |it| it.replacen("0 Tc", "-4 Tc", 1)),
    ("letters far from letters", |it| it.replacen("0 Tc", "40 Tc", 1)),
    ("text below a white area", |it| format!("{it}\n1 1 1 rg 60 700 m 300 700 l 300 790 l 60 790 l h f\n")),
    ("text below a curved area", |it| format!("{it}\n1 1 1 rg 60 740 m 60 900 300 900 300 740 c h f\n")),
    ("text below a line", |it| format!("{it}\n1 1 1 RG 90 w 60 745 m 300 745 l S\n")),
    ("text on a dark area", |it| format!("0.1 0.1 0.1 rg 60 700 m 300 700 l 300 790 l 60 790 l h f\n{it}")),
    ("furniture among the text", |it| {
        format!("{it}\n/Artifact BMC{}EMC\n", caption(it).replace(CAPTION, "300 420 Td"))
    }),
    ("large furniture", |it| {
        let large = caption(it).replace(CAPTION, "68.03 770 Td").replace(" 7.5 Tf", " 40 Tf");
        format!("{it}\n/Artifact BMC{large}EMC\n")
    }),
    ("furniture of other words", |it| {
        let caption = caption(it).replace(CAPTION, "300 770 Td");
        let (start, end) = (caption.find('<').expect("codes") + 1, caption.rfind('>').expect("codes"));
        let codes: Vec<&[u8]> = caption.as_bytes()[start..end].chunks(4).rev().collect();
        let codes = String::from_utf8(codes.concat()).expect("digits");
        format!("{it}\n/Artifact BMC{}{codes}{}EMC\n", &caption[..start], &caption[end..])
    }),
];

/// What stands within the first marked part.
fn caption(content: &str) -> &str {
    let begin = content.find("BDC").expect("a part") + "BDC".len();
    &content[begin..begin + content[begin..].find("EMC").expect("an end")]
}

type Change = fn(&mut Document);

const PLACES: [(&str, Change); 6] = [
    ("a page of another size", |it| sheet(it, &[0, 0, 595, 1200])),
    ("a page that begins elsewhere", |it| sheet(it, &[0, 400, 595, 842])),
    ("a field over text", |it| place(it, Field::Reviewer, [60.0, 690.0])),
    ("a field over a field", |it| place(it, Field::Reviewer, [68.03, 138.9])),
    ("a field beside the page", |it| place(it, Field::Reviewer, [-500.0, 138.9])),
    ("a signature on no page", |it| {
        let (page, reviewer) = (first_page(it), Object::Reference(field(it, Field::Reviewer)));
        it.get_dictionary_mut(page).expect("a page").set("Annots", vec![reviewer]);
    }),
];

/// Gives the first page another size.
fn sheet(document: &mut Document, corners: &[i64]) {
    let id = first_page(document);
    let page = document.get_dictionary_mut(id).expect("a page");
    for key in ["MediaBox", "TrimBox", "CropBox"] {
        page.set(key, integers(corners));
    }
}

/// Puts a field elsewhere, in its own size.
fn place(document: &mut Document, of: Field, [left, bottom]: [f32; 2]) {
    let id = field(document, of);
    let rect = [left, bottom, left + 223.94, bottom + 102.05].map(Object::Real).to_vec();
    document.get_dictionary_mut(id).expect("a field").set("Rect", rect);
}

const WORDS: [(&str, Change); 15] = [
    ("another title", |it| info(it, "Title", text_string("Level 7"))),
    ("another author", |it| info(it, "Author", text_string("Somebody Else"))),
    ("another subject", |it| info(it, "Subject", text_string("Level 7"))),
    ("another program", |it| info(it, "Producer", text_string("Level 7"))),
    ("another date", |it| info(it, "CreationDate", Object::string_literal("D:20200302093000+01'00'"))),
    ("no description at all", |it| {
        let id = it.trailer.remove(b"Info").and_then(|info| info.as_reference().ok()).expect("a description");
        it.objects.remove(&id);
    }),
    ("another title in the metadata", |it| {
        for object in it.objects.values_mut() {
            let Ok(stream) = object.as_stream_mut() else { continue };
            if stream.dict.has_type(b"Metadata") {
                let packet = String::from_utf8(stream.content.clone()).expect("XML");
                stream.set_plain_content(packet.replace("awarded level", "awarded level 7, not").into_bytes());
            }
        }
    }),
    ("another language", |it| root(it, "Lang", Object::string_literal("ar"))),
    ("another name of the record", |it| with_key(it, b"EF", "UF", "report.exe")),
    ("another description of the record", |it| with_key(it, b"EF", "Desc", "Level 7")),
    ("another description of a field", |it| with_key(it, b"TU", "TU", "Level 7 is awarded.")),
    ("a bookmark of other words", |it| with_key(it, b"Dest", "Title", "Level 7")),
    ("other words for a picture", |it| with_key(it, b"Alt", "Alt", "Level 7: 8 Fully; met.")),
    ("words for what is no picture", |it| {
        let is_plain = |object: &Object| {
            object.as_dict().is_ok_and(|it| it.has_type(b"StructElem") && !it.has(b"Alt") && it.has(b"Pg"))
        };
        let node = it.objects.values_mut().find(|object| is_plain(object)).expect("a node");
        node.as_dict_mut().expect("a node").set("Alt", text_string("Level 7"));
    }),
    ("no words for pictures", |it| {
        it.objects
            .values_mut()
            .filter_map(|object| object.as_dict_mut().ok())
            .for_each(|node| drop(node.remove(b"Alt")));
    }),
];

fn info(document: &mut Document, key: &str, value: Object) {
    let id = document.trailer.get(b"Info").and_then(Object::as_reference).expect("a description");
    document.get_dictionary_mut(id).expect("a description").set(key, value);
}

fn root(document: &mut Document, key: &str, value: Object) {
    document.catalog_mut().expect("a catalog").set(key, value);
}

/// Says something else in the first object that has this key.
fn with_key(document: &mut Document, having: &[u8], key: &str, words: &str) {
    let has_key = |object: &Object| object.as_dict().is_ok_and(|it| it.has(having));
    let found = document.objects.values_mut().find(|object| has_key(object)).expect("an object");
    found.as_dict_mut().expect("a dictionary").set(key, text_string(words));
}
