//! `vouch demo`.

use std::path::Path;

use vouchsafe_core::domain::level::Level;
use vouchsafe_core::error::Result;
use vouchsafe_core::workspace::{System, demo};

use super::level_or_none;
use crate::answers;
use crate::output::Answer;

pub(super) fn run(output: &Path) -> Result<Answer> {
    let demo = demo(output, || Box::new(System))?;
    let definition = &demo.recorded.assessment.definition;
    let awarded = demo.recorded.assessment.state.conclusion().and_then(|conclusion| conclusion.award.level);
    let computed = demo.recorded.outcome.computed;
    let text = format!(
        "The main job, on the built-in skill {} ({}):\n  interviewed {}, {} statements explored\n  computed level: {}\n  \
         awarded level: {}\n  signed report, {} pages: {}\n  verified: {}",
        definition.name,
        definition.edition.name,
        demo.recorded.interview.candidate.name,
        demo.recorded.assessment.responses.len(),
        level_or_none(computed),
        level_or_none(awarded),
        demo.exported.report.pages,
        demo.exported.file.display(),
        demo.verified.sentence(),
    );
    let answer = answers::Demo {
        file: demo.exported.file.display().to_string(),
        sha256: demo.exported.report.sha256.clone(),
        pages: demo.exported.report.pages,
        verdict: demo.verified.verdict.name(),
        candidate: demo.recorded.interview.candidate.name.clone(),
        edition: definition.edition.id.to_string(),
        code: definition.code.to_string(),
        computed_level: computed.map(Level::number),
        awarded_level: awarded.map(Level::number),
        signer_fingerprint: demo.exported.report.signer_fingerprint.clone(),
    };
    Ok(Answer::new(&answer, text)?.succeeding_if(demo.verified.verdict.is_valid()))
}
