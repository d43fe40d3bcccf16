//! Signers and what a workspace thinks of them.

/// What this workspace knows of a signer. Verifying never changes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trust {
    /// This workspace's own identity, or one that its user trusts.
    Known,
    /// Never seen under this name.
    New,
    /// The name is a known signer's, or looks like it; the key is not. It may be a new laptop.
    Contradicts,
}

impl Trust {
    /// `known`, `new`, `contradicts`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::New => "new",
            Self::Contradicts => "contradicts",
        }
    }
}
