//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

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
    /// Candidates: everybody on whom something is held, and erasing them
    #[command(subcommand)]
    Candidate(Candidate),
    /// Assessments that no longer change, newest first
    History {
        /// Words that stand in the candidate's name, the skill's code or the edition
        query: Vec<String>,
    },
    /// Sign and export the report of a concluded assessment
    Report(Report),
    /// Write the data of an assessment for spreadsheets and programs
    Export(Export),
    /// Say whether reports are what their signers signed
    ///
    /// Answers file by file, as they are read: the verdict and what is known of the report on standard output; of each
    /// file that is not valid, a sentence on standard error with what was found and what to do. With --json one document
    /// stands on standard output whatever the verdicts are, and a failure beside it on standard error. Leaves with 0 if
    /// every file is a valid report, also of a signer who is not known here; else with 1.
    Verify {
        /// The reports
        #[arg(required = true, value_name = "FILE.pdf")]
        files: Vec<PathBuf>,
    },
    /// Keep reports that were signed elsewhere, or the reviews with which own ones come back
    ///
    /// Answers file by file, on standard output if it was kept, on standard error with the reason if it was not. With
    /// --json one document stands on standard output whatever became of them, and a failure beside it on standard error.
    /// Leaves with 0 if every file was kept or was here already; else with 1.
    Receive {
        /// The reports
        #[arg(required = true, value_name = "FILE.pdf")]
        files: Vec<PathBuf>,
    },
    /// Review a report that somebody else signed, and countersign it
    Review(Review),
    /// The JSON Schema of a file
    Schema {
        /// Which file
        #[arg(value_enum)]
        of: SchemaOf,
    },
    /// The identity that this workspace signs with, and the signers that it knows
    #[command(subcommand)]
    Identity(Identity),
    /// What opens the workspace: passphrase and recovery code
    #[command(subcommand)]
    Vault(Vault),
    /// The audit trail: who did what when
    #[command(subcommand)]
    Audit(Audit),
    /// Backups: the whole workspace in one encrypted file
    #[command(subcommand)]
    Backup(Backup),
    /// The main job on the built-in skill: an interview, its outcome, a signed report, verified
    Demo {
        /// The folder for the PDF [default: here]
        #[arg(long, value_name = "DIR", default_value = ".", hide_default_value = true)]
        output: PathBuf,
    },
}

/// A reviewer's decision.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Decision {
    /// The ratings that were checked follow from what was noted, and so does the award
    #[arg(long)]
    pub(crate) accept: bool,
    /// The assessor has to look at it again; needs a reason
    #[arg(long = "return")]
    pub(crate) return_it: bool,
}

/// What has a schema.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum SchemaOf {
    /// vouchsafe-record.json, the record inside a report
    Record,
    /// Interview files
    Interview,
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

/// Candidates.
#[derive(Debug, Subcommand)]
pub(crate) enum Candidate {
    /// Everybody who was interviewed, here or in a received report
    List,
    /// What is held on a candidate, and what is known to be elsewhere
    Show {
        /// The candidate's id, as `candidate list` prints it
        #[arg(value_name = "ID")]
        candidate: String,
    },
    /// Erase a candidate for good, with all that is held on them, signed or not
    Erase(Erase),
    /// Write the receipt of an erasing again
    Receipt {
        /// The id that the candidate had
        #[arg(value_name = "ID")]
        candidate: String,
        /// A reference to name them by; the workspace knows none any more
        #[arg(long)]
        reference: Option<String>,
    },
}

/// Somebody to erase.
#[derive(Debug, Args)]
pub(crate) struct Erase {
    /// The candidate's id, as `candidate list` prints it
    #[arg(value_name = "ID")]
    pub(crate) candidate: String,
    /// Do not ask
    #[arg(long)]
    pub(crate) yes: bool,
    /// A file for the receipt, which names nobody but by the reference, if you typed that
    #[arg(long, value_name = "FILE")]
    pub(crate) receipt: Option<PathBuf>,
    /// Replace the receipt's file if it exists
    #[arg(long, requires = "receipt")]
    pub(crate) force: bool,
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
    /// Leave out the reviewer’s signature with which the report came back
    #[arg(long, conflicts_with = "profile")]
    pub(crate) without_review: bool,
    /// How much the report shows, and so to whom it may go; each profile is signed for itself
    #[arg(long, value_enum, default_value = "full")]
    pub(crate) profile: ReportProfile,
}

/// How much a report shows.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ReportProfile {
    /// Everything
    Full,
    /// The candidate’s copy: everything about the candidate, but not whose testimonies there are
    Candidate,
    /// The sponsor’s copy: the result without questions, answers, notes and reasons
    Sponsor,
    /// A pseudonym for the candidate, dates without times, no text in which a name can stand
    Pseudonymous,
}

