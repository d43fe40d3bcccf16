//! Reading the whole file and saying what is damaged.

use rusqlite::{Connection, OpenFlags};

use super::backup::Beside;
use super::files::DATABASE;
use super::{failure, open};
use crate::error::Result;

/// The most sentences about the structure of one file.
const SENTENCES: usize = 20;

impl Beside {
    /// Reads the whole file while others go on writing, and says what is damaged, a sentence each.
    ///
    /// # Errors
    /// If it can't be read.
    pub fn problems(&self) -> Result<Vec<String>> {
        let file = self.folder().join(DATABASE);
        let connection = open::unlocked(&file, OpenFlags::SQLITE_OPEN_READ_WRITE, Some(self.key()))?;
        // What was written lately goes into the file. A reader of that state keeps others from moving pages into it, not
        // from writing to the log.
        connection.pragma_update_and_check(None, "wal_checkpoint", "TRUNCATE", |_| Ok(())).map_err(failure::reading)?;
        connection.execute_batch("BEGIN").map_err(failure::reading)?;
        let found = structure(&connection).and_then(|structure| Ok((pages(&connection)?, structure)));
        match found {
            Ok((0, structure)) => Ok(structure),
            // Somebody may have moved pages while they were read after all: nobody can, the second time.
            _ => {
                drop(connection);
                problems(&open::unlocked(&file, OpenFlags::SQLITE_OPEN_READ_WRITE, Some(self.key()))?)
            }
        }
    }
}

/// The same for a file that others have to wait for.
pub(super) fn problems(connection: &Connection) -> Result<Vec<String>> {
    match open::damaged_pages(connection)? {
        0 => structure(connection),
        pages => {
            Ok(vec![format!("{pages} of the file’s pages were changed outside of Vouchsafe, or went bad on the disk.")])
        }
    }
}

/// How many pages are not as SQLCipher wrote them.
pub(super) fn pages(connection: &Connection) -> Result<usize> {
    let found = connection
        .prepare("PRAGMA cipher_integrity_check")
        .and_then(|mut check| check.query_map([], |_| Ok(()))?.collect::<rusqlite::Result<Vec<()>>>());
    Ok(found.map_err(failure::reading)?.len())
}

/// What the database says of its structure and of its references.
pub(super) fn structure(connection: &Connection) -> Result<Vec<String>> {
    let texts = |sql: &str| {
        let mut check = connection.prepare(sql)?;
        check.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()
    };
    let said = texts(&format!("PRAGMA integrity_check({SENTENCES})")).map_err(failure::reading)?;
    let said = said.into_iter().filter(|text| text != "ok");
    let mut sentences: Vec<_> = said.map(|text| format!("The file’s structure is damaged: {text}.")).collect();
    let mut dangling = texts("PRAGMA foreign_key_check").map_err(failure::reading)?;
    dangling.sort();
    for rows in dangling.chunk_by(|one, other| one == other) {
        let table = rows.first().map_or("", String::as_str);
        sentences.push(format!("In the table “{table}”, {} entries name something that is not there.", rows.len()));
    }
    Ok(sentences)
}
