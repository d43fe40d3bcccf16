//! Definitions: one skill of one edition as immutable text.

use std::fmt;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::decision::StatementRef;
use super::edition::Edition;
use super::level::Level;

/// One skill of one edition, as immutable text named by its [`hash`](Self::hash). An assessment stays with the
/// definition that it was rated against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The edition of the framework.
    pub edition: Edition,
    /// The skill's code, such as `ITOP`.
    pub code: SkillCode,
    /// The skill's name.
    pub name: String,
    /// How the edition changed the name, where its source says so.
    pub mark: Option<RevisionMark>,
    /// The skill in a sentence or two.
    pub description: String,
    /// Guidance: prompts for the interview, shown and never scored.
    pub guidance: Vec<GuidanceNote>,
    /// How the edition changed the guidance, where its source says so.
    pub guidance_mark: Option<RevisionMark>,
    /// One entry for each of the seven levels, lowest first.
    pub levels: Vec<LevelDefinition>,
}

/// The code of a skill: two to eight of `A-Z` and `0-9`, beginning with a letter. SFIA's codes have four letters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SkillCode(String);

impl SkillCode {
    /// The code, if `code` has the shape of one.
    #[must_use]
    pub fn new(code: &str) -> Option<Self> {
        let fits = (2..=8).contains(&code.len())
            && code.starts_with(|first: char| first.is_ascii_uppercase())
            && code.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        fits.then(|| Self(code.to_owned()))
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SkillCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How a draft marks a name, a guidance or a level against the edition before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RevisionMark {
    /// Not in the edition before.
    New,
    /// Worded differently there.
    Modified,
}

impl RevisionMark {
    /// `new`, `modified`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Modified => "modified",
        }
    }

    /// The mark with this [`name`](Self::name).
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::New, Self::Modified].into_iter().find(|mark| mark.name() == name)
    }
}

/// One piece of guidance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuidanceNote {
    /// A bullet of the source, that is an activity to ask about; otherwise a paragraph.
    pub is_prompt: bool,
    /// Its words, without the bullet.
    pub text: String,
}

/// A skill at a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelDefinition {
    /// The level.
    pub level: Level,
    /// Its statements, or why there are none.
    pub content: LevelContent,
}

/// What a source says of a skill at a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LevelContent {
    /// The skill is practised at this level.
    Defined {
        /// How the edition changed the level, where its source says so.
        mark: Option<RevisionMark>,
        /// The assessable sentences, in the order of the source; at least one.
        statements: Vec<String>,
    },
    /// The skill is not defined at this level; that is no failure of anybody's.
    NotDefined {
        /// The source's explanation, where it gives one.
        reason: String,
    },
}

impl LevelDefinition {
    /// The statements; empty where the level is not defined.
    #[must_use]
    pub fn statements(&self) -> &[String] {
        match &self.content {
            LevelContent::Defined { statements, .. } => statements,
            LevelContent::NotDefined { .. } => &[],
        }
    }

    /// Whether the skill is defined at this level.
    #[must_use]
    pub fn is_defined(&self) -> bool {
        matches!(self.content, LevelContent::Defined { .. })
    }
}

impl Definition {
    /// The entry of a level.
    #[must_use]
    pub fn level(&self, level: Level) -> Option<&LevelDefinition> {
        self.levels.iter().find(|entry| entry.level == level)
    }

    /// The words of a statement, if there is one at that place.
    #[must_use]
    pub fn statement(&self, at: StatementRef) -> Option<&str> {
        let index = usize::from(at.ordinal).checked_sub(1)?;
        self.level(at.level)?.statements().get(index).map(String::as_str)
    }

    /// The places of all statements, level by level.
    pub fn statement_refs(&self) -> impl Iterator<Item = StatementRef> + '_ {
        self.levels.iter().flat_map(|entry| {
            (1..=entry.statements().len())
                .filter_map(|ordinal| u16::try_from(ordinal).ok())
                .map(|ordinal| StatementRef { level: entry.level, ordinal })
        })
    }

    /// The stable id of a statement: `<edition>/<code>/<level>/<ordinal>`.
    #[must_use]
    pub fn statement_id(&self, at: StatementRef) -> String {
        format!("{}/{}/{}/{}", self.edition.id, self.code, at.level, at.ordinal)
    }

    /// The highest level at which the skill is defined.
    #[must_use]
    pub fn highest_defined_level(&self) -> Option<Level> {
        self.levels.iter().filter(|entry| entry.is_defined()).map(|entry| entry.level).max()
    }

    /// The name of this text: SHA-256 over a versioned list of its parts, each NFC-normalised and preceded by its
    /// length in bytes, so that no two different texts share a list.
    #[must_use]
    pub fn hash(&self) -> DefinitionHash {
        let mut parts = Parts(Sha256::new());
        parts.add("vouchsafe-definition/1");
        parts.add(self.edition.id.as_str());
        parts.add(self.edition.status.name());
        parts.add(self.code.as_str());
        parts.add(&self.name);
        parts.add(self.mark.map_or("", RevisionMark::name));
        parts.add(&self.description);
        parts.add(self.guidance_mark.map_or("", RevisionMark::name));
        parts.count(self.guidance.len());
        for note in &self.guidance {
            parts.add(if note.is_prompt { "prompt" } else { "paragraph" });
            parts.add(&note.text);
        }
        parts.count(self.levels.len());
        for entry in &self.levels {
            parts.count(usize::from(entry.level.number()));
            match &entry.content {
                LevelContent::Defined { mark, statements } => {
                    parts.add("defined");
                    parts.add(mark.map_or("", RevisionMark::name));
                    parts.count(statements.len());
                    statements.iter().for_each(|statement| parts.add(statement));
                }
                LevelContent::NotDefined { reason } => {
                    parts.add("not-defined");
                    parts.add(reason);
                }
            }
        }
        DefinitionHash(base16ct::lower::encode_string(&parts.0.finalize()))
    }
}

