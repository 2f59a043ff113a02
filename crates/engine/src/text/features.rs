//! Features of a normalised text: what two phrasings of one question have in common.

use super::{is_cjk, sense, sound};

/// A feature: its kind in the three highest bits, the FNV-1a hash of its letters in the others.
///
/// Among 100,000 features about ten pairs collide, and a collision only adds a little noise.
pub type Feature = u32;

/// What a feature is made of. Each kind is weighed on its own, so that a kind with many features,
/// such as the pairs, does not drown one with few.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word without its ending, or a Chinese character.
    Word = 0,
    /// Two words in a row, also with the edges of the text: what a question begins and ends with.
    Next = 1,
    /// Two words near each other in any order: "refund my order" and "order refund".
    Pair = 2,
    /// Three or four letters of a word, which survive most typing errors.
    Piece = 3,
    /// One or two Chinese characters in a row.
    Han = 4,
    /// Two syllables in a row, of Chinese characters or of pinyin.
    Sound = 5,
    /// What a word means, as far as it is one of customer service: "cancel" and "stop" are the same.
    Sense = 6,
    /// Two meanings near each other in any order, or a meaning and a word.
    Senses = 7,
}

/// Number of kinds.
pub const KINDS: usize = 8;

const HASH_BITS: u32 = 29;

/// So many words apart two words still belong together.
const NEAR: usize = 14;

/// So many words apart two meanings still belong together.
const NEAR_SENSES: usize = 6;

/// A very long paste is cut here, so that any message takes bounded time.
const MAX_LETTERS: usize = 600;

/// Stands for any long number: questions that differ in an order number are the same question.
const NUMBER: &[char] = &['0'];
/// A number of so few digits tells things apart: "iPhone 15", "500 ml".
const MODEL: usize = 4;

/// The kind of a feature, as its place among the kinds.
pub fn kind(feature: Feature) -> usize {
    (feature >> HASH_BITS) as usize
}

/// The features of a normalised text, sorted, each once.
pub fn features(normalised: &str) -> Vec<Feature> {
    let letters: Vec<char> = normalised.chars().take(MAX_LETTERS).collect();
    let mut found: Vec<u64> = Vec::new();
    let mut words: Vec<u32> = Vec::new();
    let mut sounds = Sounds::default();
    let mut meant: Vec<u32> = Vec::new();
    // Runs of one script: "iphone15手机" is a word, a number and two characters.
    for run in letters.chunk_by(|a, b| script(*a) == script(*b)) {
        match script(run[0]) {
            Script::Gap => {}
            Script::Number => {
                words.push(hash(if run.len() > MODEL { NUMBER } else { run }));
                sounds = Sounds::default();
            }
            Script::Latin => {
                let stem = hash(&stem(run));
                words.push(stem);
                meant.push(stem);
                sounds.word(run, &mut found);
                // The edges belong to the word: "^re" and "re$" tell prefix and ending apart.
                let framed: Vec<char> = [&['^'], run, &['$']].concat();
                for width in 3..=4 {
                    found.extend(framed.windows(width).map(|gram| of(Kind::Piece, hash(gram))));
                }
            }
            Script::Han => {
                words.extend(run.chunks(1).map(hash));
                meant.extend(sense::in_run(run));
                for character in run {
                    sounds.next(sound::of_character(*character).collect(), &mut found);
                }
                for width in 1..=2 {
                    found.extend(run.windows(width).map(|gram| of(Kind::Han, hash(gram))));
                }
            }
        }
    }
    let edge = hash(&['^']);
    let mut last = edge;
    for (at, word) in words.iter().enumerate() {
        found.push(of(Kind::Word, *word));
        found.push(of(Kind::Next, join(last, *word)));
        last = *word;
        for other in words[at + 1..].iter().take(NEAR) {
            found.push(of(Kind::Pair, join(*word.min(other), *word.max(other))));
        }
    }
    found.push(of(Kind::Next, join(last, edge)));
    senses(&meant, &mut found);
    // Sorted as `u64` like all else in the engine: each type that is sorted costs two kilobytes of code.
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|feature| feature as Feature).collect()
}

