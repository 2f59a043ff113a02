//! A message as the recognisers read it: one spelling, clauses kept apart, numbers told only to be numbers,
//! and how loud it was.

use crate::text::{is_cjk, is_digit, is_word, lower, normalise};

/// A very long paste is read at its beginning and its end, where people say what they want.
const MOST_LETTERS: usize = 400;

/// What English questions begin with, by itself
const QUESTION_WORDS: [&str; 3] = ["which", "where", "why"];
/// or before whom it is about: "would you", but not "would recommend".
const QUESTION_VERBS: [&str; 11] =
    ["is", "are", "was", "do", "does", "did", "can", "could", "will", "would", "should"];
const SUBJECTS: [&str; 14] = [
    "i", "you", "he", "she", "it", "we", "they", "this", "that", "these", "there", "the", "my",
    "your",
];
/// What Chinese questions have in them. Not 什么 and 几: "没什么了，谢谢".
const ASKING: [&str; 7] = ["吗", "怎么", "怎样", "多少", "哪里", "哪个", "为什么"];

/// A message, prepared for reading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heard {
    /// Its words in one spelling: `|` between clauses, `#` for a number, `?|` after a question.
    pub text: String,
    /// Whether it shouts: several marks in a row, or words in capitals.
    pub loud: bool,
    /// Whether something is asked with a question mark.
    pub asks: bool,
    /// Words run together behind a `#`, as in posts: `#notcool`.
    pub tags: String,
}

impl Heard {
    /// Reads a message.
    pub fn new(message: &str) -> Self {
        let message = apart(&shortened(message));
        let mut text = String::with_capacity(message.len());
        let mut asks = false;
        for clause in message.split_inclusive(ends_clause) {
            let question = clause.ends_with(['?', '？']);
            asks |= question;
            let folded = fold(&normalise(clause));
            if folded.is_empty() {
                continue;
            }
            if !text.is_empty() {
                text.push('|');
            }
            text.push_str(&folded);
            if question {
                text.push('?');
            }
        }
        Self { loud: is_loud(&message), asks, text, tags: tags(&message) }
    }

    /// Whether it asks something, also without a question mark. "What" and "how" alone do not tell: "how lovely".
    pub fn is_question(&self) -> bool {
        let begins = |clause: &str| {
            let mut words = clause.split(' ');
            let (first, second) = (words.next().unwrap_or_default(), words.next());
            QUESTION_WORDS.contains(&first)
                || QUESTION_VERBS.contains(&first)
                    && second.is_some_and(|who| SUBJECTS.contains(&who))
        };
        self.asks
            || self.text.split('|').any(begins)
            || ASKING.iter().any(|word| self.text.contains(word))
    }

    /// How many letters it has, so that what is said alone is told from what is said on the side.
    pub fn letters(&self) -> usize {
        self.text.chars().filter(|letter| is_word(*letter)).count()
    }

    /// The words and characters, without the marks between clauses.
    pub fn plain(&self) -> String {
        self.text.replace(['|', '?'], if self.text.is_ascii() { " " } else { "" })
    }
}

fn shortened(message: &str) -> String {
    let letters = message.chars().count();
    if letters <= 2 * MOST_LETTERS {
        return message.to_owned();
    }
    let start = message.chars().take(MOST_LETTERS);
    start.chain(['\n']).chain(message.chars().skip(letters - MOST_LETTERS)).collect()
}

/// A space between two Chinese phrases is a comma; one between single characters is a slip.
fn apart(message: &str) -> String {
    let mut out = String::with_capacity(message.len());
    let mut words = message.split(' ').peekable();
    while let Some(word) = words.next() {
        out.push_str(word);
        let Some(next) = words.peek() else { break };
        let long = |word: &str| word.chars().filter(|letter| is_cjk(*letter)).count() > 1;
        out.push(if long(word) && long(next) { '，' } else { ' ' });
    }
    out
}

fn ends_clause(letter: char) -> bool {
    matches!(
        letter,
        ',' | '.'
            | '!'
            | '?'
            | ';'
            | ':'
            | '\n'
            | '，'
            | '。'
            | '！'
            | '？'
            | '；'
            | '：'
            | '、'
            | '…'
            | '~'
            | '～'
    )
}

/// Where people in China complain about a company by telephone.
const COMPLAINT_LINES: [&str; 6] = ["12315", "12345", "12300", "12378", "12363", "315"];

/// Numbers as `#`, and letters that were drawn out back to their word: "sooooo" is "so", "快快快快" is "快快".
fn fold(normalised: &str) -> String {
    let mut out = String::with_capacity(normalised.len());
    let letters: Vec<char> = normalised.chars().collect();
    let number = is_digit;
    for run in letters.chunk_by(|a, b| a == b || number(*a) && number(*b)) {
        let [first, ..] = run else { continue };
        if number(*first) {
            let digits: String = run.iter().collect();
            out.push_str(if COMPLAINT_LINES.contains(&digits.as_str()) { "消协" } else { "#" });
            continue;
        }
        let kept = match run.len() {
            1 | 2 => run.len(),
            _ => 1 + usize::from(is_cjk(*first)),
        };
        out.extend(std::iter::repeat_n(*first, kept));
    }
    out
}

fn tags(message: &str) -> String {
    let words = message.split_whitespace().filter_map(|word| word.split_once('#'));
    let tags = words
        .map(|(_, tag)| tag)
        .filter(|tag| tag.starts_with(|letter: char| letter.is_ascii_alphabetic()));
    tags.map(|tag| tag.chars().map(lower).collect::<String>()).collect::<Vec<_>>().join(" ")
}

fn is_loud(message: &str) -> bool {
    let mark = |letter: char| matches!(letter, '!' | '！' | '?' | '？');
    let mut row = 0;
    for letter in message.chars() {
        row = if mark(letter) { row + 1 } else { 0 };
        if row == 2 {
            return true;
        }
    }
    let shouted = message.split_whitespace().filter(|word| {
        word.len() > 3 && word.chars().all(|letter| letter.is_ascii_uppercase() || letter == '\'')
    });
    shouted.count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_numbers_and_drawn_out_letters_are_told() {
        assert_eq!(Heard::new("我等了 3 個小時，太慢了！！").text, "我等了#个小时|太慢了");
        assert_eq!(Heard::new("Sooooo slow. 90 mins?").text, "so slow|# mins?");
        assert_eq!(Heard::new("快快快快").text, "快快");
        assert_eq!(Heard::new("").text, "");
    }

    #[test]
    fn questions_are_told_with_and_without_a_mark() {
        for question in ["is this safe", "really?", "这个安全吗", "怎么用", "thanks. Where is it"]
        {
            assert!(Heard::new(question).is_question(), "{question}");
        }
        for other in [
            "how lovely",
            "what a nice shop",
            "will do, thank you",
            "would recommend, thanks",
            "谢谢",
            "没什么了，谢谢",
            "几次都很满意",
            "island tour",
            "is",
            "",
        ] {
            assert!(!Heard::new(other).is_question(), "{other}");
        }
    }

    #[test]
    fn shouting_is_heard() {
        assert!(Heard::new("give it back!!").loud && Heard::new("NEVER again WITH you AGAIN").loud);
        assert!(!Heard::new("What is NFC? And the IBAN?").loud);
    }

    #[test]
    fn a_paste_of_any_length_is_read_in_bounded_work() {
        assert!(Heard::new(&"退款".repeat(10_000)).letters() <= 2 * MOST_LETTERS);
        assert!(Heard::new(&format!("{}转人工", "啊，".repeat(9_000))).text.ends_with("转人工"));
    }
}
