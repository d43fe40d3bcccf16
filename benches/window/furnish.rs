//! A workspace in use.

use uuid::Uuid;
use vouchsafe_core::domain::change::AssessmentChange;
use vouchsafe_core::domain::evidence::{Evidence, EvidenceKind};
use vouchsafe_core::domain::rating::{Finding, Rating};
use vouchsafe_core::workspace::{Environment, System};

use crate::window::Home;

/// Puts an interview near its end into a home: every statement rated and written about, some with evidence.
pub(crate) fn furnish(home: &Home) {
    let mut workspace = home.open_workspace();
    let open = workspace.begin_sample().unwrap();
    let id: Uuid = open.assessment.id;
    for (index, at) in open.assessment.definition.statement_refs().enumerate() {
        workspace.rate(id, at, Finding::Rated(Rating::Largely)).unwrap();
        workspace.write_note(id, at, "Order clear and reasoned; users told at once, suppliers after an hour.").unwrap();
        if index % 4 == 0 {
            let item = Evidence {
                id: System.new_id(),
                kind: EvidenceKind::Example,
                title: format!("Handover {index}"),
                date: None,
                seen: false,
                statements: [at].into(),
                attachments: Vec::new(),
            };
            workspace.change_assessment(id, AssessmentChange::Evidence(item.id, Some(item))).unwrap();
        }
    }
}
