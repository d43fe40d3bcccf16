//! Going back to a backup, and keeping what can be read of a damaged workspace.

use std::path::Path;

use super::audit::Act;
use super::backups::Progress;
use super::{Environment, Passphrase, audit};
use crate::domain::backup::stem;
use crate::error::Result;
use crate::frameworks;
use crate::store::{self, Meter, Opener, Texts};

pub use crate::store::{Restored, Salvaged};

/// Puts a backup in the place of the workspace in `folder`, which nobody has open. It opens with the passphrase that it had
/// when the backup was made; with that passphrase all of the backup is checked first, without it what needs none. With `replace` a workspace
/// that is there is set aside beside it; without it, it is refused. Whoever opens what was restored finds in it that it is
/// a copy, and says so in its trail.
///
/// # Errors
/// If there is a workspace and `replace` is not given ([`Code::Exists`](crate::error::Code::Exists)), if it is open
/// somewhere ([`Code::InUse`](crate::error::Code::InUse)), or if the backup is damaged; the workspace stays as it was.
pub fn restore_backup(
    folder: &Path,
    environment: &dyn Environment,
    file: &Path,
    passphrase: Option<&Passphrase>,
    replace: bool,
    progress: &mut Progress<'_>,
) -> Result<Restored> {
    store::finish_swap(folder)?;
    let aside = set_aside_name("set-aside", environment);
    let opener = passphrase.map_or(Opener::Nobody, |passphrase| Opener::Passphrase(passphrase.as_str()));
    store::restore(folder, file, &opener, replace, &aside, &mut Meter::new(progress))
}

/// Sets the damaged files of the workspace in `folder` aside and keeps what can be read of them in a new database, which
/// opens with the same passphrase.
///
/// # Errors
/// If the passphrase is wrong ([`Code::WrongPassphrase`](crate::error::Code::WrongPassphrase)), if the workspace is open
/// somewhere, or if nothing can be read; the workspace stays as it was.
pub fn salvage(folder: &Path, environment: &dyn Environment, passphrase: &Passphrase) -> Result<Salvaged> {
    store::finish_swap(folder)?;
    let texts = Texts { built_in: &frameworks::built_in()?, at: environment.now() };
    let aside = set_aside_name("damaged", environment);
    store::salvage(folder, passphrase.as_str(), &aside, &texts, |transaction, remains| {
        audit::record_salvaged(transaction, &Act::now(environment), remains)
    })
}

/// `set-aside-2026-03-02-093000`.
fn set_aside_name(what: &str, environment: &dyn Environment) -> String {
    stem(environment.now()).replacen("vouchsafe", what, 1)
}
