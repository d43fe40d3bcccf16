//! What the candidate says to the result.

use rusqlite::Row;
use uuid::Uuid;

use super::{Transaction, named, named_or_null};
use crate::domain::moment::Moment;
use crate::domain::sign_off::{Acknowledgement, Agreement, Drawing, Mark, SignOff};
use crate::error::Result;

impl Transaction<'_> {
    /// Records the candidate's comment.
    ///
    /// # Errors
    /// If an assessment of the interview is no longer a draft, or if the file can't be written.
    pub fn record_comment(&self, interview: Uuid, comment: &str) -> Result<()> {
        self.execute("UPDATE interview SET comment = ?2 WHERE id = ?1", (interview.to_string(), comment))?;
        Ok(())
    }

    /// Records whether the candidate agrees.
    ///
    /// # Errors
    /// As [`record_comment`](Self::record_comment).
    pub fn record_agreement(&self, interview: Uuid, agreement: Option<Agreement>) -> Result<()> {
        self.execute(
            "UPDATE interview SET agreement = ?2 WHERE id = ?1",
            (interview.to_string(), agreement.map(Agreement::name)),
        )?;
        Ok(())
    }

    /// Records whether the candidate acknowledged.
    ///
    /// # Errors
    /// As [`record_comment`](Self::record_comment).
    pub fn record_acknowledgement(&self, interview: Uuid, acknowledgement: &Acknowledgement) -> Result<()> {
        let (kind, mark, at) = match acknowledgement {
            Acknowledgement::None => (None, None, None),
            Acknowledgement::Given { mark: Mark::Typed(name), at } => (Some("typed"), Some(name.clone()), Some(at)),
            Acknowledgement::Given { mark: Mark::Drawn(lines), at } => (Some("drawn"), Some(lines.to_text()), Some(at)),
            Acknowledgement::Voided { at } => (Some("voided"), None, Some(at)),
        };
        self.execute(
            "UPDATE interview SET acknowledgement = ?2, acknowledgement_mark = ?3, acknowledgement_at = ?4
             WHERE id = ?1",
            (interview.to_string(), kind, mark, at.map(ToString::to_string)),
        )?;
        Ok(())
    }

    /// Records why there is no acknowledgement.
    ///
    /// # Errors
    /// As [`record_comment`](Self::record_comment).
    pub fn record_missing_because(&self, interview: Uuid, reason: &str) -> Result<()> {
        self.execute("UPDATE interview SET missing_because = ?2 WHERE id = ?1", (interview.to_string(), reason))?;
        Ok(())
    }
}

/// Reads it from the row of its interview.
pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<SignOff> {
    let kind: Option<String> = row.get("acknowledgement")?;
    let at = || named(row, "acknowledgement_at", Moment::parse);
    Ok(SignOff {
        comment: row.get("comment")?,
        agreement: named_or_null(row, "agreement", Agreement::from_name)?,
        acknowledgement: match kind.as_deref() {
            None => Acknowledgement::None,
            Some("typed") => Acknowledgement::Given { mark: Mark::Typed(row.get("acknowledgement_mark")?), at: at()? },
            Some("drawn") => Acknowledgement::Given {
                mark: Mark::Drawn(named(row, "acknowledgement_mark", Drawing::from_text)?),
                at: at()?,
            },
            Some("voided") => Acknowledgement::Voided { at: at()? },
            Some(other) => return Err(super::unknown("acknowledgement", other)),
        },
        missing_because: row.get("missing_because")?,
    })
}
