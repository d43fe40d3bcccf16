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
}

impl Default for Notices {
    fn default() -> Self {
        Self {
            confidentiality: "Confidential: candidate and sponsor only".to_owned(),
            appeal: String::new(),
            licence: String::new(),
            retention_months: None,
        }
    }
}
