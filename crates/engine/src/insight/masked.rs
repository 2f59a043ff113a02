//! Takes out of a question what tells who asked it, before it is counted.
//!
//! Digits, addresses, links, codes and the names that people introduce themselves with. A name or an address in the
//! middle of a sentence cannot be told from other words; so only the beginning of a message is kept, too.

use crate::text::{is_cjk, is_digit, is_letter, normalise};

/// Longest masked text, in characters: questions are short, and what is long tells stories.
const MAX_LETTERS: usize = 60;

/// So much of a message is looked at, so that any paste takes bounded time.
const LOOKED_AT: usize = 300;

/// Stands for what was taken out.
const MASK: char = '#';

/// A word with so many digits is a number or a code as a whole.
const DIGITS_OF_A_CODE: usize = 5;

/// A word of letters and digits together that is as long as this is a code, not a model.
const LETTERS_OF_A_CODE: usize = 8;

/// How numbers are written in Chinese; this many in a row are read out, not counted.
const NUMERALS: &str = "零〇一二三四五六七八九幺两";
const NUMERALS_OF_A_CODE: usize = 5;

/// Words before a name, and how many letters or words of it are taken out.
const BEFORE_NAMES: [&str; 9] = [
    "我叫",
    "姓名是",
    "姓名",
    "名字是",
    "收件人是",
    "收件人",
    "联系人",
    "my name is ",
    "i am called ",
];
const LETTERS_OF_A_NAME: usize = 3;
const WORDS_OF_A_NAME: usize = 2;

/// The question in one spelling, without what tells who asked it.
pub fn masked(text: &str) -> String {
    let letters: Vec<char> = text.chars().take(LOOKED_AT).collect();
    let mut out = String::new();
    // Words of letters, digits and signs; and runs of characters that are written without spaces.
    let of_one_kind =
        |a: &char, b: &char| is_cjk(*a) == is_cjk(*b) && a.is_whitespace() == b.is_whitespace();
    for run in letters.chunk_by(of_one_kind) {
        let word: String = run.iter().collect();
        let word = if is_cjk(run[0]) { without_numerals(&normalise(&word)) } else { mask(&word) };
        let goes_on = word.starts_with(MASK) && out.ends_with(MASK);
        let glued = word.is_empty() || out.is_empty() || is_cjk(run[0]) || out.ends_with(is_cjk);
        if !goes_on && !glued {
            out.push(' ');
        }
        // Parts of one number are one number.
        out.push_str(if goes_on { word.trim_start_matches(MASK) } else { &word });
    }
    for cue in BEFORE_NAMES {
        without_name(&mut out, cue);
    }
    let out = out.trim_end();
    out.chars().take(MAX_LETTERS).collect()
}

/// A word that is no Chinese: as it is, without its digits, or masked as a whole.
fn mask(word: &str) -> String {
    let all = || MASK.to_string();
    if word.contains(['@', '＠']) || word.contains("://") || word.starts_with("www.") {
        return all();
    }
    let digits = word.chars().filter(|letter| is_digit(*letter)).count();
    let has_letters = word.contains(is_letter);
    let is_code = has_letters && digits > 0 && word.chars().count() >= LETTERS_OF_A_CODE;
    if digits >= DIGITS_OF_A_CODE || is_code {
        return all();
    }
    let mut out = String::new();
    for letter in normalise(word).chars() {
        if !is_digit(letter) {
            out.push(letter);
        } else if !out.ends_with(MASK) {
            out.push(MASK);
        }
    }
    out
}

/// Chinese without numbers that are read out digit by digit.
fn without_numerals(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::new();
    for run in letters.chunk_by(|a, b| NUMERALS.contains(*a) == NUMERALS.contains(*b)) {
        if run.len() >= NUMERALS_OF_A_CODE && NUMERALS.contains(run[0]) {
            out.push(MASK);
        } else {
            out.extend(run);
        }
    }
    out
}

/// Masks the names behind `cue`, wherever it stands.
fn without_name(text: &mut String, cue: &str) {
    let mut from = 0;
    while let Some(start) = text[from..].find(cue).map(|at| from + at + cue.len()) {
        let rest = &text[start..];
        let end = if cue.ends_with(' ') {
            rest.match_indices(' ').nth(WORDS_OF_A_NAME - 1).map(|(end, _)| end)
        } else {
            rest.char_indices().nth(LETTERS_OF_A_NAME).map(|(end, _)| end)
        };
        let end = start + end.unwrap_or(rest.len());
        if end > start {
            *text = [&text[..start], "#", &text[end..]].concat();
        }
        from = start;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_stay_as_they_are_in_one_spelling() {
        for (text, kept) in [
            ("怎么 退款？", "怎么退款"),
            ("How do I get a REFUND?!", "how do i get a refund"),
            ("iPhone手机支持NFC吗", "iphone手机支持nfc吗"),
            ("这两款一样吗", "这两款一样吗"),
            ("", ""),
            ("???", ""),
        ] {
            assert_eq!(masked(text), kept, "{text}");
        }
    }

    #[test]
    fn what_tells_who_asked_is_taken_out() {
        for (text, kept) in [
            ("我的电话13800138000回我", "我的电话#回我"),
            ("我的电话１３８ ００１３ ８０００回我", "我的电话#回我"),
            ("call me at +1 (212) 555-0100 please", "call me at # please"),
            ("mail to Zhang.San+x@shop.example now", "mail to # now"),
            ("发到 zhang＠shop．example 吧", "发到#吧"),
            ("see https://shop.example/o?t=abc", "see #"),
            ("order SF123456789CN lost", "order # lost"),
            ("licence A1B2C3D4 is wrong", "licence # is wrong"),
            ("身份证号一一零一零一幺九九零", "身份证号#"),
            ("我叫张三丰想退货", "我叫#想退货"),
            ("hello my name is John Smith where is it", "hello my name is # where is it"),
            ("满300减50", "满#减#"),
            ("收件人", "收件人"),
            ("我叫张三丰想退货我叫李四光也想退", "我叫#想退货我叫#也想退"),
        ] {
            assert_eq!(masked(text), kept, "{text}");
        }
    }

    #[test]
    fn a_story_is_cut_short() {
        assert_eq!(masked(&"很长".repeat(50_000)).chars().count(), MAX_LETTERS);
    }

    #[test]
    fn masking_twice_masks_nothing_more() {
        for text in ["我的电话13800138000回我", "call +1 (212) 555 my name is Ann Lee", "满300减50"]
        {
            let once = masked(text);
            assert_eq!(masked(&once).replace([MASK, ' '], ""), once.replace([MASK, ' '], ""));
        }
    }
}
