//! What makes the drawn pages a document: metadata, structure, bookmarks, the embedded record, the signature fields.
//!
//! Works on the `lopdf` that printpdf brings along. Every object that is left is reachable from the trailer, and
//! nothing depends on the clock or on chance: the file's ID is drawn from the record.

mod attachment;
mod fields;
mod metadata;
mod structure;

use lopdf_printpdf::{Dictionary, Object, ObjectId, StringFormat};
use sha2::{Digest, Sha256};

use super::layout::canvas::Canvas;
use super::pdf::Drawn;
use super::record::about::{About, LANGUAGE};
use super::shown::Shown;
use crate::error::{Error, Result};

pub(super) use fields::{NOT_COUNTERSIGNED, NOT_COUNTERSIGNED_FACE};

/// Finishes the document and writes it.
///
/// # Errors
/// If printpdf drew another document than it was asked to.
pub(super) fn finish(
    drawn: Drawn,
    shown: &Shown<'_>,
    about: &About,
    canvas: &Canvas,
    record_json: &[u8],
) -> Result<Vec<u8>> {
    let Drawn { mut document, fonts } = drawn;
    let pages: Vec<ObjectId> = document.page_iter().collect();
    let info = metadata::info(about);
    let catalog = [
        ("Lang", Object::string_literal(LANGUAGE)),
        ("ViewerPreferences", Object::Dictionary(dictionary([("DisplayDocTitle", Object::Boolean(true))]))),
        ("PageMode", name("UseOutlines")),
        ("Metadata", metadata::xmp(&mut document, about)),
        ("Outlines", structure::outlines(&mut document, &pages, &canvas.bookmarks)),
    ];
    let record = attachment::attach(&mut document, shown, record_json);
    let fields = fields::add(&mut document, &pages, &fonts, canvas)?;
    let tree = structure::tree(&mut document, canvas, &pages)?;

    let root = document.catalog_mut().map_err(Error::internal)?;
    for (key, value) in catalog.into_iter().chain(record).chain(tree) {
        root.set(key, value);
    }
    root.set("AcroForm", fields.form());
    let id = Object::String(Sha256::digest(record_json)[..16].to_vec(), StringFormat::Hexadecimal);
    document.trailer.set("ID", Object::Array(vec![id.clone(), id]));
    let info_id = document.trailer.get(b"Info").and_then(Object::as_reference).map_err(Error::internal)?;
    document.set_object(info_id, info);
    document.version = "1.7".to_owned();
    document.compress();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).map_err(Error::internal)?;
    Ok(bytes)
}

/// A dictionary.
fn dictionary<const N: usize>(entries: [(&str, Object); N]) -> Dictionary {
    Dictionary::from_iter(entries)
}

/// A name.
fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}
