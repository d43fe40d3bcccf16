//! Where the passphrase comes from: a file, the environment's file, the terminal; never an argument, which other
//! users of the machine could read.

use std::fs;
use std::path::{Path, PathBuf};

use vouchsafe_core::error::{Error, Result};
use vouchsafe_core::workspace::{KeyUse, Passphrase};
use zeroize::Zeroizing;

/// Reads the passphrase when it is first needed.
pub(crate) fn read(file: Option<&Path>, key_use: KeyUse) -> Result<Passphrase> {
    match named(file) {
        Some(file) => first_line(&file).map(|line| of_line(&line)),
        None => ask(key_use),
    }
}

/// Reads a new passphrase for a workspace that has one.
pub(crate) fn read_new(file: Option<&Path>) -> Result<Passphrase> {
    match file {
        Some(file) => first_line(file).map(|line| of_line(&line)),
        None => ask(KeyUse::Making),
    }
}

/// Whether a file with the passphrase was named.
pub(crate) fn is_named(file: Option<&Path>) -> bool {
    named(file).is_some()
}

fn named(file: Option<&Path>) -> Option<PathBuf> {
    let from_environment =
        || std::env::var_os("VOUCHSAFE_PASSPHRASE_FILE").filter(|file| !file.is_empty()).map(PathBuf::from);
    file.map(Path::to_path_buf).or_else(from_environment)
}

fn of_line(line: &str) -> Passphrase {
    Passphrase::new(line.to_owned())
}

/// The first line of a file that holds something secret.
pub(crate) fn first_line(file: &Path) -> Result<Zeroizing<String>> {
    let content = fs::read_to_string(file).map_err(|error| Error::io("read", file, &error))?;
    let content = Zeroizing::new(content);
    let line = content.lines().next().unwrap_or_default();
    if line.is_empty() {
        return Err(Error::refused_at(&file.display().to_string(), 1, "the line is empty."));
    }
    Ok(Zeroizing::new(line.to_owned()))
}

/// Asks at the terminal. What will open a new workspace is asked for twice: a slip would cost all that is in it.
fn ask(key_use: KeyUse) -> Result<Passphrase> {
    let typed = prompt("Passphrase: ")?;
    if key_use == KeyUse::Making && *typed != *prompt("The same again, for the new workspace: ")? {
        return Err(Error::refused("The two passphrases differ. Nothing was made; try again."));
    }
    Ok(Passphrase::new(typed.to_string()))
}

fn prompt(words: &str) -> Result<Zeroizing<String>> {
    rpassword::prompt_password(words).map(Zeroizing::new).map_err(|error| {
        Error::refused(format!(
            "A passphrase is needed and there is no terminal to ask on ({error}). Name a file with --passphrase-file."
        ))
    })
}
