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
        None => ask("--passphrase-file", key_use),
    }
}

/// Reads a new passphrase for a workspace that has one.
pub(crate) fn read_new(file: Option<&Path>) -> Result<Passphrase> {
    match file {
        Some(file) => first_line(file).map(|line| of_line(&line)),
        None => ask("--new-passphrase-file", KeyUse::Making),
    }
}

/// Reads what opens a file with an identity, or is to open it.
pub(crate) fn read_for_file(file: Option<&Path>, key_use: KeyUse) -> Result<Passphrase> {
    const OPTION: &str = "--file-passphrase-file";
    match (file, key_use) {
        (Some(file), _) => first_line(file).map(|line| of_line(&line)),
        (None, KeyUse::Opening) => prompt(OPTION, "Passphrase of the file: ").map(|typed| of_line(&typed)),
        (None, KeyUse::Making) => twice(OPTION, "Passphrase for the file: ", "The same again: "),
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

/// Asks at the terminal; where there is none, the option is named that would do instead.
fn ask(option: &str, key_use: KeyUse) -> Result<Passphrase> {
    match key_use {
        KeyUse::Opening => prompt(option, "Passphrase: ").map(|typed| of_line(&typed)),
        KeyUse::Making => twice(option, "Passphrase: ", "The same again, for the new workspace: "),
    }
}

/// What will open something new is asked for twice: a slip would cost all that is in it.
fn twice(option: &str, first: &str, second: &str) -> Result<Passphrase> {
    let typed = prompt(option, first)?;
    if *typed != *prompt(option, second)? {
        return Err(Error::refused("The two passphrases differ. Nothing was made; try again."));
    }
    Ok(of_line(&typed))
}

fn prompt(option: &str, words: &str) -> Result<Zeroizing<String>> {
    rpassword::prompt_password(words).map(Zeroizing::new).map_err(|error| {
        Error::refused(format!(
            "A passphrase is needed and there is no terminal to ask on ({error}). Name a file with {option}."
        ))
    })
}
