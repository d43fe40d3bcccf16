//! The file that a backup is: an ordinary tar of five members.
//!
//! | member | what it is |
//! | --- | --- |
//! | `manifest.json` | what the backup says about itself |
//! | `manifest.hmac` | its seal under the workspace's key: who does not have the key can't write another manifest |
//! | `keys.json` | the sealed keys of that time |
//! | `vouchsafe.db` | the encrypted database |
//! | `sha256` | the sum of every byte before this member |
//!
//! Any tar program unpacks it. Reading is strict: each header has to be the one that would be written, and the sum covers
//! everything else, so that no byte of the file can change unnoticed, even for those who don't have the key. Nothing is
//! compressed or sparse: what is unpacked is never larger than the file.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::manifest::Manifest;
use super::meter::Meter;
use crate::error::{Code, Error, Result};

const MANIFEST: &str = "manifest.json";
const SEAL: &str = "manifest.hmac";
const KEYS: &str = crate::store::keys::FILE;
const DATABASE: &str = crate::store::files::DATABASE;
const SUM: &str = "sha256";

/// A tar's unit, in bytes.
const BLOCK: u64 = 512;
/// The largest manifest or key file, in bytes: far more than either ever has.
const SMALL: u64 = 64 << 10;
/// The length of a SHA-256 in hexadecimal.
const SUM_LENGTH: u64 = 64;
/// How much is read at a time, in bytes.
const CHUNK: usize = 256 << 10;

/// All of a backup but its database.
#[derive(Debug)]
pub(super) struct Outline {
    pub(super) manifest: Manifest,
    /// The manifest as it stands in the file, which is what is sealed.
    pub(super) manifest_bytes: Vec<u8>,
    /// In hexadecimal.
    pub(super) seal: String,
    pub(super) keys: Vec<u8>,
    /// Where the database begins.
    database_at: u64,
    /// The length of the whole file, in bytes.
    pub(super) size: u64,
    /// The sum of the whole file, in hexadecimal; none: only its beginning was read.
    pub(super) sha256: Option<String>,
}

/// Writes a backup. `database` is read from its beginning.
pub(super) fn write(
    to: &mut File,
    manifest: &[u8],
    seal: &str,
    keys: &[u8],
    database: &mut File,
    meter: &mut Meter<'_>,
) -> Result<()> {
    let failed = |error: io::Error| failure(&error);
    let mut sum = Sha256::new();
    let mut put = |to: &mut File, bytes: &[u8]| {
        sum.update(bytes);
        to.write_all(bytes).map_err(failed)
    };
    for (name, content) in [(MANIFEST, manifest), (SEAL, seal.as_bytes()), (KEYS, keys)] {
        put(to, header(name, content.len() as u64).map_err(failed)?.as_bytes())?;
        put(to, content)?;
        put(to, padding(content.len() as u64))?;
    }
    let length = database.metadata().map_err(failed)?.len();
    put(to, header(DATABASE, length).map_err(failed)?.as_bytes())?;
    let mut chunk = vec![0; CHUNK];
    let mut left = length;
    while left > 0 {
        let part = part_of(&mut chunk, left);
        database.read_exact(part).map_err(failed)?;
        put(to, part)?;
        left -= part.len() as u64;
        meter.advance(part.len() as u64)?;
    }
    put(to, padding(length))?;
    let tail = tail(&base16ct::lower::encode_string(&sum.finalize())).map_err(failed)?;
    to.write_all(&tail).and_then(|()| to.sync_all()).map_err(failed)
}

/// Reads all but the database, and whether the file is as long as it has to be.
pub(super) fn outline(file: &mut File) -> Result<Outline> {
    let size = file.metadata().map_err(|error| failure(&error))?.len();
    let mut at = 0;
    let manifest_bytes = small(file, MANIFEST, size, &mut at)?;
    let seal = String::from_utf8(small(file, SEAL, size, &mut at)?).map_err(|_| changed(SEAL))?;
    let keys = small(file, KEYS, size, &mut at)?;
    let manifest = Manifest::parse(&manifest_bytes)?;
    let length = member(file, DATABASE, &mut at)?;
    let end = at.checked_add(padded(length)).and_then(|end| end.checked_add(TAIL));
    if length != manifest.database_length || end != Some(size) {
        return Err(damaged("it is not as long as it was when it was made"));
    }
    if sha256(&keys) != manifest.keys_sha256 {
        return Err(changed(KEYS));
    }
    Ok(Outline { manifest, manifest_bytes, seal, keys, database_at: at, size, sha256: None })
}

