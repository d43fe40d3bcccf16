//! A place in a PDF's bytes, and what is passed over from there: the little that the readers of PDF syntax share which
//! know no library.

/// A place in bytes. Whatever it does not find leaves it where it is.
#[derive(Clone, Copy, Default)]
pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    /// At the first of these bytes.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// How many bytes lie before.
    pub(super) fn place(&self) -> usize {
        self.at
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    pub(super) fn first(&self) -> Option<u8> {
        self.rest().first().copied()
    }

    /// Goes to a place; none if it lies behind the end.
    pub(super) fn go(&mut self, place: usize) -> Option<()> {
        (place <= self.bytes.len()).then(|| self.at = place)
    }

    /// Passes over so many bytes; none if there are fewer.
    pub(super) fn skip(&mut self, count: usize) -> Option<()> {
        self.go(self.at.checked_add(count)?)
    }

    /// Passes over this word, if it stands here.
    pub(super) fn word(&mut self, word: &[u8]) -> Option<()> {
        self.rest().starts_with(word).then(|| self.at += word.len())
    }

    /// Passes over all bytes that are like this, and gives them.
    pub(super) fn while_like(&mut self, is_like: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.rest();
        let like = &rest[..rest.iter().position(|byte| !is_like(*byte)).unwrap_or(rest.len())];
        self.at += like.len();
        like
    }

    /// A number without a sign.
    pub(super) fn number(&mut self) -> Option<u64> {
        let digits = self.while_like(|byte| byte.is_ascii_digit());
        std::str::from_utf8(digits).ok()?.parse().ok()
    }

    /// Passes over a text in parentheses, in which others may lie, and of which a solidus reversed hides the next byte
    /// (ISO 32000-1, 7.3.4.2).
    pub(super) fn text(&mut self) -> Option<()> {
        let mut open = 0_usize;
        loop {
            let byte = self.first()?;
            self.skip(if byte == b'\\' { 2 } else { 1 })?;
            match byte {
                b'(' => open += 1,
                b')' => open = open.checked_sub(1)?,
                _ => (),
            }
            if open == 0 {
                return Some(());
            }
        }
    }
}
