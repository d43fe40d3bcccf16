//! What a piece of text on the pages is.

use std::fmt;

use crate::domain::decision::StatementRef;
use crate::domain::level::Level;

/// Names the fact that a text states, or says that it states none.
///
/// Its `Display` is the `key` of the record's `pages_text`; the names belong to format 1 of the record and never
/// change their meaning. Wherever a key that names a fact occurs, the text is that fact in words for people:
/// `assessments` count from 1, levels and statements are their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// `label`: a caption, a column's title or the name of a row.
    Label,
    /// `heading`: the title of a part or of a section.
    Heading,
    /// `prose`: an explanation.
    Prose,
    /// `report.id`
    ReportId,
    /// `report.version`
    ReportVersion,
    /// `report.issued`
    ReportIssued,
    /// `report.confidentiality`: stands in every page's foot, which is no part of `pages_text`.
    Confidentiality,
    /// `signer.name`
    SignerName,
    /// `signer.organisation`
    SignerOrganisation,
    /// `candidate.name`
    CandidateName,
    /// `candidate.reference`
    CandidateReference,
    /// `candidate.role`
    CandidateRole,
    /// `assessor.name`
    AssessorName,
    /// `assessor.organisation`
    AssessorOrganisation,
    /// `interview.started`
    InterviewStarted,
    /// `interview.purpose`
    InterviewPurpose,
    /// `assessments.<n>.…`
    Assessment(usize, Fact),
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
}

impl Key {
    /// Where the text comes from, in words: for the sentence that refuses what cannot be printed.
    #[must_use]
    pub fn place(self) -> String {
        match self {
            Self::Label | Self::Heading | Self::Prose => "the report’s own wording".to_owned(),
            Self::ReportId => "the report’s id".to_owned(),
            Self::ReportVersion => "the report’s version".to_owned(),
            Self::ReportIssued => "the date of issue".to_owned(),
            Self::Confidentiality => "the confidentiality marking".to_owned(),
            Self::SignerName => "the signer’s name".to_owned(),
            Self::SignerOrganisation => "the signer’s organisation".to_owned(),
            Self::CandidateName => "the candidate’s name".to_owned(),
            Self::CandidateReference => "the candidate’s reference".to_owned(),
            Self::CandidateRole => "the candidate’s role".to_owned(),
            Self::AssessorName => "the assessor’s name".to_owned(),
            Self::AssessorOrganisation => "the assessor’s organisation".to_owned(),
            Self::InterviewStarted => "the date of the interview".to_owned(),
            Self::InterviewPurpose => "the purpose of the interview".to_owned(),
            Self::Assessment(_, fact) => fact.place(),
        }
    }
}

impl Fact {
    fn place(self) -> String {
        match self {
            Self::AwardReason => "the reason of the award".to_owned(),
            Self::Statement(at) => format!("statement {}", number(at)),
            Self::Note(at) => format!("the note on statement {}", number(at)),
            Self::Reason(at) => format!("the reason on statement {}", number(at)),
            Self::Asked(at, _) => format!("a question on statement {}", number(at)),
            Self::Answered(at, _) => format!("an answer on statement {}", number(at)),
            Self::Evidence(item) => format!("the evidence E{item}"),
            Self::SkillName | Self::SkillCode => "the name of the skill".to_owned(),
            Self::EditionName | Self::EditionStatus => "the name of the edition".to_owned(),
            Self::Rule => "the name of the decision rule".to_owned(),
            _ => "the report’s own wording".to_owned(),
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Label => "label",
            Self::Heading => "heading",
            Self::Prose => "prose",
            Self::ReportId => "report.id",
            Self::ReportVersion => "report.version",
            Self::ReportIssued => "report.issued",
            Self::Confidentiality => "report.confidentiality",
            Self::SignerName => "signer.name",
            Self::SignerOrganisation => "signer.organisation",
            Self::CandidateName => "candidate.name",
            Self::CandidateReference => "candidate.reference",
            Self::CandidateRole => "candidate.role",
            Self::AssessorName => "assessor.name",
            Self::AssessorOrganisation => "assessor.organisation",
            Self::InterviewStarted => "interview.started",
            Self::InterviewPurpose => "interview.purpose",
            Self::Assessment(index, fact) => return write!(f, "assessments.{}.{fact}", index + 1),
        };
        f.write_str(name)
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
        }
    }
}

/// A statement's number as printed: `4.2`.
pub(super) fn number(at: StatementRef) -> String {
    format!("{}.{}", at.level, at.ordinal)
}
