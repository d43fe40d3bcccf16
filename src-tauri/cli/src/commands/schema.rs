//! `vouch schema`.

use vouchsafe_core::error::{Error, Result};
use vouchsafe_core::workspace::{interview_file_schema, record_schema};

use crate::arguments::SchemaOf;
use crate::output::Answer;

pub(super) fn run(of: SchemaOf) -> Result<Answer> {
    let schema = match of {
        SchemaOf::Record => record_schema(),
        SchemaOf::Interview => interview_file_schema(),
    };
    let text = serde_json::to_string_pretty(&schema).map_err(Error::internal)?;
    Answer::new(&schema, text)
}
