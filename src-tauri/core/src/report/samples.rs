//! Invented interviews to make reports of, for tests and for `examples/sample_report.rs`.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use uuid::Uuid;
use vouchsafe_core::domain::decision::StatementRef;
use vouchsafe_core::domain::definition::{Definition, LevelContent, LevelDefinition, SkillCode};
use vouchsafe_core::domain::edition::{Edition, EditionId, PublicationStatus};
use vouchsafe_core::domain::evidence::{Evidence, EvidenceKind};
use vouchsafe_core::domain::interview::{
    Assessment, AssessmentState, Assessor, Award, Candidate, Conclusion, Interview, Question, Response,
};
use vouchsafe_core::domain::level::Level;
use vouchsafe_core::domain::moment::Moment;
use vouchsafe_core::domain::rating::Finding;
use vouchsafe_core::domain::rule::DecisionRule;
use vouchsafe_core::report::Request;

/// The names of all samples, for who makes them all and for who lists them.
pub(crate) const NAMES: [&str; 7] = ["full", "thin", "none", "equal", "presumed", "long", "two"];

/// A sample by its name.
pub(crate) fn by_name(name: &str) -> Option<Interview> {
    match name {
        "full" => Some(full()),
        "thin" => Some(thin()),
        "none" => Some(no_level()),
        "equal" => Some(equal()),
        "presumed" => Some(presumed()),
        "long" => Some(long()),
        "two" => Some(two()),
        _ => None,
    }
}

/// The report of an interview, issued by its assessor.
pub(crate) fn request(interview: &Interview) -> Request<'_> {
    Request {
        interview,
        id: "VS-2025-7F3K-Q29D",
        version: 1,
        issued_at: moment("2025-11-21T16:40:00+01:00"),
        signer: &interview.assessor,
        confidentiality: "Confidential: candidate and sponsor only",
        program: "Vouchsafe 0.1.0",
    }
}

/// A draft edition, five levels, findings of every kind, and an award below the computed level.
pub(crate) fn full() -> Interview {
    let ratings = ["FF", "FFL", "FLF-LF", "FLFLFL-F", "LPN-?"];
    let mut assessment = concluded(operations(), "consistent", &ratings, Some(3), Some(REASON));
    for (level, ordinal, note) in NOTES {
        if let Some(response) = assessment.responses.get_mut(&at(level, ordinal)) {
            response.note = note.to_owned();
        }
    }
    if let Some(response) = assessment.responses.get_mut(&at(3, 3)) {
        response.questions = vec![
            Question {
                asked: "What did you restore first?".to_owned(),
                answered: "The database,\nthen the queue.".to_owned(),
            },
            Question { asked: "Why not the portal?".to_owned(), answered: String::new() },
        ];
    }
    if let Some(response) = assessment.responses.get_mut(&at(3, 4)) {
        response.reason = "The supplier does this under the present contract.".to_owned();
    }
    assessment.evidence = vec![
        evidence(EvidenceKind::WorkProduct, "Incident review 2025-118", Some(date(2025, 10, 9)), &[at(3, 3), at(4, 1)]),
        evidence(EvidenceKind::Testimony, "Head of the service desk, by telephone", None, &[at(3, 3)]),
    ];
    interview(vec![assessment])
}

/// Dated evidence was seen, undated evidence was told of.
fn evidence(kind: EvidenceKind, title: &str, date: Option<Date>, statements: &[StatementRef]) -> Evidence {
    Evidence {
        id: Uuid::from_u128(4),
        kind,
        title: title.to_owned(),
        date,
        seen: date.is_some(),
        statements: statements.iter().copied().collect(),
    }
}

/// One level, two statements, names in three scripts, nothing optional.
pub(crate) fn thin() -> Interview {
    let mut definition = operations();
    definition.edition = Edition::of(EditionId::new("sfia-8").expect("an edition id"));
    for entry in &mut definition.levels[1..] {
        entry.content = LevelContent::NotDefined { reason: String::new() };
    }
    let mut interview = interview(vec![concluded(definition, "consistent", &["F?"], None, None)]);
    interview.candidate.name = "Zoë Šťastná-Δημητρίου Жук".to_owned();
    interview.candidate.role = None;
    interview.candidate.reference = None;
    interview.assessor.organisation = None;
    interview.purpose = None;
    interview
}

/// No level is computed, and none awarded.
pub(crate) fn no_level() -> Interview {
    interview(vec![concluded(operations(), "every-statement", &["PN", "FF?", "", "", ""], None, None)])
}