/// SHA-256 over one statement's NFC-normalised words, in hexadecimal: tells whether two statements say the same.
#[must_use]
pub fn statement_hash(text: &str) -> String {
    hex_sha256(text.nfc().collect::<String>().as_bytes())
}

/// The hash that names a definition: 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DefinitionHash(String);

impl DefinitionHash {
    /// A hash as it was stored or recorded: 64 lower-case hexadecimal digits.
    #[must_use]
    pub fn new(hash: &str) -> Option<Self> {
        let fits = hash.len() == 64 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        fits.then(|| Self(hash.to_owned()))
    }

    /// The 64 digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DefinitionHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

struct Parts(Sha256);

impl Parts {
    fn add(&mut self, part: &str) {
        let normalised: String = part.nfc().collect();
        self.count(normalised.len());
        self.0.update(normalised.as_bytes());
    }

    fn count(&mut self, number: usize) {
        self.0.update((number as u64).to_be_bytes());
    }
}

/// SHA-256 over bytes, in 64 lower-case hexadecimal digits.
#[must_use]
pub fn hex_sha256(bytes: &[u8]) -> String {
    base16ct::lower::encode_string(&Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::edition::{EditionId, PublicationStatus};

    fn definition() -> Definition {
        Definition {
            edition: Edition::of(EditionId::new("sfia-8").expect("an id")),
            code: SkillCode("ITOP".to_owned()),
            name: "Café".to_owned(),
            mark: None,
            description: "Keeps things running.".to_owned(),
            guidance: vec![GuidanceNote { is_prompt: true, text: "backups".to_owned() }],
            guidance_mark: None,
            levels: vec![LevelDefinition {
                level: Level::ALL[0],
                content: LevelContent::Defined { mark: None, statements: vec!["One.".to_owned(), "Two.".to_owned()] },
            }],
        }
    }

    #[test]
    fn the_hash_names_the_text_and_not_its_encoding() {
        let composed = definition();
        let mut decomposed = definition();
        decomposed.name = "Cafe\u{301}".to_owned();
        assert_ne!(composed.name, decomposed.name);
        assert_eq!(composed.hash(), decomposed.hash());
    }

    #[test]
    fn every_part_counts_in_the_hash() {
        let changes: [fn(&mut Definition); 7] = [
            |it| it.name.push('x'),
            |it| it.mark = Some(RevisionMark::New),
            |it| it.edition.status = PublicationStatus::Draft,
            |it| it.guidance[0].is_prompt = false,
            |it| it.guidance_mark = Some(RevisionMark::Modified),
            |it| it.levels[0].level = Level::ALL[1],
            |it| {
                // The same letters, parted elsewhere.
                it.levels[0].content =
                    LevelContent::Defined { mark: None, statements: vec!["One.T".to_owned(), "wo.".to_owned()] };
            },
        ];
        let mut hashes = vec![definition().hash()];
        for change in changes {
            let mut changed = definition();
            change(&mut changed);
            hashes.push(changed.hash());
        }
        let count = hashes.len();
        hashes.sort();
        hashes.dedup();
        assert_eq!(hashes.len(), count);
    }

    #[test]
    fn statements_are_found_by_place() {
        let definition = definition();
        let at = StatementRef { level: Level::ALL[0], ordinal: 2 };
        assert_eq!(definition.statement(at), Some("Two."));
        assert_eq!(definition.statement_id(at), "sfia-8/ITOP/1/2");
        assert_eq!(definition.statement(StatementRef { ordinal: 0, ..at }), None);
        assert_eq!(definition.statement(StatementRef { ordinal: 3, ..at }), None);
    }

    #[test]
    fn codes_have_a_shape() {
        assert!(SkillCode::new("ITOP").is_some());
        for bad in ["", "I", "itop", "8TOP", "IT OP", "ITOPITOPX"] {
            assert_eq!(SkillCode::new(bad), None, "{bad}");
        }
    }
}
