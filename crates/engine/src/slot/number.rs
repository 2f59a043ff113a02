//! Numbers as people write them: 1,200.50, 三十二, 两百五, 3万, twenty-two. Counted in thousandths, so that prices fit
//! and no code for fractions is needed.

use crate::text::is_word;

/// Digits of Chinese numerals, with one another for some of them.
const DIGITS: &str = "零一二三四五六七八九";
const OTHER_DIGITS: [(char, i64); 5] = [('〇', 0), ('两', 2), ('兩', 2), ('俩', 2), ('仨', 3)];

const UNITS: [(char, i64); 7] = [
    ('十', 10),
    ('百', 100),
    ('千', 1_000),
    ('万', 10_000),
    ('萬', 10_000),
    ('亿', 100_000_000),
    ('億', 100_000_000),
];

/// Characters that make a leading 一 part of a word: 一下, 一共, 一起.
const NOT_ONE: &str = "下共般直定起样樣些点點会會";

const SMALL: &str = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen \
                     fifteen sixteen seventeen eighteen nineteen";

const TENS: &str = "twenty thirty forty fifty sixty seventy eighty ninety";

/// Numerals that are no number: in case, by all means.
const WORDS: [&str; 4] = ["万一", "萬一", "千万", "千萬"];

/// What makes 十 a word: 十分, very; but 十分钟 are ten minutes.
const VERY: char = '分';
const MINUTES: [&str; 2] = ["分钟", "分鐘"];

/// More than any price or count; keeps sums away from overflow.
const MOST: i64 = 1_000_000_000_000;

/// The one number of a message, in thousandths; `None` for none or several.
pub fn only(message: &str) -> Option<i64> {
    in_digits(message).or_else(|| {
        // "1 or 2" has digits, so its words are not looked at.
        let digits = message.bytes().any(|byte| byte.is_ascii_digit());
        if digits { None } else { in_chinese(message).or_else(|| in_english(message)) }
    })
}

/// The one number that is written in digits.
pub fn in_digits(message: &str) -> Option<i64> {
    let mut found = None;
    let mut rest = message;
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let before = &rest[..start];
        let tail = &rest[start..];
        let mut end = tail.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.'));
        let mut digits = &tail[..end.unwrap_or(tail.len())];
        // The mark that ends a sentence is none of it.
        digits = digits.trim_end_matches(&[',', '.'][..]);
        end = Some(digits.len());
        let after = &tail[end.unwrap_or_default()..];
        let part_of_word =
            |letter: Option<char>| letter.is_some_and(|one| one.is_ascii_alphabetic());
        let unit = after.chars().next();
        let thousands = matches!(unit, Some('k' | 'K')) && !part_of_word(after.chars().nth(1));
        if part_of_word(before.chars().next_back())
            || (part_of_word(unit) && !thousands && !is_counted(after))
        {
            return None;
        }
        let factor = if thousands { 1_000 } else { factor(unit) };
        let mut number = decimal(digits)?.checked_mul(factor).filter(|one| *one <= MOST)?;
        let sign = before.trim_end().chars().next_back();
        if sign == Some('-') && !before.trim_end_matches('-').ends_with(is_word) {
            number = -number;
        }
        if found.is_some_and(|other| other != number) {
            return None;
        }
        found = Some(number);
        rest = after;
    }
    found
}

