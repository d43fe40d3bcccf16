//! The facts of the sitting, of its end, and of one assessment.

use std::fmt;

use crate::domain::decision::StatementRef;
use crate::domain::level::Level;
use crate::domain::summary::SummaryPart;

/// How the interview was held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ConductFact {
    /// `mode`
    Mode,
    /// `place`
    Place,
    /// `identity_check`: how, or that it is not recorded.
    IdentityCheck,
    /// `consent`: which, or that it is not recorded.
    Consent,
    /// `sponsor`
    Sponsor,
    /// `observers.<n>`, counted from 1.
    Observer(usize),
    /// `adjustments`, word for word.
    Adjustments,
    /// `interruptions`, word for word.
    Interruptions,
}

/// What the candidate said and did at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SignOffFact {
    /// `comment`, word for word.
    Comment,
    /// `commented`: whether there is a comment, where its words are left out.
    Commented,
    /// `agreement`: which, or that the candidate did not say.
    Agreement,
    /// `acknowledgement`: whether there is one.
    Acknowledgement,
    /// `mark`: the name as it was typed; what was drawn is no text.
    Mark,
    /// `acknowledged`: when.
    Acknowledged,
    /// `voided`: when a change made the acknowledgement void.
    Voided,
    /// `missing_because`, word for word.
    MissingBecause,
}

/// A fact of one assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fact {
    /// `skill.name`
    SkillName,
    /// `skill.code`
    SkillCode,
    /// `edition.name`
    EditionName,
    /// `edition.status`
    EditionStatus,
    /// `definition.hash`
    DefinitionHash,
    /// `rule.name`: the name and the version.
    Rule,
    /// `rule.own`: says that the rule is the organisation's own, with the name and the version.
    OwnRule,
    /// `rule.floor`
    RuleFloor,
    /// `rule.mean`
    RuleMean,
    /// `rule.coverage`
    RuleCoverage,
    /// `rule.lower_levels`
    RuleLowerLevels,
    /// `awarded.numeral`: the digit, or an en dash where no level is awarded.
    AwardedNumeral,
    /// `awarded.phrase`: the guiding phrase, or `No level awarded`.
    AwardedPhrase,
    /// `computed`: `Level 4, Enable`, or `No level`.
    Computed,
    /// `award.reason`; may be shortened on the first page, and is whole where the award is explained.
    AwardReason,
    /// `concluded`
    Concluded,
    /// `levels.<level>.rated`
    Rated(Level),
    /// `levels.<level>.coverage`
    Coverage(Level),
    /// `levels.<level>.verdict`
    Verdict(Level),
    /// `statements.<level>.<ordinal>.text`; may be shortened where statements are only listed.
    Statement(StatementRef),
    /// `statements.<level>.<ordinal>.finding`
    Finding(StatementRef),
    /// `statements.<level>.<ordinal>.note`
    Note(StatementRef),
    /// `statements.<level>.<ordinal>.reason`: why there was no opportunity.
    Reason(StatementRef),
    /// `statements.<level>.<ordinal>.questions.<n>.asked`, counted from 1.
    Asked(StatementRef, usize),
    /// `statements.<level>.<ordinal>.questions.<n>.answered`, counted from 1.
    Answered(StatementRef, usize),
    /// `evidence.<n>.title`, counted from 1.
    Evidence(usize),
    /// `evidence.<n>.attachments.<m>.name`, both counted from 1.
    AttachmentName(usize, usize),
    /// `evidence.<n>.attachments.<m>.size`
    AttachmentSize(usize, usize),
    /// `evidence.<n>.attachments.<m>.sha256`
    AttachmentHash(usize, usize),
    /// `summary.strengths`, `summary.gaps`, `summary.next_steps`; may be shortened on the summary page.
    Summary(SummaryPart),
}

impl ConductFact {
    pub(super) fn place(self) -> String {
        let place = match self {
            Self::Place => "the place of the interview",
            Self::IdentityCheck => "how the candidate’s identity was checked",
            Self::Sponsor => "the sponsor’s name",
            Self::Observer(item) => return format!("the name of observer {item}"),
            Self::Adjustments => "the adjustments for the candidate",
            Self::Interruptions => "the interruptions of the interview",
            Self::Mode | Self::Consent => "the report’s own wording",
        };
        place.to_owned()
    }
}

impl SignOffFact {
    pub(super) fn place(self) -> &'static str {
        match self {
            Self::Comment => "the candidate’s comment",
            Self::Mark => "the name that the candidate typed",
            Self::MissingBecause => "the reason why there is no acknowledgement",
            Self::Commented | Self::Agreement | Self::Acknowledgement | Self::Acknowledged | Self::Voided => {
                "the report’s own wording"
            }
        }
    }
}

