//! Signed reports before tools that share no code with us: qpdf, Poppler with NSS, pyHanko. What they are asked is
//! said once, in `tests/independent/check_report.py`.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use super::authority::{Authority, FILE_PASSPHRASE, P256, P384, while_valid};
use super::fixture::{ASSESSOR, Drawn, NAME, PASSPHRASE, base, countersigned, identity, other_identity, signed};
use super::{Identity, sign};

/// Both reports as files, with the number of their signatures.
fn reports(folder: &Path) -> [(PathBuf, usize); 2] {
    [("signed.pdf", signed(), 1), ("countersigned.pdf", countersigned(), 2)].map(|(name, pdf, signatures)| {
        let path = folder.join(name);
        std::fs::write(&path, pdf).expect("written");
        (path, signatures)
    })
}

fn root(folder: &Path, identity: &Identity) -> PathBuf {
    let path = folder.join(format!("{}.pem", identity.fingerprint()));
    std::fs::write(&path, identity.root_pem().expect("a root")).expect("written");
    path
}

/// Runs a tool.
fn run(command: &mut Command) -> Output {
    let program = command.get_program().display().to_string();
    command.output().unwrap_or_else(|error| panic!("{program}: {error}; `make set-up` installs it"))
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn poppler_reads_what_the_signatures_show() {
    let folder = TempDir::new().expect("a folder");
    let [_, (report, _)] = reports(folder.path());
    let read = run(Command::new("pdftotext").args(["-layout"]).arg(&report).arg("-"));
    let words = text(&read).split_whitespace().collect::<Vec<_>>().join(" ");
    for shown in [NAME, "Northwind Жук GmbH", "Signed 2 March 2025, 09:30:00 +01:00", "Myroslava Zahorodnia"] {
        assert!(words.contains(shown), "{shown}: {words}");
    }
    for group in identity().fingerprint().groups() {
        assert!(words.contains(&group), "{group}: {words}");
    }
}

#[test]
fn qpdf_pdfsig_and_pyhanko_accept_the_signatures() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = TempDir::new().expect("a folder");
    let roots = [identity(), other_identity()].map(|identity| root(folder.path(), identity));
    for (report, signatures) in reports(folder.path()) {
        let mut check = Command::new(repository.join(".venv/bin/python"));
        check.arg(repository.join("tests/independent/check_report.py")).arg(&report).args(&roots[..signatures]);
        let checked = run(&mut check);
        assert!(checked.status.success(), "{}", text(&checked));
    }
    let mut unknown = Command::new(repository.join(".venv/bin/python"));
    unknown
        .arg(repository.join("tests/independent/check_report.py"))
        .arg(folder.path().join("signed.pdf"))
        .arg(&roots[1]);
    assert_eq!(unknown.output().expect("Python ran").status.code(), Some(1), "a root that issued nothing here");
}

#[test]
fn they_accept_identities_of_other_authorities() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = TempDir::new().expect("a folder");
    for key in [P256, P384] {
        let authority = Authority::with_chain(key);
        let file = authority.export("signer", &["between", "root"], "");
        let imported = Identity::import(&file, FILE_PASSPHRASE, PASSPHRASE, while_valid(), &mut Drawn::from(7));
        let imported = imported.expect("imported");
        let signer = imported.unlock(PASSPHRASE).expect("unlocked");
        let report = folder.path().join("brought.pdf");
        let signed = sign(&base(), &signer, &ASSESSOR, while_valid()).expect("signed");
        std::fs::write(&report, signed).expect("written");
        let mut check = Command::new(repository.join(".venv/bin/python"));
        check.arg(repository.join("tests/independent/check_report.py")).arg(&report);
        let checked = run(check.arg(root(folder.path(), &imported)));
        assert!(checked.status.success(), "{key}: {}", text(&checked));
    }
}
