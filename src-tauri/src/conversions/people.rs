//! Everybody on whom something is held, and erasing them.

use vouchsafe_core::domain::level::Level;
use vouchsafe_core::domain::person::{Holdings, Person, PersonOrigin};
use vouchsafe_core::workspace::{
    BackupCopy, CopyState, Erased, ExportedFile, HeldAssessment, HeldInterview, PersonRecord, Remains,
};

use crate::messages::people::{
    BackupCopyView, CopyStateName, ErasedView, ExportedFileView, HeldInterviewView, HeldSkill, HoldingsView,
    PersonEntry, PersonView, RemainsView,
};

impl From<Person> for PersonEntry {
    fn from(person: Person) -> Self {
        Self {
            id: person.id.to_string(),
            received: person.origin == PersonOrigin::Received,
            name: person.name,
            reference: person.reference,
            role: person.role,
            interviews: person.interviews,
            last_at: person.last_at.map(|at| at.to_string()),
        }
    }
}

impl From<PersonRecord> for PersonView {
    fn from(record: PersonRecord) -> Self {
        Self {
            person: record.person.into(),
            interviews: record.interviews.into_iter().map(Into::into).collect(),
            holdings: (&record.holdings).into(),
            remains: remains_view(record.remains, &record.holdings),
        }
    }
}

impl From<HeldInterview> for HeldInterviewView {
    fn from(interview: HeldInterview) -> Self {
        Self {
            id: interview.id.to_string(),
            started_at: interview.started_at.to_string(),
            assessor: interview.assessor,
            skills: interview.assessments.into_iter().map(Into::into).collect(),
            report: interview.report.map(|report| report.id),
        }
    }
}

impl From<HeldAssessment> for HeldSkill {
    fn from(held: HeldAssessment) -> Self {
        Self {
            edition: held.edition_name,
            code: held.code,
            name: held.name,
            concluded: held.concluded_at.is_some(),
            awarded: held.awarded.map(Level::number),
        }
    }
}

impl From<&Holdings> for HoldingsView {
    fn from(held: &Holdings) -> Self {
        Self {
            interviews: held.interviews,
            assessments: held.assessments,
            ratings: held.ratings,
            notes: held.notes,
            questions: held.questions,
            evidence: held.evidence,
            files: held.files,
            reports: held.reports,
            reviews: held.reviews,
            unsigned_reviews: held.unsigned_reviews,
            steps: held.steps,
            values: held.values,
        }
    }
}

fn remains_view(remains: Remains, held: &Holdings) -> RemainsView {
    RemainsView {
        backups: remains.backups.into_iter().map(Into::into).collect(),
        exports: remains.exports.into_iter().map(Into::into).collect(),
        trails: remains.trails.into_iter().map(Into::into).collect(),
        plain_copies: remains.plain_copies.iter().map(ToString::to_string).collect(),
        set_aside: remains.set_aside.iter().map(|folder| folder.display().to_string()).collect(),
        namesakes: remains.namesakes.into_iter().map(Into::into).collect(),
        mentions: remains.mentions,
        shared_files: held.shared_files,
    }
}

impl From<BackupCopy> for BackupCopyView {
    fn from(copy: BackupCopy) -> Self {
        let state = match copy.state {
            CopyState::There => CopyStateName::There,
            CopyState::Unreadable => CopyStateName::Unreadable,
            CopyState::Gone => CopyStateName::Gone,
        };
        Self { file: copy.file.display().to_string(), made_at: copy.made_at.to_string(), state }
    }
}

impl From<ExportedFile> for ExportedFileView {
    fn from(file: ExportedFile) -> Self {
        Self { file: file.file, at: file.at.to_string() }
    }
}

impl From<Erased> for ErasedView {
    fn from(erased: Erased) -> Self {
        let Erased { receipt, remains, traces } = erased;
        Self {
            candidate: receipt.candidate.to_string(),
            erased_at: receipt.erased_at.to_string(),
            by: receipt.by,
            entry: receipt.entry.sequence,
            hash: receipt.entry.hash,
            holdings: (&receipt.held).into(),
            remains: remains_view(remains, &receipt.held),
            reference: receipt.reference,
            traces,
        }
    }
}
