//! Encrypting a database of an earlier version, and writing a copy that is not encrypted.

use std::fs;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use super::files::{DATABASE, InUse, sync_folder};
use super::keys::{KeyFile, Secrets};
use super::open::{self, APPLICATION_ID};
use super::{Store, Transaction, failure};
use crate::error::{Error, Result};

/// The encrypted copy while it is being made.
const COPY: &str = "vouchsafe.db.encrypted";

/// Puts an encrypted database in the place of the plain one. `change` is applied to the copy before it takes its place.
///
/// # Errors
/// If another process uses the workspace, if the file is not ours or is damaged, or if the disk refuses. Then the plain
/// file is still there.
pub fn encrypt(
    folder: &Path,
    keys: &KeyFile,
    secrets: &Secrets,
    change: impl FnOnce(&Transaction<'_>) -> Result<()>,
) -> Result<()> {
    let _alone = InUse::alone(folder)?;
    let (plain, copy) = (folder.join(DATABASE), folder.join(COPY));
    let version = {
        // Without CREATE, the copy could not be made beside it.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let connection = open::unlocked(&plain, flags, None)?;
        open::refuse_foreign(&connection, &plain)?;
        intact(&connection)?;
        remove(&copy)?;
        copy_into(&connection, &copy, Some(secrets))?;
        // Everything is in the one file then, and no log stays behind when it goes.
        connection.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(())).map_err(failure::writing)?;
        connection.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0)).map_err(failure::reading)?
    };
    {
        let connection = open::unlocked(&copy, OpenFlags::SQLITE_OPEN_READ_WRITE, Some(secrets.data_key()))?;
        connection.pragma_update(None, "application_id", APPLICATION_ID).map_err(failure::writing)?;
        connection.pragma_update(None, "user_version", version).map_err(failure::writing)?;
    }
    let mut store = Store::of(open::prepare_file(&copy, secrets.data_key())?);
    store.write(change)?;
    store.into_one_file()?;
    keys.write(folder)?;
    fs::rename(&copy, &plain).map_err(|error| Error::io("write", &plain, &error))?;
    sync_folder(folder)
}

/// Writes everything into a database at `path`, which must not exist: encrypted if there are secrets, else plain.
pub(super) fn copy_into(connection: &Connection, path: &Path, secrets: Option<&Secrets>) -> Result<()> {
    let name = path.to_str().ok_or_else(|| {
        Error::refused(format!("{} is a name that the database can’t write. Choose another.", path.display()))
    })?;
    let key = secrets.map_or_else(Zeroizing::default, |secrets| secrets.data_key().raw());
    connection.execute("ATTACH ?1 AS copy KEY ?2", [name, &key]).map_err(failure::writing)?;
    let copied = connection.query_row("SELECT sqlcipher_export('copy')", [], |_| Ok(()));
    let detached = connection.execute_batch("DETACH copy");
    copied.and(detached).map_err(failure::writing)
}

/// Refuses a database with torn pages: a copy of it would look whole.
fn intact(connection: &Connection) -> Result<()> {
    let answer: String =
        connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(failure::reading)?;
    if answer == "ok" { Ok(()) } else { Err(failure::damaged(&answer)) }
}

fn remove(file: &Path) -> Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::io("remove", file, &error)),
        _ => Ok(()),
    }
}
