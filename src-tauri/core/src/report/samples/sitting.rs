//! How the invented interviews were held, and what the candidates say at their end.

use vouchsafe_core::domain::conduct::{Conduct, Consent, Mode, Pause, Sitting};
use vouchsafe_core::domain::moment::Moment;
use vouchsafe_core::domain::sign_off::{Acknowledgement, Agreement, Drawing, Mark, SignOff};
use vouchsafe_core::domain::summary::Summary;

use super::words;

/// A morning with a pause.
pub(super) fn morning() -> Sitting {
    Sitting {
        started_at: at("09:30:00"),
        pauses: vec![Pause { from: at("10:42:10"), until: Some(at("10:58:30")) }],
        ended_at: Some(at("11:51:20")),
    }
}

/// A morning on a computer whose clock was set back.
pub(super) fn set_back() -> Sitting {
    Sitting {
        pauses: vec![
            Pause { from: at("10:42:10"), until: Some(at("10:58:30")) },
            Pause { from: at("11:20:00"), until: Some(at("10:31:00")) },
        ],
        ..morning()
    }
}

/// Everything that can be recorded of an interview.
pub(super) fn conduct() -> Conduct {
    Conduct {
        mode: Some(Mode::InPerson),
        place: Some("Northmere Skills Office, room 2.14".to_owned()),
        identity_check: Some("Employer’s badge and passport, seen".to_owned()),
        consent: Some(Consent::Given),
        sponsor: Some("Lindqvist Freight Systems AB, Operations".to_owned()),
        observers: vec!["Benedikt Achterberg".to_owned(), "Nour El-Sayed".to_owned()],
        adjustments: "Questions were also given in writing, and there was time to read them.".to_owned(),
        interruptions: "Fire drill at about eleven: ten minutes in the yard.\nThe question was asked again.".to_owned(),
    }
}

/// What the assessor tells the candidate.
pub(super) fn summary() -> Summary {
    Summary {
        strengths: words::STRENGTHS.to_owned(),
        gaps: words::GAPS.to_owned(),
        next_steps: words::NEXT_STEPS.to_owned(),
    }
}

/// Agreed in part and drawn.
pub(super) fn drawn() -> SignOff {
    let mark = Mark::Drawn(Drawing::from_text(words::SIGNATURE).expect("a drawing"));
    SignOff {
        comment: words::COMMENT.to_owned(),
        agreement: Some(Agreement::AgreesInPart),
        acknowledgement: Acknowledgement::Given { mark, at: at("12:04:00") },
        missing_because: String::new(),
    }
}

/// Agreed and typed.
pub(super) fn typed(name: &str) -> SignOff {
    SignOff {
        agreement: Some(Agreement::Agrees),
        acknowledgement: Acknowledgement::Given { mark: Mark::Typed(name.to_owned()), at: at("12:04:00") },
        ..SignOff::default()
    }
}

/// Void, with a reason.
pub(super) fn void() -> SignOff {
    SignOff {
        acknowledgement: Acknowledgement::Voided { at: at("15:20:00") },
        missing_because:
            "The candidate had left for her train when the rating of 4.2 was corrected.\nShe knows of the \
                          correction and wishes to answer in writing."
                .to_owned(),
        ..SignOff::default()
    }
}

fn at(time: &str) -> Moment {
    Moment::parse(&format!("2025-11-18T{time}+01:00")).expect("a moment")
}
