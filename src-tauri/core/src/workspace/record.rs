//! Recording a whole interview from an interview file: begun, rated and concluded, or nothing of it.

use std::collections::HashSet;

use super::candidates::CandidateChoice;
use super::conclude::{AwardRequest, conclude};
use super::interview_file::{AwardedLevel, FileText, FindingMember, InterviewFile, Located, RatingMember};
use super::interviews::{NewIds, StartInterview, begin, open, rule, skill, statement_of};
use super::{OpenAssessment, Workspace, note};
use crate::domain::decision::StatementRef;
use crate::domain::interview::Assessment;
use crate::domain::level::Level;
use crate::domain::moment::Moment;
use crate::domain::rating::{Finding, Rating};
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
        self.store.write(|transaction| {
            let request = start_request(transaction, text, &file)?;
            // What is left to refuse is about the people, and the candidate stands first among them.
            let id = text.locate(&file.candidate, begin(transaction, &request, &ids))?;
            record_ratings(transaction, text, &file.ratings, &transaction.assessment(id)?, now)?;
            let award = text_award(text, &file)?;
            let reason = file.award_reason.as_ref().map(|reason| text.value(reason)).transpose()?;
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
    let candidate = text.value(&file.candidate)?;
    let assessor = text.value(&file.assessor)?;
    text.locate(&file.assessor, super::line("The assessor’s name", &assessor.name))?;
    let named_skill = text.value(&file.skill)?;
    text.locate(&file.skill, skill(transaction, &named_skill.edition, &named_skill.code))?;
    let named_rule = match &file.rule {
        Some(member) => {
            let name = text.value(member)?;
            text.locate(member, rule(&name))?;
            name
        }
        None => "consistent".to_owned(),
    };
    let purpose = match &file.purpose {
        Some(member) => Some(text.locate(member, note("The purpose", &text.value(member)?))?),
        None => None,
    };
    let started_at = match &file.started_at {
        Some(member) => Some(text.locate(member, moment(&text.value(member)?))?),
        None => None,
    };
    Ok(StartInterview {
        candidate: CandidateChoice::New { name: candidate.name, reference: candidate.reference, role: candidate.role },
        assessor_name: assessor.name,
        assessor_organisation: assessor.organisation,
        edition: named_skill.edition,
        code: named_skill.code,
        rule: named_rule,
        purpose,
        start_level: None,
        started_at,
    })
}

fn record_ratings(
    transaction: &Transaction<'_>,
    text: FileText<'_>,
    ratings: &[Located<'_, RatingMember>],
    assessment: &Assessment,
    now: Moment,
) -> Result<()> {
    let mut seen = HashSet::new();
    for member in ratings {
        let rating = text.value(member)?;
        let at = text.locate(member, place(&rating))?;
        text.locate(member, statement_of(assessment, at))?;
        if !seen.insert(at) {
            let twice =
                format!("statement {} of level {} is rated twice. Keep one of the ratings.", at.ordinal, at.level);
            return text.locate(member, Err(Error::refused(twice)));
        }
        transaction.record_finding(assessment.id, at, finding(rating.rating), now)?;
        if let Some(typed) = &rating.note {
            let note = text.locate(member, note("The note", typed))?;
            transaction.record_note(assessment.id, at, &note, now)?;
        }
    }
    Ok(())
}

fn text_award(text: FileText<'_>, file: &InterviewFile<'_>) -> Result<AwardRequest> {
    let Some(member) = &file.awarded_level else {
        return Ok(AwardRequest::AsComputed);
    };
    Ok(AwardRequest::Level(match text.value(member)? {
        AwardedLevel::None(_) => None,
        AwardedLevel::Level(number) => Some(text.locate(member, level(number))?),
    }))
}

fn place(rating: &RatingMember) -> Result<StatementRef> {
    Ok(StatementRef { level: level(rating.level)?, ordinal: rating.statement })
}

fn level(number: u8) -> Result<Level> {
    Level::new(number).ok_or_else(|| Error::refused(format!("There is no level {number}; levels are 1 to 7.")))
}

fn moment(text: &str) -> Result<Moment> {
    Moment::parse(text).ok_or_else(|| {
        Error::refused(format!("“{text}” is no time. Write date, time and offset, such as 2026-03-02T09:30:00+01:00."))
    })
}

fn finding(member: FindingMember) -> Finding {
    match member {
        FindingMember::Fully => Finding::Rated(Rating::Fully),
        FindingMember::Largely => Finding::Rated(Rating::Largely),
        FindingMember::Partly => Finding::Rated(Rating::Partly),
        FindingMember::NotMet => Finding::Rated(Rating::NotMet),
        FindingMember::NoOpportunity => Finding::NoOpportunity,
    }
}
