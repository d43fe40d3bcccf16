//! From the core's types to the window's messages and back.

mod assessment;
mod home;
pub(crate) mod ids;
pub(crate) mod report;
mod start;
