//! What is a letter, and what a mark.
//!
//! The library knows all scripts, by tables that are two kilobytes of what a phone downloads. Here it is told by the
//! blocks of Unicode that marks lie in: the same for Latin, Greek, Cyrillic, Hebrew, Arabic, Chinese, Japanese and
//! Korean; in Thai and Indian scripts a mark on a letter belongs to the word, too.

/// Whether this is part of a word: a letter or a number of any script, and no punctuation, symbol or emoji.
pub fn is_word(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_alphanumeric();
    }
    !matches!(letter,
        // Latin-1, but for ª ² ³ µ ¹ º ¼ ½ ¾.
        '\u{80}'..='\u{a9}' | '\u{ab}'..='\u{b1}' | '\u{b4}' | '\u{b6}'..='\u{b8}' | '\u{bb}' | '\u{bf}' | '×' | '÷'
        // Accents that stand alone, and those that stand on the letter before.
        | '\u{2c2}'..='\u{2c5}' | '\u{2d2}'..='\u{2df}' | '\u{2e5}'..='\u{2eb}' | '\u{2ed}' | '\u{2ef}'..='\u{36f}'
        | '\u{375}' | '\u{37e}' | '\u{384}' | '\u{385}' | '\u{387}' | '\u{3f6}' | '\u{482}'..='\u{489}'
        // Hebrew, Arabic, Indian and Thai.
        | '\u{591}'..='\u{5af}' | '\u{5be}' | '\u{5c0}' | '\u{5c3}' | '\u{5c6}' | '\u{5f3}' | '\u{5f4}'
        | '\u{600}'..='\u{60f}' | '\u{61b}'..='\u{61f}' | '\u{66a}'..='\u{66d}' | '\u{6d4}' | '\u{6dd}'..='\u{6e0}'
        | '\u{964}' | '\u{965}' | '\u{970}' | '\u{e3f}' | '\u{e4f}' | '\u{e5a}' | '\u{e5b}'
        // Punctuation, currencies, symbols, arrows, lines and dingbats, but for numbers in circles.
        | '\u{2000}'..='\u{206f}' | '\u{207a}'..='\u{207e}' | '\u{208a}'..='\u{208e}' | '\u{20a0}'..='\u{214f}'
        | '\u{2190}'..='\u{245f}' | '\u{249c}'..='\u{24b5}' | '\u{2500}'..='\u{2775}' | '\u{2794}'..='\u{2bff}'
        | '\u{2e00}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{302a}'..='\u{3030}' | '\u{3036}' | '\u{3037}'
        | '\u{303d}'..='\u{3040}' | '\u{3099}'..='\u{309c}' | '\u{30a0}' | '\u{30fb}' | '\u{3200}'..='\u{321f}'
        | '\u{322a}'..='\u{3247}' | '\u{3250}' | '\u{3260}'..='\u{327f}' | '\u{328a}'..='\u{32b0}'
        | '\u{32c0}'..='\u{33ff}'
        // What is for private use, chooses a form, or stands upright; half-width punctuation; emoji.
        | '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe6f}' | '\u{feff}' | '\u{ff00}'..='\u{ff0f}'
        | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}' | '\u{ffe0}'..='\u{ffff}'
        | '\u{1f000}'..='\u{1f0ff}' | '\u{1f10d}'..='\u{1faff}' | '\u{e0000}'..='\u{10ffff}')
}

/// Whether this is part of a word and no digit.
pub fn is_letter(letter: char) -> bool {
    is_word(letter) && !is_digit(letter)
}

