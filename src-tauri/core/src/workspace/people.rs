//! Everybody on whom something is held, and what that is.

use uuid::Uuid;

use super::Workspace;
use super::erasing::Remains;
use crate::domain::level::Level;
use crate::domain::moment::Moment;
use crate::domain::person::{Holdings, Person, PersonOrigin};
use crate::error::Result;
use crate::store::{InterviewEntry, ReceivedEntry, ReportEntry, Transaction};

/// All that is held on a person, in a list, and what erasing them would leave elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRecord {
    /// Who it is.
    pub person: Person,
    /// The interviews, the latest first; of somebody in received reports one a report.
    pub interviews: Vec<HeldInterview>,
    /// How much it is altogether.
    pub holdings: Holdings,
    /// What is known to be elsewhere.
    pub remains: Remains,
}

/// An interview that was held with somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldInterview {
    /// Its id.
    pub id: Uuid,
    /// When it began.
    pub started_at: Moment,
    /// Who interviewed.
    pub assessor: String,
    /// The skills.
    pub assessments: Vec<HeldAssessment>,
    /// Its signed report.
    pub report: Option<ReportEntry>,
}

/// An assessment of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldAssessment {
    /// Its id.
    pub id: Uuid,
    /// The edition's id.
    pub edition: String,
    /// The edition's name.
    pub edition_name: String,
    /// The skill's code.
    pub code: String,
    /// The skill's name.
    pub name: String,
    /// `draft`, `concluded`, `signed`, `received`.
    pub state: String,
    /// What the rule gave; none: no level, or not concluded.
    pub computed: Option<Level>,
    /// What the assessor gave; none: no level, or not concluded.
    pub awarded: Option<Level>,
    /// When it was concluded.
    pub concluded_at: Option<Moment>,
}

impl Workspace {
    /// Everybody on whom something is held, by name.
    ///
    /// # Errors
    /// If the workspace can't be read.
    pub fn people(&mut self) -> Result<Vec<Person>> {
        self.store.read(|transaction| transaction.people())
    }

    /// What is held on a person, and what erasing them would leave elsewhere.
    ///
    /// # Errors
    /// If there is nobody with this id ([`Code::NotFound`](crate::error::Code::NotFound)), or if the workspace or the
    /// folder for backups can't be read.
    pub fn person(&mut self, id: Uuid) -> Result<PersonRecord> {
        let (reader, folder) = (self.store.beside()?, &self.folder);
        self.store.read(|transaction| {
            let person = transaction.person(id)?;
            Ok(PersonRecord {
                interviews: interviews(transaction, &person)?,
                holdings: transaction.holdings(id)?,
                remains: Remains::read(transaction, &person, folder, reader.workspace())?,
                person,
            })
        })
    }
}

pub(super) fn interviews(transaction: &Transaction<'_>, person: &Person) -> Result<Vec<HeldInterview>> {
    match person.origin {
        PersonOrigin::Recorded => {
            let found = transaction.interviews_of(person.id)?;
            found.into_iter().map(|entry| recorded(transaction, entry)).collect()
        }
        PersonOrigin::Received => {
            let ids = transaction.reports_on(person.id)?;
            ids.iter().map(|id| transaction.received(id).map(received)).collect()
        }
    }
}

fn recorded(transaction: &Transaction<'_>, entry: InterviewEntry) -> Result<HeldInterview> {
    let InterviewEntry { id, started_at, assessor, assessments, report } = entry;
    let held = assessments.into_iter().map(|it| {
        let definition = transaction.definition(&it.definition)?.definition;
        Ok(HeldAssessment {
            id: it.assessment,
            edition: definition.edition.id.to_string(),
            edition_name: definition.edition.name,
            code: definition.code.to_string(),
            name: definition.name,
            state: it.state,
            computed: it.computed_level,
            awarded: it.awarded_level,
            concluded_at: it.concluded_at,
        })
    });
    Ok(HeldInterview { id, started_at, assessor, assessments: held.collect::<Result<_>>()?, report })
}

fn received(entry: ReceivedEntry) -> HeldInterview {
    let ReceivedEntry { facts, signed, sha256, .. } = entry;
    let held = facts.results.into_iter().map(|it| HeldAssessment {
        id: it.assessment,
        edition: it.edition,
        edition_name: it.edition_name,
        code: it.code,
        name: it.name,
        state: "received".to_owned(),
        computed: it.computed,
        awarded: it.awarded,
        concluded_at: Some(it.concluded_at),
    });
    HeldInterview {
        id: facts.interview,
        started_at: facts.interviewed_at,
        assessor: facts.assessor,
        assessments: held.collect(),
        report: Some(ReportEntry { id: facts.id, sha256, signed_at: signed.at }),
    }
}
