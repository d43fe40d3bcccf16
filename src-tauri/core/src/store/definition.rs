//! Definitions, and which of them is current for a skill and edition.

use rusqlite::{Row, named_params};

use super::{Transaction, level, named, named_or_null, not_found};
use crate::domain::definition::{
    Definition, DefinitionHash, GuidanceNote, LevelContent, LevelDefinition, RevisionMark, SkillCode,
};
use crate::domain::edition::{Edition, EditionId, PublicationStatus};
use crate::domain::moment::Moment;
use crate::error::Result;

/// Where a definition's words came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// Written for this program.
    BuiltIn,
    /// Read from a file that the assessor holds.
    Imported,
}

impl Origin {
    /// `built-in`, `imported`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::BuiltIn => "built-in",
            Self::Imported => "imported",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Self::BuiltIn, Self::Imported].into_iter().find(|origin| origin.name() == name)
    }
}

/// A definition and how it came here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDefinition {
    /// The text.
    pub definition: Definition,
    /// The hash that names it.
    pub hash: DefinitionHash,
    /// Where its words came from.
    pub origin: Origin,
}

impl Transaction<'_> {
    /// Keeps a definition, and says whether it was new. The same text twice changes nothing.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn keep_definition(&self, definition: &Definition, origin: Origin, at: Moment) -> Result<bool> {
        let hash = definition.hash();
        if self.has_definition(&hash)? {
            return Ok(false);
        }
        self.execute(
            "INSERT INTO definition (hash, edition, edition_name, edition_status, code, name, mark, description,
                                     guidance_mark, origin, added_at)
             VALUES (:hash, :edition, :edition_name, :edition_status, :code, :name, :mark, :description,
                     :guidance_mark, :origin, :at)",
            named_params! {
                ":hash": hash.as_str(),
                ":edition": definition.edition.id.as_str(),
                ":edition_name": definition.edition.name,
                ":edition_status": definition.edition.status.name(),
                ":code": definition.code.as_str(),
                ":name": definition.name,
                ":mark": definition.mark.map(RevisionMark::name),
                ":description": definition.description,
                ":guidance_mark": definition.guidance_mark.map(RevisionMark::name),
                ":origin": origin.name(),
                ":at": at.to_string(),
            },
        )?;
        for (position, note) in definition.guidance.iter().enumerate() {
            self.execute(
                "INSERT INTO guidance_note (definition, position, is_prompt, text) VALUES (?1, ?2, ?3, ?4)",
                (hash.as_str(), position, note.is_prompt, &note.text),
            )?;
        }
        for entry in &definition.levels {
            self.keep_level(&hash, entry)?;
        }
        Ok(true)
    }

    fn keep_level(&self, hash: &DefinitionHash, entry: &LevelDefinition) -> Result<()> {
        let (mark, reason) = match &entry.content {
            LevelContent::Defined { mark, .. } => (mark.map(RevisionMark::name), None),
            LevelContent::NotDefined { reason } => (None, Some(reason)),
        };
        self.execute(
            "INSERT INTO level_definition (definition, level, mark, not_defined_reason) VALUES (?1, ?2, ?3, ?4)",
            (hash.as_str(), entry.level.number(), mark, reason),
        )?;
        for (index, text) in entry.statements().iter().enumerate() {
            self.execute(
                "INSERT INTO statement (definition, level, ordinal, text) VALUES (?1, ?2, ?3, ?4)",
                (hash.as_str(), entry.level.number(), index + 1, text),
            )?;
        }
        Ok(())
    }

    /// Whether this text is kept already.
    ///
    /// # Errors
    /// If the file can’t be read.
    pub fn has_definition(&self, hash: &DefinitionHash) -> Result<bool> {
        Ok(self.first("SELECT 1 FROM definition WHERE hash = ?1", [hash.as_str()], |_| Ok(()))?.is_some())
    }

    /// Makes a definition the one that new interviews of its skill and edition use.
    ///
    /// # Errors
    /// If the definition was not kept, or if the file can't be written.
    pub fn make_current(&self, definition: &Definition) -> Result<()> {
        self.execute(
            "INSERT INTO current_definition (edition, code, definition) VALUES (?1, ?2, ?3)
             ON CONFLICT (edition, code) DO UPDATE SET definition = excluded.definition",
            (definition.edition.id.as_str(), definition.code.as_str(), definition.hash().as_str()),
        )?;
        Ok(())
    }

    /// The current definition of every skill and edition, by code and edition.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn current_definitions(&self) -> Result<Vec<StoredDefinition>> {
        let hashes =
            self.all("SELECT definition AS hash FROM current_definition ORDER BY code, edition", [], |row| {
                named(row, "hash", DefinitionHash::new)
            })?;
        hashes.iter().map(|hash| self.definition(hash)).collect()
    }

    /// The current definition of a skill and edition, if there is one.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn current_definition(&self, edition: &EditionId, code: &SkillCode) -> Result<Option<StoredDefinition>> {
        let hash = self.first(
            "SELECT definition AS hash FROM current_definition WHERE edition = ?1 AND code = ?2",
            [edition.as_str(), code.as_str()],
            |row| named(row, "hash", DefinitionHash::new),
        )?;
        hash.map(|hash| self.definition(&hash)).transpose()
    }

    /// The definition with this hash.
    ///
    /// # Errors
    /// If there is none, or if the file can't be read.
    pub fn definition(&self, hash: &DefinitionHash) -> Result<StoredDefinition> {
        if let Some(known) = self.definitions.borrow().get(hash) {
            return Ok(known.clone());
        }
        let stored = self.read_definition(hash)?;
        self.definitions.borrow_mut().insert(hash.clone(), stored.clone());
        Ok(stored)
    }

    fn read_definition(&self, hash: &DefinitionHash) -> Result<StoredDefinition> {
        let mut stored = self
            .first("SELECT * FROM definition WHERE hash = ?1", [hash.as_str()], read)?
            .ok_or_else(|| not_found("definition", hash))?;
        stored.definition.guidance = self.all(
            "SELECT is_prompt, text FROM guidance_note WHERE definition = ?1 ORDER BY position",
            [hash.as_str()],
            |row| Ok(GuidanceNote { is_prompt: row.get("is_prompt")?, text: row.get("text")? }),
        )?;
        stored.definition.levels = self.all(
            "SELECT level, mark, not_defined_reason FROM level_definition WHERE definition = ?1 ORDER BY level",
            [hash.as_str()],
            read_level,
        )?;
        let statements = self.all(
            "SELECT level, text FROM statement WHERE definition = ?1 ORDER BY level, ordinal",
            [hash.as_str()],
            |row| Ok((level(row, "level")?, row.get::<_, String>("text")?)),
        )?;
        for (of, text) in statements {
            let entry = stored.definition.levels.iter_mut().find(|entry| entry.level == of);
            if let Some(LevelContent::Defined { statements, .. }) = entry.map(|entry| &mut entry.content) {
                statements.push(text);
            }
        }
        Ok(stored)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<StoredDefinition> {
    let definition = Definition {
        edition: Edition {
            id: named(row, "edition", EditionId::new)?,
            name: row.get("edition_name")?,
            status: named(row, "edition_status", PublicationStatus::from_name)?,
        },
        code: named(row, "code", SkillCode::new)?,
        name: row.get("name")?,
        mark: named_or_null(row, "mark", RevisionMark::from_name)?,
        description: row.get("description")?,
        guidance: Vec::new(),
        guidance_mark: named_or_null(row, "guidance_mark", RevisionMark::from_name)?,
        levels: Vec::new(),
    };
    Ok(StoredDefinition {
        definition,
        hash: named(row, "hash", DefinitionHash::new)?,
        origin: named(row, "origin", Origin::from_name)?,
    })
}

fn read_level(row: &Row<'_>) -> rusqlite::Result<LevelDefinition> {
    let mark = named_or_null(row, "mark", RevisionMark::from_name)?;
    let content = match row.get("not_defined_reason")? {
        Some(reason) => LevelContent::NotDefined { reason },
        None => LevelContent::Defined { mark, statements: Vec::new() },
    };
    Ok(LevelDefinition { level: level(row, "level")?, content })
}
