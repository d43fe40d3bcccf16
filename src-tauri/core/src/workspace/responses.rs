//! What is recorded on single statements while an interview lasts. Every function returns after the commit.

use uuid::Uuid;

use super::{Saved, Workspace, note};
use crate::domain::change::{AssessmentChange, ResponseChange};
use crate::domain::decision::StatementRef;
use crate::domain::interview::{Assessment, AssessmentState, Question};
use crate::domain::rating::Finding;
use crate::error::{Code, Error, Result};

/// The most questions on one statement.
const QUESTION_LIMIT: usize = 100;

impl Workspace {
    /// Records what was found on a statement; *not explored* takes it back. Returns after the commit.
    ///
    /// # Errors
    /// If the assessment is concluded, or has no such statement, or the disk did not take it.
    pub fn rate(&mut self, id: Uuid, at: StatementRef, finding: Finding) -> Result<Saved> {
        self.change_assessment(id, AssessmentChange::Response(at, ResponseChange::Finding(finding)))
    }

    /// Records the note on a statement, as it was typed; an empty one removes it. Returns after the commit.
    ///
    /// # Errors
    /// As [`rate`](Self::rate), or if the note is too long.
    pub fn write_note(&mut self, id: Uuid, at: StatementRef, text: &str) -> Result<Saved> {
        self.change_assessment(id, AssessmentChange::Response(at, ResponseChange::Note(text.to_owned())))
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
        return Err(Error::refused(format!(
            "There are more than {QUESTION_LIMIT} questions on one statement. Put the last ones into the note."
        )));
    }
    let checked = (1..).zip(questions).map(|(number, question)| {
        Ok(Question {
            asked: note(&format!("Question {number}"), &question.asked)?,
            answered: note(&format!("Answer {number}"), &question.answered)?,
        })
    });
    let pairs = checked.collect::<Result<Vec<Question>>>()?;
    Ok(pairs.into_iter().filter(|it| !it.asked.trim().is_empty() || !it.answered.trim().is_empty()).collect())
}
