//! Locking in the real window: what is behind the lock is nowhere any more, and only what somebody knows opens it.

use std::time::{Duration, Instant};

use fantoccini::key::Key;
use vouchsafe_core::domain::conduct::Conduct;
use vouchsafe_core::domain::interview::Assessor;
use vouchsafe_core::store::{KeyFile, Knowledge};
use vouchsafe_core::workspace::{CandidateChoice, Passphrase, StartInterview, System, Workspace};

use crate::looks::skill;
use crate::memory::{bytes_in, words_in};
use crate::window::{Home, PASSPHRASE, Window};

/// They stand in no other text, and the automation never types them.
const NAME: &str = "Quillory Vantongeren";
const NOTE: &str = "Ravensbourne was down for an hour";

/// The page's process, and the one that keeps its files.
const PAGE: &str = "WebKitWebProcess";
const FILES: &str = "WebKitNetworkProcess";

#[tokio::test]
async fn what_is_locked_is_no_longer_in_memory() {
    let home = Home::new().await;
    plant(&home);
    let window = Window::open(&home).await;
    show_much(&window).await;
    // The search finds what is there.
    let page = window.processes_of_webkit(PAGE);
    let found = page.iter().flat_map(|process| words_in(process, &[NAME, NOTE])).collect::<String>();
    assert!([NAME, NOTE].iter().all(|word| found.contains(word)), "they were never in the page: {found}");
    let size = window.client.get_window_size().await.unwrap();
    window.lock().await;
    assert_eq!(window.client.get_window_size().await.unwrap(), size, "the window stays as it is");
    assert_ne!(window.processes_of_webkit(PAGE), page, "the page has another process");
    window.picture("vault-locked").await;
    assert!(!window.text().await.contains("Quillory"));
    let key = data_key(&home);
    let started = Instant::now();
    loop {
        let found = traces(&window, &key);
        if found.is_empty() {
            break;
        }
        // A backup that is due may be made while the window is locked; then its key goes, too.
        assert!(started.elapsed() < Duration::from_secs(10), "{}", found.join("\n"));
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    // Whoever comes back types at once.
    window.press(&format!("{PASSPHRASE}{}", &Key::Enter)).await;
    window.reads(NAME).await;
    window.kill().await;
}

/// Goes where the name and the note are to be seen. Nothing of it is asked for: the answers to WebDriver would lie in
/// memory, too.
async fn show_much(window: &Window) {
    window.click("resume").await;
    window.text_when("statement-place", |place| place.contains("Level")).await;
    window.settle().await;
    window.click("conclude").await;
    window.click("show-candidate-page").await;
    window.find("way-typed").await;
    window.settle().await;
    window.click("back-to-assessor").await;
    window.find("show-candidate-page").await;
    window.settle().await;
}

/// What of the workspace is in the memory of the application and of WebKit.
fn traces(window: &Window, key: &[u8]) -> Vec<String> {
    let kinds = [
        ("application", window.processes()),
        ("page", window.processes_of_webkit(PAGE)),
        ("files", window.processes_of_webkit(FILES)),
    ];
    let mut found = Vec::new();
    for (kind, processes) in kinds {
        assert_eq!(processes.len(), 1, "{kind}");
        for process in processes {
            let keys = bytes_in(&process, &[("the key", key.to_vec()), ("the key in words", hex(key))]);
            let words = words_in(&process, &[PASSPHRASE, NAME, NOTE]);
            found.extend([words, keys].concat().into_iter().map(|it| format!("{kind}: {it}")));
        }
    }
    found
}

/// The database's key, for looking whether it is anywhere.
fn data_key(home: &Home) -> Vec<u8> {
    let keys = KeyFile::read(&home.workspace()).unwrap().unwrap();
    let raw = keys.open(&Knowledge::Passphrase(PASSPHRASE)).unwrap().raw_key();
    let digits = raw[2..raw.len() - 1].as_bytes();
    digits.chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

fn hex(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into_bytes()
}

fn plant(home: &Home) {
    let mut workspace = home.open_workspace();
    let request = StartInterview {
        candidate: CandidateChoice::New { name: NAME.to_owned(), reference: None, role: None },
        assessor: Assessor { name: "Lena Vogt".to_owned(), ..Assessor::default() },
        skill: skill(),
        purpose: None,
        conduct: Conduct::default(),
        started_at: None,
    };
    let open = workspace.start_interview(&request).unwrap();
    let first = open.assessment.definition.statement_refs().next().unwrap();
    workspace.write_note(open.assessment.id, first, NOTE).unwrap();
}

#[tokio::test]
async fn a_wrong_passphrase_is_said_and_the_recovery_code_opens() {
    let home = Home::new().await;
    let passphrase = Passphrase::new(PASSPHRASE.to_owned());
    let (workspace, code) = Workspace::found(&home.workspace(), Box::new(System), &passphrase).unwrap();
    drop(workspace);
    let window = Window::show(&home).await;
    window.type_into("passphrase", "not this one").await;
    window.press(&Key::Enter.to_string()).await;
    window.reads("does not open the workspace").await;
    window.picture("vault-wrong").await;
    window.click("use-code").await;
    window.type_into("recovery-code-field", &code.in_groups().to_lowercase()).await;
    window.type_into("new-passphrase", "battery staple").await;
    window.type_into("repeated-passphrase", "battery staple").await;
    window.press(&Key::Enter.to_string()).await;
    window.find("keep-code").await;
    window.picture("vault-recovered").await;
    window.kill().await;
    let known = Passphrase::new("battery staple".to_owned());
    Workspace::unlock(&home.workspace(), Box::new(System), &known).unwrap();
}
