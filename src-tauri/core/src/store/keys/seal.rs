//! Sealing the workspace's secrets under something that a person knows.
//!
//! The key is Argon2id (RFC 9106) of what is known, the seal AES-256-GCM, both from RustCrypto. Every seal has its own
//! salt, hence its own key, so that its random nonce can meet no other.

use std::time::{Duration, Instant};

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit, Nonce};
use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroizing;

use crate::error::{Code, Error, Result};

/// The length of a sealing key, in bytes.
const KEY: usize = 32;
/// More than this, in KiB, is asked of no machine: a file that somebody changed must not use up its memory.
const MEMORY_LIMIT: u32 = 1 << 20;
/// The same for passes over that memory.
const PASSES_LIMIT: u32 = 100;

/// What a guess costs: Argon2id's parameters, with one lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyCost {
    /// In KiB.
    pub memory: u32,
    /// How many times it is gone over.
    pub passes: u32,
}

impl KeyCost {
    /// The least that a workspace of somebody's is made with: 64 MiB, gone over once.
    pub const LEAST: Self = Self { memory: 64 << 10, passes: 1 };
    /// For tests that open workspaces by the hundred. It protects nothing.
    pub const NONE: Self = Self { memory: 8, passes: 1 };

    /// As many passes over 64 MiB as this machine makes in that time, at least one.
    #[must_use]
    pub fn taking(time: Duration) -> Self {
        let started = Instant::now();
        // What is made of nothing takes as long as what is made of a passphrase.
        if cipher(&[], &[0; 32], Self::LEAST).is_err() {
            return Self::LEAST;
        }
        let passes = time.as_nanos() / started.elapsed().as_nanos().max(1);
        Self { passes: u32::try_from(passes).unwrap_or(1).clamp(1, PASSES_LIMIT / 4), ..Self::LEAST }
    }

    fn parameters(self) -> Result<Params> {
        if self.memory > MEMORY_LIMIT || self.passes > PASSES_LIMIT {
            return Err(Error::new(
                Code::Damaged,
                "The workspace’s key file asks for more memory or time than Vouchsafe ever does, so somebody changed it. \
                 Put back keys.json from a backup.",
            ));
        }
        Params::new(self.memory, self.passes, 1, Some(KEY)).map_err(|error| damaged(&error))
    }
}

/// A sealed secret, and what to know for opening it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sealed {
    pub(super) cost: KeyCost,
    pub(super) salt: [u8; 32],
    pub(super) nonce: [u8; 12],
    /// The secret, encrypted, with its tag.
    pub(super) sealed: Vec<u8>,
}

impl Sealed {
    /// Seals `secret` under what is known. `about` is bound to it: the seal opens for nothing else.
    pub(super) fn seal(
        secret: &[u8],
        known: &[u8],
        about: &[u8],
        cost: KeyCost,
        fill_random: &mut dyn FnMut(&mut [u8]) -> Result<()>,
    ) -> Result<Self> {
        let (mut salt, mut nonce) = ([0; 32], [0; 12]);
        fill_random(&mut salt)?;
        fill_random(&mut nonce)?;
        let cipher = cipher(known, &salt, cost)?;
        let sealed = cipher
            .encrypt(&Nonce::from(nonce), Payload { msg: secret, aad: about })
            .map_err(|error| Error::internal(format!("the workspace’s key can’t be sealed: {error}")))?;
        Ok(Self { cost, salt, nonce, sealed })
    }

    /// Opens the seal; none: what is known is something else, or the seal was changed.
    pub(super) fn open(&self, known: &[u8], about: &[u8]) -> Result<Option<Zeroizing<Vec<u8>>>> {
        let cipher = cipher(known, &self.salt, self.cost)?;
        let opened = cipher.decrypt(&Nonce::from(self.nonce), Payload { msg: &self.sealed, aad: about });
        Ok(opened.ok().map(Zeroizing::new))
    }
}

fn cipher(known: &[u8], salt: &[u8], cost: KeyCost) -> Result<Aes256Gcm> {
    let mut key = Zeroizing::new([0; KEY]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, cost.parameters()?)
        .hash_password_into(known, salt, &mut *key)
        .map_err(|error| Error::internal(format!("no key can be made of the passphrase: {error}")))?;
    Aes256Gcm::new_from_slice(&*key).map_err(Error::internal)
}

fn damaged(why: &dyn std::fmt::Display) -> Error {
    Error::new(Code::Damaged, format!("The workspace’s key file is damaged ({why}). Put back keys.json from a backup."))
}
