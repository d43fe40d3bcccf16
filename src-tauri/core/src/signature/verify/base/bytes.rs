//! The bytes of a report as it was made: a header, one object after the other, one table that lists just these, and
//! nothing between them.
//!
//! Where nothing lies between the objects there is nothing to be found by programs that look for objects themselves,
//! and where every key stands once all programs read the same.

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::cursor::Cursor;
use super::super::super::revision::END;

/// How deep arrays and dictionaries lie in each other.
const DEPTH_LIMIT: usize = 32;

/// Reads the whole file; the numbers of its objects with their places. None if anything else stands in it.
pub(super) fn read(bytes: &[u8]) -> Option<BTreeMap<u32, usize>> {
    let mut reader = Reader { cursor: Cursor::new(bytes) };
    let version = reader.line(b"%PDF-1.")?;
    (version.len() == 1 && version[0].is_ascii_digit()).then_some(())?;
    // A second line of bytes above 127 tells other programs that the file is not text.
    if reader.cursor.first() == Some(b'%') {
        let line = reader.line(b"%")?;
        (line.len() <= 8 && line.iter().all(|byte| *byte > 127)).then_some(())?;
    }
    let mut objects = BTreeMap::new();
    while reader.cursor.first().is_some_and(|byte| byte.is_ascii_digit()) {
        let at = reader.cursor.place();
        let number = reader.object()?;
        objects.insert(number, at).is_none().then_some(())?;
    }
    let table = reader.cursor.place();
    reader.table(&objects)?;
    reader.cursor.word(b"trailer\n")?;
    reader.value(DEPTH_LIMIT)?;
    reader.cursor.word(format!("\nstartxref\n{table}\n").as_bytes())?;
    reader.cursor.word(END)?;
    reader.cursor.rest().is_empty().then_some(objects)
}

struct Reader<'a> {
    cursor: Cursor<'a>,
}

impl<'a> Reader<'a> {
    /// What stands behind a beginning until the end of the line.
    fn line(&mut self, beginning: &[u8]) -> Option<&'a [u8]> {
        self.cursor.word(beginning)?;
        let line = self.cursor.while_like(|byte| byte != b'\n');
        self.cursor.word(b"\n").map(|()| line)
    }

    /// `7 0 obj … endobj`, with a stream's content of exactly the length that it says.
    fn object(&mut self) -> Option<u32> {
        let number = u32::try_from(self.cursor.number()?).ok()?;
        self.cursor.word(b" 0 obj\n")?;
        let length = self.value(DEPTH_LIMIT)?;
        if self.cursor.word(b"stream\n").is_some() {
            self.cursor.skip(length?)?;
            self.cursor.word(b"\n")?;
            self.cursor.word(b"endstream")?;
            self.blank();
        }
        self.cursor.word(b"\nendobj\n")?;
        Some(number)
    }

    /// The cross-reference table of these objects; numbers that are not in use are free.
    fn table(&mut self, objects: &BTreeMap<u32, usize>) -> Option<()> {
        self.cursor.word(format!("xref\n0 {}\n", u64::from(*objects.keys().last()?) + 1).as_bytes())?;
        self.cursor.word(b"0000000000 65535 f \n")?;
        for (number, expected) in objects.iter().zip(1..) {
            (*number.0 == expected).then_some(())?;
            self.cursor.word(format!("{:010} 00000 n \n", number.1).as_bytes())?;
        }
        Some(())
    }

    fn blank(&mut self) {
        self.cursor.while_like(|byte| byte == b' ');
    }

    /// Passes over a value; of a dictionary, the `/Length` that it has.
    fn value(&mut self, depth: usize) -> Option<Option<usize>> {
        let depth = depth.checked_sub(1)?;
        self.blank();
        match *self.cursor.rest() {
            [b'<', b'<', ..] => return self.dictionary(depth).map(Some).map(Option::flatten),
            [b'<', ..] => self.hexadecimal()?,
            [b'(', ..] => self.cursor.text()?,
            [b'[', ..] => {
                self.cursor.word(b"[")?;
                loop {
                    self.blank();
                    if self.cursor.word(b"]").is_some() {
                        break;
                    }
                    self.value(depth)?;
                }
            }
            [b'/', ..] => drop(self.name()?),
            _ => self.simple()?,
        }
        Some(None)
    }

    fn dictionary(&mut self, depth: usize) -> Option<Option<usize>> {
        self.cursor.word(b"<<")?;
        let (mut keys, mut length) = (BTreeSet::new(), None);
        loop {
            self.blank();
            if self.cursor.word(b">>").is_some() {
                return Some(length);
            }
            let key = self.name()?;
            // An escape would be a second notation of the same key.
            (keys.insert(key) && !key.contains(&b'#')).then_some(())?;
            self.blank();
            if key == b"Length" {
                length = usize::try_from(self.cursor.number()?).ok();
                // A number that refers to another object begins with a number as well.
                matches!(self.cursor.first(), Some(b'/' | b'>')).then_some(())?;
            } else {
                self.value(depth)?;
            }
        }
    }

    /// A name without its solidus.
    fn name(&mut self) -> Option<&'a [u8]> {
        self.cursor.word(b"/")?;
        Some(self.cursor.while_like(is_regular)).filter(|name| !name.is_empty())
    }

    fn hexadecimal(&mut self) -> Option<()> {
        self.cursor.word(b"<")?;
        self.cursor.while_like(|byte| byte.is_ascii_hexdigit());
        self.cursor.word(b">")
    }

    /// A number, a keyword, or a reference, all in ASCII.
    fn simple(&mut self) -> Option<()> {
        let word = self.cursor.while_like(is_regular);
        let is_number = word.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.' | b'+'));
        (!word.is_empty() && (is_number || matches!(word, b"true" | b"false" | b"null" | b"R"))).then_some(())?;
        if word.iter().all(u8::is_ascii_digit) {
            let _ = self.cursor.word(b" 0 R");
        }
        Some(())
    }
}

/// A character that neither ends nor begins anything (ISO 32000-1, 7.2.2), and no blank.
fn is_regular(byte: u8) -> bool {
    byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(&byte) || byte == b'#'
}
