//! With an assessor's key: reports that hide something, or of which the pages, the record and the signature do not say
//! the same.

use lopdf::{Document, Object, Stream, dictionary, text_string};

use super::super::fixture::moment;
use super::super::sign::Revision;
use super::super::{Capacity, Field};
use super::{Forgery, Original, annotate, changed, content, drawn, field, first_page, integers, record, with_key};

pub(super) fn forgeries(original: &Original) -> Vec<Forgery> {
    let mut all = Vec::new();
    for (what, change) in PARTS {
        all.push(Forgery { class: "hidden content", what: what.to_owned(), pdf: original.signed_base(change) });
    }
    for (what, from, to) in CONTENTS {
        let pdf = original.signed_base(|document| {
            let id = content(document);
            let stream = document.get_object_mut(id).and_then(Object::as_stream_mut).expect("content");
            let plain = stream.get_plain_content().expect("content");
            stream.set_plain_content(rewritten(&plain, from.as_bytes(), to.as_bytes()));
            stream.dict.remove(b"Filter");
        });
        all.push(Forgery { class: "pages that say something else", what: what.to_owned(), pdf });
    }
    for (what, from, to) in RECORDS {
        let pdf = original.signed_base(|document| {
            let id = record(document);
            let stream = document.get_object_mut(id).and_then(Object::as_stream_mut).expect("a record");
            let plain = stream.get_plain_content().expect("a record");
            stream.set_plain_content(rewritten(&plain, from.as_bytes(), to.as_bytes()));
            stream.dict.remove(b"Filter");
        });
        all.push(Forgery { class: "a record that contradicts", what: what.to_owned(), pdf });
    }
    for (what, at, bytes) in places(original) {
        let pdf = original.signed_with(&inserted(&original.base, at, bytes), |_, _| ());
        all.push(Forgery { class: "hidden bytes", what: what.to_owned(), pdf });
    }
    let unlisted = unlisted(original);
    all.push(Forgery { class: "hidden bytes", what: "an object that no table lists".to_owned(), pdf: unlisted });
    for (what, change) in SIGNATURES {
        let pdf = original.signed_with(&original.base, |_, revision| change(revision));
        all.push(Forgery { class: "a certification that is none", what: what.to_owned(), pdf });
    }
    let capacity = Capacity::Assessor { organisation: Some("Another office") };
    let pdf = with_key(&original.base, &original.signer, &capacity, moment(), |_, _| ());
    all.push(Forgery { class: "another appearance", what: "another organisation".to_owned(), pdf });
    let pdf = with_key(&original.base, super::super::fixture::signer(), &original.assessor(), moment(), |_, _| ());
    all.push(Forgery { class: "another appearance", what: "a report in somebody else's name".to_owned(), pdf });
    all
}

type Change = fn(&mut Document);