/// Awarded as computed, under the rule with a mean.
pub(crate) fn equal() -> Interview {
    let mut definition = operations();
    definition.edition = Edition::of(EditionId::new("sfia-9").expect("an edition id"));
    interview(vec![concluded(definition, "85-percent", &["FF", "FFF", "FFFFFL", "FF??????", ""], Some(3), None)])
}

/// Lower levels presumed by the rule.
pub(crate) fn presumed() -> Interview {
    interview(vec![concluded(operations(), "expected-level", &["", "", "FLFFLF", "FFFFF??L", "PL???"], Some(3), None)])
}

/// The longest of everything: names of 200 characters, a note of about fifty pages, one word that fills lines.
pub(crate) fn long() -> Interview {
    let mut interview = full();
    interview.candidate.name = "Maximiliane Wolfeschlegelsteinhausen ".repeat(6)[..200].trim().to_owned();
    interview.candidate.role = Some("Leiterin der Rechenzentrumsbetriebsüberwachung ".repeat(5)[..199].to_owned());
    interview.assessor.organisation = Some("Organisation of a very long name ".repeat(6)[..190].to_owned());
    interview.purpose = Some(PARAGRAPH.repeat(20));
    let responses = &mut interview.assessments[0].responses;
    let note: String =
        (1..=600).map(|number| format!("{number}. {PARAGRAPH}\n\n\tIndented,  with  blanks.\n")).collect();
    responses.get_mut(&at(4, 6)).expect("a response").note = note;
    responses.get_mut(&at(3, 3)).expect("a response").note = "x".repeat(3000);
    interview
}

/// Two skills in one sitting.
pub(crate) fn two() -> Interview {
    let mut other = operations();
    other.code = SkillCode::new("STMG").expect("a code");
    other.name = "Storage keeping".to_owned();
    let mut interview = full();
    interview.assessments.push(concluded(other, "consistent", &["FF", "LL?", "", "", ""], Some(1), None));
    interview
}

fn interview(assessments: Vec<Assessment>) -> Interview {
    Interview {
        id: Uuid::from_u128(1),
        candidate: Candidate {
            id: Uuid::from_u128(2),
            name: "Eleni Vardalachou".to_owned(),
            reference: Some("NSO-0417".to_owned()),
            role: Some("Senior operations engineer, Lindqvist Freight Systems AB".to_owned()),
        },
        assessor: Assessor {
            name: "Ingrid Sølvberg-Adeyemi".to_owned(),
            organisation: Some("Northmere Skills Office".to_owned()),
        },
        purpose: Some("Placement in the sponsor’s career scheme".to_owned()),
        started_at: moment("2025-11-18T09:30:00+01:00"),
        assessments,
    }
}

/// An assessment with findings in letters: F, L, P, N, `-` for no opportunity, `?` for not explored.
fn concluded(
    definition: Definition,
    rule: &str,
    findings: &[&str],
    awarded: Option<u8>,
    reason: Option<&str>,
) -> Assessment {
    let mut responses = BTreeMap::new();
    for (letters, level) in findings.iter().zip(1..) {
        for (letter, ordinal) in letters.chars().zip(1..) {
            let finding = match letter {
                '?' => continue,
                letter => Finding::RECORDED["FLPN-".find(letter).expect("a finding’s letter")],
            };
            let note = if letter == '-' { "Not part of the present work." } else { "" };
            responses.insert(at(level, ordinal), Response { finding, note: note.to_owned(), ..Response::default() });
        }
    }
    let award = Award { level: awarded.and_then(Level::new), reason: reason.map(str::to_owned) };
    Assessment {
        id: Uuid::from_u128(3),
        definition,
        rule: DecisionRule::preset(rule).expect("a preset"),
        responses,
        evidence: Vec::new(),
        state: AssessmentState::Concluded(Conclusion { award, concluded_at: moment("2025-11-21T16:30:00+01:00") }),
    }
}

fn operations() -> Definition {
    let defined = STATEMENTS.iter().map(|statements| LevelContent::Defined {
        mark: None,
        statements: statements.iter().map(|&statement| statement.to_owned()).collect(),
    });
    let undefined = LevelContent::NotDefined { reason: "The edition describes this skill up to level 5.".to_owned() };
    let contents = defined.chain([undefined.clone(), undefined]);
    Definition {
        edition: Edition {
            id: EditionId::new("sfia-9-preview").expect("an edition id"),
            name: "SFIA 9, preview of 2024".to_owned(),
            status: PublicationStatus::Draft,
        },
        code: SkillCode::new("ITOP").expect("a code"),
        name: "Infrastructure operations".to_owned(),
        mark: None,
        description: "Keeps computers, storage and networks running.".to_owned(),
        guidance: Vec::new(),
        guidance_mark: None,
        levels: Level::ALL
            .into_iter()
            .zip(contents)
            .map(|(level, content)| LevelDefinition { level, content })
            .collect(),
    }
}

