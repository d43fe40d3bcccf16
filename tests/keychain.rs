//! The keychain of a real session: GNOME Keyring behind a session bus of its own, and no keychain at all.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected stops there")]
#![cfg(target_os = "linux")]

use std::io::Write;
use std::process::{Command, Output};

use uuid::Uuid;
use vouchsafe::keychain::SystemKeychain;
use vouchsafe_core::workspace::Keychain;

/// Names what is to be tried by the processes below; without it, they are ordinary tests with nothing to do.
const TRY: &str = "VOUCHSAFE_TEST_KEYCHAIN";
const KEY: [u8; 32] = [0xA5; 32];
const WORKSPACE: Uuid = Uuid::from_u128(7);
const OTHER: Uuid = Uuid::from_u128(8);

/// GNOME Keyring with a keychain that is unlocked, until the command that follows ends.
const WITH_KEYRING: &str = "
    printf 'a passphrase' | gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1 &
    for wait in 1 2 3 4 5 6 7 8 9 10; do
        dbus-send --session --print-reply --dest=org.freedesktop.DBus /org/freedesktop/DBus \\
            org.freedesktop.DBus.GetNameOwner string:org.freedesktop.secrets >/dev/null 2>&1 && break
        sleep 0.5
    done
    \"$@\"; result=$?; kill %1; exit $result";

/// Runs one of the processes below in a session of its own.
fn in_a_session(test: &str, script: &str) -> Output {
    let home = tempfile::tempdir().unwrap();
    let binary = std::env::current_exe().unwrap();
    Command::new("dbus-run-session")
        .args(["--", "bash", "-c", script, "session", binary.to_str().unwrap(), "--exact", test, "--nocapture"])
        .env(TRY, "1")
        .env("HOME", home.path())
        .env("XDG_DATA_HOME", home.path().join("data"))
        .env("XDG_RUNTIME_DIR", home.path())
        .output()
        .unwrap()
}

fn passes(output: &Output) {
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}

fn is_missing(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_err()
}

#[test]
fn a_real_keychain_keeps_gives_back_and_forgets() {
    if let Some(program) = ["dbus-run-session", "gnome-keyring-daemon"].into_iter().find(|name| is_missing(name)) {
        writeln!(std::io::stderr(), "SKIPPED: there is no {program}").unwrap();
        return;
    }
    passes(&in_a_session("with_a_keychain", WITH_KEYRING));
}

#[test]
fn a_session_without_a_keychain_says_so_at_once() {
    if is_missing("dbus-run-session") {
        writeln!(std::io::stderr(), "SKIPPED: there is no dbus-run-session").unwrap();
        return;
    }
    // Nothing of this machine is to be started for it.
    passes(&in_a_session("without_a_keychain", "XDG_DATA_DIRS=/nonexistent \"$@\""));
    passes(&in_a_session("without_a_keychain", "DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent \"$@\""));
}

#[test]
fn with_a_keychain() {
    if std::env::var(TRY).is_err() {
        return;
    }
    assert!(!SystemKeychain.holds(WORKSPACE));
    assert_eq!(SystemKeychain.read(WORKSPACE).unwrap(), None);
    SystemKeychain.keep(WORKSPACE, &[1; 32]).unwrap();
    SystemKeychain.keep(WORKSPACE, &KEY).unwrap();
    assert!(SystemKeychain.holds(WORKSPACE) && !SystemKeychain.holds(OTHER));
    assert_eq!(SystemKeychain.read(WORKSPACE).unwrap().unwrap()[..], KEY, "the later one counts");
    SystemKeychain.keep(OTHER, &[2; 32]).unwrap();
    SystemKeychain.remove(WORKSPACE).unwrap();
    SystemKeychain.remove(WORKSPACE).unwrap();
    assert!(!SystemKeychain.holds(WORKSPACE) && SystemKeychain.holds(OTHER));
    SystemKeychain.remove(OTHER).unwrap();
}

#[test]
fn without_a_keychain() {
    if std::env::var(TRY).is_err() {
        return;
    }
    assert!(!SystemKeychain.holds(WORKSPACE));
    for refused in [
        SystemKeychain.read(WORKSPACE).map(|_| ()),
        SystemKeychain.keep(WORKSPACE, &KEY),
        SystemKeychain.remove(WORKSPACE),
    ] {
        let sentence = refused.unwrap_err().to_string();
        assert!(sentence.contains("does not answer") && sentence.contains("passphrase"), "{sentence}");
    }
}
