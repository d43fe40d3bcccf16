//! Reading a backup back.

use std::fs::File;
use std::path::Path;

use rusqlite::OpenFlags;

use super::make::Counts;
use super::{BackupFacts, Checked, Meter, Opener, SEALED_FOR, archive, facts_of, open_file};
use crate::error::{Code, Error, Result};
use crate::store::files::{DATABASE, sync_folder};
use crate::store::keys::{self, DataKey};
use crate::store::{check, open};

/// Reads the whole of a backup: with a key everything, without one what needs none. The answer says which.
///
/// # Errors
/// If anything in it is not as it was made ([`Code::Damaged`]), if the passphrase does not open it
/// ([`Code::WrongPassphrase`]), or if a newer version made it.
pub fn verify(file: &Path, opener: &Opener<'_>, meter: &mut Meter<'_>) -> Result<BackupFacts> {
    let mut open = open_file(file)?;
    let outline = archive::outline(&mut open).map_err(|error| archive::named(file, &error))?;
    let has_key = match opener {
        Opener::Nobody => false,
        Opener::Passphrase(_) => true,
        Opener::Workspace(beside) => beside.workspace() == outline.manifest.workspace,
    };
    if !has_key {
        meter.expect(outline.manifest.database_length);
        let outline = archive::whole(&mut open, None, meter).map_err(|error| archive::named(file, &error))?;
        return Ok(facts_of(file, &outline, Checked::Sums));
    }
    // Beside the backup there is room for what is as large; where nothing can be written there, it goes elsewhere.
    let beside = file.parent().map(|folder| tempfile::Builder::new().prefix(".vouchsafe-reading-").tempdir_in(folder));
    let work = match beside {
        Some(Ok(work)) => work,
        _ => tempfile::tempdir().map_err(|error| Error::io("unpack", file, &error))?,
    };
    meter.expect(outline.manifest.database_length);
    unpack(file, work.path(), opener, meter)
}

/// Unpacks database and key file into a folder, having checked all that can be.
///
/// # Errors
/// As [`verify`], or if the folder can't be written.
pub(in crate::store) fn unpack(
    file: &Path,
    into: &Path,
    opener: &Opener<'_>,
    meter: &mut Meter<'_>,
) -> Result<BackupFacts> {
    let named = |error: Error| archive::named(file, &error);
    let mut open = open_file(file)?;
    let path = into.join(DATABASE);
    let mut database = File::create_new(&path).map_err(|error| Error::io("write", &path, &error))?;
    let outline = archive::whole(&mut open, Some(&mut database), meter).map_err(named)?;
    drop(database);
    let keys_file = keys::KeyFile::parse(&outline.keys).map_err(|error| other(file, &error))?;
    if keys_file.workspace() != outline.manifest.workspace {
        return Err(damaged(file, "its keys are those of another workspace"));
    }
    let key = opener.key(&outline)?;
    if let Some(key) = &key {
        let seal = key.seal(SEALED_FOR, &outline.manifest_bytes)?;
        if base16ct::lower::encode_string(&seal) != outline.seal {
            return Err(damaged(file, "what it says about itself was not written by this workspace"));
        }
        let counts = whole_database(&path, key).map_err(|error| other(file, &error))?;
        if counts.schema != outline.manifest.schema || counts.assessments != outline.manifest.assessments {
            return Err(damaged(file, "it holds something else than it says"));
        }
    }
    keys_file.write(into)?;
    sync_folder(into)?;
    Ok(facts_of(file, &outline, if key.is_some() { Checked::Whole } else { Checked::Sums }))
}

/// Checks a database that nobody else has open, and counts its rows.
pub(super) fn whole_database(file: &Path, key: &DataKey) -> Result<Counts> {
    let connection = open::unlocked(file, OpenFlags::SQLITE_OPEN_READ_WRITE, Some(key))?;
    open::refuse_foreign(&connection, file)?;
    match check::problems(&connection)?.into_iter().next() {
        None => Counts::of(&connection),
        Some(problem) => Err(Error::new(Code::Damaged, problem)),
    }
}

/// What the store says of its own file, said of a backup.
fn other(file: &Path, error: &Error) -> Error {
    match error.code() {
        Code::Damaged => damaged(file, error.message().trim_end_matches('.')),
        _ => error.clone(),
    }
}

fn damaged(file: &Path, how: &str) -> Error {
    archive::named(file, &Error::new(Code::Damaged, how))
}
