//! Invented interviews to make reports of, for tests and for `examples/sample_report.rs`.

mod scripts;
mod sitting;
mod words;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use uuid::Uuid;
use vouchsafe_core::domain::audit::Head;
use vouchsafe_core::domain::decision::StatementRef;
use vouchsafe_core::domain::definition::{Definition, LevelContent, LevelDefinition, SkillCode};
use vouchsafe_core::domain::edition::{Edition, EditionId, PublicationStatus};
use vouchsafe_core::domain::evidence::{Attachment, Evidence, EvidenceKind};
use vouchsafe_core::domain::interview::{
    Assessment, AssessmentState, Assessor, Award, Candidate, Conclusion, Interview, Question, Response,
};
use vouchsafe_core::domain::level::Level;
use vouchsafe_core::domain::moment::Moment;
use vouchsafe_core::domain::notices::Notices;
use vouchsafe_core::domain::profile::Profile;
use vouchsafe_core::domain::rating::Finding;
use vouchsafe_core::domain::rule::{DecisionRule, Percent};
use vouchsafe_core::domain::walk::{Route, Walk};
use vouchsafe_core::report::{Request, StandIn};

/// The names of all samples, for who makes them all and for who lists them.
pub(crate) const NAMES: [&str; 10] =
    ["full", "thin", "none", "equal", "presumed", "long", "two", "corrected", "cjk", "scripts"];

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
        "corrected" => Some(corrected()),
        "cjk" => Some(cjk()),
        "scripts" => Some(other_scripts()),
        _ => None,
    }
}

/// The report of an interview, issued by its assessor; an organisation has its notices.
pub(crate) fn request(interview: &Interview) -> Request<'_> {
    static NONE: LazyLock<Notices> = LazyLock::new(Notices::default);
    static OFFICE: LazyLock<Notices> = LazyLock::new(|| Notices {
        appeal: words::APPEAL.to_owned(),
        licence: words::LICENCE.to_owned(),
        retention_months: Some(24),
        ..Notices::default()
    });
    static TRAIL: LazyLock<Head> = LazyLock::new(|| Head { sequence: 128, hash: "5a0c".repeat(16) });
    let has_office = interview.assessor.organisation.is_some();
    let corrects = interview.assessments.iter().any(|assessment| assessment.supersedes.is_some());
    Request {
        interview,
        profile: Profile::Full,
        stand_in: None,
        id: "VS-2025-7F3K-Q29D",
        version: if corrects { 2 } else { 1 },
        issued_at: moment("2025-11-21T16:40:00+01:00"),
        signer: &interview.assessor,
        supersedes: corrects.then_some("VS-2025-0H2M-X6TB"),
        copy_of: None,
        notices: if has_office { &OFFICE } else { &NONE },
        trail: has_office.then_some(&*TRAIL),
        program: "Vouchsafe 0.1.0",
    }
}

/// The report of any profile, with who stands in for the candidate where nobody is named.
pub(crate) fn of_profile(interview: &Interview, profile: Profile) -> Request<'_> {
    static STAND_INS: LazyLock<[StandIn; 2]> = LazyLock::new(|| {
        let id = |number: u128| Uuid::from_u128(0x019a_97c2_5d3e_7b64_a8f0_3c51_9e20_0000 + number);
        [1, 2].map(|assessments| StandIn {
            name: "Candidate K7-3094".to_owned(),
            interview: id(1),
            candidate: id(2),
            assessments: (3..3 + assessments).map(id).collect(),
        })
    });
    let full = request(interview);
    let is_copy = profile != Profile::Full;
    Request {
        profile,
        stand_in: STAND_INS.get(interview.assessments.len() - 1).filter(|_| profile == Profile::Pseudonymous),
        id: if is_copy { "VS-2025-C0PY-0001" } else { full.id },
        copy_of: is_copy.then_some(full.id),
        supersedes: full.supersedes.filter(|_| profile != Profile::Pseudonymous),
        ..full
    }
}

/// A draft edition, five levels, findings of every kind, and an award below the computed level.
pub(crate) fn full() -> Interview {
    let ratings = ["FF", "FFL", "FLF-LF", "FLFLFL-F", "LPN-?"];
    let mut assessment = concluded(operations(), "consistent", &ratings, Some(3), Some(words::REASON));
    note_down(&mut assessment, &words::NOTES);
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
    assessment.evidence[0].attachments = vec![
        attachment("incident-review-2025-118.pdf", 245_760, "5d41402abc4b2a76b9719d911017c592ae3f"),
        attachment("timeline of the night.csv", 1_834, "0cc175b9c0f1b6a831c399e269772661c0ffee"),
    ];
    assessment.summary = sitting::summary();
    let mut interview = interview(vec![assessment]);
    interview.assessor.qualification = Some("Accredited assessor, certificate NSO-A-112, valid until 2027".to_owned());
    interview.assessor.independence = words::INDEPENDENCE.to_owned();
    interview.sitting = sitting::morning();
    interview.conduct = sitting::conduct();
    interview.sign_off = sitting::drawn();
    interview
}

