//! What the ratings rest on.

use super::super::{Block, Concluded, EvidenceRow, Fact, Part, Text, fact};
use crate::domain::evidence::{Attachment, Evidence, EvidenceKind};
use crate::domain::profile::Detail;
use crate::report::record::words;
use crate::report::shown::Shown;

const INTRODUCTION: &str = "What the ratings rest on: what it is, when it was made, whether the assessor saw it, and \
the statements that it bears on.";
const ON_FILES: &str = "Attached files are not part of this report; a hash (SHA-256) tells whether a file is the one \
that was attached.";

/// The register of evidence; none where nothing was named.
pub(super) fn part(shown: &Shown<'_>, all: &[Concluded<'_>]) -> Option<Part> {
    let files = all.iter().flat_map(|one| &one.assessment.evidence).any(|item| !item.attachments.is_empty());
    let introduction = if files { format!("{INTRODUCTION} {ON_FILES}") } else { INTRODUCTION.to_owned() };
    let mut blocks = vec![Block::Small(Text::prose(introduction))];
    for one in all.iter().filter(|one| !one.assessment.evidence.is_empty()) {
        if all.len() > 1 {
            blocks.push(Block::Heading(Text::heading(&one.assessment.definition.name)));
        }
        let rows = (1..).zip(&one.assessment.evidence).map(|(item, evidence)| row(shown, one, item, evidence));
        blocks.push(Block::Evidence {
            columns: ["No.", "What it is", "Kind, and what it bears on"].map(Text::label),
            rows: rows.collect(),
        });
    }
    (blocks.len() > 1).then(|| Part { title: Text::heading("Evidence"), begins_page: true, blocks })
}

fn row(shown: &Shown<'_>, one: &Concluded<'_>, item: usize, evidence: &Evidence) -> EvidenceRow {
    let files = (1..).zip(&evidence.attachments);
    let kind = Text::prose(evidence.kind.label());
    let (title, kind) = match shows_title(shown, evidence) {
        true => (one.fact(Fact::Evidence(item), &evidence.title), Some(kind)),
        false => (kind, None),
    };
    EvidenceRow {
        number: Text::label(&format!("E{item}")),
        title,
        kind,
        about: Text::prose(described(evidence)),
        files: files.map(|(number, file)| attachment(one, [item, number], file)).collect(),
    }
}

/// Whether the profile shows what an item is, and not only of which kind.
fn shows_title(shown: &Shown<'_>, evidence: &Evidence) -> bool {
    shown.shows(Detail::Evidence) && (evidence.kind != EvidenceKind::Testimony || shown.shows(Detail::Testimony))
}

/// `Seen by the assessor, 9 October 2025. On 3.2 and 4.1.`
fn described(evidence: &Evidence) -> String {
    let seen = if evidence.seen { "Seen by the assessor" } else { "Described to the assessor" };
    let date = evidence.date.map_or_else(|| "not dated".to_owned(), |date| date.strftime("%-d %B %Y").to_string());
    let numbers: Vec<String> = evidence.statements.iter().map(|at| fact::number(*at)).collect();
    let places = match numbers.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => numbers.concat(),
    };
    format!("{seen}, {date}. On {places}.")
}

/// A file by its name, its size and its hash.
fn attachment(one: &Concluded<'_>, [item, number]: [usize; 2], file: &Attachment) -> [Text; 3] {
    [
        one.fact(Fact::AttachmentName(item, number), &file.name),
        one.fact(Fact::AttachmentSize(item, number), &words::bytes(file.size)),
        one.fact(Fact::AttachmentHash(item, number), &words::in_groups(&file.sha256)),
    ]
}
