//! `vouch report`, `verify`, `identity` and `demo`: the signed file, under our own verifier and under programs that
//! are not ours.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::vouch::{Vouch, interview, text};

fn report(vouch: &Vouch, name: &str) -> (String, Value) {
    let assessment = vouch.record(&interview());
    let file = vouch.path(name).to_str().unwrap().to_owned();
    let answer = vouch.answer(&["report", &assessment, "--output", &file]);
    (assessment, answer)
}

/// Runs the project's check with pdfsig, qpdf and pyHanko.
/// Each signer has a workspace, whose identity issued the root that is trusted.
pub(crate) fn check_by_others(signers: &[&Vouch], file: &Path) {
    let roots = signers.iter().map(|vouch| {
        let root = vouch.path("root.pem");
        vouch.answer(&["identity", "root", root.to_str().unwrap(), "--force"]);
        root
    });
    let check = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/independent/check_report.py");
    let checked = Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../.venv/bin/python"))
        .arg(check)
        .arg(file)
        .args(roots)
        .output()
        .unwrap();
    assert!(checked.status.success(), "{}{}", text(&checked.stdout), text(&checked.stderr));
}

#[test]
fn a_report_is_signed_once_and_accepted_by_others() {
    let vouch = Vouch::new();
    let (assessment, answer) = report(&vouch, "report.pdf");
    let file = vouch.path("report.pdf");
    check_by_others(&[&vouch], &file);
    let signed = fs::read(&file).unwrap();

    let (code, _) = vouch.refusal(&["report", &assessment, "--output", file.to_str().unwrap()]);
    assert_eq!(code, "exists");
    fs::write(&file, "something else").unwrap();
    let again = vouch.answer(&["report", &assessment, "--output", file.to_str().unwrap(), "--force"]);
    assert_eq!(again, answer);
    assert_eq!(fs::read(&file).unwrap(), signed, "a second call writes the same bytes");

    let entry = &vouch.answer(&["history"])["assessments"][0];
    assert_eq!((&entry["state"], &entry["report_sha256"]), (&json!("signed"), &answer["sha256"]));
    let shown = vouch.answer(&["identity", "show"]);
    assert_eq!(shown["identity"]["fingerprint"], answer["signer_fingerprint"]);
    assert_eq!(shown["identity"]["name"], "Lena Vogt");
}

