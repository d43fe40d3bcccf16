//! Who, how, against what, by which rule.

use super::super::{Block, Concluded, Fact, FactRow, Key, Part, Text};
use super::{conduct, fact, known, prose, row, sectioned, several, typed};
use crate::domain::edition::PublicationStatus;
use crate::domain::profile::{Detail, Profile};
use crate::report::content::ConductFact;
use crate::report::record::words;
use crate::report::shown::Shown;

pub(super) fn part(shown: &Shown<'_>, all: &[Concluded<'_>]) -> Part {
    let mut blocks = vec![Block::Heading(Text::heading("Report and parties")), Block::Facts(parties(shown))];
    let independence = &shown.interview.assessor.independence;
    if !independence.trim().is_empty() {
        blocks.push(Block::Heading(Text::heading("The assessor’s declaration of independence")));
        blocks.push(Block::Quote(Text::new(Key::AssessorIndependence, independence.trim_end())));
    }
    blocks.extend(conduct::blocks(shown));
    for one in all {
        blocks.push(Block::Heading(sectioned(all, one, "Skill and edition")));
        blocks.push(Block::Facts(skill(shown, one)));
        blocks.extend(rule(all, one));
    }
    Part { title: Text::heading("Basis"), begins_page: true, blocks }
}

fn parties(shown: &Shown<'_>) -> Vec<FactRow> {
    let interview = &shown.interview;
    let (candidate, assessor, conduct) = (&interview.candidate, &interview.assessor, &interview.conduct);
    let signer = Some(shown.signer).filter(|_| !shown.is_signed_by_assessor());
    let supersedes = shown.superseded().map(|(id, version)| words::superseded(id, version));
    let identity_check = known(conduct.identity_check.as_ref());
    let identity_check = identity_check.or(shown.shows(Detail::Parties).then_some(words::NOT_RECORDED));
    let rows = [
        ("Report", Key::ReportId, Some(shown.id)),
        ("Version", Key::ReportVersion, Some(&*shown.version.to_string())),
        ("Copy of report", Key::ReportCopyOf, shown.copy_of),
        ("Takes the place of", Key::ReportSupersedes, supersedes.as_deref()),
        ("Issued", Key::ReportIssued, Some(&*shown.issued_at.in_words())),
        ("Candidate", Key::CandidateName, Some(&*candidate.name)),
        ("Reference", Key::CandidateReference, known(candidate.reference.as_ref())),
        ("Role", Key::CandidateRole, known(candidate.role.as_ref())),
        ("Identity checked by", Key::Conduct(ConductFact::IdentityCheck), identity_check),
        ("Assessor", Key::AssessorName, Some(&*assessor.name)),
        ("Assessor’s organisation", Key::AssessorOrganisation, known(assessor.organisation.as_ref())),
        ("Assessor’s qualification", Key::AssessorQualification, known(assessor.qualification.as_ref())),
        ("Sponsor", Key::Conduct(ConductFact::Sponsor), known(conduct.sponsor.as_ref())),
        ("Signer", Key::SignerName, signer.map(|signer| &*signer.name)),
        ("Signer’s organisation", Key::SignerOrganisation, signer.and_then(|it| known(it.organisation.as_ref()))),
    ];
    let mut facts = profile(shown.profile);
    facts.extend(rows.into_iter().filter_map(|(label, key, value)| Some(fact(label, key, value?))));
    let observers = (1..).zip(&conduct.observers);
    facts.extend(several(
        ["Observer", "Observers"],
        observers.map(|(item, name)| Text::new(Key::Conduct(ConductFact::Observer(item)), name)).collect(),
    ));
    facts.push(prose(
        "Signing key",
        "An identity that was made on a computer proves that the file is unchanged and that several reports come from \
         one signer. It does not prove who somebody is: compare the fingerprint in the signature with one that the \
         signer gave you by another way.",
    ));
    facts
}

/// How much the report shows, and what it never does.
fn profile(profile: Profile) -> Vec<FactRow> {
    let mut facts = vec![fact("Profile", Key::ReportProfile, profile.label())];
    let details: Vec<&str> = profile.leaves_out().iter().map(|detail| detail.label()).collect();
    if !details.is_empty() {
        let always = "Reports of this profile never show, whether or not there is any";
        facts.push(prose("Left out", &format!("{always}: {}.", details.join("; "))));
    }
    if profile == Profile::Pseudonymous {
        facts.push(prose(
            "Pseudonym",
            "It is random, and the same in all pseudonymous reports on this person. It does not make anybody anonymous: \
             whoever knows who was interviewed for this skill on that day by this assessor knows who it is.",
        ));
    }
    facts
}

fn skill(shown: &Shown<'_>, one: &Concluded<'_>) -> Vec<FactRow> {
    let definition = &one.assessment.definition;
    let status = match definition.edition.status {
        PublicationStatus::Draft => {
            "draft. Its words may still change; a level awarded on a draft is to be confirmed on the published edition."
        }
        PublicationStatus::Current => "current.",
        PublicationStatus::Legacy => "legacy: superseded by a later edition.",
    };
    let named = |label, what, text: &str| row(label, one.fact(what, text));
    let licence = typed("Licence", Key::Licence, &shown.notices.licence).unwrap_or_else(|| {
        prose(
            "Licence",
            "SFIA is a framework of the SFIA Foundation. Wording of the Foundation that is quoted here is used under \
             the licence of whoever issues this report.",
        )
    });
    vec![
        named("Skill", Fact::SkillName, &definition.name),
        named("Code", Fact::SkillCode, definition.code.as_str()),
        named("Edition", Fact::EditionName, &definition.edition.name),
        prose("Status", status),
        prose("Text", &super::super::words::extent(one.assessment)),
        named("Text hash (SHA-256)", Fact::DefinitionHash, &words::in_groups(definition.hash().as_str())),
        licence,
    ]
}

fn rule(all: &[Concluded<'_>], one: &Concluded<'_>) -> Vec<Block> {
    let rule = &one.assessment.rule;
    let own = (!rule.is_preset())
        .then(|| Block::Paragraph(one.fact(Fact::OwnRule, &words::own_rule(&rule.name, rule.version))));
    let mut blocks = vec![Block::Heading(sectioned(all, one, "Decision rule"))];
    blocks.extend(own);
    blocks.extend([
        Block::Paragraph(Text::prose(rule.in_words())),
        Block::Parameters(vec![
            (Text::label("Rule"), one.fact(Fact::Rule, &words::rule(&rule.name, rule.version))),
            (Text::label("Floor"), one.fact(Fact::RuleFloor, rule.floor.label())),
            (Text::label("Mean of band midpoints"), one.fact(Fact::RuleMean, &words::mean(rule.mean))),
            (Text::label("Coverage"), one.fact(Fact::RuleCoverage, &words::at_least(rule.coverage))),
            (Text::label("Lower levels"), one.fact(Fact::RuleLowerLevels, words::lower_levels(rule.lower_levels))),
        ]),
        Block::Small(Text::prose(
            "Ratings, after ISO/IEC 33020: Fully, more than 85 % (midpoint 92.5 %); Largely, more than 50 to 85 % \
             (67.5 %); Partly, more than 15 to 50 % (32.5 %); Not met, 0 to 15 % (7.5 %). No opportunity: the work \
             never gave the chance; such a statement is left out of floor and mean. Statements that are not explored \
             are tried at their best and at their worst; only if both agree is there a verdict.",
        )),
    ]);
    blocks
}
