//! What an interview file says is what the workspace keeps.

use std::path::Path;

use serde_json::{Value, json};

use crate::domain::conduct::{Conduct, Consent, Mode, Pause, Sitting};
use crate::domain::evidence::{Attachment, EvidenceKind};
use crate::domain::interview::{Assessor, Interview};
use crate::domain::level::Level;
use crate::domain::moment::Moment;
use crate::domain::sign_off::{Acknowledgement, Agreement, Drawing, Mark, Point, SignOff};
use crate::domain::summary::Summary;
use crate::domain::walk::{Route, Walk};
use crate::workspace::{Passphrase, Settings, System, Workspace};

fn workspace(folder: &Path) -> Workspace {
    Workspace::open(&folder.join("workspace"), Box::new(System), |_| Ok(Passphrase::new("a passphrase".to_owned())))
        .expect("a workspace")
}

fn recorded(workspace: &mut Workspace, file: &Value, folder: Option<&Path>) -> Interview {
    workspace.record_interview("test", file.to_string().as_bytes(), folder).expect("an interview").interview
}

fn at(time: &str) -> Moment {
    Moment::parse(&format!("2026-03-02T{time}:00+01:00")).expect("a moment")
}

fn least() -> Value {
    json!({
        "candidate": {"name": "Amara Okafor"},
        "assessor": {"name": "Lena Vogt"},
        "skill": {"edition": "sfia-8", "code": "ITOP"},
        "started_at": "2026-03-02T09:30:00+01:00",
        "ratings": [{"level": 1, "statement": 2, "rating": "no-opportunity"}],
    })
}

/// The smallest file with more members.
fn with(more: &Value) -> Value {
    let mut file = least();
    for (name, member) in more.as_object().expect("members") {
        file[name] = member.clone();
    }
    file
}

#[test]
fn what_is_not_said_is_not_made_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let interview = recorded(&mut workspace(folder.path()), &least(), None);
    // In particular when the interview ended: the time of recording says nothing of it.
    assert_eq!(interview.sitting, Sitting::beginning(at("09:30")));
    assert_eq!(interview.conduct, Conduct::default());
    assert_eq!(interview.sign_off, SignOff::default());
    let assessment = &interview.assessments[0];
    assert_eq!(assessment.route, Route { walk: Walk::Up, from: Level::ALL[0] });
    assert_eq!((&assessment.summary, assessment.supersedes), (&Summary::default(), None));
    assert!(!assessment.responses.values().any(|response| response.follow_up));
}

#[test]
fn the_sitting_is_kept_as_it_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let more = json!({
        "assessor": {"name": "Lena Vogt", "qualification": " Nine  years ", "independence": "Never met.\r\nNo fee."},
        "conduct": {
            "ended_at": "2026-03-02T11:00:00+01:00",
            "pauses": [{"from": "2026-03-02T10:00:00+01:00", "until": "2026-03-02T10:15:00+01:00"}],
            "mode": "telephone", "place": "Malmö", "identity_check": "Staff card", "consent": "withheld",
            "sponsor": "Northwind", "observers": ["Bo Lund", "Ana Reyes"],
            "adjustments": "More time.\n", "interruptions": "A drill.",
        },
    });
    let interview = recorded(&mut workspace(folder.path()), &with(&more), None);
    let assessor = Assessor {
        name: "Lena Vogt".to_owned(),
        organisation: None,
        qualification: Some("Nine years".to_owned()),
        independence: "Never met.\nNo fee.".to_owned(),
    };
    assert_eq!(interview.assessor, assessor);
    let sitting = Sitting {
        started_at: at("09:30"),
        pauses: vec![Pause { from: at("10:00"), until: Some(at("10:15")) }],
        ended_at: Some(at("11:00")),
    };
    assert_eq!(interview.sitting, sitting);
    assert_eq!(interview.sitting.seconds_worked(at("23:00")), 75 * 60);
    let conduct = Conduct {
        mode: Some(Mode::Telephone),
        place: Some("Malmö".to_owned()),
        identity_check: Some("Staff card".to_owned()),
        consent: Some(Consent::Withheld),
        sponsor: Some("Northwind".to_owned()),
        observers: vec!["Bo Lund".to_owned(), "Ana Reyes".to_owned()],
        adjustments: "More time.\n".to_owned(),
        interruptions: "A drill.".to_owned(),
    };
    assert_eq!(interview.conduct, conduct);
}

#[test]
fn the_settings_speak_for_their_own_assessor_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut workspace = workspace(folder.path());
    let mut settings = Settings::default();
    settings.assessor.name = "Lena Vogt".to_owned();
    settings.assessor.qualification = Some("Accredited".to_owned());
    workspace.save_settings(&settings).expect("settings");
    let qualification = |workspace: &mut Workspace, assessor: Value| {
        recorded(workspace, &with(&json!({"assessor": assessor})), None).assessor.qualification
    };
    assert_eq!(qualification(&mut workspace, json!({"name": "Lena Vogt"})).as_deref(), Some("Accredited"));
    let other = json!({"name": "Lena Vogt", "qualification": "Other"});
    assert_eq!(qualification(&mut workspace, other).as_deref(), Some("Other"));
    assert_eq!(qualification(&mut workspace, json!({"name": "Bo Lund"})), None);
}

