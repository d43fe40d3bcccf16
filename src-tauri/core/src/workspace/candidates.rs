//! Who is interviewed.

use uuid::Uuid;

use super::{line, line_or_none};
use crate::domain::interview::Candidate;
use crate::domain::moment::Moment;
use crate::domain::text::comparable;
use crate::error::{Error, Result};
use crate::store::Transaction;

/// Somebody known, or somebody new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CandidateChoice {
    /// Interviewed here before.
    Known(Uuid),
    /// As typed. With the reference of somebody known it is that candidate, if the name is the same.
    New {
        /// The name.
        name: String,
        /// The organisation's own reference.
        reference: Option<String>,
        /// What the person works as.
        role: Option<String>,
    },
}

/// Somebody who was interviewed lately.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecentCandidate {
    /// The person.
    pub candidate: Candidate,
    /// How many interviews there were.
    pub interviews: u32,
    /// When the last one began.
    pub last_at: Moment,
}

/// Finds or adds the chosen candidate.
pub(super) fn resolve(
    transaction: &Transaction<'_>,
    choice: &CandidateChoice,
    new_id: Uuid,
    now: Moment,
) -> Result<Candidate> {
    let (name, reference, role) = match choice {
        CandidateChoice::Known(id) => return transaction.candidate(*id),
        CandidateChoice::New { name, reference, role } => (name, reference, role),
    };
    let candidate = Candidate {
        id: new_id,
        name: line("The candidate’s name", name)?,
        reference: line_or_none("The candidate’s reference", reference.as_deref())?,
        role: line_or_none("The candidate’s role", role.as_deref())?,
    };
    let known = match &candidate.reference {
        Some(reference) => transaction.candidate_by_reference(reference)?,
        None => None,
    };
    match known {
        Some(known) if comparable(&known.name) == comparable(&candidate.name) => {
            if let Some(role) = &candidate.role {
                transaction.record_role(known.id, role)?;
            }
            Ok(Candidate { role: candidate.role.or(known.role), ..known })
        }
        Some(known) => Err(Error::refused(format!(
            "The candidate’s reference {} belongs to {} already, not to {}. Correct the name or the reference.",
            known.reference.unwrap_or_default(),
            known.name,
            candidate.name
        ))),
        None => {
            transaction.add_candidate(&candidate, now)?;
            Ok(candidate)
        }
    }
}
