//! The two signature fields. They exist from the beginning: a signer only fills one in.

use lopdf_printpdf::{Dictionary, Document, Object, ObjectId, Stream, text_string};

use super::{dictionary, name};
use crate::error::{Error, Result};
use crate::report::layout::canvas::Canvas;
use crate::report::layout::{ASSESSOR_FIELD, REVIEWER_FIELD};
use crate::report::pdf::Fonts;
use crate::typeface::Face;

/// What the reviewer's field shows until a reviewer signs; true for ever, since a signature replaces it.
pub(in crate::report) const NOT_COUNTERSIGNED: &str = "Not countersigned when this file was made.";
/// The face that it is set in.
pub(in crate::report) const NOT_COUNTERSIGNED_FACE: Face = Face::SansRegular;

/// Flags of an annotation that is printed (ISO 32000-1, table 165).
const PRINT: i64 = 4;
/// `SignaturesExist` and `AppendOnly` (ISO 32000-1, table 219).
const SIGNATURE_FLAGS: i64 = 3;

/// The fields, as indirect objects that are both field and widget.
pub(super) struct Fields {
    assessor: ObjectId,
    reviewer: ObjectId,
}

impl Fields {
    /// The interactive form.
    pub(super) fn form(&self) -> Object {
        Object::Dictionary(dictionary([("Fields", self.references()), ("SigFlags", Object::Integer(SIGNATURE_FLAGS))]))
    }

    fn references(&self) -> Object {
        Object::Array([self.assessor, self.reviewer].map(Object::Reference).to_vec())
    }
}

/// Adds the fields to the first page.
pub(super) fn add(document: &mut Document, pages: &[ObjectId], fonts: &Fonts, canvas: &Canvas) -> Result<Fields> {
    let [first, second] = [ASSESSOR_FIELD, REVIEWER_FIELD].map(|field| canvas.sheet.at_foot(field));
    let page = *pages.first().ok_or_else(|| Error::internal("the report has no page"))?;
    let empty = form(document, Dictionary::new(), Vec::new());
    let waiting = waiting(document, fonts)?;
    let fields = Fields {
        assessor: field(document, page, "Assessor", "Assessor’s digital signature", first, empty),
        reviewer: field(
            document,
            page,
            "Reviewer",
            "Reviewer’s digital signature (quality assurance)",
            second,
            waiting,
        ),
    };
    let page = document.get_dictionary_mut(page).map_err(Error::internal)?;
    page.set("Annots", fields.references());
    Ok(fields)
}

fn field(
    document: &mut Document,
    page: ObjectId,
    title: &str,
    description: &str,
    rect: [f64; 4],
    appearance: ObjectId,
) -> ObjectId {
    document.add_object(dictionary([
        ("Type", name("Annot")),
        ("Subtype", name("Widget")),
        ("FT", name("Sig")),
        ("T", Object::string_literal(title)),
        ("TU", text_string(description)),
        ("Rect", Object::Array(rect.map(|it| Object::Real(it as f32)).to_vec())),
        ("F", Object::Integer(PRINT)),
        ("P", Object::Reference(page)),
        ("AP", Object::Dictionary(dictionary([("N", Object::Reference(appearance))]))),
    ]))
}

/// A dashed frame that says that nobody has countersigned.
fn waiting(document: &mut Document, fonts: &Fonts) -> Result<ObjectId> {
    let (subset, font) =
        fonts.get(&NOT_COUNTERSIGNED_FACE).ok_or_else(|| Error::internal("the reviewer's field has no font"))?;
    let codes = subset
        .encode(NOT_COUNTERSIGNED)
        .ok_or_else(|| Error::internal("the reviewer's field has characters that its font has not"))?;
    let hex = base16ct::lower::encode_string(&codes);
    let content = format!(
        "q 0.29 0.322 0.337 RG 0.75 w [3.4 2.55] 0 d 0.5 0.5 222.94 101.05 re S Q\n\
         BT 0.29 0.322 0.337 rg /Text 8.5 Tf 11.34 13 Td <{hex}> Tj ET\n"
    );
    let fonts = dictionary([("Text", Object::Reference(*font))]);
    Ok(form(document, dictionary([("Font", Object::Dictionary(fonts))]), content.into_bytes()))
}

/// A form XObject of the size of a field.
fn form(document: &mut Document, resources: Dictionary, content: Vec<u8>) -> ObjectId {
    let size = [0.0, 0.0, 223.94, 102.05].map(Object::Real).to_vec();
    let entries = dictionary([
        ("Type", name("XObject")),
        ("Subtype", name("Form")),
        ("BBox", Object::Array(size)),
        ("Resources", Object::Dictionary(resources)),
    ]);
    document.add_object(Stream::new(entries, content))
}
