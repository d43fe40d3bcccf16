//! The shapes of the JSON answers. They are a contract: members are added, never renamed or removed.

use serde::Serialize;
use vouchsafe_core::domain::change_request::ChangeRequest as CoreChangeRequest;
use vouchsafe_core::domain::decision::{LevelOutcome, StatementRef};
use vouchsafe_core::domain::definition::{Definition, LevelContent, LevelDefinition, RevisionMark, SkillCode};
use vouchsafe_core::domain::level::Level as CoreLevel;
use vouchsafe_core::error::Error;
use vouchsafe_core::workspace::{
    ExportedReport, IdentityInfo, Import as CoreImport, ListedAssessment, OpenAssessment, StoredDefinition,
    VerifiedFile, Warning as CoreWarning,
};

/// A refusal, on stderr.
#[derive(Serialize)]
pub(crate) struct Failure {
    error: FailureDetail,
}

#[derive(Serialize)]
struct FailureDetail {
    code: &'static str,
    message: String,
}

impl Failure {
    /// Wrong usage, which the core never sees.
    pub(crate) fn usage(message: &str) -> Self {
        Self { error: FailureDetail { code: "usage", message: message.to_owned() } }
    }
}

impl From<&Error> for Failure {
    fn from(error: &Error) -> Self {
        Self { error: FailureDetail { code: error.code().name(), message: error.message().to_owned() } }
    }
}

/// `framework import`.
#[derive(Serialize)]
pub(crate) struct Import {
    imported: Vec<ImportedSkill>,
    change_requests: Vec<ChangeRequest>,
    warnings: Vec<Warning>,
}

impl From<&CoreImport> for Import {
    fn from(import: &CoreImport) -> Self {
        let imported = import
            .definitions
            .iter()
            .map(|imported| ImportedSkill { new: imported.is_new, skill: Skill::of(&imported.definition, None) });
        Self {
            imported: imported.collect(),
            change_requests: import.change_requests.iter().map(Into::into).collect(),
            warnings: import.warnings.iter().map(Into::into).collect(),
        }
    }
}

#[derive(Serialize)]
struct ImportedSkill {
    #[serde(flatten)]
    skill: Skill,
    new: bool,
}

/// A skill with its statements: in `framework import` and `framework show`.
#[derive(Serialize)]
pub(crate) struct Skill {
    edition: String,
    edition_name: String,
    code: String,
    name: String,
    mark: Option<&'static str>,
    status: &'static str,
    description: String,
    levels: Vec<Level>,
    guidance: Vec<String>,
    guidance_mark: Option<&'static str>,
    definition_hash: String,
}

impl Skill {
    /// The skill, with all its levels or only one of them.
    pub(crate) fn of(definition: &Definition, only: Option<CoreLevel>) -> Self {
        let levels = definition.levels.iter().filter(|entry| only.is_none_or(|level| entry.level == level));
        Self {
            edition: definition.edition.id.to_string(),
            edition_name: definition.edition.name.clone(),
            code: definition.code.to_string(),
            name: definition.name.clone(),
            mark: definition.mark.map(RevisionMark::name),
            status: definition.edition.status.name(),
            description: definition.description.clone(),
            levels: levels.map(|entry| Level::of(definition, entry)).collect(),
            guidance: definition.guidance.iter().map(|note| note.text.clone()).collect(),
            guidance_mark: definition.guidance_mark.map(RevisionMark::name),
            definition_hash: definition.hash().to_string(),
        }
    }
}

#[derive(Serialize)]
struct Level {
    level: u8,
    defined: bool,
    mark: Option<&'static str>,
    reason: Option<String>,
    statements: Vec<String>,
    statement_ids: Vec<String>,
}

