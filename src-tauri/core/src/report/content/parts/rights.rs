//! What the candidate may ask for, and how anybody verifies the file.

use super::super::{Block, Key, Part, Text};
use super::{fact, prose, typed};
use crate::domain::profile::Profile;
use crate::error::Result;
use crate::report::record::words;
use crate::report::shown::Shown;

pub(super) fn part(shown: &Shown<'_>) -> Result<Part> {
    let appeal = typed("Appeal", Key::Appeal, &shown.notices.appeal)
        .unwrap_or_else(|| prose("Appeal", "In writing to the organisation that issues this report."));
    let access = match shown.profile {
        Profile::Full | Profile::Candidate => "The candidate may have this report and the record in it.",
        Profile::Sponsor | Profile::Pseudonymous => "The candidate may have the full report and the record in it.",
    };
    let record = match shown.profile {
        Profile::Full => {
            "This PDF carries a file, vouchsafe-record.json, with the same facts for programs: the parties, the conduct \
             of the interview, the definition and its hash, the rule, every rating and note, the outcome, what the \
             candidate says to it, and the text of these pages."
        }
        _ => {
            "This PDF carries a file, vouchsafe-record.json, with the facts that these pages show for programs. What \
             this report leaves out is not in it either."
        }
    };
    let mut rights = vec![
        prose("Access", access),
        prose("Correction", "This report is never changed. A correction is a new report that supersedes it."),
        appeal,
    ];
    if let Some(date) = shown.delete_after()? {
        rights.push(fact("To be deleted after", Key::ReportDeleteAfter, &words::date(date)));
    }
    let mut blocks = vec![
        Block::Heading(Text::heading("Rights")),
        Block::Facts(rights),
        Block::Heading(Text::heading("How to verify this report")),
        Block::Facts(vec![
            prose(
                "With Vouchsafe",
                "Run “vouch verify” with this file. It says valid; or valid, but the signer is not known here; or not \
                 valid, with what was found and where.",
            ),
            prose(
                "Without it",
                "The signature panel of a PDF reader shows who signed and whether anything was changed since. It \
                 calls the signer unknown until you have compared the fingerprint and trusted the certificate.",
            ),
            prose(
                "What it proves",
                "That the file is unchanged and was signed with the key of that fingerprint. It does not, by itself, \
                 prove who holds the key; nor does the time of signing, which is the signer’s own statement.",
            ),
        ]),
        Block::Heading(Text::heading("The record in this file")),
        Block::Facts(vec![
            prose("What it is", record),
            prose(
                "What to do with it",
                "Apply the rule to the ratings: the verdicts and the computed level must come out as printed. \
                 Vouchsafe does this whenever it verifies a report.",
            ),
        ]),
    ];
    if let Some(head) = shown.trail {
        blocks.push(Block::Heading(Text::heading("The audit trail behind this report")));
        blocks.push(Block::Facts(vec![
            fact("Its end when this was issued", Key::ReportTrail, &words::trail(head.sequence, &head.hash)),
            prose(
                "What it is for",
                "The workspace that made this report keeps a trail of who did what when, in which every entry names the \
                 one before by its hash. Whoever has this number and hash can tell whether an earlier entry was \
                 changed or cut off since: “vouch audit verify” with them as --head.",
            ),
        ]));
    }
    Ok(Part { title: Text::heading("Rights and verification"), begins_page: false, blocks })
}
