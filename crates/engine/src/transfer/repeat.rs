//! Whether a question is the one before in other words.
//!
//! Two questions on one subject share most of their words without being the same, and only a reader who knows
//! the subject could tell all of them apart. So the threshold is set for what follows: a person is offered.

use super::lexicon::same::{FUNCTION, FUNCTION_ZH, SAME, SAME_EN};
use crate::text::{is_cjk, normalise};

/// A word that any question may have, as a share of one that tells the subject.
const FUNCTION_WEIGHT: i32 = 2;
const WEIGHT: i32 = 10;

/// How much it counts that most of both questions is shared, beside that one is contained in the other.
const BOTH: i32 = 6;
const CONTAINED: i32 = 4;

/// What it costs, of 100, if one asks how and the other when, one is negated, or the numbers differ.
const DIFFERS: i32 = 10;

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
    let mut rest = other.words.clone();
    let mut shared: Vec<String> = Vec::new();
    let mut both = 0;
    for word in &one.words {
        if let Some(at) = rest.iter().position(|other| other == word) {
            rest.swap_remove(at);
            both += weight(word);
            shared.push(word.clone());
        }
    }
    let (a, b) = (one.weight(), other.weight());
    if a == 0 || b == 0 {
        return Likeness::default();
    }
    let alike =
        (BOTH * 200 * both / (a + b) + CONTAINED * 100 * both / a.min(b)) / (BOTH + CONTAINED);
    let asks_else = one.asks & other.asks == 0 && one.asks != 0 && other.asks != 0;
    let differs = i32::from(asks_else)
        + i32::from(one.negated != other.negated)
        + i32::from(one.numbers != other.numbers);
    Likeness { score: (alike - DIFFERS * differs).max(0), shared }
}

struct Question {
    words: Vec<String>,
    /// Kinds of question, one bit each.
    asks: u32,
    negated: bool,
    numbers: String,
}

/// What is asked for, each kind by its words.
const KINDS: &[&[&str]] = &[
    &["为什么", "why", "how come"],
    &["怎么", "how do", "how can", "how to", "where do"],
    &["多久", "when", "how long"],
    &["多少", "how much", "how many"],
    &["哪里", "where"],
    &["哪个", "什么", "谁", "which", "what", "who"],
    &["能", "can i", "is it possible", "am i able", "do you"],
];

impl Question {
    fn new(text: &str) -> Self {
        let text: String = normalise(text).chars().take(MOST_LETTERS).collect();
        let text = canonical(&text);
        let mut words = Vec::new();
        let mut numbers = String::new();
        let letters: Vec<char> = text.chars().collect();
        let runs = letters.chunk_by(|a, b| {
            *a != ' ' && *b != ' ' && !is_cjk(*a) && !is_cjk(*b) && a.is_numeric() == b.is_numeric()
        });
        for run in runs.filter(|run| run[0] != ' ') {
            let word: String = run.iter().collect();
            if run[0].is_numeric() {
                numbers.push_str(&word);
                numbers.push(' ');
            }
            words.push(if is_cjk(run[0]) { word } else { english(&word) });
        }
        let asks = KINDS
            .iter()
            .zip(0..)
            .filter(|(kind, _)| kind.iter().any(|words| text.contains(words)))
            .map(|(_, bit)| 1_u32 << bit)
            .sum();
        let negated = text.contains(['不', '没'])
            || words.iter().any(|word| matches!(word.as_str(), "not" | "cant" | "never" | "no"));
        Self { words, asks, negated, numbers }
    }

    fn weight(&self) -> i32 {
        self.words.iter().map(|word| weight(word)).sum()
    }
}

fn weight(word: &str) -> i32 {
    let function = if word.starts_with(is_cjk) {
        FUNCTION_ZH.contains(word)
    } else {
        FUNCTION.contains(&format!(" {word} "))
    };
    if function { FUNCTION_WEIGHT } else { WEIGHT }
}

/// Each Chinese word as the one that stands for all that mean the same.
fn canonical(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let known = SAME.split(',').filter_map(|pair| pair.split_once('='));
        let found = if is_cjk(letter) {
            known.filter(|(word, _)| rest.starts_with(word)).max_by_key(|(word, _)| word.len())
        } else {
            None
        };
        match found {
            Some((word, same)) => {
                out.push_str(same);
                rest = &rest[word.len()..];
            }
            None => {
                out.push(letter);
                rest = &rest[letter.len_utf8()..];
            }
        }
    }
    out
}

fn english(word: &str) -> String {
    let mut known = SAME_EN.split(',').filter_map(|pair| pair.split_once('='));
    if let Some((_, same)) = known.find(|(one, _)| *one == word) {
        return same.to_owned();
    }
    let stem = ["ing", "ed", "es", "s"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending).filter(|stem| stem.len() > 2));
    stem.unwrap_or(word).to_owned()
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
            ("", "运费是多少"),
            ("???", "!!!"),
        ] {
            assert!(likeness(before, now).score < THRESHOLD, "{before} {now}");
        }
    }
}
