//! Features of a normalised text: what two phrasings of one question have in common.

use super::{is_cjk, sense, sound};

/// A feature: its kind in the four highest bits, a hash of its letters in the others.
///
/// Among 100,000 features about twenty pairs collide, and a collision only adds a little noise.
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
    /// The first letters of a word, which its family has in common: "authentic", "authentication".
    Beginning = 8,
}

/// Number of kinds.
pub const KINDS: usize = 9;

const HASH_BITS: u32 = 28;

/// So many words apart two words still belong together.
const NEAR: usize = 14;

/// So many words apart two meanings still belong together.
const NEAR_SENSES: usize = 6;

/// A very long paste is cut here, so that any message takes bounded time.
const MAX_LETTERS: usize = 600;

/// So many letters are a beginning.
const BEGINNING: usize = 4;

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
    let found = take_apart(normalised);
    // Sorted as `u64` like all else in the engine: each type that is sorted costs two kilobytes of code.
    let mut sorted: Vec<u64> = found.into_iter().map(u64::from).collect();
    sorted.sort_unstable();
    sorted.dedup();
    sorted.into_iter().map(|feature| feature as Feature).collect()
}

/// The features of a normalised text as they come; some of them more than once.
pub fn take_apart(normalised: &str) -> Vec<Feature> {
    let letters: Vec<char> = normalised.chars().take(MAX_LETTERS).collect();
    let mut found: Vec<Feature> = Vec::with_capacity(letters.len() * 8);
    let mut words: Vec<u32> = Vec::with_capacity(letters.len());
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
                if let Some(beginning) = run.get(..BEGINNING) {
                    found.push(of(Kind::Beginning, hash(beginning)));
                }
                sounds.word(run, &mut found);
                pieces(run, &mut found);
            }
            Script::Han => {
                meant.extend(sense::in_run(run));
                let mut last = None;
                for character in run {
                    let hashed = hash(&[*character]);
                    words.push(hashed);
                    sounds.next(sound::of_character(*character), &mut found);
                    found.push(of(Kind::Han, hashed));
                    if let Some(last) = last.replace(hashed) {
                        found.push(of(Kind::Han, join(last, hashed)));
                    }
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
        let near = words.len().min(at + 1 + NEAR);
        let pair = |other: &u32| of(Kind::Pair, join(*word.min(other), *word.max(other)));
        found.extend(words[at + 1..near].iter().map(pair));
    }
    found.push(of(Kind::Next, join(last, edge)));
    senses(&meant, &mut found);
    found
}

/// A run of one script in a normalised text.
#[derive(Clone, Debug)]
pub struct Run {
    /// Its letters.
    pub letters: Vec<char>,
    /// A feature of its letters as they are.
    pub spelling: Feature,
    /// Its feature, if it is a word of letters.
    pub word: Option<Feature>,
    /// Whether the word is known to mean something.
    pub has_sense: bool,
}

/// The runs of a normalised text, gaps included, as far as its features go.
pub fn runs(normalised: &str) -> Vec<Run> {
    let letters: Vec<char> = normalised.chars().take(MAX_LETTERS).collect();
    let mut runs = Vec::new();
    for letters in letters.chunk_by(|a, b| script(*a) == script(*b)) {
        let (mut word, mut has_sense) = (None, false);
        if script(letters[0]) == Script::Latin {
            let stem = hash(&stem(letters));
            word = Some(of(Kind::Word, stem));
            has_sense = sense::of_word(stem).next().is_some();
        }
        runs.push(Run {
            letters: letters.to_vec(),
            spelling: of(Kind::Word, hash(letters)),
            word,
            has_sense,
        });
    }
    runs
}

/// Three and four letters in a row of a word and its edges, which tell "^re" and "re$" apart.
fn pieces(word: &[char], found: &mut Vec<Feature>) {
    let letter = |at: usize| match at {
        0 => '^',
        _ => word.get(at - 1).copied().unwrap_or('$'),
    };
    for start in 0..word.len() {
        let three = (start..start + 3).fold(SEED, |hash, at| step(hash, letter(at) as u32));
        found.push(of(Kind::Piece, three));
        if start + 3 < word.len() + 2 {
            found.push(of(Kind::Piece, step(three, letter(start + 3) as u32)));
        }
    }
}

/// The meanings of words, alone and with those of their neighbours.
fn senses(words: &[u32], found: &mut Vec<Feature>) {
    // Of each word, where its meanings begin in the list.
    let mut meanings: Vec<u32> = Vec::new();
    let mut begins = vec![0];
    for word in words {
        meanings.extend(sense::of_word(*word));
        begins.push(meanings.len());
    }
    found.extend(meanings.iter().map(|sense| of(Kind::Sense, *sense << 8)));
    let all = |at: usize| &meanings[begins[at]..begins[at + 1]];
    // A word without a sense stands for itself, but not beside another one: those are pairs of words.
    let own = |at: usize| if all(at).is_empty() { &words[at..=at] } else { all(at) };
    for at in 0..words.len() {
        for next in at + 1..words.len().min(at + 1 + NEAR_SENSES) {
            if all(at).is_empty() && all(next).is_empty() {
                continue;
            }
            for a in own(at) {
                for b in own(next) {
                    found.push(of(Kind::Senses, join(*a.min(b), *a.max(b))));
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
    next: Vec<u32>,
}

impl Sounds {
    fn next(&mut self, readings: impl Iterator<Item = u32>, found: &mut Vec<Feature>) {
        self.next.clear();
        self.next.extend(readings);
        for last in &self.last {
            found.extend(self.next.iter().map(|reading| of(Kind::Sound, join(*last, *reading))));
        }
        std::mem::swap(&mut self.last, &mut self.next);
    }

    fn word(&mut self, letters: &[char], found: &mut Vec<Feature>) {
        let syllables = sound::of_word(letters);
        if syllables.is_empty() {
            self.last.clear();
        }
        for syllable in syllables {
            self.next(std::iter::once(syllable), found);
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

fn of(kind: Kind, hash: u32) -> Feature {
    (kind as u32) << HASH_BITS | hash >> (32 - HASH_BITS)
}

pub(super) fn hash(letters: &[char]) -> u32 {
    letters.iter().fold(SEED, |hash, letter| step(hash, *letter as u32))
}

fn join(first: u32, second: u32) -> u32 {
    step(step(SEED, first), second)
}

/// Where hashes begin: any odd number would do.
const SEED: u32 = 0x811c_9dc5;

/// A hash with a number mixed in. A multiplication carries differences upwards and the rotation brings them down
/// again, so that all bits of one letter reach those that a feature keeps.
pub(super) fn step(hash: u32, number: u32) -> u32 {
    (hash.rotate_left(5) ^ number).wrapping_mul(0x9e37_79b1)
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
