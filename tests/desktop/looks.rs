//! Every screen, light and dark: its picture, what axe says of it, and whether it fits a small window and large text.

use std::fs;

use fantoccini::key::Key;
use serde_json::{Value, json};
use vouchsafe_core::domain::conduct::{Conduct, Mode};
use vouchsafe_core::domain::decision::StatementRef;
use vouchsafe_core::domain::interview::{Assessor, AwardChoice};
use vouchsafe_core::domain::level::Level;
use vouchsafe_core::domain::rating::{Finding, Rating};
use vouchsafe_core::workspace::{CandidateChoice, SkillChoice, StartInterview};

use crate::reports::REPORT;
use crate::window::{Home, PASSPHRASE, Window};

const AXE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/ui/node_modules/axe-core/axe.min.js");

/// WCAG 2.2 at levels A and AA.
const RULES: [&str; 5] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

#[tokio::test]
async fn every_screen_is_accessible_in_light_and_dark() {
    let home = Home::new().await;
    let window = Window::open(&home).await;
    window.find("new-interview").await;
    look(&window, "home-empty").await;
    window.kill().await;

    furnish(&home);
    let window = Window::open(&home).await;
    window.find("resume").await;
    look(&window, "home").await;
    window.type_into("search", "suppliers").await;
    window.find("hit").await;
    look(&window, "search").await;
    window.press(&Key::Escape.to_string()).await;

    window.click("settings").await;
    window.find("set-independence").await;
    look(&window, "settings").await;
    window.click("new-rule").await;
    window.find("rule-name").await;
    look(&window, "settings-rule").await;
    window.kill().await;

    let window = Window::open(&home).await;
    window.click("new-interview").await;
    window.find("candidate").await;
    look(&window, "start").await;
    window.press(&Key::Enter.to_string()).await;
    window.css("[aria-invalid='true']").await;
    look(&window, "start-refused").await;
    window.kill().await;

    let window = Window::open(&home).await;
    window.click("resume").await;
    window.find("rating-fully").await;
    look(&window, "interview").await;
    for (name, key) in [("keys", "?"), ("open", "o"), ("decide", "d")] {
        window.press(key).await;
        window.css("dialog[open]").await;
        look(&window, &format!("interview-{name}")).await;
        window.press(&Key::Escape.to_string()).await;
    }
    for entry in ["walk", "rule", "conduct", "add-skill"] {
        window.click("more").await;
        window.click(&format!("more-{entry}")).await;
        window.css("dialog[open]").await;
        look(&window, &format!("interview-{entry}")).await;
        window.press(&Key::Escape.to_string()).await;
    }
    window.press("e").await;
    window.find("evidence-editor").await;
    look(&window, "interview-evidence").await;
    window.press(&Key::Escape.to_string()).await;
    window.press("p").await;
    window.find("paused").await;
    look(&window, "interview-paused").await;
    window.press(&Key::Enter.to_string()).await;

    window.click("conclude").await;
    window.click("awarded-4").await;
    window.find("award-reason").await;
    look(&window, "conclude").await;
    window.type_into("award-reason", "The work products were seen after the interview.").await;
    window.click("show-candidate-page").await;
    window.find("acknowledge").await;
    look(&window, "candidate-page").await;
    window.click("way-typed").await;
    window.type_into("mark-name", "Aleksandra Wiśniewska-Okonkwo").await;
    window.click("acknowledge").await;
    window.find("given").await;
    look(&window, "candidate-page-given").await;
    window.click("back-to-assessor").await;
    window.click("confirm-conclude").await;

    window.find("sign").await;
    window.sees_pages().await;
    look(&window, "sign").await;
    window.type_into("passphrase", PASSPHRASE).await;
    window.click("sign").await;
    window.find("report-file").await;
    look(&window, "signed").await;
    window.kill().await;
}

#[tokio::test]
async fn what_is_held_on_a_candidate_and_erasing_them_is_accessible_in_light_and_dark() {
    let home = Home::new().await;
    furnish(&home);
    let window = Window::open(&home).await;
    window.click("all-candidates").await;
    window.find("open-person").await;
    look(&window, "people").await;
    window.click("open-person").await;
    window.find("erase-name").await;
    look(&window, "person").await;
    window.type_into("erase-name", "somebody else").await;
    window.press(&Key::Enter.to_string()).await;
    window.css("[role='alert']").await;
    look(&window, "person-refused").await;
    window.css("header button.back").await.click().await.unwrap();
    window.click("held").await;
    let name = window.css("header .subject strong").await.text().await.unwrap();
    window.type_into("erase-name", &name).await;
    window.click("erase").await;
    window.find("save-receipt").await;
    look(&window, "erased").await;
    window.click("erased-back").await;
    window.find("new-interview").await;
    let left = home.open_workspace().people().unwrap();
    assert!(left.len() == 1 && left[0].name != name, "{left:?}");
    window.kill().await;
}

