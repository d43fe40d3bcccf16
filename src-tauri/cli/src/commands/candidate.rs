//! `vouch candidate`: everybody on whom something is held.

use std::fmt::Write as _;
use std::io::{IsTerminal, Write as _};

use uuid::Uuid;
use vouchsafe_core::domain::person::{Holdings, Person, PersonOrigin};
use vouchsafe_core::error::{Code, Error, Result};
use vouchsafe_core::workspace::{CopyState, Erased, HeldInterview, PersonRecord, Remains, write_file};

use super::{Context, level_or_none};
use crate::answers;
use crate::arguments::{Candidate, Erase};
use crate::output::{Answer, one_line};

pub(super) fn run(context: &Context, command: &Candidate) -> Result<Answer> {
    match command {
        Candidate::List => {
            let people = context.open()?.people()?;
            let lines: Vec<_> = people.iter().map(listed).collect();
            let text = if lines.is_empty() { "No candidates yet.".to_owned() } else { lines.join("\n") };
            Answer::new(&answers::Candidates::of(&people), text)
        }
        Candidate::Show { candidate } => {
            let record = context.open()?.person(candidate_id(candidate)?)?;
            Answer::new(&answers::CandidateRecord::of(&record), told(&record))
        }
        Candidate::Erase(erase) => self::erase(context, erase),
        Candidate::Receipt { candidate, reference } => {
            let receipt = context.open()?.erasing_receipt(candidate_id(candidate)?, reference.as_deref())?;
            Answer::new(&answers::Receipt::of(&receipt), receipt.text())
        }
    }
}

fn erase(context: &Context, erase: &Erase) -> Result<Answer> {
    let id = candidate_id(&erase.candidate)?;
    let mut workspace = context.open()?;
    let record = workspace.person(id)?;
    // A receipt that can't be written afterwards would be no receipt.
    if let Some(file) = erase.receipt.as_deref().filter(|file| file.exists() && !erase.force) {
        let file = file.display();
        return Err(Error::new(Code::Exists, format!("{file} exists already. Nothing was erased; name another file.")));
    }
    let typed = if erase.yes { None } else { Some(confirmed(&record)?) };
    let erased = workspace.erase_candidate(id, typed.as_deref())?;
    if let Some(file) = &erase.receipt {
        write_file(file, erased.receipt.text().as_bytes(), erase.force).map_err(|error| {
            Error::new(
                error.code(),
                format!(
                    "The candidate was erased, and the receipt could not be written: {} `vouch candidate receipt {id}` \
                     writes it.",
                    error.message()
                ),
            )
        })?;
    }
    let text = format!("{}{}", erased.receipt.text(), afterwards(&erased));
    Answer::new(&answers::Erasing::of(&erased), text)
}

/// Shows what goes and what remains, and asks for the name or the reference.
fn confirmed(record: &PersonRecord) -> Result<String> {
    if !std::io::stdin().is_terminal() {
        return Err(Error::refused(
            "Erasing can’t be undone, and there is no terminal to ask on. Look at `vouch candidate show`, and say --yes.",
        ));
    }
    let refused = |error: std::io::Error| Error::refused(format!("There is no answer: {error}. Nothing was erased."));
    let mut terminal = std::io::stderr().lock();
    let question = "This erases them for good. Type the name or the reference to go on:";
    write!(terminal, "{}\n\n{question} ", crate::output::harmless(&told(record))).map_err(refused)?;
    terminal.flush().map_err(refused)?;
    let mut typed = String::new();
    std::io::stdin().read_line(&mut typed).map_err(refused)?;
    Ok(typed)
}

fn afterwards(erased: &Erased) -> String {
    erased
        .traces
        .as_ref()
        .map(|traces| format!("\nTraces in the workspace’s own file are not gone yet. {traces}"))
        .unwrap_or_default()
}

fn candidate_id(text: &str) -> Result<Uuid> {
    Uuid::parse_str(text).map_err(|_| {
        Error::new(
            Code::NotFound,
            format!("There is no candidate {text} in this workspace. `vouch candidate list` lists the ids."),
        )
    })
}

