//! Opening the file: the one place where it is opened, checked, migrated and configured.

use std::fs;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use rusqlite_migration::{Error as MigrationError, M, Migrations};

use super::failure;
use crate::error::{Code, Error, Result};

/// The name of the file within the workspace's folder.
const FILE: &str = "vouchsafe.db";
/// `PRAGMA application_id` of our files: "Vsaf".
const APPLICATION_ID: i64 = 0x5673_6166;
/// How long a write waits for another process to finish its own.
const PATIENCE: Duration = Duration::from_secs(5);
/// How many prepared statements are kept: more than the store has. Keeping a rating takes about thirty of them.
const STATEMENTS: usize = 200;
/// How long to wait before looking again at a workspace that another process is making.
const PAUSE: Duration = Duration::from_millis(20);

/// Migrations that were shipped never change; a new one is added below.
const STEPS: &[M<'static>] =
    &[M::up(include_str!("migrations/0001_initial.sql")), M::up(include_str!("migrations/0002_interview.sql"))];
const MIGRATIONS: Migrations<'static> = Migrations::from_slice(STEPS);
/// The version that the migrations lead to.
const SCHEMA_VERSION: i64 = 2;

pub(super) fn open(folder: &Path) -> Result<Connection> {
    let file = folder.join(FILE);
    match fs::metadata(&file) {
        Ok(found) if found.is_file() => refuse_foreign(&file)?,
        Ok(_) => return Err(Error::refused(format!("{} is not a file. Choose another folder.", file.display()))),
        Err(_) => make_folder(folder)?,
    }
    let connection = Connection::open_with_flags(
        &file,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )
    .map_err(|error| cannot_open(folder, error))?;
    prepare(connection, folder)
}

/// Configures and migrates. Of several processes that make the same workspace at once one succeeds first; the others
/// see its work half done, wait a little, and find it done.
fn prepare(mut connection: Connection, folder: &Path) -> Result<Connection> {
    let mut tries = PATIENCE.as_millis() / PAUSE.as_millis();
    // The waiting is done here; SQLite's own comes once the workspace is ready.
    connection.busy_timeout(PAUSE).map_err(|error| cannot_open(folder, error))?;
    loop {
        let done = configure(&connection).map_err(Into::into).and_then(|()| MIGRATIONS.to_latest(&mut connection));
        match done {
            Ok(()) => {
                connection.busy_timeout(PATIENCE).map_err(|error| cannot_open(folder, error))?;
                return Ok(connection);
            }
            Err(MigrationError::RusqliteError { err, .. }) if tries == 0 || !may_pass(&err) => {
                return Err(cannot_open(folder, err));
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
fn refuse_foreign(file: &Path) -> Result<()> {
    let connection =
        Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
            .map_err(failure::reading)?;
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

/// Makes the folder, for its owner only; an existing one must be empty.
fn make_folder(folder: &Path) -> Result<()> {
    if let Ok(entries) = fs::read_dir(folder) {
        // Another process may just be making the file.
        let is_other = |name: &std::ffi::OsStr| !name.to_string_lossy().starts_with(FILE);
        return match entries.flatten().any(|entry| is_other(&entry.file_name())) {
            false => Ok(()),
            true => Err(Error::refused(format!(
                "{} holds other files and no workspace. Choose an empty folder, or one that does not exist yet.",
                folder.display()
            ))),
        };
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| Error::io("make the workspace", folder, &error))
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

fn cannot_open(folder: &Path, error: rusqlite::Error) -> Error {
    let reason = failure::writing(error);
    Error::new(reason.code(), format!("The workspace {} can’t be opened. {reason}", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let mut connection = Connection::open(folder.path().join(FILE)).expect("a database");
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
        let connection = open(&folder.path().join("new/workspace")).expect("a workspace");
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
        let before = fs::read(folder.path().join(FILE)).expect("the file");
        let error = open(folder.path()).expect_err("a refusal");
        assert_eq!(error.code(), Code::NewerWorkspace);
        assert_eq!(fs::read(folder.path().join(FILE)).expect("the file"), before);
    }

    #[test]
    fn what_is_not_ours_is_refused_and_left_as_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(FILE);
        let connection = Connection::open(&file).expect("a database");
        connection.execute_batch("CREATE TABLE other (id)").expect("a table");
        drop(connection);
        assert!(open(folder.path()).expect_err("a refusal").message().contains("was not made by Vouchsafe"));
        fs::write(&file, "a text that is no database at all, and long enough to be looked at as one").expect("a file");
        assert!(open(folder.path()).expect_err("a refusal").message().contains("damaged"));
        fs::remove_file(&file).expect("no file");
        fs::write(folder.path().join("letter.txt"), "Dear").expect("a file");
        assert!(open(folder.path()).expect_err("a refusal").message().contains("holds other files"));
    }

    #[test]
    fn an_empty_file_left_by_a_crash_is_filled() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join(FILE), "").expect("a file");
        open(folder.path()).expect("a workspace");
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("file");
        fs::write(&file, "").expect("a file");
        let error = open(&file.join("workspace")).expect_err("a refusal");
        assert!(error.message().contains("Could not make the workspace"), "{error}");
    }
}
