//! The events of a workspace that is less than it was: salvaged from a damaged file, or gone back to a backup.

use std::ops::RangeInclusive;

use serde_json::{Value, json};

use super::{Act, payloads, verified};
use crate::domain::audit::{Action, Because, Head, Loss, NOTHING, Reason, Subject};
use crate::error::Result;
use crate::store::{COPY_OF, KeptEvent, Remains, Transaction, Values};

/// Records that a workspace was salvaged, with what its trail lacks. The trail goes on after the last number that was ever
/// given to an entry, as far as anybody knows, so that a report which names a lost one names no other.
pub(in crate::workspace) fn record_salvaged(
    transaction: &Transaction<'_>,
    act: &Act<'_>,
    remains: &Remains<'_>,
) -> Result<()> {
    let verdict = verified(transaction, &[])?;
    let last = remains.last_event.max(verdict.head.sequence);
    let before = match last == verdict.head.sequence {
        true => verdict.head.clone(),
        false => Head { sequence: last, hash: NOTHING.to_owned() },
    };
    let because = Because { at: last + 1, reason: Reason::Salvaged };
    let loss = Loss::of(&verdict, because, remains.events, remains.values, last);
    let values = Values::new(json!({
        "lost": remains.lost,
        "set_aside": remains.set_aside.display().to_string(),
        "lost_entries": spans(&loss.entries),
        "lost_values": spans(&loss.values),
        "end_unknown": loss.end,
    }));
    act.record_after(transaction, &before, Action::WorkspaceSalvaged, &values)
}

/// Records that the workspace is a copy that was made as a backup, if it is one and nobody has done so.
pub(super) fn record_restored(transaction: &Transaction<'_>, act: &Act<'_>) -> Result<()> {
    let Some(copy_of) = transaction.setting(COPY_OF)? else { return Ok(()) };
    let values = Values::new(payloads::restored(&copy_of));
    act.record(transaction, Action::WorkspaceRestored, Subject::workspace(), None, &values)?;
    transaction.unset(COPY_OF)
}

/// What an event says was lost; none: it says nothing of the kind.
pub(super) fn told(kept: &KeptEvent) -> Option<Loss> {
    let at = kept.event.sequence;
    match Action::from_name(&kept.event.action)? {
        Action::WorkspaceRestored => {
            let because = Because { at, reason: Reason::Restored };
            Some(Loss { because, entries: Vec::new(), values: Vec::new(), end: true })
        }
        Action::WorkspaceSalvaged => {
            let new = kept.payload.as_ref().map(|payload| new_of(&payload.text)).unwrap_or_default();
            Some(Loss {
                because: Because { at, reason: Reason::Salvaged },
                entries: read_spans(&new["lost_entries"]),
                values: read_spans(&new["lost_values"]),
                end: new["end_unknown"].as_bool().unwrap_or(false),
            })
        }
        _ => None,
    }
}

/// The events of which another one says that it erased their values. What it says counts only as it was written.
pub(super) fn erased(kept: &KeptEvent) -> Vec<RangeInclusive<i64>> {
    let payload = kept.payload.as_ref().filter(|payload| payload.commitment() == kept.event.commitment);
    match (Action::from_name(&kept.event.action), payload) {
        (Some(Action::CandidateErased), Some(payload)) => read_spans(&new_of(&payload.text)["values"]),
        _ => Vec::new(),
    }
}

/// What a payload says of afterwards.
pub(in crate::workspace) fn new_of(payload: &str) -> Value {
    serde_json::from_str(payload).map(|mut payload: Value| payload["new"].take()).unwrap_or_default()
}

/// Numbers in their order as spans.
pub(in crate::workspace) fn spans_of(numbers: &[i64]) -> Vec<String> {
    let runs = numbers.chunk_by(|one, next| one + 1 == *next);
    spans(&runs.filter_map(|run| Some(*run.first()?..=*run.last()?)).collect::<Vec<_>>())
}

/// `3–7`, or `3`.
fn spans(spans: &[RangeInclusive<i64>]) -> Vec<String> {
    let text = |span: &RangeInclusive<i64>| match span.start() == span.end() {
        true => span.start().to_string(),
        false => format!("{}–{}", span.start(), span.end()),
    };
    spans.iter().map(text).collect()
}

fn read_spans(value: &Value) -> Vec<RangeInclusive<i64>> {
    let read = |text: &str| {
        let (from, until) = text.split_once('–').unwrap_or((text, text));
        Some(from.parse().ok()?..=until.parse().ok()?)
    };
    value.as_array().into_iter().flatten().filter_map(|item| read(item.as_str()?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_as_they_are_written() {
        let all = [3..=7, 9..=9, 120..=1_000];
        let written = spans(&all);
        assert_eq!(written, ["3–7", "9", "120–1000"]);
        assert_eq!(read_spans(&json!(written)), all);
        assert_eq!(read_spans(&json!(["x", "1–", 4])), []);
        assert_eq!(read_spans(&Value::Null), []);
    }
}
