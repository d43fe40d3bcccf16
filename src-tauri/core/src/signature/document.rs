//! Finding our way in a PDF: catalog, fields, record, trailer.

use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::xref::{XrefEntry, XrefType};
use lopdf::{Dictionary, Document, LoadOptions, Object, decode_text_string};

use super::revision::Base;
use super::{Field, bounded};

/// The name of the record inside a report.
pub(super) const RECORD_NAME: &str = "vouchsafe-record.json";
/// The most bytes that a record inflates to.
const RECORD_LIMIT: usize = 4 << 20;
/// How long a chain of references may be.
const REFERENCE_LIMIT: usize = 8;

/// A PDF with its bytes.
pub(super) struct Pdf<'a> {
    bytes: &'a [u8],
    inner: Document,
}

/// A form field that stands directly in the AcroForm.
#[derive(Debug, Clone, Copy)]
pub(super) struct FormField<'a> {
    /// Its object's number.
    pub(super) number: u32,
    /// Field and widget in one.
    pub(super) dictionary: &'a Dictionary,
}

impl<'a> Pdf<'a> {
    /// Reads a PDF whose cross-reference data is as it has to be, and that is [bounded](bounded::is_bounded).
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        if bounded::is_bounded(bytes) { Self::load(bytes) } else { None }
    }

    /// Reads a PDF that was made here, whatever it holds.
    #[cfg(test)]
    pub(super) fn read_own(bytes: &'a [u8]) -> Option<Self> {
        Self::load(bytes)
    }

    fn load(bytes: &'a [u8]) -> Option<Self> {
        let options = LoadOptions { strict: true, ..LoadOptions::default() };
        // The library computes with numbers from the file, and some that make no sense overflow there.
        let inner = catch_unwind(AssertUnwindSafe(|| Document::load_mem_with_options(bytes, options))).ok()?.ok()?;
        Some(Self { bytes, inner })
    }

    pub(super) fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// How many pages it has.
    pub(super) fn pages(&self) -> usize {
        self.inner.page_iter().count()
    }

    /// Whether it has a plain cross-reference table, and no objects inside of others.
    pub(super) fn is_plain(&self) -> bool {
        let table = &self.inner.reference_table;
        matches!(table.cross_reference_type, XrefType::CrossReferenceTable)
            && !table.entries.values().any(XrefEntry::is_compressed)
    }

    /// What a revision on top of this document has to know of it.
    pub(super) fn as_base(&self) -> Base<'_> {
        Base { bytes: self.bytes, trailer: &self.inner.trailer, xref_start: self.inner.xref_start }
    }

    /// The first object number that is not in use.
    pub(super) fn next_number(&self) -> u32 {
        let size = self.inner.trailer.get(b"Size").and_then(Object::as_i64).ok();
        size.and_then(|size| u32::try_from(size).ok()).unwrap_or_default().max(self.inner.max_id.saturating_add(1))
    }

    /// The numbers of the objects that begin at or after this offset.
    pub(super) fn numbers_from(&self, start: usize) -> Vec<u32> {
        let begins = |entry: &XrefEntry| match entry {
            XrefEntry::Normal { offset, generation: 0 } => usize::try_from(*offset).is_ok_and(|offset| offset >= start),
            _ => false,
        };
        self.inner
            .reference_table
            .entries
            .iter()
            .filter(|(_, entry)| begins(entry))
            .map(|(number, _)| *number)
            .collect()
    }

    pub(super) fn trailer(&self) -> &Dictionary {
        &self.inner.trailer
    }

    pub(super) fn object(&self, number: u32) -> Option<&Object> {
        self.inner.objects.get(&(number, 0))
    }

    pub(super) fn dictionary(&self, number: u32) -> Option<&Dictionary> {
        self.object(number)?.as_dict().ok()
    }

    /// The catalog with its number.
    pub(super) fn catalog(&self) -> Option<(u32, &Dictionary)> {
        let (number, _) = self.inner.trailer.get(b"Root").and_then(Object::as_reference).ok()?;
        Some((number, self.dictionary(number)?))
    }

    /// One of our fields: a signature field by that name, of which there is just one.
    pub(super) fn field(&self, field: Field) -> Option<FormField<'_>> {
        let mut named = self.fields().into_iter().filter(|(name, _)| name == field.name());
        match (named.next(), named.next()) {
            (Some((_, found)), None) if found.is_for_signatures() => Some(found),
            _ => None,
        }
    }

    /// All fields that stand directly in the AcroForm, with their names.
    pub(super) fn fields(&self) -> Vec<(String, FormField<'_>)> {
        let Some(list) = self.field_list() else { return Vec::new() };
        let read = |item: &Object| {
            let (number, _) = item.as_reference().ok()?;
            let dictionary = self.dictionary(number)?;
            let name = dictionary.get(b"T").ok().and_then(|name| decode_text_string(name).ok()).unwrap_or_default();
            Some((name, FormField { number, dictionary }))
        };
        list.iter().filter_map(read).collect()
    }

    fn field_list(&self) -> Option<&Vec<Object>> {
        let form = self.resolve(self.catalog()?.1.get(b"AcroForm").ok()?)?.as_dict().ok()?;
        self.resolve(form.get(b"Fields").ok()?)?.as_array().ok()
    }

    /// Whether it carries our record, be it readable or not.
    pub(super) fn has_record(&self) -> bool {
        self.record_file().is_some()
    }

    /// The record's bytes.
    pub(super) fn record(&self) -> Option<Vec<u8>> {
        let embedded = self.resolve(self.record_file()?.get(b"EF").ok()?)?.as_dict().ok()?;
        self.inflated(embedded.get(b"F").ok()?, RECORD_LIMIT)
    }

    /// The file specification among the catalog's associated files that has the record's name.
    fn record_file(&self) -> Option<&Dictionary> {
        let files = self.resolve(self.catalog()?.1.get(b"AF").ok()?)?.as_array().ok()?;
        let mut specifications = files.iter().filter_map(|file| self.resolve(file)?.as_dict().ok());
        specifications.find(|file| {
            [b"UF".as_slice(), b"F"].into_iter().any(|key| {
                file.get(key).is_ok_and(|name| decode_text_string(name).is_ok_and(|name| name == RECORD_NAME))
            })
        })
    }

    /// A stream's content without its compression; none if it inflates to more than `limit` bytes.
    pub(super) fn inflated(&self, stream: &Object, limit: usize) -> Option<Vec<u8>> {
        self.resolve(stream)?.as_stream().ok()?.get_plain_content_with_limit(limit).ok()
    }

    /// What an object stands for, if it is a reference.
    pub(super) fn resolve<'b>(&'b self, mut object: &'b Object) -> Option<&'b Object> {
        for _ in 0..REFERENCE_LIMIT {
            match object {
                Object::Reference(id) => object = self.inner.objects.get(id)?,
                object => return Some(object),
            }
        }
        None
    }
}

impl<'a> FormField<'a> {
    /// Whether somebody signed it.
    pub(super) fn is_filled(&self) -> bool {
        self.dictionary.has(b"V")
    }

    fn is_for_signatures(&self) -> bool {
        self.dictionary.get(b"FT").and_then(Object::as_name).is_ok_and(|kind| kind == b"Sig")
            && !self.dictionary.has(b"Kids")
            && !self.dictionary.has(b"Parent")
    }

    /// Width and height of the widget, in points to two decimals.
    pub(super) fn size(&self) -> Option<[f32; 2]> {
        let corners = self.dictionary.get(b"Rect").and_then(Object::as_array).ok()?;
        let [left, bottom, right, top] = corners.as_slice() else { return None };
        let length = |from: &Object, to: &Object| {
            let length = ((to.as_float().ok()? - from.as_float().ok()?) * 100.0).round() / 100.0;
            (length > 0.0).then_some(length)
        };
        Some([length(left, right)?, length(bottom, top)?])
    }

    /// The number of the object that is its value.
    pub(super) fn value(&self) -> Option<u32> {
        match self.dictionary.get(b"V").and_then(Object::as_reference) {
            Ok((number, 0)) => Some(number),
            _ => None,
        }
    }
}
