//! Opening the file: the one place where it is opened, checked, migrated and configured.

use std::fs;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use rusqlite_migration::{Error as MigrationError, M, Migrations};

use zeroize::Zeroizing;

use super::failure;
use super::files::DATABASE;
use super::keys::DataKey;
use crate::error::{Code, Error, Result};

/// `PRAGMA application_id` of our files: "Vsaf".
pub(super) const APPLICATION_ID: i64 = 0x5673_6166;
/// How long a write waits for another process to finish its own.
const PATIENCE: Duration = Duration::from_secs(5);
/// How many prepared statements are kept: more than the store has. Keeping a rating takes about thirty of them.
const STATEMENTS: usize = 200;
/// How long to wait before looking again at a workspace that another process is making.
const PAUSE: Duration = Duration::from_millis(20);

/// Migrations that were shipped never change; a new one is added below.
const STEPS: &[M<'static>] = &[
    M::up(include_str!("migrations/0001_initial.sql")),
    M::up(include_str!("migrations/0002_interview.sql")),
    M::up(include_str!("migrations/0003_audit.sql")),
    M::up(include_str!("migrations/0004_signers.sql")),
    M::up(include_str!("migrations/0005_reviews.sql")),
    M::up(include_str!("migrations/0006_erasing.sql")),
    M::up(include_str!("migrations/0007_profiles.sql")),
];
const MIGRATIONS: Migrations<'static> = Migrations::from_slice(STEPS);
/// The version that the migrations lead to.
pub(super) const SCHEMA_VERSION: i64 = 7;

/// The largest file that is read as a whole each time it is opened, in bytes. Of a larger one the pages are checked as
/// they are read.
const WHOLE: u64 = 64 << 20;

pub(super) fn open(folder: &Path, key: &DataKey) -> Result<Connection> {
    prepare_file(&folder.join(DATABASE), key)
}

/// Whether opening the workspace will change its format.
///
/// # Errors
/// If the file can't be read.
pub fn is_of_earlier_version(folder: &Path, key: &DataKey) -> Result<bool> {
    let file = folder.join(DATABASE);
    if fs::metadata(&file).map_or(0, |found| found.len()) == 0 {
        return Ok(false);
    }
    let connection = unlocked(&file, OpenFlags::SQLITE_OPEN_READ_ONLY, Some(key))?;
    let version: i64 =
        connection.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(failure::reading)?;
    // A file that is just being made has none yet.
    Ok((1..SCHEMA_VERSION).contains(&version))
}

/// Opens a file, or makes it, and brings it to the present schema.
pub(super) fn prepare_file(file: &Path, key: &DataKey) -> Result<Connection> {
    let is_new = fs::metadata(file).map_or(0, |found| found.len()) == 0;
    if !is_new {
        refuse_foreign(&unlocked(file, OpenFlags::SQLITE_OPEN_READ_ONLY, Some(key))?, file)?;
    }
    let writing = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let connection = unlocked(file, writing, Some(key))?;
    if !is_new {
        // A damaged file is left as it is, also by what closes it.
        let keep_the_log = |on| connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, on);
        keep_the_log(true).map_err(failure::reading)?;
        refuse_damaged(&connection, file)?;
        keep_the_log(false).map_err(failure::reading)?;
    }
    prepare(connection, file)
}

/// One more connection to a file that is open already, so that nothing about it needs to be looked at again.
pub(super) fn another(file: &Path, key: &DataKey) -> Result<Connection> {
    let connection = unlocked(file, OpenFlags::SQLITE_OPEN_READ_WRITE, Some(key))?;
    connection
        .busy_timeout(PATIENCE)
        .and_then(|()| configure(&connection))
        .map_err(|error| cannot_open(file, error))?;
    Ok(connection)
}

