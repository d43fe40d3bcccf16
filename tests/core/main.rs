//! Scenarios of the core, one test binary. A house rule checks that no file here is forgotten.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected stops there")]

mod audit;
mod backups;
mod changes;
mod damage;
mod decision;
mod desk;
mod erasing;
mod faults;
mod for_ever;
mod interviews;
mod keychain;
mod power_cut;
mod profiles;
mod receiving;
mod reviewing;
mod signed;
mod signers;
mod sittings;
mod tampering;
mod vault;
