//! The embedded record as an associated file (ISO 32000-2, 14.13).

use lopdf_printpdf::{Document, Object, Stream, text_string};

use super::{dictionary, name};
use crate::report::record::FILE_NAME;
use crate::report::record::about::date;
use crate::report::shown::Shown;

/// Embeds the record; gives the entries that the catalog needs for it.
pub(super) fn attach(document: &mut Document, shown: &Shown<'_>, record: &[u8]) -> [(&'static str, Object); 2] {
    let parameters = dictionary([
        ("Size", Object::Integer(i64::try_from(record.len()).unwrap_or(i64::MAX))),
        ("ModDate", Object::string_literal(date(shown.issued_at))),
    ]);
    let entries = dictionary([
        ("Type", name("EmbeddedFile")),
        ("Subtype", name("application/json")),
        ("Params", Object::Dictionary(parameters)),
    ]);
    let stream = Object::Reference(document.add_object(Stream::new(entries, record.to_vec())));
    let files = dictionary([("F", stream.clone()), ("UF", stream)]);
    let specification = Object::Reference(document.add_object(dictionary([
        ("Type", name("Filespec")),
        ("F", Object::string_literal(FILE_NAME)),
        ("UF", text_string(FILE_NAME)),
        ("Desc", text_string("The facts of this report for programs")),
        ("AFRelationship", name("Data")),
        ("EF", Object::Dictionary(files)),
    ])));
    let names = Object::Array(vec![Object::string_literal(FILE_NAME), specification.clone()]);
    let embedded = dictionary([("Names", names)]);
    let all_names = dictionary([("EmbeddedFiles", Object::Dictionary(embedded))]);
    [("Names", Object::Dictionary(all_names)), ("AF", Object::Array(vec![specification]))]
}
