//! The bytes of an incremental update (ISO 32000-1, 7.5.6) that signs a field.
//!
//! These bytes are a format of our own: the verifier writes every signed revision again from what it read, and only
//! takes it if not a byte differs. That leaves no room for hidden objects, second versions of an object, comments or
//! a lying cross-reference table, and it is why a library's writer, which may change from one version to the
//! next, is not used.

use std::collections::BTreeMap;
use std::ops::Range;

use lopdf::{Dictionary, Object, ObjectId};

use crate::error::{Error, Result};

/// The room for a CMS structure, in bytes. Ours take about 1.5 KB.
pub(super) const CONTENTS_CAPACITY: usize = 8192;
/// The width of `/ByteRange`'s value: four integers of up to ten digits.
const BYTE_RANGE_WIDTH: usize = "[0 9999999999 9999999999 9999999999]".len();
/// Where every revision ends.
pub(super) const END: &[u8] = b"%%EOF\n";

/// The objects of a revision: changed ones under their old numbers, new ones under the numbers that follow.
#[derive(Debug)]
pub(super) struct Objects {
    next: u32,
    objects: BTreeMap<u32, Object>,
}

impl Objects {
    /// New objects get the numbers from `next` on.
    pub(super) fn from(next: u32) -> Self {
        Self { next, objects: BTreeMap::new() }
    }

    pub(super) fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        let number = self.next;
        self.next += 1;
        self.objects.insert(number, object.into());
        (number, 0)
    }

    pub(super) fn set(&mut self, number: u32, object: impl Into<Object>) {
        self.objects.insert(number, object.into());
    }

    pub(super) fn into_inner(self) -> BTreeMap<u32, Object> {
        self.objects
    }
}

/// The document that a revision goes on top of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Base<'a> {
    /// Its bytes, which end with [`END`].
    pub(super) bytes: &'a [u8],
    /// Its trailer.
    pub(super) trailer: &'a Dictionary,
    /// The offset of its cross-reference table.
    pub(super) xref_start: usize,
}

/// A revision whose signature is still to come.
#[derive(Debug)]
pub(super) struct Draft {
    bytes: Vec<u8>,
    /// The hexadecimal string, with its angle brackets.
    contents: Range<usize>,
}

impl Draft {
    /// The objects on top of `base`; number `signature` is the signature dictionary, whose `/ByteRange` and
    /// `/Contents` are placed here, whatever stands in them.
    pub(super) fn new(base: Base<'_>, objects: &BTreeMap<u32, Object>, signature: u32) -> Result<Self> {
        let mut bytes = base.bytes.to_vec();
        let mut holes = Holes::default();
        let mut offsets = BTreeMap::new();
        for (number, object) in objects {
            offsets.insert(*number, bytes.len());
            bytes.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
            match object {
                Object::Dictionary(dictionary) if *number == signature => {
                    write_dictionary(&mut bytes, dictionary, Some(&mut holes));
                }
                object => write(&mut bytes, object),
            }
            bytes.extend_from_slice(b"\nendobj\n");
        }
        write_tail(&mut bytes, base, &offsets);
        let (Some(contents), Some(byte_range)) = (holes.contents, holes.byte_range) else {
            return Err(Error::internal("a signature dictionary has no place for the signature"));
        };
        let covered = format!("[0 {} {} {}", contents.start, contents.end, bytes.len() - contents.end);
        let padded = format!("{covered:<width$}]", width = BYTE_RANGE_WIDTH - 1);
        if padded.len() != byte_range.len() {
            return Err(Error::refused("The PDF is too large to be signed."));
        }
        bytes[byte_range].copy_from_slice(padded.as_bytes());
        Ok(Self { bytes, contents })
    }

    /// What is signed: all but the contents.
    pub(super) fn covered(&self) -> [&[u8]; 2] {
        covered(&self.bytes, &self.contents)
    }

    /// The whole file with the CMS structure in its place, padded with zeros.
    pub(super) fn fill(mut self, container: &[u8]) -> Result<Vec<u8>> {
        let mut padded = container.to_vec();
        if padded.len() > CONTENTS_CAPACITY {
            return Err(Error::internal("a signature is larger than its place"));
        }
        padded.resize(CONTENTS_CAPACITY, 0);
        let hex = base16ct::lower::encode_string(&padded);
        self.bytes[self.contents.start + 1..self.contents.end - 1].copy_from_slice(hex.as_bytes());
        Ok(self.bytes)
    }
}

