//! The report as it was made, below the assessor's signature: one revision that holds what a report is made of, and
//! no more.

mod bytes;
mod fields;
mod shape;

use std::collections::BTreeSet;

use super::super::document::Pdf;
use super::super::{Checked, Problem};

/// Holds the first revision against what a report's is made of, and gives it.
pub(super) fn check(made: &[u8]) -> Checked<Pdf<'_>> {
    let objects = bytes::read(made).ok_or_else(|| {
        Problem::new("structure", "Between the parts of the report stands something that does not belong there.")
    })?;
    let pdf =
        Pdf::read(made).ok_or_else(|| Problem::new("structure", "The report below the signatures can't be read."))?;
    shape::check(&pdf, &objects.into_keys().collect())?;
    fields::check(&pdf)?;
    Ok(pdf)
}

/// Holds what a signature draws against what a report's signature is made of; the numbers of its objects.
pub(super) fn drawing(pdf: &Pdf<'_>, form: u32) -> Checked<BTreeSet<u32>> {
    shape::drawing(pdf, form)
}
