//! Lists of assessments.

use uuid::Uuid;

use super::{RecentCandidate, Workspace};
use crate::domain::definition::Definition;
use crate::domain::level::Level;
use crate::domain::moment::Moment;
use crate::domain::text::comparable;
use crate::error::Result;
use crate::store::{AssessmentEntry, ReceivedEntry, Transaction};

/// An assessment in a list, with the skill it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedAssessment {
    /// The facts of the list.
    pub entry: AssessmentEntry,
    /// What the candidate is rated against.
    pub definition: Definition,
}

/// An assessment that no longer changes: concluded here, or received with its report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastAssessment {
    /// Its id.
    pub assessment: Uuid,
    /// The interview it belongs to.
    pub interview: Uuid,
    /// The candidate's name.
    pub candidate: String,
    /// The edition's id.
    pub edition: String,
    /// The skill's code.
    pub code: String,
    /// `concluded`, `signed`, `received`.
    pub state: String,
    /// What the rule gave; none: no level.
    pub computed: Option<Level>,
    /// What the assessor gave; none: no level.
    pub awarded: Option<Level>,
    /// When it was concluded.
    pub concluded_at: Moment,
    /// SHA-256 of its report as it goes out; none: it is not signed.
    pub report_sha256: Option<String>,
    /// Whether another one takes its place.
    pub superseded: bool,
}

/// What there is to go on with, and what was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// Assessments that can be resumed, the one last worked on first.
    pub drafts: Vec<ListedAssessment>,
    /// Concluded and signed assessments, newest first.
    pub history: Vec<ListedAssessment>,
    /// The candidates interviewed last, the last one first.
    pub candidates: Vec<RecentCandidate>,
}

/// How many candidates the overview names.
const RECENT: usize = 8;

impl Workspace {
    /// What there is to go on with, and what was done.
    ///
    /// # Errors
    /// If the workspace can't be read.
    pub fn overview(&mut self) -> Result<Overview> {
        self.store.read(|transaction| {
            Ok(Overview {
                drafts: listed(transaction, transaction.drafts()?)?,
                history: listed(transaction, transaction.history()?)?,
                candidates: transaction
                    .recent_candidates(RECENT)?
                    .into_iter()
                    .map(|(candidate, interviews, last_at)| RecentCandidate { candidate, interviews, last_at })
                    .collect(),
            })
        })
    }

    /// Concluded and signed assessments of this workspace's own, newest first.
    ///
    /// # Errors
    /// If the workspace can't be read.
    pub fn history(&mut self) -> Result<Vec<ListedAssessment>> {
        self.store.read(|transaction| listed(transaction, transaction.history()?))
    }

    /// The same together with the assessments of received reports.
    ///
    /// # Errors
    /// If the workspace can't be read.
    pub fn past_assessments(&mut self) -> Result<Vec<PastAssessment>> {
        self.store.read(|transaction| {
            let own = listed(transaction, transaction.history()?)?;
            let received = transaction.received_reports()?;
            let mut all: Vec<_> = own.into_iter().filter_map(own_past).chain(received.iter().flat_map(past)).collect();
            all.sort_by_key(|it| std::cmp::Reverse((it.concluded_at.instant(), it.assessment)));
            Ok(all)
        })
    }
}

/// Whether every word of `query` stands in the candidate's name, the skill's code or the edition's id.
#[must_use]
pub fn matches(past: &PastAssessment, query: &str) -> bool {
    let text = comparable(&format!("{} {} {}", past.candidate, past.code, past.edition));
    comparable(query).split(' ').all(|word| text.contains(word))
}

fn own_past(listed: ListedAssessment) -> Option<PastAssessment> {
    let ListedAssessment { entry, definition } = listed;
    Some(PastAssessment {
        assessment: entry.assessment,
        interview: entry.interview,
        candidate: entry.candidate,
        edition: definition.edition.id.to_string(),
        code: definition.code.to_string(),
        state: entry.state,
        computed: entry.computed_level,
        awarded: entry.awarded_level,
        concluded_at: entry.concluded_at?,
        report_sha256: entry.report_sha256,
        superseded: entry.superseded,
    })
}

/// The assessments of a received report.
fn past(entry: &ReceivedEntry) -> impl Iterator<Item = PastAssessment> {
    entry.facts.results.iter().map(|result| PastAssessment {
        assessment: result.assessment,
        interview: entry.facts.interview,
        candidate: entry.facts.candidate.name.clone(),
        edition: result.edition.clone(),
        code: result.code.clone(),
        state: "received".to_owned(),
        computed: result.computed,
        awarded: result.awarded,
        concluded_at: result.concluded_at,
        report_sha256: Some(entry.sha256.clone()),
        superseded: entry.superseded_by.is_some(),
    })
}

fn listed(transaction: &Transaction<'_>, entries: Vec<AssessmentEntry>) -> Result<Vec<ListedAssessment>> {
    let mut known: Vec<(crate::domain::definition::DefinitionHash, Definition)> = Vec::new();
    let mut list = Vec::with_capacity(entries.len());
    for entry in entries {
        let definition = match known.iter().find(|(hash, _)| *hash == entry.definition) {
            Some((_, definition)) => definition.clone(),
            None => {
                let definition = transaction.definition(&entry.definition)?.definition;
                known.push((entry.definition.clone(), definition.clone()));
                definition
            }
        };
        list.push(ListedAssessment { entry, definition });
    }
    Ok(list)
}
