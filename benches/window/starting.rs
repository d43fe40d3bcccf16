//! From the start of the program to a home screen that can be used, next to an empty page in the same shell.

use std::env;
use std::time::Duration;

use crate::empty_page;
use crate::furnish::furnish;
use crate::launch::{self, LAUNCH};
use crate::measure::{Table, median};
use crate::window::{APPLICATION, Home, Window};

/// At most this many times the empty page.
const TARGET: f64 = 1.10;
/// Starts of each, in turn.
const STARTS: usize = 15;

/// Waits for the mark, and answers with its moment in milliseconds since 1970.
const INTERACTIVE: &str = include_str!("page/wait-for-mark.js");

/// Measures, and adds its lines.
pub(crate) async fn measure(table: &mut Table) {
    let home = Home::new().await;
    furnish(&home);
    let bench = env::current_exe().unwrap().to_str().unwrap().to_owned();
    let (mut empty, mut application) = (Vec::new(), Vec::new());
    // The first start of each reads its files from the disk.
    for round in 0..=STARTS {
        let page = start(&home, &bench, &[&bench, empty_page::SHOW]).await;
        let whole = start(&home, &bench, &[APPLICATION]).await;
        if round > 0 {
            empty.push(page);
            application.push(whole);
        }
    }
    let empty = median(empty);
    table.add("start to an empty page in the same shell", empty);
    table.compare("start to a home screen that can be used", median(application), empty, TARGET);
}

/// The time from the start of a program to its page’s mark.
async fn start(home: &Home, bench: &str, program: &[&str]) -> Duration {
    let file = home.path().join("started").to_str().unwrap().to_owned();
    let command = [&[bench, LAUNCH, &file], program].concat();
    let window = Window::start(home, &command, program[0]).await;
    let mark = window.client.execute_async(INTERACTIVE, Vec::new()).await.unwrap();
    let mark = Duration::from_secs_f64(mark.as_f64().unwrap() / 1000.0);
    window.kill().await;
    mark.checked_sub(launch::noted(&file)).expect("a page that was shown after the start")
}
