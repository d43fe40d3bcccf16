//! Erasing a person: nothing of them stays in the file, everybody else's answers stay what they were, and the trail verifies.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::ControlFlow;

use uuid::Uuid;
use vouchsafe_core::domain::audit::Problem;
use vouchsafe_core::domain::change::{AssessmentChange, Change, ResponseChange};
use vouchsafe_core::domain::evidence::Evidence;
use vouchsafe_core::domain::interview::Question;
use vouchsafe_core::domain::person::PersonOrigin;
use vouchsafe_core::domain::rating::{Finding, Rating};
use vouchsafe_core::domain::review::Decision;
use vouchsafe_core::domain::summary::SummaryPart;
use vouchsafe_core::error::Code;
use vouchsafe_core::workspace::{CopyState, ReceivedOutcome, Workspace, read_files};

use crate::desk::{Desk, at, database, holds, passphrase, runbook, unguarded};
use crate::signed::{countersign, hold, interview, new_report, rate, report};

const FULLY: Finding = Finding::Rated(Rating::Fully);

/// The word that is planted wherever something about somebody can be written.
fn word(number: usize) -> String {
    format!("Quillfeather{number:02}")
}

/// The id of the only candidate with this name.
fn named(workspace: &mut Workspace, name: &str) -> Uuid {
    workspace.people().unwrap().into_iter().find(|person| person.name == name).unwrap().id
}

/// Somebody of whom everything is held that can be: a signed interview with evidence and a file, a correction of it, a draft,
/// and something that was discarded. Answers with their id.
fn somebody(workspace: &mut Workspace, number: usize) -> Uuid {
    let word = word(number);
    let name = format!("{word} Marsh");
    let start = interview(&name, Some(&format!("{word}-ref")), "Lena Vogt");
    let open = workspace.start_interview(&start).unwrap();
    write(workspace, open.interview.id, open.assessment.id, &word, number);
    workspace.conclude_sitting(open.interview.id, open.assessment.id).unwrap();
    report(workspace, open.assessment.id);
    let correction = workspace.correct(open.assessment.id).unwrap();
    workspace.write_note(correction.assessment.id, at(2, 1), &format!("{word} was corrected")).unwrap();
    workspace.conclude_sitting(correction.interview.id, correction.assessment.id).unwrap();
    let discarded = workspace.start_interview(&start).unwrap();
    workspace.write_note(discarded.assessment.id, at(1, 1), &format!("{word} was discarded")).unwrap();
    workspace.discard(discarded.interview.id).unwrap();
    let draft = workspace.start_interview(&start).unwrap();
    workspace.write_note(draft.assessment.id, at(1, 1), &format!("{word} is not finished")).unwrap();
    workspace.pause(draft.interview.id).unwrap();
    named(workspace, &name)
}

/// Plants a word in every text of an interview, as often as fills pages of different numbers.
fn write(workspace: &mut Workspace, sitting: Uuid, id: Uuid, word: &str, number: usize) {
    rate(workspace, id);
    for level in 2..=4 {
        workspace.rate(id, at(level, 1), FULLY).unwrap();
        let text = format!("{word} said so. ").repeat(1 + number * 37 % 11 * usize::from(level) * 9);
        workspace.write_note(id, at(level, 1), &text).unwrap();
    }
    let said = Question { asked: format!("How, {word}?"), answered: format!("{word} showed it.") };
    let of = |change| AssessmentChange::Response(at(2, 1), change);
    workspace.change_assessment(id, of(ResponseChange::Questions(vec![said]))).unwrap();
    workspace.change_assessment(id, of(ResponseChange::Reason(format!("{word} had none")))).unwrap();
    let item = Evidence { title: format!("The runbook of {word}"), ..runbook(0xE000 + number as u128) };
    workspace.change_assessment(id, AssessmentChange::Evidence(item.id, Some(item.clone()))).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(format!("{word}.txt"));
    fs::write(&file, format!("{word} wrote this.\n").repeat(400 * (1 + number % 3))).unwrap();
    workspace.attach(id, item.id, &read_files(&[&file]).unwrap()).unwrap();
    let summary = AssessmentChange::Summary(SummaryPart::Strengths, format!("{word} is thorough."));
    workspace.change_assessment(id, summary).unwrap();
    workspace.change(sitting, Change::Comment(format!("{word} finds it fair."))).unwrap();
    workspace.undo(sitting, id).unwrap();
    workspace.redo(sitting, id).unwrap();
}

