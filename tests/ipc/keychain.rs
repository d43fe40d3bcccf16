//! The copy of the key in a keychain.

use std::collections::BTreeMap;
use std::sync::Mutex;

use serde_json::json;
use uuid::Uuid;
use vouchsafe_core::error::Error;
use vouchsafe_core::workspace::{KeyBytes, Keychain};

use crate::window::{PASSPHRASE, Window};

/// A keychain that nobody else sees.
#[derive(Default)]
pub(crate) struct InMemory(Mutex<BTreeMap<Uuid, Vec<u8>>>);

impl Keychain for InMemory {
    fn holds(&self, workspace: Uuid) -> bool {
        self.0.lock().unwrap().contains_key(&workspace)
    }

    fn read(&self, workspace: Uuid) -> Result<Option<KeyBytes>, Error> {
        Ok(self.0.lock().unwrap().get(&workspace).cloned().map(KeyBytes::new))
    }

    fn keep(&self, workspace: Uuid, key: &[u8]) -> Result<(), Error> {
        self.0.lock().unwrap().insert(workspace, key.to_vec());
        Ok(())
    }

    fn remove(&self, workspace: Uuid) -> Result<(), Error> {
        self.0.lock().unwrap().remove(&workspace);
        Ok(())
    }
}

#[test]
fn the_keychain_opens_what_was_locked_and_only_when_it_is_asked() {
    let window = Window::open();
    let state = |window: &Window| window.call("vault", json!({})).unwrap();
    assert_eq!(window.call("settings", json!({})).unwrap()["inKeychain"], false);
    let refused = window.call("add_to_keychain", json!({"passphrase": "wrong"})).unwrap_err();
    assert_eq!(refused["code"], "wrong-passphrase");
    window.call("add_to_keychain", json!({"passphrase": PASSPHRASE})).unwrap();
    assert_eq!(window.call("settings", json!({})).unwrap()["inKeychain"], true);
    window.call("lock", json!({})).unwrap();
    let locked = state(&window);
    assert_eq!((&locked["state"], &locked["keychain"]), (&json!("locked"), &json!("there")));
    assert_eq!(window.call("home", json!({})).unwrap_err()["code"], "locked");
    window.call("unlock_with_keychain", json!({})).unwrap();
    let open = state(&window);
    assert_eq!((&open["state"], &open["keychain"]), (&json!("open"), &json!("none")));
    window.call("remove_from_keychain", json!({})).unwrap();
    window.call("lock", json!({})).unwrap();
    assert_eq!(state(&window)["keychain"], "none");
    assert_eq!(window.call("unlock_with_keychain", json!({})).unwrap_err()["code"], "not-found");
    window.call("unlock", json!({"passphrase": PASSPHRASE})).unwrap();
}
