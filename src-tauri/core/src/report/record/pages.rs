//! Whether the pages say what the record says, key by key.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use super::{Assessment, Record, SignOff, profile, words};
use crate::domain::conduct::{Consent, Mode};
use crate::domain::decision::Verdict;
use crate::domain::level::Level;
use crate::domain::moment::Moment;
use crate::domain::profile::{Detail, Profile};
use crate::domain::rating::Finding;
use crate::domain::sign_off::{Acknowledgement, Mark};

/// What the pages have to say, by the keys of their texts.
type Facts = BTreeMap<String, String>;

/// What pages may say for each key, in one of these wordings, beside the facts that they have to state.
type Wordings = BTreeMap<String, Vec<String>>;

/// The keys of texts that state no fact.
const WORDING: [&str; 3] = ["label", "heading", "prose"];

/// One sentence for each text that disagrees with the record, and for each fact that the pages do not state.
pub(super) fn problems(record: &Record) -> Vec<String> {
    let facts = match facts(record) {
        Ok(facts) => facts,
        Err(problem) => return vec![problem],
    };
    let wordings = wordings(record);
    let is_partial = !record.report.left_out.is_empty();
    let mut stated = BTreeSet::new();
    let mut problems = Vec::new();
    for entry in &record.pages_text {
        if plain(&entry.text).is_empty() {
            problems.push(format!("The record lists a text for {} that says nothing.", entry.key));
            continue;
        }
        let Some(fact) = facts.get(&entry.key) else {
            let worded = wordings.get(&entry.key).into_iter().flatten();
            let is_worded = worded.into_iter().any(|wording| plain(wording) == plain(&entry.text));
            if !is_worded && !WORDING.contains(&entry.key.as_str()) {
                problems.push(format!("The pages state “{}” for {}, but the record does not.", entry.text, entry.key));
            }
            continue;
        };
        match said(&entry.text, fact) {
            Some(Extent::Whole) => {
                stated.insert(&entry.key);
            }
            Some(Extent::Beginning) => {}
            None => problems
                .push(format!("The pages say “{}” for {}, but the record says otherwise.", entry.text, entry.key)),
        }
    }
    // The first full reports do not say that they are.
    let missing = facts.keys().filter(|key| !stated.contains(key) && (is_partial || *key != "report.profile"));
    problems.extend(missing.map(|key| format!("The pages do not state {key}.")));
    problems
}

/// What the pages may say, in the words of format 1: facts that the first records’ pages did not all state, or not in the
/// same words.
fn wordings(record: &Record) -> Wordings {
    let mut wordings = Wordings::new();
    let mut add = |key: &str, wording: String| wordings.entry(key.to_owned()).or_default().push(wording);
    for (key, moment) in
        [("report.issued", &record.report.issued_at), ("interview.started", &record.interview.started_at)]
    {
        if let Some(moment) = Moment::parse(moment) {
            add(key, moment.in_words());
            add(key, moment.date_in_words());
        }
    }
    add("report.confidentiality", record.report.confidentiality.clone());
    add("signer.organisation", record.report.signer.organisation.clone().unwrap_or_default());
    for (assessment, number) in record.assessments.iter().zip(1_usize..) {
        let mut add = |key: &str, wording: String| add(&format!("assessments.{number}.{key}"), wording);
        if let Some(concluded) = Moment::parse(&assessment.concluded_at) {
            add("concluded", concluded.in_words());
        }
        for level in &assessment.levels {
            let rated = level.explored.saturating_sub(level.no_opportunity);
            let seen = 100 * level.statements.saturating_sub(level.no_opportunity);
            add(&format!("levels.{}.rated", level.level), format!("{rated} of {}", level.statements));
            let share = seen.checked_div(level.statements).unwrap_or(100);
            add(&format!("levels.{}.coverage", level.level), format!("{share} %"));
        }
    }
    wordings
}

/// What the pages have to say for each key, in the words of format 1.
fn facts(record: &Record) -> Result<Facts, String> {
    let mut facts = Facts::new();
    parties(&mut facts, record)?;
    sitting(&mut facts, record)?;
    if let Some(recorded) = &record.sign_off {
        sign_off(&mut facts, recorded, !profile::leaves_out(record, Detail::Times))?;
    }
    for (assessment, number) in record.assessments.iter().zip(1_usize..) {
        self::assessment(&mut facts, assessment, number);
    }
    Ok(facts)
}

