//! `vouch framework`.

use std::fmt::Write;
use std::path::PathBuf;

use vouchsafe_core::domain::definition::{Definition, LevelContent};
use vouchsafe_core::domain::level::Level;
use vouchsafe_core::error::{Error, Result};
use vouchsafe_core::workspace::{Import, SourceFile};

use super::{Context, read_file};
use crate::answers;
use crate::arguments::Framework;
use crate::output::Answer;

pub(super) fn run(context: &Context, command: &Framework) -> Result<Answer> {
    match command {
        Framework::Import { files, edition, dry_run } => import(context, files, edition.as_deref(), *dry_run),
        Framework::List => list(context),
        Framework::Show { skill } => show(context, skill),
    }
}

fn import(context: &Context, files: &[PathBuf], edition: Option<&str>, dry_run: bool) -> Result<Answer> {
    let sources = files
        .iter()
        .map(|file| Ok(SourceFile { name: file.display().to_string(), bytes: read_file(file)? }))
        .collect::<Result<Vec<_>>>()?;
    let import = context.open()?.import(&sources, edition, dry_run)?;
    Answer::new(&answers::Import::from(&import), imported(&import, dry_run))
}

fn imported(import: &Import, dry_run: bool) -> String {
    let mut text = String::new();
    for imported in &import.definitions {
        let definition = &imported.definition;
        let kept = match (dry_run, imported.is_new) {
            (true, _) => "understood, not kept",
            (false, true) => "kept, and current from now on",
            (false, false) => "known already, and current from now on",
        };
        let counts: Vec<String> = definition
            .levels
            .iter()
            .filter(|entry| entry.is_defined())
            .map(|entry| format!("level {}: {}", entry.level, entry.statements().len()))
            .collect();
        let _ = writeln!(text, "{}: {kept}", title(definition));
        let _ = writeln!(text, "  statements at {}", counts.join(", "));
    }
    for request in &import.change_requests {
        let kept = if dry_run { "understood, not kept" } else { "kept" };
        let _ = writeln!(text, "Change request {}, {} ({}): {kept}", request.number, request.title, request.status);
        let _ = writeln!(text, "  {} proposed statements", request.statements.len());
    }
    for warning in &import.warnings {
        let line = warning.line.map(|line| format!(", line {line}")).unwrap_or_default();
        let _ = writeln!(text, "Note: {}{line}: {}", warning.file, warning.message);
    }
    text
}

fn list(context: &Context) -> Result<Answer> {
    let mut workspace = context.open()?;
    let (skills, requests) = (workspace.skills()?, workspace.change_requests()?);
    let mut text = String::new();
    for stored in &skills {
        let definition = &stored.definition;
        let highest = definition.highest_defined_level().map_or(0, Level::number);
        let _ = writeln!(
            text,
            "{}/{}  {}, up to level {highest}, {} statements, {}",
            definition.edition.id,
            definition.code,
            title(definition),
            definition.statement_refs().count(),
            stored.origin.name()
        );
    }
    for request in &requests {
        let _ = writeln!(text, "Change request {}  {} ({})", request.number, request.title, request.status);
    }
    Answer::new(&answers::FrameworkList::of(&skills, &requests), text)
}

fn show(context: &Context, name: &str) -> Result<Answer> {
    let parts: Vec<&str> = name.split('/').collect();
    let (edition, code, level) = match parts.as_slice() {
        [edition, code] => (*edition, *code, None),
        [edition, code, level] => (*edition, *code, Some(self::level(level)?)),
        _ => {
            return Err(Error::refused(format!(
                "“{name}” names no skill. Write EDITION/CODE or EDITION/CODE/LEVEL, such as sfia-8/ITOP/3."
            )));
        }
    };
    let stored = context.open()?.skill(edition, code)?;
    Answer::new(&answers::Skill::of(&stored.definition, level), shown(&stored.definition, level))
}

fn shown(definition: &Definition, only: Option<Level>) -> String {
    let mut text = format!("{}\n{}\n", title(definition), definition.description);
    if only.is_none() {
        let _ = writeln!(text, "\nGuidance, never scored");
        for note in &definition.guidance {
            let bullet = if note.is_prompt { "  - " } else { "  " };
            let _ = writeln!(text, "{bullet}{}", note.text);
        }
    }
    for entry in definition.levels.iter().filter(|entry| only.is_none_or(|level| entry.level == level)) {
        let _ = writeln!(text, "\nLevel {}, {}", entry.level, entry.level.guiding_phrase());
        match &entry.content {
            LevelContent::NotDefined { reason } => {
                let _ = writeln!(text, "  not defined: {reason}");
            }
            LevelContent::Defined { statements, .. } => {
                for (ordinal, statement) in (1..).zip(statements) {
                    let _ = writeln!(text, "  {}.{ordinal}  {statement}", entry.level);
                }
            }
        }
    }
    text
}

fn title(definition: &Definition) -> String {
    let edition = &definition.edition;
    format!("{} ({}), {}, {}", definition.name, definition.code, edition.name, edition.status.name())
}

fn level(text: &str) -> Result<Level> {
    text.parse()
        .ok()
        .and_then(Level::new)
        .ok_or_else(|| Error::refused(format!("There is no level “{text}”; levels are 1 to 7.")))
}
