//! The bytes of a report as it was made: a header, one object after the other, one table that lists just these, and
//! nothing between them.
//!
//! Where nothing lies between the objects there is nothing to be found by programs that look for objects themselves,
//! and where every key stands once all programs read the same.

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::revision::END;

/// How deep arrays and dictionaries lie in each other.
const DEPTH_LIMIT: usize = 32;

/// Reads the whole file; the numbers of its objects with their places. None if anything else stands in it.
pub(super) fn read(bytes: &[u8]) -> Option<BTreeMap<u32, usize>> {
    let mut reader = Reader { bytes, at: 0 };
    let version = reader.line(b"%PDF-1.")?;
    (version.len() == 1 && version[0].is_ascii_digit()).then_some(())?;
    // A second line of bytes above 127 tells other programs that the file is not text.
    if reader.rest().starts_with(b"%") {
        let line = reader.line(b"%")?;
        (line.len() <= 8 && line.iter().all(|byte| *byte > 127)).then_some(())?;
    }
    let mut objects = BTreeMap::new();
    while reader.rest().first().is_some_and(u8::is_ascii_digit) {
        let at = reader.at;
        let number = reader.object()?;
        objects.insert(number, at).is_none().then_some(())?;
    }
    let table = reader.at;
    reader.table(&objects)?;
    reader.word(b"trailer\n")?;
    reader.value(DEPTH_LIMIT)?;
    reader.word(format!("\nstartxref\n{table}\n").as_bytes())?;
    reader.word(END)?;
    reader.rest().is_empty().then_some(objects)
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a [u8] {
        &self.bytes[self.at..]
    }

    fn word(&mut self, word: &[u8]) -> Option<()> {
        self.rest().starts_with(word).then(|| self.at += word.len())
    }

    /// What stands behind a beginning until the end of the line.
    fn line(&mut self, beginning: &[u8]) -> Option<&'a [u8]> {
        self.word(beginning)?;
        let rest = self.rest();
        let line = &rest[..memchr::memchr(b'\n', rest)?];
        self.at += line.len() + 1;
        Some(line)
    }

    fn number(&mut self) -> Option<u64> {
        let rest = self.rest();
        let digits = &rest[..rest.iter().position(|byte| !byte.is_ascii_digit())?];
        self.at += digits.len();
        std::str::from_utf8(digits).ok()?.parse().ok()
    }

    /// `7 0 obj … endobj`, with a stream's content of exactly the length that it says.
    fn object(&mut self) -> Option<u32> {
        let number = u32::try_from(self.number()?).ok()?;
        self.word(b" 0 obj\n")?;
        let length = self.value(DEPTH_LIMIT)?;
        if self.word(b"stream\n").is_some() {
            let end = self.at.checked_add(length?)?;
            self.bytes.get(self.at..end)?;
            self.at = end;
            self.word(b"\n")?;
            self.word(b"endstream")?;
            self.blank();
        }
        self.word(b"\nendobj\n")?;
        Some(number)
    }

    /// The cross-reference table of these objects; numbers that are not in use are free.
    fn table(&mut self, objects: &BTreeMap<u32, usize>) -> Option<()> {
        self.word(format!("xref\n0 {}\n", u64::from(*objects.keys().last()?) + 1).as_bytes())?;
        self.word(b"0000000000 65535 f \n")?;
        for (number, expected) in objects.iter().zip(1..) {
            (*number.0 == expected).then_some(())?;
            self.word(format!("{:010} 00000 n \n", number.1).as_bytes())?;
        }
        Some(())
    }

    fn blank(&mut self) {
        while self.rest().first() == Some(&b' ') {
            self.at += 1;
        }
    }

    /// Passes over a value; of a dictionary, the `/Length` that it has.
    fn value(&mut self, depth: usize) -> Option<Option<usize>> {
        let depth = depth.checked_sub(1)?;
        self.blank();
        match *self.rest() {
            [b'<', b'<', ..] => return self.dictionary(depth).map(Some).map(Option::flatten),
            [b'<', ..] => self.hexadecimal()?,
            [b'(', ..] => self.text()?,
            [b'[', ..] => {
                self.at += 1;
                loop {
                    self.blank();
                    if self.word(b"]").is_some() {
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
        self.word(b"<<")?;
        let (mut keys, mut length) = (BTreeSet::new(), None);
        loop {
            self.blank();
            if self.word(b">>").is_some() {
                return Some(length);
            }
            let key = self.name()?;
            // An escape would be a second notation of the same key.
            (keys.insert(key) && !key.contains(&b'#')).then_some(())?;
            self.blank();
            if key == b"Length" {
                length = usize::try_from(self.number()?).ok();
                // A number that refers to another object begins with a number as well.
                matches!(self.rest().first(), Some(b'/' | b'>')).then_some(())?;
            } else {
                self.value(depth)?;
            }
        }
    }

    /// A name without its solidus.
    fn name(&mut self) -> Option<&'a [u8]> {
        self.word(b"/")?;
        let rest = self.rest();
        let end = rest.iter().position(|byte| !is_regular(*byte))?;
        self.at += end;
        Some(&rest[..end]).filter(|name| !name.is_empty())
    }

    fn hexadecimal(&mut self) -> Option<()> {
        self.word(b"<")?;
        let rest = self.rest();
        let end = memchr::memchr(b'>', rest)?;
        self.at += end + 1;
        rest[..end].iter().all(u8::is_ascii_hexdigit).then_some(())
    }

    fn text(&mut self) -> Option<()> {
        let mut open = 0_usize;
        loop {
            let byte = *self.rest().first()?;
            self.at += if byte == b'\\' { 2 } else { 1 };
            match byte {
                b'(' => open += 1,
                b')' => open -= 1,
                _ => (),
            }
            if open == 0 {
                return (self.at <= self.bytes.len()).then_some(());
            }
        }
    }

    /// A number, a keyword, or a reference, all in ASCII.
    fn simple(&mut self) -> Option<()> {
        let rest = self.rest();
        let end = rest.iter().position(|byte| !is_regular(*byte))?;
        self.at += end;
        let word = &rest[..end];
        let is_number = word.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.' | b'+'));
        (!word.is_empty() && (is_number || matches!(word, b"true" | b"false" | b"null" | b"R"))).then_some(())?;
        if word.iter().all(u8::is_ascii_digit) && self.rest().starts_with(b" 0 R") {
            self.at += b" 0 R".len();
        }
        Some(())
    }
}

/// A character that neither ends nor begins anything (ISO 32000-1, 7.2.2), and no blank.
fn is_regular(byte: u8) -> bool {
    byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(&byte) || byte == b'#'
}
