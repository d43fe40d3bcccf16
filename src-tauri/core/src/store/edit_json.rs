//! Changes as JSON, the way the file keeps them. Members are never renamed: edits outlive versions of the program.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::change::{AssessmentChange, Change, ResponseChange};
use crate::domain::conduct::{Conduct, Consent, Mode};
use crate::domain::decision::StatementRef;
use crate::domain::evidence::{Attachment, Evidence, EvidenceKind};
use crate::domain::interview::{AwardChoice, Proposal, Question};
use crate::domain::level::Level;
use crate::domain::moment::Moment;
use crate::domain::rating::{Finding, Rating};
use crate::domain::rule::{DecisionRule, LowerLevels, Percent};
use crate::domain::sign_off::{Acknowledgement, Agreement, Drawing, Mark};
use crate::domain::summary::SummaryPart;
use crate::domain::walk::{Route, Walk};
use crate::error::{Error, Result};

/// Writes changes.
pub(super) fn write(changes: &[Change]) -> Result<String> {
    serde_json::to_string(&changes.iter().map(Kept::from).collect::<Vec<_>>()).map_err(Error::internal)
}

/// Reads what [`write`] wrote.
pub(super) fn read(json: &str) -> Option<Vec<Change>> {
    serde_json::from_str::<Vec<Kept>>(json).ok()?.into_iter().map(Kept::change).collect()
}

type Place = (u8, u16);

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
enum Kept {
    Finding {
        of: Uuid,
        at: Place,
        finding: Option<String>,
    },
    Note {
        of: Uuid,
        at: Place,
        text: String,
    },
    Reason {
        of: Uuid,
        at: Place,
        text: String,
    },
    FollowUp {
        of: Uuid,
        at: Place,
        follow_up: bool,
    },
    Questions {
        of: Uuid,
        at: Place,
        questions: Vec<(String, String)>,
    },
    Evidence {
        of: Uuid,
        id: Uuid,
        item: Option<Item>,
    },
    Rule {
        of: Uuid,
        name: String,
        version: u32,
        floor: String,
        mean: Option<u16>,
        coverage: u16,
        lower_levels: String,
    },
    Route {
        of: Uuid,
        walk: String,
        from: u8,
    },
    Summary {
        of: Uuid,
        part: String,
        text: String,
    },
    /// -1: as computed, 0: no level.
    Proposal {
        of: Uuid,
        level: i8,
        reason: String,
    },
    Presence {
        of: Uuid,
        present: bool,
    },
    Conduct(Held),
    Comment {
        text: String,
    },
    Agreement {
        agreement: Option<String>,
    },
    Acknowledgement {
        typed: Option<String>,
        drawn: Option<String>,
        at: Option<String>,
    },
    MissingBecause {
        text: String,
    },
}

#[derive(Serialize, Deserialize)]
struct Item {
    kind: String,
    title: String,
    date: Option<String>,
    seen: bool,
    statements: Vec<Place>,
    /// Name, size and hash.
    attachments: Vec<(String, u64, String)>,
}

#[derive(Serialize, Deserialize)]
struct Held {
    mode: Option<String>,
    place: Option<String>,
    identity_check: Option<String>,
    consent: Option<String>,
    sponsor: Option<String>,
    observers: Vec<String>,
    adjustments: String,
    interruptions: String,
}

impl From<&Change> for Kept {
    fn from(change: &Change) -> Self {
        match change {
            Change::Assessment(of, change) => assessment_change(*of, change),
            Change::Conduct(conduct) => Self::Conduct(Held {
                mode: conduct.mode.map(|mode| mode.name().to_owned()),
                place: conduct.place.clone(),
                identity_check: conduct.identity_check.clone(),
                consent: conduct.consent.map(|consent| consent.name().to_owned()),
                sponsor: conduct.sponsor.clone(),
                observers: conduct.observers.clone(),
                adjustments: conduct.adjustments.clone(),
                interruptions: conduct.interruptions.clone(),
            }),
            Change::Comment(text) => Self::Comment { text: text.clone() },
            Change::Agreement(agreement) => Self::Agreement { agreement: agreement.map(|it| it.name().to_owned()) },
            Change::Acknowledgement(acknowledgement) => {
                let (typed, drawn, at) = match acknowledgement {
                    Acknowledgement::None => (None, None, None),
                    Acknowledgement::Given { mark: Mark::Typed(name), at } => (Some(name.clone()), None, Some(at)),
                    Acknowledgement::Given { mark: Mark::Drawn(lines), at } => (None, Some(lines.to_text()), Some(at)),
                    Acknowledgement::Voided { at } => (None, None, Some(at)),
                };
                Self::Acknowledgement { typed, drawn, at: at.map(ToString::to_string) }
            }
            Change::MissingBecause(text) => Self::MissingBecause { text: text.clone() },
        }
    }
}

