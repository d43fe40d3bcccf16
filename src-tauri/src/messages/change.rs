//! Changes of an interview, and taking them back.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::assessment::{
    AssessmentView, EvidenceKindName, EvidenceView, FindingName, OutcomeView, Place, ProposalView, QuestionView,
    RouteView,
};
use super::sitting::{AgreementName, ConductView, MarkView, SittingStatus};

/// A change to keep.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangeRequest {
    /// The interview's id.
    pub interview: String,
    /// What changes.
    pub change: ChangeEntry,
}

/// One thing of an interview, and the value that it gets. Every text is the whole text, word for word.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "kebab-case", rename_all_fields = "camelCase", tag = "kind", deny_unknown_fields)]
pub enum ChangeEntry {
    /// What was found on a statement.
    Finding {
        /// The assessment's id.
        assessment: String,
        /// Which statement.
        at: Place,
        /// None clears it.
        finding: Option<FindingName>,
    },
    /// The note on a statement.
    Note {
        /// The assessment's id.
        assessment: String,
        /// Which statement.
        at: Place,
        /// Empty removes it.
        text: String,
    },
    /// Why there was no opportunity on a statement.
    Reason {
        /// The assessment's id.
        assessment: String,
        /// Which statement.
        at: Place,
        /// Empty removes it.
        text: String,
    },
    /// Whether the assessor wants to come back to a statement.
    FollowUp {
        /// The assessment's id.
        assessment: String,
        /// Which statement.
        at: Place,
        /// Whether they do.
        follow_up: bool,
    },
    /// All that was asked and said on a statement.
    Questions {
        /// The assessment's id.
        assessment: String,
        /// Which statement.
        at: Place,
        /// In the order of asking; pairs without a word are left out.
        questions: Vec<QuestionView>,
    },
    /// An item of evidence, new or known; its attachments stay as they are.
    Evidence {
        /// The assessment's id.
        assessment: String,
        /// The item.
        evidence: EvidenceEntry,
    },
    /// Takes an item of evidence away.
    NoEvidence {
        /// The assessment's id.
        assessment: String,
        /// The item's id.
        evidence: String,
    },
    /// Takes an attached file away.
    NoAttachment {
        /// The assessment's id.
        assessment: String,
        /// The item's id.
        evidence: String,
        /// The file's hash.
        sha256: String,
    },
    /// The decision rule, by its name: a preset, or the newest version of an own one.
    Rule {
        /// The assessment's id.
        assessment: String,
        /// The rule's name.
        rule: String,
    },
    /// The order of asking.
    Route {
        /// The assessment's id.
        assessment: String,
        /// The order.
        route: RouteView,
    },
    /// One of the texts beside the level.
    Summary {
        /// The assessment's id.
        assessment: String,
        /// Which text.
        part: SummaryPartName,
        /// Its words.
        text: String,
    },
    /// What is to be awarded.
    Proposal {
        /// The assessment's id.
        assessment: String,
        /// Level and reason.
        proposal: ProposalView,
    },
    /// Takes a skill out of the sitting.
    NoSkill {
        /// The assessment's id.
        assessment: String,
    },
    /// How the sitting is held.
    Conduct {
        /// All of it.
        conduct: ConductView,
    },
    /// The candidate's comment.
    Comment {
        /// The candidate's words.
        text: String,
    },
    /// Whether the candidate agrees.
    Agreement {
        /// None: not said.
        agreement: Option<AgreementName>,
    },
    /// The candidate's acknowledgement.
    Acknowledgement {
        /// Their mark; none takes it back.
        mark: Option<MarkView>,
    },
    /// Why there is no acknowledgement.
    MissingBecause {
        /// The reason.
        text: String,
    },
}

/// An item of evidence to keep.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EvidenceEntry {
    /// A UUID; the same id is the same item.
    pub id: String,
    /// What kind of thing it is.
    pub kind: EvidenceKindName,
    /// What it is, in a line.
    pub title: String,
    /// When it was made or happened, such as `2026-02-27`.
    pub date: Option<String>,
    /// Whether the assessor saw it.
    pub seen: bool,
    /// The statements that it bears on; at least one.
    pub statements: Vec<Place>,
}

/// One of the texts beside the level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SummaryPartName {
    /// What the candidate does well.
    Strengths,
    /// What was found wanting.
    Gaps,
    /// What to do about it.
    NextSteps,
}

/// On disk. Sent only after the commit.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Saved {
    /// What the rule makes of the changed assessment now; none where the change is about the whole interview.
    pub outcome: Option<OutcomeView>,
    /// Where the sitting stands.
    pub status: SittingStatus,
}

/// What can be taken back or done again, for naming it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EditView {
    /// What was changed.
    pub kind: EditKind,
    /// The assessment's id; none where it was about the whole interview.
    pub assessment: Option<String>,
    /// The statement; none where it was about none.
    pub at: Option<Place>,
}

/// What was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum EditKind {
    /// A rating.
    Finding,
    /// A note.
    Note,
    /// Why there was no opportunity.
    Reason,
    /// A mark to come back.
    FollowUp,
    /// What was asked and said.
    Questions,
    /// An item of evidence, or its files.
    Evidence,
    /// The decision rule.
    Rule,
    /// The order of asking.
    Route,
    /// Strengths, gaps or next steps.
    Summary,
    /// What is to be awarded.
    Proposal,
    /// A skill that was added or taken out.
    Skill,
    /// How the sitting is held.
    Conduct,
    /// The candidate's comment.
    Comment,
    /// Whether the candidate agrees.
    Agreement,
    /// The acknowledgement.
    Acknowledgement,
    /// Why there is no acknowledgement.
    MissingBecause,
}

/// Files for an item of evidence; the system's dialog asks which.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AttachRequest {
    /// The assessment's id.
    pub assessment: String,
    /// The item's id.
    pub evidence: String,
}

/// An item of evidence with its new files. Sent only after the commit.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Attached {
    /// The item as it is now.
    pub evidence: EvidenceView,
    /// Proof of the commit.
    pub saved: Saved,
}

/// What was taken back or done again.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Undone {
    /// What it was; none: there was nothing.
    pub edit: Option<EditView>,
    /// The assessment that it was about, as it is now.
    pub view: AssessmentView,
}
