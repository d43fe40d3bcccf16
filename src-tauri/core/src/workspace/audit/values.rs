//! What an event changed, value by value, for people.

use serde_json::Value;

/// One value that is another one now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedValue {
    /// What it is: the name under which the trail keeps it, such as `finding` or `conduct.place`.
    pub name: String,
    /// The statement that it belongs to: level and number.
    pub at: Option<(u8, u16)>,
    /// What was there before; none: nothing.
    pub old: Option<String>,
    /// What is there now; none: nothing.
    pub new: Option<String>,
}

/// What differs between the two members of a payload. One that this version can't read has no values to show.
pub(super) fn changed(payload: &str) -> Vec<ChangedValue> {
    let mut found = Vec::new();
    let Ok(payload) = serde_json::from_str::<Value>(payload) else { return found };
    match (&payload["old"], &payload["new"]) {
        // Changes stand in pairs.
        (Value::Array(old), Value::Array(new)) => {
            for (old, new) in old.iter().zip(new) {
                let kind = new["kind"].as_str().unwrap_or_default();
                let mut of_change = Vec::new();
                compare("", old, new, &mut of_change);
                let at = place(&new["at"]);
                // Where a change is of one value, its kind says more than the value’s own name.
                let is_single = of_change.len() == 1;
                found.extend(of_change.into_iter().map(|it| {
                    let name = if is_single { kind.to_owned() } else { format!("{kind}.{}", it.name) };
                    ChangedValue { name, at, ..it }
                }));
            }
        }
        (old, new) => compare("", old, new, &mut found),
    }
    found
}

fn compare(name: &str, old: &Value, new: &Value, found: &mut Vec<ChangedValue>) {
    if old == new {
        return;
    }
    if let (Value::Object(_) | Value::Null, Value::Object(_) | Value::Null) = (old, new) {
        let mut names: Vec<&String> =
            [old, new].into_iter().filter_map(Value::as_object).flat_map(|it| it.keys()).collect();
        names.sort();
        names.dedup();
        for member in names {
            let inner = if name.is_empty() { member.clone() } else { format!("{name}.{member}") };
            compare(&inner, &old[member.as_str()], &new[member.as_str()], found);
        }
        return;
    }
    let (old, new) = (text(old), text(new));
    if old != new {
        found.push(ChangedValue { name: name.to_owned(), at: None, old, new });
    }
}

/// A value in words; none where it says nothing.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().filter_map(text).collect::<Vec<_>>().join("\n"),
        Value::Object(members) => {
            let members = members.iter().filter_map(|(name, value)| Some(format!("{name}: {}", text(value)?)));
            members.collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    };
    Some(text).filter(|text| !text.is_empty())
}

fn place(value: &Value) -> Option<(u8, u16)> {
    serde_json::from_value(value.clone()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(name: &str, at: Option<(u8, u16)>, old: Option<&str>, new: Option<&str>) -> ChangedValue {
        ChangedValue { name: name.to_owned(), at, old: old.map(str::to_owned), new: new.map(str::to_owned) }
    }

    #[test]
    fn changes_are_named_by_their_kind() {
        let payload = r#"{"old":[{"kind":"finding","of":"x","at":[2,3],"finding":null}],
                          "new":[{"kind":"finding","of":"x","at":[2,3],"finding":"fully"}]}"#;
        assert_eq!(changed(payload), [value("finding", Some((2, 3)), None, Some("fully"))]);
        let payload = r#"{"old":[{"kind":"conduct","mode":null,"place":"Leeds"}],
                          "new":[{"kind":"conduct","mode":"video","place":"York"}]}"#;
        assert_eq!(
            changed(payload),
            [
                value("conduct.mode", None, None, Some("video")),
                value("conduct.place", None, Some("Leeds"), Some("York"))
            ]
        );
    }

    #[test]
    fn anything_else_is_named_by_its_members() {
        let payload = r#"{"old":null,"new":{"candidate":{"name":"Amara","role":null},"levels":[{"awarded":3}]}}"#;
        assert_eq!(
            changed(payload),
            [value("candidate.name", None, None, Some("Amara")), value("levels", None, None, Some("awarded: 3"))]
        );
    }

    #[test]
    fn what_cannot_be_read_shows_nothing() {
        assert_eq!(changed("no JSON"), []);
        assert_eq!(changed("[]"), []);
        assert_eq!(changed(r#"{"old":null,"new":null}"#), []);
    }
}