#[tokio::test]
async fn every_screen_about_reports_is_accessible_in_light_and_dark() {
    let home = Home::new().await;
    let window = Window::open(&home).await;
    window.click("verify").await;
    window.find("choose-files").await;
    look(&window, "verify").await;
    window.choose("files", &[REPORT.as_ref()]).await;
    window.find("trust-signer").await;
    look(&window, "verify-unknown").await;
    window.click("trust-signer").await;
    window.css("dialog[open]").await;
    look(&window, "verify-trust").await;
    window.click("confirm-trust").await;
    window.text_when("verdict", |verdict| verdict == "Valid").await;
    window.click("keep").await;
    window.find("review").await;
    window.choose("files", &[concat!(env!("CARGO_MANIFEST_DIR"), "/README.md").as_ref(), REPORT.as_ref()]).await;
    window.reads("3 files are verified").await;
    look(&window, "verify-many").await;
    window.press(&Key::Escape.to_string()).await;

    window.click("verify").await;
    window.find("open-received").await;
    look(&window, "verify-received").await;
    window.click("open-received").await;
    window.find("statement").await;
    window.click("draw").await;
    window.press("c").await;
    look(&window, "review").await;
    window.click("countersign").await;
    window.css("[aria-invalid='true']").await;
    look(&window, "review-refused").await;
    window.click("view-pages").await;
    window.sees_pages().await;
    look(&window, "review-pages").await;
    window.click("accept").await;
    window.type_into("reviewer-name", "Rhiannon Pugh").await;
    window.type_into("passphrase", PASSPHRASE).await;
    window.click("countersign").await;
    window.find("report-file").await;
    look(&window, "review-signed").await;
    window.kill().await;

    let window = Window::open(&home).await;
    window.click("settings").await;
    let identity = window.find("own-fingerprint").await;
    let into_sight = "arguments[0].scrollIntoView()";
    window.client.execute(into_sight, vec![serde_json::to_value(identity).unwrap()]).await.unwrap();
    look(&window, "settings-signers").await;
    window.click("import-identity").await;
    window.css("dialog[open]").await;
    look(&window, "settings-identity").await;
    window.kill().await;
}

/// Takes the screen's pictures and holds it against the rules.
async fn look(window: &Window, name: &str) {
    for theme in ["light", "dark"] {
        set_root(window, "data-theme", theme).await;
        window.picture(&format!("{name}-{theme}")).await;
        assert_eq!(violations(window).await, Vec::<String>::new(), "{name}, {theme}");
    }
    set_root(window, "data-theme", "light").await;
    for (width, height, text) in [(1024, 640, "100%"), (1280, 800, "200%"), (1280, 800, "100%")] {
        window.client.set_window_size(width, height).await.unwrap();
        set_root(window, "style", &format!("font-size: {text}")).await;
        window.picture(&format!("{name}-{width}-{}", text.trim_end_matches('%'))).await;
        let overflow = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        let overflow = window.client.execute(overflow, Vec::new()).await.unwrap();
        assert_eq!(overflow, json!(0), "{name} at {width}×{height}, text {text}: something sticks out at the right");
    }
}

async fn set_root(window: &Window, attribute: &str, value: &str) {
    // The style attribute is forbidden by the content security policy; the style object is not.
    let script = match attribute {
        "style" => format!("document.documentElement.style.cssText = '{value}'"),
        _ => format!("document.documentElement.setAttribute('{attribute}', '{value}')"),
    };
    window.client.execute(&script, Vec::new()).await.unwrap();
}

async fn violations(window: &Window) -> Vec<String> {
    window.settle().await;
    let axe = fs::read_to_string(AXE).unwrap();
    window.client.execute(&axe, Vec::new()).await.unwrap();
    let run = format!(
        "const done = arguments[arguments.length - 1]; \
         axe.run({{ runOnly: {} }}).then((it) => done(it.violations), (error) => done([{{ id: String(error), nodes: [] }}]))",
        json!(RULES)
    );
    let found = window.client.execute_async(&run, Vec::new()).await.unwrap();
    let sentence = |violation: &Value| {
        let nodes = violation["nodes"].as_array().unwrap().iter().map(|node| node["html"].to_string());
        format!("{}: {}", violation["id"], nodes.collect::<Vec<_>>().join("\n"))
    };
    found.as_array().unwrap().iter().map(sentence).collect()
}

pub(crate) fn skill() -> SkillChoice {
    SkillChoice { edition: "sfia-8".to_owned(), code: "ITOP".to_owned(), rule: "consistent".to_owned(), route: None }
}

/// A workspace in use: a draft half way, one concluded.
fn furnish(home: &Home) {
    let mut workspace = home.open_workspace();
    let mut interview = |name: &str, edition: &str, upto: usize| {
        let request = StartInterview {
            candidate: CandidateChoice::New { name: name.to_owned(), reference: None, role: None },
            assessor: Assessor {
                name: "Ingrid Sølvberg-Adeyemi".to_owned(),
                organisation: Some("Northmere Skills Office".to_owned()),
                ..Assessor::default()
            },
            skill: SkillChoice { edition: edition.to_owned(), ..skill() },
            purpose: None,
            conduct: Conduct { mode: Some(Mode::InPerson), place: Some("Room 4".to_owned()), ..Conduct::default() },
            started_at: None,
        };
        let open = workspace.start_interview(&request).unwrap();
        let id = open.assessment.id;
        let places: Vec<StatementRef> = open.assessment.definition.statement_refs().take(upto).collect();
        for (index, at) in places.iter().enumerate() {
            let finding = match index % 7 {
                3 => Finding::NoOpportunity,
                5 => Finding::Rated(Rating::Largely),
                _ => Finding::Rated(Rating::Fully),
            };
            workspace.rate(id, *at, finding).unwrap();
        }
        let here = *places.last().unwrap();
        workspace
            .write_note(id, here, "Order clear and reasoned.\nUsers told at once; suppliers after an hour.")
            .unwrap();
        workspace.move_to(id, here).unwrap();
        id
    };
    let done = interview("Eleni Vardalachou", "sfia-8", 28);
    interview("Aleksandra Wiśniewska-Okonkwo", "sfia-9-preview", 14);
    // The draft holds two skills.
    let going = workspace.overview().unwrap().drafts[0].entry.interview;
    let second = SkillChoice { edition: "sfia-8".to_owned(), ..skill() };
    workspace.add_skill(going, &second).unwrap();
    workspace.conclude(done, AwardChoice::Level(Level::new(4)), Some("Level 5 rests on one project only.")).unwrap();
}
