//! What a backup says about itself.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::backup::Cause;
use crate::domain::moment::Moment;
use crate::error::{Code, Error, Result};

/// The only format so far.
const FORMAT: u32 = 1;

/// What stands in the manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Manifest {
    pub(super) workspace: Uuid,
    pub(super) made_at: Moment,
    pub(super) cause: Cause,
    /// The version of the database's schema.
    pub(super) schema: i64,
    /// The version of the program that made it.
    pub(super) program: String,
    /// In bytes.
    pub(super) database_length: u64,
    /// In hexadecimal.
    pub(super) database_sha256: String,
    pub(super) keys_sha256: String,
    pub(super) assessments: u64,
    /// The head of the audit chain, which shows when its end was cut off.
    pub(super) audit_head: Option<String>,
}

#[derive(Deserialize)]
struct Version {
    format: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ManifestJson {
    format: u32,
    workspace: Uuid,
    made_at: String,
    cause: String,
    schema: i64,
    program: String,
    database: FileJson,
    keys_sha256: String,
    assessments: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    audit_head: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileJson {
    length: u64,
    sha256: String,
}

impl Manifest {
    pub(super) fn json(&self) -> Result<Vec<u8>> {
        let json = ManifestJson {
            format: FORMAT,
            workspace: self.workspace,
            made_at: self.made_at.to_string(),
            cause: self.cause.name().to_owned(),
            schema: self.schema,
            program: self.program.clone(),
            database: FileJson { length: self.database_length, sha256: self.database_sha256.clone() },
            keys_sha256: self.keys_sha256.clone(),
            assessments: self.assessments,
            audit_head: self.audit_head.clone(),
        };
        serde_json::to_vec_pretty(&json).map_err(Error::internal)
    }

    /// Reads a manifest; the error says what is wrong with it.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self> {
        let damaged = |why: &dyn std::fmt::Display| Error::new(Code::Damaged, format!("its manifest says: {why}"));
        let version: Version = serde_json::from_slice(bytes).map_err(|error| damaged(&error))?;
        if version.format > FORMAT {
            return Err(Error::new(Code::NewerFormat, "it was made by a newer version of Vouchsafe; use that one"));
        }
        let json: ManifestJson = serde_json::from_slice(bytes).map_err(|error| damaged(&error))?;
        Ok(Self {
            workspace: json.workspace,
            made_at: Moment::parse(&json.made_at).ok_or_else(|| damaged(&"a time that is none"))?,
            cause: Cause::parse(&json.cause).ok_or_else(|| damaged(&"a cause that is none"))?,
            schema: json.schema,
            program: json.program,
            database_length: json.database.length,
            database_sha256: json.database.sha256,
            keys_sha256: json.keys_sha256,
            assessments: json.assessments,
            audit_head: json.audit_head,
        })
    }
}
