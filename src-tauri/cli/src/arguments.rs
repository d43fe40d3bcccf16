//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Levelled skills assessments, offline: interviews, outcomes by a printed rule, signed reports.
#[derive(Debug, Parser)]
#[command(name = "vouch", version, arg_required_else_help = true)]
pub(crate) struct Arguments {
    /// The workspace's folder [default: the platform's folder for application data]
    #[arg(long, value_name = "DIR", global = true)]
    pub(crate) workspace: Option<PathBuf>,
    /// Print one JSON document instead of text
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// A file whose first line is the passphrase [default: $VOUCHSAFE_PASSPHRASE_FILE, else the terminal]
    #[arg(long, value_name = "FILE", global = true)]
    pub(crate) passphrase_file: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What is to be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Framework sources: import, list, show
    #[command(subcommand)]
    Framework(Framework),
    /// Interviews: record a whole one from a file
    #[command(subcommand)]
    Interview(Interview),
    /// Assessments that no longer change, newest first
    History {
        /// Words that stand in the candidate's name, the skill's code or the edition
        query: Vec<String>,
    },
    /// Sign and export the report of a concluded assessment
    Report(Report),
    /// Say whether reports are what their signers signed
    Verify {
        /// The reports
        #[arg(required = true, value_name = "FILE.pdf")]
        files: Vec<PathBuf>,
    },
    /// The identity that this workspace signs with
    #[command(subcommand)]
    Identity(Identity),
    /// The main job on the built-in skill: an interview, its outcome, a signed report, verified
    Demo {
        /// The folder for the PDF [default: here]
        #[arg(long, value_name = "DIR", default_value = ".", hide_default_value = true)]
        output: PathBuf,
    },
}

/// Framework sources.
#[derive(Debug, Subcommand)]
pub(crate) enum Framework {
    /// Read pages, say what was understood, and keep it
    Import {
        /// Pages as copied from the framework's site
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// The edition, such as sfia-8; it wins over what a source says
        #[arg(long, value_name = "ID")]
        edition: Option<String>,
        /// Say what was understood and keep nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// The skills and change requests of this workspace
    List,
    /// A skill with its statements
    Show {
        /// EDITION/CODE or EDITION/CODE/LEVEL, such as sfia-8/ITOP/3
        #[arg(value_name = "EDITION/CODE[/LEVEL]")]
        skill: String,
    },
}

/// Interviews.
#[derive(Debug, Subcommand)]
pub(crate) enum Interview {
    /// Record and conclude a whole interview
    Record {
        /// An interview file, or - for standard input; `vouch interview schema` prints its form
        file: PathBuf,
    },
    /// The JSON Schema of interview files
    Schema,
}

/// A report to sign and export.
#[derive(Debug, Args)]
pub(crate) struct Report {
    /// The assessment's id, as `interview record` and `history` print it
    pub(crate) assessment: String,
    /// The file to write
    #[arg(long, value_name = "FILE.pdf")]
    pub(crate) output: PathBuf,
    /// Replace the file if it exists
    #[arg(long)]
    pub(crate) force: bool,
}

/// The identity that this workspace signs with.
#[derive(Debug, Subcommand)]
pub(crate) enum Identity {
    /// Who signs, and the fingerprint of the key
    Show,
    /// Make the identity, before the first report does
    Create {
        /// Who will sign [default: the assessor of the latest interview]
        #[arg(long)]
        name: Option<String>,
        /// The signer's organisation
        #[arg(long)]
        organisation: Option<String>,
    },
    /// Write the root certificate, for programs that are to trust this signer
    Root {
        /// The file to write, PEM
        #[arg(value_name = "FILE.pem")]
        file: PathBuf,
        /// Replace the file if it exists
        #[arg(long)]
        force: bool,
    },
}
