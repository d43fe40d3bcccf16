//! Where the window may go: nowhere. The content security policy says what a page may load, but neither which page is
//! next nor to whom WebKit connects in advance, and either could carry away what a script has read.

use tauri::plugin::{Builder, TauriPlugin};
use tauri::{Context, Runtime, Url};

/// Nobody listens there, and only an administrator could.
const NOWHERE: &str = "socks5://127.0.0.1:1";

/// Leads every connection of the window to nowhere, and before it looks up a name: `<link rel="preconnect">` is asked
/// about in no policy. The pages and commands of the program itself need no connection.
pub(crate) fn lead_to_nowhere<R: Runtime>(context: &mut Context<R>) {
    // `tauri dev` loads the pages from the developer's own server.
    if tauri::is_dev() {
        return;
    }
    for window in &mut context.config_mut().app.windows {
        window.proxy_url = Url::parse(NOWHERE).ok();
    }
}

/// Keeps the window on the pages that are built into the program.
pub(crate) fn walls<R: Runtime>() -> TauriPlugin<R> {
    Builder::new("navigation").on_navigation(|_, url| is_own(url) || is_of_developer(url)).build()
}

/// Tauri serves the embedded pages as `tauri://localhost`, on Windows and Android as `http://tauri.localhost`.
fn is_own(url: &Url) -> bool {
    matches!((url.scheme(), url.host_str()), ("tauri", Some("localhost")) | ("http", Some("tauri.localhost")))
}

fn is_of_developer(url: &Url) -> bool {
    tauri::is_dev() && url.host_str() == Some("localhost")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_built_in_pages_are_our_own() {
        for (address, own) in [
            ("tauri://localhost", true),
            ("tauri://localhost/index.html#top", true),
            ("http://tauri.localhost/", true),
            ("https://example.org/", false),
            ("http://localhost/", false),
            ("http://tauri.localhost.example.org/", false),
            ("tauri://example.org/", false),
            ("file:///etc/hostname", false),
            ("data:text/html,b", false),
            ("about:blank", false),
        ] {
            assert_eq!(is_own(&Url::parse(address).unwrap()), own, "{address}");
        }
    }
}
