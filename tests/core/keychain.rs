//! The copy of the key in this computer's keychain: there when asked for, never needed, and never more than the data key.

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use uuid::Uuid;
use vouchsafe_core::domain::interview::AwardChoice;
use vouchsafe_core::error::{Code, Error, Result};
use vouchsafe_core::store::{KeyFile, Knowledge};
use vouchsafe_core::workspace::{
    Destination, Environment, KeyBytes, KeyCopy, Keychain, KeychainCopy, Passphrase, Workspace, keychain_copy,
    restore_backup,
};

use crate::desk::{Counting, Desk, passphrase, start};

/// A keychain in memory, that can fail to answer, and forget what it is given.
#[derive(Default)]
struct Fake {
    keys: Mutex<BTreeMap<Uuid, Vec<u8>>>,
    is_gone: AtomicBool,
    forgets: AtomicBool,
    asked: AtomicU32,
}

impl Fake {
    fn ask(&self) -> Result<std::sync::MutexGuard<'_, BTreeMap<Uuid, Vec<u8>>>> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        match self.is_gone.load(Ordering::Relaxed) {
            true => Err(Error::refused("There is no keychain here.")),
            false => Ok(self.keys.lock().unwrap()),
        }
    }
}

impl Keychain for Fake {
    fn holds(&self, workspace: Uuid) -> bool {
        self.ask().is_ok_and(|keys| keys.contains_key(&workspace))
    }

    fn read(&self, workspace: Uuid) -> Result<Option<KeyBytes>> {
        Ok(self.ask()?.get(&workspace).cloned().map(KeyBytes::new))
    }

    fn keep(&self, workspace: Uuid, key: &[u8]) -> Result<()> {
        let mut keys = self.ask()?;
        if !self.forgets.load(Ordering::Relaxed) {
            keys.insert(workspace, key.to_vec());
        }
        Ok(())
    }

    fn remove(&self, workspace: Uuid) -> Result<()> {
        self.ask()?.remove(&workspace);
        Ok(())
    }
}

fn open(desk: &Desk, keychain: &Fake) -> Result<Workspace> {
    let copy = KeyCopy::read(&desk.folder(), keychain)?;
    Workspace::open_with_copy(&desk.folder(), Box::new(Counting::default()), &copy)
}

fn add(workspace: &mut Workspace, passphrase: &Passphrase, keychain: &Fake) -> Result<()> {
    let copy = workspace.copy_key(passphrase)?;
    copy.keep(keychain)?;
    workspace.note_copy_kept(&copy)
}

fn remove(workspace: &mut Workspace, keychain: &Fake) -> Result<()> {
    workspace.key_place()?.remove(keychain)?;
    workspace.note_copy_removed()
}

fn copy(desk: &Desk, keychain: &Fake) -> KeychainCopy {
    keychain_copy(&desk.folder(), keychain)
}

fn actions(workspace: &mut Workspace) -> Vec<String> {
    workspace.audit_events(None, None, 100).unwrap().into_iter().map(|it| it.event.action).rev().collect()
}

#[test]
fn the_keychain_opens_and_the_passphrase_still_signs() {
    let (desk, keychain) = (Desk::new(), Fake::default());
    let mut workspace = desk.open();
    let id = workspace.start_interview(&start()).unwrap().assessment.id;
    assert_eq!(copy(&desk, &keychain), KeychainCopy::None);
    assert_eq!(keychain.asked.load(Ordering::Relaxed), 0, "where there is no copy, nobody is asked");
    let wrong = Passphrase::new("wrong".to_owned());
    assert_eq!(add(&mut workspace, &wrong, &keychain).unwrap_err().code(), Code::WrongPassphrase);
    assert!(!workspace.is_in_keychain() && keychain.keys.lock().unwrap().is_empty());
    add(&mut workspace, &passphrase(), &keychain).unwrap();
    assert!(workspace.is_in_keychain());
    drop(workspace);

    // The data key and nothing else: not the secret that opens the signing key.
    let keys = KeyFile::read(&desk.folder()).unwrap().unwrap();
    let secrets = keys.open(&Knowledge::Passphrase("correct horse")).unwrap();
    let kept = keychain.keys.lock().unwrap().clone();
    assert_eq!(kept, BTreeMap::from([(keys.workspace(), secrets.data_key().bytes().to_vec())]));

    assert_eq!(copy(&desk, &keychain), KeychainCopy::There);
    let mut workspace = open(&desk, &keychain).unwrap();
    workspace.rate(id, crate::desk::at(1, 1), FULLY).unwrap();
    workspace.conclude(id, AwardChoice::AsComputed, None).unwrap();
    let to = tempfile::tempdir().unwrap();
    let destination = Destination::Folder(to.path().to_owned());
    let refused = workspace.export_report(id, &destination, |_| Ok(wrong.clone())).unwrap_err();
    assert_eq!(refused.code(), Code::WrongPassphrase);
    workspace.export_report(id, &destination, |_| Ok(passphrase())).unwrap();

    remove(&mut workspace, &keychain).unwrap();
    remove(&mut workspace, &keychain).unwrap();
    assert!(keychain.keys.lock().unwrap().is_empty() && !workspace.is_in_keychain());
    let actions = actions(&mut workspace);
    assert_eq!(actions.iter().filter(|it| *it == "keychain-added").count(), 1);
    assert_eq!(actions.last().map(String::as_str), Some("keychain-removed"));
    assert_eq!(actions.iter().filter(|it| *it == "keychain-removed").count(), 1, "once is enough");
    drop(workspace);
    assert_eq!(copy(&desk, &keychain), KeychainCopy::None);
    assert_eq!(open(&desk, &keychain).err().unwrap().code(), Code::NotFound);
}

