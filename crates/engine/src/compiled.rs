//! A compiled pack: the pack's JSON and what was learned from it, in one file that `kefu build` writes.
//!
//! ```text
//! kefupack2 1a2b3c4d 0000002a⏎
//! {"kefu":1,…}
//! \0
//! …
//! ```
//!
//! First the name, the version of the format, the checksum of all that follows, and how many bytes the JSON has.
//! Then the pack, with nothing that no reader needs, and a byte that no JSON contains, by which scripts find its end.
//! At last what was learned, as `faq::recall` has it.
//!
//! Name and JSON stay where they are in every version, so that any release can read a pack of any other and learn
//! anew what it cannot take over.

/// What a compiled pack begins with.
const NAME: &[u8] = b"kefupack";

/// The version of the format, and of learning: it changes whenever the same pack would teach something else.
const VERSION: u8 = b'3';

/// Digits of a number in the first line.
const DIGITS: usize = 8;

/// Where the checksum ends, and with it what it cannot tell of.
const SEAL: usize = NAME.len() + 2 + DIGITS;

/// Length of the first line, behind which the JSON begins.
const FIRST_LINE: usize = SEAL + 1 + DIGITS + 1;

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
    let json = file.get(FIRST_LINE..).unwrap_or_default();
    let digits = file.get(SEAL + 1..SEAL + 1 + DIGITS).unwrap_or_default();
    let length = digits
        .iter()
        .try_fold(0, |number, digit| Some(number << 4 | char::from(*digit).to_digit(16)?));
    let length = length.unwrap_or_default() as usize;
    json.get(..length).unwrap_or(json)
}

/// Takes the file of a pack apart, whichever of the two it is.
pub fn parts(file: &[u8]) -> Parts<'_> {
    let json = json(file);
    let mut parts = Parts { json, learned: &[], state: State::Written };
    if file.starts_with(NAME) {
        let (sealed, rest) = file.split_at(SEAL.min(file.len()));
        parts.state = match file.get(NAME.len()) {
            Some(&VERSION) if sealed == seal(rest) => State::Compiled,
            Some(&VERSION) | None => State::Damaged,
            Some(version) => State::OtherRelease { newer: *version > VERSION },
        };
        if parts.state == State::Compiled {
            parts.learned = file.get(FIRST_LINE + json.len() + 1..).unwrap_or_default();
        }
    }
    parts
}

/// What a file begins with that goes on like this.
fn seal(rest: &[u8]) -> Vec<u8> {
    let mut seal = [NAME, &[VERSION, b' ']].concat();
    write_digits(checksum(rest), &mut seal);
    seal
}

fn write_digits(number: u32, out: &mut Vec<u8>) {
    let digit = |place: usize| b"0123456789abcdef"[(number >> (28 - 4 * place) & 15) as usize];
    out.extend((0..DIGITS).map(digit));
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
    let mut rest = b" ".to_vec();
    write_digits(json.len() as u32, &mut rest);
    rest.extend([b"\n", json.as_bytes(), b"\0", learned].concat());
    let mut file = seal(&rest);
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
        for (version, newer) in [(b'0', false), (b'1', false), (VERSION + 1, true), (b'9', true)] {
            let mut file = write("{}", b"what nobody knows yet");
            file[NAME.len()] = version;
            let parts = parts(&file);
            assert_eq!(parts.state, State::OtherRelease { newer });
            assert_eq!((parts.json, parts.learned), (&b"{}"[..], &b""[..]));
        }
    }
}
