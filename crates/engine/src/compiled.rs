//! A compiled pack: the pack's JSON and what was learned from it, in one file that `kefu build` writes.
//!
//! ```text
//! kefupack1 1a2b3c4d⏎   the name, the version of the format, the checksum of all that follows, a line feed
//! {"kefu":1,…}          the pack, with nothing that no reader needs
//! \0                    a byte that no JSON contains
//! …                     what was learned, as `faq::recall` has it
//! ```
//!
//! Name and JSON stay where they are in every version, so that any release can read a pack of any other and learn
//! anew what it cannot take over.

/// What a compiled pack begins with.
const NAME: &[u8] = b"kefupack";

/// The version of the format, and of learning: it changes whenever the same pack would teach something else.
const VERSION: u8 = b'1';

/// Length of the first line: the name, the version, a space, eight digits and a line feed.
const FIRST_LINE: usize = NAME.len() + 11;

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is the JSON that an owner writes.
    Written,
    /// It is compiled and as it was when it was built.
    Compiled,
    /// It is compiled, and something happened to it on its way.
    Damaged,
    /// It was compiled by another release.
    OtherRelease {
        /// Whether by a later one.
        newer: bool,
    },
}

/// The parts of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts<'f> {
    /// The pack, as JSON.
    pub json: &'f [u8],
    /// What was learned from it; empty unless the file is compiled and whole.
    pub learned: &'f [u8],
    /// What became of the file.
    pub state: State,
}

/// The JSON in the file of a pack, whichever of the two it is, and whatever happened to the rest.
pub fn json(file: &[u8]) -> &[u8] {
    if !file.starts_with(NAME) {
        return file;
    }
    let rest = file.get(FIRST_LINE..).unwrap_or_default();
    rest.split(|byte| *byte == 0).next().unwrap_or_default()
}

/// Takes the file of a pack apart, whichever of the two it is.
pub fn parts(file: &[u8]) -> Parts<'_> {
    let json = json(file);
    if !file.starts_with(NAME) {
        return Parts { json, learned: &[], state: State::Written };
    }
    let (first, rest) = file.split_at(FIRST_LINE.min(file.len()));
    let state = match first.get(NAME.len()) {
        Some(&VERSION) if first == first_line(rest) => State::Compiled,
        Some(&VERSION) | None => State::Damaged,
        Some(version) => State::OtherRelease { newer: *version > VERSION },
    };
    let learned = rest.get(json.len() + 1..).filter(|_| state == State::Compiled);
    Parts { json, learned: learned.unwrap_or_default(), state }
}

/// The first line of a file that goes on like this.
fn first_line(rest: &[u8]) -> Vec<u8> {
    let mut line = [NAME, &[VERSION, b' ']].concat();
    let sum = checksum(rest);
    line.extend((0..8).map(|place| b"0123456789abcdef"[(sum >> (28 - 4 * place) & 15) as usize]));
    line.push(b'\n');
    line
}

/// Four bytes at a time go in by a step that can be undone, so that a change in any of them changes the sum.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.chunks(4).fold(bytes.len() as u32, |sum, chunk| {
        let word = chunk.iter().rev().fold(0, |word, byte| word << 8 | u32::from(*byte));
        (sum.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b1)
    })
}

/// Puts a file together; `learned` is empty where there is nothing to take over.
#[cfg(feature = "diagnostics")]
pub fn write(json: &str, learned: &[u8]) -> Vec<u8> {
    let rest = [json.as_bytes(), b"\0", learned].concat();
    let mut file = first_line(&rest);
    file.extend(rest);
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_together_is_taken_apart() {
        let file = write("{}", &[1, 0, 2]);
        assert_eq!(file.len(), FIRST_LINE + 2 + 1 + 3);
        let whole = Parts { json: b"{}", learned: &[1, 0, 2], state: State::Compiled };
        assert_eq!(parts(&file), whole);
    }

    #[test]
    fn a_file_that_is_not_compiled_is_itself() {
        for file in [&b""[..], b"{}", b"kefupac", b"KEFUPACK1 "] {
            let written = Parts { json: file, learned: &[], state: State::Written };
            assert_eq!(parts(file), written);
        }
    }

    #[test]
    fn any_flipped_bit_is_noticed() {
        let file = write("{\"kefu\":1}", b"learned");
        for bit in NAME.len() * 8..file.len() * 8 {
            let mut flipped = file.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let parts = parts(&flipped);
            assert_ne!(parts.state, State::Compiled, "bit {bit}");
            assert_eq!(parts.learned, b"", "bit {bit}");
        }
    }

    #[test]
    fn a_file_that_ends_too_early_is_damaged_wherever_it_ends() {
        let file = write("{\"kefu\":1}", b"learned");
        for end in NAME.len()..file.len() {
            let parts = parts(&file[..end]);
            assert_eq!((parts.state, parts.learned), (State::Damaged, &b""[..]), "{end}");
        }
    }

    #[test]
    fn other_releases_are_told_from_damage_and_their_json_is_found() {
        for (version, newer) in [(b'0', false), (b'2', true), (b'9', true)] {
            let mut file = write("{}", b"what nobody knows yet");
            file[NAME.len()] = version;
            let parts = parts(&file);
            assert_eq!(parts.state, State::OtherRelease { newer });
            assert_eq!((parts.json, parts.learned), (&b"{}"[..], &b""[..]));
        }
    }
}