/// Every row of every table, as text.
fn rows(desk: &Desk) -> BTreeMap<String, BTreeSet<String>> {
    let connection = database(desk);
    let mut tables = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").unwrap();
    let names: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let of = |name: &String| {
        let mut all = connection.prepare(&format!("SELECT * FROM {name}")).unwrap();
        let columns = all.column_count();
        let read = |row: &rusqlite::Row<'_>| {
            let values = (0..columns).map(|place| row.get::<_, rusqlite::types::Value>(place));
            values.collect::<rusqlite::Result<Vec<_>>>().map(|values| format!("{values:?}"))
        };
        all.query_map([], read).unwrap().map(Result::unwrap).collect()
    };
    names.iter().map(|name| (name.clone(), of(name))).collect()
}

/// The files in the workspace's folder that are not empty.
fn files(desk: &Desk) -> Vec<String> {
    let entries = fs::read_dir(desk.folder()).unwrap().map(Result::unwrap);
    let full = entries.filter(|entry| entry.metadata().unwrap().len() > 0);
    let mut names: Vec<_> = full.map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn nothing_of_an_erased_person_stands_in_the_files() {
    const PEOPLE: usize = 6;
    let desk = Desk::new();
    let mut workspace = desk.open();
    let people: Vec<Uuid> = (0..PEOPLE).map(|number| somebody(&mut workspace, number)).collect();
    for (number, id) in people.iter().enumerate() {
        assert!(holds(&desk, &word(number)), "it would be found");
        let erased = workspace.erase_candidate(*id, None).unwrap();
        assert_eq!(erased.traces, None);
        assert!(!holds(&desk, &word(number)), "“{}” can still be read in the file", word(number));
        // The log beside the file is empty, and there is no other file that could hold anything.
        assert_eq!(files(&desk), ["keys.json", "vouchsafe.db", "vouchsafe.db-shm"]);
        for later in number + 1..PEOPLE {
            assert!(holds(&desk, &word(later)), "{later} is still there");
        }
    }
    assert!(workspace.verify_audit(&[]).unwrap().is_intact());
    assert_eq!(workspace.check_integrity().unwrap(), Vec::<String>::new());
    drop(workspace);
    let left = rows(&desk);
    for table in ["candidate", "interview", "assessment", "response", "attachment", "report", "edit", "erasing"] {
        assert!(left[table].is_empty(), "{table}: {:?}", left[table]);
    }
}

/// Whoever is erased, everybody else's rows are what they were, to the last byte, and so are their reports.
#[test]
fn everybody_else_stays_as_they_were() {
    const PEOPLE: usize = 3;
    let desk = Desk::new();
    let mut workspace = desk.open();
    let people: Vec<Uuid> = (0..PEOPLE).map(|number| somebody(&mut workspace, number)).collect();
    drop(workspace);
    for victim in 0..PEOPLE {
        let desk = desk.copy();
        let mut workspace = desk.open();
        let signed: Vec<Uuid> = workspace.history().unwrap().into_iter().map(|it| it.entry.assessment).collect();
        let theirs = workspace.person(people[victim]).unwrap();
        let mut ids: Vec<String> = vec![people[victim].to_string()];
        ids.extend(theirs.interviews.iter().map(|it| it.id.to_string()));
        ids.extend(theirs.interviews.iter().flat_map(|it| &it.assessments).map(|it| it.id.to_string()));
        let reports: Vec<_> = theirs.interviews.iter().filter_map(|it| it.report.as_ref()).collect();
        ids.extend(reports.iter().map(|it| it.id.clone()));
        let before = rows(&desk);
        // A correction has evidence of its own.
        let evidence = before["evidence"].iter().filter(|row| ids.iter().any(|id| row.contains(id)));
        let evidence: Vec<_> = evidence.filter_map(|row| row.split('"').nth(1)).map(str::to_owned).collect();
        ids.extend(evidence);
        let erased = workspace.erase_candidate(people[victim], None).unwrap();
        let after = rows(&desk);

        let is_theirs = |row: &str| ids.iter().any(|id| row.contains(id)) || row.contains(&word(victim));
        for (table, rows) in &before {
            // An attached file is named by its content, which a row shows as bytes.
            let is_file = |row: &&String| table == "attachment" && !after[table].contains(*row);
            let expected: BTreeSet<&String> = rows.iter().filter(|row| !is_theirs(row) && !is_file(row)).collect();
            let kept: BTreeSet<&String> = after[table].iter().collect();
            match table.as_str() {
                // The entries stay, and there is one more.
                "event" => assert!(rows.iter().all(|row| kept.contains(row)) && kept.len() == rows.len() + 1),
                // What was said of the victim is gone; the new entry's values are there.
                "event_payload" => {
                    let gone = rows.len() + 1 - kept.len();
                    assert_eq!(gone as u64, erased.receipt.held.values);
                    assert!(kept.iter().filter(|row| !row.contains("shared_files")).all(|row| !is_theirs(row)));
                }
                "attachment" => assert_eq!(kept.len(), PEOPLE - 1),
                _ => assert_eq!(kept, expected, "{table}"),
            }
        }
        for (other, id) in people.iter().enumerate().filter(|(other, _)| *other != victim) {
            let record = workspace.person(*id).unwrap();
            assert_eq!((record.interviews.len(), record.holdings.files), (3, 1), "{other}");
        }
        let left: Vec<Uuid> = workspace.history().unwrap().into_iter().map(|it| it.entry.assessment).collect();
        assert_eq!(left.len(), signed.len() - 2);
        assert!(left.iter().all(|id| signed.contains(id)));
        assert!(workspace.verify_audit(&[]).unwrap().is_intact());
        assert_eq!(workspace.person(people[victim]).unwrap_err().code(), Code::NotFound);
    }
}

#[test]
fn the_receipt_says_what_went_and_names_nobody() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let id = somebody(&mut workspace, 1);
    let record = workspace.person(id).unwrap();
    let held = record.holdings;
    assert_eq!((held.interviews, held.assessments, held.questions, held.evidence), (3, 3, 2, 2));
    assert_eq!((held.files, held.shared_files, held.reports, held.reviews), (1, 0, 1, 0));
    assert!(held.ratings >= 10 && held.notes >= 5 && held.steps == 1 && held.values > 20, "{held:?}");
    let states: Vec<_> = record.interviews.iter().flat_map(|it| &it.assessments).map(|it| it.state.as_str()).collect();
    assert_eq!(states, ["draft", "concluded", "signed"]);

    for wrong in ["", "Somebody else", &word(1)] {
        let refused = workspace.erase_candidate(id, Some(wrong)).unwrap_err();
        assert!(refused.message().contains("Nothing was erased"), "{refused}");
    }
    assert_eq!(workspace.person(id).unwrap(), record, "it was not");

    let erased = workspace.erase_candidate(id, Some(" quillfeather01-REF ")).unwrap();
    let head = workspace.audit_head().unwrap();
    assert_eq!((&erased.receipt.held, &erased.receipt.entry), (&held, &head));
    assert_eq!((erased.receipt.by.as_str(), erased.receipt.interviews.len()), ("lvogt", 3));
    assert_eq!(erased.receipt.reports[0].id, record.interviews[2].report.as_ref().unwrap().id);
    assert_eq!(erased.receipt.reference.as_deref(), Some("Quillfeather01-ref"));
    let text = erased.receipt.text();
    assert!(text.contains("Reference    Quillfeather01-ref") && text.contains(&head.hash), "{text}");
    assert!(text.contains("- 3 interviews\n") && text.contains("- 1 signed report\n"), "{text}");

    // It can be written again, and the trail itself names nobody.
    let again = workspace.erasing_receipt(id, None).unwrap();
    assert_eq!((again.reference, again.held), (None, held));
    assert!(!workspace.erasing_receipt(id, None).unwrap().text().contains(&word(1)));
    assert_eq!(workspace.erase_candidate(id, None).unwrap_err().code(), Code::NotFound);
    assert_eq!(workspace.erasing_receipt(Uuid::from_u128(9), None).unwrap_err().code(), Code::NotFound);
}

