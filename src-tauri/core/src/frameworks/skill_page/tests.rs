//! Invented pages in every shape that the site's pages have, and pages that are refused.

use crate::domain::definition::{DefinitionHash, LevelContent, RevisionMark};
use crate::domain::edition::{EditionId, PublicationStatus};

use super::super::tests::{BEEKEEPING, counts, definition_of, read_text, reason, refusal_of, statements};
use super::super::{Source, read};

/// A page in the shape of the SFIA 9 preview's.
const PREVIEW: &str = "\
Care of hives HIVE
(new)
Keeping hives dry, clean and inhabited.
SFIA 9 is in development
- SFIA 9 planned for a later year.
- All of this may change before publication.
Guidance notes
(modified)
Hives come in many shapes.
Activities may include:
- painting
- mending.
Understanding the responsibility levels
Where lower levels are silent...
- Nobody is asked to do this before. Read the essence.
Where higher levels are silent...
- Others do this later.
Developing skills and demonstrating them
The levels grow.
Where lower levels are silent...
Learn by:
- Watching
Where higher levels are silent...
- Learn something else.
Click to learn why.
Show/hide more.
2
3
Levels of responsibility for this skill
2 | 3 |
Care of hives: Level 2
(modified)
Paints hives.
Mends hives. Reports rot.
Care of hives: Level 3
(unchanged)
Builds hives.";

/// The page with a part of it replaced.
fn page(from: &str, to: &str) -> String {
    assert!(BEEKEEPING.contains(from), "{from}");
    BEEKEEPING.replace(from, to)
}

fn warnings(text: &str) -> Vec<String> {
    let understood = read_text(text).unwrap();
    // The first one is always about the edition, which no page here is read with.
    understood
        .warnings
        .into_iter()
        .skip(1)
        .map(|warning| format!("{}: {}", warning.line.unwrap(), warning.message))
        .collect()
}

const BEEKEEPING_STATEMENTS: [&[&str]; 7] = [
    &[],
    &["Feeds the bees as told.", "Counts hives.", "Reports losses to the keeper."],
    &["Extracts honey, e.g. Acacia honey, using supplied tools."],
    &[],
    &[],
    &[],
    &[],
];

#[test]
fn a_page_becomes_a_definition() {
    let definition = definition_of(BEEKEEPING);
    assert_eq!((definition.code.as_str(), definition.name.as_str()), ("BEEK", "Beekeeping"));
    assert_eq!(definition.description, "Keeping bees healthy and productive.");
    let guidance: Vec<_> = definition.guidance.iter().map(|note| (note.is_prompt, note.text.as_str())).collect();
    assert_eq!(
        guidance,
        [
            (false, "Bees live in hives, but not only there."),
            (false, "Activities may include —"),
            (true, "feeding in winter"),
            (true, "extracting honey."),
        ]
    );
    assert_eq!(statements(&definition), BEEKEEPING_STATEMENTS);
    assert_eq!(reason(&definition, 1), "Keepers are not typically observed at this level.");
    assert_eq!(reason(&definition, 7), "Keepers are not typically observed at these levels.");
    assert_eq!(warnings(BEEKEEPING), Vec::<String>::new());
}

#[test]
fn a_preview_carries_marks_and_explains_undefined_levels() {
    let definition = definition_of(PREVIEW);
    assert_eq!(definition.edition.id.as_str(), "sfia-9-preview");
    assert_eq!(definition.edition.status, PublicationStatus::Draft);
    assert_eq!(definition.name, "Care of hives");
    assert_eq!((definition.mark, definition.guidance_mark), (Some(RevisionMark::New), Some(RevisionMark::Modified)));
    assert_eq!(definition.description, "Keeping hives dry, clean and inhabited.");
    assert_eq!(definition.guidance.len(), 4);
    assert_eq!(counts(&definition), [0, 3, 1, 0, 0, 0, 0]);
    let mark = |level: usize| match definition.levels[level - 1].content {
        LevelContent::Defined { mark, .. } => mark,
        LevelContent::NotDefined { .. } => None,
    };
    assert_eq!((mark(2), mark(3)), (Some(RevisionMark::Modified), None));
    assert_eq!(reason(&definition, 1), "Nobody is asked to do this before. Read the essence.");
    assert_eq!(reason(&definition, 5), "Others do this later.");
    assert_eq!(warnings(PREVIEW), Vec::<String>::new());
}

