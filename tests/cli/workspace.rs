//! Workspaces that can be used, and ones that can't.

use std::fs;

use crate::vouch::{Vouch, interview, text};

#[test]
fn the_default_workspace_is_in_the_folder_for_application_data() {
    let vouch = Vouch::new();
    let output = vouch.bare(&["framework", "list"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(vouch.path("data/vouchsafe/vouchsafe.db").is_file());
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
        (&full, "holds other files"),
    ] {
        let output = vouch.bare(&["--workspace", folder, "history"]);
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
}

#[test]
fn several_processes_share_a_workspace() {
    let vouch = Vouch::new();
    vouch.answer(&["history"]);
    let file = vouch.file("interview.json", interview().to_string());
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| vouch.answer(&["interview", "record", &file]));
        }
    });
    assert_eq!(vouch.answer(&["history"])["assessments"].as_array().unwrap().len(), 6);
}
