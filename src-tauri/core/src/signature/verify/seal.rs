//! Whether the last signature's digest is that of the file, found without reading the PDF.
//!
//! Nothing that does not hold here is valid. It asks again, in other words and in a fraction of the time, what the
//! profile asks of a signature's place and digest; so no mistake of a PDF's reader can make a changed file pass.

use std::ops::Range;

use super::super::revision::{self, CONTENTS_CAPACITY};

/// The attribute message-digest (RFC 5652, 11.2) up to its 32 bytes: its identifier, and the head of a set with one
/// string of octets.
const DIGEST: [u8; 15] = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x04, 0x31, 0x22, 0x04, 0x20];

/// Whether the last byte range covers the whole file but its own signature, which names the file's digest.
pub(in super::super) fn holds(file: &[u8]) -> bool {
    is_sealed(file).unwrap_or_default()
}

fn is_sealed(file: &[u8]) -> Option<bool> {
    let gap = gap(file)?;
    let hex = file.get(gap.clone())?.strip_prefix(b"<")?.strip_suffix(b">")?;
    let contents = base16ct::lower::decode_vec(hex).ok().filter(|it| it.len() == CONTENTS_CAPACITY)?;
    // A sequence whose length takes two bytes, and zeros behind it.
    let [0x30, 0x82, high, low, ..] = contents[..] else { return None };
    let (structure, padding) = contents.split_at_checked(4 + usize::from(u16::from_be_bytes([high, low])))?;
    if padding.iter().any(|byte| *byte != 0) {
        return None;
    }
    let digest = revision::digest(file, &gap);
    let mut named = memchr::memmem::find_iter(structure, &DIGEST).map(|at| &structure[at + DIGEST.len()..]);
    Some(named.any(|rest| rest.starts_with(&digest)))
}

/// The place of the last signature by the last byte range, which has to leave out nothing else.
fn gap(file: &[u8]) -> Option<Range<usize>> {
    const BEGIN: &[u8] = b"/ByteRange [0 ";
    let rest = &file[memchr::memmem::rfind(file, BEGIN)? + BEGIN.len()..];
    let list = std::str::from_utf8(&rest[..memchr::memchr(b']', rest)?]).ok()?;
    let mut numbers = list.split_ascii_whitespace().map(|number| number.parse::<usize>().ok());
    let (start, end, length) = (numbers.next()??, numbers.next()??, numbers.next()??);
    (numbers.next().is_none() && start < end && end.checked_add(length)? == file.len()).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::super::super::fixture::{base, countersigned, signed};
    use super::*;

    #[test]
    fn whole_reports_are_sealed_and_nothing_else_is() {
        assert!(holds(signed()) && holds(countersigned()));
        assert!(!holds(&base()) && !holds(b""));
        let begin = countersigned().len() - 2000;
        for place in (0..countersigned().len()).step_by(997).chain(begin..begin + 100) {
            let mut changed = countersigned().to_vec();
            changed[place] ^= 1;
            assert!(!holds(&changed), "byte {place}");
        }
        for extra in [b"\n".as_slice(), b"/ByteRange [0 1 2 3]"] {
            assert!(!holds(&[countersigned(), extra].concat()));
        }
    }
}
