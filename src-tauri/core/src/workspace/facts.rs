//! From a report's record to what lists show of it.

use uuid::Uuid;

use crate::domain::level::Level;
use crate::domain::moment::Moment;
use crate::domain::profile::Profile;
use crate::domain::report::{ReportFacts, ReportedCandidate, SkillResult};
use crate::report::record::{Assessment, Record};

/// What a record says of its report; a sentence where an id, a time or a level is none.
pub(super) fn facts(record: &Record) -> Result<ReportFacts, String> {
    let Record { report, candidate, assessor, interview, assessments, .. } = record;
    let results: Vec<SkillResult> = assessments.iter().map(result).collect::<Result<_, _>>()?;
    for (place, result) in results.iter().enumerate() {
        if results[..place].iter().any(|earlier| earlier.assessment == result.assessment) {
            return Err(format!("Two assessments of the record have the id {}.", result.assessment));
        }
    }
    Ok(ReportFacts {
        id: report.id.clone(),
        version: report.version,
        supersedes: report.supersedes.as_ref().map(|earlier| earlier.id.clone()),
        profile: Profile::from_name(&report.profile)
            .ok_or_else(|| format!("The record names the profile “{}”, which is unknown.", report.profile))?,
        candidate: ReportedCandidate {
            id: id("candidate", &candidate.id)?,
            name: candidate.name.clone(),
            reference: candidate.reference.clone(),
            role: candidate.role.clone(),
        },
        assessor: assessor.name.clone(),
        interview: id("interview", &interview.id)?,
        interviewed_at: moment("The interview’s beginning", &interview.started_at)?,
        issued_at: moment("The report’s date", &report.issued_at)?,
        results,
    })
}

fn result(assessment: &Assessment) -> Result<SkillResult, String> {
    let definition = &assessment.definition;
    Ok(SkillResult {
        assessment: id("assessment", &assessment.id)?,
        edition: definition.edition.id.clone(),
        edition_name: definition.edition.name.clone(),
        code: definition.code.clone(),
        name: definition.name.clone(),
        computed: level(assessment.computed_level)?,
        awarded: level(assessment.awarded_level)?,
        concluded_at: moment("An assessment’s conclusion", &assessment.concluded_at)?,
    })
}

fn id(what: &str, text: &str) -> Result<Uuid, String> {
    Uuid::parse_str(text).map_err(|_| format!("The record’s {what} has the id “{text}”, which is none."))
}

fn moment(what: &str, text: &str) -> Result<Moment, String> {
    Moment::parse(text).ok_or_else(|| format!("{what} is recorded as “{text}”, which is no time."))
}

fn level(number: Option<u8>) -> Result<Option<Level>, String> {
    match number {
        None => Ok(None),
        Some(number) => {
            Level::new(number).map(Some).ok_or_else(|| format!("The record names level {number}; levels are 1 to 7."))
        }
    }
}
