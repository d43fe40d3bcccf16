//! The `vouch` command as scripts meet it: the built program, its JSON, its exit status, its sentences.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected stops there")]

mod framework;
mod interview;
mod reports;
mod vouch;
mod workspace;
