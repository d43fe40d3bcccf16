//! What the parts after the summary say.

use super::words::{self, level_name};
use super::{Block, Concluded, Fact, FactRow, Key, LevelRatings, LevelRow, Part, RatingRow, Remark, Text, key};
use crate::domain::decision::{LevelOutcome, StatementRef};
use crate::domain::definition::LevelContent;
use crate::domain::edition::PublicationStatus;
use crate::domain::evidence::Evidence;
use crate::domain::rating::Finding;
use crate::domain::rule::LowerLevels;
use crate::report::Request;

/// All parts, in reading order. Of several assessments, each has its own sections.
pub(super) fn parts(request: &Request<'_>, all: &[Concluded<'_>]) -> Vec<Part> {
    let parts = [Some(basis(request, all)), Some(reached(all)), Some(ratings(all)), evidence(all), Some(rights())];
    parts.into_iter().flatten().collect()
}

fn basis(request: &Request<'_>, all: &[Concluded<'_>]) -> Part {
    let interview = request.interview;
    let mut blocks = vec![Block::Heading(Text::heading("Report and parties")), Block::Facts(parties(request))];
    blocks.push(Block::Heading(Text::heading("Interview")));
    let mut facts = vec![fact("Begun", Key::InterviewStarted, &interview.started_at.in_words())];
    if let Some(purpose) = &interview.purpose {
        facts.push(fact("Purpose", Key::InterviewPurpose, purpose));
    }
    blocks.push(Block::Facts(facts));
    for one in all {
        blocks.push(Block::Heading(Text::heading(&sectioned(all, one, "Skill and edition"))));
        blocks.push(Block::Facts(skill(one)));
        blocks.extend(rule(all, one));
    }
    Part { title: Text::heading("Basis"), blocks }
}

fn parties(request: &Request<'_>) -> Vec<FactRow> {
    let candidate = &request.interview.candidate;
    let assessor = &request.interview.assessor;
    let signer = request.signer;
    let rows = [
        ("Report", Key::ReportId, Some(request.id.to_owned())),
        ("Version", Key::ReportVersion, Some(request.version.to_string())),
        ("Issued", Key::ReportIssued, Some(request.issued_at.in_words())),
        ("Candidate", Key::CandidateName, Some(candidate.name.clone())),
        ("Reference", Key::CandidateReference, candidate.reference.clone()),
        ("Role", Key::CandidateRole, candidate.role.clone()),
        ("Assessor", Key::AssessorName, Some(assessor.name.clone())),
        ("Assessor’s organisation", Key::AssessorOrganisation, assessor.organisation.clone()),
        ("Signer", Key::SignerName, (signer != assessor).then(|| signer.name.clone())),
        (
            "Signer’s organisation",
            Key::SignerOrganisation,
            (signer != assessor).then(|| signer.organisation.clone()).flatten(),
        ),
    ];
    let mut facts: Vec<FactRow> =
        rows.into_iter().filter_map(|(label, key, value)| Some(fact(label, key, &value?))).collect();
    facts.push(prose(
        "Signing key",
        "An identity that was made on a computer proves that the file is unchanged and that several reports come from \
         one signer. It does not prove who somebody is: compare the fingerprint in the signature with one that the \
         signer gave you by another way.",
    ));
    facts
}

fn skill(one: &Concluded<'_>) -> Vec<FactRow> {
    let definition = &one.assessment.definition;
    let status = match definition.edition.status {
        PublicationStatus::Draft => {
            "draft. Its words may still change; a level awarded on a draft is to be confirmed on the published edition."
        }
        PublicationStatus::Current => "current.",
        PublicationStatus::Legacy => "legacy: superseded by a later edition.",
    };
    let named = |label, what, text: &str| FactRow { label: Text::label(label), value: one.fact(what, text) };
    vec![
        named("Skill", Fact::SkillName, &definition.name),
        named("Code", Fact::SkillCode, definition.code.as_str()),
        named("Edition", Fact::EditionName, &definition.edition.name),
        prose("Status", status),
        prose("Text", &words::extent(one.assessment)),
        named("Text hash (SHA-256)", Fact::DefinitionHash, &in_groups(definition.hash().as_str())),
        prose(
            "Licence",
            "SFIA is a framework of the SFIA Foundation. Wording of the Foundation that is quoted here is used under \
             the licence of whoever issues this report.",
        ),
    ]
}

