//! The vault.

use std::path::Path;

use vouchsafe_core::domain::recovery_code::RecoveryCode;
use vouchsafe_core::error::{Code, Result};
use vouchsafe_core::workspace::{Keychain, KeychainCopy, Passphrase, Vault, backups_without_key, keychain_copy, vault};

use crate::messages::vault::{
    ChangePassphraseRequest, KeychainState, RecoverRequest, RecoveryCodeView, VaultState, VaultView,
};

/// What stands before the window; `minutes`: after how many the open workspace is locked, none while it is not open;
/// `damage`: what the last opening found, which nobody sees without the key.
pub(crate) fn vault_view(
    folder: &Path,
    minutes: Option<u16>,
    damage: Option<String>,
    keychain: &dyn Keychain,
) -> VaultView {
    let (state, sentence) = match (minutes, vault(folder)) {
        (Some(_), _) => (VaultState::Open, None),
        (None, Ok(Vault::New)) => (VaultState::New, None),
        (None, Ok(Vault::Plain)) => (VaultState::Plain, None),
        (None, Ok(Vault::Locked)) if damage.is_some() => (VaultState::Damaged, damage),
        (None, Ok(Vault::Locked)) => (VaultState::Locked, None),
        (None, Err(error)) if error.code() == Code::Damaged => (VaultState::Damaged, Some(error.message().to_owned())),
        (None, Err(error)) => (VaultState::Unusable, Some(error.message().to_owned())),
    };
    let backups = match state {
        VaultState::Damaged => backups_without_key(folder),
        _ => Vec::new(),
    };
    VaultView {
        state,
        workspace_folder: folder.display().to_string(),
        sentence,
        backups: backups.into_iter().map(Into::into).collect(),
        auto_lock_minutes: minutes.unwrap_or_default(),
        keychain: match state {
            VaultState::Locked => keychain_copy(folder, keychain).into(),
            _ => KeychainState::None,
        },
    }
}

impl From<KeychainCopy> for KeychainState {
    fn from(copy: KeychainCopy) -> Self {
        match copy {
            KeychainCopy::None => Self::None,
            KeychainCopy::There => Self::There,
            KeychainCopy::Missing => Self::Missing,
        }
    }
}

/// The code as it is shown once.
pub(crate) fn recovery_code_view(code: &RecoveryCode) -> RecoveryCodeView {
    RecoveryCodeView { code: code.in_groups().to_string() }
}

impl RecoverRequest {
    /// The code as it was typed, and the new passphrase.
    pub(crate) fn read(self) -> Result<(String, Passphrase)> {
        Ok((self.code, Passphrase::chosen(self.passphrase)?))
    }
}

impl ChangePassphraseRequest {
    /// The current passphrase and the new one.
    pub(crate) fn read(self) -> Result<(Passphrase, Passphrase)> {
        Ok((Passphrase::new(self.current), Passphrase::chosen(self.passphrase)?))
    }
}
