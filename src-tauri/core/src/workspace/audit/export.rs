//! The trail as a file: JSON Lines. Members are added, never renamed: scripts rely on them.

use serde::Serialize;

use crate::error::{Error, Result};
use crate::store::KeptEvent;

/// A line of the file. With these members anybody can compute every hash again.
#[derive(Serialize)]
struct Line<'a> {
    sequence: i64,
    /// RFC 3339 with offset.
    at: &'a str,
    /// Nanoseconds, comparable within one run of the program.
    monotonic: Option<i64>,
    actor: &'a str,
    action: &'a str,
    subject_kind: &'a str,
    subject: &'a str,
    interview: Option<&'a str>,
    commitment: &'a str,
    previous: &'a str,
    hash: &'a str,
    /// Hexadecimal digits; null: erased.
    salt: Option<String>,
    /// JSON as text, byte for byte as the commitment was made of it; null: erased.
    payload: Option<&'a str>,
}

/// Adds a line for an event.
pub(super) fn write_line(kept: &KeptEvent, lines: &mut Vec<u8>) -> Result<()> {
    let event = &kept.event;
    let payload = kept.payload.as_ref();
    let line = Line {
        sequence: event.sequence,
        at: &event.at,
        monotonic: event.monotonic,
        actor: &event.actor,
        action: &event.action,
        subject_kind: &event.subject_kind,
        subject: &event.subject,
        interview: event.interview.as_deref(),
        commitment: &event.commitment,
        previous: &event.previous,
        hash: &event.hash,
        salt: payload.map(|payload| base16ct::lower::encode_string(&payload.salt)),
        payload: payload.map(|payload| payload.text.as_str()),
    };
    serde_json::to_writer(&mut *lines, &line).map_err(Error::internal)?;
    lines.push(b'\n');
    Ok(())
}
