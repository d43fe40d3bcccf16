//! Recording a whole interview from an interview file: begun, rated, signed off and concluded, or nothing of it.

mod assessment;
mod evidence;
mod ratings;
mod rule;
mod sign_off;
mod sitting;
#[cfg(test)]
mod tests;
mod values;

use std::path::Path;

use uuid::Uuid;

use super::audit::{Act, payloads};
use super::conclude::conclude_as_ended;
use super::interview_file::{FileText, InterviewFile};
use super::interviews::open;
use super::{OpenAssessment, Workspace};
use crate::domain::audit::Action;
use crate::domain::definition::hex_sha256;
use crate::domain::moment::Moment;
use crate::error::{Error, Result};
use crate::store::{Transaction, Values};

/// What the parts of a recording share.
struct Recording<'t, 'a> {
    transaction: &'t Transaction<'t>,
    /// The file, for naming lines in it.
    text: FileText<'a>,
    /// The folder that attached files are looked for in; none: nothing can be attached.
    folder: Option<&'t Path>,
    now: Moment,
    new_id: &'t dyn Fn() -> Uuid,
}

impl Workspace {
    /// Records the interview in `bytes`, which came from a file called `name` in `folder`, and concludes it. Without a
    /// folder it can't attach files. Answers with its first assessment.
    ///
    /// # Errors
    /// If anything in the file is not as the form asks; the sentence names the line, and nothing is kept.
    pub fn record_interview(&mut self, name: &str, bytes: &[u8], folder: Option<&Path>) -> Result<OpenAssessment> {
        let text = FileText::new(name, bytes)?;
        let mut file = InterviewFile::read(text)?;
        let assessments = file.take_assessments(text)?;
        let act = Act::now(self.environment.as_ref());
        let now = act.now;
        let new_id = || self.environment.new_id();
        self.store.write(|transaction| {
            let recording = Recording { transaction, text, folder, now, new_id: &new_id };
            let interview = recording.begin(&file)?;
            let ids = recording.record_assessments(&interview, &assessments)?;
            recording.record_sign_off(&interview, file.sign_off.as_ref())?;
            conclude_as_ended(transaction, interview.id, now)?;
            let values = payloads::recorded(&transaction.interview(interview.id)?, name, &hex_sha256(bytes));
            act.record_on_interview(transaction, Action::InterviewRecorded, interview.id, &Values::new(values))?;
            let first = ids.first().ok_or_else(|| Error::internal("an interview file without an assessment"))?;
            open(transaction, *first)
        })
    }
}
