//! The whole interview by keyboard alone: from the first run to a conclusion that the candidate acknowledged.

use fantoccini::key::Key;
use vouchsafe_core::domain::conduct::Consent;
use vouchsafe_core::domain::rating::{Finding, Rating};
use vouchsafe_core::domain::sign_off::{Acknowledgement, Agreement, Mark};

use crate::window::{Home, PASSPHRASE, Window};

const CANDIDATE: &str = "Amara Okafor";

#[tokio::test]
async fn from_the_first_run_to_an_acknowledged_conclusion() {
    let home = Home::new().await;
    let window = Window::show(&home).await;
    first_run(&window).await;
    start(&window).await;
    interview(&window).await;
    conclude(&window).await;
    window.kill().await;

    let mut workspace = home.open_workspace();
    let id = workspace.history().unwrap()[0].entry.assessment;
    let open = workspace.assessment(id).unwrap();
    assert_eq!(open.interview.conduct.consent, Some(Consent::Given));
    let responses: Vec<_> = open.assessment.responses.values().collect();
    assert_eq!(responses[0].note, "Calm, and in order.");
    assert_eq!(responses[0].questions[0].asked, "What came first?");
    assert_eq!(responses[0].questions[0].answered, "The handover.");
    assert_eq!(responses[0].finding, Finding::Rated(Rating::Fully));
    assert_eq!(responses[1].finding, Finding::NoOpportunity);
    assert_eq!(responses[1].reason, "Another team does this.");
    assert_eq!(open.assessment.evidence[0].title, "Handover of 9 October");
    assert_eq!(open.assessment.summary.strengths, "Order.");
    let sign_off = open.interview.sign_off;
    assert_eq!(sign_off.comment, "I would have liked more time.");
    assert_eq!(sign_off.agreement, Some(Agreement::Agrees));
    let Acknowledgement::Given { mark, .. } = sign_off.acknowledgement else { panic!("no acknowledgement") };
    assert_eq!(mark, Mark::Typed(CANDIDATE.to_owned()));
}

/// Chooses the passphrase and keeps the recovery code.
async fn first_run(window: &Window) {
    window.find("new-passphrase").await;
    window.picture("keyboard-first-run").await;
    window.press("short").await;
    window.press(&Key::Enter.to_string()).await;
    let refusal = window.css("#new-passphrase-error svg").await;
    assert!(refusal.is_displayed().await.unwrap());
    window.tab_to("new-passphrase").await;
    window.press(&(Key::Control + "a")).await;
    window.press(PASSPHRASE).await;
    window.tab_to("repeated-passphrase").await;
    window.press(PASSPHRASE).await;
    window.press(&Key::Enter.to_string()).await;
    let code = window.text_when("code", |code| code.len() >= 32).await;
    window.picture("keyboard-recovery-code").await;
    window.tab_to("keep-code").await;
    window.press(&Key::Enter.to_string()).await;
    window.find("last-group").await;
    let signs: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    window.press(&signs[28..]).await;
    window.press(&Key::Enter.to_string()).await;
    window.find("new-interview").await;
}

async fn start(window: &Window) {
    window.find("new-interview").await;
    window.press(&(Key::Control + "n")).await;
    window.find("candidate").await;
    window.tab_to("candidate").await;
    window.press(CANDIDATE).await;
    // Of radio buttons Tab reaches the chosen one, and the arrows choose.
    window.tab_to("conduct-consent-none").await;
    window.press(&Key::Left.to_string()).await;
    window.press(&Key::Left.to_string()).await;
    window.tab_to("assessor").await;
    window.press("Lena Vogt").await;
    window.press(&Key::Enter.to_string()).await;
    window.text_when("statement-place", |place| place.contains("Level 1")).await;
}

async fn interview(window: &Window) {
    window.press("4").await;
    window.text_when("progress", |text| text.contains("1 of 28")).await;
    window.press(&Key::Enter.to_string()).await;
    window.press("Calm, and in order.").await;
    window.press(&Key::Escape.to_string()).await;
    window.press("q").await;
    window.press("What came first?").await;
    window.press(&Key::Tab.to_string()).await;
    window.press("The handover.").await;
    window.press(&Key::Escape.to_string()).await;
    window.press("e").await;
    window.tab_to("evidence-title").await;
    window.press("Handover of 9 October").await;
    window.press(&Key::Escape.to_string()).await;
    window.press(".").await;
    window.text_when("statement-place", |place| place.contains("Statement 2")).await;
    window.press("n").await;
    window.find("reason").await;
    window.press("Another team does this.").await;
    window.press(&Key::Escape.to_string()).await;
    window.text_when("progress", |text| text.contains("2 of 28")).await;
    // A slip, taken back.
    window.press("1").await;
    window.text_when("computed-level", |level| !level.contains('1')).await;
    window.press(&(Key::Control + "z")).await;
    window.text_when("computed-level", |level| level.contains('1')).await;
    window.text_when("saved", |text| text.contains("Saved")).await;
    window.picture("keyboard-interview").await;
}

async fn conclude(window: &Window) {
    window.press(&(Key::Control + &Key::Enter)).await;
    window.tab_to("summary-strengths").await;
    window.press("Order.").await;
    window.tab_to("show-candidate-page").await;
    window.press(&Key::Enter.to_string()).await;
    window.tab_to("comment").await;
    window.press("I would have liked more time.").await;
    window.tab_to("agreement-agrees").await;
    window.press(" ").await;
    window.tab_to("way-drawn").await;
    window.press(&Key::Right.to_string()).await;
    window.tab_to("mark-name").await;
    window.press(CANDIDATE).await;
    window.press(&Key::Enter.to_string()).await;
    window.find("given").await;
    window.picture("keyboard-candidate-page").await;
    window.tab_to("back-to-assessor").await;
    window.press(&Key::Enter.to_string()).await;
    window.find("confirm-conclude").await;
    window.press(&(Key::Control + &Key::Enter)).await;
    window.find("passphrase").await;
}
