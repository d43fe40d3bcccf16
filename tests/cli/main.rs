//! The `vouch` command as scripts meet it: the built program, its JSON, its exit status, its sentences.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected stops there")]

mod audit;
mod backups;
mod bombs;
mod candidates;
mod corrections;
mod export;
mod files;
mod framework;
mod identity;
mod interview;
mod own_rules;
mod power_cuts;
mod reports;
mod reviews;
mod sitting;
mod vault;
mod vouch;
mod workspace;
