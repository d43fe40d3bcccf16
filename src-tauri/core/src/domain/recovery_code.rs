//! The code that opens a workspace whose passphrase is lost: printed, kept elsewhere, typed in years later.

use std::fmt;

use data_encoding::{Encoding, Specification};
use zeroize::Zeroizing;

/// How many bytes of randomness it stands for: nobody can try 2¹⁶⁰ of them.
pub const BYTES: usize = 20;
/// How many signs stand together.
const GROUP: usize = 4;

/// A recovery code. It is wiped from memory when it is dropped, and never printed by accident.
pub struct RecoveryCode(Zeroizing<[u8; BYTES]>);

impl RecoveryCode {
    /// The code of these random bytes.
    #[must_use]
    pub fn new(random: [u8; BYTES]) -> Self {
        Self(Zeroizing::new(random))
    }

    /// Reads a code as people type it: small letters, other separators, and O, I or L for the digits they look like.
    /// None: this is no code.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let signs = Zeroizing::new(typed.chars().filter(char::is_ascii_alphanumeric).collect::<String>());
        let separators_only = typed.chars().all(|sign| {
            sign.is_ascii_alphanumeric() || sign.is_whitespace() || ['-', '–', '‐', '.', '·'].contains(&sign)
        });
        let bytes = Zeroizing::new(alphabet()?.decode(signs.as_bytes()).ok().filter(|_| separators_only)?);
        Some(Self(Zeroizing::new(bytes.as_slice().try_into().ok()?)))
    }

    /// The bytes that it stands for.
    #[must_use]
    pub fn bytes(&self) -> &[u8; BYTES] {
        &self.0
    }

    /// As it is printed: groups of four letters and digits.
    #[must_use]
    pub fn in_groups(&self) -> Zeroizing<String> {
        let signs = Zeroizing::new(alphabet().map(|alphabet| alphabet.encode(&*self.0)).unwrap_or_default());
        let mut groups = Zeroizing::new(String::with_capacity(signs.len() * 5 / 4));
        for (place, sign) in signs.chars().enumerate() {
            if place > 0 && place % GROUP == 0 {
                groups.push('-');
            }
            groups.push(sign);
        }
        groups
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

/// Crockford's base 32: no letter that can be taken for a digit.
fn alphabet() -> Option<Encoding> {
    let mut specification = Specification::new();
    specification.symbols.push_str("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    specification.translate.from.push_str("abcdefghjkmnpqrstvwxyzOoIiLl");
    specification.translate.to.push_str("ABCDEFGHJKMNPQRSTVWXYZ001111");
    specification.encoding().ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn it_reads_as_it_is_printed() {
        let code = RecoveryCode::new([0xA5; BYTES]);
        assert_eq!(*code.in_groups(), "MPJT-B9D5-MPJT-B9D5-MPJT-B9D5-MPJT-B9D5");
        assert_eq!(format!("{code:?}"), "RecoveryCode(…)");
    }

    proptest! {
        #[test]
        fn every_code_is_read_back_however_it_is_typed(random: [u8; BYTES], small: bool, separator in "[-  .–]") {
            let printed = RecoveryCode::new(random).in_groups().to_string();
            let mut typed = printed.replace('-', &separator).replace('0', "O").replace('1', "l");
            if small {
                typed = typed.to_lowercase();
            }
            prop_assert_eq!(RecoveryCode::parse(&format!(" {typed}\n")).map(|code| *code.bytes()), Some(random));
        }

        #[test]
        fn what_is_shorter_longer_or_has_other_signs_is_no_code(random: [u8; BYTES], place in 0_usize..32) {
            let printed = RecoveryCode::new(random).in_groups().replace('-', "");
            let mut typed = printed.clone();
            typed.remove(place);
            prop_assert!(RecoveryCode::parse(&typed).is_none());
            typed.insert(place, 'U');
            prop_assert!(RecoveryCode::parse(&typed).is_none());
            let longer = [printed.clone() + "A", printed + "!"];
            prop_assert!(longer.iter().all(|typed| RecoveryCode::parse(typed).is_none()));
        }
    }
}
