//! From an interview to its record.

use super::{
    Assessment, Assessor, Attachment, Candidate, Definition, Edition, EvidenceItem, FULL, Interview, LevelResult,
    PARTIAL, PageText, Person, Place, QuestionAndAnswer, Record, Report, Rule, SignOff, StatementRating, Summary,
    Superseded, Trail,
};
use crate::domain::decision::{LevelOutcome, StatementRef};
use crate::domain::definition::{LevelContent, statement_hash};
use crate::domain::evidence::Evidence;
use crate::domain::level::Level;
use crate::domain::profile::Profile;
use crate::domain::rating::{Finding, Rating};
use crate::domain::{interview, rule, summary};
use crate::error::{Error, Result};
use crate::report::content::Text;
use crate::report::shown::Shown;

impl Record {
    /// The record of a report whose pages say `said`.
    ///
    /// # Errors
    /// If an assessment is not concluded.
    pub(in crate::report) fn of(shown: &Shown<'_>, said: &[Text]) -> Result<Self> {
        let interview = &*shown.interview;
        Ok(Self {
            format: if shown.profile == Profile::Full { FULL } else { PARTIAL },
            report: Report {
                id: shown.id.to_owned(),
                version: shown.version,
                supersedes: shown.superseded().map(|(id, version)| Superseded { id: id.to_owned(), version }),
                issued_at: shown.issued_at.to_string(),
                copy_of: shown.copy_of.map(str::to_owned),
                profile: shown.profile.name().to_owned(),
                left_out: shown.profile.leaves_out().iter().map(|detail| detail.name().to_owned()).collect(),
                confidentiality: shown.notices.confidentiality.clone(),
                appeal: shown.notices.appeal.clone(),
                licence: shown.notices.licence.clone(),
                delete_after: shown.delete_after()?.map(|date| date.to_string()),
                trail: shown.trail.map(|head| Trail { sequence: head.sequence, hash: head.hash.clone() }),
                signer: Person::of(shown.signer),
                program: shown.program.to_owned(),
            },
            candidate: Candidate {
                id: interview.candidate.id.to_string(),
                name: interview.candidate.name.clone(),
                reference: interview.candidate.reference.clone(),
                role: interview.candidate.role.clone(),
            },
            assessor: Assessor::of(&interview.assessor),
            interview: Interview::from(interview),
            assessments: interview.assessments.iter().map(Assessment::of).collect::<Result<_>>()?,
            sign_off: Some(SignOff::of(&interview.sign_off, shown.commented)),
            pages_text: said
                .iter()
                .map(|text| PageText { key: text.key.to_string(), text: text.text.clone() })
                .collect(),
        })
    }
}

impl Assessor {
    fn of(assessor: &interview::Assessor) -> Self {
        Self {
            name: assessor.name.clone(),
            organisation: assessor.organisation.clone(),
            qualification: assessor.qualification.clone(),
            independence: assessor.independence.clone(),
        }
    }
}

impl Person {
    fn of(person: &interview::Assessor) -> Self {
        Self { name: person.name.clone(), organisation: person.organisation.clone() }
    }
}

impl Assessment {
    fn of(assessment: &interview::Assessment) -> Result<Self> {
        let conclusion =
            assessment.state.conclusion().ok_or_else(|| Error::internal("a draft reached the report's record"))?;
        let outcome = assessment.outcome();
        let definition = &assessment.definition;
        let ratings = definition.statement_refs().map(|at| {
            let text = definition.statement(at).unwrap_or_default();
            let response = assessment.responses.get(&at).cloned().unwrap_or_default();
            StatementRating {
                level: at.level.number(),
                statement: at.ordinal,
                text: text.to_owned(),
                text_hash: statement_hash(text),
                finding: assessment.finding(at).name().to_owned(),
                reason: if response.finding == Finding::NoOpportunity { response.reason } else { String::new() },
                note: response.note,
                questions: response
                    .questions
                    .into_iter()
                    .map(|it| QuestionAndAnswer { asked: it.asked, answered: it.answered })
                    .collect(),
            }
        });
        Ok(Self {
            id: assessment.id.to_string(),
            definition: Definition {
                edition: Edition {
                    id: definition.edition.id.to_string(),
                    name: definition.edition.name.clone(),
                    status: definition.edition.status.name().to_owned(),
                },
                code: definition.code.to_string(),
                name: definition.name.clone(),
                hash: definition.hash().to_string(),
            },
            rule: Rule::of(&assessment.rule),
            ratings: ratings.collect(),
            levels: outcome
                .levels
                .iter()
                .map(|level| {
                    let reason = definition.level(level.level).and_then(|entry| match &entry.content {
                        LevelContent::NotDefined { reason } => Some(reason.clone()),
                        LevelContent::Defined { .. } => None,
                    });
                    LevelResult::of(level, reason)
                })
                .collect(),
            computed_level: outcome.computed.map(Level::number),
            possible_level: outcome.possible.map(Level::number),
            awarded_level: conclusion.award.level.map(Level::number),
            award_reason: conclusion.award.reason.clone(),
            summary: Summary::of(&assessment.summary),
            concluded_at: conclusion.concluded_at.to_string(),
            decisive: outcome.decisive.iter().copied().map(Place::of).collect(),
            evidence: assessment.evidence.iter().map(EvidenceItem::of).collect(),
        })
    }
}

impl Summary {
    fn of(summary: &summary::Summary) -> Option<Self> {
        let made = Self {
            strengths: summary.strengths.clone(),
            gaps: summary.gaps.clone(),
            next_steps: summary.next_steps.clone(),
        };
        (*summary != summary::Summary::default()).then_some(made)
    }
}

impl Rule {
    fn of(rule: &rule::DecisionRule) -> Self {
        Self {
            name: rule.name.clone(),
            version: rule.version,
            own: !rule.is_preset(),
            floor: rule.floor.name().to_owned(),
            mean_tenths: rule.mean.map(rule::Percent::tenths),
            coverage_tenths: rule.coverage.tenths(),
            lower_levels: rule.lower_levels.name().to_owned(),
        }
    }
}

impl LevelResult {
    pub(super) fn of(outcome: &LevelOutcome, not_defined_reason: Option<String>) -> Self {
        Self {
            level: outcome.level.number(),
            verdict: outcome.verdict.name().to_owned(),
            presumed: outcome.presumed,
            not_defined_reason,
            statements: outcome.statements,
            explored: outcome.explored,
            no_opportunity: outcome.no_opportunity,
            lowest: outcome.lowest.map(|lowest| Rating::name(lowest).to_owned()),
            mean_tenths: outcome.mean_tenths,
        }
    }
}

impl EvidenceItem {
    fn of(evidence: &Evidence) -> Self {
        Self {
            kind: evidence.kind.name().to_owned(),
            title: evidence.title.clone(),
            date: evidence.date.map(|date| date.to_string()),
            seen: evidence.seen,
            statements: evidence.statements.iter().copied().map(Place::of).collect(),
            attachments: evidence
                .attachments
                .iter()
                .map(|file| Attachment { name: file.name.clone(), size: file.size, sha256: file.sha256.clone() })
                .collect(),
        }
    }
}

impl Place {
    pub(super) fn of(at: StatementRef) -> Self {
        Self { level: at.level.number(), statement: at.ordinal }
    }
}
