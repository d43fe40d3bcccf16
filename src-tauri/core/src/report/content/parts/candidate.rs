//! What the candidate says to the result, and that they received it.

use super::super::{Block, FactRow, Key, Part, Text};
use super::{fact, prose, typed};
use crate::domain::sign_off::{Acknowledgement, Mark, SignOff};
use crate::report::content::SignOffFact;
use crate::report::record::words;

pub(super) fn part(sign_off: &SignOff) -> Part {
    let mut blocks = vec![Block::Heading(Text::heading("Comment"))];
    if sign_off.comment.trim().is_empty() {
        blocks.push(Block::Paragraph(Text::prose("There is no comment by the candidate.")));
    } else {
        blocks.push(Block::Paragraph(Text::prose("The candidate’s words, word for word:")));
        blocks.push(Block::Quote(Text::new(Key::SignOff(SignOffFact::Comment), sign_off.comment.trim_end())));
    }
    blocks.push(Block::Heading(Text::heading("Agreement and acknowledgement")));
    blocks.extend(acknowledgement(sign_off));
    Part { title: Text::heading("The candidate"), begins_page: false, blocks }
}

fn acknowledgement(sign_off: &SignOff) -> Vec<Block> {
    let said = words::acknowledgement(&sign_off.acknowledgement);
    let mut facts = vec![
        fact("Agreement", Key::SignOff(SignOffFact::Agreement), words::agreement(sign_off.agreement)),
        fact("Acknowledgement", Key::SignOff(SignOffFact::Acknowledgement), said),
    ];
    let (mark, at) = match &sign_off.acknowledgement {
        Acknowledgement::Given { mark, at } => (mark, at),
        Acknowledgement::None => return missing(facts, sign_off),
        Acknowledgement::Voided { at } => {
            facts.push(fact("Void since", Key::SignOff(SignOffFact::Voided), &at.in_words()));
            return missing(facts, sign_off);
        }
    };
    facts.push(fact("Acknowledged", Key::SignOff(SignOffFact::Acknowledged), &at.in_words()));
    let mark = match mark {
        Mark::Typed(name) => Block::Signature(Text::new(Key::SignOff(SignOffFact::Mark), name)),
        Mark::Drawn(drawing) => Block::Drawing { drawing: drawing.clone(), spoken: words::DRAWN.to_owned() },
    };
    let explanation = Text::prose(
        "Received is not agreed: whoever acknowledges confirms having read the result, and nothing else. What is typed \
         or drawn here is no digital signature.",
    );
    vec![Block::Facts(facts), mark, Block::Small(explanation)]
}

/// Why there is none, in the words of whoever wrote it down.
fn missing(mut facts: Vec<FactRow>, sign_off: &SignOff) -> Vec<Block> {
    let reason = typed("Why, word for word", Key::SignOff(SignOffFact::MissingBecause), &sign_off.missing_because);
    facts.push(reason.unwrap_or_else(|| prose("Why", "No reason was recorded.")));
    vec![Block::Facts(facts)]
}
