//! Files that leave the workspace.

use std::io::Write;
use std::path::Path;

use crate::error::{Code, Error, Result};

/// Writes a file so that under its name there is the whole content or nothing new. With `replace` an existing file
/// gives way, without it is refused.
///
/// # Errors
/// If the file exists and may not be replaced ([`Code::Exists`]), or can't be written.
pub fn write_file(path: &Path, content: &[u8], replace: bool) -> Result<()> {
    if path.exists() && (!replace || path.is_dir()) {
        return Err(exists(path));
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let refused = |error: &std::io::Error| Error::io("write", path, error);
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(|error| refused(&error))?;
    file.write_all(content).map_err(|error| refused(&error))?;
    file.as_file().sync_all().map_err(|error| refused(&error))?;
    let kept = if replace { file.persist(path) } else { file.persist_noclobber(path) };
    match kept {
        Ok(_) => Ok(()),
        Err(failure) if failure.error.kind() == std::io::ErrorKind::AlreadyExists => Err(exists(path)),
        Err(failure) => Err(refused(&failure.error)),
    }
}

/// The refusal to write over a file.
pub(super) fn exists(path: &Path) -> Error {
    let sentence = format!("{} exists already. Choose another name, or say that it may be replaced.", path.display());
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
        assert_eq!(std::fs::read(&path).expect("the file"), b"one");
        write_file(&path, b"two", true).expect("a replaced file");
        assert_eq!(std::fs::read(&path).expect("the file"), b"two");
        let left = std::fs::read_dir(folder.path()).expect("the folder").count();
        assert_eq!(left, 1, "no temporary file stays");
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let error = write_file(&folder.path().join("none/report.pdf"), b"", false).expect_err("a refusal");
        assert!(error.message().contains("none/report.pdf"), "{error}");
    }
}