#[test]
fn a_report_of_each_profile_is_accepted_by_others_and_says_which_it_is() {
    let vouch = Vouch::new();
    let (assessment, full) = report(&vouch, "full.pdf");
    assert_eq!(full["profile"], "full");
    for profile in ["candidate", "sponsor", "pseudonymous"] {
        let file = vouch.path(&format!("{profile}.pdf"));
        let path = file.to_str().unwrap();
        let answer = vouch.answer(&["report", &assessment, "--output", path, "--profile", profile]);
        assert_eq!(answer["profile"], profile);
        assert_ne!(answer["report"], full["report"]);
        check_by_others(&[&vouch], &file);
        let said = vouch.answer(&["verify", path]);
        let said = &said["files"][0]["report"];
        assert_eq!((&said["profile"], &said["id"]), (&json!(profile), &answer["report"]));
        let is_named = said["candidate"] == "Amara Okafor";
        assert_eq!(is_named, profile != "pseudonymous", "{said}");
        let received: Value = serde_json::from_slice(&vouch.run(&["receive", path]).stdout).unwrap();
        assert_eq!(received["files"][0]["outcome"], "refused");
    }
    let path = vouch.path("other.pdf");
    let unknown = vouch.run(&["report", &assessment, "--output", path.to_str().unwrap(), "--profile", "half"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(!path.exists());
}

#[test]
fn names_of_many_scripts_come_out_right() {
    for (candidate, assessor) in
        [("Zoë Šťastná-Δημητρίου Жук", "Ðorđe Nguyễn-Ŵójcik"), ("山田 太郎", "김서연"), ("王小明", "Σοφία Ґалаґан")]
    {
        names_come_out_right(candidate, assessor);
    }
}

fn names_come_out_right(candidate: &str, assessor: &str) {
    let vouch = Vouch::new();
    let mut interview = interview();
    interview["candidate"] = json!({"name": candidate});
    interview["assessor"]["name"] = json!(assessor);
    interview["ratings"][0]["note"] = json!(format!("{candidate}、{assessor}。"));
    let assessment = vouch.record(&interview);
    let file = vouch.path("report.pdf");
    vouch.answer(&["report", &assessment, "--output", file.to_str().unwrap()]);
    assert_eq!(vouch.answer(&["verify", file.to_str().unwrap()])["files"][0]["verdict"], "valid");
    check_by_others(&[&vouch], &file);
    let words = Command::new("pdftotext").arg(&file).arg("-").output().unwrap();
    let words = text(&words.stdout);
    assert!(words.contains(candidate) && words.contains(assessor), "{words}");
    let fonts = text(&Command::new("pdffonts").arg(&file).output().unwrap().stdout);
    for font in fonts.lines().skip(2) {
        let columns: Vec<&str> = font.split_whitespace().rev().collect();
        // From the right: object's generation and number, then unicode, subset, embedded.
        assert_eq!(columns[2..5], ["yes", "yes", "yes"], "{font}");
    }
    assert!(fonts.lines().count() > 2, "{fonts}");
}

#[test]
fn only_the_identitys_own_interviews_are_signed_and_only_with_its_passphrase() {
    let vouch = Vouch::new();
    report(&vouch, "first.pdf");
    let second = vouch.path("second.pdf");
    let second = second.to_str().unwrap();
    let mut other = interview();
    other["assessor"]["name"] = json!("Somebody Else");
    let foreign = vouch.record(&other);
    let (_, sentence) = vouch.refusal(&["report", &foreign, "--output", second]);
    assert!(sentence.contains("Lena Vogt") && sentence.contains("Somebody Else"), "{sentence}");

    let own = vouch.record(&interview());
    vouch.file("passphrase.txt", "another one\n");
    assert_eq!(vouch.refusal(&["report", &own, "--output", second]).0, "wrong-passphrase");
    vouch.file("passphrase.txt", "correct horse battery\n");
    assert!(!Path::new(second).exists());
    let nowhere = vouch.path("nowhere/report.pdf");
    let (_, sentence) = vouch.refusal(&["report", &own, "--output", nowhere.to_str().unwrap()]);
    assert!(sentence.contains("There is no folder"), "{sentence}");
    assert_eq!(vouch.answer(&["history"])["assessments"][0]["state"], "concluded", "nothing was signed");
    assert_eq!(vouch.refusal(&["identity", "create", "--name", "Somebody Else"]).0, "exists");
}

#[test]
fn verifying_says_who_signed_and_whether_they_are_known() {
    let (here, there) = (Vouch::new(), Vouch::new());
    let (_, answer) = report(&here, "report.pdf");
    let file = here.path("report.pdf");
    let file = file.to_str().unwrap();
    let verified = here.answer(&["verify", file]);
    let entry = &verified["files"][0];
    assert_eq!((&entry["verdict"], &entry["problems"]), (&json!("valid"), &json!([])));
    let signature = &entry["signatures"][0];
    assert_eq!(signature["field"], "Assessor");
    assert_eq!(signature["role"], "assessor");
    assert_eq!(signature["signer"], "Lena Vogt");
    assert_eq!(signature["fingerprint"], answer["signer_fingerprint"]);
    assert_eq!(signature["trust"], "known");

    assert_eq!(there.answer(&["verify", file])["files"][0]["verdict"], "valid-unknown-signer");
    there.answer(&["identity", "create", "--name", "lena  VOGT"]);
    let same_name = there.answer(&["verify", file]);
    assert_eq!(same_name["files"][0]["signatures"][0]["trust"], "contradicts");
}

#[test]
fn what_is_not_a_valid_report_is_said_to_be_so() {
    let vouch = Vouch::new();
    report(&vouch, "report.pdf");
    let good = fs::read(vouch.path("report.pdf")).unwrap();
    let mut changed = good.clone();
    let middle = changed.len() / 3;
    changed[middle] ^= 1;
    let mut longer = good.clone();
    longer.push(b'\n');
    let other = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n\
        trailer<</Root 1 0 R>>\n";
    let files = [
        vouch.file("changed.pdf", changed),
        vouch.file("longer.pdf", longer),
        vouch.file("cut.pdf", &good[..good.len() - 10]),
        vouch.file("letter.pdf", "Dear Sir"),
        vouch.file("empty.pdf", ""),
        vouch.file("other.pdf", other),
        vouch.path("missing.pdf").to_str().unwrap().to_owned(),
        vouch.path("report.pdf").to_str().unwrap().to_owned(),
    ];
    let mut arguments = vec!["verify"];
    arguments.extend(files.iter().map(String::as_str));
    let output = vouch.run(&arguments);
    assert_eq!(output.status.code(), Some(1));
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let entries = answer["files"].as_array().unwrap();
    let verdicts: Vec<&str> = entries.iter().map(|entry| entry["verdict"].as_str().unwrap()).collect();
    assert_eq!(verdicts[..2], ["invalid", "invalid"], "{answer:#}");
    // Cut off within its last cross-reference table, the file has no structure left to judge.
    assert_eq!(verdicts[2..5], ["unreadable", "unreadable", "unreadable"], "{answer:#}");
    assert!(["not-ours", "unreadable"].contains(&verdicts[5]), "{answer:#}");
    assert_eq!(verdicts[6..], ["unreadable", "valid"], "{answer:#}");
    for entry in &entries[..7] {
        let sentence = entry["problems"][0]["message"].as_str().unwrap();
        assert!(sentence.ends_with('.'), "{sentence}");
    }
    let failure: Value = serde_json::from_slice(&output.stderr).unwrap();
    let (code, sentence) = (&failure["error"]["code"], failure["error"]["message"].as_str().unwrap());
    assert_eq!(code, "not-valid");
    assert!(sentence.starts_with("7 of 8 files are not valid") && sentence.contains("changed.pdf is not valid."));

    // People read the answers on one stream and what is wrong on the other, a line for each file.
    let output = vouch.bare(&arguments);
    assert_eq!(output.status.code(), Some(1));
    let (told, wrong) = (text(&output.stdout), text(&output.stderr));
    for file in &files {
        assert_eq!(told.matches(&format!("{file}: ")).count(), 1, "{told}");
    }
    let complaints: Vec<&str> = wrong.lines().collect();
    assert_eq!(complaints.len(), 7, "{wrong}");
    for (complaint, (file, entry)) in complaints.iter().zip(files.iter().zip(entries)) {
        assert!(complaint.starts_with(&format!("vouch: {file} is ")), "{complaint}");
        let found = entry["problems"][0]["message"].as_str().unwrap();
        assert!(complaint.contains(found) && !told.contains(found), "{complaint}");
        assert!(["ask whoever", "Check ", "Get "].iter().any(|what| complaint.contains(what)), "{complaint}");
    }
    // A name that does not hold is called a claim; a certificate that can't be read leaves no empty place.
    assert!(told.contains("assessor, as the file claims: Lena Vogt") && !told.contains("fingerprint  ("), "{told}");
}

/// Each answer comes when its file was read, not with the last one: on one stream they alternate with what is wrong.
#[test]
fn answers_come_one_by_one() {
    let vouch = Vouch::new();
    let files = ["first.pdf", "second.pdf", "third.pdf"].map(|name| vouch.file(name, "Dear Sir"));
    let output = Command::new("sh")
        .args(["-c", "exec \"$0\" verify \"$@\" 2>&1", env!("CARGO_BIN_EXE_vouch")])
        .args(&files)
        .env("XDG_DATA_HOME", vouch.path("data"))
        .output()
        .unwrap();
    let said = text(&output.stdout);
    let expected =
        files.iter().flat_map(|file| [format!("{file}: unreadable."), format!("vouch: {file} is unreadable.")]);
    for (line, expected) in said.lines().zip(expected) {
        assert!(line.starts_with(&expected), "{expected}: {said}");
    }
    assert_eq!(said.lines().count(), 7, "and that no workspace was opened: {said}");
}

#[test]
fn the_demo_leaves_one_valid_report() {
    let vouch = Vouch::new();
    fs::create_dir(vouch.path("out")).unwrap();
    let output = vouch.bare(&["--json", "demo", "--output", "out"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["verdict"], "valid");
    let files: Vec<_> = fs::read_dir(vouch.path("out")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files.len(), 1);
    assert!(!vouch.path("data").exists(), "the user's own workspace is not touched");
    let output = vouch.bare(&["demo", "--output", "nowhere"]);
    assert_eq!(output.status.code(), Some(1));
}
