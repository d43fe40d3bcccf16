//! What the program leaves behind if it ends against its will: where in its source that happened, and nothing of what
//! it was working on.

use std::panic::{self, Location};

/// From here on a fault writes neither the memory (in which everything is readable) nor a message (which may quote
/// what somebody typed) anywhere.
pub(crate) fn keep_short() {
    no_core_dumps();
    panic::set_hook(Box::new(|fault| say(fault.location())));
}

/// The limit goes over to WebKit's processes, which are started later.
#[cfg(unix)]
fn no_core_dumps() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    // Lowering a limit is always allowed; where it fails nevertheless, the system's own setting stays.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
}

#[cfg(not(unix))]
fn no_core_dumps() {}

#[expect(clippy::print_stderr, reason = "the window may be gone")]
fn say(place: Option<&Location<'_>>) {
    let place = place.map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
    eprintln!("Vouchsafe met a fault of its own at {place}. What was saved is safe. Please report this line.");
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    const PLANTED: &str = "Quillory Vantongeren";
    const CHILD: &str = "VOUCHSAFE_TEST_LAST_WORDS";

    /// The hook and the limit belong to the whole process, so that this test starts itself as one that fails.
    #[test]
    fn a_fault_says_where_and_never_about_whom() {
        if std::env::var_os(CHILD).is_some() {
            super::keep_short();
            panic!("no such candidate: {PLANTED}");
        }
        let ended = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "last_words::tests::a_fault_says_where_and_never_about_whom", "--nocapture"])
            .env(CHILD, "1")
            .output()
            .unwrap();
        let said = [ended.stdout, ended.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
        assert!(!ended.status.success(), "{said}");
        assert!(said.contains("a fault of its own at src-tauri/src/last_words.rs:"), "{said}");
        assert!(!said.contains(PLANTED), "{said}");
    }
}
