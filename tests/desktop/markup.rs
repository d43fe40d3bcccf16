//! Markup that somebody types stays text, in every field and on every screen.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value, json};

use crate::tour::Tour;
use crate::window::{Home, Window};

/// Would leave something behind if anything of it were taken for markup, a template or a placeholder.
const MARKUP: &str = "Ada\"'><wall-breach>b</wall-breach><img src=x onerror=breach=1><a href=javascript:breach=1>b</a>\
     <script>breach=1</script>{breach=1}{{breach}}$t(app.name)&lt;b";

/// What of [`MARKUP`] became more than text. Our own pages have no pictures and no links.
const BREACHES: &str = "return [...document.querySelectorAll( \
         'wall-breach, img, a, iframe, object, embed, [onerror], [onload], body script, [style*=breach]')] \
     .map((it) => it.outerHTML) \
     .concat(window.breach === undefined ? [] : ['a script ran'], window.refused)";

/// An attempt that the content security policy refuses is markup all the same.
const LISTEN: &str = "window.refused = []; document.addEventListener('securitypolicyviolation', \
     (event) => window.refused.push(`${event.effectiveDirective} ${event.sample}`))";

#[tokio::test]
async fn what_is_typed_never_becomes_markup() {
    let home = Home::new().await;
    let window = Window::open(&home).await;
    window.find("new-interview").await;
    window.client.execute(LISTEN, Vec::new()).await.unwrap();
    let mut read_at = BTreeSet::new();
    let look = async |window: &Window, screen: &str| {
        let breaches = window.client.execute(BREACHES, Vec::new()).await.unwrap();
        assert_eq!(breaches, json!([]), "{screen}");
        if shows(window, MARKUP).await {
            read_at.insert(screen.to_owned());
        }
    };
    let filled = Tour::new(&window, MARKUP, look).walk().await;
    window.kill().await;

    // Where it is to be read it stands as it was typed; the other screens and dialogs show nothing of the candidate.
    for screen in [
        "settings",
        "settings-rule",
        "review",
        "reviewed",
        "start",
        "start-again",
        "interview",
        "interview-conduct",
        "interview-evidence",
        "interview-last-time",
        "conclude",
        "candidate-page",
        "candidate-page-given",
        "sign",
        "signed",
        "home",
        "search",
    ] {
        assert!(read_at.contains(screen), "{screen} does not show what was typed; only {read_at:?}");
    }
    every_text_field_was_filled(&filled);
}

/// Whether a text can be read in the window: as text, or as what stands in a field.
async fn shows(window: &Window, text: &str) -> bool {
    let script = "const fields = [...document.querySelectorAll('input, textarea')].map((it) => it.value); \
         return [document.body.textContent, ...fields].some((it) => it.includes(arguments[0]))";
    window.client.execute(script, vec![json!(text)]).await.unwrap() == Value::Bool(true)
}

/// The tour goes to every field for text that there is in the sources.
fn every_text_field_was_filled(filled: &BTreeSet<String>) {
    let mut fields = 0;
    for (file, tag) in text_fields() {
        let id = ["data-testid=\"", " id=\""].iter().find_map(|name| tag.split(name).nth(1)?.split('"').next());
        let id = id.unwrap_or_else(|| panic!("{file}: a field for text without a name: {tag}"));
        let (start, end) = id.split_once('{').map_or((id, None), |(start, end)| (start, end.split('}').nth(1)));
        let is_it = |it: &String| match end {
            None => it == id,
            Some(end) => it.starts_with(start) && it.ends_with(end),
        };
        assert!(filled.iter().any(is_it), "{file}: the tour does not fill {id}; only {filled:?}");
        fields += 1;
    }
    assert!(fields > 15, "the fields are looked for in the wrong way: {fields}");
}

/// The tags of the fields for text in the sources, with their files.
fn text_fields() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![concat!(env!("CARGO_MANIFEST_DIR"), "/ui/src").into()];
    while let Some(folder) = folders.pop() {
        let folder: std::path::PathBuf = folder;
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                // What opens the workspace is typed into the vault's fields, and no screen shows it.
                if !path.ends_with("vault") {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|it| it == "svelte") {
                let text = fs::read_to_string(&path).unwrap();
                for name in ["<input", "<GrowingText", "<Words"] {
                    found.extend(text.split(name).skip(1).map(|it| {
                        let tag = it.split("/>").next().unwrap();
                        (path.display().to_string(), tag.to_owned())
                    }));
                }
            }
        }
    }
    // The tag within Words.svelte has the id that Words is given.
    let other = [
        "data-testid={id}",
        "type=\"radio\"",
        "type=\"checkbox\"",
        "type=\"password\"",
        "type=\"file\"",
        "inputmode=",
        "id=\"evidence-date\"",
    ];
    found.retain(|(_, tag)| !other.iter().any(|it| tag.contains(it)));
    found
}
