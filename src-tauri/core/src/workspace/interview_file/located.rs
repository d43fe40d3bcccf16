//! Members that know where in the file they stand.

use std::borrow::Cow;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::error::{Error, Result};

/// The most bytes of an interview file.
const SIZE_LIMIT: usize = 32 * 1024 * 1024;

/// A member with the place in the file that it stands at.
pub(in crate::workspace) struct Located<'a, T> {
    raw: &'a RawValue,
    kind: PhantomData<T>,
}

/// Where a member stands, whatever it is.
pub(in crate::workspace) type Spot<'a> = Located<'a, ()>;

impl<'a, T> Located<'a, T> {
    /// The beginning of the member, for a sentence.
    fn shown(&self) -> String {
        self.raw.get().chars().take(60).collect()
    }

    /// The member as it stands in the file.
    pub(in crate::workspace) fn json(&self) -> &'a str {
        self.raw.get()
    }

    /// The same member, read as something else that it may be.
    pub(in crate::workspace) fn cast<U>(&self) -> Located<'a, U> {
        Located { raw: self.raw, kind: PhantomData }
    }

    /// Where it stands.
    pub(in crate::workspace) fn spot(&self) -> Spot<'a> {
        self.cast()
    }
}

impl<'de: 'a, 'a, T> Deserialize<'de> for Located<'a, T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        <&'de RawValue>::deserialize(deserializer).map(|raw| Self { raw, kind: PhantomData })
    }
}

impl<T: JsonSchema> JsonSchema for Located<'_, T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// The text of an interview file, for naming lines in it.
#[derive(Clone, Copy)]
pub(in crate::workspace) struct FileText<'a> {
    name: &'a str,
    text: &'a str,
}

impl<'a> FileText<'a> {
    /// The text in `bytes`.
    ///
    /// # Errors
    /// If it is too long or not UTF-8; the sentence names the line.
    pub(in crate::workspace) fn new(name: &'a str, bytes: &'a [u8]) -> Result<Self> {
        if bytes.len() > SIZE_LIMIT {
            let limit = SIZE_LIMIT / (1024 * 1024);
            return Err(Error::refused_at(name, 1, format!("an interview file has at most {limit} MiB.")));
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let line = 1 + bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
            Error::refused_at(name, line, "this is not UTF-8. Save the file as UTF-8 and try again.")
        })?;
        Ok(Self { name, text: text.strip_prefix('\u{feff}').unwrap_or(text) })
    }

    /// The whole file, whose members are each still as they stand there.
    ///
    /// # Errors
    /// If it is not JSON, or not of this form; the sentence names the line.
    pub(in crate::workspace) fn whole<T: Deserialize<'a>>(self) -> Result<T> {
        self.parsed(1, self.text, "the file")
    }

    /// One member's value, where it is an object of members.
    ///
    /// # Errors
    /// If it is of another kind; the sentence names the line.
    pub(in crate::workspace) fn object<T: Deserialize<'a>>(self, member: &Located<'a, T>) -> Result<T> {
        self.parsed(self.line(member), member.raw.get(), "this")
    }

    /// One member's items, where it is a list.
    ///
    /// # Errors
    /// If it is of another kind; the sentence names the line.
    pub(in crate::workspace) fn list<T: Deserialize<'a>>(self, member: &Located<'a, Vec<T>>) -> Result<Vec<T>> {
        serde_json::from_str(member.raw.get())
            .map_err(|_| self.refusal(member, format!("{} is not a list in square brackets.", member.shown())))
    }

    /// The items of an optional list: none where it is left out.
    ///
    /// # Errors
    /// As [`list`](Self::list).
    pub(in crate::workspace) fn list_or_none<T: Deserialize<'a>>(
        self,
        member: Option<&Located<'a, Vec<T>>>,
    ) -> Result<Vec<T>> {
        member.map_or_else(|| Ok(Vec::new()), |member| self.list(member))
    }

    /// One member's value, where it is a number.
    ///
    /// # Errors
    /// If it is of another kind, or too large; the sentence names the line.
    pub(in crate::workspace) fn number<T: Deserialize<'a>>(self, member: &Located<'a, T>) -> Result<T> {
        serde_json::from_str(member.raw.get())
            .map_err(|_| self.refusal(member, format!("{} is not a whole number that can stand here.", member.shown())))
    }

    /// One member's value, where it is text. Whatever its type in the schema, it is read as text.
    ///
    /// # Errors
    /// If it is of another kind; the sentence names the line.
    pub(in crate::workspace) fn string<T>(self, member: &Located<'a, T>) -> Result<String> {
        serde_json::from_str(member.raw.get())
            .map_err(|_| self.refusal(member, format!("{} is not text in quotation marks.", member.shown())))
    }

    /// Whether a member is text.
    pub(in crate::workspace) fn is_string<T>(self, member: &Located<'a, T>) -> bool {
        member.raw.get().starts_with('"')
    }

    /// The error for a member whose meaning is refused.
    pub(in crate::workspace) fn refusal<T>(self, member: &Located<'a, T>, sentence: impl std::fmt::Display) -> Error {
        Error::refused_at(self.name, self.line(member), sentence)
    }

    /// The error for something that is missing from the file as a whole.
    pub(in crate::workspace) fn refusal_of_whole(self, sentence: impl std::fmt::Display) -> Error {
        Error::refused_at(self.name, 1, sentence)
    }

    /// Puts the place of a member in front of a refusal of its meaning.
    pub(in crate::workspace) fn locate<T, V>(self, member: &Located<'a, T>, result: Result<V>) -> Result<V> {
        result.map_err(|error| Error::new(error.code(), self.refusal(member, error.message()).message()))
    }

    fn line<T>(self, member: &Located<'a, T>) -> usize {
        let offset = (member.raw.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        1 + self.text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count()
    }

    /// Reads an object. The JSON library would take a list for one, member by member.
    fn parsed<T: Deserialize<'a>>(self, first_line: usize, json: &'a str, what: &str) -> Result<T> {
        const FORM: &str = "Nothing was kept; `vouch interview schema` shows the form.";
        let refused = |line: usize, sentence: String| Error::refused_at(self.name, line, format!("{sentence} {FORM}"));
        if let Some(first) = json.trim_start().chars().next().filter(|first| *first != '{') {
            return Err(refused(
                first_line,
                format!("{what} has to be an object in braces, and begins with “{first}”."),
            ));
        }
        serde_json::from_str(json).map_err(|error| {
            let line = first_line + error.line().saturating_sub(1);
            let whole = error.to_string();
            let said = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(said, _)| said);
            refused(line, if error.is_eof() { "it ends too early.".to_owned() } else { format!("{said}.") })
        })
    }
}
