//! From the core's types to the window's messages and back.

mod assessment;
pub(crate) mod audit;
pub(crate) mod backups;
mod change;
mod evidence;
mod home;
pub(crate) mod ids;
mod people;
pub(crate) mod report;
pub(crate) mod review;
mod rules;
pub(crate) mod settings;
pub(crate) mod signers;
mod sitting;
mod start;
pub(crate) mod vault;
pub(crate) mod verify;
