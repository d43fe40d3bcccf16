//! A desk to test at: a workspace in a temporary folder, with a clock and ids that the test holds.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use uuid::Uuid;
use vouchsafe_core::domain::conduct::Conduct;
use vouchsafe_core::domain::decision::StatementRef;
use vouchsafe_core::domain::evidence::{Evidence, EvidenceKind};
use vouchsafe_core::domain::interview::Assessor;
use vouchsafe_core::domain::level::Level;
use vouchsafe_core::domain::moment::Moment;
use vouchsafe_core::error::Result;
use vouchsafe_core::store::{KeyFile, Knowledge};
use vouchsafe_core::workspace::{
    CandidateChoice, Environment, KeyCost, Passphrase, SkillChoice, StartInterview, Workspace,
};

/// A clock that moves a second each time it is read and jumps when told to, and ids and bytes that count up.
#[derive(Clone, Default)]
pub(crate) struct Counting {
    count: Arc<AtomicU64>,
    random: Arc<AtomicU64>,
    jump: Arc<AtomicI64>,
}

impl Counting {
    /// A world of its own: no id and no random byte is that of another number.
    fn elsewhere(number: u64) -> Self {
        Self { count: Arc::new((number << 16).into()), ..Self::drawing(number) }
    }

    /// The same ids and times, other random bytes.
    fn drawing(number: u64) -> Self {
        Self { random: Arc::new((number << 32).into()), ..Self::default() }
    }

    fn next(&self) -> u64 {
        self.count.fetch_add(1, Ordering::Relaxed)
    }
}

impl Environment for Counting {
    fn now(&self) -> Moment {
        let noon = Moment::parse("2026-03-02T12:00:00+01:00").unwrap();
        let seconds = i64::try_from(self.next()).unwrap() + self.jump.load(Ordering::Relaxed);
        Moment::new(noon.instant() + jiff::SignedDuration::from_secs(seconds), noon.offset())
    }

    fn new_id(&self) -> Uuid {
        Uuid::from_u128(u128::from(self.next()))
    }

    fn fill_random(&self, bytes: &mut [u8]) -> Result<()> {
        // Counted apart: what is salted is not to move the clock.
        let count = self.random.fetch_add(1, Ordering::Relaxed);
        // So that no two draws give a report the same id (Knuth, The Art of Computer Programming, 6.4).
        let seed = count.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_le_bytes();
        bytes.iter_mut().zip(seed.iter().cycle()).for_each(|(byte, seed)| *byte = *seed);
        Ok(())
    }

    fn key_cost(&self) -> KeyCost {
        KeyCost::NONE
    }

    fn account(&self) -> String {
        "lvogt".to_owned()
    }
}

/// A workspace and what is around it.
pub(crate) struct Desk {
    environment: Counting,
    folder: tempfile::TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self { environment: Counting::default(), folder: tempfile::tempdir().unwrap() }
    }

    /// Somebody else's desk.
    pub(crate) fn elsewhere(number: u64) -> Self {
        Self { environment: Counting::elsewhere(number), folder: tempfile::tempdir().unwrap() }
    }

    /// Somebody else's desk at which the same things get the same ids.
    pub(crate) fn twin(number: u64) -> Self {
        Self { environment: Counting::drawing(number), folder: tempfile::tempdir().unwrap() }
    }

    /// A copy of the desk with everything on it. Nobody works at either meanwhile.
    pub(crate) fn copy(&self) -> Self {
        let copy = Self { environment: self.environment.clone(), folder: tempfile::tempdir().unwrap() };
        std::fs::create_dir(copy.folder()).unwrap();
        for entry in std::fs::read_dir(self.folder()).unwrap().flatten() {
            std::fs::copy(entry.path(), copy.folder().join(entry.file_name())).unwrap();
        }
        copy
    }

    /// Lets the clock jump: forward, or back.
    pub(crate) fn wait(&self, seconds: i64) {
        self.environment.jump.fetch_add(seconds, Ordering::Relaxed);
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.folder.path().join("workspace")
    }

    /// Opens the workspace, as a program that has just been started does.
    pub(crate) fn open(&self) -> Workspace {
        Workspace::open(&self.folder(), Box::new(self.environment.clone()), |_| Ok(passphrase())).unwrap()
    }
}

/// What opens every desk's workspace.
pub(crate) fn passphrase() -> Passphrase {
    Passphrase::new("correct horse".to_owned())
}

/// Opens a desk's database as another program does that has the key.
pub(crate) fn database(desk: &Desk) -> rusqlite::Connection {
    let keys = KeyFile::read(&desk.folder()).unwrap().unwrap();
    let secrets = keys.open(&Knowledge::Passphrase("correct horse")).unwrap();
    let connection = rusqlite::Connection::open(desk.folder().join("vouchsafe.db")).unwrap();
    connection.execute_batch(&format!("PRAGMA key = \"{}\"", *secrets.raw_key())).unwrap();
    connection
}

/// Opens the file as somebody does who drops what guards the trail.
pub(crate) fn unguarded(desk: &Desk) -> rusqlite::Connection {
    let connection = database(desk);
    connection
        .execute_batch(
            "PRAGMA foreign_keys = OFF; PRAGMA secure_delete = ON; DROP TRIGGER event_only_at_the_end; DROP TRIGGER event_update_frozen;
             DROP TRIGGER event_delete_frozen; DROP TRIGGER event_payload_only_at_the_end;
             DROP TRIGGER event_payload_update_frozen;",
        )
        .unwrap();
    connection
}

/// Whether these words stand anywhere in the decrypted file: in a row, or where one was.
pub(crate) fn holds(desk: &Desk, words: &str) -> bool {
    let connection = database(desk);
    memchr::memmem::find(&connection.serialize("main").unwrap(), words.as_bytes()).is_some()
}

/// The place of a statement.
pub(crate) fn at(level: u8, ordinal: u16) -> StatementRef {
    StatementRef { level: Level::new(level).unwrap(), ordinal }
}

/// An interview against the built-in SFIA 8 skill.
pub(crate) fn start() -> StartInterview {
    StartInterview {
        candidate: CandidateChoice::New { name: "Amara Okafor".to_owned(), reference: None, role: None },
        assessor: Assessor { name: "Lena Vogt".to_owned(), ..Assessor::default() },
        skill: skill("sfia-8"),
        purpose: None,
        conduct: Conduct::default(),
        started_at: None,
    }
}

/// The built-in skill of an edition, under the default rule.
pub(crate) fn skill(edition: &str) -> SkillChoice {
    SkillChoice { edition: edition.to_owned(), code: "ITOP".to_owned(), rule: "consistent".to_owned(), route: None }
}

/// An item of evidence on the first statement.
pub(crate) fn runbook(id: u128) -> Evidence {
    Evidence {
        id: Uuid::from_u128(id),
        kind: EvidenceKind::WorkProduct,
        title: "Runbook".to_owned(),
        date: None,
        seen: true,
        statements: [at(1, 1)].into(),
        attachments: Vec::new(),
    }
}
