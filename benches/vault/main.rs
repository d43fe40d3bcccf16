//! What encryption costs: the same workspace as an encrypted and as a plain file, through the same code, in one run.
//!
//! `cargo bench --workspace --bench vault` needs neither a display nor a network. The core can only make encrypted
//! workspaces; the plain one is what `vouch vault export-plain` writes of it, opened with no key, which nothing but this
//! bench can. What is measured alternates between the two, so that whatever else the machine does hits both alike. It
//! fails only if it can't measure.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement that meets the unexpected stops there, and says what it measured"
)]

mod furnish;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use vouchsafe_core::domain::rating::{Finding, Rating};
use vouchsafe_core::store::{DataKey, KeyFile, Knowledge};
use vouchsafe_core::workspace::{Passphrase, System, Workspace};

use furnish::{PASSPHRASE, Rated, furnish};

/// How often each is measured; one more, the first, only warms up.
const RATINGS: usize = 400;
const SEARCHES: usize = 40;
const OPENINGS: usize = 20;
const BACKUPS: usize = 10;
const PASSPHRASES: usize = 5;

/// One of the two files, in a folder of its own.
struct File {
    folder: PathBuf,
    key: DataKey,
}

impl File {
    fn open(&self) -> Workspace {
        Workspace::open_with_key(&self.folder, Box::new(System), &self.key).unwrap()
    }
}

fn main() {
    let home = tempfile::tempdir().unwrap();
    let encrypted = home.path().join("encrypted");
    let rated = furnish(&encrypted);
    let keys = KeyFile::read(&encrypted).unwrap().unwrap();
    let key = keys.open(&Knowledge::Passphrase(PASSPHRASE)).unwrap().data_key().clone();
    let files = [
        File { folder: encrypted.clone(), key },
        File { folder: plain_copy(&encrypted, home.path()), key: DataKey::none_for_measuring() },
    ];
    let size = std::fs::metadata(encrypted.join("vouchsafe.db")).unwrap().len();
    println!("{} interviews, {} MiB\n", rated.len(), size >> 20);
    println!("{:<44} {:>12} {:>12} {:>7}", "median of", "encrypted", "plain", "ratio");

    let mut open = files.each_ref().map(File::open);
    line(
        "saving a rating, until it is on the disk",
        alternating(RATINGS, |which, round| {
            let Rated { assessment, at } = &rated[round % rated.len()];
            let rating = [Rating::Partly, Rating::Fully][round / rated.len() % 2];
            open[which].rate(*assessment, *at, Finding::Rated(rating)).unwrap();
        }),
    );
    line(
        "searching all that was written",
        alternating(SEARCHES, |which, _| {
            assert!(!open[which].search("suppliers unheard").unwrap().is_empty());
        }),
    );
    line(
        "making a backup and reading it back",
        alternating(BACKUPS, |which, round| {
            let file = home.path().join(format!("{which}-{round}.vouchsafe-backup"));
            open[which].backup(Some(&file)).unwrap().run(&mut |_, _| ControlFlow::Continue(())).unwrap();
            std::fs::remove_file(file).unwrap();
        }),
    );
    drop(open);
    line("opening and closing, the key at hand", alternating(OPENINGS, |which, _| drop(files[which].open())));
    let passphrase = Passphrase::new(PASSPHRASE.to_owned());
    let times =
        (0..PASSPHRASES).map(|_| timed(|| drop(Workspace::unlock(&encrypted, Box::new(System), &passphrase).unwrap())));
    println!("{:<44} {}", "opening with the passphrase, slow on purpose", told(median(times.collect())));
}

/// The plain file beside the encrypted one, which is put in order first: the copy is.
fn plain_copy(encrypted: &Path, home: &Path) -> PathBuf {
    let folder = home.join("plain");
    std::fs::create_dir(&folder).unwrap();
    let secrets = KeyFile::read(encrypted).unwrap().unwrap().open(&Knowledge::Passphrase(PASSPHRASE)).unwrap();
    let connection = rusqlite::Connection::open(encrypted.join("vouchsafe.db")).unwrap();
    connection.execute_batch(&format!("PRAGMA key = \"{}\"; VACUUM", *secrets.raw_key())).unwrap();
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
    let (application, version) = (pragma("application_id"), pragma("user_version"));
    drop(connection);

    let file = folder.join("vouchsafe.db");
    let passphrase = Passphrase::new(PASSPHRASE.to_owned());
    let mut workspace = Workspace::unlock(encrypted, Box::new(System), &passphrase).unwrap();
    workspace.export_plain(&passphrase, &file, false).unwrap();
    // What makes it a workspace of this program, which the copy for one's own analysis is not.
    let connection = rusqlite::Connection::open(&file).unwrap();
    connection.pragma_update(None, "application_id", application).unwrap();
    connection.pragma_update(None, "user_version", version).unwrap();
    // A backup takes the key file along.
    std::fs::copy(encrypted.join("keys.json"), folder.join("keys.json")).unwrap();
    folder
}

/// The medians of one thing done to each file in turn: the encrypted one, the plain one.
fn alternating(rounds: usize, mut work: impl FnMut(usize, usize)) -> [Duration; 2] {
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..=rounds {
        // Which one comes first changes as well.
        for which in if round.is_multiple_of(2) { [0, 1] } else { [1, 0] } {
            let time = timed(|| work(which, round));
            if round > 0 {
                times[which].push(time);
            }
        }
    }
    times.map(median)
}

/// The middle one.
fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn timed(work: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}

fn line(what: &str, [encrypted, plain]: [Duration; 2]) {
    let ratio = encrypted.as_secs_f64() / plain.as_secs_f64();
    println!("{what:<44} {} {} {ratio:>7.2}", told(encrypted), told(plain));
}

fn told(time: Duration) -> String {
    format!("{:>9.2} ms", time.as_secs_f64() * 1000.0)
}