fn at(level: u8, ordinal: u16) -> StatementRef {
    StatementRef { level: Level::new(level).expect("a level"), ordinal }
}

fn moment(text: &str) -> Moment {
    Moment::parse(text).expect("a moment")
}

const REASON: &str = "Three of the ratings that decide level 4 rest on what was told me. I found the account coherent \
and rated it as I heard it. But the deployment repository was locked on the day, the fault reports belong to the \
carrier, and the capacity proposal could not be printed. At level 4 others build on this work, so I want to have \
seen it. Level 3 is evidenced by work products and by a witness.";

const PARAGRAPH: &str = "The label printers of one terminal lost their queue every few nights; the tickets of six \
weeks, sorted by time and not by printer, lay within forty minutes after the carrier’s route update.";

const NOTES: [(u8, u16, &str); 7] = [
    (1, 2, "Described the shift of 9 October minute by minute; the log agrees."),
    (
        2,
        3,
        "Records are complete since spring. Before that the cause is missing in about one of six; she pointed this \
out herself.",
    ),
    (
        3,
        2,
        "Storage and network: yes, with dates. Security signals go to another team first; she acts on what comes \
back.",
    ),
    (3, 4, "Releases are installed by the supplier under the present contract."),
    (
        4,
        2,
        "The way back is always there. Tests came late and are run by hand.\nRepository locked on the day, so \
described only.",
    ),
    (
        4,
        6,
        "Asked: Tell me about a fault that came back, and that did not belong to you alone.\n\nAnswered: “From \
January the label printers in one terminal lost their queue every few nights. The service desk restarted the print \
server and closed the ticket. I took the tickets of six weeks and sorted them by time and not by printer. They lay \
within forty minutes after the carrier’s nightly route update. So I asked the carrier for its window, and they said \
that nothing of theirs touches our network. I put a capture on the uplink for three nights, with the agreement of \
the security team, since packets may hold addresses of customers. On the second night one could see it: the update \
moved the terminal to the reserve line, the address changed, and our print server kept its old sessions until it ran \
out of them.”\n\nA clear chain from sign to cause, over three parties, and the choice of method was hers.",
    ),
    (5, 3, "Has not taken part in accepting a new service."),
];

const STATEMENTS: [&[&str]; 5] = [
    &[
        "Carries out routine infrastructure tasks from a written instruction, with somebody at hand to check the work.",
        "Watches the state of components on the agreed displays and passes on anything unusual.",
    ],
    &[
        "Performs scheduled upkeep, installation and monitoring jobs, using prepared scripts where they exist.",
        "Changes the settings of an automated job when told what the outcome must be.",
        "Clears simple faults alone, hands over the rest, and leaves a usable record of either.",
    ],
    &[
        "Sets up servers, storage and network parts as an agreed specification says.",
        "Follows load, throughput and security signals over time and acts before a limit is reached.",
        "Runs backups and proves by restoring them that they can be used.",
        "Keeps operating software at the agreed release, within the agreed window.",
        "Replaces repeated manual work by small scripts that colleagues can read and run.",
        "Reports measurements in a form that the service owner can act on.",
    ],
    &[
        "Chooses and tunes the tools by which a whole estate is operated, and explains the choice.",
        "Writes automation that others depend on, with tests and a way back.",
        "Keeps the operating procedures true and checks that daily practice follows them.",
        "Turns load and capacity figures into proposals with costs and dates.",
        "Plans maintenance so that users notice as little of it as the service agreement allows.",
        "Traces a recurring fault to its cause across the boundaries of teams and suppliers.",
        "Steers supplier-run components by measured terms rather than by promises.",
        "Shows colleagues how the estate is operated, and why.",
    ],
    &[
        "Answers for how the estate is operated and for what that costs.",
        "Sets the standards by which operating work is done and judged.",
        "Accepts new services into operation on conditions that are written down.",
        "Agrees with service owners what is measured, and what follows from it.",
        "Decides with suppliers and security how failures of the whole are met.",
    ],
];
