//! The audit trail: events in their order, and what was there before and after each. The database refuses whatever
//! does not add to its end; erasing takes payloads and leaves the events.

use rusqlite::{Row, named_params};
use serde_json::Value;
use uuid::Uuid;

use super::{Transaction, edit_json, failure};
use crate::domain::audit::{Action, Deed, Event, Head, Payload};
use crate::domain::change::Change;
use crate::error::{Error, Result};

/// What was there before, and what is there now.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// Of changes to an interview, in the form in which edits are kept.
    Changes {
        /// Before.
        old: Vec<Change>,
        /// From now on.
        new: Vec<Change>,
    },
    /// Of anything else, as JSON.
    Json {
        /// Before; null: nothing.
        old: Value,
        /// From now on; null: nothing.
        new: Value,
    },
}

impl Values {
    /// What was done says everything.
    #[must_use]
    pub fn nothing() -> Self {
        Self::new(Value::Null)
    }

    /// Something that was not there before.
    #[must_use]
    pub fn new(new: Value) -> Self {
        Self::Json { old: Value::Null, new }
    }

    /// The payload's text.
    ///
    /// # Errors
    /// Never, if serde keeps its word.
    pub fn to_text(&self) -> Result<String> {
        match self {
            Self::Changes { old, new } => {
                Ok(format!("{{\"old\":{},\"new\":{}}}", edit_json::write(old)?, edit_json::write(new)?))
            }
            Self::Json { old, new } => Ok(format!("{{\"old\":{old},\"new\":{new}}}")),
        }
    }
}

/// How an event belongs to what can be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It can't be taken back.
    None,
    /// It begins a step of taking back.
    Begins,
    /// It belongs to the step that this event began.
    Of(i64),
}

impl From<Option<i64>> for Step {
    /// The step that an edit knows, or a new one.
    fn from(first: Option<i64>) -> Self {
        first.map_or(Self::Begins, Self::Of)
    }
}

/// An event with what is kept beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptEvent {
    /// The event.
    pub event: Event,
    /// What was there before and afterwards; none: erased.
    pub payload: Option<Payload>,
}