#[test]
fn the_list_of_what_remains_is_honest() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let to = tempfile::tempdir().unwrap();
    let mut on = |_, _| ControlFlow::Continue(());
    // From before anything was held.
    workspace.backup(None).unwrap().run(&mut on).unwrap();
    let id = somebody(&mut workspace, 2);
    let inside = workspace.backup(None).unwrap().run(&mut on).unwrap().file;
    let elsewhere = to.path().join("elsewhere.vouchsafe-backup");
    workspace.backup(Some(&elsewhere)).unwrap().run(&mut on).unwrap();
    let gone = to.path().join("gone.vouchsafe-backup");
    workspace.backup(Some(&gone)).unwrap().run(&mut on).unwrap();
    fs::remove_file(&gone).unwrap();
    let broken = inside.with_file_name("broken.vouchsafe-backup");
    fs::write(&broken, "no backup").unwrap();
    workspace.export_audit(&to.path().join("trail.jsonl"), false).unwrap();
    workspace.export_plain(&passphrase(), &to.path().join("plain.db"), false).unwrap();
    let aside = desk.folder().with_file_name("workspace.set-aside-2026-03-02-120000");
    fs::create_dir(&aside).unwrap();
    fs::write(aside.join("vouchsafe.db"), "").unwrap();
    // Somebody of the same name, and one who is mentioned elsewhere.
    let name = format!("{} Marsh", word(2));
    hold(&mut workspace, &interview(&name, Some("another"), "Lena Vogt"));
    let other = workspace.start_interview(&interview("Mei Lin", None, "Lena Vogt")).unwrap();
    workspace.write_note(other.assessment.id, at(1, 1), &format!("Learned it from {}.", name.to_uppercase())).unwrap();

    let remains = workspace.person(id).unwrap().remains;
    let mut backups: Vec<_> = remains.backups.iter().map(|it| (it.file.clone(), it.state)).collect();
    backups.sort_by_key(|(file, _)| file.clone());
    let mut expected = vec![
        (inside, CopyState::There),
        (broken, CopyState::Unreadable),
        (elsewhere, CopyState::There),
        (gone, CopyState::Gone),
    ];
    expected.sort_by_key(|(file, _)| file.clone());
    assert_eq!(backups, expected);
    assert_eq!((remains.exports.len(), remains.trails.len(), remains.plain_copies.len()), (1, 1, 1));
    assert!(remains.exports[0].file.ends_with("Marsh.pdf") && remains.exports[0].report.starts_with("VS-2026-"));
    assert_eq!(remains.set_aside, [fs::canonicalize(&aside).unwrap()]);
    assert_eq!(remains.namesakes.iter().map(|it| it.reference.as_deref()).collect::<Vec<_>>(), [Some("another")]);
    assert_eq!(remains.mentions, 1);

    let erased = workspace.erase_candidate(id, None).unwrap();
    assert_eq!(erased.remains, remains);
    let receipt = erased.receipt;
    assert_eq!((receipt.backups.len(), receipt.exports[0].times, receipt.trails), (4, 1, 1));
    assert_eq!((receipt.plain_copies, receipt.set_aside, receipt.namesakes, receipt.mentions), (1, 1, 1, 1));
    assert!(!receipt.text().contains("Marsh"), "file names are names of people");
}

