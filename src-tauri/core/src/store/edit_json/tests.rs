use super::*;
use crate::domain::sign_off::Point;

#[test]
fn every_change_reads_back() {
    let of = Uuid::from_u128(7);
    let at = StatementRef { level: Level::ALL[2], ordinal: 4 };
    let moment = Moment::parse("2026-03-02T12:00:00+01:00").expect("a moment");
    let drawing = Drawing::new(vec![vec![Point { x: 1, y: 2 }, Point { x: 3, y: 4 }]]).expect("a drawing");
    let evidence = Evidence {
        id: of,
        kind: EvidenceKind::WorkProduct,
        title: "Runbook".to_owned(),
        date: "2026-01-31".parse().ok(),
        seen: true,
        statements: [at].into(),
        attachments: vec![Attachment { name: "a.pdf".to_owned(), size: 9, sha256: "0".repeat(64) }],
    };
    let conduct = Conduct {
        mode: Some(Mode::Video),
        consent: Some(Consent::Withheld),
        observers: vec!["Ada".to_owned()],
        adjustments: "more time\nbreaks".to_owned(),
        ..Conduct::default()
    };
    let response = |change| Change::Assessment(of, AssessmentChange::Response(at, change));
    let rule = DecisionRule::presets()[3].clone();
    let proposal =
        |choice| Change::Assessment(of, AssessmentChange::Proposal(Proposal { choice, reason: "why".to_owned() }));
    let question = Question { asked: "How?".to_owned(), answered: "So.\n".to_owned() };
    let changes = [
        response(ResponseChange::Finding(Finding::NotExplored)),
        response(ResponseChange::Finding(Finding::NoOpportunity)),
        response(ResponseChange::Note("a\nb".to_owned())),
        response(ResponseChange::Reason("none".to_owned())),
        response(ResponseChange::FollowUp(true)),
        response(ResponseChange::Questions(vec![question])),
        Change::Assessment(of, AssessmentChange::Evidence(of, Some(evidence))),
        Change::Assessment(of, AssessmentChange::Evidence(of, None)),
        Change::Assessment(of, AssessmentChange::Rule(rule)),
        Change::Assessment(of, AssessmentChange::Route(Route { walk: Walk::Outward, from: Level::ALL[3] })),
        Change::Assessment(of, AssessmentChange::Summary(SummaryPart::NextSteps, "x".to_owned())),
        proposal(AwardChoice::AsComputed),
        proposal(AwardChoice::Level(None)),
        proposal(AwardChoice::Level(Some(Level::ALL[6]))),
        Change::Assessment(of, AssessmentChange::Presence(false)),
        Change::Conduct(conduct),
        Change::Comment("my words".to_owned()),
        Change::Agreement(Some(Agreement::AgreesInPart)),
        Change::Agreement(None),
        Change::Acknowledgement(Acknowledgement::None),
        Change::Acknowledgement(Acknowledgement::Voided { at: moment }),
        Change::Acknowledgement(Acknowledgement::Given { mark: Mark::Typed("Amara".to_owned()), at: moment }),
        Change::Acknowledgement(Acknowledgement::Given { mark: Mark::Drawn(drawing), at: moment }),
        Change::MissingBecause("was not there".to_owned()),
    ];
    let json = write(&changes).expect("JSON");
    assert_eq!(read(&json).as_deref(), Some(&changes[..]), "{json}");
}
