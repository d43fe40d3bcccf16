//! Recording a whole interview from an interview file: begun, rated and concluded, or nothing of it.

use std::collections::HashSet;

use jiff::civil::Date;
use uuid::Uuid;

use super::candidates::CandidateChoice;
use super::conclude::{AwardRequest, conclude};
use super::evidence::checked as checked_evidence;
use super::interview_file::{
    AwardedLevel, EvidenceMember, FileText, FindingMember, InterviewFile, Located, QuestionMember, RatingMember,
};
use super::interviews::{NewIds, StartInterview, begin, open, rule, skill};
use super::responses::{checked_questions, statement_of};
use super::{OpenAssessment, Workspace, line, line_or_none, note, printable};
use crate::domain::decision::StatementRef;
use crate::domain::evidence::{Evidence, EvidenceKind};
use crate::domain::interview::{Assessment, Question};
use crate::domain::level::Level;
use crate::domain::moment::Moment;
use crate::domain::rating::Finding;
use crate::error::{Error, Result};
use crate::store::Transaction;

impl Workspace {
    /// Records the interview in `bytes`, which came from a file called `name`, and concludes it.
    ///
    /// # Errors
    /// If anything in the file is not as the form asks; the sentence names the line, and nothing is kept.
    pub fn record_interview(&mut self, name: &str, bytes: &[u8]) -> Result<OpenAssessment> {
        let text = FileText::new(name, bytes)?;
        let file = text.members()?;
        let ids = NewIds::from(self);
        let now = self.environment.now();
        let evidence_ids: Vec<Uuid> = file.evidence.iter().map(|_| self.environment.new_id()).collect();
        self.store.write(|transaction| {
            let request = start_request(transaction, text, &file)?;
            // What is left to refuse is that the reference is somebody else's.
            let id = text.locate(&file.candidate, begin(transaction, &request, &ids))?;
            record_ratings(transaction, text, &file.ratings, &transaction.assessment(id)?, now)?;
            record_evidence(
                transaction,
                text,
                &file.evidence,
                &transaction.assessment(id)?,
                evidence_ids.into_iter(),
                now,
            )?;
            let award = award(text, file.awarded_level.as_ref())?;
            let reason = prose(text, file.award_reason.as_ref(), "The reason for the award")?;
            let concluded = conclude(transaction, id, award, reason.as_deref(), now);
            match &file.awarded_level {
                Some(member) => text.locate(member, concluded)?,
                None => concluded?,
            }
            open(transaction, id)
        })
    }
}

/// Checks the members that name something, each at its own line.
fn start_request(
    transaction: &Transaction<'_>,
    text: FileText<'_>,
    file: &InterviewFile<'_>,
) -> Result<StartInterview> {
    let candidate = text.object(&file.candidate)?;
    let assessor = text.object(&file.assessor)?;
    let named = text.object(&file.skill)?;
    let (edition, code) = (text.string(&named.edition)?, text.string(&named.code)?);
    text.locate(&named.edition, skill(transaction, &edition, &code))?;
    let rule_name = typed(text, file.rule.as_ref(), |name| rule(name).map(|rule| rule.name))?;
    let optional_line = |what: &'static str| move |typed: &str| line_or_none(what, Some(typed));
    let reference = typed(text, candidate.reference.as_ref(), optional_line("The candidate’s reference"))?;
    let role = typed(text, candidate.role.as_ref(), optional_line("The candidate’s role"))?;
    let organisation = typed(text, assessor.organisation.as_ref(), optional_line("The assessor’s organisation"))?;
    Ok(StartInterview {
        candidate: CandidateChoice::New {
            name: text.locate(&candidate.name, line("The candidate’s name", &text.string(&candidate.name)?))?,
            reference: reference.flatten(),
            role: role.flatten(),
        },
        assessor_name: text.locate(&assessor.name, line("The assessor’s name", &text.string(&assessor.name)?))?,
        assessor_organisation: organisation.flatten(),
        edition,
        code,
        rule: rule_name.unwrap_or_else(|| "consistent".to_owned()),
        purpose: prose(text, file.purpose.as_ref(), "The purpose")?,
        start_level: None,
        started_at: typed(text, file.started_at.as_ref(), moment)?,
    })
}

/// An optional member's text, checked at its own line.
fn typed<'a, T, V>(
    text: FileText<'a>,
    member: Option<&Located<'a, T>>,
    check: impl FnOnce(&str) -> Result<V>,
) -> Result<Option<V>> {
    member.map(|member| text.locate(member, check(&text.string(member)?))).transpose()
}

