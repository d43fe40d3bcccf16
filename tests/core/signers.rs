//! Who signs here, who is known here, and how an identity gets from one workspace into another.

use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};

use tempfile::TempDir;
use vouchsafe_core::domain::audit::Action;
use vouchsafe_core::domain::interview::{Assessor, AwardChoice};
use vouchsafe_core::domain::rating::{Finding, Rating};
use vouchsafe_core::domain::signer::Trust;
use vouchsafe_core::error::Code;
use vouchsafe_core::workspace::{
    Destination, FileVerdict, Passphrase, SignatureInfo, StartInterview, VerifiedFile, Workspace,
};

use crate::desk::{Desk, at, passphrase, start};

const HOUR: i64 = 3600;

/// A report signed at this desk, and its fingerprint.
fn report(workspace: &mut Workspace, assessor: &str) -> (Vec<u8>, String) {
    let assessor = Assessor { name: assessor.to_owned(), ..Assessor::default() };
    let id = workspace.start_interview(&StartInterview { assessor, ..start() }).unwrap().assessment.id;
    workspace.rate(id, at(1, 1), Finding::Rated(Rating::Fully)).unwrap();
    workspace.conclude(id, AwardChoice::AsComputed, None).unwrap();
    let folder = TempDir::new().unwrap();
    let destination = Destination::File { path: folder.path().join("report.pdf"), replace: false };
    let exported = workspace.export_report(id, &destination, |_| Ok(passphrase())).unwrap();
    (std::fs::read(exported.file).unwrap(), exported.report.signer_fingerprint)
}

/// A report of a workspace that nobody knows yet, made in an assessor's name.
fn foreign_report(assessor: &str) -> (Vec<u8>, String) {
    report(&mut desk_of_its_own().open(), assessor)
}

/// A desk at another time than all others: what is random at a desk only counts up.
fn desk_of_its_own() -> Desk {
    static DESKS: AtomicI64 = AtomicI64::new(1);
    let desk = Desk::new();
    desk.wait(-HOUR * DESKS.fetch_add(1, Ordering::Relaxed));
    desk
}

fn verify(workspace: &mut Workspace, report: &[u8]) -> (VerifiedFile, SignatureInfo) {
    let verified = workspace.verify("report.pdf", report).unwrap();
    let signature = verified.signatures[0].clone();
    (verified, signature)
}

/// A passphrase for a file.
fn opens() -> Passphrase {
    Passphrase::new("staple battery".to_owned())
}

fn last_action(workspace: &mut Workspace) -> String {
    workspace.audit_events(None, None, 1).unwrap().remove(0).event.action
}

#[test]
fn a_signer_is_noted_at_first_sight_and_known_once_trusted() {
    let (report, fingerprint) = foreign_report("Noor Haddad");
    let desk = Desk::new();
    let mut workspace = desk.open();
    let before = workspace.audit_head().unwrap();
    let (verified, signature) = verify(&mut workspace, &report);
    assert_eq!((verified.verdict, signature.trust), (FileVerdict::ValidUnknownSigner, Trust::New));
    assert_eq!(signature.first_seen_at, None);

    // Seeing it again, later and after a restart, changes nothing.
    drop(workspace);
    desk.wait(HOUR);
    let mut workspace = desk.open();
    let (verified, signature) = verify(&mut workspace, &report);
    assert_eq!((verified.verdict, signature.trust), (FileVerdict::ValidUnknownSigner, Trust::New));
    let signers = workspace.signers().unwrap();
    let seen = signers[0].seen.clone().unwrap();
    assert_eq!((signers.len(), signers[0].fingerprint.as_str()), (1, fingerprint.as_str()));
    assert_eq!((seen.name.as_str(), signers[0].trusted_at, signers[0].trust), ("Noor Haddad", None, Trust::New));
    assert_eq!(signature.first_seen_at, Some(seen.first_seen_at));
    assert_eq!(workspace.audit_head().unwrap(), before, "an observation is no event");

    workspace.trust_signer(&fingerprint.to_uppercase()).unwrap();
    assert_eq!(last_action(&mut workspace), Action::SignerTrusted.name());
    let trusted = workspace.audit_head().unwrap();
    workspace.trust_signer(&fingerprint).unwrap();
    assert_eq!(workspace.audit_head().unwrap(), trusted, "it was trusted already");
    let (verified, signature) = verify(&mut workspace, &report);
    assert_eq!((verified.verdict, signature.trust), (FileVerdict::Valid, Trust::Known));

    workspace.distrust_signer(&fingerprint).unwrap();
    assert_eq!(last_action(&mut workspace), Action::SignerDistrusted.name());
    workspace.distrust_signer(&fingerprint).unwrap();
    assert_eq!(verify(&mut workspace, &report).0.verdict, FileVerdict::ValidUnknownSigner);
    assert_eq!(workspace.signers().unwrap()[0].seen, Some(seen), "it was seen all the same");
    assert!(workspace.verify_audit(&[]).unwrap().is_intact());
}

