//! From a key press to the rating shown as saved, next to the two things that no program can do without: the way from
//! the page to the program and back, and a durable insert.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use serde_json::json;

use crate::clock::{page_median, times};
use crate::furnish::furnish;
use crate::measure::{Table, median};
use crate::window::{Home, Window};

/// At most this many times what cannot be avoided.
const TARGET: f64 = 1.25;
/// Samples of each kind in a block.
const BLOCK: usize = 4;
/// Blocks of each kind; they alternate, so that whatever else the machine does hits all kinds alike.
const BLOCKS: usize = 30;
/// Blocks that come before, while everything is still being warmed up.
const WARM_UP: usize = 5;

/// Measures, and adds its lines.
pub(crate) async fn measure(table: &mut Table) {
    let home = Home::new().await;
    furnish(&home);
    let bare = open(&home.path().join("bare.db"));
    let window = Window::open(&home).await;
    window.click("resume").await;
    window.text_when("saved", |text| text.contains("Saved")).await;

    let (mut pings, mut inserts, mut ratings) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..WARM_UP + BLOCKS {
        let ping = page(&window, include_str!("page/ping.js")).await;
        let insert = insert(&bare);
        let rating = page(&window, include_str!("page/rate.js")).await;
        if round >= WARM_UP {
            pings.extend(ping);
            inserts.extend(insert);
            ratings.extend(rating);
        }
    }
    window.kill().await;

    let (ping, insert) = (page_median(pings), median(inserts));
    table.add("page to program and back", ping);
    table.add("bare durable insert", insert);
    table.compare("key press to rating shown as saved", page_median(ratings), ping + insert, TARGET);
}

/// The samples of a block that a script takes in the page, in milliseconds.
async fn page(window: &Window, script: &str) -> Vec<f64> {
    times(&window.client.execute_async(script, vec![json!(BLOCK)]).await.unwrap()).collect()
}

/// A database on the file system of the workspace, with the settings that the workspace has (`store/open.rs`).
fn open(file: &Path) -> Connection {
    let connection = Connection::open(file).unwrap();
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())).unwrap();
    connection.pragma_update(None, "synchronous", "FULL").unwrap();
    connection.pragma_update(None, "fullfsync", true).unwrap();
    connection.pragma_update(None, "foreign_keys", true).unwrap();
    connection.pragma_update(None, "secure_delete", true).unwrap();
    connection.execute_batch("CREATE TABLE rating (id INTEGER PRIMARY KEY, finding TEXT NOT NULL) STRICT").unwrap();
    connection
}

/// A block of inserts, each in a transaction of its own.
fn insert(connection: &Connection) -> Vec<Duration> {
    let mut statement = connection.prepare_cached("INSERT INTO rating (finding) VALUES ('largely')").unwrap();
    let mut insert = || {
        let started = Instant::now();
        statement.execute([]).unwrap();
        started.elapsed()
    };
    (0..BLOCK).map(|_| insert()).collect()
}