#[test]
fn while_a_backup_is_made_nobody_is_erased() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let id = somebody(&mut workspace, 3);
    let job = workspace.backup(None).unwrap();
    let mut refusals = Vec::new();
    job.run(&mut |_, _| {
        refusals.push(workspace.erase_candidate(id, None).unwrap_err().code());
        ControlFlow::Continue(())
    })
    .unwrap();
    assert!(!refusals.is_empty() && refusals.iter().all(|code| *code == Code::InUse), "{refusals:?}");
    workspace.erase_candidate(id, None).unwrap();
}

/// The values of the erased person are explained by their own event alone, and as it was written.
#[test]
fn what_somebody_deletes_beside_it_is_located() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let (gone, stays) = (somebody(&mut workspace, 4), somebody(&mut workspace, 5));
    drop(workspace);
    let erased = || {
        let desk = desk.copy();
        let mut workspace = desk.open();
        let sittings = workspace.person(stays).unwrap().interviews;
        workspace.erase_candidate(gone, None).unwrap();
        let verdict = workspace.verify_audit(&[]).unwrap();
        assert!(verdict.is_intact() && verdict.erased > 20, "{verdict:?}");
        // A draft: nothing was done in it that erases values.
        let of_draft = workspace.audit_events(Some(sittings[0].id), None, 1).unwrap()[0].event.sequence;
        (desk, verdict.head, of_draft)
    };
    let found = |desk: &Desk| desk.open().verify_audit(&[]).unwrap().findings;

    let (desk, _, of_draft) = erased();
    database(&desk).execute_batch(&format!("DELETE FROM event_payload WHERE sequence = {of_draft}")).unwrap();
    let findings = found(&desk);
    assert_eq!(
        findings.iter().map(|it| (it.sequence, &it.problem)).collect::<Vec<_>>(),
        [(of_draft, &Problem::PayloadMissing { until: of_draft })]
    );

    // Made to say that it erased those, too.
    let (desk, head, of_draft) = erased();
    let last = head.sequence;
    unguarded(&desk)
        .execute_batch(&format!(
            "DELETE FROM event_payload WHERE sequence = {of_draft};
             UPDATE event_payload SET payload = replace(payload, '\"values\":[', '\"values\":[\"{of_draft}\",')
             WHERE sequence = {last};"
        ))
        .unwrap();
    let findings = found(&desk);
    assert!(findings.iter().any(|it| it.sequence == last && it.problem == Problem::PayloadChanged), "{findings:?}");
    assert!(findings.iter().any(|it| matches!(it.problem, Problem::PayloadMissing { .. })), "{findings:?}");

    // Made to say nothing any more.
    let (desk, head, _) = erased();
    database(&desk).execute_batch(&format!("DELETE FROM event_payload WHERE sequence = {}", head.sequence)).unwrap();
    assert!(!found(&desk).is_empty());
}

