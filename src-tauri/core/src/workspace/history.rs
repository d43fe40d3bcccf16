//! Lists of assessments.

use super::{RecentCandidate, Workspace};
use crate::domain::definition::{Definition, SkillCode};
use crate::domain::text::comparable;
use crate::error::Result;
use crate::store::{AssessmentEntry, Transaction};

/// An assessment in a list, with the skill it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedAssessment {
    /// The facts of the list.
    pub entry: AssessmentEntry,
    /// What the candidate is rated against.
    pub definition: Definition,
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

    /// Concluded and signed assessments, newest first.
    ///
    /// # Errors
    /// If the workspace can't be read.
    pub fn history(&mut self) -> Result<Vec<ListedAssessment>> {
        self.store.read(|transaction| listed(transaction, transaction.history()?))
    }
}

/// Whether every word of `query` stands in the candidate's name, the skill's code or the edition's id.
#[must_use]
pub fn matches(listed: &ListedAssessment, query: &str) -> bool {
    let code: &SkillCode = &listed.definition.code;
    let text = comparable(&format!("{} {code} {}", listed.entry.candidate, listed.definition.edition.id));
    comparable(query).split(' ').all(|word| text.contains(word))
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