impl Level {
    fn of(definition: &Definition, entry: &LevelDefinition) -> Self {
        let (mark, reason) = match &entry.content {
            LevelContent::Defined { mark, .. } => (mark.map(RevisionMark::name), None),
            LevelContent::NotDefined { reason } => (None, Some(reason.clone())),
        };
        Self {
            level: entry.level.number(),
            defined: entry.is_defined(),
            mark,
            reason,
            statements: entry.statements().to_vec(),
            statement_ids: definition
                .statement_refs()
                .filter(|at| at.level == entry.level)
                .map(|at| definition.statement_id(at))
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct ChangeRequest {
    number: u32,
    title: String,
    status: String,
    summary: String,
    skill: Option<String>,
    level: Option<u8>,
    statements: Vec<String>,
    rationale: String,
    applies_to: String,
    decided: String,
    changed: String,
    references: Vec<String>,
}

impl From<&CoreChangeRequest> for ChangeRequest {
    fn from(request: &CoreChangeRequest) -> Self {
        Self {
            number: request.number,
            title: request.title.clone(),
            status: request.status.clone(),
            summary: request.summary.clone(),
            skill: request.skill.as_ref().map(SkillCode::to_string),
            level: request.level.map(CoreLevel::number),
            statements: request.statements.clone(),
            rationale: request.rationale.clone(),
            applies_to: request.applies_to.clone(),
            decided: request.decided.clone(),
            changed: request.changed.clone(),
            references: request.references.clone(),
        }
    }
}

#[derive(Serialize)]
struct Warning {
    file: String,
    line: Option<usize>,
    message: String,
}

impl From<&CoreWarning> for Warning {
    fn from(warning: &CoreWarning) -> Self {
        Self { file: warning.file.clone(), line: warning.line, message: warning.message.clone() }
    }
}

/// `framework list`.
#[derive(Serialize)]
pub(crate) struct FrameworkList {
    skills: Vec<ListedSkill>,
    change_requests: Vec<ChangeRequest>,
}

impl FrameworkList {
    pub(crate) fn of(skills: &[StoredDefinition], change_requests: &[CoreChangeRequest]) -> Self {
        Self {
            skills: skills.iter().map(Into::into).collect(),
            change_requests: change_requests.iter().map(Into::into).collect(),
        }
    }
}

#[derive(Serialize)]
struct ListedSkill {
    edition: String,
    edition_name: String,
    code: String,
    name: String,
    status: &'static str,
    origin: &'static str,
    levels: Vec<u8>,
    statements: usize,
    definition_hash: String,
}

impl From<&StoredDefinition> for ListedSkill {
    fn from(stored: &StoredDefinition) -> Self {
        let definition = &stored.definition;
        let defined = definition.levels.iter().filter(|entry| entry.is_defined());
        Self {
            edition: definition.edition.id.to_string(),
            edition_name: definition.edition.name.clone(),
            code: definition.code.to_string(),
            name: definition.name.clone(),
            status: definition.edition.status.name(),
            origin: stored.origin.name(),
            levels: defined.map(|entry| entry.level.number()).collect(),
            statements: definition.statement_refs().count(),
            definition_hash: stored.hash.to_string(),
        }
    }
}

/// `interview record`.
#[derive(Serialize)]
pub(crate) struct Recorded {
    assessment: String,
    computed_level: Option<u8>,
    possible_level: Option<u8>,
    awarded_level: Option<u8>,
    levels: Vec<RecordedLevel>,
    decisive: Vec<Place>,
}

impl From<&OpenAssessment> for Recorded {
    fn from(open: &OpenAssessment) -> Self {
        let awarded = open.assessment.state.conclusion().and_then(|conclusion| conclusion.award.level);
        Self {
            assessment: open.assessment.id.to_string(),
            computed_level: open.outcome.computed.map(CoreLevel::number),
            possible_level: open.outcome.possible.map(CoreLevel::number),
            awarded_level: awarded.map(CoreLevel::number),
            levels: open.outcome.levels.iter().map(Into::into).collect(),
            decisive: open.outcome.decisive.iter().map(|at| (*at).into()).collect(),
        }
    }
}

#[derive(Serialize)]
struct RecordedLevel {
    level: u8,
    verdict: &'static str,
    presumed: bool,
    statements: usize,
    explored: usize,
    no_opportunity: usize,
}

impl From<&LevelOutcome> for RecordedLevel {
    fn from(outcome: &LevelOutcome) -> Self {
        Self {
            level: outcome.level.number(),
            verdict: outcome.verdict.name(),
            presumed: outcome.presumed,
            statements: outcome.statements,
            explored: outcome.explored,
            no_opportunity: outcome.no_opportunity,
        }
    }
}

#[derive(Serialize)]
struct Place {
    level: u8,
    statement: u16,
}

impl From<StatementRef> for Place {
    fn from(at: StatementRef) -> Self {
        Self { level: at.level.number(), statement: at.ordinal }
    }
}

/// `history`.
#[derive(Serialize)]
pub(crate) struct History {
    assessments: Vec<HistoryEntry>,
}

impl History {
    pub(crate) fn of(assessments: &[ListedAssessment]) -> Self {
        Self { assessments: assessments.iter().map(Into::into).collect() }
    }
}

#[derive(Serialize)]
struct HistoryEntry {
    assessment: String,
    candidate: String,
    edition: String,
    code: String,
    state: String,
    computed_level: Option<u8>,
    awarded_level: Option<u8>,
    concluded_at: Option<String>,
    report_sha256: Option<String>,
}

impl From<&ListedAssessment> for HistoryEntry {
    fn from(listed: &ListedAssessment) -> Self {
        let entry = &listed.entry;
        Self {
            assessment: entry.assessment.to_string(),
            candidate: entry.candidate.clone(),
            edition: listed.definition.edition.id.to_string(),
            code: listed.definition.code.to_string(),
            state: entry.state.clone(),
            computed_level: entry.computed_level.map(CoreLevel::number),
            awarded_level: entry.awarded_level.map(CoreLevel::number),
            concluded_at: entry.concluded_at.map(|at| at.to_string()),
            report_sha256: entry.report_sha256.clone(),
        }
    }
}

/// `report`.
#[derive(Serialize)]
pub(crate) struct Report {
    assessment: String,
    report: String,
    file: String,
    sha256: String,
    pages: u32,
    signer_fingerprint: String,
}

impl Report {
    pub(crate) fn of(assessment: &str, exported: &ExportedReport) -> Self {
        Self {
            assessment: assessment.to_owned(),
            report: exported.report.id.clone(),
            file: exported.file.display().to_string(),
            sha256: exported.report.sha256.clone(),
            pages: exported.report.pages,
            signer_fingerprint: exported.report.signer_fingerprint.clone(),
        }
    }
}

/// `verify`.
#[derive(Serialize)]
pub(crate) struct Verified {
    files: Vec<VerifiedEntry>,
}

impl Verified {
    pub(crate) fn of(files: &[VerifiedFile]) -> Self {
        Self { files: files.iter().map(Into::into).collect() }
    }
}

#[derive(Serialize)]
struct VerifiedEntry {
    file: String,
    verdict: &'static str,
    signatures: Vec<Signature>,
    problems: Vec<Problem>,
}

impl From<&VerifiedFile> for VerifiedEntry {
    fn from(verified: &VerifiedFile) -> Self {
        let signatures = verified.signatures.iter().map(|signature| Signature {
            field: signature.field.clone(),
            role: signature.role,
            signer: signature.signer.clone(),
            fingerprint: signature.fingerprint.clone(),
            signed_at: signature.signed_at.map(|at| at.to_string()),
            trust: signature.trust.name(),
            decision: None,
        });
        let problems = verified.problems.iter().map(|(code, message)| Problem { code, message: message.clone() });
        Self {
            file: verified.file.clone(),
            verdict: verified.verdict.name(),
            signatures: signatures.collect(),
            problems: problems.collect(),
        }
    }
}

#[derive(Serialize)]
struct Signature {
    field: String,
    role: &'static str,
    signer: String,
    fingerprint: String,
    signed_at: Option<String>,
    trust: &'static str,
    /// A reviewer's decision; reviewing comes with a later issue.
    decision: Option<&'static str>,
}

#[derive(Serialize)]
struct Problem {
    code: &'static str,
    message: String,
}

/// `identity show` and `identity create`.
#[derive(Serialize)]
pub(crate) struct Identity {
    identity: Option<IdentityEntry>,
}

impl Identity {
    pub(crate) fn of(identity: Option<&IdentityInfo>) -> Self {
        let entry = identity.map(|identity| IdentityEntry {
            name: identity.name.clone(),
            organisation: identity.organisation.clone(),
            fingerprint: identity.fingerprint.clone(),
            created_at: identity.created_at.to_string(),
        });
        Self { identity: entry }
    }
}

#[derive(Serialize)]
struct IdentityEntry {
    name: String,
    organisation: Option<String>,
    fingerprint: String,
    created_at: String,
}

/// A file that was written.
#[derive(Serialize)]
pub(crate) struct Written {
    pub(crate) file: String,
}

/// `demo`.
#[derive(Serialize)]
pub(crate) struct Demo {
    pub(crate) file: String,
    pub(crate) sha256: String,
    pub(crate) pages: u32,
    pub(crate) verdict: &'static str,
    pub(crate) candidate: String,
    pub(crate) edition: String,
    pub(crate) code: String,
    pub(crate) computed_level: Option<u8>,
    pub(crate) awarded_level: Option<u8>,
    pub(crate) signer_fingerprint: String,
}
