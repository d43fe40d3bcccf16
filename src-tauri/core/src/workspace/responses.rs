//! What is recorded on single statements while an interview lasts. Every function returns after the commit.

use uuid::Uuid;

use super::{Workspace, note};
use crate::domain::decision::{Outcome, StatementRef};
use crate::domain::interview::{Assessment, AssessmentState, Question};
use crate::domain::moment::Moment;
use crate::domain::rating::Finding;
use crate::domain::rule::DecisionRule;
use crate::error::{Code, Error, Result};
use crate::store::Transaction;

/// The most questions on one statement.
const QUESTION_LIMIT: usize = 100;

/// Proof of a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// When it was saved.
    pub at: Moment,
    /// The assessment's rule.
    pub rule: DecisionRule,
    /// What the rule makes of the assessment now.
    pub outcome: Outcome,
}

impl Workspace {
    /// Records what was found on a statement; *not explored* takes it back. Returns after the commit.
    ///
    /// # Errors
    /// If the assessment is concluded, or has no such statement, or the disk did not take it.
    pub fn rate(&mut self, id: Uuid, at: StatementRef, finding: Finding) -> Result<Saved> {
        self.save(id, at, |transaction, now| transaction.record_finding(id, at, finding, now))
    }

    /// Records the note on a statement, as it was typed; an empty one removes it. Returns after the commit.
    ///
    /// # Errors
    /// As [`rate`](Self::rate), or if the note is too long.
    pub fn write_note(&mut self, id: Uuid, at: StatementRef, text: &str) -> Result<Saved> {
        let text = note("The note", text)?;
        self.save(id, at, |transaction, now| transaction.record_note(id, at, &text, now))
    }

    /// Records why there was no opportunity on a statement, as it was typed; an empty reason removes it.
    ///
    /// # Errors
    /// As [`write_note`](Self::write_note).
    pub fn write_reason(&mut self, id: Uuid, at: StatementRef, text: &str) -> Result<Saved> {
        let text = note("The reason", text)?;
        self.save(id, at, |transaction, now| transaction.record_reason(id, at, &text, now))
    }

    /// Records whether the assessor wants to come back to a statement.
    ///
    /// # Errors
    /// As [`rate`](Self::rate).
    pub fn mark_follow_up(&mut self, id: Uuid, at: StatementRef, follow_up: bool) -> Result<Saved> {
        self.save(id, at, |transaction, now| transaction.record_follow_up(id, at, follow_up, now))
    }

    /// Records all that was asked and said on a statement, in place of what was recorded before.
    ///
    /// # Errors
    /// As [`write_note`](Self::write_note), or if an answer has no question, or if there are more than a hundred.
    pub fn write_questions(&mut self, id: Uuid, at: StatementRef, questions: &[Question]) -> Result<Saved> {
        let questions = checked_questions(questions)?;
        self.save(id, at, |transaction, now| transaction.record_questions(id, at, &questions, now))
    }

    /// Remembers which statement is open, so that the interview resumes there.
    ///
    /// # Errors
    /// If the assessment is concluded, or has no such statement.
    pub fn move_to(&mut self, id: Uuid, at: StatementRef) -> Result<()> {
        self.store.write(|transaction| {
            let assessment = transaction.assessment(id)?;
            statement_of(&assessment, at)?;
            refuse_frozen(&assessment)?;
            transaction.record_place(id, at)
        })
    }

    fn save(
        &mut self,
        id: Uuid,
        at: StatementRef,
        record: impl FnOnce(&Transaction<'_>, Moment) -> Result<()>,
    ) -> Result<Saved> {
        let now = self.environment.now();
        self.store.write(|transaction| {
            let assessment = transaction.assessment(id)?;
            statement_of(&assessment, at)?;
            refuse_frozen(&assessment)?;
            record(transaction, now)?;
            let saved = transaction.assessment(id)?;
            Ok(Saved { at: now, outcome: saved.outcome(), rule: saved.rule })
        })
    }
}

/// Refuses a place at which the assessment has no statement.
pub(super) fn statement_of(assessment: &Assessment, at: StatementRef) -> Result<()> {
    let definition = &assessment.definition;
    if definition.statement(at).is_some() {
        return Ok(());
    }
    let count = definition.level(at.level).map_or(0, |entry| entry.statements().len());
    let has = match count {
        0 => "is not defined".to_owned(),
        1 => "has 1 statement".to_owned(),
        _ => format!("has {count} statements"),
    };
    Err(Error::refused(format!(
        "There is no statement {} at level {}: {} {} {has} at that level.",
        at.ordinal, at.level, definition.edition.name, definition.code
    )))
}

pub(super) fn refuse_frozen(assessment: &Assessment) -> Result<()> {
    match assessment.state {
        AssessmentState::Draft => Ok(()),
        _ => Err(Error::new(
            Code::Frozen,
            "This assessment is concluded and no longer changes. A correction is a new assessment.",
        )),
    }
}

/// What was asked and said, checked: pairs with nothing in them are left out.
pub(super) fn checked_questions(questions: &[Question]) -> Result<Vec<Question>> {
    if questions.len() > QUESTION_LIMIT {
        return Err(Error::refused(format!("There are more than {QUESTION_LIMIT} questions on one statement.")));
    }
    let checked = questions.iter().map(|question| {
        Ok(Question {
            asked: note("The question", &question.asked)?,
            answered: note("The answer", &question.answered)?,
        })
    });
    let pairs = checked.collect::<Result<Vec<Question>>>()?;
    Ok(pairs.into_iter().filter(|it| !it.asked.trim().is_empty() || !it.answered.trim().is_empty()).collect())
}
