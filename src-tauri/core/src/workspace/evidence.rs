//! Evidence: what findings rest on, and the files that are attached to it.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use jiff::civil::Date;
use uuid::Uuid;

use super::audit::Act;
use super::changes::keep;
use super::responses::statement_of;
use super::{Saved, Workspace, line};
use crate::domain::audit::Action;
use crate::domain::change::{AssessmentChange, Change};
use crate::domain::definition::hex_sha256;
use crate::domain::evidence::{Attachment, Evidence};
use crate::domain::interview::Assessment;
use crate::error::{Code, Error, Result};
use crate::store::Transaction;

/// The most items of evidence in one assessment.
const ITEM_LIMIT: usize = 2_000;
/// The most files attached to one item.
const ATTACHMENT_LIMIT: usize = 50;

/// The most bytes of files that are attached at once: more would not fit into memory beside everything else.
const AT_ONCE_LIMIT: u64 = 10 * Attachment::SIZE_LIMIT;

/// A file that was read to be attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadFile {
    /// What an item of evidence says of it.
    pub attachment: Attachment,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Reads files to be attached. Reading takes its time where a file lies far away, so it needs no workspace.
///
/// # Errors
/// If a file can't be read or has more than [`Attachment::SIZE_LIMIT`] bytes, or if all together are too many.
pub fn read_files(paths: &[impl AsRef<Path>]) -> Result<Vec<ReadFile>> {
    let sizes = paths.iter().filter_map(|path| Some(std::fs::metadata(path).ok()?.len()));
    if paths.len() > ATTACHMENT_LIMIT || sizes.sum::<u64>() > AT_ONCE_LIMIT + Attachment::SIZE_LIMIT {
        return Err(Error::refused(format!(
            "These are more than {ATTACHMENT_LIMIT} files, or more than {} MiB. Attach them in smaller groups.",
            AT_ONCE_LIMIT / (1024 * 1024)
        )));
    }
    paths.iter().map(|path| read_file(path.as_ref())).collect()
}

impl Workspace {
    /// Attaches files to an item of evidence: all of them, or none. Returns the item after the commit.
    ///
    /// # Errors
    /// If the assessment has no such item, or if it is concluded.
    pub fn attach(&mut self, assessment: Uuid, evidence: Uuid, files: &[ReadFile]) -> Result<(Evidence, Saved)> {
        let act = Act::now(self.environment.as_ref());
        self.store.write(|transaction| {
            let interview = transaction.progress(assessment)?.interview;
            let mut item = item_of(&transaction.assessment(assessment)?, evidence)?;
            for file in files {
                transaction.keep_attachment(&file.attachment.sha256, &file.bytes)?;
                item.attachments.push(file.attachment.clone());
            }
            let change = AssessmentChange::Evidence(evidence, Some(item));
            let change = Change::Assessment(assessment, change);
            let (saved, kept) = keep(transaction, interview, change, Action::FilesAttached, &act)?;
            match kept {
                Change::Assessment(_, AssessmentChange::Evidence(_, Some(item))) => Ok((item, saved)),
                _ => Err(Error::internal("an attachment became another change")),
            }
        })
    }

    /// The name and the bytes of a file that is attached in an assessment.
    ///
    /// # Errors
    /// If nothing with this hash is attached there.
    pub fn attachment(&mut self, assessment: Uuid, sha256: &str) -> Result<(String, Vec<u8>)> {
        self.store.read(|transaction| {
            let evidence = transaction.assessment(assessment)?.evidence;
            let attached = evidence.into_iter().flat_map(|item| item.attachments).find(|file| file.sha256 == sha256);
            let file = attached.ok_or_else(|| {
                Error::new(Code::NotFound, "This file is not attached any more. Undo brings it back.")
            })?;
            Ok((file.name, transaction.attachment(sha256)?))
        })
    }
}

/// Reads one file.
pub(super) fn read_file(path: &Path) -> Result<ReadFile> {
    let failed = |error: &std::io::Error| Error::io("read", path, error);
    // Looked at before it is opened: opening a pipe would wait for somebody to write.
    if !std::fs::metadata(path).map_err(|error| failed(&error))?.is_file() {
        return Err(Error::refused(format!("{} is not a file, so it can’t be attached.", path.display())));
    }
    let file = File::open(path).map_err(|error| failed(&error))?;
    let mut bytes = Vec::new();
    // One byte more than allowed tells a file that is too large, also one that grows while it is read.
    file.take(Attachment::SIZE_LIMIT + 1).read_to_end(&mut bytes).map_err(|error| failed(&error))?;
    let size = u64::try_from(bytes.len()).map_err(Error::internal)?;
    if size > Attachment::SIZE_LIMIT {
        let limit = Attachment::SIZE_LIMIT / (1024 * 1024);
        return Err(Error::refused(format!(
            "{} has more than {limit} MiB, which is the most that can be attached. Attach an extract, or name the file \
             in the evidence.",
            path.display()
        )));
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let attachment = Attachment { name: line("The name of the file", &name)?, size, sha256: hex_sha256(&bytes) };
    Ok(ReadFile { attachment, bytes })
}

/// The item with this id.
pub(super) fn item_of(assessment: &Assessment, id: Uuid) -> Result<Evidence> {
    let item = assessment.evidence.iter().find(|item| item.id == id).cloned();
    item.ok_or_else(|| Error::new(Code::NotFound, "This item of evidence is not there any more. Undo brings it back."))
}

/// Refuses an id that an item of another assessment has.
pub(super) fn refuse_foreign(transaction: &Transaction<'_>, assessment: &Assessment, id: Uuid) -> Result<()> {
    match transaction.assessment_of_evidence(id)? {
        Some(other) if other != assessment.id => {
            Err(Error::refused("This item of evidence belongs to another assessment. Add a new one here."))
        }
        _ => Ok(()),
    }
}

/// The item as it will be kept.
pub(super) fn checked(assessment: &Assessment, evidence: &Evidence, today: Date) -> Result<Evidence> {
    let title = line("The evidence", &evidence.title)?;
    let is_new = assessment.evidence.iter().all(|item| item.id != evidence.id);
    if is_new && assessment.evidence.len() >= ITEM_LIMIT {
        return Err(Error::refused(format!(
            "There are {ITEM_LIMIT} items of evidence already, and no more can be kept. Say more in one of them."
        )));
    }
    if evidence.statements.is_empty() {
        return Err(Error::refused(format!("The evidence “{title}” bears on no statement. Name at least one.")));
    }
    for at in &evidence.statements {
        statement_of(assessment, *at)?;
    }
    if let Some(date) = evidence.date.filter(|date| *date > today) {
        return Err(Error::refused(format!(
            "The evidence “{title}” is dated {date}, which is in the future. Write the day on \
             which it was made or happened."
        )));
    }
    // The same bytes are one file, whatever it was called the second time.
    let mut attachments: Vec<Attachment> = Vec::new();
    for file in &evidence.attachments {
        if attachments.iter().all(|known| known.sha256 != file.sha256) {
            attachments.push(file.clone());
        }
    }
    if attachments.len() > ATTACHMENT_LIMIT {
        return Err(Error::refused(format!(
            "The evidence “{title}” would have more than {ATTACHMENT_LIMIT} files. Make another item of it."
        )));
    }
    Ok(Evidence { title, attachments, ..evidence.clone() })
}
