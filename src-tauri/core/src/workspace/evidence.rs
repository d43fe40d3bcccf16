//! Evidence: what findings rest on.

use jiff::civil::Date;
use uuid::Uuid;

use super::responses::{refuse_frozen, statement_of};
use super::{Workspace, line};
use crate::domain::evidence::Evidence;
use crate::domain::interview::Assessment;
use crate::error::{Error, Result};

/// The most items of evidence in one assessment.
const ITEM_LIMIT: usize = 2_000;

impl Workspace {
    /// Records an item of evidence, or records it anew where its id is known. Returns after the commit.
    ///
    /// # Errors
    /// If the assessment is concluded, or if the item names no statement of it, has no title, or is dated in the
    /// future.
    pub fn keep_evidence(&mut self, assessment: Uuid, evidence: &Evidence) -> Result<()> {
        let now = self.environment.now();
        self.store.write(|transaction| {
            let before = transaction.assessment(assessment)?;
            refuse_frozen(&before)?;
            let evidence = checked(&before, evidence, now.date())?;
            transaction.record_evidence(assessment, &evidence, now)
        })
    }

    /// Takes an item of evidence back. Returns after the commit.
    ///
    /// # Errors
    /// If the assessment is concluded.
    pub fn remove_evidence(&mut self, assessment: Uuid, evidence: Uuid) -> Result<()> {
        let now = self.environment.now();
        self.store.write(|transaction| {
            refuse_frozen(&transaction.assessment(assessment)?)?;
            transaction.remove_evidence(assessment, evidence, now)
        })
    }
}

/// The item as it will be kept.
pub(super) fn checked(assessment: &Assessment, evidence: &Evidence, today: Date) -> Result<Evidence> {
    let title = line("The evidence", &evidence.title)?;
    if assessment.evidence.len() >= ITEM_LIMIT {
        return Err(Error::refused(format!(
            "There are {ITEM_LIMIT} items of evidence already, and no more can be kept."
        )));
    }
    if evidence.statements.is_empty() {
        return Err(Error::refused(format!("The evidence “{title}” bears on no statement. Name at least one.")));
    }
    for at in &evidence.statements {
        statement_of(assessment, *at)?;
    }
    if let Some(date) = evidence.date.filter(|date| *date > today) {
        return Err(Error::refused(format!("The evidence “{title}” is dated {date}, which is in the future.")));
    }
    Ok(Evidence { title, ..evidence.clone() })
}
