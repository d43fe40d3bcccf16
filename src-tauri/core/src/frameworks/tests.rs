//! Recognition, the real pages, and input that nobody wrote.

use std::io::Write;
use std::path::PathBuf;

use proptest::prelude::*;

use crate::domain::definition::{Definition, LevelContent, RevisionMark, SkillCode};
use crate::domain::edition::PublicationStatus;
use crate::domain::level::Level;

use super::*;

/// A page of an invented skill, in the shape of the SFIA 8 pages.
pub(super) const BEEKEEPING: &str = "\
A framework for small animals

Beekeeping BEEK

Keeping bees healthy and productive.

Guidance notes

Bees live in hives, but not only there.

Activities may include \u{2014}

  \u{2022} feeding in winter
  \u{2022} extracting honey.

Defined at these levels: 2 3

Beekeeping: Level 1

Keepers are not typically observed at this level.

Beekeeping: Level 2

Feeds the bees as told.

Counts hives. Reports losses to the keeper.

Beekeeping: Level 3

Extracts honey, e.g. Acacia honey, using supplied tools.

Beekeeping: Levels 4-7

Keepers are not typically observed at these levels.
";

pub(super) fn read_text(text: &str) -> Result<Understood> {
    read(&Source { name: "page.txt", bytes: text.as_bytes() }, None)
}

pub(super) fn definition_of(text: &str) -> Definition {
    let mut understood = read_text(text).unwrap();
    assert_eq!(understood.definitions.len(), 1);
    understood.definitions.remove(0)
}

pub(super) fn refusal_of(text: &str) -> String {
    read_text(text).unwrap_err().to_string()
}

/// The statements of each level, empty where it is not defined.
pub(super) fn statements(definition: &Definition) -> Vec<Vec<&str>> {
    definition.levels.iter().map(|level| level.statements().iter().map(String::as_str).collect()).collect()
}

pub(super) fn counts(definition: &Definition) -> Vec<usize> {
    definition.levels.iter().map(|level| level.statements().len()).collect()
}

pub(super) fn reason(definition: &Definition, level: u8) -> &str {
    match &definition.levels[usize::from(level) - 1].content {
        LevelContent::NotDefined { reason } => reason,
        LevelContent::Defined { .. } => panic!("level {level} is defined"),
    }
}

/// A real page. They belong to the SFIA Foundation and are no part of the repository.
pub(super) fn seed(name: &str) -> Option<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds").join(name);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        // Straight to stderr: what a passing test prints is not shown.
        let mut stderr = std::io::stderr();
        let _ = writeln!(stderr, "SKIPPED: {name} is not in ../shared/seeds beside the repository");
    }
    text
}

pub(super) const SFIA_8_PAGE: &str = "000_46a155dfaf88a199.txt";
pub(super) const PREVIEW_PAGE: &str = "001_ccee0d9b75ea94b0.txt";
pub(super) const REQUEST_PAGE: &str = "003_cdd610ab178170ae.txt";

/// That the statements say all that stands between the level headings, in its order.
fn assert_word_for_word(page: &str, definition: &Definition) {
    let squeeze = |text: &str| text.split_whitespace().collect::<String>();
    let after_headings = page.split(": Level ").skip(1).map(|part| {
        let (number, below) = part.split_once('\n').unwrap();
        let below = below.trim_start().strip_prefix("(modified)").unwrap_or(below);
        let own = below.split(": Level").next().unwrap();
        // The next heading begins with the skill's name.
        (number.trim().parse::<usize>().unwrap(), squeeze(own.trim_end().trim_end_matches(&definition.name)))
    });
    for (level, text) in after_headings {
        let found = definition.levels[level - 1].statements().concat();
        assert_eq!(squeeze(&found), text, "level {level}");
    }
}