fn parties(facts: &mut Facts, record: &Record) -> Result<(), String> {
    let (report, assessor) = (&record.report, &record.assessor);
    add(facts, "report.id", &report.id);
    add(facts, "report.version", &report.version.to_string());
    let profile = Profile::from_name(&report.profile).map(Profile::label);
    add(facts, "report.profile", profile.ok_or_else(|| format!("The profile “{}” is unknown.", report.profile))?);
    add_known(facts, "report.copy_of", report.copy_of.as_deref());
    if let Some(superseded) = &report.supersedes {
        add(facts, "report.supersedes", &words::superseded(&superseded.id, superseded.version));
    }
    if let Some(text) = &report.delete_after {
        let date = text.parse::<Date>().map_err(|_| format!("The date of deletion “{text}” can’t be read."))?;
        add(facts, "report.delete_after", &words::date(date));
    }
    if let Some(trail) = &report.trail {
        add(facts, "report.trail", &words::trail(trail.sequence, &trail.hash));
    }
    add(facts, "report.appeal", &report.appeal);
    add(facts, "report.licence", &report.licence);
    add(facts, "candidate.name", &record.candidate.name);
    add_known(facts, "candidate.reference", record.candidate.reference.as_deref());
    add_known(facts, "candidate.role", record.candidate.role.as_deref());
    add(facts, "assessor.name", &assessor.name);
    add_known(facts, "assessor.organisation", assessor.organisation.as_deref());
    add_known(facts, "assessor.qualification", assessor.qualification.as_deref());
    add(facts, "assessor.independence", &assessor.independence);
    if (&report.signer.name, &report.signer.organisation) != (&assessor.name, &assessor.organisation) {
        add(facts, "signer.name", &report.signer.name);
    }
    Ok(())
}

fn sitting(facts: &mut Facts, record: &Record) -> Result<(), String> {
    let interview = &record.interview;
    add_known(facts, "interview.purpose", interview.purpose.as_deref());
    if let Some(sitting) = interview.sitting() {
        add_known(facts, "interview.ended", sitting.ended_at.map(Moment::in_words).as_deref());
        for (pause, item) in sitting.pauses.iter().zip(1_usize..) {
            add(facts, &format!("interview.pauses.{item}"), &words::pause(pause.from, pause.until));
        }
    }
    add_known(facts, "interview.duration", interview.seconds_worked.map(words::duration).as_deref());
    let Some(conduct) = &interview.conduct else { return Ok(()) };
    let mode = conduct.mode.as_deref();
    let mode = mode.map(|name| Mode::from_name(name).ok_or_else(|| format!("The mode “{name}” is unknown.")));
    add_known(facts, "conduct.mode", mode.transpose()?.map(Mode::label));
    add_known(facts, "conduct.place", conduct.place.as_deref());
    let identity_check = conduct.identity_check.as_deref().filter(|check| !check.trim().is_empty());
    match identity_check {
        None if profile::leaves_out(record, Detail::Parties) => {}
        check => add(facts, "conduct.identity_check", check.unwrap_or(words::NOT_RECORDED)),
    }
    let consent = conduct.consent.as_deref();
    let consent =
        consent.map(|name| Consent::from_name(name).ok_or_else(|| format!("The consent “{name}” is unknown.")));
    add(facts, "conduct.consent", consent.transpose()?.map_or(words::NOT_RECORDED, Consent::label));
    add_known(facts, "conduct.sponsor", conduct.sponsor.as_deref());
    for (observer, item) in conduct.observers.iter().zip(1_usize..) {
        add(facts, &format!("conduct.observers.{item}"), observer);
    }
    add(facts, "conduct.adjustments", &conduct.adjustments);
    add(facts, "conduct.interruptions", &conduct.interruptions);
    Ok(())
}

fn sign_off(facts: &mut Facts, recorded: &SignOff, with_times: bool) -> Result<(), String> {
    let sign_off = recorded.read()?;
    let when = |at: Moment| words::moment(at, with_times);
    add(facts, "sign_off.comment", &sign_off.comment);
    add_known(facts, "sign_off.commented", recorded.commented.map(words::commented));
    add(facts, "sign_off.agreement", words::agreement(sign_off.agreement));
    add(facts, "sign_off.acknowledgement", words::acknowledgement(&sign_off.acknowledgement));
    match &sign_off.acknowledgement {
        Acknowledgement::None => {}
        Acknowledgement::Voided { at } => add(facts, "sign_off.voided", &when(*at)),
        Acknowledgement::Given { mark, at } => {
            if let Mark::Typed(name) = mark {
                add(facts, "sign_off.mark", name);
            }
            add(facts, "sign_off.acknowledged", &when(*at));
        }
    }
    add(facts, "sign_off.missing_because", &sign_off.missing_because);
    Ok(())
}

