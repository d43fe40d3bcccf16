//! From BER to DER (X.690). Programs that build on NSS, such as Firefox and Thunderbird, write lengths that are not known
//! in advance, and strings in pieces; the ASN.1 library reads DER alone.

/// How deep constructed values may lie within each other; in PKCS#12 files it is about eight.
const DEPTH: usize = 24;

const CONSTRUCTED: u8 = 0x20;
const OCTET_STRING: u8 = 0x04;
const END_OF_CONTENTS: [u8; 2] = [0, 0];

/// One value, and nothing behind it, with the shortest definite lengths and its octet strings in one piece. Tags are kept,
/// so a string under an implicit tag stays in pieces.
pub(super) fn to_der(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes;
    let (tag, content) = value(&mut rest, DEPTH)?;
    rest.is_empty().then(|| encoded(tag, &content))
}

/// The next value: its tag and its content.
fn value(rest: &mut &[u8], depth: usize) -> Option<(u8, Vec<u8>)> {
    let [tag] = *take(rest, 1)? else { return None };
    // None of the tags in such files needs a second byte.
    if tag & 0x1F == 0x1F {
        return None;
    }
    let length = length(rest)?;
    if tag & CONSTRUCTED == 0 {
        return Some((tag, take(rest, length?)?.to_vec()));
    }
    let depth = depth.checked_sub(1)?;
    let mut parts = Vec::new();
    match length {
        Some(length) => {
            let mut within = take(rest, length)?;
            while !within.is_empty() {
                parts.push(value(&mut within, depth)?);
            }
        }
        None => {
            while !rest.starts_with(&END_OF_CONTENTS) {
                parts.push(value(rest, depth)?);
            }
            take(rest, END_OF_CONTENTS.len())?;
        }
    }
    if tag == OCTET_STRING | CONSTRUCTED {
        let pieces = parts.into_iter().map(|(tag, content)| (tag == OCTET_STRING).then_some(content));
        return Some((OCTET_STRING, pieces.collect::<Option<Vec<_>>>()?.concat()));
    }
    let content: Vec<Vec<u8>> = parts.iter().map(|(tag, content)| encoded(*tag, content)).collect();
    Some((tag, content.concat()))
}

/// A length; the inner none stands for one that is not said.
fn length(rest: &mut &[u8]) -> Option<Option<usize>> {
    let [first] = *take(rest, 1)? else { return None };
    match first {
        0x80 => Some(None),
        0..0x80 => Some(Some(usize::from(first))),
        _ => {
            let digits = take(rest, usize::from(first & 0x7F))?;
            let small = (digits.len() <= 4).then_some(digits)?;
            Some(Some(small.iter().fold(0, |length, digit| length << 8 | usize::from(*digit))))
        }
    }
}

fn take<'a>(rest: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (taken, behind) = rest.split_at_checked(count)?;
    *rest = behind;
    Some(taken)
}

fn encoded(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len().to_be_bytes();
    let digits: Vec<u8> = length.into_iter().skip_while(|digit| *digit == 0).collect();
    let length = match content.len() {
        short @ 0..0x80 => u8::try_from(short).into_iter().collect(),
        _ => [u8::try_from(digits.len()).into_iter().map(|count| 0x80 | count).collect(), digits].concat(),
    };
    [vec![tag], length, content.to_vec()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_said_and_pieces_joined() {
        let ber = [0x30, 0x80, 0x24, 0x80, 4, 1, b'a', 0x24, 3, 4, 1, b'b', 0, 0, 2, 0x81, 1, 7, 0, 0];
        assert_eq!(to_der(&ber), Some(vec![0x30, 7, 4, 2, b'a', b'b', 2, 1, 7]));
        let long = [vec![0x04, 0x83, 0, 1, 44], vec![9; 300]].concat();
        assert_eq!(to_der(&long), Some([vec![0x04, 0x82, 1, 44], vec![9; 300]].concat()));
        assert_eq!(to_der(&[0x05, 0]), Some(vec![0x05, 0]));
    }

    #[test]
    fn what_is_no_value_is_none() {
        let deep = [[0x30, 0x80].repeat(1_000_000), [0, 0].repeat(1_000_000)].concat();
        for wrong in [
            &[][..],
            &[0x30],
            &[0x30, 0x80],
            &[0x30, 0x80, 0],
            &[0x04, 0x80, 0, 0],
            &[0x04, 2, 1],
            &[0x04, 1, 1, 1],
            &[0x04, 0x85, 0, 0, 0, 0, 1, 1],
            &[0x04, 0xFF, 1],
            &[0x1F, 1, 1],
            &[0x24, 3, 2, 1, 1],
            &deep,
        ] {
            assert_eq!(to_der(wrong), None, "{:?}", &wrong[..wrong.len().min(9)]);
        }
    }
}
