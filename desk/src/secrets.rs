//! What only the desk may read or know: the keys that seal what is kept, and the tokens that open doors.
//!
//! Keys stand in a file beside the database, one a line (`<number> <64 hex digits>`), or in the environment
//! (`KEFU_DESK_KEYS`, lines separated by commas). The last one seals, all of them open.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

/// The file of the keys, in the folder of the data.
pub const KEY_FILE: &str = "keys";

/// The variable that holds the keys instead of the file.
pub const KEY_VARIABLE: &str = "KEFU_DESK_KEYS";

const NONCE_BYTES: usize = 24;

/// The keys that seal and open what is kept.
pub struct Keys {
    /// By their numbers, the oldest first; there is always one.
    ring: Vec<(u8, [u8; 32])>,
}

/// Why something sealed did not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unopened {
    /// It was sealed with a key that is not at hand.
    NoSuchKey(u8),
    /// It is not what was sealed, or was sealed for another place.
    Damaged,
}

impl Keys {
    /// The keys from the environment, or from the file, which is made where everything `is_new`.
    ///
    /// # Errors
    /// When the file cannot be read or made, or holds something else (`InvalidData`).
    pub fn find(folder: &Path, is_new: bool) -> io::Result<Self> {
        if let Ok(text) = std::env::var(KEY_VARIABLE) {
            return Self::parse(&text.replace(',', "\n"));
        }
        let path = folder.join(KEY_FILE);
        match fs::read_to_string(&path) {
            Ok(text) => Self::parse(&text),
            Err(error) if error.kind() == io::ErrorKind::NotFound && is_new => {
                let keys = Self { ring: vec![(1, random())] };
                keys.save(folder)?;
                Ok(keys)
            }
            // Another key would open nothing of what is there.
            Err(error) => Err(io::Error::new(
                error.kind(),
                format!(
                    "{}: {error}; put the file of the keys back, or set {KEY_VARIABLE}",
                    path.display()
                ),
            )),
        }
    }

    fn parse(text: &str) -> io::Result<Self> {
        let line = |line: &str| {
            let (number, key) = line.trim().split_once(' ')?;
            let key: [u8; 32] = hex::decode(key.trim()).ok()?.try_into().ok()?;
            Some((number.parse().ok()?, key))
        };
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        let ring: Option<Vec<_>> = lines.map(line).collect();
        match ring.filter(|ring| !ring.is_empty()) {
            Some(ring) => Ok(Self { ring }),
            None => {
                let why = "a line of the keys is not a number and 64 hex digits";
                Err(io::Error::new(io::ErrorKind::InvalidData, why))
            }
        }
    }

    /// Writes the file anew, readable for its owner alone.
    fn save(&self, folder: &Path) -> io::Result<()> {
        let mut text = String::new();
        for (number, key) in &self.ring {
            // Writing into a string cannot fail.
            let _ = writeln!(text, "{number} {}", hex::encode(key));
        }
        let (path, fresh) = (folder.join(KEY_FILE), folder.join("keys.new"));
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&fresh)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(fresh, path)
    }

    /// Adds a key that seals from now on.
    ///
    /// # Errors
    /// When the file cannot be written, or all 255 numbers are taken (`InvalidData`).
    pub fn rotate(&mut self, folder: &Path) -> io::Result<()> {
        let newest = self.ring.last().map_or(0, |(number, _)| *number);
        let next = newest.checked_add(1).ok_or(io::ErrorKind::InvalidData)?;
        self.ring.push((next, random()));
        self.save(folder)
    }

    /// Seals `text` for a place, such as `messages`; it opens nowhere else.
    #[must_use]
    pub fn seal(&self, place: &'static str, text: &[u8]) -> Vec<u8> {
        let (number, key) = self.ring[self.ring.len() - 1];
        let nonce: [u8; NONCE_BYTES] = random();
        let payload = Payload { msg: text, aad: place.as_bytes() };
        let sealed =
            XChaCha20Poly1305::new(&key.into()).encrypt(XNonce::from_slice(&nonce), payload);
        // Fails for texts of 256 GB alone.
        [&[number][..], &nonce, &sealed.unwrap_or_default()].concat()
    }

    /// Opens what was sealed for a place.
    ///
    /// # Errors
    /// When the key is gone, or it is not what was sealed.
    pub fn open(&self, place: &'static str, sealed: &[u8]) -> Result<Vec<u8>, Unopened> {
        let (number, rest) = sealed.split_first().ok_or(Unopened::Damaged)?;
        let (nonce, sealed) = rest.split_at_checked(NONCE_BYTES).ok_or(Unopened::Damaged)?;
        let key = self.ring.iter().find(|(one, _)| one == number);
        let (_, key) = key.ok_or(Unopened::NoSuchKey(*number))?;
        let payload = Payload { msg: sealed, aad: place.as_bytes() };
        XChaCha20Poly1305::new(key.into())
            .decrypt(XNonce::from_slice(nonce), payload)
            .map_err(|_| Unopened::Damaged)
    }

    /// Whether this was sealed with the key that seals now.
    #[must_use]
    pub fn is_current(&self, sealed: &[u8]) -> bool {
        self.ring.last().is_some_and(|(number, _)| sealed.first() == Some(number))
    }
}