/// The meanings of words, alone and with those of their neighbours.
fn senses(words: &[u32], found: &mut Vec<u64>) {
    let meanings = |word: u32| -> Vec<u32> { sense::of_word(word).collect() };
    let all: Vec<Vec<u32>> = words.iter().map(|word| meanings(*word)).collect();
    for (at, meant) in all.iter().enumerate() {
        found.extend(meant.iter().map(|sense| of(Kind::Sense, *sense << 8)));
        for next in at + 1..all.len().min(at + 1 + NEAR_SENSES) {
            // A word without a sense stands for itself, but not beside another one: those are pairs of words.
            let (one, other) = (&all[at], &all[next]);
            if one.is_empty() && other.is_empty() {
                continue;
            }
            let own = |senses: &[u32], at: usize| {
                if senses.is_empty() { vec![words[at]] } else { senses.to_vec() }
            };
            for a in own(one, at) {
                for b in own(other, next) {
                    found.push(of(Kind::Senses, join(a.min(b), a.max(b))));
                }
            }
        }
    }
}

/// The syllables of a text, one after the other.
#[derive(Default)]
struct Sounds {
    /// What the last character or syllable sounded like, in each way that it can be read.
    last: Vec<u32>,
}

impl Sounds {
    fn next(&mut self, readings: Vec<u32>, found: &mut Vec<u64>) {
        for last in &self.last {
            found.extend(readings.iter().map(|reading| of(Kind::Sound, join(*last, *reading))));
        }
        self.last = readings;
    }

    fn word(&mut self, letters: &[char], found: &mut Vec<u64>) {
        let syllables = sound::of_word(letters);
        if syllables.is_empty() {
            self.last.clear();
        }
        for syllable in syllables {
            self.next(vec![syllable], found);
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Script {
    Gap,
    Number,
    Latin,
    Han,
}

fn script(letter: char) -> Script {
    match letter {
        ' ' => Script::Gap,
        '0'..='9' => Script::Number,
        _ if is_cjk(letter) => Script::Han,
        _ => Script::Latin,
    }
}

/// Takes the usual English endings off, so that "refunds", "refunded", "refunding" and "refund" meet.
pub(super) fn stem(word: &[char]) -> Vec<char> {
    const ENDINGS: [&str; 7] = ["ies", "ing", "ed", "es", "ss", "s", "ly"];
    /// A word keeps at least so many letters.
    const SHORTEST: usize = 3;
    let mut stem = word.to_vec();
    for ending in ENDINGS {
        let at = word.len().saturating_sub(ending.len());
        if at >= SHORTEST && word[at..].iter().copied().eq(ending.chars()) {
            stem.truncate(at);
            match ending {
                "ies" => stem.push('y'),
                "es" => stem.push('e'),
                "ss" => stem.push('s'),
                _ => {}
            }
            break;
        }
    }
    if let [_, .., 'e'] = stem[..]
        && stem.len() > SHORTEST
    {
        stem.pop();
    }
    if let [.., a, b] = stem[..]
        && stem.len() > SHORTEST
        && a == b
    {
        stem.pop();
    }
    stem
}

fn of(kind: Kind, hash: u32) -> u64 {
    u64::from((kind as u32) << HASH_BITS | hash >> (32 - HASH_BITS))
}

pub(super) fn hash(letters: &[char]) -> u32 {
    letters.iter().fold(0x811c_9dc5, |hash, letter| step(hash, *letter as u32))
}

fn join(first: u32, second: u32) -> u32 {
    step(step(0x811c_9dc5, first), second)
}

/// FNV-1a, four bytes of a number at a time.
fn step(hash: u32, number: u32) -> u32 {
    number
        .to_le_bytes()
        .iter()
        .fold(hash, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(a: &str, b: &str) -> usize {
        let b = features(b);
        features(a).iter().filter(|one| b.contains(one)).count()
    }

    #[test]
    fn endings_and_typing_errors_leave_much_in_common() {
        assert!(shared("refunds", "refund") > shared("refunds", "invoice"));
        assert!(shared("delivery", "delivry") >= 4);
        assert!(shared("退款多久", "多久退款") >= 6);
    }

    #[test]
    fn words_of_one_stem_meet() {
        for (one, other) in [
            ("cancelled", "cancel"),
            ("cancelling", "cancelled"),
            ("deliveries", "delivery"),
            ("changes", "changing"),
            ("shipped", "ship"),
            ("addresses", "address"),
        ] {
            let stems = [one, other].map(|word| stem(&word.chars().collect::<Vec<_>>()));
            assert_eq!(stems[0], stems[1], "{one} {other}");
        }
    }

    #[test]
    fn numbers_are_the_same_number() {
        assert_eq!(features("order 12345678"), features("order 87654321"));
        assert_ne!(features("2 items"), features("20260001 items"));
    }

    #[test]
    fn a_long_paste_is_bounded() {
        assert!(features(&"退款".repeat(50_000)).len() <= (NEAR + 4) * MAX_LETTERS);
    }
}