/// Gives statements, by level and ordinal, a note each.
fn note_down(assessment: &mut Assessment, notes: &[(u8, u16, &str)]) {
    for (level, ordinal, note) in notes {
        if let Some(response) = assessment.responses.get_mut(&at(*level, *ordinal)) {
            response.note = (*note).to_owned();
        }
    }
}

fn attachment(name: &str, size: u64, digits: &str) -> Attachment {
    Attachment { name: name.to_owned(), size, sha256: digits.chars().cycle().take(64).collect() }
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
        attachments: Vec::new(),
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
    interview.purpose = Some(words::PARAGRAPH.repeat(20));
    let responses = &mut interview.assessments[0].responses;
    let note: String =
        (1..=600).map(|number| format!("{number}. {}\n\n\tIndented,  with  blanks.\n", words::PARAGRAPH)).collect();
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
    let mut second = concluded(other, "consistent", &["FF", "LL?", "", "", ""], Some(1), None);
    second.id = Uuid::from_u128(6);
    interview.assessments.push(second);
    interview.sign_off = sitting::typed("Eleni  Vardalachou");
    interview
}

/// Takes the place of an earlier report: under a rule of the organisation's own, by a clock that was set back, with an
/// acknowledgement that is void.
pub(crate) fn corrected() -> Interview {
    let mut assessment = concluded(operations(), "consistent", &["FF", "FFL", "FLF-LF", "", ""], Some(3), None);
    assessment.rule = DecisionRule {
        name: "Freight operations, spring trial".to_owned(),
        version: 2,
        mean: Percent::from_tenths(725),
        ..assessment.rule
    };
    assessment.supersedes = Some(Uuid::from_u128(5));
    assessment.summary.strengths = [words::STRENGTHS; 4].join("\n\n");
    let mut interview = interview(vec![assessment]);
    interview.sitting = sitting::set_back();
    interview.sign_off = sitting::void();
    interview
}

/// A Japanese candidate, a Korean assessor and a Chinese witness, with notes in these languages.
pub(crate) fn cjk() -> Interview {
    let reason = "山田さんは自分の判断と他人の判断を分けて語った。Level 4 では一度しか見ていない。";
    let mut assessment =
        concluded(operations(), "consistent", &["FF", "FFL", "FLFFLF", "FLFLFL-F", ""], Some(3), Some(reason));
    note_down(&mut assessment, &scripts::EAST_ASIAN_NOTES);
    assessment.evidence =
        vec![evidence(EvidenceKind::Testimony, "王小明，服务台主管，电话确认", Some(date(2025, 10, 9)), &[at(3, 3)])];
    let mut interview = interview(vec![assessment]);
    interview.candidate.name = "山田 太郎".to_owned();
    interview.candidate.role = Some("シニア運用エンジニア、北東貨物システム株式会社".to_owned());
    interview.assessor.name = "김서연".to_owned();
    interview.assessor.organisation = Some("노스미어 역량 평가원".to_owned());
    interview.purpose = Some("新しい職務等級への配置のため".to_owned());
    interview
}

/// Vietnamese, Greek, Cyrillic and letters with marks, some of them typed apart from their letters.
pub(crate) fn other_scripts() -> Interview {
    let mut assessment = concluded(operations(), "consistent", &["FF", "FFL", "FLFFLF", "", ""], Some(3), None);
    note_down(&mut assessment, &scripts::EUROPEAN_NOTES);
    let mut interview = interview(vec![assessment]);
    interview.candidate.name = "Nguyễn Thị Phượng".to_owned();
    interview.candidate.role = Some("Μηχανικός λειτουργίας, Ελληνικές Μεταφορές".to_owned());
    interview.assessor.name = "Олександра Жук-Ґалаґан".to_owned();
    interview.assessor.organisation = Some("Škola dovedností Příbram".to_owned());
    interview
}

fn interview(assessments: Vec<Assessment>) -> Interview {
    let candidate = Candidate {
        id: Uuid::from_u128(2),
        name: "Eleni Vardalachou".to_owned(),
        reference: Some("NSO-0417".to_owned()),
        role: Some("Senior operations engineer, Lindqvist Freight Systems AB".to_owned()),
    };
    let assessor = Assessor {
        name: "Ingrid Sølvberg-Adeyemi".to_owned(),
        organisation: Some("Northmere Skills Office".to_owned()),
        ..Assessor::default()
    };
    Interview {
        purpose: Some("Placement in the sponsor’s career scheme".to_owned()),
        assessments,
        ..Interview::beginning(Uuid::from_u128(1), candidate, assessor, moment("2025-11-18T09:30:00+01:00"))
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
    let rule = DecisionRule::preset(rule).expect("a preset");
    let route = Route { walk: Walk::Up, from: Level::ALL[0] };
    Assessment {
        responses,
        state: AssessmentState::Concluded(Conclusion { award, concluded_at: moment("2025-11-21T16:30:00+01:00") }),
        ..Assessment::draft(Uuid::from_u128(3), definition, rule, route)
    }
}

fn operations() -> Definition {
    let defined = words::STATEMENTS.iter().map(|statements| LevelContent::Defined {
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
