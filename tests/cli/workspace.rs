//! Workspaces that can be used, and ones that can't.

use std::fs;

use crate::vouch::{Vouch, interview, skip, text};

#[test]
fn the_default_workspace_is_in_the_folder_for_application_data() {
    let vouch = Vouch::new();
    let passphrase = vouch.path("passphrase.txt");
    let output = vouch.bare(&["--passphrase-file", passphrase.to_str().unwrap(), "framework", "list"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(vouch.path("data/vouchsafe/vouchsafe.db").is_file());
}

#[test]
fn without_a_passphrase_only_what_needs_no_workspace_is_done() {
    let vouch = Vouch::new();
    let output = vouch.bare(&["history"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("Name a file with --passphrase-file."), "{}", text(&output.stderr));
    assert!(!vouch.path("data/vouchsafe/vouchsafe.db").exists(), "nothing was made");
    let file = vouch.file("letter.pdf", "Dear");
    let output = vouch.bare(&["--json", "verify", &file]);
    assert!(text(&output.stdout).contains("\"unreadable\"") || text(&output.stdout).contains("\"not-ours\""));
    assert!(vouch.bare(&["interview", "schema"]).status.success());
}

#[test]
fn a_wrong_passphrase_opens_nothing() {
    let vouch = Vouch::new();
    vouch.record(&interview());
    vouch.file("passphrase.txt", "another one\n");
    for arguments in [&["history"][..], &["framework", "list"], &["identity", "show"]] {
        assert_eq!(vouch.refusal(arguments).0, "wrong-passphrase", "{arguments:?}");
    }
}

#[test]
fn a_workspace_that_cannot_be_used_is_named() {
    let vouch = Vouch::new();
    let file = vouch.file("file", "");
    fs::create_dir(vouch.path("full")).unwrap();
    fs::write(vouch.path("full/letter.txt"), "Dear").unwrap();
    let full = vouch.path("full").to_str().unwrap().to_owned();
    for (folder, reason) in [
        (file.as_str(), "Could not make the workspace"),
        (&format!("{file}/below"), "Could not make the workspace"),
        // Nobody may make a folder there, not even root.
        ("/proc/vouchsafe/workspace", "Could not make the workspace"),
        (&full, "holds other files"),
    ] {
        let passphrase = vouch.path("passphrase.txt");
        let known = ["--passphrase-file", passphrase.to_str().unwrap()];
        let output = vouch.bare(&[&known[..], &["--workspace", folder, "history"]].concat());
        assert_eq!(output.status.code(), Some(1));
        let sentence = text(&output.stderr);
        assert!(sentence.contains(reason) && sentence.contains(folder), "{sentence}");
    }
    assert_eq!(fs::read_dir(vouch.path("full")).unwrap().count(), 1, "nothing was added");
}

#[test]
fn wrong_usage_leaves_with_two() {
    let vouch = Vouch::new();
    for arguments in [&["frobnicate"][..], &["report"], &["verify"], &["history", "--nothing"]] {
        assert_eq!(vouch.bare(arguments).status.code(), Some(2), "{arguments:?}");
    }
    let output = vouch.bare(&["--json", "verify"]);
    let failure: serde_json::Value = serde_json::from_slice(&output.stderr).unwrap();
    assert_eq!((output.status.code(), &failure["error"]["code"]), (Some(2), &"usage".into()));
}

#[test]
fn several_processes_make_and_share_a_workspace() {
    let vouch = Vouch::new();
    let file = vouch.file("interview.json", interview().to_string());
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| vouch.answer(&["interview", "record", &file]));
        }
    });
    let history = vouch.answer(&["history"]);
    let assessments = history["assessments"].as_array().unwrap();
    assert_eq!(assessments.len(), 6);

    // They report at once, and the workspace has one identity afterwards.
    std::thread::scope(|scope| {
        for (number, assessment) in assessments.iter().enumerate() {
            let (id, file) = (assessment["assessment"].as_str().unwrap(), vouch.path(&format!("{number}.pdf")));
            let vouch = &vouch;
            scope.spawn(move || vouch.answer(&["report", id, "--output", file.to_str().unwrap()]));
        }
    });
    let own = &vouch.answer(&["identity", "show"])["identity"]["fingerprint"];
    for number in 0..6 {
        let verified = vouch.answer(&["verify", vouch.path(&format!("{number}.pdf")).to_str().unwrap()]);
        assert_eq!(&verified["files"][0]["signatures"][0]["fingerprint"], own);
    }
}

#[test]
fn a_workspace_that_can_only_be_read_is_said_to_be_so() {
    let vouch = Vouch::new();
    vouch.answer(&["history"]);
    let database = vouch.path("workspace/vouchsafe.db");
    // Root may write whatever the permissions say; the immutable flag or a read-only mount would stop even root.
    let mut permissions = fs::metadata(&database).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&database, permissions).unwrap();
    if fs::OpenOptions::new().append(true).open(&database).is_ok() {
        skip("this user may write read-only files");
        return;
    }
    let file = vouch.file("interview.json", interview().to_string());
    let (code, sentence) = vouch.refusal(&["interview", "record", &file]);
    assert!(code == "io" && sentence.contains("can’t be written"), "{sentence}");
}
