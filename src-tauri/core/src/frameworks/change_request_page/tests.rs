//! Invented change requests in every shape that the site's pages have, and pages that are refused.

use crate::domain::change_request::ChangeRequest;
use crate::domain::definition::SkillCode;
use crate::domain::level::Level;

use super::super::tests::{read_text, refusal_of};

const REQUEST: &str = "\
A framework for small animals

#212 Create Beekeeping (BEEK) level 4 change request accepted

Create Beekeeping (BEEK) at level 4. See also CR#211.

Some keepers lead others, which HIVE5 does not say.

The text below is taken from Wax work (WAXM).

Beekeeping (BEEK) level 4

Leads keepers. Plans the year.

Decides, e.g. Where to put hives.

Proposed change applies to Beekeeping

Current status of this request: accepted

What we decided

It helps keepers.

It helps bees.

What we changed

Level 4 was added.
";

fn request(text: &str) -> ChangeRequest {
    let mut understood = read_text(text).unwrap();
    assert!(understood.definitions.is_empty());
    assert_eq!(understood.change_requests.len(), 1);
    understood.change_requests.remove(0)
}

fn changed(from: &str, to: &str) -> String {
    assert!(REQUEST.contains(from), "{from}");
    REQUEST.replace(from, to)
}

fn warnings(text: &str) -> Vec<String> {
    let understood = read_text(text).unwrap();
    understood.warnings.into_iter().map(|warning| format!("{}: {}", warning.line.unwrap(), warning.message)).collect()
}

#[test]
fn a_page_becomes_a_request() {
    let request = request(REQUEST);
    assert_eq!(
        request,
        ChangeRequest {
            number: 212,
            title: "Create Beekeeping (BEEK) level 4".to_owned(),
            status: "accepted".to_owned(),
            summary: "Create Beekeeping (BEEK) at level 4. See also CR#211.".to_owned(),
            skill: SkillCode::new("BEEK"),
            level: Level::new(4),
            statements: vec![
                "Leads keepers.".to_owned(),
                "Plans the year.".to_owned(),
                "Decides, e.g. Where to put hives.".to_owned(),
            ],
            rationale:
                "Some keepers lead others, which HIVE5 does not say.\nThe text below is taken from Wax work (WAXM)."
                    .to_owned(),
            applies_to: "Beekeeping".to_owned(),
            decided: "It helps keepers.\nIt helps bees.".to_owned(),
            changed: "Level 4 was added.".to_owned(),
            references: vec!["CR#211".to_owned(), "HIVE".to_owned(), "WAXM".to_owned()],
        }
    );
    assert_eq!(warnings(REQUEST), Vec::<String>::new());
}