/// What a report has no place for.
const PARTS: [(&str, Change); 31] = [
    ("a script when it opens", |it| root(it, "OpenAction", script())),
    ("a script when it prints", |it| root(it, "AA", dictionary! { "WP" => script() }.into())),
    ("scripts by name", |it| {
        let names = dictionary! { "Names" => vec![Object::string_literal("a"), script()] };
        let catalog = it.catalog_mut().expect("a catalog");
        catalog.get_mut(b"Names").and_then(Object::as_dict_mut).expect("names").set("JavaScript", names);
    }),
    ("layers", |it| root(it, "OCProperties", dictionary! { "OCGs" => Vec::<Object>::new() }.into())),
    ("a collection", |it| root(it, "Collection", dictionary! { "View" => "H" }.into())),
    ("an XFA form", |it| form(it, "XFA", vec![Object::string_literal("template")].into())),
    ("fields that ask for new appearances", |it| form(it, "NeedAppearances", true.into())),
    ("fonts of the form", |it| form(it, "DR", dictionary! {}.into())),
    ("a script of a page", |it| page(it, "AA", dictionary! { "O" => script() }.into())),
    ("a page that is turned", |it| page(it, "Rotate", 180.into())),
    ("a page of another unit", |it| page(it, "UserUnit", 90.into())),
    ("a page that is cut", |it| page(it, "CropBox", integers(&[0, 400, 595, 842]))),
    ("an object that nothing uses", |it| {
        it.add_object(dictionary! { "Type" => "Page" });
    }),
    ("a link", |it| {
        annotation(it, "Link", "A", dictionary! { "S" => "URI", "URI" => Object::string_literal("x") }.into());
    }),
    ("a program to launch", |it| annotation(it, "Link", "A", dictionary! { "S" => "Launch" }.into())),
    ("a note", |it| annotation(it, "Text", "Contents", text_string("Level 7"))),
    ("free text", |it| annotation(it, "FreeText", "Contents", text_string("Level 7"))),
    ("a film", |it| annotation(it, "RichMedia", "Contents", text_string("Level 7"))),
    ("a third field", |it| {
        let id = it.add_object(dictionary! { "FT" => "Tx", "T" => Object::string_literal("Level") });
        let catalog = it.catalog_mut().expect("a catalog");
        let form = catalog.get_mut(b"AcroForm").and_then(Object::as_dict_mut).expect("a form");
        form.get_mut(b"Fields").and_then(Object::as_array_mut).expect("fields").push(Object::Reference(id));
    }),
    ("a hidden field", |it| widget(it, "F", 2.into())),
    ("a field with an action", |it| widget(it, "A", script())),
    ("a field that shows what it is rolled over", |it| {
        let made = Object::Reference(it.add_object(drawing()));
        let id = field(it, Field::Reviewer);
        let widget = it.get_dictionary_mut(id).expect("a field");
        widget.get_mut(b"AP").and_then(Object::as_dict_mut).expect("appearances").set("R", made);
    }),
    ("another file", |it| {
        let made = Stream::new(dictionary! { "Type" => "EmbeddedFile" }, b"MZ".to_vec());
        let stream = Object::Reference(it.add_object(made));
        let file = dictionary! {
            "Type" => "Filespec",
            "F" => Object::string_literal("a.exe"),
            "EF" => dictionary! { "F" => stream },
        };
        let file = Object::Reference(it.add_object(file));
        let files = it.catalog_mut().expect("a catalog").get_mut(b"AF").and_then(Object::as_array_mut);
        files.expect("files").push(file);
    }),
    ("another record behind the name", |it| {
        let twin = it.get_object(record(it)).expect("a record").clone();
        let twin = Object::Reference(it.add_object(twin));
        let file =
            it.catalog().and_then(|it| it.get(b"AF")?.as_array()).expect("files")[0].as_reference().expect("a file");
        let file = it.get_dictionary_mut(file).expect("a file");
        file.get_mut(b"EF").and_then(Object::as_dict_mut).expect("an embedded file").set("UF", twin);
    }),
    ("no record", |it| drop(it.catalog_mut().expect("a catalog").remove(b"AF"))),
    ("an image", |it| resource(it, "XObject", drawing().into())),
    ("a pattern", |it| resource(it, "Pattern", dictionary! {}.into())),
    ("transparency", |it| resource(it, "ExtGState", dictionary! { "ca" => 0 }.into())),
    ("a compression of another kind", |it| {
        let id = content(it);
        let stream = it.get_object_mut(id).and_then(Object::as_stream_mut).expect("content");
        let hex = base16ct::lower::encode_string(&stream.get_plain_content().expect("content"));
        stream.set_content(hex.into_bytes());
        stream.dict.set("Filter", "ASCIIHexDecode");
    }),
    ("a font that is not embedded", |it| {
        let fonts: Vec<_> = it.objects.values_mut().filter_map(|object| object.as_dict_mut().ok()).collect();
        for font in fonts {
            if font.has(b"FontFile2") {
                font.remove(b"FontFile2");
            }
        }
    }),
    ("a font that reads one character for another", |it| {
        for object in it.objects.values_mut() {
            let Ok(stream) = object.as_stream_mut() else { continue };
            let Ok(mut map) = stream.get_plain_content() else { continue };
            if let Some(at) = memchr::memmem::find(&map, b"<0033>\n").filter(|_| map.starts_with(b"/CIDInit")) {
                map[at..at + 6].copy_from_slice(b"<0034>");
                stream.set_plain_content(map);
                stream.dict.remove(b"Filter");
            }
        }
    }),
];

/// What is replaced once in the content of the first page; an empty text stands for the end.
const CONTENTS: [(&str, &str, &str); 9] = [
    ("text that the record lacks", "", "/Span <</MCID 99>> BDC{again}EMC"),
    ("text that is gone", "{text}", ""),
    ("text that has become an artifact", "{mark}", "/Artifact BMC"),
    ("an artifact that has become text", "{artifact}", "/Span <</MCID 99>> BDC"),
    ("invisible text", "BT", "BT 3 Tr"),
    ("clipped text", "BT", "0 0 1 1 re W n BT"),
    ("an image in line", "", "BI /W 1 /H 1 ID 0 EI"),
    ("another form", "", "/Im Do"),
    ("text for another text", "", "/Span <</ActualText (Level 7)>> BDC EMC /Span BMC /Span BMC EMC EMC"),
];

