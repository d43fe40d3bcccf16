//! Who gets into a workspace, and what lies on the disk for those who don't.

use std::fs;
use std::path::Path;

use vouchsafe_core::domain::profile::Profile;
use vouchsafe_core::domain::rating::{Finding, Rating};
use vouchsafe_core::error::Code;
use vouchsafe_core::workspace::{Destination, Passphrase, System, Vault, Workspace, vault};

use crate::desk::{Counting, Desk, at, passphrase, start};

/// A workspace of the last version that did not encrypt: two concluded interviews, the first one signed.
const PLAIN: &[u8] = include_bytes!("../fixtures/workspaces/schema-2-plain.db");

fn known(text: &str) -> Passphrase {
    Passphrase::new(text.to_owned())
}

fn unlock(desk: &Desk, text: &str) -> vouchsafe_core::error::Result<Workspace> {
    Workspace::unlock(&desk.folder(), Box::new(Counting::default()), &known(text))
}

#[test]
fn only_the_passphrase_opens_a_workspace() {
    let desk = Desk::new();
    assert_eq!(vault(&desk.folder()).unwrap(), Vault::New);
    assert_eq!(unlock(&desk, "correct horse").err().unwrap().code(), Code::NotFound);
    drop(desk.open());
    assert_eq!(vault(&desk.folder()).unwrap(), Vault::Locked);
    for wrong in ["", "correct", "Correct horse"] {
        assert_eq!(unlock(&desk, wrong).err().unwrap().code(), Code::WrongPassphrase, "{wrong}");
    }
    unlock(&desk, "correct horse").unwrap();
}

#[test]
fn nothing_that_was_written_can_be_read_in_the_files() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let interview = workspace.start_interview(&start()).unwrap();
    let secret = "The candidate mentioned the Ravensbourne outage.";
    workspace.write_note(interview.assessment.id, at(1, 1), secret).unwrap();
    // The log beside the file is looked at while it is open, and the file once it is closed.
    for closing in [false, true] {
        if closing {
            workspace.check_passphrase(&passphrase()).unwrap();
        }
        for entry in fs::read_dir(desk.folder()).unwrap() {
            let path = entry.unwrap().path();
            let bytes = fs::read(&path).unwrap();
            for planted in ["Ravensbourne", "Amara Okafor", "ITOP", "correct horse"] {
                assert!(!contains(&bytes, planted), "{planted} stands in {}", path.display());
            }
        }
    }
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn another_passphrase_takes_the_place_of_the_first_and_signs_too() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    assert_eq!(
        workspace.change_passphrase(&known("wrong"), &known("battery staple")).unwrap_err().code(),
        Code::WrongPassphrase
    );
    workspace.create_identity(Some("Lena Vogt"), None, |_| Ok(passphrase())).unwrap();
    workspace.change_passphrase(&passphrase(), &known("battery staple")).unwrap();
    drop(workspace);
    assert_eq!(unlock(&desk, "correct horse").err().unwrap().code(), Code::WrongPassphrase);

    let mut workspace = unlock(&desk, "battery staple").unwrap();
    let id = concluded(&mut workspace);
    let to = tempfile::tempdir().unwrap();
    let destination = Destination::Folder(to.path().to_owned());
    let refused = workspace.export_report(id, &destination, |_| Ok(passphrase())).unwrap_err();
    assert_eq!(refused.code(), Code::WrongPassphrase);
    workspace.export_report(id, &destination, |_| Ok(known("battery staple"))).unwrap();
}

fn concluded(workspace: &mut Workspace) -> uuid::Uuid {
    let interview = workspace.start_interview(&start()).unwrap();
    let id = interview.assessment.id;
    workspace.rate(id, at(1, 1), Finding::Rated(Rating::Fully)).unwrap();
    workspace.conclude(id, vouchsafe_core::domain::interview::AwardChoice::AsComputed, None).unwrap();
    id
}

#[test]
fn the_recovery_code_opens_once_and_a_new_one_follows() {
    let desk = Desk::new();
    let environment = || Box::new(Counting::default());
    let (mut workspace, first) = Workspace::found(&desk.folder(), environment(), &passphrase()).unwrap();
    let id = concluded(&mut workspace);
    drop(workspace);
    let recover = |code: &str, new: &str| Workspace::recover(&desk.folder(), environment(), code, &known(new));
    for wrong in ["", "7F3K-Q29D", &"0".repeat(32)] {
        assert_eq!(recover(wrong, "anew").err().unwrap().code(), Code::WrongPassphrase, "{wrong}");
    }
    let typed = first.in_groups().to_lowercase().replace('-', " ");
    let (mut workspace, second) = recover(&typed, "quite another").unwrap();
    assert!(workspace.assessment(id).is_ok(), "everything is there");
    drop(workspace);
    assert_eq!(recover(&typed, "again").err().unwrap().code(), Code::WrongPassphrase, "it was used");
    unlock(&desk, "quite another").unwrap();
    recover(&second.in_groups(), "once more").unwrap();
    assert_eq!(
        Workspace::found(&desk.folder(), environment(), &passphrase()).err().unwrap().code(),
        Code::Exists,
        "a workspace is made only once"
    );
}

