//! What crosses between the window and the core: one file per topic, declared for this boundary alone.
//!
//! The TypeScript side of these types is generated into `ui/src/api/types` (`make types`); a test keeps it fresh.

pub mod assessment;
pub mod audit;
pub mod change;
pub mod failure;
pub mod home;
pub mod people;
pub mod report;
pub mod review;
pub mod rules;
pub mod settings;
pub mod signers;
pub mod sitting;
pub mod start;
pub mod vault;
pub mod verify;
