//! `vouch framework`.

use serde::Serialize;
use vouchsafe_core::domain::change_request::ChangeRequest as CoreChangeRequest;
use vouchsafe_core::domain::definition::{Definition, LevelContent, LevelDefinition, RevisionMark, SkillCode};
use vouchsafe_core::domain::level::Level as CoreLevel;
use vouchsafe_core::workspace::{Import as CoreImport, StoredDefinition, Warning as CoreWarning};

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
