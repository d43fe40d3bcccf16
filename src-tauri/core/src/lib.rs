//! The core of Vouchsafe: everything the program does to data, without a window.
//!
//! | module | what it is | may import |
//! | --- | --- | --- |
//! | [`workspace`] | one function per user intention, one transaction each | all below |
//! | [`frameworks`] | reads what an assessor holds of a framework; the built-in packs | `domain` |
//! | [`store`] | the SQLite file; the only importer of `rusqlite` | `domain` |
//! | [`report`] | what a report says and how it looks; the only importer of `printpdf` | `domain`, `typeface` |
//! | [`signature`] | identity, signing, verifying; the only importer of CMS, X.509 and P-256 | `domain`, `typeface` |
//! | [`typeface`] | the embedded fonts: coverage, widths, subsets | nothing |
//! | [`domain`] | terms and rules; no I/O, no clock, no randomness | nothing |
//! | [`error`] | the one error, a sentence | nothing |
//!
//! Every module may use [`error`]. The house-rules test (`tests/house_rules.rs`) keeps these directions.

// Lets the report's samples be the same file for the tests and for the example.
#[cfg(test)]
extern crate self as vouchsafe_core;

pub mod domain;
pub mod error;
pub mod frameworks;
pub mod report;
pub mod signature;
pub mod store;
pub mod typeface;
pub mod workspace;
