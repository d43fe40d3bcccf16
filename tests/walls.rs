//! The walls of the window as they are written down: its policy, its capabilities, what crosses to the program, and
//! what no component does. `tests/desktop` shows that they hold.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that meets the unexpected stops there")]

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).expect(file)
}

/// All files below a folder with one of these endings, and their texts.
fn sources(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| endings.iter().any(|ending| it == *ending)) {
                found.push((
                    path.strip_prefix(root()).unwrap().display().to_string(),
                    fs::read_to_string(&path).unwrap(),
                ));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} holds nothing");
    found
}

fn configuration() -> Value {
    serde_json::from_str(&read("tauri.conf.json")).unwrap()
}

#[test]
fn the_policy_allows_the_programs_own_files_and_commands() {
    let app = &configuration()["app"];
    let policy = app["security"]["csp"].as_str().unwrap();
    let mut directives: Vec<&str> = policy.split(';').map(str::trim).collect();
    directives.sort_unstable();
    assert_eq!(
        directives,
        [
            "base-uri 'none'",
            // Commands. The second is the way on Windows.
            "connect-src ipc: http://ipc.localhost",
            "default-src 'none'",
            "font-src 'self'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "img-src 'self'",
            "object-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            // pdf.js reads reports in a worker.
            "worker-src 'self'",
        ]
    );
    assert_eq!((&app["security"]["freezePrototype"], &app["withGlobalTauri"]), (&json!(true), &json!(false)));
    for loosened in
        ["dangerousDisableAssetCspModification", "devCsp", "assetProtocol", "dangerousRemoteDomainIpcAccess"]
    {
        assert_eq!(app["security"][loosened], Value::Null, "{loosened}");
    }
    for window in app["windows"].as_array().unwrap() {
        assert_eq!(
            (&window["url"], &window["devtools"]),
            (&Value::Null, &Value::Null),
            "the built-in page, and no tools"
        );
    }
}

#[test]
fn the_window_may_do_what_it_uses_and_no_more() {
    let capabilities = &configuration()["app"]["security"]["capabilities"];
    // `onCloseRequested` listens, stops listening, and closes the window if nothing speaks against; `beforeSleep` listens.
    let permissions = ["core:event:allow-listen", "core:event:allow-unlisten", "core:window:allow-destroy"];
    assert_eq!(capabilities.as_array().unwrap().len(), 1, "one window, one capability");
    assert_eq!(capabilities[0]["permissions"], json!(permissions));
    assert_eq!((&capabilities[0]["windows"], &capabilities[0]["remote"]), (&json!(["main"]), &Value::Null));
    // A list in the configuration switches these folders off; nobody is to be misled by one.
    for folder in ["capabilities", "src-tauri/capabilities"] {
        assert!(!root().join(folder).exists(), "{folder} would have no effect");
    }
    let client = read("ui/src/api/client.ts");
    let imports: Vec<&str> = client.lines().filter(|line| line.contains("@tauri-apps/")).collect();
    assert_eq!(
        imports,
        [
            "import { invoke } from \"@tauri-apps/api/core\";",
            "import { listen } from \"@tauri-apps/api/event\";",
            "import { getCurrentWindow } from \"@tauri-apps/api/window\";",
        ]
    );
    for used in client.split("getCurrentWindow()").skip(1) {
        assert!(used.starts_with(".onCloseRequested("), "a use of the window that no capability allows");
    }
    assert!(client.contains("getCurrentWindow()"), "the capabilities are used by nobody");
}

#[test]
fn a_release_has_no_developer_tools() {
    let manifest = read("Cargo.toml");
    for line in manifest.lines().filter(|line| line.starts_with("tauri = ")) {
        assert!(!line.contains("devtools"), "{line}");
    }
}

/// Words that name a place in the file system.
const PLACES: [&str; 7] = ["path", "file", "folder", "directory", "dir", "location", "url"];

/// Whether a name or type in Rust speaks of a place: `PathBuf`, `file_name`, `exportFolder`.
fn names_a_place(text: &str) -> bool {
    let mut words = String::new();
    for letter in text.chars() {
        if letter.is_uppercase() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words.split(|it: char| !it.is_alphanumeric()).any(|word| PLACES.contains(&word.trim_end_matches('s')))
}

/// Paths come from the system's dialogs or the user's folders. The window gets some to show them, and hands none back.
#[test]
fn nothing_that_the_window_sends_is_a_path() {
    let mut members = 0;
    for (file, text) in sources("src-tauri/src/messages", &["rs"]) {
        // A request is a type that can be read.
        for declaration in
            text.split("#[derive(").skip(1).filter(|it| it.split(')').next().unwrap().contains("Deserialize"))
        {
            let body = declaration.split("\n}").next().unwrap();
            for line in body.lines().skip(1).map(str::trim).filter(|it| !it.starts_with("//") && !it.starts_with('#')) {
                members += 1;
                assert!(!names_a_place(line), "{file}: the window would send a path: {line}");
            }
        }
    }
    assert!(members > 100, "the requests are looked for in the wrong way: {members}");
    let mut arguments = 0;
    for (file, text) in sources("src-tauri/src/commands", &["rs"]) {
        for command in text.split("#[tauri::command").skip(1) {
            let signature =
                command.split(") -> ").next().unwrap().split_once("pub fn ").unwrap().1.split_once('(').unwrap().1;
            for argument in signature.split(',').map(str::trim).filter(|it| !it.is_empty()) {
                arguments += 1;
                assert!(!names_a_place(argument), "{file}: the window would send a path: {argument}");
            }
        }
    }
    assert!(arguments > 30, "the commands are looked for in the wrong way: {arguments}");
}

#[test]
fn places_are_recognised_by_name_and_by_type() {
    for place in ["pub path: String,", "to: PathBuf", "export_folder: String", "fileName: String", "files: Vec<String>"]
    {
        assert!(names_a_place(place), "{place}");
    }
    for other in ["profile: String", "sha256: String", "request: AttachRequest", "edition: String", "empathy: u8"] {
        assert!(!names_a_place(other), "{other}");
    }
}

/// Text becomes markup or script only through one of these. Tests may read markup, never the window.
#[test]
fn no_component_makes_markup_of_text() {
    let ways = [
        "{@html",
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "createContextualFragment",
        "setHTML",
        "DOMParser",
        "srcdoc",
        "eval(",
        "new Function",
        "javascript:",
        "data:text",
        " style=",
        " style:",
        "cssText",
        "setAttribute(\"style\"",
        "{...$$restProps}",
        "<svelte:element",
        "<iframe",
        "<object",
        "<embed",
    ];
    let mut seen = 0;
    for (file, text) in sources("ui/src", &["svelte", "ts"]) {
        // A member that is called style is no attribute.
        let text = if file.ends_with(".ts") { text.replace(" style:", " ") } else { text };
        if file.contains(".test") || file.contains("/messages/") {
            continue;
        }
        seen += 1;
        for (line, way) in text.lines().flat_map(|line| ways.iter().map(move |way| (line, way))) {
            assert!(!line.contains(way), "{file} could make markup of text by {way}: {line}");
        }
    }
    assert!(seen > 100, "the window is looked for in the wrong way: {seen}");
}
