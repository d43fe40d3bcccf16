//! The rules of the house, kept by a test: who may import whom, which heavy library has which home, that every
//! command is used, that the generated types are fresh, and that no sentence of the sources is ours.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that meets the unexpected stops there")]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder with one of these endings, as paths from the repository's root.
fn files(folder: &str, endings: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the repository") {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if !matches!(path.file_name().unwrap().to_str(), Some("node_modules" | "dist" | "target")) {
                    folders.push(path);
                }
            } else if endings.iter().any(|ending| path.extension().is_some_and(|it| it == *ending)) {
                found.push(path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).expect(file)
}

/// The lines of a Rust file that are code, with their numbers.
fn code(file: &str) -> Vec<(usize, String)> {
    (1..)
        .zip(read(file).lines().map(str::to_owned).collect::<Vec<_>>())
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .collect()
}

/// Whether a line names a crate or module as a path, as in `use name::` or `name::thing`.
fn names(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = &line[at + name.len()..];
        before.is_none_or(|it| !it.is_alphanumeric() && it != '_' && it != ':')
            && (after.starts_with("::") || after.starts_with(';') || after.starts_with(" as "))
    })
}

#[test]
fn core_modules_import_only_what_they_may() {
    let allowed: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("domain", &[][..]),
        ("error", &[]),
        ("typeface", &["error"]),
        ("frameworks", &["domain", "error"]),
        ("store", &["domain", "error"]),
        ("report", &["domain", "error", "typeface"]),
        ("signature", &["domain", "error", "typeface"]),
        ("workspace", &["domain", "error", "frameworks", "store", "report", "signature"]),
    ]);
    let mut modules_seen = Vec::new();
    for file in files("src-tauri/core/src", &["rs"]) {
        let inside = file.strip_prefix("src-tauri/core/src/").unwrap();
        let module = inside.split('/').next().unwrap().trim_end_matches(".rs");
        if module == "lib" {
            continue;
        }
        let may = allowed.get(module).unwrap_or_else(|| panic!("{file}: {module} is no module of architecture.md"));
        modules_seen.push(module.to_owned());
        for (number, line) in code(&file) {
            // Within a module `super` reaches one level up for each folder, and never out of the module.
            let depth = inside.matches('/').count() + usize::from(!inside.ends_with("mod.rs"));
            let ups = line.split("super::").count() - 1;
            assert!(ups <= depth, "{file}:{number}: name the module by crate:: instead of going up to it");
            for (at, _) in line.match_indices("crate::") {
                let rest = &line[at + "crate::".len()..];
                let target: String = rest.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect();
                assert!(
                    target == module || target.is_empty() || may.contains(&target.as_str()),
                    "{file}:{number}: {module} may not import {target}"
                );
                assert!(!target.is_empty(), "{file}:{number}: name the module after crate::, one to a line");
            }
        }
    }
    modules_seen.dedup();
    assert_eq!(modules_seen.len(), allowed.len(), "a module of the list is gone: {modules_seen:?}");
}

#[test]
fn heavy_libraries_have_one_home() {
    let homes: &[(&str, &[&str])] = &[
        ("rusqlite", &["src-tauri/core/src/store/"]),
        ("rusqlite_migration", &["src-tauri/core/src/store/"]),
        ("printpdf", &["src-tauri/core/src/report/pdf"]),
        ("cms", &["src-tauri/core/src/signature/"]),
        ("x509_cert", &["src-tauri/core/src/signature/"]),
        ("p256", &["src-tauri/core/src/signature/"]),
        ("p384", &["src-tauri/core/src/signature/"]),
        ("openssl", &["src-tauri/core/src/signature/"]),
        ("lopdf", &["src-tauri/core/src/signature/"]),
        ("secret_service", &["src-tauri/src/keychain.rs"]),
        ("webkit2gtk", &["src-tauri/src/renewal.rs", "src-tauri/src/wiping.rs"]),
        ("tauri", &["src-tauri/src/", "src-tauri/build.rs"]),
        ("clap", &["src-tauri/cli/src/"]),
    ];
    let mut used = Vec::new();
    for file in files("src-tauri", &["rs"]) {
        for (number, line) in code(&file) {
            for (library, allowed) in homes {
                if names(&line, library) {
                    assert!(
                        allowed.iter().any(|home| file.starts_with(home)),
                        "{file}:{number}: {library} belongs to {allowed:?}"
                    );
                    used.push(*library);
                }
            }
        }
    }
    for (library, _) in homes {
        assert!(used.contains(library), "{library} is used nowhere: the rule looks for the wrong name");
    }
}

/// A workspace without a key is there to be measured, and for nothing else.
#[test]
fn nothing_but_a_bench_opens_a_workspace_without_a_key() {
    let named = |file: &String| read(file).contains("none_for_measuring");
    let found: Vec<_> =
        ["src-tauri", "benches"].iter().flat_map(|folder| files(folder, &["rs"])).filter(named).collect();
    assert_eq!(found, ["src-tauri/core/src/store/keys/mod.rs", "benches/vault/main.rs"]);
}

