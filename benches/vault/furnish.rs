//! A workspace after some years.

use std::path::Path;

use uuid::Uuid;
use vouchsafe_core::domain::change::AssessmentChange;
use vouchsafe_core::domain::conduct::Conduct;
use vouchsafe_core::domain::decision::StatementRef;
use vouchsafe_core::domain::evidence::{Evidence, EvidenceKind};
use vouchsafe_core::domain::interview::Assessor;
use vouchsafe_core::domain::rating::{Finding, Rating};
use vouchsafe_core::workspace::{
    CandidateChoice, Environment, Passphrase, SkillChoice, StartInterview, System, Workspace, read_files,
};

/// What opens it.
pub(crate) const PASSPHRASE: &str = "correct horse";
/// How many interviews there are.
const INTERVIEWS: usize = 100;
/// To every so many of them a file is attached.
const ATTACHED: usize = 10;
/// The length of such a file, in bytes.
const LENGTH: usize = 1 << 20;

/// A statement that was rated.
pub(crate) struct Rated {
    pub(crate) assessment: Uuid,
    pub(crate) at: StatementRef,
}

/// Makes a workspace with interviews in which every statement is rated and written about, and answers with a statement of
/// each.
pub(crate) fn furnish(folder: &Path) -> Vec<Rated> {
    let mut workspace =
        Workspace::open(folder, Box::new(System), |_| Ok(Passphrase::new(PASSPHRASE.to_owned()))).unwrap();
    let outside = tempfile::tempdir().unwrap();
    let file = outside.path().join("recording.bin");
    (0..INTERVIEWS)
        .map(|number| {
            let open = workspace.start_interview(&interview(number)).unwrap();
            let assessment = open.assessment.id;
            let places: Vec<_> = open.assessment.definition.statement_refs().collect();
            for at in &places {
                workspace.rate(assessment, *at, Finding::Rated(Rating::Largely)).unwrap();
                let note = format!(
                    "Interview {number}: order clear and reasoned; users told at once, suppliers after an hour."
                );
                workspace.write_note(assessment, *at, &note).unwrap();
            }
            if number == INTERVIEWS / 2 {
                workspace.write_note(assessment, places[0], "Of the suppliers one went unheard.").unwrap();
            }
            if number.is_multiple_of(ATTACHED) {
                let mut bytes = vec![0; LENGTH];
                System.fill_random(&mut bytes).unwrap();
                std::fs::write(&file, bytes).unwrap();
                let item = evidence(places[0]);
                workspace
                    .change_assessment(assessment, AssessmentChange::Evidence(item.id, Some(item.clone())))
                    .unwrap();
                workspace.attach(assessment, item.id, &read_files(&[&file]).unwrap()).unwrap();
            }
            Rated { assessment, at: places[0] }
        })
        .collect()
}

fn interview(number: usize) -> StartInterview {
    StartInterview {
        candidate: CandidateChoice::New { name: format!("Candidate {number}"), reference: None, role: None },
        assessor: Assessor { name: "Lena Vogt".to_owned(), ..Assessor::default() },
        skill: SkillChoice {
            edition: "sfia-8".to_owned(),
            code: "ITOP".to_owned(),
            rule: "consistent".to_owned(),
            route: None,
        },
        purpose: None,
        conduct: Conduct::default(),
        started_at: None,
    }
}

fn evidence(at: StatementRef) -> Evidence {
    Evidence {
        id: System.new_id(),
        kind: EvidenceKind::WorkProduct,
        title: "Recording".to_owned(),
        date: None,
        seen: true,
        statements: [at].into(),
        attachments: Vec::new(),
    }
}
