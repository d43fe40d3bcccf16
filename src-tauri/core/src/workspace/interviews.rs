//! Beginning an interview, and finding it again.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::candidates::{self, CandidateChoice};
use super::{Workspace, line, line_or_none, note, printable, unknown};
use crate::domain::decision::{Outcome, StatementRef};
use crate::domain::definition::{Definition, LevelContent, SkillCode};
use crate::domain::edition::EditionId;
use crate::domain::interview::{Assessment, AssessmentState, Assessor, Candidate, Interview};
use crate::domain::level::Level;
use crate::domain::moment::Moment;
use crate::domain::rule::DecisionRule;
use crate::error::{Error, Result};
use crate::store::{StoredDefinition, Transaction};

/// An interview to begin, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartInterview {
    /// Who is interviewed.
    pub candidate: CandidateChoice,
    /// Who interviews.
    pub assessor_name: String,
    /// The assessor's organisation.
    pub assessor_organisation: Option<String>,
    /// The edition's id.
    pub edition: String,
    /// The skill's code.
    pub code: String,
    /// The decision rule's name.
    pub rule: String,
    /// What the assessment is for.
    pub purpose: Option<String>,
    /// The level to start at; none: the lowest defined one.
    pub start_level: Option<Level>,
    /// When it began; none: now.
    pub started_at: Option<Moment>,
}

/// An assessment together with the interview around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenAssessment {
    /// The interview, with all its assessments.
    pub interview: Interview,
    /// Which of its assessments was asked for.
    pub assessment: Assessment,
    /// What the rule makes of it.
    pub outcome: Outcome,
    /// The statement that was open last.
    pub at: StatementRef,
    /// When something was last saved.
    pub saved_at: Moment,
}

/// What there is to choose from when an interview begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartChoices {
    /// Everybody who was interviewed here, by name.
    pub candidates: Vec<Candidate>,
    /// The current definition of each skill and edition.
    pub skills: Vec<StoredDefinition>,
    /// The decision rules, the default first.
    pub rules: Vec<DecisionRule>,
    /// Who assessed in the interview that began last.
    pub assessor: Option<Assessor>,
}

impl Workspace {
    /// Begins an interview with one assessment.
    ///
    /// # Errors
    /// If a name, the skill, the rule or the level is not one; then nothing is kept.
    pub fn start_interview(&mut self, request: &StartInterview) -> Result<OpenAssessment> {
        let ids = NewIds::from(self);
        self.store.write(|transaction| {
            let id = begin(transaction, request, &ids)?;
            open(transaction, id)
        })
    }

    /// The assessment as it stands.
    ///
    /// # Errors
    /// If there is none with this id.
    pub fn assessment(&mut self, id: Uuid) -> Result<OpenAssessment> {
        self.store.read(|transaction| open(transaction, id))
    }

    /// What there is to choose from when an interview begins.
    ///
    /// # Errors
    /// If the workspace can't be read.
    pub fn start_choices(&mut self) -> Result<StartChoices> {
        self.store.read(|transaction| {
            Ok(StartChoices {
                candidates: transaction.candidates()?,
                skills: transaction.current_definitions()?,
                rules: DecisionRule::presets().to_vec(),
                assessor: transaction.last_assessor()?,
            })
        })
    }

    /// Who assessed in the interview that began last.
    ///
    /// # Errors
    /// If the workspace can't be read.
    pub fn last_assessor(&mut self) -> Result<Option<Assessor>> {
        self.store.read(|transaction| transaction.last_assessor())
    }
}

/// Ids for one interview, drawn before the transaction begins.
pub(super) struct NewIds {
    candidate: Uuid,
    interview: Uuid,
    assessment: Uuid,
    now: Moment,
}

impl NewIds {
    pub(super) fn from(workspace: &Workspace) -> Self {
        Self {
            candidate: workspace.environment.new_id(),
            interview: workspace.environment.new_id(),
            assessment: workspace.environment.new_id(),
            now: workspace.environment.now(),
        }
    }
}

