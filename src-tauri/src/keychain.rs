//! The keychain of this computer, as far as there is one: on Linux the Secret Service (GNOME Keyring, KWallet, KeePassXC).
//!
//! The crate `keyring` would reach the keychains of other systems as well, but it unlocks a keychain, and so asks the user,
//! even to look whether something is in it. What is asked before the passphrase page shows must not do that. Elsewhere there
//! is no keychain yet, and everything works without one.

#[cfg(target_os = "linux")]
mod secret_service_of_session {
    use std::collections::HashMap;
    use std::sync::mpsc;
    use std::thread;
    use std::time::Duration;

    use secret_service::blocking::{Item, SecretService};
    use secret_service::{EncryptionType, Error as Refusal, SearchItemsResult};
    use uuid::Uuid;
    use vouchsafe_core::error::{Error, Result};
    use vouchsafe_core::workspace::{KeyBytes, Keychain};

    /// How long the page of the passphrase waits to know whether there is a key. A service has to be started for it.
    const GLANCE: Duration = Duration::from_secs(1);
    /// How long the user may take to say yes to the system before the passphrase is asked for instead.
    const PATIENCE: Duration = Duration::from_secs(60);
    /// By what our entries are known.
    const SCHEMA: &str = "vouchsafe.workspace-key";
    const CONTENT: &str = "application/octet-stream";

    /// The keychain of the session that the program runs in.
    #[derive(Debug, Clone, Copy, Default)]
    pub struct SystemKeychain;

    impl Keychain for SystemKeychain {
        fn holds(&self, workspace: Uuid) -> bool {
            within(GLANCE, move || {
                let service = SecretService::connect(EncryptionType::Plain)?;
                let found = find(&service, workspace)?;
                Ok(!found.unlocked.is_empty() || !found.locked.is_empty())
            })
            .unwrap_or(false)
        }

        fn read(&self, workspace: Uuid) -> Result<Option<KeyBytes>> {
            within(PATIENCE, move || {
                let service = SecretService::connect(EncryptionType::Dh)?;
                match unlocked(find(&service, workspace)?)?.first() {
                    Some(item) => item.get_secret().map(KeyBytes::new).map(Some),
                    None => Ok(None),
                }
            })
        }

        fn keep(&self, workspace: Uuid, key: &[u8]) -> Result<()> {
            let service = SecretService::connect(EncryptionType::Dh).map_err(|error| refused(&error))?;
            let kept = service.get_default_collection().and_then(|collection| {
                collection.unlock()?;
                let id = workspace.to_string();
                collection
                    .create_item("Key of the Vouchsafe workspace", attributes(&id), key, true, CONTENT)
                    .map(|_| ())
            });
            kept.map_err(|error| refused(&error))
        }

        fn remove(&self, workspace: Uuid) -> Result<()> {
            let service = SecretService::connect(EncryptionType::Plain).map_err(|error| refused(&error))?;
            let removed =
                find(&service, workspace).and_then(unlocked).and_then(|items| items.iter().try_for_each(Item::delete));
            removed.map_err(|error| refused(&error))
        }
    }

    fn attributes(workspace: &str) -> HashMap<&str, &str> {
        HashMap::from([("xdg:schema", SCHEMA), ("workspace", workspace)])
    }

    fn find<'a>(
        service: &'a SecretService<'a>,
        workspace: Uuid,
    ) -> std::result::Result<SearchItemsResult<Item<'a>>, Refusal> {
        service.search_items(attributes(&workspace.to_string()))
    }

    /// All that was found, once the user has unlocked what is locked.
    fn unlocked(found: SearchItemsResult<Item<'_>>) -> std::result::Result<Vec<Item<'_>>, Refusal> {
        found.locked.iter().try_for_each(Item::unlock)?;
        Ok(found.unlocked.into_iter().chain(found.locked).collect())
    }

    /// Does something that may never answer on a thread of its own. What comes too late is dropped, and wiped.
    fn within<T: Send + 'static>(
        time: Duration,
        work: impl FnOnce() -> std::result::Result<T, Refusal> + Send + 'static,
    ) -> Result<T> {
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            // Nobody listens any more if it took too long.
            let _ = sender.send(work());
        });
        match receiver.recv_timeout(time) {
            Ok(done) => done.map_err(|error| refused(&error)),
            Err(_) => Err(Error::refused(NO_ANSWER)),
        }
    }

    const NO_ANSWER: &str = "This computer’s keychain does not answer. The passphrase works without it.";

    fn refused(error: &Refusal) -> Error {
        match error {
            Refusal::Prompt | Refusal::PromptDisconnected | Refusal::Locked => {
                Error::refused("This computer’s keychain stayed locked. The passphrase works without it.")
            }
            Refusal::NoResult => Error::refused(
                "This computer’s keychain has no place for new keys yet. Make one in the system’s own program for \
                 passwords; the passphrase works without it.",
            ),
            _ => Error::refused(NO_ANSWER),
        }
    }
}

#[cfg(target_os = "linux")]
pub use secret_service_of_session::SystemKeychain;

#[cfg(not(target_os = "linux"))]
mod none {
    use uuid::Uuid;
    use vouchsafe_core::error::{Error, Result};
    use vouchsafe_core::workspace::{KeyBytes, Keychain};

    /// There is none that this program knows how to ask.
    #[derive(Debug, Clone, Copy, Default)]
    pub struct SystemKeychain;

    impl Keychain for SystemKeychain {
        fn holds(&self, _: Uuid) -> bool {
            false
        }

        fn read(&self, _: Uuid) -> Result<Option<KeyBytes>> {
            Ok(None)
        }

        fn keep(&self, _: Uuid, _: &[u8]) -> Result<()> {
            Err(Error::refused("On this system Vouchsafe can’t use a keychain yet. The passphrase works without it."))
        }

        fn remove(&self, _: Uuid) -> Result<()> {
            Ok(())
        }
    }
}

#[cfg(not(target_os = "linux"))]
pub use none::SystemKeychain;
