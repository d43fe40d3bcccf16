//! What the candidate says to the result, and that they received it.

use super::super::{Block, FactRow, Key, Part, Text};
use super::{fact, prose, typed, when};
use crate::domain::profile::Detail;
use crate::domain::sign_off::{Acknowledgement, Mark};
use crate::report::content::SignOffFact;
use crate::report::record::words;
use crate::report::shown::Shown;

pub(super) fn part(shown: &Shown<'_>) -> Part {
    let sign_off = &shown.interview.sign_off;
    let mut blocks = vec![Block::Heading(Text::heading("Comment"))];
    if let Some(commented) = shown.commented {
        let said = Text::new(Key::SignOff(SignOffFact::Commented), words::commented(commented));
        blocks.push(Block::Paragraph(said));
    } else if sign_off.comment.trim().is_empty() {
        blocks.push(Block::Paragraph(Text::prose("There is no comment by the candidate.")));
    } else {
        blocks.push(Block::Paragraph(Text::prose("The candidate’s words, word for word:")));
        blocks.push(Block::Quote(Text::new(Key::SignOff(SignOffFact::Comment), sign_off.comment.trim_end())));
    }
    blocks.push(Block::Heading(Text::heading("Agreement and acknowledgement")));
    blocks.extend(acknowledgement(shown));
    Part { title: Text::heading("The candidate"), begins_page: false, blocks }
}

fn acknowledgement(shown: &Shown<'_>) -> Vec<Block> {
    let sign_off = &shown.interview.sign_off;
    let said = words::acknowledgement(&sign_off.acknowledgement);
    let mut facts = vec![
        fact("Agreement", Key::SignOff(SignOffFact::Agreement), words::agreement(sign_off.agreement)),
        fact("Acknowledgement", Key::SignOff(SignOffFact::Acknowledgement), said),
    ];
    let (mark, at) = match &sign_off.acknowledgement {
        Acknowledgement::Given { mark, at } => (mark, at),
        Acknowledgement::None => return missing(facts, shown),
        Acknowledgement::Voided { at } => {
            facts.push(fact("Void since", Key::SignOff(SignOffFact::Voided), &when(shown, *at)));
            return missing(facts, shown);
        }
    };
    facts.push(fact("Acknowledged", Key::SignOff(SignOffFact::Acknowledged), &when(shown, *at)));
    let mark = match mark {
        withheld if withheld.is_withheld() => None,
        Mark::Typed(name) => Some(Block::Signature(Text::new(Key::SignOff(SignOffFact::Mark), name))),
        Mark::Drawn(drawing) => Some(Block::Drawing { drawing: drawing.clone(), spoken: words::DRAWN.to_owned() }),
    };
    let explanation = Text::prose(
        "Received is not agreed: whoever acknowledges confirms having read the result, and nothing else. What is typed \
         or drawn here is no digital signature.",
    );
    [Some(Block::Facts(facts)), mark, Some(Block::Small(explanation))].into_iter().flatten().collect()
}

/// Why there is none, in the words of whoever wrote it down.
fn missing(mut facts: Vec<FactRow>, shown: &Shown<'_>) -> Vec<Block> {
    let because = &shown.interview.sign_off.missing_because;
    if shown.shows(Detail::Reasons) {
        let reason = typed("Why, word for word", Key::SignOff(SignOffFact::MissingBecause), because);
        facts.push(reason.unwrap_or_else(|| prose("Why", "No reason was recorded.")));
    }
    vec![Block::Facts(facts)]
}
