//! Letters that only the site reads, whatever they pass through on their way: the site's side of `public/kefu/seal.js`.
//!
//! A letter is HPKE (RFC 9180) in base mode with DHKEM(P-256, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM, with
//! [`INFO`] as its info and nothing beside it, as JSON: `{"kefu_sealed": 1, "key": …, "enc": …, "ciphertext": …}`.
//! `enc` and `ciphertext` are base64 for addresses (RFC 4648, section 5) without padding, and `key` is the beginning of
//! the same of the SHA-256 of the public key, so that whoever has several keys knows which one opens it.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hpke::aead::AesGcm256;
use hpke::kdf::HkdfSha256;
use hpke::kem::DhP256HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What letters are sealed for.
pub const INFO: &[u8] = b"kefu letter 1";

/// What stands in front of the public key in the address of a webhook.
pub const MARK: &str = "#seal=";

/// How a private key begins where it is written.
const PRIVATE: &str = "kefu-private-key-1:";

/// Letters of a key's print.
const PRINT: usize = 8;

/// A site's private key.
#[derive(Clone)]
pub struct Key(<DhP256HkdfSha256 as Kem>::PrivateKey);

/// It is not shown by accident.
impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({})", self.print())
    }
}

/// A letter as it comes over the net.
#[derive(Serialize, Deserialize)]
struct Letter {
    kefu_sealed: u32,
    key: String,
    enc: String,
    ciphertext: String,
}

/// Why a letter does not open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unopened {
    /// It is no letter.
    NoLetter,
    /// A later release sealed it, in this version.
    Later(u32),
    /// It is for the key with this print.
    OtherKey(String),
    /// Somebody or something changed it.
    Damaged,
}

impl fmt::Display for Unopened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoLetter => write!(
                f,
                "this is nothing sealed; give the whole JSON that the webhook got, with \"kefu_sealed\", \"key\", \"enc\" and \"ciphertext\""
            ),
            Self::Later(version) => {
                write!(f, "this is sealed in version {version}; a later release opens it")
            }
            Self::OtherKey(print) => write!(
                f,
                "this is sealed to another key, {print:?}; give the file that was made with that one"
            ),
            Self::Damaged => write!(f, "this was changed on its way, and does not open"),
        }
    }
}

/// Why a text is no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoKey;

impl Key {
    /// A new key.
    #[must_use]
    pub fn fresh() -> Self {
        Self(DhP256HkdfSha256::gen_keypair().0)
    }

    /// Reads what [`Key::text`] wrote.
    ///
    /// # Errors
    /// When it is something else.
    pub fn parse(text: &str) -> Result<Self, NoKey> {
        let written = text.trim().strip_prefix(PRIVATE).ok_or(NoKey)?;
        let bytes = URL_SAFE_NO_PAD.decode(written).map_err(|_| NoKey)?;
        Deserializable::from_bytes(&bytes).map(Self).map_err(|_| NoKey)
    }

    /// The key in one line, to be kept where nobody else reads it.
    #[must_use]
    pub fn text(&self) -> String {
        PRIVATE.to_owned() + &URL_SAFE_NO_PAD.encode(self.0.to_bytes()) + "\n"
    }

    /// The public key, as it stands behind [`MARK`].
    #[must_use]
    pub fn public(&self) -> String {
        URL_SAFE_NO_PAD.encode(DhP256HkdfSha256::sk_to_pk(&self.0).to_bytes())
    }

    /// By what the letters for this key are known.
    #[must_use]
    pub fn print(&self) -> String {
        print(&DhP256HkdfSha256::sk_to_pk(&self.0).to_bytes())
    }

