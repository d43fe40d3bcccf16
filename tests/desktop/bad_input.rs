//! What should not be typed or drawn gets a sentence beside its field, and nothing that was typed is lost.

use fantoccini::Locator;
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::key::Key;
use serde_json::json;
use vouchsafe_core::domain::sign_off::{Acknowledgement, Mark};

use crate::window::{Home, Window};

/// Markup that would run if it were taken for markup.
const MARKUP: &str = "<img src=x onerror=document.title='run'><b>bold</b> & {{name}}";

#[tokio::test]
async fn bad_input_gets_a_sentence_and_markup_stays_text() {
    let home = Home::new().await;
    let window = Window::open(&home).await;
    window.click("new-interview").await;
    set(&window, "candidate", "Amara \u{202e}Okafor").await;
    window.type_into("assessor", "Lena Vogt").await;
    window.press(&Key::Enter.to_string()).await;
    let refusal = window.css("[data-testid=candidate][aria-invalid=true]").await;
    assert_eq!(refusal.prop("value").await.unwrap().as_deref(), Some("Amara \u{202e}Okafor"), "what was typed stays");
    window.reads("U+202E").await;
    set(&window, "candidate", "Amara <b>Okafor</b>").await;
    window.press(&Key::Enter.to_string()).await;
    window.find("rating-fully").await;

    // Ten million characters are refused at once, and what was there stays.
    window.type_into("note", MARKUP).await;
    paste(&window, "note", 10_000_000).await;
    window.reads("more than 200,000 characters").await;
    let note = window.find("note").await.prop("value").await.unwrap().unwrap();
    assert!(note.starts_with(MARKUP) && note.len() < 1_000, "{} characters", note.len());
    window.press(&Key::Escape.to_string()).await;

    window.press("e").await;
    window.tab_to("evidence-title").await;
    window.press(MARKUP).await;
    set(&window, "evidence-date", "2999-01-01").await;
    window.press(&Key::Escape.to_string()).await;
    window.css("[data-testid=evidence-date][aria-invalid=true]").await;
    set(&window, "evidence-date", "2026-01-01").await;
    window.press(&Key::Escape.to_string()).await;
    window.text_when("saved", |text| text.contains("Saved")).await;

    window.click("conclude").await;
    window.click("show-candidate-page").await;
    window.tab_to("acknowledge").await;
    window.press(&Key::Enter.to_string()).await;
    window.css("#mark-error .icon").await;
    draw(&window).await;
    window.tab_to("acknowledge").await;
    window.press(&Key::Enter.to_string()).await;
    window.find("given-mark").await;
    window.picture("drawn").await;
    // Titles stand in the system's lists of windows, so nobody's name is in them.
    assert!(!window.client.title().await.unwrap().contains("Okafor"));
    assert!(window.client.find_all(Locator::Css("main b, main img")).await.unwrap().is_empty());
    window.kill().await;

    let mut workspace = home.open_workspace();
    let id = workspace.overview().unwrap().drafts[0].entry.assessment;
    let open = workspace.assessment(id).unwrap();
    assert_eq!(open.interview.candidate.name, "Amara <b>Okafor</b>");
    assert_eq!(open.assessment.responses.values().next().unwrap().note, MARKUP);
    let item = &open.assessment.evidence[0];
    assert_eq!((item.title.as_str(), item.date.unwrap().to_string().as_str()), (MARKUP, "2026-01-01"));
    let Acknowledgement::Given { mark: Mark::Drawn(drawing), .. } = open.interview.sign_off.acknowledgement else {
        panic!("no drawn acknowledgement: {:?}", open.interview.sign_off);
    };
    assert!(drawing.lines()[0].len() > 2, "{drawing:?}");
}

/// Puts a value into a field as a paste would, since drivers can't type every character.
async fn set(window: &Window, id: &str, value: &str) {
    let element = window.find(id).await;
    let script = "const [field, value] = arguments; field.focus(); field.value = value; \
         field.dispatchEvent(new InputEvent('input', { bubbles: true })); \
         field.dispatchEvent(new Event('change', { bubbles: true }))";
    window.client.execute(script, vec![serde_json::to_value(element).unwrap(), json!(value)]).await.unwrap();
}

/// Pastes that many characters at the end of a field.
async fn paste(window: &Window, id: &str, count: usize) {
    let element = window.find(id).await;
    let script = "const [field, count] = arguments; field.focus(); \
         field.setSelectionRange(field.value.length, field.value.length); \
         document.execCommand('insertText', false, 'x'.repeat(count))";
    window.client.execute(script, vec![serde_json::to_value(element).unwrap(), json!(count)]).await.unwrap();
}

/// Draws a zigzag into the box for the signature.
async fn draw(window: &Window) {
    let element = window.find("drawing").await;
    let to = |x: f64, y: f64| PointerAction::MoveToElement { element: element.clone(), duration: None, x, y };
    let mouse = MouseActions::new("mouse".to_owned())
        .then(to(-100.0, 20.0))
        .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
        .then(to(-60.0, -20.0))
        .then(to(-20.0, 20.0))
        .then(to(20.0, -20.0))
        .then(to(60.0, 20.0))
        .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
    window.client.perform_actions(mouse).await.unwrap();
}
