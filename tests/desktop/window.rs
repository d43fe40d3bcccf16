//! The application in a real window, on a machine of its own: home, data and documents in a temporary folder.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs};

use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use tokio::process::{Child, Command};
use tokio::sync::{Mutex, MutexGuard};
use vouchsafe_core::workspace::{Passphrase, System, Workspace};

/// The built application.
pub(crate) const APPLICATION: &str = env!("CARGO_BIN_EXE_vouchsafe");

/// The name by which the application is known on the session bus.
const INSTANCE: &str = "org.vouchsafe.desktop.SingleInstance";

/// What opens every home's workspace.
pub(crate) const PASSPHRASE: &str = "a long passphrase";

/// How long something may take to appear. Generous, because the machines of continuous integration are.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// Two windows of the application on one session bus would become one.
static ONE_AT_A_TIME: Mutex<()> = Mutex::const_new(());

/// A home folder for one test, with the folders that the platform would have. Tests with a home take turns.
pub(crate) struct Home {
    folder: tempfile::TempDir,
    _turn: MutexGuard<'static, ()>,
}

impl Home {
    pub(crate) async fn new() -> Self {
        let turn = ONE_AT_A_TIME.lock().await;
        let folder = tempfile::tempdir().unwrap();
        for name in ["data", "config", "cache", "Documents"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        let documents = format!("XDG_DOCUMENTS_DIR=\"{}\"\n", folder.path().join("Documents").display());
        fs::write(folder.path().join("config/user-dirs.dirs"), documents).unwrap();
        Self { folder, _turn: turn }
    }

    pub(crate) fn workspace(&self) -> PathBuf {
        self.folder.path().join("data/vouchsafe")
    }

    /// Opens the workspace as another program would; it is made if there is none.
    pub(crate) fn open_workspace(&self) -> Workspace {
        let passphrase = |_| Ok(Passphrase::new(PASSPHRASE.to_owned()));
        Workspace::open(&self.workspace(), Box::new(System), passphrase).unwrap()
    }

    pub(crate) fn documents(&self) -> PathBuf {
        self.folder.path().join("Documents")
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// What tells a program that this is its home.
    pub(crate) fn environment(&self) -> [(&'static str, PathBuf); 4] {
        let folder = |name| self.folder.path().join(name);
        [
            ("HOME", self.folder.path().to_owned()),
            ("XDG_DATA_HOME", folder("data")),
            ("XDG_CONFIG_HOME", folder("config")),
            ("XDG_CACHE_HOME", folder("cache")),
        ]
    }
}

/// A running application.
pub(crate) struct Window {
    pub(crate) client: Client,
    driver: Child,
    home: PathBuf,
    program: PathBuf,
}

impl Window {
    /// Starts the application with this home and opens its workspace, as somebody does who knows the passphrase.
    pub(crate) async fn open(home: &Home) -> Self {
        Self::open_through(home, &[]).await
    }

    /// The same through a command that runs what stands behind it.
    pub(crate) async fn open_through(home: &Home, through: &[String]) -> Self {
        drop(home.open_workspace());
        let command: Vec<&str> = through.iter().map(String::as_str).chain([APPLICATION]).collect();
        let window = Self::start(home, &command, APPLICATION).await;
        window.unlock().await;
        window
    }

    /// Starts the application with this home, and leaves it as it begins.
    pub(crate) async fn show(home: &Home) -> Self {
        Self::start(home, &[APPLICATION], APPLICATION).await
    }

    /// Types the passphrase where the application asks for it.
    pub(crate) async fn unlock(&self) {
        self.type_into("passphrase", PASSPHRASE).await;
        self.press(&Key::Enter.to_string()).await;
        self.find("new-interview").await;
    }

    /// Locks by key, and waits for the page that asks for the passphrase.
    pub(crate) async fn lock(&self) {
        let keys = (Key::Control + "l").to_string();
        // Whether the keys were released can't be said by a page that has ended.
        let _ = self.client.active_element().await.unwrap().send_keys(&keys).await;
        // Nor does it find anything while there is no page.
        let (passphrase, started) = (Locator::Css("[data-testid='unlock']"), Instant::now());
        while let Err(error) = self.client.find(passphrase).await {
            assert!(started.elapsed() < PATIENCE, "the page does not come back: {error}");
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// Starts a command that is, or becomes, `program`: the application, or one with the same instance.
    pub(crate) async fn start(home: &Home, command: &[&str], program: &str) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .envs(home.environment())
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .kill_on_drop(true)
            .spawn()
            .expect("WebKitWebDriver (package webkit2gtk-driver); `make test` installs it");
        let capabilities = serde_json::json!({
            "webkitgtk:browserOptions": { "binary": command[0], "args": command[1..] }
        });
        let started = Instant::now();
        let client = loop {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            builder.capabilities(capabilities.as_object().unwrap().clone());
            let address = format!("http://127.0.0.1:{port}");
            match tokio::time::timeout(PATIENCE, builder.connect(&address)).await.expect("a window that opens") {
                Ok(client) => break client,
                Err(error) if started.elapsed() > PATIENCE => panic!("the window did not open: {error}"),
                Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        };
        Self { client, driver, home: home.path().to_owned(), program: fs::canonicalize(program).unwrap() }
    }

    /// The element with this `data-testid`, once it is there.
    pub(crate) async fn find(&self, id: &str) -> Element {
        self.css(&format!("[data-testid='{id}']")).await
    }

    /// The first element that matches, once it is there.
    pub(crate) async fn css(&self, selector: &str) -> Element {
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(selector)).await;
        match found {
            Ok(element) => element,
            Err(error) => panic!("no {selector} in the window: {error}\n{}", self.text().await),
        }
    }

    pub(crate) async fn click(&self, id: &str) {
        let clicked = self.find(id).await.click().await;
        assert!(clicked.is_ok(), "{id} can’t be clicked: {clicked:?}\n{}", self.text().await);
    }

    pub(crate) async fn type_into(&self, id: &str, text: &str) {
        self.find(id).await.send_keys(text).await.unwrap();
    }

    /// The pages of a report can be seen, and are not only in the document.
    pub(crate) async fn sees_pages(&self) {
        let page = self.find("preview-page").await;
        assert!(page.is_displayed().await.unwrap(), "the pages are hidden\n{}", self.text().await);
    }

    /// Chooses files for a field, as the system's dialog would.
    pub(crate) async fn choose(&self, id: &str, files: &[&Path]) {
        let paths: Vec<&str> = files.iter().map(|path| path.to_str().unwrap()).collect();
        self.type_into(id, &paths.join("\n")).await;
    }

    /// Presses keys where nothing is to be clicked first.
    pub(crate) async fn press(&self, keys: &str) {
        self.client.active_element().await.unwrap().send_keys(keys).await.unwrap();
    }

    /// Goes to an element as somebody does who has only a keyboard: by Tab.
    pub(crate) async fn tab_to(&self, id: &str) {
        self.find(id).await;
        let focused = "return document.activeElement?.dataset.testid ?? ''";
        for _ in 0..200 {
            if self.client.execute(focused, Vec::new()).await.unwrap() == id {
                return;
            }
            self.press(&Key::Tab.to_string()).await;
        }
        panic!("Tab does not lead to {id}\n{}", self.text().await);
    }

    /// Waits until the text of an element satisfies `holds`, and returns it.
    pub(crate) async fn text_when(&self, id: &str, holds: impl Fn(&str) -> bool) -> String {
        let started = Instant::now();
        loop {
            // It may be replaced between finding and reading.
            let text = self.find(id).await.text().await.unwrap_or_default();
            if holds(&text) {
                return text;
            }
            assert!(started.elapsed() < PATIENCE, "{id} stays “{text}”\n{}", self.text().await);
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// Everything that can be read in the window.
    pub(crate) async fn text(&self) -> String {
        match self.client.execute("return document.body.innerText", Vec::new()).await {
            Ok(text) => text.as_str().unwrap_or_default().to_owned(),
            Err(error) => error.to_string(),
        }
    }

    /// Waits until these words can be read somewhere in the window.
    pub(crate) async fn reads(&self, words: &str) {
        let started = Instant::now();
        while !self.text().await.contains(words) {
            assert!(started.elapsed() < PATIENCE, "nowhere “{words}”\n{}", self.text().await);
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// Waits until nothing moves any more, and what is there has been painted.
    pub(crate) async fn settle(&self) {
        let script = "const done = arguments[arguments.length - 1]; \
             const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => done(null))); \
             requestAnimationFrame(() => \
                 Promise.allSettled(document.getAnimations().map((it) => it.finished)).then(painted))";
        self.client.execute_async(script, Vec::new()).await.unwrap();
    }

    /// Leaves a picture, if pictures were asked for.
    pub(crate) async fn picture(&self, name: &str) {
        let Some(folder) = env::var_os("VOUCHSAFE_SCREENSHOTS").map(PathBuf::from) else { return };
        self.settle().await;
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("{name}.png")), self.client.screenshot().await.unwrap()).unwrap();
    }

    /// Kills the application as a power cut would: SIGKILL, without a word.
    pub(crate) async fn kill(mut self) {
        let processes = self.processes();
        assert!(!processes.is_empty(), "the application runs");
        for process in processes {
            assert!(std::process::Command::new("kill").args(["-9", &process]).status().unwrap().success());
        }
        self.driver.kill().await.unwrap();
        self.ended().await;
    }

    /// Closes the window as its user would, and waits until the application has ended.
    pub(crate) async fn close(self, manager: &WindowManager) {
        manager.close_window();
        self.ended().await;
    }

    /// Waits until the application has ended, and until the session bus has noticed: a second one would give way to it.
    async fn ended(&self) {
        let started = Instant::now();
        while !self.processes().is_empty() || has_owner(INSTANCE) {
            assert!(started.elapsed() < PATIENCE, "the application goes on");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The application's own processes, found by program and home, so that no other one is met.
    pub(crate) fn processes(&self) -> Vec<String> {
        self.processes_of(|program| program == self.program)
    }

    /// The processes of WebKit that work for the application, by the name of their program.
    pub(crate) fn processes_of_webkit(&self, name: &str) -> Vec<String> {
        self.processes_of(|program| program.file_name().is_some_and(|it| it == name))
    }

    /// The processes with this home that run such a program.
    fn processes_of(&self, is_meant: impl Fn(&Path) -> bool) -> Vec<String> {
        let home = format!("HOME={}", self.home.display());
        let is_ours = |process: &Path| {
            fs::read_link(process.join("exe")).is_ok_and(|program| is_meant(&program))
                && fs::read(process.join("environ")).is_ok_and(|environment| {
                    environment.split(|byte| *byte == 0).any(|variable| variable == home.as_bytes())
                })
        };
        fs::read_dir("/proc")
            .unwrap()
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|process| is_ours(process))
            .map(|process| process.file_name().unwrap().to_string_lossy().into_owned())
            .collect()
    }
}

impl Drop for Window {
    /// A test that fails leaves no application behind, which the next one would meet on the session bus.
    fn drop(&mut self) {
        for process in self.processes() {
            let _ = std::process::Command::new("kill").args(["-9", &process]).status();
        }
    }
}

/// Whether somebody on the session bus has this name.
fn has_owner(name: &str) -> bool {
    let asked = std::process::Command::new("dbus-send")
        .args(["--session", "--print-reply", "--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner"])
        .arg(format!("string:{name}"))
        .output()
        .expect("dbus-send (package dbus); `make test` installs it");
    String::from_utf8_lossy(&asked.stdout).contains("true")
}

/// A window manager: who passes on the wish that a window be closed.
pub(crate) struct WindowManager {
    _process: Child,
}

impl WindowManager {
    pub(crate) async fn start() -> Self {
        let process = Command::new("openbox").kill_on_drop(true).spawn().expect("openbox; `make test` installs it");
        let started = Instant::now();
        while !wmctrl(&["-l"]) {
            assert!(started.elapsed() < PATIENCE, "the window manager does not start");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Self { _process: process }
    }

    /// Wishes the window closed.
    pub(crate) fn close_window(&self) {
        assert!(wmctrl(&["-c", "Vouchsafe"]));
    }
}

fn wmctrl(arguments: &[&str]) -> bool {
    std::process::Command::new("wmctrl").args(arguments).output().expect("wmctrl").status.success()
}