/// An object as it stands in a revision.
pub(super) fn to_bytes(object: &Object) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(&mut bytes, object);
    bytes
}

/// All bytes but those in `gap`.
pub(super) fn covered<'a>(bytes: &'a [u8], gap: &Range<usize>) -> [&'a [u8]; 2] {
    [&bytes[..gap.start], &bytes[gap.end..]]
}

#[derive(Default)]
struct Holes {
    contents: Option<Range<usize>>,
    byte_range: Option<Range<usize>>,
}

fn write(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Boolean(value) => out.extend_from_slice(value.to_string().as_bytes()),
        Object::Integer(value) => out.extend_from_slice(value.to_string().as_bytes()),
        // A whole number needs its point, or it would be read back as an integer.
        Object::Real(value) if value.fract() == 0.0 => out.extend_from_slice(format!("{value:.1}").as_bytes()),
        Object::Real(value) => out.extend_from_slice(value.to_string().as_bytes()),
        Object::Name(name) => write_name(out, name),
        Object::String(text, _) => write_string(out, text),
        Object::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b' ');
                }
                write(out, item);
            }
            out.push(b']');
        }
        Object::Dictionary(dictionary) => write_dictionary(out, dictionary, None),
        Object::Stream(stream) => {
            write_dictionary(out, &stream.dict, None);
            out.extend_from_slice(b"\nstream\n");
            out.extend_from_slice(&stream.content);
            out.extend_from_slice(b"\nendstream");
        }
        Object::Reference((number, generation)) => {
            out.extend_from_slice(format!("{number} {generation} R").as_bytes());
        }
    }
}

fn write_dictionary(out: &mut Vec<u8>, dictionary: &Dictionary, mut holes: Option<&mut Holes>) {
    out.extend_from_slice(b"<<");
    for (key, value) in dictionary {
        out.push(b' ');
        write_name(out, key);
        out.push(b' ');
        let start = out.len();
        match (key.as_slice(), holes.as_deref_mut()) {
            (b"Contents", Some(holes)) => {
                out.push(b'<');
                out.resize(out.len() + 2 * CONTENTS_CAPACITY, b'0');
                out.push(b'>');
                holes.contents = Some(start..out.len());
            }
            (b"ByteRange", Some(holes)) => {
                out.resize(out.len() + BYTE_RANGE_WIDTH, b' ');
                holes.byte_range = Some(start..out.len());
            }
            _ => write(out, value),
        }
    }
    out.extend_from_slice(b" >>");
}

/// Printable ASCII as it is, everything else in hexadecimal.
fn write_string(out: &mut Vec<u8>, text: &[u8]) {
    if text.iter().all(|byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'(' | b')' | b'\\')) {
        out.push(b'(');
        out.extend_from_slice(text);
        out.push(b')');
    } else {
        out.push(b'<');
        out.extend_from_slice(base16ct::lower::encode_string(text).as_bytes());
        out.push(b'>');
    }
}

fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for byte in name {
        if matches!(byte, b'!'..=b'~') && !b"()<>[]{}/%#".contains(byte) {
            out.push(*byte);
        } else {
            out.extend_from_slice(format!("#{byte:02X}").as_bytes());
        }
    }
}

/// The cross-reference table in runs of numbers that follow each other, the trailer, and the end.
fn write_tail(out: &mut Vec<u8>, base: Base<'_>, offsets: &BTreeMap<u32, usize>) {
    let start = out.len();
    out.extend_from_slice(b"xref\n");
    let numbers: Vec<u32> = offsets.keys().copied().collect();
    for run in numbers.chunk_by(|before, after| before.checked_add(1) == Some(*after)) {
        out.extend_from_slice(format!("{} {}\n", run[0], run.len()).as_bytes());
        for number in run {
            out.extend_from_slice(format!("{:010} 00000 n \n", offsets[number]).as_bytes());
        }
    }
    let size = base.trailer.get(b"Size").and_then(Object::as_i64).unwrap_or_default();
    let needed = numbers.last().map_or(0, |last| i64::from(*last) + 1);
    let mut trailer = Dictionary::new();
    trailer.set("Size", Object::Integer(size.max(needed)));
    for key in ["Root", "Info", "ID"] {
        if let Ok(value) = base.trailer.get(key.as_bytes()) {
            trailer.set(key, value.clone());
        }
    }
    trailer.set("Prev", Object::Integer(i64::try_from(base.xref_start).unwrap_or_default()));
    out.extend_from_slice(b"trailer\n");
    write_dictionary(out, &trailer, None);
    out.extend_from_slice(format!("\nstartxref\n{start}\n").as_bytes());
    out.extend_from_slice(END);
}

