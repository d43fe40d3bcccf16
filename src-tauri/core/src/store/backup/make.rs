//! Making a backup.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::check::{unpack, whole_database};
use super::manifest::Manifest;
use super::{BackupFacts, BackupOrder, Beside, Checked, Meter, Opener, SEALED_FOR, Target, archive, key_file};
use crate::domain::backup::stem;
use crate::error::{Code, Error, Result};
use crate::store::files::{DATABASE, make_folder, sync_folder};
use crate::store::{failure, open};

/// How the name of a backup ends.
const ENDING: &str = "vouchsafe-backup";
/// How the names of unfinished work begin; the workspace's id follows.
const UNFINISHED: &str = ".vouchsafe-unfinished-";
/// The file through which processes tell each other that they make a backup.
const LOCK: &str = "vouchsafe.db.backup-lock";
/// How many pages are copied before somebody is asked whether to go on: a megabyte.
const PAGES: i32 = 256;
/// The size of a page as SQLCipher makes them, in bytes. It only tells how far the copying is.
const PAGE: u64 = 4096;
/// How long to wait for a page that somebody else holds, and how often.
const PAUSE: Duration = Duration::from_millis(20);
const TRIES: u32 = 250;
/// The setting by which a database tells that it is a copy, and of when: in a backup, and in the workspace that was
/// restored from one until it is opened, by whatever hands it was put there.
pub const COPY_OF: &str = "backup.copy-of";
/// How many backups of the same second have names.
const SAME_SECOND: u32 = 100;

impl Beside {
    /// Makes a backup and reads all of it back, before it gets its name.
    ///
    /// # Errors
    /// If another one is just being made ([`Code::InUse`]), the file exists ([`Code::Exists`]), the workspace is damaged,
    /// or the disk refuses. Then there is no new file.
    pub fn back_up(&self, order: &BackupOrder, meter: &mut Meter<'_>) -> Result<BackupFacts> {
        let _only_one = only_one(self.folder())?;
        let folder = folder_for(&order.target, self.folder())?;
        let prefix = format!("{UNFINISHED}{}-", self.workspace());
        clean_up(&folder, &prefix);
        let work = tempfile::Builder::new()
            .prefix(&prefix)
            .tempdir_in(&folder)
            .map_err(|error| Error::io("write a backup into", &folder, &error))?;
        let copy = work.path().join(DATABASE);
        let counts = self.copy(&copy, order, meter)?;
        let archive = work.path().join("backup");
        self.pack(&copy, &archive, order, &counts, meter)?;
        fs::remove_file(&copy).map_err(|error| Error::io("remove", &copy, &error))?;
        let made = unpack(&archive, work.path(), &Opener::Workspace(self), meter)?;
        if made.checked != Checked::Whole || whole_database(&copy, self.key())? != counts {
            return Err(Error::internal("a backup that holds something else than the workspace"));
        }
        let file = give_name(&archive, &order.target, &folder, order)?;
        Ok(BackupFacts { file, ..made })
    }

    /// Copies the database as it is at one moment, while others go on writing. Pages are decrypted and encrypted anew, so
    /// that a page which does not fit its seal ends the copying. The copy says what it is ([`COPY_OF`]).
    fn copy(&self, to: &Path, order: &BackupOrder, meter: &mut Meter<'_>) -> Result<Counts> {
        let from = open::unlocked(&self.folder().join(DATABASE), OpenFlags::SQLITE_OPEN_READ_WRITE, Some(self.key()))?;
        from.execute_batch("PRAGMA query_only = ON; BEGIN").map_err(failure::reading)?;
        let counts = Counts::of(&from)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut copy = open::unlocked(to, flags, Some(self.key()))?;
        {
            let backup = Backup::new(&from, &mut copy).map_err(failure::writing)?;
            let mut tries = 0;
            let mut before = None;
            loop {
                let step = backup.step(PAGES).map_err(failure::writing)?;
                let progress = backup.progress();
                let done = u64::try_from(progress.pagecount - progress.remaining).unwrap_or(0);
                let of = u64::try_from(progress.pagecount).unwrap_or(0);
                // Copying, writing the file, reading it back.
                meter.expect(of * PAGE * 3);
                meter.advance(done.saturating_sub(before.unwrap_or(0)) * PAGE)?;
                before = Some(done);
                match step {
                    StepResult::Done => break,
                    StepResult::More => tries = 0,
                    _ if tries < TRIES => {
                        tries += 1;
                        thread::sleep(PAUSE);
                    }
                    _ => return Err(Error::new(Code::InUse, "The workspace is busy. Make the backup later.")),
                }
            }
        }
        // One file without a log beside it.
        copy.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(())).map_err(failure::writing)?;
        if counts.has_table("setting") {
            copy.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)", (COPY_OF, order.told()?))
                .map_err(failure::writing)?;
        }
        copy.close().map_err(|(_, error)| failure::writing(error))?;
        Ok(counts)
    }

    fn pack(&self, copy: &Path, to: &Path, order: &BackupOrder, counts: &Counts, meter: &mut Meter<'_>) -> Result<()> {
        let refused = |error: std::io::Error| Error::io("write", to, &error);
        let named = |error: Error| archive::named(to, &error);
        let keys = key_file(self.folder())?.json()?;
        let mut database = File::open(copy).map_err(refused)?;
        let manifest = Manifest {
            workspace: self.workspace(),
            made_at: order.made_at,
            cause: order.cause,
            schema: counts.schema,
            program: order.program.to_owned(),
            database_length: database.metadata().map_err(refused)?.len(),
            database_sha256: archive::sha256_of(&mut database).map_err(named)?,
            keys_sha256: archive::sha256(&keys),
            assessments: counts.assessments,
            audit_head: counts.audit_head.clone(),
        };
        let manifest = manifest.json()?;
        let seal = base16ct::lower::encode_string(&self.key().seal(SEALED_FOR, &manifest)?);
        let mut database = File::open(copy).map_err(refused)?;
        let mut file = File::create_new(to).map_err(refused)?;
        archive::write(&mut file, &manifest, &seal, &keys, &mut database, meter).map_err(named)
    }
}