fn listed(person: &Person) -> String {
    let origin = match person.origin {
        PersonOrigin::Recorded => "",
        PersonOrigin::Received => ", received",
    };
    let interviews = counted(person.interviews, "interview", "interviews");
    format!("{}  {}{origin}  {}", heading(person), interviews, person.id)
}

fn heading(person: &Person) -> String {
    let known = [Some(&person.name), person.reference.as_ref(), person.role.as_ref()];
    known.into_iter().flatten().map(|words| one_line(words)).collect::<Vec<_>>().join(" · ")
}

fn told(record: &PersonRecord) -> String {
    let mut text = format!("{}\n", listed(&record.person));
    record.interviews.iter().for_each(|interview| tell_interview(&mut text, interview));
    text.push_str("Held here:\n");
    tell_holdings(&mut text, &record.holdings);
    tell_remains(&mut text, &record.remains);
    text.trim_end().to_owned()
}

fn tell_interview(text: &mut String, interview: &HeldInterview) {
    let assessor = one_line(&interview.assessor);
    let _ = writeln!(text, "{}  by {assessor}  {}", interview.started_at.in_words(), interview.id);
    for it in &interview.assessments {
        let awarded = match it.concluded_at {
            Some(_) => format!("awarded: {}", level_or_none(it.awarded)),
            None => "not concluded".to_owned(),
        };
        let _ =
            writeln!(text, "  {}/{}  {awarded}  {}  {}", one_line(&it.edition), one_line(&it.code), it.state, it.id);
    }
    if let Some(report) = &interview.report {
        let _ = writeln!(text, "  report {}, signed {}", one_line(&report.id), report.signed_at.in_words());
    }
}

fn tell_holdings(text: &mut String, held: &Holdings) {
    let Holdings { files, shared_files, values, .. } = *held;
    let lines = [
        counted(held.interviews, "interview", "interviews"),
        counted(held.assessments, "assessment", "assessments"),
        counted(held.ratings, "rating", "ratings"),
        counted(held.notes, "note", "notes"),
        counted(held.questions, "question and its answer", "questions and their answers"),
        counted(held.evidence, "item of evidence", "items of evidence"),
        counted(files, "attached file", "attached files"),
        counted(
            shared_files,
            "file that is others’ evidence, too, and stays",
            "files that are others’ evidence, too, and stay",
        ),
        counted(held.reports, "signed report", "signed reports"),
        counted(held.reviews, "reviewer’s signature", "reviewers’ signatures"),
        counted(held.unsigned_reviews, "review that is not signed", "reviews that are not signed"),
        counted(held.steps, "change that can be taken back", "changes that can be taken back"),
        counted(values, "entry of the audit trail with values", "entries of the audit trail with values"),
    ];
    for line in lines.iter().filter(|line| !line.starts_with("0 ")) {
        let _ = writeln!(text, "- {line}");
    }
}

fn tell_remains(text: &mut String, remains: &Remains) {
    let mut lines = Vec::new();
    for backup in &remains.backups {
        let state = match backup.state {
            CopyState::There => "",
            CopyState::Unreadable => ", which can’t be read and may hold them",
            CopyState::Gone => ", which is not there any more: moved, or deleted",
        };
        lines.push(format!("backup {}{state}", backup.file.display()));
    }
    lines.extend(remains.exports.iter().map(|it| format!("report {}, written to {}", it.report, it.file)));
    lines.extend(remains.trails.iter().map(|it| format!("audit trail, written to {}", it.file)));
    lines
        .extend(remains.plain_copies.iter().map(|at| format!("copy that is not encrypted, written {}", at.in_words())));
    lines.extend(remains.set_aside.iter().map(|it| format!("earlier workspace, set aside in {}", it.display())));
    lines.extend(remains.namesakes.iter().map(|it| format!("another candidate: {}", listed(it))));
    if remains.mentions > 0 {
        let places = counted(remains.mentions as u64, "place", "places");
        lines.push(format!("{places} in interviews of others in which the name stands; the search finds them"));
    }
    if lines.is_empty() {
        text.push_str("Nothing is known to be elsewhere.\n");
    } else {
        text.push_str("Known to be elsewhere, and to stay there when the candidate is erased:\n");
        lines.iter().for_each(|line| {
            let _ = writeln!(text, "- {}", one_line(line));
        });
    }
}

fn counted(count: u64, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}
