//! Locking before the machine sleeps, so that no key lies in the memory of a laptop with its lid closed.
//!
//! On Linux logind says when, and waits a few seconds for whoever asked it to
//! (<https://systemd.io/INHIBITOR_LOCKS/>). Elsewhere, and where there is no logind, the window locks as soon as it
//! notices that time has passed.

#[cfg(target_os = "linux")]
mod logind {
    use std::thread;
    use std::time::{Duration, Instant};

    use tauri::{AppHandle, Emitter, Manager, Runtime};
    use zbus::blocking::Connection;
    use zbus::zvariant::OwnedFd;

    use crate::renewal;
    use crate::state::App;

    /// What the window listens for.
    const EVENT: &str = "before-sleep";
    /// How long the window may take to save and lock. logind itself waits five seconds at most.
    const PATIENCE: Duration = Duration::from_secs(3);
    /// How long to wait before looking again whether it has.
    const PAUSE: Duration = Duration::from_millis(50);

    #[zbus::proxy(
        interface = "org.freedesktop.login1.Manager",
        default_service = "org.freedesktop.login1",
        default_path = "/org/freedesktop/login1",
        gen_async = false
    )]
    trait Login {
        fn inhibit(&self, what: &str, who: &str, why: &str, mode: &str) -> zbus::Result<OwnedFd>;

        #[zbus(signal)]
        fn prepare_for_sleep(&self, start: bool) -> zbus::Result<()>;
    }

    /// Watches until the program ends.
    pub(crate) fn watch<R: Runtime>(app: AppHandle<R>) {
        thread::spawn(move || {
            // A machine without logind is one on which only the window's own clock tells.
            let _ = until_it_ends(&app);
        });
    }

    fn until_it_ends<R: Runtime>(app: &AppHandle<R>) -> zbus::Result<()> {
        let login = LoginProxy::new(&Connection::system()?)?;
        let mut delay = Some(ask_to_wait(&login)?);
        for signal in login.receive_prepare_for_sleep()? {
            if *signal.args()?.start() {
                lock(app);
                // The machine may sleep from here on.
                delay = None;
            } else if delay.is_none() {
                delay = Some(ask_to_wait(&login)?);
            }
        }
        Ok(())
    }

    fn ask_to_wait(login: &LoginProxy<'_>) -> zbus::Result<OwnedFd> {
        login.inhibit("sleep", "Vouchsafe", "The workspace is being locked", "delay")
    }

    /// Asks the window to save and lock, and waits until it has. It does not if something can't be saved: what was typed
    /// is worth more than the lock, and the window covers it.
    fn lock<R: Runtime>(app: &AppHandle<R>) {
        if app.emit(EVENT, ()).is_err() {
            return;
        }
        let asked = Instant::now();
        while app.state::<App>().is_open() && asked.elapsed() < PATIENCE {
            thread::sleep(PAUSE);
        }
        renewal::wait_until_done(app, PATIENCE.saturating_sub(asked.elapsed()));
    }
}

#[cfg(target_os = "linux")]
pub(crate) use logind::watch;

/// Elsewhere the window notices by itself that time has passed.
#[cfg(not(target_os = "linux"))]
pub(crate) fn watch<R: tauri::Runtime>(_: tauri::AppHandle<R>) {}
