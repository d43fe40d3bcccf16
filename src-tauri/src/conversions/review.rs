//! Received reports and their review.

use vouchsafe_core::domain::interview::Question;
use vouchsafe_core::domain::level::Level;
use vouchsafe_core::domain::review::{Decision, ReviewDraft as CoreDraft, Sampled};
use vouchsafe_core::error::{Error, Result};
use vouchsafe_core::workspace::{
    ExportedReport, OpenReview, ReceivedReport as CoreReceived, ReviewedAssessment as CoreAssessment,
    ReviewedLevel as CoreLevel, ReviewedStatement as CoreStatement, Reviewer,
};

use super::assessment::finding_name;
use super::ids::{assessment_id, level};
use crate::messages::review::{
    AskedAndAnswered, CountersignedReport, ReceivedReport, ReviewDraft, ReviewView, ReviewedAssessment, ReviewedLevel,
    ReviewedStatement, ReviewerView, SampledStatement,
};

impl From<CoreReceived> for ReceivedReport {
    fn from(received: CoreReceived) -> Self {
        Self {
            report: received.facts.into(),
            received_at: received.received_at.to_string(),
            signatures: received.signatures.into_iter().map(Into::into).collect(),
            review_begun: received.review_begun,
            superseded_by: received.superseded_by,
        }
    }
}

impl From<OpenReview> for ReviewView {
    fn from(open: OpenReview) -> Self {
        Self {
            report: open.facts.into(),
            signatures: open.signatures.into_iter().map(Into::into).collect(),
            assessments: open.assessments.into_iter().map(Into::into).collect(),
            review: open.review.into(),
            signed: open.signed,
            reviewer: open.reviewer.map(Into::into),
            refused: open.refused,
        }
    }
}

impl From<Reviewer> for ReviewerView {
    fn from(reviewer: Reviewer) -> Self {
        Self { name: reviewer.name, fingerprint: reviewer.fingerprint }
    }
}

impl From<CoreAssessment> for ReviewedAssessment {
    fn from(assessment: CoreAssessment) -> Self {
        Self {
            assessment: assessment.assessment.to_string(),
            code: assessment.code,
            name: assessment.name,
            edition: assessment.edition_name,
            rule: format!("{}, version {}", assessment.rule, assessment.rule_version),
            computed_level: assessment.computed.map(Level::number),
            awarded_level: assessment.awarded.map(Level::number),
            award_reason: assessment.award_reason,
            levels: assessment.levels.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<CoreLevel> for ReviewedLevel {
    fn from(level: CoreLevel) -> Self {
        Self {
            level: level.level.number(),
            verdict: level.verdict.into(),
            statements: level.statements.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<CoreStatement> for ReviewedStatement {
    fn from(statement: CoreStatement) -> Self {
        Self {
            statement: statement.statement,
            text: statement.text,
            finding: finding_name(statement.finding),
            decisive: statement.decisive,
            note: statement.note,
            reason: statement.reason,
            questions: statement.questions.into_iter().map(Into::into).collect(),
            evidence: statement.evidence,
        }
    }
}

impl From<Question> for AskedAndAnswered {
    fn from(question: Question) -> Self {
        Self { asked: question.asked, answered: question.answered }
    }
}

impl TryFrom<ExportedReport> for CountersignedReport {
    type Error = Error;

    fn try_from(exported: ExportedReport) -> Result<Self> {
        let signed =
            exported.report.review.ok_or_else(|| Error::internal("a countersigned report without a review"))?;
        Ok(Self {
            file: exported.file.display().to_string(),
            sha256: exported.report.sha256,
            signer_fingerprint: signed.by.fingerprint,
            signed_at: signed.by.at.to_string(),
        })
    }
}

impl From<CoreDraft> for ReviewDraft {
    fn from(draft: CoreDraft) -> Self {
        let sampled = |it: Sampled| SampledStatement {
            assessment: it.assessment.to_string(),
            level: it.level.number(),
            statement: it.statement,
        };
        Self {
            sampled: draft.sampled.into_iter().map(sampled).collect(),
            accepted: draft.decision.map(|decision| decision == Decision::Accepted),
            reason: draft.reason,
        }
    }
}

impl ReviewDraft {
    /// The review in the core's words.
    pub(crate) fn read(&self) -> Result<CoreDraft> {
        let sampled = |it: &SampledStatement| {
            Ok(Sampled { assessment: assessment_id(&it.assessment)?, level: level(it.level)?, statement: it.statement })
        };
        Ok(CoreDraft {
            decision: self.accepted.map(|accepted| if accepted { Decision::Accepted } else { Decision::Returned }),
            reason: self.reason.clone(),
            sampled: self.sampled.iter().map(sampled).collect::<Result<_>>()?,
        })
    }
}
