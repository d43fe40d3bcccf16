//! Keeping what can be read of a damaged workspace.
//!
//! The damaged file is copied and only the copy is opened, so that not a byte of it changes. A new database gets its schema,
//! and each table's rows as far as they can be read (`rows`); rows whose parents are lost are dropped. The triggers that
//! freeze what was concluded are silent meanwhile, and there afterwards.

mod rows;
mod texts;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::files::{DATABASE, InUse};
use super::keys::{DataKey, KeyFile, Knowledge};
use super::open::{self, APPLICATION_ID};
use super::{Store, Transaction, check, failure, restore, swap};
use crate::error::{Code, Error, Result};

use rows::{Source, Table};
use words::Lost;

pub use texts::Texts;

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Salvaged {
    /// What was lost, a sentence each; empty: everything could be read.
    pub lost: Vec<String>,
    /// The folder with the damaged files.
    pub set_aside: PathBuf,
}

/// What is left of a workspace, for whoever writes into its trail what happened.
pub struct Remains<'a> {
    /// What was lost, a sentence each.
    pub lost: &'a [String],
    /// The folder in which the damaged files will be.
    pub set_aside: &'a Path,
    /// The number of the last event that is known to have been there, whether or not it could be read.
    pub last_event: i64,
    /// Whether some events could not be read.
    pub events: bool,
    /// Whether the values of some events could not be read.
    pub values: bool,
}

/// Puts a new database with everything that can be read in the place of a damaged one, which is moved to
/// `<folder>.<aside>`. Texts that the program brings along are made whole again. `record` writes what happened into the
/// trail, if there is one; until it is done, the trail takes an event in any place.
///
/// # Errors
/// If the passphrase is wrong ([`Code::WrongPassphrase`]), another process uses the workspace ([`Code::InUse`]), not even
/// the list of tables can be read ([`Code::Damaged`]), or the disk refuses. Then the workspace is as it was.
pub fn salvage(
    folder: &Path,
    passphrase: &str,
    aside: &str,
    texts: &Texts<'_>,
    record: impl FnOnce(&Transaction<'_>, &Remains<'_>) -> Result<()>,
) -> Result<Salvaged> {
    let _alone = InUse::alone(folder)?;
    let keys = KeyFile::read(folder)?.ok_or_else(|| {
        Error::refused("Without its key file nothing can be read of this workspace. Only a backup helps.")
    })?;
    let secrets = keys.open(&Knowledge::Passphrase(passphrase))?;
    let set_aside = restore::free(folder, aside)?;
    let staged = restore::stage(folder)?;
    let done = rescue(folder, &staged, secrets.data_key(), texts, &set_aside, record).and_then(|lost| {
        keys.write(&staged)?;
        Ok(lost)
    });
    match done {
        Ok(lost) => {
            swap::swap(folder, &staged, &set_aside)?;
            Ok(Salvaged { lost, set_aside })
        }
        Err(error) => {
            // The next attempt removes it as well.
            let _ = fs::remove_dir_all(&staged);
            Err(error)
        }
    }
}

fn rescue(
    folder: &Path,
    staged: &Path,
    key: &DataKey,
    texts: &Texts<'_>,
    set_aside: &Path,
    record: impl FnOnce(&Transaction<'_>, &Remains<'_>) -> Result<()>,
) -> Result<Vec<String>> {
    let damaged = copy_of(folder, staged)?;
    let mut source = Source::open(&damaged, key)?;
    let schema = match Schema::read(&source) {
        Err(error) if error.code() == Code::Damaged => {
            drop(source);
            lengthen(&damaged)?;
            source = Source::open(&damaged, key)?;
            Schema::read(&source)?
        }
        read => read?,
    };
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let target = open::unlocked(&staged.join(DATABASE), flags, Some(key))?;
    target.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false).map_err(failure::writing)?;
    target.pragma_update(None, "foreign_keys", false).map_err(failure::writing)?;
    let mut store = Store::of(target);
    let lost = store.write(|transaction| {
        let mut lost = Lost::default();
        schema.make(&transaction.inner)?;
        for name in &schema.tables {
            let table = Table::describe(&transaction.inner, name)?;
            lost.unread(name, rows::copy(&mut source, &table, &transaction.inner)?);
        }
        let last_event = if schema.has_trail() { last_event(transaction)? } else { 0 };
        let incomplete = texts.mend(transaction)?;
        for (table, orphans) in drop_orphans(&transaction.inner, &schema.tables)? {
            lost.orphaned(&table, orphans);
        }
        let (events, values) = (lost.is_unread("event"), lost.is_unread("event_payload"));
        let lost: Vec<_> = lost.sentences().into_iter().chain(incomplete).collect();
        if schema.has_trail() {
            record(transaction, &Remains { lost: &lost, set_aside, last_event, events, values })?;
        }
        Ok(lost)
    })?;
    if let Some(problem) = check::problems(&store.connection)?.into_iter().next() {
        return Err(Error::internal(format!("what was salvaged is not sound: {problem}")));
    }
    store.connection.close().map_err(|(_, error)| failure::writing(error))?;
    drop(source);
    restore::remove_folder(&staged.join(COPY))?;
    Ok(lost)
}

/// The highest number that anything gives to an event.
fn last_event(transaction: &Transaction<'_>) -> Result<i64> {
    let highest = transaction.first(
        "SELECT max(number) AS number FROM (
             SELECT sequence AS number FROM event UNION ALL SELECT sequence FROM event_payload
             UNION ALL SELECT trail_sequence FROM report UNION ALL SELECT event FROM edit)",
        [],
        |row| row.get::<_, Option<i64>>("number"),
    )?;
    Ok(highest.flatten().unwrap_or(0))
}

