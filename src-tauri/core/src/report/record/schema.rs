//! The shape of records as a JSON Schema, for programs that are not ours.

use super::Record;

/// The JSON Schema of records (draft 2020-12). What a schema can't say (that the rule gives the recorded level, that the
/// pages say what the facts say) is [`check`](super::check())ed.
#[must_use]
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Record).to_value()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::schema;
    use crate::report::{render, samples};

    /// Where a value is not as its schema says; none: it is. A keyword that is not known here fails the test.
    fn problem(schema: &Value, whole: &Value, value: &Value, at: &str) -> Option<String> {
        let wrong = |what: &str| Some(format!("{at}: {what}"));
        for (keyword, says) in schema.as_object().expect("a schema") {
            let found = match keyword.as_str() {
                "$schema" | "title" | "description" | "default" | "$defs" | "format" => None,
                "$ref" => {
                    let path = says.as_str().expect("a reference").trim_start_matches('#');
                    problem(whole.pointer(path).expect(path), whole, value, at)
                }
                "type" => {
                    let is = |name: &Value| is_of(name.as_str().expect("a type"), value);
                    let fits = says.as_array().map_or_else(|| is(says), |several| several.iter().any(is));
                    if fits { None } else { wrong("has another type") }
                }
                "anyOf" => {
                    let several = says.as_array().expect("alternatives");
                    let fits = several.iter().any(|one| problem(one, whole, value, at).is_none());
                    if fits { None } else { wrong("is none of the alternatives") }
                }
                "minimum" => {
                    let fits = value.as_i64().is_none_or(|it| says.as_i64().is_some_and(|least| it >= least));
                    if fits { None } else { wrong("is too small") }
                }
                "maximum" => {
                    let fits = value.as_i64().is_none_or(|it| says.as_i64().is_some_and(|most| it <= most));
                    if fits { None } else { wrong("is too large") }
                }
                "items" => {
                    let items = value.as_array().into_iter().flatten().enumerate();
                    items.into_iter().find_map(|(place, item)| problem(says, whole, item, &format!("{at}/{place}")))
                }
                "required" => {
                    let missing = says.as_array().expect("names").iter().find(|name| {
                        value.as_object().is_some_and(|it| !it.contains_key(name.as_str().expect("a name")))
                    });
                    missing.and_then(|name| wrong(&format!("lacks {name}")))
                }
                "properties" => says
                    .as_object()
                    .expect("members")
                    .iter()
                    .find_map(|(name, member)| problem(member, whole, value.get(name)?, &format!("{at}/{name}"))),
                "additionalProperties" => {
                    assert_eq!(says, &json!(false));
                    let unknown = value.as_object().into_iter().flat_map(|it| it.keys());
                    let mut unknown = unknown.filter(|name| schema["properties"].get(name).is_none());
                    unknown.next().and_then(|name| wrong(&format!("has the unknown member {name}")))
                }
                other => panic!("{at}: this test does not know the keyword {other}"),
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    fn is_of(name: &str, value: &Value) -> bool {
        match name {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "integer" => value.is_i64() || value.is_u64(),
            "null" => value.is_null(),
            other => panic!("this test does not know the type {other}"),
        }
    }

    fn check(record: &Value) -> Option<String> {
        let schema = schema();
        problem(&schema, &schema, record, "")
    }

    #[test]
    fn the_schema_describes_every_record() {
        let first: Value = serde_json::from_slice(include_bytes!("fixtures/first-of-format-1.json")).expect("JSON");
        assert_eq!(check(&first), None);
        for name in samples::NAMES {
            let interview = samples::by_name(name).expect(name);
            let record = render(&samples::request(&interview)).expect(name).record_json;
            assert_eq!(check(&serde_json::from_slice(&record).expect(name)), None, "{name}");
        }
    }

    #[test]
    fn the_schema_refuses_what_the_reader_refuses() {
        let first: Value = serde_json::from_slice(include_bytes!("fixtures/first-of-format-1.json")).expect("JSON");
        for (place, member, value) in [
            ("", "more", json!(1)),
            ("/report", "more", json!(1)),
            ("/candidate", "name", json!(null)),
            ("/assessments/0/ratings/0", "level", json!(-1)),
            ("/assessments/0/ratings/0", "level", json!(256)),
            ("/assessments/0/ratings/0", "questions", json!([{ "asked": 1, "answered": "" }])),
        ] {
            let mut record = first.clone();
            record.pointer_mut(place).expect(place)[member] = value;
            assert!(check(&record).is_some(), "{place}/{member}");
            assert!(super::super::read(&serde_json::to_vec(&record).expect("JSON")).is_err(), "{place}/{member}");
        }
        for member in ["report", "assessments", "pages_text"] {
            let mut record = first.clone();
            record.as_object_mut().expect("an object").remove(member);
            assert!(check(&record).is_some_and(|problem| problem.contains(member)), "{member}");
        }
    }
}
