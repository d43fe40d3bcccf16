//! What was lost, in sentences.

use std::collections::BTreeMap;

use super::rows::Unread;

/// What was lost of each table.
#[derive(Debug, Default)]
pub(super) struct Lost(BTreeMap<String, Table>);

#[derive(Debug, Default)]
struct Table {
    unread: Unread,
    orphans: usize,
}

impl Lost {
    pub(super) fn unread(&mut self, table: &str, unread: Unread) {
        self.0.entry(table.to_owned()).or_default().unread = unread;
    }

    /// Whether some of a table could not be read.
    pub(super) fn is_unread(&self, table: &str) -> bool {
        self.0.get(table).is_some_and(|table| table.unread != Unread::default())
    }

    pub(super) fn orphaned(&mut self, table: &str, count: usize) {
        self.0.entry(table.to_owned()).or_default().orphans += count;
    }

    pub(super) fn sentences(&self) -> Vec<String> {
        let sentences = self.0.iter().flat_map(|(name, table)| {
            let what = what(name);
            let unread = match (table.unread.rows, table.unread.gaps) {
                (0, false) => None,
                (0, true) => {
                    Some(format!("{what}: a part of the file can’t be read; how many were in it is not known."))
                }
                (rows, false) => Some(format!("{what}: {rows} can’t be read.")),
                (rows, true) => Some(format!("{what}: {rows} can’t be read, and possibly more.")),
            };
            let orphans = (table.orphans > 0).then(|| {
                format!("{what}: {} can be read, but not what they belong to, so they were left out.", table.orphans)
            });
            [unread, orphans].into_iter().flatten()
        });
        sentences.collect()
    }
}

/// What a table holds, as people call it.
fn what(table: &str) -> String {
    let words = match table {
        "definition" | "level_definition" | "statement" | "guidance_note" | "current_definition" => {
            "Texts of the framework"
        }
        "change_request" | "change_request_statement" | "change_request_reference" => "Change requests",
        "candidate" => "Candidates",
        "interview" => "Interviews",
        "pause" => "Pauses of interviews",
        "assessment" => "Assessments",
        "response" => "Ratings and notes",
        "question" => "Questions and answers",
        "evidence" | "evidence_statement" => "Evidence",
        "attachment" | "evidence_attachment" => "Attached files",
        "identity" => "Signing identities",
        "signer" => "Signers that were met",
        "report" => "Signed reports",
        "report_copy" => "Signed copies of reports",
        "pseudonym" => "Pseudonyms",
        "received_candidate" | "received_report" | "received_assessment" => "Received reports",
        "countersignature" => "Reviewers’ signatures",
        "review" => "Reviews that were not signed yet",
        "decision_rule" => "Decision rules",
        "edit" => "Steps that could be taken back",
        "setting" => "Settings",
        "erasing" => "Marks of an erasing under way",
        "event" => "Entries of the audit trail",
        "event_payload" => "Old and new values in the audit trail",
        other => return format!("Entries of the table “{other}”"),
    };
    words.to_owned()
}
