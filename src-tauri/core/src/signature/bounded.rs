//! Whether a PDF can be read in memory that is in proportion to its size.
//!
//! The library that reads PDFs follows the file: objects that overlap, that are listed a thousand times, or that lie
//! compressed in a stream, make gigabytes of a small file. So nothing is handed to it but what this reader has gone
//! over from the first byte to the last, building nothing: objects one after the other, tables that list just these,
//! and not more values than fit.

use std::collections::{BTreeMap, BTreeSet};

use memchr::memmem;

use super::cursor::Cursor;

/// The most values; a skill takes some 13 000. Read, each takes up to 270 bytes, in up to three documents at a time.
const VALUE_LIMIT: usize = 200_000;
/// A list or a dictionary counts as so many values, because room is made for four in any.
const LIST: usize = 4;
/// The most tokens of a page's content.
const TOKEN_LIMIT: usize = 250_000;
/// How deep lists and dictionaries lie in each other.
const DEPTH_LIMIT: usize = 32;

/// Whether a PDF is made of objects and tables alone, and of not more than can be read.
pub(super) fn is_bounded(bytes: &[u8]) -> bool {
    let mut reader = Reader { bytes, cursor: Cursor::new(bytes), ..Reader::default() };
    bytes.starts_with(b"%PDF-") && reader.file().is_some()
}

/// Whether a page's content has not more tokens than can be read. Those inside of strings are counted as well.
pub(super) fn is_bounded_content(content: &[u8]) -> bool {
    let class = |byte: u8| match byte {
        b'0'..=b'9' => 1,
        byte if byte.is_ascii_alphabetic() => 2,
        byte if byte.is_ascii_whitespace() => 3,
        _ => 0,
    };
    let begins = |pair: &&[u8]| class(pair[1]) != 3 && (class(pair[1]) == 0 || class(pair[0]) != class(pair[1]));
    content.windows(2).filter(begins).count() < TOKEN_LIMIT
}

#[derive(Default)]
struct Reader<'a> {
    bytes: &'a [u8],
    cursor: Cursor<'a>,
    values: usize,
    /// Where objects begin, with their numbers.
    objects: BTreeMap<usize, u64>,
    /// Where cross-reference tables begin.
    tables: BTreeSet<usize>,
    /// The objects that tables list.
    listed: Vec<(usize, u64)>,
    /// Where tables are said to begin, at the ends of revisions and in trailers.
    followed: Vec<usize>,
}

impl<'a> Reader<'a> {
    fn file(&mut self) -> Option<()> {
        let mut ends = 0;
        loop {
            self.blank();
            match self.cursor.rest() {
                [] => break,
                [b'0'..=b'9', ..] => self.object()?,
                [b'x', ..] => self.table()?,
                [b't', ..] => self.trailer()?,
                _ => {
                    self.cursor.word(b"startxref")?;
                    let table = self.offset()?;
                    self.followed.push(table);
                    ends += 1;
                }
            }
        }
        // One that lies inside of something else could lead to a table that does too.
        let is_followed = memmem::find_iter(self.bytes, b"startxref").count() == ends;
        let leads_to_tables = self.followed.iter().all(|table| self.tables.contains(table));
        let lists_objects = self.listed.iter().all(|(at, number)| self.objects.get(at) == Some(number));
        (is_followed && leads_to_tables && lists_objects).then_some(())
    }

    fn object(&mut self) -> Option<()> {
        let start = self.cursor.place();
        let number = self.cursor.number()?;
        self.blank();
        self.cursor.number()?;
        self.blank();
        self.cursor.word(b"obj")?;
        self.objects.insert(start, number);
        let length = self.value(DEPTH_LIMIT)?;
        self.blank();
        if self.cursor.word(b"stream").is_some() {
            let _ = self.cursor.word(b"\r");
            self.cursor.word(b"\n")?;
            self.cursor.skip(length?)?;
            self.blank_in_file();
            self.cursor.word(b"endstream")?;
            self.blank();
        }
        self.cursor.word(b"endobj")
    }