impl Transaction<'_> {
    /// The end of the trail.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn trail_head(&self) -> Result<Head> {
        let last = self.first("SELECT sequence, hash FROM event ORDER BY sequence DESC LIMIT 1", [], |row| {
            Ok(Head { sequence: row.get("sequence")?, hash: row.get("hash")? })
        })?;
        Ok(last.unwrap_or_default())
    }

    /// Adds an event at the end of the trail and returns its number.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn add_event(&self, deed: &Deed, payload: &Payload, step: Step) -> Result<i64> {
        self.add_event_after(&self.trail_head()?, deed, payload, step)
    }

    /// Adds an event that follows another one and returns its number. While a workspace is salvaged that need not be the
    /// last one that is there; otherwise the database refuses it.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn add_event_after(&self, before: &Head, deed: &Deed, payload: &Payload, step: Step) -> Result<i64> {
        let event = Event::after(before, deed, payload);
        self.execute(
            "INSERT INTO event (sequence, at, monotonic, actor, action, subject_kind, subject, interview, commitment,
                                previous, hash)
             VALUES (:sequence, :at, :monotonic, :actor, :action, :subject_kind, :subject, :interview, :commitment,
                     :previous, :hash)",
            named_params! {
                ":sequence": event.sequence,
                ":at": event.at,
                ":monotonic": event.monotonic,
                ":actor": event.actor,
                ":action": event.action,
                ":subject_kind": event.subject_kind,
                ":subject": event.subject,
                ":interview": event.interview,
                ":commitment": event.commitment,
                ":previous": event.previous,
                ":hash": event.hash,
            },
        )?;
        let step = match step {
            Step::None => None,
            Step::Begins => Some(event.sequence),
            Step::Of(first) => Some(first),
        };
        self.execute(
            "INSERT INTO event_payload (sequence, salt, payload, step) VALUES (?1, ?2, ?3, ?4)",
            (event.sequence, &payload.salt, &payload.text, step),
        )?;
        Ok(event.sequence)
    }

    /// Up to `limit` events before an event, the latest first: of one interview, or of all.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn events(&self, interview: Option<Uuid>, before: Option<i64>, limit: usize) -> Result<Vec<KeptEvent>> {
        let before = before.unwrap_or(i64::MAX);
        let limit = i64::try_from(limit).map_err(Error::internal)?;
        let columns = "SELECT event.*, salt, payload FROM event LEFT JOIN event_payload USING (sequence)";
        let order = "ORDER BY event.sequence DESC LIMIT ?2";
        match interview {
            None => self.all(&format!("{columns} WHERE event.sequence < ?1 {order}"), (before, limit), kept),
            Some(id) => self.all(
                &format!("{columns} WHERE event.sequence < ?1 AND interview = ?3 {order}"),
                (before, limit, id.to_string()),
                kept,
            ),
        }
    }

    /// Hands all events over, one after another, the first one first.
    ///
    /// # Errors
    /// If the file can't be read, or whatever `each` returns.
    pub fn each_event(&self, mut each: impl FnMut(KeptEvent) -> Result<()>) -> Result<()> {
        let sql = "SELECT event.*, salt, payload FROM event LEFT JOIN event_payload USING (sequence)
                   ORDER BY event.sequence";
        let mut statement = self.inner.prepare_cached(sql).map_err(failure::reading)?;
        let rows = statement.query_map([], kept).map_err(failure::reading)?;
        for row in rows {
            each(row.map_err(failure::reading)?)?;
        }
        Ok(())
    }

    /// The numbers of payloads whose events are not there, which only somebody else can have brought about.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn stray_payloads(&self) -> Result<Vec<i64>> {
        self.all(
            "SELECT sequence FROM event_payload WHERE sequence NOT IN (SELECT sequence FROM event) ORDER BY sequence",
            [],
            |row| row.get("sequence"),
        )
    }

    /// Who assesses, as the settings say, else as an interview says.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn assessor_name(&self, interview: Option<Uuid>) -> Result<Option<String>> {
        if let Some(name) = self.setting("assessor.name")?.filter(|name| !name.is_empty()) {
            return Ok(Some(name));
        }
        let Some(id) = interview else { return Ok(None) };
        self.first("SELECT assessor_name FROM interview WHERE id = ?1", [id.to_string()], |row| row.get(0))
    }

    /// Forgets in the trail what was done to an interview and taken back for good.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn erase_taken_back(&self, interview: Uuid) -> Result<()> {
        // A step is taken back where the last thing that was done to it is an undoing. The events of an interview are
        // named first, so that only these are looked at.
        self.execute(
            "WITH of_interview AS MATERIALIZED (
                 SELECT sequence, action, step FROM event JOIN event_payload USING (sequence)
                 WHERE interview = ?1 AND step IS NOT NULL
             ), taken_back AS (
                 -- Beside max() SQLite takes the other columns from the row that has it.
                 SELECT step FROM (SELECT step, action, max(sequence) FROM of_interview GROUP BY step)
                 WHERE action = ?2
             )
             DELETE FROM event_payload
             WHERE sequence IN (SELECT sequence FROM of_interview WHERE step IN (SELECT step FROM taken_back))",
            (interview.to_string(), Action::Undone.name()),
        )?;
        Ok(())
    }

    /// Forgets in the trail all that was said in an interview.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn erase_payloads(&self, interview: Uuid) -> Result<()> {
        self.execute(
            "DELETE FROM event_payload WHERE sequence IN (SELECT sequence FROM event WHERE interview = ?1)",
            [interview.to_string()],
        )?;
        Ok(())
    }
}

pub(super) fn kept(row: &Row<'_>) -> rusqlite::Result<KeptEvent> {
    let (salt, text): (Option<Vec<u8>>, Option<String>) = (row.get("salt")?, row.get("payload")?);
    Ok(KeptEvent {
        event: Event {
            sequence: row.get("sequence")?,
            at: row.get("at")?,
            monotonic: row.get("monotonic")?,
            actor: row.get("actor")?,
            action: row.get("action")?,
            subject_kind: row.get("subject_kind")?,
            subject: row.get("subject")?,
            interview: row.get("interview")?,
            commitment: row.get("commitment")?,
            previous: row.get("previous")?,
            hash: row.get("hash")?,
        },
        payload: salt.zip(text).map(|(salt, text)| Payload { salt, text }),
    })
}