const RECORDS: [(&str, &str, &str); 16] = [
    ("another computed level", "\"computed_level\": 4", "\"computed_level\": 3"),
    ("another awarded level", "\"awarded_level\": 3", "\"awarded_level\": 4"),
    ("another finding", "\"finding\": \"fully\"", "\"finding\": \"partly\""),
    ("another candidate", "\"name\": \"Eleni Vardalachou\"", "\"name\": \"Eleni Vardalaki\""),
    (
        "another text of a page",
        "\"key\": \"prose\",\n      \"text\": \"",
        "\"key\": \"prose\",\n      \"text\": \"Not: ",
    ),
    (
        "a text of a page more",
        "\"pages_text\": [",
        "\"pages_text\": [\n    {\"key\": \"prose\", \"text\": \"Level 7\"},",
    ),
    (
        "a text of a page that says nothing",
        "\"pages_text\": [",
        "\"pages_text\": [\n    {\"key\": \"prose\", \"text\": \" \"},",
    ),
    ("a text of a page twice", "\"text\": \"Candidate\"", "\"text\": \"Candidate\", \"text\": \"Candidate\""),
    ("a text for a skill that is not there", "\"key\": \"prose\"", "\"key\": \"assessments.9.computed\""),
    ("a text for what is not recorded", "\"key\": \"prose\"", "\"key\": \"candidate.level\""),
    ("no text for the computed level", "\"key\": \"assessments.1.computed\"", "\"key\": \"prose\""),
    ("another profile", "\"profile\": \"full\"", "\"profile\": \"summary\""),
    ("two profiles", "\"profile\": \"full\"", "\"profile\": \"summary\",\n    \"profile\": \"full\""),
    ("a member more", "\"format\": 1,", "\"format\": 1,\n  \"level\": 7,"),
    ("a member twice", "\"format\": 1,", "\"format\": 1,\n  \"format\": 1,"),
    ("no record at all", "\"format\": 1,", "\"format\": \"1\","),
];

type Signing = fn(&mut Revision);

const SIGNATURES: [(&str, Signing); 5] = [
    ("no permissions", |it| {
        for object in it.objects.values_mut() {
            if let Ok(catalog) = object.as_dict_mut()
                && catalog.has_type(b"Catalog")
            {
                catalog.remove(b"Perms");
            }
        }
    }),
    ("no transformation", |it| {
        let number = it.signature;
        drop(changed(it, number).remove(b"Reference"));
    }),
    ("everything permitted", |it| {
        let number = it.signature;
        let everything = dictionary! { "Type" => "TransformParams", "P" => 3, "V" => "1.2" };
        let reference =
            dictionary! { "Type" => "SigRef", "TransformMethod" => "DocMDP", "TransformParams" => everything };
        changed(it, number).set("Reference", vec![Object::Dictionary(reference)]);
    }),
    ("a review by the assessor", |it| {
        let number = it.signature;
        changed(it, number).set("VouchsafeReview", text_string("{}"));
    }),
    ("an appearance that is empty", |it| drawn(it).set_content(Vec::new())),
];

/// Replaces one text by another; in braces stand texts that differ from report to report.
fn rewritten(content: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let find = |needle: &[u8]| memchr::memmem::find(content, needle);
    let line_from = |start: usize| start..start + memchr::memchr(b'\n', &content[start..]).expect("a line") + 1;
    let place = match from {
        b"" => content.len()..content.len(),
        b"{mark}" => {
            let begin = find(b"BDC").and_then(|end| memchr::memrchr(b'/', &content[..end]).map(|at| at..end + 3));
            // The tag stands before its properties, which may hold a solidus as well.
            let begin = begin.expect("a mark");
            let tag = memchr::memmem::rfind(&content[..begin.end], b"/Span").expect("a tag");
            tag..begin.end
        }
        // The last one is the page's foot, which has text.
        b"{artifact}" => {
            let at = memchr::memmem::rfind(content, b"/Artifact BMC").expect("an artifact");
            at..at + b"/Artifact BMC".len()
        }
        b"{text}" => {
            let marked = find(b"BDC").expect("a mark");
            let show = marked + memchr::memmem::find(&content[marked..], b"Tj").expect("text");
            let start = memchr::memrchr(b'\n', &content[..show]).expect("a line") + 1;
            line_from(start)
        }
        from => {
            let at = find(from).unwrap_or_else(|| panic!("no {}", String::from_utf8_lossy(from)));
            at..at + from.len()
        }
    };
    let mut to = to.to_vec();
    if let Some(at) = memchr::memmem::find(&to, b"{again}") {
        let begin = find(b"BDC").expect("a mark") + 3;
        let end = begin + memchr::memmem::find(&content[begin..], b"EMC").expect("an end");
        to.splice(at..at + b"{again}".len(), content[begin..end].iter().copied());
    }
    [&content[..place.start], &to, &content[place.end..]].concat()
}

