//! The workspace's SQLite file: the only place that knows SQL.
//!
//! A file per entity holds its rows and queries as methods of [`Transaction`]. Nothing is acknowledged before its
//! transaction is committed and synced (WAL with `synchronous = FULL`).

mod assessment;
mod assessment_list;
mod attachment;
mod backup;
mod candidate;
mod change;
mod change_request;
mod check;
mod countersignature;
mod definition;
mod edit;
mod edit_json;
mod encrypt;
mod erasing;
mod event;
mod evidence;
mod failure;
mod files;
mod identity;
mod interview;
mod keys;
mod open;
mod person;
mod received;
mod report;
mod report_copy;
mod response;
mod restore;
mod review;
mod rule;
mod salvage;
mod search;
mod setting;
mod sign_off;
mod signer;
mod sitting;
mod swap;

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};

use crate::domain::definition::DefinitionHash;
use crate::error::{Code, Error, Result};

pub use assessment::Progress;
pub use assessment_list::AssessmentEntry;
pub use backup::{
    BackupFacts, BackupOrder, Beside, COPY_OF, Checked, Meter, NoBackups, Opener, Target, facts, is_backup, verify,
};
pub use countersignature::{OfReport, StoredCountersignature};
pub use definition::{Origin, StoredDefinition};
pub use edit::Edit;
pub use encrypt::encrypt;
pub use erasing::UNFINISHED;
pub use event::{KeptEvent, Step, Values};
use files::InUse;
pub use files::{BACKUPS, Holds, look, make_folder};
pub use identity::StoredIdentity;
pub use keys::{DataKey, FillRandom, KeyCost, KeyFile, Knowledge, Secrets};
pub use open::is_of_earlier_version;
#[cfg(test)]
pub(crate) use open::make_first_version;
pub use person::{InterviewEntry, ReportEntry};
pub use received::{ReceivedEntry, StoredReceived};
pub use report::{HeldReport, StoredReport};
pub use restore::{Restored, restore};
pub use salvage::{Remains, Salvaged, Texts, salvage};
pub use search::{Found, FoundIn};
pub use signer::{SeenSigner, StoredSigner};
pub use swap::{finish as finish_swap, set_aside};

/// The definitions that were read; the hash that names one says all that it says, so none of them grows old.
type KnownDefinitions = RefCell<HashMap<DefinitionHash, StoredDefinition>>;

/// The open file. There is one connection, so there is one writer.
pub struct Store {
    connection: Connection,
    definitions: KnownDefinitions,
    /// For a second reader; none for a file that is just being made.
    opened: Option<Opened>,
}

/// Where a store was opened, and with what.
struct Opened {
    folder: PathBuf,
    key: DataKey,
    /// Kept as long as the connection: whoever replaces the file waits for it.
    _in_use: InUse,
}

/// A transaction: everything in it happens, or nothing.
pub struct Transaction<'a> {
    inner: rusqlite::Transaction<'a>,
    definitions: &'a KnownDefinitions,
}

impl Store {
    /// Opens the encrypted file in `folder`, or makes it where the folder has none yet, and brings it to the present
    /// schema.
    ///
    /// # Errors
    /// If the file can't be written, is not this program's, is damaged ([`Code::Damaged`]), was written by a newer
    /// version ([`Code::NewerWorkspace`]), or is just being replaced ([`Code::InUse`]); it is left as it is.
    pub fn open(folder: &Path, key: &DataKey) -> Result<Self> {
        let in_use = InUse::shared(folder)?;
        let connection = open::open(folder, key)?;
        let opened = Opened { folder: folder.to_path_buf(), key: key.clone(), _in_use: in_use };
        Ok(Self { opened: Some(opened), ..Self::of(connection) })
    }

    fn of(connection: Connection) -> Self {
        Self { connection, definitions: KnownDefinitions::default(), opened: None }
    }

