//! What the summary page of an assessment says.

use super::words::{self, is_are, statements};
use super::{Concluded, Fact, Key, StatementRow, Text, fact};
use crate::domain::decision::{LevelOutcome, StatementRef, Verdict};
use crate::domain::level::Level;
use crate::domain::profile::Detail;
use crate::domain::rating::Finding;
use crate::domain::sign_off::{Acknowledgement, Agreement};
use crate::domain::summary::SummaryPart;
use crate::report::record::words as recorded;
use crate::report::shown::Shown;

/// The part where the summary page's lists are in full.
const REACHED: &str = "How the level was reached";

/// What stands for the reason of an award where the profile leaves it out.
pub(super) const REASON_LEFT_OUT: &str = "The award differs; the assessor’s reason is left out of this report.";

/// The summary page of an assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Front {
    /// Who was interviewed, when, by whom and for what.
    pub head: FrontHead,
    /// The skill's name.
    pub skill: Text,
    /// The skill's code.
    pub code: Text,
    /// The edition's name.
    pub edition: Text,
    /// Says that the edition is a draft, where it is.
    pub draft: Option<Text>,
    /// At which levels the edition defines the skill.
    pub defined: Text,
    /// `Awarded level`.
    pub awarded_label: Text,
    /// The awarded level's digit, or an en dash.
    pub numeral: Text,
    /// The awarded level's guiding phrase, or `No level awarded`.
    pub phrase: Text,
    /// What the award rests on, in a sentence.
    pub basis: Text,
    /// `Computed by the decision rule`.
    pub computed_label: Text,
    /// The computed level.
    pub computed: Text,
    /// Names the reason, where there is one.
    pub reason_label: Option<Text>,
    /// Why awarded and computed differ, or that they do not.
    pub reason: Text,
    /// Says where the whole reason stands, for pages that have to shorten it.
    pub reason_continues: Text,
    /// What could still become of the level, where something is open.
    pub open: Option<Text>,
    /// `Profile over the levels`.
    pub profile_title: Text,
    /// The findings and their pictures.
    pub legend: Vec<(Finding, Text)>,
    /// The titles of the profile's columns: level, discs, rated, coverage, verdict.
    pub columns: [Text; 5],
    /// The profile, highest level first.
    pub levels: Vec<FrontLevel>,
    /// Up to three short lists.
    pub lists: Vec<FrontList>,
}

/// Who was interviewed, when, by whom and for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontHead {
    /// `Candidate`.
    pub candidate_label: Text,
    /// The candidate's name.
    pub candidate: Text,
    /// What the candidate works as.
    pub role: Option<Text>,
    /// Dates and purpose: a name and a value each.
    pub facts: Vec<(Text, Text)>,
}

/// What stands around the signature fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signatures {
    /// Stands above the assessor's signature field.
    pub assessor_caption: Text,
    /// Stands above the reviewer's signature field.
    pub reviewer_caption: Text,
    /// What the two fields are, true before and after they are signed.
    pub explanation: Text,
    /// Names the candidate's word on the result.
    pub candidate_caption: Text,
    /// The candidate's word on the result, in short.
    pub candidate: Text,
}

/// A level in the profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontLevel {
    /// The level.
    pub level: Level,
    /// Its number.
    pub number: Text,
    /// Its guiding phrase.
    pub phrase: Text,
    /// One picture per statement; none where the level is not defined.
    pub findings: Option<Vec<Finding>>,
    /// The profile's row in a sentence, for who cannot see the pictures.
    pub spoken: String,
    /// `3 of 5`.
    pub rated: Option<Text>,
    /// `80 %`.
    pub coverage: Option<Text>,
    /// The verdict's picture.
    pub verdict: Verdict,
    /// The verdict in words.
    pub verdict_label: Text,
    /// `computed`, where it is.
    pub computed: Option<Text>,
    /// `awarded`, where it is.
    pub awarded: Option<Text>,
}

/// A short list of the summary page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontList {
    /// Its title.
    pub title: Text,
    /// Its text, if it is no list at all.
    pub prose: Option<Text>,
    /// Whether the text keeps its lines as they were typed.
    pub typed: bool,
    /// Its statements.
    pub rows: Vec<StatementRow>,
    /// What stands there if the page has no room for all: how many more there are is added in front.
    pub more: Text,
}

