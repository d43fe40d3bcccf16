//! The built-in packs: definitions in the project's own words, embedded as TOML.

use serde::Deserialize;
use toml::Spanned;

use crate::domain::definition::{Definition, GuidanceNote, RevisionMark, SkillCode};
use crate::domain::edition::{Edition, EditionId};
use crate::error::{Error, Result};

use super::draft::{ContentDraft, LevelDraft, Placed, SkillDraft};

const PACKS: [(&str, &str); 2] = [
    ("sfia-8.toml", include_str!("../../frameworks/sfia-8.toml")),
    ("sfia-9-preview.toml", include_str!("../../frameworks/sfia-9-preview.toml")),
];

/// The definitions that come with the program: ITOP of SFIA 8 and of the SFIA 9 preview.
///
/// # Errors
/// Only if the program was built with a broken pack.
pub fn built_in() -> Result<Vec<Definition>> {
    PACKS.iter().map(|(name, text)| read(name, text).map_err(Error::internal)).collect()
}

fn read(name: &str, text: &str) -> Result<Definition> {
    let pack: Pack = toml::from_str(text).map_err(|error| {
        Error::refused_at(name, line_at(text, error.span().map_or(0, |span| span.start)), error.message())
    })?;
    pack.draft(name, text)?.validated(name)
}

/// A pack file: one skill of one edition.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pack {
    edition: String,
    code: String,
    name: String,
    mark: Option<Mark>,
    description: String,
    guidance_mark: Option<Mark>,
    guidance: Vec<Spanned<Guidance>>,
    levels: Vec<Spanned<Level>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Guidance {
    Paragraph(String),
    Prompt(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Level {
    level: u32,
    mark: Option<Mark>,
    #[serde(default)]
    statements: Vec<Spanned<String>>,
    not_defined: Option<String>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Mark {
    New,
    Modified,
}

impl From<Mark> for RevisionMark {
    fn from(mark: Mark) -> Self {
        match mark {
            Mark::New => Self::New,
            Mark::Modified => Self::Modified,
        }
    }
}

impl Pack {
    fn draft(self, file: &str, text: &str) -> Result<SkillDraft> {
        let refuse = |what: &str| Error::refused_at(file, 1, what);
        let edition = EditionId::new(&self.edition).ok_or_else(|| refuse("The edition is no edition’s id."))?;
        let code = SkillCode::new(&self.code).ok_or_else(|| refuse("The code is no skill’s code."))?;
        let levels = self.levels.into_iter().map(|level| {
            let line = line_at(text, level.span().start);
            let Level { level: number, mark, statements, not_defined } = level.into_inner();
            let content = match (not_defined, statements) {
                (Some(reason), statements) if statements.is_empty() => {
                    ContentDraft::NotDefined(Placed { line, value: reason })
                }
                (Some(_), _) => {
                    return Err(Error::refused_at(file, line, "A level has statements or a reason for having none."));
                }
                (None, statements) => ContentDraft::Statements(
                    statements
                        .into_iter()
                        .map(|statement| Placed {
                            line: line_at(text, statement.span().start),
                            value: statement.into_inner(),
                        })
                        .collect(),
                ),
            };
            Ok(LevelDraft { number: Placed { line, value: number }, mark: mark.map(Mark::into), content })
        });
        Ok(SkillDraft {
            edition: Edition::of(edition),
            code,
            name: Placed { line: 1, value: self.name },
            mark: self.mark.map(Mark::into),
            description: Placed { line: 1, value: self.description },
            guidance: self
                .guidance
                .into_iter()
                .map(|note| Placed { line: line_at(text, note.span().start), value: note.into_inner().into() })
                .collect(),
            guidance_mark: self.guidance_mark.map(Mark::into),
            levels: levels.collect::<Result<_>>()?,
            listed: None,
            below: None,
            above: None,
            last_line: text.lines().count(),
        })
    }
}

impl From<Guidance> for GuidanceNote {
    fn from(guidance: Guidance) -> Self {
        match guidance {
            Guidance::Paragraph(text) => Self { is_prompt: false, text },
            Guidance::Prompt(text) => Self { is_prompt: true, text },
        }
    }
}

fn line_at(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests;