#[test]
fn a_workspace_that_was_not_encrypted_is_and_keeps_all_that_it_held() {
    let desk = Desk::new();
    let file = desk.folder().join("vouchsafe.db");
    fs::create_dir(desk.folder()).unwrap();
    fs::write(&file, PLAIN).unwrap();
    assert_eq!(vault(&desk.folder()).unwrap(), Vault::Plain);

    // The signing key was encrypted under its own passphrase: only that one can take it along.
    let open = |text: &'static str| Workspace::open(&desk.folder(), Box::new(System), move |_| Ok(known(text)));
    let refused = open("something else").err().unwrap();
    assert_eq!(refused.code(), Code::WrongPassphrase, "{refused}");
    assert_eq!(vault(&desk.folder()).unwrap(), Vault::Plain, "nothing was encrypted");

    let mut workspace = open("correct horse battery").unwrap();
    assert!(!contains(&fs::read(&file).unwrap(), "Okafor"));
    let history = workspace.history().unwrap();
    assert_eq!(history.len(), 2);
    let to = tempfile::tempdir().unwrap();
    for assessment in &history {
        // The one was signed and comes out again; the other is signed now, with the key that was taken along.
        let exported = workspace
            .export_report(assessment.entry.assessment, &Destination::Folder(to.path().to_owned()), |_| {
                Ok(known("correct horse battery"))
            })
            .unwrap();
        let verified = workspace.verify("report.pdf", &fs::read(&exported.file).unwrap()).unwrap();
        assert_eq!(verified.verdict.name(), "valid");
    }
    assert_eq!(leftovers(&desk.folder()), Vec::<String>::new());
}

/// A workspace of each schema that was released opens for ever. Add one with each new schema: made by `vouch`, with the
/// passphrase “correct horse battery”.
#[test]
fn every_released_workspace_opens() {
    let released: [(&[u8], &[u8], [usize; 2]); 2] = [
        (
            include_bytes!("../fixtures/workspaces/schema-3/vouchsafe.db"),
            include_bytes!("../fixtures/workspaces/schema-3/keys.json"),
            [1, 0],
        ),
        (
            include_bytes!("../fixtures/workspaces/schema-5/vouchsafe.db"),
            include_bytes!("../fixtures/workspaces/schema-5/keys.json"),
            [2, 1],
        ),
    ];
    for (database, keys, [own, received]) in released {
        let desk = Desk::new();
        fs::create_dir(desk.folder()).unwrap();
        fs::write(desk.folder().join("vouchsafe.db"), database).unwrap();
        fs::write(desk.folder().join("keys.json"), keys).unwrap();
        let mut workspace = unlock(&desk, "correct horse battery").unwrap();
        assert!(workspace.verify_audit(&[]).unwrap().is_intact());
        let history = workspace.history().unwrap();
        assert_eq!(history.len(), own);
        assert_eq!(workspace.received_reports().unwrap().len(), received);
        let to = tempfile::tempdir().unwrap();
        let destination = Destination::Folder(to.path().to_owned());
        let exported =
            workspace.export_signed_report(history[0].entry.assessment, Profile::Full, &destination).unwrap();
        let verified = workspace.verify("report.pdf", &fs::read(&exported.file).unwrap()).unwrap();
        assert_eq!(verified.verdict.name(), "valid");
    }
}

fn leftovers(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.contains("encrypted") || name.contains("journal")).collect()
}

#[test]
fn a_lost_or_damaged_key_file_is_named_and_nothing_is_made_anew() {
    let desk = Desk::new();
    drop(desk.open());
    let (keys, file) = (desk.folder().join("keys.json"), desk.folder().join("vouchsafe.db"));
    let (kept, before) = (fs::read(&keys).unwrap(), fs::read(&file).unwrap());
    fs::write(&keys, "{").unwrap();
    assert_eq!(vault(&desk.folder()).unwrap_err().code(), Code::Damaged);
    fs::remove_file(&keys).unwrap();
    assert!(vault(&desk.folder()).unwrap_err().message().contains("without its key file"));
    assert!(unlock(&desk, "correct horse").is_err());
    assert_eq!(fs::read(&file).unwrap(), before);
    fs::write(&keys, kept).unwrap();
    unlock(&desk, "correct horse").unwrap();
}

#[test]
fn a_copy_that_is_not_encrypted_is_made_only_with_the_passphrase() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    concluded(&mut workspace);
    let to = tempfile::tempdir().unwrap();
    let copy = to.path().join("copy.db");
    assert_eq!(workspace.export_plain(&known("wrong"), &copy, false).unwrap_err().code(), Code::WrongPassphrase);
    assert!(!copy.exists());
    workspace.export_plain(&passphrase(), &copy, false).unwrap();
    let bytes = fs::read(&copy).unwrap();
    assert!(bytes.starts_with(b"SQLite format 3\0") && contains(&bytes, "Amara Okafor"));
    assert_eq!(workspace.export_plain(&passphrase(), &copy, false).unwrap_err().code(), Code::Exists);
    assert_eq!(fs::read_dir(desk.folder()).unwrap().flatten().filter(|it| it.path().is_dir()).count(), 0);
}
