//! How far the work is: shown on a terminal, and nowhere else.

use std::io::{IsTerminal, Stderr, Write};

/// A line on the terminal that says how far the work is.
pub(crate) struct Progress {
    terminal: Option<Stderr>,
    shown: Option<String>,
}

impl Progress {
    /// On standard error, if that is a terminal.
    pub(crate) fn on_terminal() -> Self {
        Self { terminal: Some(std::io::stderr()).filter(Stderr::is_terminal), shown: None }
    }

    /// Shown nowhere, for work whose answers show how far it is.
    pub(crate) fn nowhere() -> Self {
        Self { terminal: None, shown: None }
    }

    /// Shows this in the place of what was shown before.
    pub(crate) fn show(&mut self, what: String) {
        if let (Some(terminal), true) = (&mut self.terminal, self.shown.as_deref() != Some(&what)) {
            // A terminal that went away ends no work.
            let _ = write!(terminal, "\r{what}");
            self.shown = Some(what);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let (Some(terminal), Some(_)) = (&mut self.terminal, &self.shown) {
            let _ = writeln!(terminal);
        }
    }
}