const FULLY: vouchsafe_core::domain::rating::Finding =
    vouchsafe_core::domain::rating::Finding::Rated(vouchsafe_core::domain::rating::Rating::Fully);

#[test]
fn whatever_the_keychain_lost_the_passphrase_opens() {
    let (desk, keychain) = (Desk::new(), Fake::default());
    add(&mut desk.open(), &passphrase(), &keychain).unwrap();
    let id = KeyFile::read(&desk.folder()).unwrap().unwrap().workspace();
    let before = fs::read(desk.folder().join("vouchsafe.db")).unwrap();
    let whole = keychain.keys.lock().unwrap()[&id].clone();
    let other: Vec<u8> = whole.iter().map(|byte| byte ^ 1).collect();
    for spoilt in [other, whole[..31].to_vec(), Vec::new()] {
        keychain.keys.lock().unwrap().insert(id, spoilt);
        let refused = open(&desk, &keychain).err().unwrap();
        assert_eq!(refused.code(), Code::Refused, "nothing is said to be damaged");
        assert!(refused.message().contains("passphrase"), "{refused}");
    }
    keychain.is_gone.store(true, Ordering::Relaxed);
    assert_eq!(copy(&desk, &keychain), KeychainCopy::Missing);
    assert_eq!(open(&desk, &keychain).err().unwrap().message(), "There is no keychain here.");
    keychain.is_gone.store(false, Ordering::Relaxed);
    keychain.keys.lock().unwrap().clear();
    assert_eq!(copy(&desk, &keychain), KeychainCopy::Missing);
    let refused = open(&desk, &keychain).err().unwrap();
    assert!(refused.code() == Code::NotFound && refused.message().contains("passphrase"), "{refused}");
    assert_eq!(fs::read(desk.folder().join("vouchsafe.db")).unwrap(), before);
    assert!(desk.open().is_in_keychain());
}

#[test]
fn another_passphrase_changes_nothing_and_a_backup_of_this_workspace_opens_as_well() {
    let (desk, keychain) = (Desk::new(), Fake::default());
    let mut workspace = desk.open();
    add(&mut workspace, &passphrase(), &keychain).unwrap();
    let made = workspace.backup(None).unwrap().run(&mut |_, _| ControlFlow::Continue(())).unwrap();
    workspace.change_passphrase(&passphrase(), &Passphrase::new("battery staple".to_owned())).unwrap();
    drop(workspace);
    drop(open(&desk, &keychain).unwrap());
    restore_backup(&desk.folder(), &Counting::default(), &made.file, None, true, &mut |_, _| ControlFlow::Continue(()))
        .unwrap();
    assert_eq!(copy(&desk, &keychain), KeychainCopy::There);
    open(&desk, &keychain).unwrap();
}

#[test]
fn another_workspace_in_the_same_place_has_no_copy() {
    let (desk, keychain, other) = (Desk::new(), Fake::default(), Desk::new());
    add(&mut desk.open(), &passphrase(), &keychain).unwrap();
    let later = Counting::default();
    later.new_id();
    let mut stranger = Workspace::open(&other.folder(), Box::new(later), |_| Ok(passphrase())).unwrap();
    let made = stranger.backup(None).unwrap().run(&mut |_, _| ControlFlow::Continue(())).unwrap();
    restore_backup(&desk.folder(), &Counting::default(), &made.file, None, true, &mut |_, _| ControlFlow::Continue(()))
        .unwrap();
    assert_eq!(copy(&desk, &keychain), KeychainCopy::Missing);
    assert_eq!(open(&desk, &keychain).err().unwrap().code(), Code::NotFound);
    // Turned off, or on again: the copy of the workspace that was here before goes.
    let mut workspace = desk.open();
    add(&mut workspace, &passphrase(), &keychain).unwrap();
    let id = KeyFile::read(&desk.folder()).unwrap().unwrap().workspace();
    assert_eq!(keychain.keys.lock().unwrap().keys().collect::<Vec<_>>(), [&id]);
}

#[test]
fn what_is_not_kept_is_not_turned_on_and_what_is_not_removed_stays_on() {
    let (desk, keychain) = (Desk::new(), Fake::default());
    let mut workspace = desk.open();
    keychain.forgets.store(true, Ordering::Relaxed);
    let refused = add(&mut workspace, &passphrase(), &keychain).unwrap_err();
    assert!(refused.message().contains("did not keep"), "{refused}");
    keychain.forgets.store(false, Ordering::Relaxed);
    keychain.is_gone.store(true, Ordering::Relaxed);
    add(&mut workspace, &passphrase(), &keychain).unwrap_err();
    assert!(!workspace.is_in_keychain());
    assert!(!actions(&mut workspace).iter().any(|it| it.starts_with("keychain")));

    keychain.is_gone.store(false, Ordering::Relaxed);
    add(&mut workspace, &passphrase(), &keychain).unwrap();
    keychain.is_gone.store(true, Ordering::Relaxed);
    remove(&mut workspace, &keychain).unwrap_err();
    assert!(workspace.is_in_keychain());
    assert_eq!(actions(&mut workspace).last().map(String::as_str), Some("keychain-added"));
}