#[test]
fn the_sfia_8_page_is_read_word_for_word() {
    let Some(page) = seed(SFIA_8_PAGE) else { return };
    let definition = definition_of(&page);
    assert_eq!((definition.edition.id.as_str(), definition.edition.status), ("sfia-8", PublicationStatus::Legacy));
    assert_eq!((definition.code.as_str(), definition.name.as_str()), ("ITOP", "IT infrastructure"));
    assert_eq!((definition.mark, definition.guidance_mark), (None, None));
    assert_eq!(counts(&definition), [2, 5, 6, 8, 7, 0, 0]);
    assert_eq!(definition.guidance.iter().filter(|note| note.is_prompt).count(), 5);
    assert_eq!(definition.guidance.iter().filter(|note| !note.is_prompt).count(), 2);
    assert!(reason(&definition, 6).contains("not typically observed") && reason(&definition, 7).ends_with('.'));
    assert_word_for_word(&page, &definition);
}

#[test]
fn the_preview_page_is_read_word_for_word_as_a_draft() {
    let Some(page) = seed(PREVIEW_PAGE) else { return };
    let understood = read_text(&page).unwrap();
    assert_eq!(understood.warnings.len(), 1, "{:?}", understood.warnings);
    assert_eq!(understood.warnings[0].line, Some(4));
    let definition = &understood.definitions[0];
    assert_eq!(definition.edition.id.as_str(), "sfia-9-preview");
    assert_eq!(definition.edition.status, PublicationStatus::Draft);
    assert_eq!((definition.code.as_str(), definition.name.as_str()), ("ITOP", "Infrastructure operations"));
    assert_eq!(definition.mark, Some(RevisionMark::New));
    assert_eq!(definition.guidance_mark, Some(RevisionMark::Modified));
    assert_eq!(counts(definition), [2, 3, 6, 8, 5, 0, 0]);
    for level in &definition.levels[..5] {
        assert!(matches!(level.content, LevelContent::Defined { mark: Some(RevisionMark::Modified), .. }));
    }
    assert_eq!(definition.guidance.iter().filter(|note| note.is_prompt).count(), 7);
    assert_eq!(definition.guidance.iter().filter(|note| !note.is_prompt).count(), 4);
    assert!(reason(definition, 6).starts_with("Responsibilities"), "the explanation for higher levels");
    assert_word_for_word(&page, definition);
}

#[test]
fn the_preview_page_without_its_banner_and_marks_is_taken_as_published() {
    let Some(page) = seed(PREVIEW_PAGE) else { return };
    let is_of_a_draft = |line: &str| {
        ["(new)", "(modified)"].contains(&line.trim()) || line.contains("SFIA 9") || line.contains("before publication")
    };
    let published: Vec<&str> = page.lines().filter(|line| !is_of_a_draft(line)).collect();
    let definition = definition_of(&published.join("\n"));
    assert_eq!((definition.edition.id.as_str(), definition.edition.status), ("sfia-9", PublicationStatus::Current));
    assert_eq!(counts(&definition), [2, 3, 6, 8, 5, 0, 0]);
}

#[test]
fn the_real_change_request_is_read() {
    let Some(page) = seed(REQUEST_PAGE) else { return };
    let understood = read_text(&page).unwrap();
    assert_eq!(understood.warnings, []);
    let request = &understood.change_requests[0];
    assert_eq!((request.number, request.title.as_str()), (1432, "Create IT Infrastructure (ITOP) level 5"));
    assert_eq!(request.status, "accepted");
    assert_eq!(request.skill.as_ref().map(SkillCode::as_str), Some("ITOP"));
    assert_eq!(request.level, Level::new(5));
    assert_eq!(request.statements.len(), 9);
    assert_eq!(request.applies_to, "IT infrastructure");
    assert_eq!(request.references, ["ASUP", "NTAS", "CR#1431", "ITMG", "SYSP"]);
    assert!(request.summary.ends_with("(ITOP).") && request.rationale.lines().count() == 2);
    assert!(request.decided.ends_with("ITMG.") && request.changed.ends_with("updated."));
}