#[test]
fn somebody_in_received_reports_is_erased_with_the_reviews() {
    let (there, here) = (Desk::new(), Desk::elsewhere(1));
    let pdf = new_report(&mut there.open());
    let mut workspace = here.open();
    let reviewed = countersign(&mut workspace, &pdf, "Mara Holt", Decision::Accepted);
    let own = hold(&mut workspace, &interview("Amara Okafor", Some("C-1042"), "Mara Holt"));
    report(&mut workspace, own);
    let people = workspace.people().unwrap();
    assert_eq!(people.len(), 2);
    let received = people.iter().find(|person| person.origin == PersonOrigin::Received).unwrap();
    let record = workspace.person(received.id).unwrap();
    assert_eq!((record.holdings.reports, record.holdings.reviews, record.holdings.assessments), (1, 1, 1));
    assert_eq!(record.remains.exports.len(), 1);
    assert_eq!(record.remains.namesakes.iter().map(|it| it.origin).collect::<Vec<_>>(), [PersonOrigin::Recorded]);

    workspace.erase_candidate(received.id, Some("C-1042")).unwrap();
    assert_eq!(workspace.received_reports().unwrap(), []);
    assert_eq!(workspace.history().unwrap().len(), 1, "who was interviewed here stays");
    assert!(workspace.verify_audit(&[]).unwrap().is_intact());
    assert!(!holds(&here, "Looked at closely."));

    // It may come again, as somebody new.
    let again = workspace.receive("report.pdf", &reviewed).unwrap();
    assert_eq!(again.outcome, ReceivedOutcome::Added);

    // At the assessor's, the review that came back goes as well.
    let mut workspace = there.open();
    assert_eq!(workspace.receive("report.pdf", &reviewed).unwrap().outcome, ReceivedOutcome::ReviewAdded);
    let id = named(&mut workspace, "Amara Okafor");
    let erased = workspace.erase_candidate(id, None).unwrap();
    assert_eq!((erased.receipt.held.reports, erased.receipt.held.reviews), (1, 1));
    assert!(workspace.verify_audit(&[]).unwrap().is_intact());
    drop(workspace);
    for planted in ["Looked at closely.", "Amara Okafor", "C-1042"] {
        assert!(!holds(&there, planted), "“{planted}” can still be read in the file");
    }
}

/// The way that erasing takes is open to nobody else: not without saying who, not for others, and not for long.
#[test]
fn the_database_lets_go_of_nobody_else() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let (one, other) = (somebody(&mut workspace, 6), somebody(&mut workspace, 7));
    drop(workspace);
    let connection = database(&desk);
    connection.execute_batch("PRAGMA foreign_keys = ON").unwrap();
    let of = |id: Uuid| format!("(SELECT id FROM interview WHERE candidate = '{id}')");
    let delete = |id: Uuid| format!("DELETE FROM report WHERE interview IN {}", of(id));
    let refused = |sql: &str| connection.execute_batch(sql).unwrap_err().to_string();
    assert!(refused(&delete(one)).contains("the report is signed"));
    let mark = format!("INSERT INTO erasing (candidate) VALUES ('{one}')");
    assert!(refused(&mark).contains("FOREIGN KEY"), "it can't stay by itself");
    connection.execute_batch(&format!("BEGIN; {mark}; {}", delete(one))).unwrap();
    assert!(refused(&delete(other)).contains("the report is signed"));
    let ratings = format!(
        "DELETE FROM response WHERE assessment IN (SELECT id FROM assessment WHERE interview IN {})",
        of(other)
    );
    assert!(refused(&ratings).contains("the assessment is concluded"));
    assert!(refused("COMMIT").contains("FOREIGN KEY"), "nor with what was done meanwhile");
    connection.execute_batch("ROLLBACK").unwrap();
    assert_eq!(desk.open().person(one).unwrap().holdings.reports, 1);
}
