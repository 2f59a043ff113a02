//! Whether a question is the one before in other words.
//!
//! Two questions on one subject share most of their words without being the same, and only a reader who knows
//! the subject could tell all of them apart. What tells best is how much is shared for certain, and how much
//! each of the two says that the other does not: who only adds something still asks the same.

use super::lexicon::same::{ASKED_BEFORE, FUNCTION, FUNCTION_ZH, OPPOSITES, SAME};
use crate::text::{Feature, Kind, features, is_cjk, is_digit, kind, normalise};

/// What is shared, in tenths of a Chinese character that tells something.
const CHARACTER: u32 = 10;
/// A character that any question may have tells little.
const FUNCTION_CHARACTER: u32 = 2;
/// A word of letters, or a number, tells as much as three characters.
const WORD: u32 = 30;
/// What is shared by two words of one meaning, of a hundred.
const MEANING: u32 = 60;
/// More than so much shared is the same for certain, as far as it goes.
const MOST_SHARED: u32 = 120;

/// Where the score begins before anything is compared; English says the same in words that differ more.
const START: i32 = 44;
const START_EN: i32 = 55;

/// Points for ten characters that are shared, and for meanings that are shared, of those of the shorter question.
const SHARED: i32 = 64;
const MEANT: i32 = 13;

/// What it costs that both say something that the other does not, times the root of it: the first word weighs most.
const OWN: i32 = 15;
const OWN_EN: i32 = 8;

/// What it costs that they say opposite things, that one is negated, that one asks how and the other when,
/// or that the numbers differ.
const OPPOSITE: i32 = 40;
const NEGATED: i32 = 8;
const ASKS_ELSE: i32 = 4;
const NUMBERS: i32 = 3;

/// Points for saying that it was asked before.
const SAYS_SO: i32 = 15;

/// Letters of a question that are compared.
const MOST_LETTERS: usize = 200;

/// How alike two questions are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Likeness {
    /// From 0, nothing in common, to 100, the same.
    pub score: i32,
    /// The words they share.
    pub shared: Vec<String>,
}

/// Compares a question with the one before.
pub fn likeness(before: &str, now: &str) -> Likeness {
    let (one, other) = (Question::new(before), Question::new(now));
    let mut rest: Vec<&Word> = other.words.iter().collect();
    let mut shared: Vec<String> = Vec::new();
    let mut both = 0;
    for word in &one.words {
        let best = (0..rest.len()).max_by_key(|at| word.shared_with(rest[*at])).unwrap_or_default();
        let found = rest.get(best).map_or(0, |other| word.shared_with(other));
        if found > 0 {
            rest.swap_remove(best);
            both += found;
            shared.push(word.text.clone());
        }
    }
    if both < CHARACTER {
        return Likeness::default();
    }
    if one.text == other.text {
        return Likeness { score: 100, shared };
    }
    let own = one.weight().min(other.weight()).saturating_sub(both);
    let (start, cost) =
        if one.chinese || other.chinese { (START, OWN) } else { (START_EN, OWN_EN) };
    let penalty = |differs: bool, points: i32| if differs { points } else { 0 };
    let score = start
        + SHARED * both.min(MOST_SHARED) as i32 / 100
        + MEANT * one.meant_with(&other) / 100
        + penalty(says_so(now), SAYS_SO)
        - cost * (own * CHARACTER).isqrt() as i32 / CHARACTER as i32
        - penalty(one.opposes(&other), OPPOSITE)
        - penalty(one.negated != other.negated, NEGATED)
        - penalty(one.asks & other.asks == 0 && one.asks != 0 && other.asks != 0, ASKS_ELSE)
        - penalty(one.numbers != other.numbers, NUMBERS);
    Likeness { score: score.clamp(0, 100), shared }
}

/// Whether somebody says that they ask again.
fn says_so(now: &str) -> bool {
    let now = normalise(now);
    ASKED_BEFORE.split(',').any(|words| now.contains(words))
}

/// A word of letters, a number or a Chinese character.
struct Word {
    text: String,
    weight: u32,
    /// What it has in common with its other forms and with words of its meaning; of a character, nothing.
    marks: Vec<Feature>,
}

impl Word {
    fn new(run: &[char]) -> Self {
        let text: String = run.iter().collect();
        if is_cjk(run[0]) {
            let function = FUNCTION_ZH.contains(&text);
            let weight = if function { FUNCTION_CHARACTER } else { CHARACTER };
            return Self { text, weight, marks: Vec::new() };
        }
        let weight = if FUNCTION.contains(&format!(" {text} ")) { 0 } else { WORD };
        let marks = features(&text);
        let marks =
            marks.into_iter().filter(|mark| is_of(*mark, Kind::Word) || is_of(*mark, Kind::Sense));
        Self { weight, marks: marks.collect(), text }
    }

    /// What is shared if the other says the same: all with the same word, less with another word of its meaning.
    fn shared_with(&self, other: &Word) -> u32 {
        let alike =
            |of: Kind| self.marks.iter().any(|mark| is_of(*mark, of) && other.marks.contains(mark));
        if self.text == other.text || alike(Kind::Word) {
            self.weight.min(other.weight)
        } else if alike(Kind::Sense) {
            self.weight.min(other.weight) * MEANING / 100
        } else {
            0
        }
    }
}

fn is_of(feature: Feature, of: Kind) -> bool {
    kind(feature) == of as usize
}

