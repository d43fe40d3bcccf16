//! From the core's types to the window's messages and back.

mod assessment;
mod change;
mod evidence;
mod home;
pub(crate) mod ids;
pub(crate) mod report;
mod rules;
pub(crate) mod settings;
mod sitting;
mod start;
