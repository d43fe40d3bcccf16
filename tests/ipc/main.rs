//! The wiring between window and core: names, shapes and errors of the commands, on Tauri's mock runtime with a
//! real workspace. What the commands do is tested in the core.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that meets the unexpected stops there")]

mod audit;
mod interviews;
mod keychain;
mod people;
mod reviews;
mod safekeeping;
mod signers;
mod vault;
mod window;