/// Bytes that no table lists, with their places in the report as it was made.
fn places(original: &Original) -> [(&'static str, usize, &'static [u8]); 7] {
    let base = &original.base;
    let find = |needle: &[u8]| memchr::memmem::find(base, needle).expect("a place");
    let object = find(b"\nendobj\n") + b"\nendobj\n".len();
    let entry = find(b"/Type/Catalog");
    [
        ("an object of a number in use", object, b"1 0 obj\n<</Type/Pages>>\nendobj\n"),
        ("a comment", object, b"% Level 7\n"),
        ("a second table", object, b"xref\n0 0\ntrailer\n<<>>\n"),
        ("a word", object, b"endobj\n"),
        ("a blank between objects", object, b" "),
        ("a key twice", entry, b"/Type/Catalog"),
        ("a key in another notation", entry, b"/#54ype/Catalog"),
    ]
}

/// Inserts bytes and moves the table along.
pub(super) fn inserted(base: &[u8], at: usize, bytes: &[u8]) -> Vec<u8> {
    let table = memchr::memmem::rfind(base, b"\nxref\n").expect("a table") + 1;
    let end = table + memchr::memmem::find(&base[table..], b"trailer\n").expect("a trailer");
    let mut moved = [&base[..at], bytes, &base[at..table]].concat();
    let shift = |place: usize| if place < at { place } else { place + bytes.len() };
    for line in std::str::from_utf8(&base[table..end]).expect("a table").split_inclusive('\n') {
        match line.strip_suffix(" 00000 n \n") {
            Some(place) => {
                let place = shift(place.parse().expect("a place"));
                moved.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
            }
            None => moved.extend_from_slice(line.as_bytes()),
        }
    }
    let start = memchr::memmem::rfind(base, b"startxref\n").expect("an end");
    moved.extend_from_slice(&base[end..start]);
    moved.extend_from_slice(format!("startxref\n{}\n%%EOF\n", shift(table)).as_bytes());
    moved
}

/// A whole object with a number of its own between two others.
fn unlisted(original: &Original) -> Vec<u8> {
    let at = memchr::memmem::find(&original.base, b"\nendobj\n").expect("an object") + b"\nendobj\n".len();
    let hidden = b"99999 0 obj\n<</Type/Page>>\nendobj\n";
    original.signed_with(&inserted(&original.base, at, hidden), |_, _| ())
}

fn script() -> Object {
    dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert(7)") }.into()
}

fn drawing() -> Stream {
    Stream::new(dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => integers(&[0, 0, 9, 9]) }, Vec::new())
}

fn root(document: &mut Document, key: &str, value: Object) {
    document.catalog_mut().expect("a catalog").set(key, value);
}

fn form(document: &mut Document, key: &str, value: Object) {
    let catalog = document.catalog_mut().expect("a catalog");
    catalog.get_mut(b"AcroForm").and_then(Object::as_dict_mut).expect("a form").set(key, value);
}

fn page(document: &mut Document, key: &str, value: Object) {
    let id = first_page(document);
    document.get_dictionary_mut(id).expect("a page").set(key, value);
}

fn widget(document: &mut Document, key: &str, value: Object) {
    let id = field(document, Field::Reviewer);
    document.get_dictionary_mut(id).expect("a field").set(key, value);
}

fn annotation(document: &mut Document, subtype: &str, key: &str, value: Object) {
    let mut made =
        dictionary! { "Type" => "Annot", "Subtype" => subtype, "F" => 4, "Rect" => integers(&[60, 600, 300, 700]) };
    made.set(key, value);
    annotate(document, made);
}

/// Adds a resource to the first page.
fn resource(document: &mut Document, kind: &str, value: Object) {
    let page = document.get_dictionary(first_page(document)).expect("a page");
    let id = page.get(b"Resources").and_then(Object::as_reference).expect("resources");
    let value = Object::Reference(document.add_object(value));
    document.get_dictionary_mut(id).expect("resources").set(kind, dictionary! { "Im" => value });
}
