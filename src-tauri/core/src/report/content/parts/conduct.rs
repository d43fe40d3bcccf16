//! How the interview was held, and when.

use super::super::{Block, Key, Text};
use super::{fact, known, several, typed, when};
use crate::domain::conduct::{Consent, Mode};
use crate::report::content::ConductFact;
use crate::report::record::words;
use crate::report::shown::Shown;

/// What was not recorded is left out, except for what a reader expects to find.
pub(super) fn blocks(shown: &Shown<'_>) -> Vec<Block> {
    let interview = &shown.interview;
    let (sitting, conduct) = (&interview.sitting, &interview.conduct);
    let conduct_key = Key::Conduct;
    let ended = sitting.ended_at.map(|ended_at| {
        let worked = words::duration(sitting.seconds_worked(ended_at));
        [
            fact("Ended", Key::InterviewEnded, &ended_at.in_words()),
            fact("Duration without pauses", Key::InterviewDuration, &worked),
        ]
    });
    let pauses = (1..).zip(&sitting.pauses);
    let pauses =
        pauses.map(|(item, pause)| Text::new(Key::InterviewPause(item), &words::pause(pause.from, pause.until)));
    let consent = conduct.consent.map_or(words::NOT_RECORDED, Consent::label);

    let mut facts = vec![fact("Begun", Key::InterviewStarted, &when(shown, sitting.started_at))];
    facts.extend(ended.into_iter().flatten());
    facts.extend(several(["Pause", "Pauses"], pauses.collect()));
    facts.extend(conduct.mode.map(|mode| fact("Held", conduct_key(ConductFact::Mode), Mode::label(mode))));
    facts.extend(known(conduct.place.as_ref()).map(|place| fact("Place", conduct_key(ConductFact::Place), place)));
    facts.extend(known(interview.purpose.as_ref()).map(|purpose| fact("Purpose", Key::InterviewPurpose, purpose)));
    facts.push(fact("Candidate’s consent", conduct_key(ConductFact::Consent), consent));
    facts.extend(typed("Adjustments", conduct_key(ConductFact::Adjustments), &conduct.adjustments));
    facts.extend(typed("Interruptions", conduct_key(ConductFact::Interruptions), &conduct.interruptions));

    let mut blocks = vec![Block::Heading(Text::heading("Conduct of the interview")), Block::Facts(facts)];
    if sitting.clock_ran_back() {
        blocks.push(Block::Small(Text::prose(
            "The computer’s clock ran back during the interview. The times are printed as it showed them; a stretch in \
             which it ran back is not counted in the duration.",
        )));
    }
    blocks
}
