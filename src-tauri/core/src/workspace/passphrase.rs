//! What opens a workspace.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::vault;
use crate::error::{Error, Result};

/// The fewest characters of a passphrase that somebody chooses in the window.
const SHORTEST: usize = 8;

/// What opens a workspace and releases its signing key. It is wiped from memory when it is dropped, and never printed.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Takes over what was typed or read.
    #[must_use]
    pub fn new(typed: String) -> Self {
        // The same letters open it, however a keyboard composes them.
        let typed = Zeroizing::new(typed);
        Self(Zeroizing::new(typed.nfc().collect()))
    }

    /// Takes over what somebody chose.
    ///
    /// # Errors
    /// If it is too short to keep anybody out.
    pub fn chosen(typed: String) -> Result<Self> {
        let passphrase = Self::new(typed);
        passphrase.refuse_short().map(|()| passphrase)
    }

    /// Refuses what is too short to keep anybody out.
    pub(super) fn refuse_short(&self) -> Result<()> {
        match self.0.chars().count() < SHORTEST {
            true => Err(Error::refused(format!(
                "A passphrase of fewer than {SHORTEST} characters is soon guessed. Take several words that only you put \
                 together."
            ))),
            false => Ok(()),
        }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn refuse_empty(&self) -> Result<()> {
        if self.0.is_empty() { Err(vault::empty()) } else { Ok(()) }
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

/// What a passphrase is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyUse {
    /// It will open what is being made: worth typing twice.
    Making,
    /// It has to open what is there.
    Opening,
}