/// The summary page of one assessment.
pub(super) fn front(shown: &Shown<'_>, one: &Concluded<'_>) -> Front {
    let definition = &one.assessment.definition;
    let awarded = one.awarded();
    let defined: Vec<Level> =
        definition.levels.iter().filter(|entry| entry.is_defined()).map(|entry| entry.level).collect();
    let (reason_label, reason) = match &one.conclusion.award.reason {
        Some(reason) => (Some(Text::label("Why the award differs")), one.fact(Fact::AwardReason, reason)),
        None if awarded == one.outcome.computed => (None, Text::prose("Same as awarded.")),
        None if !shown.shows(Detail::Reasons) => (None, Text::prose(REASON_LEFT_OUT)),
        None => (None, Text::prose("The award differs; no reason is recorded.")),
    };
    Front {
        head: head(shown),
        skill: one.fact(Fact::SkillName, &definition.name),
        code: one.fact(Fact::SkillCode, definition.code.as_str()),
        edition: one.fact(Fact::EditionName, &definition.edition.name),
        draft: one.is_draft().then(|| Text::prose("DRAFT EDITION")),
        defined: Text::prose(format!("defined at {}", words::levels_named(&defined))),
        awarded_label: Text::label("Awarded level"),
        numeral: one.numeral(),
        phrase: one.phrase(),
        basis: Text::prose(basis(one)),
        computed_label: Text::label("Computed by the decision rule"),
        computed: one.fact(Fact::Computed, &words::level_or_none(one.outcome.computed)),
        reason_label,
        reason,
        reason_continues: Text::prose(format!("In full under “{REACHED}”.")),
        open: open(one),
        profile_title: Text::heading("Profile over the levels"),
        legend: legend(),
        columns: ["Level", "One disc per statement", "Rated", "Coverage", "Verdict"].map(Text::label),
        levels: one.outcome.levels.iter().rev().map(|outcome| level(one, outcome)).collect(),
        lists: lists(one),
    }
}

/// Who was interviewed, when, by whom and for what.
pub(super) fn head(shown: &Shown<'_>) -> FrontHead {
    let interview = &shown.interview;
    let mut facts = vec![
        (Text::label("Interviewed"), Text::new(Key::InterviewStarted, &interview.sitting.started_at.date_in_words())),
        (Text::label("Issued"), Text::new(Key::ReportIssued, &shown.issued_at.date_in_words())),
        (Text::label("Assessor"), Text::new(Key::AssessorName, &interview.assessor.name)),
    ];
    if let Some((id, _)) = shown.superseded() {
        facts.push((Text::label("Supersedes"), Text::prose(id)));
    }
    if let Some(purpose) = &interview.purpose {
        facts.push((Text::label("Purpose"), Text::new(Key::InterviewPurpose, purpose)));
    }
    FrontHead {
        candidate_label: Text::label("Candidate"),
        candidate: Text::new(Key::CandidateName, &interview.candidate.name),
        role: interview.candidate.role.as_deref().map(|role| Text::new(Key::CandidateRole, role)),
        facts,
    }
}

/// What stands around the signature fields.
pub(super) fn signatures(shown: &Shown<'_>) -> Signatures {
    let sign_off = &shown.interview.sign_off;
    let received = match &sign_off.acknowledgement {
        Acknowledgement::Given { at, .. } => format!("Received on {}", at.date_in_words()),
        Acknowledgement::None => "No acknowledgement".to_owned(),
        Acknowledgement::Voided { .. } => "No acknowledgement that counts".to_owned(),
    };
    let agreement = match sign_off.agreement {
        Some(Agreement::Agrees) => "agrees with the result",
        Some(Agreement::AgreesInPart) => "agrees in part",
        Some(Agreement::Disagrees) => "does not agree",
        None => "did not say whether they agree",
    };
    let commented = shown.commented.unwrap_or(!sign_off.comment.trim().is_empty());
    let comment = if commented { "commented" } else { "no comment" };
    let rest = if shown.shows(Detail::Comment) { "In full under" } else { "See" };
    Signatures {
        assessor_caption: Text::label("Assessor’s digital signature"),
        reviewer_caption: Text::label("Reviewer’s digital signature (quality assurance)"),
        explanation: Text::prose(
            "Both fields belong to this file: a PDF reader or Vouchsafe shows whether they hold. A printed copy proves \
             nothing; ask for the file.",
        ),
        candidate_caption: Text::label("Candidate"),
        candidate: Text::prose(format!("{received}; {agreement}; {comment}. {rest} “The candidate”.")),
    }
}

fn basis(one: &Concluded<'_>) -> String {
    let Some(outcome) = one.awarded().and_then(|level| one.outcome.levels.iter().find(|it| it.level == level)) else {
        return "No level of this skill is awarded. The profile shows what was found on each one.".to_owned();
    };
    let rated = match (outcome.rated(), outcome.statements) {
        (1, 1) => "Its only statement is rated".to_owned(),
        (rated, all) if rated == all => format!("All of its {all} statements are rated"),
        (rated, all) => format!("{rated} of its {} {} rated", statements(all), is_are(rated)),
    };
    let no_opportunity = match outcome.no_opportunity {
        0 => String::new(),
        count => format!("; {count} had no opportunity"),
    };
    format!("{rated}{no_opportunity}.")
}