fn rule(all: &[Concluded<'_>], one: &Concluded<'_>) -> Vec<Block> {
    let rule = &one.assessment.rule;
    let name = format!("{}, version {}", rule.name, rule.version);
    let lower = match rule.lower_levels {
        LowerLevels::Met => "each one met",
        LowerLevels::Fully => "each one met, all Fully",
        LowerLevels::Presumed => "met, or presumed if not assessed",
    };
    let mean = rule.mean.map_or_else(|| "not used".to_owned(), |mean| format!("at least {mean}"));
    vec![
        Block::Heading(Text::heading(&sectioned(all, one, "Decision rule"))),
        Block::Paragraph(Text::prose(rule.in_words())),
        Block::Parameters(vec![
            (Text::label("Rule"), one.fact(Fact::Rule, &name)),
            (Text::label("Floor"), one.fact(Fact::RuleFloor, rule.floor.label())),
            (Text::label("Mean of band midpoints"), one.fact(Fact::RuleMean, &mean)),
            (Text::label("Coverage"), one.fact(Fact::RuleCoverage, &format!("at least {}", rule.coverage))),
            (Text::label("Lower levels"), one.fact(Fact::RuleLowerLevels, lower)),
        ]),
        Block::Small(Text::prose(
            "Ratings, after ISO/IEC 33020: Fully, more than 85 % (midpoint 92.5 %); Largely, more than 50 to 85 % \
             (67.5 %); Partly, more than 15 to 50 % (32.5 %); Not met, 0 to 15 % (7.5 %). No opportunity: the work \
             never gave the chance; such a statement is left out of floor and mean. Statements that are not explored \
             are tried at their best and at their worst; only if both agree is there a verdict.",
        )),
    ]
}

fn reached(all: &[Concluded<'_>]) -> Part {
    let mut blocks = Vec::new();
    for one in all {
        blocks.push(Block::Heading(Text::heading(&sectioned(all, one, "Level by level"))));
        blocks.push(Block::Levels {
            columns: ["Level", "", "Why", "Verdict"].map(Text::label),
            rows: one.outcome.levels.iter().map(|outcome| level_row(one, outcome)).collect(),
        });
        blocks.push(Block::Paragraph(Text::prose(words::computed(&one.assessment.rule, &one.outcome))));
        blocks.extend(award(all, one));
        blocks.extend(decisive(all, one));
        blocks.extend(listed(
            one,
            &sectioned(all, one, "Not explored"),
            "Nobody asked about these statements, or no rating was given.",
            one.with(Finding::NotExplored),
        ));
        blocks.extend(listed(
            one,
            &sectioned(all, one, "No opportunity"),
            "The candidate’s work never gave the chance. Reasons and notes under “Ratings” say why.",
            one.with(Finding::NoOpportunity),
        ));
    }
    Part { title: Text::heading("How the level was reached"), blocks }
}

fn level_row(one: &Concluded<'_>, outcome: &LevelOutcome) -> LevelRow {
    let reason = one.assessment.definition.level(outcome.level).and_then(|entry| match &entry.content {
        LevelContent::NotDefined { reason } => Some(reason.as_str()),
        LevelContent::Defined { .. } => None,
    });
    LevelRow {
        number: Text::label(&outcome.level.to_string()),
        phrase: Text::label(outcome.level.guiding_phrase()),
        why: Text::prose(words::why(&one.assessment.rule, outcome, reason)),
        verdict: outcome.verdict,
        label: one.fact(Fact::Verdict(outcome.level), words::verdict_label(outcome)),
    }
}

fn award(all: &[Concluded<'_>], one: &Concluded<'_>) -> Vec<Block> {
    let awarded = one.awarded().map_or_else(
        || "No level is awarded".to_owned(),
        |level| format!("Level {level}, {}, is awarded", level.guiding_phrase()),
    );
    let date = one.conclusion.concluded_at.date_in_words();
    let mut blocks = vec![Block::Heading(Text::heading(&sectioned(all, one, "Award")))];
    match &one.conclusion.award.reason {
        None => {
            blocks.push(Block::Paragraph(Text::prose(format!("{awarded}, as computed. Concluded on {date}."))));
        }
        Some(reason) => {
            let computed = one
                .outcome
                .computed
                .map_or_else(|| "no level".to_owned(), |level| format!("level {level}, {}", level.guiding_phrase()));
            blocks.push(Block::Paragraph(Text::prose(format!(
                "{awarded}; the rule computes {computed}. Concluded on {date}. The assessor’s reason, word for word:"
            ))));
            blocks.push(Block::Quote(one.fact(Fact::AwardReason, reason)));
        }
    }
    blocks
}

/// The decisive statements by their numbers: often they are nearly all.
fn decisive(all: &[Concluded<'_>], one: &Concluded<'_>) -> Vec<Block> {
    let rows: Vec<FactRow> = one
        .outcome
        .levels
        .iter()
        .filter_map(|outcome| {
            let decisive = one.outcome.decisive.iter().filter(|at| at.level == outcome.level);
            let numbers: Vec<String> = decisive.map(|at| key::number(*at)).collect();
            (!numbers.is_empty()).then(|| prose(&level_name(outcome.level), &numbers.join(", ")))
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let explanation = "Had one of these ratings alone been another one, the computed level would have been another.";
    vec![
        Block::Heading(Text::heading(&sectioned(all, one, "Decisive ratings"))),
        Block::Paragraph(Text::prose(explanation)),
        Block::Facts(rows),
    ]
}

fn listed(one: &Concluded<'_>, title: &str, explanation: &str, statements: Vec<StatementRef>) -> Vec<Block> {
    if statements.is_empty() {
        return Vec::new();
    }
    vec![
        Block::Heading(Text::heading(title)),
        Block::Paragraph(Text::prose(explanation)),
        Block::Statements {
            columns: ["No.", "Statement", "Rating"].map(Text::label),
            rows: statements.into_iter().map(|at| one.in_short(at)).collect(),
        },
    ]
}

fn ratings(all: &[Concluded<'_>]) -> Part {
    let mut blocks = vec![Block::Small(Text::prose(
        "Each statement with its rating and the assessor’s note, word for word. Decisive: another rating on this \
         statement alone would change the computed level.",
    ))];
    for one in all {
        if all.len() > 1 {
            blocks.push(Block::Heading(Text::heading(&one.assessment.definition.name)));
        }
        let defined = one.outcome.levels.iter().filter(|outcome| outcome.statements > 0);
        blocks.extend(defined.map(|outcome| Block::Ratings(level_ratings(one, outcome))));
    }
    Part { title: Text::heading("Ratings"), blocks }
}

fn level_ratings(one: &Concluded<'_>, outcome: &LevelOutcome) -> LevelRatings {
    let counts =
        format!("{} of {} rated, coverage {} %", outcome.rated(), outcome.statements, outcome.coverage_percent());
    let refs = one.assessment.definition.statement_refs().filter(|at| at.level == outcome.level);
    LevelRatings {
        title: Text::heading(&level_name(outcome.level)),
        counts: Text::prose(counts),
        verdict: outcome.verdict,
        verdict_label: one.fact(Fact::Verdict(outcome.level), words::verdict_label(outcome)),
        columns: ["No.", "Statement and note", "Rating"].map(Text::label),
        rows: refs
            .map(|at| {
                let short = one.in_short(at);
                RatingRow {
                    number: Text::label(&key::number(at)),
                    statement: short.statement,
                    finding: short.finding,
                    label: short.label,
                    decisive: one.outcome.decisive.contains(&at).then(|| Text::prose("decisive")),
                    evidence: evidence_of(one, at),
                    remarks: remarks(one, at),
                }
            })
            .collect(),
    }
}

/// What was asked, said and noted on a statement. A note alone needs no label.
fn remarks(one: &Concluded<'_>, at: StatementRef) -> Vec<Remark> {
    let Some(response) = one.assessment.responses.get(&at) else { return Vec::new() };
    let mut remarks = Vec::new();
    let mut add = |label: &str, fact: Fact, words: &str| {
        if !words.trim().is_empty() {
            remarks.push(Remark { label: Some(Text::label(label)), text: one.fact(fact, words.trim_end()) });
        }
    };
    if response.finding == Finding::NoOpportunity {
        add("Reason", Fact::Reason(at), &response.reason);
    }
    for (item, question) in (1..).zip(&response.questions) {
        add("Asked", Fact::Asked(at, item), &question.asked);
        add("Answered", Fact::Answered(at, item), &question.answered);
    }
    add("Note", Fact::Note(at), &response.note);
    if let [Remark { label, text }] = remarks.as_mut_slice()
        && text.key == Key::Assessment(one.index, Fact::Note(at))
    {
        *label = None;
    }
    remarks
}

/// The numbers of the evidence that bears on a statement.
fn evidence_of(one: &Concluded<'_>, at: StatementRef) -> Option<Text> {
    let items = (1..).zip(&one.assessment.evidence).filter(|(_, evidence)| evidence.statements.contains(&at));
    let numbers: Vec<String> = items.map(|(item, _): (usize, _)| format!("E{item}")).collect();
    (!numbers.is_empty()).then(|| Text::prose(numbers.join(", ")))
}

/// The register of evidence; none where nothing was named.
fn evidence(all: &[Concluded<'_>]) -> Option<Part> {
    let mut blocks = vec![Block::Small(Text::prose(
        "What the ratings rest on: what it is, when it was made, whether the assessor saw it, and the statements that \
         it bears on.",
    ))];
    for one in all.iter().filter(|one| !one.assessment.evidence.is_empty()) {
        if all.len() > 1 {
            blocks.push(Block::Heading(Text::heading(&one.assessment.definition.name)));
        }
        let rows = (1..).zip(&one.assessment.evidence).flat_map(|(item, evidence)| {
            let title = one.fact(Fact::Evidence(item), &evidence.title);
            [
                FactRow { label: Text::label(&format!("E{item}")), value: title },
                prose(evidence.kind.label(), &described(evidence)),
            ]
        });
        blocks.push(Block::Facts(rows.collect()));
    }
    (blocks.len() > 1).then(|| Part { title: Text::heading("Evidence"), blocks })
}

/// `Seen by the assessor, 9 October 2025. On 3.2 and 4.1.`
fn described(evidence: &Evidence) -> String {
    let seen = if evidence.seen { "Seen by the assessor" } else { "Described to the assessor" };
    let date = evidence.date.map_or_else(|| "not dated".to_owned(), |date| date.strftime("%-d %B %Y").to_string());
    let numbers: Vec<String> = evidence.statements.iter().map(|at| key::number(*at)).collect();
    let places = match numbers.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => numbers.concat(),
    };
    format!("{seen}, {date}. On {places}.")
}

fn rights() -> Part {
    let blocks = vec![
        Block::Heading(Text::heading("Rights")),
        Block::Facts(vec![
            prose("Access", "The candidate may have this report and the record in it."),
            prose("Correction", "This report is never changed. A correction is a new report that supersedes it."),
            prose("Appeal", "In writing to the organisation that issues this report."),
        ]),
        Block::Heading(Text::heading("How to verify this report")),
        Block::Facts(vec![
            prose(
                "With Vouchsafe",
                "Run “vouch verify” with this file. It says valid; or valid, but the signer is not known here; or not \
                 valid, with what was found and where.",
            ),
            prose(
                "Without it",
                "The signature panel of a PDF reader shows who signed and whether anything was changed since. It \
                 calls the signer unknown until you have compared the fingerprint and trusted the certificate.",
            ),
            prose(
                "What it proves",
                "That the file is unchanged and was signed with the key of that fingerprint. It does not, by itself, \
                 prove who holds the key; nor does the time of signing, which is the signer’s own statement.",
            ),
        ]),
        Block::Heading(Text::heading("The record in this file")),
        Block::Facts(vec![
            prose(
                "What it is",
                "This PDF carries a file, vouchsafe-record.json, with the same facts for programs: the parties, the \
                 definition and its hash, the rule, every rating and note, the outcome, and the text of these pages.",
            ),
            prose(
                "What to do with it",
                "Apply the rule to the ratings: the verdicts and the computed level must come out as printed. \
                 Vouchsafe does this whenever it verifies a report.",
            ),
        ]),
    ];
    Part { title: Text::heading("Rights and verification"), blocks }
}

/// A section's title; with the skill's code where the report has several assessments.
fn sectioned(all: &[Concluded<'_>], one: &Concluded<'_>, title: &str) -> String {
    match all.len() {
        1 => title.to_owned(),
        _ => format!("{}: {title}", one.assessment.definition.code),
    }
}

fn fact(label: &str, key: Key, value: &str) -> FactRow {
    FactRow { label: Text::label(label), value: Text::new(key, value) }
}

fn prose(label: &str, value: &str) -> FactRow {
    FactRow { label: Text::label(label), value: Text::prose(value) }
}

/// A hash in groups of four digits, for comparing by eye.
fn in_groups(hash: &str) -> String {
    let digits: Vec<char> = hash.chars().collect();
    digits.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