fn assessment_change(of: Uuid, change: &AssessmentChange) -> Kept {
    match change {
        AssessmentChange::Response(place, change) => response_change(of, kept_place(*place), change),
        AssessmentChange::Evidence(id, item) => Kept::Evidence { of, id: *id, item: item.as_ref().map(Item::from) },
        AssessmentChange::Rule(rule) => Kept::Rule {
            of,
            name: rule.name.clone(),
            version: rule.version,
            floor: rule.floor.name().to_owned(),
            mean: rule.mean.map(Percent::tenths),
            coverage: rule.coverage.tenths(),
            lower_levels: rule.lower_levels.name().to_owned(),
        },
        AssessmentChange::Route(route) => {
            Kept::Route { of, walk: route.walk.name().to_owned(), from: route.from.number() }
        }
        AssessmentChange::Summary(part, text) => Kept::Summary { of, part: part.name().to_owned(), text: text.clone() },
        AssessmentChange::Proposal(proposal) => Kept::Proposal {
            of,
            level: match proposal.choice {
                AwardChoice::AsComputed => -1,
                AwardChoice::Level(None) => 0,
                AwardChoice::Level(Some(level)) => i8::try_from(level.number()).unwrap_or_default(),
            },
            reason: proposal.reason.clone(),
        },
        AssessmentChange::Presence(present) => Kept::Presence { of, present: *present },
    }
}

fn response_change(of: Uuid, at: Place, change: &ResponseChange) -> Kept {
    match change {
        ResponseChange::Finding(finding) => {
            Kept::Finding { of, at, finding: finding.is_explored().then(|| finding.name().to_owned()) }
        }
        ResponseChange::Note(text) => Kept::Note { of, at, text: text.clone() },
        ResponseChange::Reason(text) => Kept::Reason { of, at, text: text.clone() },
        ResponseChange::FollowUp(follow_up) => Kept::FollowUp { of, at, follow_up: *follow_up },
        ResponseChange::Questions(questions) => Kept::Questions {
            of,
            at,
            questions: questions.iter().map(|it| (it.asked.clone(), it.answered.clone())).collect(),
        },
    }
}