#[test]
fn what_the_candidate_says_is_kept_word_for_word() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut workspace = workspace(folder.path());
    let sign_off = json!({
        "comment": " Thank you,\n<b>all</b>. ", "agreement": "agrees-in-part",
        "acknowledgement": {"typed": "Amara  Okafor", "at": "2026-03-02T11:00:00+01:00"}, "missing_because": "",
    });
    let interview = recorded(&mut workspace, &with(&json!({"sign_off": sign_off})), None);
    let said = SignOff {
        comment: " Thank you,\n<b>all</b>. ".to_owned(),
        agreement: Some(Agreement::AgreesInPart),
        acknowledgement: Acknowledgement::Given { mark: Mark::Typed("Amara Okafor".to_owned()), at: at("11:00") },
        missing_because: String::new(),
    };
    assert_eq!(interview.sign_off, said);

    let drawn = json!({"acknowledgement": {"drawn": [[[0, 0], [4000, 1000]], [], [[7, 9]]]}});
    let interview = recorded(&mut workspace, &with(&json!({"sign_off": drawn})), None);
    let point = |x, y| Point { x, y };
    let drawing = Drawing::new(vec![vec![point(0, 0), point(4000, 1000)], vec![point(7, 9)]]).expect("a drawing");
    let Acknowledgement::Given { mark, at: drawn_at } = interview.sign_off.acknowledgement else {
        panic!("not acknowledged")
    };
    assert_eq!(mark, Mark::Drawn(drawing));
    assert!(drawn_at.instant() > at("11:00").instant(), "now");

    let missing = json!({"missing_because": "Had to catch a train."});
    let interview = recorded(&mut workspace, &with(&json!({"sign_off": missing})), None);
    assert_eq!(interview.sign_off.missing_because, "Had to catch a train.");
    assert_eq!(interview.sign_off.acknowledgement, Acknowledgement::None);
}

#[test]
fn what_belongs_to_a_skill_stays_with_it() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("log.txt"), "abc").expect("a file");
    let place = json!({"level": 2, "statement": 1});
    let assessments = json!([
        {"skill": {"edition": "sfia-8", "code": "ITOP"}, "walk": {"order": "free"},
         "ratings": [{"level": 1, "statement": 1, "rating": "fully", "follow_up": true}],
         "summary": {"strengths": "Calm.", "next_steps": "More.\nMuch more."}},
        {"skill": {"edition": "sfia-9-preview", "code": "ITOP"}, "walk": {"order": "outward", "from": 3},
         "ratings": [],
         "evidence": [
            {"kind": "testimony", "title": "One", "statements": [place]},
            {"kind": "reference", "title": "Two", "statements": [place], "attachments": ["log.txt"]},
         ]},
    ]);
    let mut file = json!({"candidate": {"name": "Amara Okafor"}, "assessor": {"name": "Lena Vogt"}});
    file["assessments"] = assessments;
    let mut workspace = workspace(folder.path());
    let interview = recorded(&mut workspace, &file, Some(folder.path()));
    let [first, second] = interview.assessments.as_slice() else { panic!("{interview:#?}") };
    assert_eq!(first.definition.edition.id.as_str(), "sfia-8");
    assert_eq!(first.route, Route { walk: Walk::Free, from: Level::ALL[0] });
    assert_eq!(first.responses.values().map(|response| response.follow_up).collect::<Vec<_>>(), [true]);
    let told =
        Summary { strengths: "Calm.".to_owned(), gaps: String::new(), next_steps: "More.\nMuch more.".to_owned() };
    assert_eq!(first.summary, told);
    assert!(first.evidence.is_empty());
    assert_eq!(second.definition.edition.id.as_str(), "sfia-9-preview");
    assert_eq!(second.route, Route { walk: Walk::Outward, from: Level::ALL[2] });
    assert_eq!(second.summary, Summary::default());
    let kinds: Vec<EvidenceKind> = second.evidence.iter().map(|item| item.kind).collect();
    assert_eq!(kinds, [EvidenceKind::Testimony, EvidenceKind::Reference]);
    let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad".to_owned();
    let attached = Attachment { name: "log.txt".to_owned(), size: 3, sha256: sha256.clone() };
    assert_eq!(second.evidence[1].attachments, [attached]);
    let (name, bytes) = workspace.attachment(second.id, &sha256).expect("the file");
    assert_eq!((name.as_str(), bytes.as_slice()), ("log.txt", b"abc".as_slice()));
}

/// The built-in demonstration is a file like any other.
#[test]
fn the_demo_uses_what_an_interview_file_can_say() {
    let folder = tempfile::tempdir().expect("a folder");
    let demo = include_bytes!("../demo.json");
    let interview = workspace(folder.path()).record_interview("demo", demo, None).expect("an interview").interview;
    assert!(interview.sign_off.acknowledgement.is_given());
    assert_eq!(interview.sitting.seconds_worked(at("23:00")), 95 * 60);
    assert!(!interview.assessments[0].summary.gaps.is_empty());
}