fn assessment(facts: &mut Facts, assessment: &Assessment, number: usize) {
    let mut add = |key: &str, fact: &str| add(facts, &format!("assessments.{number}.{key}"), fact);
    add("skill.name", &assessment.definition.name);
    add("skill.code", &assessment.definition.code);
    add("edition.name", &assessment.definition.edition.name);
    add("definition.hash", &assessment.definition.hash);
    add("rule.name", &words::rule(&assessment.rule.name, assessment.rule.version));
    if assessment.rule.own {
        add("rule.own", &words::own_rule(&assessment.rule.name, assessment.rule.version));
    }
    // A rule that can't be read is refused where the level is recomputed.
    if let Ok(rule) = assessment.rule.read() {
        add("rule.floor", rule.floor.label());
        add("rule.mean", &words::mean(rule.mean));
        add("rule.coverage", &words::at_least(rule.coverage));
        add("rule.lower_levels", words::lower_levels(rule.lower_levels));
    }
    add("awarded.numeral", &assessment.awarded_level.map_or_else(|| "–".to_owned(), |level| level.to_string()));
    add("awarded.phrase", level_of(assessment.awarded_level).map_or("No level awarded", Level::guiding_phrase));
    add("computed", &words::level_or_none(level_of(assessment.computed_level)));
    add("award.reason", assessment.award_reason.as_deref().unwrap_or_default());
    for level in &assessment.levels {
        let verdict = Verdict::from_name(&level.verdict).map_or("", Verdict::label);
        add(&format!("levels.{}.verdict", level.level), if level.presumed { "presumed" } else { verdict });
    }
    for rating in &assessment.ratings {
        let statement = format!("statements.{}.{}", rating.level, rating.statement);
        let finding = Finding::from_name(&rating.finding).unwrap_or_default();
        add(&format!("{statement}.text"), &rating.text);
        add(&format!("{statement}.finding"), finding.label());
        add(&format!("{statement}.note"), &rating.note);
        add(&format!("{statement}.reason"), &rating.reason);
        for (question, item) in rating.questions.iter().zip(1_usize..) {
            add(&format!("{statement}.questions.{item}.asked"), &question.asked);
            add(&format!("{statement}.questions.{item}.answered"), &question.answered);
        }
    }
    for (evidence, item) in assessment.evidence.iter().zip(1_usize..) {
        add(&format!("evidence.{item}.title"), &evidence.title);
        for (file, number) in evidence.attachments.iter().zip(1_usize..) {
            let attachment = format!("evidence.{item}.attachments.{number}");
            add(&format!("{attachment}.name"), &file.name);
            add(&format!("{attachment}.size"), &words::bytes(file.size));
            add(&format!("{attachment}.sha256"), &file.sha256);
        }
    }
    if let Some(summary) = &assessment.summary {
        add("summary.strengths", &summary.strengths);
        add("summary.gaps", &summary.gaps);
        add("summary.next_steps", &summary.next_steps);
    }
}

fn level_of(number: Option<u8>) -> Option<Level> {
    number.and_then(Level::new)
}

/// Adds a fact; an empty text states none.
fn add(facts: &mut Facts, key: &str, fact: &str) {
    if !fact.trim().is_empty() {
        facts.insert(key.to_owned(), fact.to_owned());
    }
}

fn add_known(facts: &mut Facts, key: &str, fact: Option<&str>) {
    add(facts, key, fact.unwrap_or_default());
}

/// How much of a fact a text states.
enum Extent {
    Whole,
    Beginning,
}

/// How much of a fact a printed text states, in the same characters, white space aside; none: it says something
/// else. A fact has to be stated whole in one place, and may be shortened in others.
fn said(printed: &str, fact: &str) -> Option<Extent> {
    let (printed, fact) = (plain(printed), plain(fact));
    if printed == fact {
        return Some(Extent::Whole);
    }
    printed.strip_suffix('…').filter(|beginning| fact.starts_with(beginning)).map(|_| Extent::Beginning)
}

/// The characters of a text without white space, in one notation.
pub(super) fn plain(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).nfc().collect()
}
