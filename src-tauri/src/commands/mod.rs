//! What the window can ask for: one file per topic. Each command reads, calls the core once, and converts.

pub mod assessment;
pub mod home;
pub mod report;
pub mod start;
