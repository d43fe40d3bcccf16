//! The reviewer's decision as it stands in a signature dictionary: `/VouchsafeReview`, a text string of JSON.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::record::{Record, place};
use crate::domain::level::Level;
use crate::domain::review::{Decision, Review, Sampled};
use crate::domain::text;

/// The key in the signature dictionary.
pub(super) const KEY: &str = "VouchsafeReview";
const FORMAT: u32 = 1;
/// The most bytes that are read, so that nobody has to read for long.
const SIZE_LIMIT: usize = 4 << 20;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    format: u32,
    decision: String,
    reason: String,
    sampled: Vec<WrittenPlace>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPlace {
    assessment: Uuid,
    level: u8,
    statement: u16,
}

/// The review as JSON. The same review is always written in the same bytes.
pub(super) fn write(review: &Review) -> Option<String> {
    let written = Written {
        format: FORMAT,
        decision: review.decision.name().to_owned(),
        reason: review.reason.clone(),
        sampled: review
            .sampled
            .iter()
            .map(|it| WrittenPlace { assessment: it.assessment, level: it.level.number(), statement: it.statement })
            .collect(),
    };
    serde_json::to_string(&written).ok().filter(|json| json.len() <= SIZE_LIMIT)
}

/// Reads a review that [`write`] wrote; of anything else, the end of a sentence that says what is wrong.
pub(super) fn read(json: &str) -> Result<Review, &'static str> {
    let unreadable = "can’t be read";
    if json.len() > SIZE_LIMIT {
        return Err("is longer than any review");
    }
    let written: Written = serde_json::from_str(json).map_err(|_| unreadable)?;
    if written.format != FORMAT {
        return Err("has a format that this version does not know");
    }
    let sampled = written.sampled.iter().map(|it| {
        let level = Level::new(it.level)?;
        Some(Sampled { assessment: it.assessment, level, statement: it.statement })
    });
    let review = Review {
        decision: Decision::from_name(&written.decision).ok_or(unreadable)?,
        reason: written.reason,
        sampled: sampled.collect::<Option<_>>().ok_or(unreadable)?,
    };
    if write(&review).as_deref() == Some(json) { Ok(review) } else { Err("is not written as a report’s review is") }
}

/// Holds a review against the record of its report: a returned report needs a reason, and at least one statement was
/// checked, none twice, in the order of the report. What is wrong is said as the end of a sentence.
pub(super) fn check(review: &Review, record: &Record) -> Result<(), &'static str> {
    if review.decision == Decision::Returned && review.reason.trim().is_empty() {
        return Err("returns the report without a reason");
    }
    if text::note(&review.reason).as_deref() != Ok(&review.reason) {
        return Err("gives a reason that is too long or holds invisible characters");
    }
    if review.sampled.is_empty() {
        return Err("names no statement that was checked");
    }
    let statements = record.statements();
    let places: Option<Vec<usize>> = review.sampled.iter().map(|it| statements.get(&place(it)).copied()).collect();
    let places = places.ok_or("names a statement that the report does not have")?;
    if places.is_sorted_by(|before, after| before < after) {
        Ok(())
    } else {
        Err("names a statement twice, or out of order")
    }
}

/// The same review with its statements in the order of the report.
pub(super) fn in_order(review: &Review, record: &Record) -> Review {
    let statements = record.statements();
    let mut ordered = review.clone();
    ordered.sampled.sort_by_key(|it| statements.get(&place(it)).copied());
    ordered
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{RECORD, review};
    use super::*;

    const JSON: &str = r#"{"format":1,"decision":"accepted","reason":"","sampled":[{"assessment":"00000000-0000-0000-0000-000000000003","level":3,"statement":2}]}"#;

    fn problem(change: impl FnOnce(&mut Review)) -> Result<(), &'static str> {
        let record = Record::read(RECORD).expect("a record");
        let mut review = review(Decision::Accepted);
        change(&mut review);
        check(&review, &record)
    }

    #[test]
    fn a_review_has_one_notation() {
        let review = read(JSON).expect("a review");
        assert_eq!(write(&review).as_deref(), Some(JSON));
        for (one, other) in [
            (":1,", ": 1,"),
            ("\"format\":1", "\"format\":2"),
            ("\"format\":1,", ""),
            ("\"reason\":\"\",", ""),
            ("\"reason\":\"\"", "\"reason\":\"\\u0041\""),
            ("\"reason\":\"\"", "\"reason\":null"),
            ("\"decision\":\"accepted\"", "\"decision\":\"approved\""),
            ("\"decision\":\"accepted\"", "\"decision\":\"accepted\",\"decision\":\"returned\""),
            ("\"level\":3", "\"level\":8"),
            ("\"level\":3", "\"level\":3.0"),
            ("\"statement\":2", "\"statement\":65538"),
            ("\"statement\":2", "\"statement\":2,\"note\":1"),
            ("0003\"", "0003-\""),
            ("00000000-0000-0000-0000-000000000003", "00000000000000000000000000000003"),
            ("}]}", "}]} "),
            ("}]}", "}],\"more\":1}"),
        ] {
            let changed = JSON.replacen(one, other, 1);
            assert_ne!(changed, JSON, "{one}");
            assert!(read(&changed).is_err(), "{changed}");
        }
        assert!(read(&JSON.replace("\"\",\"s", &format!("\"{}\",\"s", "x".repeat(SIZE_LIMIT)))).is_err());
    }

    #[test]
    fn a_review_rests_on_statements_of_its_report_and_a_return_on_a_reason() {
        assert_eq!(problem(|_| ()), Ok(()));
        assert_eq!(problem(|it| it.decision = Decision::Returned), Ok(()));
        let blank = problem(|it| {
            it.decision = Decision::Returned;
            it.reason = " \n".to_owned();
        });
        assert!(blank.is_err_and(|problem| problem.contains("without a reason")));
        assert!(problem(|it| it.reason = "\u{202E}3".to_owned()).is_err());
        assert!(problem(|it| it.sampled.clear()).is_err());
        assert!(problem(|it| it.sampled.push(it.sampled[0])).is_err_and(|problem| problem.contains("twice")));
        assert!(problem(|it| it.sampled.reverse()).is_err_and(|problem| problem.contains("out of order")));
        assert!(problem(|it| it.sampled[0].statement = 99).is_err_and(|problem| problem.contains("does not have")));
        assert!(problem(|it| it.sampled[0].assessment = Uuid::nil()).is_err());
    }

    #[test]
    fn what_was_checked_is_put_into_the_order_of_the_report() {
        let record = Record::read(RECORD).expect("a record");
        let mut shuffled = review(Decision::Accepted);
        shuffled.sampled.reverse();
        assert_eq!(in_order(&shuffled, &record), review(Decision::Accepted));
    }
}
