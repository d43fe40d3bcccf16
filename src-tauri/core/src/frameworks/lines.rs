//! A source as numbered lines of clean text.

use crate::domain::text;
use crate::error::{Error, Result};

use super::Source;

/// The most bytes of a page of text: 2 MiB, some hundred times the longest known page.
pub const SIZE_LIMIT: usize = 2 * 1024 * 1024;

/// A page of text: its lines that hold something, with the numbers that an editor shows for them.
pub(super) struct Page<'a> {
    pub(super) file: &'a str,
    lines: Vec<Line>,
}

/// A line that is not blank.
pub(super) struct Line {
    /// From 1.
    pub(super) number: usize,
    /// Whether a bullet introduced it.
    pub(super) is_bullet: bool,
    /// Its words, white space folded to single spaces, without the bullet.
    pub(super) text: String,
}

impl<'a> Page<'a> {
    /// The lines of a source.
    ///
    /// # Errors
    /// If it is larger than [`SIZE_LIMIT`], not UTF-8, or empty, or holds a control character or one that reorders
    /// what stands around it.
    pub(super) fn decode(source: &Source<'a>) -> Result<Self> {
        let file = source.name;
        if source.bytes.len() > SIZE_LIMIT {
            return Err(Error::refused_at(
                file,
                1,
                format_args!(
                    "The file has {} bytes, and a page of text has at most {SIZE_LIMIT} (2 MiB). Copy the text of the \
                     page alone into a file and import that.",
                    source.bytes.len()
                ),
            ));
        }
        let text = std::str::from_utf8(source.bytes).map_err(|error| not_utf8(source, error))?;
        let mut lines = Vec::new();
        for (index, raw) in split_lines(text.strip_prefix('\u{FEFF}').unwrap_or(text)).enumerate() {
            let number = index + 1;
            text::note(raw).map_err(|refusal| {
                Error::refused_at(file, number, format_args!("The line {refusal}. Remove it and import again."))
            })?;
            lines.extend(Line::clean(number, raw));
        }
        if lines.is_empty() {
            return Err(Error::refused_at(file, 1, "The file is empty. Copy the text of the page into it."));
        }
        Ok(Self { file, lines })
    }

    /// The lines that are not blank; at least one.
    pub(super) fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The number of the last line that is not blank.
    pub(super) fn last_line(&self) -> usize {
        self.lines.last().map_or(1, |line| line.number)
    }
}

impl Line {
    fn clean(number: usize, raw: &str) -> Option<Self> {
        let folded = fold(raw);
        let (is_bullet, text) = match folded.strip_prefix(BULLETS) {
            Some(rest) if rest.starts_with(' ') => (true, rest.trim_start()),
            // A dash may open a word; a dot never does.
            Some(rest) if folded.starts_with(DOTS) => (true, rest),
            _ => (false, folded.as_str()),
        };
        (!text.is_empty()).then(|| Self { number, is_bullet, text: text.to_owned() })
    }
}

/// White space of any kind (no-break spaces too) folded to single spaces; characters without width or meaning, which
/// browsers copy along, taken out.
pub(super) fn fold(text: &str) -> String {
    let visible: String = text.chars().filter(|character| !INVISIBLE.contains(character)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

const BULLETS: [char; 11] = ['•', '·', '▪', '◦', '‣', '●', '○', '-', '–', '—', '*'];
const DOTS: [char; 7] = ['•', '·', '▪', '◦', '‣', '●', '○'];

/// Soft hyphen, zero-width space, direction marks, word joiner, byte-order mark. Joiners stay: some scripts spell
/// with them.
const INVISIBLE: [char; 6] = ['\u{AD}', '\u{200B}', '\u{200E}', '\u{200F}', '\u{2060}', '\u{FEFF}'];

/// Lines ended by LF, CR LF or a lone CR.
fn split_lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
}

fn not_utf8(source: &Source<'_>, error: std::str::Utf8Error) -> Error {
    let (readable, rest) = source.bytes.split_at(error.valid_up_to());
    // What is readable is text, so its lines can be counted as everywhere else.
    let line = split_lines(&String::from_utf8_lossy(readable)).count();
    let byte = rest.first().copied().unwrap_or_default();
    Error::refused_at(
        source.name,
        line,
        format_args!("The byte 0x{byte:02X} is no UTF-8 text. Save the page as plain text in UTF-8 and import that."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(bytes: &[u8]) -> Result<Vec<(usize, bool, String)>> {
        let page = Page::decode(&Source { name: "page.txt", bytes })?;
        Ok(page.lines().iter().map(|line| (line.number, line.is_bullet, line.text.clone())).collect())
    }

    fn refusal(bytes: &[u8]) -> String {
        decode(bytes).unwrap_err().to_string()
    }

    #[test]
    fn line_ends_of_every_system_count_alike() {
        let expected = vec![(1, false, "a".to_owned()), (3, false, "b".to_owned()), (4, false, "c".to_owned())];
        for text in ["a\n\nb\nc", "a\r\n\r\nb\r\nc\r\n", "a\r\rb\rc\r", "\u{FEFF}a\n \t\u{a0}\nb\r\nc"] {
            assert_eq!(decode(text.as_bytes()).unwrap(), expected, "{text:?}");
        }
    }

    #[test]
    fn space_is_folded_and_what_has_no_width_goes() {
        let lines = decode("  Keeps\u{a0}\u{a0}bees\u{200b} in\ta\u{2009}hi\u{ad}ve \u{feff} ".as_bytes()).unwrap();
        assert_eq!(lines, [(1, false, "Keeps bees in a hive".to_owned())]);
    }

    #[test]
    fn bullets_are_told_from_dashes_within_words() {
        for text in ["  • smoke", "- smoke", "– smoke", "— smoke", "* smoke", "•smoke", "·\u{a0}smoke"] {
            assert_eq!(decode(text.as_bytes()).unwrap(), [(1, true, "smoke".to_owned())], "{text}");
        }
        for text in ["-smoke", "*smoke*", "smoke - fire"] {
            assert_eq!(decode(text.as_bytes()).unwrap(), [(1, false, text.to_owned())]);
        }
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_line() {
        assert!(refusal(b"").starts_with("page.txt, line 1: The file is empty."));
        assert!(refusal(b" \n\xef\xbb\xbf\n").starts_with("page.txt, line 1: The file is empty."));
        assert!(refusal(b"a\r\nb\rc\xff").starts_with("page.txt, line 3: The byte 0xFF is no UTF-8 text."));
        assert!(refusal(b"\xff\xfea\0b\0").starts_with("page.txt, line 1: The byte 0xFF"));
        assert!(refusal(b"a\nb\0").starts_with("page.txt, line 2: The line holds the invisible character U+0000"));
        assert!(refusal("a\n\nb\u{202e}".as_bytes()).starts_with("page.txt, line 3: The line holds the invisible"));
        let too_large = vec![b'a'; SIZE_LIMIT + 1];
        assert!(refusal(&too_large).contains("line 1: The file has 2097153 bytes"));
        let too_long = [b"a\n".to_vec(), vec![b'a'; 200_001]].concat();
        assert!(refusal(&too_long).contains("line 2: The line is longer than 200000 characters"));
    }
}
