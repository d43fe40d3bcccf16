//! What an organisation wants every report to say.

/// Texts that stand in every report of a workspace, and how long records are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notices {
    /// Who may see a report: stands at the foot of every page.
    pub confidentiality: String,
    /// How a candidate appeals, word for word; empty: the report names the assessor's organisation.
    pub appeal: String,
    /// Under which licence the framework's wording is used; empty: the report says that its issuer answers for it.
    pub licence: String,
    /// How long records are kept after the conclusion, in months; none: the report does not say.
    pub retention_months: Option<u16>,
    /// On what the organisation prints.
    pub paper: Paper,
}

/// The paper that a report is laid out for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// ISO 216 A4: 210 mm by 297 mm.
    #[default]
    A4,
    /// ANSI/ASME Y14.1 A, which North America calls letter: 8.5 in by 11 in, 215.9 mm by 279.4 mm.
    Letter,
}

impl Paper {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::A4, Self::Letter];

    /// The name for programs: `a4`, `letter`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::Letter => "letter",
        }
    }

    /// The paper of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|paper| paper.name() == name)
    }
}

impl Default for Notices {
    fn default() -> Self {
        Self {
            confidentiality: "Confidential: candidate and sponsor only".to_owned(),
            appeal: String::new(),
            licence: String::new(),
            retention_months: None,
            paper: Paper::default(),
        }
    }
}
