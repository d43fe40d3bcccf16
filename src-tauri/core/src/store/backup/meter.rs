//! How far long work is, and whether it is to go on.

use std::ops::ControlFlow;

use crate::error::{Code, Error, Result};

/// Counts bytes of work that takes long, and asks after every few of them whether to go on.
pub struct Meter<'a> {
    done: u64,
    total: u64,
    report: &'a mut dyn FnMut(u64, u64) -> ControlFlow<()>,
}

impl<'a> Meter<'a> {
    /// `report` is told how many bytes are done of how many, and answers whether to go on.
    pub fn new(report: &'a mut dyn FnMut(u64, u64) -> ControlFlow<()>) -> Self {
        Self { done: 0, total: 0, report }
    }

    /// There is this much to do in all.
    pub(in crate::store) fn expect(&mut self, total: u64) {
        self.total = total;
    }

    /// This much more is done.
    pub(in crate::store) fn advance(&mut self, bytes: u64) -> Result<()> {
        self.done = self.done.saturating_add(bytes).min(self.total);
        match (self.report)(self.done, self.total) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => {
                Err(Error::new(Code::Locked, "This was stopped before it was finished. Nothing was changed."))
            }
        }
    }
}