/// Reads every byte, checks every sum, and writes the database where it is wanted.
pub(super) fn whole(file: &mut File, mut database: Option<&mut File>, meter: &mut Meter<'_>) -> Result<Outline> {
    let failed = |error: io::Error| failure(&error);
    file.seek(SeekFrom::Start(0)).map_err(failed)?;
    let outline = outline(file)?;
    file.seek(SeekFrom::Start(0)).map_err(failed)?;
    let (mut sum, mut database_sum) = (Sha256::new(), Sha256::new());
    let mut chunk = vec![0; CHUNK];
    let length = outline.manifest.database_length;
    let mut pass = |from: &mut File, length: u64, of_database: bool| {
        let mut left = length;
        while left > 0 {
            let part = part_of(&mut chunk, left);
            from.read_exact(part).map_err(failed)?;
            sum.update(&part);
            if of_database {
                database_sum.update(&part);
                if let Some(to) = &mut database {
                    to.write_all(part).map_err(failed)?;
                }
                meter.advance(part.len() as u64)?;
            }
            left -= part.len() as u64;
        }
        Ok::<_, Error>(())
    };
    pass(file, outline.database_at, false)?;
    pass(file, length, true)?;
    pass(file, padded(length) - length, false)?;
    let mut end = Vec::new();
    file.take(TAIL + 1).read_to_end(&mut end).map_err(failed)?;
    let expected = tail(&base16ct::lower::encode_string(&sum.clone().finalize())).map_err(failed)?;
    if end != expected || base16ct::lower::encode_string(&database_sum.finalize()) != outline.manifest.database_sha256 {
        return Err(damaged("some of its bytes were changed, or went bad on the disk"));
    }
    if let Some(to) = database {
        to.sync_all().map_err(failed)?;
    }
    sum.update(&end);
    Ok(Outline { sha256: Some(base16ct::lower::encode_string(&sum.finalize())), ..outline })
}

/// The SHA-256 of bytes, in hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    base16ct::lower::encode_string(&Sha256::digest(bytes))
}

/// The same of a file, from where it stands.
pub(super) fn sha256_of(file: &mut File) -> Result<String> {
    let mut sum = Sha256::new();
    let mut chunk = vec![0; CHUNK];
    loop {
        match file.read(&mut chunk).map_err(|error| failure(&error))? {
            0 => return Ok(base16ct::lower::encode_string(&sum.finalize())),
            length => sum.update(chunk.get(..length).unwrap_or_default()),
        }
    }
}

/// Names the file in an error of this module, and of the manifest's.
pub(super) fn named(file: &Path, error: &Error) -> Error {
    match error.code() {
        code @ (Code::Damaged | Code::NewerFormat) => {
            Error::new(code, format!("The backup {} can’t be used: {}.", file.display(), error.message()))
        }
        Code::Refused => Error::refused(format!("{} is no backup of Vouchsafe.", file.display())),
        Code::Io => Error::new(Code::Io, format!("{} {}", file.display(), error.message())),
        _ => error.clone(),
    }
}

fn small(file: &mut File, name: &str, size: u64, at: &mut u64) -> Result<Vec<u8>> {
    let length = member(file, name, at)?;
    if length > SMALL || at.saturating_add(padded(length)) > size {
        return Err(changed(name));
    }
    let mut content = vec![0; usize::try_from(padded(length)).map_err(|_| changed(name))?];
    file.read_exact(&mut content).map_err(|error| failure(&error))?;
    *at += padded(length);
    content.truncate(usize::try_from(length).map_err(|_| changed(name))?);
    Ok(content)
}

/// Reads a member's header, which has to be the one that would be written, and answers with the member's length.
fn member(file: &mut File, name: &str, at: &mut u64) -> Result<u64> {
    let mut block = [0; BLOCK as usize];
    let complete = file.read_exact(&mut block);
    let foreign = || match *at {
        0 => Error::refused("it is something else"),
        _ => changed(name),
    };
    complete.map_err(|error| if error.kind() == io::ErrorKind::UnexpectedEof { foreign() } else { failure(&error) })?;
    let length = tar::Header::from_byte_slice(&block).size().map_err(|_| foreign())?;
    if header(name, length).map_err(|_| foreign())?.as_bytes() != &block {
        return Err(foreign());
    }
    *at += BLOCK;
    Ok(length)
}

fn header(name: &str, length: u64) -> io::Result<tar::Header> {
    let mut header = tar::Header::new_ustar();
    header.set_path(name)?;
    header.set_size(length);
    header.set_mode(0o600);
    header.set_uid(0);
    header.set_gid(0);
    header.set_mtime(0);
    header.set_entry_type(tar::EntryType::Regular);
    header.set_cksum();
    Ok(header)
}

/// The length of all that comes after the database: a header, the sum, and the two empty blocks that end a tar.
const TAIL: u64 = 4 * BLOCK;

fn tail(sum: &str) -> io::Result<Vec<u8>> {
    let mut tail = header(SUM, SUM_LENGTH)?.as_bytes().to_vec();
    tail.extend(sum.as_bytes());
    tail.resize(TAIL as usize, 0);
    Ok(tail)
}

fn padded(length: u64) -> u64 {
    length.checked_next_multiple_of(BLOCK).unwrap_or(u64::MAX)
}

fn padding(length: u64) -> &'static [u8] {
    const NOTHING: [u8; BLOCK as usize] = [0; BLOCK as usize];
    let missing = usize::try_from(padded(length) - length).unwrap_or(0);
    NOTHING.get(..missing).unwrap_or_default()
}

fn part_of(chunk: &mut [u8], left: u64) -> &mut [u8] {
    let length = usize::try_from(left).unwrap_or(usize::MAX).min(chunk.len());
    chunk.split_at_mut(length).0
}

fn changed(name: &str) -> Error {
    damaged(&format!("its part {name} was changed, or went bad on the disk"))
}

fn damaged(how: &str) -> Error {
    Error::new(Code::Damaged, how)
}

fn failure(error: &io::Error) -> Error {
    Error::new(Code::Io, format!("could not be read or written: {error}. Nothing was changed."))
}