#[cfg(test)]
mod tests {
    use lopdf::{Document, Stream, dictionary};

    use super::super::fixture::{base, saved};
    use super::*;

    fn written(object: impl Into<Object>) -> String {
        String::from_utf8_lossy(&to_bytes(&object.into())).into_owned()
    }

    #[test]
    fn objects_are_written_in_one_way() {
        assert_eq!(
            written(vec![Object::Null, true.into(), Object::Integer(-7), (3, 0).into()]),
            "[null true -7 3 0 R]"
        );
        assert_eq!(written(vec![Object::Real(223.94), Object::Real(-0.5), Object::Real(9.0)]), "[223.94 -0.5 9.0]");
        assert_eq!(written(Object::Name(b"A B#/\xe9".to_vec())), "/A#20B#23#2F#E9");
        assert_eq!(written(Object::string_literal("Lena Vogt")), "(Lena Vogt)");
        assert_eq!(written(Object::string_literal("(a")), "<2861>");
        assert_eq!(written(dictionary! { "K" => dictionary! {} }), "<< /K << >> >>");
        let stream = Stream::new(dictionary! {}, b"BT ET".to_vec());
        assert_eq!(written(stream), "<< /Length 5 >>\nstream\nBT ET\nendstream");
    }

    #[test]
    fn what_is_written_is_read_back() {
        let bytes = base();
        let document = Document::load_mem(&bytes).expect("a PDF");
        let base = Base { bytes: &bytes, trailer: &document.trailer, xref_start: document.xref_start };
        let first = document.max_id + 1;
        let mut objects = Objects::from(first);
        let signature =
            objects.add(dictionary! { "Type" => "Sig", "ByteRange" => Object::Null, "Contents" => Object::Null });
        objects.add(vec![Object::Real(0.1), Object::Real(1e9), Object::Real(1e-7), Object::string_literal("\0\r)")]);
        objects.add(Stream::new(dictionary! {}, b"\r\nendstream\r\n".to_vec()));
        objects.set(first + 10, Object::Name(b"#".to_vec()));
        let objects = objects.into_inner();
        let draft = Draft::new(base, &objects, signature.0).expect("a draft");
        let whole = draft.fill(b"\x30\x00").expect("filled");

        let read = Document::load_mem_with_options(&whole, lopdf::LoadOptions { strict: true, ..Default::default() });
        let read = read.expect("a PDF");
        for (number, object) in objects.iter().filter(|(number, _)| **number != signature.0) {
            assert_eq!(to_bytes(read.get_object((*number, 0)).expect("an object")), to_bytes(object));
        }
        let range = read.get_dictionary(signature).and_then(|found| found.get(b"ByteRange")?.as_array().cloned());
        let range: Vec<i64> = range.expect("a range").iter().map(|item| item.as_i64().expect("a number")).collect();
        assert_eq!(range[2] + range[3], i64::try_from(whole.len()).expect("a length"));
        assert_eq!(whole[usize::try_from(range[1]).expect("a place")], b'<');
        assert_eq!(whole[usize::try_from(range[2]).expect("a place") - 1], b'>');
        assert!(saved(read).starts_with(b"%PDF-1.7"));
    }

    #[test]
    fn a_signature_that_is_too_large_is_refused() {
        let bytes = base();
        let document = Document::load_mem(&bytes).expect("a PDF");
        let base = Base { bytes: &bytes, trailer: &document.trailer, xref_start: document.xref_start };
        let draft = |dictionary: Dictionary| Draft::new(base, &BTreeMap::from([(99, dictionary.into())]), 99);
        let places = || dictionary! { "ByteRange" => Object::Null, "Contents" => Object::Null };
        assert!(draft(places()).expect("a draft").fill(&[0; CONTENTS_CAPACITY]).is_ok());
        assert!(draft(places()).expect("a draft").fill(&[0; CONTENTS_CAPACITY + 1]).is_err());
        assert!(draft(dictionary! {}).is_err());
    }
}
