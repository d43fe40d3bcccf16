//! `vouch identity`.

use vouchsafe_core::error::Result;
use vouchsafe_core::workspace::{IdentityInfo, write_file};

use super::Context;
use crate::answers;
use crate::arguments::Identity;
use crate::output::Answer;

pub(super) fn run(context: &Context, command: &Identity) -> Result<Answer> {
    let mut workspace = context.open()?;
    match command {
        Identity::Show => {
            let identity = workspace.identity()?;
            let text = match &identity {
                Some(identity) => told(identity),
                None => "This workspace has no identity yet. Signing the first report makes one.".to_owned(),
            };
            Answer::new(&answers::Identity::of(identity.as_ref()), text)
        }
        Identity::Create { name, organisation } => {
            let made = workspace
                .create_identity(name.as_deref(), organisation.as_deref(), |key_use| context.passphrase(key_use))?;
            Answer::new(&answers::Identity::of(Some(&made)), told(&made))
        }
        Identity::Root { file, force } => {
            write_file(file, workspace.root_certificate()?.as_bytes(), *force)?;
            let text = format!(
                "The root certificate is in {}. A program that trusts it trusts this one signer.",
                file.display()
            );
            Answer::new(&answers::Written { file: file.display().to_string() }, text)
        }
    }
}

fn told(identity: &IdentityInfo) -> String {
    let organisation = identity.organisation.as_deref().map(|name| format!(", {name}")).unwrap_or_default();
    format!(
        "{}{organisation}\nFingerprint {}\nMade {}\nIt proves that a report is unchanged and comes from this key, \
         not who somebody is.",
        identity.name,
        identity.fingerprint,
        identity.created_at.in_words()
    )
}