    /// Opens a letter.
    ///
    /// # Errors
    /// When it is none, or is for somebody else.
    pub fn open(&self, letter: &str) -> Result<Vec<u8>, Unopened> {
        let letter: Letter = serde_json::from_str(letter).map_err(|_| Unopened::NoLetter)?;
        if letter.kefu_sealed != 1 {
            return Err(Unopened::Later(letter.kefu_sealed));
        }
        if letter.key != self.print() {
            return Err(Unopened::OtherKey(letter.key));
        }
        let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_| Unopened::Damaged);
        let enc =
            Deserializable::from_bytes(&bytes(&letter.enc)?).map_err(|_| Unopened::Damaged)?;
        let ciphertext = bytes(&letter.ciphertext)?;
        hpke::single_shot_open::<AesGcm256, HkdfSha256, DhP256HkdfSha256>(
            &OpModeR::Base,
            &self.0,
            &enc,
            INFO,
            &ciphertext,
            b"",
        )
        .map_err(|_| Unopened::Damaged)
    }
}

/// Seals a letter to a public key, as the widget does.
///
/// # Errors
/// When the key is none.
pub fn seal(public: &str, text: &[u8]) -> Result<String, NoKey> {
    let theirs = URL_SAFE_NO_PAD.decode(public).map_err(|_| NoKey)?;
    let key = <DhP256HkdfSha256 as Kem>::PublicKey::from_bytes(&theirs).map_err(|_| NoKey)?;
    let (enc, ciphertext) = hpke::single_shot_seal::<AesGcm256, HkdfSha256, DhP256HkdfSha256>(
        &OpModeS::Base,
        &key,
        INFO,
        text,
        b"",
    )
    .map_err(|_| NoKey)?;
    let letter = Letter {
        kefu_sealed: 1,
        key: print(&theirs),
        enc: URL_SAFE_NO_PAD.encode(enc.to_bytes()),
        ciphertext: URL_SAFE_NO_PAD.encode(ciphertext),
    };
    serde_json::to_string(&letter).map_err(|_| NoKey)
}

fn print(public: &[u8]) -> String {
    let mut print = URL_SAFE_NO_PAD.encode(Sha256::digest(public));
    print.truncate(PRINT);
    print
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn what_is_sealed_opens_with_its_key_alone() {
        let (key, other) = (Key::fresh(), Key::fresh());
        let letter = seal(&key.public(), "请回电".as_bytes()).unwrap();
        assert!(!letter.contains("请回电"));
        assert_eq!(key.open(&letter).unwrap(), "请回电".as_bytes());
        assert_eq!(other.open(&letter), Err(Unopened::OtherKey(key.print())));
        let posed = letter.replace(&key.print(), &other.print());
        assert_eq!(other.open(&posed), Err(Unopened::Damaged));
        let kept = Key::parse(&key.text()).map_err(|_| ()).unwrap();
        assert_eq!(kept.open(&letter).unwrap(), "请回电".as_bytes());
    }

    #[test]
    fn what_was_changed_does_not_open_and_says_why() {
        let key = Key::fresh();
        let letter = seal(&key.public(), b"call me").unwrap();
        let read: serde_json::Value = serde_json::from_str(&letter).unwrap();
        let with = |name: &str, value: serde_json::Value| {
            let mut letter = read.clone();
            letter[name] = value;
            key.open(&letter.to_string())
        };
        let turned: String = read["ciphertext"].as_str().unwrap().chars().rev().collect();
        for (name, value) in
            [("ciphertext", &*turned), ("ciphertext", "%"), ("enc", "BB"), ("enc", "")]
        {
            assert_eq!(with(name, value.into()), Err(Unopened::Damaged), "{name} {value}");
        }
        assert_eq!(with("kefu_sealed", 2.into()), Err(Unopened::Later(2)));
        assert_eq!(with("enc", 7.into()), Err(Unopened::NoLetter));
        for no_letter in ["", "{}", "[]", "hello", r#"{"kefu_handoff": 1}"#] {
            assert_eq!(key.open(no_letter), Err(Unopened::NoLetter), "{no_letter}");
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        let text = Key::fresh().text();
        for bad in ["", "kefu-private-key-1:", &text[1..], &text[..30], "kefu-private-key-1:%%%"] {
            assert!(Key::parse(bad).is_err(), "{bad}");
        }
        // A point that is on no curve, and one that is too short.
        for bad in ["", "BAAA", &("B".to_owned() + &"A".repeat(86))] {
            assert_eq!(seal(bad, b"").err(), Some(NoKey), "{bad}");
        }
    }
}
