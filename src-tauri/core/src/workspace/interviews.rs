//! Beginning an interview, and finding it again.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::audit::{Act, payloads};
use super::candidates::{self, CandidateChoice};
use super::changes::{Status, keep, refuse_concluded, status};
use super::wanted::checked_conduct;
use super::{Workspace, line, line_or_none, note, printable, rules, sample, settings, unknown};
use crate::domain::audit::Action;
use crate::domain::change::{AssessmentChange, Change};
use crate::domain::conduct::Conduct;
use crate::domain::decision::{Outcome, StatementRef};
use crate::domain::definition::{Definition, LevelContent, SkillCode};
use crate::domain::edition::EditionId;
use crate::domain::interview::{Assessment, Assessor, Candidate, Interview};
use crate::domain::level::Level;
use crate::domain::moment::Moment;
use crate::domain::rating::Finding;
use crate::domain::rule::DecisionRule;
use crate::domain::walk::{Route, Walk};
use crate::error::{Error, Result};
use crate::store::{StoredDefinition, Transaction, Values};

/// An interview to begin, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartInterview {
    /// Who is interviewed.
    pub candidate: CandidateChoice,
    /// Who interviews. Qualification and independence are those of the settings where the name is theirs.
    pub assessor: Assessor,
    /// What the candidate is rated against.
    pub skill: SkillChoice,
    /// What the assessment is for.
    pub purpose: Option<String>,
    /// How the sitting is held, as far as that is known.
    pub conduct: Conduct,
    /// When it began; none: now.
    pub started_at: Option<Moment>,
}

/// A skill to assess, by its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkillChoice {
    /// The edition's id.
    pub edition: String,
    /// The skill's code.
    pub code: String,
    /// The decision rule's name.
    pub rule: String,
    /// The order of asking; none: from the lowest level up.
    pub route: Option<Route>,
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
    /// Where the sitting stands.
    pub status: Status,
    /// What was found on the same statements when the candidate was last assessed.
    pub last_time: BTreeMap<StatementRef, LastTime>,
}

/// What was found before on a statement with the same words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastTime {
    /// What was found.
    pub finding: Finding,
    /// The note of that time.
    pub note: String,
    /// When that interview began.
    pub at: Moment,
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
    /// Who assesses: as the settings say, else as in the interview that began last.
    pub assessor: Option<Assessor>,
    /// The interview that began last.
    pub last: Option<Interview>,
}

impl Workspace {
    /// Begins an interview with one assessment.
    ///
    /// # Errors
    /// If a name, the skill, the rule or the level is not one; then nothing is kept.
    pub fn start_interview(&mut self, request: &StartInterview) -> Result<OpenAssessment> {
        let ids = NewIds::from(self);
        let act = Act::at(ids.now, self.environment.as_ref());
        self.store.write(|transaction| {
            let id = begin(transaction, request, &ids)?;
            let begun = transaction.interview(ids.interview)?;
            let values = Values::new(payloads::interview(&begun));
            act.record_on_interview(transaction, Action::InterviewBegun, begun.id, &values)?;
            open(transaction, id)
        })
    }

    /// Adds a skill to a sitting. It can be taken back.
    ///
    /// # Errors
    /// If the sitting is concluded, has the skill already, or if the skill, the rule or the level is not one.
    pub fn add_skill(&mut self, interview: Uuid, choice: &SkillChoice) -> Result<OpenAssessment> {
        let ids = NewIds::from(self);
        let act = Act::at(ids.now, self.environment.as_ref());
        self.store.write(|transaction| {
            let present = transaction.interview(interview)?;
            refuse_concluded(&present)?;
            let added = draft(transaction, choice, ids.assessment)?;
            if present.assessments.iter().any(|it| it.definition.hash() == added.definition.hash()) {
                return Err(Error::refused(format!(
                    "{} {} is part of this sitting already.",
                    added.definition.edition.name, added.definition.code
                )));
            }
            add(transaction, interview, &added, ids.now)?;
            // It comes in like any other change, so that it can be taken back.
            let presence = |present| Change::Assessment(added.id, AssessmentChange::Presence(present));
            transaction.apply(interview, &presence(false), ids.now)?;
            keep(transaction, interview, presence(true), Action::SkillAdded, &act)?;
            open(transaction, added.id)
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
            let last = transaction.last_interview(sample::CANDIDATE)?;
            let set = Some(settings::settings(transaction)?.assessor).filter(|assessor| !assessor.name.is_empty());
            Ok(StartChoices {
                candidates: transaction.candidates()?,
                skills: transaction.current_definitions()?,
                rules: rules::all(transaction)?,
                assessor: set.or_else(|| last.as_ref().map(|last| last.assessor.clone())),
                last,
            })
        })
    }

    /// Who assessed in the interview that began last.
    ///
    /// # Errors
    /// If the workspace can't be read.
    pub fn last_assessor(&mut self) -> Result<Option<Assessor>> {
        self.store.read(|transaction| Ok(transaction.last_interview(sample::CANDIDATE)?.map(|last| last.assessor)))
    }
}