fn open(one: &Concluded<'_>) -> Option<Text> {
    let possible = one.outcome.possible.filter(|possible| one.outcome.computed != Some(*possible))?;
    let open: usize = one.outcome.levels.iter().map(|level| level.statements - level.explored).sum();
    Some(Text::prose(format!("Level {possible} is open: {} not explored.", statements(open))))
}

fn legend() -> Vec<(Finding, Text)> {
    let findings = Finding::RECORDED.into_iter().chain([Finding::NotExplored]);
    findings.map(|finding| (finding, Text::label(finding.label()))).collect()
}

fn level(one: &Concluded<'_>, outcome: &LevelOutcome) -> FrontLevel {
    let level = outcome.level;
    let is_defined = outcome.verdict != Verdict::NotDefined;
    let findings = is_defined.then(|| {
        let refs = one.assessment.definition.statement_refs().filter(|at| at.level == level);
        refs.map(|at| one.assessment.finding(at)).collect::<Vec<_>>()
    });
    let rated = format!("{} of {}", outcome.rated(), outcome.statements);
    let coverage = format!("{} %", outcome.coverage_percent());
    let label = words::verdict_label(outcome);
    FrontLevel {
        level,
        number: Text::label(&level.to_string()),
        phrase: Text::label(level.guiding_phrase()),
        spoken: recorded::spoken(level.number(), findings.as_deref(), label),
        findings,
        rated: is_defined.then(|| one.fact(Fact::Rated(level), &rated)),
        coverage: is_defined.then(|| one.fact(Fact::Coverage(level), &coverage)),
        verdict: outcome.verdict,
        verdict_label: one.fact(Fact::Verdict(level), label),
        computed: (one.outcome.computed == Some(level)).then(|| Text::label("computed")),
        awarded: (one.awarded() == Some(level)).then(|| Text::label("awarded")),
    }
}

/// At most three lists, none of them empty: what the assessor tells the candidate comes first; then the rule, what
/// decides and what is open.
fn lists(one: &Concluded<'_>) -> Vec<FrontList> {
    let rule = &one.assessment.rule;
    let prose = |title: &str, text: Text, place: &str| FrontList {
        title: Text::heading(title),
        typed: text.key != Key::Prose,
        prose: Some(text),
        rows: Vec::new(),
        more: Text::prose(format!("In full under “{place}”.")),
    };
    let told = SummaryPart::ALL.map(|part| (part, one.assessment.summary.part(part)));
    let told = told.into_iter().filter(|(_, words)| !words.trim().is_empty());
    let told = told.map(|(part, words)| prose(part.label(), one.fact(Fact::Summary(part), words), REACHED));
    let owner = if rule.is_preset() { "" } else { "The organisation’s own rule. " };
    let rule = prose("Decision rule", Text::prose(format!("{owner}{}", rule.in_words())), "Basis");
    let statements = [
        // The highest levels first: what decides there is what people ask about.
        ("Decisive ratings", one.outcome.decisive.iter().rev().copied().collect()),
        ("Not explored", one.with(Finding::NotExplored)),
        ("No opportunity", one.with(Finding::NoOpportunity)),
    ];
    let statements = statements.into_iter().filter(|(_, statements): &(_, Vec<StatementRef>)| !statements.is_empty());
    let statements = statements.map(|(title, statements)| FrontList {
        title: Text::heading(title),
        typed: false,
        prose: None,
        rows: statements.into_iter().map(|at| one.in_short(at)).collect(),
        more: Text::prose(format!("more, see “{REACHED}”.")),
    });
    told.chain([rule]).chain(statements).take(3).collect()
}

impl Concluded<'_> {
    /// The awarded level's digit, or an en dash.
    pub(super) fn numeral(&self) -> Text {
        let numeral = self.awarded().map_or_else(|| "–".to_owned(), |level| level.to_string());
        self.fact(Fact::AwardedNumeral, &numeral)
    }

    /// The awarded level's guiding phrase, or that no level is awarded.
    pub(super) fn phrase(&self) -> Text {
        self.fact(Fact::AwardedPhrase, self.awarded().map_or("No level awarded", Level::guiding_phrase))
    }

    /// The statements with this finding.
    pub(super) fn with(&self, finding: Finding) -> Vec<StatementRef> {
        self.assessment.definition.statement_refs().filter(|at| self.assessment.finding(*at) == finding).collect()
    }

    /// A statement in short.
    pub(super) fn in_short(&self, at: StatementRef) -> StatementRow {
        let finding = self.assessment.finding(at);
        StatementRow {
            number: Text::label(&fact::number(at)),
            statement: self.fact(Fact::Statement(at), self.assessment.definition.statement(at).unwrap_or_default()),
            finding,
            label: self.fact(Fact::Finding(at), finding.label()),
        }
    }
}
