//! A receipt as a text for people, one fact a line.

use super::receipt::{ErasingReceipt, RemainingBackup};

impl ErasingReceipt {
    /// The receipt as a text for people.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = Text::default();
        text.line("Receipt of an erasing");
        text.line("");
        text.fact("Candidate", &format!("{} (the id in the workspace)", self.candidate));
        if let Some(reference) = &self.reference {
            text.fact("Reference", reference);
        }
        text.fact("Erased", &self.erased_at.in_words());
        text.fact("By", &self.by);
        text.fact("Audit trail", &format!("entry {}", self.entry.sequence));
        text.fact("", &self.entry.hash);
        self.what_went(&mut text);
        self.what_remains(&mut text);
        text.0
    }

    fn what_went(&self, text: &mut Text) {
        let held = &self.held;
        text.heading("What was erased");
        text.count(held.interviews, "interview", "interviews");
        self.interviews.iter().for_each(|id| text.under(&id.to_string()));
        text.count(held.assessments, "assessment", "assessments");
        text.count(held.ratings, "rating", "ratings");
        text.count(held.notes, "note", "notes");
        text.count(held.questions, "question and its answer", "questions and their answers");
        text.count(held.evidence, "item of evidence", "items of evidence");
        text.count(held.files, "attached file", "attached files");
        text.count(held.reports, "signed report", "signed reports");
        self.reports.iter().for_each(|report| text.under(&format!("{}  SHA-256 {}", report.id, report.sha256)));
        text.count(held.reviews, "reviewer’s signature", "reviewers’ signatures");
        text.count(held.unsigned_reviews, "review that was not signed", "reviews that were not signed");
        text.count(held.steps, "change that could be taken back", "changes that could be taken back");
        text.count(
            held.values,
            "entry of the audit trail lost its old and new values",
            "entries of the audit trail lost their old and new values",
        );
        text.line(
            "The entries themselves stay: when something was done, by whom, and to which id. The trail verifies.",
        );
    }

    fn what_remains(&self, text: &mut Text) {
        text.heading("What is known to remain elsewhere");
        text.count(self.backups.len() as u64, "backup of that time", "backups of that time");
        self.backups.iter().for_each(|backup| text.under(&format!("made {}, {}", backup.made_at, backup.in_words())));
        text.count(self.exports.len() as u64, "report that was written to files", "reports that were written to files");
        self.exports.iter().for_each(|it| text.under(&format!("{}  {}×, last {}", it.report, it.times, it.last_at)));
        text.count(self.trails as u64, "file with the audit trail", "files with the audit trail");
        text.count(self.plain_copies as u64, "copy that is not encrypted", "copies that are not encrypted");
        text.count(self.set_aside as u64, "earlier workspace, set aside", "earlier workspaces, set aside");
        text.count(
            self.namesakes as u64,
            "other candidate of that name or reference",
            "others of that name or reference",
        );
        text.count(
            self.mentions as u64,
            "place in an interview of somebody else that names the candidate",
            "places in interviews of others that name the candidate",
        );
        text.count(
            self.held.shared_files,
            "file that is others’ evidence, too",
            "files that are others’ evidence, too",
        );
        text.line("Files that were sent on, and copies that other programs made, are not known to the workspace.");
    }
}

impl RemainingBackup {
    fn in_words(&self) -> &'static str {
        match self.state.as_str() {
            "there" => "in its place",
            "unreadable" => "can’t be read, and may hold the candidate",
            _ => "no longer where it was written",
        }
    }
}

/// Lines of a text.
#[derive(Default)]
struct Text(String);

impl Text {
    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    fn heading(&mut self, heading: &str) {
        self.line("");
        self.line(heading);
    }

    fn fact(&mut self, name: &str, value: &str) {
        self.line(&format!("{name:<13}{value}"));
    }

    /// What there is none of needs no line.
    fn count(&mut self, count: u64, one: &str, several: &str) {
        match count {
            0 => {}
            1 => self.line(&format!("- 1 {one}")),
            _ => self.line(&format!("- {count} {several}")),
        }
    }

    fn under(&mut self, line: &str) {
        self.line(&format!("    {line}"));
    }
}