/// The folder for the copy of the damaged files, within the staged one.
const COPY: &str = "damaged";

/// Copies database and log; answers with the database.
fn copy_of(folder: &Path, staged: &Path) -> Result<PathBuf> {
    let to = staged.join(COPY);
    super::make_folder(&to)?;
    for name in [DATABASE, "vouchsafe.db-wal"] {
        let from = folder.join(name);
        match fs::copy(&from, to.join(name)) {
            Err(error) if name != DATABASE && error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(Error::io("read", &from, &error)),
            Ok(_) => {}
        }
    }
    Ok(to.join(DATABASE))
}

/// SQLite reads nothing of a file that is shorter than it says. With nothing in the place of what is missing, it reads the
/// rest.
fn lengthen(file: &Path) -> Result<()> {
    let refused = |error: std::io::Error| Error::io("write", file, &error);
    let copy = fs::File::options().write(true).open(file).map_err(refused)?;
    let length = copy.metadata().map_err(refused)?.len();
    copy.set_len(length.saturating_mul(LONGER)).map_err(refused)
}

/// How many times as long as it is a file may have been.
const LONGER: u64 = 4;

/// What the damaged database says of its tables.
struct Schema {
    version: i64,
    /// In the order in which they were made, parents first.
    tables: Vec<String>,
    /// What makes tables, then indices, then triggers.
    statements: Vec<String>,
}

/// A table, an index or a trigger.
struct Entry {
    is_table: bool,
    name: String,
    sql: String,
}

impl Schema {
    fn read(source: &Source) -> Result<Self> {
        let read = |connection: &Connection| -> rusqlite::Result<(i64, i64, Vec<Entry>)> {
            let application = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
            let version = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
            let mut all = connection.prepare(
                "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
                 ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, rowid",
            )?;
            let all = all.query_map([], |row| {
                Ok(Entry { is_table: row.get::<_, String>(0)? == "table", name: row.get(1)?, sql: row.get(2)? })
            })?;
            Ok((application, version, all.collect::<rusqlite::Result<_>>()?))
        };
        let (application, version, all) = read(source.connection()).map_err(|_| nothing_left())?;
        if application != APPLICATION_ID || all.is_empty() {
            return Err(nothing_left());
        }
        if version > open::SCHEMA_VERSION {
            return Err(Error::new(
                Code::NewerWorkspace,
                "This workspace was written by a newer version of Vouchsafe. It was left as it is; use that version.",
            ));
        }
        let tables = all.iter().filter(|entry| entry.is_table).map(|entry| entry.name.clone()).collect();
        Ok(Self { version, tables, statements: all.into_iter().map(|entry| entry.sql).collect() })
    }

    /// Versions before the trail have none.
    fn has_trail(&self) -> bool {
        self.tables.iter().any(|table| table == "event")
    }

    fn make(&self, target: &Connection) -> Result<()> {
        for statement in &self.statements {
            target.execute_batch(statement).map_err(failure::writing)?;
        }
        target.pragma_update(None, "application_id", APPLICATION_ID).map_err(failure::writing)?;
        target.pragma_update(None, "user_version", self.version).map_err(failure::writing)
    }
}

fn nothing_left() -> Error {
    Error::new(
        Code::Damaged,
        "The beginning of the workspace’s file is damaged, without which nothing else can be found in it. It was left as it \
         is. Only a backup helps.",
    )
}

/// Deletes rows that name something which is lost, until none is left. Answers with how many of which table.
fn drop_orphans(target: &Connection, tables: &[String]) -> Result<Vec<(String, usize)>> {
    let mut dropped = Vec::new();
    loop {
        let mut found = false;
        for table in tables {
            let mut count = 0;
            for condition in references(target, table)? {
                let delete = format!("DELETE FROM {} AS child WHERE {condition}", rows::quoted(table));
                count += target.execute(&delete, []).map_err(failure::writing)?;
            }
            if count > 0 {
                found = true;
                dropped.push((table.clone(), count));
            }
        }
        if !found {
            return Ok(dropped);
        }
    }
}

/// For each foreign key of a table, what is true of rows that name something which is not there.
fn references(target: &Connection, table: &str) -> Result<Vec<String>> {
    let read = || {
        let mut list =
            target.prepare("SELECT id, \"table\", \"from\", \"to\" FROM pragma_foreign_key_list(?1) ORDER BY id")?;
        let list = list.query_map([table], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?, row.get::<_, String>(3)?))
        })?;
        list.collect::<rusqlite::Result<Vec<_>>>()
    };
    let columns = read().map_err(failure::reading)?;
    let keys = columns.chunk_by(|one, other| one.0 == other.0).filter_map(|key| {
        let parent = rows::quoted(&key.first()?.1);
        let of = |join: &str, part: &dyn Fn(&str, &str) -> String| {
            let parts: Vec<_> =
                key.iter().map(|(_, _, from, to)| part(&rows::quoted(from), &rows::quoted(to))).collect();
            parts.join(join)
        };
        let is_set = of(" AND ", &|from, _| format!("child.{from} IS NOT NULL"));
        let is_same = of(" AND ", &|from, to| format!("parent.{to} = child.{from}"));
        Some(format!("{is_set} AND NOT EXISTS (SELECT 1 FROM {parent} AS parent WHERE {is_same})"))
    });
    Ok(keys.collect())
}