#[test]
fn only_signatures_that_hold_are_noted() {
    let (mut report, _) = foreign_report("Noor Haddad");
    let middle = report.len() / 3;
    report[middle] ^= 1;
    let desk = Desk::new();
    let mut workspace = desk.open();
    assert_eq!(verify(&mut workspace, &report).0.verdict, FileVerdict::Invalid);
    assert_eq!(workspace.signers().unwrap(), []);
}

#[test]
fn a_fingerprint_can_be_trusted_before_any_report_comes() {
    let (report, fingerprint) = foreign_report("Noor Haddad");
    let desk = Desk::new();
    let mut workspace = desk.open();
    let groups: Vec<&str> = (0..16).map(|group| &fingerprint[group * 4..group * 4 + 4]).collect();
    workspace.trust_signer(&groups.join(" ")).unwrap();
    let signers = workspace.signers().unwrap();
    assert_eq!((&signers[0].seen, signers[0].trust), (&None, Trust::Known));
    assert_eq!(verify(&mut workspace, &report).0.verdict, FileVerdict::Valid);
    let signers = workspace.signers().unwrap();
    assert_eq!(signers[0].seen.as_ref().unwrap().name, "Noor Haddad");
    assert!(signers[0].trusted_at.is_some(), "being seen doesn't end it");

    let never = "ab".repeat(32);
    assert_eq!(workspace.distrust_signer(&never).unwrap_err().code(), Code::NotFound);
    workspace.trust_signer(&never).unwrap();
    workspace.distrust_signer(&never).unwrap();
    assert_eq!(workspace.signers().unwrap().len(), 1, "nothing is left of one that was never seen");
    assert!(workspace.trust_signer("Noor Haddad").unwrap_err().message().contains("no fingerprint"));
}

#[test]
fn a_known_name_with_another_key_is_called_out() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    report(&mut workspace, "Lena Vogt");
    let (of_own_name, _) = foreign_report("lena  VOGT");
    assert_eq!(verify(&mut workspace, &of_own_name).1.trust, Trust::Contradicts);
    let ((first, fingerprint), (second, _)) = (foreign_report("Noor Haddad"), foreign_report("Noor Haddad"));
    assert_eq!(verify(&mut workspace, &first).1.trust, Trust::New);
    assert_eq!(verify(&mut workspace, &second).1.trust, Trust::New, "neither of them is known");
    workspace.trust_signer(&fingerprint).unwrap();
    assert_eq!(verify(&mut workspace, &second).1.trust, Trust::Contradicts);
    let trusts: Vec<Trust> = workspace.signers().unwrap().iter().map(|signer| signer.trust).collect();
    assert_eq!(trusts.iter().filter(|trust| **trust == Trust::Contradicts).count(), 2, "{trusts:?}");
}

#[test]
fn a_name_that_looks_like_a_known_one_is_called_out_with_it() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    report(&mut workspace, "Lena Vogt");
    for name in ["Lena V\u{43E}gt", "Léna Vogt", "Lena\u{200B}Vogt", "LENA VOGT"] {
        let (alike, _) = foreign_report(name);
        let (verified, signature) = verify(&mut workspace, &alike);
        assert_eq!(
            (verified.verdict, signature.trust),
            (FileVerdict::ValidUnknownSigner, Trust::Contradicts),
            "{name}"
        );
        assert_eq!((signature.signer.as_str(), signature.looks_like.as_deref()), (name, Some("Lena Vogt")), "{name}");
    }
    let signers = workspace.signers().unwrap();
    assert_eq!(signers.len(), 4);
    assert!(signers.iter().all(|signer| signer.looks_like.as_deref() == Some("Lena Vogt")), "{signers:?}");
    let (other, _) = foreign_report("Lena Voigt");
    let (_, signature) = verify(&mut workspace, &other);
    assert_eq!((signature.trust, signature.looks_like), (Trust::New, None));
}

#[test]
fn ones_own_identity_is_always_known() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let (report, own) = report(&mut workspace, "Lena Vogt");
    for refused in [workspace.distrust_signer(&own), workspace.trust_signer(&own)] {
        assert!(refused.unwrap_err().message().contains("always known"));
    }
    assert_eq!(verify(&mut workspace, &report).0.verdict, FileVerdict::Valid);
    assert_eq!(workspace.signers().unwrap(), []);
}

/// The identity of a workspace in a file.
fn exported(workspace: &mut Workspace) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("identity.p12");
    workspace.export_identity(&file, false, &opens(), |_| Ok(passphrase())).unwrap();
    (folder, file)
}