    /// Makes key file and database in a folder that has none. None: another process did so meanwhile.
    ///
    /// # Errors
    /// If the folder can't be made or written, or holds other things.
    pub fn create(folder: &Path, make_keys: impl FnOnce() -> Result<(KeyFile, Secrets)>) -> Result<Option<Self>> {
        files::make_folder(folder)?;
        let alone = InUse::alone(folder)?;
        if look(folder)? != Holds::Nothing {
            return Ok(None);
        }
        let (keys, secrets) = make_keys()?;
        keys.write(folder)?;
        drop(open::open(folder, secrets.data_key())?);
        drop(alone);
        Self::open(folder, secrets.data_key()).map(Some)
    }

    /// Writes a copy that is not encrypted, to a file that does not exist.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn copy_plain(&self, path: &Path) -> Result<()> {
        encrypt::copy_into(&self.connection, path, None)
    }

    /// Closes the file with nothing left in a log beside it.
    fn into_one_file(self) -> Result<()> {
        self.connection
            .pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))
            .map_err(failure::writing)?;
        self.connection.close().map_err(|(_, error)| failure::writing(error))
    }

    /// Runs `work` in a transaction that only reads.
    ///
    /// # Errors
    /// Whatever `work` returns, or that the file can't be read.
    pub fn read<T>(&mut self, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        let inner = self.connection.transaction().map_err(failure::reading)?;
        work(&Transaction { inner, definitions: &self.definitions })
    }

    /// Brings everything into the one file and empties the log beside it, so that what was deleted is gone from both.
    /// Answers whether it is: where another process reads just now, or the disk refuses, the log is emptied the next time.
    pub fn settle(&self) -> bool {
        let mut busy = true;
        let done = self.connection.pragma_update_and_check(None, "wal_checkpoint", "TRUNCATE", |row| {
            busy = row.get::<_, i64>(0)? != 0;
            Ok(())
        });
        done.is_ok() && !busy
    }

    /// Runs `work` in a transaction and returns after its commit has reached the disk.
    ///
    /// # Errors
    /// Whatever `work` returns, or that the file can't be written; then nothing is changed.
    pub fn write<T>(&mut self, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        let inner =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failure::writing)?;
        let transaction = Transaction { inner, definitions: &self.definitions };
        let done =
            work(&transaction).and_then(|value| transaction.inner.commit().map(|()| value).map_err(failure::writing));
        if done.is_err() {
            // What was read may have been written just before, and is not there any more.
            self.definitions.borrow_mut().clear();
        }
        done
    }
}

impl Transaction<'_> {
    fn execute(&self, sql: &str, parameters: impl rusqlite::Params) -> Result<usize> {
        let mut statement = self.inner.prepare_cached(sql).map_err(failure::writing)?;
        statement.execute(parameters).map_err(failure::writing)
    }

    fn all<T>(
        &self,
        sql: &str,
        parameters: impl rusqlite::Params,
        row: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.inner.prepare_cached(sql).map_err(failure::reading)?;
        let rows = statement.query_map(parameters, row).map_err(failure::reading)?;
        rows.collect::<rusqlite::Result<_>>().map_err(failure::reading)
    }

    fn first<T>(
        &self,
        sql: &str,
        parameters: impl rusqlite::Params,
        row: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        Ok(self.all(sql, parameters, row)?.into_iter().next())
    }
}

/// Reads one column as a value that the store keeps under a name; an unknown one means that somebody else wrote it.
fn named<T>(row: &rusqlite::Row<'_>, column: &str, parse: impl Fn(&str) -> Option<T>) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    parse(&text).ok_or_else(|| unknown(column, &text))
}

/// The same for a column that may be null.
fn named_or_null<T>(
    row: &rusqlite::Row<'_>,
    column: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> rusqlite::Result<Option<T>> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| parse(&text).ok_or_else(|| unknown(column, &text))).transpose()
}

fn level(row: &rusqlite::Row<'_>, column: &str) -> rusqlite::Result<crate::domain::level::Level> {
    level_or_null(row, column)?.ok_or_else(|| unknown(column, "null"))
}