impl BackupOrder {
    /// What a copy says of itself: JSON. Members are added, never renamed.
    fn told(&self) -> Result<String> {
        let made_at = self.made_at.to_string();
        let told = serde_json::json!({ "made_at": made_at, "cause": self.cause.name(), "program": self.program });
        serde_json::to_string(&told).map_err(Error::internal)
    }
}

/// What the copy has to hold as well.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) schema: i64,
    pub(super) assessments: u64,
    /// The end of the audit trail, as `vouch audit verify --head` takes it; none: a schema without a trail.
    pub(super) audit_head: Option<String>,
    /// How many rows each table has.
    tables: Vec<(String, u64)>,
}

impl Counts {
    pub(super) fn of(connection: &Connection) -> Result<Self> {
        let number = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, u64>(0));
        let counted = || {
            let mut names = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?;
            let names = names.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
            let count = |name: String| {
                let sql = match name.as_str() {
                    // A copy says that it is one; nothing else differs.
                    "setting" => format!("SELECT count(*) FROM setting WHERE name <> '{COPY_OF}'"),
                    other => format!("SELECT count(*) FROM \"{}\"", other.replace('"', "\"\"")),
                };
                number(&sql).map(|count| (name, count))
            };
            names.into_iter().map(count).collect::<rusqlite::Result<Vec<_>>>()
        };
        let tables: Vec<(String, u64)> = counted().map_err(failure::reading)?;
        let assessments = tables.iter().find(|(name, _)| name == "assessment").map_or(0, |(_, count)| *count);
        let schema = connection.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(failure::reading)?;
        let has_trail = tables.iter().any(|(name, count)| name == "event" && *count > 0);
        let last = "SELECT sequence || ':' || hash FROM event ORDER BY sequence DESC LIMIT 1";
        let audit_head = match has_trail {
            true => Some(connection.query_row(last, [], |row| row.get(0)).map_err(failure::reading)?),
            false => None,
        };
        Ok(Self { schema, assessments, audit_head, tables })
    }

    fn has_table(&self, name: &str) -> bool {
        self.tables.iter().any(|(table, _)| table == name)
    }
}

/// At most one backup of a workspace is made at a time.
pub(super) fn only_one(folder: &Path) -> Result<File> {
    let path = folder.join(LOCK);
    let lock = File::options().create(true).truncate(false).write(true).open(&path);
    let lock = lock.map_err(|error| Error::io("write", &path, &error))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(Error::new(
            Code::InUse,
            "A backup of this workspace is just being made. Wait until it is finished, and try again.",
        )),
        Err(TryLockError::Error(error)) => Err(Error::io("lock", &path, &error)),
    }
}

/// The folder for a backup. The one within the workspace is made, any other has to be there: it may be a disk that is
/// not connected.
fn folder_for(target: &Target, workspace: &Path) -> Result<PathBuf> {
    let folder = match target {
        Target::File(file) if file.exists() => return Err(exists(file)),
        Target::File(file) => match file.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder.to_path_buf(),
            _ => PathBuf::from("."),
        },
        Target::Folder(folder) => folder.clone(),
    };
    if folder.starts_with(workspace) {
        make_folder(&folder)?;
    }
    match folder.is_dir() {
        true => Ok(folder),
        false => Err(Error::refused(format!(
            "There is no folder {} for the backup. Connect the disk that it is on, or choose another folder.",
            folder.display()
        ))),
    }
}

/// Removes what a crash left. Nobody else is at work: whoever calls holds the lock.
fn clean_up(folder: &Path, prefix: &str) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix)) {
        // What can't be removed is in nobody's way, and is tried again the next time.
        let _ = fs::remove_dir_all(entry.path());
    }
}

/// Puts the finished file under its name, unless something has that name.
fn give_name(archive: &Path, target: &Target, folder: &Path, order: &BackupOrder) -> Result<PathBuf> {
    let place = |file: &Path| {
        let unfinished =
            tempfile::TempPath::try_from_path(archive).map_err(|error| Error::io("write", file, &error))?;
        match unfinished.persist_noclobber(file) {
            Ok(()) => sync_folder(folder).map(|()| true),
            Err(failure) if failure.error.kind() == std::io::ErrorKind::AlreadyExists => {
                // Dropping the path would remove the file.
                failure.path.keep().map_err(|failure| Error::io("write", file, &failure.error)).map(|_| false)
            }
            Err(failure) => Err(Error::io("write", file, &failure.error)),
        }
    };
    match target {
        Target::File(file) => {
            if place(file)? {
                Ok(file.clone())
            } else {
                Err(exists(file))
            }
        }
        Target::Folder(_) => {
            let stem = stem(order.made_at);
            for number in 1..SAME_SECOND {
                let name = if number == 1 { stem.clone() } else { format!("{stem}-{number}") };
                let file = folder.join(format!("{name}.{ENDING}"));
                if place(&file)? {
                    return Ok(file);
                }
            }
            Err(exists(folder))
        }
    }
}

fn exists(file: &Path) -> Error {
    Error::new(Code::Exists, format!("{} exists already. Choose another name; nothing was written.", file.display()))
}

/// Whether a file's name is that of a backup.
pub fn is_backup(name: &str) -> bool {
    !name.starts_with('.') && Path::new(name).extension().is_some_and(|ending| ending == ENDING)
}
