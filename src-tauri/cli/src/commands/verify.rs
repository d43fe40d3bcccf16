//! `vouch verify`.

use std::fmt::Write;
use std::path::PathBuf;

use vouchsafe_core::domain::signer::Trust;
use vouchsafe_core::error::Result;
use vouchsafe_core::workspace::{VerifiedFile, verify_alone};

use super::{Context, read_file};
use crate::answers;
use crate::output::Answer;

pub(super) fn run(context: &Context, files: &[PathBuf]) -> Result<Answer> {
    let mut workspace = context.open_if_possible()?;
    let mut verified = Vec::with_capacity(files.len());
    for file in files {
        let name = file.display().to_string();
        verified.push(match read_file(file) {
            Ok(bytes) => match &mut workspace {
                Some(workspace) => workspace.verify(&name, &bytes)?,
                None => verify_alone(&name, &bytes),
            },
            Err(error) => VerifiedFile::unreadable(&name, "not-read", error.message()),
        });
    }
    let all_valid = verified.iter().all(|file| file.verdict.is_valid());
    let text: String = verified.iter().map(told).collect();
    Ok(Answer::new(&answers::Verified::of(&verified), text)?.succeeding_if(all_valid))
}

fn told(verified: &VerifiedFile) -> String {
    let mut text = format!("{}: {}\n", verified.file, verified.sentence());
    for signature in &verified.signatures {
        let at = signature.signed_at.map(|at| at.in_words()).unwrap_or_default();
        let _ = writeln!(text, "  {}: {}, {at} by the signer’s clock", signature.role, signature.signer);
        let _ = writeln!(text, "    fingerprint {} ({})", signature.fingerprint, trust(signature.trust));
    }
    for (_, message) in &verified.problems {
        let _ = writeln!(text, "  {message}");
    }
    text
}

fn trust(trust: Trust) -> &'static str {
    match trust {
        Trust::Known => "known here",
        Trust::New => "not known here",
        Trust::Contradicts => "not known here, where this name has another key; it may be a new machine",
    }
}
