//! The words of which days are made, in Chinese and English: each is a letter for its kind, and a number.
//!
//! `N` a number (`Y` of four digits, `E` of eight), `n` a day by its distance from today, `w` a weekday from Monday, `m` a month,
//! `u` a day and `k` a week as units, `f` so many weeks or months from this one, `a` ahead, `l` later, `g` ago,
//! `e` the weekend, `z` the end of the month, `y` a year by its distance from this one, `M` 月, `D` 日 or 号, `t` the "th" of 5th, `/`, `-`, `.`, and `o` all else.

use crate::slot::number;

/// Words with their kind and number, the longer before those they begin with. A line stands for a space.
static WORDS: [(&str, char, i8); 58] = [
    ("今天 今日 今晚 今早 today tonight", 'n', 0),
    ("明天 明日 明早 明晚 tomorrow tmr tmrw", 'n', 1),
    ("大后天 大後天", 'n', 3),
    ("大前天", 'n', -3),
    ("后天 後天 day_after_tomorrow", 'n', 2),
    ("前天 day_before_yesterday", 'n', -2),
    ("昨天 昨日 昨晚 yesterday", 'n', -1),
    ("明年 next_year", 'y', 1),
    ("今年 this_year", 'y', 0),
    ("去年 last_year", 'y', -1),
    ("后年 後年", 'y', 2),
    ("周末 週末 weekend", 'e', 0),
    ("月底 月末 end_of_the_month end_of_month", 'z', 0),
    ("monday mondays mon", 'w', 0),
    ("tuesday tuesdays tue", 'w', 1),
    ("wednesday wednesdays", 'w', 2),
    ("thursday thursdays thu", 'w', 3),
    ("friday fridays fri", 'w', 4),
    ("saturday saturdays", 'w', 5),
    ("sunday sundays", 'w', 6),
    ("january jan", 'm', 1),
    ("february feb", 'm', 2),
    ("march mar", 'm', 3),
    ("april apr", 'm', 4),
    ("may", 'm', 5),
    ("june jun", 'm', 6),
    ("july jul", 'm', 7),
    ("august aug", 'm', 8),
    ("september sept sep", 'm', 9),
    ("october oct", 'm', 10),
    ("november nov", 'm', 11),
    ("december dec", 'm', 12),
    ("周 週 星期 礼拜 禮拜 week weeks", 'k', 7),
    ("天 day days", 'u', 1),
    ("下下", 'f', 2),
    ("下 next", 'f', 1),
    ("这 這 本 this", 'f', 0),
    ("上 last", 'f', -1),
    ("之后 之後 以后 以後 后 後 from later", 'l', 0),
    ("之前 以前 前 ago", 'g', 0),
    ("过 過 再 in within after", 'a', 0),
    ("月", 'M', 0),
    ("号线 號線", 'o', 0),
    ("日 号 號", 'D', 0),
    ("st nd rd th", 't', 0),
    ("年 -", '-', 0),
    ("/", '/', 0),
    ("a one", 'N', 1),
    ("two", 'N', 2),
    ("three", 'N', 3),
    ("four", 'N', 4),
    ("five", 'N', 5),
    ("six", 'N', 6),
    ("seven", 'N', 7),
    ("eight", 'N', 8),
    ("nine", 'N', 9),
    ("ten", 'N', 10),
    // What says nothing.
    ("个 個 of the ,", ' ', 0),
];

/// The kinds of the words of a message, one letter each, and their numbers.
pub(super) fn words(message: &str) -> (String, Vec<i32>) {
    let (mut kinds, mut numbers) = (String::new(), Vec::new());
    let lower = message.to_ascii_lowercase();
    let mut rest = lower.as_str();
    while let Some(first) = rest.chars().next() {
        let (kind, number, length) = word(rest, first);
        if kind != ' ' {
            kinds.push(kind);
            numbers.push(number);
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    (kinds, numbers)
}

fn word(rest: &str, first: char) -> (char, i32, usize) {
    let span = |test: fn(&u8) -> bool| rest.bytes().take_while(test).count();
    let digits = span(u8::is_ascii_digit);
    if digits > 0 {
        let kind = match digits {
            4 => 'Y',
            8 => 'E',
            _ => 'N',
        };
        return (kind, small(number::whole_number(&rest[..digits])), digits);
    }
    let run = number::run(rest);
    if run > 0 {
        return ('N', small(number::chinese(&rest[..run])), run);
    }
    let letters = span(u8::is_ascii_alphabetic);
    let whole = |word: &&str| {
        let same = |(a, b): (u8, u8)| a == b || a == b'_' && b == b' ';
        let next = rest.as_bytes().get(word.len()).filter(|_| letters > 0);
        word.len() <= rest.len()
            && word.bytes().zip(rest.bytes()).all(same)
            && !next.is_some_and(u8::is_ascii_alphabetic)
    };
    for (words, kind, number) in &WORDS {
        if let Some(word) = words.split(' ').find(whole) {
            return (*kind, i32::from(*number), word.len());
        }
    }
    let kind = match first {
        ' ' => ' ',
        '.' => '.',
        _ => 'o',
    };
    (kind, 0, letters.max(first.len_utf8()))
}

/// No day, month or span is as large as what does not fit.
fn small(number: Option<i64>) -> i32 {
    number.and_then(|number| i32::try_from(number).ok()).unwrap_or(i32::MAX)
}
