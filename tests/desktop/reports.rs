//! Reports from elsewhere in the real window: verified, trusted, kept, reviewed, countersigned, and given back.

use std::fs;
use std::path::{Path, PathBuf};

use fantoccini::key::Key;
use serde_json::json;
use uuid::Uuid;
use vouchsafe_core::domain::interview::Assessor;
use vouchsafe_core::domain::rating::{Finding, Rating};
use vouchsafe_core::workspace::{
    CandidateChoice, Destination, FileVerdict, Passphrase, StartInterview, System, Workspace,
};

use crate::looks::skill;
use crate::window::{Home, PASSPHRASE, Window};

/// A report of another workspace, about two skills.
pub(crate) const REPORT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/reports/e06725a-two-skills.pdf");

#[tokio::test]
async fn a_report_goes_from_assessor_to_reviewer_and_back() {
    let home = Home::new().await;
    let folder = tempfile::tempdir().unwrap();
    let mut assessor = workspace(folder.path());
    let assessment = interview(&mut assessor);
    let report = signed(&mut assessor, assessment, folder.path());

    let window = Window::open(&home).await;
    window.click("verify").await;
    window.choose("files", &[&report]).await;
    window.text_when("verdict", |verdict| verdict.contains("signer not known here")).await;
    window.click("trust-signer").await;
    window.text_when("fingerprint", |text| text.split_whitespace().count() == 16).await;
    window.click("confirm-trust").await;
    window.text_when("verdict", |verdict| verdict == "Valid").await;
    window.click("keep").await;
    window.text_when("kept", |text| text.contains("Kept, with the results of Zoë Жук")).await;
    window.click("review").await;
    let file = countersign(&window).await;
    window.kill().await;

    let reviewed = fs::read(&file).unwrap();
    assert!(Path::new(&file).starts_with(home.documents()), "{file} went to the documents");
    let verified = assessor.verify("reviewed.pdf", &reviewed).unwrap();
    assert_eq!((verified.verdict, verified.signatures.len()), (FileVerdict::ValidUnknownSigner, 2));
    let review = verified.signatures[1].review.as_ref().unwrap();
    assert_eq!((review.reason.as_str(), review.sampled.len()), ("2.1 rests on one example.", 1));
    assert!(verified.here.unwrap().brings_review);
    assessor.receive("reviewed.pdf", &reviewed).unwrap();
    assert!(!assessor.verify("reviewed.pdf", &reviewed).unwrap().here.unwrap().brings_review);
}

/// What is checked survives the window; then the report is returned.
async fn countersign(window: &Window) -> String {
    window.find("statement").await;
    window.press("c").await;
    window.text_when("saved", |text| text.contains("Saved")).await;
    window.click("return").await;
    window.type_into("review-reason", "2.1 rests on one example.").await;
    window.text_when("saved", |text| text.contains("Saved")).await;
    window.click("view-pages").await;
    window.sees_pages().await;
    window.type_into("reviewer-name", "Rhiannon Pugh").await;
    window.type_into("passphrase", PASSPHRASE).await;
    window.press(&Key::Enter.to_string()).await;
    window.text_when("report-file", |text| text.contains(".pdf")).await
}

#[tokio::test]
async fn files_are_dropped_on_home_and_nowhere_else() {
    let home = Home::new().await;
    let window = Window::open(&home).await;
    drop_on(&window, "new-interview", &[Path::new(REPORT), Path::new(file!())]).await;
    window.reads("2 files are verified").await;
    assert_eq!(window.client.find_all(fantoccini::Locator::Css("[data-testid=file]")).await.unwrap().len(), 2);
    window.text_when("verdict", |verdict| verdict.contains("signer not known here")).await;
    window.press(&Key::Escape.to_string()).await;

    // Where nobody takes it, a file opens nothing.
    let page = window.client.current_url().await.unwrap();
    window.click("settings").await;
    window.find("set-independence").await;
    assert!(drop_on(&window, "set-independence", &[Path::new(REPORT)]).await, "the engine was told to leave it");
    assert_eq!(window.client.current_url().await.unwrap(), page);
    window.find("set-independence").await;
    window.kill().await;
}

/// Drops files on an element, as the engine does with those of the desktop; whether its own way with them was prevented.
async fn drop_on(window: &Window, id: &str, files: &[&Path]) -> bool {
    let element = serde_json::to_value(window.find(id).await).unwrap();
    let files: Vec<_> = files
        .iter()
        .map(|path| json!([path.file_name().unwrap().to_string_lossy(), fs::read(path).unwrap()]))
        .collect();
    let script = "const [target, files] = arguments; \
         const dataTransfer = new DataTransfer(); \
         for (const [name, bytes] of files) dataTransfer.items.add(new File([new Uint8Array(bytes)], name)); \
         return ['dragenter', 'dragover', 'drop'].map((name) => !target.dispatchEvent( \
             new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer }))).at(-1)";
    window.client.execute(script, vec![element, json!(files)]).await.unwrap() == json!(true)
}

/// Another workspace, on another machine.
fn workspace(folder: &Path) -> Workspace {
    let passphrase = |_| Ok(Passphrase::new(PASSPHRASE.to_owned()));
    Workspace::open(&folder.join("elsewhere"), Box::new(System), passphrase).unwrap()
}

fn interview(workspace: &mut Workspace) -> Uuid {
    let request = StartInterview {
        candidate: CandidateChoice::New { name: "Zoë Жук".to_owned(), reference: None, role: None },
        assessor: Assessor { name: "Tomasz Bielawski".to_owned(), ..Assessor::default() },
        skill: skill(),
        purpose: None,
        conduct: Default::default(),
        started_at: None,
    };
    let open = workspace.start_interview(&request).unwrap();
    let (interview, id) = (open.interview.id, open.assessment.id);
    for at in open.assessment.definition.statement_refs().take(7) {
        workspace.rate(id, at, Finding::Rated(Rating::Fully)).unwrap();
    }
    workspace.conclude_sitting(interview, id).unwrap();
    id
}

fn signed(workspace: &mut Workspace, assessment: Uuid, folder: &Path) -> PathBuf {
    let destination = Destination::Folder(folder.to_path_buf());
    let passphrase = |_| Ok(Passphrase::new(PASSPHRASE.to_owned()));
    workspace.export_report(assessment, &destination, passphrase).unwrap().file
}
