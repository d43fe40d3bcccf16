//! What libraries in C and C++ free is wiped.
//!
//! What Rust frees, the program's allocator wipes. GLib and WebKit's side of the window keep copies of their own, such as
//! of each answer to the page, and leave them as they are when they free them. glibc fills what is freed if it is told to
//! before the program starts (<https://sourceware.org/glibc/manual/latest/html_node/Memory-Allocation-Tunables.html>),
//! all but the last few bytes of a block; and WebKit takes its memory from the C library if it finds `Malloc` set.

use std::env;
use std::os::unix::process::CommandExt;
use std::process::Command;

use webkit2gtk::glib;

/// Where glibc looks for it.
const VARIABLE: &str = "GLIBC_TUNABLES";
/// Fills with 0xff what is freed, and with zeros what is allocated. Each thread's cache of small blocks would be left out.
const SETTING: &str = "glibc.malloc.perturb=255:glibc.malloc.tcache_count=0";
/// Where WebKit looks, when its libraries are loaded.
const WEBKIT: &str = "Malloc";

/// Starts the program once more in its own place, unless it was started with these settings. To be called before
/// anything else.
pub(crate) fn wipe_what_is_freed() {
    let found = env::var(VARIABLE).unwrap_or_default();
    if found.contains(SETTING) {
        // WebKit's processes and whatever opens reports are not slowed down: the one that reads pages ends with them.
        for variable in [VARIABLE, WEBKIT] {
            glib::unsetenv(variable);
        }
        return;
    }
    let setting = if found.is_empty() { SETTING.to_owned() } else { format!("{found}:{SETTING}") };
    let Ok(program) = env::current_exe() else { return };
    let mut arguments = env::args_os();
    let name = arguments.next().unwrap_or_default();
    // It returns only if it can't be done. Then the program does without: a lock that wipes less is better than none.
    let _ = Command::new(program).arg0(name).args(arguments).env(VARIABLE, setting).env(WEBKIT, "1").exec();
}
