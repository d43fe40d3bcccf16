//! Where the passphrase comes from: a file, the environment's file, the terminal; never an argument, which other
//! users of the machine could read.

use std::fs;
use std::path::{Path, PathBuf};

use vouchsafe_core::error::{Error, Result};
use vouchsafe_core::workspace::Passphrase;

/// Reads the passphrase when it is first needed.
pub(crate) fn read(file: Option<&Path>) -> Result<Passphrase> {
    let from_environment =
        || std::env::var_os("VOUCHSAFE_PASSPHRASE_FILE").filter(|file| !file.is_empty()).map(PathBuf::from);
    match file.map(Path::to_path_buf).or_else(from_environment) {
        Some(file) => first_line(&file),
        None => ask(),
    }
}

fn first_line(file: &Path) -> Result<Passphrase> {
    let content = fs::read_to_string(file).map_err(|error| Error::io("read the passphrase from", file, &error))?;
    let line = content.lines().next().unwrap_or_default();
    if line.is_empty() {
        return Err(Error::refused_at(&file.display().to_string(), 1, "the passphrase is empty."));
    }
    Ok(Passphrase::new(line.to_owned()))
}

fn ask() -> Result<Passphrase> {
    rpassword::prompt_password("Passphrase: ").map(Passphrase::new).map_err(|error| {
        Error::refused(format!(
            "A passphrase is needed and there is no terminal to ask on ({error}). Name a file with --passphrase-file."
        ))
    })
}