    fn table(&mut self) -> Option<()> {
        self.tables.insert(self.cursor.place());
        self.cursor.word(b"xref")?;
        loop {
            self.blank();
            if !self.cursor.first()?.is_ascii_digit() {
                return Some(());
            }
            let first = self.cursor.number()?;
            self.blank();
            for place in 0..self.cursor.number()? {
                let at = self.offset()?;
                self.blank();
                self.cursor.number()?;
                self.blank();
                if self.cursor.word(b"n").is_some() {
                    self.listed.push((at, first.checked_add(place)?));
                } else {
                    self.cursor.word(b"f")?;
                }
            }
        }
    }

    fn trailer(&mut self) -> Option<()> {
        self.cursor.word(b"trailer")?;
        let start = self.cursor.place();
        self.value(DEPTH_LIMIT)?;
        let end = self.cursor.place();
        let trailer = &self.bytes[start..end];
        let leads_elsewhere = |key: &[u8]| memmem::find(trailer, key).is_some();
        (!leads_elsewhere(b"/XRefStm") && !leads_elsewhere(b"/Encrypt")).then_some(())?;
        for found in memmem::find_iter(trailer, b"/Prev") {
            self.cursor.go(start + found + b"/Prev".len())?;
            let table = self.offset()?;
            self.followed.push(table);
        }
        self.cursor.go(end)
    }

    /// Passes over a value; of a dictionary, the `/Length` that it has.
    fn value(&mut self, depth: usize) -> Option<Option<usize>> {
        let depth = depth.checked_sub(1)?;
        self.blank();
        self.count(1)?;
        match self.cursor.rest() {
            [b'<', b'<', ..] => return self.dictionary(depth),
            [b'<', ..] => self.cursor.skip(memchr::memchr(b'>', self.cursor.rest())? + 1)?,
            [b'(', ..] => self.cursor.text()?,
            [b'[', ..] => {
                self.count(LIST)?;
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
            [b'+' | b'-' | b'.' | b'0'..=b'9', ..] => {
                self.cursor.skip(1)?;
                self.cursor.while_like(|byte| byte.is_ascii_digit() || byte == b'.');
            }
            _ => {
                let words: [&[u8]; 4] = [b"true", b"false", b"null", b"R"];
                words.into_iter().find_map(|word| self.cursor.word(word))?;
            }
        }
        Some(None)
    }

    fn dictionary(&mut self, depth: usize) -> Option<Option<usize>> {
        self.count(LIST)?;
        self.cursor.word(b"<<")?;
        let mut length = None;
        loop {
            self.blank();
            if self.cursor.word(b">>").is_some() {
                return Some(length);
            }
            let key = self.name()?;
            if key == b"Length" {
                length.is_none().then_some(())?;
                self.blank();
                length = Some(self.offset()?);
            } else {
                self.value(depth)?;
            }
            // What refers to something is three values, and `/Length 5 0 R` no length.
            while matches!(self.next(), Some(b'0'..=b'9' | b'R')) {
                (key != b"Length").then_some(())?;
                self.value(depth)?;
            }
        }
    }

    /// A name without its solidus. There are none that hide what they say, nor objects inside of streams.
    fn name(&mut self) -> Option<&'a [u8]> {
        self.cursor.word(b"/")?;
        let is_regular = |byte: u8| !byte.is_ascii_whitespace() && byte != 0 && !b"()<>[]{}/%".contains(&byte);
        let name = self.cursor.while_like(is_regular);
        let hides = |pair: &[u8]| pair[0] == b'#' && pair[1] > b'2';
        (!name.windows(2).any(hides) && name != b"ObjStm").then_some(name)
    }

    fn offset(&mut self) -> Option<usize> {
        self.blank();
        usize::try_from(self.cursor.number()?).ok()
    }

    fn count(&mut self, values: usize) -> Option<()> {
        self.values += values;
        (self.values <= VALUE_LIMIT).then_some(())
    }

    fn next(&mut self) -> Option<u8> {
        self.blank();
        self.cursor.first()
    }

    /// White space and comments (ISO 32000-1, 7.2.2 and 7.2.3).
    fn blank(&mut self) {
        loop {
            self.blank_in_file();
            if self.cursor.first() != Some(b'%') {
                return;
            }
            self.cursor.while_like(|byte| !matches!(byte, b'\r' | b'\n'));
        }
    }

    fn blank_in_file(&mut self) {
        self.cursor.while_like(|byte| byte.is_ascii_whitespace() || byte == 0);
    }
}