impl Fact {
    pub(super) fn place(self) -> String {
        match self {
            Self::AwardReason => "the reason of the award".to_owned(),
            Self::Statement(at) => format!("statement {}", number(at)),
            Self::Note(at) => format!("the note on statement {}", number(at)),
            Self::Reason(at) => format!("the reason on statement {}", number(at)),
            Self::Asked(at, _) => format!("a question on statement {}", number(at)),
            Self::Answered(at, _) => format!("an answer on statement {}", number(at)),
            Self::AttachmentName(item, _) => format!("the name of a file attached to the evidence E{item}"),
            Self::Summary(part) => format!("“{}”", part.label()),
            Self::Evidence(item) => format!("the evidence E{item}"),
            Self::SkillName | Self::SkillCode => "the name of the skill".to_owned(),
            Self::EditionName | Self::EditionStatus => "the name of the edition".to_owned(),
            Self::Rule => "the name of the decision rule".to_owned(),
            Self::OwnRule => "the sentence that names the decision rule".to_owned(),
            _ => "the report’s own wording".to_owned(),
        }
    }
}

impl fmt::Display for ConductFact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Mode => "mode",
            Self::Place => "place",
            Self::IdentityCheck => "identity_check",
            Self::Consent => "consent",
            Self::Sponsor => "sponsor",
            Self::Observer(item) => return write!(f, "observers.{item}"),
            Self::Adjustments => "adjustments",
            Self::Interruptions => "interruptions",
        })
    }
}

impl fmt::Display for SignOffFact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Comment => "comment",
            Self::Commented => "commented",
            Self::Agreement => "agreement",
            Self::Acknowledgement => "acknowledgement",
            Self::Mark => "mark",
            Self::Acknowledged => "acknowledged",
            Self::Voided => "voided",
            Self::MissingBecause => "missing_because",
        })
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SkillName => f.write_str("skill.name"),
            Self::SkillCode => f.write_str("skill.code"),
            Self::EditionName => f.write_str("edition.name"),
            Self::EditionStatus => f.write_str("edition.status"),
            Self::DefinitionHash => f.write_str("definition.hash"),
            Self::Rule => f.write_str("rule.name"),
            Self::OwnRule => f.write_str("rule.own"),
            Self::RuleFloor => f.write_str("rule.floor"),
            Self::RuleMean => f.write_str("rule.mean"),
            Self::RuleCoverage => f.write_str("rule.coverage"),
            Self::RuleLowerLevels => f.write_str("rule.lower_levels"),
            Self::AwardedNumeral => f.write_str("awarded.numeral"),
            Self::AwardedPhrase => f.write_str("awarded.phrase"),
            Self::Computed => f.write_str("computed"),
            Self::AwardReason => f.write_str("award.reason"),
            Self::Concluded => f.write_str("concluded"),
            Self::Rated(level) => write!(f, "levels.{level}.rated"),
            Self::Coverage(level) => write!(f, "levels.{level}.coverage"),
            Self::Verdict(level) => write!(f, "levels.{level}.verdict"),
            Self::Statement(at) => write!(f, "statements.{}.text", number(*at)),
            Self::Finding(at) => write!(f, "statements.{}.finding", number(*at)),
            Self::Note(at) => write!(f, "statements.{}.note", number(*at)),
            Self::Reason(at) => write!(f, "statements.{}.reason", number(*at)),
            Self::Asked(at, item) => write!(f, "statements.{}.questions.{item}.asked", number(*at)),
            Self::Answered(at, item) => write!(f, "statements.{}.questions.{item}.answered", number(*at)),
            Self::Evidence(item) => write!(f, "evidence.{item}.title"),
            Self::AttachmentName(item, file) => write!(f, "evidence.{item}.attachments.{file}.name"),
            Self::AttachmentSize(item, file) => write!(f, "evidence.{item}.attachments.{file}.size"),
            Self::AttachmentHash(item, file) => write!(f, "evidence.{item}.attachments.{file}.sha256"),
            Self::Summary(SummaryPart::Strengths) => f.write_str("summary.strengths"),
            Self::Summary(SummaryPart::Gaps) => f.write_str("summary.gaps"),
            Self::Summary(SummaryPart::NextSteps) => f.write_str("summary.next_steps"),
        }
    }
}

/// A statement's number as printed: `4.2`.
pub(super) fn number(at: StatementRef) -> String {
    format!("{}.{}", at.level, at.ordinal)
}
