//! Whether the last signature's digest is that of the file, found without reading the PDF.
//!
//! Nothing that does not hold here is valid. It asks again, in other words and in a fraction of the time, what the
//! profile asks of a signature's place and digest; so no mistake of a PDF's reader can make a changed file pass.

use std::ops::Range;

use super::super::ecdsa::Curve;
use super::super::revision::{self, CONTENTS_CAPACITY};

/// The identifier of the attribute message-digest (RFC 5652, 11.2), as the file has it.
const DIGEST: &[u8] = b"06092a864886f70d010904";
/// What follows it: a set with one string of octets, of as many as the digest has.
const HEADS: [(&[u8], Curve); 2] = [(b"31220420", Curve::P256), (b"31320430", Curve::P384)];
const ZEROS: [u8; 2 * CONTENTS_CAPACITY] = [b'0'; 2 * CONTENTS_CAPACITY];

/// Whether the last byte range covers the whole file but its own signature, which names the file's digest.
pub(in super::super) fn holds(file: &[u8]) -> bool {
    is_sealed(file).unwrap_or_default()
}

fn is_sealed(file: &[u8]) -> Option<bool> {
    let gap = gap(file)?;
    let digits = file.get(gap.clone())?.strip_prefix(b"<")?.strip_suffix(b">")?;
    // A sequence whose length takes two bytes, and zeros behind it.
    let length = std::str::from_utf8(digits.strip_prefix(b"3082")?.get(..4)?).ok()?;
    let length = 2 * (4 + usize::from_str_radix(length, 16).ok()?);
    let (structure, padding) = digits.split_at_checked(length)?;
    if digits.len() != ZEROS.len() || padding != &ZEROS[..padding.len()] {
        return None;
    }
    let mut named = memchr::memmem::find_iter(structure, DIGEST).map(|at| &structure[at + DIGEST.len()..]);
    Some(named.any(|rest| {
        HEADS.iter().any(|(head, curve)| {
            let named = rest.strip_prefix(*head);
            let digest = || base16ct::lower::encode_string(&curve.digest(revision::covered(file, &gap)));
            named.is_some_and(|named| named.starts_with(digest().as_bytes()))
        })
    }))
}

/// The place of the last signature by the last byte range, which has to leave out nothing else.
fn gap(file: &[u8]) -> Option<Range<usize>> {
    let mut end = file.len();
    let list = loop {
        end = memchr::memrchr(b'[', &file[..end])?;
        if file[..end].ends_with(b"/ByteRange ") {
            break &file[end + 1..];
        }
    };
    let list = std::str::from_utf8(&list[..memchr::memchr(b']', list)?]).ok()?;
    let numbers: Option<Vec<usize>> = list.split_ascii_whitespace().map(|number| number.parse().ok()).collect();
    let [0, start, end, length] = numbers?[..] else { return None };
    (start < end && end.checked_add(length)? == file.len()).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::super::super::fixture::{base, countersigned, signed};
    use super::*;

    #[test]
    fn whole_reports_are_sealed_and_nothing_else_is() {
        assert!(holds(signed()) && holds(countersigned()));
        assert!(!holds(&base()) && !holds(b""));
        // The signature itself is not among the bytes that it covers; only its place and its padding are asked for.
        let gap = gap(countersigned()).expect("a signature");
        let padding = gap.end - 2000..gap.end + 2;
        let places = (0..countersigned().len()).step_by(997).filter(|place| !gap.contains(place));
        for place in places.chain([gap.start, gap.start + 1]).chain(padding) {
            let mut changed = countersigned().to_vec();
            changed[place] ^= 1;
            assert!(!holds(&changed), "byte {place}");
        }
        for extra in [b"\n".as_slice(), b"/ByteRange [0 1 2 3]"] {
            assert!(!holds(&[countersigned(), extra].concat()));
        }
    }
}
