//! Without a key: bytes that change, and updates that nobody signed.

use lopdf::{Dictionary, Document, IncrementalDocument, Object, Stream, StringFormat, dictionary, text_string};

use super::super::Field;
use super::super::revision::CONTENTS_CAPACITY;
use super::{Forgery, Original, content, field, first_page, integers, other_content, record, signature, update};

pub(super) fn forgeries(original: &Original) -> Vec<Forgery> {
    let mut all = bytes(original);
    for (name, pdf) in [("signed", &original.signed), ("countersigned", &original.countersigned)] {
        let mut add = |class, what: &str, pdf| all.push(Forgery { class, what: format!("{what}, {name}"), pdf });
        for (what, key, value) in substances() {
            add("universal signature forgery", &format!("{key} {what}"), without_substance(pdf, key, value));
        }
        for (class, what, change) in UPDATES {
            add(class, what, update(pdf, change));
        }
        let stray = [pdf, b"4 0 obj\n<< >>\nendobj\n%%EOF\n".as_slice()].concat();
        add("incremental saving", "an object without a table", stray);
    }
    all
}

fn bytes(original: &Original) -> Vec<Forgery> {
    let mut all = Vec::new();
    for (name, pdf) in [("signed", &original.signed), ("countersigned", &original.countersigned)] {
        let mut add = |class, what: &str, pdf: Vec<u8>| {
            // Cut back far enough, the countersigned report is cut like the signed one.
            if all.iter().all(|it: &Forgery| it.pdf != pdf) {
                all.push(Forgery { class, what: format!("{what}, {name}"), pdf });
            }
        };
        let begin = memchr::memmem::rfind(pdf, b"/Contents <").expect("contents") + b"/Contents <".len();
        let end = begin + 2 * CONTENTS_CAPACITY;
        let with = |change: &dyn Fn(&mut Vec<u8>)| {
            let mut changed = pdf.clone();
            change(&mut changed);
            changed
        };
        for part in 1..8 {
            add("byte flip", &format!("{part} eighths in"), with(&|it| it[pdf.len() / 8 * part] ^= 1));
        }
        add("hex case", "all of the signature", with(&|it| it[begin..end].make_ascii_uppercase()));
        let letter = begin + pdf[begin..end].iter().position(u8::is_ascii_lowercase).expect("a letter");
        add("hex case", "one digit", with(&|it| it[letter].make_ascii_uppercase()));
        add("padding", "the last digit", with(&|it| it[end - 1] = b'1'));
        add("padding", "white space", with(&|it| it[end - 2..end].copy_from_slice(b"  ")));
        add("padding", "cut off", with(&|it| drop(it.drain(end - 200..end))));
        add("padding", "longer", with(&|it| drop(it.splice(end..end, *b"0000"))));
        for (what, extra) in [
            ("a line end", b"\n".as_slice()),
            ("a zero", b"\0"),
            ("a header", b"%PDF-1.7\n"),
            ("a kilobyte", &[b' '; 1000]),
        ] {
            add("prefix", what, [extra, pdf].concat());
            add("suffix", what, [pdf, extra].concat());
        }
        add("suffix", "the report again", [pdf.as_slice(), pdf].concat());
        for (what, length) in [
            ("one byte less", pdf.len() - 1),
            ("without its end", pdf.len() - b"%%EOF\n".len()),
            ("without its table", pdf.len() - 600),
            ("within the signature", begin + 100),
            ("a half", pdf.len() / 2),
            ("as it was made", original.base.len()),
            ("one byte more than it was made", original.base.len() + 1),
        ] {
            add("truncation", what, pdf[..length].to_vec());
        }
    }
    all
}

