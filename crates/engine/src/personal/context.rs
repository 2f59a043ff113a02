//! What only the words before it give away.

use super::{Letters, Personal};

/// How far behind its word a secret may stand, in letters.
const REACH: usize = 18;

/// Words for a password.
const PASSWORD: [&str; 10] =
    ["密码", "密碼", "口令", "password", "passwd", "passcode", "pwd", "pw", "pass", "pin"];
/// Words for a code.
const CODE: [&str; 9] =
    ["验证码", "驗證碼", "校验码", "动态码", "动态口令", "收到的码", "code", "otp", "codes"];
/// Words for a passport.
const PASSPORT: [&str; 3] = ["护照", "護照", "passport"];

/// What makes a code one of the shop's, by the word before it.
const OTHER_CODES: [&str; 24] = [
    "promo",
    "promotion",
    "discount",
    "coupon",
    "voucher",
    "gift",
    "zip",
    "postal",
    "post",
    "area",
    "country",
    "product",
    "error",
    "qr",
    "bar",
    "status",
    "source",
    "tracking",
    "item",
    "colour",
    "color",
    "dress",
    "dial",
    "shows",
];

/// The secret whose word begins at a place.
pub(super) fn at(text: &Letters, at: usize) -> Option<(Personal, usize, usize)> {
    let word = |words: &[&str]| {
        words.iter().filter(|word| is_word(text, at, word)).map(|word| word.chars().count()).max()
    };
    if let Some(length) = word(&PASSPORT) {
        return behind(text, at + length, Personal::Passport, passport);
    }
    if let Some(length) = word(&CODE) {
        if follows_other(text, at) {
            return None;
        }
        return behind(text, at + length, Personal::Code, code);
    }
    let length = word(&PASSWORD)?;
    // A lock that opens by one.
    if matches!(text.at(at + length), '锁' | '鎖' | '箱') {
        return None;
    }
    behind(text, at + length, Personal::Password, password)
}

/// One more of those that come in pairs, such as the first code and the second.
pub(super) fn another(
    text: &Letters,
    kind: Personal,
    end: usize,
) -> Option<(Personal, usize, usize)> {
    match kind {
        Personal::Passport => behind(text, end, kind, passport),
        Personal::Code => behind(text, end, kind, code),
        _ => None,
    }
}

/// Whether a word stands here by itself.
fn is_word(text: &Letters, at: usize, word: &str) -> bool {
    let latin = word.is_ascii();
    text.has(at, word)
        && !(latin && text.before(at).is_ascii_alphanumeric())
        && !(latin && text.at(at + word.len()).is_ascii_alphanumeric())
}

fn follows_other(text: &Letters, at: usize) -> bool {
    let mut end = at;
    while matches!(text.before(end), ' ' | '-') {
        end -= 1;
    }
    OTHER_CODES
        .iter()
        .any(|word| end.checked_sub(word.len()).is_some_and(|start| is_word(text, start, word)))
}

/// The first secret within reach.
fn behind(
    text: &Letters,
    from: usize,
    kind: Personal,
    secret: fn(&Letters, usize, usize) -> Option<usize>,
) -> Option<(Personal, usize, usize)> {
    (from..from + REACH)
        .take_while(|at| *at < text.letters.len() && !matches!(text.at(*at), '\n'))
        .find_map(|at| secret(text, from, at).map(|end| (kind, at, end)))
}

/// Whether a token of Latin letters and digits begins here, and where it ends.
fn token(text: &Letters, at: usize, is: impl Fn(char) -> bool) -> Option<(usize, usize)> {
    let end = text.skip(at, &is);
    let digits = (at..end).filter(|at| text.at(*at).is_ascii_digit()).count();
    (end > at && !is(text.before(at))).then_some((end, digits))
}

fn passport(text: &Letters, from: usize, at: usize) -> Option<usize> {
    let (end, digits) = token(text, at, |letter| letter.is_ascii_alphanumeric() || letter == '-')?;
    let first = text.at(at).is_ascii_alphabetic();
    let has_room = matches!(end - at, 8..=9);
    let is_number = first && digits >= 5 || !first && digits == 9 && at - from <= 12;
    let joined = (at..end).any(|at| text.at(at) == '-');
    (has_room && is_number && !joined).then_some(end)
}

fn code(text: &Letters, _: usize, at: usize) -> Option<usize> {
    let (end, digits) = token(text, at, |letter| letter.is_ascii_alphanumeric() || letter == '-')?;
    let length = end - at;
    if digits == length {
        // In two halves: 84 2207, 486 052.
        let half = text.skip(end + 1, |letter| letter.is_ascii_digit());
        let whole = if text.at(end) == ' ' && digits < 4 { half } else { end };
        let next = text.at(whole);
        let is_amount = "元块年分秒次位个月%:".contains(next)
            || next == '.' && text.at(whole + 1).is_ascii_digit();
        return (matches!(whole - at, 4..=9) && !is_amount).then_some(whole);
    }
    // Letters and digits together, such as G7K2QX or G-402917.
    (digits >= 2 && matches!(length, 5..=8)).then_some(end)
}

fn password(text: &Letters, from: usize, at: usize) -> Option<usize> {
    let is_part = |letter: char| letter.is_ascii_graphic() && !"\"',;:()[]<>=".contains(letter);
    let (mut end, digits) = token(text, at, is_part)?;
    // The end of the sentence is none of it.
    while end > at && matches!(text.before(end), '.' | '?') {
        end -= 1;
    }
    let unit = text.skip(at, |letter| letter.is_ascii_digit());
    if unit < end && unit - at < 4 && matches!(&text.letters[unit..end], ['m' | 'c', 'm']) {
        return None;
    }
    let (gap, length) = (&text.letters[from..at], end - at);
    let is_named = gap.iter().any(|letter| matches!(letter, ':' | '='));
    let is_quoted = matches!(text.before(at), '"' | '“' | '\'');
    let has_sign = (at..end).any(|at| text.at(at).is_ascii_punctuation() && text.at(at) != '-');
    let is_secret = digits > 0 || has_sign || (is_named || is_quoted) && gap.len() <= 3;
    (is_secret && matches!(length, 4..=32)).then_some(end)
}
