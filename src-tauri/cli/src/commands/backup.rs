//! `vouch backup`.

use std::ops::ControlFlow;

use vouchsafe_core::error::Result;
use vouchsafe_core::workspace::{BackupFacts, Checked, KeyUse, System, restore_backup, verify_backup};

use super::Context;
use crate::answers;
use crate::arguments::Backup;
use crate::output::Answer;
use crate::progress::Progress;

pub(super) fn run(context: &Context, command: &Backup) -> Result<Answer> {
    match command {
        Backup::Create { file } => {
            let job = context.open()?.backup(Some(file))?;
            let made = with_progress("Backing up", |progress| job.run(progress))?;
            let text = format!("{}\nIt was read back whole.\n{}", told("Backed up to", &made), opens_with());
            Answer::new(&answers::BackupAnswer::of(&made), text)
        }
        Backup::Verify { file } => {
            let passphrase = context.passphrase_if_possible(KeyUse::Opening)?;
            let found = with_progress("Reading", |progress| verify_backup(file, passphrase.as_ref(), progress))?;
            let text = format!("{}\n{}", told("Whole:", &found), looked_at(found.checked));
            Answer::new(&answers::BackupAnswer::of(&found), text)
        }
        Backup::Restore { file, replace } => {
            let folder = context.folder()?;
            let passphrase = context.passphrase_if_possible(KeyUse::Opening)?;
            let restored = with_progress("Restoring", |progress| {
                restore_backup(&folder, &System, file, passphrase.as_ref(), *replace, progress)
            })?;
            let aside = restored.set_aside.as_ref().map(|aside| {
                format!("\nThe workspace that was there is in {}; nothing of it was deleted.", aside.display())
            });
            let text = format!(
                "{}\n{}{}\n{}",
                told(&format!("Restored into {} from", folder.display()), &restored.backup),
                looked_at(restored.backup.checked),
                aside.unwrap_or_default(),
                opens_with()
            );
            Answer::new(&answers::BackupAnswer::restored(&restored, &folder), text)
        }
    }
}

fn told(what: &str, facts: &BackupFacts) -> String {
    let assessments = if facts.assessments == 1 { "assessment" } else { "assessments" };
    format!(
        "{what} {}\nMade {}, {} {assessments}, {} bytes",
        facts.file.display(),
        facts.made_at.in_words(),
        facts.assessments,
        facts.size
    )
}

fn looked_at(checked: Checked) -> &'static str {
    match checked {
        Checked::Whole => "All of it was checked with the passphrase: who made it, every page, every reference.",
        Checked::Sums | Checked::Outline => {
            "Every byte is as it was when the file was made. What needs the passphrase was not checked: name a file with \
             --passphrase-file for that."
        }
    }
}

fn opens_with() -> &'static str {
    "It opens with the passphrase, or the recovery code, that the workspace had when the backup was made."
}

/// Shows how far the work is.
fn with_progress<T>(
    doing: &str,
    work: impl FnOnce(&mut dyn FnMut(u64, u64) -> ControlFlow<()>) -> Result<T>,
) -> Result<T> {
    let mut terminal = Progress::on_terminal();
    work(&mut |done, total| {
        let percent = done.saturating_mul(100).checked_div(total).unwrap_or(0);
        terminal.show(format!("{doing}: {percent} %"));
        ControlFlow::Continue(())
    })
}