struct Question {
    /// Its words as the ones that stand for them.
    text: String,
    words: Vec<Word>,
    /// What its words mean, as far as that is known.
    meant: Vec<Feature>,
    /// Kinds of question, one bit each.
    asks: u32,
    negated: bool,
    numbers: String,
    chinese: bool,
}

/// What is asked for, each kind by its words.
const KINDS: &[&[&str]] = &[
    &["为什么", "why", "how come"],
    &["怎么", "how do", "how can", "how to", "where do"],
    &["多久", "when", "how long"],
    &["多少", "how much", "how many"],
    &["哪里", "where"],
    &["哪个", "什么", "谁", "which", "what", "who"],
    &["能", "吗", "么", "can i", "is it possible", "am i able", "do you"],
];

/// What negates an English question.
const NOT: &str =
    "not no never cant cannot dont didnt doesnt wont isnt hasnt havent wasnt couldnt unable";

impl Question {
    fn new(text: &str) -> Self {
        let said: String = normalise(text).chars().take(MOST_LETTERS).collect();
        let text = canonical(&said);
        let letters: Vec<char> = text.chars().collect();
        let runs = letters.chunk_by(|a, b| {
            *a != ' ' && *b != ' ' && !is_cjk(*a) && !is_cjk(*b) && is_digit(*a) == is_digit(*b)
        });
        let words: Vec<Word> = runs.filter(|run| run[0] != ' ').map(Word::new).collect();
        let mut numbers = String::new();
        for word in words.iter().filter(|word| word.text.starts_with(is_digit)) {
            numbers.push_str(&word.text);
            numbers.push(' ');
        }
        let asks = KINDS
            .iter()
            .zip(0..)
            .filter(|(kind, _)| kind.iter().any(|words| text.contains(words)))
            .map(|(_, bit)| 1_u32 << bit)
            .sum();
        let negated = text.contains(['不', '没'])
            || words.iter().any(|word| NOT.split(' ').any(|not| not == word.text));
        let meant = features(&said).into_iter().filter(|mark| is_of(*mark, Kind::Sense)).collect();
        Self { chinese: text.contains(is_cjk), text, words, meant, asks, negated, numbers }
    }

    fn weight(&self) -> u32 {
        self.words.iter().map(|word| word.weight).sum()
    }

    /// Of the meanings of the shorter one, how many of a hundred the other has too.
    fn meant_with(&self, other: &Self) -> i32 {
        let both = self.meant.iter().filter(|mark| other.meant.contains(mark)).count();
        (100 * both / self.meant.len().min(other.meant.len()).max(1)) as i32
    }

    /// Whether one says one thing and the other its opposite, and neither says both.
    fn opposes(&self, other: &Self) -> bool {
        let pairs: Vec<char> = OPPOSITES.chars().collect();
        let only =
            |one: &Self, letter, not| one.text.contains(letter) && !one.text.contains::<char>(not);
        pairs.chunks_exact(2).any(|pair| {
            let (this, that) = (pair[0], pair[1]);
            only(self, this, that) && only(other, that, this)
                || only(self, that, this) && only(other, this, that)
        })
    }
}

/// Each Chinese word as the one that stands for all that mean the same.
fn canonical(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let (length, same) = if is_cjk(letter) { standing_for(rest) } else { None }
            .unwrap_or((letter.len_utf8(), &rest[..letter.len_utf8()]));
        out.push_str(same);
        rest = &rest[length..];
    }
    out
}

/// The length of the longest known word at the beginning of a text, and what stands for it.
fn standing_for(text: &str) -> Option<(usize, &'static str)> {
    let groups = SAME.split('|').filter_map(|group| group.split_once('='));
    let known = groups.flat_map(|(same, words)| words.split(' ').map(move |word| (word, same)));
    let fits = known.filter(|(word, _)| text.starts_with(word));
    fits.map(|(word, same)| (word.len(), same)).max_by_key(|(length, _)| *length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transfer::SAME as THRESHOLD;

    #[test]
    fn the_same_in_other_words_is_known_again() {
        for (before, now) in [
            ("怎么修改收货地址", "请问如何更改收货地址？"),
            ("退款多久到账", "退款什么时候到账啊"),
            ("为什么不能用优惠券", "优惠券怎么回事用不了"),
            ("Where is my parcel?", "where's my parcel now"),
            ("How can I change my address?", "how do I change my address"),
            ("运费", "运费？"),
            ("你们家能开专用发票吗", "可不可以给我开一张专用发票啊"),
            ("优惠券为什么用不了", "下单的时候优惠券没法使用，什么原因"),
            ("The blue jacket was delivered damaged", "my jacket is broken, it was just delivered"),
            ("my parcel never arrived", "the package still has not arrived"),
            ("发票怎么开", "我问过了，发票怎样才能开出来"),
        ] {
            assert!(
                likeness(before, now).score >= THRESHOLD,
                "{before} {now} {:?}",
                likeness(before, now)
            );
        }
    }

    #[test]
    fn the_next_question_is_another_one() {
        for (before, now) in [
            ("怎么修改收货地址", "退款多久到账"),
            ("运费是多少", "可以开发票吗"),
            ("Where is my parcel?", "Do you ship to Canada?"),
            ("余额怎么转入银行卡", "银行卡怎么转出余额"),
            ("消息提醒怎么打开", "消息提醒怎么关闭"),
            ("is the cleaning agent safe", "a one person tent"),
            ("how do I", "how do I"),
            ("", "运费是多少"),
            ("???", "!!!"),
        ] {
            assert!(likeness(before, now).score < THRESHOLD, "{before} {now}");
        }
    }
}