/// A connection that has been given its key, if it needs one. Nothing was read yet.
pub(super) fn unlocked(file: &Path, flags: OpenFlags, key: Option<&DataKey>) -> Result<Connection> {
    let connection = Connection::open_with_flags(file, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(|error| cannot_open(file, error))?;
    if let Some(key) = key.filter(|key| key.encrypts()) {
        // SQLCipher's own messages would go to standard error.
        quietly(&connection, "PRAGMA cipher_log_level = NONE")?;
        // What was read is wiped when it is freed, and so are the statements that held the key.
        quietly(&connection, "PRAGMA cipher_memory_security = ON")?;
        quietly(&connection, &Zeroizing::new(format!("PRAGMA key = \"{}\"", *key.raw())))?;
    }
    Ok(connection)
}

/// Runs a pragma of SQLCipher. Its words may hold the key, so only the code of what went wrong stands in the message.
fn quietly(connection: &Connection, pragma: &str) -> Result<()> {
    connection.execute_batch(pragma).map_err(|error| {
        Error::internal(format!("the database does not take its key: {:?}", error.sqlite_error_code()))
    })
}

/// Reads every page of a file that is not large: what was changed in one of them does not fit its seal.
fn refuse_damaged(connection: &Connection, file: &Path) -> Result<()> {
    let size = fs::metadata(file).map_or(0, |found| found.len());
    match size <= WHOLE && damaged_pages(connection)? > 0 {
        true => Err(failure::damaged("some of its pages were changed outside of Vouchsafe, or went bad on the disk")),
        false => Ok(()),
    }
}

/// How many pages of the file are not as SQLCipher wrote them.
pub(super) fn damaged_pages(connection: &Connection) -> Result<usize> {
    // While this one could write, no other process moves pages from the log into the file.
    connection.busy_timeout(PATIENCE).map_err(failure::reading)?;
    connection.execute_batch("BEGIN IMMEDIATE").map_err(failure::reading)?;
    let found = super::check::pages(connection);
    connection.execute_batch("ROLLBACK").map_err(failure::reading)?;
    found
}

/// Configures and migrates. Of several processes that make the same workspace at once one succeeds first; the others
/// see its work half done, wait a little, and find it done.
fn prepare(mut connection: Connection, file: &Path) -> Result<Connection> {
    let mut tries = PATIENCE.as_millis() / PAUSE.as_millis();
    // The waiting is done here; SQLite's own comes once the workspace is ready.
    connection.busy_timeout(PAUSE).map_err(|error| cannot_open(file, error))?;
    loop {
        let done = configure(&connection).map_err(Into::into).and_then(|()| MIGRATIONS.to_latest(&mut connection));
        match done {
            Ok(()) => {
                connection.busy_timeout(PATIENCE).map_err(|error| cannot_open(file, error))?;
                return Ok(connection);
            }
            Err(MigrationError::RusqliteError { err, .. }) if tries == 0 || !may_pass(&err) => {
                return Err(cannot_open(file, err));
            }
            Err(MigrationError::RusqliteError { .. }) => std::thread::sleep(PAUSE),
            Err(other) => return Err(Error::internal(other)),
        }
        tries -= 1;
    }
}

/// Whether a failure can come from another process that is making the workspace: a lock, or a table that it has made
/// since this one looked.
fn may_pass(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::SchemaChanged | ErrorCode::Unknown)
    )
}

/// Looks at an existing file without writing to it.
pub(super) fn refuse_foreign(connection: &Connection, file: &Path) -> Result<()> {
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let application = pragma("application_id").map_err(failure::reading)?;
    let version = pragma("user_version").map_err(failure::reading)?;
    // A crash between creating the file and its first migration leaves an empty one, which is ours to fill.
    let is_empty = version == 0 && pragma("schema_version").map_err(failure::reading)? == 0;
    if application != APPLICATION_ID && !is_empty {
        return Err(Error::refused(format!(
            "{} was not made by Vouchsafe. It was left as it is; choose another folder.",
            file.display()
        )));
    }
    if version > SCHEMA_VERSION {
        return Err(Error::new(
            Code::NewerWorkspace,
            format!(
                "{} was written by a newer version of Vouchsafe (schema {version}, this version knows \
                 {SCHEMA_VERSION}). It was left as it is; use the newer version.",
                file.display()
            ),
        ));
    }
    Ok(())
}

fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    // NORMAL would lose the last commits on power loss, and a rating that is shown as saved is on disk.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // What is erased leaves no trace in the file.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update_and_check(None, "mmap_size", 0, |_| Ok(()))
}

fn cannot_open(file: &Path, error: rusqlite::Error) -> Error {
    let reason = failure::writing(error);
    Error::new(reason.code(), format!("The workspace {} can’t be opened. {reason}", file.display()))
}

/// An encrypted workspace of the first version, for tests.
#[cfg(test)]
pub(crate) fn make_first_version(folder: &Path, key: &DataKey) -> Result<()> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let mut connection = unlocked(&folder.join(DATABASE), flags, Some(key))?;
    Migrations::from_slice(STEPS.get(..1).unwrap_or_default()).to_latest(&mut connection).map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::super::keys::fixture;
    use super::*;

    /// Opens a workspace as the store does, without saying that it is in use.
    fn open(folder: &Path) -> Result<Connection> {
        super::open(folder, fixture().data_key())
    }

    /// A database with the same key, as some other version may have made it.
    fn raw(folder: &Path) -> Connection {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        unlocked(&folder.join(DATABASE), flags, Some(fixture().data_key())).expect("a database")
    }

    #[test]
    fn the_schema_version_counts_the_migrations() {
        MIGRATIONS.validate().expect("the migrations apply");
        let mut connection = Connection::open_in_memory().expect("a database");
        MIGRATIONS.to_latest(&mut connection).expect("the migrations apply");
        let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0)).expect("a version");
        assert_eq!(version, SCHEMA_VERSION);
    }

    #[test]
    fn a_workspace_of_the_first_version_is_brought_along() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut connection = raw(folder.path());
        Migrations::from_slice(&STEPS[..1]).to_latest(&mut connection).expect("the first schema");
        let hash = "0".repeat(64);
        let assessment = |id: &str, interview: &str| {
            format!(
                "INSERT INTO interview VALUES ('{interview}', 'c', 'Lena', NULL, NULL, 't');
                 INSERT INTO assessment (id, interview, position, definition, rule_name, rule_version, rule_floor,
                     rule_coverage_tenths, rule_lower_levels, at_level, at_ordinal, changed_at)
                 VALUES ('{id}', '{interview}', 1, '{hash}', 'consistent', 1, 'largely', 500, 'met', 3, 1, 't');
                 INSERT INTO response (assessment, level, ordinal, finding, changed_at) VALUES ('{id}', 3, 1, 'fully', 't');
                 INSERT INTO evidence VALUES ('e{id}', '{id}', 0, 'example', 'title', NULL, 1);"
            )
        };
        let rows = format!(
            "INSERT INTO definition VALUES ('{hash}', 'e', 'e', 'current', 'AB', 'n', NULL, 'd', NULL, 'built-in', 't');
             INSERT INTO level_definition VALUES ('{hash}', 1, NULL, 'not observed'), ('{hash}', 3, NULL, NULL);
             INSERT INTO statement VALUES ('{hash}', 3, 1, 'Keeps it running.');
             INSERT INTO candidate VALUES ('c', 'Amara', 'C-1', 'Engineer', 't'); {} {}
             UPDATE assessment SET state = 'concluded', awarded_level = 3, concluded_at = 't' WHERE id = 'done';",
            assessment("done", "i"),
            assessment("draft", "j")
        );
        connection.execute_batch(&rows).expect("rows");
        drop(connection);
        let connection = open(folder.path()).expect("the workspace");
        let texts = |sql: &str| -> Vec<String> {
            let mut statement = connection.prepare(sql).expect(sql);
            let rows = statement.query_map([], |row| row.get(0)).expect(sql);
            rows.collect::<rusqlite::Result<_>>().expect(sql)
        };
        assert_eq!(texts("SELECT id || walk || walk_from FROM assessment ORDER BY id"), ["donefree3", "draftfree3"]);
        // What was concluded keeps the name; a draft goes on asking for it.
        assert_eq!(
            texts("SELECT id || coalesce(candidate_name || candidate_role, '–') FROM interview ORDER BY id"),
            ["iAmaraEngineer", "j–"]
        );
        assert_eq!(texts("SELECT id FROM evidence WHERE removed = 0 ORDER BY id").len(), 2);
        connection.execute_batch("UPDATE interview SET comment = 'late' WHERE id = 'i'").expect_err("it is concluded");
        connection.execute_batch("UPDATE interview SET comment = 'in time' WHERE id = 'j'").expect("a draft goes on");
    }

    #[test]
    fn settings_are_those_that_durability_needs() {
        let folder = tempfile::tempdir().expect("a folder");
        let connection = open(folder.path()).expect("a workspace");
        let pragma = |name: &str| {
            connection.pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0)).expect(name)
        };
        assert_eq!(pragma("journal_mode"), "wal".to_owned().into());
        assert_eq!(pragma("synchronous"), 2.into());
        assert_eq!(pragma("foreign_keys"), 1.into());
        assert_eq!(pragma("secure_delete"), 1.into());
        assert_eq!(pragma("trusted_schema"), 0.into());
    }

    #[test]
    fn a_newer_file_is_refused_and_left_as_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let connection = open(folder.path()).expect("a workspace");
        connection.pragma_update(None, "user_version", SCHEMA_VERSION + 1).expect("a newer version");
        connection.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(())).expect("one file");
        drop(connection);
        let before = fs::read(folder.path().join(DATABASE)).expect("the file");
        let error = open(folder.path()).expect_err("a refusal");
        assert_eq!(error.code(), Code::NewerWorkspace);
        assert_eq!(fs::read(folder.path().join(DATABASE)).expect("the file"), before);
    }

    #[test]
    fn what_is_not_ours_is_refused_and_left_as_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        raw(folder.path()).execute_batch("CREATE TABLE other (id)").expect("a table");
        assert!(open(folder.path()).expect_err("a refusal").message().contains("was not made by Vouchsafe"));
        let text = "a text that is no database at all, and long enough to be looked at as one".repeat(99);
        fs::write(folder.path().join(DATABASE), &text).expect("a file");
        assert_eq!(open(folder.path()).expect_err("a refusal").code(), Code::Damaged);
        assert_eq!(fs::read_to_string(folder.path().join(DATABASE)).expect("the file"), text);
    }

    #[test]
    fn an_empty_file_left_by_a_crash_is_filled() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join(DATABASE), "").expect("a file");
        open(folder.path()).expect("a workspace");
    }

    #[test]
    fn no_page_stands_in_the_file_as_it_was_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let connection = open(folder.path()).expect("a workspace");
        connection.execute_batch("INSERT INTO setting VALUES ('name', 'Amara Okafor of Northwind')").expect("a row");
        drop(connection);
        let bytes = fs::read(folder.path().join(DATABASE)).expect("the file");
        for plain in [&b"SQLite format"[..], b"Amara Okafor", b"CREATE TABLE"] {
            assert!(!bytes.windows(plain.len()).any(|window| window == plain));
        }
    }

    /// Every page carries a seal, so that no flipped bit goes unnoticed.
    #[test]
    fn a_flipped_bit_anywhere_is_noticed_on_opening() {
        let folder = tempfile::tempdir().expect("a folder");
        drop(open(folder.path()).expect("a workspace"));
        let file = folder.path().join(DATABASE);
        let whole = fs::read(&file).expect("the file");
        for flip in 0..200 {
            let place = (flip * 7919) % whole.len();
            let mut changed = whole.clone();
            changed[place] ^= 1 << (flip % 8);
            fs::write(&file, &changed).expect("a file");
            assert_eq!(open(folder.path()).expect_err("a refusal").code(), Code::Damaged, "byte {place}");
            assert_eq!(fs::read(&file).expect("the file"), changed, "it is left as it is");
        }
        fs::write(&file, &whole).expect("a file");
        open(folder.path()).expect("the workspace as it was");
    }
}