fn level_or_null(row: &rusqlite::Row<'_>, column: &str) -> rusqlite::Result<Option<crate::domain::level::Level>> {
    let number: Option<u8> = row.get(column)?;
    number
        .map(|number| crate::domain::level::Level::new(number).ok_or_else(|| unknown(column, &number.to_string())))
        .transpose()
}

fn unknown(column: &str, value: &str) -> rusqlite::Error {
    let sentence = format!("the column {column} holds “{value}”, which this version does not know");
    rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, sentence.into())
}

/// The error for something that was named and is not there.
fn not_found(what: &str, name: impl std::fmt::Display) -> Error {
    Error::new(Code::NotFound, format!("There is no {what} {name} in this workspace."))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was concluded is guarded by the database itself, whatever the code above it does.
    #[test]
    fn concluded_rows_refuse_every_change() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(folder.path(), keys::fixture().data_key()).expect("a store");
        let hash = "0".repeat(64);
        let rows = format!(
            "INSERT INTO definition VALUES ('{hash}', 'e', 'e', 'current', 'AB', 'n', NULL, 'd', NULL, 'built-in', 't');
             INSERT INTO candidate VALUES ('c', 'Amara', NULL, NULL, 't');
             INSERT INTO interview (id, candidate, assessor_name, started_at) VALUES ('i', 'c', 'Lena', 't');
             INSERT INTO assessment (id, interview, position, definition, rule_name, rule_version, rule_floor,
                 rule_coverage_tenths, rule_lower_levels, at_level, at_ordinal, changed_at)
             VALUES ('a', 'i', 1, '{hash}', 'consistent', 1, 'largely', 500, 'met', 1, 1, 't');
             INSERT INTO response (assessment, level, ordinal, finding, changed_at) VALUES ('a', 1, 1, 'fully', 't');
             INSERT INTO evidence VALUES ('e', 'a', 0, 'example', 'title', NULL, 1, 0);
             INSERT INTO question VALUES ('a', 1, 1, 0, 'how', 'so');
             INSERT INTO evidence_statement VALUES ('e', 1, 1);
             INSERT INTO attachment VALUES ('{hash}', x'00');
             INSERT INTO evidence_attachment VALUES ('e', 0, 'file', '{hash}');
             UPDATE assessment SET state = 'concluded', awarded_level = 1, concluded_at = 't';"
        );
        store.connection.execute_batch(&rows).expect("rows");
        for change in [
            "UPDATE response SET finding = 'partly'",
            "DELETE FROM response",
            "INSERT INTO response (assessment, level, ordinal, changed_at) VALUES ('a', 1, 2, 't')",
            "DELETE FROM evidence",
            "UPDATE evidence SET removed = 1",
            "INSERT INTO evidence VALUES ('f', 'a', 1, 'example', 'title', NULL, 1, 0)",
            "UPDATE assessment SET awarded_level = 2",
            "UPDATE assessment SET rule_floor = 'partly'",
            "UPDATE assessment SET state = 'draft', concluded_at = NULL",
            "UPDATE assessment SET strengths = 'more'",
            "UPDATE assessment SET walk = 'up'",
            "DELETE FROM assessment",
            "INSERT INTO question VALUES ('a', 1, 1, 1, 'how', 'so')",
            "UPDATE question SET answered = 'otherwise'",
            "DELETE FROM question",
            "INSERT INTO evidence_statement VALUES ('e', 1, 2)",
            "DELETE FROM evidence_statement",
            "UPDATE evidence_attachment SET name = 'other'",
            "DELETE FROM evidence_attachment",
            "UPDATE interview SET comment = 'other words'",
            "INSERT INTO pause VALUES ('i', 0, 't', NULL)",
        ] {
            let refused = store.connection.execute_batch(change).expect_err(change).to_string();
            assert!(refused.contains("the assessment is concluded"), "{change}: {refused}");
        }
        store.connection.execute_batch("UPDATE attachment SET bytes = x'01'").expect_err("bytes stay what they are");
        store.connection.execute_batch("UPDATE assessment SET state = 'signed'").expect("signing goes on");
        store.connection.execute_batch("UPDATE assessment SET state = 'concluded'").expect_err("signed for good");
    }
}
