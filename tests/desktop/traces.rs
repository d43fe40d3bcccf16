//! What a day's work leaves behind outside the workspace, and whom the application speaks to: nothing, and nobody.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::scan::files_with;
use crate::tour::Tour;
use crate::trace::{Trace, can_trace, skipped};
use crate::window::{APPLICATION, Home, PATIENCE, Window, WindowManager};

/// Where a connection ends that WebKit makes for a page without asking the content security policy: on this machine,
/// at a port on which nobody listens, and before any name was looked up.
const NOWHERE: &str = "127.0.0.1:1";

/// Somebody's name, notes, comments and all else, in words that are nowhere else.
const PLANTED: &str = "Quillory Vantongeren-Śliwińska";
const WORDS: [&str; 2] = ["Quillory", "Vantongeren"];

#[tokio::test]
async fn a_whole_journey_speaks_to_nobody_and_leaves_nothing_behind() {
    let home = Home::new().await;
    let manager = WindowManager::start().await;
    let trace = can_trace().then(|| Trace::new(home.path().join("trace")));
    let output = home.path().join("output");
    let mut command = with_output_in(&output, &home.path().join("temporary"));
    command.extend(trace.iter().flat_map(Trace::command));
    let window = Window::open_through(&home, &command).await;

    Tour::new(&window, PLANTED, async |_, _| {}).walk().await;
    fail_in_every_way(&window).await;
    try_to_speak(&window).await;
    let processes = processes(&home);
    for name in ["vouchsafe", "WebKitWebProces", "WebKitNetworkPr"] {
        assert!(processes.iter().any(|it| it.name == name), "no {name}: {processes:?}");
    }
    for process in &processes {
        assert_eq!(process.core_dumps, ["0", "0"], "{} may write its memory to a file", process.name);
    }
    let inspector = processes.iter().find_map(|it| it.inspector.clone()).expect("the address for WebDriver");
    window.close(&manager).await;

    // Reports go where the user wants them. All else is looked at, the workspace too: it is encrypted.
    let (found, read) = files_with(&WORDS, home.path(), |path| path.starts_with(home.documents()));
    assert_eq!(found, Vec::<PathBuf>::new(), "what was typed is in there");
    assert!(read > 10 && home.path().join("data/org.vouchsafe.desktop").is_dir(), "WebKit’s own files were looked at");
    assert!(output.is_file(), "and what the program wrote to the terminal");
    if let Some(trace) = trace {
        trace.speaks_only_to(&[&inspector, NOWHERE]);
    }
}

