//! The one error of the core: a sentence that the user can act on.

use std::fmt;
use std::path::Path;

/// The result of a core function.
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong, where, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    code: Code,
    message: String,
}

/// What callers branch on. A code exists because somebody does; everything else is [`Code::Refused`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    /// The input is refused; the sentence says where and why.
    Refused,
    /// What was named does not exist.
    NotFound,
    /// The assessment is still a draft, so there is nothing to report.
    NotConcluded,
    /// The assessment is concluded and no longer changes.
    Frozen,
    /// The awarded level differs from the computed one and no reason is given.
    ReasonMissing,
    /// The passphrase does not open the key.
    WrongPassphrase,
    /// A file that is brought along has a passphrase of its own, and this is not it.
    WrongFilePassphrase,
    /// The output file exists already.
    Exists,
    /// The workspace is locked: it needs its passphrase.
    Locked,
    /// Another process uses the workspace.
    InUse,
    /// A file of the workspace is not as the program wrote it.
    Damaged,
    /// The workspace was written by a newer version of the program.
    NewerWorkspace,
    /// A report's record has a format that this version does not know.
    NewerFormat,
    /// The disk or the operating system said no.
    Io,
    /// A defect of the program; the sentence asks to report it.
    Internal,
}

impl Code {
    /// The name in answers and in the window.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::NotFound => "not-found",
            Self::NotConcluded => "not-concluded",
            Self::Frozen => "frozen",
            Self::ReasonMissing => "reason-missing",
            Self::WrongPassphrase => "wrong-passphrase",
            Self::WrongFilePassphrase => "wrong-file-passphrase",
            Self::Exists => "exists",
            Self::Locked => "locked",
            Self::InUse => "in-use",
            Self::Damaged => "damaged",
            Self::NewerWorkspace => "newer-workspace",
            Self::NewerFormat => "newer-format",
            Self::Io => "io",
            Self::Internal => "internal",
        }
    }
}

impl Error {
    /// An error with a code that somebody branches on.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    /// Refused input: what, where, what to do.
    pub fn refused(message: impl Into<String>) -> Self {
        Self::new(Code::Refused, message)
    }

    /// Refused input in a file, with the line where the reader noticed, from 1.
    #[must_use]
    pub fn refused_at(file: &str, line: usize, message: impl fmt::Display) -> Self {
        Self::refused(format!("{file}, line {line}: {message}"))
    }

    /// Something that a correct program can't meet.
    pub fn internal(what: impl fmt::Display) -> Self {
        Self::new(
            Code::Internal,
            format!("Vouchsafe made a mistake ({what}). Nothing was changed; please report this sentence."),
        )
    }

    /// The operating system's refusal, with what was tried and where.
    #[must_use]
    pub fn io(trying: &str, path: &Path, error: &std::io::Error) -> Self {
        // Wrapped errors name paths of their own, such as a temporary file's; the system's sentence is enough.
        let plain = error.raw_os_error().map(std::io::Error::from_raw_os_error);
        let said = plain.as_ref().unwrap_or(error);
        Self::new(Code::Io, format!("Could not {trying} {}: {said}.", path.display()))
    }

    /// What callers branch on.
    #[must_use]
    pub fn code(&self) -> Code {
        self.code
    }

    /// The sentence.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
