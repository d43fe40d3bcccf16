//! `vouch report`.

use vouchsafe_core::domain::profile::Profile;
use vouchsafe_core::error::Result;
use vouchsafe_core::workspace::Destination;

use super::{Context, assessment_id};
use crate::answers;
use crate::arguments::{Report, ReportProfile};
use crate::output::Answer;

pub(super) fn run(context: &Context, report: &Report) -> Result<Answer> {
    let id = assessment_id(&report.assessment)?;
    let destination = Destination::File { path: report.output.clone(), replace: report.force };
    let mut workspace = context.open()?;
    let exported = match report.without_review {
        true => workspace.export_unreviewed(id, &destination)?,
        false => workspace
            .export_profile(id, profile(report.profile), &destination, |key_use| context.passphrase(key_use))?,
    };
    let review = exported.report.review.as_ref();
    let reviewed = review.map(|signed| format!("\nReviewed: {}", signed.review.decision.name())).unwrap_or_default();
    let text = format!(
        "Signed report {}, {}, {} pages: {}\nSHA-256 {}\nSigner’s fingerprint {}{reviewed}",
        exported.report.id,
        exported.report.profile.label(),
        exported.report.pages,
        exported.file.display(),
        exported.report.sha256,
        exported.report.signer_fingerprint
    );
    Answer::new(&answers::Report::of(&id.to_string(), &exported), text)
}

fn profile(typed: ReportProfile) -> Profile {
    match typed {
        ReportProfile::Full => Profile::Full,
        ReportProfile::Candidate => Profile::Candidate,
        ReportProfile::Sponsor => Profile::Sponsor,
        ReportProfile::Pseudonymous => Profile::Pseudonymous,
    }
}
