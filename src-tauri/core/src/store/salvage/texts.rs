//! Texts of the framework that are not whole any more.

use crate::domain::definition::{Definition, DefinitionHash};
use crate::domain::moment::Moment;
use crate::error::Result;
use crate::store::{Origin, Transaction, named};

/// What stands where a statement was.
const UNREADABLE: &str = "(The text of this statement could not be read any more.)";

/// The texts that the program brings along, and the time.
pub struct Texts<'a> {
    /// The definitions.
    pub built_in: &'a [Definition],
    /// Now.
    pub at: Moment,
}

impl Texts<'_> {
    /// Writes the program's own texts again, and makes others such that they can be opened. Answers with a sentence for each
    /// that is not whole.
    pub(super) fn mend(&self, transaction: &Transaction<'_>) -> Result<Vec<String>> {
        for definition in self.built_in {
            transaction.write_again(definition, self.at)?;
        }
        let hashes = transaction
            .all("SELECT hash FROM definition ORDER BY hash", [], |row| named(row, "hash", DefinitionHash::new))?;
        let mut sentences = Vec::new();
        for hash in hashes {
            let found = transaction.definition(&hash)?.definition;
            if found.hash() == hash {
                continue;
            }
            transaction.fill_in(&hash)?;
            sentences.push(format!(
                "The text of {} ({}) is not whole any more. What was rated against it can be read; go back to a backup \
                 before you rate more.",
                found.code.as_str(),
                found.edition.name
            ));
        }
        Ok(sentences)
    }
}

impl Transaction<'_> {
    fn write_again(&self, definition: &Definition, at: Moment) -> Result<()> {
        let hash = definition.hash();
        for (table, column) in [
            ("statement", "definition"),
            ("level_definition", "definition"),
            ("guidance_note", "definition"),
            ("definition", "hash"),
        ] {
            self.execute(&format!("DELETE FROM {table} WHERE {column} = ?1"), [hash.as_str()])?;
        }
        self.keep_definition(definition, Origin::BuiltIn, at)?;
        self.execute(
            "INSERT OR IGNORE INTO current_definition (edition, code, definition) VALUES (?1, ?2, ?3)",
            (definition.edition.id.as_str(), definition.code.as_str(), hash.as_str()),
        )?;
        Ok(())
    }

    /// A statement for each rating, and at least one.
    fn fill_in(&self, hash: &DefinitionHash) -> Result<()> {
        const RATED: &str = "SELECT DISTINCT level, ordinal FROM response
             WHERE assessment IN (SELECT id FROM assessment WHERE definition = ?1)
             UNION SELECT 1, 1 WHERE NOT EXISTS (SELECT 1 FROM statement WHERE definition = ?1)";
        self.execute(
            &format!(
                "INSERT INTO level_definition (definition, level) SELECT DISTINCT ?1, level FROM ({RATED}) WHERE true
                 ON CONFLICT DO UPDATE SET not_defined_reason = NULL"
            ),
            [hash.as_str()],
        )?;
        self.execute(
            &format!(
                "INSERT OR IGNORE INTO statement (definition, level, ordinal, text)
                 SELECT ?1, level, ordinal, ?2 FROM ({RATED})"
            ),
            [hash.as_str(), UNREADABLE],
        )?;
        Ok(())
    }
}