#[test]
fn the_domain_serialises_nothing() {
    for file in files("src-tauri/core/src/domain", &["rs"]) {
        for (number, line) in code(&file) {
            assert!(!line.contains("serde"), "{file}:{number}: a boundary declares its own types");
        }
    }
}

#[test]
fn shell_and_command_line_see_only_the_workspace_and_the_domain() {
    for folder in ["src-tauri/src", "src-tauri/cli/src"] {
        for file in files(folder, &["rs"]) {
            for (number, line) in code(&file) {
                for (at, _) in line.match_indices("vouchsafe_core::") {
                    let rest = &line[at + "vouchsafe_core::".len()..];
                    assert!(
                        ["workspace", "domain", "error"].iter().any(|module| rest.starts_with(module)),
                        "{file}:{number}: only core::workspace, core::domain and core::error may be used here"
                    );
                }
            }
        }
    }
}

#[test]
fn core_knows_no_window_and_no_terminal() {
    let manifest = read("src-tauri/core/Cargo.toml");
    for library in ["tauri", "clap", "wry", "tao", "gtk"] {
        assert!(!manifest.lines().any(|line| line.starts_with(library)), "core depends on {library}");
    }
    assert!(!read("src-tauri/cli/Cargo.toml").lines().any(|line| line.starts_with("tauri")), "vouch links Tauri");
}

#[test]
fn only_the_api_folder_of_the_user_interface_knows_tauri() {
    for file in files("ui/src", &["ts", "svelte"]) {
        if !file.starts_with("ui/src/api/") {
            assert!(!read(&file).contains("@tauri-apps"), "{file} imports Tauri; only ui/src/api may");
        }
    }
}

#[test]
fn every_command_is_registered_and_used() {
    let mut commands = Vec::new();
    for file in files("src-tauri/src/commands", &["rs"]) {
        let text = read(&file);
        for part in text.split("#[tauri::command").skip(1) {
            let name = part.split("pub fn ").nth(1).unwrap().split(['(', '<']).next().unwrap();
            commands.push(name.to_owned());
        }
    }
    assert!(!commands.is_empty());
    let registered = read("src-tauri/src/lib.rs");
    let client = read("ui/src/api/client.ts");
    let screens: String = files("ui/src", &["ts", "svelte"])
        .iter()
        .filter(|file| !file.contains("/api/") && !file.contains(".test"))
        .map(|file| read(file))
        .collect();
    for command in &commands {
        assert!(registered.contains(&format!("::{command},")), "{command} is not registered in lib.rs");
        let call = format!("invoke(\"{command}\"");
        let before = client.split(&call).next().unwrap();
        assert!(before.len() < client.len(), "{command} has no function in ui/src/api/client.ts");
        let function = before.rsplit("export function ").next().unwrap().split('(').next().unwrap();
        let called = ["client", "api"].iter().any(|api| screens.contains(&format!("{api}.{function}(")));
        assert!(called, "{function} of client.ts is called by no screen");
    }
    assert_eq!(client.matches("invoke(").count(), commands.len(), "client.ts calls a command that does not exist");
}

#[test]
fn no_test_file_is_forgotten() {
    for folder in ["tests/core", "tests/cli", "tests/desktop", "tests/ipc"] {
        let main = read(&format!("{folder}/main.rs"));
        for file in files(folder, &["rs"]) {
            let module = file.rsplit('/').next().unwrap().trim_end_matches(".rs");
            assert!(module == "main" || main.contains(&format!("mod {module};")), "{file} is in no test binary");
        }
    }
}

mod types {
    use super::*;
    use ts_rs::{Config, TS};
    use vouchsafe::messages;

