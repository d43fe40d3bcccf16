//! What an assessment is, and by which rule ratings become a level.
//!
//! Pure: no I/O, no clock, no randomness, no serialisation. Whoever calls brings the time and the ids; whoever
//! stores, prints or sends one of these types declares the shape for that boundary on the boundary's side.
//!
//! Terms are those of the field (SFIA, ISO/IEC 33020); `ARCHITECTURE.md` points to the glossary.

pub mod audit;
pub mod backup;
pub mod change;
pub mod change_request;
pub mod conduct;
pub mod decision;
pub mod definition;
pub mod edition;
pub mod evidence;
pub mod interview;
pub mod level;
pub mod moment;
pub mod notices;
pub mod person;
pub mod profile;
pub mod rating;
pub mod reasons;
pub mod recovery_code;
pub mod report;
pub mod review;
pub mod rule;
pub mod sign_off;
pub mod signer;
pub mod summary;
pub mod text;
pub mod walk;
