//! What a PDF says about itself: the information dictionary and XMP.

use lopdf_printpdf::{Dictionary, Document, Object, Stream, text_string};

use super::{dictionary, name};
use crate::report::record::about::{About, date};

/// The document's information dictionary.
pub(super) fn info(about: &About) -> Dictionary {
    let date = Object::string_literal(date(about.issued_at));
    dictionary([
        ("Title", text_string(&about.title)),
        ("Author", text_string(&about.author)),
        ("Subject", text_string(&about.subject)),
        ("Creator", text_string(&about.program)),
        ("Producer", text_string(&about.program)),
        ("CreationDate", date.clone()),
        ("ModDate", date),
    ])
}

/// The same as XMP, uncompressed, so that tools that know no PDF find it.
pub(super) fn xmp(document: &mut Document, about: &About) -> Object {
    let entries = dictionary([("Type", name("Metadata")), ("Subtype", name("XML"))]);
    Object::Reference(document.add_object(Stream::new(entries, about.xmp().into_bytes()).with_compression(false)))
}
