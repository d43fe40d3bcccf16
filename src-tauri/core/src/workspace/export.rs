//! Files that leave the workspace.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::error::{Code, Error, Result};

/// Writes a file so that under its name there is the whole content or nothing new. With `replace` an existing file
/// gives way, without it is refused.
///
/// # Errors
/// If the file exists and may not be replaced ([`Code::Exists`]), or can't be written.
pub fn write_file(path: &Path, content: &[u8], replace: bool) -> Result<()> {
    let target = target(path, replace)?;
    let refused = |error: &std::io::Error| Error::io("write", path, error);
    let mut file = tempfile::NamedTempFile::new_in(folder_of(&target)).map_err(|error| refused(&error))?;
    file.write_all(content).map_err(|error| refused(&error))?;
    file.as_file().sync_all().map_err(|error| refused(&error))?;
    let kept = if replace { file.persist(&target) } else { file.persist_noclobber(&target) };
    match kept {
        Ok(_) => Ok(()),
        Err(failure) if failure.error.kind() == std::io::ErrorKind::AlreadyExists => Err(exists(path)),
        Err(failure) => Err(refused(&failure.error)),
    }
}

/// The file that will be written: `path`, or what it links to. Refuses what can't become a file.
pub(super) fn target(path: &Path, replace: bool) -> Result<PathBuf> {
    match fs::metadata(path) {
        Ok(found) if !found.is_file() => {
            Err(Error::refused(format!("{} is not a file. Name one to write.", path.display())))
        }
        Ok(_) if !replace => Err(exists(path)),
        Ok(_) => fs::canonicalize(path).map_err(|error| Error::io("write", path, &error)),
        Err(_) if folder_of(path).is_dir() => Ok(path.to_path_buf()),
        Err(_) => {
            let folder = folder_of(path).display();
            Err(Error::refused(format!("There is no folder {folder} to write {} into. Make it first.", path.display())))
        }
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The refusal to write over a file.
pub(super) fn exists(path: &Path) -> Error {
    let sentence = format!("{} exists already. Choose another name, or have it replaced (--force).", path.display());
    Error::new(Code::Exists, sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_existing_file_gives_way_only_when_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("report.pdf");
        write_file(&path, b"one", false).expect("a new file");
        assert_eq!(write_file(&path, b"two", false).expect_err("a refusal").code(), Code::Exists);
        assert_eq!(fs::read(&path).expect("the file"), b"one");
        write_file(&path, b"two", true).expect("a replaced file");
        assert_eq!(fs::read(&path).expect("the file"), b"two");
        let left = fs::read_dir(folder.path()).expect("the folder").count();
        assert_eq!(left, 1, "no temporary file stays");
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let error = write_file(&folder.path().join("none/report.pdf"), b"", false).expect_err("a refusal");
        assert!(error.message().contains("none/report.pdf"), "{error}");
    }

    #[test]
    fn only_files_are_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        for other in [folder.path(), Path::new("/dev/null")] {
            let error = write_file(other, b"one", true).expect_err("a refusal");
            assert!(error.message().contains("is not a file"), "{error}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "old").expect("a file");
        std::os::unix::fs::symlink(&file, &link).expect("a link");
        write_file(&link, b"new", true).expect("written");
        assert_eq!(fs::read(&file).expect("the file"), b"new");
        assert!(fs::symlink_metadata(&link).expect("the link").is_symlink());
    }
}
