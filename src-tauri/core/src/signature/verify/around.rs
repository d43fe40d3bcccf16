//! What the file says around its pages: to whoever lists files, to screen readers, to whoever looks for bookmarks.
//!
//! Here it is only read, and what is the same in every report is held against its versions; whether the rest is what the
//! record gives is a question for whoever knows the record.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object, decode_text_string};

use super::super::document::{Pdf, RECORD_NAME};
use super::super::{Checked, Field, Problem};
use crate::domain::report::Said;

/// What is said of the record's file, in all versions.
const DESCRIPTIONS: [&str; 1] = ["The facts of this report for programs"];
/// What is said of the two fields, in all versions.
const TOOLTIPS: [[&str; 2]; 1] = [["Assessor’s digital signature", "Reviewer’s digital signature (quality assurance)"]];
/// The languages of the report's own words.
const LANGUAGES: [&str; 1] = ["en-GB"];
/// The most bytes of the metadata.
const METADATA_LIMIT: usize = 1 << 20;
/// The most bookmarks, and nodes of the structure.
const NODE_LIMIT: usize = 200_000;

/// Adds what the file says to what its pages say.
pub(super) fn read(pdf: &Pdf<'_>, mut said: Said) -> Checked<Said> {
    let refuse = |what: &str| Problem::new("description", format!("What the file says around its pages {what}."));
    let catalog = pdf.catalog().map(|(_, catalog)| catalog).ok_or_else(|| refuse("can’t be read"))?;
    if !is_as_ever(pdf, catalog) {
        return Err(refuse("differs from what every report says of its record, its fields or its language"));
    }
    let info = pdf.trailer().get(b"Info").ok().and_then(|info| pdf.resolve(info)?.as_dict().ok());
    let about = |key: &[u8]| info.and_then(|info| text(info, key)).unwrap_or_default();
    said.title = about(b"Title");
    said.author = about(b"Author");
    said.subject = about(b"Subject");
    said.programs = [about(b"Creator"), about(b"Producer")];
    said.dates = [about(b"CreationDate"), about(b"ModDate")];
    let packet = catalog.get(b"Metadata").ok().and_then(|packet| pdf.inflated(packet, METADATA_LIMIT));
    said.metadata = packet.and_then(|packet| String::from_utf8(packet).ok()).unwrap_or_default();
    said.bookmarks = bookmarks(pdf, catalog).ok_or_else(|| refuse("has bookmarks that can’t be read"))?;
    said.spoken = spoken(pdf, catalog).ok_or_else(|| refuse("has a structure that can’t be read"))?;
    Ok(said)
}

/// Whether all that is the same in every report is.
fn is_as_ever(pdf: &Pdf<'_>, catalog: &Dictionary) -> bool {
    let record = || {
        let [file] = pdf.resolve(catalog.get(b"AF").ok()?)?.as_array().ok()?.as_slice() else { return None };
        let number = file.as_reference().ok()?;
        let file = pdf.resolve(file)?.as_dict().ok()?;
        let is_named = [b"F".as_slice(), b"UF"].iter().all(|key| text(file, key).as_deref() == Some(RECORD_NAME));
        let is_described = text(file, b"Desc").is_none_or(|found| DESCRIPTIONS.contains(&found.as_str()));
        let names = pdf.resolve(catalog.get(b"Names").ok()?)?.as_dict().ok()?;
        let names = pdf.resolve(names.get(b"EmbeddedFiles").ok()?)?.as_dict().ok()?;
        let [name, listed] = names.get(b"Names").and_then(Object::as_array).ok()?.as_slice() else { return None };
        let is_listed = decode_text_string(name).is_ok_and(|name| name == RECORD_NAME)
            && listed.as_reference().is_ok_and(|listed| listed == number);
        (is_named && is_described && is_listed).then_some(())
    };
    let tooltip = |field: Field| text(pdf.field(field)?.dictionary, b"TU");
    let tooltips = Field::ALL.map(tooltip);
    let are_fields =
        TOOLTIPS.iter().any(|own| own.iter().zip(&tooltips).all(|(own, found)| found.as_deref() == Some(own)));
    let language = text(catalog, b"Lang");
    record().is_some() && are_fields && language.is_some_and(|language| LANGUAGES.contains(&language.as_str()))
}

/// The titles of all bookmarks, those of a part behind its own.
fn bookmarks(pdf: &Pdf<'_>, catalog: &Dictionary) -> Option<Vec<String>> {
    let mut titles = Vec::new();
    let Ok(root) = catalog.get(b"Outlines") else { return Some(titles) };
    let mut met = BTreeSet::new();
    let mut open = vec![root];
    while let Some(item) = open.pop() {
        let (number, _) = item.as_reference().ok()?;
        (met.insert(number) && met.len() <= NODE_LIMIT).then_some(())?;
        let item = pdf.dictionary(number)?;
        titles.extend(text(item, b"Title"));
        // The next one is taken up after all that are under this one.
        open.extend(item.get(b"Next").ok());
        open.extend(item.get(b"First").ok());
    }
    Some(titles)
}

/// What is said for pictures, in the order of the structure.
fn spoken(pdf: &Pdf<'_>, catalog: &Dictionary) -> Option<Vec<String>> {
    let mut spoken = Vec::new();
    let Ok(root) = catalog.get(b"StructTreeRoot") else { return Some(spoken) };
    let mut met = BTreeSet::new();
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        // Marked content is a number, or names its page.
        let Ok((number, _)) = node.as_reference() else { continue };
        (met.insert(number) && met.len() <= NODE_LIMIT).then_some(())?;
        let node = pdf.dictionary(number)?;
        spoken.extend(text(node, b"Alt"));
        match node.get(b"K").map(|kids| pdf.resolve(kids)) {
            Ok(Some(Object::Array(kids))) => open.extend(kids.iter().rev()),
            Ok(Some(_)) => open.extend(node.get(b"K").ok()),
            Ok(None) => return None,
            Err(_) => (),
        }
    }
    Some(spoken)
}

fn text(dictionary: &Dictionary, key: &[u8]) -> Option<String> {
    dictionary.get(key).ok().and_then(|text| decode_text_string(text).ok())
}
