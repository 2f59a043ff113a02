//! What is known by its own shape.

use super::{Letters, Personal};
use crate::calendar::Date;

/// The longest number there is to look at, in digits.
const MOST_DIGITS: usize = 19;

/// What begins at a place: its kind, where it begins and where it ends, in letters.
pub(super) fn at(text: &Letters, at: usize) -> Option<(Personal, usize, usize)> {
    let here = text.at(at);
    if here == '@' {
        return email(text, at);
    }
    let before = text.before(at);
    let begins = here.is_ascii_digit() || here == '+';
    if !begins || before.is_ascii_alphanumeric() || before == '+' {
        return None;
    }
    // A piece of something longer: a decimal, an order number with dashes.
    let further = at.checked_sub(2).map_or('\0', |at| text.at(at));
    let is_piece = match before {
        '.' => further.is_ascii_digit(),
        '-' | '_' | '/' | '#' => further.is_ascii_alphanumeric(),
        _ => false,
    };
    if is_piece {
        return None;
    }
    let ended = |kind, end| ends(text, end).then_some((kind, at, end));
    id_card(text, at)
        .and_then(|end| ended(Personal::IdCard, end))
        .or_else(|| phone(text, at).and_then(|end| ended(Personal::Phone, end)))
        .or_else(|| bank_card(text, at).and_then(|end| ended(Personal::BankCard, end)))
}

/// Whether a number may end here: not in the middle of something longer.
fn ends(text: &Letters, end: usize) -> bool {
    let (next, after) = (text.at(end), text.at(end + 1));
    let goes_on = matches!(next, '-' | '.' | '_' | '/') && after.is_ascii_alphanumeric();
    !(next.is_ascii_alphanumeric() || goes_on || next == '@')
}

fn digit(letter: char) -> Option<u32> {
    letter.to_digit(10)
}

/// Seventeen digits and a check character: `Σ aᵢ·2^(17−i) ≡ 1 (mod 11)`, in which X is ten (ISO 7064, MOD 11-2).
fn id_card(text: &Letters, at: usize) -> Option<usize> {
    let mut sum = 0;
    for place in 0..18 {
        let letter = text.at(at + place);
        let value = if place == 17 && letter == 'x' { 10 } else { digit(letter)? };
        sum = (sum * 2 + value) % 11;
    }
    let part = |from: usize, length: usize| {
        (at + from..at + from + length)
            .fold(0, |number, at| number * 10 + digit(text.at(at)).unwrap_or(0))
    };
    let date = Date { year: part(6, 4) as u16, month: part(10, 2) as u8, day: part(12, 2) as u8 };
    let is_plausible = date.checked().is_some() && date.year >= 1900 && text.at(at) != '0';
    (sum == 1 && is_plausible).then_some(at + 18)
}

/// Thirteen to nineteen digits in one piece or in fours, of the issuers of bank cards, with the check digit of Luhn.
fn bank_card(text: &Letters, at: usize) -> Option<usize> {
    let mut digits = Vec::with_capacity(MOST_DIGITS);
    let (mut end, mut group, mut groups) = (at, 0, 0);
    let mut separator = '\0';
    while digits.len() <= MOST_DIGITS {
        match digit(text.at(end)) {
            Some(value) => {
                digits.push(value);
                group += 1;
            }
            None => {
                let next = text.at(end);
                let goes_on = matches!(next, ' ' | '-')
                    && group == 4
                    && (groups == 0 || separator == next)
                    && digit(text.at(end + 1)).is_some();
                if !goes_on {
                    break;
                }
                (separator, group, groups) = (next, 0, groups + 1);
            }
        }
        end += 1;
    }
    let is_number = (13..=MOST_DIGITS).contains(&digits.len()) && (groups == 0 || groups >= 3);
    let sum: u32 = digits
        .iter()
        .rev()
        .zip(0..)
        .map(|(value, place)| match (place % 2, value * 2) {
            (0, _) => *value,
            (_, twice) => twice / 10 + twice % 10,
        })
        .sum();
    (is_number && sum.is_multiple_of(10) && is_issuer(&digits)).then_some(end)
}

/// UnionPay, Visa, Mastercard, JCB, American Express: by the first digits.
fn is_issuer(digits: &[u32]) -> bool {
    let first = digits.iter().take(4).fold(0, |number, digit| number * 10 + digit);
    matches!(first, 6200..=6299 | 4000..=4999 | 5100..=5599 | 2221..=2720 | 3528..=3589 | 3400..=3499 | 3700..=3799)
}

/// A mobile number of mainland China, with or without its country; or `+`, a country code and the rest.
fn phone(text: &Letters, at: usize) -> Option<usize> {
    let is_gap = |letter| matches!(letter, ' ' | '-');
    let china = ["+86", "0086", "86"].iter().find(|code| text.has(at, code));
    if let Some(code) = china {
        let end = mobile(text, text.skip(at + code.len(), is_gap));
        if end.is_some() {
            return end;
        }
    }
    if text.at(at) == '+' { abroad(text, at + 1) } else { mobile(text, at) }
}

/// Eleven digits from 13 to 19, in one piece or as three, four and four.
fn mobile(text: &Letters, at: usize) -> Option<usize> {
    let (mut end, mut count) = (at, 0);
    let gap = text.at(at + 3);
    let in_pieces = matches!(gap, ' ' | '-');
    while count < 11 {
        if in_pieces && matches!(count, 3 | 7) && text.at(end) == gap {
            end += 1;
        }
        digit(text.at(end))?;
        end += 1;
        count += 1;
    }
    let is_mobile = text.at(at) == '1' && matches!(text.at(at + 1), '3'..='9');
    // Two gaps or none; anything else is some other number.
    (is_mobile && matches!(end - at, 11 | 13)).then_some(end)
}

/// Eight to fifteen digits (E.164) in groups.
fn abroad(text: &Letters, at: usize) -> Option<usize> {
    let (mut end, mut last, mut count) = (at, at, 0);
    loop {
        match text.at(end) {
            letter if letter.is_ascii_digit() => {
                count += 1;
                last = end + 1;
            }
            ' ' | '-' | '.' | '(' | ')' if end > at && end - last < 2 => {}
            _ => break,
        }
        end += 1;
    }
    ((8..=15).contains(&count) && text.at(at) != '0').then_some(last)
}

/// An address around its `@`.
fn email(text: &Letters, at: usize) -> Option<(Personal, usize, usize)> {
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || "._%+-".contains(letter);
    let is_host = |letter: char| letter.is_ascii_alphanumeric() || ".-".contains(letter);
    let mut start = at;
    while is_name(text.before(start)) {
        start -= 1;
    }
    start = text.skip(start, |letter| letter == '.');
    let mut end = text.skip(at + 1, is_host);
    while matches!(text.before(end), '.' | '-') {
        end -= 1;
    }
    let host = text.letters.get(at + 1..end)?;
    let dot = host.iter().rposition(|letter| *letter == '.')?;
    let top = &host[dot + 1..];
    let is_address =
        start < at && dot > 0 && top.len() >= 2 && top.iter().all(char::is_ascii_alphabetic);
    is_address.then_some((Personal::Email, start, end))
}