#[test]
fn an_identity_moves_to_another_workspace_and_the_earlier_one_stays_known() {
    let origin = desk_of_its_own();
    let mut from = origin.open();
    let (earlier, fingerprint) = report(&mut from, "Lena Vogt");
    let (_folder, file) = exported(&mut from);
    assert_eq!(last_action(&mut from), Action::IdentityExported.name());

    let desk = Desk::new();
    desk.wait(HOUR);
    let mut to = desk.open();
    let (own, before) = report(&mut to, "Lena Vogt");
    assert_eq!(verify(&mut to, &earlier).1.trust, Trust::Contradicts);
    let imported = to.import_identity(&file, &opens(), |_| Ok(passphrase())).unwrap();
    assert_eq!((imported.fingerprint.as_str(), imported.issuer.as_deref()), (fingerprint.as_str(), None));
    assert_eq!(last_action(&mut to), Action::IdentityImported.name());
    let identities: Vec<String> = to.identities().unwrap().into_iter().map(|it| it.fingerprint).collect();
    assert_eq!(identities, [before.clone(), fingerprint.clone()]);
    assert_eq!(to.signers().unwrap(), [], "what was somebody else's is one's own now");
    for known in [&earlier, &own] {
        assert_eq!(verify(&mut to, known).0.verdict, FileVerdict::Valid);
    }
    assert_eq!(report(&mut to, "Lena Vogt").1, fingerprint);
    assert_eq!(to.import_identity(&file, &opens(), |_| Ok(passphrase())).unwrap_err().code(), Code::Exists);
    // It goes on with another passphrase of the workspace, and after a restart.
    to.change_passphrase(&passphrase(), &opens()).unwrap();
    to.change_passphrase(&opens(), &passphrase()).unwrap();
    drop(to);
    // A clock that runs back decides nothing about who signs.
    desk.wait(-HOUR / 2);
    let mut to = desk.open();
    assert_eq!(report(&mut to, "Lena Vogt").1, fingerprint);

    // The first one can come back.
    let third = Desk::new();
    third.wait(2 * HOUR);
    let mut elsewhere = third.open();
    let (_folder, first) = exported(&mut from);
    elsewhere.create_identity(Some("Lena Vogt"), None, |_| Ok(passphrase())).unwrap();
    let made = elsewhere.identity().unwrap().unwrap().fingerprint;
    let (_other, second) = exported(&mut elsewhere);
    elsewhere.import_identity(&first, &opens(), |_| Ok(passphrase())).unwrap();
    elsewhere.import_identity(&second, &opens(), |_| Ok(passphrase())).unwrap();
    assert_eq!(elsewhere.identity().unwrap().unwrap().fingerprint, made);
    assert_eq!(elsewhere.identities().unwrap().len(), 2);
}

#[test]
fn what_does_not_open_changes_nothing() {
    let origin = desk_of_its_own();
    let mut from = origin.open();
    report(&mut from, "Lena Vogt");
    let (folder, file) = exported(&mut from);
    let short = Passphrase::new("staple".to_owned());
    let other = folder.path().join("other.p12");
    let refused = from.export_identity(&other, false, &short, |_| Ok(passphrase())).unwrap_err();
    assert!(refused.message().contains("fewer than 8"), "{refused}");
    assert_eq!(from.export_identity(&file, false, &opens(), |_| Ok(passphrase())).unwrap_err().code(), Code::Exists);
    let wrong = from.export_identity(&other, false, &opens(), |_| Ok(opens())).unwrap_err();
    assert_eq!(wrong.code(), Code::WrongPassphrase);
    assert!(!other.exists());

    let desk = Desk::new();
    let mut to = desk.open();
    let before = to.audit_head().unwrap();
    let mut refusal = |file: &std::path::Path, opening: Passphrase, known: Passphrase| {
        to.import_identity(file, &opening, |_| Ok(known)).unwrap_err()
    };
    assert_eq!(refusal(&file, passphrase(), passphrase()).code(), Code::WrongFilePassphrase);
    assert_eq!(refusal(&file, opens(), opens()).code(), Code::WrongPassphrase);
    assert!(refusal(&other, opens(), passphrase()).message().contains("other.p12"));
    std::fs::write(&other, "a letter").unwrap();
    assert!(refusal(&other, opens(), passphrase()).message().contains("no PKCS#12 file"));
    assert_eq!((to.identity().unwrap(), to.audit_head().unwrap()), (None, before));
    assert_eq!(to.export_identity(&other, true, &opens(), |_| Ok(passphrase())).unwrap_err().code(), Code::NotFound);
}

#[test]
fn where_an_identity_has_expired_another_one_can_be_made() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let (report, _) = report(&mut workspace, "Lena Vogt");
    let create = |workspace: &mut Workspace| workspace.create_identity(Some("Lena Vogt"), None, |_| Ok(passphrase()));
    assert_eq!(create(&mut workspace).unwrap_err().code(), Code::Exists);
    desk.wait(11 * 366 * 24 * HOUR);
    create(&mut workspace).unwrap();
    assert_eq!(workspace.identities().unwrap().len(), 2);
    assert_eq!(verify(&mut workspace, &report).0.verdict, FileVerdict::Valid);
}