/// Whether this is a digit, in whatever script or form it is written.
pub fn is_digit(letter: char) -> bool {
    matches!(letter,
        '0'..='9' | '²' | '³' | '¹' | '\u{2070}' | '\u{2074}'..='\u{2079}' | '\u{2080}'..='\u{2089}'
        // Arabic, Persian, Indian, Sinhala, Thai, Lao, Tibetan, Burmese, Khmer, Mongolian.
        | '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' | '\u{966}'..='\u{96f}' | '\u{9e6}'..='\u{9ef}'
        | '\u{a66}'..='\u{a6f}' | '\u{ae6}'..='\u{aef}' | '\u{b66}'..='\u{b6f}' | '\u{be6}'..='\u{bef}'
        | '\u{c66}'..='\u{c6f}' | '\u{ce6}'..='\u{cef}' | '\u{d66}'..='\u{d6f}' | '\u{de6}'..='\u{def}'
        | '\u{e50}'..='\u{e59}' | '\u{ed0}'..='\u{ed9}' | '\u{f20}'..='\u{f29}' | '\u{1040}'..='\u{1049}'
        | '\u{1090}'..='\u{1099}' | '\u{17e0}'..='\u{17e9}' | '\u{1810}'..='\u{1819}'
        // In circles, full width, and the letters of formulas.
        | '\u{2460}'..='\u{249b}' | '\u{24ea}'..='\u{24ff}' | '\u{2776}'..='\u{2793}' | '\u{ff10}'..='\u{ff19}'
        | '\u{1d7ce}'..='\u{1d7ff}' | '\u{1f100}'..='\u{1f10c}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Blocks with the letters and marks of the usual scripts.
    const BLOCKS: [(char, char); 12] = [
        // Latin, Greek and Cyrillic with all their marks.
        ('\0', '\u{52f}'),
        // Hebrew, Arabic, Devanagari and Thai.
        ('\u{5d0}', '\u{5ea}'),
        ('\u{600}', '\u{64a}'),
        ('\u{660}', '\u{6d5}'),
        ('\u{904}', '\u{939}'),
        ('\u{964}', '\u{970}'),
        ('\u{e01}', '\u{e33}'),
        // Vietnamese.
        ('\u{1e00}', '\u{1eff}'),
        // Punctuation and symbols.
        ('\u{2000}', '\u{206f}'),
        ('\u{2190}', '\u{2bff}'),
        // Kana, with the marks of Chinese before them.
        ('\u{3000}', '\u{30ff}'),
        // Squared words and units, numbers in brackets.
        ('\u{3200}', '\u{33ff}'),
    ];

    /// Small letters that stand on another one, and what has no meaning yet.
    fn is_rare(letter: char) -> bool {
        matches!(letter, '\u{345}' | '\u{363}'..='\u{36f}' | '\u{378}' | '\u{379}' | '\u{380}'..='\u{383}' | '\u{38b}'
            | '\u{38d}' | '\u{3a2}' | '\u{3097}' | '\u{3098}')
    }

    #[test]
    fn letters_of_the_usual_scripts_are_what_the_library_says() {
        for (first, last) in BLOCKS {
            for letter in (first..=last).filter(|letter| !is_rare(*letter)) {
                assert_eq!(is_word(letter), letter.is_alphanumeric(), "{:x}", letter as u32);
            }
        }
        for letter in "一丁龥〇々㐀豈가힣①⑳ｱßøñçğıšžเรา".chars() {
            assert!(is_word(letter), "{letter}");
        }
    }

    #[test]
    fn marks_and_emoji_are_no_letters() {
        for mark in
            "，。！？、；：“”‘’（）《》【】…—～·￥€$%&*+=<>|/\\@#^_`☎★♥✓🙂👍🏽🇨🇳\u{200d}\u{fe0f}℃™№"
                .chars()
        {
            assert!(!is_word(mark), "{mark}");
        }
    }

    #[test]
    fn digits_are_known_in_every_script_that_a_phone_types() {
        for letter in
            ('\0'..='\u{1fff}').chain('\u{2070}'..='\u{2093}').chain('\u{2460}'..='\u{2793}')
        {
            if is_digit(letter) {
                assert!(letter.is_numeric(), "{:x}", letter as u32);
            }
        }
        for digits in [
            "0123456789",
            "٠١٢٣٩",
            "۰۹",
            "०९",
            "০৯",
            "੦੯",
            "૦૯",
            "୦୯",
            "௦௯",
            "౦౯",
            "೦೯",
            "൦൯",
            "๐๙",
            "໐໙",
            "၀၉",
            "០៩",
            "①⑳",
            "❶➓",
            "９",
            "𝟎𝟗",
            "²¹⁰₉",
        ] {
            for digit in digits.chars() {
                assert!(is_digit(digit) && is_word(digit), "{digit}");
            }
        }
        assert!(!"a一½".contains(is_digit));
    }
}