/// Signature dictionaries without what has to be checked.
fn substances() -> Vec<(&'static str, &'static str, Option<Object>)> {
    let hex = |bytes: Vec<u8>| Some(Object::String(bytes, StringFormat::Hexadecimal));
    vec![
        ("is missing", "ByteRange", None),
        ("is null", "ByteRange", Some(Object::Null)),
        ("is empty", "ByteRange", Some(integers(&[]))),
        ("covers nothing", "ByteRange", Some(integers(&[0, 0, 0, 0]))),
        ("is negative", "ByteRange", Some(integers(&[0, -1, 10, 10]))),
        ("begins below zero", "ByteRange", Some(integers(&[-1, 10, 20, 30]))),
        ("overflows", "ByteRange", Some(integers(&[0, 10, 20, i64::MAX]))),
        ("has three numbers", "ByteRange", Some(integers(&[0, 10, 20]))),
        ("has five numbers", "ByteRange", Some(integers(&[0, 10, 20, 30, 40]))),
        ("is a name", "ByteRange", Some(Object::Name(b"None".to_vec()))),
        ("is missing", "Contents", None),
        ("is null", "Contents", Some(Object::Null)),
        ("is empty", "Contents", hex(Vec::new())),
        ("is zero", "Contents", Some(Object::Integer(0))),
        ("is all zeros", "Contents", hex(vec![0; CONTENTS_CAPACITY])),
        ("is negative", "Contents", Some(Object::Integer(-1))),
        ("is missing", "SubFilter", None),
        ("is an old one", "SubFilter", Some(Object::Name(b"adbe.x509.rsa_sha1".to_vec()))),
        ("is another one", "Filter", Some(Object::Name(b"Entrust.PPKEF".to_vec()))),
        ("is a timestamp's", "Type", Some(Object::Name(b"DocTimeStamp".to_vec()))),
    ]
}

fn without_substance(pdf: &[u8], key: &str, value: Option<Object>) -> Vec<u8> {
    update(pdf, |pdf| {
        let id = signature(pdf.get_prev_documents(), Field::Assessor);
        let mut dictionary = pdf.get_prev_documents().get_dictionary(id).expect("a signature").clone();
        match value {
            None => drop(dictionary.remove(key.as_bytes())),
            Some(value) => dictionary.set(key, value),
        }
        pdf.new_document.set_object(id, dictionary);
    })
}

type Change = fn(&mut IncrementalDocument);

const UPDATES: [(&str, &str, Change); 23] = [
    ("incremental saving", "nothing", |_| ()),
    ("incremental saving", "the content of a page", |pdf| {
        let id = content(pdf.get_prev_documents());
        pdf.new_document.set_object(id, other_content());
    }),
    ("incremental saving", "only document information", |pdf| {
        let id = pdf.new_document.add_object(dictionary! { "Title" => text_string("Level 7") });
        pdf.new_document.trailer.set("Info", Object::Reference(id));
    }),
    ("incremental saving", "a new root", |pdf| {
        let catalog = pdf.get_prev_documents().catalog().expect("a catalog").clone();
        let id = pdf.new_document.add_object(catalog);
        pdf.new_document.trailer.set("Root", Object::Reference(id));
    }),
    ("incremental saving", "a root without fields", |pdf| {
        catalog(pdf, |catalog| drop(catalog.remove(b"AcroForm")));
    }),
    ("incremental saving", "another record", |pdf| {
        let id = record(pdf.get_prev_documents());
        let made = Stream::new(dictionary! { "Type" => "EmbeddedFile" }, b"{\"format\":1}".to_vec());
        pdf.new_document.set_object(id, made);
    }),
    ("incremental saving", "a cloned signature", |pdf| {
        let id = signature(pdf.get_prev_documents(), Field::Assessor);
        let clone = pdf.get_prev_documents().get_dictionary(id).expect("a signature").clone();
        let clone = pdf.new_document.add_object(clone);
        set(pdf, Field::Assessor, "V", Object::Reference(clone));
    }),
    ("incremental saving", "a font for another", |pdf| {
        let fonts: Vec<_> = objects(pdf, |object| {
            object
                .as_dict()
                .is_ok_and(|font| font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|it| it == b"Type0"))
        });
        let [one, other] = [&fonts[0], &fonts[1]];
        let swapped = pdf.get_prev_documents().get_dictionary(*other).expect("a font").clone();
        pdf.new_document.set_object(*one, swapped);
    }),
    ("incremental saving", "a font's program", |pdf| {
        let programs = objects(pdf, |object| object.as_stream().is_ok_and(|stream| stream.dict.has(b"Length1")));
        let other = pdf.get_prev_documents().get_object(programs[1]).expect("a program").clone();
        pdf.new_document.set_object(programs[0], other);
    }),
    ("incremental saving", "one page less", |pdf| {
        let id = pdf.get_prev_documents().catalog().and_then(|it| it.get(b"Pages")?.as_reference()).expect("pages");
        let mut pages = pdf.get_prev_documents().get_dictionary(id).expect("pages").clone();
        pages.get_mut(b"Kids").and_then(Object::as_array_mut).expect("pages").pop();
        pdf.new_document.set_object(id, pages);
    }),
    ("incremental saving", "metadata", |pdf| {
        let made = pdf.new_document.add_object(Stream::new(dictionary! { "Type" => "Metadata" }, Vec::new()));
        catalog(pdf, |catalog| catalog.set("Metadata", Object::Reference(made)));
    }),
    ("incremental saving", "a validation store", |pdf| {
        catalog(pdf, |catalog| catalog.set("DSS", dictionary! { "Type" => "DSS" }));
    }),
    ("shadow attack", "the pages of an old tree", |pdf| {
        let page = first_page(pdf.get_prev_documents());
        let pages = dictionary! { "Type" => "Pages", "Count" => 1, "Kids" => vec![Object::Reference(page)] };
        let pages = pdf.new_document.add_object(pages);
        catalog(pdf, |catalog| catalog.set("Pages", Object::Reference(pages)));
    }),
    ("evil annotation", "free text", |pdf| annotated(pdf, "FreeText")),
    ("evil annotation", "a stamp", |pdf| annotated(pdf, "Stamp")),
    ("evil annotation", "a redaction", |pdf| annotated(pdf, "Redact")),
    ("evil annotation", "a note", |pdf| annotated(pdf, "Text")),
    ("evil annotation", "the appearance of the reviewer's field", |pdf| {
        let made = Stream::new(dictionary! { "Type" => "XObject", "Subtype" => "Form" }, Vec::new());
        let made = pdf.new_document.add_object(made);
        set(pdf, Field::Reviewer, "AP", dictionary! { "N" => Object::Reference(made) }.into());
    }),
    ("evil annotation", "the appearance of the assessor's signature", |pdf| {
        set(pdf, Field::Assessor, "AP", Dictionary::new().into());
    }),
    ("evil annotation", "a hidden signature", |pdf| set(pdf, Field::Assessor, "F", Object::Integer(2))),
    ("sneaky signature", "a third field", |pdf| {
        let made = dictionary! { "Type" => "Annot", "Subtype" => "Widget", "FT" => "Sig", "T" => text_string("Third") };
        annotation(pdf, made);
    }),
    ("sneaky signature", "the assessor's in the reviewer's field", |pdf| {
        let value = signature(pdf.get_prev_documents(), Field::Assessor);
        set(pdf, Field::Reviewer, "V", Object::Reference(value));
    }),
    ("sneaky signature", "an empty one", |pdf| {
        let made = pdf.new_document.add_object(dictionary! { "Type" => "Sig" });
        set(pdf, Field::Reviewer, "V", Object::Reference(made));
    }),
];

