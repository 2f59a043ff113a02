//! From what people type to what can be compared: one spelling for each letter, then features.

mod case;
mod features;
mod letter;
mod script;
mod sense;
mod sound;

pub use case::lower;
pub use features::{Feature, KINDS, Kind, Run, features, kind, runs, take_apart};
pub use letter::{is_digit, is_letter, is_word};

/// One spelling for what people type: lower case, half width, simplified, no marks, single spaces between words.
///
/// Chinese characters keep their order without spaces, so that "退 款" and "退款" are the same.
pub fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for letter in text.chars().map(half_width).map(script::simplified).map(lower) {
        if !is_word(letter) {
            // An apostrophe joins what it stands in: "can't" and "cant" are the same word.
            gap |= !matches!(letter, '\'' | '’');
            continue;
        }
        let after_word = out.chars().next_back().is_some_and(|last| !is_cjk(last));
        if gap && after_word && !is_cjk(letter) {
            out.push(' ');
        }
        gap = false;
        out.push(letter);
    }
    out
}

/// Full-width forms (U+FF01 to U+FF5E) are the ASCII ones, 0xFEE0 further up.
fn half_width(letter: char) -> char {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(letter as u32 - 0xfee0).unwrap_or(letter),
        '\u{3000}' => ' ',
        other => other,
    }
}

/// Han, kana and hangul: scripts written without spaces, where each character carries meaning.
pub fn is_cjk(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_the_same_are_the_same() {
        assert_eq!(normalise("ＡＢＣ　１２３"), "abc 123");
        assert_eq!(normalise(" 退 款,怎么办?! "), "退款怎么办");
        assert_eq!(normalise("I can't   LOG-IN…"), "i cant log in");
        assert_eq!(normalise("iPhone手机 支持NFC吗"), "iphone手机支持nfc吗");
        assert_eq!(normalise("運費怎麼算?"), "运费怎么算");
        assert_eq!(normalise("🙂 ???"), "");
    }
}
