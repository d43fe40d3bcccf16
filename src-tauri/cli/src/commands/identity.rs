//! `vouch identity`.

use std::fmt::Write;

use vouchsafe_core::domain::signer::Trust;
use vouchsafe_core::error::Result;
use vouchsafe_core::workspace::{IdentityInfo, KeyUse, SignerInfo, Workspace, write_file};

use super::Context;
use crate::arguments::Identity;
use crate::output::Answer;
use crate::{answers, passphrase};

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
        Identity::List => listed(&mut workspace),
        Identity::Trust { fingerprint } => {
            workspace.trust_signer(&fingerprint.concat())?;
            listed(&mut workspace)
        }
        Identity::Distrust { fingerprint } => {
            workspace.distrust_signer(&fingerprint.concat())?;
            listed(&mut workspace)
        }
        Identity::Import { file, file_passphrase_file } => {
            let opens = passphrase::read_for_file(file_passphrase_file.as_deref(), KeyUse::Opening)?;
            let imported = workspace.import_identity(file, &opens, |key_use| context.passphrase(key_use))?;
            let text = format!("This identity signs from now on.\n{}", told(&imported));
            Answer::new(&answers::Identity::of(Some(&imported)), text)
        }
        Identity::Export { file, file_passphrase_file, force } => {
            let opens = passphrase::read_for_file(file_passphrase_file.as_deref(), KeyUse::Making)?;
            workspace.export_identity(file, *force, &opens, |key_use| context.passphrase(key_use))?;
            let text = format!(
                "The identity is in {}. Whoever has the file and its passphrase can sign in this name.",
                file.display()
            );
            Answer::new(&answers::Written { file: file.display().to_string() }, text)
        }
    }
}

fn listed(workspace: &mut Workspace) -> Result<Answer> {
    let (identities, signers) = (workspace.identities()?, workspace.signers()?);
    let mut text = String::new();
    for (place, identity) in identities.iter().enumerate().rev() {
        let role = if place + 1 == identities.len() { "signs here" } else { "signed here before" };
        let _ = writeln!(text, "{}, {role}\n  {}", identity.name, identity.fingerprint);
    }
    signers.iter().for_each(|signer| tell(&mut text, signer));
    if text.is_empty() {
        text.push_str("This workspace has no identity yet and has seen no signer.");
    }
    Answer::new(&answers::Identities::of(&identities, &signers), text.trim_end().to_owned())
}

fn tell(text: &mut String, signer: &SignerInfo) {
    let trust = match (signer.trust, signer.trusted_at) {
        (Trust::Contradicts, _) => {
            let known = signer.looks_like.as_deref().unwrap_or_default();
            format!("not trusted; this name is, or looks like, that of {known}, who is known here with another key")
        }
        (_, Some(at)) => format!("trusted since {}", at.date_in_words()),
        (_, None) => "not trusted".to_owned(),
    };
    let _ = match &signer.seen {
        Some(seen) => {
            let organisation = seen.organisation.as_deref().map(|name| format!(", {name}")).unwrap_or_default();
            let first = seen.first_seen_at.date_in_words();
            writeln!(text, "{}{organisation}, first seen {first}, {trust}\n  {}", seen.name, signer.fingerprint)
        }
        None => writeln!(text, "A signer of whom no report has come yet, {trust}\n  {}", signer.fingerprint),
    };
}

fn told(identity: &IdentityInfo) -> String {
    let organisation = identity.organisation.as_deref().map(|name| format!(", {name}")).unwrap_or_default();
    let since = identity.created_at.in_words();
    let (since, proves) = match &identity.issuer {
        None => (
            format!("Here since {since}"),
            "It proves that a report is unchanged and comes from this key, not who somebody is.".to_owned(),
        ),
        Some(issuer) => (
            format!("Issued by {issuer}, here since {since}"),
            format!("Who somebody is it proves to those who trust {issuer}."),
        ),
    };
    format!(
        "{}{organisation}\nFingerprint {}\n{since}\nCan sign until {}\n{proves}",
        identity.name,
        identity.fingerprint,
        identity.valid_until.date_in_words()
    )
}
