//! Reviews that are not signed yet.

use uuid::Uuid;

use super::{Transaction, named, named_or_null};
use crate::domain::level::Level;
use crate::domain::moment::Moment;
use crate::domain::review::{Decision, ReviewDraft, Sampled};
use crate::error::Result;

impl Transaction<'_> {
    /// The review of a received report, as far as it is; none: it was not begun, or is signed.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn review(&self, report: &str) -> Result<Option<ReviewDraft>> {
        self.first("SELECT * FROM review WHERE report = ?1", [report], |row| {
            Ok(ReviewDraft {
                decision: named_or_null(row, "decision", Decision::from_name)?,
                reason: row.get("reason")?,
                sampled: named(row, "sampled", read_samples)?,
            })
        })
    }

    /// Keeps the review of a received report.
    ///
    /// # Errors
    /// If there is no such report, if it is countersigned, or if the file can't be written.
    pub fn keep_review(&self, report: &str, review: &ReviewDraft, at: Moment) -> Result<()> {
        self.execute(
            "INSERT INTO review (report, decision, reason, sampled, changed_at) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO UPDATE SET decision = excluded.decision, reason = excluded.reason,
                                       sampled = excluded.sampled, changed_at = excluded.changed_at",
            (
                report,
                review.decision.map(Decision::name),
                &review.reason,
                samples_text(&review.sampled),
                at.to_string(),
            ),
        )?;
        Ok(())
    }
}

/// The statements as text: one a line, its assessment, its level and its place in it parted by spaces.
pub(super) fn samples_text(sampled: &[Sampled]) -> String {
    let line = |it: &Sampled| format!("{} {} {}", it.assessment, it.level.number(), it.statement);
    sampled.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Reads what [`samples_text`] writes.
pub(super) fn read_samples(text: &str) -> Option<Vec<Sampled>> {
    let line = |line: &str| {
        let mut parts = line.split(' ');
        let sampled = Sampled {
            assessment: Uuid::parse_str(parts.next()?).ok()?,
            level: Level::new(parts.next()?.parse().ok()?)?,
            statement: parts.next()?.parse().ok()?,
        };
        parts.next().is_none().then_some(sampled)
    };
    text.lines().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_read_back() {
        let sampled = |level, statement| Sampled {
            assessment: Uuid::from_u128(7),
            level: Level::new(level).expect("a level"),
            statement,
        };
        let several = vec![sampled(1, 2), sampled(3, 14)];
        assert_eq!(read_samples(&samples_text(&several)), Some(several));
        assert_eq!(read_samples(""), Some(Vec::new()));
        assert_eq!(read_samples("no sample"), None);
    }
}
