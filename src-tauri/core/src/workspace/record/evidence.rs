//! What the ratings rest on, and the files that belong to it.

use std::path::{Component, Path, PathBuf};

use uuid::Uuid;

use super::Recording;
use super::values::{date, typed, word};
use crate::domain::evidence::{Attachment, Evidence, EvidenceKind};
use crate::domain::interview::Assessment;
use crate::error::{Error, Result};
use crate::workspace::evidence::{checked, read_file};
use crate::workspace::interview_file::{EvidenceMember, Located};

impl<'a> Recording<'_, 'a> {
    /// Records the evidence of an assessment, in the order of the file.
    pub(super) fn record_evidence(
        &self,
        assessment: Uuid,
        members: Option<&Located<'a, Vec<Located<'a, EvidenceMember<'a>>>>>,
    ) -> Result<()> {
        let members = self.text.list_or_none(members)?;
        let mut assessment = self.transaction.assessment(assessment)?;
        for member in &members {
            let item = self.item(&assessment, &self.text.object(member)?)?;
            self.transaction.record_evidence(assessment.id, &item, self.now)?;
            assessment.evidence.push(item);
        }
        Ok(())
    }

    fn item(&self, assessment: &Assessment, item: &EvidenceMember<'a>) -> Result<Evidence> {
        let kind = word(self.text, &item.kind, "kind of evidence", &EvidenceKind::ALL, EvidenceKind::name)?;
        let title = self.text.string(&item.title)?;
        let date = typed(self.text, item.date.as_ref(), date)?;
        let statements = self.text.list(&item.statements)?;
        let statements = statements.iter().map(|member| {
            let named = self.text.object(member)?;
            self.place(assessment, &named.level, &named.statement)
        });
        let statements = statements.collect::<Result<_>>()?;
        let evidence =
            Evidence { id: (self.new_id)(), kind, title, date, seen: item.seen, statements, attachments: Vec::new() };
        let evidence = self.text.locate(&item.title, checked(assessment, &evidence, self.now.date()))?;
        match &item.attachments {
            None => Ok(evidence),
            Some(member) => {
                let evidence = Evidence { attachments: self.attachments(member)?, ..evidence };
                self.text.locate(member, checked(assessment, &evidence, self.now.date()))
            }
        }
    }

    /// Keeps the files that belong to an item.
    fn attachments(&self, members: &Located<'a, Vec<Located<'a, String>>>) -> Result<Vec<Attachment>> {
        let mut attached: Vec<Attachment> = Vec::new();
        for member in self.text.list(members)? {
            let given = self.text.string(&member)?;
            let file = self.text.locate(&member, inside(self.folder, &given).and_then(|path| read_file(&path)))?;
            self.transaction.keep_attachment(&file.attachment.sha256, &file.bytes)?;
            attached.push(file.attachment);
        }
        Ok(attached)
    }
}

/// The path of a file in `folder` or further inside it: an interview file that came from somebody else names nothing
/// outside, and no link leads there.
fn inside(folder: Option<&Path>, given: &str) -> Result<PathBuf> {
    let Some(folder) = folder else {
        return Err(Error::refused(
            "Files can be attached only where the interview is read from a file, since they are looked for beside it.",
        ));
    };
    let relative = Path::new(given);
    let is_inside = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    if given.is_empty() || !relative.components().all(is_inside) {
        return Err(Error::refused(format!(
            "“{given}” can’t be attached. Name a file beside the interview file or in a folder there, such as \
             files/review.pdf."
        )));
    }
    let real = |path: &Path| path.canonicalize().map_err(|error| Error::io("read", path, &error));
    let path = real(&folder.join(relative))?;
    if !path.starts_with(real(folder)?) {
        return Err(Error::refused(format!(
            "“{given}” is a link to a file elsewhere, so it can’t be attached. Copy the file beside the interview file."
        )));
    }
    // A pipe would keep whoever opens it waiting.
    if !path.is_file() {
        return Err(Error::refused(format!("“{given}” is not a file, so it can’t be attached.")));
    }
    Ok(path)
}
