//! What a reviewer reads: the record of a report, statement by statement.

use uuid::Uuid;

use crate::domain::decision::Verdict;
use crate::domain::interview::Question;
use crate::domain::level::Level;
use crate::domain::rating::Finding;
use crate::domain::report::ReportFacts;
use crate::domain::review::Sampled;
use crate::report::record::{Assessment, LevelResult, Place, Record, StatementRating};

/// An assessment as a reviewer reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewedAssessment {
    /// The id.
    pub assessment: Uuid,
    /// The edition's id.
    pub edition: String,
    /// The edition's name.
    pub edition_name: String,
    /// The skill's code.
    pub code: String,
    /// The skill's name.
    pub name: String,
    /// The rule's name.
    pub rule: String,
    /// The rule's version.
    pub rule_version: u32,
    /// What the rule gave; none: no level.
    pub computed: Option<Level>,
    /// What the assessor gave; none: no level.
    pub awarded: Option<Level>,
    /// Why the two differ; empty where they do not.
    pub award_reason: String,
    /// The levels, lowest first.
    pub levels: Vec<ReviewedLevel>,
}

/// A level as a reviewer reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewedLevel {
    /// The level.
    pub level: Level,
    /// What the rule says of it.
    pub verdict: Verdict,
    /// The statements; none where the skill is not defined at the level.
    pub statements: Vec<ReviewedStatement>,
}

/// A statement as a reviewer reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewedStatement {
    /// Its place in the level, from 1.
    pub statement: u16,
    /// Its words.
    pub text: String,
    /// What was found.
    pub finding: Finding,
    /// Whether another rating of it alone would change the computed level.
    pub decisive: bool,
    /// The assessor's note.
    pub note: String,
    /// Why there was no opportunity.
    pub reason: String,
    /// What was asked and said.
    pub questions: Vec<Question>,
    /// The titles of the evidence that bears on it.
    pub evidence: Vec<String>,
}

impl ReviewedAssessment {
    /// The statements, in the order of the report.
    pub fn places(&self) -> impl Iterator<Item = Sampled> {
        self.statements().map(|(place, _)| place)
    }

    /// Those that were rated, or had no opportunity.
    pub fn explored(&self) -> impl Iterator<Item = Sampled> {
        self.statements().filter(|(_, statement)| statement.finding.is_explored()).map(|(place, _)| place)
    }

    fn statements(&self) -> impl Iterator<Item = (Sampled, &ReviewedStatement)> {
        let place = |level: &ReviewedLevel, it: &ReviewedStatement| Sampled {
            assessment: self.assessment,
            level: level.level,
            statement: it.statement,
        };
        self.levels.iter().flat_map(move |level| level.statements.iter().map(move |it| (place(level, it), it)))
    }
}

/// The assessments of a record that was checked; `facts` are what it says of itself.
pub(super) fn read(record: &Record, facts: &ReportFacts) -> Vec<ReviewedAssessment> {
    let both = record.assessments.iter().zip(&facts.results);
    let assessment = both.map(|(assessment, result)| ReviewedAssessment {
        assessment: result.assessment,
        edition: result.edition.clone(),
        edition_name: result.edition_name.clone(),
        code: result.code.clone(),
        name: result.name.clone(),
        rule: assessment.rule.name.clone(),
        rule_version: assessment.rule.version,
        computed: result.computed,
        awarded: result.awarded,
        award_reason: assessment.award_reason.clone().unwrap_or_default(),
        levels: assessment.levels.iter().filter_map(|recorded| level(assessment, recorded)).collect(),
    });
    assessment.collect()
}

fn level(assessment: &Assessment, recorded: &LevelResult) -> Option<ReviewedLevel> {
    let of_level = assessment.ratings.iter().filter(|rating| rating.level == recorded.level);
    Some(ReviewedLevel {
        level: Level::new(recorded.level)?,
        verdict: Verdict::from_name(&recorded.verdict)?,
        statements: of_level.map(|rating| statement(assessment, rating)).collect(),
    })
}

fn statement(assessment: &Assessment, rating: &StatementRating) -> ReviewedStatement {
    let place = Place { level: rating.level, statement: rating.statement };
    let evidence = assessment.evidence.iter().filter(|item| item.statements.contains(&place));
    let questions = rating.questions.iter();
    ReviewedStatement {
        statement: rating.statement,
        text: rating.text.clone(),
        finding: Finding::from_name(&rating.finding).unwrap_or_default(),
        decisive: assessment.decisive.contains(&place),
        note: rating.note.clone(),
        reason: rating.reason.clone(),
        questions: questions.map(|it| Question { asked: it.asked.clone(), answered: it.answered.clone() }).collect(),
        evidence: evidence.map(|item| item.title.clone()).collect(),
    }
}
