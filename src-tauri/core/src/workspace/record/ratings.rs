//! What was found on the statements.

use std::collections::HashSet;

use super::Recording;
use super::values::{level, prose, word};
use crate::domain::decision::StatementRef;
use crate::domain::interview::{Assessment, Question};
use crate::domain::rating::Finding;
use crate::error::Result;
use crate::workspace::interview_file::{Located, QuestionMember, RatingMember};
use crate::workspace::responses::{checked_questions, statement_of};

impl<'a> Recording<'_, 'a> {
    /// Records the ratings of an assessment, each statement once.
    pub(super) fn record_ratings(
        &self,
        assessment: &Assessment,
        members: &Located<'a, Vec<Located<'a, RatingMember<'a>>>>,
    ) -> Result<()> {
        let mut seen = HashSet::new();
        for member in self.text.list(members)? {
            let rating = self.text.object(&member)?;
            let at = self.place(assessment, &rating.level, &rating.statement)?;
            if !seen.insert(at) {
                let twice =
                    format!("Statement {} of level {} is rated twice. Keep one of the ratings.", at.ordinal, at.level);
                return Err(self.text.refusal(&rating.statement, twice));
            }
            self.record_rating(assessment, at, &rating)?;
        }
        Ok(())
    }

    fn record_rating(&self, assessment: &Assessment, at: StatementRef, rating: &RatingMember<'a>) -> Result<()> {
        let (transaction, now, id) = (self.transaction, self.now, assessment.id);
        let finding = word(self.text, &rating.rating, "rating", &Finding::RECORDED, Finding::name)?;
        transaction.record_finding(id, at, finding, now)?;
        if let Some(note) = prose(self.text, rating.note.as_ref(), "The note")? {
            transaction.record_note(id, at, &note, now)?;
        }
        if let Some(member) = &rating.reason {
            if finding != Finding::NoOpportunity {
                let sentence = "A reason stands only with the rating no-opportunity. Write a note instead.";
                return Err(self.text.refusal(member, sentence));
            }
            let reason = prose(self.text, Some(member), "The reason")?.unwrap_or_default();
            transaction.record_reason(id, at, &reason, now)?;
        }
        if rating.follow_up {
            transaction.record_follow_up(id, at, true, now)?;
        }
        if let Some(member) = &rating.questions {
            let questions = self.text.list(member)?;
            let questions = questions.iter().map(|member| self.question(member)).collect::<Result<Vec<_>>>()?;
            let questions = self.text.locate(member, checked_questions(&questions))?;
            transaction.record_questions(id, at, &questions, now)?;
        }
        Ok(())
    }

    fn question(&self, member: &Located<'a, QuestionMember<'a>>) -> Result<Question> {
        let question = self.text.object(member)?;
        Ok(Question {
            asked: prose(self.text, Some(&question.asked), "The question")?.unwrap_or_default(),
            answered: prose(self.text, question.answered.as_ref(), "The answer")?.unwrap_or_default(),
        })
    }

    /// The place of a statement that the assessment has.
    pub(super) fn place(
        &self,
        assessment: &Assessment,
        of_level: &Located<'a, u8>,
        of_statement: &Located<'a, u16>,
    ) -> Result<StatementRef> {
        let at = StatementRef { level: level(self.text, of_level)?, ordinal: self.text.number(of_statement)? };
        self.text.locate(of_statement, statement_of(assessment, at))?;
        Ok(at)
    }
}