#[test]
fn layout_does_not_change_what_is_read() {
    let reference = request(REQUEST);
    for text in [
        REQUEST.lines().filter(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect(),
        format!("\u{feff}{}", REQUEST.replace('\n', "\r\n")),
        REQUEST.replace(' ', "\u{a0}"),
        changed("level 4 change request accepted", "level 4: change request accepted"),
        changed("level 4 change request", "level 4\n\nchange request"),
        changed("Beekeeping (BEEK) level 4\n\nLeads", "BEEK level 4\n\nLeads"),
        changed("Beekeeping (BEEK) level 4\n\nLeads", "Proposed text:\n\nBeekeeping level 4:\n\nLeads"),
        changed("Beekeeping (BEEK) level 4\n\nLeads", "Proposed level 4 description:\n\nLeads"),
        changed("#212 ", "CR #212: "),
        changed("Beekeeping (BEEK) level 4\n\nLeads", "Beekeeping BEEK: Level 4\n\nLeads"),
        changed("this request: accepted", "this request\naccepted"),
        changed("What we decided", "WHAT WE DECIDED:"),
        changed("applies to Beekeeping", "applies to:\n\nBeekeeping"),
        changed("Some keepers", "Rationale\n\nSome keepers"),
        format!("{REQUEST}\nContributors\nRaised by a keeper.\n"),
    ] {
        assert_eq!(request(&text), reference, "{text}");
    }
}

#[test]
fn requests_stand_where_they_stand() {
    for status in ["rejected", "deferred", "open", "under review", "no change required"] {
        let request = request(&REQUEST.replace("accepted", status));
        assert_eq!((request.status.as_str(), request.title.as_str()), (status, "Create Beekeeping (BEEK) level 4"));
    }
    let undecided = &REQUEST[..REQUEST.find("What we decided").unwrap()];
    assert_eq!((request(undecided).decided.as_str(), request(undecided).changed.as_str()), ("", ""));
    let without_status_line = changed("Current status of this request: accepted\n", "");
    assert_eq!(request(&without_status_line).status, "accepted");
    let only_below = changed(" change request accepted", "");
    assert_eq!((request(&only_below).status.as_str(), request(&only_below).level), ("accepted", Level::new(4)));
    let moved_on = changed("this request: accepted", "this request: declined");
    assert_eq!(request(&moved_on).status, "declined");
    assert_eq!(
        warnings(&moved_on),
        ["3: The title says “accepted”, but the current status of the request is “declined”, which is used."]
    );
}

#[test]
fn a_request_may_propose_no_text() {
    let text = "#9 Removal of WAXM change request pending\n\nWax is gone.\n\n- nobody\n- needs it\n\nCurrent status of this \
                request: pending\n";
    let request = request(text);
    assert_eq!((request.statements.len(), request.level), (0, None));
    assert_eq!(request.skill.as_ref().map(SkillCode::as_str), Some("WAXM"));
    assert_eq!(request.rationale, "nobody\nneeds it");
    let without_heading = changed("Beekeeping (BEEK) level 4\n\nLeads", "Proposed description:\n\nLeads");
    let request = self::request(&without_heading);
    assert_eq!((request.statements.len(), request.level), (3, Level::new(4)), "the title says the level");
}

#[test]
fn prose_that_names_a_level_is_no_heading() {
    let text = changed("Some keepers lead", "We want Beekeeping (BEEK) at level 4\n\nSome keepers lead");
    assert_eq!(request(&text).statements.len(), 3);
    assert!(request(&text).rationale.starts_with("We want Beekeeping (BEEK) at level 4\n"));
    let summary = changed("Create Beekeeping (BEEK) at level 4. See also CR#211.", "Add level 4");
    assert_eq!(request(&summary).summary, "Add level 4");
    let prose = changed("It helps keepers.", "What we decided on helps.\n\nSummary of level 4: it helps.");
    assert!(request(&prose).decided.starts_with("What we decided on helps.\nSummary of level 4: it helps."));
}

#[test]
fn several_levels_are_no_one_level() {
    let text =
        changed("Decides,", "Beekeeping (BEEK) level 5\n\nDecides,").replace("level 4 change", "levels 4 and 5 change");
    let request = request(&text);
    assert_eq!((request.level, request.statements.len()), (None, 3));
    assert!(warnings(&text)[0].starts_with("15: The proposal has a second level heading; the first is on line 11."));
}

#[test]
fn remarks_of_visitors_are_no_part_of_the_request() {
    for author in ["A. Keeper (Chair)\nMar 15, 2021 01:56 PM", "A. Keeper says:\nSep 06, 2017 09:10 AM"] {
        let text = format!(
            "{REQUEST}\n{author}\n\nI disagree about honey (HONY). Level 4\n\nCurrent status of this request: x\n"
        );
        assert_eq!(request(&text), request(REQUEST));
        assert_eq!(warnings(&text), ["31: The remarks of visitors, from this line on, are left out."]);
    }
}

#[test]
fn a_request_that_breaks_off_is_refused_with_what_is_missing() {
    let up_to = |end: &str| REQUEST[..REQUEST.find(end).unwrap() + end.len()].to_owned();
    for (text, message) in [
        (up_to("level 4 change request accepted"), "line 3: The request has no text below its title."),
        (up_to("Some keepers"), "line 7: The request ends without its status"),
        (up_to("(BEEK) level 4\n\nLeads kee"), "line 13: The request ends without its status"),
        (up_to("WAXM).\n\nBeekeeping (BEEK) level 4"), "line 11: Nothing follows this line."),
        (up_to("Current status of this request:"), "line 19: Nothing follows this line."),
        (up_to("Current status of this request: acc"), "line 19: The status breaks off: the title says “accepted”."),
        (up_to("What we decided"), "line 21: Nothing follows this line."),
        (up_to("What we changed"), "line 27: Nothing follows this line."),
        (
            changed("Leads keepers. Plans the year.\n\nDecides, e.g. Where to put hives.\n", ""),
            "line 11: No proposed text",
        ),
        (changed("(BEEK) level 4\n\nLeads", "(BEEK) level 9\n\nLeads"), "line 11: There is no level 9"),
        (changed("#212 Create", "Create"), "line 1: No title of a change request"),
        (changed("#212", "#99999999999"), "line 1: No title of a change request"),
        (
            changed("Create Beekeeping (BEEK) level 4 change", &format!("{} change", "x".repeat(201))),
            "line 3: The title is longer than 200",
        ),
        (changed("Leads keepers.", &"Leads. ".repeat(100)), "line 13: This is statement 101 of a level"),
    ] {
        let refusal = refusal_of(&text);
        assert!(refusal.starts_with(&format!("page.txt, {message}")), "{refusal}");
    }
}

#[test]
fn a_last_line_without_an_end_is_refused_unless_it_needs_none() {
    let up_to = |end: &str| REQUEST[..REQUEST.find(end).unwrap() + end.len()].to_owned();
    let undecided = up_to("Current status of this request: accepted");
    let reordered = changed("\nCurrent status of this request: accepted\n", "")
        .replace("accepted\n", "accepted\n\nCurrent status of this request: accepted\n\nSummary\n");
    let reordered_until = |end: &str| reordered[..reordered.find(end).unwrap() + end.len()].to_owned();
    for (text, line) in [
        (up_to("Level 4 was ad"), 29),
        (up_to("It helps ke"), 23),
        (up_to("accepted\n\nWhat we deci"), 21),
        (up_to("It helps bees.\n\nWhat we"), 27),
        (
            changed("What we decided\n\nIt", "What we decided: It")
                .replace("\n\nIt helps bees.", "")
                .replace("keepers.\n\nWhat we changed\n\nLevel 4 was added.\n", "kee"),
            21,
        ),
        (format!("{REQUEST}\nA. Keeper (Chair)\n"), 31),
        (reordered_until("Some keepers lead"), 11),
        (reordered_until("Plans the y"), 17),
    ] {
        let refusal = refusal_of(&text);
        assert!(refusal.starts_with(&format!("page.txt, line {line}: The last sentence has no end")), "{refusal}");
        assert!(refusal.contains("opy all of it"), "{refusal}");
    }
    for text in [
        undecided.clone(),
        format!("{undecided}\n\nContributors\n\nA. Keeper"),
        reordered_until("applies to Beekeeping"),
        reordered_until("It helps bees."),
    ] {
        assert_eq!(request(&text).number, 212);
        assert_eq!(warnings(&text), Vec::<String>::new(), "{text}");
    }
    let remarked = format!("{}\n\nA. Keeper says:\nSep 06, 2017 09:10 AM\n\nI disagree", up_to("Level 4 was added"));
    assert_eq!(
        warnings(&remarked),
        [
            "31: The remarks of visitors, from this line on, are left out.",
            "29: The request does not end with a full stop. Check that it is whole.",
        ]
    );
}
