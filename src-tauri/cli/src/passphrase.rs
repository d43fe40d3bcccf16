//! Where the passphrase comes from: a file, the environment's file, the terminal; never an argument, which other
//! users of the machine could read.

use std::fs;
use std::path::{Path, PathBuf};

use vouchsafe_core::error::{Error, Result};
use vouchsafe_core::workspace::{KeyUse, Passphrase};
use zeroize::Zeroizing;

/// Reads the passphrase when it is first needed.
pub(crate) fn read(file: Option<&Path>, key_use: KeyUse) -> Result<Passphrase> {
    let from_environment =
        || std::env::var_os("VOUCHSAFE_PASSPHRASE_FILE").filter(|file| !file.is_empty()).map(PathBuf::from);
    match file.map(Path::to_path_buf).or_else(from_environment) {
        Some(file) => first_line(&file),
        None => ask(key_use),
    }
}

fn first_line(file: &Path) -> Result<Passphrase> {
    let content = fs::read_to_string(file).map_err(|error| Error::io("read the passphrase from", file, &error))?;
    let content = Zeroizing::new(content);
    let line = content.lines().next().unwrap_or_default();
    if line.is_empty() {
        return Err(Error::refused_at(&file.display().to_string(), 1, "the passphrase is empty."));
    }
    Ok(Passphrase::new(line.to_owned()))
}

/// Asks at the terminal. What will open a new key is asked for twice: a slip would cost the workspace its key.
fn ask(key_use: KeyUse) -> Result<Passphrase> {
    let typed = prompt("Passphrase: ")?;
    if key_use == KeyUse::Making && *typed != *prompt("The same again, for the new key: ")? {
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