/// Data to write.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The assessment's id, as `interview record` and `history` print it
    pub(crate) assessment: String,
    /// Its ratings, a row for each statement, as CSV in UTF-8; what looks like a formula gets an apostrophe before it
    #[arg(long, value_name = "FILE.csv", required_unless_present = "record")]
    pub(crate) ratings: Option<PathBuf>,
    /// The record of its signed report, byte for byte as the report embeds it (`vouch schema record`)
    #[arg(long, value_name = "FILE.json")]
    pub(crate) record: Option<PathBuf>,
    /// Replace files that exist
    #[arg(long)]
    pub(crate) force: bool,
}

/// A review to sign.
#[derive(Debug, Args)]
pub(crate) struct Review {
    /// The report
    #[arg(value_name = "FILE.pdf")]
    pub(crate) file: PathBuf,
    /// The file to write: the report with both signatures
    #[arg(long, value_name = "FILE.pdf")]
    pub(crate) output: PathBuf,
    /// Replace the file if it exists
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) decision: Decision,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: Option<String>,
    /// A file that says why, or - for standard input
    #[arg(long, value_name = "FILE", conflicts_with = "reason")]
    pub(crate) reason_file: Option<PathBuf>,
    /// A statement that was checked, such as ITOP/3.2 or sfia-8/ITOP/3.2; or all, for every one that was explored
    #[arg(long, required = true, value_name = "[EDITION/]CODE/LEVEL.STATEMENT")]
    pub(crate) sample: Vec<String>,
    /// Who reviews [default: whom this workspace signs as, else the assessor of its settings]
    #[arg(long)]
    pub(crate) name: Option<String>,
}

/// The identity that this workspace signs with, and the signers that it knows.
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
    /// List the identities of this workspace, and all signers whose reports were verified here
    List,
    /// Trust a signer: their reports are valid from then on without a question
    Trust {
        /// The fingerprint, 64 digits, in groups or not
        #[arg(required = true)]
        fingerprint: Vec<String>,
    },
    /// Trust a signer no longer
    Distrust {
        /// The fingerprint, 64 digits, in groups or not
        #[arg(required = true)]
        fingerprint: Vec<String>,
    },
    /// Bring an identity along, which signs from then on: a key on P-256 or P-384 with its certificates
    Import {
        /// The PKCS#12 file
        #[arg(value_name = "FILE.p12")]
        file: PathBuf,
        /// A file whose first line opens the PKCS#12 file [default: the terminal]
        #[arg(long, value_name = "FILE")]
        file_passphrase_file: Option<PathBuf>,
    },
    /// Write the identity with its key, encrypted, for another workspace
    Export {
        /// The PKCS#12 file to write
        #[arg(value_name = "FILE.p12")]
        file: PathBuf,
        /// A file whose first line is to open the PKCS#12 file [default: the terminal]
        #[arg(long, value_name = "FILE")]
        file_passphrase_file: Option<PathBuf>,
        /// Replace the file if it exists
        #[arg(long)]
        force: bool,
    },
}

/// What opens the workspace.
#[derive(Debug, Subcommand)]
pub(crate) enum Vault {
    /// Give the workspace another passphrase
    ChangePassphrase {
        /// A file whose first line is the new passphrase [default: the terminal]
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
    },
    /// Draw a recovery code and print it; an earlier one no longer works
    RecoveryCode,
    /// Open the workspace with its recovery code, give it a new passphrase, and print a new code
    Recover {
        /// A file whose first line is the recovery code
        #[arg(long, value_name = "FILE")]
        code_file: PathBuf,
        /// A file whose first line is the new passphrase [default: the terminal]
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
    },
    /// Write a copy of the database that is NOT encrypted, for an analysis of one's own
    ExportPlain {
        /// The SQLite file to write
        file: PathBuf,
        /// Replace the file if it exists
        #[arg(long)]
        force: bool,
    },
}

/// The audit trail.
#[derive(Debug, Subcommand)]
pub(crate) enum Audit {
    /// Say whether the trail is whole, and where it is not
    Verify {
        /// An end that was noted elsewhere, such as in a report: the entry’s number, a colon, its hash
        #[arg(long, value_name = "NUMBER:HASH")]
        head: Vec<String>,
    },
    /// Write the whole trail: a JSON document a line, with the candidates’ names and what was said of them
    Export {
        /// The file to write
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Replace the file if it exists
        #[arg(long)]
        force: bool,
    },
}

/// Backups.
#[derive(Debug, Subcommand)]
pub(crate) enum Backup {
    /// Write the whole workspace into one encrypted file, also while it is open elsewhere, and read it back
    Create {
        /// The file to write; it must not exist
        file: PathBuf,
    },
    /// Say whether a backup is as it was made
    Verify {
        /// The backup; its passphrase is the one that the workspace had when it was made
        file: PathBuf,
    },
    /// Put a backup in the workspace's place
    Restore {
        /// The backup; its passphrase is the one that the workspace had when it was made
        file: PathBuf,
        /// Set the workspace that is there aside; without this it is refused
        #[arg(long)]
        replace: bool,
    },
}
