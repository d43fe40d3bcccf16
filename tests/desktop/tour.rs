//! A tour of the window that types one text into every field and passes every screen, for tests of what must never
//! happen anywhere.

use std::collections::BTreeSet;

use fantoccini::key::Key;
use serde_json::json;

use crate::reports::REPORT;
use crate::window::{PASSPHRASE, Window};

/// Somebody who walks through the window and types everywhere.
pub(crate) struct Tour<'a, See> {
    window: &'a Window,
    text: &'a str,
    see: See,
    filled: BTreeSet<String>,
}

impl<'a, See: AsyncFnMut(&Window, &str)> Tour<'a, See> {
    /// `see` is called on every screen and in every dialog, with its name. `text` has to do as a name: one line, at
    /// most 200 characters.
    pub(crate) fn new(window: &'a Window, text: &'a str, see: See) -> Self {
        Self { window, text, see, filled: BTreeSet::new() }
    }

    /// From a window that was just opened for the first time to one that shows home again; what was filled.
    pub(crate) async fn walk(mut self) -> BTreeSet<String> {
        self.settings().await;
        self.review().await;
        self.start().await;
        self.interview().await;
        self.conclude().await;
        self.sign().await;
        self.again().await;
        self.home().await;
        self.filled
    }

    async fn see(&mut self, name: &str) {
        self.window.settle().await;
        (self.see)(self.window, name).await;
    }

    /// Fills every field for text of what is open; numbers and dates have fields of their own.
    async fn fill(&mut self) {
        let script = "const [text] = arguments; \
             const scope = document.querySelector('dialog[open]') ?? document; \
             const fields = [...scope.querySelectorAll('textarea, input:not([type]), input[type=search]')] \
                 .filter((it) => it.getClientRects().length > 0 && !it.disabled) \
                 .filter((it) => it.inputMode === '' && it.id !== 'evidence-date'); \
             for (const field of fields) { \
                 field.focus(); \
                 field.value = text; \
                 field.dispatchEvent(new InputEvent('input', { bubbles: true })); \
                 field.dispatchEvent(new Event('change', { bubbles: true })); \
             } \
             return fields.map((it) => it.dataset.testid ?? it.id)";
        let filled = self.window.client.execute(script, vec![json!(self.text)]).await.unwrap();
        self.filled.extend(filled.as_array().unwrap().iter().map(|it| it.as_str().unwrap().to_owned()));
    }

    async fn key(&self, key: impl Into<char>) {
        self.window.press(&key.into().to_string()).await;
    }

    async fn saved(&self) {
        self.window.text_when("saved", |text| text.contains("Saved")).await;
    }

    async fn back(&self) {
        self.window.css("header button.back").await.click().await.unwrap();
    }

    async fn settings(&mut self) {
        self.window.find("new-interview").await;
        self.see("home-empty").await;
        self.window.click("settings").await;
        self.window.click("new-rule").await;
        self.window.find("rule-name").await;
        self.fill().await;
        self.see("settings-rule").await;
        self.window.click("save-rule").await;
        self.window.css("[data-testid=save-settings]:enabled").await;
        self.window.click("save-settings").await;
        // The button is disabled while it saves, too, and nobody leaves then without being asked.
        self.window.text_when("settings-status", |text| text.contains("Saved")).await;
        self.see("settings").await;
        self.back().await;
    }

    /// A report from elsewhere, countersigned by somebody who has no identity yet.
    async fn review(&mut self) {
        self.window.click("verify").await;
        self.window.choose("files", &[REPORT.as_ref()]).await;
        self.window.find("verdict").await;
        self.see("verify").await;
        self.window.click("keep").await;
        self.window.click("review").await;
        self.window.find("reviewer-name").await;
        self.fill().await;
        self.window.click("check").await;
        self.window.click("accept").await;
        self.saved().await;
        self.see("review").await;
        self.window.type_into("passphrase", PASSPHRASE).await;
        self.window.click("countersign").await;
        self.window.find("report-file").await;
        self.see("reviewed").await;
        self.back().await;
        self.window.find("verdict").await;
        self.back().await;
    }

    async fn start(&mut self) {
        self.window.click("new-interview").await;
        self.window.find("candidate").await;
        self.fill().await;
        self.see("start").await;
        self.window.click("start").await;
        self.window.find("rating-fully").await;
    }

    async fn interview(&mut self) {
        for key in ['n', 'q'] {
            self.key(key).await;
            self.window.find(if key == 'n' { "reason" } else { "asked-1" }).await;
            self.fill().await;
            self.key(Key::Escape).await;
            self.saved().await;
        }
        self.see("interview").await;
        self.key('e').await;
        self.window.find("evidence-title").await;
        self.fill().await;
        self.see("interview-evidence").await;
        self.key(Key::Escape).await;
        self.saved().await;
        for (name, key) in [("keys", '?'), ("open", 'o'), ("decide", 'd')] {
            self.key(key).await;
            self.window.css("dialog[open]").await;
            self.see(&format!("interview-{name}")).await;
            self.key(Key::Escape).await;
        }
        for entry in ["walk", "rule", "conduct", "add-skill"] {
            self.window.click("more").await;
            self.window.click(&format!("more-{entry}")).await;
            self.window.css("dialog[open]").await;
            self.fill().await;
            self.see(&format!("interview-{entry}")).await;
            self.key(Key::Escape).await;
        }
        self.key('p').await;
        self.window.find("paused").await;
        self.see("interview-paused").await;
        self.key(Key::Enter).await;
        self.saved().await;
    }

    async fn conclude(&mut self) {
        self.window.click("conclude").await;
        self.window.click("awarded-4").await;
        self.window.find("award-reason").await;
        self.fill().await;
        self.see("conclude").await;
        self.window.click("show-candidate-page").await;
        self.window.click("way-typed").await;
        self.window.find("mark-name").await;
        self.fill().await;
        self.see("candidate-page").await;
        self.window.click("acknowledge").await;
        self.window.find("given").await;
        self.see("candidate-page-given").await;
        self.window.click("back-to-assessor").await;
        self.window.click("confirm-conclude").await;
    }

    async fn sign(&mut self) {
        self.window.sees_pages().await;
        self.see("sign").await;
        self.window.type_into("passphrase", PASSPHRASE).await;
        self.window.click("sign").await;
        self.window.find("report-file").await;
        self.see("signed").await;
        self.back().await;
    }

    /// The same person once more: what was found last time is shown, and the interview stays a draft.
    async fn again(&mut self) {
        self.window.click("interview-again").await;
        self.window.find("candidate").await;
        self.see("start-again").await;
        self.window.click("start").await;
        self.window.find("rating-fully").await;
        self.key('l').await;
        self.window.find("last-time").await;
        self.see("interview-last-time").await;
        self.back().await;
    }

    async fn home(&mut self) {
        self.window.find("resume").await;
        self.see("home").await;
        self.window.click("all-candidates").await;
        self.window.find("open-person").await;
        self.see("people").await;
        self.window.click("open-person").await;
        self.window.find("erase-name").await;
        self.fill().await;
        self.see("person").await;
        self.back().await;
        self.window.find("resume").await;
        self.fill().await;
        self.window.find("hit").await;
        self.see("search").await;
    }
}