#[test]
fn cuts_of_a_real_skill_page_are_refused_or_told_of() {
    for name in [SFIA_8_PAGE, PREVIEW_PAGE] {
        let Some(page) = seed(name) else { return };
        let page = page.trim_end();
        let last_level = page.rfind("Level 5").unwrap();
        for at in (0..page.len()).step_by(5).filter(|at| page.is_char_boundary(*at)) {
            let before = page[..at].trim_end();
            match read_text(before) {
                Err(error) => assert!(error.to_string().starts_with("page.txt, line "), "{error}"),
                // Nothing on a page tells how many sentences its last level has.
                Ok(understood) => {
                    assert!(at > last_level && before.ends_with('.'), "{name} cut at {at}");
                    let tells = understood.warnings.iter().any(|warning| warning.message.contains("level 6, 7"));
                    assert!(tells || name == PREVIEW_PAGE, "{name} cut at {at}");
                }
            }
        }
    }
}

#[test]
fn cuts_of_the_real_request_before_its_status_are_refused() {
    let Some(page) = seed(REQUEST_PAGE) else { return };
    let status = page.find("accepted\n\nWhat we decided").unwrap() + "accepted".len();
    for at in (0..status).step_by(3).filter(|at| page.is_char_boundary(*at)) {
        let message = refusal_of(&page[..at]);
        assert!(message.starts_with("page.txt, line "), "{message}");
    }
    assert!(read_text(&page[..status]).is_ok(), "a request may have no decision");
}

#[test]
fn cuts_of_the_real_request_behind_its_status_are_refused_within_a_sentence() {
    let Some(page) = seed(REQUEST_PAGE) else { return };
    let page = page.trim_end();
    let status = page.find("accepted\n\nWhat we decided").unwrap() + "accepted".len();
    for at in (status..=page.len()).filter(|at| page.is_char_boundary(*at)) {
        let before = page[..at].trim_end();
        match read_text(before) {
            Err(error) => assert!(error.to_string().starts_with("page.txt, line "), "{error}"),
            Ok(_) => assert!(before.len() == status || before.ends_with('.'), "cut at {at}"),
        }
    }
}

#[test]
fn the_kind_is_recognised_by_what_a_page_says() {
    assert_eq!(read_text(BEEKEEPING).unwrap().definitions.len(), 1);
    let request = "#12 Beekeeping BEEK level 3 change request open\n\nAdds a level.\n\nBeekeeping: Level 3\n\nKeeps bees.\n\n\
                   Current status of this request: open";
    assert_eq!(read_text(request).unwrap().change_requests.len(), 1);
}

#[test]
fn what_is_of_no_kind_is_refused() {
    for text in ["Dear all,\nplease find the bees attached.\n", "{\"skill\": \"BEEK\"}", "code,name\nBEEK,Beekeeping\n"]
    {
        let message = refusal_of(text);
        assert!(message.starts_with("page.txt, line 1: This is neither the page of a skill"), "{message}");
        assert!(message.contains("import that"), "{message}");
    }
    let message = refusal_of("\n\n<!DOCTYPE html>\n<p>Bees</p>");
    assert!(message.starts_with("page.txt, line 3:") && message.contains("copy its text"), "{message}");
    assert!(read(&Source { name: "logo.png", bytes: b"\x89PNG\r\n\x1a\n\0\0" }, None).is_err());
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&Source { name: "page.txt", bytes: &bytes }, None);
    }

    #[test]
    fn a_changed_page_is_understood_or_refused_with_a_line(
        from in 0..BEEKEEPING.len(),
        length in 0..60_usize,
        insert in "(\\PC|\n|Level [0-9]|\\(new\\)|: |- ){0,6}",
    ) {
        let mut bytes = BEEKEEPING.as_bytes().to_vec();
        let to = (from + length).min(bytes.len());
        bytes.splice(from..to, insert.bytes());
        match read(&Source { name: "page.txt", bytes: &bytes }, None) {
            Ok(understood) => {
                let definition = &understood.definitions[0];
                prop_assert_eq!(definition.levels.len(), 7);
                prop_assert!(statements(definition).concat().iter().all(|statement| !statement.trim().is_empty()));
            }
            Err(error) => prop_assert!(error.to_string().starts_with("page.txt, line "), "{}", error),
        }
    }
}
