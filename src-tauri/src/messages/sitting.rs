//! The sitting around the assessments: who, when, how, and the candidate's page.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::assessment::SkillLabel;
use super::change::EditView;

/// A sitting.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SittingView {
    /// The interview's id.
    pub interview: String,
    /// The candidate's name.
    pub candidate: String,
    /// What the candidate works as.
    pub role: Option<String>,
    /// The assessor's name.
    pub assessor: String,
    /// What the assessments are for.
    pub purpose: Option<String>,
    /// The skills of the sitting, in the order in which they were begun.
    pub skills: Vec<SkillTab>,
    /// How it is held.
    pub conduct: ConductView,
    /// What the candidate says.
    pub sign_off: SignOffView,
    /// Where it stands in time, and what can be taken back.
    pub status: SittingStatus,
}

/// One skill of a sitting.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SkillTab {
    /// The assessment's id.
    pub assessment: String,
    /// The skill.
    pub skill: SkillLabel,
    /// How many statements are rated or had no opportunity.
    pub explored: u32,
    /// How many statements there are.
    pub statements: u32,
    /// What the rule gives; none: no level.
    pub computed: Option<u8>,
    /// The level that is awarded, or would be.
    pub awarded: Option<u8>,
}

/// Where a sitting stands in time, and what can be taken back.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SittingStatus {
    /// When something was last saved, RFC 3339.
    pub saved_at: String,
    /// When it began, RFC 3339.
    pub started_at: String,
    /// When it ended, RFC 3339; none: it goes on.
    pub ended_at: Option<String>,
    /// Since when it pauses, RFC 3339; none: it does not.
    pub paused_since: Option<String>,
    /// How many pauses were made.
    pub pauses: u32,
    /// How long it has lasted at `saved_at`, without pauses, in seconds.
    #[ts(type = "number")]
    pub seconds_worked: u64,
    /// Whether the clock on the wall ran back meanwhile.
    pub clock_ran_back: bool,
    /// What *undo* would take back.
    pub undo: Option<EditView>,
    /// What *redo* would do again.
    pub redo: Option<EditView>,
    /// Whether the candidate has acknowledged, and it still counts.
    pub acknowledgement: AcknowledgementView,
}

/// Something to be done with a whole sitting: undo, redo, conclude.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SittingRequest {
    /// The interview's id.
    pub interview: String,
    /// The assessment that is shown.
    pub assessment: String,
}

/// How a sitting is held.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConductView {
    /// How the two met.
    pub mode: Option<ModeName>,
    /// Where.
    pub place: Option<String>,
    /// How the assessor made sure who the candidate is.
    pub identity_check: Option<String>,
    /// Whether the candidate consented; none: not recorded.
    pub consent: Option<ConsentName>,
    /// Who asked for the assessment.
    pub sponsor: Option<String>,
    /// Who else is present, a name each.
    pub observers: Vec<String>,
    /// What is done differently for the candidate's sake, word for word.
    pub adjustments: String,
    /// What disturbed the sitting, word for word.
    pub interruptions: String,
}

/// How assessor and candidate meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ModeName {
    /// In one room.
    InPerson,
    /// By video.
    Video,
    /// By telephone.
    Telephone,
}

/// What the candidate said to the interview and to what is kept of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ConsentName {
    /// Given.
    Given,
    /// Not given.
    Withheld,
}

/// The candidate's page.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignOffView {
    /// The candidate's words, word for word.
    pub comment: String,
    /// Whether the candidate agrees; none: not said.
    pub agreement: Option<AgreementName>,
    /// Why there is no acknowledgement; empty: no reason.
    pub missing_because: String,
}

/// What the candidate thinks of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum AgreementName {
    /// They agree.
    Agrees,
    /// They agree with some of it.
    AgreesInPart,
    /// They do not agree.
    Disagrees,
}

/// Whether the candidate confirmed that they read their page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum AcknowledgementView {
    /// Not yet.
    None,
    /// They did.
    Given {
        /// Their mark.
        mark: MarkView,
        /// When, RFC 3339.
        at: String,
    },
    /// They did, and something was changed afterwards.
    Voided {
        /// When it was changed, RFC 3339.
        at: String,
    },
}

/// The candidate's mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case", tag = "kind", deny_unknown_fields)]
pub enum MarkView {
    /// The name, as they typed it.
    Typed {
        /// The name.
        name: String,
    },
    /// Lines drawn in a box of 4000 by 1000.
    Drawn {
        /// The lines; each point is x from the left and y from the top.
        lines: Vec<Vec<(u16, u16)>>,
    },
}