/// Ids for one interview, drawn before the transaction begins.
pub(super) struct NewIds {
    pub(super) candidate: Uuid,
    pub(super) interview: Uuid,
    pub(super) assessment: Uuid,
    pub(super) now: Moment,
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
    let assessment = draft(transaction, &request.skill, ids.assessment)?;
    let purpose = request.purpose.as_deref().map(|purpose| note("The purpose", purpose)).transpose()?;
    let purpose = purpose.map(|purpose| printable("The purpose", purpose)).transpose()?;
    let assessor = assessor(transaction, &request.assessor)?;
    let conduct = checked_conduct(&request.conduct)?;
    let candidate = candidates::resolve(transaction, &request.candidate, ids.candidate, ids.now)?;
    let interview = Interview {
        purpose: purpose.filter(|purpose| !purpose.trim().is_empty()),
        conduct,
        ..Interview::beginning(ids.interview, candidate, assessor, request.started_at.unwrap_or(ids.now))
    };
    transaction.add_interview(&interview)?;
    add(transaction, interview.id, &assessment, ids.now)?;
    Ok(assessment.id)
}

/// A draft of a chosen skill.
pub(super) fn draft(transaction: &Transaction<'_>, choice: &SkillChoice, id: Uuid) -> Result<Assessment> {
    let definition = skill(transaction, &choice.edition, &choice.code)?.definition;
    let rule = rules::named(transaction, &choice.rule)?;
    refuse_unprintable(&definition)?;
    let route = match choice.route {
        Some(route) => checked_route(&definition, route)?,
        None => Route { walk: Walk::Up, from: first_statement(&definition, None)?.level },
    };
    Ok(Assessment::draft(id, definition, rule, route))
}

/// Adds a draft to an interview, open at the first statement of the level from which it starts.
pub(super) fn add(transaction: &Transaction<'_>, interview: Uuid, draft: &Assessment, now: Moment) -> Result<()> {
    let at = first_statement(&draft.definition, Some(draft.route.from))?;
    transaction.add_assessment(interview, draft, at, now)
}

/// An order of asking that begins at a level that the skill is defined at.
pub(super) fn checked_route(definition: &Definition, route: Route) -> Result<Route> {
    first_statement(definition, Some(route.from)).map(|_| route)
}

/// The assessor, with what the settings say of them.
pub(super) fn assessor(transaction: &Transaction<'_>, typed: &Assessor) -> Result<Assessor> {
    let name = line("The assessor’s name", &typed.name)?;
    let set = settings::settings(transaction)?.assessor;
    let organisation = line_or_none("The assessor’s organisation", typed.organisation.as_deref())?;
    let qualification = line_or_none("The assessor’s qualification", typed.qualification.as_deref())?;
    let independence = note("The declaration of independence", &typed.independence)?;
    let set = if set.name == name { set } else { Assessor::default() };
    Ok(Assessor {
        name,
        organisation,
        qualification: qualification.or(set.qualification),
        independence: if independence.trim().is_empty() { set.independence } else { independence },
    })
}

/// Reads an assessment and the interview around it.
pub(super) fn open(transaction: &Transaction<'_>, id: Uuid) -> Result<OpenAssessment> {
    let progress = transaction.progress(id)?;
    let assessment = transaction.assessment(id)?;
    let interview = transaction.interview(progress.interview)?;
    let sitting = interview.sitting.clone();
    let saved_at = sitting.last_known(progress.changed_at);
    let acknowledgement = interview.sign_off.acknowledgement.clone();
    Ok(OpenAssessment {
        last_time: last_time(transaction, &interview, &assessment)?,
        status: status(transaction, interview.id, sitting, acknowledgement, saved_at)?,
        interview,
        outcome: assessment.outcome(),
        assessment,
        at: progress.at,
    })
}

/// What was found on the same words when the candidate was last assessed on this skill, in whatever edition. A
/// correction is no second time.
fn last_time(
    transaction: &Transaction<'_>,
    interview: &Interview,
    assessment: &Assessment,
) -> Result<BTreeMap<StatementRef, LastTime>> {
    let code = &assessment.definition.code;
    for entry in transaction.concluded_of(interview.candidate.id)? {
        if entry.interview == interview.id || entry.superseded || assessment.supersedes == Some(entry.assessment) {
            continue;
        }
        let earlier = transaction.assessment(entry.assessment)?;
        if earlier.definition.code != *code {
            continue;
        }
        let at = transaction.interview(entry.interview)?.sitting.started_at;
        let words: BTreeMap<&str, StatementRef> = earlier
            .definition
            .statement_refs()
            .filter_map(|at| Some((earlier.definition.statement(at)?, at)))
            .collect();
        let found = assessment.definition.statement_refs().filter_map(|here| {
            let there = words.get(assessment.definition.statement(here)?)?;
            let response = earlier.responses.get(there).filter(|response| response.finding.is_explored())?;
            Some((here, LastTime { finding: response.finding, note: response.note.clone(), at }))
        });
        return Ok(found.collect());
    }
    Ok(BTreeMap::new())
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

/// The first statement of a level, or of the lowest defined one.
pub(super) fn first_statement(definition: &Definition, level: Option<Level>) -> Result<StatementRef> {
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