/// Bytes that nobody can guess.
#[must_use]
#[expect(
    clippy::expect_used,
    reason = "without chance there are no secrets, and nothing may go on"
)]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the system has random numbers");
    bytes
}

/// A token of 256 bits as text.
#[must_use]
pub fn token() -> String {
    hex::encode(random::<32>())
}

/// A random UUID (version 4).
#[must_use]
pub fn uuid() -> String {
    let mut bytes = random::<16>();
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let text = hex::encode(bytes);
    [&text[..8], &text[8..12], &text[12..16], &text[16..20], &text[20..]].join("-")
}

/// What is kept of a token: who reads it cannot sign in with it.
#[must_use]
pub fn digest(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// HMAC-SHA256 in lowercase hex.
#[must_use]
pub fn hmac(key: &str, message: &str) -> String {
    hex::encode(mac(key, message))
}

/// HMAC-SHA256.
#[must_use]
#[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
pub fn mac(key: impl AsRef<[u8]>, message: &str) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(key.as_ref()).expect("any key will do");
    mac.update(message.as_bytes());
    mac.finalize().into_bytes().into()
}

/// Whether two secrets are the same, in a time that does not tell how far they are.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    // Their digests differ at once or not at all, whatever the texts share.
    digest(one) == digest(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> Keys {
        Keys { ring: vec![(1, [7; 32])] }
    }

    #[test]
    fn what_is_sealed_opens_at_its_place_and_nowhere_else() {
        let sealed = keys().seal("messages", "我的订单呢".as_bytes());
        assert_eq!(keys().open("messages", &sealed).unwrap(), "我的订单呢".as_bytes());
        assert_eq!(keys().open("contacts", &sealed), Err(Unopened::Damaged));
        assert!(!sealed.windows(6).any(|part| part == "订单".as_bytes()));
    }

    #[test]
    fn any_damage_is_noticed() {
        let sealed = keys().seal("messages", b"hello");
        for at in 1..sealed.len() {
            let mut damaged = sealed.clone();
            damaged[at] ^= 1;
            assert_eq!(keys().open("messages", &damaged), Err(Unopened::Damaged), "byte {at}");
        }
        for length in 0..sealed.len() {
            assert_eq!(keys().open("messages", &sealed[..length]), Err(Unopened::Damaged));
        }
        let mut foreign = sealed;
        foreign[0] = 9;
        assert_eq!(keys().open("messages", &foreign), Err(Unopened::NoSuchKey(9)));
    }

    #[test]
    fn after_a_rotation_the_old_opens_and_the_new_seals() {
        let folder = std::env::temp_dir().join(format!("kefu-keys-{}", uuid()));
        fs::create_dir_all(&folder).unwrap();
        let mut keys = Keys::find(&folder, true).unwrap();
        let old = keys.seal("messages", b"old");
        keys.rotate(&folder).unwrap();
        let again = Keys::find(&folder, false).unwrap();
        assert_eq!(again.open("messages", &old).unwrap(), b"old");
        assert!(!again.is_current(&old));
        assert!(again.is_current(&again.seal("messages", b"new")));
        fs::remove_file(folder.join(KEY_FILE)).unwrap();
        assert!(
            Keys::find(&folder, false).is_err(),
            "a new key would open nothing of what is there"
        );
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn keys_that_are_none_are_told() {
        for text in ["", "1", "1 abc", "x 00", "300 00"] {
            assert!(Keys::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_hmac_is_that_of_rfc_4231() {
        let expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(hmac("Jefe", "what do ya want for nothing?"), expected);
    }
}
