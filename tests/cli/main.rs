//! The `vouch` command as scripts meet it: the built program, its JSON, its exit status, its sentences.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected stops there")]

mod corrections;
mod files;
mod framework;
mod interview;
mod own_rules;
mod reports;
mod sitting;
mod vouch;
mod workspace;
