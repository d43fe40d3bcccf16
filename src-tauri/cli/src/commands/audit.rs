//! `vouch audit`.

use std::fmt::Write;

use vouchsafe_core::domain::audit::Verdict;
use vouchsafe_core::error::Result;
use vouchsafe_core::workspace::noted_head;

use super::Context;
use crate::answers;
use crate::arguments::Audit;
use crate::output::Answer;

pub(super) fn run(context: &Context, command: &Audit) -> Result<Answer> {
    match command {
        Audit::Verify { head } => {
            let noted = head.iter().map(|text| noted_head(text)).collect::<Result<Vec<_>>>()?;
            let verdict = context.open()?.verify_audit(&noted)?;
            Ok(Answer::new(&answers::AuditVerdict::from(&verdict), told(&verdict))?.succeeding_if(verdict.is_intact()))
        }
        Audit::Export { file, force } => {
            let head = context.open()?.export_audit(file, *force)?;
            let text = format!(
                "The audit trail up to entry {} is in {}, a JSON document a line.\nHash of that entry: {}",
                head.sequence,
                file.display(),
                head.hash
            );
            Answer::new(&answers::AuditExport::of(file, &head), text)
        }
    }
}

fn told(verdict: &Verdict) -> String {
    let mut text = match verdict.findings.len() {
        0 => "The audit trail is intact.\n".to_owned(),
        1 => "The audit trail is not intact: 1 finding.\n".to_owned(),
        several => format!("The audit trail is not intact: {several} findings.\n"),
    };
    for finding in &verdict.findings {
        let _ = writeln!(text, "  {}", finding.sentence());
    }
    let entries = if verdict.events == 1 { "entry" } else { "entries" };
    let _ =
        writeln!(text, "{} {entries}, the last one is {}:{}", verdict.events, verdict.head.sequence, verdict.head.hash);
    if verdict.erased > 0 {
        let _ = writeln!(text, "What {} of them said was erased with its interview, or taken back.", verdict.erased);
    }
    for loss in &verdict.losses {
        let _ = writeln!(text, "{}", loss.sentence());
    }
    for at in &verdict.clock_ran_back {
        let _ = writeln!(text, "At entry {at} this computer’s clock had run back.");
    }
    text
}
