//! Ids and places as the window names them.

use uuid::Uuid;
use vouchsafe_core::domain::decision::StatementRef;
use vouchsafe_core::domain::level::Level;
use vouchsafe_core::error::{Code, Error, Result};

use crate::messages::assessment::Place;

/// The assessment's id in the window's words.
pub(crate) fn assessment_id(text: &str) -> Result<Uuid> {
    id("assessment", text)
}

/// The candidate's id in the window's words.
pub(crate) fn candidate_id(text: &str) -> Result<Uuid> {
    id("candidate", text)
}

/// The interview's id in the window's words.
pub(crate) fn interview_id(text: &str) -> Result<Uuid> {
    id("interview", text)
}

/// The id of an item of evidence in the window's words.
pub(crate) fn evidence_id(text: &str) -> Result<Uuid> {
    id("item of evidence", text)
}

/// The level with this number.
pub(crate) fn level(number: u8) -> Result<Level> {
    Level::new(number).ok_or_else(|| Error::refused(format!("There is no level {number}; levels are 1 to 7.")))
}

/// A place in the window's words.
pub(crate) fn place(at: Place) -> Result<StatementRef> {
    Ok(StatementRef { level: level(at.level)?, ordinal: at.statement })
}

impl From<StatementRef> for Place {
    fn from(at: StatementRef) -> Self {
        Self { level: at.level.number(), statement: at.ordinal }
    }
}

fn id(what: &str, text: &str) -> Result<Uuid> {
    Uuid::parse_str(text)
        .map_err(|_| Error::new(Code::NotFound, format!("There is no {what} {text} in this workspace.")))
}