fn objects(pdf: &IncrementalDocument, is_wanted: fn(&Object) -> bool) -> Vec<lopdf::ObjectId> {
    let all = &pdf.get_prev_documents().objects;
    all.iter().filter(|(_, object)| is_wanted(object)).map(|(id, _)| *id).collect()
}

fn catalog(pdf: &mut IncrementalDocument, change: impl FnOnce(&mut Dictionary)) {
    let id = pdf.get_prev_documents().trailer.get(b"Root").and_then(Object::as_reference).expect("a root");
    let mut catalog = pdf.get_prev_documents().catalog().expect("a catalog").clone();
    change(&mut catalog);
    pdf.new_document.set_object(id, catalog);
}

fn set(pdf: &mut IncrementalDocument, of: Field, key: &str, value: Object) {
    let id = field(pdf.get_prev_documents(), of);
    let mut widget = pdf.get_prev_documents().get_dictionary(id).expect("a field").clone();
    widget.set(key, value);
    pdf.new_document.set_object(id, widget);
}

fn annotated(pdf: &mut IncrementalDocument, subtype: &str) {
    annotation(
        pdf,
        dictionary! {
            "Type" => "Annot",
            "Subtype" => subtype,
            "Rect" => integers(&[60, 600, 300, 700]),
            "Contents" => text_string("Level 7"),
            "F" => 4,
        },
    );
}

fn annotation(pdf: &mut IncrementalDocument, annotation: Dictionary) {
    let annotation = pdf.new_document.add_object(annotation);
    let id = first_page(pdf.get_prev_documents());
    let mut page = page(pdf.get_prev_documents()).clone();
    page.get_mut(b"Annots").and_then(Object::as_array_mut).expect("annotations").push(Object::Reference(annotation));
    pdf.new_document.set_object(id, page);
}

fn page(document: &Document) -> &Dictionary {
    document.get_dictionary(first_page(document)).expect("a page")
}
