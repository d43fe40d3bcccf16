//! What a piece of text on the pages is.

use std::fmt;

use super::fact::{ConductFact, Fact, SignOffFact};

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
    /// `report.profile`: how much the report shows.
    ReportProfile,
    /// `report.copy_of`: the id of the full report.
    ReportCopyOf,
    /// `report.supersedes`: the id and the version of the report that this one takes the place of.
    ReportSupersedes,
    /// `report.delete_after`: the date until which records are kept.
    ReportDeleteAfter,
    /// `report.trail`: the end of the audit trail when the report was made.
    ReportTrail,
    /// `report.confidentiality`: stands in every page's foot, which is no part of `pages_text`.
    Confidentiality,
    /// `report.appeal`: how a candidate appeals.
    Appeal,
    /// `report.licence`: under which licence the framework's wording is used.
    Licence,
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
    /// `assessor.qualification`
    AssessorQualification,
    /// `assessor.independence`: the declaration, word for word.
    AssessorIndependence,
    /// `interview.started`
    InterviewStarted,
    /// `interview.ended`
    InterviewEnded,
    /// `interview.duration`: without pauses.
    InterviewDuration,
    /// `interview.pauses.<n>`, counted from 1.
    InterviewPause(usize),
    /// `interview.purpose`
    InterviewPurpose,
    /// `conduct.…`
    Conduct(ConductFact),
    /// `sign_off.…`
    SignOff(SignOffFact),
    /// `assessments.<n>.…`
    Assessment(usize, Fact),
}

impl Key {
    /// Where the text comes from, in words: for the sentence that refuses what cannot be printed.
    #[must_use]
    pub fn place(self) -> String {
        let place = match self {
            Self::Label | Self::Heading | Self::Prose | Self::ReportProfile => "the report’s own wording",
            Self::ReportCopyOf => "the id of the full report",
            Self::ReportId => "the report’s id",
            Self::ReportVersion => "the report’s version",
            Self::ReportIssued => "the date of issue",
            Self::ReportSupersedes => "the id of the superseded report",
            Self::ReportDeleteAfter => "the date of deletion",
            Self::ReportTrail => "the end of the audit trail",
            Self::Confidentiality => "the confidentiality marking",
            Self::Appeal => "the organisation’s words on appeals",
            Self::Licence => "the organisation’s licence line",
            Self::SignerName => "the signer’s name",
            Self::SignerOrganisation => "the signer’s organisation",
            Self::CandidateName => "the candidate’s name",
            Self::CandidateReference => "the candidate’s reference",
            Self::CandidateRole => "the candidate’s role",
            Self::AssessorName => "the assessor’s name",
            Self::AssessorOrganisation => "the assessor’s organisation",
            Self::AssessorQualification => "the assessor’s qualification",
            Self::AssessorIndependence => "the assessor’s declaration of independence",
            Self::InterviewStarted => "the date of the interview",
            Self::InterviewEnded | Self::InterviewDuration | Self::InterviewPause(_) => "the times of the interview",
            Self::InterviewPurpose => "the purpose of the interview",
            Self::Conduct(fact) => return fact.place(),
            Self::SignOff(fact) => fact.place(),
            Self::Assessment(_, fact) => return fact.place(),
        };
        place.to_owned()
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
            Self::ReportProfile => "report.profile",
            Self::ReportCopyOf => "report.copy_of",
            Self::ReportSupersedes => "report.supersedes",
            Self::ReportDeleteAfter => "report.delete_after",
            Self::ReportTrail => "report.trail",
            Self::Confidentiality => "report.confidentiality",
            Self::Appeal => "report.appeal",
            Self::Licence => "report.licence",
            Self::SignerName => "signer.name",
            Self::SignerOrganisation => "signer.organisation",
            Self::CandidateName => "candidate.name",
            Self::CandidateReference => "candidate.reference",
            Self::CandidateRole => "candidate.role",
            Self::AssessorName => "assessor.name",
            Self::AssessorOrganisation => "assessor.organisation",
            Self::AssessorQualification => "assessor.qualification",
            Self::AssessorIndependence => "assessor.independence",
            Self::InterviewStarted => "interview.started",
            Self::InterviewEnded => "interview.ended",
            Self::InterviewDuration => "interview.duration",
            Self::InterviewPause(item) => return write!(f, "interview.pauses.{item}"),
            Self::InterviewPurpose => "interview.purpose",
            Self::Conduct(fact) => return write!(f, "conduct.{fact}"),
            Self::SignOff(fact) => return write!(f, "sign_off.{fact}"),
            Self::Assessment(index, fact) => return write!(f, "assessments.{}.{fact}", index + 1),
        };
        f.write_str(name)
    }
}
