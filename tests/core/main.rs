//! Scenarios of the core, one test binary. A test in `house_rules` checks that no file here is forgotten.

mod decision;
