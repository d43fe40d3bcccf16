//! The commands: each calls the core and words the answer.

mod audit;
mod backup;
mod candidate;
mod demo;
mod export;
mod framework;
mod history;
mod identity;
mod interview;
mod receive;
mod report;
mod review;
mod schema;
mod vault;
mod verify;

use std::cell::RefCell;
use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

use uuid::Uuid;
use vouchsafe_core::error::{Code, Error, Result};
use vouchsafe_core::workspace::{KeyUse, Passphrase, REPORT_LIMIT, System, Vault, Workspace, default_workspace_folder};

use crate::arguments::{Arguments, Command};
use crate::output::Answer;
use crate::passphrase;

/// Does what was asked.
pub(crate) fn run(arguments: Arguments) -> Result<Answer> {
    let context = Context {
        folder: arguments.workspace,
        passphrase_file: arguments.passphrase_file,
        passphrase: RefCell::default(),
        json: arguments.json,
    };
    match arguments.command {
        Command::Framework(command) => framework::run(&context, &command),
        Command::Interview(command) => interview::run(&context, &command),
        Command::Candidate(command) => candidate::run(&context, &command),
        Command::History { query } => history::run(&context, &query.join(" ")),
        Command::Report(report) => report::run(&context, &report),
        Command::Export(export) => export::run(&context, &export),
        Command::Verify { files } => verify::run(&context, &files),
        Command::Receive { files } => receive::run(&context, &files),
        Command::Review(review) => review::run(&context, &review),
        Command::Schema { of } => schema::run(of),
        Command::Identity(command) => identity::run(&context, &command),
        Command::Vault(command) => vault::run(&context, &command),
        Command::Audit(command) => audit::run(&context, &command),
        Command::Backup(command) => backup::run(&context, &command),
        Command::Demo { output } => demo::run(&output),
    }
}

/// What was said for all commands.
struct Context {
    folder: Option<PathBuf>,
    passphrase_file: Option<PathBuf>,
    /// The passphrase, once it was needed: nobody is asked twice.
    passphrase: RefCell<Option<Passphrase>>,
    /// Whether programs read the answer, and not people.
    json: bool,
}

impl Context {
    fn folder(&self) -> Result<PathBuf> {
        match &self.folder {
            Some(folder) => Ok(folder.clone()),
            None => default_workspace_folder(),
        }
    }

    fn open(&self) -> Result<Workspace> {
        let folder = self.folder()?;
        Workspace::open(&folder, Box::new(System), |key_use| self.passphrase(key_use))
    }

    /// The workspace, for what works without one. None: there is none yet, or nobody says its passphrase.
    fn open_if_possible(&self) -> Result<Option<Workspace>> {
        match vouchsafe_core::workspace::vault(&self.folder()?)? {
            Vault::New => Ok(None),
            Vault::Plain | Vault::Locked if !self.has_passphrase() => Ok(None),
            Vault::Plain | Vault::Locked => self.open().map(Some),
        }
    }

    fn passphrase(&self, key_use: KeyUse) -> Result<Passphrase> {
        if let Some(known) = &*self.passphrase.borrow() {
            return Ok(known.clone());
        }
        let read = passphrase::read(self.passphrase_file.as_deref(), key_use)?;
        Ok(self.passphrase.borrow_mut().insert(read).clone())
    }

    /// The passphrase, for what works without one. None: nobody says it.
    fn passphrase_if_possible(&self, key_use: KeyUse) -> Result<Option<Passphrase>> {
        if self.has_passphrase() { self.passphrase(key_use).map(Some) } else { Ok(None) }
    }

    /// Whether the passphrase can be had: it was said where it stands, or there is somebody to ask.
    fn has_passphrase(&self) -> bool {
        passphrase::is_named(self.passphrase_file.as_deref()) || std::io::stdin().is_terminal()
    }
}

/// The most bytes that are read of a file. Readers have smaller limits of their own.
const READ_LIMIT: usize = 256 << 20;

fn read_file(file: &Path) -> Result<Vec<u8>> {
    read_up_to(READ_LIMIT, file)
}

/// Reads a report. Of one that is too large so much is read that this can be said of it.
fn read_report(file: &Path) -> Result<Vec<u8>> {
    let about = std::fs::metadata(file).map_err(|error| Error::io("read", file, &error))?;
    if !about.is_file() {
        // Others, such as a pipe that nobody writes into, may keep a reader waiting for ever.
        return Err(Error::refused(format!("{} is no file that can be read as a whole.", file.display())));
    }
    read_up_to(REPORT_LIMIT + 1, file)
}

fn read_up_to(limit: usize, file: &Path) -> Result<Vec<u8>> {
    let open = std::fs::File::open(file).map_err(|error| Error::io("read", file, &error))?;
    read_all(open, limit, file)
}

fn read_standard_input() -> Result<Vec<u8>> {
    read_all(std::io::stdin().lock(), READ_LIMIT, Path::new("standard input"))
}

fn read_all(source: impl Read, limit: usize, name: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(limit as u64).read_to_end(&mut bytes).map_err(|error| Error::io("read", name, &error))?;
    Ok(bytes)
}

fn assessment_id(text: &str) -> Result<Uuid> {
    Uuid::parse_str(text).map_err(|_| {
        Error::new(
            Code::NotFound,
            format!("There is no assessment {text} in this workspace. `vouch history` lists the ids."),
        )
    })
}

fn level_or_none(level: Option<vouchsafe_core::domain::level::Level>) -> String {
    level.map_or_else(|| "none".to_owned(), |level| format!("{level}, {}", level.guiding_phrase()))
}
