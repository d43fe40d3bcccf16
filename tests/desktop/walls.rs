//! The window's walls, in the built application: what its page may not do even if a script of somebody else ran in it.

use serde_json::{Value, json};

use crate::window::{Home, Window};

/// What a script might try, and the directive that refuses it. Whatever gets through sets `window.breach`.
const REFUSED: [(&str, &str, &str); 28] = [
    ("inline script", "script-src", "add('script', { textContent: 'window.breach = 1' })"),
    ("script from elsewhere", "script-src", "add('script', { src: 'https://example.org/breach.js' })"),
    ("script from data", "script-src", "add('script', { src: 'data:text/javascript,window.breach=1' })"),
    ("script from a blob", "script-src", "add('script', { src: blob('window.breach = 1') })"),
    ("import from elsewhere", "script-src", "await import('https://example.org/breach.js')"),
    ("eval", "script-src", "window.eval('window.breach = 1')"),
    ("a function from text", "script-src", "new Function('window.breach = 1')()"),
    ("a timer from text", "script-src", "setTimeout('window.breach = 1')"),
    ("a handler in markup", "script-src", "html('<img src=\"x\" onerror=\"window.breach = 1\">')"),
    ("a javascript: link", "script-src", "html('<a href=\"javascript:window.breach=1\">b</a>').firstChild.click()"),
    ("a style attribute", "style-src", "styled(html('<p style=\"order: 7\">b</p>').firstChild)"),
    ("a style element", "style-src", "add('style', { textContent: '#app { order: 7 }' }); styled(app)"),
    ("styles from elsewhere", "style-src", "add('link', { rel: 'stylesheet', href: 'https://example.org/b.css' })"),
    ("fetch", "connect-src", "await fetch('https://example.org/').then(breach)"),
    ("fetch from this machine", "connect-src", "await fetch('http://127.0.0.1:9/').then(breach)"),
    ("request", "connect-src", "const it = new XMLHttpRequest(); it.open('GET', 'https://example.org/'); it.send()"),
    ("web socket", "connect-src", "new WebSocket('wss://example.org/')"),
    ("event source", "connect-src", "new EventSource('https://example.org/')"),
    ("beacon", "connect-src", "navigator.sendBeacon('https://example.org/', 'b')"),
    ("image from elsewhere", "img-src", "add('img', { src: 'https://example.org/b.png', onload: breach })"),
    ("image from data", "img-src", "add('img', { src: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=', onload: breach })"),
    ("font from elsewhere", "font-src", "await new FontFace('b', 'url(https://example.org/b.woff2)').load()"),
    ("film", "media-src", "add('video', { src: 'https://example.org/b.mp4' })"),
    ("worker from a blob", "worker-src", "new Worker(blob('postMessage(1)')).onmessage = breach"),
    ("frame", "frame-src", "add('iframe', { src: 'https://example.org/' })"),
    ("object", "object-src", "add('object', { data: 'https://example.org/b.swf' })"),
    ("form", "form-action", "html('<form action=\"https://example.org/\"></form>').firstChild.submit()"),
    ("base", "base-uri", "add('base', { href: 'https://example.org/' })"),
];

/// The means of [`REFUSED`], and what is heard of them.
const STAGE: &str = "
    const done = arguments[arguments.length - 1];
    const heard = [];
    const hear = (event) => heard.push(event.effectiveDirective);
    document.addEventListener('securitypolicyviolation', hear);
    const app = document.getElementById('app');
    const stage = document.createElement('div');
    document.body.append(stage);
    const breach = () => { window.breach = 1 };
    const add = (name, members) => { const it = Object.assign(document.createElement(name), members); stage.append(it); };
    const html = (text) => { stage.innerHTML = text; return stage; };
    const blob = (text) => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
    const styled = (it) => { if (getComputedStyle(it).order === '7') breach(); };
    const attempt = async () => { ATTEMPT };
    const started = Date.now();
    const thrown = [];
    const look = () => {
        if (heard.length === 0 && Date.now() - started < 5_000) return setTimeout(look, 20);
        document.removeEventListener('securitypolicyviolation', hear);
        stage.remove();
        done({ heard, thrown, breach: window.breach ?? null });
    };
    attempt().catch((error) => thrown.push(String(error))).finally(() => setTimeout(look, 20));
";

#[tokio::test]
async fn the_content_security_policy_holds_in_the_window() {
    let home = Home::new().await;
    let window = Window::open(&home).await;
    window.find("new-interview").await;
    for (name, directive, attempt) in REFUSED {
        let met = window.client.execute_async(&STAGE.replace("ATTEMPT", attempt), Vec::new()).await.unwrap();
        assert_eq!(met["breach"], Value::Null, "{name} got through: {met}");
        let heard = met["heard"].as_array().unwrap();
        let refused = heard.iter().any(|it| it.as_str().unwrap().starts_with(directive));
        assert!(refused, "{name} was not refused by {directive}: {met}");
    }
    window.kill().await;
}

