//! What somebody does to the audit trail who has the key: the database refuses it, and where its guards were dropped it
//! shows.

use vouchsafe_core::domain::audit::Problem;
use vouchsafe_core::domain::interview::AwardChoice;
use vouchsafe_core::domain::rating::{Finding, Rating};
use vouchsafe_core::workspace::{Destination, Passphrase};

use crate::desk::{Desk, at, database, start, unguarded};

const FULLY: Finding = Finding::Rated(Rating::Fully);

#[test]
fn the_database_refuses_whatever_does_not_add_to_the_end() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    workspace.start_interview(&start()).unwrap();
    let head = workspace.audit_head().unwrap();
    drop(workspace);
    let connection = database(&desk);
    let row = |sequence: i64, previous: &str| {
        let zeros = "0".repeat(64);
        format!(
            "INTO event VALUES ({sequence}, 't', NULL, 'a', 'changed', 'interview', 'i', NULL, '{zeros}', '{previous}', '{zeros}')"
        )
    };
    let next = head.sequence + 1;
    for refused in [
        "UPDATE event SET actor = 'Nobody'".to_owned(),
        "UPDATE event SET sequence = sequence + 1".to_owned(),
        "DELETE FROM event".to_owned(),
        format!("DELETE FROM event WHERE sequence = {}", head.sequence),
        "UPDATE event_payload SET payload = '{}'".to_owned(),
        "UPDATE event_payload SET sequence = 1 WHERE sequence = 2".to_owned(),
        format!("INSERT {}", row(next, &"1".repeat(64))),
        format!("INSERT {}", row(next + 1, &head.hash)),
        format!("INSERT {}", row(1, &"0".repeat(64))),
        format!("INSERT OR REPLACE {}", row(head.sequence, &head.hash)),
        "INSERT INTO event_payload VALUES (1, zeroblob(32), '{}', NULL)".to_owned(),
        format!("INSERT OR REPLACE INTO event_payload VALUES ({}, zeroblob(32), '{{}}', NULL)", head.sequence),
    ] {
        let said = connection.execute_batch(&refused).expect_err(&refused).to_string();
        assert!(said.contains("the audit trail"), "{refused}: {said}");
    }
    // Erasing is allowed, and what was erased does not come back as something else.
    connection.execute_batch("DELETE FROM event_payload WHERE sequence = 1").unwrap();
    connection.execute_batch("INSERT INTO event_payload VALUES (1, zeroblob(32), '{}', NULL)").unwrap_err();
    let findings = desk.open().verify_audit(&[]).unwrap().findings;
    assert_eq!(
        findings.iter().map(|it| (it.sequence, &it.problem)).collect::<Vec<_>>(),
        [(1, &Problem::PayloadMissing { until: 1 })]
    );
}

#[test]
fn what_is_done_to_the_file_is_located() {
    for (sql, found) in [
        ("UPDATE event SET at = '2020-01-01T00:00:00+00:00' WHERE sequence = 4", vec![4]),
        ("UPDATE event SET action = 'undone', subject = 'x' WHERE sequence = 5", vec![5]),
        ("DELETE FROM event_payload WHERE sequence = 4; DELETE FROM event WHERE sequence = 4", vec![4]),
        ("UPDATE event_payload SET salt = zeroblob(32) WHERE sequence = 5", vec![5]),
        ("UPDATE event SET hash = previous WHERE sequence = 5", vec![5, 6]),
        (
            "DELETE FROM event_payload WHERE sequence = 4; DELETE FROM event WHERE sequence = 4;
             UPDATE event_payload SET sequence = 4 WHERE sequence = 5; UPDATE event SET sequence = 4 WHERE sequence = 5",
            vec![4, 5],
        ),
    ] {
        let desk = Desk::new();
        let mut workspace = desk.open();
        let id = workspace.start_interview(&start()).unwrap().assessment.id;
        for ordinal in [1, 2, 1] {
            workspace.rate(id, at(2, ordinal), if ordinal == 1 { FULLY } else { Finding::NoOpportunity }).unwrap();
            workspace.write_note(id, at(2, ordinal), "seen").unwrap();
        }
        let head = workspace.audit_head().unwrap();
        drop(workspace);
        unguarded(&desk).execute_batch(sql).unwrap();
        let mut workspace = desk.open();
        let verdict = workspace.verify_audit(std::slice::from_ref(&head)).unwrap();
        let sequences: Vec<i64> = verdict.findings.iter().map(|it| it.sequence).collect();
        for place in found {
            assert!(sequences.contains(&place), "{sql}: {verdict:?}");
        }
        assert_eq!(verdict.head, head, "work goes on at the end");
    }
}

#[test]
fn a_cut_shows_against_a_signed_report() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let id = workspace.start_interview(&start()).unwrap().assessment.id;
    workspace.rate(id, at(1, 1), FULLY).unwrap();
    workspace.conclude(id, AwardChoice::AsComputed, None).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let destination = Destination::Folder(folder.path().to_path_buf());
    let exported =
        workspace.export_report(id, &destination, |_| Ok(Passphrase::new("correct horse".to_owned()))).unwrap();
    let verified = workspace.verify("the report", &std::fs::read(&exported.file).unwrap()).unwrap();
    assert!(verified.verdict.is_valid(), "{verified:?}");
    drop(workspace);
    unguarded(&desk)
        .execute_batch("DELETE FROM event_payload WHERE sequence > 3; DELETE FROM event WHERE sequence > 3")
        .unwrap();
    let findings = desk.open().verify_audit(&[]).unwrap().findings;
    assert!(
        matches!(findings[..], [ref it] if it.sequence == 4 && matches!(it.problem, Problem::CutOff { known: 6 })),
        "{findings:?}"
    );
}
