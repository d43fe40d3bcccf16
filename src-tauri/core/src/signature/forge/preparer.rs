//! Shadow attacks: whoever makes a report hides something in it, has it signed by an unsuspecting assessor, and then
//! uncovers it with an update. The report alone is refused already, because it holds what nothing uses.

use lopdf::{Document, Object, ObjectId, Stream, dictionary};

use super::{Forgery, Original, annotate, content, first_page, integers, other_content, update};

pub(super) fn forgeries(original: &Original) -> Vec<Forgery> {
    type Change = fn(&mut Document);
    let cases: [(&str, Change, Change); 4] = [
        (
            "hide",
            |document| annotate(document, cover()),
            |document| {
                let page = first_page(document);
                let page = document.get_dictionary_mut(page).expect("a page");
                page.get_mut(b"Annots").and_then(Object::as_array_mut).expect("annotations").truncate(2);
            },
        ),
        (
            "replace",
            |document| {
                document.add_object(other_content());
            },
            |document| {
                let other = hidden(document);
                let page = first_page(document);
                document.get_dictionary_mut(page).expect("a page").set("Contents", Object::Reference(other));
            },
        ),
        (
            "hide and replace",
            |document| {
                let other = document.add_object(other_content());
                let mut page = document.get_dictionary(first_page(document)).expect("a page").clone();
                page.set("Contents", Object::Reference(other));
                page.remove(b"Annots");
                let page = document.add_object(page);
                document.add_object(
                    dictionary! { "Type" => "Pages", "Count" => 1, "Kids" => vec![Object::Reference(page)] },
                );
            },
            |document| {
                let pages = ObjectId::from((document.max_id, 0));
                document.catalog_mut().expect("a catalog").set("Pages", Object::Reference(pages));
            },
        ),
        (
            "hide by layers",
            |document| {
                let layer =
                    document.add_object(dictionary! { "Type" => "OCG", "Name" => Object::string_literal("Level") });
                let layers = dictionary! { "OCGs" => vec![Object::Reference(layer)], "D" => dictionary! {} };
                document.catalog_mut().expect("a catalog").set("OCProperties", layers);
            },
            |document| drop(document.catalog_mut().expect("a catalog").remove(b"OCProperties")),
        ),
    ];
    let mut all = Vec::new();
    for (what, prepare, uncover) in cases {
        let prepared = original.signed_base(prepare);
        let uncovered = uncovered(&prepared, uncover);
        for (when, pdf) in [("prepared", prepared), ("uncovered", uncovered)] {
            all.push(Forgery { class: "shadow attack", what: format!("{what}, {when}"), pdf });
        }
    }
    all.push(Forgery { class: "shadow attack", what: "two versions of an object".to_owned(), pdf: doubled(original) });
    all
}

/// A white area over the first page.
fn cover() -> lopdf::Dictionary {
    dictionary! {
        "Type" => "Annot",
        "Subtype" => "Square",
        "Rect" => integers(&[0, 0, 595, 842]),
        "IC" => integers(&[1, 1, 1]),
        "F" => 4,
    }
}

/// The content that no page shows.
fn hidden(document: &Document) -> ObjectId {
    let expected = other_content().content;
    let is_hidden = |object: &Object| object.as_stream().is_ok_and(|stream: &Stream| stream.content == expected);
    *document.objects.iter().find(|(_, object)| is_hidden(object)).expect("hidden content").0
}

/// Appends what `change` makes of the document.
fn uncovered(pdf: &[u8], change: fn(&mut Document)) -> Vec<u8> {
    update(pdf, |incremental| {
        let mut after = incremental.get_prev_documents().clone();
        let before = after.objects.clone();
        change(&mut after);
        for (id, object) in after.objects {
            if before.get(&id) != Some(&object) {
                incremental.new_document.set_object(id, object);
            }
        }
    })
}

/// An earlier version of the first page's content stands in the file beside the later one, which the table names.
fn doubled(original: &Original) -> Vec<u8> {
    let document = Document::load_mem(&original.base).expect("a PDF");
    let number = content(&document).0;
    let twin = format!("{number} 0 obj\n<</Length 5>>stream\nBT ET\nendstream \nendobj\n");
    let at = memchr::memmem::find(&original.base, b"\n1 0 obj\n").expect("a first object") + 1;
    original.signed_with(&super::assessor::inserted(&original.base, at, twin.as_bytes()), |_, _| ())
}