    /// What crosses to the window: answers, requests, and the failure.
    fn generate(folder: &Path) {
        let config = Config::new().with_out_dir(folder);
        // A number, but one that belongs to the answers: the window need not read what will be refused.
        let limit = format!(
            "/** The largest file that is verified, in bytes. Generated from the core. */\nexport const REPORT_LIMIT = {};\n",
            vouchsafe_core::workspace::REPORT_LIMIT
        );
        fs::create_dir_all(folder).unwrap();
        fs::write(folder.join("limits.ts"), limit).unwrap();
        messages::failure::Failure::export_all(&config).unwrap();
        messages::home::Home::export_all(&config).unwrap();
        messages::home::SearchHit::export_all(&config).unwrap();
        messages::start::StartForm::export_all(&config).unwrap();
        messages::start::StartRequest::export_all(&config).unwrap();
        messages::start::AddSkillRequest::export_all(&config).unwrap();
        messages::assessment::AssessmentView::export_all(&config).unwrap();
        messages::assessment::MoveRequest::export_all(&config).unwrap();
        messages::change::ChangeRequest::export_all(&config).unwrap();
        messages::change::Saved::export_all(&config).unwrap();
        messages::change::AttachRequest::export_all(&config).unwrap();
        messages::change::Attached::export_all(&config).unwrap();
        messages::change::Undone::export_all(&config).unwrap();
        messages::sitting::SittingRequest::export_all(&config).unwrap();
        messages::rules::RuleView::export_all(&config).unwrap();
        messages::rules::RuleRequest::export_all(&config).unwrap();
        messages::rules::TryRuleRequest::export_all(&config).unwrap();
        messages::rules::Tried::export_all(&config).unwrap();
        messages::settings::SettingsView::export_all(&config).unwrap();
        messages::vault::VaultView::export_all(&config).unwrap();
        messages::vault::RecoveryCodeView::export_all(&config).unwrap();
        messages::vault::RecoverRequest::export_all(&config).unwrap();
        messages::vault::ChangePassphraseRequest::export_all(&config).unwrap();
        messages::vault::BackupsView::export_all(&config).unwrap();
        messages::vault::IntegrityView::export_all(&config).unwrap();
        messages::audit::AuditRequest::export_all(&config).unwrap();
        messages::audit::AuditPage::export_all(&config).unwrap();
        messages::audit::AuditVerdict::export_all(&config).unwrap();
        messages::people::PersonEntry::export_all(&config).unwrap();
        messages::people::PersonView::export_all(&config).unwrap();
        messages::people::EraseRequest::export_all(&config).unwrap();
        messages::people::ErasedView::export_all(&config).unwrap();
        messages::people::ReceiptRequest::export_all(&config).unwrap();
        messages::report::SigningView::export_all(&config).unwrap();
        messages::report::SignRequest::export_all(&config).unwrap();
        messages::report::DataName::export_all(&config).unwrap();
        messages::report::ReportView::export_all(&config).unwrap();
        messages::verify::VerifiedView::export_all(&config).unwrap();
        messages::verify::ReceivedView::export_all(&config).unwrap();
        messages::review::ReviewView::export_all(&config).unwrap();
        messages::review::ReceivedReport::export_all(&config).unwrap();
        messages::review::SaveReviewRequest::export_all(&config).unwrap();
        messages::review::CountersignRequest::export_all(&config).unwrap();
        messages::review::CountersignedReport::export_all(&config).unwrap();
        messages::signers::SignersView::export_all(&config).unwrap();
        messages::signers::ImportIdentityRequest::export_all(&config).unwrap();
        messages::signers::ExportIdentityRequest::export_all(&config).unwrap();
    }

    #[test]
    fn generated_types_are_fresh() {
        let committed = root().join("ui/src/api/types");
        if std::env::var_os("VOUCHSAFE_WRITE_TYPES").is_some() {
            fs::remove_dir_all(&committed).unwrap();
            generate(&committed);
        }
        let temporary = tempfile::tempdir().unwrap();
        generate(temporary.path());
        let names = |folder: &Path| {
            let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
            names.sort();
            names
        };
        assert_eq!(names(&committed), names(temporary.path()), "run `make types`");
        for name in names(&committed) {
            let (fresh, kept) = (temporary.path().join(&name), committed.join(&name));
            assert_eq!(fs::read_to_string(fresh).unwrap(), fs::read_to_string(kept).unwrap(), "run `make types`");
        }
    }
}

/// The sources' sentences belong to the SFIA Foundation. Where their pages are at hand, no text file of the
/// repository may hold a run of eight words from one of their statements.
#[test]
fn no_sentence_of_the_sources_is_in_the_repository() {
    const RUN: usize = 8;
    let seeds = root().join("../shared/seeds");
    let Ok(entries) = fs::read_dir(&seeds) else {
        let _ = writeln!(std::io::stderr(), "SKIPPED: ../shared/seeds is not here");
        return;
    };
    let words = |text: &str| -> Vec<String> {
        text.to_lowercase()
            .split(|it: char| !it.is_alphanumeric())
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let mut runs = std::collections::HashSet::new();
    for entry in entries {
        let page = fs::read_to_string(entry.unwrap().path()).unwrap();
        // Short lines are headings and codes: facts, not sentences.
        for line in page.lines().filter(|line| line.len() > 60) {
            runs.extend(words(line).windows(RUN).map(<[String]>::to_vec));
        }
    }
    assert!(!runs.is_empty());
    let tracked = std::process::Command::new("git").arg("ls-files").current_dir(root()).output().unwrap();
    let tracked = String::from_utf8(tracked.stdout).unwrap();
    // What is no text (fonts, pictures) can't be read as text.
    let texts = tracked.lines().filter_map(|file| Some((file, fs::read_to_string(root().join(file)).ok()?)));
    let mut count = 0;
    for (file, text) in texts {
        count += 1;
        for run in words(&text).windows(RUN) {
            assert!(!runs.contains(run), "{file} holds words of a source: “{}”", run.join(" "));
        }
    }
    assert!(count > 100, "git lists the repository's files");
}