fn record_ratings<'a>(
    transaction: &Transaction<'_>,
    text: FileText<'a>,
    ratings: &[Located<'a, RatingMember<'a>>],
    assessment: &Assessment,
    now: Moment,
) -> Result<()> {
    let mut seen = HashSet::new();
    for member in ratings {
        let rating = text.object(member)?;
        let at = place(text, assessment, &rating.level, &rating.statement)?;
        if !seen.insert(at) {
            let twice =
                format!("Statement {} of level {} is rated twice. Keep one of the ratings.", at.ordinal, at.level);
            return Err(text.refusal(&rating.statement, twice));
        }
        let finding = finding(text, &rating.rating)?;
        transaction.record_finding(assessment.id, at, finding, now)?;
        if let Some(note) = prose(text, rating.note.as_ref(), "The note")? {
            transaction.record_note(assessment.id, at, &note, now)?;
        }
        if let Some(member) = &rating.reason {
            if finding != Finding::NoOpportunity {
                return Err(
                    text.refusal(member, "A reason stands only with the rating no-opportunity. Write a note instead.")
                );
            }
            let reason = prose(text, Some(member), "The reason")?.unwrap_or_default();
            transaction.record_reason(assessment.id, at, &reason, now)?;
        }
        if !rating.questions.is_empty() {
            let questions = rating.questions.iter().map(|member| question(text, member)).collect::<Result<Vec<_>>>()?;
            let questions = text.locate(member, checked_questions(&questions))?;
            transaction.record_questions(assessment.id, at, &questions, now)?;
        }
    }
    Ok(())
}

fn record_evidence<'a>(
    transaction: &Transaction<'_>,
    text: FileText<'a>,
    items: &[Located<'a, EvidenceMember<'a>>],
    assessment: &Assessment,
    ids: impl Iterator<Item = Uuid>,
    now: Moment,
) -> Result<()> {
    for (member, id) in items.iter().zip(ids) {
        let item = text.object(member)?;
        let kind = text.string(&item.kind)?;
        let unknown = || {
            let names = EvidenceKind::ALL.map(EvidenceKind::name).join(", ");
            text.refusal(&item.kind, format!("“{kind}” is no kind of evidence. There are {names}."))
        };
        let statements = item.statements.iter().map(|member| {
            let named = text.object(member)?;
            place(text, assessment, &named.level, &named.statement)
        });
        let evidence = Evidence {
            id,
            kind: EvidenceKind::from_name(&kind).ok_or_else(unknown)?,
            title: text.string(&item.title)?,
            date: typed(text, item.date.as_ref(), date)?,
            seen: item.seen,
            statements: statements.collect::<Result<_>>()?,
        };
        let evidence = text.locate(&item.title, checked_evidence(assessment, &evidence, now.date()))?;
        transaction.record_evidence(assessment.id, &evidence, now)?;
    }
    Ok(())
}

/// The place of a statement that the assessment has.
fn place<'a>(
    text: FileText<'a>,
    assessment: &Assessment,
    of_level: &Located<'a, u8>,
    of_statement: &Located<'a, u16>,
) -> Result<StatementRef> {
    let level = text.locate(of_level, level(text.number(of_level)?))?;
    let at = StatementRef { level, ordinal: text.number(of_statement)? };
    text.locate(of_statement, statement_of(assessment, at))?;
    Ok(at)
}

/// An optional member of several lines, which will be printed.
fn prose<'a>(text: FileText<'a>, member: Option<&Located<'a, String>>, what: &str) -> Result<Option<String>> {
    typed(text, member, |typed| note(what, typed).and_then(|note| printable(what, note)))
}

fn question<'a>(text: FileText<'a>, member: &Located<'a, QuestionMember<'a>>) -> Result<Question> {
    let question = text.object(member)?;
    Ok(Question {
        asked: prose(text, Some(&question.asked), "The question")?.unwrap_or_default(),
        answered: prose(text, question.answered.as_ref(), "The answer")?.unwrap_or_default(),
    })
}

fn award<'a>(text: FileText<'a>, member: Option<&Located<'a, AwardedLevel>>) -> Result<AwardRequest> {
    let Some(member) = member else { return Ok(AwardRequest::AsComputed) };
    if !text.is_string(member) {
        let number = serde_json::from_str(member.json()).map_err(|_| text.refusal(member, AWARD))?;
        return Ok(AwardRequest::Level(Some(text.locate(member, level(number))?)));
    }
    match text.string(member)?.as_str() {
        "none" => Ok(AwardRequest::Level(None)),
        _ => Err(text.refusal(member, AWARD)),
    }
}

const AWARD: &str = "An awarded level is a number from 1 to 7, \"none\", or null for the computed level.";

fn level(number: u8) -> Result<Level> {
    Level::new(number).ok_or_else(|| Error::refused(format!("There is no level {number}; levels are 1 to 7.")))
}

fn moment(text: &str) -> Result<Moment> {
    Moment::parse(text).ok_or_else(|| {
        Error::refused(format!("“{text}” is no time. Write date, time and offset, such as 2026-03-02T09:30:00+01:00."))
    })
}

fn date(text: &str) -> Result<Date> {
    text.parse()
        .map_err(|_| Error::refused(format!("“{text}” is no date. Write year, month and day, such as 2026-02-27.")))
}

fn finding<'a>(text: FileText<'a>, member: &Located<'a, FindingMember>) -> Result<Finding> {
    let name = text.string(member)?;
    Finding::from_name(&name).ok_or_else(|| {
        let names = Finding::RECORDED.map(Finding::name).join(", ");
        text.refusal(member, format!("“{name}” is no rating. There are {names}."))
    })
}
