//! The sitting, how it was held, and what the candidate said at its end. Members that came later than the first
//! records of format 1 may be missing, and are not written where there is nothing to write.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::conduct::{self, Sitting};
use crate::domain::moment::Moment;
use crate::domain::sign_off::{self, Acknowledgement, Agreement, Drawing, Mark};

/// The sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Interview {
    /// The id in the workspace that made the report.
    pub id: String,
    /// What the assessments are for.
    pub purpose: Option<String>,
    /// When it began.
    pub started_at: String,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<String>,
    /// The pauses, in the order in which they were made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pauses: Vec<Pause>,
    /// How long it lasted without pauses; where the clock ran back, the stretch counts as nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds_worked: Option<u64>,
    /// How it was held; missing in the first records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conduct: Option<Conduct>,
}

/// A time in which nobody was interviewed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pause {
    /// When it began.
    pub from: String,
    /// When the interview went on; null: it did not.
    pub until: Option<String>,
}

/// How the interview was held, as far as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conduct {
    /// `in-person`, `video` or `telephone`.
    pub mode: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// How the assessor made sure who the candidate is.
    pub identity_check: Option<String>,
    /// `given` or `withheld`.
    pub consent: Option<String>,
    /// Who asked for the assessment.
    pub sponsor: Option<String>,
    /// Who else was present.
    pub observers: Vec<String>,
    /// What was done differently for the candidate's sake, word for word; empty: nothing.
    pub adjustments: String,
    /// What disturbed the sitting, word for word; empty: nothing.
    pub interruptions: String,
}

/// What the candidate said and did at the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignOff {
    /// The candidate's words, word for word; empty where there are none.
    pub comment: String,
    /// Whether there were words, where they are left out; missing where they are not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commented: Option<bool>,
    /// `agrees`, `agrees-in-part` or `disagrees`; null: the candidate did not say.
    pub agreement: Option<String>,
    /// That the candidate received the result; null: there is no acknowledgement that counts.
    pub acknowledged: Option<Acknowledged>,
    /// When a change made an acknowledgement void.
    pub voided_at: Option<String>,
    /// Why there is no acknowledgement, word for word; empty where there is one, or no reason.
    pub missing_because: String,
}

/// An acknowledgement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Acknowledged {
    /// `typed` or `drawn`.
    pub by: String,
    /// The name as it was typed; or the drawing's lines in a box of 4000 by 1000 with the origin in its upper left
    /// corner: lines parted by `;`, points by a space, `x,y` each. Empty where it is left out.
    pub mark: String,
    /// When.
    pub at: String,
}

impl Interview {
    /// The times; none where one of them is no moment.
    pub(super) fn sitting(&self) -> Option<Sitting> {
        let pause = |pause: &Pause| {
            let until = pause.until.as_deref().map(Moment::parse);
            Some(conduct::Pause {
                from: Moment::parse(&pause.from)?,
                until: match until {
                    Some(until) => Some(until?),
                    None => None,
                },
            })
        };
        Some(Sitting {
            started_at: Moment::parse(&self.started_at)?,
            pauses: self.pauses.iter().map(pause).collect::<Option<_>>()?,
            ended_at: match self.ended_at.as_deref() {
                Some(ended_at) => Some(Moment::parse(ended_at)?),
                None => None,
            },
        })
    }
}

impl From<&crate::domain::interview::Interview> for Interview {
    fn from(interview: &crate::domain::interview::Interview) -> Self {
        let sitting = &interview.sitting;
        let pause = |pause: &conduct::Pause| Pause {
            from: pause.from.to_string(),
            until: pause.until.map(|until| until.to_string()),
        };
        Self {
            id: interview.id.to_string(),
            purpose: interview.purpose.clone(),
            started_at: sitting.started_at.to_string(),
            ended_at: sitting.ended_at.map(|ended_at| ended_at.to_string()),
            pauses: sitting.pauses.iter().map(pause).collect(),
            seconds_worked: sitting.ended_at.map(|ended_at| sitting.seconds_worked(ended_at)),
            conduct: Some(Conduct::from(&interview.conduct)),
        }
    }
}

impl From<&conduct::Conduct> for Conduct {
    fn from(conduct: &conduct::Conduct) -> Self {
        Self {
            mode: conduct.mode.map(|mode| mode.name().to_owned()),
            place: conduct.place.clone(),
            identity_check: conduct.identity_check.clone(),
            consent: conduct.consent.map(|consent| consent.name().to_owned()),
            sponsor: conduct.sponsor.clone(),
            observers: conduct.observers.clone(),
            adjustments: conduct.adjustments.clone(),
            interruptions: conduct.interruptions.clone(),
        }
    }
}

impl SignOff {
    /// The sign-off of a report that may leave out the words of the comment, and then says whether there are any.
    pub(super) fn of(sign_off: &sign_off::SignOff, commented: Option<bool>) -> Self {
        let (acknowledged, voided_at) = match &sign_off.acknowledgement {
            Acknowledgement::None => (None, None),
            Acknowledgement::Voided { at } => (None, Some(at.to_string())),
            Acknowledgement::Given { mark, at } => (Some(Acknowledged::of(mark, *at)), None),
        };
        let missing_because = if acknowledged.is_some() { String::new() } else { sign_off.missing_because.clone() };
        Self {
            comment: sign_off.comment.clone(),
            commented,
            agreement: sign_off.agreement.map(|agreement| agreement.name().to_owned()),
            acknowledged,
            voided_at,
            missing_because,
        }
    }
}

impl Acknowledged {
    fn of(mark: &Mark, at: Moment) -> Self {
        let (by, mark) = match mark {
            Mark::Typed(name) => ("typed", name.clone()),
            Mark::Drawn(drawing) => ("drawn", drawing.to_text()),
        };
        Self { by: by.to_owned(), mark, at: at.to_string() }
    }
}

impl SignOff {
    /// The same as the domain says it; a sentence where a name, a moment or the drawing can't be read.
    pub(super) fn read(&self) -> Result<sign_off::SignOff, String> {
        let moment =
            |text: &str| Moment::parse(text).ok_or_else(|| format!("The sign-off’s moment “{text}” can’t be read."));
        let acknowledgement = match (&self.acknowledged, &self.voided_at) {
            (None, None) => Acknowledgement::None,
            (None, Some(at)) => Acknowledgement::Voided { at: moment(at)? },
            (Some(given), None) => Acknowledgement::Given { mark: given.read()?, at: moment(&given.at)? },
            (Some(_), Some(_)) => return Err("The acknowledgement is recorded as given and as void.".to_owned()),
        };
        let agreement = match self.agreement.as_deref() {
            None => None,
            Some(name) => {
                Some(Agreement::from_name(name).ok_or_else(|| format!("The agreement “{name}” is unknown."))?)
            }
        };
        let (comment, missing_because) = (self.comment.clone(), self.missing_because.clone());
        Ok(sign_off::SignOff { comment, agreement, acknowledgement, missing_because })
    }
}

impl Acknowledged {
    fn read(&self) -> Result<Mark, String> {
        match self.by.as_str() {
            "typed" => Ok(Mark::Typed(self.mark.clone())),
            "drawn" if self.mark.is_empty() => Ok(Mark::Drawn(Drawing::withheld())),
            "drawn" => Drawing::from_text(&self.mark)
                .map(Mark::Drawn)
                .ok_or_else(|| "What the candidate drew can’t be read.".to_owned()),
            other => Err(format!("The acknowledgement is recorded by “{other}”, which is unknown.")),
        }
    }
}