/// "3pcs", "500ml": a unit of measure stands right behind its number, the letters of a code between digits.
fn is_counted(after: &str) -> bool {
    let word = after.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    (1..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn factor(unit: Option<char>) -> i64 {
    UNITS.iter().find(|(name, _)| Some(*name) == unit).map_or(1, |(_, factor)| *factor)
}

/// `1,200.5` in thousandths.
fn decimal(digits: &str) -> Option<i64> {
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    if part.contains(&['.', ','][..]) || part.len() > 9 {
        return None;
    }
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped = groups.len() == 1 || groups[1..].iter().all(|group| group.len() == 3);
    let whole: String = groups.concat();
    if !grouped || whole.is_empty() || whole.len() > 10 {
        return None;
    }
    let thousandths: String = part.chars().chain("000".chars()).take(3).collect();
    Some(whole_number(&whole)? * 1_000 + whole_number(&thousandths)?)
}

/// Chinese numerals: exactly one run of them in the message.
fn in_chinese(message: &str) -> Option<i64> {
    let mut found = None;
    let mut rest = message;
    while let Some(first) = rest.chars().next() {
        let run = run(rest);
        let (here, after) = rest.split_at(run.max(first.len_utf8()));
        rest = after;
        let word = match here {
            "一" => after.starts_with(|next| NOT_ONE.contains(next)),
            "十" => after.starts_with(VERY) && !MINUTES.iter().any(|one| after.starts_with(one)),
            other => WORDS.contains(&other),
        };
        if run == 0 || word {
            continue;
        }
        let number = 1_000 * chinese(here)?;
        if found.is_some_and(|other| other != number) {
            return None;
        }
        found = Some(number);
    }
    found
}

/// How many bytes from here on are numerals.
pub(super) fn run(text: &str) -> usize {
    let numeral = |letter: char| digit(letter).is_some() || factor(Some(letter)) > 1;
    text.find(|letter| !numeral(letter)).unwrap_or(text.len())
}

fn digit(letter: char) -> Option<i64> {
    let other = OTHER_DIGITS.iter().find(|(name, _)| *name == letter).map(|(_, digit)| *digit);
    other.or_else(|| DIGITS.chars().position(|digit| digit == letter).map(|digit| digit as i64))
}

/// The number of a run of Chinese numerals, in ones: 三十二, 两百五 (250), 二〇二六, 一万零五十.
pub(super) fn chinese(text: &str) -> Option<i64> {
    let letters = || text.chars();
    if !(1..=16).contains(&letters().count()) {
        return None;
    }
    if letters().nth(1).is_some() && letters().all(|letter| digit(letter).is_some()) {
        if is_about(text) {
            return None;
        }
        return letters().try_fold(0, |sum: i64, letter| Some(sum * 10 + digit(letter)?));
    }
    // `total` counts finished ten-thousands, `part` what is below them, `last` the digit that waits for its unit.
    let (mut total, mut part, mut last, mut unit) = (0_i64, 0_i64, None, 1_i64);
    let mut zero = false;
    for letter in letters() {
        if let Some(digit) = digit(letter) {
            if last.is_some_and(|last| last != 0) {
                return None;
            }
            zero |= digit == 0;
            last = Some(digit);
            continue;
        }
        unit = factor(Some(letter));
        zero = false;
        if unit >= 10_000 {
            let below = part + last.take().unwrap_or(0);
            total = (total + below.max(i64::from(total == 0))).checked_mul(unit)?;
            part = 0;
        } else {
            // 十二 is 一十二.
            part += last.take().unwrap_or(1).max(1) * unit;
        }
        if total > MOST {
            return None;
        }
    }
    // 两百五 leaves the next unit out, 两百零五 does not.
    let rest = last.map_or(0, |last| if zero || unit < 100 { last } else { last * unit / 10 });
    Some(total + part + rest).filter(|number| *number <= MOST / 1_000)
}

/// 两三个 are two or three, 三五个 are some: two digits that stand for a guess are no number.
fn is_about(text: &str) -> bool {
    let digits: Vec<i64> = text.chars().filter_map(digit).collect();
    matches!(digits[..], [3, 5]) || matches!(digits[..], [one, next] if one > 0 && next == one + 1)
}

/// English words: "twenty-two", "one thousand two hundred", "a dozen".
fn in_english(message: &str) -> Option<i64> {
    let lower = message.to_ascii_lowercase();
    // `total` counts finished thousands, `part` what is below them.
    let (mut total, mut part, mut some) = (0_i64, 0_i64, false);
    for word in lower.split(|letter: char| !letter.is_ascii_alphabetic()) {
        // What the part must be a multiple of, so that "one or two" is not three and "twenty ten" not thirty.
        let (room, number) = if let Some(small) = SMALL.split(' ').position(|one| one == word) {
            (if (1..10).contains(&small) { 10 } else { 100 }, small as i64)
        } else if let Some(ten) = TENS.split(' ').position(|one| one == word) {
            (100, 10 * (ten as i64 + 2))
        } else {
            match word {
                "hundred" => part = part.max(1) * 100,
                "thousand" => {
                    total = part.max(1) * 1_000;
                    part = 0;
                }
                "dozen" => part = part.max(1) * 12,
                _ => continue,
            }
            some = true;
            if part > MOST / 1_000 || total > MOST / 1_000 {
                return None;
            }
            continue;
        };
        // A second number that does not go on from the first is another one; so is anything after "zero".
        if some && (part % room != 0 || total + part == 0) {
            return None;
        }
        part += number;
        some = true;
    }
    some.then_some((total + part) * 1_000)
}

/// Digits and nothing else. By hand, since the standard reader is made anew for each size of number.
pub(super) fn whole_number(digits: &str) -> Option<i64> {
    let value = |sum: i64, byte: u8| {
        let digit = byte.is_ascii_digit().then(|| i64::from(byte - b'0'))?;
        sum.checked_mul(10)?.checked_add(digit)
    };
    (!digits.is_empty()).then(|| digits.bytes().try_fold(0, value))?
}

/// Writes thousandths without idle zeros.
pub fn write(number: i64) -> String {
    let (whole, part) = (number.abs() / 1_000, number.abs() % 1_000);
    let mut text = String::new();
    if number < 0 {
        text.push('-');
    }
    text.push_str(&whole.to_string());
    if part > 0 {
        let digits = (1_000 + part).to_string();
        text.push('.');
        text.push_str(digits[1..].trim_end_matches('0'));
    }
    text
}

/// Reads what `write` wrote, and what endpoints answer: digits with or without a fraction.
pub fn plain(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let number =
        decimal(digits).filter(|_| digits.bytes().all(|b| b.is_ascii_digit() || b == b'.'))?;
    Some(if digits.len() < text.len() { -number } else { number })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(message: &str) -> Option<String> {
        only(&super::super::short(message)).map(write)
    }

    #[test]
    fn numbers_are_read_in_every_spelling() {
        for (message, number) in [
            ("3", "3"),
            ("大概 3 个吧", "3"),
            ("１２", "12"),
            ("1,200.50元", "1200.5"),
            ("-5", "-5"),
            ("3万", "30000"),
            ("1.5万", "15000"),
            ("5k", "5000"),
            ("500ml", "500"),
            ("三", "3"),
            ("十", "10"),
            ("十二个", "12"),
            ("三十二", "32"),
            ("两百五", "250"),
            ("两百零五", "205"),
            ("三千二", "3200"),
            ("一万二", "12000"),
            ("一万零五十", "10050"),
            ("兩百", "200"),
            ("二〇二六", "2026"),
            ("要两件，看一下", "2"),
            ("twenty-two", "22"),
            ("three hundred and five please", "305"),
            ("a dozen", "12"),
            ("one thousand two hundred", "1200"),
            ("two hundred thousand", "200000"),
            ("three thousand five hundred and seven", "3507"),
            ("万一不够，就要三个", "3"),
            ("十分着急，两箱", "2"),
            ("十分钟", "10"),
            ("Two.", "2"),
        ] {
            assert_eq!(said(message).as_deref(), Some(number), "{message}");
        }
    }

    #[test]
    fn what_is_no_number_or_several_is_not_guessed() {
        for message in [
            "",
            "几个",
            "看一下",
            "1 或 2",
            "KF2026",
            "one or two",
            "ten or twelve",
            "twenty ten",
            "zero or one",
            "两三个",
            "三五个吧",
            "十分满意",
            "千万别忘了",
            "3个红的5个蓝的",
            "3x4",
            "1.2.3",
        ] {
            assert_eq!(said(message), None, "{message}");
        }
        assert_eq!(said(&"九".repeat(500)), None);
        assert_eq!(said(&"9".repeat(500)), None);
    }

    #[test]
    fn what_is_written_is_read_again() {
        for number in [0, 5, 1_000, -1_500, 99_950, 1_234_567_890] {
            assert_eq!(plain(&write(number)), Some(number));
        }
        for bad in ["", "-", "1,000", "a", "1e3", "1.2.3"] {
            assert_eq!(plain(bad), None, "{bad}");
        }
    }
}
