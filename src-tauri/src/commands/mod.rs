//! What the window can ask for: one file per topic. Each command reads, calls the core once, and converts.

#![expect(clippy::needless_pass_by_value, reason = "a command owns what Tauri hands it")]

pub mod audit;
pub mod backups;
pub mod evidence;
pub mod home;
pub mod interview;
pub mod people;
pub mod report;
pub mod review;
pub mod rules;
pub mod settings;
pub mod signers;
pub mod start;
pub mod vault;
pub mod verify;