impl Kept {
    fn change(self) -> Option<Change> {
        let response =
            |of, at: Place, change| Some(Change::Assessment(of, AssessmentChange::Response(read_place(at)?, change)));
        let assessment = |of, change| Some(Change::Assessment(of, change));
        match self {
            Self::Finding { of, at, finding: None } => response(of, at, ResponseChange::Finding(Finding::NotExplored)),
            Self::Finding { of, at, finding: Some(name) } => {
                response(of, at, ResponseChange::Finding(Finding::from_name(&name)?))
            }
            Self::Note { of, at, text } => response(of, at, ResponseChange::Note(text)),
            Self::Reason { of, at, text } => response(of, at, ResponseChange::Reason(text)),
            Self::FollowUp { of, at, follow_up } => response(of, at, ResponseChange::FollowUp(follow_up)),
            Self::Questions { of, at, questions } => {
                let questions = questions.into_iter().map(|(asked, answered)| Question { asked, answered }).collect();
                response(of, at, ResponseChange::Questions(questions))
            }
            Self::Evidence { of, id, item: None } => assessment(of, AssessmentChange::Evidence(id, None)),
            Self::Evidence { of, id, item: Some(item) } => {
                assessment(of, AssessmentChange::Evidence(id, Some(item.evidence(id)?)))
            }
            Self::Rule { of, name, version, floor, mean, coverage, lower_levels } => {
                let rule = DecisionRule {
                    name,
                    version,
                    floor: Rating::from_name(&floor)?,
                    mean: match mean {
                        Some(tenths) => Some(Percent::from_tenths(tenths)?),
                        None => None,
                    },
                    coverage: Percent::from_tenths(coverage)?,
                    lower_levels: LowerLevels::from_name(&lower_levels)?,
                };
                assessment(of, AssessmentChange::Rule(rule))
            }
            Self::Route { of, walk, from } => {
                let route = Route { walk: Walk::from_name(&walk)?, from: Level::new(from)? };
                assessment(of, AssessmentChange::Route(route))
            }
            Self::Summary { of, part, text } => {
                assessment(of, AssessmentChange::Summary(SummaryPart::from_name(&part)?, text))
            }
            Self::Proposal { of, level, reason } => {
                let choice = match level {
                    -1 => AwardChoice::AsComputed,
                    0 => AwardChoice::Level(None),
                    level => AwardChoice::Level(Some(Level::new(u8::try_from(level).ok()?)?)),
                };
                assessment(of, AssessmentChange::Proposal(Proposal { choice, reason }))
            }
            Self::Presence { of, present } => assessment(of, AssessmentChange::Presence(present)),
            Self::Conduct(held) => Some(Change::Conduct(held.conduct()?)),
            Self::Comment { text } => Some(Change::Comment(text)),
            Self::Agreement { agreement } => Some(Change::Agreement(named_or_none(agreement, Agreement::from_name)?)),
            Self::Acknowledgement { typed, drawn, at } => {
                let at = named_or_none(at, Moment::parse)?;
                Some(Change::Acknowledgement(match (typed, drawn, at) {
                    (None, None, None) => Acknowledgement::None,
                    (None, None, Some(at)) => Acknowledgement::Voided { at },
                    (Some(name), None, Some(at)) => Acknowledgement::Given { mark: Mark::Typed(name), at },
                    (None, Some(lines), Some(at)) => {
                        Acknowledgement::Given { mark: Mark::Drawn(Drawing::from_text(&lines)?), at }
                    }
                    _ => return None,
                }))
            }
            Self::MissingBecause { text } => Some(Change::MissingBecause(text)),
        }
    }
}

impl From<&Evidence> for Item {
    fn from(evidence: &Evidence) -> Self {
        let attachments =
            evidence.attachments.iter().map(|file| (file.name.clone(), file.size, file.sha256.clone())).collect();
        Self {
            kind: evidence.kind.name().to_owned(),
            title: evidence.title.clone(),
            date: evidence.date.map(|date| date.to_string()),
            seen: evidence.seen,
            statements: evidence.statements.iter().copied().map(kept_place).collect(),
            attachments,
        }
    }
}

impl Item {
    fn evidence(self, id: Uuid) -> Option<Evidence> {
        let attachments =
            self.attachments.into_iter().map(|(name, size, sha256)| Attachment { name, size, sha256 }).collect();
        Some(Evidence {
            id,
            kind: EvidenceKind::from_name(&self.kind)?,
            title: self.title,
            date: named_or_none(self.date, |date| date.parse().ok())?,
            seen: self.seen,
            statements: self.statements.into_iter().map(read_place).collect::<Option<_>>()?,
            attachments,
        })
    }
}

impl Held {
    fn conduct(self) -> Option<Conduct> {
        Some(Conduct {
            mode: named_or_none(self.mode, Mode::from_name)?,
            place: self.place,
            identity_check: self.identity_check,
            consent: named_or_none(self.consent, Consent::from_name)?,
            sponsor: self.sponsor,
            observers: self.observers,
            adjustments: self.adjustments,
            interruptions: self.interruptions,
        })
    }
}

fn kept_place(at: StatementRef) -> Place {
    (at.level.number(), at.ordinal)
}

fn read_place((level, ordinal): Place) -> Option<StatementRef> {
    Some(StatementRef { level: Level::new(level)?, ordinal })
}

/// None where there is a name that means nothing.
fn named_or_none<T>(name: Option<String>, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    match name {
        None => Some(None),
        Some(name) => read(&name).map(Some),
    }
}

#[cfg(test)]
mod tests;
