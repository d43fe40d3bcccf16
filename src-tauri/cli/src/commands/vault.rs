//! `vouch vault`: what opens the workspace.

use std::path::Path;

use vouchsafe_core::domain::recovery_code::RecoveryCode;
use vouchsafe_core::error::{Error, Result};
use vouchsafe_core::workspace::{KeyUse, System, Workspace};

use super::Context;
use crate::answers;
use crate::arguments::Vault;
use crate::output::Answer;
use crate::passphrase;

pub(super) fn run(context: &Context, command: &Vault) -> Result<Answer> {
    match command {
        Vault::ChangePassphrase { new_passphrase_file } => {
            let mut workspace = context.open()?;
            let new = passphrase::read_new(new_passphrase_file.as_deref())?;
            workspace.change_passphrase(&context.passphrase(KeyUse::Opening)?, &new)?;
            Answer::new(&answers::Done {}, "The workspace opens with the new passphrase from now on.".to_owned())
        }
        Vault::RecoveryCode => {
            let code = context.open()?.renew_recovery_code(&context.passphrase(KeyUse::Opening)?)?;
            told(&code)
        }
        Vault::Recover { code_file, new_passphrase_file } => {
            let code = passphrase::first_line(code_file)?;
            let new = passphrase::read_new(new_passphrase_file.as_deref())?;
            let (_, code) = Workspace::recover(&context.folder()?, Box::new(System), &code, &new)?;
            told(&code)
        }
        Vault::ExportPlain { file, force } => {
            refuse_inside(file, &context.folder()?)?;
            context.open()?.export_plain(&context.passphrase(KeyUse::Opening)?, file, *force)?;
            let text = format!(
                "{} holds everything and is NOT encrypted: whoever has it can read it. Delete it once it was used.",
                file.display()
            );
            Answer::new(&answers::Written { file: file.display().to_string() }, text)
        }
    }
}

/// A readable copy beside the encrypted file would undo what it is for.
fn refuse_inside(file: &Path, workspace: &Path) -> Result<()> {
    let parent = file.parent().and_then(|folder| folder.canonicalize().ok());
    match parent.is_some() && parent == workspace.canonicalize().ok() {
        true => Err(Error::refused(format!(
            "{} would lie in the workspace’s own folder. Choose another one.",
            file.display()
        ))),
        false => Ok(()),
    }
}

fn told(code: &RecoveryCode) -> Result<Answer> {
    let code = code.in_groups().to_string();
    let text = format!(
        "Recovery code: {code}\nIt opens the workspace if the passphrase is lost. Print it and keep it where this machine is \
         not; earlier codes no longer work."
    );
    Answer::new(&answers::RecoveryCode { recovery_code: code }, text)
}
