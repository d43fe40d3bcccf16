//! A page that begins anew: what the one before had read, typed or painted is gone with it.
//!
//! A page that merely loads itself again leaves copies of names and notes in the memory of WebKit's process, which
//! keeps what it has freed for later. On Linux that process is ended, and the next page gets a fresh one; elsewhere no
//! engine offers that, and the page is loaded again.

use std::sync::mpsc;
use std::time::Duration;

use tauri::{AppHandle, Runtime, WebviewWindow};

/// Loads the window's page anew. It is done on the window's own thread, and not waited for.
pub(crate) fn begin_anew<R: Runtime>(window: &WebviewWindow<R>) {
    #[cfg(target_os = "linux")]
    let _ = window.with_webview(|page| {
        use webkit2gtk::WebViewExt;
        page.inner().terminate_web_process();
    });
    // Without a window there is no page to be rid of.
    let _ = window.reload();
}

/// Waits until the window's thread has done what it was told before.
pub(crate) fn wait_until_done<R: Runtime>(app: &AppHandle<R>, patience: Duration) {
    let (sender, receiver) = mpsc::channel();
    // Whoever is no longer there to send has nothing left to do.
    let _ = app.run_on_main_thread(move || sender.send(()).unwrap_or(()));
    let _ = receiver.recv_timeout(patience);
}
