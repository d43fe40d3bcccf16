//! The core's errors on their way to the window.

use vouchsafe_core::error::Error;

use crate::messages::failure::Failure;

/// What a command gives back.
pub(crate) type Answer<T> = Result<T, Failure>;

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self { code: error.code().name().to_owned(), message: error.message().to_owned() }
    }
}