#[test]
fn layout_does_not_change_what_is_read() {
    let reference = hash_in_named_edition(BEEKEEPING);
    let without_blanks: String =
        BEEKEEPING.lines().filter(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect();
    let padded: String = BEEKEEPING.lines().map(|line| format!("\t {line} \u{a0}\n\n\n")).collect();
    for text in [
        without_blanks,
        padded,
        format!("\u{feff}{}", BEEKEEPING.replace('\n', "\r\n")),
        BEEKEEPING.replace('\n', "\r"),
        BEEKEEPING.replace(' ', "\u{a0}"),
        BEEKEEPING.replace("ee", "e\u{200b}e"),
        BEEKEEPING.replace("  \u{2022} ", "- "),
        BEEKEEPING.replace("  \u{2022} ", "* "),
        BEEKEEPING.replace("  \u{2022} ", "\u{2013}\t"),
        BEEKEEPING.replace("Beekeeping: Level ", "BEEKEEPING : LEVEL "),
        BEEKEEPING.replace("Beekeeping: Level", "Level"),
        BEEKEEPING.replace("Beekeeping: Level", "Beekeeping \u{2013} Level"),
        BEEKEEPING.replace("Beekeeping: Level", "BEEK Level"),
        BEEKEEPING.replace("Beekeeping: Level", "Beekeeping Level").replace("Guidance notes", "Guidance"),
        BEEKEEPING.replace("Levels 4-7", "Levels 4 \u{2013} 7"),
        BEEKEEPING.replace("Levels 4-7", "Level 4, 5, 6 and 7"),
        BEEKEEPING.replace("Beekeeping BEEK", "Beekeeping (BEEK)"),
        BEEKEEPING.replace("Beekeeping BEEK", "Beekeeping BEEK\n\nBeekeeping BEEK"),
        BEEKEEPING.replace("A framework for small animals\n", ""),
        BEEKEEPING.replace("A framework", "Skip to HIVE\nPersonal tools\nA framework"),
        BEEKEEPING.replace("Defined at these levels: 2 3", "Levels of responsibility for this skill\n\n2 | 3 |"),
        BEEKEEPING.replace("Defined at these levels: 2 3", "Defined at these levels:\n2\n3"),
        BEEKEEPING.replace("Defined at these levels: 2 3", "Defined at these levels: 2-3"),
        BEEKEEPING.replace("Defined at these levels: 2 3\n\n", ""),
        BEEKEEPING.replace(
            "Guidance notes",
            "Revision notes\nUpdates made\n- A level was added at level 2.\n\nGuidance Notes:",
        ),
        BEEKEEPING.replace("as told.", "as\ntold."),
        BEEKEEPING.replace("feeding in winter", "feeding in\n    winter"),
        format!("{BEEKEEPING}\nRelated skills\nCare of hives HIVE\n"),
    ] {
        assert_eq!(hash_in_named_edition(&text), reference, "{text}");
    }
}

/// Layout does tell of the edition, where none is named.
fn hash_in_named_edition(text: &str) -> DefinitionHash {
    let source = Source { name: "page.txt", bytes: text.as_bytes() };
    read(&source, EditionId::new("bees-1").as_ref()).unwrap().definitions[0].hash()
}

#[test]
fn a_page_that_does_not_say_its_edition_is_taken_for_what_it_is_built_like() {
    let warning_of = |text: &str| {
        let understood = read_text(text).unwrap();
        (understood.definitions[0].edition.id.to_string(), understood.warnings[0].clone())
    };
    let published = PREVIEW
        .replace("(new)\n", "")
        .replace("(modified)\n", "")
        .replace("(unchanged)\n", "")
        .replace("SFIA 9 is in development\n", "")
        .replace("- SFIA 9 planned for a later year.\n", "")
        .replace("- All of this may change before publication.\n", "");
    let (id, warning) = warning_of(&published);
    assert_eq!((id.as_str(), warning.line), ("sfia-9", Some(8)), "{}", warning.message);
    assert!(!warning.message.contains("SFIA 8"), "{}", warning.message);
    assert_eq!(definition_of(&published).edition.status, PublicationStatus::Current);

    let (id, warning) = warning_of(BEEKEEPING);
    assert_eq!((id.as_str(), warning.line), ("sfia-8", Some(16)), "{}", warning.message);
    let row = page("Defined at these levels: 2 3", "Levels of responsibility for this skill\n\n2 | 3 |");
    for text in [row, page("Defined at these levels: 2 3\n", "")] {
        let (id, warning) = warning_of(&text);
        assert_eq!((id.as_str(), warning.line), ("sfia-9", None), "{}", warning.message);
    }
}

#[test]
fn pages_of_every_year_are_told_apart() {
    let seventh = "Guide to animals, SFIA version 7. Framework status: old.\n\nHoney HONY\n\nMaking honey. Selling it.\n\n\
                   Levels of responsibility for this skill\n\n2 3\n\nHoney: Level 1\n\nNot typically observed here.\n\n\
                   Honey: Level 2\n\nStirs. Pours.\n\nHoney: Level 3\n\nTastes.\n\nHoney: Levels 4-7\n\nNot defined at these.\n";
    let eighth = seventh
        .replace("Guide to animals, SFIA version 7. Framework status: old.\n\n", "")
        .replace("Honey: Level 1", "Updates for SFIA 9\n\n  • See the updated version of this skill for SFIA 9.\n\nGuidance notes\n\n  • stirring\n\nHoney: Level 1");
    let ninth = eighth
        .replace("Updates for", "Revision notes\nUpdates for")
        .replace("  • See the updated version of this skill for SFIA 9.", "- A level was added. SFIA 8 stays at hand.");
    let prototype = eighth
        .replace("Updates for SFIA 9", "(unchanged)\nThis is a prototype for SFIA 9.")
        .replace("  • See", "  • Guidance changed\n    • See");
    for (text, id, status) in [
        (seventh, "sfia-7", PublicationStatus::Legacy),
        (&eighth, "sfia-8", PublicationStatus::Legacy),
        (&ninth, "sfia-9", PublicationStatus::Current),
        (
            &prototype.replace("updated version of this skill for SFIA 9", "list"),
            "sfia-9-preview",
            PublicationStatus::Draft,
        ),
    ] {
        let definition = definition_of(text);
        assert_eq!((definition.edition.id.as_str(), definition.edition.status), (id, status), "{text}");
        assert_eq!(definition.description, "Making honey. Selling it.");
        assert_eq!(counts(&definition), [0, 2, 1, 0, 0, 0, 0]);
        assert_eq!(definition.guidance.len(), usize::from(id != "sfia-7"));
    }
}

#[test]
fn marks_count_only_where_something_is_marked() {
    let marked = BEEKEEPING
        .replace("Beekeeping BEEK", "Beekeeping BEEK (Modified)")
        .replace("Guidance notes", "Guidance notes (new)")
        .replace("Beekeeping: Level 3\n", "Beekeeping: Level 3 (new)\n")
        .replace("Beekeeping: Level 2\n", "Beekeeping: Level 2\n\n(modified)\n");
    let definition = definition_of(&marked);
    assert_eq!((definition.mark, definition.guidance_mark), (Some(RevisionMark::Modified), Some(RevisionMark::New)));
    assert_eq!(statements(&definition), BEEKEEPING_STATEMENTS);
    assert_eq!(definition.edition.id.as_str(), "sfia-9-preview", "only drafts carry marks");

    let misplaced = page("Counts hives.", "(new)\nCounts hives (modified).");
    let definition = definition_of(&misplaced);
    assert!(matches!(definition.levels[1].content, LevelContent::Defined { mark: None, .. }));
    assert_eq!(definition.levels[1].statements()[1], "Counts hives (modified).");
    assert_eq!(warnings(&misplaced), ["26: This mark stands below no name, guidance or level, and is left out."]);

    let unknown = page("Beekeeping: Level 2\n", "Beekeeping: Level 2\n(renamed)\n");
    assert_eq!(statements(&definition_of(&unknown)), BEEKEEPING_STATEMENTS);
    assert_eq!(warnings(&unknown), ["23: The mark (renamed) is not known and is left out."]);
}

#[test]
fn levels_may_begin_higher_and_stay_unmentioned() {
    let text = "Honey HONY\n\nMaking honey.\n\nLevels of responsibility for this skill\n\n5 6\n\nHoney: Level 5\nLeads.\n\
                Honey: Level 6\nDirects. Inspires.";
    let definition = definition_of(text);
    assert_eq!(counts(&definition), [0, 0, 0, 0, 1, 2, 0]);
    assert_eq!(reason(&definition, 1), "The source does not define this level.");
    assert_eq!(definition.guidance, []);
    assert_eq!(
        warnings(text),
        ["12: The page says nothing of level 1, 2, 3, 4, 7. Taken as not defined; check that the page is whole."]
    );
}

#[test]
fn lists_and_wrapped_lines_make_whole_statements() {
    let text = page(
        "Counts hives. ",
        "Sees to it that:\n- hives are counted;\n- losses\nare known.\nReports all: bees.\n- Cleans.\n\n",
    );
    assert_eq!(
        statements(&definition_of(&text))[1],
        [
            "Feeds the bees as told.",
            "Sees to it that: hives are counted; losses are known.",
            "Reports all: bees.",
            "Cleans.",
            "Reports losses to the keeper."
        ]
    );
}

#[test]
fn parts_that_are_not_known_are_left_out_with_a_warning() {
    let text = page("Guidance notes", "It never ends.\n\nThemes of the year\nwax\n\nGuidance notes");
    let definition = definition_of(&text);
    assert_eq!(definition.description, "Keeping bees healthy and productive. It never ends.");
    assert_eq!(
        warnings(&text),
        ["9: This line opens a part of the page that is not known. It is left out, down to the next part that is."]
    );
    let menu = page("Defined at", "Level 1\nLevel 2\nDefined at");
    assert_eq!(statements(&definition_of(&menu)), BEEKEEPING_STATEMENTS);
    let unfinished = page("as told.", "as told");
    assert_eq!(warnings(&unfinished), ["24: This paragraph does not end with a full stop. Check that it is whole."]);
    let unlisted = page("levels: 2 3", "levels: 2");
    assert_eq!(warnings(&unlisted), ["16: This list leaves out level 3, which the page defines. Taken as defined."]);
}

#[test]
fn a_page_that_breaks_off_is_refused_with_what_is_missing() {
    let up_to = |end: &str| BEEKEEPING[..BEEKEEPING.find(end).unwrap() + end.len()].to_owned();
    for (text, message) in [
        (up_to("Guidance notes"), "line 7: The source ends before the first level heading (“Beekeeping: Level 1”)."),
        (up_to("levels: 2 3"), "line 16: The source ends before the first level heading"),
        (up_to("Beekeeping: Level 1"), "line 18: Nothing follows the heading of level 1."),
        (up_to("observed at this level."), "line 20: No level of the skill has a statement."),
        (up_to("Beekeeping: Level 2"), "line 22: Nothing follows the heading of level 2."),
        (up_to("Beekeeping: Level 2\n") + "(modified)\n", "line 22: Nothing follows the heading of level 2."),
        (up_to("as told."), "line 24: Line 16 lists statements for level 3, but the source ends without them."),
        (up_to("Reports los"), "line 26: The last sentence has no end"),
        (up_to("keeper.\n\nBeekeeping: Lev"), "line 28: The last sentence has no end"),
        (up_to("keeper.\n\nBeek"), "line 28: The last sentence has no end"),
        (up_to("observed at these"), "line 34: The last sentence has no end"),
    ] {
        let refusal = refusal_of(&text);
        assert!(refusal.starts_with(&format!("page.txt, {message}")), "{refusal}");
        assert!(refusal.contains("opy all of it"), "{refusal}");
    }
    let hole = page("Extracts honey, e.g. Acacia honey, using supplied tools.\n", "");
    assert!(refusal_of(&hole).starts_with("page.txt, line 28: Nothing follows the heading of level 3."));
}

#[test]
fn levels_that_no_framework_has_are_refused() {
    for (text, message) in [
        (page("Level 2\n", "Level 0\n"), "line 22: There is no level 0: levels run from 1 to 7."),
        (page("Level 3\n", "Level 8\n"), "line 28: There is no level 8"),
        (page("Levels 4-7", "Levels 4-9"), "line 32: There is no level 8"),
        (page("Level 3\n", "Level 2\n"), "line 28: Level 2 has a heading already, on line 22."),
        (page("Levels 4-7", "Levels 3-7"), "line 32: Level 3 has a heading already, on line 28."),
        (page("Level 2\n", "Level 4\n"), "line 28: Level 3 comes after level 4."),
        (page("levels: 2 3", "levels: 2 3 8"), "line 16: There is no level 8"),
        (page("levels: 2 3", "levels: 2 3 5"), "line 34: Line 16 lists statements for level 5"),
        (page("Level 3\n", "Levels 3 and 4\n"), "line 28: A heading of several levels has statements below it."),
        (
            page("Beekeeping: Level 3", "Wax: Level 3"),
            "line 28: This level heading is for “Wax”, but the page is about “Beekeeping” (line 3).",
        ),
        (format!("{BEEKEEPING}{BEEKEEPING}"), "line 52: Level 1 has a heading already, on line 18."),
        (page("Counts hives.", "Level 3\nCounts hives."), "line 26: This heading lacks the skill’s name"),
        (page("Beekeeping BEEK", "Beekeeping"), "line 1: No title with the skill’s name and code"),
        (page("Keeping bees healthy and productive.\n", ""), "line 3: The description is empty."),
    ] {
        let refusal = refusal_of(&text);
        assert!(refusal.starts_with(&format!("page.txt, {message}")), "{refusal}");
    }
}

#[test]
fn too_much_is_refused() {
    for (text, message) in [
        (page("Counts hives.", &"Counts hives.\n".repeat(99)), "line 125: This is statement 101 of a level"),
        (
            page("Counts hives.", &format!("Counts {}.", "x".repeat(2_000))),
            "line 26: The statement is longer than 2000",
        ),
        (page("Bees live", &"Bees live.\n".repeat(200)), "line 209: A skill has at most 200 guidance notes."),
        (page("Bees live", &"x".repeat(2_001)), "line 9: The guidance note is longer than 2000 characters."),
        (page("Keeping bees", &"x".repeat(2_001)), "line 5: The description is longer than 2000 characters."),
        (page("Beekeeping", &"x".repeat(201)), "line 3: The skill’s name is longer than 200 characters."),
    ] {
        let refusal = refusal_of(&text);
        assert!(refusal.starts_with(&format!("page.txt, {message}")), "{refusal}");
    }
}
