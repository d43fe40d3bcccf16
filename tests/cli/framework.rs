//! `vouch framework`: the real pages, the current definition, and pages that are none.

use serde_json::{Value, json};

use crate::vouch::{Vouch, interview, seeds};

const SFIA_8: &str = "000_46a155dfaf88a199.txt";
const PREVIEW: &str = "001_ccee0d9b75ea94b0.txt";
const REQUEST: &str = "003_cdd610ab178170ae.txt";

/// A page in the project's own words, in the shape of the site's.
const PAGE: &str = "Beekeeping BEEK

Looking after bees so that they thrive.

Guidance notes

Activities may include:

  • reading the weather.

Defined at these levels: 1 2

Beekeeping: Level 1

Feeds a colony as told. Cleans the tools.

Beekeeping: Level 2

Inspects a hive and notes what is found, e.g. brood and stores.

Beekeeping: Levels 3-7

This skill is not typically observed at these levels.
";

fn counts(skill: &Value) -> Vec<usize> {
    let levels = skill["levels"].as_array().unwrap();
    levels.iter().map(|level| level["statements"].as_array().unwrap().len()).collect()
}

#[test]
fn the_built_in_skill_has_the_shape_of_both_editions() {
    let vouch = Vouch::new();
    let eight = vouch.answer(&["framework", "show", "sfia-8/ITOP"]);
    assert_eq!(counts(&eight), [2, 5, 6, 8, 7, 0, 0]);
    assert_eq!(eight["status"], "legacy");
    assert_eq!(eight["levels"][6]["defined"], false);
    assert!(eight["levels"][6]["reason"].is_string());
    let preview = vouch.answer(&["framework", "show", "sfia-9-preview/ITOP"]);
    assert_eq!(counts(&preview), [2, 3, 6, 8, 5, 0, 0]);
    assert_eq!(preview["status"], "draft");
    assert_eq!(preview["levels"][0]["mark"], "modified");
    let one = vouch.answer(&["framework", "show", "sfia-8/ITOP/3"]);
    assert_eq!(counts(&one), [6]);
    assert_eq!(one["levels"][0]["statement_ids"][1], "sfia-8/ITOP/3/2");
    let list = vouch.answer(&["framework", "list"]);
    assert_eq!(list["skills"].as_array().unwrap().len(), 2);
    assert_eq!(list["skills"][0]["origin"], "built-in");
}

#[test]
fn the_real_pages_are_read_and_used() {
    let Some(seeds) = seeds() else { return };
    let page = |name: &str| seeds.join(name).to_str().unwrap().to_owned();
    let vouch = Vouch::new();
    let import = vouch.answer(&["framework", "import", &page(SFIA_8), &page(PREVIEW), &page(REQUEST)]);
    assert_eq!(counts(&import["imported"][0]), [2, 5, 6, 8, 7, 0, 0]);
    assert_eq!(counts(&import["imported"][1]), [2, 3, 6, 8, 5, 0, 0]);
    assert_eq!(import["imported"][1]["status"], "draft");
    assert!(import["imported"].as_array().unwrap().iter().all(|skill| skill["new"] == true));
    let request = &import["change_requests"][0];
    assert_eq!((&request["number"], &request["status"]), (&json!(1432), &json!("accepted")));
    assert_eq!(request["statements"].as_array().unwrap().len(), 9);
    assert_eq!(request["level"], 5);

    // Word for word: every statement stands in the page, and nothing of a level's text is lost.
    for (name, imported) in [(SFIA_8, &import["imported"][0]), (PREVIEW, &import["imported"][1])] {
        let text = std::fs::read_to_string(seeds.join(name)).unwrap();
        let page: String = text.split_whitespace().collect();
        for level in imported["levels"].as_array().unwrap() {
            let statements = level["statements"].as_array().unwrap();
            let joined: String = statements.iter().flat_map(|it| it.as_str().unwrap().split_whitespace()).collect();
            assert!(page.contains(&joined), "{name}, level {}", level["level"]);
        }
    }

    // The page is current from now on, and interviews use it.
    let shown = vouch.answer(&["framework", "show", "sfia-8/ITOP"]);
    assert_eq!(shown["definition_hash"], import["imported"][0]["definition_hash"]);
    vouch.record(&interview());
    let again = vouch.answer(&["framework", "import", &page(SFIA_8), "--edition", "sfia-8"]);
    assert_eq!(again["imported"][0]["new"], false);
}

#[test]
fn a_dry_run_keeps_nothing() {
    let vouch = Vouch::new();
    let page = vouch.file("page.txt", PAGE);
    let import = vouch.answer(&["framework", "import", &page, "--edition", "bees-1", "--dry-run"]);
    assert_eq!(counts(&import["imported"][0]), [2, 1, 0, 0, 0, 0, 0]);
    assert_eq!(import["imported"][0]["new"], true);
    assert_eq!(vouch.refusal(&["framework", "show", "bees-1/BEEK"]).0, "not-found");
    vouch.answer(&["framework", "import", &page, "--edition", "bees-1"]);
    vouch.answer(&["framework", "show", "bees-1/BEEK"]);
}

#[test]
fn what_is_no_page_is_refused_with_file_and_line_and_nothing_is_kept() {
    let vouch = Vouch::new();
    let good = vouch.file("good.txt", PAGE);
    let cut = PAGE.find("Inspects").unwrap() + 20;
    let mut not_utf8 = PAGE.replace("thrive", "thr\u{1}ve").into_bytes();
    let at = not_utf8.iter().position(|byte| *byte == 1).unwrap();
    not_utf8[at] = 0xff;
    let bad: [(&str, Vec<u8>, &str); 5] = [
        ("letter.txt", b"Dear Sir,\n\nthank you.\n".to_vec(), "letter.txt, line "),
        ("empty.txt", Vec::new(), "empty.txt, line 1: "),
        ("cut.txt", PAGE.as_bytes()[..cut].to_vec(), "cut.txt, line "),
        ("latin1.txt", not_utf8, "latin1.txt, line 3: "),
        ("huge.txt", vec![b'a'; 50_000_000], "huge.txt, line 1: "),
    ];
    for (name, content, place) in bad {
        let file = vouch.file(name, content);
        let (_, sentence) = vouch.refusal(&["framework", "import", &good, &file, "--edition", "bees-1"]);
        assert!(sentence.contains(place), "{sentence}");
        assert_eq!(vouch.refusal(&["framework", "show", "bees-1/BEEK"]).0, "not-found", "{name}: nothing is kept");
    }
    let (_, sentence) = vouch.refusal(&["framework", "import", &good, "--edition", "Bees 1"]);
    assert!(sentence.contains("Bees 1"), "{sentence}");
}
