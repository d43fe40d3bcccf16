//! `vouch export`.

use std::path::{Path, PathBuf};

use vouchsafe_core::error::Result;
use vouchsafe_core::workspace::{DataKind, Destination};

use super::{Context, assessment_id};
use crate::answers;
use crate::arguments::Export;
use crate::output::Answer;

pub(super) fn run(context: &Context, export: &Export) -> Result<Answer> {
    let id = assessment_id(&export.assessment)?;
    let to = |path: &Path| Destination::File { path: path.to_path_buf(), replace: export.force };
    let mut workspace = context.open()?;
    let mut write = |kind, path: Option<&Path>| path.map(|path| workspace.export_data(id, kind, &to(path))).transpose();
    let ratings = write(DataKind::Ratings, export.ratings.as_deref())?;
    let record = write(DataKind::Record, export.record.as_deref())?;
    let line = |what: &str, path: &Option<PathBuf>| path.as_ref().map(|path| format!("{what}: {}", path.display()));
    let lines = [line("Ratings", &ratings), line("Record", &record)];
    let text = lines.into_iter().flatten().collect::<Vec<_>>().join("\n");
    Answer::new(&answers::Export::of(&export.assessment, ratings.as_deref(), record.as_deref()), text)
}
