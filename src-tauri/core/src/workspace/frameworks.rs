//! Bringing in framework sources, and looking at what is there.

use super::Workspace;
use super::audit::{Act, payloads};
use super::interviews::skill;
use crate::domain::audit::{Action, Subject};
use crate::domain::change_request::ChangeRequest;
use crate::domain::definition::Definition;
use crate::domain::edition::EditionId;
use crate::error::{Error, Result};
use crate::frameworks::{self, Source, Warning};
use crate::store::{Origin, StoredDefinition, Values};

/// A file that the user chose: its name for messages, and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// The name as the user knows it.
    pub name: String,
    /// The whole content.
    pub bytes: Vec<u8>,
}

/// What was understood of the sources, whether it was kept or known before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Skills, in the order of the sources.
    pub definitions: Vec<ImportedDefinition>,
    /// Change requests, in the order of the sources.
    pub change_requests: Vec<ChangeRequest>,
    /// What the readers had to guess.
    pub warnings: Vec<Warning>,
}

/// A definition that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedDefinition {
    /// The text.
    pub definition: Definition,
    /// Whether the workspace did not have this text before.
    pub is_new: bool,
}

impl Workspace {
    /// Reads sources, keeps all that they say, and makes each skill read the current definition of its edition.
    /// `edition` names the edition where a source does not, and wins where it does. A dry run keeps nothing.
    ///
    /// # Errors
    /// If one of the sources is refused; then nothing of any of them is kept.
    pub fn import(&mut self, sources: &[SourceFile], edition: Option<&str>, dry_run: bool) -> Result<Import> {
        let edition = edition.map(edition_id).transpose()?;
        let mut understood = frameworks::Understood::default();
        for source in sources {
            let name = &source.name;
            let source = Source { name: &source.name, bytes: &source.bytes };
            let more = frameworks::read(&source, edition.as_ref())?;
            understood.warnings.extend(more.warnings);
            understood.warnings.extend(overtaken(name, &more.definitions, &understood.definitions));
            understood.definitions.extend(more.definitions);
            understood.change_requests.extend(more.change_requests);
        }
        let act = Act::now(self.environment.as_ref());
        let keep = |transaction: &crate::store::Transaction<'_>| {
            let mut definitions = Vec::with_capacity(understood.definitions.len());
            for definition in &understood.definitions {
                let seen = definitions.iter().any(|it: &ImportedDefinition| it.definition.hash() == definition.hash());
                let is_new = match dry_run {
                    true => !seen && !transaction.has_definition(&definition.hash())?,
                    false => transaction.keep_definition(definition, Origin::Imported, act.now)?,
                };
                if !dry_run {
                    transaction.make_current(definition)?;
                }
                definitions.push(ImportedDefinition { definition: definition.clone(), is_new });
            }
            if !dry_run {
                for request in &understood.change_requests {
                    transaction.keep_change_request(request, act.now)?;
                }
                let values = Values::new(payloads::imported(&definitions, &understood.change_requests));
                act.record(transaction, Action::DefinitionsImported, Subject::workspace(), None, &values)?;
            }
            Ok(definitions)
        };
        let definitions = if dry_run { self.store.read(keep)? } else { self.store.write(keep)? };
        Ok(Import { definitions, change_requests: understood.change_requests, warnings: understood.warnings })
    }

    /// The current definition of every skill and edition, by code and edition.
    ///
    /// # Errors
    /// If the workspace can't be read.
    pub fn skills(&mut self) -> Result<Vec<StoredDefinition>> {
        self.store.read(|transaction| transaction.current_definitions())
    }

    /// The current definition of a skill.
    ///
    /// # Errors
    /// If the workspace has none of this edition and code.
    pub fn skill(&mut self, edition: &str, code: &str) -> Result<StoredDefinition> {
        self.store.read(|transaction| skill(transaction, edition, code))
    }

    /// All change requests that were read, by number.
    ///
    /// # Errors
    /// If the workspace can't be read.
    pub fn change_requests(&mut self) -> Result<Vec<ChangeRequest>> {
        self.store.read(|transaction| transaction.change_requests())
    }

    /// Makes the built-in definitions current where nothing was imported in their place.
    pub(super) fn keep_built_in_definitions(&mut self) -> Result<()> {
        let built_in = frameworks::built_in()?;
        let missing = self.store.read(|transaction| {
            let mut missing = Vec::new();
            for definition in &built_in {
                if !transaction.has_definition(&definition.hash())? {
                    missing.push(definition);
                }
            }
            Ok(missing)
        })?;
        if missing.is_empty() {
            return Ok(());
        }
        let act = Act::now(self.environment.as_ref());
        self.store.write(|transaction| {
            let mut added = Vec::with_capacity(missing.len());
            for definition in missing {
                // Another process may have added it meanwhile.
                if transaction.keep_definition(definition, Origin::BuiltIn, act.now)? {
                    added.push(ImportedDefinition { definition: definition.clone(), is_new: true });
                }
                let current = transaction.current_definition(&definition.edition.id, &definition.code)?;
                if current.is_none_or(|current| current.origin == Origin::BuiltIn) {
                    transaction.make_current(definition)?;
                }
            }
            if added.is_empty() {
                return Ok(());
            }
            let values = Values::new(payloads::imported(&added, &[]));
            act.record(transaction, Action::DefinitionsAdded, Subject::workspace(), None, &values)
        })
    }
}

/// Warns where a source has another text for a skill and edition than a source before it: only one can be current.
fn overtaken(file: &str, definitions: &[Definition], before: &[Definition]) -> Option<Warning> {
    let overtakes = |it: &&Definition| {
        let same = |other: &Definition| other.edition.id == it.edition.id && other.code == it.code;
        before.iter().any(|other| same(other) && other.hash() != it.hash())
    };
    definitions.iter().find(overtakes).map(|it| Warning {
        file: file.to_owned(),
        line: None,
        message: format!(
            "An earlier source has another text for {} in {}. Both are kept, and this one becomes current.",
            it.code, it.edition.name
        ),
    })
}

fn edition_id(id: &str) -> Result<EditionId> {
    EditionId::new(id).ok_or_else(|| {
        Error::refused(format!(
            "“{id}” can’t be an edition’s id. Use small letters a–z, digits, full stops and hyphens, such as sfia-8."
        ))
    })
}