/// WebDriver itself needs a socket in the application. Without it there is not a single one.
#[tokio::test]
async fn an_application_that_nobody_automates_opens_no_socket_to_a_network() {
    if !can_trace() {
        return;
    }
    let home = Home::new().await;
    let manager = WindowManager::start().await;
    let trace = Trace::new(home.path().join("trace"));
    let mut strace = trace.command();
    strace.push(APPLICATION.to_owned());
    let mut application = Command::new(&strace[0]).args(&strace[1..]).envs(home.environment()).spawn().unwrap();
    let started = Instant::now();
    while !["WebKitWebProces", "WebKitNetworkPr"].iter().all(|name| processes(&home).iter().any(|it| it.name == *name))
    {
        assert!(started.elapsed() < PATIENCE, "the window does not open: {:?}", processes(&home));
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    // Nobody can ask the page whether it is there. A second is twice what it takes; more would make the test no better.
    tokio::time::sleep(Duration::from_secs(1)).await;
    manager.close_window();
    while application.try_wait().unwrap().is_none() {
        assert!(started.elapsed() < PATIENCE, "the application goes on");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    trace.speaks_only_to(&[]);
}

const INSIDE: &str = "VOUCHSAFE_TEST_INSIDE_EMPTY_NETWORK";

#[tokio::test]
async fn home_is_painted_where_there_is_no_network_at_all() {
    if std::env::var_os(INSIDE).is_some() {
        return home_is_painted_here().await;
    }
    // The test starts itself once more, in a network of its own that has nothing but its loopback, for WebDriver.
    let empty =
        ["--user", "--map-current-user", "--keep-caps", "--net", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh"];
    let possible = Command::new("unshare").args(empty).arg("true").output().expect("unshare (package util-linux)");
    if !possible.status.success() {
        skipped("this machine allows no network namespace of one’s own", &possible.stderr);
        return;
    }
    let _turn = Home::new().await;
    let inside = Command::new("unshare")
        .args(empty)
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "traces::home_is_painted_where_there_is_no_network_at_all", "--nocapture"])
        .env(INSIDE, "1")
        .output()
        .unwrap();
    let said = [inside.stdout, inside.stderr].map(|it| String::from_utf8_lossy(&it).into_owned()).concat();
    assert!(inside.status.success() && said.contains("1 passed"), "{said}");
}

async fn home_is_painted_here() {
    let devices = fs::read_to_string("/proc/net/dev").unwrap();
    let devices: Vec<_> = devices.lines().skip(2).filter_map(|line| line.split(':').next()).map(str::trim).collect();
    assert_eq!(devices, ["lo"], "there is a network here");
    let home = Home::new().await;
    let window = Window::open(&home).await;
    window.find("new-interview").await;
    window.settle().await;
    window.kill().await;
}

/// A command that runs what follows it with its output in a file, and its temporary files in a folder.
fn with_output_in(output: &Path, temporary: &Path) -> Vec<String> {
    fs::create_dir(temporary).unwrap();
    let script = "output=$1; export TMPDIR=$2; shift 2; exec \"$@\" >\"$output\" 2>&1";
    let paths = [output, temporary].map(|path| path.display().to_string());
    ["sh", "-c", script, "sh"].map(str::to_owned).into_iter().chain(paths).collect()
}

/// Requests that are refused with what was typed in their hands, and a page that fails with it.
async fn fail_in_every_way(window: &Window) {
    let script = "const [planted, done] = arguments; \
         const ask = (command, request) => window.__TAURI_INTERNALS__.invoke(command, request) \
             .then(() => 'answered', (error) => JSON.stringify(error)); \
         console.error(planted); \
         Promise.reject(new Error(planted)); \
         setTimeout(() => { throw new Error(planted) }); \
         Promise.all([ \
             ask('start_interview', { request: { candidate: planted } }), \
             ask('open_assessment', { assessment: planted }), \
             ask('save_rule', { request: { name: planted, parameters: planted } }), \
             ask('search', { [planted]: planted }), \
             ask(planted, {}), \
         ]).then((answers) => setTimeout(() => done(answers), 100))";
    let answers = window.client.execute_async(script, vec![json!(PLANTED)]).await.unwrap();
    let answers = answers.as_array().unwrap();
    assert!(answers.len() == 5 && answers.iter().all(|it| it != &Value::from("answered")), "{answers:?}");
}

/// What a page could do to be heard elsewhere; the trace shows whether anything comes of it.
async fn try_to_speak(window: &Window) {
    let script = "const [done] = arguments; \
         const there = 'quillory.example.org'; \
         for (const rel of ['dns-prefetch', 'preconnect', 'prefetch', 'preload', 'modulepreload', 'icon', 'manifest']) \
             document.head.append(Object.assign(document.createElement('link'), { rel, href: `https://${there}/` })); \
         new Image().src = `https://${there}/image.png`; \
         navigator.sendBeacon(`https://${there}/`, 'b'); \
         location.href = `https://${there}/`; \
         fetch(`https://${there}/`).catch(() => {}).finally(() => setTimeout(() => done(null), 500))";
    window.client.execute_async(script, Vec::new()).await.unwrap();
}

/// A process of the application.
#[derive(Debug)]
struct Process {
    name: String,
    /// The soft and the hard limit of what it may dump.
    core_dumps: Vec<String>,
    /// Where WebDriver reaches it.
    inspector: Option<String>,
}

/// The application and WebKit’s processes with this home.
fn processes(home: &Home) -> Vec<Process> {
    let read = |folder: PathBuf| {
        let environment = String::from_utf8_lossy(&fs::read(folder.join("environ")).ok()?).into_owned();
        let variable = |name: &str| environment.split('\0').find_map(|it| it.strip_prefix(name)?.strip_prefix('='));
        let name = fs::read_to_string(folder.join("comm")).ok()?.trim().to_owned();
        let limits = fs::read_to_string(folder.join("limits")).ok()?;
        let core = limits.lines().find_map(|line| line.strip_prefix("Max core file size"))?;
        (variable("HOME") == home.path().to_str()).then_some(())?;
        Some(Process {
            name,
            core_dumps: core.split_whitespace().take(2).map(str::to_owned).collect(),
            inspector: variable("WEBKIT_INSPECTOR_SERVER").map(str::to_owned),
        })
    };
    let all = fs::read_dir("/proc").unwrap().filter_map(|entry| read(entry.ok()?.path()));
    all.filter(|it| ["vouchsafe", "WebKitWebProces", "WebKitNetworkPr"].contains(&it.name.as_str())).collect()
}
