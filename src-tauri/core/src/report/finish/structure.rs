//! The structure tree (ISO 32000-1, 14.7) and the bookmarks.

use std::collections::BTreeMap;

use lopdf_printpdf::{Dictionary, Document, Object, ObjectId, text_string};

use super::{dictionary, name};
use crate::error::{Error, Result};
use crate::report::layout::canvas::{Bookmark, Canvas, Kid, Node, Role};

/// Writes the structure tree; gives the entries that the catalog needs for it.
///
/// The signature fields stay outside: signing rewrites a field, and a validator (pyHanko) rejects the rewriting of
/// an object that the structure of the certified revision refers to. Their captions are in the tree.
pub(super) fn tree(
    document: &mut Document,
    canvas: &Canvas,
    pages: &[ObjectId],
) -> Result<[(&'static str, Object); 2]> {
    if pages.len() != canvas.pages.len() {
        return Err(Error::internal("the PDF has not the pages that were laid out"));
    }
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = canvas.nodes.iter().map(|_| document.new_object_id()).collect();
    for (node, id) in canvas.nodes.iter().zip(&ids) {
        let parent = node.parent.map_or(root, |parent| ids[parent]);
        document.set_object(*id, element(node, parent, &ids, pages));
    }
    // Each page has an entry in the parent tree under its own number.
    let mut numbers = Vec::new();
    for ((page, id), number) in canvas.pages.iter().zip(pages).zip(0_i64..) {
        let parents = page.marks.iter().map(|node| Object::Reference(ids[*node])).collect();
        let parents = document.add_object(Object::Array(parents));
        numbers.extend([Object::Integer(number), Object::Reference(parents)]);
        let page = document.get_dictionary_mut(*id).map_err(Error::internal)?;
        page.set("StructParents", Object::Integer(number));
        page.set("Tabs", name("S"));
    }
    document.set_object(
        root,
        dictionary([
            ("Type", name("StructTreeRoot")),
            ("K", Object::Array(vec![Object::Reference(ids[0])])),
            ("ParentTree", Object::Dictionary(dictionary([("Nums", Object::Array(numbers))]))),
            ("ParentTreeNextKey", Object::Integer(i64::try_from(pages.len()).unwrap_or(i64::MAX))),
        ]),
    );
    let mark_info = dictionary([("Marked", Object::Boolean(true))]);
    Ok([("StructTreeRoot", Object::Reference(root)), ("MarkInfo", Object::Dictionary(mark_info))])
}

/// Writes the bookmarks: parts, and what is in them.
pub(super) fn outlines(document: &mut Document, pages: &[ObjectId], bookmarks: &[Bookmark]) -> Object {
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = bookmarks.iter().map(|_| document.new_object_id()).collect();
    let mut list = dictionary([("Type", name("Outlines"))]);
    let mut items: Vec<Dictionary> = bookmarks.iter().map(|bookmark| outline_item(bookmark, pages)).collect();
    for (parent, kids) in outline_families(bookmarks) {
        for (at, kid) in kids.iter().enumerate() {
            let parent_id = parent.map_or(root, |parent| ids[parent]);
            items[*kid].set("Parent", Object::Reference(parent_id));
            if at > 0 {
                items[*kid].set("Prev", Object::Reference(ids[kids[at - 1]]));
            }
            if let Some(next) = kids.get(at + 1) {
                items[*kid].set("Next", Object::Reference(ids[*next]));
            }
        }
        if let (Some(first), Some(last)) = (kids.first(), kids.last()) {
            // A negative count: the parts are shown closed.
            let count = i64::try_from(kids.len()).unwrap_or(i64::MAX);
            let (owner, count) = match parent {
                None => (&mut list, count),
                Some(parent) => (&mut items[parent], -count),
            };
            owner.set("First", Object::Reference(ids[*first]));
            owner.set("Last", Object::Reference(ids[*last]));
            owner.set("Count", Object::Integer(count));
        }
    }
    for (id, item) in ids.into_iter().zip(items) {
        document.set_object(id, item);
    }
    document.set_object(root, list);
    Object::Reference(root)
}

fn outline_item(bookmark: &Bookmark, pages: &[ObjectId]) -> Dictionary {
    let page = pages.get(bookmark.page).map_or(Object::Null, |page| Object::Reference(*page));
    let place = vec![page, name("XYZ"), Object::Null, Object::Real(bookmark.y as f32), Object::Null];
    dictionary([("Title", text_string(&bookmark.title)), ("Dest", Object::Array(place))])
}

/// The bookmarks under each bookmark; under none: the parts.
fn outline_families(bookmarks: &[Bookmark]) -> BTreeMap<Option<usize>, Vec<usize>> {
    let mut families: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    // The last one of each depth, as far as it is open.
    let mut open: Vec<usize> = Vec::new();
    for (index, bookmark) in bookmarks.iter().enumerate() {
        open.truncate(bookmark.depth);
        families.entry(open.last().copied()).or_default().push(index);
        open.push(index);
    }
    families
}

fn element(node: &Node, parent: ObjectId, ids: &[ObjectId], pages: &[ObjectId]) -> Dictionary {
    let own_page = node.kids.iter().find_map(|kid| match kid {
        Kid::Marked { page, .. } => Some(*page),
        Kid::Node(_) => None,
    });
    let integer = |number: usize| Object::Integer(i64::try_from(number).unwrap_or(i64::MAX));
    let mut kids: Vec<Object> = node
        .kids
        .iter()
        .map(|kid| match kid {
            Kid::Node(kid) => Object::Reference(ids[*kid]),
            Kid::Marked { page, mark } if own_page == Some(*page) => integer(*mark),
            Kid::Marked { page, mark } => Object::Dictionary(dictionary([
                ("Type", name("MCR")),
                ("Pg", Object::Reference(pages[*page])),
                ("MCID", integer(*mark)),
            ])),
        })
        .collect();
    // Reports have thousands of elements with one kid, and a list takes memory.
    let kids = match (kids.len(), kids.pop()) {
        (1, Some(only)) => only,
        (_, last) => Object::Array(kids.into_iter().chain(last).collect()),
    };
    let mut element = dictionary([
        ("Type", name("StructElem")),
        ("S", name(structure_type(node.role))),
        ("P", Object::Reference(parent)),
        ("K", kids),
    ]);
    if let Some(page) = own_page {
        element.set("Pg", Object::Reference(pages[page]));
    }
    if let Some(spoken) = &node.spoken {
        element.set("Alt", text_string(spoken));
    }
    let scope = match node.role {
        Role::ColumnHead => Some("Column"),
        Role::RowHead => Some("Row"),
        _ => None,
    };
    if let Some(scope) = scope {
        element.set("A", Object::Dictionary(dictionary([("O", name("Table")), ("Scope", name(scope))])));
    }
    element
}

fn structure_type(role: Role) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::Section => "Sect",
        Role::Heading1 => "H1",
        Role::Heading2 => "H2",
        Role::Paragraph => "P",
        Role::Quote => "BlockQuote",
        Role::Figure => "Figure",
        Role::Table => "Table",
        Role::Row => "TR",
        Role::ColumnHead | Role::RowHead => "TH",
        Role::Cell => "TD",
    }
}
