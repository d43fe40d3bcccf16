//! From a key press in the note to the painted character: with nothing to save, and while the disk takes its time.

use std::path::Path;

use rusqlite::Connection;
use serde_json::json;

use crate::clock::{page_median, times};
use crate::furnish::furnish;
use crate::measure::Table;
use crate::window::{Home, Window};

/// Typing does not wait for the disk, so the two differ by no more than noise.
const TARGET: f64 = 1.05;
/// Keys in a block: fewer seconds than the program waits for a workspace that another program is writing to.
const BLOCK: usize = 20;
/// Blocks of each kind, in turn.
const BLOCKS: usize = 12;
/// Blocks that come before, while everything is still being warmed up.
const WARM_UP: usize = 2;

/// Measures, and adds its lines.
pub(crate) async fn measure(table: &mut Table) {
    let home = Home::new().await;
    furnish(&home);
    let window = Window::open(&home).await;
    window.click("resume").await;
    saved(&window).await;
    window.click("note").await;
    window.client.execute(include_str!("page/listen.js"), Vec::new()).await.unwrap();

    let other = Connection::open(home.workspace().join("vouchsafe.db")).unwrap();
    let (mut quiet, mut held_up) = (Vec::new(), Vec::new());
    for round in 0..WARM_UP + BLOCKS {
        let without = keys(&window).await;
        saved(&window).await;
        let with = keys_while_saving(&window, &other).await;
        saved(&window).await;
        if round >= WARM_UP {
            quiet.extend(without);
            held_up.extend(with);
        }
    }
    window.kill().await;
    check(&home.workspace());

    let quiet = page_median(quiet);
    table.add("key press to painted character, nothing to save", quiet);
    table.compare("key press to painted character, writes held up", page_median(held_up), quiet, TARGET);
}

/// The times of a block of keys, in milliseconds.
async fn keys(window: &Window) -> Vec<f64> {
    for _ in 0..BLOCK {
        window.press("a").await;
    }
    times(&window.client.execute_async(include_str!("page/painted.js"), vec![json!(BLOCK)]).await.unwrap()).collect()
}

/// The same while a rating waits for another program to finish writing.
async fn keys_while_saving(window: &Window, other: &Connection) -> Vec<f64> {
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    window.client.execute(include_str!("page/press-rating.js"), Vec::new()).await.unwrap();
    let times = keys(window).await;
    let status = window.find("saved").await.text().await.unwrap();
    assert!(status.contains("Saving"), "nothing was held up: “{status}”");
    other.execute_batch("ROLLBACK").unwrap();
    times
}

async fn saved(window: &Window) {
    window.text_when("saved", |text| text.contains("Saved")).await;
}

/// Every character that was typed is on disk.
fn check(workspace: &Path) {
    let workspace = Connection::open(workspace.join("vouchsafe.db")).unwrap();
    let typed = "a".repeat(2 * BLOCK * (WARM_UP + BLOCKS));
    let notes: i64 = workspace
        .query_row("SELECT count(*) FROM response WHERE instr(note, ?1) > 0", [typed], |row| row.get(0))
        .unwrap();
    assert_eq!(notes, 1, "the note as it was typed");
}