#[tokio::test]
async fn the_page_gets_nowhere_and_has_no_hand_on_the_program() {
    let home = Home::new().await;
    let window = Window::open(&home).await;
    window.find("new-interview").await;
    let built = "return [Object.isFrozen(Object.prototype), typeof window.__TAURI__, typeof RTCPeerConnection]";
    let built = window.client.execute(built, Vec::new()).await.unwrap();
    assert_eq!(
        built,
        json!([true, "undefined", "undefined"]),
        "a frozen prototype, no global API, no peer connections"
    );

    let own = window.client.current_url().await.unwrap();
    let before = window.text().await;
    for address in ["https://example.org/?b", "http://127.0.0.1:9/", "file:///etc/hostname", "data:text/html,b"] {
        for way in
            ["location.href = arguments[0]", "window.open(arguments[0])", "window.open(arguments[0], '_self')", LINK]
        {
            window.client.execute(way, vec![json!(address)]).await.unwrap();
            // A navigation that is allowed begins in another process, at once but not before the answer.
            window.settle().await;
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            assert_eq!(window.client.current_url().await.unwrap(), own, "{way} to {address}");
            assert_eq!(window.client.windows().await.unwrap().len(), 1, "{way} to {address}");
        }
    }
    // A frame of its own text is a page as well.
    let frame = "document.body.append(Object.assign(document.createElement('iframe'), \
         { srcdoc: '<p>b</p><script>top.breach = 1</script>' }))";
    window.client.execute(frame, Vec::new()).await.unwrap();
    window.settle().await;
    let inside = "return [frames[0].document.body.childNodes.length, window.breach ?? null]";
    assert_eq!(window.client.execute(inside, Vec::new()).await.unwrap(), json!([0, null]), "a frame with a page");
    assert_eq!(window.text().await.trim(), before.trim(), "the page is as it was");
    window.kill().await;
}

/// A click on a link to `arguments[0]`.
const LINK: &str = "document.body.append(Object.assign(document.createElement('a'), { href: arguments[0], id: 'way' })); \
     document.getElementById('way').click(); \
     document.getElementById('way').remove()";

/// What the plugins that are there, and others that one might expect, would do if they were asked.
fn not_for_the_page() -> Vec<(&'static str, Value)> {
    vec![
        ("plugin:opener|open_path", json!({"path": "/etc/hostname"})),
        ("plugin:opener|open_url", json!({"url": "https://example.org/"})),
        ("plugin:opener|reveal_item_in_dir", json!({"paths": ["/etc/hostname"]})),
        ("plugin:dialog|open", json!({"options": {}})),
        ("plugin:dialog|save", json!({"options": {}})),
        ("plugin:dialog|message", json!({"message": "b"})),
        ("plugin:fs|read_file", json!({"path": "/etc/hostname"})),
        ("plugin:shell|execute", json!({"program": "true", "args": []})),
        ("plugin:http|fetch", json!({"url": "https://example.org/"})),
        ("plugin:process|exit", json!({"code": 1})),
        ("plugin:navigation|anything", json!({})),
        ("plugin:single-instance|anything", json!({})),
        ("plugin:app|version", json!({})),
        ("plugin:app|set_app_theme", json!({"theme": "dark"})),
        ("plugin:event|emit", json!({"event": "b"})),
        ("plugin:event|emit_to", json!({"event": "b", "target": {"kind": "Any"}})),
        ("plugin:image|from_path", json!({"path": "/etc/hostname"})),
        ("plugin:menu|new", json!({"kind": "Menu", "options": {}, "handler": 1})),
        ("plugin:path|resolve_directory", json!({"directory": 1})),
        ("plugin:path|join", json!({"paths": ["a", "b"]})),
        ("plugin:resources|close", json!({"rid": 1})),
        ("plugin:tray|new", json!({"options": {}, "handler": 1})),
        ("plugin:webview|create_webview_window", json!({"options": {"label": "b", "url": "https://example.org/"}})),
        ("plugin:webview|internal_toggle_devtools", json!({"label": "main"})),
        ("plugin:webview|print", json!({"label": "main"})),
        ("plugin:window|create", json!({"options": {"label": "b"}})),
        ("plugin:window|set_title", json!({"label": "main", "value": "b"})),
        ("plugin:window|get_all_windows", json!({})),
        ("eval", json!({})),
    ]
}

#[tokio::test]
async fn no_command_but_our_own_answers_the_page() {
    let home = Home::new().await;
    let window = Window::open(&home).await;
    window.find("new-interview").await;
    let ask = async |command: &str, arguments: Value| {
        let script = "const [command, given, done] = arguments; \
             window.__TAURI_INTERNALS__.invoke(command, given) \
                 .then((it) => done(['answered', it]), (error) => done(['refused', String(error)]))";
        window.client.execute_async(script, vec![json!(command), arguments]).await.unwrap()
    };
    // What the window itself asks for is answered, so that a refusal means something.
    let listen = json!({"event": "b", "target": {"kind": "Any"}, "handler": 1});
    for (command, arguments) in [("plugin:event|listen", listen), ("search", json!({"query": "b"}))] {
        assert_eq!(ask(command, arguments).await[0], "answered", "{command}");
    }
    for (command, arguments) in not_for_the_page() {
        let answer = ask(command, arguments).await;
        let why = answer[1].as_str().unwrap_or_default();
        let unknown = why.contains("not allowed") || why.contains("not found");
        assert!(answer[0] == "refused" && unknown, "{command}: {answer}");
    }
    window.kill().await;
}