/// Adds an interview with one draft and returns the draft's id.
pub(super) fn begin(transaction: &Transaction<'_>, request: &StartInterview, ids: &NewIds) -> Result<Uuid> {
    let stored = skill(transaction, &request.edition, &request.code)?;
    let rule = rule(&request.rule)?;
    let at = first_statement(&stored.definition, request.start_level)?;
    let assessor = Assessor {
        name: line("The assessor’s name", &request.assessor_name)?,
        organisation: line_or_none("The assessor’s organisation", request.assessor_organisation.as_deref())?,
    };
    let purpose = request.purpose.as_deref().map(|purpose| note("The purpose", purpose)).transpose()?;
    let purpose = purpose.map(|purpose| printable("The purpose", purpose)).transpose()?;
    refuse_unprintable(&stored.definition)?;
    let interview = Interview {
        id: ids.interview,
        candidate: candidates::resolve(transaction, &request.candidate, ids.candidate, ids.now)?,
        assessor,
        purpose: purpose.filter(|purpose| !purpose.trim().is_empty()),
        started_at: request.started_at.unwrap_or(ids.now),
        assessments: Vec::new(),
    };
    transaction.add_interview(&interview)?;
    let assessment = Assessment {
        id: ids.assessment,
        definition: stored.definition,
        rule,
        responses: BTreeMap::new(),
        evidence: Vec::new(),
        state: AssessmentState::Draft,
    };
    transaction.add_assessment(interview.id, 1, &assessment, at, ids.now)?;
    Ok(assessment.id)
}

/// Reads an assessment and the interview around it.
pub(super) fn open(transaction: &Transaction<'_>, id: Uuid) -> Result<OpenAssessment> {
    let progress = transaction.progress(id)?;
    let assessment = transaction.assessment(id)?;
    Ok(OpenAssessment {
        interview: transaction.interview(progress.interview)?,
        outcome: assessment.outcome(),
        assessment,
        at: progress.at,
        saved_at: progress.changed_at,
    })
}

/// The current definition of a skill.
pub(super) fn skill(transaction: &Transaction<'_>, edition: &str, code: &str) -> Result<StoredDefinition> {
    let known = || {
        let known = transaction.current_definitions()?;
        let names: Vec<String> =
            known.iter().map(|it| format!("{}/{}", it.definition.edition.id, it.definition.code)).collect();
        Ok::<_, Error>(format!("This workspace has {}; import the page of another one first.", names.join(", ")))
    };
    let found = match (EditionId::new(edition), SkillCode::new(code)) {
        (Some(edition), Some(code)) => transaction.current_definition(&edition, &code)?,
        _ => None,
    };
    match found {
        Some(found) => Ok(found),
        None => Err(unknown("skill", &format!("{edition}/{code}"), &known()?)),
    }
}

/// The decision rule with this name.
pub(super) fn rule(name: &str) -> Result<DecisionRule> {
    DecisionRule::preset(name).ok_or_else(|| {
        let names = DecisionRule::presets().map(|rule| rule.name).join(", ");
        unknown("decision rule", name, &format!("There are {names}."))
    })
}

/// Refuses a definition whose words could never stand in a report.
fn refuse_unprintable(definition: &Definition) -> Result<()> {
    let skill = format!("{}/{}", definition.edition.id, definition.code);
    printable(&format!("The name of {skill}"), definition.name.clone())?;
    for entry in &definition.levels {
        let what = format!("{skill}, level {},", entry.level);
        match &entry.content {
            LevelContent::Defined { statements, .. } => {
                statements.iter().try_for_each(|words| printable(&what, words.clone()).map(|_| ()))?;
            }
            LevelContent::NotDefined { reason } => printable(&what, reason.clone()).map(|_| ())?,
        }
    }
    Ok(())
}

fn first_statement(definition: &Definition, level: Option<Level>) -> Result<StatementRef> {
    let mut places = definition.statement_refs();
    let found = match level {
        None => places.next(),
        Some(level) => places.find(|at| at.level == level),
    };
    found.ok_or_else(|| match level {
        Some(level) => Error::refused(format!(
            "{} {} is not defined at level {level}. Start at one of its defined levels.",
            definition.edition.name, definition.code
        )),
        None => Error::internal("a definition without statements"),
    })
}
